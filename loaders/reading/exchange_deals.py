"""Between whom a deal is that a noun of exchange belongs to: `a contract signed between Chad and Mali for the purchase of rice`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading.exchange_evoked import evoked_by
from loaders.reading.exchange_parties import sides
from loaders.reading.exchange_states import owned
from loaders.reading.exchange_subjects import subject_of
from loaders.reading.structure import children, conjuncts, is_passive, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis

#: Nouns whose purpose tells what their parties do for each other ("Chad and Niger signed a deal to export salt").
DEALS = frozenset({"deal", "agreement", "contract", "pact", "memorandum", "accord", "protocol", "arrangement"})
#: Frames whose nouns tell a direction.
_DIRECTED = frozenset({"give", "buy", "get"})
#: Prepositions of what a deal is about.
_ABOUT = frozenset({"for", "on", "over", "about", "concerning", "regarding", "covering"})


def deal_of(told: Token) -> Token | None:
    """The deal that a noun or infinitive tells the purpose of, also where the parse hangs it on the verb: `signed a deal for the
    sale of`, `signed a deal to sell`.
    """
    head, how = told.head, relation(told)
    purpose = told.tag_ == "VB" if told.pos_ == "VERB" and how != "obl" else preposition(told) in _ABOUT
    if not purpose:
        return None
    if how in {"nmod", "acl"}:
        return head if head.lower_ in DEALS else None
    if how not in {"obl", "advcl", "xcomp"}:
        return None
    return next((t for t in children(head, "obj", "nsubj:pass") if t.lower_ in DEALS and t.i < told.i), None)


def between(told: Token) -> list[Token]:
    """The heads of the two parties of the deal that a noun or infinitive belongs to, which does not tell who of them gives.

    Empty where there is none, or where one of them acts: `signed a deal with Chad`.
    """
    deal = deal_of(told)
    if deal is None:
        return []
    governed = _governed(deal)
    both = [c for c in _around(deal) if preposition(c) == "between"]
    if both or not governed or is_passive(governed[0]):
        return both[:1]
    subjects = subject_of(governed[0])
    return subjects if len([m for t in subjects for m in conjuncts(t)]) > 1 else []


def partner(told: Token) -> list[Token]:
    """With whom the deal is that a noun or infinitive belongs to: `signed a deal with Chad to supply rice to Mali`."""
    deal = deal_of(told)
    return [] if deal is None else [c for c in _around(deal) if preposition(c) == "with"]


def _governed(deal: Token) -> list[Token]:
    return [deal.head] if relation(deal) in {"obj", "nsubj"} and deal.head.pos_ == "VERB" else []


def _around(deal: Token) -> list[Token]:
    nodes = (deal, *_governed(deal), *children(deal, "acl"))
    return [c for n in nodes for c in children(n, "obl", "nmod")]


def tells_parties(noun: Token) -> bool:
    """Whether a noun that a deal is for tells itself what goes from whom to whom: `a deal between Chad and Mali for the sale of rice`."""
    if not any(e.frame.name in _DIRECTED for e in evoked_by(noun)[:1]):
        return False
    return bool(between(noun)) or any(preposition(t) in {"to", "from"} for t in children(noun, "nmod"))


def apart_from(analysis: Analysis, side: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    """A side without who stands on the other: the other party of `a contract between Chad and Mali to supply rice to Mali`."""
    if len(side) < 2:
        return side
    others = {k for i in other for k in sides(analysis, analysis.doc[i])}
    kept = [i for i in side if not _theirs(analysis, sides(analysis, analysis.doc[i]), others)]
    return tuple(kept) or side


def same(analysis: Analysis, side: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether all of a side stand on the other side or belong to it: a state and its army."""
    keys = [{k for i in places for k in sides(analysis, analysis.doc[i])} for places in (side, other)]
    return bool(keys[0]) and all(
        _theirs(analysis, (k,), keys[1]) or _theirs(analysis, (o,), {k}) for k in keys[0] for o in keys[1]
    )


def _theirs(analysis: Analysis, keys: tuple[str, ...], others: set[str]) -> bool:
    return any(k in others or any(owned(analysis, k, o) for o in others) for k in keys)
