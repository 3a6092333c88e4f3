"""Where sentences begin: the encoder's opinion within what the punctuation allows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

#: Logit from which a sentence begins after final punctuation, and without it.
AFTER_END, AFTER_OTHER = 0.0, 3.0

_ENDS = (".", "!", "?", "…")
_CLOSING = frozenset("\"'”’)]»") | {"''"}


def sentence_bounds(words: Sequence[str], breaks: Sequence[bool], start: NDArray[np.float32]) -> list[int]:
    """Return the first word of each sentence in a window, and the number of words at the end.

    Args:
        words: the window's words.
        breaks: for each word, whether a paragraph, and so a sentence, begins at it.
        start: for each word, the logit of a sentence start.
    """
    bounds = [0]
    for k in range(1, len(words)):
        likely = start[k] > AFTER_OTHER or (start[k] > AFTER_END and _ends_before(words, k))
        if breaks[k] or likely:
            bounds.append(k)
    return [*bounds, len(words)]


def _ends_before(words: Sequence[str], k: int) -> bool:
    k -= 1
    while k > 0 and words[k] in _CLOSING:
        k -= 1
    return words[k].endswith(_ENDS)
