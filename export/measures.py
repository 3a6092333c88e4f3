"""How much each thing weighs in the graph, and which things belong together; the same at every run."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import igraph

SEED = 20
# Exact betweenness costs nodes x edges; above so many nodes it is estimated from so many sources.
_EXACT_BETWEENNESS = 3_000
_SOURCES = 200


@dataclass(frozen=True)
class Measures:
    """Per node, each scaled to 0..1000 with the largest at 1000.

    `community` counts from the largest group, 0; nodes without any edge share the last one, `loose` (-1 if there are
    none).
    """

    degree: list[int]
    pagerank: list[int]
    betweenness: list[int]
    community: list[int]
    loose: int


def simple_graph(size: int, edges: Sequence[tuple[int, int]]) -> igraph.Graph:
    """An undirected graph without loops and double edges; `weight` counts how many edges were joined."""
    import igraph

    graph = igraph.Graph(n=size, edges=[edge for edge in edges if edge[0] != edge[1]], directed=False)
    graph.es["weight"] = 1.0
    return graph.simplify(combine_edges={"weight": "sum"})


def measures(size: int, edges: Sequence[tuple[int, int]]) -> Measures:
    """Degree, PageRank, betweenness (estimated above 3,000 nodes) and Leiden communities by modularity."""
    graph = simple_graph(size, edges)
    sources = None
    if size > _EXACT_BETWEENNESS:
        chance = random.Random(SEED)  # noqa: S311 - a sample is no secret
        sources = sorted(chance.sample(range(size), _SOURCES))
    with seeded():
        parts = graph.community_leiden(objective_function="modularity", weights="weight", n_iterations=5)
    community, loose = _by_size(parts.membership, graph.degree())
    return Measures(
        degree=_scaled(graph.degree()),
        pagerank=_scaled(graph.pagerank()),
        betweenness=_scaled(graph.betweenness(directed=False, sources=sources)),
        community=community,
        loose=loose,
    )


@contextmanager
def seeded() -> Iterator[None]:
    """Let igraph draw the same random numbers at every run."""
    import igraph

    igraph.set_random_number_generator(random.Random(SEED))  # noqa: S311 - a layout is no secret
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)


def _scaled(values: Sequence[float]) -> list[int]:
    top = max(values, default=0.0) or 1.0
    return [round(1000 * value / top) for value in values]


def _by_size(membership: list[int], degrees: list[int]) -> tuple[list[int], int]:
    """Communities renumbered: the largest is 0, of equals the one whose first member comes first; loose nodes last."""
    members: dict[int, list[int]] = {}
    for node, community in enumerate(membership):
        if degrees[node] > 0:
            members.setdefault(community, []).append(node)
    order = sorted(members, key=lambda community: (-len(members[community]), members[community][0]))
    rank = {community: number for number, community in enumerate(order)}
    numbers = [rank[community] if degrees[node] > 0 else len(order) for node, community in enumerate(membership)]
    return numbers, len(order) if 0 in degrees else -1
