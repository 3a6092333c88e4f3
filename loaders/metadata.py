"""Who published a page, who wrote it, when: from its bylines, date lines, credits and notes; what is not said stays None."""

from __future__ import annotations

import re

from loaders import dates
from loaders.furniture.bylines import byline_names, names
from loaders.furniture.datelines import dateline
from loaders.furniture.page import Page
from loaders.furniture.patterns import NAME, lexicon, pattern

_CONTRIBUTES = re.compile(
    r"\b(?:contribut\w+|writ\w+|report\w*|work\w*)(?: \w+){0,2} (?:to|for) (?P<name>(?:the |The )?\d*\s?(?:[A-Z][\w&'-]*)(?: (?:of|the|and|&|[A-Z][\w&'-]*))*)"
)
_APP = re.compile(r"\bDownload (?:the |our |The )?(?P<name>[A-Z][\w&']*(?: [A-Z][\w&']*){0,4}?)(?: News)? [Aa]pp\b")
_PUBLISHED = re.compile(r"\b(?:published|posted|created|issued)\b", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"(?:\bCopyright|©|\(c\))\s*(?:©\s*)?(?:(?:19|20)\d\d(?:[–-](?:19|20)?\d\d)?,?\s*)?(?P<name>[A-ZÀ-Þ][\w.&'’-]*(?: (?:of|the|and|&|[A-ZÀ-Þ][\w.&'’-]*)){0,5})"
)
_REPORTING = re.compile(
    r"(?:additional )?(?:reporting|written|writing|report) by (?P<names>[^;()]{3,160}?)(?=[;)\]]|$|\. |,? (?:additional|editing|writing|with)\b)",
    re.IGNORECASE,
)
_NOTED = re.compile(rf"(?P<name>{NAME}) (?:is|was|writes|covers|reports|has)\b")
_WRITE_TO = re.compile(rf"[Ww]rite to (?P<names>{NAME}.{{0,160}})")


def authors(page: Page) -> tuple[str, ...]:
    """Who wrote the page: its byline, or whom an agency's sign-off, the contact line or the author's note names."""
    found = byline_names(page)
    signed = next((m for m in map(_REPORTING.search, page.tails) if m is not None), None)
    if signed is not None and not found:
        return tuple(names(signed["names"]))
    for block in page.of("signoff", "prompt", "author"):
        if found:
            break
        text = block.text
        match = _REPORTING.search(text) or _WRITE_TO.search(text)
        if match is not None:
            found = names(re.sub(r"\s+at(?=\s+and\b|\s*$)", "", match["names"]))
        elif page.classes[block.index] != "prompt":
            named = _NOTED.match(text)
            found = [named["name"]] if named else []
    return tuple(found)


def publisher(page: Page) -> str | None:
    """Who published the page: a labelled line, the agency of the dateline, a copyright, an app or an author's note."""
    for block in page.of("field"):
        match = pattern("fields", "publisher").match(block.text)
        if match is not None:
            return str(match["name"]).strip()
    for block in page.blocks[: page.lead + 2]:
        opening = dateline(block.text)
        if opening is not None and opening.agency:
            return opening.agency
    return _named(page)


def _named(page: Page) -> str | None:
    agencies = set(lexicon()["credits"]["agencies"])
    for rules, expression in (
        (("caption", "credit", "prompt", "control"), _COPYRIGHT),
        (("prompt", "control"), _APP),
        (("author",), _CONTRIBUTES),
    ):
        for block in page.of(*rules):
            match = expression.search(block.text)
            if match is not None and match["name"].lower().strip(" .") not in agencies:
                return match["name"].strip(" .")
    return None


def date(page: Page, plain: str) -> str | None:
    """When the page was published, ISO 8601.

    A date line, the headline's own date, a dateline with a year; failing these the month of the latest full date in a
    caption, since a picture is hardly older than the news.

    Args:
        page: the page, marked.
        plain: the text as read with markup blanked.
    """
    dated = (block for block in page.of("date", "byline", "field") if not block.text.lower().startswith("today"))
    stamps = sorted(dated, key=lambda block: _PUBLISHED.search(block.text) is None)
    for block in stamps:
        found = dates.written(block.text) or dates.from_field(block.text)
        if found is not None:
            return found
    for block in page.of("title"):
        ending = re.search(r"[,(] ?([^,(]{3,12} \d{1,2}, \d{4}|[^,(]{3,20}\d{4})\)?$", block.text)
        found = dates.written(ending.group(1)) if ending else None
        if found is not None:
            return found
    for block in page.blocks[: page.lead + 2]:
        opening = dateline(plain[block.start : block.end])
        found = dates.written(opening.day) if opening is not None and opening.day else None
        if found is not None:
            return found
    captions = [day for block in page.of("caption") for day in dates.every(block.text) if len(day) == len("2000-01-01")]
    return max(captions)[: len("2000-01")] if captions else None
