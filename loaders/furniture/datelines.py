"""Datelines: the place, day and agency that open an agency's report."""

from __future__ import annotations

import re
from typing import NamedTuple

from graph.records import Segment
from loaders.furniture.page import Page

_LENGTH = 160
_MIN_WORDS = 10
_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:,? \d{4})?|\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?)"
# The report begins with a capital; what explains a name goes on in lower case ("NATO - the alliance").
_END = r"\s+(?=[^\Wa-z_]|[\"“‘'])"
# Behind an agency's dash it may stick to it: `(Agency) -The`.
_STUCK = r"(?=[A-Z\"“])"
_DASH = r"\s*(?:--?|[–—])+"
# A place in capitals needs no more than a dash after it.
_CAPITALS = re.compile(
    r"(?P<place>[A-Z][A-Z.'’-]+(?:[ ,/]+[A-Z][A-Z.'’-]*){0,6}(?:, [A-Z][A-Za-z. ]{2,30}?)?)"
    rf"(?:[,.]? (?P<date>{_DAY}))?(?:[,.]? ?\((?P<agency>[^()]{{2,40}})\))?(?:,? [A-Z][a-z]+day)?{_DASH}{_END}"
)
# An agency's name in parentheses or between strokes lets the place be written in any way, or not at all.
_AGENCY = re.compile(
    rf"(?:(?P<place>[A-Z][\w.'’-]+(?:[ ,/]+[A-Z][\w.'’-]*){{0,5}}?)[,.]? ?(?P<date>{_DAY})?[,.]? ?)?"
    rf"(?:\((?P<agency>[A-Z][\w&.]*(?: [A-Z][\w&.]*){{0,3}})\){_DASH}(?:{_END}|{_STUCK})|/(?P<wire>[A-Z][A-Za-z]{{2,12}})/\.?(?:{_DASH})?{_END})"
)


class Dateline(NamedTuple):
    """How many characters a dateline has, the day as written and the agency it names."""

    length: int
    day: str | None
    agency: str | None


def dateline(text: str) -> Dateline | None:
    """The dateline that opens a paragraph (`CAIRO, May 3 (Agency) - `); None where there is none."""
    head = text[:_LENGTH]
    match = _CAPITALS.match(head)
    if match is not None and re.search(r"[A-Z]{3}", match["place"]):
        dashed = match.group().rstrip()[-1] in "–—"
        several = "/" in match["place"] or ", " in match["place"]
        if match["date"] or match["agency"] or dashed or several:
            return Dateline(len(match.group().rstrip()), match["date"], match["agency"])
    match = _AGENCY.match(head)
    if match is None or _spells(match["place"], match["agency"]):
        return None
    return Dateline(len(match.group().rstrip()), match["date"], match["agency"] or match["wire"])


def _spells(name: str | None, acronym: str | None) -> bool:
    """Whether the letters in parentheses are those of the name before them, and no agency: `Lake Union (LU)`."""
    initials = "".join(word[0] for word in (name or "").split() if word[0].isupper())
    return acronym is not None and len(initials) > 1 and acronym.upper().startswith(initials[:3])


def mark(page: Page, plain: str) -> None:
    """Mark the datelines of the first paragraphs."""
    for block in page.blocks[: page.lead + 2]:
        found = dateline(plain[block.start : block.end]) if page.free(block.index) else None
        if found is not None and block.words > _MIN_WORDS:
            page.parts.append(Segment(block.start, block.start + found.length, "furniture"))
