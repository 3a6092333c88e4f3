"""Cytoscape JSON, which Cytoscape opens as a network and Cytoscape.js takes as its elements."""

from __future__ import annotations

from collections.abc import Iterator

from export.base import Format, Parts
from export.compact import array, compact
from export.records import Records


def _parts(records: Records) -> Parts:
    return {"": _document(records)}


def _document(records: Records) -> Iterator[str]:
    """`interaction` is what Cytoscape calls the type of an edge."""
    data = {"name": "quid"} | records.attributes
    yield f'{{"format_version":"1.0","generated_by":"quid","data":{compact(data)},"elements":{{"nodes":'
    yield from array({"data": {"id": node.id, "label": node.name} | node.attributes} for node in records.nodes)
    yield ',"edges":'
    yield from array(
        {
            "data": {
                "id": edge.id,
                "source": edge.source,
                "target": edge.target,
                "key": edge.key,
                "label": edge.type,
                "interaction": edge.type,
            }
            | edge.attributes
        }
        for edge in records.edges
    )
    yield "}}\n"


# `parent` makes one node part of another.
_RESERVED = frozenset({"id", "key", "source", "target", "label", "interaction", "parent"})
FORMAT = Format(
    "cytoscape",
    (".cyjs", ".cytoscape.json"),
    "Cytoscape JSON: Cytoscape, Cytoscape.js",
    _parts,
    reserved=_RESERVED,
)
