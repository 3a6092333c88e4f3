"""RSS and Atom feeds saved as files: one article an entry."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from loaders import fields
from loaders.base import Document, LoadOptions, UnusableError
from loaders.pages import plain_text

_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)


class Feed:
    """`.rss`, `.atom`, `.xml`: text as read is an entry's content, or its summary where it has none."""

    name = "feed"
    suffixes: tuple[str, ...] = (".rss", ".atom", ".xml")

    def recognises(self, head: bytes, /) -> bool:
        """The root element tells, where the file begins as XML does."""
        start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1500]
        return start.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf:RDF")) and _ROOT.search(start) is not None

    def read(self, data: bytes, _options: LoadOptions, /) -> Iterator[Document | str]:
        """Read each entry as a document.

        Raises:
            UnusableError: if there is no entry.
        """
        import feedparser

        # A stream, never a name: feedparser would open an address.
        feed = feedparser.parse(io.BytesIO(data))
        if not feed.entries:
            raise UnusableError("has no entry of an RSS or Atom feed; save the feed's XML, not the page that shows it")
        publisher = fields.line(feed.feed.get("title"))
        for number, entry in enumerate(feed.entries, 1):
            yield _document(entry, publisher, number)


def _document(entry: Any, publisher: str | None, number: int) -> Document | str:
    contents = entry.get("content") or [{"value": entry.get("summary", "")}]
    text = plain_text(str(contents[0].get("value", "")))
    record = {
        "title": plain_text(str(entry.get("title", ""))),
        "publisher": entry.get("source", {}).get("title") or publisher,
        "authors": [name for name in (a.get("name") for a in entry.get("authors", [])) if name] or entry.get("author"),
        "date": entry.get("published") or entry.get("updated"),
        "url": entry.get("link"),
    }
    headed = f"{record['title']}\n\n{text}" if record["title"] and not text.startswith(record["title"]) else text
    try:
        return fields.document(record, {}, text=headed if text else "", number=number)
    except UnusableError:
        return f"entry {number} has no text; the feed gives headlines only"


LOADER = Feed()
