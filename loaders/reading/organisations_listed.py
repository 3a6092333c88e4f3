"""Organisations that a text lists behind what they are: `companies such as A and B`, `the firms include A`, `two banks, A and B`.

What stands in such a list is an organisation, whatever the pipeline took it for; names of people, states and weapons are
those of others. The list is read as it is written: parsers get lost in long ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading import namewords
from loaders.reading.candidates import Candidate
from loaders.reading.namewords import surface
from loaders.reading.organisations import WEAPON
from loaders.reading.relation_patterns import says
from loaders.reading.structure import children, conjuncts, coordination_head, relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis

#: What may stand within a name, and what behind it; how long a name and what is said of it between two names may be.
_INNER = frozenset({"&", "-", "–", "of"})
_BEHIND = frozenset({"CCONJ", "ADP", "VERB", "AUX", "SCONJ"})
_LONGEST, _GAP = 7, 8
_INCLUDING = frozenset({"include", "comprise"})


def find(analysis: Analysis) -> Iterator[Candidate]:
    """A candidate for every name of a list whose plural noun says that they are companies, banks, agencies."""
    lists = namewords.load()
    for noun in analysis.doc.where(lists.descriptors):
        if noun.tag_ != "NNS" or noun.lemma_.lower() not in lists.descriptors or _with_people(noun):
            continue
        start = _opening(noun)
        names = list(_names(analysis, start, noun.sent.end)) if start is not None else []
        counted = start is not None and analysis.doc[start - 1].text in {",", "–", "—", ":"}
        if len(names) > 1 or not counted:
            yield from names


def _with_people(noun: Token) -> bool:
    """Whether people are listed with them: `individuals and companies including A`."""
    people = namewords.load().roles | {"individual", "person", "people", "man", "woman"}
    return any(t.i != noun.i and says(t, people) for t in conjuncts(coordination_head(noun)))


def _opening(noun: Token) -> int | None:
    """Where the list behind a noun begins; None where there is none."""
    doc, end = noun.doc, noun.sent.end
    after = noun.i + 1 + (noun.i + 1 < end and doc[noun.i + 1].text == ",")
    words = [t.lower_ for t in doc[after : min(after + 2, end)]]
    if words == ["such", "as"]:
        return after + 2
    if words[:1] in (["including"], ["like"]):
        return after + 1
    verb = noun.head
    if relation(noun) == "nsubj" and verb.i > noun.i and says(verb, _INCLUDING):
        return verb.i + 1
    copulas = children(verb, "cop") if relation(noun) == "nsubj" and verb.pos_ == "PROPN" else []
    if copulas:
        return copulas[0].i + 1
    counted = any(c.dep_ == "nummod" for c in noun.children)
    separated = noun.i + 2 < end and doc[noun.i + 1].text in {",", "–", "—", ":"}
    return noun.i + 2 if counted and separated else None


def _names(analysis: Analysis, start: int, end: int) -> Iterator[Candidate]:
    """The names from `start` on, as long as each is set off from the next by a comma or `and`."""
    doc, index = analysis.doc, start
    while index < end:
        while index < end and (doc[index].lower_ in {"the", "and", "or"} or doc[index].text == ","):
            index += 1
        first = index
        while index < end and (doc[index].text[:1].isupper() or (doc[index].text in _INNER and index > first)):
            index += 1
        closed = index < end and (doc[index].is_punct or doc[index].pos_ in _BEHIND)
        if index == first or index - first > _LONGEST or doc[index - 1].text in _INNER:
            return
        if closed and _is_name(analysis, first, index):
            name = surface(doc, first, index)
            yield Candidate(first, index, "Actor", "organisation", name, "entity")
        following = next((i for i in range(index, min(index + _GAP, end)) if doc[i].text in {",", "and", ";"}), end)
        if any(t.pos_ in {"VERB", "AUX"} for t in doc[index:following]):
            return
        index = following + 1


def _is_name(analysis: Analysis, start: int, end: int) -> bool:
    """Whether the words are a name that is no state's, people's or weapon's and is not known to be somebody else's.

    The pipeline takes many a firm for a place (`Epira`).
    """
    doc, name = analysis.doc, surface(analysis.doc, start, end)
    known = analysis.gazetteer.lookup(name) is not None or analysis.gazetteer.demonym(name) is not None
    common = name.casefold() in namewords.load().generic | namewords.load().calendar
    return not (known or common) and doc[end - 1].pos_ == "PROPN" and WEAPON.fullmatch(name) is None
