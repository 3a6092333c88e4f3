"""`quid rank`: who weighs most, and how sure that is."""

from __future__ import annotations

from typing import Any

import click

from graph.commands._analysis import drawn, filter_options, limit_option, network_options, plot_option, where
from graph.commands._common import graph_option
from graph.commands._output import output_options, print_records, print_table


@click.command("rank", short_help="Who weighs most, with an interval beside each rank.")
@click.option("--by", "measure", default="pagerank", show_default=True, help="The measure; --measures tells them all.")
@click.option("--measures", "ask", is_flag=True, help="Print the measures: what they say, their unit, their source.")
@network_options
@click.option(
    "--bootstrap",
    default=200,
    show_default=True,
    type=click.IntRange(0, 100_000),
    help="Drawings of articles for the intervals; 0 for none.",
)
@click.option(
    "--level", default=0.9, show_default=True, help="Share of the drawings that an interval holds, between 0 and 1."
)
@graph_option
@filter_options
@limit_option(20)
@plot_option
@output_options
def command(*, ask: bool, graph_path: str, limit: int, plot: str | None, form: str | None, **options: Any) -> None:
    """Rank actors by a measure of their place among those who exchange, or in another network.

    The interval of a rank comes from drawing the articles anew: where few articles carry a rank, it is wide.

    \b
    quid rank
    quid rank --by weighted_out_degree --category arms     who is most reported to give arms
    quid rank --by betweenness --network sanctions --json
    quid rank --since 2024 --plot ranks.svg
    """
    from graph.analysis import Ranked, rank
    from graph.files import load

    if ask:
        _print_measures(form)
        return
    asked = {name: options.pop(name) for name in ("measure", "network", "weight", "bootstrap", "level", "seed")}
    graph = load(graph_path)
    rows = rank(graph, where=where(**options), **asked)[: limit or None]
    print_records(rows, Ranked, lambda: _print(rows, asked["level"]), form)
    if plot is not None:
        from export.figures.ranks import draw
        from export.figures.source import source_line

        title = f"Ranked by {asked['measure'].replace('_', ' ')} in the {asked['network']} network"
        draw(rows, plot, title=title, level=asked["level"], source=source_line(graph))
        drawn(plot)


def _print(rows: list[Any], level: float) -> None:
    heads = ("rank", f"{level:.0%} of draws", "name", "type", "score", "articles")
    table = [(row.rank, _interval(row.low, row.high), row.name, row.type, row.score, row.articles) for row in rows]
    print_table(heads, table)


def _interval(low: int | None, high: int | None) -> str:
    return "" if low is None or high is None else str(low) if low == high else f"{low}–{high}"


def _print_measures(form: str | None) -> None:
    from graph.analysis import MEASURES, Measure

    rows = list(MEASURES.values())
    heads = ("name", "says", "unit", "cost", "reference")
    print_records(
        rows, Measure, lambda: print_table(heads, [[getattr(row, head) for head in heads] for row in rows]), form
    )
