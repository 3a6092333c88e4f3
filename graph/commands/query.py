"""`quid query`: Cypher on the graph, at once, without a server; or on a server."""

from __future__ import annotations

import csv
import io
import json
import sys
from typing import TYPE_CHECKING, Any

import click

from graph.commands._common import graph_option, json_option, print_json
from graph.commands._neo4j import server_options, target
from graph.errors import QuidError

if TYPE_CHECKING:
    from export.cypher.results import Limits, Runner, Table


@click.command("query", short_help="Ask the graph in Cypher.")
@click.argument("query", required=False)
@graph_option
@click.option("-f", "--file", "path", metavar="FILE", help="Read the query from a file; - for standard input.")
@click.option(
    "-p",
    "--param",
    "pairs",
    metavar="NAME=VALUE",
    multiple=True,
    help="A parameter, $NAME in the query; JSON, else text.",
)
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@click.option(
    "--limit", default=1000, show_default=True, type=click.IntRange(0), help="At most so many rows; 0 for all."
)
@click.option(
    "--timeout", default=30.0, show_default=True, type=click.FloatRange(0.1, 86_400), help="At most so many seconds."
)
@click.option(
    "--cookbook", is_flag=True, help="Print the queries that analysts ask, and how the graph looks in Cypher."
)
@click.option("--write", is_flag=True, help="Allow the query to write; on a server only.")
@server_options(required=False)
def command(
    *,
    query: str | None,
    graph_path: str,
    path: str | None,
    pairs: tuple[str, ...],
    as_json: bool,
    as_csv: bool,
    limit: int,
    timeout: float,
    cookbook: bool,
    write: bool,
    uri: str | None,
    **server: Any,
) -> None:
    """Ask the graph in Cypher, as in Neo4j, with no server; with --uri the same query goes to one.

    Without a query a shell opens. Labels are the types and kinds (:Actor:State, :Exchange …), relationship types those of
    the graph; --cookbook prints queries to start from.

    \b
    quid query 'MATCH (a:State)-[:SUPPLIES]->(e)-[:OF]->(g:Good) RETURN a.name, g.name LIMIT 5'
    quid query 'MATCH (a {name: $who})-[:SAYS]->(c) RETURN c.quote' -p who=Iran --json
    quid query -f query.cypher --csv > rows.csv
    quid query                                       the shell
    """
    from export.cypher.results import Limits

    if cookbook:
        from importlib.resources import files

        click.echo(files("export.cypher").joinpath("cookbook.md").read_text(encoding="utf-8"), nl=False)
        return
    text = _text(query, path)
    parameters = dict(_parameter(pair) for pair in pairs)
    limits = Limits(timeout, limit or sys.maxsize - 1)
    runner = _runner(graph_path, uri, server)
    try:
        if text is None:
            _shell(runner, limits)
        else:
            _answer(runner, text, parameters, limits, "json" if as_json else "csv" if as_csv else "table", write=write)
    finally:
        runner.close()


def _text(query: str | None, path: str | None) -> str | None:
    """The query; None where a person is to type it.

    Raises:
        QuidError: two are given, or the file cannot be read.
    """
    if query is not None and path is not None:
        raise QuidError("give either a query or -f FILE, not both")
    if query == "-" or path == "-" or (query is None and path is None and not sys.stdin.isatty()):
        text = sys.stdin.read()
    elif path is not None:
        try:
            with click.open_file(path, encoding="utf-8") as stream:
                text = stream.read()
        except (OSError, UnicodeDecodeError) as error:
            raise QuidError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    elif query is None:
        return None
    else:
        text = query
    stripped = text.strip().removesuffix(";")
    if not stripped.strip():
        raise QuidError("the query is empty; an example: quid query 'MATCH (a:State) RETURN a.name'")
    return stripped


