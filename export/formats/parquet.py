"""Two Parquet files, nodes and edges, with typed columns: pandas, Polars, DuckDB, Spark."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from export.base import Format, Parts
from export.records import Records, Value, columns, printed
from graph.errors import QuidError


def _parts(records: Records) -> Parts:
    try:
        import pyarrow
    except ImportError:
        raise QuidError("Parquet needs the package pyarrow; install it with: pip install 'quid[parquet]'") from None
    nodes = [node.attributes for node in records.nodes]
    edges = [edge.attributes for edge in records.edges]
    ids = {"id": [node.id for node in records.nodes]}
    ends = {name: [getattr(edge, name) for edge in records.edges] for name in ("source", "target", "key")}
    return {"nodes": _table(pyarrow, ids, nodes), "edges": _table(pyarrow, ends, edges)}


def _table(pyarrow: Any, own: Mapping[str, list[str]], rows: Sequence[Mapping[str, Value]]) -> Iterator[bytes]:
    """Lists of texts are lists; what has no kind of its own is text."""
    import pyarrow.parquet as pq

    arrays = {name: pyarrow.array(values, pyarrow.string()) for name, values in own.items()}
    for name, kind in columns(rows).items():
        values = [_cell(row.get(name), kind) for row in rows]
        arrays[name] = pyarrow.array(values, _type(pyarrow, kind))
    stream = io.BytesIO()
    pq.write_table(pyarrow.table(arrays), stream, compression="zstd")
    yield stream.getvalue()


def _cell(value: Value | None, kind: str) -> Value | None:
    return value if value is None or kind != "string" else printed(value)


def _type(pyarrow: Any, kind: str) -> Any:
    return {
        "boolean": pyarrow.bool_(),
        "long": pyarrow.int64(),
        "double": pyarrow.float64(),
        "strings": pyarrow.list_(pyarrow.string()),
        "string": pyarrow.string(),
    }[kind]


FORMAT = Format(
    "parquet",
    (".parquet",),
    "two Parquet files, nodes and edges: pandas, Polars, DuckDB (needs quid[parquet])",
    _parts,
    layout="pair",
    reserved=frozenset({"id", "source", "target", "key"}),
)
