"""Samples as tensors: the windows of a batch, and one row for each trigger and each word that is none."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch

from loaders.language.pieces import Piecer, Pieces
from loaders.roles.labels import BEGIN, CERTAINTIES, INSIDE, ROLES, STAGES, Span
from loaders.roles.paths import OUTSIDE_ID, TRIGGER_ID, ids
from loaders.roles.windows import crop
from loaders.training.roles_corpus import Sample, Trigger

#: Label that a loss leaves out.
IGNORE = -100
#: Longer texts do not occur; the encoder knows 512 places.
MAX_PIECES = 400
#: Pieces that a trigger's sentence is joined with its neighbours up to, chosen anew each time.
CROP_PIECES = (0, 60, 100)
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
    pieces: Pieces
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Batch:
    """Inputs of the lower and upper part, and the labels."""

    low: dict[str, torch.Tensor]
    triggers: torch.Tensor
    owner: torch.Tensor
    index: torch.Tensor
    up: dict[str, torch.Tensor]
    valid: torch.Tensor
    roles: torch.Tensor
    stage: torch.Tensor
    certainty: torch.Tensor


class Maker:
    """Makes items and batches; knows which words may be triggers."""

    def __init__(
        self,
        piecer: Piecer,
        paths: Mapping[str, int],
        lexicon: frozenset[str],
        ignored: frozenset[str],
        rng: random.Random,
    ) -> None:
        self._piecer, self._paths, self._rng = piecer, paths, rng
        self._lexicon, self._ignored = lexicon, ignored

    def item(self, sample: Sample, negatives: float) -> Item | None:
        """The sample with its triggers and some words of the lexicon that are none (`negatives` for each trigger)."""
        pieces = self._piecer.window(sample.words, [False] * len(sample.words))
        if len(pieces.ids) > MAX_PIECES:
            return None
        marked: list[tuple[Span, Trigger | None]] = [(t.span, t) for t in sample.triggers]
        marked += [(s, None) for s in sample.negatives]
        if sample.complete:
            taken = {k for t in sample.triggers for k in range(*t.span)}
            free = [k for k, w in enumerate(sample.words) if k not in taken and self._possible(sample, k, w)]
            count = round(negatives * max(1, len(sample.triggers)))
            marked += [((k, k + 1), None) for k in self._rng.sample(free, min(count, len(free)))]
        return Item(sample, pieces, [self._row(sample, pieces, span, trigger) for span, trigger in marked])

    def _row(self, sample: Sample, pieces: Pieces, span: Span, trigger: Trigger | None) -> Row:
        if self._rng.random() < PATHLESS:
            paths = dict.fromkeys(range(*span), TRIGGER_ID)
        else:
            paths = ids(sample.tree, sample.sentence(span[0]), span, self._paths)
        seen = crop(pieces, sample.bounds, span[0], self._rng.choice(CROP_PIECES))
        return Row(span, trigger, paths, seen)

    def _possible(self, sample: Sample, k: int, word: str) -> bool:
        return word.lower() in self._lexicon or sample.lemmas[k] in self._lexicon

    def batches(self, items: Sequence[Item], limit: int) -> Iterator[Batch]:
        """Batches of about `limit` pieces, texts of like length together, in random order."""
        groups: list[list[Item]] = [[]]
        for item in sorted(items, key=lambda i: len(i.pieces.ids)):
            if groups[-1] and (len(groups[-1]) + 1) * len(item.pieces.ids) > limit:
                groups.append([])
            groups[-1].append(item)
        self._rng.shuffle(groups)
        for group in groups:
            yield self.batch(group)

    def batch(self, items: Sequence[Item]) -> Batch:
        """The tensors of some texts."""
        rows = [(k, item, row) for k, item in enumerate(items) for row in item.rows]
        low = _pad({"ids": [i.pieces.ids for i in items], "case": [i.pieces.cases for i in items]})
        low["mask"] = _mask([len(i.pieces.ids) for i in items])
        low |= _pad({"first": [i.pieces.first for i in items], "last": [i.pieces.last for i in items]})
        labels = _stack([self._trigger_labels(i) for i in items], IGNORE)
        index, up = _upper(rows)
        cut = [row for _, _, row in rows]
        return Batch(
            low,
            labels,
            torch.tensor([k for k, _, _ in rows], dtype=torch.long),
            index,
            up,
            torch.tensor([float(r.trigger is not None) for r in cut]),
            _role_labels(cut, [i.sample.complete for _, i, _ in rows]),
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
        return [IGNORE, *labels]


def _upper(rows: Sequence[tuple[int, Item, Row]]) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
    index, path, first, last, start, end = [], [], [], [], [], []
    for _, item, row in rows:
        p, (a, b) = item.pieces, row.crop
        base = p.first[a + 1] - 1  # the [CLS] state goes before the crop
        index.append([0, *range(p.first[a + 1], p.last[b] + 1)])
        sizes = [(row.paths.get(w, OUTSIDE_ID), p.last[w + 1] - p.first[w + 1] + 1) for w in range(a, b)]
        path.append([OUTSIDE_ID, *(i for i, n in sizes for _ in range(n))])
        first.append([0, *(p.first[w + 1] - base for w in range(a, b))])
        last.append([0, *(p.last[w + 1] - base for w in range(a, b))])
        start.append(row.span[0] - a + 1)
        end.append(row.span[1] - a)
    up = _pad({"path": path, "first": first, "last": last})
    up["mask"] = _mask([len(i) for i in index])
    up["start"], up["end"] = torch.tensor(start, dtype=torch.long), torch.tensor(end, dtype=torch.long)
    return _stack(index, 0), up


def _role_labels(rows: Sequence[Row], complete: Sequence[bool]) -> torch.Tensor:
    """[row, word, role]; left out where the row is no trigger, or the source does not label the role."""
    width = max((r.crop[1] - r.crop[0] for r in rows), default=0) + 1
    out = torch.full((len(rows), width, len(ROLES)), IGNORE)
    for k, row in enumerate(rows):
        a, b = row.crop
        if row.trigger is not None:
            for j, role in enumerate(ROLES):
                if complete[k] or role != "speaker":
                    out[k, 1 : b - a + 1, j] = torch.tensor(_bio(row.trigger.roles[role], a, b))
    return out


def _bio(found: Sequence[Span], start: int, end: int) -> list[int]:
    labels = [0] * (end - start)
    for a, b in found:
        for k in range(max(a, start), min(b, end)):
            labels[k - start] = BEGIN if k == a else INSIDE
    return labels


def _number(names: Sequence[str], name: str | None) -> int:
    return IGNORE if name is None else names.index(name)


def _stack(lists: Sequence[list[int]], fill: int) -> torch.Tensor:
    width = max((len(x) for x in lists), default=0)
    return torch.tensor([x + [fill] * (width - len(x)) for x in lists], dtype=torch.long)


def _pad(lists: dict[str, list[list[int]]]) -> dict[str, torch.Tensor]:
    return {name: _stack(values, 0) for name, values in lists.items()}


def _mask(sizes: Sequence[int]) -> torch.Tensor:
    width = max(sizes, default=0)
    return torch.tensor([[1.0] * n + [0.0] * (width - n) for n in sizes])
