"""A node over time: what is said of it, period by period, and how its weight in the network changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis.filters import Claims, Filter
from graph.analysis.measures import measure as score
from graph.analysis.projections import exchange_facts, project, restricted
from graph.analysis.ranking import places
from graph.errors import QuidError
from graph.vocabulary import vocabulary

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]

_WIDTH = {"year": 4, "month": 7, "day": 10}


@dataclass(frozen=True, slots=True)
class Period:
    """What one period holds of a node.

    Attributes:
        period: `2023`, `2023-09` or `2023-09-10`; empty for what has no date, or one less exact than the period.
        claims: how many claims of the period are about the node, alone or as a side or good of a fact.
        articles: how many articles these stand in.
        certainties: claims by certainty, surest first; only those that occur.
        stages: claims by stage, in the order of the vocabulary; only those that occur.
        given: claims on exchanges in which it gives.
        received: claims on exchanges in which it receives.
        score: the measure in the network of the period; 0 where it has no tie in it.
        rank: its place among the nodes of the period's network, None where it has no tie in it.
        of: how many nodes the period's network has.
    """

    period: str
    claims: int
    articles: int
    certainties: tuple[tuple[str, int], ...]
    stages: tuple[tuple[str, int], ...]
    given: int
    received: int
    score: float
    rank: int | None
    of: int


def trajectory(
    graph: MultiDiGraph,
    node: str,
    *,
    by: str = "year",
    measure: str = "weighted_degree",
    network: str = "exchange",
    weight: str = "claims",
    where: Filter | None = None,
) -> list[Period]:
    """The periods in which something is said of a node, in order of time, what has no such date last.

    A claim's date is its own where that is ISO 8601, else its article's.

    Args:
        graph: what `graph.load` read.
        node: id of an actor, commentator, good or resolution.
        by: `year`, `month` or `day`.
        measure: one of `MEASURES`, taken in the network of each period alone.
        network: one of `NETWORKS`.
        weight: `claims` or `articles`.
        where: which claims count.

    Cost: one projection and one measure a period.

    Raises:
        QuidError: a node that the graph lacks; no such period, measure or network.

    Example:
        >>> from graph.analysis import example
        >>> for period in trajectory(example(), "actor:iran"):
        ...     print(period.period, period.claims, period.given, period.received, period.rank, period.of)
        2023 4 3 1 1 4
        2024 1 1 0 1 4
    """
    if by not in _WIDTH:
        raise QuidError(f"by: {by!r} is no period; choose from {', '.join(_WIDTH)}")
    if node not in graph:
        raise QuidError(f"trajectory: {node!r} is no node of this graph")
    table = Claims(graph, where)
    whole = project(graph, network, where)
    told = _told(graph, table, where, node)
    periods: dict[str, set[str]] = {}
    for claim in told.about:
        periods.setdefault(_period(table.date(claim), by), set()).add(claim)
    held = [c for _, _, tie in whole.edges(data=True) for claims in tie["evidence"].values() for c in claims]
    found = []
    for name in sorted(periods, key=lambda name: (not name, name)):
        then = restricted(whole, {claim for claim in held if name and _period(table.date(claim), by) == name})
        scores = score(then, measure, weight=weight)
        standing = scores.get(node, 0.0), places(scores).get(node), len(scores)
        found.append(_describe(table, name, periods[name], told, standing))
    return found


@dataclass(frozen=True, slots=True)
class _Told:
    """The claims about a node: all, those where it gives, those where it receives."""

    about: frozenset[str]
    given: frozenset[str]
    received: frozenset[str]


def _told(graph: MultiDiGraph, table: Claims, where: Filter | None, node: str) -> _Told:
    facts = exchange_facts(graph, where)
    given = {claim for fact in facts if fact.supplier == node for claim in fact.claims}
    received = {claim for fact in facts if fact.recipient == node for claim in fact.claims}
    about = given | received | {claim for fact in facts if fact.good == node for claim in fact.claims}
    targets = {claim for claim, _, edge in graph.in_edges(node, data=True) if edge["type"] == "ABOUT"}
    about.update(table.passing(targets))
    return _Told(frozenset(about), frozenset(given), frozenset(received))


def _period(date: str | None, by: str) -> str:
    """The period in which a date lies; empty where it is not known so exactly."""
    width = _WIDTH[by]
    return date[:width] if date is not None and len(date) >= width else ""


def _describe(
    table: Claims, name: str, claims: set[str], told: _Told, standing: tuple[float, int | None, int]
) -> Period:
    words = vocabulary()
    nodes = table.graph.nodes
    return Period(
        name,
        len(claims),
        len(table.articles(claims)),
        _counts((nodes[claim].get("certainty") for claim in claims), words.certainties),
        _counts((nodes[claim].get("stage") for claim in claims), words.stages),
        len(claims & told.given),
        len(claims & told.received),
        *standing,
    )


def _counts(values: Iterable[str | None], order: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    counted = Counter(values)
    return tuple((value, counted[value]) for value in order if counted[value])
