"""One way out for every command that answers with rows: a table for people, JSON and CSV for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graph.text import cell, clean

if TYPE_CHECKING:
    from rich.console import Console

Command = TypeVar("Command", bound=Callable[..., Any])

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
# Whoever reads a pipe wants whole cells, and no wrapping at 80 columns.
_ENDLESS = 100_000


def output_options(command: Command) -> Command:
    """`--json` and `--csv` as one value, `form`, for a command that answers with rows."""
    as_json = click.option("--json", "form", flag_value="json", help="Print JSON, a list of objects.")
    as_csv = click.option("--csv", "form", flag_value="csv", help="Print CSV, for programs and spreadsheets.")
    return as_json(as_csv(command))


def print_json(data: object) -> None:
    """Indented JSON on standard output."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def print_rows(
    records: Sequence[Mapping[str, Any]], columns: Sequence[str], people: Callable[[], None], form: str | None
) -> None:
    """Rows as a list of objects (`json`), as `csv` with a header, or as `people` prints them."""
    if form == "json":
        print_json([dict(record) for record in records])
    elif form == "csv":
        print_csv(columns, [[record.get(name) for name in columns] for record in records])
    else:
        people()


def print_records(records: Sequence[Any], kind: type, people: Callable[[], None], form: str | None) -> None:
    """Dataclasses of one kind as rows, with their fields as names and header."""
    print_rows([asdict(record) for record in records], [field.name for field in fields(kind)], people, form)


def print_csv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """CSV on standard output, in which no cell is a formula."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([[cell(value) for value in row] for row in [columns, *rows]])
    click.echo(stream.getvalue(), nl=False)


def print_table(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], *, said: Callable[[Any], str] | None = None
) -> None:
    """A table on standard output; columns of numbers stand right. `said` turns one value into safe text."""
    from rich.table import Table
    from rich.text import Text

    if not rows:
        click.echo("no rows")
        return
    text = said or spoken
    drawn = Table(box=None, pad_edge=False, header_style="bold", show_header=any(columns))
    for number, name in enumerate(columns):
        figures = all(isinstance(row[number], int | float) for row in rows)
        drawn.add_column(Text(text(name)), overflow="fold", justify="right" if figures else "left")
    for row in rows:
        drawn.add_row(*(Text(text(value)) for value in row))
    console().print(drawn)


def print_lines(lines: Iterable[tuple[str, str, int]]) -> None:
    """Lines on standard output, each with its style (as `bold`) and indent; an empty one is a blank line."""
    from rich.padding import Padding
    from rich.text import Text

    screen = console()
    for text, style, indent in lines:
        screen.print(Padding(Text(clean(text), style), (0, 0, 0, indent), expand=False) if text else "")


def console() -> Console:
    """Standard output for people; lines wrap on a terminal only."""
    from rich.console import Console

    screen = Console(highlight=False)
    return screen if screen.is_terminal else Console(highlight=False, width=_ENDLESS)


def spoken(value: Any) -> str:
    """One value in a terminal, without signs that could rewrite it; a list is its items with commas."""
    if isinstance(value, list | tuple):
        return ", ".join(spoken(item) for item in value)
    if isinstance(value, float):
        return f"{value:.4g}"
    return clean(value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False))
