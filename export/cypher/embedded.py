"""Cypher inside this process: the only module that knows the embedded engine, ArcadeDB in its own Java machine.

The engine opens what `build` wrote for reading only, may fetch no files and no addresses, and stops at a time limit.
"""

from __future__ import annotations

import atexit
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from export.cypher import mapping
from export.cypher.results import Limits, Table, node, query_error, relationship
from export.cypher.watch import watched
from export.cypher.workaround import rewritten
from graph.errors import QuidError

_LIBRARIES = {"win32": "bin/server/jvm.dll", "darwin": "lib/server/libjvm.dylib"}
# A short life wants a quick start more than peak speed: one compiler tier, the plain collector. -Xrs leaves signals to
# Python. Loading of CSV is off, as a query that only reads the graph has no business with files and addresses.
_OPTIONS = [
    "-Xrs",
    "-Xss8m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseCompactObjectHeaders",
    "-XX:-UsePerfData",
    "-Xlog:disable",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF8",
    "--enable-native-access=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
    "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
    "-Darcadedb.log.impl=slf4j",
    "-Darcadedb.polyglotEngineEnabled=false",
    "-Darcadedb.typeDefaultBuckets=1",
    "-Darcadedb.opencypher.loadCsv.allowFileUrls=false",
    "-Darcadedb.opencypher.loadCsv.allowRemoteUrls=false",
]
_BATCH = 20_000
# From so many nodes on an index on `id` is worth its making.
_INDEXED = 5_000
_UNIQUE = True
# How long the engine may be late before this process ends itself, as a Java call cannot be interrupted.
_GRACE = 2.0


def engine() -> str:
    """Name and version of the engine: part of the key of everything it stores."""
    return f"arcadedb {version('arcadedb-embedded')}"


def build(folder: Path, rows: mapping.Rows) -> None:
    """Write a graph as a new database of the engine.

    Raises:
        QuidError: the engine cannot be started or the folder cannot be written.
    """
    database = _call(lambda: _java("com.arcadedb.database.DatabaseFactory")(str(folder)).create())
    try:
        _call(lambda: _fill(database, rows))
    finally:
        database.close()


class Embedded:
    """A database that `build` wrote, opened for reading; several processes may do so at once."""

    def __init__(self, folder: Path) -> None:
        """Open it.

        Raises:
            QuidError: the engine cannot be started or the database cannot be opened.
        """
        self._database = _opened(folder.resolve())

    def run(self, query: str, parameters: Mapping[str, Any], limits: Limits, *, write: bool = False) -> Table:
        """Answer one query; see `results.Runner`."""
        if write:
            raise QuidError("the embedded graph is read only; push it to a server and give --uri to write there")
        configuration = _java("com.arcadedb.GlobalConfiguration")
        configuration.COMMAND_TIMEOUT.setValue(_java("java.lang.Long")(int(limits.seconds * 1000)))
        try:
            with watched(limits.seconds + _GRACE, _too_long(limits)):
                result = self._database.query("opencypher", rewritten(query).text, _to_java(dict(parameters)))
                found = list(islice(_rows(result), limits.rows + 1))
        except Exception as error:
            raise _explained(query, error, limits) from error
        columns = tuple(found[0]) if found else _columns(self._database, query, parameters)
        values = [list(row.values()) for row in found[: limits.rows]]
        return Table(columns, values, more=len(found) > limits.rows)

    def close(self) -> None:
        """Nothing: closing would write a file into a folder that others read, and reading leaves nothing to be saved."""


# --- the engine -----------------------------------------------------------------------------------------------------------


@cache
def _start() -> None:
    """Start the Java machine that comes with the engine, once in a process."""
    import jpype
    import jpype.config

    spec = find_spec("arcadedb_embedded")
    if spec is None or not spec.submodule_search_locations:
        raise QuidError("the embedded engine is not installed; run: pip install arcadedb-embedded, or give --uri")
    package = Path(next(iter(spec.submodule_search_locations)))
    library = package / "jre" / _LIBRARIES.get(sys.platform, "lib/server/libjvm.so")
    jars = sorted(str(path) for path in (package / "jars").glob("*.jar"))
    memory = os.environ.get("QUID_JAVA_MEMORY", "1g")
    try:
        jpype.config.destroy_jvm = False
        jpype.startJVM(
            str(library),
            f"-Xmx{memory}",
            f"-XX:ErrorFile={tempfile.gettempdir()}/quid-%p.log",
            *_OPTIONS,
            classpath=jars,
            convertStrings=False,
        )
    except (OSError, RuntimeError, TypeError) as error:
        raise QuidError(f"the embedded engine does not start: {error}; give --uri to ask a Neo4j server") from error
    # Java's threads give references back to Python, and one that does so while Python ends brings the process down.
    atexit.register(lambda: jpype.JClass("org.jpype.ref.JPypeReferenceQueue").getInstance().stop())
    # Through Java's own logging, which is told to be silent; the engine's logger would make a folder `log` where one stands.
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()


