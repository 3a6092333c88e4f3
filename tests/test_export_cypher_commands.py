"""`quid query`, `push` and `pull` as a person meets them: forms of output, ways in, the shell, every refusal in one line."""

from __future__ import annotations

import csv
import io
import json
import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cypher_cases as cases
import pytest
from click.testing import CliRunner

from export.cypher import server, shell
from export.cypher.results import Limits, Table
from graph.cli import cli
from graph.commands import query as query_command
from graph.errors import QuidError
from graph.files import save


class Canned:
    """An engine that knows a few answers and remembers what it was asked."""

    def __init__(self, *tables):
        self.tables = list(tables)
        self.asked = []

    def run(self, query, parameters, limits, *, write=False):
        self.asked.append((query, dict(parameters), limits, write))
        answer = self.tables.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self):
        self.asked.append("closed")


@pytest.fixture
def canned(monkeypatch):
    engine = Canned()
    monkeypatch.setattr(query_command, "_runner", lambda *_: engine)
    return engine


def quid(*arguments, stdin=None):
    return CliRunner().invoke(cli, ["query", *arguments], input=stdin, catch_exceptions=False)


NODE = {"id": "actor:x", "labels": ["Actor", "State"], "properties": {"name": "X\x1b[31m\u202e", "aliases": ["a"]}}
EDGE = {"type": "LEADS", "source": "actor:x", "target": "actor:x", "properties": {}}
MIXED = Table(
    ("node", "path", "n", "list", "none"),
    [[NODE, {"nodes": [NODE, NODE], "relationships": [EDGE]}, 1.5, [1, "b"], None]],
)


def test_json_is_a_list_of_one_object_a_row(canned):
    canned.tables.append(MIXED)
    (row,) = json.loads(quid("q", "--json").stdout)
    assert row == {
        "node": NODE,
        "path": {"nodes": [NODE, NODE], "relationships": [EDGE]},
        "n": 1.5,
        "list": [1, "b"],
        "none": None,
    }


def test_csv_guards_formulas_and_keeps_numbers(canned):
    rows = [["=1+1", -1, "+x"], ["@a", 2.5, "-"], ["\tx", True, ["=1"]], ["plain", None, "＝1"]]
    canned.tables.append(Table(("=a", "b", "c"), rows))
    found = list(csv.reader(io.StringIO(quid("q", "--csv").stdout)))
    assert found == [
        ["'=a", "b", "c"],
        ["'=1+1", "-1", "'+x"],
        ["'@a", "2.5", "'-"],
        ["'\tx", "true", '["=1"]'],
        ["plain", "", "'＝1"],
    ]


def test_the_table_shows_names_and_no_control_characters(canned):
    canned.tables.append(MIXED)
    output = quid("q").stdout
    assert "\x1b" not in output
    assert "\u202e" not in output
    assert "(:Actor:State X [31m )-[:LEADS]-(:Actor:State X [31m )" in output
    assert output.splitlines()[0].split() == ["node", "path", "n", "list", "none"]


def test_no_rows_are_said(canned):
    canned.tables += [Table(("a",)), Table(("a",)), Table(("a",))]
    assert quid("q").stdout == "no rows\n"
    assert quid("q", "--json").stdout == "[]\n"
    assert quid("q", "--csv").stdout == "a\n"


def test_a_cut_answer_says_so_on_standard_error(canned):
    canned.tables.append(Table(("a",), [[1]], more=True))
    result = quid("q", "--limit", "1", "--csv")
    assert (result.stdout, result.stderr) == ("a\n1\n", "quid: only the first 1 rows; --limit gives more\n")


def test_parameters_are_json_or_text_and_limits_reach_the_engine(canned):
    canned.tables.append(Table(("a",)))
    quid(
        "q",
        "-p",
        "who=Iran",
        "-p",
        "n=5",
        "-p",
        'l=["a"]',
        "-p",
        "t='5'",
        "-p",
        "e=a=b",
        "--limit",
        "7",
        "--timeout",
        "2",
    )
    assert canned.asked == [
        ("q", {"who": "Iran", "n": 5, "l": ["a"], "t": "'5'", "e": "a=b"}, Limits(2, 7), False),
        "closed",
    ]


