"""The only reader of `data/vocabulary.toml`: types, relations, stages and certainties as data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class EdgeType:
    """What an edge may join, whether claims state it, whether it has a direction, what it means in words."""

    name: str
    source: frozenset[str]
    target: frozenset[str]
    fact: bool
    symmetric: bool
    means: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The whole vocabulary, in the order of the data file.

    Attributes:
        kinds: the kinds of a node type.
        edges: the edge types by name.
        certainties: from the surest to the least sure.
        stages: how far an exchange has come, from first to last.
        means: what a node type is, in words.
        adds: the attributes that a node type has beside `id`, `type` and `name`.
        attributes: what an attribute holds, in words.
    """

    kinds: dict[str, tuple[str, ...]]
    edges: dict[str, EdgeType]
    certainties: tuple[str, ...]
    stages: tuple[str, ...]
    means: dict[str, str]
    adds: dict[str, tuple[str, ...]]
    attributes: dict[str, str]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once."""
    data = tomllib.loads(files("graph").joinpath("data/vocabulary.toml").read_text(encoding="utf-8"))
    return Vocabulary(
        kinds={name: tuple(node["kinds"]) for name, node in data["nodes"].items()},
        edges={name: _edge(name, edge) for name, edge in data["edges"].items()},
        certainties=tuple(data["certainties"]),
        stages=tuple(data["stages"]),
        means={name: node["means"] for name, node in data["nodes"].items()},
        adds={name: tuple(node["attributes"]) for name, node in data["nodes"].items()},
        attributes=dict(data["attributes"]),
    )


def weaker(one: str, other: str) -> str:
    """The less sure of two certainties; a denial of a doubt stays denied."""
    return one if one == other else max(one, other, key=vocabulary().certainties.index)


def _edge(name: str, edge: dict[str, object]) -> EdgeType:
    source, target = edge["source"], edge["target"]
    if not isinstance(source, list) or not isinstance(target, list):
        raise TypeError(f"vocabulary.toml: {name}: source and target must be lists of node types")
    return EdgeType(
        name,
        frozenset(source),
        frozenset(target),
        bool(edge.get("fact")),
        bool(edge.get("symmetric")),
        str(edge.get("means", "")),
    )
