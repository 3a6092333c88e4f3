"""Whom `we`, `us` and `our` stand for in what somebody says: the state or body of the speaker; `I`, `me`, `my`: the speaker.

Runs when attribution has given the voices. A speaker's body is itself, what the text ties the person to
(`standing`), what stands with the title of an unnamed one (`a Kenyan official`, `its export manager`), or, for those
who hold a public office and nothing more is said, the state that the sentences before are about. Experts and
passers-by speak for nobody.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from graph.records import Relation
from loaders.reading import antecedents, slots, standing, structure
from loaders.reading.attribution_lexicon import is_role
from loaders.reading.bodies import of_tokens
from loaders.reading.slots_clauses import adjective

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis

_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
_I = frozenset({"i", "me", "my", "mine", "myself"})
_BODIES = frozenset({"state", "bloc", "organisation", "group"})
_BELONGING = frozenset({"of", "for", "from", "at", "with", "to", "in"})
#: How far back, in tokens, the state may stand that an official speaks for.
_NEAR = 90
#: What a mention counts less for every sentence that it stands further back.
_FADING = 0.7
#: How many tokens behind a name its relative clause may begin and reach.
_NAME, _CLAUSE = 9, 20


def resolve(analysis: Analysis) -> None:
    """Add a mention for every `we` whose state or body is known and every `I` of a named speaker, in the order of the text."""
    found = [t for t in analysis.doc.where(_WE | _I) if t.lower_ in _WE | _I and analysis.mention_at(t) is None]
    sides = _Sides(analysis)
    for token in found:
        keys = sides.of(token) if token.lower_ in _WE else sides.alone(token)
        if keys:
            analysis.mention(token.i, token.i + 1, keys, "pronoun")
    if found:
        analysis.reorder()


class _Sides:
    """The sides of one article's speakers; what is asked of a speaker more than once is kept."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._of_head: dict[int, tuple[str, ...]] = {}

    def of(self, pronoun: Token) -> tuple[str, ...]:
        """The keys of the states or bodies for which whoever says the pronoun speaks."""
        speakers = self.analysis.voice(pronoun).speakers
        entities = self.analysis.entities
        bodies = tuple(key for key in speakers if entities[key].kind in _BODIES)
        if bodies:
            return bodies
        if any(entities[key].type == "Commentator" for key in speakers):
            return ()
        homes = dict.fromkeys(home for key in speakers for home in self._home(key))
        if homes:
            return tuple(homes)
        head = self.analysis.sayers.get(pronoun.i)
        if head is None:
            return ()
        if head not in self._of_head:
            self._of_head[head] = self._of_phrase(self.analysis.doc[head], speakers, self._others(pronoun))
        return self._of_head[head]

    def _others(self, pronoun: Token) -> set[str]:
        """Of whom the speaker talks in the same sentence, and for whom he so does not speak: `they owe us two cargoes`."""
        sentence = pronoun.sent
        quoted = [m for m in self.analysis.mentions if sentence.start <= m.start < sentence.end]
        return {key for m in quoted if self.analysis.sayers.get(m.start) is not None for key in m.keys}

    def alone(self, pronoun: Token) -> tuple[str, ...]:
        """The one person who says a pronoun."""
        speakers = self.analysis.voice(pronoun).speakers
        persons = {"person", "expert", "journalist", "reader"}
        return speakers if len(speakers) == 1 and self.analysis.entities[speakers[0]].kind in persons else ()

    @cached_property
    def _ties(self) -> dict[str, str]:
        """The first state or body that the text ties each person to."""
        ties: dict[str, str] = {}
        for finding in standing.find(self.analysis):
            tie = finding.fact
            if isinstance(tie, Relation) and self.analysis.entities[str(tie.target)].kind in _BODIES:
                ties.setdefault(str(tie.source), str(tie.target))
        return ties

    def _home(self, person: str) -> tuple[str, ...]:
        """The state or body of a person, by attribute or by what the text says."""
        name = dict(self.analysis.entities[person].attributes).get("of")
        known = tuple(k for k, e in self.analysis.entities.items() if e.name == name and e.kind in _BODIES)
        return known or ((self._ties[person],) if person in self._ties else ())

    # --- speakers without a home ---------------------------------------------------------------------------------

    def _of_phrase(self, head: Token, speakers: tuple[str, ...], others: set[str]) -> tuple[str, ...]:
        """What the words with a speaker's title tell, for any of the phrases that name the speaker."""
        phrases = [head, *self._named(speakers), *self._same(head)]
        titles = {t.i: t for phrase in phrases for t in self._titles(phrase)}
        for title in titles.values():
            told = [key for key in self._beside(title) if key not in others]
            if told:
                return (told[0],)
        first = min(phrases, key=lambda phrase: phrase.i)
        return self._topic(first, others) if titles or self._serves(phrases) else ()

    def _same(self, head: Token) -> list[Token]:
        """The earlier phrase that `the official` takes up: `a Kenyan official`."""
        if not antecedents.definite(head) or not self._is_title(head):
            return []
        before = (t for t in reversed(self.analysis.doc[: head.i]) if t.lower_ == head.lower_)
        return [t for t in before if not antecedents.definite(t)][:1]

    def _named(self, speakers: tuple[str, ...]) -> list[Token]:
        doc = self.analysis.doc
        mentions = [m for m in self.analysis.mentions if m.keys == speakers and m.how != "pronoun"]
        roots = [doc[m.start : m.end].root for m in mentions]
        return [r.head if structure.relation(r) in {"flat", "compound"} else r for r in roots]

    def _titles(self, phrase: Token) -> list[Token]:
        """The common nouns that say who a speaker is."""
        beside = structure.children(phrase, "appos", "flat", "compound", "nmod:desc")
        beside += structure.children(phrase, "nmod") if phrase.lower_ == "one" else []
        beside += [phrase.head] if structure.relation(phrase) in {"appos", "flat", "nmod"} else []
        return [t for t in (phrase, *beside) if t.pos_ in {"NOUN", "PROPN"} and self._is_title(t)]

    def _is_title(self, token: Token) -> bool:
        return is_role(token, "officials") or is_role(token, "collectives")

    def _beside(self, title: Token) -> list[str]:
        """The bodies of a title: `its export manager`, `a Kenyan official`, `a spokesman for the union`."""
        behind = [c for c in structure.children(title, "nmod") if structure.preposition(c) in _BELONGING]
        places = [*slots.possessor(title), *adjective(title), *behind]
        inner = [t for place in places for t in (place, *slots.possessor(place), *adjective(place))]
        return of_tokens(self.analysis, inner)

    def _serves(self, phrases: list[Token]) -> bool:
        """Whether a relative clause puts the speaker into a public body: `who sits on the budget committee`."""
        doc = self.analysis.doc
        for phrase in phrases:
            behind = doc[phrase.i + 1 : min(phrase.i + _CLAUSE, phrase.sent.end)]
            start = next((t.i for t in behind[:_NAME] if t.lower_ == "who"), None)
            if start is not None and any(
                t.lower_ in _PUBLIC or (t.i == start + 1 and t.lower_ in _LEADING) for t in behind if t.i > start
            ):
                return True
        return False

    def _topic(self, head: Token, others: set[str]) -> tuple[str, ...]:
        """The state that the text before a speaker is most about, beside `others`: named most often, as subject, lately."""
        points: dict[str, float] = {}
        entities = self.analysis.entities
        beside = {entities[key].name for key in others}
        number = {t.i: n for n, sentence in enumerate(self.analysis.doc.sents) for t in sentence}
        for mention in self.analysis.mentions:
            state = self._state(mention.keys)
            if state and state not in beside and head.i - _NEAR <= mention.start < head.i:
                root = self.analysis.doc[mention.start : mention.end].root
                weight = 1 + (antecedents.role(root) == "subject")
                points[state] = points.get(state, 0.0) + weight * _FADING ** (number[head.i] - number[root.i])
        chosen = max(points, key=lambda name: points[name], default="")
        known = tuple(key for key, entity in entities.items() if entity.name == chosen and entity.kind == "state")
        entry = self.analysis.gazetteer.lookup(chosen) if chosen and not known else None
        return (self.analysis.add(entry.type, entry.kind, entry.name).key,) if entry is not None else known

    def _state(self, keys: tuple[str, ...]) -> str:
        """The name of the one state that is named, or whose part is; nothing where none is."""
        entity = self.analysis.entities[keys[0]]
        if len(keys) > 1 or entity.kind == "state":
            return "" if len(keys) > 1 else entity.name
        home = self.analysis.gazetteer.lookup(dict(entity.attributes).get("of", ""))
        return home.name if home is not None and home.kind == "state" else ""


_PUBLIC = frozenset(
    {"committee", "parliament", "ministry", "government", "cabinet", "senate", "congress", "commission", "council"}
)
_LEADING = frozenset(
    {
        "ran",
        "runs",
        "heads",
        "headed",
        "oversees",
        "oversaw",
        "drafted",
        "leads",
        "led",
        "chairs",
        "chaired",
        "negotiated",
    }
)
