"""Measures by repeated multiplication with the adjacency matrix."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.backend.arrays import Arrays

Scores = dict[Hashable, float]
# Up to so many nodes all singular vectors are computed, which is exact however close the leading values are.
_DENSE = 300
_EQUAL = 1e-9


def pagerank(
    G: Arrays,  # noqa: N803 - the names of networkx
    alpha: float = 0.85,
    personalization: Mapping[Hashable, float] | None = None,
    max_iter: int = 100,
    tol: float = 1.0e-6,
    nstart: Mapping[Hashable, float] | None = None,
    weight: str | None = "weight",
    dangling: Mapping[Hashable, float] | None = None,
) -> Scores:
    """As `networkx.pagerank`: the same iteration from the same start to the same stop."""
    size = len(G)
    if not size:
        return {}
    matrix = G.matrix(weight)
    out = matrix.sum(axis=1)
    share = np.divide(1.0, out, out=np.zeros(size), where=out != 0)
    inward = matrix.T.tocsr() if G.directed else matrix
    even = np.full(size, 1.0 / size)
    ranks = even if nstart is None else _distribution(G, nstart)
    jump = even if personalization is None else _distribution(G, personalization)
    sink = jump if dangling is None else _distribution(G, dangling)
    is_sink = out == 0
    for _ in range(max_iter):
        last = ranks
        ranks = alpha * (inward @ (last * share) + last[is_sink].sum() * sink) + (1 - alpha) * jump
        if np.abs(ranks - last).sum() < size * tol:
            return G.by_node(ranks)
    raise nx.PowerIterationFailedConvergence(max_iter)


def eigenvector_centrality(
    G: Arrays,  # noqa: N803
    max_iter: int = 100,
    tol: float = 1.0e-6,
    nstart: Mapping[Hashable, float] | None = None,
    weight: str | None = None,
) -> Scores:
    """As `networkx.eigenvector_centrality`: the same iteration from the same start to the same stop."""
    size = len(G)
    if not size:
        raise nx.NetworkXPointlessConcept("cannot compute centrality for the null graph")
    values = np.ones(size) if nstart is None else np.array([nstart[node] for node in G.nodes], dtype=float)
    if not values.any():
        raise nx.NetworkXError("initial vector cannot have all zero values")
    values = values / values.sum()
    matrix = G.matrix(weight)
    inward = matrix.T.tocsr() if G.directed else matrix
    for _ in range(max_iter):
        last = values
        values = last + inward @ last
        values /= np.linalg.norm(values) or 1.0
        if np.abs(values - last).sum() < size * tol:
            return G.by_node(values)
    raise nx.PowerIterationFailedConvergence(max_iter)


def hits(
    G: Arrays,  # noqa: N803
    max_iter: int = 100,
    tol: float = 1.0e-8,
    nstart: None = None,  # noqa: ARG001 - calls that give it go to networkx
    normalized: bool = True,  # noqa: FBT001, FBT002
) -> tuple[Scores, Scores]:
    """As `networkx.hits`, hubs and authorities, but always the same.

    networkx starts at random. Where several singular values are largest, as in a graph of equal parts, its result
    then changes from run to run; this one is the part of the vector of ones that lies in their space.
    """
    size = len(G)
    if not size:
        return {}, {}
    if max_iter <= 0:
        raise nx.PowerIterationFailedConvergence(max_iter)
    matrix = G.matrix("weight")
    authority = _authority(matrix, size, max_iter, tol)
    hub = matrix @ authority
    if normalized:
        with np.errstate(invalid="ignore"):
            hub, authority = hub / hub.sum(), authority / authority.sum()
    return G.by_node(hub), G.by_node(authority)


def _authority(matrix: Any, size: int, max_iter: int, tol: float) -> NDArray[np.float64]:
    """The leading right singular vector of length 1, without negative sum."""
    if size <= _DENSE:
        _, values, vectors = np.linalg.svd(matrix.toarray())
        leading = vectors[values >= values[0] * (1 - _EQUAL)]
        found = leading.T @ (leading @ np.ones(size))
        return np.asarray(found / (np.linalg.norm(found) or 1.0))
    from scipy.sparse.linalg import ArpackNoConvergence, svds

    try:
        _, _, vectors = svds(matrix, k=1, v0=np.ones(size), maxiter=max_iter, tol=tol)
    except ArpackNoConvergence as error:
        raise nx.PowerIterationFailedConvergence(max_iter) from error
    found = vectors.ravel()
    return np.asarray(found if found.sum() >= 0 else -found)


def _distribution(graph: Arrays, given: Mapping[Hashable, float]) -> NDArray[np.float64]:
    """Values by node as shares of their sum; nodes that are not given have none."""
    values = np.array([given.get(node, 0) for node in graph.nodes], dtype=float)
    if values.sum() == 0:
        raise ZeroDivisionError
    return np.asarray(values / values.sum())
