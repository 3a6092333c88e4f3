"""Reads the graph that `push` wrote back out of Neo4j, equal to the one that was pushed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from export.cypher.mapping import MARK, META, restore
from export.cypher.server import Target, connected
from graph.errors import QuidError

if TYPE_CHECKING:
    import networkx as nx
    from neo4j import ManagedTransaction

    MultiDiGraph = nx.MultiDiGraph[str]

_NODES = f"MATCH (n:{MARK}) WHERE n._hash IS NOT NULL RETURN labels(n), properties(n)"
_EDGES = (
    f"MATCH (a:{MARK})-[r]->(b:{MARK}) WHERE r._hash IS NOT NULL AND a._hash IS NOT NULL AND b._hash IS NOT NULL "
    "RETURN a.id, type(r), b.id, properties(r)"
)


def pull(target: Target) -> MultiDiGraph:
    """The graph in a database, read in one transaction.

    Raises:
        QuidError: the server fails, there is no graph of quid's, or its last push was cut off.
    """
    with connected(target) as session:
        rows, edges = session.execute_read(_read)
    whole = [row for row in rows if META in row["labels"]]
    if not whole:
        raise QuidError(f"{target.uri}: holds no graph of quid's; bring one there with: quid push")
    if whole[0]["properties"]["_hash"] == "unfinished":
        raise QuidError(f"{target.uri}: the last push was cut off; run quid push again before reading the graph back")
    return restore(rows, edges)


def _read(transaction: ManagedTransaction) -> tuple[list[dict[str, Any]], list[tuple[str, str, str, dict[str, Any]]]]:
    nodes = [{"labels": labels, "properties": properties} for labels, properties in transaction.run(_NODES).values()]
    edges = [
        (source, kind, target, properties) for source, kind, target, properties in transaction.run(_EDGES).values()
    ]
    return nodes, edges
