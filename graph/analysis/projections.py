"""Projections of the graph onto plain networkx graphs of one question each.

The graph of the model is n-ary: an exchange is a node between supplier, good and recipient, and every fact hangs on
claims. A projection joins that to weighted edges between two things. All projections are `networkx.DiGraph`; their
nodes keep `type`, `name` and `kind` (or `category`, `role`), and every edge carries

- `claims`: how many claims state it (after the filter),
- `articles`: how many articles these claims stand in; one article that says a thing five times counts once,
- `evidence`: the claims' ids by article id, so that every number leads back to sentences,
- `relations`: the edge types of the model that it joins, sorted.

Nodes and edges are added in the order of their ids, so that the result does not depend on the order of the input.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.analysis.filters import Claims, Filter, typed_edges
from graph.errors import QuidError

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]
    DiGraph = nx.DiGraph[str]

_KEPT = ("type", "name", "kind", "category", "role")
_SANCTIONS = frozenset({"ADOPTS", "VETOES", "VIOLATES", "PROHIBITS", "TARGETS", "SUPPORTS", "OPPOSES"})
NETWORKS = ("exchange", "goods", "commentary", "sanctions")
"""The projections by name, as `rank`, `communities` and the commands take them."""


@dataclass(frozen=True, slots=True)
class ExchangeFact:
    """One exchange of the graph with the claims that count; a side that is not known is None."""

    exchange: str
    supplier: str | None
    good: str
    recipient: str | None
    claims: tuple[str, ...]


def exchange_facts(graph: MultiDiGraph, where: Filter | None = None) -> list[ExchangeFact]:
    """All exchanges that keep a claim under the filter, by id.

    Raises:
        QuidError: an exchange without a good, or a claim without an article, which no graph has that quid wrote.

    Example:
        >>> from graph.analysis import example
        >>> exchange_facts(example())[0].exchange
        'exchange:iran>drones>sudan'
    """
    table = Claims(graph, where)
    ends: dict[str, dict[str, str]] = defaultdict(dict)
    claims: dict[str, set[str]] = defaultdict(set)
    for source, target, data in graph.edges(data=True):
        if data["type"] == "SUPPLIES":
            ends[target]["supplier"] = source
            claims[target].update(data["claims"])
        elif data["type"] in {"DELIVERS_TO", "OF"}:
            ends[source]["recipient" if data["type"] == "DELIVERS_TO" else "good"] = target
            claims[source].update(data["claims"])
    facts = []
    for exchange in sorted(ends):
        good = ends[exchange].get("good")
        if good is None:
            raise QuidError(f"{exchange}: an exchange of nothing; make the graph again with: quid build")
        kept = table.passing(claims[exchange], graph.nodes[good].get("category"))
        if kept:
            sides = ends[exchange].get("supplier"), good, ends[exchange].get("recipient")
            facts.append(ExchangeFact(exchange, *sides, kept))
    return facts


def exchange_network(graph: MultiDiGraph, where: Filter | None = None) -> DiGraph:
    """Who gives to whom: an edge from supplier to recipient joins all exchanges between them.

    `w(a, b) = |{claims c : c states an exchange from a to b}|` as `claims`, and the number of their articles as
    `articles`. Edges also carry `goods` and `exchanges` (ids, sorted). Exchanges with an unknown side are no edge;
    actors without any edge are no node. Claims of every certainty count, denied ones too: `Filter(certainties=…)`
    keeps the surer ones.

    Cost: O(edges of the graph). Units: claims, articles.

    Example:
        >>> from graph.analysis import Filter, example
        >>> network = exchange_network(example())
        >>> network.edges["actor:iran", "actor:sudan"]["claims"]
        2
        >>> sorted(exchange_network(example(), Filter(categories={"energy"})))
        ['actor:cuba', 'actor:iran']
    """
    ties = _Ties(graph, where)
    for fact in exchange_facts(graph, where):
        if fact.supplier is not None and fact.recipient is not None:
            tie = ties.add(fact.supplier, fact.recipient, ("SUPPLIES", "DELIVERS_TO"), fact.claims)
            tie.goods.add(fact.good)
            tie.exchanges.add(fact.exchange)
    return ties.network("exchange")


def goods_network(graph: MultiDiGraph, where: Filter | None = None) -> DiGraph:
    """Who gives and gets what: bipartite, an edge from actor to good for giving and from good to actor for getting.

    Nodes carry `bipartite`, 0 for actors and 1 for goods, as `networkx.algorithms.bipartite` expects. An exchange with
    an unknown side counts for the other one.

    Cost: O(edges of the graph). Units: claims, articles.

    Example:
        >>> from graph.analysis import example
        >>> network = goods_network(example())
        >>> sorted(network.predecessors("good:drones")), sorted(network.successors("good:drones"))
        (['actor:iran', 'actor:turkiye'], ['actor:cuba', 'actor:sudan'])
    """
    ties = _Ties(graph, where)
    for fact in exchange_facts(graph, where):
        if fact.supplier is not None:
            ties.add(fact.supplier, fact.good, ("SUPPLIES",), fact.claims).exchanges.add(fact.exchange)
        if fact.recipient is not None:
            ties.add(fact.good, fact.recipient, ("DELIVERS_TO",), fact.claims).exchanges.add(fact.exchange)
    network = ties.network("goods")
    for _, data in network.nodes(data=True):
        data["bipartite"] = int(data["type"] == "Good")
    return network


def commentary_network(graph: MultiDiGraph, where: Filter | None = None, *, officials: bool = False) -> DiGraph:
    """Who comments on whom: an edge from a commentator to every actor, good or resolution that a claim is about.

    A claim on an exchange counts for its supplier, good and recipient. `relations` tells `SAYS` from `DENIES`.

    Args:
        graph: what `graph.load` read.
        where: which claims count; a filter by category keeps claims on exchanges of such goods only.
        officials: count actors that speak too, not only commentators.

    Cost: O(edges of the graph). Units: claims, articles.

    Example:
        >>> from graph.analysis import example
        >>> sorted(commentary_network(example()).successors("actor:ama-darko"))
        ['actor:cuba', 'actor:iran', 'good:oil']
    """
    ties = _Ties(graph, where)
    about = _about(graph)
    category = _claim_categories(graph) if where and where.categories else {}
    for source, claim, kind in sorted(typed_edges(graph)):
        speaks = graph.nodes[source]["type"] == "Commentator" or officials
        if kind not in {"SAYS", "DENIES"} or not speaks:
            continue
        for passing in ties.table.passing((claim,), category.get(claim)):
            for target in sorted(about.get(claim, set()) - {source}):
                ties.add(source, target, (kind,), (passing,))
    return ties.network("commentary")


def sanctions_network(graph: MultiDiGraph, where: Filter | None = None) -> DiGraph:
    """What is forbidden to whom, by whom, and who breaks it: actors, resolutions and goods.

    Edges as in the graph: actors adopt, veto, support, oppose or violate a resolution, which targets actors and
    prohibits goods. An exchange that violates a resolution counts for its supplier and its recipient.

    Cost: O(edges of the graph). Units: claims, articles.

    Example:
        >>> from graph.analysis import example
        >>> network = sanctions_network(example())
        >>> [(target, edge["relations"]) for _, target, edge in network.edges(data=True)]
        [('actor:sudan', ['TARGETS']), ('good:drones', ['PROHIBITS'])]
    """
    ties = _Ties(graph, where)
    facts = {fact.exchange: fact for fact in exchange_facts(graph)}
    for source, target, data in sorted(graph.edges(data=True), key=lambda edge: (edge[0], edge[1], edge[2]["type"])):
        ends = {graph.nodes[source]["type"], graph.nodes[target]["type"]}
        if data["type"] not in _SANCTIONS or "Resolution" not in ends:
            continue
        fact = facts.get(source)
        actors = [source] if fact is None else [side for side in (fact.supplier, fact.recipient) if side]
        good = target if graph.nodes[target]["type"] == "Good" else fact and fact.good
        kept = ties.table.passing(data["claims"], graph.nodes[good].get("category") if good else None)
        for actor in actors:
            ties.add(actor, target, (data["type"],), kept)
    return ties.network("sanctions")


def project(graph: MultiDiGraph, network: str, where: Filter | None = None) -> DiGraph:
    """The projection of that name, one of `NETWORKS`.

    Raises:
        QuidError: there is no such network.
    """
    makers = {
        "exchange": exchange_network,
        "goods": goods_network,
        "commentary": commentary_network,
        "sanctions": sanctions_network,
    }
    if network not in makers:
        raise QuidError(f"network: {network!r} is not known; choose from {', '.join(NETWORKS)}")
    return makers[network](graph, where)


def reweighted(network: DiGraph, times: Mapping[str, int]) -> DiGraph:
    """The network as it were if every article stood in the corpus so many times; what no article states is gone."""
    import networkx as nx

    again: DiGraph = nx.DiGraph()
    for source, target, data in network.edges(data=True):
        evidence = data["evidence"]
        counts = [(times.get(article, 0), len(claims)) for article, claims in evidence.items()]
        articles = sum(count for count, _ in counts)
        if articles:
            again.add_edge(source, target, articles=articles, claims=sum(count * held for count, held in counts))
    return again


def restricted(network: DiGraph, claims: Collection[str]) -> DiGraph:
    """The network as some of its claims give it; nodes left without an edge are gone."""
    import networkx as nx

    part: DiGraph = nx.DiGraph()
    for source, target, data in network.edges(data=True):
        counts = [count for stated in data["evidence"].values() if (count := sum(claim in claims for claim in stated))]
        if counts:
            part.add_edge(source, target, articles=len(counts), claims=sum(counts))
    return part


class _Tie:
    """An edge of a projection while it is gathered."""

    def __init__(self) -> None:
        self.claims: set[str] = set()
        self.relations: set[str] = set()
        self.goods: set[str] = set()
        self.exchanges: set[str] = set()


class _Ties:
    """All edges of a projection while they are gathered."""

    def __init__(self, graph: MultiDiGraph, where: Filter | None) -> None:
        self.graph = graph
        self.table = Claims(graph, where)
        self._ties: dict[tuple[str, str], _Tie] = defaultdict(_Tie)

    def add(self, source: str, target: str, relations: Iterable[str], claims: Iterable[str]) -> _Tie:
        """Add claims to the edge between two nodes; an edge without claims does not come into the network."""
        tie = self._ties[source, target]
        tie.relations.update(relations)
        tie.claims.update(claims)
        return tie

    def network(self, name: str) -> DiGraph:
        """The network with all nodes that have an edge."""
        import networkx as nx

        network: DiGraph = nx.DiGraph(name=name)
        kept = [(ends, tie) for ends, tie in sorted(self._ties.items()) if tie.claims]
        for node in sorted({end for ends, _ in kept for end in ends}):
            data = self.graph.nodes[node]
            network.add_node(node, **{key: data[key] for key in _KEPT if key in data})
        for ends, tie in kept:
            network.add_edge(*ends, **dict(self._attributes(tie)))
        return network

    def _attributes(self, tie: _Tie) -> Iterator[tuple[str, Any]]:
        evidence: dict[str, list[str]] = defaultdict(list)
        for claim in sorted(tie.claims):
            evidence[self.table.article[claim]].append(claim)
        yield "claims", len(tie.claims)
        yield "articles", len(evidence)
        yield "relations", sorted(tie.relations)
        for field in ("goods", "exchanges"):
            if values := getattr(tie, field):
                yield field, sorted(values)
        yield "evidence", dict(sorted(evidence.items()))


def _about(graph: MultiDiGraph) -> dict[str, set[str]]:
    """What every claim is about: entities, an exchange taken apart into its sides and good."""
    ends: dict[str, set[str]] = defaultdict(set)
    for source, target, kind in typed_edges(graph):
        if kind == "SUPPLIES":
            ends[target].add(source)
        elif kind in {"DELIVERS_TO", "OF"}:
            ends[source].add(target)
    about: dict[str, set[str]] = defaultdict(set)
    for claim, target, kind in typed_edges(graph):
        if kind == "ABOUT":
            about[claim].update(ends.get(target, {target}))
    return about


def _claim_categories(graph: MultiDiGraph) -> dict[str, str]:
    """The category of the good that a claim on an exchange is about; of several, the first by exchange id."""
    categories: dict[str, str] = {}
    for fact in exchange_facts(graph):
        for claim in fact.claims:
            categories.setdefault(claim, str(graph.nodes[fact.good].get("category")))
    return categories
