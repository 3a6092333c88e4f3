"""What is stated of instruments that are named by number or title: whom they are aimed at, who passed, signed or issued them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.records import Relation
from loaders.reading import aims, slots
from loaders.reading.analysis import Analysis, Finding
from loaders.reading.certainty import judge
from loaders.reading.instruments import brand_of, rules
from loaders.reading.relation_patterns import says
from loaders.reading.structure import ancestors, children, conjuncts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.parsed import Token

#: Kinds of orders and laws under which somebody is put on a list, and the prepositions before them.
_LISTING = frozenset({"sanctions", "export control", "resolution", "treaty"})
_UNDER = frozenset({"pursuant", "under"})
#: Two names with a hyphen at the beginning of a treaty's name, and the kinds of those who sign.
_PAIR = re.compile(r"([^\s–-]+)[-–]([^\s–-]+) ")
_SIGNING = frozenset({"state", "bloc"})
#: How many tokens before the name of an order they stand.
_REACH = 14


def find(analysis: Analysis) -> Iterator[Finding]:
    """Targets that are known, bodies that passed, parties that signed, leaders whose order it is."""
    yield from _of_known(analysis)
    yield from _passed(analysis)
    yield from _signed(analysis)
    yield from _hyphened(analysis)
    yield from _owned(analysis)
    yield from _pursuant(analysis)
    yield from _described(analysis)


def _of_known(analysis: Analysis) -> Iterator[Finding]:
    """The target that an instrument is known to have, where its sentence names it."""
    named = {entity.name: key for key, entity in analysis.entities.items() if entity.type == "Actor"}
    for mention in analysis.mentions:
        for key in mention.keys:
            target = named.get(dict(analysis.entities[key].attributes).get("target", ""))
            numbered = "number" in dict(analysis.entities[key].attributes)
            # Acts of the European Union are cited for their form.
            cited = numbered and dict(analysis.entities[key].attributes).get("body") == "European Union"
            legal = analysis.entities[key].type == "Resolution" and not cited
            if legal and target is not None and near(analysis, mention.start, target):
                yield Finding(Relation(key, "TARGETS", target), mention.start, "targets:known", confidence=0.8)


def _passed(analysis: Analysis) -> Iterator[Finding]:
    """Who adopted a numbered resolution of which the text says only that it was: `Resolution 1701, adopted in 2006`."""
    for mention in analysis.mentions:
        entity = analysis.entities[mention.keys[0]]
        if entity.kind != "resolution" or not {"number", "body"} & set(dict(entity.attributes)):
            continue
        head = analysis.doc[mention.start : mention.end].root
        verbs = [*children(head, "acl"), *([head.head] if head.dep_ == "nsubj:pass" else [])]
        entry = analysis.gazetteer.lookup(dict(entity.attributes).get("body", "UN Security Council"))
        for verb in verbs:
            # "was adopted by a vote of 12 to 2"
            by_whom = [t for t in slots.fill(verb, "subject") if not says(t, {"vote", "majority"})]
            if entry is not None and says(verb, rules()["sides"]["passing"]) and not by_whom:
                body = analysis.enter(entry)
                yield Finding(Relation(body.key, "ADOPTS", entity.key), verb.i, "adopts:passed")


def _signed(analysis: Analysis) -> Iterator[Finding]:
    """The parties of a titled treaty that stand beside it: `the Reciprocal Access Agreement between Kenya and Uganda`."""
    for mention in analysis.mentions:
        entity = analysis.entities[mention.keys[0]]
        if entity.kind == "treaty":
            head = analysis.doc[mention.start : mention.end].root
            for key in aims.actors(analysis, [t for first in slots.between(head) for t in conjuncts(first)]):
                yield Finding(Relation(key, "ADOPTS", entity.key), head.i, "adopts:between")


def _hyphened(analysis: Analysis) -> Iterator[Finding]:
    """The two whose names a treaty's name begins with: `the U.S.-Peru Trade Promotion Agreement`.

    That something is not done with a treaty does not say that there is none: `has not torn up the Chad-Peru pact`.
    """
    for mention in analysis.mentions:
        entity = analysis.entities[mention.keys[0]]
        names = _PAIR.match(entity.name) if entity.kind == "treaty" and mention.naming else None
        known = [analysis.gazetteer.lookup(name) for name in names.groups()] if names is not None else []
        sides = [side for side in known if side is not None and side.kind in _SIGNING]
        sure = judge(analysis, analysis.doc[mention.start : mention.end].root) if len(sides) == 2 else "denied"
        for party in [analysis.enter(side).key for side in sides] if sure != "denied" else []:
            yield Finding(Relation(party, "ADOPTS", entity.key), mention.start, "adopts:hyphened", certainty=sure)


def _owned(analysis: Analysis) -> Iterator[Finding]:
    """Whose order it is: `President Lula's Executive Order 14404`."""
    for mention in analysis.mentions:
        entity = analysis.entities[mention.keys[0]]
        if entity.type == "Resolution" and entity.name.startswith("Executive Order"):
            head = analysis.doc[mention.start : mention.end].root
            for key in aims.actors(analysis, slots.possessor(head), persons=True):
                yield Finding(Relation(key, "ADOPTS", entity.key), head.i, "adopts:owned")


def _pursuant(analysis: Analysis) -> Iterator[Finding]:
    """Whom an order or law hits under which he is put on a list: `Delta Bank is designated pursuant to Executive Order 14404`."""
    for mention in analysis.mentions:
        entity = analysis.entities[mention.keys[0]]
        verb = _listing(analysis.doc[mention.start]) if entity.kind in _LISTING else None
        if verb is None or brand_of(children(verb, "obl")):
            # Who is designated "as a Foreign Terrorist Organization" is so by that list.
            continue
        named = aims.with_others(verb, slots.fill(verb, "object"))
        found = [*aims.targets(analysis, named, deep=False), *aims.described(analysis, named)]
        for key in dict.fromkeys(key for key in found if analysis.entities[key].kind != "bloc"):
            yield Finding(Relation(entity.key, "TARGETS", key), verb.i, "targets:pursuant")


def _listing(first: Token) -> Token | None:
    """The verb of listing before the words `pursuant to` or `under` that an order or law stands behind.

    By the order of the words: the parser gets lost in `pursuant to Sec. 2(a)(i)(A) of Executive Order 14404`.
    """
    for index in range(first.i - 1, max(first.sent.start, first.i - _REACH) - 1, -1):
        token = first.doc[index]
        if token.lower_ in _UNDER:
            verb = next((above for above in ancestors(token) if above.pos_ == "VERB"), None)
            return verb if verb is not None and says(verb, rules()["sides"]["listing"]) else None
        if token.pos_ == "VERB":
            return None
    return None


def _described(analysis: Analysis) -> Iterator[Finding]:
    """Whom an order is aimed at without naming them: `Executive Order 14404, which targets arms smugglers`."""
    for token in analysis.doc.where({"target"}):
        made = [k for t in slots.fill(token, "subject") for k in analysis.keys_at(t)] if token.pos_ == "VERB" else []
        for key in made:
            if "number" in dict(analysis.entities[key].attributes):
                for group in aims.described(analysis, slots.fill(token, "object")):
                    yield Finding(Relation(key, "TARGETS", group), token.i, "targets:described")


def near(analysis: Analysis, index: int, key: str) -> bool:
    """Whether an entity is named in the sentence of a token."""
    sentence = analysis.sentence(index)
    return any(key in analysis.keys_at(i) for i in range(sentence.start, sentence.end))
