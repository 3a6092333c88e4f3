"""The reading of annotated articles never gets worse: floors in `floors.toml`, raised by `score_articles.py`.

The annotated articles are not part of the project; the digests in `seeds/` are, and hold for the same annotation.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from graph.commands.evaluate import evaluate

ROOT = Path(__file__).parent.parent
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))
#: A few words in a thousand get other labels on a processor that adds numbers in another order; the figures move by so
#: much and no more.
SLACK = 0.02
SETS = {
    "originals": ("articles", "gold"),
    "digests": (str(ROOT / "seeds"), "gold"),
    "dev": ("articles/dev", "gold/dev"),
    **{
        name: (str(ROOT / "tests" / name / "articles"), str(ROOT / "tests" / name / "gold"))
        for name in ("unseen", "fresh", "further", "official")
    },
}


@pytest.mark.parametrize("name", sorted(SETS))
def test_no_layer_falls_below_its_floor(name, shared):
    articles, annotations = (shared / part for part in SETS[name])
    totals, log = evaluate(articles, annotations)
    below = {
        layer: (round(totals[layer].f1, 3), floor)
        for layer, floor in FLOORS[name].items()
        if totals[layer].f1 < floor - SLACK
    }
    assert len(log) == len(list(annotations.glob("*.yaml")))
    assert not below, f"F1 now and floor: {below}"


def test_every_layer_has_a_floor(shared):
    for name in SETS:
        assert len(FLOORS[name]) >= 10, name


@pytest.mark.parametrize("name", ["paragraphs", "apart"])
def test_references_lead_to_the_right_names(name, shared, monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    import score_coreference

    reached = score_coreference.count(score_coreference.read(name)).f1
    assert reached >= FLOORS[score_coreference.FLOORS[name]]["links"] - SLACK
