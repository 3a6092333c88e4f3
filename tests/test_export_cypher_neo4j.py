"""Push, pull and query against a real Neo4j: exact, idempotent, deaf to hostile names, and alone with its own data."""

from __future__ import annotations

import dataclasses
import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import cypher_cases as cases
import networkx as nx
import pytest
from neo4j import GraphDatabase
from proxy import Proxy

from export.cypher import mapping
from export.cypher.open import open_embedded
from export.cypher.pull import pull
from export.cypher.push import push, summary
from export.cypher.results import Limits
from export.cypher.server import Server, connected
from graph.errors import QuidError
from graph.files import dumps, load, save

ROOT = Path(__file__).parent.parent
# What others keep in the same database: like ours as far as can be, with labels, ids and types of ours.
FOREIGN = """
CREATE (a:Actor:State {id: 'actor:norland', name: 'Norland'}), (b:Actor {id: 'actor:norland'}), (c:Note {text: 'mine', _hash: 'x'})
CREATE (a)-[:SUPPLIES {weight: 7}]->(b)-[:SUPPLIES {weight: 7}]->(c), (c)-[:LEADS]->(a)
"""


def ask(target, query, **parameters):
    with connected(target) as session:
        return session.execute_write(lambda transaction: transaction.run(query, **parameters).values())


@pytest.fixture
def empty(neo4j):
    """The server without a node."""
    target = dataclasses.replace(neo4j, retry=2.0)
    ask(target, "MATCH (n) DETACH DELETE n")
    return target


def foreign(target):
    """All that is not quid's, in one comparable text."""
    nodes = ask(target, "MATCH (n) WHERE NOT n:Quid RETURN labels(n), properties(n)")
    edges = ask(
        target, "MATCH (a)-[r]->(b) WHERE r._id IS NULL RETURN labels(a), a.name, type(r), properties(r), labels(b)"
    )
    return sorted(json.dumps([sorted(map(str, row[0])), *row[1:]], sort_keys=True) for row in nodes), sorted(
        map(str, edges)
    )


def pushed(target, graph, **options):
    return push(mapping.rows(graph), target, **options)


@pytest.mark.parametrize("make", [cases.case_graph, cases.changed_graph, cases.hostile_graph, nx.MultiDiGraph])
def test_what_is_pushed_is_pulled_byte_for_byte(empty, make):
    pushed(empty, make())
    assert dumps(pull(empty)) == dumps(make())


@pytest.mark.parametrize("batch", [1, 7, 5000])
def test_a_second_push_changes_nothing(empty, batch):
    first = pushed(empty, cases.case_graph(), batch=batch)
    assert (len(first.create_nodes), len(first.create_relationships)) == (53, 126)
    before = ask(empty, "MATCH (n) RETURN elementId(n), properties(n) ORDER BY elementId(n)")
    second = pushed(empty, cases.case_graph(), batch=batch)
    assert (second.size, second.unchanged) == (0, first.size)
    assert ask(empty, "MATCH (n) RETURN elementId(n), properties(n) ORDER BY elementId(n)") == before


def test_a_push_after_facts_changed_leaves_exactly_the_new_ones(empty):
    pushed(empty, cases.case_graph())
    plan = pushed(empty, cases.changed_graph())
    assert plan.delete_nodes == ["actor:isle", "actor:westia"]
    assert sorted(node.id for node in plan.create_nodes) == ["actor:newland"]
    assert {"actor:estmark", "actor:jon-fay", "resolution:arms-embargo"} <= {node.id for node in plan.change_nodes}
    assert dumps(pull(empty)) == dumps(cases.changed_graph())
    ((labels, role),) = ask(empty, "MATCH (n {id: 'actor:jon-fay'}) RETURN labels(n), n.role")
    assert (set(labels), role) == ({"Quid", "Actor", "Person"}, None)
    pushed(empty, cases.case_graph())
    assert dumps(pull(empty)) == dumps(cases.case_graph())


def test_a_relationship_whose_type_changes_under_one_key_is_replaced(empty):
    graph = cases.case_graph()
    graph.add_edge("actor:isle", "actor:norland", key=0, type="VISITS")
    pushed(empty, graph)
    graph.edges["actor:isle", "actor:norland", 0]["type"] = "SUPPORTS"
    pushed(empty, graph)
    assert ask(empty, "MATCH ({id: 'actor:isle'})-[r]->() RETURN type(r)") == [["SUPPORTS"]]
    assert dumps(pull(empty)) == dumps(graph)


