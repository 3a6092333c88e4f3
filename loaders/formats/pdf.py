"""PDF: the text of its pages, lines joined to paragraphs."""

from __future__ import annotations

import io
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from loaders import dates, fields
from loaders.base import Document, LoadOptions, UnusableError
from loaders.quiet import quiet

if TYPE_CHECKING:
    from pypdf import PdfReader

_MAX_PAGES = 200
_MAX_SECONDS = 20.0
_MAX_CHARACTERS = 2_000_000
_HYPHENATED = re.compile(r"(?<=[a-z])[-\u00ad]$")
_ENDED = re.compile(r"[.!?:…][\"'”’)\]]*$")
_FULL = 0.8
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,4}(?: ?(?:/|of) ?\d{1,4})?", re.IGNORECASE)


class Pdf:
    """`.pdf`: text as read is the text of all pages, paragraphs separated by an empty line."""

    name = "pdf"
    suffixes: tuple[str, ...] = (".pdf",)

    def recognises(self, head: bytes, /) -> bool:
        """Every PDF says so at its beginning."""
        return b"%PDF-" in head[:1024]

    def read(self, data: bytes, _options: LoadOptions, /) -> Iterator[Document]:
        """Read the file as one document.

        Raises:
            UnusableError: if it is encrypted, damaged, too long, or holds pictures of text only.
        """
        with quiet("pypdf"):
            document = _document(data)
        yield document


def _document(data: bytes) -> Document:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnusableError("is an encrypted PDF; save a copy without its password")
    lines = _lines(reader)
    if not any(lines):
        raise UnusableError("is a PDF without text, perhaps a scan; run character recognition on it first")
    info: Mapping[str, object] = reader.metadata or {}
    return Document(
        text=paragraphs(lines),
        title=_title(fields.line(info.get("/Title"))),
        authors=fields.people(info.get("/Author")),
        date=_date(info.get("/CreationDate")),
    )


def _lines(reader: PdfReader) -> list[str]:
    deadline = time.monotonic() + _MAX_SECONDS
    pages: list[list[str]] = []
    size = 0
    if len(reader.pages) > _MAX_PAGES:
        raise UnusableError(f"has {len(reader.pages)} pages; split off the article")
    for page in reader.pages:
        text = page.extract_text()
        size += len(text)
        if time.monotonic() > deadline or size > _MAX_CHARACTERS:
            raise UnusableError("is a PDF that takes too long to read; print the article to a new PDF or save its text")
        pages.append([line.strip() for line in text.split("\n")])
    return _without_running_heads(pages)


def _without_running_heads(pages: list[list[str]]) -> list[str]:
    """Drop page numbers, and the first and last lines that most pages share."""
    edges = Counter(line for page in pages for line in {*page[:1], *page[-1:]} if line)
    shared = {line for line, count in edges.items() if count > 2 and count > len(pages) / 2}
    return [line for page in pages for line in page if line not in shared and not _PAGE_NUMBER.fullmatch(line)]


def paragraphs(lines: list[str]) -> str:
    """Join the lines of a page to paragraphs: one ends at an empty line, or at a line that stops short."""
    width = sorted(len(line) for line in lines)[int(0.9 * (len(lines) - 1))]
    found: list[str] = []
    open_paragraph = False
    for line in lines:
        if line and open_paragraph:
            hyphen = _HYPHENATED.search(found[-1])
            found[-1] = found[-1][:-1] + line if hyphen and line[:1].islower() else f"{found[-1]} {line}"
        elif line:
            found.append(line)
        short = len(line) < _FULL * width
        broken = _HYPHENATED.search(line)
        open_paragraph = bool(line) and not (short and not broken and (_ENDED.search(line) or len(line) < 0.6 * width))
    return "\n\n".join(found)


def _title(title: str | None) -> str | None:
    """The title that a person gave: not the name of the file it was made from."""
    if title is None or re.search(
        r"\.(?:docx?|pdf|indd|qxd|html?|pages|odt|tex)$|^(?:untitled|microsoft word)\b", title, re.IGNORECASE
    ):
        return None
    return title


def _date(value: object) -> str | None:
    match = re.match(r"D:(\d{4})(\d{2})(\d{2})", str(value))
    return dates.from_field("-".join(match.groups())) if match else None


LOADER = Pdf()
