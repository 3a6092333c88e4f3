"""GraphML (Brandes and others, "GraphML Progress Report", 2002): Gephi, yEd, Cytoscape, igraph, NetworkX."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from export.base import Format, Parts
from export.markup import HEAD, attributes, text
from export.records import Records, Value, columns, printed

_Kinds = dict[str, str]


def _parts(records: Records) -> Parts:
    return {"": _document(records)}


def _document(records: Records) -> Iterator[str]:
    """Keys by name and kind; the numbers of a key are `n3`, `e3` and `g3`. Lists are JSON texts."""
    kinds = {
        "graph": columns([records.attributes]),
        "node": {"label": "string"} | columns(node.attributes for node in records.nodes),
        "edge": {"label": "string"} | columns(edge.attributes for edge in records.edges),
    }
    yield f'{HEAD}<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for owner, named in kinds.items():
        for number, (name, kind) in enumerate(named.items()):
            declared = {"id": f"{owner[0]}{number}", "for": owner, "attr.name": name, "attr.type": _type(kind)}
            yield f"<key{attributes(**declared)}/>\n"
    yield '<graph id="quid" edgedefault="directed">\n'
    yield _data("g", kinds["graph"], records.attributes) + "\n"
    for node in records.nodes:
        data = _data("n", kinds["node"], {"label": node.name} | node.attributes)
        yield f"<node{attributes(id=node.id)}>{data}</node>\n"
    for edge in records.edges:
        data = _data("e", kinds["edge"], {"label": edge.type} | edge.attributes)
        yield f"<edge{attributes(id=edge.id, source=edge.source, target=edge.target)}>{data}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _data(prefix: str, kinds: _Kinds, values: Mapping[str, Value]) -> str:
    numbered = ((number, values[name]) for number, name in enumerate(kinds) if name in values)
    return "".join(f'<data key="{prefix}{number}">{text(printed(value))}</data>' for number, value in numbered)


def _type(kind: str) -> str:
    return "string" if kind == "strings" else kind


FORMAT = Format(
    "graphml", (".graphml",), "GraphML: Gephi, yEd, Cytoscape, igraph, NetworkX", _parts, reserved=frozenset({"label"})
)
