"""Web pages saved as files: the article without the page around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders import pages
from loaders.base import Document, LoadOptions, UnusableError
from loaders.encoding import decode

_OPENING = re.compile(
    rb"(?:\s|<!--.{0,2000}?-->|<\?xml[^>]{0,200}>)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,30})""", re.IGNORECASE)


class Html:
    """`.html`: text as read is the article that trafilatura finds, paragraphs separated by an empty line."""

    name = "html"
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")

    def recognises(self, head: bytes, /) -> bool:
        """A page that says so at its beginning, whatever its file is called."""
        return _OPENING.match(head.lstrip(b"\xef\xbb\xbf")[:4000]) is not None

    def read(self, data: bytes, options: LoadOptions, /) -> Iterator[Document]:
        """Read the page as one document.

        Raises:
            UnusableError: if there is no article on it.
        """
        document = pages.read(_decoded(data, options.encoding))
        if not document.text.strip():
            raise UnusableError("is a web page without an article; save the article's own page")
        yield document


def _decoded(data: bytes, encoding: str | None) -> str:
    declared = _CHARSET.search(data[:4000])
    if encoding is None and declared is not None:
        try:
            return decode(data, declared.group(1).decode("ascii"))
        except UnusableError:
            return decode(data)
    return decode(data, encoding)


LOADER = Html()
