"""Times of Cypher: the first and the second embedded query, push against a bare driver loop, a large graph.

    python tests/benchmark_cypher.py [GRAPH] [--large]

Without NEO4J_URI only the embedded engine is timed; `python tests/neo4j/neo4j_server.py python tests/benchmark_cypher.py`
starts a server for it. The bare loop sends the same batches in the same managed transactions and does nothing else.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "neo4j")]

import cypher_cases as cases  # noqa: E402

from export.cypher import mapping  # noqa: E402
from export.cypher.pull import pull  # noqa: E402
from export.cypher.push import BATCH, push  # noqa: E402
from export.cypher.server import Target, connected  # noqa: E402
from graph.files import dumps, save  # noqa: E402


def timed(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def embedded(path: Path) -> None:
    with tempfile.TemporaryDirectory() as store:
        environment = {**os.environ, "QUID_CACHE": store}
        query = "MATCH (a:Actor)-[:SUPPLIES]->(e)-[:DELIVERS_TO]->(b:Actor) RETURN a.name, e.name, b.name LIMIT 5"
        command = [sys.executable, "-m", "graph", "query", "-g", str(path), query, "--csv"]
        for name in ("cold", "cached", "cached again"):
            before = os.times()
            seconds = timed(
                lambda: subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            )
            after = os.times()
            work = after.children_user - before.children_user + after.children_system - before.children_system
            print(f"embedded, {name}: {seconds:.2f} s, of processor {work:.2f} s")


def chunks(rows: list, size: int) -> list[list]:
    return [rows[at : at + size] for at in range(0, len(rows), size)]


def bare(rows: mapping.Rows, target: Target) -> None:
    """What one would write for just this graph, its constraints being there."""
    with connected(target) as session:
        for labels, group in groupby(sorted(rows.nodes, key=lambda row: row.labels), key=lambda row: row.labels):
            query = f"UNWIND $rows AS row MERGE (n:Quid {{id: row.id}}) SET n:{':'.join(labels)}, n += row"
            for chunk in chunks([row.properties for row in group], BATCH):
                session.execute_write(lambda transaction, q=query, c=chunk: transaction.run(q, rows=c).consume())
        for kind, group in groupby(sorted(rows.relationships, key=lambda row: row.type), key=lambda row: row.type):
            query = (
                "UNWIND $rows AS row MATCH (a:Quid {id: row.source}) MATCH (b:Quid {id: row.target}) "
                f"MERGE (a)-[r:{kind} {{_id: row.id}}]->(b) SET r += row.properties"
            )
            edges = [{"id": r.id, "source": r.source, "target": r.target, "properties": r.properties} for r in group]
            for chunk in chunks(edges, BATCH):
                session.execute_write(lambda transaction, q=query, c=chunk: transaction.run(q, rows=c).consume())


def clear(target: Target) -> None:
    with connected(target) as session:
        session.run("MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()


def server(graph: object, target: Target, rounds: int) -> None:
    rows = mapping.rows(graph)
    push(rows, target)
    clear(target)
    loop, ours = [], []
    for _ in range(rounds):
        loop.append(timed(lambda: bare(rows, target)))
        clear(target)
        ours.append(timed(lambda: push(mapping.rows(graph), target)))
        again = timed(lambda: push(mapping.rows(graph), target))
        back = timed(lambda: pull(target))
        clear(target)
    ratio = min(ours) / min(loop)
    print(
        f"{len(rows.nodes)} nodes, {len(rows.relationships)} relationships: bare loop {min(loop):.1f} s, push {min(ours):.1f} s, "
        f"ratio {ratio:.2f}; second push {again:.1f} s, pull {back:.1f} s"
    )


def main() -> None:
    paths = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("--")]
    with tempfile.TemporaryDirectory() as folder:
        path = paths[0] if paths else Path(folder) / "case.json"
        if not paths:
            save(cases.case_graph(), path)
        embedded(path)
    if "NEO4J_URI" in os.environ:
        target = Target(
            os.environ["NEO4J_URI"], os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ["NEO4J_PASSWORD"]
        )
        small = cases.large_graph(10_000, 50_000)
        server(small, target, rounds=2)
        if "--large" in sys.argv:
            large = cases.large_graph(100_000, 500_000)
            server(large, target, rounds=1)
            push(mapping.rows(large), target)
            assert dumps(pull(target)) == dumps(large)
            clear(target)


if __name__ == "__main__":
    main()
