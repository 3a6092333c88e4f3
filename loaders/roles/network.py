"""The two int8 networks of the role head under onnxruntime."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from loaders.language.pieces import Pieces
from loaders.roles.labels import Span

LOWER, UPPER = "lower.onnx", "upper.onnx"
LOWER_INPUTS = ("ids", "case", "mask", "first", "last")
UPPER_INPUTS = ("hidden", "mask", "path", "first", "last", "start", "end")
#: Pieces of one batch, padding included.
BATCH_PIECES = 1500

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Question:
    """A possible trigger of a window, and the words around it that may hold its roles (all counted in the window).

    `paths` are the ids of the ways from the trigger to each word of the crop.
    """

    window: int
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
    """Runs windows through the lower layers and questions through the upper ones, in batches of like length."""

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._lower, self._upper = (
            onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])
            for name in (LOWER, UPPER)
        )

    def triggers(self, windows: Sequence[Pieces]) -> list[tuple[Floats, Floats]]:
        """For each window the hidden states of its pieces and the BIO probabilities of its words as triggers."""
        found: list[tuple[Floats, Floats]] = [(np.empty(0, np.float32),) * 2] * len(windows)
        for batch in _batches([len(p.ids) for p in windows]):
            chosen = [windows[k] for k in batch]
            feed = {
                "ids": _pad([p.ids for p in chosen]),
                "case": _pad([p.cases for p in chosen]),
                "mask": _mask([len(p.ids) for p in chosen]),
                "first": _pad([p.first for p in chosen]),
                "last": _pad([p.last for p in chosen]),
            }
            hidden, scores = self._lower.run(None, feed)
            for row, k in enumerate(batch):
                found[k] = hidden[row], scores[row, 1 : len(windows[k].first)]
        return found

    def roles(self, questions: Sequence[Question], windows: Sequence[Pieces], hidden: Sequence[Floats]) -> list[Answer]:
        """The answer to each question; role probabilities are of the words of its crop."""
        pieces = [_range(windows[q.window], q.crop) for q in questions]
        found: list[Answer | None] = [None] * len(questions)
        for batch in _batches([end - start + 1 for start, end in pieces]):
            feed = _upper_feed([questions[k] for k in batch], [pieces[k] for k in batch], windows, hidden)
            valid, roles, stage, certainty = self._upper.run(None, feed)
            for row, k in enumerate(batch):
                size = questions[k].crop[1] - questions[k].crop[0]
                found[k] = Answer(float(valid[row]), roles[row, 1 : size + 1], stage[row], certainty[row])
        return [answer for answer in found if answer is not None]


def _range(window: Pieces, crop: Span) -> Span:
    return window.first[crop[0] + 1], window.last[crop[1]] + 1


def _upper_feed(
    questions: Sequence[Question], pieces: Sequence[Span], windows: Sequence[Pieces], hidden: Sequence[Floats]
) -> dict[str, NDArray[np.generic]]:
    """The crop of each question behind the state of [CLS], which is word 0."""
    sizes = [end - start + 1 for start, end in pieces]
    states = np.zeros((len(questions), max(sizes), hidden[0].shape[-1]), np.float32)
    path = np.zeros(states.shape[:2], np.int64)
    first, last = [], []
    for row, (q, (start, end)) in enumerate(zip(questions, pieces, strict=True)):
        window, base = windows[q.window], start - 1
        states[row, 0] = hidden[q.window][0]
        states[row, 1 : end - base] = hidden[q.window][start:end]
        more = np.subtract(window.last[q.crop[0] + 1 : q.crop[1] + 1], window.first[q.crop[0] + 1 : q.crop[1] + 1])
        path[row, 1 : end - base] = np.repeat(np.asarray(q.paths), more + 1)
        first.append([0, *(k - base for k in window.first[q.crop[0] + 1 : q.crop[1] + 1])])
        last.append([0, *(k - base for k in window.last[q.crop[0] + 1 : q.crop[1] + 1])])
    return {
        "hidden": states,
        "mask": _mask(sizes),
        "path": path,
        "first": _pad(first),
        "last": _pad(last),
        "start": np.array([q.trigger[0] - q.crop[0] + 1 for q in questions], np.int64),
        "end": np.array([q.trigger[1] - q.crop[0] for q in questions], np.int64),
    }


def _batches(sizes: Sequence[int]) -> Iterator[list[int]]:
    """Indexes in batches of like size, small ones first."""
    batch: list[int] = []
    for k in sorted(range(len(sizes)), key=lambda k: (sizes[k], k)):
        if batch and (len(batch) + 1) * sizes[k] > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(k)
    if batch:
        yield batch


def _pad(lists: Sequence[Sequence[int]]) -> NDArray[np.int64]:
    out = np.zeros((len(lists), max(map(len, lists))), np.int64)
    for row, values in enumerate(lists):
        out[row, : len(values)] = values
    return out


def _mask(sizes: Sequence[int]) -> Floats:
    return (np.arange(max(sizes))[None] < np.array(sizes)[:, None]).astype(np.float32)
