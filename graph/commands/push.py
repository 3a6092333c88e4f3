"""`quid push`: the graph into Neo4j."""

from __future__ import annotations

from typing import Any

import click

from graph.commands._common import graph_option
from graph.commands._neo4j import server_options, target
from graph.commands._output import json_option, print_json
from graph.commands._progress import Progress


@click.command("push", short_help="Bring the graph into Neo4j.")
@graph_option
@server_options(required=True)
@click.option(
    "--batch",
    default=5000,
    show_default=True,
    type=click.IntRange(1, 100_000),
    help="Nodes or relationships in one transaction.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--full", is_flag=True, help="Write everything again, also what seems unchanged.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@json_option
def command(
    *,
    graph_path: str,
    batch: int,
    dry_run: bool,
    full: bool,
    quiet: bool,
    as_json: bool,
    **server: Any,
) -> None:
    """Make a Neo4j database hold this graph, and leave all else in it alone.

    Only the difference is written: a second push changes nothing, facts that are gone are deleted. When it is cut off, run
    it again. The labels and properties are told in the cookbook; all nodes of quid have the label Quid. A graph of many
    millions goes faster into an empty database with quid export neo4j-import.

    \b
    quid push --uri bolt://localhost:7687            user neo4j; asks for the password
    quid push -g graph.json --dry-run                the server of NEO4J_URI
    """
    from graph.files import load

    graph = load(graph_path)
    where = target(**server)
    from export.cypher.mapping import rows
    from export.cypher.push import push, summary

    with Progress("writing", enabled=not (quiet or dry_run)) as bar:
        plan = push(
            rows(graph), where, batch=batch, dry_run=dry_run, full=full, started=lambda plan: bar.expect(plan.size)
        )
    if as_json:
        print_json(plan.counts())
    elif not quiet:
        click.echo(f"{'would be: ' if dry_run else ''}{summary(plan)}")
