"""Who stands on a side that the words of an exchange leave open: implicit arguments, chosen among the article's actors.

"Khartoum desperately needs drones" in an article on what Ankara and Khartoum exchange tells who could supply them. All
actors near by, the most named ones and those of other facts compete in one softmax with the option that nobody is meant;
what speaks for each are binary features with fitted weights (`lexicon/implicit_weights.toml`, by
`loaders.training.implicit`). The task is that of Gerber and Chai (2010), "Beyond NomBank: a study of implicit arguments
for nominal predicates".
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from loaders.lexicon import tables
from loaders.reading import slots
from loaders.reading.exchange_facts import LEVELS, FactIndex, nearest, opposite
from loaders.reading.exchange_lexicon import triggers
from loaders.reading.exchange_parties import FIRST_PERSON, sides
from loaders.reading.exchange_states import owned, state_approving, state_of
from loaders.reading.exchange_subjects import critics
from loaders.reading.relation_patterns import lexicon, says
from loaders.reading.structure import ancestors, children, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis
    from loaders.reading.exchange_context import Fact
    from loaders.reading.span_reading import SpanReading

#: How many sentences before and behind an actor is near, and how many of the most named ones always stand for choice.
_BEFORE, _BEHIND, _OFTEN = 3, 1, 6
#: An actor is taken where it is at least this many times as likely as nobody, and where the text names the side by
#: words that name nobody (`to the opposition`), where it is at least so likely.
_AGAINST_NOBODY, _CLOSED = 0.5, 0.6
#: How likely somebody must be whom the article has on the other side of goods of the same kind.
_SURELY = 0.9
#: Prepositions before those whom goods pass through or to whom another was preferred.
_ASIDE = frozenset({"through", "via", "across", "over"})
#: How many tokens back a fact was told just before, and how many sentences make an article's beginning.
_LATELY, _LEAD = 60, 4
#: How many steps up the tree from a deed stands what punishes it.
_ABOVE = 4
_DESIGNATED = frozenset({"designated", "sanctioned", "blacklisted", "listed", "proscribed", "banned"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_INDEFINITE = frozenset({"a", "an"})


@cache
def weights() -> dict[str, float]:
    """The fitted weights by feature; a feature without one counts nothing."""
    return {str(name): float(weight) for name, weight in tables("implicit_weights")["weights"].items()}


def open_side(fact: Fact) -> str | None:
    """The side that a fact leaves open while it tells the other."""
    if fact.symmetric or bool(fact.supplier) == bool(fact.recipient):
        return None
    return "recipient" if fact.supplier else "supplier"


class Implicit:
    """One article's actors and facts as the choice sees them.

    Args:
        analysis: the article.
        told: its exchanges as told, in the order of the text, with the words that tell them.
        pair: the two actors that the article is about, or none.
        scene: the state that it is about, or "".
    """

    def __init__(
        self, analysis: Analysis, told: Sequence[tuple[SpanReading, Fact]], pair: frozenset[str], scene: str
    ) -> None:
        self.analysis, self.told, self.pair, self.scene = analysis, told, pair, scene
        self._starts = [sentence.start for sentence in analysis.doc.sents]
        self.facts = FactIndex([f for _, f in told], [self._sentence(f.position) for _, f in told])
        self._keys_of_good: defaultdict[str, set[str]] = defaultdict(set)
        self._alongside: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
        self._acting: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
        for reading, fact in told:
            for side in ("supplier", "recipient"):
                if key := getattr(fact, side):
                    self._alongside[reading.good, side].add(key)
                    self._acting[reading.trigger, side].add(key)
            self._keys_of_good[fact.good] |= {k for k in (fact.supplier, fact.recipient) if k}
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        self._named: Counter[str] = Counter()
        self._read_mentions()
        ranked = sorted(self._named, key=lambda k: (-self._named[k], k))
        self._rank = {key: rank for rank, key in enumerate(ranked)}
        self._total = sum(self._named.values()) or 1

    def _read_mentions(self) -> None:
        stands = {k: state_of(self.analysis, e) for k, e in list(self.analysis.entities.items()) if e.type == "Actor"}
        self._stands = stands
        near: defaultdict[int, set[str]] = defaultdict(set)
        for mention in self.analysis.mentions:
            for key in (stands[k] for k in mention.keys if k in stands):
                self._places[key].append(mention.start)
                self._named[key] += mention.naming
                near[self._sentence(mention.start)].add(key)
        for places in self._places.values():
            places.sort()
        self._near = near

    def _sentence(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1

    # --- choice -------------------------------------------------------------------------------------------------------

    def filled(self, number: int) -> Fact:
        """The fact of a number with its open side filled, where somebody is likely enough."""
        fact = self.told[number][1]
        side = open_side(fact)
        options = self.options(number) if side and not self._self(number, side) else []
        if not side or not options:
            return fact
        table = weights()
        points = [sum(table.get(f, 0.0) for f in self.features(number, key)) for key in [*options, None]]
        powers = [math.exp(p - max(points)) for p in points]
        best = max(range(len(options)), key=lambda i: powers[i])
        unsure = side not in fact.open
        if self._reversed(fact, options[best], powers[best] / sum(powers)):
            unsure, powers[best] = True, 0.0
            best = max(range(len(options)), key=lambda i: powers[i])
        likely = powers[best] >= _AGAINST_NOBODY * powers[-1]
        if not likely or (unsure and powers[best] < _CLOSED * sum(powers)):
            return fact
        chosen = state_approving(self.analysis, options[best]) if fact.family == "arms" else options[best]
        chosen = options[best] if chosen in {fact.supplier, fact.recipient} else chosen
        return replace(fact, **{side: chosen}, likely=powers[best] / sum(powers))  # type: ignore[arg-type]

    def _self(self, number: int, side: str) -> bool:
        """Whether whoever writes or speaks means himself by a side, and is not known: `We are sending them rice`.

        Nor is a maker of what is found somewhere guessed.
        """
        reading = self.told[number][0]
        phrase = getattr(reading, side)
        return reading.frame == "find" or (phrase is not None and self.analysis.doc[phrase].lower_ in FIRST_PERSON)

    def options(self, number: int) -> list[str]:
        """The actors that may stand on the open side of a fact, in the order of their keys."""
        reading, fact = self.told[number]
        told = fact.supplier or fact.recipient
        place = self._sentence(fact.position)
        found = {key for key, rank in self._rank.items() if rank < _OFTEN}
        found.update(*(self._near[k] for k in range(place - _BEFORE, place + _BEHIND + 1) if k in self._near))
        found |= self._keys_of_good[fact.good] | set(self.facts.partners(told or ""))
        found -= {told, *self._aside(reading, fact)}
        return sorted(k for k in found if not owned(self.analysis, k, told) and not owned(self.analysis, told, k))

    def _reversed(self, fact: Fact, key: str, likely: float) -> bool:
        """Whether the article tells that the good goes the other way between the two and never that it goes this way; that its
        like does so counts only against who is not chosen surely.
        """
        giver, taker = (fact.supplier, key) if fact.supplier else (key, fact.recipient)
        levels = ("good",) if likely > _SURELY else ("good", "family")
        pairs = self.facts.pairs
        return any(pairs(k, fact, taker, giver) and not pairs(k, fact, giver, taker) for k in levels)

    def _aside(self, reading: SpanReading, fact: Fact) -> set[str]:
        """Whom the goods only pass through, who was not chosen, whose they were, who only accuses another of the deed, whom
        they are used against, and of whom the very same side of the very same good, or of the very same word, is told.
        """
        trigger, good = self.analysis.doc[reading.trigger], self.analysis.doc[reading.good]
        phrases = [c for c in children(trigger, "obl", "nmod") if preposition(c) in _ASIDE]
        if open_side(fact) == "recipient":
            phrases += [c for c in children(good, "nmod:poss") if c.pos_ == "PROPN"]
        # "Prosecutors in Oslo charged two firms": for whom those act who charge
        charging = [s for verb in _charging(trigger) for s in slots.fill(verb, "subject")]
        charging += [c for s in charging for c in children(s, "nmod", "nmod:poss", "amod", "compound")]
        charging += critics(trigger)
        phrases += [*charging, *_listing(trigger)]
        # "sanctions targeting Chad" are no weapons.
        phrases += _hit(trigger) if fact.family == "arms" else []
        told = opposite(open_side(fact) or "recipient")
        worded = getattr(reading, open_side(fact) or "recipient")
        # "his country" is not he.
        owners = [] if worded is None else children(self.analysis.doc[worded], "nmod:poss")
        phrases += [c for c in owners if c.lower_ in {"his", "her", "my"}]
        return (
            {key for c in phrases for key in self.analysis.keys_at(c)}
            | {key for c in charging for key in sides(self.analysis, c)}
            | self._alongside[reading.good, told]
            | self._acting[reading.trigger, told]
        )

    def features(self, number: int, key: str | None) -> list[str]:
        """What speaks for or against an actor on the open side of a fact; None: for nobody."""
        reading, fact = self.told[number]
        side = open_side(fact) or "recipient"
        phrase = getattr(reading, side)
        token = None if phrase is None else self.analysis.doc[phrase]
        if key is None:
            return [f"none {name}" for name in self._nobody(reading, fact, side, token)]
        found = [*self._standing(fact, key), *self._distance(fact, key), *self._in_facts(fact, side, key)]
        found += self._as_worded(fact, side, token, key, found)
        return [f"{side} {name}" for name in dict.fromkeys(found)]

    # --- nobody -------------------------------------------------------------------------------------------------------

    def _nobody(self, reading: SpanReading, fact: Fact, side: str, token: Token | None) -> list[str]:
        found = ["", side, f"{side} {fact.family}", f"{side} lone {opposite(side) in fact.lone}"]
        found += [f"{side} frame {reading.frame}", reading.stage, reading.certainty, f"strong {reading.strong}"]
        found += [f"whole {_few(self.facts.whole)}", f"{side} needs {fact.needs_sides}", f"package {fact.package}"]
        told = fact.supplier or fact.recipient or ""
        if self.facts.places("good", fact, opposite(side), told) != self.facts.places(
            "good", fact, opposite(side), told, halves=True
        ):
            found.append("whole elsewhere")
        closed = "open" if side in fact.open else "closed"
        good = "plural" if self.analysis.doc[reading.good].tag_ in {"NNS", "NNPS"} else "singular"
        return [
            *found,
            f"good {good}",
            *([f"{side} untold {closed}"] if token is None else _wording(side, token, closed)),
        ]

    # --- somebody -----------------------------------------------------------------------------------------------------

    def _standing(self, fact: Fact, key: str) -> list[str]:
        """What the actor is and how the article treats it."""
        entities, told = self.analysis.entities, fact.supplier or fact.recipient or ""
        kind, rank, share = entities[key].kind, self._rank.get(key, 9), self._named[key] / self._total
        found = ["", f"kind {kind}", f"rank {min(rank, 3)}", f"share {bisect_right((0.05, 0.12, 0.25), share)}"]
        if told in entities:
            found.append(f"kinds {kind} {entities[told].kind}")
        if key in self.pair:
            found.append("pair" if told in self.pair else "of pair")
        if key == self.scene:
            found.append("scene")
        if any(self._stands.get(k, k) == key for k in self.analysis.voice(fact.position).speakers):
            found.append("speaks")
        return found

    def _distance(self, fact: Fact, key: str) -> list[str]:
        """Where the actor is mentioned, seen from the fact."""
        places, here = self._places.get(key, []), self._sentence(fact.position)
        at = bisect_left(places, fact.position)
        found = []
        if places and self._sentence(places[0]) < _LEAD:
            found += ["lead"] + ["first sentence"] * (self._sentence(places[0]) == 0)
        ahead = bisect_right(places, fact.position)
        if ahead < len(places) and self._sentence(places[ahead]) == here:
            found.append("behind")
        if not at:
            return [*found, "back no"] + ([f"ahead {_far(self._sentence(places[0]) - here)}"] if places else [])
        back = here - self._sentence(places[at - 1])
        found += [f"back {_far(back)}", f"recency {_few(self._between(fact, key, places[at - 1]))}"]
        if back <= 1:
            found.append(f"word {self.analysis.doc[places[at - 1]].dep_.split(':')[0]} {back}")
        return found

    def _between(self, fact: Fact, key: str, place: int) -> int:
        """How many other actors near by are mentioned between an actor's last mention and the fact."""
        here, told = self._sentence(fact.position), {fact.supplier, fact.recipient, key}
        near = set().union(*(self._near[k] for k in range(here - _BEFORE, here + 1) if k in self._near))
        lists = (self._places[k] for k in near - told)
        return sum(bisect_left(ps, fact.position) > bisect_right(ps, place) for ps in lists)

    def _in_facts(self, fact: Fact, side: str, key: str) -> list[str]:
        """What the article's other facts tell of the actor."""
        told, here, found = fact.supplier or fact.recipient or "", self._sentence(fact.position), []
        ahead, back = ((told, key), (key, told)) if side == "recipient" else ((key, told), (told, key))
        for level in LEVELS:
            same = self.facts.places(level, fact, side, key)
            halves = self.facts.places(level, fact, side, key, halves=True)
            found.append(f"{level} same {_few(len(same))}")
            found += [f"{level} at {_far(nearest(same, here))}"] if same else []
            found += [f"{level} half {_far(nearest(halves, here))}"] if halves else []
            counts = {
                "agree": self.facts.pairs(level, fact, *ahead),
                "opposite": len(self.facts.places(level, fact, opposite(side), key)),
                "back": self.facts.pairs(level, fact, *back),
            }
            found += [f"{level} {name} {_few(count)}" for name, count in counts.items() if count]
        ends, partners = self.facts.ends(side), self.facts.partners(told)
        if total := sum(ends.values()) - ends[told]:
            found += [f"end {_part(ends[key] / total)}"]
            found += ["top end"] if ends[key] == max(n for k, n in ends.items() if k != told) else []
        if partners:
            found.append(f"partner {_part(partners[key] / sum(partners.values()))}")
        last = self.facts.before(fact.position)
        if last is not None and fact.position - last.position <= _LATELY:
            found += [f"last {name}" for name in ("supplier", "recipient") if getattr(last, name) == key]
        return found + [f"package {name}" for name in found if fact.package and " at " in name]

    def _as_worded(self, fact: Fact, side: str, token: Token | None, key: str, found: Sequence[str]) -> list[str]:
        """How the actor fits the words that the text has for the side."""
        told = "untold" if token is None else "pronoun" if token.pos_ == "PRON" else "noun"
        more = [told] + [f"closed {told}"] * (side not in fact.open)
        if token is None:
            return more
        if told == "pronoun":
            more.append(f"{token.lower_} {self.analysis.entities[key].kind}")
            more += [f"pronoun {name}" for name in found if name.startswith(("back", "recency", "word"))]
        around = {k for t in token.subtree if t.i <= token.i + 6 for k in self.analysis.keys_at(t)}
        return more + ["within"] * any(self._stands.get(k) == key for k in around)


