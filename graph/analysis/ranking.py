"""Who weighs most, and how sure that is: a ranking with an interval beside each rank."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis.filters import Filter
from graph.analysis.measures import measure as score
from graph.analysis.projections import project, reweighted
from graph.errors import QuidError

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]

# Scores that differ by less than so many digits of the highest are equal, whatever the processor.
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Ranked:
    """One place of a ranking.

    Attributes:
        rank: 1 is the highest; equals share the better place (1, 2, 2, 4).
        node: the node's id.
        name: its name.
        type: its type, as `Actor`.
        score: the measure, in its own unit.
        low: the better end of the interval of its rank, None without a bootstrap.
        high: the worse end.
        articles: how many articles its edges in the network stand on.
    """

    rank: int
    node: str
    name: str
    type: str
    score: float
    low: int | None
    high: int | None
    articles: int


def rank(
    graph: MultiDiGraph,
    measure: str = "pagerank",
    *,
    network: str = "exchange",
    weight: str = "claims",
    where: Filter | None = None,
    bootstrap: int = 0,
    level: float = 0.9,
    seed: int = 0,
) -> list[Ranked]:
    """Rank the nodes of a network by a measure, highest first, equals by id.

    With `bootstrap`, the articles are drawn anew so many times, with replacement, and every drawing is ranked: `low`
    and `high` are the ranks between which the share `level` of them lies (percentile bootstrap; a node that a drawing
    lacks comes after all others). Few articles make wide intervals; with a single one there is nothing to draw and
    they stay None.

    Args:
        graph: what `graph.load` read.
        measure: one of `MEASURES`.
        network: one of `NETWORKS`.
        weight: `claims` or `articles`: what a tie counts.
        where: which claims count.
        bootstrap: number of drawings, 0 for none; 200 is enough for intervals of 0.9.
        level: share of the drawings within the interval, between 0 and 1.
        seed: of the drawings.

    Cost: that of the measure, times one more than `bootstrap`.

    Raises:
        QuidError: no such measure, network or weight; a level outside (0, 1).

    References:
        Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13. The articles are drawn and not the
        claims, as claims of one article are not independent.

    Example:
        >>> from graph.analysis import example
        >>> for place in rank(example(), "weighted_degree", bootstrap=200):
        ...     print(place.rank, place.name, place.score, f"{place.low}-{place.high}")
        1 Iran 5.0 1-1
        2 Sudan 4.0 1-3
        3 Cuba 3.0 1-3
        4 Türkiye 2.0 3-4
    """
    if not 0 < level < 1:
        raise QuidError(f"level: {level} is not between 0 and 1; 0.9 is usual")
    whole = project(graph, network, where)
    scores = score(whole, measure, weight=weight)
    ranks = places(scores)
    intervals = _intervals(whole, measure, weight, bootstrap, level, seed) if bootstrap else {}
    articles = _articles(whole)
    return [
        Ranked(
            ranks[node],
            node,
            str(whole.nodes[node]["name"]),
            str(whole.nodes[node]["type"]),
            scores[node],
            intervals.get(node, (None, None))[0],
            intervals.get(node, (None, None))[1],
            articles[node],
        )
        for node in sorted(scores, key=lambda node: (ranks[node], node))
    ]


def places(scores: Mapping[str, float]) -> dict[str, int]:
    """The place of every node, 1 for the highest score; equals (to nine digits of the highest score) share the better one."""
    top = max(map(abs, scores.values()), default=0.0) or 1.0
    rounded = {node: round(value / top, _DIGITS) for node, value in scores.items()}
    holders = Counter(rounded.values())
    place, of = 1, {}
    for value in sorted(holders, reverse=True):
        of[value] = place
        place += holders[value]
    return {node: of[value] for node, value in rounded.items()}


def _intervals(
    whole: nx.DiGraph[str], measure: str, weight: str, bootstrap: int, level: float, seed: int
) -> dict[str, tuple[int, int]]:
    names = sorted({article for _, _, data in whole.edges(data=True) for article in data["evidence"]})
    if len(names) < 2:
        return {}
    chance = random.Random(seed)  # noqa: S311 - a sample is no secret
    drawn: dict[str, list[int]] = {node: [] for node in whole}
    for _ in range(bootstrap):
        times = Counter(chance.choices(names, k=len(names)))
        again = reweighted(whole, times)
        ranks = places(score(again, measure, weight=weight))
        for node, found in drawn.items():
            found.append(ranks.get(node, len(ranks) + 1))
    return {node: _percentiles(sorted(found), level) for node, found in drawn.items()}


def _percentiles(ranks: Sequence[int], level: float) -> tuple[int, int]:
    """The two ranks between which the middle share of them lies."""
    beyond = int(len(ranks) * (1 - level) / 2)
    return ranks[beyond], ranks[-1 - beyond]


def _articles(network: nx.DiGraph[str]) -> dict[str, int]:
    held: dict[str, set[str]] = {node: set() for node in network}
    for source, target, data in network.edges(data=True):
        held[source].update(data["evidence"])
        held[target].update(data["evidence"])
    return {node: len(articles) for node, articles in held.items()}
