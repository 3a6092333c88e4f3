"""`quid export`: the graph in the files of other people's tools."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from graph.commands._common import graph_option
from graph.errors import QuidError


class _Command(click.Command):
    """A command whose help ends with the formats; they are looked for only then."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the formats below the options."""
        with formatter.section("Formats"):
            formatter.write_dl(_formats())


def _formats() -> list[tuple[str, str]]:
    """Every format: its name and the endings that mean it, and what it is."""
    from export.formats import available

    return [(" ".join([name, *chosen.endings]), chosen.about) for name, chosen in available().items()]


def _complete(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    from export.formats import available

    return [name for name in available() if name.startswith(begun)]


@click.command("export", cls=_Command, short_help="Write the graph for other people's tools.")
@click.argument("chosen", metavar="[FORMAT]", required=False, shell_complete=_complete)
@click.argument("place", metavar="[FILE|FOLDER]", required=False)
@graph_option
@click.option(
    "-o", "--output", metavar="FILE|FOLDER", help="Where it goes; its ending says the format; - for standard output."
)
@click.option("--format", "name", metavar="FORMAT", help="The format, whatever the ending.", shell_complete=_complete)
@click.option("--list", "listed", is_flag=True, help="Print the formats.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def command(
    *,
    chosen: str | None,
    place: str | None,
    graph_path: str,
    output: str | None,
    name: str | None,
    listed: bool,
    quiet: bool,
) -> None:
    """Write the graph as GraphML, GEXF, CSV, Parquet, JSON for Graphology and Cytoscape, FollowTheMoney, JSON-LD, or for Neo4j.

    Every file holds the whole graph, its claims with their quotes and articles among it, and every fact names its claims. The
    same graph gives the same bytes.

    \b
    quid export -o trade.gexf                      graph.json for Gephi, with time
    quid export -g iran.json -o iran.csv           iran.nodes.csv and iran.edges.csv, without formulas
    quid export --format jsonld -o - | gzip        to standard output
    quid export neo4j-import import/               files for neo4j-admin database import
    """
    if listed:
        width = max(len(name) for name, _ in _formats())
        click.echo("\n".join(f"{name:{width}}  {about}" for name, about in _formats()))
        return
    form, where = _once(name, chosen, "format"), _once(output, place, "place")
    if where is None:
        raise click.UsageError("where to? Give -o FILE, as in: quid export -o trade.graphml")
    from export.formats import choose
    from export.saving import pieces, write
    from graph.files import load

    if where == "-":
        sys.stdout.buffer.writelines(pieces(load(graph_path), form))
        return
    fitting = choose(where, form)
    if Path(where).resolve() == Path(graph_path).resolve():
        raise QuidError(f"{where}: is the graph itself; choose another name with -o")
    graph = load(graph_path)
    files = write(graph, where, fitting.name)
    if not quiet:
        size = f"{graph.number_of_nodes()} nodes, {graph.number_of_edges()} edges"
        click.echo(f"{where if fitting.layout == 'folder' else ', '.join(map(str, files))}: {size}", err=True)
    if fitting.next_step is not None:
        click.echo(fitting.next_step(Path(where)))


def _once(option: str | None, argument: str | None, what: str) -> str | None:
    if option is not None and argument is not None:
        raise click.UsageError(f"the {what} is given twice: {option} and {argument}")
    return argument if option is None else option
