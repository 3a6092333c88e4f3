"""Who stands between groups, and who stands alone between others: brokerage roles and structural holes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis.filters import Filter
from graph.analysis.measures import undirected
from graph.analysis.projections import project

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]


@dataclass(frozen=True, slots=True)
class Broker:
    """A node's brokerage.

    A broker `b` stands on a path `a -> b -> c` where `a` gives nothing to `c` directly. Five roles count these paths
    by the groups of the three:

    Attributes:
        node: id.
        name: name.
        group: its group.
        coordinator: all three in one group.
        consultant: `a` and `c` in one group, the broker in another (also: itinerant broker).
        gatekeeper: `a` in another group; the broker lets in.
        representative: `c` in another group; the broker sends out.
        liaison: three groups.
        brokered: all paths, the sum of the five.
        constraint: Burt's constraint, 0 (many unconnected partners) to above 1 (one partner, or partners that all deal
            with each other).
        effective_size: Burt's effective size: partners less their average number of ties to each other, weighted.
        efficiency: effective size by number of partners, 0 to 1.
    """

    node: str
    name: str
    group: str
    coordinator: int
    consultant: int
    gatekeeper: int
    representative: int
    liaison: int
    brokered: int
    constraint: float
    effective_size: float
    efficiency: float


def brokerage(
    graph: MultiDiGraph,
    *,
    groups: Mapping[str, str] | str = "kind",
    network: str = "exchange",
    weight: str = "claims",
    where: Filter | None = None,
) -> list[Broker]:
    """Brokerage roles and structural holes of every node, most brokered first, then by id.

    Args:
        graph: what `graph.load` read.
        groups: a node attribute whose values are the groups (`kind`: states, organisations, persons …), or the group
            of every node, as communities give it: `{node: str(number) for node, number in found.of().items()}`. A node
            without a group is a group of its own.
        network: one of `NETWORKS`.
        weight: `claims` or `articles`, for the structural holes; roles count paths, not weights.
        where: which claims count.

    Constraint is `sum over partners j of (p_ij + sum over q of p_iq p_qj)^2` with `p_ij` the share of `i`'s weight that
    goes to or comes from `j`.

    Cost: O(sum over nodes of in-degree times out-degree), and for the holes O(sum of squared degrees).

    References:
        Gould and Fernandez, Structures of mediation, Sociological Methodology 19, 1989. Burt, Structural Holes, 1992.

    Raises:
        QuidError: no such network.

    Example:
        >>> from graph.analysis import example
        >>> [(broker.name, broker.brokered) for broker in brokerage(example())]
        [('Iran', 1), ('Sudan', 1), ('Türkiye', 1), ('Cuba', 0)]
    """
    directed = project(graph, network, where)
    plain = undirected(directed, weight)
    named = (
        groups if isinstance(groups, Mapping) else {node: data.get(groups) for node, data in directed.nodes(data=True)}
    )
    group = {node: str(named.get(node) or node) for node in directed}
    brokers = [_broker(directed, plain, group, node, weight) for node in sorted(directed)]
    return sorted(brokers, key=lambda broker: (-broker.brokered, broker.node))


def roles(network: nx.DiGraph[str], group: Mapping[str, str], node: str) -> dict[str, int]:
    """How many paths `a -> node -> c` without an edge `a -> c` the node brokers, by role."""
    counts = dict.fromkeys(("coordinator", "consultant", "gatekeeper", "representative", "liaison"), 0)
    for before in network.predecessors(node):
        for after in network.successors(node):
            if len({before, node, after}) == 3 and not network.has_edge(before, after):
                counts[_role(group[before], group[node], group[after])] += 1
    return counts


def _role(before: str, broker: str, after: str) -> str:
    if before == broker:
        return "coordinator" if after == broker else "representative"
    if after == broker:
        return "gatekeeper"
    return "consultant" if before == after else "liaison"


def _broker(
    directed: nx.DiGraph[str], plain: nx.Graph[str], group: Mapping[str, str], node: str, weight: str
) -> Broker:
    import networkx as nx

    counts = roles(directed, group, node)
    constraint = nx.constraint(plain, [node], weight=weight)[node]
    size = nx.effective_size(plain, [node], weight=weight)[node]
    name = str(directed.nodes[node]["name"])
    partners = plain.degree(node)
    holes = (float(constraint), float(size), float(size / partners) if partners else 0.0)
    return Broker(
        node,
        name,
        group[node],
        **counts,
        brokered=sum(counts.values()),
        constraint=holes[0],
        effective_size=holes[1],
        efficiency=holes[2],
    )
