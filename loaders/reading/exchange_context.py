"""Sides that a sentence leaves open, taken from what the same article says elsewhere.

"Khartoum desperately needs drones" in an article on what Ankara and Khartoum exchange tells who could supply them. Only
sides that the text does not tell, or tells by a pronoun that nobody resolved, are filled; never a noun without key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

#: Share of the article's exchanges of an actor that one counterpart must have to be taken as the other side.
_DOMINANT = 0.6
#: How often the second actor of a pair must be named, how many times as often as the third, and as the first.
_LEAST, _LEAD, _BALANCE = 4, 1.5, 0.4
#: How many facts the pair weighs where facts name other counterparts.
_PAIR = 3
#: How many tokens back the recipient may have been told.
_LATELY = 60
#: How many exchanges must go to one actor for it to be whom the article is about.
_TOPIC = 2
#: How many tokens apart two sentences may tell the two sides of one exchange.
_NEXT = 50
#: How many tokens before its contents a package may be told of.
_NEAR = 150


@dataclass(frozen=True, slots=True)
class Fact:
    """An exchange by keys, before it is completed; `open` names the sides that may be filled.

    `family` is the good's category in broad terms, so that shells and rifles count as the same business; `package` is what a
    package or shipment told of before holds; `lone` are the sides that say enough where the other one stays open.
    """

    position: int
    supplier: str | None
    recipient: str | None
    good: str
    family: str
    open: frozenset[str]
    symmetric: bool = False
    needs_sides: bool = False
    package: bool = False
    lone: frozenset[str] = frozenset({"supplier", "recipient"})


def completed(facts: Sequence[Fact], pair: frozenset[str] = frozenset(), scene: str = "") -> list[Fact | None]:
    """Every fact with its open sides filled where the article's other facts tell them; None where it says nothing.

    `pair` are the two actors that the article is about, each the other's counterpart where no fact tells one; `scene` is
    the one state that it is about.
    """
    facts = [_with_neighbour(f, facts) for f in facts]
    known = [f for f in facts if f.supplier and f.recipient and not f.symmetric]
    done = [_completed(f, known, pair, scene) for f in facts]
    whole = {(f.good, f.supplier, f.recipient) for f in done if f.supplier and f.recipient}
    givers, takers = {(g, s) for g, s, _ in whole}, {(g, r) for g, _, r in whole}
    # What is told whole elsewhere is not told again by halves.
    return [None if _empty(f) or _halved(f, givers, takers) else f for f in done]


def _with_neighbour(fact: Fact, facts: Sequence[Fact]) -> Fact:
    """A fact with the side that the next sentence tells of the same good ("Mali needs rice. Chad has promised some")."""
    if fact.symmetric or bool(fact.supplier) == bool(fact.recipient):
        return fact
    side, told = ("recipient", "supplier") if fact.supplier else ("supplier", "recipient")
    near = [
        other
        for other in facts
        if other.good == fact.good
        and 0 < abs(other.position - fact.position) <= _NEXT
        and getattr(other, side)
        and getattr(other, told) is None
        and side in fact.open
        and told in other.open
        and getattr(other, side) != getattr(fact, told)
    ]
    if not near:
        return fact
    best = min(near, key=lambda other: abs(other.position - fact.position))
    return _filled(fact, best.supplier, best.recipient)


def _halved(fact: Fact, givers: set[tuple[str, str]], takers: set[tuple[str, str]]) -> bool:
    if fact.supplier and fact.recipient:
        return False
    return (fact.good, fact.supplier) in givers if fact.supplier else (fact.good, fact.recipient) in takers


def _empty(fact: Fact) -> bool:
    return (
        (fact.supplier is None and fact.recipient is None)
        or (fact.needs_sides and (fact.supplier is None or fact.recipient is None))
        or _lonely(fact)
    )


def _lonely(fact: Fact) -> bool:
    """Whether only one side is known, and that says too little."""
    if fact.supplier and fact.recipient:
        return False
    return ("supplier" if fact.supplier else "recipient") not in fact.lone


def main_pair(counts: Counter[str]) -> frozenset[str]:
    """The two actors that an article is about, from how often it names each; empty where more than two are."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if (
        len(ranked) < 2
        or ranked[1][1] < max(_LEAST, _BALANCE * ranked[0][1])
        or ranked[1][1] < _LEAD * (ranked[2][1] if len(ranked) > 2 else 0)
    ):
        return frozenset()
    return frozenset({ranked[0][0], ranked[1][0]})


