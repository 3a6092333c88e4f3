"""`quid compare`: what changed between two graphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from graph.commands._output import output_options, print_lines, print_records, print_rows, print_table
from graph.errors import QuidError

if TYPE_CHECKING:
    from graph.analysis import Change

_SIGNS = {"added": "+", "removed": "-", "changed": "~", "joined": "="}
_STYLES = {"added": "green", "removed": "red", "changed": "yellow", "joined": "cyan"}


@click.command("compare", short_help="What changed between two graphs.")
@click.argument("old", type=click.Path(dir_okay=False))
@click.argument("new", type=click.Path(dir_okay=False))
@click.option(
    "--only", "only", metavar="TYPE", multiple=True, help="Only Article, Exchange, Actor, MEETS and the like."
)
@click.option("--summary", is_flag=True, help="Print how many, not what.")
@output_options
def command(*, old: str, new: str, only: tuple[str, ...], summary: bool, form: str | None) -> None:
    """Print what came (+), went (-), changed (~) or was joined to something else (=) from graph OLD to graph NEW.

    Articles first, then exchanges, relations, and the things they join. Claims are told as numbers with their fact.

    \b
    quid compare march.json april.json
    quid compare march.json april.json --only Exchange --csv > news.csv
    quid compare march.json april.json --summary
    """
    from graph.analysis import Change, compare
    from graph.files import load

    changes = compare(load(old), load(new))
    _check(only)
    changes = [change for change in changes if not only or change.what in only]
    if summary:
        counts = _counts(changes)
        heads = ("what", *_SIGNS)
        print_rows(counts, heads, lambda: print_table(heads, [[row[head] for head in heads] for row in counts]), form)
        return
    print_records(changes, Change, lambda: print_lines(_told(changes)), form)


def _check(only: Iterable[str]) -> None:
    from graph.vocabulary import vocabulary

    known = [name for name in (*vocabulary().kinds, *vocabulary().edges) if name != "Claim"]
    for name in only:
        if name not in known:
            raise QuidError(f"--only: {name!r} is no type of the graph; choose from {', '.join(known)}")


def _counts(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """One row a type, in the order of the changes; a thing with several changes counts once."""
    things = dict.fromkeys((change.what, change.change, change.node) for change in changes)
    counts = Counter((what, kind) for what, kind, _ in things)
    whats = dict.fromkeys(what for what, _, _ in things)
    return [{"what": what, **{kind: counts[what, kind] for kind in _SIGNS}} for what in whats]


def _told(changes: list[Change]) -> Iterator[tuple[str, str, int]]:
    if not changes:
        yield "no changes", "", 0
    what = ""
    for change in changes:
        if change.what != what:
            what = change.what
            yield what, "bold", 0
        yield f"{_SIGNS[change.change]} {change.name}{_details(change)}", _STYLES[change.change], 2


def _details(change: Change) -> str:
    if change.change == "joined":
        return f" is {change.new}"
    if change.change != "changed":
        claims = change.new if change.change == "added" else change.old
        return "" if claims is None else f" ({claims} claim{'' if claims == 1 else 's'})"
    if isinstance(change.old, list) and isinstance(change.new, list):
        gone, come = (
            [str(v) for v in one if v not in two] for one, two in ((change.old, change.new), (change.new, change.old))
        )
        return f": {change.field} " + ", ".join([*(f"-{value}" for value in gone), *(f"+{value}" for value in come)])
    return f": {change.field} {_value(change.old)} → {_value(change.new)}"


def _value(value: Any) -> str:
    return "unknown" if value is None else ", ".join(map(str, value)) if isinstance(value, list) else str(value)
