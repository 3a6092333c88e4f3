"""Plain text: the file is the article."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.base import Document, LoadOptions
from loaders.encoding import decode


class Text:
    """`.txt`: text as read is the file, byte order mark and kind of line breaks aside."""

    name = "text"
    suffixes: tuple[str, ...] = (".txt", ".text")

    def recognises(self, _head: bytes, /) -> bool:
        """Anything may be text."""
        return False

    def read(self, data: bytes, options: LoadOptions, /) -> Iterator[Document]:
        """Read the file as one document."""
        yield Document(decode(data, options.encoding))


LOADER = Text()