def _charging(trigger: Token) -> list[Token]:
    """The verbs around a deed by which somebody accuses or punishes another of it: `imposed sanctions on firms accused of it`,
    `sanctioned those who sold it`, `fined two firms for the sale`.
    """
    words, chain = triggers(), [trigger, *islice(ancestors(trigger), _ABOVE)]
    # "imposed sanctions on firms that sell it", not "sanctions that deny them visas"
    relative = trigger.dep_ == "acl:relcl" and trigger.head.lower_ not in words.measures
    near = chain[1:] if trigger.tag_ == "VBG" or relative else chain[1:2]
    # Who bans a good or lifts the ban on it is its buyer.
    found = [v for v in near if any(c.lower_ in words.measures and c.i != trigger.i for c in children(v, "obj"))]
    found += [verb for verb in near[:1] if says(verb, lexicon("relations").words["alleging"])]
    deeds = [t for t in chain[:-1] if t.tag_ == "VBG" and any(c.lower_ == "for" for c in children(t, "mark"))]
    found += [t.head for t in deeds if t.head.lemma_.lower() in words.object_control]
    # "sanctioned those who sold it", but not "asked Chad for the money that it owes"
    doer = trigger.head if trigger.dep_ == "acl:relcl" and relation(trigger.head) == "obj" else None
    done = doer is not None and doer.head.lemma_.lower() in words.object_control
    return [*found, trigger.head.head] if done else found


