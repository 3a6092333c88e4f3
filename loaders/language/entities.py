"""Entity spans from per-word scores: the best label sequence that is well formed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_FORBIDDEN = -1e9


class EntityDecoder:
    """Viterbi over BIO labels: ``I-X`` may only follow ``B-X`` or ``I-X``."""

    def __init__(self, labels: list[str]) -> None:
        self._labels = labels
        self._penalty = np.array([[0.0 if _may_follow(a, b) else _FORBIDDEN for b in labels] for a in labels])
        self._first = np.array([0.0 if _may_follow("O", b) else _FORBIDDEN for b in labels])

    def spans(self, scores: NDArray[np.floating]) -> list[tuple[int, int, str]]:
        """Return (start, end, type) of the entities in one sentence.

        Args:
            scores: shape (words, labels), logits or log probabilities.
        """
        if len(scores) == 0:
            return []
        plain = scores.argmax(1)
        if not plain.any():
            return []
        if self._first[plain[0]] == 0 and not self._penalty[plain[:-1], plain[1:]].any():
            return self._collect(plain.tolist())  # the best labels alone are well formed
        return self._collect(self._best_path(scores))

    def _best_path(self, scores: NDArray[np.floating]) -> list[int]:
        total = scores[0] + self._first
        back = []
        for row in scores[1:]:
            steps = total[:, None] + self._penalty
            back.append(steps.argmax(0))
            total = steps.max(0) + row
        path = [int(total.argmax())]
        for pointers in reversed(back):
            path.append(int(pointers[path[-1]]))
        return path[::-1]

    def _collect(self, path: list[int]) -> list[tuple[int, int, str]]:
        spans: list[tuple[int, int, str]] = []
        for word, index in enumerate(path):
            position, _, label = self._labels[index].partition("-")
            if position == "B":
                spans.append((word, word + 1, label))
            elif position == "I":
                spans[-1] = (spans[-1][0], word + 1, label)
        return spans


def _may_follow(before: str, after: str) -> bool:
    return not after.startswith("I-") or before[2:] == after[2:]
