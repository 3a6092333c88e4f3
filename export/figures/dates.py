"""Dates, whole or reduced, on a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

_MOST_TICKS = 9
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_SHORTEST = 45  # days


@dataclass(frozen=True, slots=True)
class Scale:
    """Days between two places on a line; `first` and `last` are day numbers, `left` and `right` inches."""

    first: int
    last: int
    left: float
    right: float

    @classmethod
    def over(cls, dates: Iterable[str], left: float, right: float) -> Scale:
        """A scale that holds all dates; a short time is widened, so that its marks have room."""
        days = [day for each in dates for day in interval(each)]
        first, last = min(days), max(days)
        wider = max(_SHORTEST - (last - first), 0) // 2
        return cls(first - wider, last + wider, left, right)

    def x(self, day: int) -> float:
        """Where a day lies."""
        return self.left + (self.right - self.left) * (day - self.first) / (self.last - self.first)

    def ticks(self) -> Iterator[tuple[float, str]]:
        """Places and names of months or years at even distances, at most nine."""
        begin, end = _month(self.first), _month(self.last)
        step = next((step for step in _STEPS if (end - begin) / step <= _MOST_TICKS), _STEPS[-1])
        for month in range(begin - begin % step, end + 1, step):
            day = date(month // 12, month % 12 + 1, 1).toordinal()
            if self.first <= day <= self.last:
                yield self.x(day), f"{month // 12}" if step % 12 == 0 else f"{month // 12}-{month % 12 + 1:02}"


def interval(text: str) -> tuple[int, int]:
    """First and last day (proleptic Gregorian ordinals) of an ISO 8601 date, which may be reduced to month or year."""
    parts = [int(part) for part in text.split("-")]
    first = date(*[*parts, 1, 1][:3])
    if len(parts) == 1:
        return first.toordinal(), date(first.year, 12, 31).toordinal()
    if len(parts) == 2:
        month = _month(first.toordinal()) + 1
        return first.toordinal(), date(month // 12, month % 12 + 1, 1).toordinal() - 1
    return first.toordinal(), first.toordinal()


def _month(day: int) -> int:
    """The months since year 0 of the month of a day."""
    found = date.fromordinal(day)
    return found.year * 12 + found.month - 1
