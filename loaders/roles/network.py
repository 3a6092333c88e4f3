"""The two int8 networks of the role head under onnxruntime."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from loaders.language.encoder import States
from loaders.roles.labels import Span

TRIGGERS, ROLES = "triggers.onnx", "roles.onnx"
ROLE_INPUTS = ("states", "mask", "path", "start", "end")
#: Words of one batch, padding included.
BATCH_WORDS = 1200

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

    def triggers(self, states: States) -> Floats:
        """The BIO probabilities of each word as a trigger, [word, BIO]."""
        found: Floats = self._triggers.run(None, {"states": states.astype(np.float32)})[0]
        return found

    def roles(self, questions: Sequence[Question], states: States) -> list[Answer]:
        """The answer to each question; role probabilities are of the words of its crop."""
        found: list[Answer | None] = [None] * len(questions)
        for batch in _batches([q.crop[1] - q.crop[0] for q in questions]):
            chosen = [questions[k] for k in batch]
            valid, roles, stage, certainty = self._roles.run(None, _feed(chosen, states))
            for row, (k, question) in enumerate(zip(batch, chosen, strict=True)):
                size = question.crop[1] - question.crop[0]
                found[k] = Answer(float(valid[row]), roles[row, :size], stage[row], certainty[row])
        return [answer for answer in found if answer is not None]


def _feed(questions: Sequence[Question], states: States) -> dict[str, NDArray[np.generic]]:
    sizes = [q.crop[1] - q.crop[0] for q in questions]
    rows = np.zeros((len(questions), max(sizes), states.shape[-1]), np.float32)
    path = np.zeros(rows.shape[:2], np.int64)
    for row, (question, size) in enumerate(zip(questions, sizes, strict=True)):
        rows[row, :size] = states[slice(*question.crop)]
        path[row, :size] = question.paths
    return {
        "states": rows,
        "mask": (np.arange(max(sizes))[None] < np.array(sizes)[:, None]).astype(np.float32),
        "path": path,
        "start": np.array([q.trigger[0] - q.crop[0] for q in questions], np.int64),
        "end": np.array([q.trigger[1] - 1 - q.crop[0] for q in questions], np.int64),
    }


def _batches(sizes: Sequence[int]) -> Iterator[list[int]]:
    """Indexes in batches of like size, small ones first."""
    batch: list[int] = []
    for k in sorted(range(len(sizes)), key=lambda k: (sizes[k], k)):
        if batch and (len(batch) + 1) * sizes[k] > BATCH_WORDS:
            yield batch
            batch = []
        batch.append(k)
    if batch:
        yield batch
