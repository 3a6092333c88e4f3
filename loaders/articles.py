"""From a document to an article: what is prose on it, and who published it when."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from graph.records import Article, Segment
from loaders import citations, furniture, layout, markup, metadata
from loaders.base import Document, UnusableError

if TYPE_CHECKING:
    from loaders.furniture import Page

_MIN_WORDS = 5
MAX_CHARACTERS = 1_000_000
MAX_LINES = 20_000
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_INLINE = {"markup", "citation"}


def from_text(
    text: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    authors: tuple[str, ...] = (),
    date: str | None = None,
    url: str | None = None,
    path: str | None = None,
) -> Article:
    """Make an article of a text: mark its furniture, citations and headings, read its metadata.

    Args:
        text: the text as read; offsets count its characters. Characters that no text has become blanks.
        title: the headline, where known; otherwise the first line that reads as one.
        publisher: who published it, where known.
        authors: who wrote it, where known.
        date: ISO 8601, perhaps reduced, where known.
        url: where it stands.
        path: the file it comes from.
    """
    return from_document(Document(text, title, publisher, authors, date, url), path=path)


def from_document(document: Document, *, path: str | None = None, date: str | None = None) -> Article:
    """Make an article of a document; `date` is believed rather than the document's own.

    Raises:
        UnusableError: if the text is longer than an article can be.
    """
    text, comments = _with_comments(document)
    if len(text) > MAX_CHARACTERS or text.count("\n") > MAX_LINES:
        raise UnusableError(f"is too long for one article ({len(text):,} characters); split it into articles")
    marked = markup.merge(markup.find(text), layout.wraps(text))
    plain = layout.blank(text, marked)
    article_end = comments[0].start if comments else len(text)
    blocks = layout.blocks(plain[:article_end], text)
    page = furniture.mark(blocks, plain, title=document.title, authors=document.authors)
    segments = [*furniture.segments(page), *comments]
    inline = [*marked, *citations.find(plain)]
    return Article(
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        title=document.title or _title(page),
        publisher=document.publisher or metadata.publisher(page),
        authors=document.authors or metadata.authors(page),
        date=date or document.date or metadata.date(page, plain),
        path=path,
        url=document.url,
        segments=_ordered(segments, inline),
    )


def require_prose(article: Article) -> Article:
    """Return the article if there is something to read in it.

    Raises:
        UnusableError: if nothing is left once the furniture is gone.
    """
    if len(re.findall(r"[^\W\d_]{2,}", article.prose())) < _MIN_WORDS:
        raise UnusableError("holds no running prose to read; check that it is the article and not a page around it")
    return article


def _title(page: Page) -> str | None:
    return next((block.text for block in page.of("title")), None)


def _with_comments(document: Document) -> tuple[str, list[Segment]]:
    """The text with what readers wrote, which the format keeps apart, after it."""
    text = _UNPRINTABLE.sub(" ", document.text)
    segments: list[Segment] = []
    for comment in document.comments:
        said = _UNPRINTABLE.sub(" ", comment)
        segments.append(Segment(len(text) + 2, len(text) + 2 + len(said), "comment"))
        text = f"{text}\n\n{said}"
    return text, segments


def _ordered(segments: list[Segment], inline: list[Segment]) -> tuple[Segment, ...]:
    """All segments in order; markup and citations within furniture, comments or each other are of no account."""
    blanked = sorted((s for s in segments if s.kind in {"furniture", "comment"}), key=lambda s: s.start)
    kept: list[Segment] = []
    at = 0
    for segment in sorted(inline, key=lambda s: (s.start, -s.end)):
        while at < len(blanked) and blanked[at].end <= segment.start:
            at += 1
        covered = at < len(blanked) and blanked[at].start < segment.end
        if not covered and (not kept or kept[-1].end <= segment.start):
            kept.append(segment)
    return tuple(sorted([*segments, *kept], key=lambda s: (s.start, s.end, s.kind)))
