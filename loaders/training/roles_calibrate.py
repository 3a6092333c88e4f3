"""Chooses the role head's thresholds and confidence on labelled samples, and shows how reliable it is.

``python -m loaders.training.roles_calibrate SAMPLES WEIGHTS`` writes `settings.json` from the development blocks
(``--blocks`` names others) and prints a reliability table.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from loaders.roles import RoleHead
from loaders.roles.head import Found, Settings
from loaders.roles.labels import Sides
from loaders.training.roles_corpus import DEV_BLOCKS, Sample
from loaders.training.roles_measure import same_sides, score, text

ACCEPT = (0.3, 0.5, 0.7)
#: At most this share of what is not asserted may be called asserted.
LOOSE = 0.12
ASSERTED = (0.5, 0.6, 0.7, 0.8)


def choose_accept(head: RoleHead, samples: Sequence[Sample]) -> float:
    """The trigger threshold with the best F1 of exchanges; of equal ones the lowest."""
    best = []
    for accept in ACCEPT:
        head.settings = replace(head.settings, accept=accept)
        result = score(samples, [head.find(text(s)) for s in samples])
        print("accept", accept, result["exchange P R F"], "triggers", result["trigger P R F"])
        best.append((result["exchange P R F"][2], -accept, accept))
    return max(best)[2]


def choose_asserted(head: RoleHead, samples: Sequence[Sample]) -> float:
    """The threshold of `asserted` that keeps certainty best, among those that call few other claims asserted."""
    options = []
    for asserted in ASSERTED:
        head.settings = replace(head.settings, asserted=asserted)
        result = score(samples, [head.find(text(s), [t.span for t in s.triggers], only_known=True) for s in samples])
        loose, other = result["not asserted called asserted"]
        print(
            "asserted",
            asserted,
            "certainty",
            result["certainty"],
            "loose",
            loose,
            other,
            result["asserted called otherwise"],
        )
        options.append((loose > LOOSE * other, -result["certainty"], asserted))
    return min(options)[2]


def judged(head: RoleHead, samples: Sequence[Sample]) -> list[tuple[Found, Sides, bool]]:
    """Every exchange found, and whether it is one of the gold exchanges of its text."""
    out = []
    for sample in samples:
        gold = [s for t in sample.triggers for s in t.exchanges]
        for found in head.find(text(sample)):
            out += [(found, sides, any(same_sides(sides, g) for g in gold)) for sides in found.sides]
    return out


def fit(features: np.ndarray, right: np.ndarray, steps: int = 50) -> tuple[float, float, float]:
    """Logistic regression with a small ridge, by Newton's method."""
    x = np.column_stack([np.ones(len(features)), features])
    w = np.zeros(x.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - right) + 0.1 * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 0.1 * np.eye(len(w))
        w = w - np.linalg.solve(hessian, gradient)
    return float(w[0]), float(w[1]), float(w[2])


def reliability(head: RoleHead, cases: Sequence[tuple[Found, Sides, bool]]) -> list[tuple[str, int, float, float]]:
    """Rows of confidence band, count, mean confidence, share that is right."""
    scored = [(head.confidence(f, s), right) for f, s, right in cases]
    rows = []
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        band = [(c, r) for c, r in scored if low <= c < low + 0.2 or (low == 0.8 and c >= 1)]
        if band:
            mean, share = (float(np.mean([b[k] for b in band])) for k in (0, 1))
            rows.append((f"{low:.1f}-{low + 0.2:.1f}", len(band), round(mean, 2), round(share, 2)))
    return rows


def main() -> None:
    """Write the settings and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("samples", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--blocks", nargs="*", default=sorted(DEV_BLOCKS))
    parser.add_argument("--check", nargs="*", default=[], help="blocks for the reliability table")
    args = parser.parse_args()
    data: dict[str, list[Sample]] = pickle.loads(args.samples.read_bytes())  # noqa: S301
    samples = [s for s in data["passages"] if s.block in args.blocks]
    head = RoleHead(args.weights)
    head.settings = Settings()
    asserted = choose_asserted(head, samples)
    accept = choose_accept(head, samples)
    head.settings = Settings(accept=accept, asserted=asserted)
    cases = judged(head, samples)
    features = np.array([head.evidence(f, s) for f, s, _ in cases])
    head.settings = replace(head.settings, confidence=fit(features, np.array([r for *_, r in cases], float)))
    (args.weights / "settings.json").write_text(json.dumps(asdict(head.settings), indent=1) + "\n", encoding="utf-8")
    print(head.settings)
    print("reliability, tuned blocks", reliability(head, cases))
    if args.check:
        print(
            "reliability, checked",
            reliability(head, judged(head, [s for s in data["passages"] if s.block in args.check])),
        )


if __name__ == "__main__":
    main()