def test_a_dry_run_counts_and_writes_nothing(empty):
    pushed(empty, cases.case_graph())
    before = ask(empty, "MATCH (n) RETURN properties(n) ORDER BY elementId(n)")
    dry = pushed(empty, cases.changed_graph(), dry_run=True)
    assert ask(empty, "MATCH (n) RETURN properties(n) ORDER BY elementId(n)") == before
    assert pushed(empty, cases.changed_graph()).counts() == dry.counts()
    assert summary(dry).startswith("1 nodes new, ")


def test_what_others_keep_there_stays(empty):
    ask(empty, FOREIGN)
    before = foreign(empty)
    for graph in (cases.case_graph(), cases.changed_graph(), nx.MultiDiGraph(), cases.hostile_graph()):
        pushed(empty, graph)
        assert foreign(empty) == before
        assert dumps(pull(empty)) == dumps(graph)


def test_what_others_add_to_nodes_of_quid_stays(empty):
    pushed(empty, cases.case_graph())
    ask(
        empty,
        "MATCH (n:Quid {id: 'actor:estmark'}) SET n:Watched, n.remark = 'mine' CREATE (n)-[:SEEN {by: 'me'}]->(:Note)",
    )
    pushed(empty, cases.changed_graph())
    ((labels, remark, kind),) = ask(
        empty, "MATCH (n:Quid {id: 'actor:estmark'})-[:SEEN {by: 'me'}]->(:Note) RETURN labels(n), n.remark, n.kind"
    )
    assert set(labels) == {"Quid", "Actor", "Bloc", "Watched"}
    assert (remark, kind) == ("mine", "bloc")


def test_a_stale_node_with_relationships_of_others_is_kept_without_what_is_quids(empty):
    pushed(empty, cases.case_graph())
    ask(empty, "MATCH (n:Quid {id: 'actor:westia'}) SET n:Watched CREATE (n)-[:SEEN]->(:Note {text: 'mine'})")
    plan = pushed(empty, cases.changed_graph())
    assert plan.kept == 1
    assert "1 stale nodes kept" in summary(plan)
    assert ask(empty, "MATCH (n)-[:SEEN]->(:Note) RETURN labels(n), properties(n)") == [
        [["Watched"], {"name": "Westia"}]
    ]
    assert dumps(pull(empty)) == dumps(cases.changed_graph())
    pushed(empty, cases.case_graph())
    assert dumps(pull(empty)) == dumps(cases.case_graph())


def test_full_mends_what_somebody_changed(empty):
    pushed(empty, cases.case_graph())
    ask(empty, "MATCH (n:Quid {id: 'good:oil'}) SET n.name = 'water', n.category = null REMOVE n:Energy")
    assert pushed(empty, cases.case_graph()).size == 0
    pushed(empty, cases.case_graph(), full=True)
    assert ask(empty, "MATCH (n:Good:Energy {id: 'good:oil'}) RETURN n.name, n.category") == [["oil", "energy"]]


def test_constraints_stand_before_the_first_node(empty):
    for (name,) in ask(empty, "SHOW CONSTRAINTS YIELD name WHERE name STARTS WITH 'quid_' RETURN name"):
        ask(empty, f"DROP CONSTRAINT {name}")
    pushed(empty, cases.case_graph())
    names = {row[0] for row in ask(empty, "SHOW CONSTRAINTS YIELD name RETURN name")}
    assert {"quid_node_id", "quid_supplies_id", "quid_in_return_for_id"} <= names


def test_two_pushes_at_once_double_nothing(empty, tmp_path):
    save(cases.case_graph(), tmp_path / "graph.json")
    command = [
        sys.executable,
        "-m",
        "graph",
        "push",
        "-g",
        str(tmp_path / "graph.json"),
        "--uri",
        empty.uri,
        "--batch",
        "10",
    ]
    environment = {**os.environ, "NEO4J_USERNAME": empty.user, "NEO4J_PASSWORD": empty.password}
    running = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for process in running:
        _, error = process.communicate(timeout=120)
        assert error.count("\n") <= 1
    pushed(empty, cases.case_graph())
    assert dumps(pull(empty)) == dumps(cases.case_graph())


def test_pull_refuses_what_is_not_whole(empty):
    with pytest.raises(QuidError, match="holds no graph of quid's"):
        pull(empty)
    pushed(empty, cases.case_graph())
    ask(empty, "MATCH (n:Quid:Graph) SET n._hash = 'unfinished'")
    with pytest.raises(QuidError, match="was cut off; run quid push again"):
        pull(empty)
    assert pushed(empty, cases.case_graph()).size == 0
    assert dumps(pull(empty)) == dumps(cases.case_graph())


