"""The graph by numbers: things, edges, claims and articles in a fixed order, as the page needs them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.vocabulary import vocabulary

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]

THINGS = ("Actor", "Commentator", "Good", "Resolution", "Exchange")
KIND_ATTRIBUTE = {"Actor": "kind", "Commentator": "role", "Good": "category", "Resolution": "kind"}


@dataclass(frozen=True)
class Columns:
    """A graph as numbered nodes, edges, claims and articles.

    Attributes:
        ids: node ids of things (actors, commentators, goods, resolutions, exchanges), by number.
        types: their types.
        attributes: their attributes.
        edges: (source, target, type, numbers of its claims) between things.
        claims: attributes of claims, by number; `article`, `speakers`, `deniers` and `about` are numbers.
        articles: attributes of articles, by number.
        mentions: (article, thing, count).
    """

    ids: list[str]
    types: list[str]
    attributes: list[dict[str, Any]]
    edges: list[tuple[int, int, str, list[int]]] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)
    articles: list[dict[str, Any]] = field(default_factory=list)
    mentions: list[tuple[int, int, int]] = field(default_factory=list)

    def spoken(self) -> list[int]:
        """Numbers of the claims that somebody says or denies."""
        return [number for number, claim in enumerate(self.claims) if claim["speakers"] or claim["deniers"]]


def columns(graph: MultiDiGraph) -> Columns:
    """Number what the graph holds; the order is that of types, then ids."""
    ids = _of_types(graph, THINGS)
    number = {node: index for index, node in enumerate(ids)}
    claim_ids, article_ids = _claims_in_order(graph, number), _of_types(graph, ("Article",))
    claim_number = {node: index for index, node in enumerate(claim_ids)}
    article_number = {node: index for index, node in enumerate(article_ids)}
    facts = {name for name, edge in vocabulary().edges.items() if edge.fact}
    table = Columns(
        ids=ids,
        types=[graph.nodes[node]["type"] for node in ids],
        attributes=[graph.nodes[node] for node in ids],
        claims=[_claim(graph, node, number, article_number) for node in claim_ids],
        articles=[{"id": node, **graph.nodes[node]} for node in article_ids],
    )
    for source, target, key, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        edge_type = data.get("type", key)
        if edge_type in facts and source in number and target in number:
            claims = [claim_number[claim] for claim in data.get("claims", ()) if claim in claim_number]
            table.edges.append((number[source], number[target], edge_type, claims))
        elif edge_type == "MENTIONS" and source in article_number and target in number:
            table.mentions.append((article_number[source], number[target], int(data.get("count", 1))))
    return table


def kind_of(node_type: str, attributes: dict[str, Any]) -> str:
    """An actor's or resolution's kind, a good's category, a commentator's role; empty where there is none."""
    return str(attributes.get(KIND_ATTRIBUTE.get(node_type, ""), "") or "")


def _of_types(graph: MultiDiGraph, types: Sequence[str]) -> list[str]:
    wanted = {name: order for order, name in enumerate(types)}
    nodes = [node for node, data in graph.nodes(data=True) if data.get("type") in wanted]
    return sorted(nodes, key=lambda node: (wanted[graph.nodes[node]["type"]], node))


def _claims_in_order(graph: MultiDiGraph, number: dict[str, int]) -> list[str]:
    """Claims in the order of the facts that they state, then those that are only about something."""
    stated: dict[str, None] = {}
    for source, target, _, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        if source in number and target in number:
            stated |= dict.fromkeys(data.get("claims", ()))
    claims = dict.fromkeys(node for node in stated if node in graph)
    return list(claims | dict.fromkeys(_of_types(graph, ("Claim",))))


def _claim(graph: MultiDiGraph, node: str, number: dict[str, int], article_number: dict[str, int]) -> dict[str, Any]:
    record: dict[str, Any] = {**graph.nodes[node], "article": -1, "speakers": [], "deniers": [], "about": []}
    edge_type: str
    for source, _, edge_type in graph.in_edges(node, data="type"):
        if edge_type in {"SAYS", "DENIES"} and source in number:
            record["speakers" if edge_type == "SAYS" else "deniers"].append(number[source])
    for _, target, edge_type in graph.out_edges(node, data="type"):
        if edge_type == "ABOUT" and target in number:
            record["about"].append(number[target])
        elif edge_type == "STATED_IN" and target in article_number:
            record["article"] = article_number[target]
    for column in ("speakers", "deniers", "about"):
        record[column] = sorted(set(record[column]))
    return record