def _hit(trigger: Token) -> list[Token]:
    """Against whom something is used: `rockets used to hit Chad`, `for attacking Chadian civilians`."""
    hitting = (t for t in trigger.sent if t.tag_ in {"VB", "VBG"} and t.lower_ in triggers().hitting)
    struck = [o for t in hitting for o in children(t, "obj")]
    return [t for o in struck for t in (o, *children(o, "amod", "compound", "nmod:poss"))]


def _listing(trigger: Token) -> list[Token]:
    """Who only calls somebody or something by a name: `the US-designated Salt Front`."""
    called = (t for t in trigger.sent if t.lower_ in _DESIGNATED)
    return [c for t in called for c in children(t, "compound", "obl", "advmod", "amod") if c.i < t.i]


def _wording(side: str, token: Token, closed: str) -> list[str]:
    """How the text words a side, as speaks for its being nobody in particular."""
    article = next((c.lower_ for c in token.children if c.dep_ == "det"), "")
    kind = (
        "definite"
        if article in _DEFINITE
        else "indefinite"
        if article in _INDEFINITE
        else "other"
        if article
        else "bare"
    )
    owned = any(c.dep_ == "nmod:poss" for c in token.children)
    behind = any(c.dep_.startswith("nmod") and c.i > token.i for c in token.children)
    before = any(c.dep_ in {"amod", "compound"} for c in token.children)
    word = token.lower_ if token.pos_ == "PRON" else "noun"
    names = (closed, token.pos_, token.tag_, kind, f"owned {owned}", f"behind {behind}", f"before {before}", word)
    return [*(f"{side} told {name}" for name in names), f"{side} told name {bool(token.ent_type_)}"]


def _few(number: int) -> str:
    return str(number) if number < 3 else "more"


def _far(distance: int) -> str:
    return str(distance) if distance < 3 else "near" if distance <= 5 else "far"


def _part(share: float) -> str:
    return "none" if share == 0 else "few" if share < 0.34 else "half" if share < 0.6 else "most"
