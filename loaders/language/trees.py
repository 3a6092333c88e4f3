"""The best dependency tree of a sentence under arc scores (Chu-Liu/Edmonds, one root)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Heads = NDArray[np.int64]

_NEVER = -1e9


def best_tree(scores: NDArray[np.floating]) -> Heads:
    """Return the head of each node of the highest-scoring tree with exactly one root word.

    Args:
        scores: shape (n + 1, n + 1), ``scores[dependent, head]``; node 0 is the root.

    Source: Chu and Liu (1965), Edmonds (1967); the single root is found by trying each
    root word of the unconstrained tree, as Dozat and Manning (2017) do.
    """
    heads: Heads = np.asarray(scores.argmax(1), dtype=np.int64)
    heads[0] = 0
    if _is_single_rooted_tree(heads):
        return heads
    full = scores.astype(np.float64)
    heads = _edmonds(full)
    roots = np.flatnonzero(heads[1:] == 0) + 1
    if len(roots) <= 1:
        return heads
    candidates = [_edmonds(_only_root(full, int(root))) for root in roots]
    return max(candidates, key=lambda tree: _total(full, tree))


def _is_single_rooted_tree(heads: Heads) -> bool:
    if np.count_nonzero(heads[1:] == 0) != 1:
        return False
    reached = heads
    for _ in range(len(heads).bit_length()):
        reached = reached[reached]
    return not reached.any()


def _only_root(scores: Scores, root: int) -> Scores:
    limited = scores.copy()
    limited[:, 0] = _NEVER / 2
    limited[root, 0] = scores[root, 0]
    return limited


def _total(scores: Scores, heads: Heads) -> float:
    return float(scores[np.arange(1, len(heads)), heads[1:]].sum())


def _edmonds(scores: Scores) -> Heads:
    scores = scores.copy()
    np.fill_diagonal(scores, _NEVER)
    scores[0] = _NEVER
    heads: Heads = np.asarray(scores.argmax(1), dtype=np.int64)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if not cycle:
        return heads
    return _expand(scores, heads, cycle)


def _find_cycle(heads: Heads) -> list[int]:
    state = [0] * len(heads)  # 0 not seen, 1 on the current path, 2 known to reach the root
    state[0] = 2
    for start in range(1, len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return []


def _expand(scores: Scores, heads: Heads, cycle: list[int]) -> Heads:
    """Contract ``cycle`` to one node, solve the smaller graph, and open the cycle again."""
    inside = np.asarray(cycle)
    rest = np.setdiff1d(np.arange(len(heads)), inside)
    size = len(rest)
    gain = scores[inside] - scores[inside, heads[inside]][:, None]
    small = np.full((size + 1, size + 1), _NEVER)
    small[:size, :size] = scores[np.ix_(rest, rest)]
    leaving = inside[scores[np.ix_(rest, inside)].argmax(1)]
    small[:size, size] = scores[rest, leaving]
    entered = gain[:, rest].argmax(0)
    small[size, :size] = gain[entered, rest]
    solved = _edmonds(small)
    result = heads.copy()
    for k in range(1, size):
        result[rest[k]] = leaving[k] if solved[k] == size else rest[solved[k]]
    entry = int(solved[size])
    result[inside[entered[entry]]] = rest[entry]
    return result
