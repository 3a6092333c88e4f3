"""The facts of an article by who takes part: what its exchanges as told say about who could be the other side of one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loaders.reading.exchange_context import Fact

SIDES = ("supplier", "recipient")
#: What facts are put together by: the same good, the same line of business, any.
LEVELS = ("good", "family", "any")


def opposite(side: str) -> str:
    """The other side."""
    return "supplier" if side == "recipient" else "recipient"


def _values(fact: Fact) -> tuple[tuple[str, str], ...]:
    return tuple(zip(LEVELS, (fact.good, fact.family, ""), strict=True))


class FactIndex:
    """Counts and places of who gives and gets what, among facts in the order of the text.

    Args:
        facts: the exchanges as told; those that leave the direction open tell nothing.
        places: the number of the sentence of each.
    """

    def __init__(self, facts: Sequence[Fact], places: Sequence[int]) -> None:
        self._at: defaultdict[tuple[str, str, str, str], list[int]] = defaultdict(list)
        self._halves: defaultdict[tuple[str, str, str, str], list[int]] = defaultdict(list)
        self._pairs: Counter[tuple[str, str, str | None, str | None]] = Counter()
        self._ends: dict[str, Counter[str]] = {side: Counter() for side in SIDES}
        self._partners: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._whole: list[Fact] = []
        for fact, place in zip(facts, places, strict=True):
            if not fact.symmetric:
                self._add(fact, place)
        self._starts = [fact.position for fact in self._whole]

    def _add(self, fact: Fact, place: int) -> None:
        whole = fact.supplier is not None and fact.recipient is not None
        for level, value in _values(fact):
            for side in SIDES:
                key = getattr(fact, side)
                if key is not None:
                    self._at[level, value, side, key].append(place)
                    if not whole:
                        self._halves[level, value, side, key].append(place)
            if whole:
                self._pairs[level, value, fact.supplier, fact.recipient] += 1
        if fact.supplier is not None and fact.recipient is not None:
            self._whole.append(fact)
            self._ends["supplier"][fact.supplier] += 1
            self._ends["recipient"][fact.recipient] += 1
            self._partners[fact.supplier][fact.recipient] += 1
            self._partners[fact.recipient][fact.supplier] += 1

    @property
    def whole(self) -> int:
        """How many facts tell both sides."""
        return len(self._whole)

    def partners(self, key: str) -> Counter[str]:
        """With whom somebody exchanges anything, and how often."""
        return self._partners[key] if key in self._partners else Counter()

    def ends(self, side: str) -> Counter[str]:
        """Who stands on a side of the facts that tell both."""
        return self._ends[side]

    def places(self, level: str, fact: Fact, side: str, key: str, *, halves: bool = False) -> list[int]:
        """The sentences that tell that somebody gives or gets the good of a fact or its like; `halves`: and no more."""
        return (self._halves if halves else self._at).get((level, dict(_values(fact))[level], side, key), [])

    def pairs(self, level: str, fact: Fact, supplier: str | None, recipient: str | None) -> int:
        """How often one gives another the good of a fact or its like."""
        return self._pairs[level, dict(_values(fact))[level], supplier, recipient]

    def before(self, position: int) -> Fact | None:
        """The last fact that tells both sides before a token."""
        at = bisect_left(self._starts, position)
        return self._whole[at - 1] if at else None


def nearest(places: Sequence[int], place: int) -> int:
    """How far the nearest of some ascending places is."""
    at = bisect_right(places, place)
    return min(abs(place - p) for p in places[max(0, at - 1) : at + 1])
