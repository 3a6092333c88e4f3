"""`quid flows`: who gives what to whom, both directions side by side."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import click

from graph.commands._analysis import drawn, filter_options, found, limit_option, plot_option, where
from graph.commands._common import graph_option
from graph.commands._output import console, output_options, print_records
from graph.text import clean

if TYPE_CHECKING:
    from graph.analysis.flows import Flow, Pair

_UNKNOWN = "somebody"


@click.command("flows", short_help="Who gives what to whom, both directions side by side.")
@click.argument("actors", metavar="[ACTOR]…", nargs=-1)
@graph_option
@filter_options
@limit_option(0)
@plot_option
@output_options
def command(
    *, actors: tuple[str, ...], graph_path: str, limit: int, plot: str | None, form: str | None, **options: Any
) -> None:
    """Print the exchanges of the graph by pairs of actors: left what the first gives, right what it gets.

    With one ACTOR, what goes to and from it; with several, what goes between them. An exchange is followed by its stage and
    the number of claims that state it. Numbers and widths of the figure count claims, not quantities.

    \b
    quid flows
    quid flows Iran --category arms --since 2023
    quid flows Iran Cuba Türkiye --csv > flows.csv
    quid flows --stage delivered --plot flows.svg
    """
    from graph.analysis.flows import Flow, flows, side_by_side
    from graph.files import load

    graph = load(graph_path)
    nodes = found(graph, actors, "Actor")
    rows = flows(graph, between=nodes, where=where(**options))[: limit or None]
    print_records(rows, Flow, lambda: _print(side_by_side(graph, rows, nodes)), form)
    if plot is not None:
        from export.figures.flows import draw
        from export.figures.source import source_line

        draw(rows, plot, title=_title([str(graph.nodes[node]["name"]) for node in nodes]), source=source_line(graph))
        drawn(plot)


def _title(names: list[str]) -> str:
    if not names:
        return "Who gives what to whom"
    return f"What goes to and from {names[0]}" if len(names) == 1 else f"What goes between {', '.join(names)}"


def _print(pairs: list[Pair]) -> None:
    if not pairs:
        click.echo("no exchanges")
        return
    from rich.table import Table
    from rich.text import Text

    screen = console()
    for number, pair in enumerate(pairs):
        one, other = (clean(name or _UNKNOWN) for name in (pair.one, pair.other))
        table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 3, 0, 0))
        directions = [(one, other, pair.gives), (other, one, pair.gets)]
        # Of two who were asked for, an empty direction says something too.
        shown = [side for side in directions if side[2] or len(pairs) == 1]
        for giver, taker, _ in shown:
            table.add_column(Text(f"{giver} → {taker}"), overflow="fold", ratio=1)
        for row in zip_longest(*(side[2] for side in shown)):
            table.add_row(*(Text(_told(flow)) for flow in row))
        if number:
            screen.print()
        screen.print(table)


def _told(flow: Flow | None) -> str:
    """One exchange in a cell: `drones (arms, delivered, dozens; possible) 3`."""
    if flow is None:
        return ""
    details = ", ".join(part for part in (flow.category, flow.stage, flow.quantity) if part)
    sure = "" if flow.certainty == "asserted" else f"; {flow.certainty}"
    returned = f", in return for {'; '.join(flow.in_return_for)}" if flow.in_return_for else ""
    return clean(f"{flow.claims} × {flow.good} ({details}{sure}){returned}")
