"""Betweenness by Brandes' algorithm, many sources at a time: counting paths is multiplying matrices."""

from __future__ import annotations

import math
from collections.abc import Hashable
from random import Random
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from graph.backend.distances import DEEPEST, TooDeepError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from graph.backend.arrays import Arrays

    Block = NDArray[np.float64]

# Sources at a time: so many that a block of the path counts stays in the processor's cache.
_BLOCK_BYTES = 4_000_000
_MOST_SOURCES = 64
# Where fewer than one in so many edges start at a row in use, only those are multiplied.
_FEW = 4


def betweenness_centrality(
    G: Arrays,  # noqa: N803 - the names of networkx
    k: int | None = None,
    normalized: bool = True,  # noqa: FBT001, FBT002
    weight: None = None,  # noqa: ARG001 - calls that give it go to networkx
    endpoints: bool = False,  # noqa: ARG001, FBT001, FBT002
    seed: Random | None = None,
) -> dict[Any, float]:
    """As `networkx.betweenness_centrality`, with the same pivots under the same seed.

    Cost: O(levels * m) a source, `levels` the length of the longest shortest path.

    References:
        Brandes, J. Math. Sociol. 25, 2001; as products of matrices: Kepner and Gilbert, Graph Algorithms in the
        Language of Linear Algebra, 2011, chapter 6.
    """
    size = len(G)
    if k == size:
        k = None
    pivots = list(range(size)) if k is None else (seed or Random()).sample(list(range(size)), k)  # noqa: S311
    width = max(1, min(_MOST_SOURCES, _BLOCK_BYTES // (8 * max(size, 1))))
    values = np.zeros(size)
    try:
        for first in range(0, len(pivots), width):
            values += _dependencies(G, np.array(pivots[first : first + width]))
    except TooDeepError:
        return _without_blocks(G, pivots if k is not None else None, normalized=normalized)
    return G.by_node(values * _scale(size, pivots if k is not None else None, G.directed, normalized))


def _dependencies(graph: Arrays, sources: NDArray[np.intp]) -> NDArray[np.float64]:
    """What each node adds to the paths from all sources of a block, Brandes' delta, summed over them."""
    paths = np.zeros((len(graph), len(sources)))
    at_source = sources * len(sources) + np.arange(len(sources))
    paths.ravel()[at_source] = 1
    levels = _levels(graph, paths, at_source)
    flat = paths.ravel()
    dependency, share = np.zeros_like(paths), np.zeros_like(paths)
    for above, level in zip(levels[-2::-1], levels[:0:-1], strict=True):
        share.ravel()[level] = (1 + dependency.ravel()[level]) / flat[level]
        back = _spread(graph.pattern, graph.transposed, share, level)
        share.ravel()[level] = 0
        dependency.ravel()[above] = back.ravel()[above] * flat[above]
    dependency.ravel()[at_source] = 0
    return np.asarray(dependency.sum(axis=1))


def _levels(graph: Arrays, paths: Block, at_source: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    """Count the shortest paths to all nodes, in place; the places of the block by their distance."""
    levels = [at_source]
    wave, unseen = paths.copy(), paths == 0
    while True:
        wave = _spread(graph.transposed, graph.pattern, wave, levels[-1])
        wave *= unseen
        level = np.flatnonzero(wave)
        if not len(level):
            return levels
        if len(levels) > DEEPEST:
            raise TooDeepError
        unseen.ravel()[level] = False
        paths.ravel()[level] = wave.ravel()[level]
        levels.append(level)


def _spread(matrix: csr_array, transposed: csr_array, block: Block, places: NDArray[np.intp]) -> Block:
    """`matrix @ block`, where all but the given places of the block are 0."""
    if len(places) * _FEW < block.size:
        rows = np.unique(places // block.shape[1])
        if int(np.diff(transposed.indptr)[rows].sum()) * _FEW < transposed.nnz:
            return np.asarray(transposed[rows].T @ block[rows])
    return np.asarray(matrix @ block)


def _scale(size: int, pivots: list[int] | None, directed: bool, normalized: bool) -> NDArray[np.float64]:  # noqa: FBT001
    """What networkx multiplies with: by pairs, and for pivots by their share of the sources.

    A pivot is no source of paths through itself, so it counts one source less.
    """
    scale = np.ones(size)
    others = size - 1
    if others < 2:
        return scale
    halves = 1 if directed else 2
    chosen = others if pivots is None else len(pivots)
    scale *= 1 / (chosen * (others - 1)) if normalized else others / (chosen * halves)
    if pivots is not None:
        scale[pivots] *= chosen / (chosen - 1) if chosen > 1 else math.nan
    return scale


def _without_blocks(graph: Arrays, pivots: list[int] | None, *, normalized: bool) -> dict[Any, float]:
    """By networkx, for deep graphs."""

    class Chosen(Random):
        def sample(self, population: list[Hashable], _: int) -> list[Hashable]:  # type: ignore[override]
            return [population[place] for place in pivots or ()]

    k = None if pivots is None else len(pivots)
    values: dict[Any, float] = nx.betweenness_centrality(
        graph.to_networkx(), k=k, normalized=normalized, seed=Chosen(), backend="networkx"
    )
    return values
