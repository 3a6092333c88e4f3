"""From a trigger to the token spans of an exchange's roles. A trained head may take the place of this module.

The places of a frame (`exchange_lexicon`) are tried in their order; a side must be a party, a good must be a good.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from loaders.reading import exchange_lists, goods
from loaders.reading.exchange_arguments import Arguments, arguments
from loaders.reading.exchange_candidates import Candidate, joined
from loaders.reading.exchange_deals import DEALS, apart_from, same, tells_parties
from loaders.reading.exchange_evoked import enough, evoked_by, is_award, tells_itself
from loaders.reading.exchange_gapping import distributed
from loaders.reading.exchange_gaps import in_return, meant_for
from loaders.reading.exchange_goods import (
    PLACES,
    aboard,
    delivered_before,
    examples,
    is_conveyance,
    listed,
)
from loaders.reading.exchange_lexicon import Evoked, triggers
from loaders.reading.exchange_names import datives, origins
from loaders.reading.exchange_origins import predicated
from loaders.reading.exchange_parties import (
    echoes,
    is_name,
    is_party,
    may_govern,
    members,
    sides,
    some_of,
)
from loaders.reading.exchange_subjects import name_the_agent, subject_of
from loaders.reading.goods_measures import is_total
from loaders.reading.structure import children, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis


#: Frames whose weak words tell of an unknown thing too, if both sides are told.
_LENIENT = frozenset({"give", "get", "offer"})
#: What verbs of paying give by themselves, whatever it is spent on.
_MEANS = frozenset({"money", "funding", "payments", "repayments", "subsidies"})
#: Kinds of what a sum of money may be given as.
_GIVEN_AS = frozenset({"aid", "arms", "munitions", "training", "money"})


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
    if not enough(evoked, *sides, both=bare or (lenient and not pronominal)):
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
        yield from filler.one_way(found, things)
        return
    goods_back = tuple(t.i for t in counter)
    if third:
        # "paid for fuel for Chad"
        yield replace(found, suppliers=sides[0], recipients=tuple(t.i for t in third), goods=goods_back, lexical=None)
        return
    back = replace(found, suppliers=sides[1], recipients=sides[0], goods=goods_back, lexical=None)
    yield replace(found, returns=back)
    yield back


class _Filler:
    """The search for the roles of one trigger."""

    def __init__(self, analysis: Analysis, trigger: Token, evoked: Evoked, places: Arguments) -> None:
        self.analysis = analysis
        self.trigger = trigger
        self.frame = evoked.frame
        self.strong = evoked.strong
        self.places = places
        #: Whether the words tell which of two parties gives.
        self.directed = False
        if evoked.agent:
            name_the_agent(self.trigger, places, gives=self.frame.name == "give")

    # --- goods --------------------------------------------------------------------------------------------------------

    def things(self) -> tuple[list[Token], str | None, bool]:
        """The goods, the lexical good, and whether a weak word was allowed an unknown one."""
        found, lexical = self.goods()
        if found or self.strong or self.frame.name not in _LENIENT:
            return found, lexical, False
        self.strong = True
        return *self.goods(), True

    def goods(self) -> tuple[list[Token], str | None]:
        """The heads of the goods, and the lexical good if only the verb tells it."""
        places = self.places
        if (self.frame.holder and self._holder() is None) or is_award(self.trigger, places.object, places.subject):
            return [], None
        if exchange_lists.heading(self.trigger, self.places.object):
            found = [t for t in exchange_lists.items(self.trigger) if self._is_good(t)]
            if found:
                return found, None
        told = self._goods(pronouns=False) or self._own_name() or self._goods(pronouns=True)
        if told and exchange_lists.continued(self.trigger):
            parts = [g for t in exchange_lists.items(self.trigger) for g in goods.apart(t) if not goods.is_currency(g)]
            told = [*told[0], *filter(self._is_good, parts)], told[1]
        return told or (self._aid_as(self.places.object) or delivered_before(self.analysis, self.trigger), None)

    def _holder(self) -> Token | None:
        """The package or shipment whose contents are told: `the package includes`, `the capabilities in this package are`."""
        inner = [c for t in self.places.subject for c in children(t, "nmod") if preposition(c) in {"in", "of"}]
        return next((t for t in [*self.places.subject, *inner] if t.lemma_.lower() in self.frame.holder), None)

    def _own_name(self) -> tuple[list[Token], str | None] | None:
        """`banned Chadian exports`: exports of what is not told are goods themselves."""
        named = self.trigger.tag_ == "NNS" and goods.singular(self.trigger.lower_) in goods.words().flows
        return ([self.trigger], None) if named else None

    def _goods(self, *, pronouns: bool) -> tuple[list[Token], str | None] | None:
        # "supplied the police with cars"
        behind = self.trigger.lower_ in triggers().furnishing and "to" not in self.places.phrases
        for name in sorted(self.frame.good, key=lambda place: behind and place != "with"):
            if name == "self":
                own = [t for t in goods.apart(self.trigger) if goods.describe(self.analysis, t)]
                return (own, None) if own else None
            if name == "lexical":
                return self._lexical()
            named = self._named(name)
            sold = self.trigger.pos_ == "NOUN" and goods.singular(self.trigger.lower_) in triggers().sold
            if self.frame.symmetric or sold or (name == "for" and self.frame.name in {"buy", "get", "ask"}):
                named = [g for g in named if not goods.is_currency(g)]  # the price
            if name == "object" and self.frame.name == "pay":
                named = [g for g in named if self._category(g) not in {"labour", "troops"}]  # who is paid
            found = [g for g in named if self._is_good(g)] or self._with_examples(named)[len(named) :]
            found = [g for g in found if (g.pos_ == "PRON") == pronouns]
            if found:
                found = self._with_company(name, found)
                found = self._paid_in(found)
                return list(dict.fromkeys(self._with_examples(found))), None
        return None

    def _named(self, name: str) -> list[Token]:
        """The nouns at a place that may be goods; where what carries goods is none itself, what it has aboard."""
        heads = [h for h in self.places.place(name) if self.frame.name != "refuse" or not tells_itself(h)]
        if self.frame.name == "deal":
            heads = [h for h in heads if not tells_parties(h)]
        nouns = [g for head in heads for t in listed(head) for g in goods.apart(t)]
        if self.frame.conveyances:
            return nouns
        return [g for n in nouns for g in (aboard(n) if is_conveyance(n) else [n])]

    def _with_company(self, name: str, found: list[Token]) -> list[Token]:
        """The goods with what stands in one list with a known one: `gave rice and a field hospital`."""
        if self.strong or not self.places.subject:
            return found
        others = [g for g in self._named(name) if g not in found]
        kept = [g for g in others if g.pos_ == "NOUN" and not is_party(self.analysis, g)]
        return sorted([*found, *(g for g in kept if goods.describe(self.analysis, g))], key=lambda t: t.i)

    def _paid_in(self, found: list[Token]) -> list[Token]:
        """What a sum of money is given as: `announced $5 million in food aid`."""
        if not all(goods.is_currency(t) for t in found):
            return found
        inner = [c for t in found for c in children(t, "nmod") if preposition(c) == "in"]
        heads = [h for h in [*self.places.place("in"), *inner] if not is_total(h)]
        named = [g for head in heads for t in listed(head) for g in goods.apart(t)]
        things = [t for t in named if self._is_good(t)]
        things = [t for t in things if self._category(t) in _GIVEN_AS and not goods.is_currency(t)]
        return things or found

    def _lexical(self) -> tuple[list[Token], str | None] | None:
        known = dict(self.frame.lexical)
        lexical = known.get(self.trigger.lemma_.lower()) or known.get(self.trigger.lower_)
        things = [t for t in map(goods.content, self.places.object) if not is_party(self.analysis, t)]
        if lexical in _MEANS:
            things = [t for t in things if not self._known(t)]  # "financed a port for Chad", but "funded terrorism"
        if self.frame.people and not any(
            t.lower_.endswith("s") and is_name(self.analysis, t) for t in self.places.object
        ):
            return None
        return ([self.trigger], lexical) if lexical and not things else None

    def _is_good(self, token: Token) -> bool:
        described = goods.describe(self.analysis, token)
        if described is None or preposition(token) == "according to":
            return False  # "according to information received by the ministry"
        if described.category == "labour" and children(token, "flat"):
            return False  # "hired builder Blue Harbour"
        people = described.known and described.category in {"labour", "troops"}
        if is_party(self.analysis, token) and not described.whole and not people:
            return False
        if not self.frame.conveyances and is_conveyance(token):
            return False
        if goods.singular(token.lower_) in goods.words().flows and token.i != self.trigger.i:
            # "approved exports" tells of what is exported, not of exports.
            return False
        if self.frame.categories and described.category not in self.frame.categories:
            return False
        return described.known or self.strong

    def _with_examples(self, found: list[Token]) -> list[Token]:
        """The goods and what is listed with them: `equipment, including radars and tanks`; `such as`."""
        more: list[Token] = []
        for head in found:
            more.extend(t for t in examples(self.analysis, head) if self._is_good(t) and t not in found)
        more.extend(t for t in self._aid_as(found) if t not in [*found, *more])
        return found + more

    def _aid_as(self, found: list[Token]) -> list[Token]:
        """What aid consists of: `wants help in the shape of grain`, `help through discounted oil`."""
        if not any(self._category(t) == "aid" or t.lower_ in goods.words().vague for t in found):
            return []
        inner = [c for t in found for c in children(t, "nmod") if preposition(c) == "in"]
        forms = [t for t in [*self.places.place("in"), *inner] if goods.content(t) is not t]
        heads = [*self.places.place("through"), *forms]
        return [t for h in heads for t in listed(h) if self._is_good(t) and not is_party(self.analysis, t)]

    def one_way(self, found: Candidate, things: list[Token]) -> Iterator[Candidate]:
        """What is told with nothing given back: money owed (`owes the bank $3 million`) was lent."""
        if not self.frame.debt or any(self._category(t) != "money" for t in things):
            yield from distributed(self.analysis, found, things, self.acting())
            return
        back = replace(found, suppliers=found.recipients, recipients=found.suppliers, goods=(self.trigger.i,))
        yield replace(back, lexical=self.frame.debt, stage="delivered")

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
        for name in names:
            found = [
                t.i
                for head in self._place(name, things)
                if name != "object" or head not in things
                for t in map(goods.content, some_of(members(head)))
                if t.i not in taken and is_party(self.analysis, t) and not echoes(t)
            ]
            if found:
                return tuple(dict.fromkeys(found))
        return ()

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
        if self.trigger.pos_ != "VERB" or any(is_party(self.analysis, t) for t in found) or not found:
            return found
        before = self.trigger.doc[self.trigger.sent.start : self.trigger.i]
        clause = next((t for t in reversed(before) if t.dep_ == "acl:relcl"), None)
        return found if clause is None else found + subject_of(clause)

    def _known(self, token: Token) -> bool:
        described = goods.describe(self.analysis, token)
        return described is not None and described.known

    def _category(self, token: Token) -> str:
        described = goods.describe(self.analysis, token)
        return "" if described is None else described.category

    def counter(self, things: list[Token]) -> list[Token]:
        """The goods that go back: `wheat for guns`, `in return for`, `in exchange for`."""
        heads = [t for name in self.frame.counter for t in self.places.place(name)] + in_return(
            self.trigger, self.places.object
        )
        paid = all(self._category(t) == "money" for t in things)
        back = [t for head in heads for t in members(head) if self._known(t) and self._is_good(t) and t not in things]
        return [t for t in back if not (paid and self._category(t) == "money")]  # "paid $7 million for damages"
