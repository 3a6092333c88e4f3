"""The goods of one trigger: nouns at the places of its frame, what is listed with them, what carries them or pays for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading import exchange_lists, goods
from loaders.reading.exchange_deals import tells_parties
from loaders.reading.exchange_evoked import is_award, tells_itself
from loaders.reading.exchange_goods import aboard, delivered_before, examples, is_conveyance, listed
from loaders.reading.exchange_lexicon import Evoked, triggers
from loaders.reading.exchange_parties import is_name, is_party
from loaders.reading.exchange_subjects import name_the_agent
from loaders.reading.goods_measures import is_total
from loaders.reading.structure import children, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis
    from loaders.reading.exchange_arguments import Arguments

#: Frames whose weak words tell of an unknown thing too, if both sides are told.
_LENIENT = frozenset({"give", "get", "offer"})
#: What verbs of paying give by themselves, whatever it is spent on.
_MEANS = frozenset({"money", "funding", "payments", "repayments", "subsidies"})
#: Kinds of what a sum of money may be given as.
_GIVEN_AS = frozenset({"aid", "arms", "munitions", "training", "money"})
#: What makes arms or equipment those of the sentence before, and what takes up a package.
_DEFINITE = frozenset({"the", "this", "these", "those"})
_TAKING_UP = frozenset({"it", "this", "these"})


class Things:
    """The search for the goods of one trigger."""

    def __init__(self, analysis: Analysis, trigger: Token, evoked: Evoked, places: Arguments) -> None:
        self.analysis = analysis
        self.trigger = trigger
        self.frame = evoked.frame
        self.strong = evoked.strong
        self.places = places
        #: Whether a pronoun stands where the good would.
        self.pronominal = False
        #: Whether the words tell which of two parties gives.
        self.directed = False
        if evoked.agent:
            name_the_agent(self.trigger, places, gives=self.frame.name == "give")

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
        told = self._goods(pronouns=False) or self._own_name()
        if not told and self.pronominal:
            told = self._goods(pronouns=True)
        if told and exchange_lists.continued(self.trigger):
            parts = [g for t in exchange_lists.items(self.trigger) for g in goods.apart(t) if not goods.is_currency(g)]
            told = [*told[0], *filter(self._is_good, parts)], told[1]
        return told or (self._aid_as(self.places.object) or delivered_before(self.analysis, self.trigger), None)

    def _holder(self) -> Token | None:
        """The package or shipment whose contents are told: `the package includes`, `the capabilities in this package are`."""
        inner = [c for t in self.places.subject for c in children(t, "nmod") if preposition(c) in {"in", "of"}]
        return next((t for t in [*self.places.subject, *inner] if self._holds(t)), None) or self._told_before()

    def _holds(self, noun: Token) -> bool:
        """Whether a noun is a package or the like, or `the arms` that were told of before."""
        definite = noun.lower_ in triggers().contents and any(c.lower_ in _DEFINITE for c in children(noun, "det"))
        return noun.lemma_.lower() in self.frame.holder or definite

    def _told_before(self) -> Token | None:
        """The package of the sentence before: `Chad gets a new package. It also contains rifles`."""
        subject = next(iter(self.places.subject), self.trigger)
        if subject.lower_ not in _TAKING_UP or not subject.sent.start or subject.i > self.trigger.i:
            return None
        before = subject.doc[subject.sent.start - 1].sent
        held = (t for t in before if t.pos_ == "NOUN" and relation(t) != "compound" and self._holds(t))
        return next(held, None)

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
            word = self.trigger.lemma_.lower() if self.trigger.pos_ == "VERB" else goods.singular(self.trigger.lower_)
            sold = word in triggers().sold
            if self.frame.symmetric or sold or (name == "for" and self.frame.name in {"buy", "get", "ask"}):
                named = [g for g in named if not goods.is_currency(g)]  # the price
            if name == "object" and self.frame.name == "pay":
                named = [g for g in named if self._category(g) not in {"labour", "troops"}]  # who is paid
            if self.frame.name == "request" and self.trigger.pos_ == "NOUN":
                # "the needs of refugees"
                named = [g for g in named if preposition(g) != "of" or self._category(g) != "labour"]
            found = [g for g in named if self._is_good(g)] or self._with_examples(named)[len(named) :]
            self.pronominal = self.pronominal or any(g.pos_ == "PRON" for g in found)
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
        if self.frame.name == "invest" or not all(goods.is_currency(t) for t in found):
            return found  # "invested $5 million in rice"
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
        if (not self.frame.conveyances and is_conveyance(token)) or _to_each_other(token):
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

    def _known(self, token: Token) -> bool:
        described = goods.describe(self.analysis, token)
        return described is not None and described.known

    def _category(self, token: Token) -> str:
        described = goods.describe(self.analysis, token)
        return "" if described is None else described.category


def _to_each_other(token: Token) -> bool:
    """Whether a noun only tells between whom something goes: `a ship-to-ship transfer`."""
    around = token.doc[max(0, token.i - 2) : token.i + 3]
    return "-" in (t.text for t in around) and "to" in (t.lower_ for t in around) and relation(token) == "compound"
