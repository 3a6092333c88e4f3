"""`quid pull`: the graph back out of Neo4j."""

from __future__ import annotations

from typing import Any

import click

from graph.commands._neo4j import server_options, target


@click.command("pull", short_help="Read the graph back out of Neo4j.")
@server_options(required=True)
@click.option(
    "-o", "--output", default="graph.json", show_default=True, help="Where the graph goes; - for standard output."
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def command(*, output: str, quiet: bool, **server: Any) -> None:
    """Write the graph that quid push brought into a Neo4j database to a file: the same graph, byte for byte.

    \b
    quid pull --uri bolt://localhost:7687 -o graph.json
    quid pull -o -                                   the server of NEO4J_URI, to standard output
    """
    where = target(**server)
    from export.cypher.pull import pull
    from graph.files import dumps, save

    graph = pull(where)
    if output == "-":
        click.echo(dumps(graph), nl=False)
        return
    save(graph, output)
    if not quiet:
        click.echo(f"{output}: {graph.number_of_nodes()} nodes, {graph.number_of_edges()} edges", err=True)
