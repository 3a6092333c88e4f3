"""The command `quid export`: the format by ending, name or argument, one line for every mistake, nothing left behind."""

from __future__ import annotations

import json
import subprocess
import sys

import click
import cypher_cases as cases
import pytest
from click.testing import CliRunner

from export.formats import available
from graph.cli import cli
from graph.errors import QuidError
from graph.files import save


@pytest.fixture
def file(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    save(cases.case_graph(), folder / "graph.json")
    return str(folder / "graph.json")


def quid(*arguments):
    return CliRunner().invoke(cli, ["export", *map(str, arguments)], catch_exceptions=False, standalone_mode=False)


def test_the_list_has_every_format_with_its_endings():
    lines = quid("--list").stdout.splitlines()
    assert len(lines) == len(available())
    shown = " ".join(CliRunner().invoke(cli, ["export", "--help"]).stdout.split())
    for line, chosen in zip(lines, available().values(), strict=True):
        begin = " ".join([chosen.name, *chosen.endings])
        assert line.split("  ")[0] == begin
        assert begin in shown
        assert chosen.about in line


def test_names_of_formats_are_completed():
    option = next(parameter for parameter in cli.get_command(None, "export").params if parameter.name == "name")
    found = option.shell_complete(None, "g")
    assert [item.value for item in found] == ["gexf", "graphml", "graphology"]


@pytest.mark.parametrize("name", sorted(available()))
def test_a_name_an_ending_and_an_argument_give_the_same(name, file, tmp_path):
    chosen = available()[name]
    out = tmp_path / "out"
    found = []
    for way in ("option", "argument", "ending"):
        out.mkdir()
        place = out / f"trade{next(iter(chosen.endings), '')}"
        given = {"option": ["--format", name, "-o", place], "argument": [name, place], "ending": ["-o", place]}[way]
        if chosen.endings or way != "ending":
            result = quid(*given, "-g", file)
            assert "53 nodes, 126 edges" in result.stderr
            assert bool(result.stdout) is (chosen.next_step is not None)
            found.append({path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()})
        out.rename(tmp_path / way)
    assert found[0]
    assert all(files == found[0] for files in found)


def test_two_files_are_named_after_the_one_asked_for(file, tmp_path):
    assert quid("-g", file, "-o", tmp_path / "a.b.CSV").exit_code == 0
    assert quid("-g", file, "--format", "csv", "-o", tmp_path / "plain", "-q").stderr == ""
    names = {"a.b.nodes.csv", "a.b.edges.csv", "plain.nodes.csv", "plain.edges.csv"}
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == names


def test_standard_output(file):
    done = subprocess.run(
        [sys.executable, "-m", "graph", "export", "-g", file, "--format", "graphology", "-o", "-"],
        capture_output=True,
        check=True,
    )
    assert len(json.loads(done.stdout.decode("utf-8"))["nodes"]) == 53
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "trade.xyz"], r"trade\.xyz: tells no format by its ending \(\.csv, .*\); give one with --format"),
        (["-o", "trade.json"], "tells no format"),
        (["-o", "-"], "give one with --format"),
        (["--format", "csv", "-o", "-"], "csv is more than one file, .* give a name with -o"),
        (["--format", "excel", "-o", "a"], "no format is called 'excel'; there are csv, cytoscape"),
        (["excel", "a"], "no format is called 'excel'"),
        (["-o", "missing/trade.gexf"], "missing/trade.gexf: cannot be written: No such file or directory"),
        (["graphml", "GRAPH"], "is the graph itself"),
        (["neo4j-import", "."], r"\.: is not empty; give a new folder"),
        (["-o", "trade.gexf", "-g", "none.json"], "none.json: no such graph"),
    ],
)
def test_mistakes_are_one_line_and_leave_nothing(arguments, message, file, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    given = [file if argument == "GRAPH" else argument for argument in arguments]
    with pytest.raises(QuidError, match=message) as caught:
        quid(*(given if "-g" in given else [*given, "-g", file]))
    assert "\n" not in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["in"]
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["graph.json"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "where to"),
        (["gexf"], "where to"),
        (["gexf", "a", "-o", "b"], "the place is given twice: b and a"),
        (["gexf", "a", "--format", "csv"], "the format is given twice: csv and gexf"),
    ],
)
def test_what_is_missing_or_given_twice_is_said(arguments, message):
    with pytest.raises(click.UsageError, match=message):
        quid(*arguments)
