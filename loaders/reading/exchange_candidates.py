"""Candidates for exchanges, and what several of them in one sentence mean together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from loaders.reading import goods
from loaders.reading.exchange_lexicon import triggers
from loaders.reading.exchange_parties import sides
from loaders.reading.structure import children, preposition

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis


@dataclass(frozen=True, slots=True)
class Candidate:
    """One exchange as it stands in the text: indexes of the heads of its roles' noun phrases.

    `good` is the head of the good's phrase, the trigger itself where the trigger names it; `lexical` is the good's name
    where only the verb tells ("arms" -> weapons). Several suppliers, recipients or goods mean each with each.
    `returns` is the candidate in return for which this one is given. A `half` whose good is a pronoun counts only where
    another one or the rest of the article tells its other side ("Chad sold them, Niger bought them").
    """

    trigger: int
    frame: str
    stage: str
    suppliers: tuple[int, ...]
    recipients: tuple[int, ...]
    goods: tuple[int, ...]
    lexical: str | None = None
    strong: bool = False
    symmetric: bool = False
    returns: Candidate | None = None
    half: bool = False


def joined(analysis: Analysis, told: list[Candidate]) -> list[Candidate]:
    """The candidates of a document, in the order of the text, with what they tell of each other."""
    return _returned(analysis, _halves_joined(analysis, _specified(analysis, told)))


def _halves_joined(analysis: Analysis, told: list[Candidate]) -> list[Candidate]:
    """One exchange of a good that two words tell by halves ("supplies most of the fuel that Chad needs").

    A good in one place of the text changes hands once: who is told whole there is not told again by a half.
    """
    whole = {g for c in told if c.suppliers and c.recipients for g in c.goods}
    found: list[Candidate] = []
    half: dict[tuple[int, ...], int] = {}
    for c in told:
        rest = tuple(g for g in c.goods if g not in whole or g == c.trigger)
        things = _pointed_at(analysis, c.goods)
        k = half.get(things)
        if c.suppliers and c.recipients:
            found.append(c)
        elif rest and k is not None and _halves(found[k], c):
            found[k] = replace(_together(analysis, found[k], c), half=False)
        elif rest:
            half.setdefault(things, len(found))
            found.append(replace(c, goods=rest))
    return found


def _pointed_at(analysis: Analysis, places: tuple[int, ...]) -> tuple[int, ...]:
    """The goods, of pronouns the nouns that they stand for."""
    tokens = [analysis.doc[i] for i in places]
    return tuple((goods.pointed_at(analysis, t) or t).i if t.pos_ == "PRON" else t.i for t in tokens)


def _together(analysis: Analysis, one: Candidate, other: Candidate) -> Candidate:
    """Two halves as one exchange; the word that governs the other tells how far it has come."""
    if analysis.doc[other.trigger].is_ancestor(analysis.doc[one.trigger]):
        one, other = other, one
    return replace(one, suppliers=one.suppliers or other.suppliers, recipients=one.recipients or other.recipients)


def _halves(one: Candidate, other: Candidate) -> bool:
    """Whether one tells who gives and the other who gets the same good."""
    if one.lexical or other.lexical:
        return False
    crossed = (one.suppliers and other.recipients) or (one.recipients and other.suppliers)
    told = [side for c in (one, other) for side in (c.suppliers, c.recipients) if side]
    return bool(crossed) and len(told) == 2 and not set(told[0]) & set(told[1])


def _returned(analysis: Analysis, told: list[Candidate]) -> list[Candidate]:
    """What is given "in return" or "in exchange" with no more said: its open side, and what it is given for."""
    found: list[Candidate] = []
    given: Candidate | None = None
    for c in told:
        back = (
            given is not None and given.goods != c.goods and c.returns is None and _in_return(analysis.doc[c.trigger])
        )
        found.append(_mirrored(analysis, c, given) if back and given else c)
        if c.suppliers and c.recipients:
            given = found[-1]
    return found


def _mirrored(analysis: Analysis, back: Candidate, given: Candidate) -> Candidate:
    """An exchange in return for another one: its side that is not told is the other one's other side."""

    def keys(places: tuple[int, ...]) -> set[str]:
        return {k for i in places for k in sides(analysis, analysis.doc[i])}

    if back.recipients and not back.suppliers and keys(back.recipients) & keys(given.suppliers):
        return replace(back, suppliers=given.recipients, returns=given)
    if back.suppliers and not back.recipients and keys(back.suppliers) & keys(given.recipients):
        return replace(back, recipients=given.suppliers, returns=given)
    if keys(back.suppliers) & keys(given.recipients) and keys(back.recipients) & keys(given.suppliers):
        return replace(back, returns=given)
    return back


def _in_return(trigger: Token) -> bool:
    """Whether a clause says `in return` or `in exchange` without saying for what."""
    nodes = [trigger, trigger.head] if trigger.pos_ == "NOUN" else [trigger]
    return any(
        c.lower_ in {"return", "exchange"} and preposition(c) == "in" and not children(c, "nmod", "obl")
        for node in nodes
        for c in node.children
    )


def _specified(analysis: Analysis, told: list[Candidate]) -> list[Candidate]:
    """Where a participle tells who gave a good, it tells so for the clause around ("we sent tanks donated by A").

    Who only made it ("tanks built by A") does not give it.
    """
    words = ((c, analysis.doc[c.trigger]) for c in told if c.suppliers)
    giving = ((c, t) for c, t in words if t.dep_ == "acl" and t.lemma_.lower() not in triggers().making)
    by_head = {t.head.i: c for c, t in giving}
    found = []
    for c in told:
        special = [g for g in c.goods if g in by_head and by_head[g] is not c]
        for g in special:
            inner = by_head[g]
            if not inner.recipients and not set(inner.suppliers) & set(c.recipients):
                found.append(replace(inner, goods=(g,), recipients=c.recipients, stage=c.stage))
        rest = tuple(g for g in c.goods if g not in special)
        if rest:
            found.append(replace(c, goods=rest))
    return found
