"""From the labels of words to spans, and from the spans of one trigger to its exchanges."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

from loaders.roles.labels import BEGIN, INSIDE, OUTSIDE, RoleSpans, Sides, Span, overlap
from loaders.roles.paths import Tree

#: Spans of one role and trigger beyond this are noise, and crossing them would be quadratic.
MAX_SPANS = 6


def spans(labels: Sequence[int]) -> list[Span]:
    """The spans of one BIO sequence; an inside label without a beginning opens a span."""
    found: list[Span] = []
    start: int | None = None
    for index, label in enumerate([*labels, OUTSIDE]):
        if start is not None and label != INSIDE:
            found.append((start, index))
            start = None
        if label == BEGIN or (label == INSIDE and start is None):
            start = index
    return found


def coordinated(found: list[Span], sure: dict[Span, float], tree: Tree) -> list[Span]:
    """The surest span of a role and those that are coordinated with one that is kept; one of those that read alike.

    Args:
        found: the spans of one role of one trigger.
        sure: their probabilities.
        tree: the parse of the words that the spans count.
    """
    kept: list[Span] = []
    texts: set[tuple[str, ...]] = set()
    for span in sorted(found, key=lambda s: (-sure[s], s)):
        text = tuple(tree.forms[span[0] : span[1]])
        if not kept or (text not in texts and any(_first(span, tree) == _first(other, tree) for other in kept)):
            kept.append(span)
            texts.add(text)
    return sorted(kept[:MAX_SPANS])


def pair(roles: RoleSpans) -> list[Sides]:
    """The exchanges of one trigger: every supplier, recipient and good together.

    Where as many goods as recipients take turns ("rice to Mali and oil to Chad"), each good goes to its own.
    """
    goods, recipients = sorted(roles["good"]), sorted(roles["recipient"])
    if len(goods) == len(recipients) > 1 and _alternate(goods, recipients):
        return [s for good, to in zip(goods, recipients, strict=True) for s in _cross(roles["supplier"], [to], [good])]
    return _cross(roles["supplier"], recipients, goods)


def says_less(one: Sides, other: Sides, words: Sequence[str]) -> bool:
    """Whether all that `one` names is named by `other` too, by the same words or the same text."""
    return all(a is None or (b is not None and _same(a, b, words)) for a, b in zip(one, other, strict=True))


def named(sides: Sides) -> int:
    """How many of the three are named."""
    return sum(side is not None for side in sides)


def _same(one: Span, other: Span, words: Sequence[str]) -> bool:
    return overlap(one, other) or words[one[0] : one[1]] == words[other[0] : other[1]]


def _first(span: Span, tree: Tree) -> int:
    """The first member of the coordination of a span's head word."""
    inside = range(*span)
    top = next((k for k in inside if tree.heads[k] not in inside or tree.heads[k] == k), span[0])
    for _ in range(MAX_SPANS):
        if tree.deps[top] != "conj" or tree.heads[top] == top:
            break
        top = tree.heads[top]
    return top


def _alternate(goods: list[Span], recipients: list[Span]) -> bool:
    turns = list(zip(goods, recipients, strict=True))
    return all(max(good[0], to[0]) < min(after[0][0], after[1][0]) for (good, to), after in pairwise(turns))


def _cross(suppliers: list[Span], recipients: list[Span], goods: list[Span]) -> list[Sides]:
    choices = [list[Span | None](found) or [None] for found in (suppliers, recipients, goods)]
    combined = product(*choices)
    return [(a, b, c) for a, b, c in combined if (a is None or a != b) and (a or b or c)]
