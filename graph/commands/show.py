"""`quid show`: everything on one actor, good or resolution, to be read in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from graph.commands._common import graph_option
from graph.commands._output import json_option, print_json, print_lines


@click.command("show", short_help="Everything on one actor, good or resolution.")
@click.argument("name")
@graph_option
@click.option("--quotes", default=3, show_default=True, help="At most so many quotes for one fact; 0 for all.")
@json_option
def command(*, name: str, graph_path: str, quotes: int, as_json: bool) -> None:
    """Print what the graph holds on NAME: facts with their quotes, speakers and sources.

    \b
    quid show Iran
    quid show "fighter jets" -g graph.json
    quid show Ankara --json
    """
    from graph.dossier import dossier
    from graph.files import load
    from graph.search import find

    graph = load(graph_path)
    record = dossier(graph, find(graph, name))
    if as_json:
        print_json(record)
    else:
        print_lines(_lines(record, quotes or None))


def _lines(record: dict[str, Any], quotes: int | None) -> Iterator[tuple[str, str, int]]:
    """What is printed: text, style, indent."""
    yield record["name"], "bold", 0
    yield _standing(record), "dim", 0
    says = [{"fact": "says", "claims": record["says"]}] if record["says"] else []
    for fact in [*record["facts"], *says]:
        yield "", "", 0
        yield fact["fact"], "bold cyan", 0
        yield from _claims(fact["claims"], quotes)
    if record["articles"]:
        yield "", "", 0
        yield "named in " + "; ".join(f"{a['name']} ({a['count']})" for a in record["articles"]), "dim", 0


def _standing(record: dict[str, Any]) -> str:
    kind = record.get("kind") or record.get("category") or record.get("role") or ""
    parts = [record["type"].lower(), str(kind)]
    known = ("title", "iso", "wikidata", "number", "date", "body", "status")
    parts += [f"{field} {record[field]}" for field in known if field in record]
    parts += [f"a kind of {record['broader']}"] if "broader" in record else []
    parts += [f"also {', '.join(record['aliases'])}"] if record.get("aliases") else []
    return " · ".join(part for part in parts if part)


def _claims(claims: list[dict[str, Any]], quotes: int | None) -> Iterator[tuple[str, str, int]]:
    for claim in claims[:quotes]:
        yield f"“{' '.join(claim['quote'].split())}”", "", 2
        yield _source(claim), "dim", 4
    if quotes is not None and len(claims) > quotes:
        yield f"and {len(claims) - quotes} more", "dim", 2


def _source(claim: dict[str, Any]) -> str:
    who = f"says {', '.join(claim['speakers'])}" if claim["speakers"] else ""
    denied = f"denied by {', '.join(claim['deniers'])}" if claim["deniers"] else ""
    article = claim.get("article", {})
    where = ", ".join(str(article[field]) for field in ("publisher", "name", "date") if field in article)
    sure = claim["certainty"] + (f", {claim['stage']}" if "stage" in claim else "")
    return " · ".join(part for part in (sure, who, denied, where) if part)
