"""The numbered graph as JSON that compresses well: one list per attribute, and nothing that the page can work out.

`page/data.js` reads what this module writes. Quotes stand apart (`evidence`), so that the page can draw before it has
read them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from export.columns import KIND_ATTRIBUTE, Columns, kind_of
from graph.vocabulary import vocabulary

# What a node carries beside these is shown in its panel as it is.
_TOLD_APART = {"type", "name", "aliases"}


class Coded:
    """Words as small numbers, numbered in the order in which they are asked for."""

    def __init__(self, *known: str) -> None:
        self.values: list[str] = list(known)
        self._numbers: dict[str, int] = {word: number for number, word in enumerate(known)}

    def __getitem__(self, word: str) -> int:
        if word not in self._numbers:
            self._numbers[word] = len(self.values)
            self.values.append(word)
        return self._numbers[word]


def packed(table: Columns) -> dict[str, Any]:
    """Everything but quotes, measures and places."""
    types, kinds, relations = Coded(), Coded(), Coded()
    pairs = list(zip(table.types, table.attributes, strict=True))
    return {
        "nodes": {
            "id": _ids(table),
            "type": [types[name] for name in table.types],
            "kind": [kinds[kind_of(*pair)] for pair in pairs],
            # The page makes an exchange's name from its ends.
            "name": ["" if name == "Exchange" else _text(data.get("name")) for name, data in pairs],
            "aliases": [[_text(alias) for alias in data.get("aliases") or ()] for _, data in pairs],
            "more": [_more(*pair) for pair in pairs],
        },
        "edges": {
            "source": [edge[0] for edge in table.edges],
            "target": [edge[1] for edge in table.edges],
            "type": [relations[edge[2]] for edge in table.edges],
            "claims": relative([edge[3] for edge in table.edges]),
        },
        "claims": _claims(table),
        "articles": [_article(data) for data in table.articles],
        "mentions": [list(column) for column in zip(*table.mentions, strict=True)] or [[], [], []],
        "types": types.values,
        "kinds": kinds.values,
        "relations": relations.values,
    }


def evidence(table: Columns) -> dict[str, list[Any]]:
    """The quotes by the number of the claim, and where each begins in its article."""
    return {
        "quote": [_text(claim.get("quote")) for claim in table.claims],
        "start": [int(claim.get("start", 0)) for claim in table.claims],
    }


def relative(lists: Sequence[Sequence[int]]) -> list[list[int]]:
    """Numbers counted from the first one not met so far: claims are numbered in the order of edges, so most become 0."""
    result, following = [], 0
    for numbers in lists:
        row = []
        for number in numbers:
            row.append(number - following)
            following = max(following, number + 1)
        result.append(row)
    return result


def simple_id(node_type: str, name: str) -> str | None:
    """The id that the page gives a node of this name unless it is told another; None where it gives none."""
    if node_type == "Exchange" or not name.isascii():
        return None
    space = "actor" if node_type == "Commentator" else node_type.lower()
    return f"{space}:{re.sub('[^a-z0-9]+', '-', name.lower()).strip('-')}"


def _ids(table: Columns) -> list[str | int]:
    """Node ids; 0 where the page can work the id out from the name, or from an exchange's ends."""
    ends = _exchange_ids(table)
    return [
        0 if node in (ends.get(number), simple_id(node_type, _text(data.get("name")))) else node
        for number, (node, node_type, data) in enumerate(zip(table.ids, table.types, table.attributes, strict=True))
    ]


def _exchange_ids(table: Columns) -> dict[int, str]:
    """By the number of an exchange: its supplier, good and recipient, where there is at most one of each."""
    ends: dict[int, list[str]] = {
        number: ["?", "?", "?"] for number, node_type in enumerate(table.types) if node_type == "Exchange"
    }
    for source, target, edge_type, _ in table.edges:
        place = {"SUPPLIES": 0, "OF": 1, "DELIVERS_TO": 2}.get(edge_type)
        exchange, end = (target, source) if place == 0 else (source, target)
        if place is not None and exchange in ends:
            suffix = table.ids[end].partition(":")[2]
            ends[exchange][place] = suffix if ends[exchange][place] == "?" else ">"
    return {number: f"exchange:{'>'.join(parts)}" for number, parts in ends.items()}


def _claims(table: Columns) -> dict[str, Any]:
    """Columns of the claims; `about` is 0 where it is just the exchange, or both ends of the relation, that it states."""
    certainties, stages, rules = Coded(*vocabulary().certainties), Coded("", *vocabulary().stages), Coded()
    stated = _stated(table)
    claims = table.claims
    return {
        "article": [claim["article"] for claim in claims],
        "certainty": [certainties[str(claim.get("certainty", "asserted"))] for claim in claims],
        "stage": [stages[str(claim.get("stage") or "")] for claim in claims],
        "date": [_text(claim.get("date")) for claim in claims],
        "quantity": [_text(claim.get("quantity")) for claim in claims],
        "rule": [rules[_text(claim.get("rule"))] for claim in claims],
        "cited": [[_text(name) for name in claim.get("cited") or ()] or 0 for claim in claims],
        "speakers": [claim["speakers"] or 0 for claim in claims],
        "deniers": [claim["deniers"] or 0 for claim in claims],
        "about": [0 if claim["about"] == stated[number] else claim["about"] for number, claim in enumerate(claims)],
        "certainties": certainties.values,
        "stages": stages.values,
        "rules": rules.values,
    }


def _stated(table: Columns) -> list[list[int]]:
    """For each claim the exchanges that it states, and the ends of the relations; as the page works it out."""
    about: list[set[int]] = [set() for _ in table.claims]
    for source, target, _, claims in table.edges:
        exchanges = {end for end in (source, target) if table.types[end] == "Exchange"}
        for claim in claims:
            about[claim] |= exchanges or {source, target}
    return [sorted(nodes) for nodes in about]


def _article(data: dict[str, Any]) -> dict[str, Any]:
    kept = {
        name: _text(data[name])
        for name in ("id", "name", "title", "publisher", "date", "url", "path")
        if data.get(name)
    }
    for name in ("name", "path"):
        # A page is mailed about; whose disk the article lay on is nobody's business.
        if kept.get(name, "") == data.get("path"):
            kept[name] = PurePath(_text(data["path"]).replace("\\", "/")).name
    return kept | {"authors": [_text(author) for author in data.get("authors") or ()]}


def _more(node_type: str, attributes: dict[str, Any]) -> dict[str, str] | int:
    told = _TOLD_APART | {KIND_ATTRIBUTE.get(node_type, "")}
    return {name: _text(value) for name, value in sorted(attributes.items()) if name not in told} or 0


def _text(value: object) -> str:
    return "" if value is None else ", ".join(map(_text, value)) if isinstance(value, list | tuple) else str(value)
