"""What two actors give each other: both directions side by side, how balanced, how far in return for one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis.filters import Claims, Filter
from graph.analysis.projections import ExchangeFact, exchange_facts

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]


@dataclass(frozen=True, slots=True)
class Side:
    """What one actor gives another.

    Attributes:
        goods: names of the goods, most stated first.
        exchanges: ids of the exchanges, in the same order.
        claims: how many claims state them.
        articles: how many articles these stand in.
    """

    goods: tuple[str, ...]
    exchanges: tuple[str, ...]
    claims: int
    articles: int


@dataclass(frozen=True, slots=True)
class Balance:
    """Both directions of a pair.

    Attributes:
        a: id of the one that gives more claims (of equals the smaller id).
        b: id of the other.
        a_name: name of `a`.
        b_name: name of `b`.
        given: what `a` gives `b`.
        received: what `b` gives `a`.
        balance: `(given - received) / (given + received)` in the unit of `weight`: 1 is one-sided, 0 balanced.
        reciprocity: `min(given, received) / max(given, received)`: 0 is one-sided, 1 balanced.
        in_return: claims that state one of the exchanges as given in return for one of the other direction.
    """

    a: str
    b: str
    a_name: str
    b_name: str
    given: Side
    received: Side
    balance: float
    reciprocity: float
    in_return: int


def balance(graph: MultiDiGraph, a: str, b: str, *, weight: str = "claims", where: Filter | None = None) -> Balance:
    """Both directions between two actors, `a` first, also where nothing is exchanged (both sides empty, values 0).

    Cost: O(edges of the graph). Reference: reciprocity of a dyad after Squartini et al., Sci. Rep. 3, 2013.

    Example:
        >>> from graph.analysis import example
        >>> pair = balance(example(), "actor:iran", "actor:sudan")
        >>> pair.given.goods, pair.received.goods, round(pair.reciprocity, 2)
        (('drones',), ('gold',), 0.5)
    """
    return _Pairs(graph, where, weight).pair(a, b)


def balances(
    graph: MultiDiGraph, *, weight: str = "claims", where: Filter | None = None, within: Iterable[str] | None = None
) -> list[Balance]:
    """All pairs that exchange something, those with the most claims first, then by ids.

    Args:
        graph: what `graph.load` read.
        weight: `claims` or `articles`.
        where: which claims count.
        within: ids of actors; only pairs with at least one of them.

    Example:
        >>> from graph.analysis import example
        >>> [(pair.a_name, pair.b_name) for pair in balances(example())]
        [('Iran', 'Sudan'), ('Iran', 'Cuba'), ('Sudan', 'Türkiye'), ('Türkiye', 'Cuba')]
    """
    pairs = _Pairs(graph, where, weight)
    wanted = None if within is None else frozenset(within)
    found = [pairs.ordered(a, b) for a, b in pairs.ends() if wanted is None or wanted & {a, b}]
    return sorted(found, key=lambda pair: (-pair.given.claims - pair.received.claims, pair.a, pair.b))


class _Pairs:
    """The exchanges of a graph by pair."""

    def __init__(self, graph: MultiDiGraph, where: Filter | None, weight: str) -> None:
        self.graph = graph
        self.table = Claims(graph, where)
        self.weight = weight
        self.facts: dict[tuple[str, str], list[ExchangeFact]] = {}
        self.claims: dict[str, set[str]] = {}
        for fact in exchange_facts(graph, where):
            if fact.supplier is not None and fact.recipient is not None:
                self.facts.setdefault((fact.supplier, fact.recipient), []).append(fact)
                self.claims[fact.exchange] = set(fact.claims)
        self.returns = [
            (a, b, set(data["claims"])) for a, b, data in graph.edges(data=True) if data["type"] == "IN_RETURN_FOR"
        ]

    def ends(self) -> list[tuple[str, str]]:
        """Every pair once."""
        return sorted({(min(ends), max(ends)) for ends in self.facts})

    def ordered(self, a: str, b: str) -> Balance:
        """The pair with the greater giver first."""
        pair = self.pair(a, b)
        return self.pair(b, a) if pair.balance < 0 else pair

    def pair(self, a: str, b: str) -> Balance:
        given, received = self._side(a, b), self._side(b, a)
        more, less = getattr(given, self.weight), getattr(received, self.weight)
        return Balance(
            a,
            b,
            str(self.graph.nodes[a]["name"]),
            str(self.graph.nodes[b]["name"]),
            given,
            received,
            balance=(more - less) / (more + less) if more + less else 0.0,
            reciprocity=min(more, less) / max(more, less) if more + less else 0.0,
            in_return=self._in_return(set(given.exchanges), set(received.exchanges)),
        )

    def _side(self, source: str, target: str) -> Side:
        facts = sorted(self.facts.get((source, target), ()), key=lambda fact: (-len(fact.claims), fact.exchange))
        claims = {claim for fact in facts for claim in fact.claims}
        goods = tuple(str(self.graph.nodes[fact.good]["name"]) for fact in facts)
        return Side(goods, tuple(f.exchange for f in facts), len(claims), len(self.table.articles(claims)))

    def _in_return(self, there: set[str], back: set[str]) -> int:
        claims: set[str] = set()
        for one, other, stated in self.returns:
            if (one in there and other in back) or (one in back and other in there):
                claims.update(stated & self.claims[one])
        return len(claims)
