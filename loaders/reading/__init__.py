"""From an article to what it says: sentences with structure, mentions, voices, facts, claims.

The stages are separate so that a trained component can stand in for a set of rules:

1. `mentions`: names of actors and resolutions, from the gazetteer and the pipeline's entities;
2. `coreference`: pronouns and nominals that point back to them;
3. `attribution`: who says which tokens, and which persons are commentators;
4. `exchanges`, `relations`, `resolutions`: the facts, each with trigger, stage and certainty;
5. `claims`: facts with their voices become claims.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from graph.records import Article, Reading
from loaders.reading import (
    attribution,
    claims,
    conflicts,
    coreference,
    coreference_speakers,
    exchanges,
    goods_named,
    mentions,
    relations,
    resolutions,
)
from loaders.reading.analysis import Analysis

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from loaders.gazetteer import Gazetteer

__all__ = ["Analysis", "analyse", "conclude", "read"]


def analyse(article: Article, doc: Doc, gazetteer: Gazetteer) -> Analysis:
    """Run the stages up to the voices on a parsed article."""
    analysis = Analysis(article, doc, gazetteer)
    mentions.find(analysis)
    resolutions.name(analysis)
    coreference.resolve(analysis)
    attribution.find(analysis)
    coreference_speakers.resolve(analysis)
    return analysis


def conclude(analysis: Analysis) -> Reading:
    """Read the facts from an analysed article and turn them into claims."""
    given, related = list(exchanges.find(analysis)), list(relations.find(analysis))
    goods_named.find(analysis)
    legal = list(resolutions.find(analysis))
    implied = [*conflicts.backing(analysis, given, related), *resolutions.implied(analysis, legal)]
    return claims.assemble(analysis, [*given, *conflicts.without_foes(analysis, [*related, *implied, *legal])])


def read(articles: Iterable[Article], nlp: Language, gazetteer: Gazetteer) -> Iterator[Reading]:
    """Read articles one after the other; memory does not grow with their number."""
    _settle()
    pairs = ((article.prose(), article) for article in articles)
    for doc, article in nlp.pipe(pairs, as_tuples=True):
        yield conclude(analyse(article, doc, gazetteer))


@cache
def _settle() -> None:
    """Spare the garbage collector going through what stays, the model and the gazetteer, with every few articles."""
    gc.freeze()
