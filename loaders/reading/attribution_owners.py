"""Which words around a collective, an unnamed official or a document may tell for whom it speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading.attribution_lexicon import documents, forms, is_role, words
from loaders.reading.attribution_papers import writer
from loaders.reading.attribution_speakers import possessor, speaker_of
from loaders.reading.structure import children, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis

_OWNERS = frozenset({"of", "for", "from", "in", "at", "by", "with"})


def candidates(analysis: Analysis, head: Token, *, known: bool) -> list[Token]:
    """The words that may tell for whom a noun speaks, the likeliest first.

    Who releases a paper of `known` authors does not speak in it: `Peru released the report`.
    """
    # "Peru's Andina news agency"
    found = [c for c in children(head, "compound", "flat") if _is_outlet(analysis, c)]
    owner = possessor(head)
    found += [owner] if owner is not None else []
    found += children(head, "compound", "amod", "flat", "nmod:desc", "nmod:poss")
    behind = [c for c in children(head, "nmod", "obl") if preposition(c) in _OWNERS]
    homely = is_role(head, "homely")
    found += [c for c in behind if homely or not _is_place(analysis, c)]
    seen = viewers(head)
    found += [t for t in _agents(head) if t not in seen]
    if head.lower_ in documents():
        published = not known and relation(head) == "obj" and head.head.lower_ in forms("light")
        authors = (writer(head), speaker_of(head.head) if published else None)
        found += [author for author in authors if author is not None]
    return found


def viewers(head: Token) -> list[Token]:
    """Who has only seen a paper: `a report seen by Reuters`."""
    return [t for t in _agents(head) if t.head.lower_ in words("seen", "participles")]


def tell_nothing(beside: list[Token]) -> bool:
    """Whether the words beside a paper name nobody, so that it may be one told of before: `the 40-page report`."""
    # "the Thursday report"
    told = [c for c in beside if c.ent_type_ != "DATE"]
    return all(c.pos_ != "PROPN" and (relation(c) == "amod" or children(c, "nummod")) for c in told)


def _agents(head: Token) -> list[Token]:
    return [t for t in head.subtree if t.i > head.i and preposition(t) == "by"]


def _is_place(analysis: Analysis, noun: Token) -> bool:
    """Whether a state is only where a paper appeared: `media reports in Kenya`."""
    entity = analysis.entity_at(noun)
    return preposition(noun) == "in" and entity is not None and entity.kind == "state"


def _is_outlet(analysis: Analysis, noun: Token) -> bool:
    entity = analysis.entity_at(noun)
    return entity is not None and entity.kind == "organisation" and noun.head.lower_ == "agency"
