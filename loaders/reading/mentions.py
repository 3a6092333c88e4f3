"""Stage `mentions`: who is named where.

Names come from the gazetteer (longest match) and from the pipeline's entities; short forms (surnames, acronyms) follow
what the article introduced. A longer name takes the place before a shorter one that lies in it.
"""

from __future__ import annotations

from loaders.reading import collectives, organisations, persons
from loaders.reading.analysis import Analysis
from loaders.reading.candidates import Candidate, known, record


def find(analysis: Analysis) -> None:
    """Add the entities that the article names and their mentions."""
    full = [*_from_gazetteer(analysis), *persons.full_names(analysis), *organisations.full_names(analysis)]
    record(analysis, [*full, *collectives.armed_forces(analysis)])
    persons.short_names(analysis)
    organisations.short_names(analysis)
    collectives.states(analysis)
    collectives.adjectives(analysis)
    analysis.mentions.sort(key=lambda mention: mention.start)


def _from_gazetteer(analysis: Analysis) -> list[Candidate]:
    persons_at = {i for ent in analysis.doc.ents if ent.label_ == "PERSON" and len(ent) > 1 for i in range(ent.start, ent.end)}
    found = []
    for start, end, entry in analysis.gazetteer.find(analysis.doc):
        place_in_person = entry.kind in {"state", "bloc"} and end - start == 1 and start in persons_at
        if not place_in_person:
            found.append(known(entry, start, end))
    return found
