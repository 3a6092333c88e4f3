"""Files of any format, put down whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from export.base import Format, Parts
from export.formats import choose, ending
from export.records import Records
from graph.errors import QuidError
from graph.files import write_files

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]


def write(graph: MultiDiGraph, place: str | Path, name: str | None = None) -> list[Path]:
    """Write a graph for another program; the same graph gives the same bytes.

    Args:
        graph: with the attributes of the graph model, as `graph.load` reads it.
        place: the file, or for some formats the folder, to write.
        name: the format; None for the one that the ending of `place` means.

    Returns:
        The files that hold it now.

    Raises:
        QuidError: there is no such format, it needs a package that is not installed, or the place cannot be written.
    """
    chosen = choose(place, name)
    path = Path(place)
    parts = chosen.parts(Records(graph, path, chosen.reserved))
    if chosen.layout == "folder":
        _folder(path, parts)
        return sorted(path / part for part in parts)
    files = {_path(chosen, path, part): pieces for part, pieces in parts.items()}
    write_files(files)
    return list(files)


def pieces(graph: MultiDiGraph, name: str | None) -> Iterator[bytes]:
    """The contents of a format that is one file, for standard output.

    Raises:
        QuidError: there is no such format, or it makes several files.
    """
    chosen = choose("-", name)
    if chosen.layout != "file":
        raise QuidError(f"{chosen.name} is more than one file, so it cannot go to standard output; give a name with -o")
    (whole,) = chosen.parts(Records(graph, None, chosen.reserved)).values()
    return (piece.encode("utf-8") if isinstance(piece, str) else piece for piece in whole)


def _path(chosen: Format, place: Path, part: str) -> Path:
    """`trade.csv` as it is, or `trade.nodes.csv` for a part."""
    if not part:
        return place
    end = ending(chosen, place.name)
    stem = place.name[: len(place.name) - len(end)]
    return place.with_name(f"{stem}.{part}{end or chosen.endings[0]}")


def _folder(place: Path, parts: Parts) -> None:
    """A new folder, written beside its place and moved there."""
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise QuidError(f"{place}: is not empty; give a new folder")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{place.name[:40]}.", dir=place.parent))
        try:
            write_files({temporary / part: pieces for part, pieces in parts.items()})
            temporary.chmod(0o755)
            os.replace(temporary, place)  # noqa: PTH105 - a folder over an empty one
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    except OSError as error:
        raise QuidError(f"{place}: cannot be written: {error.strerror}; choose another folder") from error
