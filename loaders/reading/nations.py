"""States and blocs where their names or adjectives stand beside another word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.gazetteer.gazetteer import NATIONS

if TYPE_CHECKING:
    from loaders.gazetteer import Entry
    from loaders.reading.analysis import Analysis

#: States whose usual attribute is not their adjective.
_ATTRIBUTES = {
    "United States": "US",
    "United Kingdom": "UK",
    "European Union": "EU",
    "the West": "Western",
    "Hong Kong": "Hong Kong",
    "Myanmar": "Myanmar",
}
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_LONGEST_NAME = 4  # words of the longest names of states that stand before a noun


@dataclass(frozen=True, slots=True)
class Nation:
    """A state or bloc at tokens `start` to `end` (half-open); `plural` where its inhabitants are named."""

    start: int
    end: int
    entry: Entry
    plural: bool = False


def adjective(entry: Entry) -> str:
    """What stands before a noun for a state: `Kenyan`, `US`."""
    return _ATTRIBUTES.get(entry.name) or (entry.demonyms[0] if entry.demonyms else entry.name)


def nation_at(analysis: Analysis, i: int) -> Nation | None:
    """The state, bloc or region whose name or adjective begins at a token, `the` skipped; the longest one."""
    doc = analysis.doc
    if i < len(doc) and doc[i].lower_ == "the":
        i += 1
    if i == len(doc):
        return None
    # Between two words of a name may stand a hyphen.
    longest = 2 * analysis.gazetteer.longest_nation(doc[i].text) - 1
    for length in range(min(longest, _LONGEST_NAME, len(doc) - i), 0, -1):
        entry = _entry(analysis, i, i + length)
        if entry is not None:
            return Nation(i, i + length, entry)
    return None


def acts(nation: Nation | None) -> bool:
    """Whether it is a state or bloc, not a mere region."""
    return nation is not None and nation.entry.kind in {"state", "bloc"}


def nation_before(analysis: Analysis, end: int) -> Nation | None:
    """The state or bloc whose adjective, name or possessive ends just before a token."""
    doc = analysis.doc
    while end > 0 and doc[end - 1].lower_ in _POSSESSIVE:
        end -= 1
    for length in range(min(_LONGEST_NAME, end), 0, -1):
        entry = _entry(analysis, end - length, end)
        if entry is not None:
            found = Nation(end - length, end, entry)
            return found if acts(found) else None
    return None


def _entry(analysis: Analysis, start: int, end: int) -> Entry | None:
    first, last = analysis.doc[start], analysis.doc[end - 1]
    if last.is_punct or not first.text[:1].isupper() or not (last.text[-1].isalpha() or last.text.endswith(".")):
        return None
    text = analysis.doc[start:end].text
    entry = analysis.gazetteer.demonym(text)
    if entry is None:
        entry = analysis.gazetteer.lookup(text)
        if entry is not None and text.casefold() in {"us", "it"} and not text.isupper():
            return None
    return entry if entry is not None and entry.kind in NATIONS else None
