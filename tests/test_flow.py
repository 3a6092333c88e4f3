"""The main job end to end, on the digests of `seeds/`: the same bytes every time, every fact on its words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph.files import load
from graph.vocabulary import vocabulary

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("[0-9]*.md"))


def quid(*arguments: str, hash_seed: str = "0", stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "graph", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, input=stdin, check=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The graph of the seeds, as the command writes it."""
    path = tmp_path_factory.mktemp("flow") / "graph.json"
    result = quid("build", *map(str, SEEDS), "-o", str(path))
    assert result.returncode == 0, result.stderr
    assert f"read {len(SEEDS)} articles" in result.stderr
    return path


def test_the_same_bytes_under_any_order_and_hash_seed(built, tmp_path):
    again = tmp_path / "again.json"
    assert quid("build", *map(str, reversed(SEEDS)), "-o", str(again), hash_seed="4242").returncode == 0
    assert again.read_bytes() == built.read_bytes()


def test_the_options_of_the_shell_give_the_same_graph(built):
    """A folder, `--seeds` and single files are the same articles, under other paths."""
    whole = json.loads(quid("build", "--seeds", "-o", "-").stdout)
    paths = {n["path"] for n in whole["nodes"] if n["type"] == "Article"}
    assert {Path(p).name for p in paths} == {p.name for p in SEEDS}
    assert len(whole["edges"]) == load(built).number_of_edges()


def test_every_claim_quotes_its_article(built):
    from loaders import load as load_articles

    texts = {item.id: item.text for item in load_articles(SEEDS)}
    graph = load(built)
    claims = [(node, data) for node, data in graph.nodes(data=True) if data["type"] == "Claim"]
    assert len(claims) > 100
    for node, data in claims:
        (article,) = [t for _, t, d in graph.out_edges(node, data=True) if d["type"] == "STATED_IN"]
        assert texts[article][data["start"] : data["end"]] == data["quote"]
        assert data["quote"].strip() == data["quote"] != ""


def test_the_graph_keeps_to_the_vocabulary(built):
    words, graph = vocabulary(), load(built)
    for node, data in graph.nodes(data=True):
        assert data["name"], node
        kinds = words.kinds[data["type"]]
        kind = data.get({"Good": "category", "Commentator": "role"}.get(data["type"], "kind"))
        assert not kinds or kind in kinds, (node, kind)
        if data["type"] == "Claim":
            assert data["certainty"] in words.certainties
            assert data.get("stage", "sought") in words.stages
    for source, target, data in graph.edges(data=True):
        edge = words.edges[data["type"]]
        assert graph.nodes[source]["type"] in edge.source, (source, data["type"], target)
        assert graph.nodes[target]["type"] in edge.target, (source, data["type"], target)
        if edge.fact:
            assert data["weight"] == len(data["claims"]) > 0
            assert all(graph.nodes[claim]["type"] == "Claim" for claim in data["claims"])


def test_every_exchange_has_a_good_and_a_side(built):
    graph = load(built)
    for node in [n for n, d in graph.nodes(data=True) if d["type"] == "Exchange"]:
        edges = [d["type"] for *_, d in (*graph.in_edges(node, data=True), *graph.out_edges(node, data=True))]
        assert edges.count("OF") == 1, node
        assert edges.count("SUPPLIES") + edges.count("DELIVERS_TO") >= 1, node


def test_bad_files_are_named_and_the_rest_is_read(tmp_path):
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "good.txt").write_text(
        "Bolivia sold 300 tonnes of lithium to Japan in May, the mining ministry said.\n"
    )
    result = quid("build", str(tmp_path), "-o", str(tmp_path / "g.json"))
    assert result.returncode == 1
    lines = [line for line in result.stderr.splitlines() if line.startswith("quid: ")]
    assert {Path(line.split(": ")[1]).name for line in lines} == {"empty.txt", "binary.txt"}
    names = {d["name"] for _, d in load(tmp_path / "g.json").nodes(data=True)}
    assert {"Bolivia", "Japan", "lithium"} <= names


def test_nothing_readable_writes_nothing(tmp_path):
    (tmp_path / "empty.txt").write_text("")
    result = quid("build", str(tmp_path / "empty.txt"), "-o", str(tmp_path / "g.json"))
    assert result.returncode == 1
    assert "no article could be read" in result.stderr
    assert not (tmp_path / "g.json").exists()


def test_standard_input(tmp_path):
    out = tmp_path / "g.json"
    result = quid("build", "-", "-o", str(out), stdin="Chile buys natural gas from Argentina.\n")
    assert result.returncode == 0, result.stderr
    assert {"Chile", "Argentina"} <= {d["name"] for _, d in load(out).nodes(data=True)}


def test_explain_draws_what_was_read():
    output = quid("explain", "Peru bought copper from Chile, a minister said.").stdout
    assert "Chile ──copper──▶ Peru" in output
    assert "rule exchange" in output
