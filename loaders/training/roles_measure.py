"""How good the role head is on labelled samples: ``python -m loaders.training.roles_measure SAMPLES WEIGHTS``."""

from __future__ import annotations

import argparse
import pickle
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from loaders.language.analyser import Analyser
from loaders.language.load import WEIGHTS
from loaders.roles import RoleHead
from loaders.roles.head import Found, Text
from loaders.roles.labels import ROLES, Sides, Span, overlap
from loaders.training.roles_corpus import DEV_BLOCKS, TEST_BLOCKS, Sample, Trigger


@cache
def _analyser() -> Analyser:
    return Analyser(WEIGHTS)


def text(sample: Sample) -> Text:
    """The sample as the head reads it."""
    return Text(sample.bounds, sample.tree, _analyser().states(sample.words, sample.bounds))


def f1(right: int, predicted: int, gold: int) -> float:
    """F1 in percent."""
    return round(200 * right / max(1, predicted + gold), 1)


def matches(predicted: Sequence[Sides], gold: Sequence[Sides], same: Callable[[Sides, Sides], bool]) -> int:
    """Size of a greedy one-to-one matching, exact pairs first."""
    rest = list(gold)
    count = 0
    for one in sorted(predicted, key=lambda p: p not in rest):
        hit = next((k for k, other in enumerate(rest) if same(one, other)), None)
        if hit is not None:
            rest.pop(hit)
            count += 1
    return count


def same_sides(one: Sides, other: Sides) -> bool:
    """Whether all three sides overlap, or are absent in both."""
    return all(
        (a is None) == (b is None) and (a is None or b is None or overlap(a, b))
        for a, b in zip(one, other, strict=True)
    )


def same_two(one: Sides, other: Sides) -> bool:
    """Whether the good and at least one side overlap."""
    hits = [a is not None and b is not None and overlap(a, b) for a, b in zip(one, other, strict=True)]
    return hits[2] and any(hits[:2])


def score(samples: Sequence[Sample], found: Sequence[Sequence[Found]]) -> dict[str, Any]:
    """F1 of triggers, roles (exact, overlap, by role) and exchanges; stage, certainty over triggers found."""
    c: Counter[object] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    for sample, predicted in zip(samples, found, strict=True):
        rest = list(predicted)
        c["tp"] += len(rest)
        for trigger in sample.triggers:
            hit = next((f for f in rest if overlap(f.trigger, trigger.span)), None)
            c["tg"] += 1
            if hit is not None:
                rest.remove(hit)
                c["tt"] += 1
                _labels(trigger, hit, c, wrong)
            _roles(trigger, hit, c)
        for extra in rest if sample.complete else ():
            for role in ROLES:
                c[role, "p"] += len(extra.roles[role])
        ours = [s for f in predicted for s in f.sides]
        gold = [s for t in sample.triggers for s in t.exchanges]
        c["ep"] += len(ours)
        c["eg"] += len(gold)
        c["et"] += matches(ours, gold, same_sides)
        c["e2"] += matches(ours, gold, same_two)
    total = {k: sum(c[q, k] for q in ROLES) for k in "pgox"}
    return {
        "trigger P R F": (
            round(100 * c["tt"] / max(1, c["tp"]), 1),
            round(100 * c["tt"] / max(1, c["tg"]), 1),
            f1(c["tt"], c["tp"], c["tg"]),
        ),
        "exact": f1(total["x"], total["p"], total["g"]),
        "overlap": f1(total["o"], total["p"], total["g"]),
        "roles": {q: (f1(c[q, "o"], c[q, "p"], c[q, "g"]), c[q, "g"]) for q in ROLES},
        "exchange P R F": (
            round(100 * c["et"] / max(1, c["ep"]), 1),
            round(100 * c["et"] / max(1, c["eg"]), 1),
            f1(c["et"], c["ep"], c["eg"]),
        ),
        "good and a side": f1(c["e2"], c["ep"], c["eg"]),
        "stage": round(100 * c["stage"] / max(1, c["labelled"]), 1),
        "certainty": round(100 * c["certainty"] / max(1, c["labelled"]), 1),
        "not asserted called asserted": (c["loose"], c["other"]),
        "asserted called otherwise": (c["tight"], c["labelled"] - c["other"]),
        "confusion": {f"{a}>{b}": n for (a, b), n in wrong.most_common()},
    }


def _labels(trigger: Trigger, hit: Found, c: Counter[object], wrong: Counter[tuple[str, str]]) -> None:
    if trigger.stage is None or trigger.certainty is None:
        return
    c["labelled"] += 1
    c["stage"] += trigger.stage == hit.stage
    c["certainty"] += trigger.certainty == hit.certainty
    asserted = trigger.certainty == "asserted"
    c["other"] += not asserted
    c["loose"] += not asserted and hit.certainty == "asserted"
    c["tight"] += asserted and hit.certainty != "asserted"
    for one, two in ((trigger.stage, hit.stage), (trigger.certainty, hit.certainty)):
        if one != two:
            wrong[one, two] += 1


def _roles(trigger: Trigger, hit: Found | None, c: Counter[object]) -> None:
    for role in ROLES:
        gold: list[Span] = trigger.roles[role]
        ours = list(hit.roles[role]) if hit else []
        c[role, "g"] += len(gold)
        c[role, "p"] += len(ours)
        c[role, "x"] += len(set(gold) & set(ours))
        rest = list(gold)
        for span in sorted(ours, key=lambda s: s not in gold):
            k = next((k for k, other in enumerate(rest) if overlap(span, other)), None)
            if k is not None:
                rest.pop(k)
                c[role, "o"] += 1


def sets(data: dict[str, list[Sample]]) -> dict[str, list[Sample]]:
    """The sets that are reported: development, test by kind, and all of the test."""
    passages = data["passages"]
    out = {"dev": [s for s in passages if s.block in DEV_BLOCKS]}
    for block in sorted(TEST_BLOCKS):
        out[f"test {block}"] = [s for s in passages if s.block == block]
    out["test 2+w4"] = out["test 2"] + out["test w4"]
    out["nti"] = [s for s in data["running"] if s.triggers]
    return out


def main() -> None:
    """Print the scores with given and with found triggers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("samples", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--sets", nargs="*")
    args = parser.parse_args()
    head = RoleHead(args.weights)
    data: dict[str, list[Sample]] = pickle.loads(args.samples.read_bytes())  # noqa: S301
    for name, samples in sets(data).items():
        if args.sets and name not in args.sets:
            continue
        given = [head.find(text(s), [t.span for t in s.triggers], only_known=True) for s in samples]
        print(f"== {name}: {len(samples)} texts, {sum(len(s.triggers) for s in samples)} triggers")
        print("given", score(samples, given))
        if name != "nti":
            print("found", score(samples, [head.find(text(s)) for s in samples]))


if __name__ == "__main__":
    main()
