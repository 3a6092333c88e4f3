"""The two ONNX graphs: word pieces to scores, and pairs of words to relation scores."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from loaders.language.pieces import Pieces

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
States = NDArray[np.float16]

#: Names of the encoder graph's outputs, in order; `Scores` tells their shapes.
OUTPUTS = ("start", "pos", "morph", "lemma", "entity", "arcs", "relation_head", "relation_dependent", "states")
#: Width of a word's states.
STATES = 768


class Scores:
    """What the encoder says of one window of N words; row 0 is the artificial root.

    ``start``: (N,), above 0 where a sentence begins. ``pos``, ``morph``, ``lemma``, ``entity``:
    (N, labels) logits. ``arcs``: (N, N), [dependent, head]. ``relation_head`` and
    ``relation_dependent``: (N, width), the two sides that `Encoder.relations` compares.
    ``states``: (N, `STATES`), what the middle and the last layer make of the word, for other heads to read.
    """

    def __init__(self, values: list[Floats]) -> None:
        self.start, self.pos, self.morph, self.lemma, self.entity = values[:5]
        self.arcs, self.relation_head, self.relation_dependent, self.states = values[5:]


class Encoder:
    """Runs the graphs on one thread: the order of sums, and so the labels, never change.

    Windows are not batched. The int8 products scale by the largest value of the whole input,
    so in a batch the labels of a text would depend on its neighbours; a window of a paragraph
    or two is large enough to be fast.
    """

    def __init__(self, weights: Path) -> None:
        self._words = _session(weights / "encoder.onnx")
        self._relations = _session(weights / "relations.onnx")

    def scores(self, pieces: Pieces) -> Scores:
        """Score one window."""
        feed = {
            "ids": np.asarray(pieces.ids, dtype=np.int64),
            "cases": np.asarray(pieces.cases, dtype=np.int64),
            "first": np.asarray(pieces.first, dtype=np.int64),
            "last": np.asarray(pieces.last, dtype=np.int64),
        }
        return Scores(self._words.run(OUTPUTS, feed))

    def relations(self, scores: Scores, words: Integers, heads: Integers) -> Floats:
        """Return (pairs, labels): the scores of each word's relation to its given head.

        Args:
            scores: the window that the words stand in.
            words: rows of the dependents.
            heads: rows of their heads, as many.
        """
        feed = {"dependent": scores.relation_dependent[words], "head": scores.relation_head[heads]}
        result: Floats = self._relations.run(None, feed)[0]
        return result


def _session(path: Path) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
