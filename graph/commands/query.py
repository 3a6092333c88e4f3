"""`quid query`: Cypher on the graph, at once, without a server; or on a server."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from graph.commands._common import graph_option
from graph.commands._neo4j import server_options, target
from graph.commands._output import output_options, print_rows, print_table, spoken
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
@output_options
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
    *, query: str | None, graph_path: str, form: str | None, cookbook: bool, uri: str | None, **options: Any
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
    if cookbook:
        _print_cookbook()
        return
    show = partial(_print, form=form)
    asked = {name: options.pop(name) for name in ("path", "pairs", "limit", "timeout", "write")}
    _ask(query, lambda: _runner(graph_path, uri, options), show, **asked)


def _print_cookbook() -> None:
    from importlib.resources import files

    click.echo(files("export.cypher").joinpath("cookbook.md").read_text(encoding="utf-8"), nl=False)


def _ask(
    query: str | None,
    engine: Callable[[], Runner],
    show: Callable[[Table], None],
    *,
    path: str | None,
    pairs: tuple[str, ...],
    limit: int,
    timeout: float,
    write: bool,
) -> None:
    """Answer the query, or open the shell where a person is to type it."""
    from export.cypher.results import Limits

    text = _text(query, path)
    parameters = dict(_parameter(pair) for pair in pairs)
    limits = Limits(timeout, limit or sys.maxsize - 1)
    runner = engine()
    try:
        if text is None:
            from export.cypher.shell import run

            run(runner, limits, show)
        else:
            _answer(runner.run(text, parameters, limits, write=write), text, limits, show)
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
        raise QuidError(f'-p: {pair!r} is not NAME=VALUE, as in -p who=Iran or -p \'names=["Iran", "Cuba"]\'')
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


def _answer(table: Table, text: str, limits: Limits, show: Callable[[Table], None]) -> None:
    show(table)
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


def _print(table: Table, *, form: str | None) -> None:
    print_rows(table.records(), table.columns, lambda: print_table(table.columns, table.rows, said=_cell), form)


def _cell(value: Any) -> str:
    """One value in a terminal: a node by its labels and name, a relationship by its type, a path by its steps."""
    if isinstance(value, dict) and {"labels", "properties"} <= value.keys():
        named = value["properties"].get("name", value["id"])
        return spoken(f"(:{':'.join(value['labels'])} {named})")
    if isinstance(value, dict) and {"type", "source", "target"} <= value.keys():
        return spoken(f"[:{value['type']}]")
    if isinstance(value, dict) and value.keys() == {"nodes", "relationships"}:
        steps = [
            f"-{_cell(edge)}-{_cell(node)}"
            for edge, node in zip(value["relationships"], value["nodes"][1:], strict=True)
        ]
        return _cell(value["nodes"][0]) + "".join(steps)
    if isinstance(value, list):
        return "[" + ", ".join(_cell(item) for item in value) + "]"
    return spoken(json.dumps(value) if isinstance(value, float) else value)
