"""`quid explore`: from articles or a graph to a page, opened or not."""

from __future__ import annotations

from pathlib import Path

import click
import networkx as nx
import pytest
from click.testing import CliRunner

from graph.cli import cli
from graph.errors import QuidError
from graph.files import save


@pytest.fixture
def graph_file(tmp_path) -> Path:
    graph = nx.MultiDiGraph()
    graph.add_node("actor:chile", type="Actor", kind="state", name="Chile", aliases=[])
    save(graph, tmp_path / "chile.json")
    return tmp_path / "chile.json"


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    addresses: list[str] = []
    monkeypatch.setattr(click, "launch", lambda address: addresses.append(address) or 0)
    return addresses


def explore(*arguments: object):
    return CliRunner().invoke(cli, ["explore", *map(str, arguments)])


def test_a_graph_becomes_a_page_and_is_opened(graph_file, tmp_path, opened):
    result = explore("-g", graph_file, "-o", tmp_path / "page.html")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "<title>quid: chile</title>" in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert opened == [(tmp_path / "page.html").as_uri()]


def test_no_open(graph_file, tmp_path, opened):
    result = explore("-g", graph_file, "-o", tmp_path / "page.html", "--no-open", "-q", "--title", "Copper")
    assert (result.exit_code, result.output, opened) == (0, "", [])
    assert "<title>Copper</title>" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_articles_become_a_page(tmp_path, opened):
    (tmp_path / "a.txt").write_text("Chile sold copper to Peru, officials in Lima said on Monday.\n", encoding="utf-8")
    result = explore(tmp_path / "a.txt", "-o", tmp_path / "page.html", "--no-open")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "page.html").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-g", "nowhere.json", "-o", "page.html"], "no such graph"),
        (["-g", "graph.json", "articles/", "-o", "page.html"], "not both"),
        (["-g", "graph.json", "-o", "no/such/folder/page.html"], "folder that exists"),
        (["-g", "graph.json", "-o", "-"], "must be a file"),
    ],
)
def test_errors_say_what_to_do(arguments, message, tmp_path, monkeypatch, opened):
    monkeypatch.chdir(tmp_path)
    result = explore(*arguments)
    assert isinstance(result.exception, QuidError)
    assert message in str(result.exception)
    assert list(tmp_path.iterdir()) == []
    assert opened == []
