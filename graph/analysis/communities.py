"""Communities: groups of nodes with more ties inside than chance would give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis.filters import Filter
from graph.analysis.measures import undirected
from graph.analysis.projections import project

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]


@dataclass(frozen=True, slots=True)
class Community:
    """One group.

    Attributes:
        number: 1 is the largest.
        nodes: ids, those with the most weight inside first.
        names: their names, in the same order.
        inside: weight of the ties within the group.
        outside: weight of the ties that leave it.
    """

    number: int
    nodes: tuple[str, ...]
    names: tuple[str, ...]
    inside: int
    outside: int


@dataclass(frozen=True, slots=True)
class Communities:
    """A partition of a network.

    Attributes:
        communities: the groups, largest first, equals by their smallest id.
        modularity: how much more of the weight lies inside than chance would put there, -0.5 to 1.
    """

    communities: tuple[Community, ...]
    modularity: float

    def of(self) -> dict[str, int]:
        """The number of the community of every node."""
        return {node: group.number for group in self.communities for node in group.nodes}


def communities(
    graph: MultiDiGraph,
    *,
    network: str = "exchange",
    weight: str = "claims",
    where: Filter | None = None,
    resolution: float = 1.0,
    seed: int = 0,
) -> Communities:
    """Leiden communities of a network without its directions.

    Maximises `Q = sum over groups of (inside/m - resolution (degrees/2m)^2)`, weighted. Every group is connected.

    Args:
        graph: what `graph.load` read.
        network: one of `NETWORKS`.
        weight: `claims` or `articles`.
        where: which claims count.
        resolution: above 1 gives smaller groups, below 1 larger ones.
        seed: of the order in which nodes are tried.

    Cost: near O(m) a round. Reference: Traag, Waltman and van Eck, From Louvain to Leiden, Sci. Rep. 9, 2019.

    Raises:
        QuidError: no such network.

    Example:
        >>> from graph.analysis import example
        >>> found = communities(example())
        >>> [group.names for group in found.communities]
        [('Cuba', 'Türkiye'), ('Iran', 'Sudan')]
    """
    import networkx as nx

    plain = undirected(project(graph, network, where), weight)
    if not plain:
        return Communities((), 0.0)
    parts = nx.community.leiden_communities(plain, weight=weight, resolution=resolution, seed=seed, backend="quid")
    modularity = nx.community.modularity(plain, parts, weight=weight, resolution=resolution)
    ordered = sorted(parts, key=lambda part: (-len(part), min(part)))
    return Communities(
        tuple(_community(graph, plain, part, number, weight) for number, part in enumerate(ordered, 1)),
        float(modularity),
    )


def _community(graph: MultiDiGraph, plain: nx.Graph[str], part: set[str], number: int, weight: str) -> Community:
    within = dict.fromkeys(part, 0)
    beyond = 0
    for node in part:
        for other, data in plain[node].items():
            if other in part:
                within[node] += data[weight]
            else:
                beyond += data[weight]
    nodes = tuple(sorted(part, key=lambda node: (-within[node], node)))
    names = tuple(str(graph.nodes[node]["name"]) for node in nodes)
    return Community(number, nodes, names, sum(within.values()) // 2, beyond)
