"""`quid evaluate`: how well articles are read, against a reader's annotation of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.commands._common import Reader, model_option
from graph.commands._output import output_options, print_rows
from graph.errors import QuidError

if TYPE_CHECKING:
    import networkx as nx
    from spacy.language import Language

    from graph.scoring import Count, Score
    from loaders.gazetteer import Gazetteer

    MultiDiGraph = nx.MultiDiGraph[str]

_FIELDS = ("layer", "precision", "recall", "f1", "annotated", "found")


@click.command("evaluate", short_help="Score the reading of annotated articles.")
@click.argument("articles", metavar="ARTICLES", type=click.Path(exists=True, file_okay=False))
@click.argument("annotations", metavar="ANNOTATIONS", type=click.Path(exists=True, file_okay=False))
@click.option("--misses", is_flag=True, help="List every miss and every surplus.")
@click.option(
    "--html", metavar="FILE", help="Write a page that shows every article with what was read, missed and wrong."
)
@model_option
@output_options
def command(
    *, articles: str, annotations: str, misses: bool, html: str | None, model: str | None, form: str | None
) -> None:
    """Build every annotated article alone and print precision, recall and F1 per layer.

    ANNOTATIONS holds one YAML file per article, named after it (or naming it as `original` of a Markdown article).

    \b
    quid evaluate articles/ gold/
    quid evaluate articles/ gold/ --misses
    quid evaluate articles/ gold/ --html errors.html    the articles with every error, to open in a browser
    """
    pages: list[dict[str, Any]] | None = None if html is None else []
    totals, log = evaluate(Path(articles), Path(annotations), model, pages=pages)
    rows = [_row(layer, count) for layer, count in totals.items()]
    if html is not None and pages is not None:
        from export import review
        from graph.files import write_text

        write_text(html, review.page(pages, rows))
    print_rows(rows, _FIELDS, lambda: _print(totals, log if misses else {}, len(log)), form)


def _print(totals: Mapping[str, Count], log: Mapping[str, list[str]], articles: int) -> None:
    for name, lines in log.items():
        click.echo("\n".join([name, *(f"  {line}" for line in lines)]))
    click.echo(
        f"{articles} articles\n{'layer':18} {'precision':>9} {'recall':>9} {'F1':>9} {'annotated':>9} {'found':>6}"
    )
    for layer, count in totals.items():
        figures = f"{count.precision:9.3f} {count.recall:9.3f} {count.f1:9.3f} {count.annotated:9} {count.found:6}"
        click.echo(f"{layer:18} {figures}")


def _row(layer: str, count: Count) -> dict[str, Any]:
    figures = {name: round(getattr(count, name), 3) for name in ("precision", "recall", "f1")}
    return {"layer": layer, **figures, "annotated": count.annotated, "found": count.found}


def evaluate(
    articles: Path,
    annotations: Path,
    model: str | None = None,
    language: tuple[Language, Gazetteer] | None = None,
    pages: list[dict[str, Any]] | None = None,
) -> tuple[dict[str, Count], dict[str, list[str]]]:
    """Counts by layer over all annotated articles, and the misses and surpluses of each.

    `language` is a pipeline and gazetteer at hand, instead of the `model` to load; what the error browser shows of each
    article is added to `pages`, if given.

    Raises:
        QuidError: an annotation has no article, or is no YAML mapping.
    """
    from graph.scoring import Count, score

    totals: dict[str, Count] = defaultdict(Count)
    log: dict[str, list[str]] = {}
    files = {name: path for path in sorted(articles.iterdir()) for name in _names(path)}
    language = language or _language(model)
    for annotation in sorted(annotations.glob("*.yaml")):
        if annotation.stem not in files:
            raise QuidError(f"{annotation}: no article of that name in {articles}")
        graph = Reader((str(files[annotation.stem]),), quiet=True, language=language).graph()
        found = score(graph, _annotation(annotation))
        log[annotation.stem] = found.log
        if pages is not None:
            pages.append(_page(annotation.stem, files[annotation.stem], graph, found))
        for layer, count in found.counts.items():
            totals[layer] += count
    return dict(totals), log


def _page(name: str, path: Path, graph: MultiDiGraph, found: Score) -> dict[str, Any]:
    """What the error browser shows of an article."""
    from export import review
    from graph.records import Article
    from loaders import load

    text = next(item.text for item in load([str(path)]) if isinstance(item, Article))
    return review.article(name, text, graph, found.findings)


def _language(model: str | None) -> tuple[Language, Gazetteer]:
    from loaders.gazetteer import Gazetteer
    from loaders.language import load

    return load(model), Gazetteer()


def _names(path: Path) -> list[str]:
    """The names under which an annotation may know an article: its own, and that of its original."""
    names = [path.stem]
    if path.suffix == ".md" and path.is_file():
        import frontmatter

        original = frontmatter.load(str(path)).get("original")
        names += [Path(str(original)).stem] if original else []
    return names


def _annotation(path: Path) -> dict[str, Any]:
    import yaml

    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise QuidError(f"{path}: is not YAML: {error}") from error
    if not isinstance(data, dict):
        raise QuidError(f"{path}: is no mapping of layers")
    return data
