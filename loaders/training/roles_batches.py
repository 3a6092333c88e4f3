"""Samples as tensors: the words of a batch, and one row for each trigger and each word that is none."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import torch

from loaders.roles.crop import crop
from loaders.roles.labels import BEGIN, CERTAINTIES, INSIDE, ROLES, STAGES, Span
from loaders.roles.paths import OUTSIDE_ID, TRIGGER_ID, ids
from loaders.training.roles_corpus import Sample, Trigger

#: Label that a loss leaves out.
IGNORE = -100
#: Words that a trigger's sentence is joined with its neighbours up to, chosen anew each time.
CROP_WORDS = (0, 0, 36)
#: Most words of a crop.
MAX_CROP = 48
#: Share of the rows that are learnt without the parse.
PATHLESS = 0.1


@dataclass(frozen=True, slots=True)
class Row:
    """One marked word or span of a text, with its trigger where it is one."""

    span: Span
    trigger: Trigger | None
    paths: dict[int, int]
    crop: Span


@dataclass(frozen=True, slots=True)
class Item:
    """A text to be learnt from."""

    sample: Sample
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Batch:
    """Labels of all words of the texts (`triggers`), and the inputs and labels of each row.

    `where` [row, place] is the number of each word of a row's crop among all words of `texts`, one after the other.
    """

    texts: list[Sample]
    where: torch.Tensor
    triggers: torch.Tensor
    crops: dict[str, torch.Tensor]
    valid: torch.Tensor
    roles: torch.Tensor
    stage: torch.Tensor
    certainty: torch.Tensor


class Maker:
    """Makes items and batches; knows which words may be triggers."""

    def __init__(
        self,
        paths: Mapping[str, int],
        lexicon: frozenset[str],
        ignored: frozenset[str],
        rng: random.Random,
    ) -> None:
        self._paths, self._rng = paths, rng
        self._lexicon, self._ignored = lexicon, ignored

    def item(self, sample: Sample, negatives: float) -> Item:
        """The sample with its triggers and some words of the lexicon that are none (`negatives` for each trigger)."""
        marked: list[tuple[Span, Trigger | None]] = [(t.span, t) for t in sample.triggers]
        marked += [(s, None) for s in sample.negatives]
        if sample.complete:
            taken = {k for t in sample.triggers for k in range(*t.span)}
            free = [k for k, w in enumerate(sample.words) if k not in taken and self._possible(sample, k, w)]
            count = round(negatives * max(1, len(sample.triggers)))
            marked += [((k, k + 1), None) for k in self._rng.sample(free, min(count, len(free)))]
        return Item(sample, [self._row(sample, span, trigger) for span, trigger in marked])

    def _row(self, sample: Sample, span: Span, trigger: Trigger | None) -> Row:
        if self._rng.random() < PATHLESS:
            paths = dict.fromkeys(range(*span), TRIGGER_ID)
        else:
            paths = ids(sample.tree, sample.sentence(span[0]), span, self._paths)
        return Row(span, trigger, paths, crop(sample.bounds, span[0], self._rng.choice(CROP_WORDS), MAX_CROP))

    def _possible(self, sample: Sample, k: int, word: str) -> bool:
        return word.lower() in self._lexicon or sample.lemmas[k] in self._lexicon

    def batches(self, items: Sequence[Item], limit: int) -> Iterator[Batch]:
        """Batches of about `limit` words in crops, texts of like length together, in random order."""
        groups: list[list[Item]] = [[]]
        size = 0
        for item in sorted(items, key=lambda item: len(item.sample.words) * self._rng.uniform(0.8, 1.25)):
            added = _longest(item) * max(1, len(item.rows))
            if groups[-1] and size + added > limit:
                groups.append([])
                size = 0
            groups[-1].append(item)
            size += added
        self._rng.shuffle(groups)
        for group in groups:
            yield self.batch(group)

    def batch(self, items: Sequence[Item]) -> Batch:
        """The tensors of some texts."""
        rows = [(item, row) for item in items for row in item.rows]
        cut = [row for _, row in rows]
        labels = [label for item in items for label in self._trigger_labels(item)]
        where, crops = _crops(items)
        return Batch(
            [item.sample for item in items],
            where,
            torch.tensor(labels, dtype=torch.long),
            crops,
            torch.tensor([float(r.trigger is not None) for r in cut]),
            _role_labels(cut, [item.sample.complete for item, _ in rows]),
            torch.tensor([_number(STAGES, r.trigger.stage if r.trigger else None) for r in cut], dtype=torch.long),
            torch.tensor(
                [_number(CERTAINTIES, r.trigger.certainty if r.trigger else None) for r in cut], dtype=torch.long
            ),
        )

    def _trigger_labels(self, item: Item) -> list[int]:
        """BIO of the triggers; in a text that is not completely labelled, words that may be one are left out."""
        sample = item.sample
        labels = _bio([t.span for t in sample.triggers], 0, len(sample.words))
        if not sample.complete:
            known = {k for s in sample.negatives for k in range(*s)}
            for k, word in enumerate(sample.words):
                unsure = word.lower() in self._ignored or sample.lemmas[k] in self._ignored
                if not labels[k] and unsure and k not in known:
                    labels[k] = IGNORE
        return labels


def _longest(item: Item) -> int:
    return max((row.crop[1] - row.crop[0] for row in item.rows), default=1)


def _crops(items: Sequence[Item]) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
    """`Batch.where`, and the inputs of `roles_model.Roles` but for the states."""
    offsets = accumulate((len(item.sample.words) for item in items), initial=0)
    rows = [(offset, row) for offset, item in zip(offsets, items, strict=False) for row in item.rows]
    sizes = [row.crop[1] - row.crop[0] for _, row in rows]
    width = max(sizes, default=0)
    where = np.zeros((len(rows), width), np.int64)
    path = np.full((len(rows), width), OUTSIDE_ID, np.int64)
    for k, (offset, row) in enumerate(rows):
        where[k, : sizes[k]] = np.arange(*row.crop) + offset
        path[k, : sizes[k]] = [row.paths.get(w, OUTSIDE_ID) for w in range(*row.crop)]
    mask = (np.arange(width)[None] < np.array(sizes, np.int64)[:, None]).astype(np.float32)
    return torch.from_numpy(where), {
        "mask": torch.from_numpy(mask),
        "path": torch.from_numpy(path),
        "start": torch.tensor([row.span[0] - row.crop[0] for _, row in rows], dtype=torch.long),
        "end": torch.tensor([row.span[1] - 1 - row.crop[0] for _, row in rows], dtype=torch.long),
    }


def _role_labels(rows: Sequence[Row], complete: Sequence[bool]) -> torch.Tensor:
    """[row, word, role]; left out where the row is no trigger, or the source does not label the role."""
    width = max((r.crop[1] - r.crop[0] for r in rows), default=0)
    out = torch.full((len(rows), width, len(ROLES)), IGNORE)
    for k, row in enumerate(rows):
        a, b = row.crop
        if row.trigger is not None:
            for j, role in enumerate(ROLES):
                if complete[k] or role != "speaker":
                    out[k, : b - a, j] = torch.tensor(_bio(row.trigger.roles[role], a, b))
    return out


def _bio(found: Sequence[Span], start: int, end: int) -> list[int]:
    labels = [0] * (end - start)
    for a, b in found:
        for k in range(max(a, start), min(b, end)):
            labels[k - start] = BEGIN if k == a else INSIDE
    return labels


def _number(names: Sequence[str], name: str | None) -> int:
    return IGNORE if name is None else names.index(name)
