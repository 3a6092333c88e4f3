"""Reports without a verb of speech: "according to X", "in X's view", "X's claim that", "X is certain that"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from loaders.reading.attribution_beside import phrase_content, trim
from loaders.reading.attribution_content import span_of
from loaders.reading.attribution_lexicon import Cue, adjectives, documents, forms, noun_forms, words
from loaders.reading.attribution_report import Report
from loaders.reading.attribution_speakers import head_ahead, possessor, speaker_of
from loaders.reading.structure import children, is_negated, preposition, relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.parsed import Token
    from loaders.reading.attribution_report import Range

_MAKE = frozenset({"make", "makes", "made", "making"})
_BE = frozenset({"be", "is", "are", "was", "were", "been"})


@cache
def cues() -> frozenset[str]:
    """The words of which one is the cue of every such report."""
    texts = words("publishing", "participles")
    return words("frames", "according") | words("frames", "nouns") | noun_forms().keys() | adjectives().keys() | texts


def find(token: Token) -> Report | None:
    """The report that a token is the cue of, if it is one."""
    return _prepositional(token) or _framed(token) or _nominal(token) or _adjectival(token) or _published(token)


def _prepositional(token: Token) -> Report | None:
    """`according to X`."""
    if token.lower_ not in words("frames", "according") or token.i + 2 >= len(token.doc):
        return None
    following = token.nbor()
    if following.lower_ != "to":
        return None
    named = following.nbor()
    # A person straight behind the preposition is the speaker, whatever the parser makes of the apposition behind it.
    speaker = named if named.ent_type_ == "PERSON" else token.head if token.head.i > token.i else None
    if speaker is None:
        speaker = head_ahead(named)
    if speaker is None or speaker.sent.start != token.sent.start:
        return None
    content = phrase_content(token.i, speaker)
    return Report(token.i, Cue.saying(token), speaker.i, content, rule="according")


def _framed(token: Token) -> Report | None:
    """`in X's view`, `in the words of X`, `by its own account`."""
    if token.lower_ not in words("frames", "nouns") or preposition(token) not in words("frames", "prepositions"):
        return None
    if not children(token, "nmod:poss", "det"):
        return None
    owner = possessor(token)
    if owner is None or owner.pos_ == "NUM":
        return None
    content = phrase_content(token.left_edge.i, token)
    return Report(token.i, Cue.saying(token), owner.i, content, rule="frame")


def _nominal(token: Token) -> Report | None:
    """`X's claim that ...`, `a warning by X that ...`, `X made the accusation that ...`, `X's complaint is that ...`."""
    cue = noun_forms().get(token.lower_) if token.pos_ == "NOUN" else None
    if cue is None:
        return None
    voiced = relation(token) == "obj" and token.head.lower_ in forms("voicing")
    own = possessor(token)
    if voiced and own is not None and own.tag_ == "PRP$":
        own = None  # "renewed its call": whose the pronoun is says who speaks.
    parts = [c for c in children(token, "acl", "ccomp") if c.i > token.i and children(c, "mark")]
    owner = own or _light_subject(token) or (_adjective(token) if parts and cue.name == "statement" else None)
    parts = parts or _beyond(token)
    parts = parts or [
        c
        for c in children(token, "nmod")
        if preposition(c) in {"of", "about", "over", "at"} and c != owner and c.pos_ != "NUM"
    ]
    if owner is None:
        return None
    content = (span_of(parts),) if parts else _predicated(token)
    if not content and own is None and voiced:
        content = (span_of([token]),)
    if not content and not cue.denies:
        return None
    return Report(token.i, cue, owner.i, content, None, is_negated(token), "noun")


def _adjective(noun: Token) -> Token | None:
    """Whose a claim is by the adjective or name before it: `Peruvian claims that ...`."""
    before = (c for c in children(noun, "amod", "compound") if c.i < noun.i and c.text[:1].isupper() and c.ent_type_)
    return next(before, None)


def _beyond(noun: Token) -> list[Token]:
    """The clause behind `repeated his contention that ...` which the parser hangs on the verb."""
    if relation(noun) != "obj":
        return []
    clauses = children(noun.head, "ccomp", "xcomp")
    return [c for c in clauses if c.left_edge.i in {noun.i + 1, noun.right_edge.i + 1} and c.left_edge.lower_ == "that"]


def _predicated(noun: Token) -> tuple[Range, ...]:
    """What follows the copula of `X's complaint is ...`."""
    head = noun.head
    copula = next((c.i for c in head.children if relation(c) == "cop"), head.i if head.lower_ in _BE else None)
    if relation(noun) != "nsubj" or copula is None or copula < noun.i:
        return ()
    return trim(noun.doc, copula + 1, head.right_edge.i + 1)


def _light_subject(token: Token) -> Token | None:
    verb = token.head
    if relation(token) == "obj" and verb.lower_ in forms("light"):
        return speaker_of(verb)
    return None


def _published(token: Token) -> Report | None:
    """`a message posted on Telegram by X`: whoever a text is by says what it says."""
    if token.lower_ not in words("publishing", "participles") or token.tag_ != "VBN" or relation(token) != "acl":
        return None
    writer = next(iter(children(token, "obl:agent")), None)
    paper = token.head
    if writer is None or paper.lower_ not in documents() or paper.i > token.i:
        return None
    return Report(token.i, Cue.saying(token), writer.i, (span_of([paper]),), rule="published")


def _adjectival(token: Token) -> Report | None:
    """`X is certain that ...`, `X made clear that ...`."""
    cue = adjectives().get(token.lower_)
    if cue is None:
        return None
    clause = next((c for c in (*children(token, "ccomp"), *_made(token)) if c.i > token.i), None)
    subject = next(iter(children(token, "nsubj")), None)
    if relation(token) == "xcomp" and token.head.lower_ in _MAKE:
        subject = speaker_of(token.head)
    if clause is None or subject is None:
        return None
    content = ((clause.left_edge.i, clause.right_edge.i + 1),)
    return Report(token.i, cue, subject.i, content, None, is_negated(token), "adjective")


def _made(token: Token) -> Iterator[Token]:
    if relation(token) == "xcomp" and token.head.lower_ in _MAKE:
        yield from children(token.head, "ccomp")