def _java(name: str) -> Any:
    import jpype

    _start()
    return jpype.JClass(name)


@cache
def _opened(folder: Path) -> Any:
    """A database opened for reading; the engine opens one only once in a process."""
    factory = _java("com.arcadedb.database.DatabaseFactory")(str(folder))
    mode = _java("com.arcadedb.engine.ComponentFile$MODE").READ_ONLY
    return _call(lambda: factory.open(mode))


def _call(action: Any) -> Any:
    import jpype

    _start()
    try:
        return action()
    except jpype.JException as error:
        raise QuidError(f"the embedded engine fails: {_message(error)}") from error


def _too_long(limits: Limits) -> str:
    return f"the query took longer than {limits.seconds:g} s and was stopped; --timeout gives it more"


# --- writing --------------------------------------------------------------------------------------------------------------


def _fill(database: Any, rows: mapping.Rows) -> None:
    labels_of = _java("com.arcadedb.query.opencypher.Labels")
    schema = database.getSchema()
    schema.getOrCreateVertexType(mapping.MARK)
    for edge_type in sorted({row.type for row in rows.relationships}):
        schema.getOrCreateEdgeType(edge_type)
    batch = database.batch().withParallelFlush(False).build()  # noqa: FBT003
    places: dict[str, str] = {}
    for labels, group in groupby(sorted([*rows.nodes, rows.graph], key=_labels), key=_labels):
        stored = labels_of.ensureCompositeType(schema, _to_java(list(labels)))
        for chunk in _chunks(group):
            places.update(zip((row.id for row in chunk), _vertices(batch, stored, chunk), strict=True))
    for edge_type, edges in groupby(sorted(rows.relationships, key=_type), key=_type):
        for part in _chunks(edges):
            _edges(batch, edge_type, part, places)
    batch.close()
    if len(rows.nodes) >= _INDEXED:
        index = _java("com.arcadedb.schema.Schema$INDEX_TYPE").LSM_TREE
        schema.getType(mapping.MARK).createProperty("id", _java("com.arcadedb.schema.Type").STRING)
        schema.getType(mapping.MARK).createTypeIndex(index, _UNIQUE, "id")


def _vertices(batch: Any, stored: Any, chunk: list[mapping.NodeRow]) -> list[str]:
    content = json.dumps([row.properties for row in chunk])
    places = str(_java("com.arcadedb.python.VertexBatcher").createVerticesJson(batch, stored, content))
    return places.split(";")


def _edges(batch: Any, edge_type: str, chunk: list[mapping.RelationshipRow], places: Mapping[str, str]) -> None:
    ends = ({"_src": places[row.source], "_dst": places[row.target]} for row in chunk)
    content = json.dumps([row.properties | end for row, end in zip(chunk, ends, strict=True)])
    _java("com.arcadedb.python.EdgeBatcher").newEdgesJson(batch, edge_type, content)


def _labels(row: mapping.NodeRow) -> tuple[str, ...]:
    return row.labels


def _type(row: mapping.RelationshipRow) -> str:
    return row.type


