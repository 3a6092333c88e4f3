"""`quid path`: how two things hang together, each step with its sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from graph.commands._analysis import filter_options, found, where
from graph.commands._common import graph_option
from graph.commands._output import output_options, print_lines, print_rows

if TYPE_CHECKING:
    from graph.analysis import Evidence, EvidencePath, Step

_FIELDS = (
    "path", "length", "step", "source", "source_name", "target", "target_name", "relation", "forward", "fact", "evidence",
)  # fmt: skip


@click.command("path", short_help="How two things hang together, with the sentences that say so.")
@click.argument("start", metavar="A")
@click.argument("end", metavar="B")
@graph_option
@click.option("--directed", is_flag=True, help="Follow facts only from who acts to whom it is done.")
@click.option("--relation", "relations", multiple=True, help="Only such steps, as SUPPLIES (an exchange) or MEETS.")
@click.option("--longest", default=6, show_default=True, type=click.IntRange(1), help="At most so many steps.")
@click.option("--limit", default=3, show_default=True, type=click.IntRange(1), help="At most so many paths.")
@click.option("--quotes", default=1, show_default=True, type=click.IntRange(0), help="Quotes a step; 0 for all.")
@filter_options
@output_options
def command(
    *, start: str, end: str, graph_path: str, quotes: int, form: str | None, relations: tuple[str, ...], **options: Any
) -> None:
    """Print the shortest chains of facts from A to B; a doubtful fact makes a chain longer.

    For programs, one row is one step of a path.

    \b
    quid path Iran Cuba
    quid path Türkiye "UN Security Council" --directed --limit 1
    quid path Iran Sudan --relation SUPPLIES --json
    """
    from graph.analysis import evidence_paths
    from graph.files import load

    graph = load(graph_path)
    ends = found(graph, (start, end), "Actor", "Commentator", "Good", "Resolution")
    asked = {name: options.pop(name) for name in ("directed", "longest", "limit")}
    paths = evidence_paths(graph, *ends, relations=relations or None, where=where(**options), **asked)
    print_rows(list(_records(paths)), _FIELDS, lambda: _print(paths, quotes or None), form)


def _records(paths: list[EvidencePath]) -> Iterator[dict[str, Any]]:
    """One row a step."""
    for number, path in enumerate(paths, 1):
        for place, step in enumerate(path.steps, 1):
            yield {"path": number, "length": path.length, "step": place, **asdict(step)}


def _print(paths: list[EvidencePath], quotes: int | None) -> None:
    if not paths:
        click.echo("no path")
        return
    for number, path in enumerate(paths):
        lines = [(" – ".join(path.names), "bold", 0)]
        for step in path.steps:
            lines += _told(step, quotes)
        print_lines([("", "", 0)] * bool(number) + lines)


def _told(step: Step, quotes: int | None) -> Iterator[tuple[str, str, int]]:
    """A step as lines: its fact, then its sentences."""
    yield step.fact, "cyan", 2
    for evidence in step.evidence[:quotes]:
        yield f"“{' '.join(evidence.quote.split())}”", "", 4
        yield _source(evidence), "dim", 6
    if quotes is not None and len(step.evidence) > quotes:
        yield f"and {len(step.evidence) - quotes} more", "dim", 4


def _source(evidence: Evidence) -> str:
    who = f"says {', '.join(evidence.speakers)}" if evidence.speakers else ""
    where_said = ", ".join(part for part in (evidence.publisher, evidence.article, evidence.date) if part)
    return " · ".join(part for part in (evidence.certainty, who, where_said) if part)