def test_queries_come_from_files_and_standard_input(canned, tmp_path):
    (tmp_path / "q.cypher").write_text("RETURN\n 1;\n", encoding="utf-8")
    canned.tables += [Table(("a",))] * 4
    quid("-f", str(tmp_path / "q.cypher"))
    quid("-", stdin="RETURN 2;")
    quid("-f", "-", stdin="RETURN 3")
    quid(stdin="RETURN 4")
    assert [asked[0] for asked in canned.asked if asked != "closed"] == [
        "RETURN\n 1",
        "RETURN 2",
        "RETURN 3",
        "RETURN 4",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("q", "-p", "novalue"), "-p: 'novalue' is not NAME=VALUE"),
        (("q", "-p", "1x=2"), "is not NAME=VALUE"),
        (("q", "-f", "x"), "either a query or -f"),
        (("-f", "no-such-file"), "no-such-file: cannot be read: No such file"),
        (("  ",), "the query is empty"),
        ((";",), "the query is empty"),
    ],
)
def test_what_cannot_be_asked_is_one_line(canned, arguments, message):
    with pytest.raises(QuidError, match=message):
        quid(*arguments)


def test_a_missing_graph_says_how_to_make_one(tmp_path, monkeypatch):
    monkeypatch.setenv("QUID_CACHE", str(tmp_path))
    with pytest.raises(QuidError, match="no such graph; make one with: quid build"):
        quid("RETURN 1", "-g", str(tmp_path / "none.json"))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("MATCH (a:Actr) RETURN a", ["nothing is called Actr in the graph; did you mean Actor?"]),
        (
            "MATCH (:actor)-[:SUPLIES|OF]->(:Exchange)",
            ["actor in the graph; did you mean Actor?", "SUPLIES in the graph; did you mean SUPPLIES?"],
        ),
        ("MATCH (a:State:Actor)-[r:SAYS|DENIES*1..2]->(c {name: '(:Nothing)'}) RETURN a // (:Nobody)", []),
        ("MATCH (a:Qqqqq) RETURN {x: a.y}", ["nothing is called Qqqqq in the graph"]),
    ],
)
def test_an_empty_answer_names_what_no_graph_has(canned, query, words):
    canned.tables.append(Table(("a",)))
    lines = quid(query).stderr.splitlines()
    assert len(lines) == len(words)
    assert all(line.endswith(word) for line, word in zip(lines, words, strict=True))


def test_the_cookbook_can_be_printed():
    assert quid("--cookbook").stdout.startswith("# Cypher cookbook")


# --- the shell ------------------------------------------------------------------------------------------------------------


KNOWN = shell.Names(("Actor", "Article", "State"), ("SAYS", "SUPPLIES"), ("aliases", "name"))


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ("MATCH (a:A", ["Actor", "Article"]),
        ("MATCH (a:Actor:s", ["State"]),
        ("MATCH (a)-[:", ["SAYS", "SUPPLIES"]),
        ("MATCH ()-[r:SAYS|SU", ["SUPPLIES"]),
        ("MATCH ()-[:SAYS]->(b:st", ["State"]),
        ("RETURN a.na", ["name"]),
        ("ret", ["RETURN"]),
        ("MATCH (zz", []),
        ("MATCH ", []),
    ],
)
def test_completion_knows_what_may_stand_there(before, found):
    length, choices = shell.candidates(before, KNOWN)
    assert choices == found
    assert length <= len(before.split(":")[-1])


def test_names_are_asked_of_the_engine():
    engine = Canned(
        Table(("name",), [["Actor"]]), Table(("name",), [["SAYS"]]), Table(("name",), [["name"], ["_hash"]])
    )
    assert shell.names(engine, Limits()) == shell.Names(("Actor",), ("SAYS",), ("name",))


