"""`quid show`: everything on one actor, good or resolution, to be read in a terminal."""

from __future__ import annotations

from typing import Any

import click

from graph.commands._common import graph_option
from graph.commands._output import console, json_option, print_json
from graph.text import clean


@click.command("show", short_help="Everything on one actor, good or resolution.")
@click.argument("name")
@graph_option
@click.option("--quotes", default=3, show_default=True, help="At most so many quotes for one fact; 0 for all.")
@json_option
def command(*, name: str, graph_path: str, quotes: int, as_json: bool) -> None:
    """Print what the graph holds on NAME: facts with their quotes, speakers and sources.

    \b
    quid show Iran
    quid show "artillery shells" -g graph.json
    quid show Pyongyang --json
    """
    from graph.dossier import dossier
    from graph.files import load
    from graph.search import find

    graph = load(graph_path)
    record = dossier(graph, find(graph, name))
    if as_json:
        print_json(record)
    else:
        _print(record, quotes or None)


def _print(record: dict[str, Any], quotes: int | None) -> None:
    from rich.padding import Padding
    from rich.text import Text

    screen = console()

    def line(text: str, style: str = "", indent: int = 0) -> None:
        screen.print(Padding(Text(clean(text), style), (0, 0, 0, indent), expand=False))

    line(record["name"], "bold")
    line(_standing(record), "dim")
    for fact in record["facts"]:
        screen.print()
        line(fact["fact"], "bold cyan")
        _claims(line, fact["claims"], quotes)
    if record["says"]:
        screen.print()
        line("says", "bold cyan")
        _claims(line, record["says"], quotes)
    if record["articles"]:
        screen.print()
        line("named in " + "; ".join(f"{a['name']} ({a['count']})" for a in record["articles"]), "dim")


def _standing(record: dict[str, Any]) -> str:
    kind = record.get("kind") or record.get("category") or record.get("role") or ""
    parts = [record["type"].lower(), str(kind)]
    known = ("title", "iso", "wikidata", "number", "date", "body", "status")
    parts += [f"{field} {record[field]}" for field in known if field in record]
    parts += [f"also {', '.join(record['aliases'])}"] if record.get("aliases") else []
    return " · ".join(part for part in parts if part)


def _claims(line: Any, claims: list[dict[str, Any]], quotes: int | None) -> None:
    for claim in claims[:quotes]:
        line(f"“{' '.join(claim['quote'].split())}”", indent=2)
        line(_source(claim), "dim", 4)
    if quotes is not None and len(claims) > quotes:
        line(f"and {len(claims) - quotes} more", "dim", 2)


def _source(claim: dict[str, Any]) -> str:
    who = f"says {', '.join(claim['speakers'])}" if claim["speakers"] else ""
    denied = f"denied by {', '.join(claim['deniers'])}" if claim["deniers"] else ""
    article = claim.get("article", {})
    where = ", ".join(str(article[field]) for field in ("publisher", "name", "date") if field in article)
    sure = claim["certainty"] + (f", {claim['stage']}" if "stage" in claim else "")
    return " · ".join(part for part in (sure, who, denied, where) if part)
