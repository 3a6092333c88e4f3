"""What a graph holds, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.vocabulary import vocabulary

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]

_KIND = {"Good": "category", "Commentator": "role", "Exchange": "stage", "Claim": "certainty", "Article": "publisher"}
_UNTOLD = "unknown"


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a type a graph holds.

    Attributes:
        part: `node` or `relation`.
        name: the type.
        count: how many.
        of: how many of each kind: of goods by category, of exchanges by stage, of claims by certainty, of articles by
            publisher; of relations the number of claims that state them. Where nothing is known, `unknown`.
    """

    part: str
    name: str
    count: int
    of: dict[str, int] = field(default_factory=dict)


def contents(graph: MultiDiGraph) -> list[Count]:
    """Nodes and relations by type, those of the vocabulary first and in its order, only types that occur.

    Example:
        >>> from graph.analysis import example
        >>> from graph.analysis.contents import contents
        >>> [(count.name, count.count, count.of) for count in contents(example())][:2]
        [('Actor', 4, {'state': 4}), ('Commentator', 1, {'expert': 1})]
    """
    nodes = Counter(str(data["type"]) for _, data in graph.nodes(data=True))
    relations = Counter(str(data["type"]) for _, _, data in graph.edges(data=True))
    found = [Count("node", name, nodes[name], _kinds(graph, name)) for name in _ordered(nodes, vocabulary().kinds)]
    return found + [
        Count("relation", name, relations[name], _claims(graph, name))
        for name in _ordered(relations, vocabulary().edges)
    ]


def span(graph: MultiDiGraph) -> tuple[str | None, str | None, int]:
    """The earliest and the latest date of the articles, and how many have none."""
    dates = [data.get("date") for _, data in graph.nodes(data=True) if data["type"] == "Article"]
    known = sorted(str(date) for date in dates if date)
    return (known[0], known[-1], len(dates) - len(known)) if known else (None, None, len(dates))


def _ordered(counts: Iterable[str], known: Iterable[str]) -> list[str]:
    order = {name: place for place, name in enumerate(known)}
    return sorted(counts, key=lambda name: (order.get(name, len(order)), name))


def _kinds(graph: MultiDiGraph, name: str) -> dict[str, int]:
    """Kinds of one type, commonest first."""
    attribute = _KIND.get(name, "kind")
    kinds = Counter(str(data.get(attribute) or _UNTOLD) for _, data in graph.nodes(data=True) if data["type"] == name)
    return dict(sorted(kinds.items(), key=lambda item: (-item[1], item[0])))


def _claims(graph: MultiDiGraph, name: str) -> dict[str, int]:
    edges = (data for _, _, data in graph.edges(data=True) if data["type"] == name)
    claims = {claim for data in edges for claim in data.get("claims", ())}
    return {"claims": len(claims)} if claims else {}
