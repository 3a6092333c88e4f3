"""What a text says of a named actor beside its name: `Aspera, a Durban drugmaker`, `the Danish refiner Nordvind`.

A noun that was said so points back to that name when it comes again (`the drugmaker`), also where no list has it, and its
adjective tells where the actor is at home.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.reading import coreference_words, namewords, structure

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis, Mention

_NOUNS = frozenset({"NN", "NNS"})
_AT_HOME = frozenset({"of", "from", "in"})
_PERSONS = frozenset({"person", "expert", "journalist"})
_NATIONS = frozenset({"state", "bloc"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun that stands beside a name, or the name's head itself.

    Attributes:
        key: the entity named.
        noun: the head of what is said.
        at: where the name stands.
    """

    key: str
    noun: Token
    at: int


class Said:
    """What one article says beside its names."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._bodies = coreference_words.load().bodies
        self._people = namewords.load().roles | coreference_words.load().humans
        self.phrases = [p for m in analysis.mentions if m.naming and len(m.keys) == 1 for p in self._beside(m)]
        self._by_noun: dict[str, list[Phrase]] = {}
        for phrase in (p for p in self.phrases if p.noun.tag_ in _NOUNS and p.noun.i != p.at):
            self._by_noun.setdefault(phrase.noun.lower_, []).append(phrase)
        self.nouns = frozenset(self._by_noun)
        self._of: dict[str, list[Phrase]] = {}
        for phrase in self.phrases:
            self._of.setdefault(phrase.key, []).append(phrase)

    def of(self, token: Token) -> set[str]:
        """The entities of which a noun was said before."""
        return {p.key for p in self._by_noun.get(token.lower_, ()) if max(p.noun.i, p.at) < token.i}

    def home(self, key: str) -> str | None:
        """The state that an actor is of, by what is known of it or what the text says beside its name."""
        known = dict(self.analysis.entities[key].attributes).get("of")
        if known is not None or self.analysis.entities[key].kind in _NATIONS:
            return known
        told = (state for phrase in self._of.get(key, ()) for state in self.states(phrase.noun))
        return next(told, None)

    def towns(self, key: str) -> set[str]:
        """The names, of towns mostly, that stand before what is said of an actor: `Durban` of `a Durban company`."""
        return {c.text for phrase in self._of.get(key, ()) for c in _names_before(phrase.noun)}

    def states(self, noun: Token) -> Iterator[str]:
        """The states by whose adjective, name, town or pronoun a noun is marked: `Italian`, `of Italy`, `Trieste`, `its`."""
        towns = namewords.towns()
        places = [c for c in noun.children if c.i < noun.i and structure.relation(c) in {"amod", "compound", "nmod"}]
        places += [c for c in structure.children(noun, "nmod") if structure.preposition(c) in _AT_HOME]
        for place in places:
            for key in self.analysis.keys_at(place):
                if self.analysis.entities[key].kind == "state":
                    yield self.analysis.entities[key].name
            if place.text in towns:
                yield towns[place.text]

    def _beside(self, mention: Mention) -> Iterator[Phrase]:
        doc, key = self.analysis.doc, mention.keys[0]
        root = doc[mention.start : mention.end].root
        nouns = [root, *structure.children(root, "appos")]
        nouns += [c for c in root.children if c.i < mention.start and c.dep_ == "compound"]
        if structure.relation(root) in {"appos", "flat"}:
            nouns.append(root.head)
        if structure.relation(root) == "nsubj" and structure.children(root.head, "cop"):
            nouns.append(root.head)
        person = self.analysis.entities[key].kind in _PERSONS
        for noun in nouns:
            other = self.analysis.mention_at(noun)
            lemma = noun.lemma_.casefold()
            of_kind = noun.i == root.i or (
                lemma in self._people if person else lemma not in self._people - self._bodies
            )
            if of_kind and (other is None or other.keys == mention.keys):
                yield Phrase(key, noun, root.i)


def _names_before(noun: Token) -> list[Token]:
    return [c for c in noun.children if c.i < noun.i and c.tag_ in {"NNP", "NNPS"} and c.dep_ in {"compound", "amod"}]
