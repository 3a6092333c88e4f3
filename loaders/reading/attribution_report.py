"""What attribution passes between its parts: one report of speech or thought."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loaders.reading.attribution_lexicon import Cue

#: Half-open range of tokens.
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Report:
    """One report of speech or thought.

    Attributes:
        cue: the token of the cue.
        effect: what the cue does.
        speaker: head of the nominal that speaks; None where nobody is named.
        content: token ranges of what is said, in the order of the text; may be empty ("denied it").
        object: head of a nominal content, by which a denial points back.
        negated: whether the cue itself is negated ("did not say").
        rule: how the content was found.
    """

    cue: int
    effect: Cue
    speaker: int | None
    content: tuple[Range, ...]
    object: int | None = None
    negated: bool = False
    rule: str = "clause"
