"""What several subcommands share: options, where the seeds are, reading with a progress bar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graph.commands._progress import Progress
from graph.errors import QuidError

if TYPE_CHECKING:
    import networkx as nx
    from spacy.language import Language

    from graph.records import Article, Reading
    from loaders.gazetteer import Gazetteer

    MultiDiGraph = nx.MultiDiGraph[str]

Command = TypeVar("Command", bound=Callable[..., Any])

graph_option = click.option(
    "-g",
    "--graph",
    "graph_path",
    default="graph.json",
    show_default=True,
    help="The graph's file.",
    type=click.Path(dir_okay=False),
)
model_option = click.option("--model", metavar="PACKAGE|FOLDER", help="Another spaCy pipeline with UD labels.")


def reading_options(command: Command) -> Command:
    """The arguments of every command that reads articles."""
    options = [
        click.argument("paths", nargs=-1, metavar="PATH…"),
        click.option("--seeds", is_flag=True, help="Read the articles that come with quid."),
        click.option("--date", help="Date of the articles, instead of the one found (2024-05-31, 2024-05, 2024)."),
        click.option(
            "--columns", metavar="FIELD=COLUMN,…", help="Columns of CSV and JSON Lines: text=body,title=headline."
        ),
        click.option("--encoding", help="Encoding of the files, instead of the one detected."),
        model_option,
        click.option("-q", "--quiet", is_flag=True, help="Print errors only."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@dataclass
class Reader:
    """Reads articles into a graph and keeps count of what could not be read."""

    paths: tuple[str, ...]
    seeds: bool = False
    date: str | None = None
    columns: str | None = None
    encoding: str | None = None
    model: str | None = None
    quiet: bool = False
    language: tuple[Language, Gazetteer] | None = None
    read: list[Article] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)

    def graph(self) -> MultiDiGraph:
        """Read everything and build the graph.

        Raises:
            QuidError: nothing was given, or nothing could be read.
        """
        from graph.build import build

        graph = build(self._readings())
        if not self.read:
            reasons = "; ".join(f"{path}: {reason}" for path, reason in [*self.unread, *self.skipped][:3])
            raise QuidError(f"no article could be read ({reasons or 'no files there'})")
        return graph

    def report(self) -> None:
        """Say on standard error what was read and what was not."""
        if self.quiet:
            return
        undated = sum(article.date is None for article in self.read)
        parts = [
            f"read {len(self.read)} articles"
            + (f", {undated} without a known date (--date sets it)" if undated else "")
        ]
        parts += [f"could not read {len(self.unread)}"] if self.unread else []
        parts += [f"left out {len(self.skipped)} ({self.skipped[0][0]}: {self.skipped[0][1]})"] if self.skipped else []
        click.echo("; ".join(parts), err=True)

    def _readings(self) -> Iterator[Reading]:
        from loaders.gazetteer import Gazetteer
        from loaders.language import load
        from loaders.reading import read

        nlp, gazetteer = self.language or (load(self.model), Gazetteer())
        yield from read(self._articles(), nlp, gazetteer)

    def _articles(self) -> Iterator[Article]:
        from graph.records import Article
        from loaders import LoadOptions, load

        options = LoadOptions(columns=parse_columns(self.columns), date=self.date, encoding=self.encoding)
        with Progress("reading", enabled=not self.quiet) as progress:
            for item in load(self._sources(), options=options):
                if isinstance(item, Article):
                    named = _portable(item)
                    self.read.append(_light(named))
                    yield named
                elif item.skipped:
                    self.skipped.append((item.path, item.reason))
                else:
                    self.unread.append((item.path, item.reason))
                    progress.line(f"quid: {item.path}: {item.reason}")
                progress.advance()

    def _sources(self) -> list[str]:
        sources = [*self.paths, *([str(seeds_folder())] if self.seeds else [])]
        if not sources:
            raise QuidError("nothing to read; give files or folders, - for standard input, or --seeds for the examples")
        return sources


def _portable(article: Article) -> Article:
    """The article; one that comes with quid under the same path wherever quid is installed."""
    from dataclasses import replace

    path = Path(article.path or "")
    inside = path.is_absolute() and path.is_relative_to(seeds_folder())
    return replace(article, path=f"seeds/{path.name}") if inside else article


def _light(article: Article) -> Article:
    """The article without its text, so that memory does not grow with the texts."""
    from dataclasses import replace

    return replace(article, text="", segments=())


def seeds_folder() -> Path:
    """The seeds: in a checkout beside the packages, in an installed wheel inside `graph`."""
    package = Path(__file__).parent.parent
    return next((folder for folder in (package / "_seeds", package.parent / "seeds") if folder.is_dir()), package)


def parse_columns(text: str | None) -> dict[str, str]:
    """`text=body,title=headline` as a mapping of our field to their column.

    Raises:
        QuidError: a part is not of the form FIELD=COLUMN.
    """
    pairs = [part.partition("=") for part in (text or "").split(",") if part.strip()]
    if bad := [field_name for field_name, equals, column in pairs if not (equals and column)]:
        raise QuidError(f"--columns: {bad[0]!r} is not FIELD=COLUMN, as in text=body,title=headline")
    return {field_name.strip(): column.strip() for field_name, _, column in pairs}
