"""Two CSV files, nodes and edges, for spreadsheets: pandas, R, Excel, LibreOffice.

They begin with a byte order mark, without which Excel does not read UTF-8. No cell is a formula: see `graph.text.cell`,
and `uncell` gives the text back. Lists are JSON.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from export.base import Format, Parts
from export.records import Records, columns, flat
from graph.text import cell


def _parts(records: Records) -> Parts:
    nodes = ["type", "name", *columns(node.attributes for node in records.nodes)]
    edges = ["type", *columns(edge.attributes for edge in records.edges)]
    return {"nodes": _nodes(records, list(dict.fromkeys(nodes))), "edges": _edges(records, list(dict.fromkeys(edges)))}


def _nodes(records: Records, names: Sequence[str]) -> Iterator[str]:
    rows = ([node.id, *(node.attributes.get(name) for name in names)] for node in records.nodes)
    return _table(["id", *names], rows)


def _edges(records: Records, names: Sequence[str]) -> Iterator[str]:
    ends = ["source", "target", "key"]
    rows = (
        [edge.source, edge.target, edge.key, *(edge.attributes.get(name) for name in names)] for edge in records.edges
    )
    return _table([*ends, *names], rows)


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield "\ufeff"
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    for row in (header, *rows):
        writer.writerow([cell(flat(value) if isinstance(value, list) else value) for value in row])
        yield stream.getvalue()
        stream.seek(0)
        stream.truncate()


FORMAT = Format(
    "csv",
    (".csv",),
    "two CSV files, nodes and edges: pandas, R, Excel, LibreOffice",
    _parts,
    layout="pair",
    reserved=frozenset({"id", "source", "target", "key"}),
)
