"""What of a text the role head looks at: windows of sentences, and the words around one trigger."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.language.pieces import Pieces

#: Pieces of one window of the lower layers; a longer sentence stands alone.
WINDOW_PIECES = 160


@dataclass(frozen=True, slots=True)
class Window:
    """Words `start` to `end` of a text; triggers are looked for from `own` on, the words before are context.

    `bounds` are the sentence starts inside the window, counted from its first word, and its length.
    """

    start: int
    own: int
    end: int
    bounds: tuple[int, ...]


def windows(bounds: Sequence[int], sizes: Sequence[int], wanted: Sequence[bool]) -> list[Window]:
    """Cut a text into windows of neighbouring sentences.

    Args:
        bounds: first word of each sentence, and the number of words.
        sizes: pieces of each sentence.
        wanted: which sentences may hold a trigger; each comes with the sentence before it as context.
    """
    found: list[Window] = []
    k = 0
    while k < len(sizes):
        if not wanted[k]:
            k += 1
            continue
        first = k - 1 if k and sizes[k - 1] + sizes[k] <= WINDOW_PIECES else k
        last = _last(k, sum(sizes[first : k + 1]), sizes, wanted)
        starts = tuple(bounds[j] - bounds[first] for j in range(first, last + 1))
        found.append(Window(bounds[first], bounds[k], bounds[last], starts))
        k = last
    return found


def _last(k: int, total: int, sizes: Sequence[int], wanted: Sequence[bool]) -> int:
    """One past the last sentence of a window that begins its own part with sentence `k`."""
    last = k + 1
    while last < len(sizes):
        reach = last if wanted[last] else last + 1
        if reach >= len(sizes) or not wanted[reach]:
            break
        total += sum(sizes[last : reach + 1])
        if total > WINDOW_PIECES:
            break
        last = reach + 1
    return last


def crop(pieces: Pieces, bounds: Sequence[int], trigger: int, limit: int) -> tuple[int, int]:
    """The words around a trigger that the upper layers see: its sentence, then the one before, after, before.

    Args:
        pieces: the window's pieces (word 0 is the artificial root).
        bounds: sentence starts of the window, and its number of words.
        trigger: a word of the window.
        limit: pieces that the neighbours may fill the crop up to.
    """
    k = max(0, bisect_right(bounds, trigger) - 1)
    first, last = k, k + 1
    for step in (-1, 1, -1):
        a, b = (first - 1, last) if step < 0 else (first, last + 1)
        if a >= 0 and b < len(bounds) and _pieces(pieces, bounds[a], bounds[b]) <= limit:
            first, last = a, b
    return bounds[first], bounds[last]


def _pieces(pieces: Pieces, start: int, end: int) -> int:
    return pieces.last[end] - pieces.first[start + 1] + 1
