"""The scorer: hand-made cases, and the figures of the annotators' own scorer where that is at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict

import networkx as nx
import pytest
import yaml

from graph.annotation import normal
from graph.scoring import Count, score


def graph_of(nodes: dict[str, dict], edges: list[tuple[str, str, str]]) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    for node, data in nodes.items():
        graph.add_node(node, **{"name": node, "aliases": [], **data})
    for source, edge_type, target in edges:
        graph.add_edge(source, target, key=edge_type, type=edge_type)
    return graph


GOLD = {
    "actors": [
        {"name": "Cuba", "aliases": ["Havana"]},
        {"name": "Mexico"},
        {"name": "Spain", "optional": True},
        {"name": "Ana Ruiz"},
    ],
    "goods": [{"name": "crude oil", "aliases": ["oil"]}],
    "speakers": ["Mexico"],
    "exchanges": [
        {
            "from": "Mexico",
            "to": "Cuba",
            "goods": ["crude oil"],
            "stage": ["agreed"],
            "said_by": ["Mexico"],
            "denied_by": ["Cuba"],
        }
    ],
    "relations": [["Ana Ruiz", "LEADS", "Mexico"], ["Mexico", "ALLIED_WITH", "Cuba"]],
    "never": ["Share this"],
}
NODES = {
    "Havana": {"type": "Actor"},
    "Ana Ruiz": {"type": "Actor"},
    "Spain": {"type": "Actor"},
    "Mars": {"type": "Actor"},
    "heavy crude oil": {"type": "Good"},
    "x": {"type": "Exchange", "stage": "sought"},
    "c": {"type": "Claim", "certainty": "asserted", "stage": "agreed"},
}
EDGES = [
    ("Ana Ruiz", "SUPPLIES", "x"),
    ("x", "DELIVERS_TO", "Havana"),
    ("x", "OF", "heavy crude oil"),
    ("Ana Ruiz", "SAYS", "c"),
    ("c", "ABOUT", "x"),
    ("Havana", "DENIES", "c"),
    ("Havana", "ALLIED_WITH", "Ana Ruiz"),
]


def test_layers_of_a_hand_made_graph():
    counts = score(graph_of(NODES, EDGES), GOLD).counts
    assert counts["actors"] == Count(2, 3, 3, 4)  # Mexico missed, Mars surplus, Spain optional
    assert counts["goods"] == Count(1, 1, 1, 1)  # loosely: all annotated words are there
    assert counts["speakers"] == Count(1, 1, 1, 1)  # the leader speaks for the state
    assert counts["exchanges"] == Count(1, 1, 1, 1)
    assert counts["relations"] == Count(1, 2, 1, 1)  # symmetric either way; LEADS missed
    assert counts["never"] == Count(1, 1, 1, 1)
    assert [counts[f"exchange {d}"].f1 for d in ("stage", "speaker", "denial")] == [1, 1, 1]


def test_misses_and_surpluses_are_told():
    log = score(graph_of({**NODES, "Share this article": {"type": "Actor"}}, EDGES), GOLD).log
    assert "actors: missed Mexico" in log
    assert "actors: surplus Mars" in log
    assert "never: found 'Share this'" in log


def test_an_empty_graph_recalls_nothing():
    counts = score(graph_of({}, []), GOLD).counts
    assert counts["exchanges"].f1 == 0
    assert counts["goods"].recall == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [("The Rockets of Iran", "rocket iran"), ("Mr. Côté's tanks", "cote tank"), ("press", "press"), ("", "")],
)
def test_normal_names(text, expected):
    assert normal(text) == expected


def test_the_figures_are_those_of_the_annotators_scorer(shared, tmp_path, nlp, gazetteer):
    import loaders
    from graph.build import build
    from graph.files import save
    from loaders.reading import read

    totals: dict[str, Count] = defaultdict(Count)
    annotations = [*sorted((shared / "gold").glob("*.yaml")), *sorted((shared / "gold" / "dev").glob("*.yaml"))[:8]]
    for annotation in annotations:
        article = shared / "articles" / annotation.relative_to(shared / "gold").with_suffix(".txt")
        graph = build(read(loaders.load([article]), nlp, gazetteer))
        save(graph, tmp_path / f"{annotation.stem}.json")
        (tmp_path / annotation.name).symlink_to(annotation)
        for layer, count in score(graph, yaml.safe_load(annotation.read_text(encoding="utf-8"))).counts.items():
            totals[layer] += count
    command = [sys.executable, str(shared / "score"), str(tmp_path), str(tmp_path), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    figures = ("precision", "recall", "f1")
    assert len(theirs) > 10
    assert {layer: {f: round(getattr(c, f), 3) for f in figures} for layer, c in totals.items()} == {
        layer: {f: row[f] for f in figures} for layer, row in theirs.items()
    }


def test_a_name_that_yaml_reads_as_a_number_is_one() -> None:
    """`aliases: [2371]` needs no quotes."""
    assert normal(2371) == normal("2371") == "2371"
