"""From a trigger to the token spans of an exchange's roles. A trained head may take the place of this module.

The places of a frame (`exchange_lexicon`) are tried in their order; a side must be a party, a good must be a good.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from loaders.reading import goods
from loaders.reading.exchange_arguments import Arguments, arguments
from loaders.reading.exchange_lexicon import Evoked, triggers
from loaders.reading.exchange_parties import is_name, is_party, members, owners
from loaders.reading.structure import children, relation

if TYPE_CHECKING:
    from spacy.tokens import Token

    from loaders.reading.analysis import Analysis


@dataclass(frozen=True, slots=True)
class Candidate:
    """One exchange as it stands in the text: indexes of the heads of its roles' noun phrases.

    `good` is the head of the good's phrase, the trigger itself where the trigger names it; `lexical` is the good's name
    where only the verb tells ("arms" -> weapons). Several suppliers, recipients or goods mean each with each.
    `returns` is the candidate in return for which this one is given.
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


def candidates(analysis: Analysis) -> Iterator[Candidate]:
    """All exchanges that the triggers of the document tell of, in the order of the text."""
    for token in analysis.doc:
        for evoked in evoked_by(token):
            found = list(fill(analysis, token, evoked))
            if found:
                yield from found
                break


def evoked_by(token: Token) -> tuple[Evoked, ...]:
    """The frames that a token evokes as a predicate."""
    pos = {"VERB": "VERB", "NOUN": "NOUN", "ADJ": "ADJ", "PROPN": "NOUN"}.get(token.pos_, "")
    lemma = token.lemma_.lower()
    found = triggers().words.get((pos, lemma), ())
    if not found and pos == "ADJ" and token.tag_ in {"VBN", "VBG"}:
        found = triggers().words.get(("VERB", lemma), ())
    if not found and pos == "VERB" and token.tag_ == "VBG":
        found = triggers().words.get(("NOUN", token.lower_), ())
    if pos == "NOUN" and relation(token) == "compound" and token.i + 1 < len(token.doc):
        return ()
    return found


def fill(analysis: Analysis, trigger: Token, evoked: Evoked) -> Iterator[Candidate]:
    """Fill a frame's roles from the trigger's arguments; nothing where there is no good or no side."""
    filler = _Filler(analysis, trigger, evoked, arguments(trigger))
    if evoked.agent:
        filler.name_the_agent()
    things, lexical = filler.goods()
    if not things:
        return
    suppliers, recipients = filler.sides(things)
    if evoked.frame.origin_required and not suppliers:
        return
    if not suppliers and not recipients:
        return
    found = Candidate(
        trigger.i, evoked.frame.name, evoked.frame.stage, suppliers, recipients, tuple(t.i for t in things), lexical,
        evoked.strong, evoked.frame.symmetric,
    )
    counter = filler.counter(things)
    if counter:
        back = replace(found, suppliers=recipients, recipients=suppliers, goods=tuple(t.i for t in counter), lexical=None)
        yield replace(found, returns=back)
        yield back
    else:
        yield found


