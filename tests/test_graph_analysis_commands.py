"""The commands of analysis as a person meets them: tables, JSON, CSV, figures, and every refusal in one line."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.analysis import example
from graph.cli import cli
from graph.errors import QuidError
from graph.files import save

ROOT = Path(__file__).parent.parent
# Every command with arguments that fit the seeds.
COMMANDS = {
    "communities": ["communities"],
    "compare": ["compare", "graph.json", "graph.json"],
    "flows": ["flows", "Russia"],
    "info": ["info"],
    "path": ["path", "North Korea", "Ukraine"],
    "rank": ["rank", "--bootstrap", "20"],
    "timeline": ["timeline", "Russia"],
}
# Those whose answer on the seeds is not empty.
TELLING = sorted(set(COMMANDS) - {"compare"})


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    """A folder with the made-up example as graph.json, in which the commands run."""
    save(example(), tmp_path / "graph.json")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def seeds(seeds_file, monkeypatch) -> None:
    monkeypatch.chdir(seeds_file.parent)


def quid(*arguments: object) -> str:
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def lines(*arguments: object) -> list[str]:
    return [line.rstrip() for line in quid(*arguments).splitlines()]


# --- all of them ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_json_and_csv_hold_the_same_rows(name, seeds):
    rows = json.loads(quid(*COMMANDS[name], "--json"))
    header, *cells = csv.reader(io.StringIO(quid(*COMMANDS[name], "--csv")))
    assert isinstance(rows, list)
    assert len(cells) == len(rows)
    assert all(list(row) == header for row in rows)
    assert bool(rows) == (name in TELLING)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_same_answer_every_time(name, seeds):
    assert quid(*COMMANDS[name]) == quid(*COMMANDS[name])


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"compare", "info"}))
def test_a_graph_with_nothing_in_it_is_said_in_words(name, here):
    arguments = [*COMMANDS[name], "--since", "2030"]
    if name in {"flows", "timeline"}:
        arguments.remove("Russia")
    if name == "path":
        arguments[1:3] = ["Iran", "Cuba"]
    assert quid(*arguments).startswith("no ")
    assert json.loads(quid(*arguments, "--json")) == []
    assert len(quid(*arguments, "--csv").splitlines()) == 1


@pytest.mark.parametrize("name", ["flows", "path", "timeline"])
def test_an_unknown_name_is_one_line_with_the_nearest(name, here):
    arguments = [name, "Irann", *(["Cuba"] if name == "path" else [])]
    with pytest.raises(QuidError, match="nothing is named 'Irann'; did you mean Iran") as error:
        quid(*arguments)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["flows", "path", "timeline"])
def test_a_name_that_two_things_have_is_one_line_with_their_ids(name, here):
    graph = example()
    graph.nodes["actor:iran"]["aliases"] = graph.nodes["actor:cuba"]["aliases"] = ["the island"]
    save(graph, here / "graph.json")
    arguments = [name, "The Island", *(["Sudan"] if name == "path" else [])]
    with pytest.raises(QuidError, match="may be any of actor:cuba, actor:iran; give one of these ids"):
        quid(*arguments)


@pytest.mark.parametrize("name", ["communities", "flows", "path", "rank", "timeline"])
@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--category", "spoons"], "'spoons' is not known; choose from"),
        (["--stage", "lost"], "'lost' is not known; choose from sought"),
        (["--certainty", "surely"], "'surely' is not known; choose from asserted"),
        (["--since", "May"], "'May' is no date; write it as 2024"),
        (["--source", "Nowhere Post"], "no article has"),
    ],
)
def test_a_filter_that_cannot_be_is_one_line(name, options, message, here):
    arguments = [name, "Iran", "Cuba"] if name == "path" else [name]
    with pytest.raises(QuidError, match=message):
        quid(*arguments, *options)


def test_formulas_in_names_are_harmless_in_every_csv(here):
    graph = example()
    graph.nodes["actor:iran"]["name"] = '=HYPERLINK("http://evil.example","x")'
    for node, data in graph.nodes(data=True):
        if data["type"] == "Claim":
            graph.nodes[node]["quote"] = "@SUM(1)"
    save(graph, here / "graph.json")
    other = example()
    other.remove_node("actor:iran")
    save(other, here / "other.json")
    asked = [
        ["flows"],
        ["timeline"],
        ["rank", "--bootstrap", "0"],
        ["communities"],
        ["path", "actor:iran", "Sudan"],
        ["compare", "graph.json", "other.json"],
        ["info"],
    ]
    for arguments in asked:
        for row in csv.reader(io.StringIO(quid(*arguments, "--csv"))):
            assert not any(cell.startswith(("=", "@", "+")) for cell in row), arguments


def test_a_closed_pipe_is_quiet(here):
    command = f"{sys.executable} -m graph timeline -g {here}/graph.json --json | head -c 1"
    result = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=ROOT, check=False)
    assert (result.stdout, result.stderr) == ("[", "")


# --- each -----------------------------------------------------------------------------------------------------------


def test_flows_stand_side_by_side(here):
    assert lines("flows") == [
        "Iran → Sudan                   Sudan → Iran",
        "2 × drones (arms, delivered)   1 × gold (materials, delivered)",
        "",
        "Iran → Cuba",
        "2 × oil (energy, delivered; possible)",
        "",
        "Sudan → Türkiye",
        "1 × gold (materials, delivered)",
        "",
        "Türkiye → Cuba",
        "1 × drones (arms, offered)",
    ]
    # Of two who were asked for, the empty direction is told too.
    assert lines("flows", "Cuba", "Türkiye")[0].split() == ["Türkiye", "→", "Cuba", "Cuba", "→", "Türkiye"]


def test_flows_take_actors_only(here):
    with pytest.raises(QuidError, match="'oil' is a good; give an actor"):
        quid("flows", "oil")


def test_the_limit_of_flows_counts_exchanges(here):
    assert [row["good"] for row in json.loads(quid("flows", "--limit", "2", "--json"))] == ["drones", "oil"]


def test_rank_tells_intervals(here):
    head, first, *_ = lines("rank", "--by", "weighted_degree", "--bootstrap", "50", "--level", "0.8")
    assert head.split("  ")[0] == "rank"
    assert "80% of draws" in head
    assert first.split()[0] == "1"
    rows = json.loads(quid("rank", "--by", "weighted_degree", "--bootstrap", "50", "--json"))
    assert all(row["low"] <= row["rank"] or row["low"] <= row["high"] for row in rows)
    assert all(row["low"] is None for row in json.loads(quid("rank", "--bootstrap", "0", "--json")))
    assert len(json.loads(quid("rank", "--limit", "1", "--json"))) == 1


def test_rank_tells_its_measures(here):
    rows = json.loads(quid("rank", "--measures", "--json"))
    assert "pagerank" in [row["name"] for row in rows]
    with pytest.raises(QuidError, match="measure: 'beauty' is not known; choose from"):
        quid("rank", "--by", "beauty")


def test_a_path_tells_every_step_with_its_sentence(here):
    told = lines("path", "Cuba", "Sudan", "--limit", "1")
    assert told == [
        "Cuba – Türkiye – Sudan",
        "  Türkiye → drones → Cuba",
        "    “Türkiye offered Cuba drones.”",
        "      asserted · Example Times, Article of 2023-09-10, 2023-09-10",
        "  Sudan → gold → Türkiye",
        "    “Türkiye bought gold from Sudan.”",
        "      asserted · Example Times, Article of 2024-02-20, 2024-02-20",
    ]
    rows = json.loads(quid("path", "Cuba", "Sudan", "--json"))
    assert [(row["path"], row["step"]) for row in rows][:3] == [(1, 1), (1, 2), (2, 1)]
    assert rows[0]["evidence"][0]["quote"] == "Türkiye offered Cuba drones."


def test_a_path_shows_so_many_quotes(here):
    told = lines("path", "Iran", "Sudan", "--limit", "1")
    assert told[-1] == "    and 1 more"
    assert sum("“" in line for line in lines("path", "Iran", "Sudan", "--limit", "1", "--quotes", "0")) == 2


def test_no_path_is_said(here):
    assert quid("path", "Iran", "Sudan", "--relation", "MEETS") == "no path\n"
    with pytest.raises(QuidError, match="'LOVES' is not known"):
        quid("path", "Iran", "Sudan", "--relation", "LOVES")


def test_communities_are_told_with_their_members(here):
    rows = json.loads(quid("communities", "--json"))
    assert sorted(row["name"] for row in rows) == ["Cuba", "Iran", "Sudan", "Türkiye"]
    assert {row["community"] for row in rows} == set(range(1, max(row["community"] for row in rows) + 1))
    *table, modularity = lines("communities", "--members", "1")
    assert modularity.startswith("modularity ")
    assert sum("more" in line for line in table) == sum(row["size"] > 1 for row in rows) / 2


def test_a_timeline_marks_dates_of_articles_and_undated_claims(here):
    graph = example()
    claims = sorted(node for node, data in graph.nodes(data=True) if data["type"] == "Claim")
    graph.nodes[claims[0]]["date"] = "2022-12"
    graph.nodes[claims[1]]["date"] = "last spring"
    for node, data in graph.nodes(data=True):
        if data["type"] == "Article" and data["date"] == "2024-02-20":
            del graph.nodes[node]["date"]
    save(graph, here / "graph.json")
    dates = [line.split("  ")[0] for line in lines("timeline")[1:]]
    assert dates[-1].startswith("undated")
    assert {"~2023-05-02", "~2023-09-10"} <= set(dates)
    assert any("(last spring)" in date for date in dates)
    assert "2022-12" in [date.split(" ")[0] for date in dates]


def test_compare_tells_what_came_went_and_changed(here):
    later = example()
    later.remove_node("exchange:sudan>gold>turkiye")
    later.nodes["actor:cuba"]["aliases"] = ["Havana"]
    later.add_node("actor:oman", type="Actor", kind="state", name="Oman", aliases=[])
    save(later, here / "later.json")
    assert lines("compare", "graph.json", "later.json") == [
        "Exchange",
        "  - Sudan → gold → Türkiye (1 claim)",
        "Actor",
        "  + Oman",
        "  ~ Cuba: aliases +Havana",
    ]
    assert lines("compare", "graph.json", "later.json", "--only", "Actor")[1:] == [
        "  + Oman",
        "  ~ Cuba: aliases +Havana",
    ]
    counts = json.loads(quid("compare", "graph.json", "later.json", "--summary", "--json"))
    assert counts[0] == {"what": "Exchange", "added": 0, "removed": 1, "changed": 0, "joined": 0}
    assert quid("compare", "graph.json", "graph.json") == "no changes\n"


def test_compare_refuses_in_one_line(here):
    with pytest.raises(QuidError, match=r"gone\.json: no such graph"):
        quid("compare", "graph.json", "gone.json")
    with pytest.raises(QuidError, match="'Ship' is no type of the graph; choose from Actor"):
        quid("compare", "graph.json", "graph.json", "--only", "Ship")


def test_info_tells_contents_and_versions(here):
    rows = {(row["part"], row["name"]): row for row in json.loads(quid("info", "--json"))}
    assert rows["node", "Actor"]["value"] == 4
    assert rows["node", "Actor"]["details"] == {"state": 4}
    assert rows["graph", "first article"]["value"] == "2023-05-02"
    assert rows["version", "Python"]["value"].endswith(".".join(map(str, sys.version_info[:3])))
    assert rows["version", "networkx"]["value"] != "not installed"
    assert any("state 4" in line for line in lines("info"))


def test_info_without_a_graph_tells_versions_unless_one_was_asked_for(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert {row["part"] for row in json.loads(quid("info", "--json"))} == {"version"}
    with pytest.raises(QuidError, match="no such graph"):
        quid("info", "-g", "graph.json")


def test_info_names_what_is_not_installed(here, monkeypatch):
    from importlib import metadata

    def version(package: str) -> str:
        if package == "matplotlib":
            raise metadata.PackageNotFoundError(package)
        return "1.0"

    monkeypatch.setattr(metadata, "version", version)
    rows = {row["name"]: row["value"] for row in json.loads(quid("info", "--json"))}
    assert (rows["matplotlib"], rows["quid"]) == ("not installed", "1.0")


# --- figures --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["communities", "flows", "rank", "timeline"])
def test_a_figure_is_written_beside_the_rows(name, seeds, tmp_path):
    path = tmp_path / "figure.svg"
    result = CliRunner().invoke(cli, [*COMMANDS[name], "--plot", str(path)], catch_exceptions=False)
    assert result.stdout == quid(*COMMANDS[name])
    assert result.stderr == f"{path}: {path.stat().st_size / 1000:.0f} kB\n"
    assert "Source: 5 articles" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["communities", "flows", "rank", "timeline"])
def test_a_figure_with_another_ending_is_refused_before_work(name, here):
    with pytest.raises(QuidError, match=r"figure\.pdf: a figure ends in \.svg or \.png"):
        quid(name, "-g", "gone.json", "--plot", "figure.pdf")


def test_without_matplotlib_a_figure_is_one_line(here, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(QuidError, match=r"needs matplotlib; install it with: pip install 'quid\[plot\]'"):
        quid("flows", "--plot", "flows.svg")
    assert quid("flows").startswith("Iran → Sudan")


def test_a_figure_in_a_folder_that_is_not_there_is_one_line(here):
    with pytest.raises(QuidError, match=r"nowhere/flows\.svg: cannot be written"):
        quid("flows", "--plot", "nowhere/flows.svg")
