"""What the role head tells apart, in the order of its outputs."""

from __future__ import annotations

from collections.abc import Mapping

#: Half-open range of words.
Span = tuple[int, int]
#: An exchange of one trigger as spans: supplier, recipient, good; None where the text has none.
Sides = tuple[Span | None, Span | None, Span | None]
#: The spans of each role, in the order of the text.
RoleSpans = Mapping[str, list[Span]]

ROLES = ("supplier", "recipient", "good", "quantity", "date", "speaker")
STAGES = ("sought", "offered", "negotiated", "agreed", "delivered", "stopped")
CERTAINTIES = ("asserted", "probable", "possible", "doubted", "denied")
#: Labels of a word in a span: outside, first word, later word.
OUTSIDE, BEGIN, INSIDE = 0, 1, 2


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a word."""
    return one[0] < other[1] and other[0] < one[1]
