"""A Neo4j of its own: filled by the import tool, killed in the middle of pushes, and each time made exact by the same push."""

from __future__ import annotations

import json
import os
import threading
import time

import cypher_cases as cases
import neo4j_server
import pytest

from export import write
from export.cypher import mapping
from export.cypher.pull import pull
from export.cypher.push import push
from export.cypher.server import Target, connected
from graph.files import dumps

# Every start takes seconds; QUID_KILLS=20 asks for more of them.
KILLS = int(os.environ.get("QUID_KILLS", "3"))


@pytest.fixture
def imported(tmp_path_factory):
    """A server on what the import tool made of the hostile graph."""
    if not neo4j_server.available():
        message = "this test starts a Neo4j of its own: it needs Java 17 and mvn, and tests/neo4j/start pytest runs it"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    folder = tmp_path_factory.mktemp("neo4j")
    write(cases.hostile_graph(), folder / "import", "neo4j-import")
    done = neo4j_server.import_csv(folder / "home", ["neo4j", f"@{folder}/import/import.args"])
    assert done.returncode == 0, done.stdout + done.stderr
    server = neo4j_server.Server(folder, memory="512m")
    server.start()
    try:
        server.set_password()
        yield server
    finally:
        server.stop()


def target_of(server):
    return Target(server.uri, "neo4j", neo4j_server.PASSWORD, retry=0.0)


def run(target, query):
    with connected(target) as session:
        return session.execute_write(lambda transaction: transaction.run(query).values())


def test_the_import_tool_leaves_nothing_for_a_push_to_do(imported):
    target = target_of(imported)
    assert dumps(pull(target)) == dumps(cases.hostile_graph())
    plan = push(mapping.rows(cases.hostile_graph()), target)
    assert plan.size == 0
    assert plan.unchanged == cases.hostile_graph().number_of_nodes() + cases.hostile_graph().number_of_edges()


def test_a_server_killed_in_the_middle_of_a_push(imported):
    target = target_of(imported)
    run(target, "CREATE (:Actor {id: 'actor:norland', mine: true})-[:SUPPLIES]->(:Note {text: 'mine'})")
    graphs = [mapping.rows(cases.case_graph()), mapping.rows(cases.changed_graph())]
    push(graphs[1], target, batch=5)
    started = time.monotonic()
    push(graphs[0], target, batch=5)
    length = time.monotonic() - started
    failed = 0
    for point in range(KILLS):
        wanted = graphs[(point + 1) % 2]
        killer = threading.Timer(length * (point + 0.5) / KILLS, imported.kill)
        killer.start()
        failed += cases.cut_off(push, wanted, target, batch=5)
        killer.join()
        imported.start()
        push(wanted, target, batch=5)
        assert dumps(pull(target)) == dumps([cases.case_graph, cases.changed_graph][(point + 1) % 2]())
        assert run(target, "MATCH (n:Actor {mine: true})-[:SUPPLIES]->(m:Note) RETURN count(*)") == [[1]]
    assert failed, "no push was cut off: the kills came too late to show anything"


def test_the_import_files_are_one_argument_a_line(tmp_path):
    write(cases.case_graph(), tmp_path / "import", "neo4j-import")
    lines = (tmp_path / "import" / "import.args").read_text().splitlines()
    assert all(json.loads(line).startswith("--") for line in lines)
