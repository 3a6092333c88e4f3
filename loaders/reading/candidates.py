"""Names before it is decided which of the overlapping ones stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from loaders.gazetteer import Entry
from loaders.reading.analysis import KEPT, Analysis


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name at tokens `start` to `end` (half-open); `how` as in `Mention`, `attributes` for the entity."""

    start: int
    end: int
    type: str
    kind: str
    name: str
    how: str
    aliases: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


def known(entry: Entry, start: int, end: int, attributes: tuple[tuple[str, str], ...] = ()) -> Candidate:
    """A name of the gazetteer; what the text says (`attributes`) goes before what the file says."""
    kept = {k: v for k, v in entry.attributes if k in KEPT} | dict(attributes)
    return Candidate(
        start, end, entry.type, entry.kind, entry.name, "gazetteer", entry.aliases, tuple(sorted(kept.items()))
    )


def record(analysis: Analysis, candidates: Iterable[Candidate]) -> None:
    """Add entities and mentions, longer names first; of two equally long ones the first given stands."""
    for candidate in sorted(candidates, key=lambda c: c.start - c.end):
        if any(analysis.mention_at(i) for i in range(candidate.start, candidate.end)):
            continue
        entity = analysis.add(
            candidate.type, candidate.kind, candidate.name, candidate.aliases, **dict(candidate.attributes)
        )
        analysis.mention(candidate.start, candidate.end, (entity.key,), candidate.how)