# --- the same queries on both sides ---------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def both(neo4j, tmp_path_factory):
    """The case graph embedded and on the server."""
    folder = tmp_path_factory.mktemp("both")
    save(cases.case_graph(), folder / "graph.json")
    before = os.environ.get("QUID_CACHE")
    os.environ["QUID_CACHE"] = str(folder)
    try:
        return open_embedded(folder / "graph.json"), Server(neo4j)
    finally:
        if before is None:
            del os.environ["QUID_CACHE"]
        else:
            os.environ["QUID_CACHE"] = before


@pytest.fixture
def filled(neo4j, both):
    """Both engines, the server holding the case graph and nothing else."""
    if (
        ask(neo4j, "MATCH (n) RETURN count(n), count(n._hash)") != [[54, 54]]
        or pushed(neo4j, cases.case_graph(), dry_run=True).size
    ):
        ask(neo4j, "MATCH (n) DETACH DELETE n")
        pushed(neo4j, cases.case_graph())
    return both


@pytest.mark.parametrize("query", cases.QUERIES)
def test_embedded_and_neo4j_agree(filled, query):
    parameters = cases.PARAMETERS if "$" in query else {}
    embedded, server = (engine.run(query, parameters, Limits()) for engine in filled)
    assert embedded.columns == server.columns
    assert cases.in_any_order(embedded.rows) == cases.in_any_order(server.rows)
    if "ORDER BY" in query and "UNION" not in query:
        assert [cases.in_any_order([row]) for row in embedded.rows] == [
            cases.in_any_order([row]) for row in server.rows
        ]


@pytest.mark.parametrize("title", cases.cookbook())
def test_the_cookbook_gives_the_same_on_both(filled, title):
    query, parameters = cases.cookbook()[title]
    expected = cases.in_any_order(cases.ANSWERS[title](cases.View(cases.case_graph()), parameters))
    assert expected
    for engine in filled:
        assert cases.in_any_order(engine.run(query, parameters, Limits()).rows) == expected


def test_the_cookbook_on_the_graph_of_the_seeds(empty, seeds_file):
    graph = load(seeds_file)
    pushed(empty, graph)
    assert dumps(pull(empty)) == seeds_file.read_text(encoding="utf-8")
    for title, (query, _) in cases.cookbook().items():
        given = cases.parameters_for(graph, title)
        expected = cases.in_any_order(cases.ANSWERS[title](cases.View(graph), given))
        assert cases.in_any_order(Server(empty).run(query, given, Limits(rows=10_000)).rows) == expected, title


@pytest.mark.parametrize("query", cases.WRITING)
def test_the_server_is_only_read(filled, query):
    with pytest.raises(QuidError) as caught:
        filled[1].run(query, {}, Limits())
    assert "\n" not in str(caught.value)


def test_after_all_attempts_the_server_is_as_it_was(filled, neo4j):
    constraints = ask(neo4j, "SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name")
    for query in cases.WRITING:
        with pytest.raises(QuidError):
            filled[1].run(query, {}, Limits())
    assert dumps(pull(neo4j)) == dumps(cases.case_graph())
    assert ask(neo4j, "MATCH (n) RETURN count(n)") == [[54]]
    assert ask(neo4j, "SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name") == constraints


def test_write_is_possible_when_asked_for(empty):
    Server(empty).run("CREATE (:Note {text: 'a'})", {}, Limits(), write=True)
    assert ask(empty, "MATCH (n) RETURN n.text") == [["a"]]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("MATCH (a:Actor RETURN a", r"query, line 1, column 16: .*MATCH \(a:Actor »RETURN« a"),
        ("MATCH (a)\nRETRN a", r"query, line 2, column 1: .*»RETRN« a"),
        ("MATCH (a) RETURN b", r"query, line 1, column 18: .*»b«"),
        ("MATCH (n) WHERE n.id = $who RETURN n", "parameter.*who"),
        ("RETURN 1 / 0 AS x", "/ by zero"),
        ("UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN count(*) AS n", "longer than 1 s"),
    ],
)
def test_errors_of_the_server_point_into_the_query(neo4j, query, message):
    with pytest.raises(QuidError, match=message):
        Server(neo4j).run(query, {}, Limits(seconds=1))


