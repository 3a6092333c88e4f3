"""What a query gives, whichever engine answered: rows of plain values, as JSON holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from graph.errors import QuidError


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a query: `rows` hold one value a column; `more` says that the row limit cut it off."""

    columns: tuple[str, ...]
    rows: list[list[Any]] = field(default_factory=list)
    more: bool = False

    def records(self) -> list[dict[str, Any]]:
        """One object a row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take: wall seconds, and rows given back."""

    seconds: float = 30
    rows: int = 1000


class Runner(Protocol):
    """An engine with a graph in it."""

    def run(self, query: str, parameters: Mapping[str, Any], limits: Limits, *, write: bool = False) -> Table:
        """Answer one query.

        Raises:
            QuidError: the query is wrong, writes without leave, or takes too long.
        """
        ...

    def close(self) -> None:
        """Give the engine's files and connections back."""
        ...


def node(labels: list[str], properties: Mapping[str, Any]) -> dict[str, Any]:
    """A node for a reader: without what only serves the storage (`_hash`, `_json`, the mark)."""
    shown = visible(properties)
    identifier = shown.pop("id", None)
    return {"id": identifier, "labels": sorted(set(labels) - {"Quid"}), "properties": shown}


def relationship(kind: str, source: object, target: object, properties: Mapping[str, Any]) -> dict[str, Any]:
    """A relationship for a reader; `source` and `target` are the ids of its nodes."""
    return {"type": kind, "source": source, "target": target, "properties": visible(properties)}


def visible(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Properties without those that start with an underscore, sorted by name."""
    return {name: value for name, value in sorted(properties.items()) if not name.startswith("_")}


def query_error(query: str, message: str, line: int | None = None, column: int | None = None) -> QuidError:
    """One line that points into the query: `line 1, column 7: … : MATCH »(n RETURN« n`; lines and columns count from 1."""
    flat = " ".join(message.split()).rstrip(".")
    lines = query.splitlines()
    if line is None or column is None or not 1 <= line <= max(len(lines), 1):
        return QuidError(f"query: {flat}")
    text = lines[line - 1] if lines else ""
    before, after = text[: column - 1], text[column - 1 :]
    word, gap, rest = after.partition(" ")
    shown = f"…{before[-40:]}" if len(before) > 40 else before
    marked = f"{shown}»{word or 'end'}«{gap}{rest[:30]}"
    return QuidError(f"query, line {line}, column {column}: {flat}: {marked.strip()}")