def _parameter(pair: str) -> tuple[str, Any]:
    name, equals, value = pair.partition("=")
    if not equals or not name.isidentifier():
        raise QuidError(f'-p: {pair!r} is not NAME=VALUE, as in -p who=Iran or -p \'names=["Iran", "Russia"]\'')
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def _runner(graph_path: str, uri: str | None, server: dict[str, Any]) -> Runner:
    if uri is not None:
        from export.cypher.server import Server

        return Server(target(uri=uri, **server))
    from export.cypher.open import open_embedded

    return open_embedded(graph_path)


def _shell(runner: Runner, limits: Limits) -> None:
    from export.cypher.shell import run

    run(runner, limits, lambda table: _print(table, "table"))


def _answer(runner: Runner, text: str, parameters: dict[str, Any], limits: Limits, form: str, *, write: bool) -> None:
    table = runner.run(text, parameters, limits, write=write)
    _print(table, form)
    if table.more:
        click.echo(f"quid: only the first {limits.rows} rows; --limit gives more", err=True)
    if not table.rows:
        for line in _unknown(text):
            click.echo(f"quid: {line}", err=True)


def _unknown(text: str) -> list[str]:
    """What an empty answer may come from: labels and relationship types that no graph of quid's has."""
    import re
    from difflib import get_close_matches

    from export.cypher.mapping import relationship_types, vocabulary_labels

    plain = re.sub(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|//[^\n]*""", " ", text)
    used = re.findall(r"[(\[]\s*\w*\s*((?::\s*\w+(?:\s*\|\s*:?\s*\w+)*\s*)+)", plain)
    known = [*vocabulary_labels(), *relationship_types()]
    lines = []
    for name in dict.fromkeys(re.findall(r"\w+", " ".join(used))):
        if name not in known:
            folded = {other.casefold(): other for other in known}
            near = get_close_matches(name.casefold(), folded, n=1)
            lines.append(
                f"nothing is called {name} in the graph" + (f"; did you mean {folded[near[0]]}?" if near else "")
            )
    return lines


def _print(table: Table, form: str) -> None:
    if form == "json":
        print_json(table.records())
    elif form == "csv":
        click.echo(_csv(table), nl=False)
    else:
        _print_table(table)


def _csv(table: Table) -> str:
    """Rows for a spreadsheet: what it would take for a formula gets an apostrophe before it."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerows(
        [[_guarded(name) for name in table.columns], *([_guarded(value) for value in row] for row in table.rows)]
    )
    return stream.getvalue()


def _guarded(value: Any) -> Any:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")) else value
    return (
        value
        if isinstance(value, int | float) and not isinstance(value, bool)
        else ""
        if value is None
        else _compact(value)
    )


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _print_table(table: Table) -> None:
    from rich.console import Console
    from rich.table import Table as Drawn
    from rich.text import Text

    if not table.rows:
        click.echo("no rows")
        return
    console = Console(highlight=False)
    if not console.is_terminal:
        # Whoever reads a pipe wants whole cells, and no wrapping at 80 columns.
        console = Console(highlight=False, width=100_000)
    drawn = Drawn(box=None, pad_edge=False, header_style="bold")
    for name in table.columns:
        drawn.add_column(Text(_cell(name)), overflow="fold")
    for row in table.rows:
        drawn.add_row(*(Text(_cell(value)) for value in row))
    console.print(drawn)


def _cell(value: Any) -> str:
    """One value in a terminal, without signs that could rewrite it."""
    from graph.commands.show import clean

    if isinstance(value, dict) and {"labels", "properties"} <= value.keys():
        named = value["properties"].get("name", value["id"])
        return clean(f"(:{':'.join(value['labels'])} {named})")
    if isinstance(value, dict) and {"type", "source", "target"} <= value.keys():
        return clean(f"[:{value['type']}]")
    if isinstance(value, dict) and value.keys() == {"nodes", "relationships"}:
        steps = [
            f"-{_cell(edge)}-{_cell(node)}"
            for edge, node in zip(value["relationships"], value["nodes"][1:], strict=True)
        ]
        return _cell(value["nodes"][0]) + "".join(steps)
    if isinstance(value, list):
        return "[" + ", ".join(_cell(item) for item in value) + "]"
    return clean(value if isinstance(value, str) else "" if value is None else _compact(value))
