"""One exchange in terms of the text, whoever read it: the rules or the role head."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loaders.reading.exchange_candidates import Candidate


@dataclass(frozen=True, slots=True)
class SpanReading:
    """Indexes of the heads of an exchange's phrases; see `exchange_candidates.Candidate`.

    `confidence` is the role head's, None where the rules read it; `half` is that of the candidate.
    """

    trigger: int
    frame: str
    supplier: int | None
    recipient: int | None
    good: int
    lexical: str | None
    stage: str
    certainty: str
    strong: bool
    symmetric: bool = False
    quantity: str | None = None
    date: str | None = None
    returns: Candidate | None = None
    confidence: float | None = None
    half: bool = False