# --- failures -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def newcomer(neo4j):
    """A user whose password must be changed before anything else."""
    with GraphDatabase.driver(neo4j.uri, auth=(neo4j.user, neo4j.password)) as driver:
        create = "CREATE OR REPLACE USER newcomer SET PASSWORD 'first-password' CHANGE REQUIRED"
        driver.execute_query(create, database_="system")
        yield dataclasses.replace(neo4j, user="newcomer", password="first-password")  # noqa: S106
        driver.execute_query("DROP USER newcomer", database_="system")


def refusal(target, caplog):
    caplog.set_level(logging.DEBUG)
    with pytest.raises(QuidError) as caught:
        pushed(target, cases.case_graph())
    message = str(caught.value)
    assert "\n" not in message
    assert target.password not in message + caplog.text
    return message


def test_a_wrong_password(neo4j, caplog):
    assert "wrong user or password for neo4j" in refusal(dataclasses.replace(neo4j, password="wrong-password"), caplog)  # noqa: S106


def test_an_expired_password(newcomer, caplog):
    assert "has expired and must be changed first" in refusal(newcomer, caplog)


def test_a_wrong_port(neo4j, caplog):
    assert "no Neo4j answers there" in refusal(dataclasses.replace(neo4j, uri="bolt://127.0.0.1:1"), caplog)


def test_tls_where_there_is_none(neo4j, caplog):
    target = dataclasses.replace(neo4j, uri=neo4j.uri.replace("bolt:", "bolt+s:"))
    assert "speaks TLS there" in refusal(target, caplog)


def test_an_unknown_database(neo4j, caplog):
    assert "there is no database nowhere" in refusal(dataclasses.replace(neo4j, database="nowhere"), caplog)


def test_the_command_tells_what_it_did_and_never_the_password(empty, tmp_path):
    save(cases.case_graph(), tmp_path / "graph.json")
    environment = {**os.environ, "NEO4J_URI": empty.uri, "NEO4J_USERNAME": empty.user, "NEO4J_PASSWORD": empty.password}

    def quid(*arguments):
        command = [sys.executable, "-m", "graph", *arguments]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    results = [
        quid("push", "-g", str(tmp_path / "graph.json"), "--dry-run"),
        quid("push", "-g", str(tmp_path / "graph.json"), "--json"),
        quid("push", "-g", str(tmp_path / "graph.json")),
        quid("pull", "-o", str(tmp_path / "back.json")),
        quid("query", "MATCH (a:State) RETURN a.name AS name ORDER BY name LIMIT 1", "--uri", empty.uri, "--csv"),
        quid("pull", "--database", "nowhere"),
    ]
    assert [result.returncode for result in results] == [0, 0, 0, 0, 0, 1]
    assert results[0].stdout.startswith("would be: 53 nodes new")
    assert json.loads(results[1].stdout)["relationships_created"] == 126
    assert "179 unchanged" in results[2].stdout
    assert (tmp_path / "back.json").read_bytes() == (tmp_path / "graph.json").read_bytes()
    assert results[4].stdout == "name\nEstmark\n"
    assert results[5].stderr.count("\n") == 1
    assert not any(empty.password in result.stdout + result.stderr for result in results)


# --- the connection cut at sixty points of a push -------------------------------------------------------------------------


def _port(target):
    return int(target.uri.rpartition(":")[2])


@pytest.fixture(scope="session")
def traffic(neo4j):
    """Bytes that one push of the changed graph over the first sends and gets."""
    target = dataclasses.replace(neo4j, retry=0.0)
    ask(target, "MATCH (n) DETACH DELETE n")
    pushed(target, cases.case_graph(), batch=20)
    with Proxy(_port(target)) as proxy:
        pushed(dataclasses.replace(target, uri=proxy.uri), cases.changed_graph(), batch=20)
        return dict(proxy.passed)


@pytest.mark.parametrize("direction", ["up", "down"])
def test_a_connection_cut_anywhere_is_mended_by_the_same_push(neo4j, traffic, direction):
    target = dataclasses.replace(neo4j, retry=0.0)
    ask(target, "MATCH (n) DETACH DELETE n")
    ask(target, FOREIGN)
    before = foreign(target)
    graphs = [cases.case_graph(), cases.changed_graph()]
    pushed(target, graphs[0], batch=20)
    failures = 0
    for point in range(30):
        graph = graphs[(point + 1) % 2]
        with Proxy(_port(target), cut_after=traffic[direction] * (2 * point + 1) // 60, direction=direction) as proxy:
            failures += cases.cut_off(pushed, dataclasses.replace(target, uri=proxy.uri), graph, batch=20)
        pushed(target, graph, batch=20)
        assert dumps(pull(target)) == dumps(graph)
        assert foreign(target) == before
    assert failures >= 20
