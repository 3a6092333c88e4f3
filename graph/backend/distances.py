"""Distances in steps from 64 sources at once, one bit each; distances from one source."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.backend.arrays import Arrays

# Deeper graphs go back to networkx: every step costs a look at all edges.
DEEPEST = 256
_BITS = 64
_ONE = np.uint64(1)


class TooDeepError(Exception):
    """A shortest path is longer than `DEEPEST`."""


def closeness_centrality(
    G: Arrays,  # noqa: N803 - the names of networkx
    u: None = None,  # noqa: ARG001 - calls that give it go to networkx
    distance: None = None,  # noqa: ARG001
    wf_improved: bool = True,  # noqa: FBT001, FBT002
) -> dict[Any, float]:
    """As `networkx.closeness_centrality`: by distances to the node, scaled by the share that reaches it."""
    size = len(G)
    total, reached = np.zeros(size), np.zeros(size)
    try:
        for step, rows, new in _waves(G):
            total[rows] += step * new
            reached[rows] += new
    except TooDeepError:
        whole: dict[Any, float] = nx.closeness_centrality(G.to_networkx(), wf_improved=wf_improved, backend="networkx")
        return whole
    values = np.divide(reached, total, out=np.zeros(size), where=total > 0)
    if wf_improved and size > 1:
        values *= reached / (size - 1)
    return G.by_node(values)


def harmonic_centrality(
    G: Arrays,  # noqa: N803
    nbunch: None = None,  # noqa: ARG001
    distance: None = None,  # noqa: ARG001
    sources: None = None,  # noqa: ARG001
) -> dict[Any, float]:
    """As `networkx.harmonic_centrality`: the sum of one over the distances to the node."""
    values = np.zeros(len(G))
    try:
        for step, rows, new in _waves(G):
            values[rows] += new / step
    except TooDeepError:
        sums: dict[Any, Any] = nx.harmonic_centrality(G.to_networkx(), backend="networkx")
        return sums
    return G.by_node(values)


def _waves(graph: Arrays) -> Iterator[tuple[int, NDArray[np.intp], NDArray[np.float64]]]:
    """Breadth-first search from all nodes.

    Yields:
        A number of steps, the rows that have predecessors, and from how many sources of a group each is first
        reached in so many steps.
    """
    size = len(graph)
    inward = graph.transposed
    rows = np.flatnonzero(np.diff(inward.indptr))
    starts, indices = inward.indptr[rows], inward.indices.astype(np.intp)
    for first in range(0, size if len(rows) else 0, _BITS):
        group = np.arange(first, min(first + _BITS, size))
        wave = np.zeros(size, np.uint64)
        wave[group] = _ONE << (group - first).astype(np.uint64)
        seen = wave[rows]
        for step in range(1, DEEPEST + 2):
            new = np.bitwise_or.reduceat(wave[indices], starts) & ~seen
            if not new.any():
                break
            if step > DEEPEST:
                raise TooDeepError
            seen |= new
            wave = np.zeros(size, np.uint64)
            wave[rows] = new
            yield step, rows, np.bitwise_count(new).astype(float)


def single_source_shortest_path_length(
    G: Arrays,  # noqa: N803
    source: Hashable,
    cutoff: None = None,  # noqa: ARG001
) -> dict[Hashable, int]:
    """As `networkx.single_source_shortest_path_length`, in the same order."""
    from scipy.sparse.csgraph import breadth_first_order

    order, before = breadth_first_order(G.pattern, _row(G, source), directed=True, return_predecessors=True)
    where = np.empty(len(G), np.int64)
    where[order] = np.arange(len(order))
    # In breadth-first order the places of predecessors never fall, so a level is where they fall into the one before.
    parents = where[before[order[1:]]]
    steps = np.zeros(len(order), np.int64)
    start, end, step = 0, 1, 0
    while end < len(order):
        start, end, step = end, 1 + int(np.searchsorted(parents, end)), step + 1
        steps[start:end] = step
    return {G.nodes[row]: length for row, length in zip(order.tolist(), steps.tolist(), strict=True)}


def single_source_dijkstra_path_length(
    G: Arrays,  # noqa: N803
    source: Hashable,
    cutoff: None = None,  # noqa: ARG001
    weight: str | None = "weight",
) -> dict[Any, float]:
    """As `networkx.single_source_dijkstra_path_length`, nearest first."""
    from scipy.sparse.csgraph import dijkstra

    matrix = G.matrix(weight)
    row = _row(G, source)
    if matrix.data.size and matrix.data.min() <= 0:
        # SciPy takes a stored zero for no edge, and refuses negative weights.
        found: dict[Any, float] = nx.single_source_dijkstra_path_length(
            G.to_networkx(), source, weight=weight, backend="networkx"
        )
        return found
    lengths = dijkstra(matrix, directed=True, indices=row)
    order = np.argsort(lengths, kind="stable")
    order = order[: np.count_nonzero(np.isfinite(lengths))]
    return {G.nodes[at]: length for at, length in zip(order.tolist(), lengths[order].tolist(), strict=True)}


def _row(graph: Arrays, source: Any) -> int:
    if source not in graph.place:
        raise nx.NodeNotFound(f"Source {source} is not in G")
    return graph.place[source]
