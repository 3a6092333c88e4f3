"""Graphology's serialisation, the graph of Sigma.js and Gephi Lite."""

from __future__ import annotations

from collections.abc import Iterator

from export.base import Format, Parts
from export.compact import array, compact
from export.records import Records


def _parts(records: Records) -> Parts:
    return {"": _document(records)}


def _document(records: Records) -> Iterator[str]:
    options = {"type": "directed", "multi": True, "allowSelfLoops": True}
    yield f'{{"options":{compact(options)},"attributes":{compact(records.attributes)},"nodes":'
    yield from array({"key": node.id, "attributes": {"label": node.name} | node.attributes} for node in records.nodes)
    yield ',"edges":'
    yield from array(
        {
            "key": edge.id,
            "source": edge.source,
            "target": edge.target,
            "attributes": {"label": edge.type, "key": edge.key} | edge.attributes,
        }
        for edge in records.edges
    )
    yield "}\n"


FORMAT = Format(
    "graphology",
    (".graphology.json",),
    "Graphology JSON: Sigma.js, Gephi Lite",
    _parts,
    reserved=frozenset({"label", "key"}),
)
