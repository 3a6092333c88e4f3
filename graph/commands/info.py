"""`quid info`: what is in a graph, and the versions that a bug report needs."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from graph.commands._common import graph_option
from graph.commands._output import output_options, print_rows, print_table

_FIELDS = ("part", "name", "value", "details")
# What reads, measures, answers and draws; the last ones are extras.
_PACKAGES = (
    "spacy", "onnxruntime", "tokenizers", "numpy", "networkx", "igraph", "arcadedb-embedded", "jpype1", "neo4j",
    "trafilatura", "lxml", "pypdf", "click", "rich", "pyvis", "matplotlib", "pyarrow",
)  # fmt: skip


@click.command("info", short_help="What is in a graph, and the versions that a bug report needs.")
@graph_option
@output_options
@click.pass_context
def command(ctx: click.Context, *, graph_path: str, form: str | None) -> None:
    """Print what the graph holds by type and kind, and the versions of quid and of what it runs on.

    Without a graph.json the versions alone are printed.

    \b
    quid info
    quid info -g graph.json --json
    """
    asked = ctx.get_parameter_source("graph_path") is not click.core.ParameterSource.DEFAULT
    rows = list(_graph(graph_path)) if asked or Path(graph_path).exists() else []
    rows += _versions()
    print_rows(rows, _FIELDS, lambda: _print(rows), form)


def _graph(path: str) -> Iterator[dict[str, Any]]:
    from graph.analysis.contents import contents, span
    from graph.files import load

    graph = load(path)
    first, last, undated = span(graph)
    yield _row("graph", "bytes", Path(path).stat().st_size)
    yield _row("graph", "nodes", graph.number_of_nodes())
    yield _row("graph", "edges", graph.number_of_edges())
    if first is not None:
        yield _row("graph", "first article", first)
        yield _row("graph", "last article", last)
    yield _row("graph", "articles without a date", undated)
    yield _row("graph", "names joined", len(graph.graph.get("decisions", ())))
    for count in contents(graph):
        yield _row(count.part, count.name, count.count, count.of)


def _versions() -> Iterator[dict[str, Any]]:
    yield _row("version", "quid", _version("quid"))
    yield _row("version", "Python", f"{platform.python_implementation()} {platform.python_version()}")
    yield _row("version", "system", f"{platform.system()} {platform.release()} {platform.machine()}")
    for package in _PACKAGES:
        yield _row("version", package, _version(package))


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _row(part: str, name: str, value: Any, details: dict[str, int] | None = None) -> dict[str, Any]:
    return {"part": part, "name": name, "value": value, "details": details or {}}


def _print(rows: list[dict[str, Any]]) -> None:
    table, part = [], ""
    for row in rows:
        details = ", ".join(f"{name} {number}" for name, number in row["details"].items())
        value = f"{row['value']:,}" if isinstance(row["value"], int) else row["value"]
        table.append((row["part"] if row["part"] != part else "", row["name"], value, details))
        part = row["part"]
    print_table(("", "", "", ""), table)
