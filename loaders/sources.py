"""From paths to articles: files, folders, patterns and standard input, each read by its format, one bad one never in the way."""

from __future__ import annotations

import glob
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.records import Article
from loaders import articles, formats
from loaders.base import Document, Loader, LoadOptions, Unreadable, UnusableError

STDIN = "-"
_HEAD = 4096
_PACKED_SUFFIXES = frozenset({".gz", ".zip", ".bz2", ".xz", ".zst", ".7z", ".rar"})
_GLOB = re.compile(r"[*?\[]")
# Files that describe a folder; in one they are no articles, named by themselves they are read.
_ABOUT = frozenset(
    {"readme", "license", "licence", "notice", "sources", "changelog", "changes", "contributing", "authors", "copying"}
)
_PACKED = {
    b"\x1f\x8b": "gzip",
    b"PK\x03\x04": "zip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
    b"7z\xbc\xaf": "7-Zip",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"Rar!": "RAR",
}
_NO_TEXT = {
    b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"\x7fELF": "a program", b"MZ\x90": "a program",
    b"\xd0\xcf\x11\xe0": "an old Office document", b"OggS": "a sound", b"ID3": "a sound", b"SQLite format 3": "a database",
}  # fmt: skip


def load(paths: Iterable[str | Path], *, options: LoadOptions | None = None) -> Iterator[Article | Unreadable]:
    """Read articles, in the order of their paths.

    The same text is read once, from the path that comes first; the others are reported as skipped. A file that cannot
    be read is reported, and the next one read.

    Args:
        paths: files, folders (read with all that is below them), patterns (`news/*.html`), or `-` for standard input.
        options: how to read.

    Yields:
        An article, or what could not be read and why.
    """
    chosen = options or LoadOptions()
    seen: dict[str, str] = {}
    for path, problem in _expanded(paths):
        found = [problem] if problem is not None else _read(path, chosen)
        for item in found:
            if isinstance(item, Article):
                first = seen.setdefault(item.sha256, item.path or "")
                if first != item.path:
                    yield Unreadable(item.path or "", f"same text as {first}; read once", skipped=True)
                    continue
            yield item


def shown(path: str | Path) -> str:
    """A path as it can be printed and stored: what no encoding or terminal takes is written as an escape."""
    text = str(path).encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def _expanded(paths: Iterable[str | Path]) -> list[tuple[str, Unreadable | None]]:
    """Every file that is meant, sorted and once, or what is wrong with a path."""
    found: dict[str, Unreadable | None] = {}
    for given in map(str, paths):
        for path, problem in _meant(given):
            # Named by itself, a file is read even if its folder would have left it out.
            if problem is None or path not in found:
                found[path] = problem
    return sorted(found.items(), key=lambda pair: pair[0])


def _meant(given: str) -> list[tuple[str, Unreadable | None]]:
    """What one path or pattern stands for."""
    if given == STDIN:
        return [(given, None)]
    named = [given] if os.path.lexists(given) else []
    if not named and _GLOB.search(given):
        named = glob.glob(given, recursive=True)  # noqa: PTH207 - patterns may be absolute
    found: list[tuple[str, Unreadable | None]] = []
    for path in named:
        found += _below(Path(path)) if Path(path).is_dir() else [(path, None)]
    return found or [(given, Unreadable(shown(given), "no such file, or nothing in it; check the path"))]


def _below(folder: Path) -> list[tuple[str, Unreadable | None]]:
    """The files of a folder and of those below it; hidden ones and links to folders are left out."""
    found: list[tuple[str, Unreadable | None]] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files = [Path(place, name) for name in sorted(names) if not name.startswith(".")]
        found += [(str(path), _left_out(path)) for path in files]
    # Everybody expects the README among articles to be none, so nothing is said of it; where nothing else is, it is named.
    telling = [(path, problem) for path, problem in found if not (problem and _plain_readme(Path(path)))]
    return telling or found


def _plain_readme(path: Path) -> bool:
    """Whether a file is the README of its folder, without the front matter of an article."""
    if path.stem.lower() != "readme":
        return False
    try:
        with path.open("rb") as file:
            return not file.read(3).startswith(b"---")
    except OSError:
        return False


def _left_out(path: Path) -> Unreadable | None:
    """Why a file of a folder is no article, judged by its name; None where it may be one."""
    suffix = path.suffix.lower()
    if path.stem.lower() in _ABOUT and suffix in {"", ".md", ".txt", ".csv"}:
        return Unreadable(shown(path), "describes its folder; name the file to read it all the same", skipped=True)
    if suffix and suffix not in formats.suffixes() | _PACKED_SUFFIXES:
        return Unreadable(shown(path), f"{shown(suffix)} is no format of articles", skipped=True)
    return None


def _read(path: str, options: LoadOptions) -> Iterator[Article | Unreadable]:
    """The articles of one file."""
    label = shown(path)
    try:
        data = _bytes(path, options.max_bytes)
        loader = _loader(path, data, options)
        for item in loader.read(data, options):
            yield _made(item, label, options)
    except UnusableError as error:
        yield Unreadable(label, str(error))
    except OSError as error:
        yield Unreadable(label, f"{error.strerror or 'cannot be opened'}; check the file and the right to read it")
    except (Exception, RecursionError) as error:  # noqa: BLE001 - a parser may raise anything on a hostile file
        yield Unreadable(label, _surprise(error))


def _surprise(error: BaseException) -> str:
    said = " ".join(str(error).split())[:120]
    return f"is damaged, or no file of its format ({type(error).__name__}{': ' if said else ''}{shown(said)}); save it again"


def _bytes(path: str, limit: int) -> bytes:
    if path == STDIN:
        data = sys.stdin.buffer.read(limit + 1)
    elif not stat.S_ISREG(Path(path).stat().st_mode):
        raise UnusableError("is no regular file")
    else:
        with Path(path).open("rb") as file:
            data = file.read(limit + 1)
    if len(data) > limit:
        raise UnusableError(f"is larger than {limit:,} bytes; save the text of the article alone")
    if not data.strip():
        raise UnusableError("is empty")
    for mark, packing in _PACKED.items():
        if data.startswith(mark):
            raise UnusableError(f"is packed with {packing}; unpack it first")
    for mark, kind in _NO_TEXT.items():
        if data.startswith(mark):
            raise UnusableError(f"is {kind}, not a text; leave it out")
    return data


def _loader(path: str, data: bytes, options: LoadOptions) -> Loader:
    known = formats.available()
    if path == STDIN and options.stdin_format is not None:
        if options.stdin_format not in known:
            raise UnusableError(f"no format is called {options.stdin_format!r}; choose from {', '.join(known)}")
        return known[options.stdin_format]
    return formats.choose(path, data[:_HEAD]) or known["text"]


def _made(item: Document | str, path: str, options: LoadOptions) -> Article | Unreadable:
    """The article of a document, under the file's path and its number in the file."""
    if isinstance(item, str):
        return Unreadable(path, item)
    label = path if item.record is None else f"{path}#{item.record}"
    try:
        return articles.require_prose(articles.from_document(item, path=label, date=options.date))
    except UnusableError as error:
        return Unreadable(label, str(error))
