"""What loaders share: options, the document that a format hands over, and the protocol of a format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from graph.errors import QuidError

MAX_BYTES = 20_000_000


class UnusableError(QuidError):
    """A file that cannot be read as an article; the message is one line, with the way out."""


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How to read.

    Attributes:
        columns: for tables and JSON Lines, from field (`text`, `title`, `publisher`, `authors`, `date`, `url`) to the
            column or key that holds it.
        date: ISO 8601 date, perhaps reduced, that every article gets instead of its own.
        encoding: the encoding of text files; None to detect it.
        max_bytes: larger files are not read.
        stdin_format: the format of standard input by its loader's name; None to recognise it by its content.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    date: str | None = None
    encoding: str | None = None
    max_bytes: int = MAX_BYTES
    stdin_format: str | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, or one record of it, that gave no article.

    Attributes:
        path: the file as shown to a person, with `#n` for its n-th record.
        reason: one line, what is wrong and what to do.
        skipped: left out on purpose (the same text was read already, not a format of articles); no failure.
    """

    path: str
    reason: str
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One document as its format has it, before headline, furniture and dates are looked for in the text.

    `text` has line breaks of one character. Fields are None, or empty, where the format does not say. `record` is the
    document's number in a file of several, from 1. `comments` are what readers wrote, kept apart by the format.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    url: str | None = None
    record: int | None = None
    comments: tuple[str, ...] = ()


class Loader(Protocol):
    """A format. A module of `loaders.formats` that defines `LOADER` is one; heavy libraries are imported in `read`.

    Attributes:
        name: what a person calls it (`pdf`).
        suffixes: file name endings, lower case, with the dot.
    """

    name: str
    suffixes: tuple[str, ...]

    def recognises(self, head: bytes, /) -> bool:
        """Whether these first bytes of a file can only be this format."""

    def read(self, data: bytes, options: LoadOptions, /) -> Iterator[Document | str]:
        """Read the documents of a file, a line of explanation in the place of each that cannot be read.

        Raises:
            UnusableError: if the whole file cannot be read.
        """
