"""The shell of `quid query`: several lines to a query, history kept, labels, types and properties completed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from export.cypher.results import Limits, Runner, Table
from graph.errors import QuidError

if TYPE_CHECKING:
    from prompt_toolkit.completion import Completer

KEYWORDS = (
    "MATCH",
    "OPTIONAL MATCH",
    "WHERE",
    "WITH",
    "RETURN",
    "DISTINCT",
    "ORDER BY",
    "DESC",
    "LIMIT",
    "SKIP",
    "UNWIND",
    "UNION",
    "CALL",
    "AS",
    "AND",
    "OR",
    "NOT",
    "IN",
    "IS NULL",
    "IS NOT NULL",
    "STARTS WITH",
    "ENDS WITH",
    "CONTAINS",
    "EXISTS",
    "CASE",
    "WHEN",
    "THEN",
    "ELSE",
    "END",
    "count(",
    "collect(",
    "labels(",
    "type(",
    "shortestPath(",
)
_HELP = (
    "A query ends with ; or an empty line. Tab completes, the arrow keys go back, Ctrl-C drops the line, Ctrl-D leaves."
)
# Enough to see every name that a graph uses, little enough to be ready at once.
_SAMPLE = 5000


@dataclass(frozen=True, slots=True)
class Names:
    """What can be completed."""

    labels: tuple[str, ...]
    types: tuple[str, ...]
    properties: tuple[str, ...]


def names(runner: Runner, limits: Limits) -> Names:
    """Labels, relationship types and property names that the graph uses."""

    def ask(query: str) -> tuple[str, ...]:
        found = {str(row[0]) for row in runner.run(query, {}, Limits(limits.seconds, 10_000)).rows}
        return tuple(sorted(name for name in found if not name.startswith("_")))

    return Names(
        ask(f"MATCH (n) WITH n LIMIT {_SAMPLE} UNWIND labels(n) AS name RETURN DISTINCT name"),
        ask(f"MATCH ()-[r]->() WITH r LIMIT {_SAMPLE} RETURN DISTINCT type(r) AS name"),
        ask(f"MATCH (n) WITH n LIMIT {_SAMPLE} UNWIND keys(n) AS name RETURN DISTINCT name"),
    )


def candidates(before: str, known: Names) -> tuple[int, list[str]]:
    """How many signs before the cursor are to be replaced, and by what."""
    word = before[len(before.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789")) :]
    rest = before[: len(before) - len(word)]
    if rest.endswith((":", "|")):
        # Inside a square bracket stand types of relationships, elsewhere labels.
        choices: Iterable[str] = known.types if rest.rfind("[") > rest.rfind("]") else known.labels
    elif rest.endswith("."):
        choices = known.properties
    else:
        choices = KEYWORDS if word else ()
    return len(word), [choice for choice in choices if choice.casefold().startswith(word.casefold())]


def run(runner: Runner, limits: Limits, show: Callable[[Table], None]) -> None:
    """Ask and answer until the person leaves."""
    import click
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import FileHistory

    session: PromptSession[str] = PromptSession(
        history=FileHistory(str(_history_file())),
        completer=_completer(names(runner, limits)),
        complete_while_typing=False,
    )
    click.echo(_HELP)
    while True:
        try:
            text = _read(session)
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if text:
            answer(runner, text, limits, show)


def answer(runner: Runner, text: str, limits: Limits, show: Callable[[Table], None]) -> None:
    """One query of the shell: its rows, or its failure as one line."""
    import click

    try:
        table = runner.run(text, {}, limits)
        show(table)
        count = (
            f"the first {limits.rows} rows" if table.more else f"{len(table.rows)} row{'s' * (len(table.rows) != 1)}"
        )
        click.echo(count, err=True)
    except QuidError as error:
        click.echo(str(error), err=True)


def _read(session: object) -> str:
    lines: list[str] = []
    while True:
        line = session.prompt("      … " if lines else "cypher> ").rstrip()  # type: ignore[attr-defined]
        if line.endswith(";") or not line:
            return "\n".join([*lines, line.removesuffix(";")]).strip()
        lines.append(line)


def _history_file() -> Path:
    import platformdirs

    folder = Path(platformdirs.user_state_dir("quid"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise QuidError(
            f"{folder}: the shell's history cannot be kept there: {error.strerror}; set XDG_STATE_HOME"
        ) from error
    return folder / "query_history"


def _completer(known: Names) -> Completer:
    from collections.abc import Iterator

    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.document import Document

    class FromGraph(Completer):
        def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:  # noqa: ARG002
            length, found = candidates(document.text_before_cursor, known)
            yield from (Completion(choice, start_position=-length) for choice in found)

    return FromGraph()
