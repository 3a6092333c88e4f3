"""The one sanitiser: a graph as every writer can take it, whatever an article has put into it.

Text loses control characters, lone surrogates and what is no Unicode character: each becomes U+FFFD, so that lengths and
offsets hold. Null is left out. What is no text, number, boolean or list of one of these becomes text: dates in ISO 8601,
the rest in JSON. Names that a format keeps for itself get an underscore. Nodes and edges come in one order.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.ids import digest

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]

Scalar = str | int | float | bool
Value = Scalar | list[str] | list[int] | list[float] | list[bool]

# Controls but tab and line ends (XML 1.0, 2.2, takes no others), surrogates, and code points that are no characters.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_REPLACEMENT = "\ufffd"
# Every reader holds integers up to here exactly, JavaScript's among them.
_LARGEST = 2**53
_SCALARS = (str, int, float, bool)


@dataclass(frozen=True, slots=True)
class Node:
    """A node; `attributes` are sorted by name."""

    id: str
    attributes: dict[str, Value]

    @property
    def type(self) -> str:
        """Its type in the graph model, empty where it has none."""
        return str(self.attributes.get("type", ""))

    @property
    def name(self) -> str:
        """What people call it."""
        return str(self.attributes.get("name", "")) or self.id


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge; `id` is of its source, key and target, and `attributes` are sorted by name."""

    id: str
    source: str
    target: str
    key: str
    attributes: dict[str, Value]

    @property
    def type(self) -> str:
        """Its type in the graph model."""
        return str(self.attributes.get("type", self.key))

    @property
    def claims(self) -> list[str]:
        """The ids of the claims that state it."""
        claims = self.attributes.get("claims", [])
        return [str(claim) for claim in claims] if isinstance(claims, list) else []


class Records:
    """A graph for a writer.

    Attributes:
        source: the graph itself, for a format whose own mapping takes every value and gives each back.
        place: where the file or folder will be; None for standard output.
    """

    def __init__(self, source: MultiDiGraph, place: Path | None = None, reserved: frozenset[str] = frozenset()) -> None:
        self.source = source
        self.place = place
        self._reserved = reserved

    @cached_property
    def nodes(self) -> list[Node]:
        """All nodes, by id."""
        nodes = (Node(_identifier(node), self._attributes(data)) for node, data in self.source.nodes(data=True))
        return sorted(nodes, key=lambda node: node.id)

    @cached_property
    def edges(self) -> list[Edge]:
        """All edges, by source, target and key."""
        edges = (self._edge(*edge) for edge in self.source.edges(keys=True, data=True))
        return sorted(edges, key=lambda edge: (edge.source, edge.target, edge.key))

    @cached_property
    def attributes(self) -> dict[str, Value]:
        """The attributes of the graph itself."""
        return self._attributes(self.source.graph)

    def _edge(self, source: Any, target: Any, key: Any, data: Mapping[str, Any]) -> Edge:
        ends = _identifier(source), _identifier(target)
        identifier = f"edge:{digest(json.dumps([ends[0], _identifier(key), ends[1]]), 24)}"
        attributes = self._attributes(data)
        if isinstance(claims := data.get("claims"), list):
            attributes["claims"] = [_identifier(claim) for claim in claims]
        return Edge(identifier, *ends, _identifier(key), attributes)

    def _attributes(self, data: Mapping[str, Any]) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for raw in sorted(data, key=str):
            if (value := _value(data[raw])) is not None:
                name = _text(str(raw)) or "_"
                while name in self._reserved or name in found:
                    name += "_"
                found[name] = value
        return found


def columns(attributes: Iterable[Mapping[str, Value]]) -> dict[str, str]:
    """One kind for all values of a name: `boolean`, `long`, `double`, `strings` (lists of text), else `string`; by name."""
    kinds: dict[str, set[str]] = {}
    for some in attributes:
        for name, value in some.items():
            kinds.setdefault(name, set()).add(_kind(value))
    return {name: _common(kinds[name]) for name in sorted(kinds)}


def flat(value: Value) -> Scalar:
    """A value for a format without lists, in which they are JSON."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def printed(value: Value) -> str:
    """A value as text: `true`, `1.5`, lists as JSON."""
    scalar = flat(value)
    return scalar if isinstance(scalar, str) else json.dumps(scalar)


def _kind(value: Value) -> str:
    if isinstance(value, list):
        return "strings" if all(isinstance(item, str) for item in value) else "string"
    return {bool: "boolean", int: "long", float: "double"}.get(type(value), "string")


def _common(kinds: set[str]) -> str:
    if kinds == {"long", "double"}:
        return "double"
    return next(iter(kinds)) if len(kinds) == 1 else "string"


def _text(text: str) -> str:
    return _NO_TEXT.sub(_REPLACEMENT, text)


def _identifier(raw: Any) -> str:
    """An id as text; one that had to be changed stays apart from all others by a hash."""
    given = raw if isinstance(raw, str) else json.dumps(raw, default=str)
    cleaned = _text(given)
    return cleaned if cleaned == raw and cleaned else f"{cleaned}~{digest(f'{type(raw).__name__} {given}', 8)}"


def _value(raw: Any) -> Value | None:
    if isinstance(raw, list | tuple):
        return _list([item for item in map(_value, raw) if item is not None])
    if raw is None or isinstance(raw, bool):
        return raw
    if isinstance(raw, int):
        return raw if abs(raw) <= _LARGEST else str(raw)
    if isinstance(raw, float):
        return raw if math.isfinite(raw) else str(raw)
    if isinstance(raw, str):
        return _text(raw)
    if isinstance(raw, date):
        return raw.isoformat()
    return _text(json.dumps(raw, sort_keys=True, ensure_ascii=False, default=str))


def _list(items: list[Value]) -> Value:
    """A list of one kind of scalars, or else of texts."""
    if len({type(item) for item in items}) <= 1 and all(isinstance(item, _SCALARS) for item in items):
        return items  # type: ignore[return-value]
    return [printed(item) for item in items]