class _Filler:
    """The search for the roles of one trigger."""

    def __init__(self, analysis: Analysis, trigger: Token, evoked: Evoked, places: Arguments) -> None:
        self.analysis = analysis
        self.trigger = trigger
        self.frame = evoked.frame
        self.strong = evoked.strong
        self.places = places

    def name_the_agent(self) -> None:
        """`A is B's supplier`: the subject of the copula is the one the noun names, the possessor the other side."""
        named = self.places.phrases.get("predicated", []) or [t for t in children(self.trigger, "appos")]
        if relation(self.trigger) == "appos":
            named = named or [self.trigger.head]
        others = [t for t in self.places.subject if t not in named]
        self.places.subject = named
        if self.frame.name == "give":
            self.places.indirect.extend(others)
        else:
            self.places.add("from", others)

    # --- goods --------------------------------------------------------------------------------------------------------

    def goods(self) -> tuple[list[Token], str | None]:
        """The heads of the goods, and the lexical good if only the verb tells it."""
        lemma = self.trigger.lemma_.lower()
        for name in self.frame.good:
            if name == "self":
                return [self.trigger], None
            if name == "lexical":
                lexical = dict(self.frame.lexical).get(lemma)
                return ([self.trigger], lexical) if lexical else ([], None)
            found = [t for head in self.places.place(name) for t in members(head) if self._is_good(t)]
            if found:
                return self._with_examples(found), None
        return [], None

    def _is_good(self, token: Token) -> bool:
        described = goods.describe(self.analysis, token)
        if described is None or (is_party(self.analysis, token) and not described.whole):
            return False
        return described.known or (self.strong and described is not None)

    def _with_examples(self, found: list[Token]) -> list[Token]:
        """The goods and what is listed with them: `equipment, including radars and tanks`; `such as`."""
        more = []
        for head in found:
            for child in head.children:
                if relation(child) in {"nmod", "appos"} and child.i > head.i and self._lists(child):
                    more.extend(t for t in members(child) if self._is_good(t) and t not in found)
        return found + more

    def _lists(self, child: Token) -> bool:
        cases = [c.lower_ for c in child.children if relation(c) == "case"]
        return relation(child) == "appos" or bool(cases and cases[0] in {"including", "such", "like"})

    # --- sides --------------------------------------------------------------------------------------------------------

    def sides(self, things: list[Token]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Heads of suppliers and of recipients, no head being both."""
        taken = {t.i for t in things} if self.frame.good[0] != "self" else set()
        suppliers = self._side(self.frame.supplier, things, taken)
        recipients = self._side(self.frame.recipient, things, taken | set(suppliers))
        if self.frame.symmetric and not suppliers and len(recipients) > 1:
            return recipients[:1], recipients[1:]
        if self.frame.name == "swap" and not recipients and len(suppliers) > 1:
            return suppliers[:1], suppliers[1:]
        return suppliers, recipients

    def _side(self, names: tuple[str, ...], things: list[Token], taken: set[int]) -> tuple[int, ...]:
        for name in names:
            found = [
                t.i
                for head in self._place(name, things)
                for t in members(head)
                if t.i not in taken and is_party(self.analysis, t)
            ]
            if found:
                return tuple(dict.fromkeys(found))
        return ()

    def _place(self, name: str, things: list[Token]) -> list[Token]:
        if name == "origin":
            return [o for t in things for o in owners(goods.content(t)) if self._is_origin(o)]
        found = self.places.place(name)
        if name == "subject":
            return found + self.places.phrases.get("governor", []) if not self._any_party(found) else found
        if name == "indirect":
            return found + self.places.phrases.get("governor_indirect", [])
        return found

    def _any_party(self, found: list[Token]) -> bool:
        return any(is_party(self.analysis, t) for t in found)

    def _is_origin(self, token: Token) -> bool:
        return is_name(self.analysis, token)

    def counter(self, things: list[Token]) -> list[Token]:
        """The goods that go back: `wheat for guns`, `in return for`, `in exchange for`."""
        for name in self.frame.counter:
            found = [t for head in self.places.place(name) for t in members(head) if self._is_good(t) and t not in things]
            if found:
                return found
        return [t for head in self._in_return() for t in members(head) if self._is_good(t) and t not in things]

    def _in_return(self) -> list[Token]:
        nodes = [self.trigger, *self.places.object]
        if self.trigger.pos_ == "NOUN":
            nodes.append(self.trigger.head)
        found = []
        for node in nodes:
            for child in node.children:
                if child.lower_ in {"return", "exchange"} and relation(child) in {"obl", "nmod"}:
                    found.extend(c for c in children(child, "nmod", "obl") if any(k.lower_ == "for" for k in c.children))
        return found
