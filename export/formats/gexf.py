"""GEXF 1.3 with time: Gephi and Gephi Lite.

A node or edge is there from the first to the last day on which a dated article says so; of a date like `2023-09` the first
day begins, the last day ends. What only undated articles say has no time, and is always there. Edges of different types
between the same two nodes have different `kind`s, so that Gephi does not join them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from export.base import Format, Parts
from export.dates import days
from export.markup import HEAD, attributes
from export.records import Edge, Node, Records, Value, columns, printed

# First and last day, ISO 8601.
Span = tuple[str, str]


def _parts(records: Records) -> Parts:
    return {"": _document(records)}


def _document(records: Records) -> Iterator[str]:
    edge_attributes = [_without_weight(edge) for edge in records.edges]
    kinds = {
        "node": columns(node.attributes for node in records.nodes),
        "edge": {"networkx_key": "string"} | columns(edge_attributes),
    }
    times = spans(records.nodes, records.edges)
    yield f'{HEAD}<gexf xmlns="http://gexf.net/1.3" version="1.3">\n<meta><creator>quid</creator></meta>\n'
    yield '<graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">\n'
    for owner, named in kinds.items():
        yield f'<attributes class="{owner}" mode="static">\n'
        for number, (name, kind) in enumerate(named.items()):
            yield f"<attribute{attributes(id=str(number), title=name, type=_type(kind))}/>\n"
        yield "</attributes>\n"
    yield "<nodes>\n"
    for node in records.nodes:
        head = attributes(id=node.id, label=node.name, **_time(times, node.id))
        yield f"<node{head}>{_values(kinds['node'], node.attributes)}</node>\n"
    yield "</nodes>\n<edges>\n"
    for edge, values in zip(records.edges, edge_attributes, strict=True):
        weight = printed(edge.attributes["weight"]) if "weight" not in values and "weight" in edge.attributes else None
        ends = attributes(id=edge.id, source=edge.source, target=edge.target)
        head = ends + attributes(label=edge.type, kind=edge.type, weight=weight, **_time(times, edge.id))
        yield f"<edge{head}>{_values(kinds['edge'], {'key': edge.key} | values)}</edge>\n"
    yield "</edges>\n</graph>\n</gexf>\n"


def spans(nodes: Iterable[Node], edges: Iterable[Edge]) -> dict[str, Span]:
    """When nodes and edges are told of, by id: from their claims' articles; a node also for as long as one of its edges."""
    told = {node.id: span for node in nodes if node.type == "Article" and (span := days(node.attributes.get("date")))}
    for edge in edges:
        if edge.type == "STATED_IN" and edge.target in told:
            told[edge.source] = told[edge.target]
    dated = dict(told)
    for edge in edges:
        for source in edge.claims or _evidence(edge):
            _widen(dated, edge.id, told.get(source))
        for end in (edge.source, edge.target):
            if end not in told:
                _widen(dated, end, dated.get(edge.id))
    return dated


def _evidence(edge: Edge) -> tuple[str, ...]:
    """The claim or the article that tells of an edge without claims of its own."""
    if edge.type in {"SAYS", "DENIES"}:
        return (edge.target,)
    return (edge.source,) if edge.type in {"ABOUT", "STATED_IN", "MENTIONS"} else ()


def _widen(dated: dict[str, Span], name: str, span: Span | None) -> None:
    if span is not None:
        first, last = dated.get(name, span)
        dated[name] = min(first, span[0]), max(last, span[1])


def _time(times: Mapping[str, Span], name: str) -> dict[str, str]:
    return dict(zip(("start", "end"), times.get(name, ()), strict=False))


def _without_weight(edge: Edge) -> dict[str, Value]:
    """The attributes that are columns: a weight that is a number is told on the edge itself."""
    weight = edge.attributes.get("weight")
    number = isinstance(weight, int | float) and not isinstance(weight, bool)
    return {name: value for name, value in edge.attributes.items() if name != "weight" or not number}


def _values(kinds: Mapping[str, str], values: Mapping[str, Value]) -> str:
    numbered = ((number, values[name]) for number, name in enumerate(kinds) if name in values)
    cells = [f"<attvalue{attributes(**{'for': str(number), 'value': printed(v)})}/>" for number, v in numbered]
    return f"<attvalues>{''.join(cells)}</attvalues>"


def _type(kind: str) -> str:
    return "string" if kind == "strings" else kind


# `start` and `end` are of the time, so that the characters of a claim become `start_` and `end_`; NetworkX takes the key of an
# edge from `networkx_key`.
_RESERVED = frozenset(
    {"id", "label", "key", "source", "target", "start", "end", "viz", "pid", "spells", "parents", "networkx_key"}
)
FORMAT = Format("gexf", (".gexf",), "GEXF 1.3 with time: Gephi, Gephi Lite", _parts, reserved=_RESERVED)
