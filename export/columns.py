"""The graph as columns, the form in which the page carries it: one list per attribute, nodes by number.

Columns of equal things compress to a tenth of what objects take, and the browser reads them without searching.
Quotes stand apart (`evidence`), so that the page can draw before it has read them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from graph.vocabulary import vocabulary

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]

THINGS = ("Actor", "Commentator", "Good", "Resolution", "Exchange")
KIND_ATTRIBUTE = {"Actor": "kind", "Commentator": "role", "Good": "category", "Resolution": "kind"}
# What a node carries beside these is shown in its panel as it is.
_TOLD_APART = {"type", "name", "aliases"}


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
    claim_ids, article_ids = _of_types(graph, ("Claim",)), _of_types(graph, ("Article",))
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


def packed(table: Columns) -> dict[str, Any]:
    """The columns as JSON will hold them; `evidence` apart, see `evidence`."""
    kinds = Coded()
    types, edge_types = Coded(), Coded()
    return {
        "nodes": {
            "id": table.ids,
            "type": [types[name] for name in table.types],
            "kind": [kinds[kind_of(*pair)] for pair in zip(table.types, table.attributes, strict=True)],
            "name": [_text(data.get("name")) or node for node, data in zip(table.ids, table.attributes, strict=True)],
            "aliases": [[_text(alias) for alias in data.get("aliases") or ()] for data in table.attributes],
            "more": [_more(*pair) for pair in zip(table.types, table.attributes, strict=True)],
        },
        "edges": {
            "source": [edge[0] for edge in table.edges],
            "target": [edge[1] for edge in table.edges],
            "type": [edge_types[edge[2]] for edge in table.edges],
            "claims": [edge[3] for edge in table.edges],
        },
        "claims": _claim_columns(table.claims),
        "articles": [_article(data) for data in table.articles],
        "mentions": [list(column) for column in zip(*table.mentions, strict=True)] or [[], [], []],
        "types": types.values,
        "kinds": kinds.values,
        "relations": edge_types.values,
    }


def evidence(table: Columns) -> list[str]:
    """The quotes, by the number of the claim."""
    return [_text(claim.get("quote")) for claim in table.claims]


class Coded:
    """Words as small numbers, numbered in the order in which they are asked for."""

    def __init__(self) -> None:
        self.values: list[str] = []
        self._numbers: dict[str, int] = {}

    def __getitem__(self, word: str) -> int:
        if word not in self._numbers:
            self._numbers[word] = len(self.values)
            self.values.append(word)
        return self._numbers[word]


def _of_types(graph: MultiDiGraph, types: Sequence[str]) -> list[str]:
    wanted = {name: order for order, name in enumerate(types)}
    nodes = [node for node, data in graph.nodes(data=True) if data.get("type") in wanted]
    return sorted(nodes, key=lambda node: (wanted[graph.nodes[node]["type"]], node))


def _claim(
    graph: MultiDiGraph, node: str, number: dict[str, int], article_number: dict[str, int]
) -> dict[str, Any]:
    record: dict[str, Any] = {**graph.nodes[node], "article": -1, "speakers": [], "deniers": [], "about": []}
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


def _claim_columns(claims: list[dict[str, Any]]) -> dict[str, Any]:
    certainties, stages, rules = Coded(), Coded(), Coded()
    for name in vocabulary().certainties:
        certainties[name]
    stages[""]
    for name in vocabulary().stages:
        stages[name]
    return {
        "article": [claim["article"] for claim in claims],
        "certainty": [certainties[str(claim.get("certainty", "asserted"))] for claim in claims],
        "stage": [stages[str(claim.get("stage") or "")] for claim in claims],
        "date": [_text(claim.get("date")) for claim in claims],
        "quantity": [_text(claim.get("quantity")) for claim in claims],
        "start": [claim.get("start", 0) for claim in claims],
        "length": [claim.get("end", 0) - claim.get("start", 0) for claim in claims],
        "rule": [rules[_text(claim.get("rule"))] for claim in claims],
        "cited": [[_text(name) for name in claim.get("cited") or ()] for claim in claims],
        "speakers": [claim["speakers"] for claim in claims],
        "deniers": [claim["deniers"] for claim in claims],
        "about": [claim["about"] for claim in claims],
        "certainties": certainties.values,
        "stages": stages.values,
        "rules": rules.values,
    }


def _article(data: dict[str, Any]) -> dict[str, Any]:
    kept = {name: _text(data[name]) for name in ("id", "name", "title", "publisher", "date", "url") if data.get(name)}
    if data.get("path"):
        # A page is mailed about; whose disk the article lay on is nobody's business.
        kept["path"] = PurePath(_text(data["path"]).replace("\\", "/")).name
    return kept | {"authors": [_text(author) for author in data.get("authors") or ()]}


def _more(node_type: str, attributes: dict[str, Any]) -> dict[str, str] | int:
    told = _TOLD_APART | {KIND_ATTRIBUTE.get(node_type, "")}
    return {name: _text(value) for name, value in sorted(attributes.items()) if name not in told} or 0


def _text(value: object) -> str:
    return "" if value is None else ", ".join(map(_text, value)) if isinstance(value, list | tuple) else str(value)
