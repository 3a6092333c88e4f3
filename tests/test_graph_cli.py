"""The command: help at once, errors in one line, show and explain readable and safe."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner

from graph.cli import cli
from graph.errors import QuidError
from graph.files import save
from graph.scoring import Count

ROOT = Path(__file__).parent.parent


def quid(*arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "graph", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, input=stdin, check=False)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(cli, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def graph_file(tmp_path):
    """One exchange with one claim, under hostile names."""
    graph = nx.MultiDiGraph()
    graph.add_node("actor:iran", type="Actor", kind="state", name="Iran", aliases=["Tehran"], iso="IR")
    graph.add_node("actor:evil", type="Actor", kind="group", name="\x1b[31mEvil\u202e[bold]", aliases=["Iranian group"])
    graph.add_node("good:drones", type="Good", category="arms", name="drones", aliases=[])
    graph.add_node("exchange:x", type="Exchange", name="Iran → drones → Evil", stage="delivered", quantity="12")
    graph.add_node(
        "article:1", type="Article", name="A title", publisher="The Paper", date="2024-05", authors=[], sha256="0"
    )
    graph.add_node(
        "claim:1:0-4:a",
        type="Claim",
        name="Iran",
        quote="Iran sent\n[red]drones[/red]",
        start=0,
        end=4,
        certainty="possible",
        stage="delivered",
        rule="test",
        confidence=1.0,
    )
    evidence = {"claims": ["claim:1:0-4:a"], "weight": 1}
    for source, edge, target, data in [
        ("actor:iran", "SUPPLIES", "exchange:x", evidence),
        ("exchange:x", "DELIVERS_TO", "actor:evil", evidence),
        ("exchange:x", "OF", "good:drones", evidence),
        ("claim:1:0-4:a", "ABOUT", "exchange:x", {}),
        ("claim:1:0-4:a", "STATED_IN", "article:1", {}),
        ("actor:evil", "DENIES", "claim:1:0-4:a", {}),
        ("article:1", "MENTIONS", "actor:iran", {"count": 2}),
    ]:
        graph.add_edge(source, target, key=edge, type=edge, **data)
    save(graph, tmp_path / "graph.json")
    return str(tmp_path / "graph.json")


def test_help_lists_every_command_with_help():
    output = run("--help")
    for module in (ROOT / "graph" / "commands").glob("[!_]*.py"):
        name = module.stem.replace("_", "-")
        assert name in output
        assert "quid " + name in run(name, "--help"), f"{name} has no example in its help"


def test_help_imports_nothing_heavy():
    code = "import sys; from graph.cli import cli; cli(['--help'], standalone_mode=False); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True).stdout
    modules = set(loaded.rsplit("\n", 2)[-2].split())
    assert not modules & {"spacy", "numpy", "networkx", "pyvis", "rich", "neo4j", "onnxruntime", "trafilatura"}


def test_errors_are_one_line_and_exit_code_one():
    result = quid("show", "Iran", "-g", "no-such-file.json")
    assert result.returncode == 1
    assert (
        result.stderr
        == "quid: no-such-file.json: no such graph; make one with: quid build PATH… -o no-such-file.json\n"
    )
    assert result.stdout == ""
    assert "Traceback" in quid("--debug", "show", "Iran", "-g", "no-such-file.json").stderr


def test_a_mistyped_command_gets_a_suggestion():
    result = quid("biuld")
    assert result.returncode == 2
    assert "Did you mean 'build'?" in result.stderr


def test_a_closed_pipe_is_quiet(graph_file):
    command = f"{sys.executable} -m graph show Iran --json -g {graph_file} | head -c 1"
    result = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=ROOT, check=False)
    assert result.stderr == ""


def test_show_tells_facts_quotes_and_sources(graph_file):
    output = run("show", "tehran", "-g", graph_file)
    for part in (
        "Iran",
        "also Tehran",
        "Iran → drones → Evil",
        "delivered, 12",
        "“Iran sent",
        "possible",
        "The Paper",
        "2024-05",
    ):
        assert part in output


def test_show_prints_no_control_characters_and_no_markup(graph_file):
    output = run("show", "actor:evil", "-g", graph_file)
    assert "\x1b" not in output
    assert "\u202e" not in output
    assert "[bold]" in output
    assert "[red]drones[/red]" in output


def test_show_for_programs(graph_file):
    record = json.loads(run("show", "drones", "--json", "-g", graph_file))
    (fact,) = record["facts"]
    (claim,) = fact["claims"]
    assert claim["deniers"] == ["\x1b[31mEvil\u202e[bold]"]
    assert claim["article"]["publisher"] == "The Paper"


def test_an_unknown_name_gets_the_nearest(graph_file):
    with pytest.raises(QuidError, match="did you mean Iran"):
        CliRunner().invoke(cli, ["show", "Irann", "-g", graph_file], catch_exceptions=False)


def test_evaluate_prints_figures_in_three_forms(tmp_path, monkeypatch):
    counts = {"actors": Count(1, 2, 1, 1)}
    monkeypatch.setattr("graph.commands.evaluate.evaluate", lambda *_, **__: (counts, {"a": ["missed actor Oman"]}))
    arguments = ("evaluate", str(tmp_path), str(tmp_path))
    assert run(*arguments, "--csv") == "layer,precision,recall,f1,annotated,found\nactors,1.0,0.5,0.667,2,1\n"
    (row,) = json.loads(run(*arguments, "--json"))
    assert (row["layer"], row["f1"]) == ("actors", 0.667)
    assert run(*arguments).splitlines()[-1].split() == ["actors", "1.000", "0.500", "0.667", "2", "1"]
    assert "missed actor Oman" not in run(*arguments)
    assert run(*arguments, "--misses").splitlines()[:2] == ["a", "  missed actor Oman"]


def test_show_names_the_broader_good(seeds_file):
    assert "a kind of ammunition" in run("show", "artillery shells", "-g", str(seeds_file))
