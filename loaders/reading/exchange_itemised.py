"""Lists of sums with whom each is for: `Norway will give $9 million, as follows:` and below `- $4 million for Chad`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from loaders.reading.exchange_gaps import helped
from loaders.reading.exchange_lists import announces, items
from loaders.reading.exchange_parties import is_party, members
from loaders.reading.goods import is_currency
from loaders.reading.structure import children, preposition

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis
    from loaders.reading.exchange_candidates import Candidate

#: Before whom a line's sum is for.
_FOR = frozenset({"to", "for"})


def itemised(analysis: Analysis, trigger: Token, found: Candidate) -> Iterator[Candidate]:
    """What the lines below a sentence on what somebody gives tell of sums and whom each is for."""
    if not found.suppliers or found.stage == "sought" or not announces(trigger):
        return
    for item in items(trigger):
        if is_currency(item) and (takers := _takers(analysis, item)):
            yield replace(found, recipients=takers, goods=(item.i,))


def apportioned(analysis: Analysis, found: Candidate) -> Iterator[Candidate]:
    """What a package holds, each sum with whom it is for: `the package includes $6 million for Chad and $2 million for Mali`."""
    things = [analysis.doc[i] for i in found.goods]
    takers = [(t, _takers(analysis, t)) for t in things if is_currency(t)]
    for thing, parties in takers:
        if parties:
            yield replace(found, recipients=parties, goods=(thing.i,), half=False)
    rest = tuple(i for i in found.goods if i not in {t.i for t, parties in takers if parties})
    if rest:
        yield replace(found, goods=rest)


def _takers(analysis: Analysis, item: Token) -> tuple[int, ...]:
    """Whom a line's sum is for, or whom it shall help."""
    named = [m for c in children(item, "nmod", "obl") if preposition(c) in _FOR for m in members(c)]
    return tuple(t.i for t in named or helped(item, [item]) if is_party(analysis, t))
