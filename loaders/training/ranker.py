"""A log-linear ranker: the options of each decision compete in one softmax over binary features with fitted weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

#: Steps and size of a step of the optimiser (Adam).
STEPS = 400
RATE = 0.05
#: Features rarer than this are not worth a weight.
LEAST = 3

Floats = NDArray[np.float64]


class Choice(Protocol):
    """One decision: the features of each option, and which are right (one or several)."""

    @property
    def options(self) -> tuple[tuple[str, ...], ...]:
        """The features of each option."""

    @property
    def right(self) -> tuple[bool, ...]:
        """Whether each option is right."""


def _summed(places: NDArray[np.int64], values: Floats, number: int) -> Floats:
    """The sums of the values that share a place."""
    return np.bincount(places, values, minlength=number).astype(np.float64)


class Ranker:
    """A ranker fitted on some decisions; the right options of one share what is right, L2 regularises.

    Args:
        learnt: the decisions; each has a right option.
        penalty: strength of the L2 penalty on a weight.
    """

    def __init__(self, learnt: Sequence[Choice], penalty: float) -> None:
        counts = Counter(f for d in learnt for option in d.options for f in set(option))
        self.names = sorted(name for name, number in counts.items() if number >= LEAST)
        index = {name: i for i, name in enumerate(self.names)}
        pairs = [
            (row, index[f])
            for row, option in enumerate(option for d in learnt for option in d.options)
            for f in option
            if f in index
        ]
        self.rows, self.columns = (np.array(side, dtype=np.int64) for side in zip(*pairs, strict=True))
        self.group = np.array([number for number, d in enumerate(learnt) for _ in d.options])
        self.right = np.array([right for d in learnt for right in d.right])
        self.weights = self._fit(len(learnt), penalty)

    def _fit(self, number: int, penalty: float) -> Floats:
        """Gradient ascent on the log-likelihood of the right options, with Adam."""
        weights: Floats = np.zeros(len(self.names))
        first, second = np.zeros_like(weights), np.zeros_like(weights)
        for step in range(1, STEPS + 1):
            scores = _summed(self.rows, weights[self.columns], len(self.group))
            everything, rightly = self._shares(scores, number), self._shares(scores, number, self.right)
            slope = _summed(self.columns, (rightly - everything)[self.rows], len(weights)) - penalty * weights
            first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
            weights += RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        return weights

    def _shares(self, scores: Floats, number: int, among: NDArray[np.bool_] | None = None) -> Floats:
        """The softmax of the options within each decision, of those `among` the right ones only."""
        powers = np.exp(np.clip(scores, -30, 30)) * (1.0 if among is None else among)
        return np.asarray(powers / _summed(self.group, powers, number)[self.group])

    def table(self) -> dict[str, float]:
        """The weights by feature, rounded to what matters."""
        return {name: round(float(w), 2) for name, w in zip(self.names, self.weights, strict=True) if abs(w) >= 0.01}
