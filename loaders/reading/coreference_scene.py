"""One article as the features of coreference see it: clauses, roles, salience, who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading import antecedents, coreference_words, geography, structure
from loaders.reading.attribution_lexicon import verb_forms
from loaders.reading.coreference_said import Said

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis
    from loaders.reading.antecedents import Candidate

#: From how many mentions on an actor is named often.
_MANY = 3
#: How many words behind its head a speaker's phrase names whom it speaks for.
_TITLE = 8
#: Points of salience: by role, for every sentence back, for what only modifies, for subjects of the own and the
#: saying clause, and against things where an actor is asked for.
_POINTS = {
    "subject": 12.0,
    "agent": 6.0,
    "object": 6.0,
    "owner": 4.0,
    "oblique": 4.0,
    "predicate": 8.0,
    "modifier": 2.0,
}
_DISTANCE = 10.0
_WEAK = 8.0
_OWN_CLAUSE = 12.0
_SAYER = 8.0
_ACTOR_VERB = 12.0
_UPON = frozenset({"to", "on", "upon"})
_BODIES = frozenset({"state", "organisation", "group", "bloc"})


class Scene:
    """One article as the features see it; what they ask of a token more than once is kept."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.doc = analysis.doc
        self.words = coreference_words.load()
        self.counts = analysis.counts()
        self.sentence_of = [0] * len(self.doc)
        self.quoted = [False] * len(self.doc)
        #: Who is the source of a sentence: `according to the institute`.
        self.cited = {t.head.i for t in self.doc.where({"according"}) if t.lower_ == "according" and t.head.i != t.i}
        self.said = Said(analysis)
        #: The names that stand in a list with others: who is plural is all of them, seldom one.
        self.joined = {t.i for t in self.doc if structure.relation(t) == "conj" and self._is_name(t)}
        self.joined |= {structure.coordination_head(self.doc[i]).i for i in self.joined}
        self._said_by: dict[int, frozenset[str]] = {}
        self._before: tuple[int, dict[str, list[Token]]] = (-1, {})
        self._clauses: dict[int, Token] = {}
        self._roles: dict[int, str] = {}
        inside = False
        for number, sentence in enumerate(self.doc.sents):
            for token in sentence:
                self.sentence_of[token.i] = number
                inside = (inside or token.text == "“") and token.text != "”"
                if token.text == '"':
                    inside = not inside
                self.quoted[token.i] = inside

    def _is_name(self, token: Token) -> bool:
        mention = self.analysis.mention_at(token)
        return mention is not None and mention.naming

    def clause(self, token: Token) -> Token:
        """The predicate that governs a token."""
        found = self._clauses.get(token.i)
        if found is None:
            found = self._clauses[token.i] = antecedents.clause(token)
        return found

    def role(self, token: Token) -> str:
        """The part that a noun or pronoun plays."""
        found = self._roles.get(token.i)
        if found is None:
            found = self._roles[token.i] = antecedents.role(token)
        return found

    def back(self, token: Token, candidate: Candidate) -> int:
        """How many sentences the candidate stands before the token."""
        return self.sentence_of[token.i] - self.sentence_of[candidate.token]

    # --- salience -----------------------------------------------------------------------------------------------------

    def salience(self, token: Token, candidate: Candidate) -> float:
        """Points for nearness and grammatical role in the manner of Lappin and Leass (1994)."""
        score = _POINTS[candidate.role] - _DISTANCE * self.back(token, candidate)
        own = self.role(token)
        score += own == candidate.role
        score -= _WEAK * candidate.weak
        score += min(_MANY, max((self.counts[key] for key in candidate.keys), default=0))
        if candidate.token > token.i:
            score -= _POINTS["subject"]
        here, there = self.clause(token), self.clause(self.doc[candidate.token])
        if candidate.role == "subject":
            score += _OWN_CLAUSE * (token.dep_ == "nmod:poss" and here.i == there.i)
            beside = own == "subject" and here.dep_ == "conj"
            score += _SAYER * ((here.dep_ in {"ccomp", "parataxis"} or beside) and here.head.i == there.i)
        if candidate.kind == "thing":
            score -= _ACTOR_VERB * self.needs_actor(token, own)
        return score

    # --- questions ----------------------------------------------------------------------------------------------------

    def sayers(self, token: Token) -> frozenset[str]:
        """The entities of whoever says the quotation that a token is in, by the words outside the marks in its sentence."""
        found = self._said_by.get(token.sent.start)
        if found is None:
            outside = [t for t in token.sent if not self.quoted[t.i] and t.lower_ in verb_forms()]
            heads = [s for verb in outside for s in structure.children(verb, "nsubj")]
            parts = [t for head in heads for t in (head, *head.children) if t.i - head.i < _TITLE]
            keys = {key for part in parts for key in self.analysis.keys_at(part)}
            homes = {dict(self.analysis.entities[key].attributes).get("of") for key in keys} - {None}
            keys |= {key for key, entity in self.analysis.entities.items() if entity.name in homes}
            if not outside and token.sent.start and self.quoted[token.sent.start]:
                # A quotation that goes on, or is taken up, is still that speaker's.
                keys |= self.sayers(self.doc[token.sent.start - 1])
            found = self._said_by[token.sent.start] = frozenset(keys)
        return found

    def speaks_for(self, verb: Token, candidate: Candidate) -> bool:
        """Whether the candidate is in the title of whoever says the clause: `a Zambian minister said it would`."""
        if verb.dep_ not in {"ccomp", "parataxis"} or candidate.kind not in _BODIES:
            return False
        head = self.doc[candidate.token]
        return candidate.role in {"owner", "modifier"} and any(
            s.is_ancestor(head) for s in structure.children(verb.head, "nsubj")
        )

    def needs_actor(self, token: Token, own: str) -> bool:
        """Whether only an actor can stand here: as subject of `sell`, receiver of `give`, owner of an `army`."""
        if own == "subject":
            return token.head.lemma_ in self.words.actor_verbs and not structure.is_passive(token.head)
        if token.dep_ == "iobj":
            return True
        return own == "owner" and token.head.lemma_.casefold() in self.words.actor_possessions

    def handled(self, token: Token) -> bool:
        """Whether only a thing is likely here: as the one object of `sell`, or its subject in the passive."""
        if token.head.lemma_ not in self.words.handling:
            return False
        alone = token.dep_ == "obj" and len(structure.children(token.head, "obj", "iobj")) == 1
        return alone or token.dep_ == "nsubj:pass"

    def roles_before(self, token: Token, key: str) -> dict[int, str]:
        """The part that an entity plays where it is first mentioned in each sentence before a token."""
        roles: dict[int, str] = {}
        for root in self._roots(token).get(key, ()):
            roles.setdefault(self.sentence_of[root.i], self.role(root))
        return roles

    def _roots(self, token: Token) -> dict[str, list[Token]]:
        """The heads of the mentions of each entity before a token; those of the last token asked for are kept."""
        if self._before[0] != token.i:
            roots: dict[str, list[Token]] = {}
            for mention in self.analysis.mentions:
                if mention.start < token.i:
                    root = self.doc[mention.start : mention.end].root
                    for key in mention.keys:
                        roots.setdefault(key, []).append(root)
            self._before = (token.i, roots)
        return self._before[1]

    def part_of_noun(self, noun: Token) -> str | None:
        """Whether a noun stands for who gives or who gets: `the lender`, `its customer`; None where for neither."""
        lemma = noun.lemma_.casefold()
        return "gives" if lemma in self.words.givers else "gets" if lemma in self.words.getters else None

    def parts(self, token: Token, key: str) -> set[str]:
        """Whether an entity gives or gets in what was told before a token."""
        return {part for root in self._roots(token).get(key, ()) if (part := self._part(root)) is not None}

    def _part(self, root: Token) -> str | None:
        """What an actor does by the verb or preposition that governs its mention."""
        role, by, verb = self.role(root), structure.preposition(root), self.clause(root).lemma_
        if role in {"oblique", "modifier"} and (by == "from" or (by in _UPON and verb in self.words.reliance)):
            return "gives"
        if role in {"subject", "agent"} and not (role == "subject" and structure.is_passive(self.clause(root))):
            return "gives" if verb in self.words.giving else "gets" if verb in self.words.getting else None
        if verb in self.words.giving and (root.dep_ == "iobj" or by == "to"):
            return "gets"
        return "gives" if verb == "owe" and (root.dep_ in {"iobj", "obj"} or by == "to") else None

    def region(self, noun: Token) -> frozenset[str] | None:
        """The states of the region that stands before a noun: `the landlocked country`; None where none does."""
        before = self.doc[noun.left_edge.i : noun.i]
        return geography.region(before.text.casefold().split()) if noun.left_edge.i < noun.i else None

    def owner(self, noun: Token) -> tuple[str, ...]:
        """The entities of a noun's possessor: of `its` in `its neighbour`."""
        return next((self.analysis.keys_at(c) for c in noun.children if c.dep_ == "nmod:poss"), ())

    def nations(self, token: Token) -> tuple[str, ...]:
        """The states whose adjectives stand before a noun."""
        before = [c for c in token.children if c.i < token.i and c.dep_ in {"amod", "compound"}]
        return tuple(key for c in before for key in self.analysis.keys_at(c))
