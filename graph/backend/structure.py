"""Components, cores and communities."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from random import Random
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.backend.arrays import Arrays

# Full rounds of Leiden, each from what the one before has found: in small graphs the last bit of modularity costs
# nothing, in large ones two rounds are what other libraries do.
_ROUNDS_SMALL, _ROUNDS = 10, 2
_SMALL = 20_000


def connected_components(G: Arrays) -> Iterator[set[Hashable]]:  # noqa: N803 - the names of networkx
    """As `networkx.connected_components`, in the order of their first nodes."""
    return _components(G, "weak")


def weakly_connected_components(G: Arrays) -> Iterator[set[Hashable]]:  # noqa: N803
    """As `networkx.weakly_connected_components`, in the order of their first nodes."""
    return _components(G, "weak")


def strongly_connected_components(G: Arrays) -> Iterator[set[Hashable]]:  # noqa: N803
    """As `networkx.strongly_connected_components`: no edge leads from a component to a later one."""
    return _components(G, "strong")


def _components(graph: Arrays, connection: str) -> Iterator[set[Hashable]]:
    from scipy.sparse.csgraph import connected_components as components

    _, labels = components(graph.pattern, directed=graph.directed, connection=connection)
    parts = _groups(labels)
    # SciPy numbers strong components as it completes them, those without a way out first, as networkx does.
    ordered = parts if connection == "strong" else sorted(parts)
    return ({graph.nodes[row] for row in part} for part in ordered)


def _groups(labels: NDArray[np.integer]) -> list[list[int]]:
    """The rows by label, groups by label, rows within them in order."""
    if not len(labels):
        return []
    order = np.argsort(labels, kind="stable")
    starts = np.flatnonzero(np.diff(labels[order])) + 1
    return [part.tolist() for part in np.split(order, starts)]


def core_number(G: Arrays) -> dict[Hashable, int]:  # noqa: N803
    """As `networkx.core_number`: layer by layer, all nodes of a layer at a time.

    Reference: Batagelj and Zaversnik, An O(m) algorithm for cores decomposition of networks, 2003.
    """
    if np.any(G.indices == G.rows):
        raise nx.NetworkXNotImplemented("Input graph has self loops which is not permitted")
    indptr, indices = _neighbours(G)
    degree = np.diff(indptr)
    core = np.zeros(len(G), np.int64)
    left = np.ones(len(G), bool)
    rows = np.arange(len(G))
    k = 0
    while len(rows):
        k = max(k, int(degree[rows].min()))
        layer = rows[degree[rows] <= k]
        while len(layer):
            core[layer], left[layer] = k, False
            ends = indices[_spans(indptr[layer], _lengths(indptr, layer))]
            ends = ends[left[ends]]
            np.subtract.at(degree, ends, 1)
            layer = np.unique(ends[degree[ends] <= k])
        rows = rows[left[rows]]
    return G.by_node(core)


def _lengths(indptr: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many entries rows have."""
    return np.asarray(indptr[rows + 1] - indptr[rows])


def _neighbours(graph: Arrays) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows of all neighbours; in a directed graph those of both directions, one after the other."""
    if not graph.directed:
        return graph.indptr, graph.indices.astype(np.int64)
    ends = np.concatenate((graph.rows, graph.indices)).astype(np.int64)
    others = np.concatenate((graph.indices, graph.rows)).astype(np.int64)
    counts = np.bincount(ends, minlength=len(graph))
    return np.concatenate(([0], np.cumsum(counts))), others[np.argsort(ends, kind="stable")]


def _spans(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """`start, start + 1, …` for every start, so many as its length, one after the other."""
    before = np.cumsum(lengths) - lengths
    return np.repeat(starts - before, lengths) + np.arange(int(lengths.sum()))


def leiden_communities(
    G: Arrays,  # noqa: N803
    weight: str | None = "weight",
    resolution: float = 1,
    max_level: None = None,  # noqa: ARG001 - calls that give it are refused
    seed: Random | None = None,
) -> list[set[Hashable]]:
    """Leiden communities by modularity, largest first, equals in the order of their first nodes.

    Reference: Traag, Waltman and van Eck, From Louvain to Leiden, Sci. Rep. 9, 2019.

    Raises:
        NotImplementedError: some weight is negative.
    """
    from graspologic_native import leiden_csr

    matrix = G.matrix(weight)
    if not matrix.data.any():
        return [{node} for node in G.nodes]
    if matrix.data.min() < 0:
        raise NotImplementedError("Leiden communities need weights that are not negative")
    _, found = leiden_csr(
        matrix.indptr.astype(np.int64),
        matrix.indices.astype(np.int32),
        matrix.data,
        len(G),
        resolution=float(resolution),
        iterations=_ROUNDS_SMALL if matrix.nnz <= _SMALL else _ROUNDS,
        seed=(seed or Random()).getrandbits(63),  # noqa: S311 - no secret
    )
    labels = np.fromiter((found.get(row, -1 - row) for row in range(len(G))), np.int64, len(G))
    parts = sorted(_groups(labels), key=lambda part: (-len(part), part[0]))
    return [{G.nodes[row] for row in part} for part in parts]
