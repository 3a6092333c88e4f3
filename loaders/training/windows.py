"""Windows of consecutive sentences, and batches of them as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from loaders.language.labels import Labels
from loaders.language.pieces import Piecer, Pieces
from loaders.training.sentences import Document, Sentence

#: Target that the loss leaves out.
IGNORE = -100
#: Most pieces in a window; a longer sentence is left out of training.
MAX_PIECES = 220
#: Part of the windows that hold one sentence only.
SINGLE = 0.25
#: Part of the sentences written in other capitals, as headlines are.
RECASED = 0.06
#: How likely a paragraph break is marked before a sentence, by how the one before it ends.
BREAK_AFTER_END, BREAK_AFTER_OTHER = 0.15, 0.9
SHORT_WORD = 3
_CLOSING = frozenset("\"'”’)]»")
_FINAL = (".", "?", "!", "…", ":")

TARGETS = ("start", "pos", "morph", "lemma", "head", "dep", "entity", "sentence")


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces and, per word (the root included), the index of each gold label or `IGNORE`."""

    pieces: Pieces
    targets: dict[str, list[int]]


class WindowMaker:
    """Cuts documents into windows at random and looks up their labels."""

    def __init__(self, piecer: Piecer, labels: Labels, seed: int) -> None:
        self._piecer = piecer
        self._random = random.Random(seed)  # noqa: S311 - shuffling, no secret
        self._index = {
            name: {label: k for k, label in enumerate(getattr(labels, name))}
            for name in ("pos", "morph", "lemma", "dep", "entity")
        }

    def epoch(self, documents: list[Document]) -> list[Window]:
        """Return windows that hold each sentence once, with new cuts at each call."""
        return [
            self.window([self._recase(sentence) for sentence in group])
            for document in documents
            for group in self._cut(document)
        ]

    def window(self, sentences: list[Sentence]) -> Window:
        """Return one window over these sentences."""
        words = [word for sentence in sentences for word in sentence.words]
        pieces = self._piecer.window(words, self._breaks(sentences))
        targets: dict[str, list[int]] = {name: [IGNORE] for name in TARGETS}
        offset = 0
        for number, sentence in enumerate(sentences):
            self._add(targets, sentence, offset, number)
            offset += len(sentence.words)
        return Window(pieces, targets)

    def _cut(self, document: Document) -> Iterator[list[Sentence]]:
        group: list[Sentence] = []
        size, budget = 0, self._budget()
        for sentence in document:
            length = 1 + sum(len(self._piecer.word(word)[0]) for word in sentence.words)
            if length > MAX_PIECES:
                continue
            if group and size + length > budget:
                yield group
                group, size, budget = [], 0, self._budget()
            group.append(sentence)
            size += length
        if group:
            yield group

    def _budget(self) -> int:
        return 0 if self._random.random() < SINGLE else self._random.randint(40, MAX_PIECES)

    def _recase(self, sentence: Sentence) -> Sentence:
        """Now and then write a sentence in other capitals; its lemmas then stay out of the loss."""
        if self._random.random() >= RECASED:
            return sentence
        write = self._random.choice((str.upper, str.title, _headline, str.lower))
        return replace(sentence, words=[write(word) for word in sentence.words], lemmas=[])

    def _breaks(self, sentences: list[Sentence]) -> list[bool]:
        breaks: list[bool] = []
        before: list[str] = []
        for sentence in sentences:
            chance = BREAK_AFTER_END if _is_final(before) else BREAK_AFTER_OTHER
            broken = bool(sentence.heads) and self._random.random() < chance
            breaks += [broken] + [False] * (len(sentence.words) - 1)
            before = sentence.words
        return breaks

    def _add(self, targets: dict[str, list[int]], sentence: Sentence, offset: int, number: int) -> None:
        size = len(sentence.words)
        blank = [IGNORE] * size
        parsed = bool(sentence.heads)
        targets["start"] += [1] + [0] * (size - 1) if parsed else blank
        targets["head"] += [head + offset if head else 0 for head in sentence.heads] or blank
        targets["sentence"] += [number] * size
        layers = {
            "pos": sentence.pos,
            "morph": sentence.morphs,
            "lemma": sentence.lemmas,
            "dep": sentence.deps,
            "entity": sentence.entities,
        }
        for name, values in layers.items():
            targets[name] += [self._index[name].get(value, IGNORE) for value in values] or blank


def batches(windows: list[Window], max_pieces: int, rng: random.Random) -> Iterator[list[Window]]:
    """Group windows of like length, at most ``max_pieces`` padded pieces, in random order."""
    order = sorted(windows, key=lambda window: len(window.pieces.ids) * rng.uniform(0.9, 1.1))
    groups: list[list[Window]] = []
    current: list[Window] = []
    longest = 0
    for window in order:
        longest = max(longest, len(window.pieces.ids))
        if current and (len(current) + 1) * longest > max_pieces:
            groups.append(current)
            current, longest = [], len(window.pieces.ids)
        current.append(window)
    if current:
        groups.append(current)
    rng.shuffle(groups)
    yield from groups


def collate(group: list[Window]) -> dict[str, Tensor]:
    """Pad a batch: what `collate_pieces` returns, and targets of (B, N) under ``TARGETS``."""
    batch = collate_pieces([window.pieces for window in group])
    for name in TARGETS:
        batch[name] = _pad([window.targets[name] for window in group], IGNORE)
    return batch


def collate_pieces(group: Sequence[Pieces]) -> dict[str, Tensor]:
    """Pad the inputs of the encoder: ids, cases and mask of (B, T), first and last of (B, N)."""
    fields = {
        "ids": [pieces.ids for pieces in group],
        "cases": [pieces.cases for pieces in group],
        "mask": [[1] * len(pieces.ids) for pieces in group],
        "first": [pieces.first for pieces in group],
        "last": [pieces.last for pieces in group],
    }
    batch = {name: _pad(rows, 0) for name, rows in fields.items()}
    return batch | {"mask": batch["mask"].float()}


def _pad(rows: list[list[int]], value: int) -> Tensor:
    longest = max(map(len, rows))
    return torch.tensor([row + [value] * (longest - len(row)) for row in rows])


def _headline(word: str) -> str:
    """Capitalise all but the short words."""
    return word[:1].upper() + word[1:] if len(word) > SHORT_WORD else word


def _is_final(words: list[str]) -> bool:
    for word in reversed(words):
        if word not in _CLOSING:
            return word.endswith(_FINAL)
    return False
