"""`quid push`: the graph into Neo4j."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from graph.commands._common import graph_option, json_option, print_json
from graph.commands._neo4j import server_options, target

if TYPE_CHECKING:
    from collections.abc import Callable

    from export.cypher.push import Plan


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
@click.option(
    "--csv-folder", metavar="FOLDER", help="Write files for neo4j-admin instead, for graphs of many millions."
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@json_option
def command(
    *,
    graph_path: str,
    batch: int,
    dry_run: bool,
    full: bool,
    csv_folder: str | None,
    quiet: bool,
    as_json: bool,
    **server: Any,
) -> None:
    """Make a Neo4j database hold this graph, and leave all else in it alone.

    Only the difference is written: a second push changes nothing, facts that are gone are deleted. When it is cut off, run
    it again. The labels and properties are told in the cookbook; all nodes of quid have the label Quid.

    \b
    quid push --uri bolt://localhost:7687            user neo4j; asks for the password
    quid push -g graph.json --dry-run                the server of NEO4J_URI
    quid push --csv-folder import/                   files for neo4j-admin database import
    """
    from graph.files import load

    graph = load(graph_path)
    if csv_folder is not None:
        from export.cypher.bulk import write

        click.echo(write(graph, csv_folder))
        return
    where = target(**server)
    from export.cypher.mapping import rows
    from export.cypher.push import push, summary

    with _Bar(enabled=not (quiet or dry_run)) as bar:
        plan = push(rows(graph), where, batch=batch, dry_run=dry_run, full=full, started=bar.start)
    if as_json:
        print_json(plan.counts())
    elif not quiet:
        click.echo(f"{'would be: ' if dry_run else ''}{summary(plan)}")


class _Bar:
    """Progress on standard error where that is a terminal."""

    def __init__(self, *, enabled: bool) -> None:
        self._bar: Any = None
        if enabled and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)

    def __enter__(self) -> _Bar:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def start(self, plan: Plan) -> Callable[[int], None]:
        """Begin with the whole size; the result takes the size of every batch."""
        if self._bar is None:
            return lambda _: None
        task = self._bar.add_task("writing", total=plan.size)
        return lambda count: self._bar.advance(task, count)
