"""States by their adjectives, inhabitants and officials, and their armed forces."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.gazetteer import Entry
from loaders.reading import namewords
from loaders.reading.analysis import Analysis
from loaders.reading.candidates import Candidate

_ARMED = frozenset({"army", "military", "forces", "troops", "soldiers", "servicemen", "servicemembers"})


def armed_forces(analysis: Analysis) -> Iterator[Candidate]:
    """`the Russian army`, `US troops`: one organisation for each state, not counting what is said of its weapons."""
    for start, end, entry in _adjectives(analysis):
        head = analysis.doc[end] if end < len(analysis.doc) else None
        if head is None or entry.kind != "state" or not entry.demonyms or head.lower_ not in _ARMED:
            continue
        if head.dep_ in {"compound", "amod"}:
            continue
        adjective = "US" if entry.name == "United States" else entry.demonyms[0]
        aliases = tuple(f"{adjective} {word}" for word in sorted(_ARMED))
        yield Candidate(start, end + 1, "Actor", "organisation", f"{adjective} Armed Forces", "gazetteer", aliases)


def states(analysis: Analysis) -> None:
    """`Iranian authorities`, `Ukrainians`: people who stand for their state."""
    lists = namewords.load()
    for start, end, entry in _adjectives(analysis):
        if end < len(analysis.doc) and analysis.doc[end].lower_ in lists.state_collectives:
            end += 1
        elif analysis.doc[start].tag_ not in {"NNS", "NNPS"}:
            continue
        _mention(analysis, start, end, entry, "gazetteer")


def adjectives(analysis: Analysis) -> None:
    """The adjectives that are left: `Iranian` in `Iranian drones`."""
    for start, end, entry in _adjectives(analysis):
        _mention(analysis, start, end, entry, "adjective")


def _mention(analysis: Analysis, start: int, end: int, entry: Entry, how: str) -> None:
    if any(analysis.mention_at(i) for i in range(start, end)):
        return
    kept = {k: v for k, v in entry.attributes if k in {"iso", "wikidata"}}
    entity = analysis.add(entry.type, entry.kind, entry.name, entry.aliases, **kept)
    analysis.mention(start, end, (entity.key,), how)


def _adjectives(analysis: Analysis) -> Iterator[tuple[int, int, Entry]]:
    """Demonyms of one or two words: `Iranian`, `North Korean`, and a state's name as attribute (`US officials`)."""
    doc = analysis.doc
    i = 0
    while i < len(doc):
        for length in (2, 1):
            entry = analysis.gazetteer.demonym(doc[i : i + length].text)
            if entry is not None:
                yield i, i + length, entry
                i += length - 1
                break
        i += 1
