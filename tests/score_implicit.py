"""How right exchanges are whose open sides were filled by weights from other articles.

    python tests/score_implicit.py [SET ...]

Each tenth of the annotated articles is left out in turn when the weights are fitted (`loaders.training.implicit`), and
scored with them. The shipped weights are fitted on all, so that their figures flatter.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import score_articles
import yaml

from graph.annotation import LAYERS
from graph.commands._common import Reader
from graph.scoring import Count, score
from loaders.gazetteer import Gazetteer
from loaders.reading import exchange_implicit
from loaders.training import implicit

FOLDS = 10
#: What weights are fitted on; `held_out` never is.
FITTED = ("originals", "dev", "unseen", "fresh")


def folders(name: str) -> tuple[Path, Path]:
    """Where the articles and annotations of a set lie."""
    articles, gold = score_articles.SETS[name]
    return score_articles.SHARED / articles, score_articles.SHARED / gold


def cross_validated(names: tuple[str, ...]) -> dict[str, dict[str, Count]]:
    """Counts by set and layer, each article read with weights fitted on other tenths."""
    language = score_articles.CachedPipeline(), Gazetteer()
    found = [d for name in FITTED for d in implicit.read(*folders(name), *language)]
    gold = [(name, path) for name in FITTED for path in sorted(folders(name)[1].glob("*.yaml"))]
    totals: dict[str, dict[str, Count]] = {name: {} for name in names}
    shipped = exchange_implicit.weights
    for fold in range(FOLDS):
        out = gold[fold::FOLDS]
        left = {f"{path.parent}/{path.stem}" for _, path in out}
        table = implicit.fitted([d for d in found if d.article not in left])
        exchange_implicit.weights = lambda table=table: table  # type: ignore[assignment]
        for name, path in (pair for pair in out if pair[0] in names):
            add(totals[name], counts(name, path, language))
    exchange_implicit.weights = shipped
    return totals


def counts(name: str, path: Path, language: tuple[Any, Gazetteer]) -> dict[str, Count]:
    """The counts of one article."""
    article = next(p for p in sorted(folders(name)[0].iterdir()) if p.stem == path.stem)
    graph = Reader((str(article),), quiet=True, language=language).graph()
    return score(graph, yaml.safe_load(path.read_text(encoding="utf-8"))).counts


def add(total: dict[str, Count], more: dict[str, Count]) -> None:
    """Add counts to a total."""
    for layer, count in more.items():
        total[layer] = total.get(layer, Count()) + count


if __name__ == "__main__":
    asked = tuple(sys.argv[1:]) or FITTED
    for name, total in cross_validated(asked).items():
        for layer in (layer for layer in (*LAYERS, "exchange stage", "exchange speaker") if layer in total):
            c = total[layer]
            print(f"{name:10} {layer:16} P {c.precision:.3f} R {c.recall:.3f} F1 {c.f1:.3f} ({c.annotated} annotated)")
