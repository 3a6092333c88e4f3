"""The two int8 networks of the role head under onnxruntime."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from loaders.roles.labels import Span

TRIGGERS, ROLES = "triggers.onnx", "roles.onnx"
ROLE_INPUTS = ("states", "path", "start", "end")
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Question:
    """A possible trigger, and the words around it that may hold its roles.

    `paths` are the ids of the ways from the trigger to each word of the crop.
    """

    trigger: Span
    crop: Span
    paths: Sequence[int]


@dataclass(frozen=True, slots=True)
class Answer:
    """Probabilities: that the trigger is one; of each word's labels [word, role, BIO]; of stages and certainties."""

    valid: float
    roles: Floats
    stage: Floats
    certainty: Floats


class Network:
    """Reads the states that the parser's encoder left of each word (see `loaders.language.encoder.Scores`)."""

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._triggers, self._roles = (
            onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])
            for name in (TRIGGERS, ROLES)
        )

    def triggers(self, states: Floats) -> Floats:
        """The BIO probabilities of each word as a trigger, [word, BIO]."""
        found: Floats = self._triggers.run(None, {"states": states})[0]
        return found

    def roles(self, question: Question, states: Floats) -> Answer:
        """The answer to a question; role probabilities are of the words of its crop.

        Questions are not batched, so that no answer depends on its neighbours (see `loaders.language.encoder.Encoder`).
        """
        start = question.crop[0]
        feed = {
            "states": states[slice(*question.crop)],
            "path": np.array(question.paths, np.int64),
            "start": np.array(question.trigger[0] - start, np.int64),
            "end": np.array(question.trigger[1] - 1 - start, np.int64),
        }
        valid, roles, stage, certainty = self._roles.run(None, feed)
        return Answer(float(valid), roles, stage, certainty)
