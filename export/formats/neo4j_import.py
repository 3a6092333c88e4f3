"""CSV files for `neo4j-admin database import`, which fills an empty database far faster than any driver.

The result equals a push: the same labels, properties, ids and hashes, so that a later `quid push` finds nothing to do. A
file holds what has the same labels and the same properties of the same kinds, so that no cell is ever left out. They are
made from the graph as it is, since the tool takes every character and a push keeps each; they are not for spreadsheets.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from export.base import Format, Parts
from export.cypher.mapping import LIST_DELIMITER, MARK, NodeRow, Properties, RelationshipRow, rows
from export.records import Records

_ARGUMENTS = "import.args"
_OPTIONS = ("--array-delimiter=U+001F", "--multiline-fields=true", "--id-type=string", "--legacy-style-quoting=false")
_KINDS = {bool: "boolean", int: "long", float: "double", str: "string"}


def _parts(records: Records) -> Parts:
    """The tables, and a file of arguments that names them where they will be."""
    whole = rows(records.source)
    nodes = [*whole.nodes, _with_names(whole.graph, whole.nodes, whole.relationships)]
    tables = {"nodes": list(_node_tables(nodes)), "relationships": list(_edge_tables(whole.relationships))}
    place = (records.place or Path()).resolve()
    arguments, parts = list(_OPTIONS), {}
    for kind, found in tables.items():
        for number, lines in enumerate(found):
            name = f"{kind}-{number:04}.csv"
            parts[name] = lines
            arguments.append(f"--{kind}={place / name}")
    return parts | {_ARGUMENTS: ["".join(f'"{argument}"\n' for argument in arguments)]}


def _node_tables(nodes: Iterable[NodeRow]) -> Iterator[Iterator[str]]:
    groups: dict[tuple[Any, ...], list[NodeRow]] = defaultdict(list)
    for node in nodes:
        groups[node.labels, _signature(node.properties)].append(node)
    for (labels, signature), alike in sorted(groups.items(), key=lambda item: item[0]):
        header = [f"id:ID({MARK})", ":LABEL", *_columns(signature, {"id"})]
        label = LIST_DELIMITER.join(labels)
        yield _table(header, [[row.id, label, *_cells(row.properties, signature, {"id"})] for row in alike])


def _edge_tables(edges: Iterable[RelationshipRow]) -> Iterator[Iterator[str]]:
    groups: dict[tuple[Any, ...], list[RelationshipRow]] = defaultdict(list)
    for edge in edges:
        groups[edge.type, _signature(edge.properties)].append(edge)
    for (kind, signature), alike in sorted(groups.items(), key=lambda item: item[0]):
        header = [f":START_ID({MARK})", f":END_ID({MARK})", ":TYPE", *_columns(signature, set())]
        yield _table(header, [[e.source, e.target, kind, *_cells(e.properties, signature, set())] for e in alike])


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


def _table(header: list[str], lines: Iterable[list[str]]) -> Iterator[str]:
    """Every text in quotes, so that an empty one stays a text."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    writer.writerows(lines)
    yield stream.getvalue()


def _command(place: Path) -> str:
    return f"neo4j-admin database import full neo4j @{place.resolve() / _ARGUMENTS}"


FORMAT = Format(
    "neo4j-import",
    (),
    "a folder for neo4j-admin database import, for graphs of many millions",
    _parts,
    layout="folder",
    next_step=_command,
)