def test_a_session_answers_keeps_history_and_survives_errors(tmp_path, monkeypatch, capsys):
    from prompt_toolkit.application import create_app_session
    from prompt_toolkit.input import create_pipe_input
    from prompt_toolkit.output import DummyOutput

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    names = [Table(("name",), [["Actor"]]), Table(("name",)), Table(("name",))]
    engine = Canned(*names, Table(("x",), [[1]]), QuidError("query: wrong"), Table(("x",), [[1]], more=True))
    shown = []

    def session() -> None:
        with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
            keys.send_text("RETURN\r1 AS x;\rwrong;\r\x03RETURN 2;\r\x04")
            shell.run(engine, Limits(5, 1), shown.append)

    with ThreadPoolExecutor() as apart:  # The browser of other tests keeps an event loop in this thread.
        apart.submit(session).result()
    assert [asked[0] for asked in engine.asked[3:]] == ["RETURN\n1 AS x", "wrong", "RETURN 2"]
    assert len(shown) == 2
    assert capsys.readouterr().err.splitlines() == ["1 row", "query: wrong", "the first 1 rows"]
    history = next(Path(tmp_path).rglob("query_history")).read_text(encoding="utf-8")
    assert "+RETURN 2;" in history


# --- who asks, and where --------------------------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path):
    save(cases.case_graph(), tmp_path / "graph.json")
    return str(tmp_path / "graph.json")


@pytest.mark.parametrize(
    "uri",
    [
        "http://localhost:7474",
        "localhost:7687",
        "bolt://",
        "bolt://x:99999",
        "bolt+x://a",
        "",
        "bolt://[::1",
        "neo4j+s:///x",
    ],
)
def test_addresses_that_are_none(uri):
    with pytest.raises(QuidError, match=r"--uri: .*bolt://"):
        server.Target(uri)


@pytest.mark.parametrize("scheme", server.SCHEMES)
def test_every_scheme_of_the_driver_is_taken(scheme):
    assert server.Target(f"{scheme}://db.example:7687").uri.startswith(scheme)


def test_a_password_in_the_address_is_refused_and_not_repeated():
    with pytest.raises(QuidError) as caught:
        server.Target("bolt://neo4j:verysecret@localhost")
    assert "verysecret" not in str(caught.value)


def test_a_target_does_not_show_its_password():
    assert "verysecret" not in repr(server.Target("bolt://localhost", "neo4j", "verysecret"))


@pytest.mark.parametrize(
    ("name", "arguments"), [("push", ["-g"]), ("pull", []), ("query", ["RETURN 1", "--uri", "bolt://localhost:1"])]
)
def test_without_a_password_and_nobody_to_ask(name, arguments, file, monkeypatch):
    for variable in ("NEO4J_PASSWORD", "NEO4J_URI"):
        monkeypatch.delenv(variable, raising=False)
    given = [*arguments, file] if name == "push" else arguments
    where = [] if "--uri" in arguments else ["--uri", "bolt://localhost:1"]
    with pytest.raises(QuidError, match="set NEO4J_PASSWORD, or give --no-auth"):
        CliRunner().invoke(cli, [name, *given, *where], catch_exceptions=False)


def test_without_an_address_the_message_has_one(file, monkeypatch):
    monkeypatch.delenv("NEO4J_URI", raising=False)
    with pytest.raises(QuidError, match="Give --uri or set NEO4J_URI, as in: --uri bolt://localhost:7687"):
        CliRunner().invoke(cli, ["push", "-g", file], catch_exceptions=False)


@pytest.mark.parametrize("uri", ["bolt://127.0.0.1:1", "bolt+s://127.0.0.1:1", "bolt://no-such-host.invalid:7687"])
@pytest.mark.parametrize("name", ["push", "pull", "query"])
def test_nobody_there_is_one_line_without_the_password(uri, name, file, monkeypatch, caplog):
    monkeypatch.setenv("NEO4J_PASSWORD", "verysecret")
    monkeypatch.setenv("QUID_RETRY", "0")
    caplog.set_level(logging.DEBUG)
    given = {"push": ["-g", file], "pull": ["-o", "-"], "query": ["RETURN 1"]}[name]
    with pytest.raises(QuidError) as caught:
        CliRunner().invoke(cli, [name, *given, "--uri", uri], catch_exceptions=False)
    assert str(caught.value).startswith(uri)
    assert "\n" not in str(caught.value)
    assert "verysecret" not in str(caught.value) + caplog.text


def test_import_files_are_written_without_a_server(file, tmp_path):
    folder = tmp_path / "out"
    result = CliRunner().invoke(cli, ["export", "neo4j-import", str(folder), "-g", file], catch_exceptions=False)
    assert result.stdout == f"neo4j-admin database import full neo4j @{folder}/import.args\n"
    assert any(folder.glob("nodes-*.csv"))
