"""The graph's file: round trip, whole or not at all, errors in one line."""

from __future__ import annotations

import json
import stat

import networkx as nx
import pytest

from graph.errors import QuidError
from graph.files import dumps, load, save, write_text


def small() -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    graph.add_node("actor:b", type="Actor", name="B “quoted” </script>", aliases=["β"])
    graph.add_node("actor:a", type="Actor", name="A", aliases=[])
    graph.add_edge("actor:b", "actor:a", key="SUPPORTS", type="SUPPORTS", claims=["claim:1"], weight=1)
    graph.add_edge("actor:b", "actor:a", key="OPPOSES", type="OPPOSES", claims=["claim:2"], weight=1)
    return graph


def test_round_trip(tmp_path):
    save(small(), tmp_path / "g.json")
    again = load(tmp_path / "g.json")
    assert isinstance(again, nx.MultiDiGraph)
    assert dict(again.nodes(data=True)) == dict(small().nodes(data=True))
    assert sorted(again.edges(keys=True, data="claims")) == sorted(small().edges(keys=True, data="claims"))
    assert dumps(again) == (tmp_path / "g.json").read_text(encoding="utf-8")


def test_the_file_is_node_link_json_with_edges(tmp_path):
    save(small(), tmp_path / "g.json")
    data = json.loads((tmp_path / "g.json").read_text(encoding="utf-8"))
    assert (data["directed"], data["multigraph"]) == (True, True)
    assert [n["id"] for n in data["nodes"]] == ["actor:a", "actor:b"]
    assert [e["key"] for e in data["edges"]] == ["OPPOSES", "SUPPORTS"]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    target = tmp_path / "g.json"
    target.write_text("old")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(QuidError, match="No space left"):
        write_text(target, "new")
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_others_may_read_the_result(tmp_path):
    write_text(tmp_path / "g.json", "{}")
    assert stat.S_IMODE((tmp_path / "g.json").stat().st_mode) & stat.S_IRUSR


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("{}", "no node-link graph"),
        ("[]", "no node-link graph"),
        ('{"nodes": [{"id": "x"}], "edges": []}', "nodes without a type"),
        ('{"nodes": 3, "edges": []}', "no node-link graph"),
    ],
)
def test_what_is_no_graph_is_said_in_one_line(tmp_path, content, message):
    (tmp_path / "g.json").write_text(content)
    with pytest.raises(QuidError, match=message):
        load(tmp_path / "g.json")


def test_a_missing_file_names_the_command_that_makes_it(tmp_path):
    with pytest.raises(QuidError, match="quid build"):
        load(tmp_path / "none.json")


def test_binary_is_refused(tmp_path):
    (tmp_path / "g.json").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(QuidError, match="cannot be read"):
        load(tmp_path / "g.json")
