"""Who gives what to whom, and what comes back: exchanges as rows, and two actors side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis.filters import Claims, Filter
from graph.analysis.projections import ExchangeFact, exchange_facts
from graph.vocabulary import vocabulary

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]


@dataclass(frozen=True, slots=True)
class Flow:
    """One kind of good going from one actor to another, with what is said of it.

    Attributes:
        supplier: name of who gives; None where nobody says.
        good: what is given.
        category: the good's category.
        recipient: name of who gets it; None where nobody says.
        stage: how far it has come, by most of its claims, of equals the furthest; None where no claim tells.
        quantity: amount with unit, as written.
        certainty: that of its surest claim.
        claims: how many claims state it.
        articles: in how many articles.
        since: the earliest date of its claims, ISO 8601, perhaps reduced.
        until: the latest.
        in_return_for: names of the exchanges for which it is given.
        exchange: the exchange's node.
        evidence: the claims' nodes.
    """

    supplier: str | None
    good: str
    category: str
    recipient: str | None
    stage: str | None
    quantity: str | None
    certainty: str
    claims: int
    articles: int
    since: str | None
    until: str | None
    in_return_for: tuple[str, ...]
    exchange: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors and what goes between them; a side is None where nobody says who it is.

    Attributes:
        one: name of the first; None where nobody says.
        other: name of the second.
        gives: what the first gives the second, most claims first.
        gets: what it gets from the second.
    """

    one: str | None
    other: str | None
    gives: tuple[Flow, ...]
    gets: tuple[Flow, ...]

    @property
    def claims(self) -> int:
        """How many claims state what goes between the two; one that states a swap counts for both directions."""
        return sum(flow.claims for flow in (*self.gives, *self.gets))


def flows(graph: MultiDiGraph, *, between: Collection[str] = (), where: Filter | None = None) -> list[Flow]:
    """The exchanges of a graph, those with most claims first.

    Args:
        graph: what `graph.load` read.
        between: ids of actors; with one, its exchanges with whomever, with several, those among them.
        where: which claims count; an exchange without any is left out.

    Cost: linear in the claims of the exchanges.

    Example:
        >>> from graph.analysis import example, flows
        >>> for flow in flows(example(), between=["actor:sudan"]):
        ...     print(flow.supplier, flow.good, flow.recipient, flow.stage, flow.claims)
        Iran drones Sudan delivered 2
        Sudan gold Iran delivered 1
        Sudan gold Türkiye delivered 1
    """
    table = Claims(graph, where)
    facts = [fact for fact in exchange_facts(graph, where) if _wanted(fact, between)]
    return sorted((_flow(graph, table, fact) for fact in facts), key=lambda flow: (-flow.claims, flow.exchange))


def side_by_side(graph: MultiDiGraph, rows: Iterable[Flow], first: Collection[str] = ()) -> list[Pair]:
    """Flows by pairs of actors, those with most claims first.

    Args:
        graph: what `graph.load` read.
        rows: what `flows` found.
        first: ids of actors to stand on the left, if one side of a pair is among them; else the side that gives more.

    Example:
        >>> from graph.analysis import example, flows, side_by_side
        >>> for pair in side_by_side(example(), flows(example())):
        ...     print(pair.one, [f.good for f in pair.gives], pair.other, [f.good for f in pair.gets])
        Iran ['drones'] Sudan ['gold']
        Iran ['oil'] Cuba []
        Sudan ['gold'] Türkiye []
        Türkiye ['drones'] Cuba []
    """
    ends = {fact.exchange: (fact.supplier or "", fact.recipient or "") for fact in exchange_facts(graph)}
    directed: dict[tuple[str, str], list[Flow]] = defaultdict(list)
    for flow in rows:
        directed[ends[flow.exchange]].append(flow)
    pairs = []
    for one, other in sorted({(min(pair), max(pair)) for pair in directed}):
        left, right = _order(one, other, directed, first)
        gives, gets = tuple(directed.get((left, right), ())), tuple(directed.get((right, left), ()))
        pairs.append(Pair(_name(graph, left), _name(graph, right), gives, gets))
    return sorted(pairs, key=lambda pair: (-pair.claims, pair.one or "", pair.other or ""))


def stage_of(graph: MultiDiGraph, exchange: str, claims: Iterable[str]) -> str | None:
    """The stage that most of the claims give an exchange, of equals the furthest.

    A claim that names the exchange only as what another one is given for says nothing of its stage.
    """
    order = vocabulary().stages
    as_return = {
        claim
        for _, _, data in graph.in_edges(exchange, data=True)
        if data["type"] == "IN_RETURN_FOR"
        for claim in data["claims"]
    }
    own = [graph.nodes[claim].get("stage") for claim in claims if claim not in as_return]
    counts = Counter(stage for stage in own if stage in order)
    return max(counts, key=lambda stage: (counts[stage], order.index(stage)), default=None)


def surest(graph: MultiDiGraph, claims: Iterable[str]) -> str:
    """The surest certainty among claims; `denied` where there are none."""
    order = vocabulary().certainties
    return min((str(graph.nodes[claim]["certainty"]) for claim in claims), key=order.index, default=order[-1])


def _wanted(fact: ExchangeFact, between: Collection[str]) -> bool:
    sides = (fact.supplier, fact.recipient)
    if len(between) <= 1:
        return not between or any(side in between for side in sides)
    return all(side in between for side in sides)


def _flow(graph: MultiDiGraph, table: Claims, fact: ExchangeFact) -> Flow:
    node, claims = fact.exchange, fact.claims
    dates = sorted(date for claim in claims if (date := table.date(claim)) is not None)
    returns = [target for _, target, data in graph.out_edges(node, data=True) if data["type"] == "IN_RETURN_FOR"]
    return Flow(
        supplier=_name(graph, fact.supplier),
        good=str(graph.nodes[fact.good]["name"]),
        category=str(graph.nodes[fact.good].get("category", "")),
        recipient=_name(graph, fact.recipient),
        stage=stage_of(graph, node, claims),
        quantity=graph.nodes[node].get("quantity"),
        certainty=surest(graph, claims),
        claims=len(claims),
        articles=len(table.articles(claims)),
        since=dates[0] if dates else None,
        until=dates[-1] if dates else None,
        in_return_for=tuple(sorted(str(graph.nodes[target]["name"]) for target in returns)),
        exchange=node,
        evidence=claims,
    )


def _order(
    one: str, other: str, directed: dict[tuple[str, str], list[Flow]], first: Collection[str]
) -> tuple[str, str]:
    """Which of two actors stands on the left."""

    def weight(source: str, target: str) -> tuple[bool, int]:
        return source in first, sum(flow.claims for flow in directed.get((source, target), ()))

    return (one, other) if weight(one, other) >= weight(other, one) else (other, one)


def _name(graph: MultiDiGraph, node: str | None) -> str | None:
    return str(graph.nodes[node].get("name", node)) if node else None
