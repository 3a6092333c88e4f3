"""`quid explore`: the graph as one HTML page, opened in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from graph.commands._common import Reader, reading_options
from graph.errors import QuidError


@click.command("explore", short_help="Open the graph in the browser.")
@reading_options
@click.option(
    "-g", "--graph", "graph_path", help="The graph's file, instead of articles.", type=click.Path(dir_okay=False)
)
@click.option("-o", "--output", default="graph.html", show_default=True, help="Where the page goes.")
@click.option("--title", help="Title of the page.")
@click.option("--no-open", is_flag=True, help="Write the page only.")
@click.pass_context
def command(
    ctx: click.Context, /, *, graph_path: str | None, output: str, title: str | None, no_open: bool, **options: Any
) -> None:
    """Write one HTML file that shows the graph with its evidence, and open it.

    The page needs no network and loads nothing; it can be mailed. Give articles, or a graph with -g; without either, the
    graph is graph.json.

    \b
    quid explore articles/                   read a folder and look at it
    quid explore -g graph.json -o iran.html  a graph that quid build wrote
    quid explore --seeds --no-open           the articles that come with quid
    """
    from export.page import write

    reader = Reader(**options)
    if graph_path is not None and (reader.paths or reader.seeds):
        raise QuidError("give either articles or a graph with -g, not both")
    _check(output)
    if reader.paths or reader.seeds:
        graph = reader.graph()
        reader.report()
    else:
        from graph.files import load

        graph = load(graph_path or "graph.json")
    write(graph, output, title=title or _title(reader.paths, graph_path))
    if not reader.quiet:
        click.echo(f"{output}: {Path(output).stat().st_size / 1e6:.1f} MB")
    if not no_open:
        click.launch(Path(output).resolve().as_uri())
    if reader.unread:
        ctx.exit(1)


def _check(output: str) -> None:
    """Refuse a place that cannot hold the page before anything is read."""
    if output == "-" or not Path(output).parent.is_dir():
        raise QuidError(f"{output}: the page must be a file in a folder that exists; choose another place with -o")


def _title(paths: tuple[str, ...], graph_path: str | None) -> str:
    """`quid: iran` for iran.json or a folder iran."""
    names = [Path(path).stem for path in (*paths, *([graph_path] if graph_path else [])) if path != "-"]
    return f"quid: {', '.join(names[:3])}" if names and names != ["graph"] else "quid"
