"""`quid timeline`: what is said to have happened when, and how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from graph.commands._analysis import drawn, filter_options, found, limit_option, plot_option, where
from graph.commands._common import graph_option
from graph.commands._output import output_options, print_records, print_table

if TYPE_CHECKING:
    from graph.analysis import Moment


@click.command("timeline", short_help="What is said to have happened when, and how sure it is.")
@click.argument("names", metavar="[NAME]…", nargs=-1)
@graph_option
@filter_options
@limit_option(0)
@plot_option
@output_options
def command(
    *, names: tuple[str, ...], graph_path: str, limit: int, plot: str | None, form: str | None, **options: Any
) -> None:
    """Print the claims of the graph by date; with NAMEs, those on facts in which all of them take part.

    A claim without a date of its own stands at that of its article, marked with ~; claims without any date come last.

    \b
    quid timeline Iran
    quid timeline Iran Cuba --since 2023 --json
    quid timeline "Ama Darko"                     what a commentator says
    quid timeline Türkiye --plot timeline.svg
    """
    from graph.analysis import Moment, timeline
    from graph.files import load

    graph = load(graph_path)
    nodes = found(graph, names)
    rows = timeline(graph, about=nodes, where=where(**options))[: limit or None]
    print_records(rows, Moment, lambda: _print(rows), form)
    if plot is not None:
        from export.figures.source import source_line
        from export.figures.timeline import draw

        told = " and ".join(str(graph.nodes[node].get("name", node)) for node in nodes) or "Everything"
        draw(rows, plot, title=f"{told}: what is claimed when", source=source_line(graph))
        drawn(plot)


def _print(rows: list[Moment]) -> None:
    table = [
        (_date(row), row.fact, row.stage or "", row.certainty, _voices(row), row.publisher or row.article or "")
        for row in rows
    ]
    print_table(("date", "fact", "stage", "certainty", "who says so", "source"), table)


def _date(row: Moment) -> str:
    """`2024-05`; `~2024-05` where that is the article's date, with what the claim itself says of the time."""
    date = "undated" if row.date is None else row.date if row.basis == "claim" else f"~{row.date}"
    return f"{date} ({row.said})" if row.said else date


def _voices(row: Moment) -> str:
    denied = f"denied by {', '.join(row.deniers)}" if row.deniers else ""
    return "; ".join(part for part in (", ".join(row.speakers), denied) if part)
