"""The gold sentence, as every part of the training sees it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; a layer that the corpus does not annotate is an empty list.

    ``morphs`` are "UPOS TAG FEATS", ``lemmas`` edit scripts; ``heads`` count from 1 inside the
    sentence and 0 is the root; ``entities`` are BIO labels, "?" where annotation is missing.
    """

    words: list[str]
    pos: list[str]
    morphs: list[str]
    lemmas: list[str]
    heads: list[int]
    deps: list[str]
    entities: list[str]


#: Consecutive sentences of one text.
Document = list[Sentence]
