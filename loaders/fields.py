"""Fields of records as people name them: from front matter, JSON, tables and feeds to a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from loaders import dates
from loaders.base import Document, UnusableError
from loaders.furniture.bylines import names

# What each field is called in files met with; the first that is there counts.
NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "article_text", "full_text", "fulltext", "maintext", "story"),
    "title": ("title", "headline", "heading"),
    "publisher": ("publisher", "source", "publication", "site", "sitename", "outlet", "newspaper"),
    "authors": ("authors", "author", "byline", "by", "creator"),
    "date": (
        "date",
        "published",
        "date_published",
        "datepublished",
        "publish_date",
        "date_publish",
        "pubdate",
        "published_at",
    ),
    "url": ("url", "link", "original", "source_url", "permalink"),
}
_LONGEST = 500
# Records of pages often hold their source.
_HTML = re.compile(r"<(?:p|br|div|article|h[1-6])\b[^<>]*>", re.IGNORECASE)


def document(
    record: Mapping[str, Any], columns: Mapping[str, str], *, text: str | None = None, number: int | None = None
) -> Document:
    """Make a document of a record.

    Args:
        record: its fields as the file has them.
        columns: from our field to the name that the file has for it; other fields are known by their usual names.
        text: the text, where it stands outside the record.
        number: which record of its file this is, from 1.

    Raises:
        UnusableError: if the record has no text.
    """
    value = {field: _value(record, columns.get(field), names) for field, names in NAMES.items()}
    body = text if text is not None else value["text"]
    if not isinstance(body, str) or not body.strip():
        wanted = columns.get("text", "text")
        has = ", ".join(sorted(str(key) for key in record)[:12]) or "nothing"
        raise UnusableError(f"has no text under {wanted!r} (it has {has}); name the field with --columns text=NAME")
    if _HTML.search(body[:_LONGEST]):
        from loaders.pages import plain_text

        body = plain_text(body)
    return Document(
        text=body.replace("\r\n", "\n").replace("\r", "\n"),
        title=line(value["title"]),
        publisher=line(value["publisher"]),
        authors=people(value["authors"]),
        date=dates.from_field(value["date"]),
        url=line(value["url"]),
        record=number,
    )


def _value(record: Mapping[str, Any], named: str | None, names: Iterable[str]) -> Any:
    if named is not None:
        return record.get(named)
    folded = {str(key).strip().lower().replace("-", "_").replace(" ", "_"): key for key in reversed(list(record))}
    return next(
        (record[folded[name]] for name in names if name in folded and record[folded[name]] not in (None, "")), None
    )


def line(value: object) -> str | None:
    """A field of one line; a mapping with a name (as JSON-LD has publishers) is its name. None where it says nothing."""
    if isinstance(value, Mapping):
        value = value.get("name")
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return None
    text = " ".join(str(value).split())[:_LONGEST]
    return text or None


def people(value: object) -> tuple[str, ...]:
    """Authors, from a list or from one line: `By A B and C D`, `A B; C D`."""
    if isinstance(value, list | tuple):
        return tuple(name for name in map(line, value) if name is not None)
    text = line(value)
    if text is None:
        return ()
    found = names(text[3:] if text.lower().startswith("by ") else text)
    return tuple(found) or (text,)
