"""From a trigger to the token spans of an exchange's roles. A trained head may take the place of this module.

The places of a frame (`exchange_lexicon`) are tried in their order; a side must be a party, a good must be a good.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from loaders.reading import goods
from loaders.reading.exchange_arguments import arguments
from loaders.reading.exchange_candidates import Candidate, joined
from loaders.reading.exchange_deals import DEALS, apart_from, same
from loaders.reading.exchange_evoked import enough, evoked_by
from loaders.reading.exchange_gapping import distributed
from loaders.reading.exchange_gaps import goes_on, in_return, meant_for
from loaders.reading.exchange_goods import PLACES, flag
from loaders.reading.exchange_itemised import apportioned, itemised
from loaders.reading.exchange_lexicon import Evoked, triggers
from loaders.reading.exchange_names import datives, origins
from loaders.reading.exchange_origins import predicated
from loaders.reading.exchange_parties import (
    echoes,
    is_party,
    may_govern,
    members,
    sides,
    some_of,
)
from loaders.reading.exchange_subjects import subject_of
from loaders.reading.exchange_things import Things
from loaders.reading.structure import preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis


#: Frames whose giver may only pass on what another had, and where that one stands.
_PASSING_ON = frozenset({"give", "carry"})
_SOURCES = frozenset({"from", "origin", "out of"})


def candidates(analysis: Analysis) -> Iterator[Candidate]:
    """All exchanges that the triggers of the document tell of, in the order of the text."""
    told = []
    for token in analysis.doc.where(triggers().first_words):
        halves: list[Candidate] = []
        for evoked in evoked_by(token):
            found = list(fill(analysis, token, evoked))
            if found and not all(c.half for c in found):
                told.extend(found)
                break
            halves = halves or found
        else:
            told.extend(halves)
    told = joined(analysis, sorted([*told, *predicated(analysis)], key=lambda c: c.trigger))
    given = {good for c in told if c.frame != "aid" for good in c.goods}
    # What a verb gives is not told a second time by the noun itself ("provided aid").
    told = [c for c in told if c.frame != "aid" or c.trigger not in given]
    return iter([c for c in told if not _wanted_besides(analysis, c, told)])


def _wanted_besides(analysis: Analysis, candidate: Candidate, told: list[Candidate]) -> bool:
    """Whether a clause only adds to the good of another exchange that one of its sides needs it: `sold it the fuel it needs`."""
    sides = [*candidate.suppliers, *candidate.recipients]
    if candidate.frame != "want" or analysis.doc[candidate.trigger].dep_ != "acl:relcl":
        return False
    others = {good for c in told if c.trigger != candidate.trigger and c.recipients for good in c.goods}
    return others.issuperset(candidate.goods) and all(analysis.doc[i].pos_ == "PRON" for i in sides)


def fill(analysis: Analysis, trigger: Token, evoked: Evoked) -> Iterator[Candidate]:
    """Fill a frame's roles from the trigger's arguments; nothing where there is no good or no side."""
    filler = _Filler(analysis, trigger, evoked, arguments(trigger))
    things, lexical, lenient = filler.things()
    if not things:
        return
    sides = filler.holder_sides() if evoked.frame.holder else filler.sides(things)
    pronominal, counter = any(t.pos_ == "PRON" for t in things), filler.counter(things)
    # "They have not been paid", "its poorly equipped army": by whom?
    bare = lexical is not None and not counter and (bool(evoked.frame.counter) or relation(trigger) == "amod")
    both = bare or (lenient and not pronominal) or filler.frees(things)
    if not enough(evoked, *sides, both=both):
        return
    third = [t for t in meant_for(trigger, counter) if is_party(analysis, t)] if sides[0] and not sides[1] else []
    if counter and not sides[1]:
        # "bartered phosphates for Iranian oil"
        sides = sides[0], filler.origins(counter)
    found = Candidate(
        trigger=trigger.i,
        frame=evoked.frame.name,
        stage=evoked.frame.stage,
        suppliers=sides[0],
        recipients=sides[1],
        goods=tuple(t.i for t in things),
        lexical=lexical,
        strong=evoked.strong,
        symmetric=filler.mutual() and not counter and not filler.directed,
        half=(pronominal and not all(sides)) or (evoked.frame.recipient_required and not sides[1]),
    )
    if not counter:
        yield from apportioned(analysis, found) if evoked.frame.holder else filler.one_way(found, things)
        yield from filler.passed_on(found)
        yield from itemised(analysis, trigger, found)
        return
    yield from _both_ways(found, tuple(t.i for t in counter), tuple(t.i for t in third))


def _both_ways(found: Candidate, back: tuple[int, ...], third: tuple[int, ...]) -> Iterator[Candidate]:
    """What is given and what goes back for it; where that is for a third party, only that: `paid for fuel for Chad`."""
    if third:
        yield replace(found, recipients=third, goods=back, lexical=None)
        return
    returned = replace(found, suppliers=found.recipients, recipients=found.suppliers, goods=back, lexical=None)
    yield replace(found, returns=returned)
    yield returned


class _Filler(Things):
    """The search for the roles of one trigger."""

    def one_way(self, found: Candidate, things: list[Token]) -> Iterator[Candidate]:
        """What is told with nothing given back: money owed (`owes the bank $3 million`) was lent."""
        if not self.frame.debt or any(self._category(t) != "money" for t in things):
            yield from distributed(self.analysis, found, things, self.acting())
            return
        back = replace(found, suppliers=found.recipients, recipients=found.suppliers, goods=(self.trigger.i,))
        yield replace(back, lexical=self.frame.debt, stage="delivered")

    def passed_on(self, found: Candidate) -> Iterator[Candidate]:
        """What somebody who buys hands on: `procured engines from a Maltese firm for Chad's army`."""
        heads = self.places.place("for") if self.frame.name == "buy" and self.trigger.pos_ == "VERB" else []
        parties = [t for h in heads for t in members(h) if is_party(self.analysis, t) and not echoes(t)]
        keys = {k for i in found.recipients for k in sides(self.analysis, self.analysis.doc[i])}
        last = tuple(t.i for t in parties if self.analysis.keys_at(t) and not keys & {*sides(self.analysis, t)})
        if keys and last and not set(last) & set(found.recipients):
            yield replace(found, suppliers=found.recipients, recipients=last)

    # --- sides --------------------------------------------------------------------------------------------------------

    def sides(self, things: list[Token]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Heads of suppliers and of recipients, no head being both."""
        taken = {t.i for t in things} if self.frame.good[:1] != ("self",) else set()
        suppliers = self._side(self.frame.supplier, things, taken)
        recipients = self._side(self.frame.recipient, things, taken | set(suppliers))
        partners = self._side(("partner",), things, taken)
        if partners and suppliers and recipients and same(self.analysis, suppliers, recipients):
            # "Chad signed a deal with Mali to deliver tanks to the Chadian army"
            return partners, recipients
        together = suppliers or recipients
        shared = relation(self.trigger) in {"acl", "nmod"} and self.trigger.head.lemma_.lower() in DEALS
        if suppliers and recipients and self._between():
            self.directed = True
            return apart_from(self.analysis, suppliers, recipients), apart_from(self.analysis, recipients, suppliers)
        agreed = self.trigger.pos_ == "NOUN" and self.trigger.head.lemma_.lower() in {"agree", "discuss", "negotiate"}
        if not (suppliers and recipients) and len(together) > 1 and (shared or agreed or self.mutual()):
            # "between Chad and Mali and between Chad and Niger": the first two
            named = tuple(i for i in together if sides(self.analysis, self.analysis.doc[i]))
            together = named if len(named) > 1 else together
            again = next((n for n, i in enumerate(together) if n and preposition(self.analysis.doc[i])), len(together))
            return together[:1], together[1 : max(again, 2)]
        return suppliers, recipients

    def acting(self) -> str:
        """The side that the subject fills, so that somebody else in its place fills it too."""
        if "subject" in self.frame.supplier[:2]:
            return "suppliers"
        return "recipients" if "subject" in self.frame.recipient[:2] else ""

    def frees(self, things: list[Token]) -> bool:
        """Whether people are set free, which gives them to nobody: `the release of hostages`."""
        freed = self.trigger.pos_ == "NOUN" and self.trigger.lower_ == "release"
        return freed and all(self._category(t) in {"labour", "troops"} for t in things)

    def mutual(self) -> bool:
        """Whether the words do not tell which of the two gives."""
        return self._between() or self.frame.symmetric or self.frame.name == "swap"

    def _between(self) -> bool:
        # "exported rice between May and June"
        return any(is_party(self.analysis, t) for t in self.places.place("between"))

    def holder_sides(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The sides of the package or shipment that is the subject of `includes`."""
        holder = self._holder() or self.trigger
        evoked = Evoked(triggers().words["NOUN", "aid"][0].frame, strong=True, agent=False)
        return _Filler(self.analysis, holder, evoked, arguments(holder)).sides([holder])

    def _side(self, names: tuple[str, ...], things: list[Token], taken: set[int]) -> tuple[int, ...]:
        """The heads at the best place; where these name nobody (`the firm sold Chadian rice`), whose goods they were."""
        nameless: tuple[int, ...] = ()
        for name in names:
            if nameless and name not in _SOURCES:
                continue
            found = [
                t.i
                for head in self._place(name, things)
                if name != "object" or head not in things
                for t in map(goods.content, some_of([*members(head), *goes_on(head)]))
                if t.i not in taken
                and is_party(self.analysis, t)
                and not echoes(t)
                # "gas from pipelines through Chad" is not Chad's.
                and not (name in {"via", "through"} and t.ent_type_ == "LOC")
            ]
            if found and (nameless or self.frame.name not in _PASSING_ON or self._named_any(found)):
                return tuple(dict.fromkeys(found))
            nameless = nameless or tuple(dict.fromkeys(found))
        return nameless

    def _named_any(self, places: list[int]) -> bool:
        """Whether the words at some of the places stand for somebody, or may in the rest of the article."""
        tokens = [self.analysis.doc[i] for i in places]
        return any(t.pos_ == "PRON" or sides(self.analysis, t) for t in tokens)

    def _place(self, name: str, things: list[Token]) -> list[Token]:
        if name == "dative":
            return datives(self.analysis, self.trigger, self.places, things)
        if name == "governor":
            verb = self.trigger.head
            return [t for t in self.places.place(name) if may_govern(self.analysis, verb, t)]
        if name == "subject":
            return self._subject()
        if name == "keeper":
            told = [goods.pointed_at(self.analysis, t) for t in things if t.pos_ == "PRON"]
            return [s for t in told if t is not None for s in PLACES["holder"](self.trigger, t)]
        if name in PLACES:
            return [s for t in things for s in PLACES[name](self.trigger, t)] + self.places.place(name)
        if name == "inside":
            return self._origin([t for t in self.places.place("in") if self._category(t)])
        return self._origin(things) if name == "origin" else self.places.place(name)

    def origins(self, things: list[Token]) -> tuple[int, ...]:
        """Whose goods these are by the name before them."""
        return tuple(dict.fromkeys(t.i for t in self._origin(things)))

    def _origin(self, things: list[Token]) -> list[Token]:
        return origins(self.analysis, self.trigger, self.places, things, takers="dative" in self.frame.recipient)

    def _subject(self) -> list[Token]:
        """The subject; where it is nobody who could act, that of a relative clause which a wrong parse left behind."""
        found = self.places.place("subject")
        # "Maltese planes brought rice"
        found = [o for t in found for o in flag(self.analysis, t) or [t]]
        if self.trigger.pos_ != "VERB" or any(is_party(self.analysis, t) for t in found) or not found:
            return found
        before = self.trigger.doc[self.trigger.sent.start : self.trigger.i]
        clause = next((t for t in reversed(before) if t.dep_ == "acl:relcl"), None)
        return found if clause is None else found + subject_of(clause)

    def counter(self, things: list[Token]) -> list[Token]:
        """The goods that go back: `wheat for guns`, `in return for`, `in exchange for`."""
        heads = [t for name in self.frame.counter for t in self.places.place(name)] + in_return(
            self.trigger, self.places.object
        )
        paid = all(self._category(t) == "money" for t in things)
        back = [t for head in heads for t in members(head) if self._known(t) and self._is_good(t) and t not in things]
        return [t for t in back if not (paid and self._category(t) == "money")]  # "paid $7 million for damages"