def main_scene(counts: Counter[str]) -> str:
    """The state that an article names far more often than any other; empty where there is none."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < max(_LEAST, _LEAD * (ranked[1][1] if len(ranked) > 1 else 0)):
        return ""
    return ranked[0][0]


def _completed(fact: Fact, known: Sequence[Fact], pair: frozenset[str], scene: str) -> Fact:
    if fact.symmetric and fact.supplier and fact.recipient:
        return _directed(fact, known)
    tests = (_same_good, _same_family, _just_before)
    for test in tests[::-1] if fact.package else tests:
        near = sorted(
            (k for k in known if test(fact, k) and _fits(fact, k)), key=lambda k: abs(k.position - fact.position)
        )
        if near:
            return _filled(fact, near[0].supplier, near[0].recipient)
    if fact.supplier is None and fact.recipient is None:
        return fact
    return _by_partner(fact, known, pair, scene)


def _directed(fact: Fact, known: Sequence[Fact]) -> Fact:
    """The direction of a deal that does not tell it, as other facts between the two on the same good or its like have it."""
    for alike in (_same_good, _same_kind):
        near = [k for k in known if alike(fact, k)]
        ahead = sum(k.supplier == fact.supplier and k.recipient == fact.recipient for k in near)
        back = sum(k.supplier == fact.recipient and k.recipient == fact.supplier for k in near)
        if ahead != back:
            return replace(fact, supplier=fact.recipient, recipient=fact.supplier) if back > ahead else fact
    return fact


def _same_kind(fact: Fact, other: Fact) -> bool:
    return fact.family == other.family


def _same_good(fact: Fact, other: Fact) -> bool:
    return fact.good == other.good


def _same_family(fact: Fact, other: Fact) -> bool:
    return fact.family == other.family and fact.family in {"arms", "aid"}


def _just_before(fact: Fact, other: Fact) -> bool:
    """What a package holds goes where the package goes, told a little before."""
    return fact.package and 0 <= fact.position - other.position < _NEAR


def _fits(fact: Fact, other: Fact) -> bool:
    """Whether the other fact agrees with the sides that are told, and fills only open ones."""
    for side in ("supplier", "recipient"):
        told = getattr(fact, side)
        if told is None and side not in fact.open:
            return False
        if told is not None and told != getattr(other, side):
            return False
    return True


def _filled(fact: Fact, supplier: str | None, recipient: str | None) -> Fact:
    return replace(fact, supplier=fact.supplier or supplier, recipient=fact.recipient or recipient)


def _by_partner(fact: Fact, known: Sequence[Fact], pair: frozenset[str], scene: str) -> Fact:
    told, side = (fact.supplier, "recipient") if fact.supplier else (fact.recipient, "supplier")
    if told is None or getattr(fact, side) is not None or side not in fact.open:
        return fact
    partners = Counter(
        other
        for k in known
        for one, other in ((k.supplier, k.recipient), (k.recipient, k.supplier))
        if one == told and other
    )
    if told in pair:
        partners.update(dict.fromkeys(pair - {told}, _PAIR))
    partner, count = min(partners.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    share = count / sum(partners.values()) if partners else 0.0
    if share < _DOMINANT or partner == told or (told not in pair and (count < 2 or side == "supplier")):
        partner = _by_topic(told, side, known)
        if side == "recipient":
            partner = partner or (scene if scene != told else "") or _lately(fact, told, known)
    return replace(fact, **{side: partner}) if partner else fact  # type: ignore[arg-type]


def _lately(fact: Fact, told: str, known: Sequence[Fact]) -> str:
    """Who got the goods that were told of just before, from another."""
    before = [k for k in known if 0 < fact.position - k.position <= _LATELY and k.recipient != told]
    last = max(before, key=lambda k: k.position, default=None)
    return (last.recipient or "") if last else ""


def _by_topic(told: str, side: str, known: Sequence[Fact]) -> str:
    """Who gets the goods that an article tells of, whoever gives them; empty where several do."""
    if side != "recipient":
        return ""
    facts = {(k.good, k.supplier, k.recipient) for k in known}
    ends = Counter(r for _, _, r in facts if r)
    end, count = min(ends.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    if count < _TOPIC or count / sum(ends.values()) < _DOMINANT or end == told:
        return ""
    return end
