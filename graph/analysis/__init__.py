"""Analysis of the graph: projections, measures, communities, brokerage, balance, evidence paths, change over time.

Every function takes the `MultiDiGraph` that `graph.load` reads, and returns a plain networkx graph or frozen records.
Everything is deterministic: the same graph and `seed` give the same result, whatever the order of nodes or the hash
seed of the process.

Example:
    >>> from graph.analysis import Filter, example, rank
    >>> [(r.rank, r.name) for r in rank(example(), "weighted_degree")]
    [(1, 'Iran'), (2, 'Sudan'), (3, 'Cuba'), (4, 'Türkiye')]
    >>> [r.name for r in rank(example(), "weighted_degree", where=Filter(categories={"arms"}))]
    ['Iran', 'Sudan', 'Cuba', 'Türkiye']
"""

from __future__ import annotations

# Imported here and now, as some functions are named like their modules: the name must mean the function.
from graph.analysis.balance import Balance, Side, balance, balances
from graph.analysis.brokerage import Broker, brokerage
from graph.analysis.communities import Communities, Community, communities
from graph.analysis.compare import Change, compare
from graph.analysis.example import example
from graph.analysis.filters import Filter
from graph.analysis.flows import Flow, Pair, flows, side_by_side
from graph.analysis.measures import MEASURES, Measure, measure
from graph.analysis.paths import Evidence, EvidencePath, Step, evidence_paths
from graph.analysis.projections import (
    NETWORKS,
    commentary_network,
    exchange_network,
    goods_network,
    sanctions_network,
)
from graph.analysis.ranking import Ranked, rank
from graph.analysis.timeline import Moment, timeline
from graph.analysis.trajectory import Period, trajectory

__all__ = [
    "MEASURES",
    "NETWORKS",
    "Balance",
    "Broker",
    "Change",
    "Communities",
    "Community",
    "Evidence",
    "EvidencePath",
    "Filter",
    "Flow",
    "Measure",
    "Moment",
    "Pair",
    "Period",
    "Ranked",
    "Side",
    "Step",
    "balance",
    "balances",
    "brokerage",
    "commentary_network",
    "communities",
    "compare",
    "evidence_paths",
    "example",
    "exchange_network",
    "flows",
    "goods_network",
    "measure",
    "rank",
    "sanctions_network",
    "side_by_side",
    "timeline",
    "trajectory",
]
