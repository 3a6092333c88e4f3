"""The only reader of `data/vocabulary.toml`: types, relations, stages and certainties as data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class EdgeType:
    """What an edge may join, whether claims state it, whether it has a direction."""

    name: str
    source: frozenset[str]
    target: frozenset[str]
    fact: bool
    symmetric: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The whole vocabulary; `kinds` maps a node type to its kinds, in the order of the data file."""

    kinds: dict[str, tuple[str, ...]]
    edges: dict[str, EdgeType]
    certainties: tuple[str, ...]
    stages: tuple[str, ...]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once."""
    data = tomllib.loads(files("graph").joinpath("data/vocabulary.toml").read_text(encoding="utf-8"))
    return Vocabulary(
        kinds={name: tuple(node["kinds"]) for name, node in data["nodes"].items()},
        edges={name: _edge(name, edge) for name, edge in data["edges"].items()},
        certainties=tuple(data["certainties"]),
        stages=tuple(data["stages"]),
    )


def weaker(one: str, other: str) -> str:
    """The less sure of two certainties; a denial of a doubt stays denied."""
    order = vocabulary().certainties
    return max(one, other, key=order.index)


def _edge(name: str, edge: dict[str, object]) -> EdgeType:
    source, target = edge["source"], edge["target"]
    if not isinstance(source, list) or not isinstance(target, list):
        raise TypeError(f"vocabulary.toml: {name}: source and target must be lists of node types")
    return EdgeType(name, frozenset(source), frozenset(target), bool(edge.get("fact")), bool(edge.get("symmetric")))
