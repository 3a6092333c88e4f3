"""Finding a node by what a person types: a name, an alias, an id, or nearly one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import QuidError

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]

_NAMED = ("Actor", "Commentator", "Good", "Resolution")
_NEAR = 75.0


def find(graph: MultiDiGraph, name: str) -> str:
    """The node of this id, name or alias, whatever the case.

    Raises:
        QuidError: nothing is named so (the nearest names are given), or several things are.
    """
    if name in graph:
        return name
    wanted = name.casefold().strip()
    for depth in ("name", "aliases"):
        matches = [node for node in _named(graph) if wanted in _names(graph, node, depth)]
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise QuidError(f"{name!r} may be any of {', '.join(matches)}; give one of these ids")
    raise QuidError(f"nothing is named {name!r}{_suggestion(graph, wanted)}")


def _named(graph: MultiDiGraph) -> list[str]:
    return sorted(node for node, data in graph.nodes(data=True) if data["type"] in _NAMED)


def _names(graph: MultiDiGraph, node: str, depth: str) -> set[str]:
    data = graph.nodes[node]
    own = {str(data.get("name", node)).casefold()}
    return own if depth == "name" else own | {str(alias).casefold() for alias in data.get("aliases", ())}


def _suggestion(graph: MultiDiGraph, wanted: str) -> str:
    from rapidfuzz import fuzz, process

    labels = {node: str(graph.nodes[node].get("name", node)) for node in _named(graph)}
    near = process.extract(wanted, labels, scorer=fuzz.WRatio, processor=str.casefold, limit=3, score_cutoff=_NEAR)
    return f"; did you mean {', '.join(label for label, _, _ in near)}?" if near else " in this graph"