def _chunks(group: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(group)
    while chunk := list(islice(rest, _BATCH)):
        yield chunk


# --- values ---------------------------------------------------------------------------------------------------------------


def _to_java(value: Any) -> Any:
    """Parameters as the engine takes them: maps, lists, 64-bit integers."""
    import jpype

    if isinstance(value, Mapping):
        converted = _java("java.util.LinkedHashMap")()
        for name, item in value.items():
            converted.put(name, _to_java(item))
        return converted
    if isinstance(value, list | tuple):
        listed = _java("java.util.ArrayList")()
        for item in value:
            listed.add(_to_java(item))
        return listed
    if isinstance(value, bool):
        return jpype.JClass("java.lang.Boolean")(value)
    if isinstance(value, int):
        return jpype.JClass("java.lang.Long")(value)
    return value


def _rows(result: Any) -> Iterator[dict[str, Any]]:
    while result.hasNext():
        row = result.next()
        yield {str(name): _from_java(row.getProperty(name)) for name in row.getPropertyNames()}


def _from_java(value: Any) -> Any:
    if value is None:
        return None
    for name, convert in _CONVERTERS:
        if isinstance(value, _java(name)):
            return convert(value)
    return str(value)


def _vertex(value: Any) -> dict[str, Any]:
    labels = [str(label) for label in _java("com.arcadedb.query.opencypher.Labels").getLabels(value)]
    return node(labels, _properties(value))


def _edge(value: Any) -> dict[str, Any]:
    source, target = (_from_java(end.asVertex().get("id")) for end in (value.getOut(), value.getIn()))
    return relationship(str(value.getTypeName()), source, target, _properties(value))


def _properties(value: Any) -> dict[str, Any]:
    return {str(name): _from_java(value.get(name)) for name in value.getPropertyNames()}


def _path(value: Any) -> dict[str, Any]:
    vertices = [_from_java(vertex) for vertex in value.getVertices()]
    return {"nodes": vertices, "relationships": [_from_java(edge) for edge in value.getEdges()]}


_CONVERTERS = (
    ("java.lang.Boolean", lambda value: bool(value.booleanValue())),
    ("java.lang.Double", lambda value: float(value.doubleValue())),
    ("java.lang.Float", lambda value: float(value.doubleValue())),
    ("java.lang.Number", lambda value: int(value.longValue())),
    ("java.lang.String", str),
    ("com.arcadedb.graph.Vertex", _vertex),
    ("com.arcadedb.graph.Edge", _edge),
    ("com.arcadedb.query.opencypher.traversal.TraversalPath", _path),
    ("java.util.Map", lambda value: {str(e.getKey()): _from_java(e.getValue()) for e in value.entrySet()}),
    ("java.lang.Iterable", lambda value: [_from_java(item) for item in value]),
)


def _columns(database: Any, query: str, parameters: Mapping[str, Any]) -> tuple[str, ...]:
    """Names of the columns where there is no row to read them from: the plan tells them."""
    try:
        plan = database.query("opencypher", f"EXPLAIN {query}", _to_java(dict(parameters)))
        text = str(plan.next().toJSON())
    except Exception:  # noqa: BLE001 - a query that cannot be explained has an empty answer all the same
        return ()
    found = re.search(r"FINAL PROJECTION \[([^\]]*)\]", text)
    return tuple(name.strip() for name in found[1].split(",")) if found and found[1] else ()


# --- errors ---------------------------------------------------------------------------------------------------------------


def _explained(query: str, error: Exception, limits: Limits) -> QuidError:
    message = _message(error)
    if "TimeoutException" in type(error).__name__ or "imeout" in message:
        return QuidError(_too_long(limits))
    if "QueryNotIdempotent" in type(error).__name__:
        return QuidError(
            "the query writes or calls a procedure that may; quid query reads only (--uri with --write does both)"
        )
    if "LOAD CSV" in message:
        return QuidError("the query loads files; quid query reads the graph only")
    if found := re.search(r"(?:at )?line (\d+)(?::| ?, column )(\d+)", message):
        # The parser counts columns from 0 in one of its two forms.
        column = int(found[2]) + (1 if ":" in found[0] else 0)
        said = message[: found.start()].removesuffix("Syntax error ") + message[found.end() :].lstrip(" -")
        said = re.sub(r",? expected: one of .*", "", said)
        return query_error(query, said.split("\n")[0].strip(" ,:-"), *rewritten(query).original(int(found[1]), column))
    if (name := re.search(r"'(\w+)'", message)) and (at := re.search(rf"\b{name[1]}\b", query)):
        before = query[: at.start()]
        return query_error(query, message, before.count("\n") + 1, at.start() - (before.rfind("\n") + 1) + 1)
    return query_error(query, message)


def _message(error: BaseException) -> str:
    """The engine's words without the names of its classes."""
    return re.sub(r"^(?:[\w.$]+(?:Exception|Error): )+", "", str(error)).strip()
