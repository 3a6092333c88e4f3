"""Who breaks an instrument, where it is told as what he answers for: `fined Delta Bank for violations of the sanctions`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.records import Relation
from graph.vocabulary import weaker
from loaders.reading import aims, slots
from loaders.reading.analysis import Analysis, Finding
from loaders.reading.certainty import judge
from loaders.reading.instruments import breaching, rules
from loaders.reading.relation_patterns import says
from loaders.reading.structure import children, preposition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.parsed import Token


def find(analysis: Analysis) -> Iterator[Finding]:
    """Those who are blamed for a breach, as a noun or as what they did, with the instrument that is broken."""
    for token in analysis.doc.where(breaching()):
        verb = token.head
        if not says(verb, rules()["sides"]["blaming"]) or not _for_it(token):
            continue
        alleged = "possible" if says(verb, rules()["sides"]["alleging"]) else "asserted"
        certainty = weaker(judge(analysis, verb), alleged)
        for broken in _broken(analysis, token):
            for key in aims.actors(analysis, [*children(verb, "iobj"), *slots.fill(verb, "object")], persons=True):
                yield Finding(Relation(key, "VIOLATES", broken), token.i, "violates:blamed", certainty=certainty)


def _for_it(token: Token) -> bool:
    """Whether a breach is what somebody is blamed for: `for violations of`, `with evading`."""
    marks = {c.lower_ for c in children(token, "mark")} | {preposition(token)}
    return bool(marks & {"for", "of", "with", "over"})


def _broken(analysis: Analysis, token: Token) -> list[str]:
    """The instruments that a breach is of."""
    if token.pos_ == "VERB":
        named = children(token, "obj")
    else:
        of = [c for c in children(token, "nmod") if preposition(c) == "of"]
        named = [*of, *children(token, "compound")]
    keys = [key for noun in named for key in analysis.keys_at(noun)]
    return [key for key in dict.fromkeys(keys) if analysis.entities[key].type == "Resolution"]
