"""The one mapping between the graph model and Cypher: labels, relationship types, properties, and back.

    node of the graph                        node in Cypher
    ----------------                         --------------
    id, type, kind | category | role   ->    (:Quid:Actor:State {id, name, kind, aliases, …, _hash})
    edge of the graph                        relationship
    source, target, key, type          ->    -[:SUPPLIES {weight, claims, …, _id, _hash}]->
    attributes of the graph itself     ->    (:Quid:Graph {id: "graph"})

Every node that quid writes carries the label `Quid`, so that data of others in the same database is told apart. The type
and the kind are further labels. `id` is the node's id; `_id` is an edge's, from its source, key and target; `_hash` is of
everything else and says whether it has changed. What no property can hold (null, maps, empty, mixed or nested lists,
integers beyond 64 bits, text that is no Unicode) is kept as JSON in `_json`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from graph.ids import digest
from graph.vocabulary import vocabulary

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]

VERSION = 1
MARK = "Quid"
META = "Graph"
META_ID = "graph"
# Attributes whose value becomes a label.
_KINDS = ("kind", "category", "role")
_LONGEST_ID = 1000
_LONGEST_NAME = 100
# Parts the texts of a list in the files of neo4j-admin, so it may stand in none.
LIST_DELIMITER = "\x1f"
_SURROGATES = re.compile("[\ud800-\udfff]")
_json = json.JSONEncoder(sort_keys=True).encode

Properties = dict[str, Any]


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node as Cypher holds it: `properties` include `id` and `_hash`; `labels` are sorted and include `Quid`."""

    id: str
    labels: tuple[str, ...]
    properties: Properties

    @property
    def hash(self) -> str:
        """Tells whether the node has changed."""
        return str(self.properties["_hash"])


@dataclass(frozen=True, slots=True)
class RelationshipRow:
    """A relationship as Cypher holds it: `source` and `target` are `id`s of nodes; `properties` include `_id`, `_hash`."""

    id: str
    type: str
    source: str
    target: str
    properties: Properties

    @property
    def hash(self) -> str:
        """Tells whether the relationship has changed."""
        return str(self.properties["_hash"])


@dataclass(frozen=True, slots=True)
class Rows:
    """A whole graph for Cypher, in a fixed order; `graph` is the node of the graph's own attributes."""

    nodes: list[NodeRow]
    relationships: list[RelationshipRow]
    graph: NodeRow


def rows(graph: MultiDiGraph) -> Rows:
    """Everything that Cypher is to hold of a graph, sorted by id."""
    nodes = [_node(node, graph.nodes[node]) for node in sorted(graph)]
    edges = sorted(graph.edges(keys=True, data=True), key=lambda edge: (edge[0], edge[1], str(edge[2])))
    relationships = [_relationship(*edge) for edge in edges]
    whole = digest("".join([*(row.hash for row in nodes), *(row.hash for row in relationships)]), 32)
    return Rows(nodes, relationships, _graph_node(graph.graph, whole))


def restore(
    nodes: Iterable[Mapping[str, Any]], edges: Iterable[tuple[str, str, str, Mapping[str, Any]]]
) -> MultiDiGraph:
    """The graph from what a database holds of it, equal to the one that was pushed.

    Args:
        nodes: `labels` and `properties` of every node with the label `Quid`, that of the graph among them.
        edges: stored id of the source, type, stored id of the target, properties.
    """
    import networkx as nx

    graph: MultiDiGraph = nx.MultiDiGraph()
    ids: dict[str, str] = {}
    for row in nodes:
        identifier, attributes = _node_back(row["labels"], row["properties"])
        if META in row["labels"]:
            graph.graph.update(attributes)
        else:
            ids[row["properties"]["id"]] = identifier
            graph.add_node(identifier, **attributes)
    for source, edge_type, target, properties in edges:
        attributes = ({} if "_untyped" in properties else {"type": edge_type}) | _back(properties)
        key = attributes.pop("key", edge_type)
        graph.add_edge(ids[source], ids[target], key=key, **attributes)
    return graph


def quoted(name: str) -> str:
    """A label, relationship type or property name as a query may hold it, whatever is in it.

    Old servers read `\\u0060` in a query as the sign that closes the quotation, so a backslash is written as such an escape.
    """
    doubled = name.replace("\\", "\\u005c").replace("`", "``")
    return f"`{doubled}`"


def stored_id(identifier: str) -> str:
    """The id under which a node is stored: its own, unless that is too long for an index, no Unicode, or ours."""
    size = len(identifier) if identifier.isascii() else len(identifier.encode("utf-8", "surrogatepass"))
    if size <= _LONGEST_ID and _is_text(identifier) and identifier != META_ID:
        return identifier
    start = "".join(c for c in identifier[:_LONGEST_NAME] if _is_text(c))
    return f"{start}…{digest(identifier, 32)}"


