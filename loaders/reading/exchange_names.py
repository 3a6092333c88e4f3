"""Names before a good: its origin (`Maltese trucks`), or who gets it (`gave Chad trucks`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading import goods
from loaders.reading.exchange_goods import made_in, stray_origins
from loaders.reading.exchange_parties import is_genitive, is_name, is_party, owners
from loaders.reading.structure import children, preposition

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis
    from loaders.reading.exchange_arguments import Arguments

#: Kinds of those who get a good before which their name stands ("gave Chad trucks"); other names there are brands.
_PLACES = frozenset({"state", "bloc", "region"})


def origins(analysis: Analysis, trigger: Token, places: Arguments, things: list[Token], *, takers: bool) -> list[Token]:
    """Whose goods these are by the names before them; where the frame has `takers`, a name there may tell who gets them."""
    got = datives(analysis, trigger, places, things)
    named = [o for t in things for o in owners(goods.content(t)) if is_name(analysis, o) and o.pos_ != "PRON"]
    named += [o for t in things for o in stray_origins(goods.content(t)) if analysis.gazetteer.demonym(o.text)]
    named += made_in(things)
    if nations := [o for o in named if analysis.gazetteer.demonym(o.text)]:
        # "Maltese-made Uzi rifles": the second name is the brand.
        named = [o for o in named if o in nations or o.dep_ == "nmod:poss"]
    # "Chad 8 million dollars, Mali 6" tells who gets, no origin.
    found = [o for o in named if o not in places.subject and not goods.is_currency(o.head)]
    if takers:
        found = [o for o in found if o not in got or analysis.gazetteer.demonym(o.text) or o.text.isupper()]
    # Of "South African" the head alone: a mention counts once.
    return [o for o in found if not any(p is not o and _same(analysis, o, p) and p.i > o.i for p in found)]


def datives(analysis: Analysis, trigger: Token, places: Arguments, things: list[Token]) -> list[Token]:
    """A name before the good that is not its origin: `gave Chad trucks`, not `gave Benin bronzes to Chad`, `tons of US rice`."""
    if any(is_party(analysis, t) for t in places.place("to")):
        return []
    if trigger.pos_ != "VERB" or not (places.subject or children(trigger, "obj")):
        return []
    nouns = [(t, goods.noun_of(goods.content(t))) for t in things if trigger.is_ancestor(t)]
    before = [(t, o) for t, n in nouns if preposition(n) != "of" for o in owners(n)]
    # "raises the total Chadian aid" is Chad's.
    before = [(t, o) for t, o in before if not any(c.i < o.left_edge.i for c in children(o.head, "amod"))]
    named = [(t, o) for t, o in before if analysis.keys_at(o) and not is_genitive(o)]
    known = analysis.gazetteer
    lands = [(t, o) for t, o in named if any(analysis.entities[k].kind in _PLACES for k in analysis.keys_at(o))]
    # "sold the Kenyans chips", but not "sold Kenyan chips".
    takers = [o for t, o in lands if not known.demonym(o.text) or o.lower_.endswith("s") or _is_aid(analysis, t)]
    if not places.subject:
        # "given Chad aid", but not "sending US aid" or "sending Chadian aid"
        return [o for o in takers if o.pos_ == "PROPN" and not o.text.isupper() and not known.demonym(o.text)]
    # "brought the king fuel", read as if it were the king's.
    return takers + [o for t, o in named if o.dep_ == "nmod:poss" and t.i > trigger.i]


def _is_aid(analysis: Analysis, thing: Token) -> bool:
    described = goods.describe(analysis, thing)
    return described is not None and described.category == "aid"


def _same(analysis: Analysis, one: Token, other: Token) -> bool:
    mention = analysis.mention_at(one)
    return mention is not None and mention == analysis.mention_at(other)
