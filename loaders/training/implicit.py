"""Fit who stands on an open side: `python -m loaders.training.implicit ARTICLES=GOLD ... [--output FILE]`.

Each pair is a folder of articles and one of annotations (`quid evaluate`). Every fact that tells one side is a decision of
a softmax over the actors that may stand on the other one and nobody. Right is whom the annotation names with this good
and side; nobody, where it names no one there. Facts that are not annotated teach nothing. How right the choice is on
articles left out: `python tests/score_implicit.py`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from graph.annotation import Annotation, Names, loosely, normal, normal_names
from graph.records import Article
from loaders import load as load_articles
from loaders.gazetteer import Gazetteer
from loaders.language import load as load_language
from loaders.reading import analyse, exchanges
from loaders.reading.exchange_implicit import open_side
from loaders.training.ranker import Ranker

if TYPE_CHECKING:
    from spacy.language import Language

    from loaders.reading.analysis import Analysis
    from loaders.reading.exchange_context import Fact

#: Strength of the L2 penalty on a weight.
PENALTY = 4.0
WEIGHTS = Path(__file__).parent.parent / "lexicon" / "implicit_weights.toml"
HEAD = """\
# What speaks for and against an actor on a side that the text leaves open, for `loaders.reading.exchange_implicit`: fitted,
# not written by hand. Source: `python -m loaders.training.implicit` on annotated articles. Licence: that of the project.
# Gaps: fitted on {} decisions in {} articles; a feature that is not here weighs nothing.

"""
_ENDS = {"supplier": "from", "recipient": "to"}


@dataclass(frozen=True, slots=True)
class Decision:
    """An open side of a fact with its options, nobody last: the features of each, and which are right."""

    article: str
    options: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


def decisions(name: str, analysis: Analysis, annotation: Mapping[str, Any]) -> Iterator[Decision]:
    """The decisions of one article that its annotation answers."""
    gold, told = Annotation(annotation), exchanges.told(analysis)
    seen = exchanges.implicit(analysis, told)
    for number, (_, fact) in enumerate(told):
        side = open_side(fact)
        items = _annotated(gold, analysis, fact) if side else []
        if not side or not items:
            continue
        end, options = _ENDS[side], seen.options(number)
        asked = [item[end] for item in items if end in item]
        right = [any(gold.means(_names(analysis, key), name) for name in asked) for key in options]
        nobody = len(asked) < len(items) and not any(right)
        if nobody or any(right):
            features = tuple(tuple(seen.features(number, key)) for key in (*options, None))
            yield Decision(name, features, (*right, nobody))


def _annotated(gold: Annotation, analysis: Analysis, fact: Fact) -> list[Mapping[str, Any]]:
    """The annotated exchanges with the good of a fact and the side that it tells."""
    told = [(_ENDS[side], getattr(fact, side)) for side in _ENDS if getattr(fact, side)]
    good = frozenset({normal(fact.good)})
    return [
        item
        for item in gold.items["exchanges"]
        if any(loosely(good, gold.wanted(name)) for name in item["goods"])
        and all(end not in item or gold.means(_names(analysis, key), item[end]) for end, key in told)
    ]


def _names(analysis: Analysis, key: str) -> Names:
    return normal_names(analysis.entities[key].name, analysis.entities[key].aliases)


def read(articles: Path, annotations: Path, nlp: Language, gazetteer: Gazetteer) -> Iterator[Decision]:
    """The decisions of the annotated articles of two folders."""
    files = {path.stem: path for path in sorted(articles.iterdir())}
    for annotation in sorted(annotations.glob("*.yaml")):
        told = yaml.safe_load(annotation.read_text(encoding="utf-8"))
        for article in (a for a in load_articles([str(files[annotation.stem])]) if isinstance(a, Article)):
            analysis = analyse(article, nlp(article.prose()), gazetteer)
            yield from decisions(f"{annotations}/{annotation.stem}", analysis, told)


def fitted(found: Sequence[Decision]) -> dict[str, float]:
    """The weights by feature that some decisions teach."""
    return Ranker(found, PENALTY).table()


def main() -> None:
    """Read the arguments and fit."""
    parser = argparse.ArgumentParser(prog="python -m loaders.training.implicit", description=__doc__)
    parser.add_argument("folders", nargs="+", metavar="ARTICLES=GOLD")
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    pairs = [tuple(map(Path, pair.split("=", 1))) for pair in arguments.folders]
    nlp, gazetteer = load_language(), Gazetteer()
    found = [d for articles, gold in pairs for d in read(articles, gold, nlp, gazetteer)]
    lines = [f'"{name}" = {weight}\n' for name, weight in fitted(found).items()]
    head = HEAD.format(len(found), len({d.article for d in found}))
    arguments.output.write_text("".join([head, "[weights]\n", *lines]), encoding="utf-8")


if __name__ == "__main__":
    main()
