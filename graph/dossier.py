"""Everything that a graph holds on one node, as plain data: its facts in groups, each with the claims behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]

# Edges that carry evidence rather than facts are told with their claim, or counted.
_EVIDENCE = frozenset({"SAYS", "DENIES", "ABOUT", "STATED_IN", "MENTIONS"})


def dossier(graph: MultiDiGraph, node: str) -> dict[str, Any]:
    """What is known of a node.

    Returns:
        `id` and the node's attributes; `facts`: a list of `{fact, type, claims}` in the order of edge types and names,
        an exchange told as a whole; `says`: the claims it makes; `articles`: where it is named, with counts.
    """
    return {
        "id": node,
        **graph.nodes[node],
        "facts": _facts(graph, node),
        "says": [claim_record(graph, c) for c in _order(graph, _targets(graph, node, "SAYS"))],
        "articles": _articles(graph, node),
    }


def claim_record(graph: MultiDiGraph, claim: str) -> dict[str, Any]:
    """One claim with its speakers, deniers and source, by name."""
    data = dict(graph.nodes[claim])
    record: dict[str, Any] = {"id": claim, **{k: v for k, v in data.items() if k not in {"type", "name"}}}
    for field, edge in (("speakers", "SAYS"), ("deniers", "DENIES")):
        record[field] = sorted(_name(graph, s) for s, _, d in graph.in_edges(claim, data=True) if d["type"] == edge)
    for article in _targets(graph, claim, "STATED_IN"):
        source = graph.nodes[article]
        record["article"] = {k: source[k] for k in ("name", "publisher", "date", "path", "url") if k in source}
    return record


def _facts(graph: MultiDiGraph, node: str) -> list[dict[str, Any]]:
    edges = [*graph.out_edges(node, data=True), *graph.in_edges(node, data=True)]
    seen: dict[tuple[str, str], list[str]] = {}
    for source, target, data in edges:
        if data["type"] in _EVIDENCE:
            continue
        exchange = next(
            (end for end in (target, source) if end != node and graph.nodes[end]["type"] == "Exchange"), None
        )
        told = exchange and data["type"] in {"SUPPLIES", "DELIVERS_TO", "OF"}
        text = (
            _exchange(graph, exchange)
            if told and exchange
            else f"{_name(graph, source)} {data['type']} {_name(graph, target)}"
        )
        kind = f"{data['type']}:{'out' if source == node else 'in'}"
        seen.setdefault((kind, text), []).extend(data["claims"])
    return [
        {
            "fact": text,
            "type": kind.partition(":")[0],
            "direction": kind.partition(":")[2],
            "claims": [claim_record(graph, c) for c in _order(graph, sorted(set(claims)))],
        }
        for (kind, text), claims in sorted(seen.items())
    ]


def _exchange(graph: MultiDiGraph, exchange: str) -> str:
    data = graph.nodes[exchange]
    details = [str(data[field]) for field in ("stage", "quantity", "date") if field in data]
    return str(data["name"]) + (f" ({', '.join(details)})" if details else "")


def _articles(graph: MultiDiGraph, node: str) -> list[dict[str, Any]]:
    named = [
        {"name": _name(graph, source), "count": data.get("count", 0)}
        for source, _, data in graph.in_edges(node, data=True)
        if data["type"] == "MENTIONS"
    ]
    return sorted(named, key=lambda item: (-int(item["count"]), item["name"]))


def _targets(graph: MultiDiGraph, node: str, edge: str) -> list[str]:
    return sorted(target for _, target, data in graph.out_edges(node, data=True) if data["type"] == edge)


def _order(graph: MultiDiGraph, claims: list[str]) -> list[str]:
    """Claims in the order of their article and place in it."""
    return sorted(claims, key=lambda claim: (claim.split(":")[1], graph.nodes[claim]["start"], claim))


def _name(graph: MultiDiGraph, node: str) -> str:
    return str(graph.nodes[node].get("name", node))
