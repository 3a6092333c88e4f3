"""Papers through which somebody speaks: who writes or sends them, in which a speaker speaks, which words mean one again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading.attribution_lexicon import documents, words
from loaders.reading.attribution_speakers import head_ahead
from loaders.reading.structure import children, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Doc, Token


def writer(paper: Token) -> Token | None:
    """Who stands behind a paper with `by`, whatever the parser hangs it on: `drawn in a report by the panel`."""
    after = paper.doc[paper.i + 1 : paper.i + 3]
    return head_ahead(after[1]) if len(after) == 2 and after[0].lower_ == "by" else None


def is_sent(paper: Token) -> bool:
    """Whether a paper is what somebody publishes: `the ministry sent a letter to the council`."""
    return relation(paper) == "obj" and paper.head.lower_ in words("publishing", "participles")


def of_speech(speaker: Token) -> Token | None:
    """The paper in which a speaker says something, so that the paper is the speaker's: `the ministry said in a statement`."""
    told = [c for c in children(speaker.head, "obl") if preposition(c) in {"in", "through"}]
    return next((c for c in told if c.lower_ in documents() and not children(c, "nmod:poss")), None)


def papers(doc: Doc) -> list[Token]:
    """The nouns of a text that name what it may call by a bare noun later."""
    return [t for t in doc.where(words("back", "papers")) if is_paper(t)]


def is_paper(token: Token) -> bool:
    """Whether a noun names what an article may be about and then call by a bare noun: `report`, `findings`."""
    return token.lemma_.lower() in words("back", "papers")


def points_back(token: Token) -> bool:
    """Whether the object of a denial stands for what was said before: `this`, `the accusation`."""
    back = words("back", "pronouns")
    if token.lower_ in back:
        return True
    definite = any(
        c.lower_ in {"the", "this", "that", "these", "those", "such", "any", "all"} for c in children(token, "det")
    )
    noun = token.lower_ if token.lower_ in words("back", "nouns") else token.lower_.removesuffix("s")
    bare = not children(token, "det", "nmod", "acl", "nmod:poss")
    return noun in words("back", "nouns") and (definite or bare or bool(children(token, "nmod:poss")))
