"""Opens a graph's file for Cypher: from the cache where it has it, else built."""

from __future__ import annotations

from pathlib import Path

from export.cypher import cache, embedded, mapping
from export.cypher.embedded import Embedded
from graph.errors import QuidError


def open_embedded(path: str | Path) -> Embedded:
    """The graph of a file in the embedded engine.

    Raises:
        QuidError: the file is no graph, the cache cannot be written, or the engine does not start.
    """
    try:
        content = Path(path).read_bytes()
    except FileNotFoundError:
        raise QuidError(f"{path}: no such graph; make one with: quid build PATH… -o {path}") from None
    except OSError as error:
        raise QuidError(f"{path}: cannot be read: {error.strerror}") from error
    name = cache.key(content, f"{mapping.VERSION} {embedded.engine()}".encode())

    def build(folder: Path) -> None:
        from graph.files import load

        embedded.build(folder, mapping.rows(load(path)))

    return Embedded(cache.database(name, build))
