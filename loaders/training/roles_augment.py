"""Samples with other names and longer lists, so that the head learns places in a sentence and not who they are."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from loaders.roles.labels import Span
from loaders.training.roles_corpus import Sample, Trigger
from loaders.training.roles_names import STATES

_LISTED = ("supplier", "recipient", "good")
_MAX_GOOD = 3


class Augmenter:
    """Makes variants of samples with the names and goods of the training data itself."""

    def __init__(self, samples: Sequence[Sample], rng: random.Random) -> None:
        self._rng = rng
        self._names: dict[tuple[str, int], list[tuple[str, ...]]] = defaultdict(list)
        self._goods: list[tuple[str, ...]] = []
        for sample in samples:
            for start, end, label in sample.entities:
                self._names[label, end - start].append(tuple(sample.words[start:end]))
            for trigger in sample.triggers:
                for start, end in trigger.roles["good"]:
                    if end - start <= _MAX_GOOD and (start, end) != trigger.span:
                        self._goods.append(tuple(sample.words[start:end]))

    def vary(self, sample: Sample, swap: float, widen: float) -> Sample:
        """Return the sample with other names (probability `swap`) and a longer list (probability `widen`)."""
        if self._rng.random() < swap:
            sample = self._swap(sample)
        if self._rng.random() < widen:
            sample = self._widen(sample)
        return sample

    def _swap(self, sample: Sample) -> Sample:
        """Other states (name, demonym and capital together) and other names of the same kind and length."""
        words = list(sample.words)
        states: dict[int, int] = {}
        taken: set[int] = set()
        for k, word in enumerate(words):
            found = _STATE_OF.get(word)
            if found is not None:
                index, form = found
                if index not in states:
                    states[index] = self._rng.choice([n for n in range(len(STATES)) if n not in states.values()])
                words[k] = STATES[states[index]][form]
                taken.add(k)
        known: dict[tuple[str, ...], tuple[str, ...]] = {}
        for start, end, label in sample.entities:
            pool = self._names.get((label, end - start))
            old = tuple(sample.words[start:end])
            if pool and not taken & set(range(start, end)):
                words[start:end] = known.setdefault(old, self._rng.choice(pool))
        return replace(sample, words=words)

    def _widen(self, sample: Sample) -> Sample:
        """Turn one name or good of an exchange into a list of two or three: "Mali" -> "Mali, Chad and Niger"."""
        options = [
            (role, span)
            for trigger in sample.triggers
            for role in _LISTED
            if len(trigger.roles[role]) == 1
            for span in trigger.roles[role]
            if self._may_grow(sample, trigger, role, span)
        ]
        if not options:
            return sample
        role, span = self._rng.choice(options)
        return _grown(sample, role, span, self._members(role))

    def _may_grow(self, sample: Sample, trigger: Trigger, role: str, span: Span) -> bool:
        others = [s for t in sample.triggers for q, spans in t.roles.items() for s in spans if s != span]
        if any(span[0] < b and a < span[1] for a, b in [*others, *(t.span for t in sample.triggers)]):
            return False
        nearby = sample.words[span[1] : span[1] + 1]
        if nearby and nearby[0] in {",", "and", "or", "'s", "’s", "-"}:
            return False
        before = sample.words[span[0] - 1 : span[0]]
        if before and before[0].lower() in {",", "and", "or", "-"}:
            return False
        if role == "good":
            return span != trigger.span and sample.words[span[1] - 1].islower()
        return any(span == (a, b) for a, b, _ in sample.entities)

    def _members(self, role: str) -> list[tuple[str, ...]]:
        count = self._rng.choice((1, 2, 2))
        if role == "good":
            return [self._rng.choice(self._goods) for _ in range(count)] if self._goods else []
        return [(self._rng.choice(STATES)[0],) for _ in range(count)]


_STATE_OF = {form: (k, j) for k, forms in enumerate(STATES) for j, form in reversed(list(enumerate(forms)))}


def _grown(sample: Sample, role: str, span: Span, members: list[tuple[str, ...]]) -> Sample:
    """The sample with the members put behind the span: `x, a and b`."""
    added: list[str] = []
    found: list[Span] = [span]
    for k, member in enumerate(members):
        added.append("and" if k == len(members) - 1 else ",")
        start = span[1] + len(added)
        added += member
        found.append((start, span[1] + len(added)))
    shift = len(added)

    def moved(s: Span) -> Span:
        return (s[0] + shift * (s[0] >= span[1]), s[1] + shift * (s[1] > span[1]))

    def grown(trigger: Trigger) -> Trigger:
        roles = {
            q: [m for s in spans for m in (found if s == span and q == role else [moved(s)])]
            for q, spans in trigger.roles.items()
        }
        return replace(trigger, span=moved(trigger.span), roles=roles, exchanges=[])

    return replace(
        sample,
        words=[*sample.words[: span[1]], *added, *sample.words[span[1] :]],
        heads=_grown_heads(sample.heads, span, members),
        deps=_grown_deps(sample.deps, span, members),
        lemmas=[*sample.lemmas[: span[1]], *(w.lower() for w in added), *sample.lemmas[span[1] :]],
        entities=[(*moved((a, b)), label) for a, b, label in sample.entities],
        bounds=[b + shift * (b >= span[1]) for b in sample.bounds],
        triggers=[grown(t) for t in sample.triggers],
        negatives=[moved(s) for s in sample.negatives],
    )


def _grown_heads(heads: list[int], span: Span, members: list[tuple[str, ...]]) -> list[int]:
    """Heads with the members as conjuncts of the span's last word, each with its link."""
    shift = sum(1 + len(m) for m in members)
    added: list[int] = []
    for member in members:
        top = span[1] + len(added) + len(member)
        added += [top] * len(member) + [span[1] - 1]
    moved = [h + shift * (h >= span[1]) for h in heads]
    return [*moved[: span[1]], *added, *moved[span[1] :]]


def _grown_deps(deps: list[str], span: Span, members: list[tuple[str, ...]]) -> list[str]:
    added: list[str] = []
    for k, member in enumerate(members):
        added.append("cc" if k == len(members) - 1 else "punct")
        added += ["compound"] * (len(member) - 1) + ["conj"]
    return [*deps[: span[1]], *added, *deps[span[1] :]]
