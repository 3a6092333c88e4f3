"""`quid communities`: which actors belong together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from graph.commands._analysis import drawn, filter_options, network_options, plot_option, where
from graph.commands._common import graph_option
from graph.commands._output import output_options, print_rows, print_table

if TYPE_CHECKING:
    from graph.analysis import Communities

_FIELDS = ("community", "size", "inside", "outside", "modularity", "node", "name")


@click.command("communities", short_help="Which actors belong together.")
@network_options
@click.option(
    "--resolution",
    default=1.0,
    show_default=True,
    type=click.FloatRange(0, min_open=True),
    help="Above 1 for smaller groups, below 1 for larger ones.",
)
@click.option("--members", default=8, show_default=True, type=click.IntRange(0), help="Names a group; 0 for all.")
@graph_option
@filter_options
@plot_option
@output_options
def command(*, graph_path: str, members: int, plot: str | None, form: str | None, **options: Any) -> None:
    """Print groups of actors with more ties among them than chance would give (Leiden algorithm).

    Ties inside and outside count claims (or articles, with --weight). For programs, one row is one member of a group.

    \b
    quid communities
    quid communities --category arms --resolution 0.5
    quid communities --network commentary --csv > groups.csv
    quid communities --plot groups.svg
    """
    from graph.analysis import communities
    from graph.files import load

    asked = {name: options.pop(name) for name in ("network", "weight", "seed", "resolution")}
    graph, filtered = load(graph_path), where(**options)
    result = communities(graph, where=filtered, **asked)
    print_rows(list(_records(result)), _FIELDS, lambda: _print(result, members or None), form)
    if plot is not None:
        from export.figures.communities import draw
        from export.figures.source import source_line
        from graph.analysis.projections import project

        ties = list(project(graph, asked["network"], filtered).edges(data=asked["weight"]))
        draw(result, ties, plot, title=f"Groups in the {asked['network']} network", source=source_line(graph))
        drawn(plot)


def _records(result: Communities) -> Iterator[dict[str, Any]]:
    """One row a member."""
    for group in result.communities:
        of_group = {
            "community": group.number,
            "size": len(group.nodes),
            "inside": group.inside,
            "outside": group.outside,
            "modularity": round(result.modularity, 4),
        }
        for node, name in zip(group.nodes, group.names, strict=True):
            yield {**of_group, "node": node, "name": name}


def _print(result: Communities, members: int | None) -> None:
    rows = []
    for group in result.communities:
        more = len(group.names) - len(group.names[:members])
        names = ", ".join(group.names[:members]) + (f" and {more} more" if more else "")
        rows.append((group.number, len(group.names), group.inside, group.outside, names))
    print_table(("group", "size", "ties inside", "outside", "members"), rows)
    if rows:
        click.echo(f"modularity {result.modularity:.2f}")
