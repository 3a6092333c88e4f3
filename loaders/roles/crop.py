"""The words around one trigger that the role head looks at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from loaders.roles.labels import Span


def crop(bounds: Sequence[int], trigger: int, limit: int, widest: int) -> Span:
    """The trigger's sentence, joined with the one before, the one after and one more before while they fit.

    Args:
        bounds: first word of each sentence, and the number of words.
        trigger: a word.
        limit: words that the neighbours may fill the crop up to; the sentence itself may be longer.
        widest: most words of the crop; of more, those nearest to the trigger are kept.
    """
    k = max(0, bisect_right(bounds, trigger) - 1)
    first, last = k, k + 1
    for step in (-1, 1, -1):
        a, b = (first - 1, last) if step < 0 else (first, last + 1)
        if a >= 0 and b < len(bounds) and bounds[b] - bounds[a] <= limit:
            first, last = a, b
    end = min(bounds[last], max(bounds[first], trigger - widest // 2) + widest)
    return max(bounds[first], end - widest), end
