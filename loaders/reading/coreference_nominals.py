"""Nouns that stand for a named actor: `the country`, `the company`, `the two governments`, `its neighbour`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from loaders.gazetteer.atoms import words as words_of
from loaders.reading import antecedents, coreference_words, structure
from loaders.reading.antecedents import clause

if TYPE_CHECKING:
    from graph.records import Entity
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis
    from loaders.reading.antecedents import Candidate
    from loaders.reading.coreference_words import Nominal

_SENTENCES_BACK = 3
_PERSON_SENTENCES_BACK = 8
_DISTANCE = 10.0
_ROLE = {"subject": 8.0, "agent": 5.0, "object": 5.0, "owner": 5.0, "oblique": 4.0, "modifier": 3.0}
_TOPIC = 3
_LEAST_MARGIN = 4.0
_WORD = 12.0
_TWO = 2


class Nominals:
    """The nouns that point back, in one article."""

    def __init__(self, analysis: Analysis, sentence_of: list[int]) -> None:
        self.analysis = analysis
        self.words = coreference_words.load()
        self.sentence_of = sentence_of
        self.counts = analysis.counts()

    def resolve(self, token: Token, candidates: Iterable[Candidate]) -> tuple[str, ...]:
        """The entities that a noun stands for; empty where it is new, generic or unclear."""
        lower, lemma = token.lower_, token.lemma_.casefold()
        known = self.words.nominals.get(lower)
        several = lower in self.words.plurals and self._of_two(token)
        if known is None and not several and lower not in {"former", "latter"} and lemma not in self.words.others:
            return ()
        before = [c for c in candidates if c.keys and c.token < token.i]
        if several:
            return self._two(token, before, self.words.plurals[lower])
        if lower in {"former", "latter"}:
            return () if token.dep_ == "amod" else self._of_pair(token, before)
        if not antecedents.definite(token) or self._new(token):
            return ()
        if lemma in self.words.others:
            return self._other(token, before) if token.tag_ == "NN" else ()
        return () if known is None else self._one(token, before, known)

    def _new(self, token: Token) -> bool:
        """Whether what follows or stands before the noun makes it a new thing: `the company that`, `the oil minister of`."""
        introduces = any(
            (c.dep_ in {"acl:relcl", "appos", "flat", "nummod"} and c.i > token.i)
            or (c.dep_ == "nmod" and c.i > token.i and any(g.lower_ == "of" for g in c.children))
            or (c.dep_ == "nmod:poss" and self.analysis.mention_at(c) is None and c.pos_ != "PRON")
            for c in token.children
        )
        return introduces or token.dep_ in {"compound", "appos", "flat"}

    def _one(self, token: Token, before: list[Candidate], nominal: Nominal) -> tuple[str, ...]:
        owner = self._owner(token)
        if any(c.dep_ in {"amod", "compound"} and self.analysis.mention_at(c) for c in token.children):
            return ()
        if not owner and structure.children(token, "nmod:poss"):
            return ()
        if "state" in nominal.kinds and not nominal.form:
            state = self._of_owner(token, owner) if owner else self._state_of_sayer(token)
            if state is not None:
                return state
        scored = list(self._scored(token, before, nominal))
        if not scored:
            return ()
        best = max(scored)
        rivals = [s for s in scored if s[2] != best[2] and best[0] - s[0] < _LEAST_MARGIN]
        return () if rivals else best[2]

    def _scored(
        self, token: Token, before: list[Candidate], nominal: Nominal
    ) -> Iterator[tuple[float, int, tuple[str, ...]]]:
        limit = _PERSON_SENTENCES_BACK if nominal.kinds == {"person"} else _SENTENCES_BACK
        owner = self._owner(token)
        for candidate in before:
            back = self.sentence_of[token.i] - self.sentence_of[candidate.token]
            if back > limit or len(candidate.keys) != 1 or candidate.keys[0] in owner or self._bound(token, candidate):
                continue
            entity = self.analysis.entities[candidate.keys[0]]
            fit = self._fit(token, entity, nominal)
            if fit is not None:
                topic = min(_TOPIC, self.counts[entity.key])
                yield _ROLE[candidate.role] - _DISTANCE * back + fit + topic, candidate.token, candidate.keys

    def _of_owner(self, token: Token, owner: tuple[str, ...]) -> tuple[str, ...] | None:
        """`his country`, `its government`: the state of a person, the state itself; None where the owner decides nothing."""
        kind = self.analysis.entities[owner[0]].kind
        if kind == "person":
            return self._state_of(owner[0])
        return owner if kind in {"state", "bloc"} and token.lower_ in self.words.of_state else None

    def _bound(self, token: Token, candidate: Candidate) -> bool:
        """Whether the candidate stands in the noun's own clause, or governs the relative clause that the noun is in."""
        head = self.analysis.doc[candidate.token]
        verb = clause(token)
        same = clause(head).i == verb.i and candidate.role not in {"owner", "modifier"}
        return same or any(a.dep_ == "acl:relcl" and a.head.i == head.i for a in (verb, *structure.ancestors(verb)))

    def _state_of_sayer(self, token: Token) -> tuple[str, ...] | None:
        """`China's foreign ministry said that the country ...`: the state of whoever says the clause."""
        verb = clause(token)
        while verb.dep_ in {"conj", "advcl"} and verb.head.i != verb.i:
            verb = verb.head
        if verb.dep_ != "ccomp":
            return None
        for child in structure.children(verb.head, "nsubj"):
            keys = self.analysis.keys_at(child)
            if len(keys) == 1 and self.analysis.entities[keys[0]].kind in {"organisation", "person"}:
                return self._state_of(keys[0]) or None
        return None

    def _state_of(self, person: str) -> tuple[str, ...]:
        """The state that a person is known to belong to, if the article names it."""
        name = dict(self.analysis.entities[person].attributes).get("of")
        return tuple(k for k, e in self.analysis.entities.items() if e.name == name and e.kind == "state")

    def _owner(self, token: Token) -> tuple[str, ...]:
        for child in token.children:
            if child.dep_ == "nmod:poss" or (child.dep_ == "amod" and self.analysis.mention_at(child)):
                return self.analysis.keys_at(child)
        return ()

    def _fit(self, token: Token, entity: Entity, nominal: Nominal) -> float | None:
        """Points for a name that fits the noun; None where it does not."""
        if entity.kind not in nominal.kinds or entity.type not in {"Actor", "Commentator"}:
            return None
        attributes = dict(entity.attributes)
        if entity.kind == "person":
            role = attributes.get("role", "")
            return _WORD if token.lower_ in role.split() or role.endswith(token.lower_) else None
        if nominal.form:
            known = self.analysis.gazetteer.lookup(entity.name)
            forms = (known.attribute("forms") or "").split("|") if known is not None else []
            return _WORD if any(token.lower_ in form.split() for form in forms) else None
        parts = {part.casefold() for name in (entity.name, *entity.aliases) for part in words_of(name)}
        if nominal.own:
            return _WORD if token.lower_ in parts else None
        if parts & nominal.excluded or (nominal.required and not parts & nominal.words):
            return None
        return _WORD if parts & (nominal.words | {token.lower_}) else 0.0

    # --- several --------------------------------------------------------------------------------------------------

    def _of_two(self, token: Token) -> bool:
        """`the two countries`, `both sides`, `the pair`."""
        if token.lower_ in {"pair", "duo"}:
            return antecedents.definite(token)
        if token.lower_ in {"two", "both"}:
            partitive = any(c.dep_ == "nmod" for c in token.children)
            return not partitive and token.dep_ not in {"nummod", "det", "cc:preconj", "det:predet", "cc"}
        return any(c.lower_ in {"two", "both", "either", "neither", "each"} for c in token.children)

    def _two(self, token: Token, before: list[Candidate], kinds: frozenset[str]) -> tuple[str, ...]:
        """The two actors of the kind that were named last, if just two are in play in those sentences."""
        for back in range(_SENTENCES_BACK + 1):
            near = [c for c in before if self.sentence_of[token.i] - self.sentence_of[c.token] <= back]
            keys = dict.fromkeys(key for c in near for key in c.keys if self.analysis.entities[key].kind in kinds)
            if len(keys) >= _TWO:
                alike = len({self.analysis.entities[key].kind for key in keys}) == 1
                return tuple(keys) if len(keys) == _TWO and alike else ()
        return ()

    def _of_pair(self, token: Token, before: list[Candidate]) -> tuple[str, ...]:
        """`the former`, `the latter`: of the pair that was named last in this or the sentence before."""
        for candidate in reversed(before):
            if len(candidate.keys) == _TWO and self.sentence_of[token.i] - self.sentence_of[candidate.token] <= 1:
                return (candidate.keys[0 if token.lower_ == "former" else 1],)
        return ()

    def _other(self, token: Token, before: list[Candidate]) -> tuple[str, ...]:
        """`its neighbour`: the other one of just two states of the last sentences."""
        owner = self._owner(token)
        for back in range(_SENTENCES_BACK):
            near = [c for c in before if self.sentence_of[token.i] - self.sentence_of[c.token] <= back]
            states = dict.fromkeys(k for c in near for k in c.keys if self.analysis.entities[k].kind == "state")
            others = tuple(key for key in states if key not in owner)
            if len(owner) == 1 and others:
                return others if len(others) == 1 else ()
        return ()
