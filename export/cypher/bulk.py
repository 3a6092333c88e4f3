"""Files for `neo4j-admin database import`, which fills an empty database far faster than any driver.

The result equals a push: the same labels, properties, ids and hashes, so that a later `quid push` finds nothing to do. A
file holds what has the same labels and the same properties of the same kinds, so that no cell is ever left out.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from export.cypher.mapping import LIST_DELIMITER, MARK, NodeRow, Properties, RelationshipRow, rows
from graph.errors import QuidError

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]

_ARGUMENTS = "import.args"
_OPTIONS = ("--array-delimiter=U+001F", "--multiline-fields=true", "--id-type=string", "--legacy-style-quoting=false")
_KINDS = {bool: "boolean", int: "long", float: "double", str: "string"}


def write(graph: MultiDiGraph, folder: str | Path) -> str:
    """Write the files and return the command that reads them.

    Raises:
        QuidError: the folder holds something already or cannot be written.
    """
    place = Path(folder)
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise QuidError(f"{folder}: is not empty; give a new folder")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{place.name[:40]}.", dir=place.parent))
        try:
            _write(graph, temporary, place)
            temporary.chmod(0o755)
            os.replace(temporary, place)  # noqa: PTH105 - a folder over an empty one
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    except OSError as error:
        raise QuidError(f"{folder}: cannot be written: {error.strerror}; choose another folder") from error
    return f"neo4j-admin database import full neo4j @{place.resolve() / _ARGUMENTS}"


def _write(graph: MultiDiGraph, temporary: Path, place: Path) -> None:
    whole = rows(graph)
    nodes: dict[tuple[Any, ...], list[NodeRow]] = defaultdict(list)
    for node in [*whole.nodes, _with_names(whole.graph, whole.nodes, whole.relationships)]:
        nodes[node.labels, _signature(node.properties)].append(node)
    edges: dict[tuple[Any, ...], list[RelationshipRow]] = defaultdict(list)
    for edge in whole.relationships:
        edges[edge.type, _signature(edge.properties)].append(edge)
    arguments = list(_OPTIONS)
    for number, ((_, signature), group) in enumerate(sorted(nodes.items(), key=lambda item: item[0])):
        name = f"nodes-{number:04}.csv"
        header = [f"id:ID({MARK})", ":LABEL", *_columns(signature, {"id"})]
        lines = ([row.id, LIST_DELIMITER.join(row.labels), *_cells(row.properties, signature, {"id"})] for row in group)
        _table(temporary / name, header, lines)
        arguments.append(f"--nodes={place.resolve() / name}")
    for number, ((kind, signature), alike) in enumerate(sorted(edges.items(), key=lambda item: item[0])):
        name = f"relationships-{number:04}.csv"
        header = [f":START_ID({MARK})", f":END_ID({MARK})", ":TYPE", *_columns(signature, set())]
        lines = ([edge.source, edge.target, kind, *_cells(edge.properties, signature, set())] for edge in alike)
        _table(temporary / name, header, lines)
        arguments.append(f"--relationships={place.resolve() / name}")
    (temporary / _ARGUMENTS).write_text("\n".join(f'"{argument}"' for argument in arguments) + "\n", encoding="utf-8")


def _with_names(row: NodeRow, nodes: Iterable[NodeRow], edges: Iterable[RelationshipRow]) -> NodeRow:
    """The graph's own node as a push leaves it, see `push`."""
    own = {
        "_keys": sorted({name for node in (*nodes, row) for name in node.properties}),
        "_edge_keys": sorted({name for edge in edges for name in edge.properties}),
        "_labels": sorted({label for node in nodes for label in node.labels}),
    }
    return NodeRow(row.id, row.labels, row.properties | {name: value for name, value in own.items() if value})


def _signature(properties: Properties) -> tuple[tuple[str, str], ...]:
    return tuple((name, _kind(value)) for name, value in sorted(properties.items()))


def _kind(value: object) -> str:
    if isinstance(value, list):
        return f"{_KINDS[type(value[0])]}[]"
    return _KINDS[type(value)]


def _columns(signature: Iterable[tuple[str, str]], without: set[str]) -> list[str]:
    return [f"{name}:{kind}" for name, kind in signature if name not in without]


def _cells(properties: Properties, signature: Iterable[tuple[str, str]], without: set[str]) -> list[str]:
    return [_cell(properties[name]) for name, _ in signature if name not in without]


def _cell(value: object) -> str:
    if isinstance(value, list):
        return LIST_DELIMITER.join(_cell(item) for item in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, float) else str(value)


def _table(path: Path, header: list[str], lines: Iterable[list[str]]) -> None:
    """Every text in quotes, so that an empty one stays a text."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    writer.writerows(lines)
    path.write_text(stream.getvalue(), encoding="utf-8", newline="")
