"""What the commands of analysis share: which claims count, names that people type, a figure beside the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graph.errors import QuidError

if TYPE_CHECKING:
    import networkx as nx

    from graph.analysis.filters import Filter

    MultiDiGraph = nx.MultiDiGraph[str]

Command = TypeVar("Command", bound=Callable[..., Any])

_FIGURES = (".svg", ".png")


def filter_options(command: Command) -> Command:
    """Options that say which claims count; `where` takes their values."""
    options = [
        click.option("--category", "categories", multiple=True, help="Only goods of this category, as arms or energy."),
        click.option("--stage", "stages", multiple=True, help="Only what has come so far, as agreed or delivered."),
        click.option("--certainty", "certainties", multiple=True, help="Only what is said so surely, as asserted."),
        click.option("--since", metavar="DATE", help="First date (2024, 2024-05, 2024-05-31) of claim or article."),
        click.option("--until", metavar="DATE", help="Last date, included."),
        click.option(
            "--source", "sources", multiple=True, help="Only articles of this publisher, title, path or address."
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def where(
    *,
    categories: Iterable[str],
    stages: Iterable[str],
    certainties: Iterable[str],
    since: str | None,
    until: str | None,
    sources: Iterable[str],
) -> Filter:
    """The filter that the options ask for.

    Raises:
        QuidError: a word that the vocabulary lacks, or no date.
    """
    from graph.analysis.filters import Filter

    return Filter(
        categories=frozenset(categories),
        stages=frozenset(stages),
        certainties=frozenset(certainties),
        since=since,
        until=until,
        sources=frozenset(sources),
    )


def limit_option(default: int) -> Callable[[Command], Command]:
    """`--limit`: at most so many rows."""
    return click.option(
        "--limit", default=default, show_default=True, type=click.IntRange(0), help="At most so many rows; 0 for all."
    )


def network_options(command: Command) -> Command:
    """`--network`, `--weight` and `--seed` of measures on a projection."""
    options = [
        click.option(
            "--network",
            default="exchange",
            show_default=True,
            help="Who gives to whom (exchange), who gives and gets what (goods), who comments on whom (commentary), "
            "what is forbidden to whom (sanctions).",
        ),
        click.option("--weight", default="claims", show_default=True, help="What a tie counts: claims or articles."),
        click.option(
            "--seed", default=0, show_default=True, help="Of what is drawn by chance; same seed, same result."
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


plot_option = click.option(
    "--plot",
    metavar="FILE",
    callback=lambda _ctx, _option, path: checked_figure(path),
    help="Draw a figure, .svg or .png.",
)


def checked_figure(path: str | None) -> str | None:
    """The path of a figure, refused before anything is computed where it cannot be drawn.

    Raises:
        QuidError: another ending, or matplotlib is missing.
    """
    from importlib.util import find_spec

    if path is None:
        return None
    if Path(path).suffix.lower() not in _FIGURES:
        raise QuidError(f"{path}: a figure ends in {' or '.join(_FIGURES)}")
    if find_spec("matplotlib") is None:
        raise QuidError("a figure needs matplotlib; install it with: pip install 'quid[plot]'")
    return path


def drawn(path: str) -> None:
    """Say on standard error where the figure is."""
    click.echo(f"{path}: {Path(path).stat().st_size / 1000:.0f} kB", err=True)


def found(graph: MultiDiGraph, names: Iterable[str], *types: str) -> list[str]:
    """The nodes that a person means by names, ids or aliases.

    Raises:
        QuidError: nothing, or more than one thing, is named so; or it is of another type.
    """
    from graph.search import find

    nodes = [find(graph, name) for name in names]
    for name, node in zip(names, nodes, strict=True):
        kind = graph.nodes[node]["type"]
        if types and kind not in types:
            raise QuidError(f"{name!r} is {_a(kind)}; give {' or '.join(_a(each) for each in types)}")
    return nodes


def _a(kind: str) -> str:
    return f"an {kind.lower()}" if kind[0] in "AE" else f"a {kind.lower()}"
