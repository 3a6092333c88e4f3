"""Dates of publication: written out in a text, or in a field of a file; never relative to today."""

from __future__ import annotations

import re
from datetime import date, datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"),
        1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = rf"(?P<{{}}>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_YEAR = r"(?P<{}>(?:19|20)\d\d)"
_DAY = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?"

WRITTEN = re.compile(
    rf"\b(?:{_DAY.format('d1')}\s+(?:of\s+)?{_MONTH.format('m1')},?\s+{_YEAR.format('y1')}"
    rf"|{_MONTH.format('m2')}\s+{_DAY.format('d2')},?\s+{_YEAR.format('y2')}"
    rf"|{_YEAR.format('y3')}-(?P<m3>\d\d)-(?P<d3>\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"
    rf"|{_MONTH.format('m4')},?\s+{_YEAR.format('y4')})(?!\d)",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"\b\d{1,2}(?::|\.)\d\d(?::\d\d)?\s*(?:[ap]\.?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?|\b\d{4}\s?(?:hrs|gmt)\b",
    re.IGNORECASE,
)
DAY_AND_MONTH = re.compile(
    rf"\b(?:{_MONTH.format('m1')}\s+{_DAY.format('d1')}|{_DAY.format('d2')}\s+{_MONTH.format('m2')})\b", re.IGNORECASE
)
NUMERIC = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d\b|\b(?:19|20)\d\d[/.]\d{1,2}[/.]\d{1,2}\b")
_REDUCED = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?")
_SETTINGS = {"PARSERS": ["absolute-time"], "STRICT_PARSING": True, "RETURN_AS_TIMEZONE_AWARE": False}


def written(text: str) -> str | None:
    """The first full or reduced date written out in a text, as ISO 8601; None where there is none."""
    return next((found for found in map(_iso, WRITTEN.finditer(text)) if found is not None), None)


def every(text: str) -> list[str]:
    """All the dates written out in a text, as ISO 8601, in its order."""
    return [found for found in map(_iso, WRITTEN.finditer(text)) if found is not None]


def from_field(value: object) -> str | None:
    """The date that a file's own field holds, as ISO 8601, perhaps reduced; None where it holds none for certain.

    Day and month that could be exchanged (`03/04/2023`) leave the year alone.
    """
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = " ".join(str(value).split())[:100] if value is not None else ""
    if _REDUCED.fullmatch(text):
        return text
    return written(text) or _numeric(text) or _parsed(text)


def _iso(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    form = next(n for n in "1234" if groups[f"y{n}"])
    year, month = int(groups[f"y{form}"]), groups[f"m{form}"].lower()
    number = int(month) if month.isdigit() else _MONTHS[month]
    day = groups.get(f"d{form}")
    if day is None:
        return f"{year}-{number:02}"
    try:
        return date(year, number, int(day)).isoformat()
    except ValueError:
        return None


def _numeric(text: str) -> str | None:
    match = NUMERIC.search(text)
    if match is None:
        return None
    parts = [int(part) for part in re.split(r"[/.-]", match.group())]
    if parts[0] > 31:
        orders = [(parts[0], parts[1], parts[2])]
    elif parts[2] < 100:
        return None
    else:
        orders = [(parts[2], parts[1], parts[0]), (parts[2], parts[0], parts[1])]
    valid = sorted({day.isoformat() for order in orders if (day := _day(*order)) is not None})
    return valid[0] if len(valid) == 1 else str(orders[0][0]) if valid else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _parsed(text: str) -> str | None:
    # Other orders and spellings; a year must be written, or dateparser would take this one.
    if not re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text):
        return None
    import dateparser

    for parts, form in ((["day", "month", "year"], "%Y-%m-%d"), (["month", "year"], "%Y-%m")):
        found = dateparser.parse(text, languages=["en"], settings={**_SETTINGS, "REQUIRE_PARTS": parts})
        if found is not None:
            return str(found.strftime(form))
    return None
