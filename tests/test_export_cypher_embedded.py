"""Cypher without a server: right answers, reading only, limits, errors that point, and a cache that is never wrong."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import cypher_cases as cases
import pytest

from export.cypher import cache
from export.cypher.open import open_embedded
from export.cypher.results import Limits
from graph.errors import QuidError
from graph.files import load, save

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def case_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("cases") / "case.json"
    save(cases.case_graph(), path)
    return path


@pytest.fixture(scope="session")
def store(tmp_path_factory):
    """A cache for all tests of this file; the engine opens a database only once in a process."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def engine(case_file, store, monkeypatch):
    monkeypatch.setenv("QUID_CACHE", str(store))
    return open_embedded(case_file)


def quid(*arguments, store, **options):
    environment = {**os.environ, "QUID_CACHE": str(store), "COLUMNS": "200"}
    command = [sys.executable, "-m", "graph", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, check=False, **options)


def rows(engine, query, **parameters):
    return engine.run(query, parameters, Limits()).rows


@pytest.mark.parametrize("title", cases.cookbook())
def test_the_cookbook_gives_what_is_worked_out_without_cypher(engine, title):
    query, parameters = cases.cookbook()[title]
    expected = cases.in_any_order(cases.ANSWERS[title](cases.View(cases.case_graph()), parameters))
    assert expected, "an entry that finds nothing shows nothing"
    assert cases.in_any_order(rows(engine, query, **parameters)) == expected


def test_the_cookbook_on_the_graph_of_the_seeds(seeds_file, store, monkeypatch):
    monkeypatch.setenv("QUID_CACHE", str(store))
    graph = load(seeds_file)
    engine = open_embedded(seeds_file)
    found = {}
    for title, (query, _) in cases.cookbook().items():
        given = cases.parameters_for(graph, title)
        expected = cases.in_any_order(cases.ANSWERS[title](cases.View(graph), given))
        assert cases.in_any_order(engine.run(query, given, Limits(rows=10_000)).rows) == expected, title
        found[title] = len(expected)
    assert sum(count > 0 for count in found.values()) >= 15, found


def test_order_is_kept_and_values_are_plain(engine):
    table = engine.run(
        "UNWIND [3, 1, 2] AS x RETURN x, x * 1.5 AS y, x = 1 AS z, [x, null] AS l, {a: x} AS m ORDER BY x", {}, Limits()
    )
    assert table.columns == ("x", "y", "z", "l", "m")
    assert table.rows == [
        [1, 1.5, True, [1, None], {"a": 1}],
        [2, 3.0, False, [2, None], {"a": 2}],
        [3, 4.5, False, [3, None], {"a": 3}],
    ]
    assert [type(value) for value in table.rows[0]] == [int, float, bool, list, dict]


def test_nodes_relationships_and_paths_are_shown_without_what_serves_storage(engine):
    ((path, edge),) = rows(engine, "MATCH p = (a {id: 'actor:ada-berg'})-[r:LEADS]->(b) RETURN p, r")
    assert path["nodes"][0] == {
        "id": "actor:ada-berg",
        "labels": ["Actor", "Person"],
        "properties": {"kind": "person", "name": "Ada Berg"},
    }
    assert edge["type"] == "LEADS"
    assert (edge["source"], edge["target"]) == ("actor:ada-berg", "actor:norland")
    assert set(edge["properties"]) == {"claims", "weight"}


def test_parameters_of_every_kind(engine):
    given = {
        "text": "ü'\"`",
        "number": 2**40,
        "real": 0.5,
        "yes": True,
        "nothing": None,
        "list": [1, "a", [None]],
        "map": {"a": {"b": 1}},
    }
    query = "RETURN " + ", ".join(f"${name} AS {name}" for name in given)
    assert engine.run(query, given, Limits()).records() == [given]


@pytest.mark.parametrize("query", cases.WRITING)
def test_nothing_that_writes_loads_or_manages_is_run(engine, query):
    with pytest.raises(QuidError):
        engine.run(query, {}, Limits())


def test_after_all_attempts_to_write_the_store_is_as_it_was(engine, store):
    for query in cases.WRITING:
        with pytest.raises(QuidError):
            engine.run(query, {}, Limits())
    assert all(cache._whole(place) for place in cache.folder().iterdir())
    assert rows(engine, "MATCH (n) RETURN count(n) AS n") == [[cases.case_graph().number_of_nodes() + 1]]


def test_write_names_the_way_out(engine):
    with pytest.raises(QuidError, match="--uri"):
        engine.run("CREATE (n)", {}, Limits(), write=True)


def test_the_row_limit_says_that_there_is_more(engine):
    table = engine.run("UNWIND range(1, 10) AS x RETURN x", {}, Limits(rows=3))
    assert (table.rows, table.more) == ([[1], [2], [3]], True)
    assert not engine.run("UNWIND range(1, 3) AS x RETURN x", {}, Limits(rows=3)).more


