"""What a model says of a document's words, before it is written into a spaCy ``Doc``."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Analysis:
    """One entry per word (white space is not a word), in text order.

    ``heads`` are indexes into the same lists; the root of a sentence is its own head.
    ``morphs`` are "UPOS TAG FEATS". ``entities`` are half-open word ranges with a type, in
    order, without overlap. ``states`` are blocks of rows of the encoder's states (`encoder.STATES`), together one
    row per word.
    """

    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    entities: list[tuple[int, int, str]] = field(default_factory=list)
    states: list[NDArray[np.float16]] = field(default_factory=list)
