"""What a model says of a document's words, before it is written into a spaCy ``Doc``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Analysis:
    """One entry per word (white space is not a word), in text order.

    ``heads`` are indexes into the same lists; the root of a sentence is its own head.
    ``morphs`` are "UPOS TAG FEATS". ``entities`` are half-open word ranges with a type, in
    order, without overlap.
    """

    heads: list[int]
    deps: list[str]
    morphs: list[str]
    lemmas: list[str]
    entities: list[tuple[int, int, str]]
