"""Dates as articles give them: ISO 8601, perhaps only a year or a month."""

from __future__ import annotations

import calendar
import re
from datetime import date

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?")


def days(value: object) -> tuple[str, str] | None:
    """The first and the last day of a date, as ISO 8601; None for what is no date.

    >>> days("2023-02")
    ('2023-02-01', '2023-02-28')
    """
    match = _DATE.fullmatch(value) if isinstance(value, str) and value.isascii() else None
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    last_month = month or 12
    last = day or calendar.monthrange(first.year, last_month)[1]
    return first.isoformat(), first.replace(month=last_month, day=last).isoformat()


def iso(value: object) -> str | None:
    """A date without a time of day, as short as it was given; None for what is no date."""
    return value.partition("T")[0] if isinstance(value, str) and days(value) is not None else None
