"""Brings a graph into Neo4j: what is missing is made, what has changed is changed, what is gone is deleted, all else stays.

The database is asked first for the id and the hash of all that quid ever wrote there; the difference to the graph is the
work. So a second push changes nothing, and a push that was cut off at any moment is finished by the same command: every
transaction leaves the database in a state from which the difference is right. Data of others is never touched, as
everything of quid's carries the label `Quid` or the properties `_id` and `_hash`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from export.cypher.mapping import MARK, META, META_ID, NodeRow, RelationshipRow, Rows, quoted, vocabulary_labels
from export.cypher.server import Target, connected, explained
from graph.errors import QuidError

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Session

BATCH = 5000
Advance = Callable[[int], None]

_NODE_CONSTRAINT = f"CREATE CONSTRAINT quid_node_id IF NOT EXISTS FOR (n:{MARK}) REQUIRE n.id IS UNIQUE"
_UNFINISHED = "unfinished"


@dataclass
class Plan:
    """The work of one push, and the count of what needs none."""

    create_nodes: list[NodeRow] = field(default_factory=list)
    change_nodes: list[NodeRow] = field(default_factory=list)
    delete_nodes: list[str] = field(default_factory=list)
    create_relationships: list[RelationshipRow] = field(default_factory=list)
    change_relationships: list[RelationshipRow] = field(default_factory=list)
    delete_relationships: list[tuple[str, str]] = field(default_factory=list)
    unchanged: int = 0
    kept: int = 0

    @property
    def size(self) -> int:
        """How many nodes and relationships are to be written or deleted."""
        nodes = len(self.create_nodes) + len(self.change_nodes) + len(self.delete_nodes)
        edges = len(self.create_relationships) + len(self.change_relationships) + len(self.delete_relationships)
        return nodes + edges

    def counts(self) -> dict[str, int]:
        """For a report: `nodes_created`, `relationships_deleted` …, `unchanged`, `kept` (see `push`)."""
        counted = {
            f"{what}_{verb.removesuffix('e')}ed": len(getattr(self, f"{verb}_{what}"))
            for what in ("nodes", "relationships")
            for verb in ("create", "change", "delete")
        }
        return counted | {"unchanged": self.unchanged, "kept": self.kept}


@dataclass(frozen=True, slots=True)
class _Stored:
    """What quid has in the database: hashes by id, and the property names and labels that it may have set."""

    nodes: dict[str, str]
    relationships: dict[str, tuple[str, str]]
    meta: Mapping[str, Any]


def push(
    rows: Rows,
    target: Target,
    *,
    batch: int = BATCH,
    dry_run: bool = False,
    full: bool = False,
    started: Callable[[Plan], Advance] | None = None,
) -> Plan:
    """Make the database hold exactly this graph beside what others keep there.

    Args:
        rows: the graph.
        target: server and database.
        batch: nodes or relationships in one transaction.
        dry_run: read and compare only.
        full: write everything again, also what seems unchanged (somebody may have changed what quid wrote).
        started: is told the plan before anything is written; what it returns is told of every batch.

    Returns:
        What was done. `kept` counts nodes that are stale but bear relationships of others: they lose the labels and
        properties of quid, all but `name`, and stay.

    Raises:
        QuidError: any failure of the server; after one, the same push again completes the work.
    """
    with connected(target) as session:
        stored = _read(session)
        plan = _plan(rows, stored, full=full)
        advance = started(plan) if started else _ignore
        whole = stored.meta.get("_hash") == rows.graph.hash
        if not dry_run and (plan.size or not whole):
            _Writer(session, target, batch, advance).write(rows, plan, stored)
        return plan


def _ignore(_: int) -> None:
    pass


# --- what is to be done ---------------------------------------------------------------------------------------------------


def _read(session: Session) -> _Stored:
    nodes = f"MATCH (n:{MARK}) WHERE n._hash IS NOT NULL AND NOT n:{META} RETURN n.id, n._hash"
    edges = f"MATCH (:{MARK})-[r]->(:{MARK}) WHERE r._hash IS NOT NULL RETURN r._id, type(r), r._hash"
    meta = f"MATCH (n:{MARK}:{META} {{id: $id}}) RETURN properties(n)"

    def read(transaction: ManagedTransaction) -> _Stored:
        found = transaction.run(meta, id=META_ID).values()
        return _Stored(
            dict(transaction.run(nodes).values()),
            {identifier: (kind, digest) for identifier, kind, digest in transaction.run(edges)},
            found[0][0] if found else {},
        )

    return session.execute_read(read)


def _plan(rows: Rows, stored: _Stored, *, full: bool) -> Plan:
    plan = Plan()
    for node in rows.nodes:
        known = stored.nodes.get(node.id)
        if known is None:
            plan.create_nodes.append(node)
        elif full or known != node.hash:
            plan.change_nodes.append(node)
        else:
            plan.unchanged += 1
    for edge in rows.relationships:
        there = stored.relationships.get(edge.id)
        if there is None or there[0] != edge.type:
            plan.create_relationships.append(edge)
        elif full or there[1] != edge.hash:
            plan.change_relationships.append(edge)
        else:
            plan.unchanged += 1
    wanted = {node.id for node in rows.nodes}
    kinds = {edge.id: edge.type for edge in rows.relationships}
    plan.delete_nodes = sorted(stored.nodes.keys() - wanted)
    plan.delete_relationships = sorted(
        (kind, identifier) for identifier, (kind, _) in stored.relationships.items() if kinds.get(identifier) != kind
    )
    return plan


# --- doing it -------------------------------------------------------------------------------------------------------------


@dataclass
class _Writer:
    session: Session
    target: Target
    batch: int
    advance: Advance

    def write(self, rows: Rows, plan: Plan, stored: _Stored) -> None:
        """Constraints, then what is gone, nodes, relationships; the graph's own node says at last that all is there."""
        self._constraints(rows, stored)
        known = {name for row in (*rows.nodes, rows.graph) for name in row.properties} | set(
            stored.meta.get("_keys", [])
        )
        edge_names = {name for row in rows.relationships for name in row.properties} | set(
            stored.meta.get("_edge_keys", [])
        )
        labels = {label for row in rows.nodes for label in row.labels} | set(stored.meta.get("_labels", []))
        self._meta(rows.graph, known, edge_names, labels, digest=_UNFINISHED)
        self._delete_relationships(plan.delete_relationships)
        plan.kept = self._delete_nodes(plan.delete_nodes, known, labels)
        self._create_nodes(plan.create_nodes)
        self._change_nodes(plan.change_nodes, known, labels)
        self._relationships(
            plan.create_relationships, "MERGE (a)-[r:{type} {{_id: row.id}}]->(b) SET r += row.properties"
        )
        blank = dict.fromkeys(sorted(edge_names))
        changed = "MATCH (a)-[r:{type} {{_id: row.id}}]->(b) SET r += $blank, r += row.properties"
        self._relationships(plan.change_relationships, changed, blank=blank)
        own = {name for row in (*rows.nodes, rows.graph) for name in row.properties}
        own_edges = {name for row in rows.relationships for name in row.properties}
        self._meta(rows.graph, own, own_edges, {label for row in rows.nodes for label in row.labels}, rows.graph.hash)

    def _constraints(self, rows: Rows, stored: _Stored) -> None:
        kinds = {row.type for row in rows.relationships} | {kind for kind, _ in stored.relationships.values()}
        there = {row[0] for row in self.session.run("SHOW CONSTRAINTS YIELD name").values()}
        if "quid_node_id" not in there:
            self.session.run(_NODE_CONSTRAINT).consume()
        for kind in sorted(kinds):
            name = f"quid_{kind.lower()}_id"
            if name not in there:
                query = f"CREATE CONSTRAINT {quoted(name)} IF NOT EXISTS FOR ()-[r:{quoted(kind)}]-() REQUIRE r._id IS UNIQUE"
                self.session.run(query).consume()

    def _meta(
        self, row: NodeRow, keys: Iterable[str], edge_keys: Iterable[str], labels: Iterable[str], digest: str
    ) -> None:
        """The graph's own node: its attributes, what quid has set anywhere, and whether all is written."""
        query = f"MERGE (n:{MARK} {{id: $id}}) SET n:{META}, n += $properties"
        own = {"_keys": sorted(keys), "_edge_keys": sorted(edge_keys), "_labels": sorted(labels), "_hash": digest}
        self._run(query, id=row.id, properties=row.properties | own)

    def _create_nodes(self, nodes: list[NodeRow]) -> None:
        for labels, group in groupby(sorted(nodes, key=_labels), key=_labels):
            named = "".join(f":{quoted(label)}" for label in labels if label != MARK)
            query = f"UNWIND $rows AS row MERGE (n:{MARK} {{id: row.id}}) SET n{named or f':{MARK}'}, n += row RETURN count(*)"
            for chunk in _chunks(group, self.batch):
                self._batch(query, [row.properties for row in chunk])

    def _change_nodes(self, nodes: list[NodeRow], known: set[str], all_labels: set[str]) -> None:
        blank = dict.fromkeys(sorted(known - {"id"}))
        for labels, group in groupby(sorted(nodes, key=_labels), key=_labels):
            set_labels = "".join(f":{quoted(label)}" for label in labels)
            gone = "".join(
                f":{quoted(label)}" for label in sorted((all_labels | set(vocabulary_labels())) - set(labels))
            )
            query = (
                f"UNWIND $rows AS row MATCH (n:{MARK} {{id: row.id}}) REMOVE n{gone} SET n{set_labels}, n += $blank, n += row "
                "RETURN count(*)"
            )
            for chunk in _chunks(group, self.batch):
                self._batch(query, [row.properties for row in chunk], blank=blank)

    def _relationships(self, edges: list[RelationshipRow], action: str, **parameters: Any) -> None:
        for kind, group in groupby(sorted(edges, key=_type), key=_type):
            ends = f"MATCH (a:{MARK} {{id: row.source}}) MATCH (b:{MARK} {{id: row.target}})"
            query = f"UNWIND $rows AS row {ends} {action.format(type=quoted(kind))} RETURN count(*)"
            for chunk in _chunks(group, self.batch):
                rows = [{"id": r.id, "source": r.source, "target": r.target, "properties": r.properties} for r in chunk]
                self._batch(query, rows, **parameters)

    def _delete_relationships(self, edges: list[tuple[str, str]]) -> None:
        for kind, group in groupby(edges, key=lambda edge: edge[0]):
            query = f"UNWIND $rows AS row MATCH ()-[r:{quoted(kind)} {{_id: row}}]->() DELETE r"
            for chunk in _chunks(group, self.batch):
                self._run(query, rows=[identifier for _, identifier in chunk])
                self.advance(len(chunk))

    def _delete_nodes(self, nodes: list[str], known: set[str], labels: set[str]) -> int:
        """Delete what is stale; what bears relationships of others loses all that is quid's but its name."""
        kept = 0
        blank = dict.fromkeys(sorted(known - {"name"}))
        gone = "".join(f":{quoted(label)}" for label in sorted(labels | set(vocabulary_labels())))
        free = f"UNWIND $rows AS row MATCH (n:{MARK} {{id: row}}) WHERE NOT (n)--() DELETE n"
        bound = f"UNWIND $rows AS row MATCH (n:{MARK} {{id: row}}) SET n += $blank REMOVE n{gone} RETURN count(*)"
        for chunk in _chunks(nodes, self.batch):

            def work(transaction: ManagedTransaction, rows: list[str] = chunk) -> int:
                transaction.run(free, rows=rows).consume()
                return int(transaction.run(bound, rows=rows, blank=blank).single(strict=True)[0])

            kept += self._transaction(work)
            self.advance(len(chunk))
        return kept

    # --- transactions -----------------------------------------------------------------------------------------------------

    def _batch(self, query: str, rows: list[dict[str, Any]], **parameters: Any) -> None:
        done = self._run(query, rows=rows, **parameters)
        if done != len(rows):
            raise QuidError(
                f"{self.target.uri}: {len(rows) - done} of {len(rows)} are not there any more: somebody else writes in this "
                "database; run the same command again"
            )
        self.advance(len(rows))

    def _run(self, query: str, **parameters: Any) -> int:
        def work(transaction: ManagedTransaction) -> int:
            record = transaction.run(query, **parameters).single()
            return int(record[0]) if record else 0

        return self._transaction(work)

    def _transaction(self, work: Callable[[ManagedTransaction], int]) -> int:
        from neo4j.exceptions import DriverError, Neo4jError

        try:
            return self.session.execute_write(work)
        except (DriverError, Neo4jError, OSError) as error:
            raise explained(error, self.target) from error


def _chunks(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def _labels(row: NodeRow) -> tuple[str, ...]:
    return row.labels


def _type(row: RelationshipRow) -> str:
    return row.type


def summary(plan: Plan) -> str:
    """One line for a person, of what is new, changed and gone."""
    words = Counter(plan.counts())
    parts = [
        f"{words[f'{what}_created']} {what} new, {words[f'{what}_changed']} changed, {words[f'{what}_deleted']} deleted"
        for what in ("nodes", "relationships")
    ]
    kept = f"; {plan.kept} stale nodes kept, as relationships of others hang on them" if plan.kept else ""
    return f"{'; '.join(parts)}; {plan.unchanged} unchanged{kept}"