def test_the_time_limit_ends_a_query(engine):
    endless = "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN count(*) AS n"
    with pytest.raises(QuidError, match=r"longer than 0\.3 s"):
        engine.run(endless, {}, Limits(seconds=0.3))


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("MATCH (a:Actor RETURN a", r"query, line 1, column 16: .*MATCH \(a:Actor »RETURN« a"),
        ("MATCH (a)\nRETRN a", r"query, line 2, column 1: .*»RETRN« a"),
        ("MATCH (a) RETURN b", r"query, line 1, column 18: .*'b' not defined: MATCH \(a\) RETURN »b«"),
        ("UNWIND [1] AS x MATCH (n) RETURN n RETURN", r"query, line 1, column 42: mismatched input '<EOF>': .*»end«"),
        ("MATCH (n) WHERE n.id = $who RETURN n", "query.*parameter.*who"),
        ("RETURN 1 / 0 AS x", "query: / by zero"),
    ],
)
def test_errors_point_into_the_query(engine, query, message):
    with pytest.raises(QuidError, match=message):
        engine.run(query, {}, Limits())


def test_columns_of_an_empty_answer_are_known(engine):
    assert engine.run("MATCH (n:Nobody) RETURN n.name AS name, n.id AS id", {}, Limits()).columns == ("name", "id")


def test_hostile_names_come_back(store, monkeypatch, tmp_path):
    monkeypatch.setenv("QUID_CACHE", str(store))
    save(cases.hostile_graph(), tmp_path / "hostile.json")
    engine = open_embedded(tmp_path / "hostile.json")
    found = {row[0] for row in rows(engine, "MATCH (n:Actor) RETURN n.name AS name")}
    assert found == set(cases.HOSTILE)
    for name in cases.HOSTILE:
        assert rows(engine, "MATCH (n:Actor {name: $name}) RETURN count(*) AS n", name=name) == [[1]]


# --- the cache ------------------------------------------------------------------------------------------------------------


def build_by_copying(folder):
    folder.mkdir()
    (folder / "part").write_text("whole")


def test_a_database_is_built_once_and_again_when_it_is_damaged(monkeypatch, tmp_path):
    monkeypatch.setenv("QUID_CACHE", str(tmp_path))
    built = []

    def build(folder):
        built.append(folder)
        build_by_copying(folder)

    place = cache.database("name", build)
    assert cache.database("name", build) == place
    assert len(built) == 1
    (manifest,) = place.parent.glob("*.json")
    damages = [
        ((place / "part").write_text, "wrong"),
        ((place / "part").unlink,),
        ((place / "more").touch,),
        (manifest.write_text, "{"),
        (shutil.rmtree, place),
    ]
    for damage, *how in damages:
        damage(*how)
        before = len(built)
        assert (cache.database("name", build) / "part").read_text() == "whole"
        assert len(built) == before + 1
    assert [path.name for path in cache.folder().iterdir()] == ["name"]


def test_a_build_that_fails_leaves_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv("QUID_CACHE", str(tmp_path))

    def fail(folder):
        build_by_copying(folder)
        raise QuidError("no")

    with pytest.raises(QuidError, match="no"):
        cache.database("name", fail)
    assert not any(cache.folder().iterdir())


def test_two_that_build_at_once_do_not_meet(monkeypatch, tmp_path):
    monkeypatch.setenv("QUID_CACHE", str(tmp_path))

    def build(folder):
        cache.database("name", build_by_copying)
        build_by_copying(folder)

    assert (cache.database("name", build) / "part").read_text() == "whole"
    assert [path.name for path in cache.folder().iterdir()] == ["name"]


def test_a_cache_that_cannot_be_written_is_one_line(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("QUID_CACHE", str(tmp_path / "file"))
    with pytest.raises(QuidError, match="set QUID_CACHE"):
        cache.database("name", build_by_copying)


def test_a_damaged_database_gives_the_right_rows_in_the_next_process(case_file, tmp_path):
    ask = ("query", "-g", case_file, "MATCH (n:Claim) RETURN count(*) AS n", "--csv")
    assert quid(*ask, store=tmp_path).stdout == "n\n27\n"
    (data,) = (tmp_path / "cypher").glob("*/data")
    largest = max(data.glob("Claim*"), key=lambda path: path.stat().st_size)
    content = bytearray(largest.read_bytes())
    content[500] ^= 1
    largest.write_bytes(content)
    result = quid(*ask, store=tmp_path)
    assert (result.returncode, result.stdout, result.stderr) == (0, "n\n27\n", "")


def test_several_processes_read_one_database_and_leave_nothing_else(case_file, store, tmp_path):
    ask = [sys.executable, "-m", "graph", "query", "-g", str(case_file), "MATCH (n) RETURN count(*) AS n", "--csv"]
    environment = {**os.environ, "QUID_CACHE": str(store), "PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen(ask, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, cwd=tmp_path)
        for _ in range(3)
    ]
    for process in running:
        out, err = process.communicate(timeout=120)
        assert (process.returncode, out, err) == (0, f"n\n{cases.case_graph().number_of_nodes() + 1}\n", "")
    assert not any(tmp_path.iterdir()), "the engine must write nothing where one stands"


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
def test_ctrl_c_ends_a_query_at_once(case_file, store):
    endless = "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN count(*) AS n"
    command = [sys.executable, "-m", "graph", "query", "-g", str(case_file), endless, "--timeout", "500"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "QUID_CACHE": str(store)},
        stderr=subprocess.PIPE,
        text=True,
        # Tests that a script runs in the background inherit that Ctrl-C is ignored; a person's command does not.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads share this lambda
    )
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=20)
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=60)
    assert (process.returncode, error) == (130, "quid: stopped\n")