def vocabulary_labels() -> list[str]:
    """Every label that the vocabulary gives, the mark first."""
    kinds = {_word(kind) for kinds in vocabulary().kinds.values() for kind in kinds}
    return [MARK, *sorted({*vocabulary().kinds, META} | kinds)]


def relationship_types() -> list[str]:
    """Every relationship type of the vocabulary, sorted."""
    return sorted(vocabulary().edges)


# --- there ----------------------------------------------------------------------------------------------------------------


def _node(identifier: str, attributes: Mapping[str, Any]) -> NodeRow:
    node_type = attributes.get("type")
    known = isinstance(node_type, str) and node_type in vocabulary().kinds
    labels = {MARK, *([str(node_type)] if known else [])}
    kinds = vocabulary().kinds.get(str(node_type), ())
    labels |= {_word(value) for name in _KINDS if (value := attributes.get(name)) in kinds}
    name = stored_id(identifier)
    apart = {} if name == identifier else {"id": identifier}
    plain, rest = _split({key: value for key, value in attributes.items() if key != "type" or not known})
    return NodeRow(name, tuple(sorted(labels)), _finished({"id": name}, plain, rest | apart, labels=sorted(labels)))


def _relationship(source: str, target: str, key: Any, attributes: Mapping[str, Any]) -> RelationshipRow:
    given = attributes.get("type")
    edge_type = given if isinstance(given, str) and _is_type(given) else "OTHER"
    apart = {} if key == edge_type else {"key": key}
    same = given == edge_type
    plain, rest = _split({name: value for name, value in attributes.items() if name != "type" or not same})
    identifier = digest(_json([source, key, target]), 24)
    own = {"_id": identifier} | ({} if "type" in attributes else {"_untyped": True})
    properties = _finished(own, plain, rest | apart, labels=[edge_type])
    return RelationshipRow(identifier, edge_type, stored_id(source), stored_id(target), properties)


def _graph_node(attributes: Mapping[str, Any], whole: str) -> NodeRow:
    properties = {"id": META_ID, "_json": _json(dict(attributes))}
    properties["_hash"] = digest(_json([VERSION, whole, properties["_json"]]), 24)
    return NodeRow(META_ID, (META, MARK), properties)


def _split(attributes: Mapping[str, Any]) -> tuple[Properties, Properties]:
    """What properties can hold, and the rest."""
    plain = {name: value for name, value in sorted(attributes.items()) if _is_name(name) and _is_property(value)}
    return plain, {name: value for name, value in attributes.items() if name not in plain}


def _finished(own: Properties, plain: Properties, rest: Properties, labels: list[str]) -> Properties:
    properties = own | plain | ({"_json": _json(rest)} if rest else {})
    content = _json([VERSION, labels, properties])
    return properties | {"_hash": digest(content, 24)}


def _word(kind: str) -> str:
    """`export control` as `ExportControl`."""
    return "".join(word[:1].upper() + word[1:] for word in kind.split())


@lru_cache(maxsize=1024)
def _is_name(name: str) -> bool:
    """Whether a property may be called so; `id` and what starts with an underscore is ours."""
    return len(name) <= _LONGEST_NAME and bool(re.fullmatch(r"(?!_)\w+", name)) and name != "id"


@lru_cache(maxsize=1024)
def _is_type(name: str) -> bool:
    """Whether a relationship may be of this type: what a graph from elsewhere calls otherwise is `OTHER`."""
    return bool(re.fullmatch(r"[A-Z][A-Z_]{0,60}", name))


def _is_property(value: object) -> bool:
    if isinstance(value, list):
        kinds = {type(item) for item in value}
        plain = len(kinds) == 1 and all(_is_scalar(item) for item in value)
        # neo4j-admin drops an empty list, and takes a list of one empty text for one.
        return plain and value != [""] and not any(isinstance(item, str) and LIST_DELIMITER in item for item in value)
    return _is_scalar(value)


def _is_scalar(value: object) -> bool:
    if isinstance(value, bool):
        return True
    if isinstance(value, int):
        return -(2**63) <= value < 2**63
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, str) and _is_text(value)


def _is_text(text: str) -> bool:
    return text.isascii() or not _SURROGATES.search(text)


# --- back -----------------------------------------------------------------------------------------------------------------


def _node_back(labels: Iterable[str], properties: Mapping[str, Any]) -> tuple[str, Properties]:
    attributes = _back(properties)
    identifier = attributes.pop("id", properties["id"])
    types = sorted(set(labels) & set(vocabulary().kinds))
    return identifier, ({"type": types[0]} if types else {}) | attributes


def _back(properties: Mapping[str, Any]) -> Properties:
    plain = {name: value for name, value in properties.items() if _is_name(name)}
    return plain | (json.loads(properties["_json"]) if "_json" in properties else {})
