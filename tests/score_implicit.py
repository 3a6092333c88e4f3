"""How right exchanges are whose open sides were filled by weights from other articles.

    python tests/score_implicit.py [SET ...]

Each tenth of the annotated articles is left out in turn when the weights are fitted (`loaders.training.implicit`), and
scored with them. The shipped weights are fitted on all, so that their figures flatter.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import score_articles
import yaml

from graph.annotation import LAYERS
from graph.commands._common import Reader
from graph.scoring import Count, Score, score
from loaders.gazetteer import Gazetteer
from loaders.reading import exchange_implicit
from loaders.training import implicit

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]

FOLDS = 10
#: What weights are fitted on; `held_out` never is.
FITTED = ("originals", "dev", "unseen", "fresh", "further", "official")


def folders(name: str) -> tuple[Path, Path]:
    """Where the articles and annotations of a set lie."""
    articles, gold = score_articles.SETS[name]
    return score_articles.SHARED / articles, score_articles.SHARED / gold


@dataclass
class Validated:
    """What articles give whose weights were fitted on others.

    Attributes:
        totals: counts by set and layer.
        stated: of the exchanges found, by tenths of the confidence stated: confidences, and whether each was right.
    """

    totals: dict[str, dict[str, Count]]
    stated: defaultdict[int, list[tuple[float, bool]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, graph: MultiDiGraph, scored: Score) -> None:
        """Add an article of a set."""
        total = self.totals[name]
        for layer, count in scored.counts.items():
            total[layer] = total.get(layer, Count()) + count
        for found in scored.findings:
            if found.layer == "exchanges" and found.claims:
                sure = max(float(graph.nodes[claim]["confidence"]) for claim in found.claims)
                self.stated[int(10 * sure)].append((sure, found.outcome == "right"))


def cross_validated(names: tuple[str, ...]) -> Validated:
    """Every article of some sets read with weights fitted on the other tenths."""
    language = score_articles.CachedPipeline(), Gazetteer()
    found = [d for name in FITTED for d in implicit.read(*folders(name), *language)]
    gold = [(name, path) for name in FITTED for path in sorted(folders(name)[1].glob("*.yaml"))]
    validated = Validated({name: {} for name in names})
    for fold in range(FOLDS):
        out = gold[fold::FOLDS]
        left = {f"{path.parent}/{path.stem}" for _, path in out}
        table = implicit.fitted([d for d in found if d.article not in left])
        with patch.object(exchange_implicit, "weights", lambda table=table: table):
            for name, path in (pair for pair in out if pair[0] in names):
                article = next(p for p in sorted(folders(name)[0].iterdir()) if p.stem == path.stem)
                graph = Reader((str(article),), quiet=True, language=language).graph()
                validated.add(name, graph, score(graph, yaml.safe_load(path.read_text(encoding="utf-8"))))
    return validated


if __name__ == "__main__":
    asked = tuple(sys.argv[1:]) or FITTED
    validated = cross_validated(asked)
    for name, total in validated.totals.items():
        for layer in (layer for layer in (*LAYERS, "exchange stage", "exchange speaker") if layer in total):
            c = total[layer]
            print(f"{name:10} {layer:16} P {c.precision:.3f} R {c.recall:.3f} F1 {c.f1:.3f} ({c.annotated} annotated)")
    for tenth, stated in sorted(validated.stated.items()):
        right = sum(was for _, was in stated)
        print(
            f"confidence from {tenth / 10} on: {sum(sure for sure, _ in stated) / len(stated):.2f}, right {right} of {len(stated)}"
        )
