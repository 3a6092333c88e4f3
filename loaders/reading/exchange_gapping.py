"""Goods and sides in turn: `sells rice to Mali and tea to Chad`, `Chad sent tents, Mali 300 soldiers and Niger the money`.

The second verb is left out, so that each good has a side of its own. The parse of such sentences is seldom right: the words
between commas tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from loaders.reading import goods
from loaders.reading.exchange_parties import is_party, members
from loaders.reading.structure import children, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis
    from loaders.reading.exchange_candidates import Candidate

#: What stands before a clause without its verb.
_OPENING = frozenset({",", ";", "and", "while", "but"})
#: Tags of words in a phrase that tells a good, up to its noun.
_PHRASE = frozenset({"DT", "CD", "$", "JJ", "JJR", "NN", "NNS", "RB", "VBN", "HYPH"})
#: The side that a preposition behind a good tells.
_SIDES = {"to": "recipients", "from": "suppliers"}


def distributed(analysis: Analysis, found: Candidate, things: list[Token], acting: str) -> Iterator[Candidate]:
    """The candidate; what in its list has a side of its own, apart.

    Args:
        analysis: the article.
        found: what the trigger tells, all goods with all sides.
        things: the goods of `found`.
        acting: the side that the subject fills, `suppliers` or `recipients`; empty where it fills none.
    """
    others = list(_elided(analysis, found, things)) if acting else []
    claimed = {g for other in others for g in other.goods}
    parties = {i for other in others for i in (other.party, *other.partners)}
    found = replace(_without(found, parties), goods=tuple(g for g in found.goods if g not in claimed))
    for other in others:
        same = _with(found, acting, other.goods, (other.party,))
        partner = "recipients" if acting == "suppliers" else "suppliers"
        yield _with(same, partner, other.goods, other.partners) if other.partners else same
    if found.goods:
        yield from _apart(analysis, found, [t for t in things if t.i not in claimed])


def _without(found: Candidate, parties: set[int]) -> Candidate:
    """The candidate with nobody on a side who acts himself."""
    sides = {side: tuple(i for i in getattr(found, side) if i not in parties) for side in _SIDES.values()}
    return replace(found, suppliers=sides["suppliers"], recipients=sides["recipients"])


def _apart(analysis: Analysis, found: Candidate, things: list[Token]) -> Iterator[Candidate]:
    for case, side in _SIDES.items():
        own = _own(analysis, things, case) | _gapped(analysis, getattr(found, side), case)
        if not own:
            continue
        taken = {t for parties in own.values() for t in parties}
        rest = tuple(g for g in found.goods if g not in own)
        if rest:
            kept = tuple(t for t in getattr(found, side) if t not in taken)
            yield _with(found, side, rest, kept)
        for good, parties in own.items():
            yield _with(found, side, (good,), parties)
        return
    yield found


def _with(found: Candidate, side: str, things: tuple[int, ...], parties: tuple[int, ...]) -> Candidate:
    if side == "recipients":
        return replace(found, goods=things, recipients=parties)
    return replace(found, goods=things, suppliers=parties)


def _own(analysis: Analysis, things: list[Token], case: str) -> dict[int, tuple[int, ...]]:
    """The parties that hang on a good behind the first."""
    own: dict[int, tuple[int, ...]] = {}
    for thing in things[1:]:
        behind = [c for c in children(thing, "nmod", "obl") if preposition(c) == case and c.i > thing.i]
        parties = tuple(t.i for c in behind for t in members(c) if is_party(analysis, t))
        if parties:
            own[thing.i] = parties
    return own


def _gapped(analysis: Analysis, parties: tuple[int, ...], case: str) -> dict[int, tuple[int, ...]]:
    """The goods that stand before the second and further parties, which the parse did not hang on the verb."""
    own: dict[int, tuple[int, ...]] = {}
    for last, i in pairwise(parties):
        token = analysis.doc[i]
        marks = [c for c in token.children if relation(c) == "case" and c.lower_ == case]
        thing = marks[0].nbor(-1) if marks and marks[0].i > last + 1 else None
        if thing is None or thing.i <= last or thing.pos_ != "NOUN":
            continue
        if _is_good(analysis, thing):
            own[thing.i] = (i,)
    return own


@dataclass(frozen=True, slots=True)
class _Other:
    """Who does the same (`party`) with which goods, and with whom if that is told apart, by tokens."""

    party: int
    goods: tuple[int, ...]
    partners: tuple[int, ...]


def _elided(analysis: Analysis, found: Candidate, things: list[Token]) -> Iterator[_Other]:
    """Who does the same with another good behind a comma or `and`, the verb being left out."""
    trigger, first = analysis.doc[found.trigger], min(t.i for t in things)
    clause = trigger.head if relation(trigger) == "xcomp" else trigger
    if trigger.pos_ != "VERB" or first < trigger.i or not children(clause, "nsubj"):
        return
    mentions = dict.fromkeys(analysis.mention_at(i) for i in range(first + 1, trigger.sent.end))
    for mention in [m for m in mentions if m is not None and m.start > first and len(m.keys) == 1]:
        before = analysis.doc[mention.start - 1]
        before = before.nbor(-1) if before.lower_ == "the" else before
        last = analysis.doc[mention.end - 1]
        if before.lower_ not in _OPENING or last.pos_ != "PROPN" or not is_party(analysis, last):
            continue
        start = mention.end + (mention.end < len(analysis.doc) and analysis.doc[mention.end].text == ",")
        end = _phrase_end(analysis, start)
        thing = _thing(analysis, start, end, compound=before.lower_ not in {",", ";"})
        if thing is not None:
            things_told = tuple(t.i for t in members(thing) if t.i == thing.i or _is_good(analysis, t))
            partners = [i for i in (*found.suppliers, *found.recipients) if _marked_at(analysis.doc[i], end)]
            yield _Other(last.i, things_told, tuple(partners))


def _marked_at(token: Token, place: int) -> bool:
    """Whether a phrase begins with a preposition at a place of the text."""
    return any(c.i == place for c in children(token, "case"))


def _phrase_end(analysis: Analysis, start: int) -> int:
    end = start
    while end < len(analysis.doc) and analysis.doc[end].tag_ in _PHRASE:
        end += 1
    return end


def _thing(analysis: Analysis, start: int, end: int, *, compound: bool) -> Token | None:
    """The known good that a stretch of the text names by itself; bare nouns do not where they may be a `compound`
    with the name before them (`and Chad copper`).
    """
    phrase = analysis.doc[start:end]
    if end == start or end == len(analysis.doc) or analysis.doc[end].tag_.startswith(("V", "M", "POS")):
        return None
    nouns = [t for t in phrase if t.pos_ in {"NOUN", "SYM", "NUM"} and not start <= t.head.i < end]
    bare = compound and all(t.tag_ in {"NN", "NNP"} for t in phrase)
    return nouns[-1] if nouns and not bare and _is_good(analysis, nouns[-1]) else None


def _is_good(analysis: Analysis, token: Token) -> bool:
    described = goods.describe(analysis, token)
    return described is not None and described.known
