"""Sources cited in parentheses: `(Daily Post, July 27)`, `(, May 3)` where a link's words are lost, `(see Post, June 1)`."""

from __future__ import annotations

import re

from graph.records import Segment

_PARENTHESES = re.compile(r"\(([^()\n]{3,200})\)")
_MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = rf"(?:(?:accessed|retrieved|updated|published)(?: on)? )?(?:{_MONTHS} \d{{1,2}}(?:[–-]\d{{1,2}})?(?:,? \d{{4}})?|\d{{1,2}} {_MONTHS}(?:,? \d{{4}})?|{_MONTHS},? \d{{4}}|accessed \d{{4}})"
# A publication is named, or its name is lost; then the day on which it wrote.
_CITED = re.compile(
    rf"(?:(?:see(?: also)?|cf\.?|via|per|source:?|according to)\s+)?(?P<name>(?-i:[A-ZÀ-Þ\d@])[^,;]{{1,70}}|(?:[a-z]+\.)+[a-z]{{2,4}})?\s*[,;]\s*{_DATE}",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:see(?: also)?|cf\.?|source:|hat tip:?|h/t)\s+(?P<name>(?-i:[A-ZÀ-Þ])[^,;]{1,70})(?:[,;].{0,60})?",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"(?P<name>(?:[a-z0-9-]{2,40}\.)+(?:com|org|net|ru|ua|uk|eu|info|news|io|gov|de|fr|cn|kr|jp|in|tv))", re.IGNORECASE
)
# What has days of its own: people born and died, battles, terms of office.
_LIFE = re.compile(r"\b(?:born|died|b\.|d\.|founded|est\.|until|from|since|on|in|by|ending|aged)\b", re.IGNORECASE)


def find(plain: str) -> list[Segment]:
    """Every parenthesised citation, parentheses included, with the publication as its voice where one is named.

    Acronyms (`(IISS)`), translations, asides and places are none: a citation has a date after a name, a label, or a
    web site.

    Args:
        plain: the text as read with markup blanked.
    """
    found: list[Segment] = []
    for match in _PARENTHESES.finditer(plain):
        inner = " ".join(match.group(1).split())
        name = _voice(inner) if inner else None
        if name is not None:
            found.append(Segment(match.start(), match.end(), "citation", name or None))
    return found


def _voice(inner: str) -> str | None:
    """The publication cited, empty where its name is lost; None where this is no citation."""
    parts = [part.strip() for part in re.split(r";\s*", inner)]
    whole = _LABELLED.fullmatch(inner) or _SITE.fullmatch(inner)
    if whole is not None:
        return whole["name"].strip()
    matches = [_CITED.fullmatch(part) for part in parts] if inner[0] != ";" else [_CITED.fullmatch(inner)]
    if not all(matches):
        return None
    names = [m["name"].strip() for m in matches if m is not None and m["name"]]
    return None if any(_LIFE.search(name) for name in names) else (names[0] if names else "")
