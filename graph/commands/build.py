"""`quid build`: articles in, the typed graph out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from graph.commands._common import Reader, reading_options
from graph.commands._output import json_option, print_json

if TYPE_CHECKING:
    import networkx as nx


@click.command("build", short_help="Read articles and write the graph.")
@reading_options
@click.option(
    "-o", "--output", default="graph.json", show_default=True, help="Where the graph goes; - for standard output."
)
@json_option
@click.pass_context
def command(ctx: click.Context, /, *, output: str, as_json: bool, **options: Any) -> None:
    """Read articles (text, Markdown, HTML, PDF, JSON Lines, CSV, RSS; files, folders, globs) and write the graph.

    What cannot be read is named with its reason, and the rest goes on; the exit code is then 1.

    \b
    quid build articles/                         every article of a folder, into graph.json
    quid build a.txt b.html -o two.json          two files
    quid build news.csv --columns text=body      a table with one article a row
    curl … | quid build - -o one.json            standard input
    quid build --seeds                           the articles that come with quid
    """
    from graph.files import dumps, save

    reader = Reader(**options)
    graph = reader.graph()
    if output == "-":
        click.echo(dumps(graph), nl=False)
    else:
        save(graph, output)
    reader.report()
    _summary(graph, output, as_json=as_json and output != "-", quiet=reader.quiet or output == "-")
    if reader.unread:
        ctx.exit(1)


def _summary(graph: nx.MultiDiGraph[str], output: str, *, as_json: bool, quiet: bool) -> None:
    nodes = Counter(data["type"] for _, data in graph.nodes(data=True))
    if as_json:
        print_json({"graph": output, "nodes": dict(sorted(nodes.items())), "edges": graph.number_of_edges()})
    elif not quiet:
        counts = ", ".join(f"{number} {name}" for name, number in sorted(nodes.items()))
        click.echo(f"{output}: {counts}; {graph.number_of_edges()} edges")
