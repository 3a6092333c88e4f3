"""The exchanges of an article together: sides that a sentence leaves open, and halves of what is told whole elsewhere.

Only sides that the text does not tell, or tells by words that name nobody, are filled. A fact that leaves both open takes
them from the nearest one on the same good; a fact that tells one is for `exchange_implicit`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

#: How often the second actor of a pair must be named, how many times as often as the third, and as the first.
_LEAST, _LEAD, _BALANCE = 4, 1.5, 0.4
#: How many tokens before its contents a package may be told of.
_NEAR = 150
#: How many tokens before a fact those stand who are meant together.
_RECENT = 90
#: How likely a fact that tells neither side is between those who exchange the same good.
_REPEATED = 0.6


@dataclass(frozen=True, slots=True)
class Fact:
    """An exchange by keys, before it is completed; `open` names the sides that may be filled.

    `family` is the good's category in broad terms, so that shells and rifles count as the same business; `package` is what a
    package or shipment told of before holds; `lone` are the sides that say enough where the other one stays open. `likely` is
    how likely those are who were filled in, 1 where nobody was; a `turnable` fact's recipient may as well be its supplier
    (`Chadian oil imports`).
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
    likely: float = 1.0
    turnable: bool = False


def completed(facts: Sequence[Fact], filled: Callable[[int], Fact]) -> list[Fact | None]:
    """Every fact with its open sides filled; None where it says nothing, or no more than another one says.

    Args:
        facts: in the order of the text.
        filled: returns the fact of a number, which tells one side, with the other side where it can be told.
    """
    known = [f for f in facts if f.supplier and f.recipient and not f.symmetric]
    done = [
        _completed(f, known) if f.symmetric or not (f.supplier or f.recipient) else filled(k)
        for k, f in enumerate(facts)
    ]
    whole = {(f.good, f.supplier, f.recipient) for f in done if f.supplier and f.recipient}
    givers, takers = {(g, s) for g, s, _ in whole}, {(g, r) for g, _, r in whole}
    # What is told whole elsewhere is not told again by halves.
    return [None if _empty(f) or _halved(f, givers, takers) else f for f in done]


def mutual(told: Sequence[Fact], done: Sequence[Fact | None], returns: Sequence[tuple[int, int]]) -> list[Fact | None]:
    """The completed facts, with what goes back for a good going between the same two.

    Args:
        told: the facts before they were completed.
        done: the same, completed.
        returns: pairs of numbers, of what is given and what goes back for it. Whoever is surer tells the other's sides.
    """
    found = list(done)
    for pair in returns:
        one, two = sorted(pair, key=lambda number: -getattr(done[number], "likely", 0.0))
        sure, other = found[one], found[two]
        if sure is None or other is None or not (sure.supplier and sure.recipient):
            continue
        back = replace(other, supplier=sure.recipient, recipient=sure.supplier, likely=sure.likely)
        before = told[two]
        if before.supplier in {None, back.supplier} and before.recipient in {None, back.recipient}:
            found[two] = back
    return found


def together(told: Sequence[Fact], done: Sequence[Fact | None]) -> list[tuple[int, Fact]]:
    """For whom else what was completed is told, with its number: what went to three is also for the other two.

    Args:
        told: the facts before they were completed, in the order of the text.
        done: the same, completed. Who was filled in as a recipient stands for all with whom he got something in the fact
            of the same supplier told last before.
    """
    found = []
    for number, fact in enumerate(done):
        before = told[number]
        if fact is None or fact.likely == 1 or before.supplier is None or before.recipient:
            continue
        near = [f for f in _told_shortly_before(told, number) if f.supplier == fact.supplier]
        last = next((f for f in reversed(near) if f.recipient == fact.recipient), None)
        if last is not None:
            listed = {f.recipient: None for f in near if (f.position, f.good) == (last.position, last.good)}
            others = [k for k in listed if k not in {fact.recipient, None, fact.supplier}]
            found += [(number, replace(fact, recipient=k)) for k in others]
    return found


def _told_shortly_before(told: Sequence[Fact], number: int) -> Sequence[Fact]:
    """The facts, which stand in the order of the text, that were told shortly before one by another word."""
    position, start = told[number].position, number
    while start > 0 and position - told[start - 1].position < _RECENT:
        start -= 1
    return [f for f in told[start:number] if f.position < position]


def turned(facts: Sequence[Fact]) -> list[Fact]:
    """The facts with those turned round whose one side is a supplier of the like everywhere else in the article."""
    sure = [f for f in facts if not f.turnable and not f.symmetric]
    only_give = {(f.family, f.supplier) for f in sure if f.supplier} - {(f.family, f.recipient) for f in sure}
    return [
        replace(f, supplier=f.recipient, recipient=None, open=f.open | {"recipient"})
        if f.turnable and not f.supplier and (f.family, f.recipient) in only_give
        else f
        for f in facts
    ]


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


def _completed(fact: Fact, known: Sequence[Fact]) -> Fact:
    """A fact of both sides or none, with what the facts that tell both say of the same good, its like or its package."""
    if fact.supplier and fact.recipient:
        return _directed(fact, known)
    tests = (_same_good, _same_family, _just_before)
    for test in tests[::-1] if fact.package else tests:
        near = [k for k in known if test(fact, k) and _fits(fact, k)]
        if near:
            best = min(near, key=lambda k: abs(k.position - fact.position))
            return replace(fact, supplier=best.supplier, recipient=best.recipient, likely=_REPEATED)
    return fact


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
