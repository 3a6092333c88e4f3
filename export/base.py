"""What the formats share: what a format is, and what it makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from export.records import Records

# From the name of a part (`""`, `nodes` and `edges`, or a file in a folder) to its contents, in pieces.
Parts = Mapping[str, Iterable[str] | Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format. A module of `export.formats` that defines `FORMAT` is one; heavy libraries are imported in `parts`.

    Attributes:
        name: what a person calls it (`graphml`).
        endings: file name endings that mean it, lower case, with the dot; none for a folder.
        about: what it is and who reads it, in a few words.
        parts: what the files hold.
        layout: one `file`; a `pair`, of which `-o a.csv` makes `a.nodes.csv` and `a.edges.csv`; or a new `folder`.
        reserved: names that the format or its readers keep for themselves; an attribute of such a name gets an underscore.
        next_step: what to do with the written files, as a command.
    """

    name: str
    endings: tuple[str, ...]
    about: str
    parts: Callable[[Records], Parts]
    layout: Literal["file", "pair", "folder"] = "file"
    reserved: frozenset[str] = frozenset()
    next_step: Callable[[Path], str] | None = None
