"""What the role head says of one exchange."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.roles.labels import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """One supplier, one recipient, one good of a trigger, as half-open token ranges of the Doc; None where absent.

    `confidence` (0 to 1) is the calibrated probability that the three sides are those a careful reader marks;
    `returns` is the index, in the same list, of the candidate for which this one is given.
    """

    trigger: Span
    supplier: Span | None
    recipient: Span | None
    good: Span | None
    quantity: Span | None
    date: Span | None
    speaker: Span | None
    stage: str
    certainty: str
    confidence: float
    returns: int | None = None
