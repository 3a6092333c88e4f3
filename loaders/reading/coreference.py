"""Stage `coreference`: which names pronouns and nouns such as `the country` point back to.

A salience model in the manner of Lappin and Leass (1994): candidates of the same and the preceding sentences get points
for nearness and grammatical role; agreement, the binding of reflexives and what a verb asks of its subject rule some out.
Things compete with actors, so that `it` for a shipment stays unresolved: a wrong link is worse than none. First and
second person belong to attribution.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING

from loaders.reading import antecedents, coreference_words, structure
from loaders.reading.antecedents import Candidate, clause
from loaders.reading.coreference_nominals import Nominals

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis

_SENTENCES_BACK = 3
_DISTANCE = 10.0
_ROLE = {"subject": 12.0, "agent": 6.0, "object": 6.0, "owner": 4.0, "oblique": 4.0, "modifier": 2.0}
_SAME_ROLE = 1.0
_WEAK = 8.0
_STATE_AS_THEY = 20.0
_ORGANISATION_AS_THEY = 6.0
_ACTOR_VERB = 12.0
_THING_AS_OBJECT = 10.0
_SAYER = 8.0
_SPOKEN_FOR = 18.0
_OWN_CLAUSE = 12.0
_AHEAD = 4.0
_TOPIC = 3.0
_LEAST_MARGIN = 2.0
_LEAST_PLURAL_SCORE = -6.0


def resolve(analysis: Analysis) -> None:
    """Add mentions for pronouns and nouns that point back, in the order of the text."""
    _title_heads(analysis)
    Resolver(analysis).run()


def _title_heads(analysis: Analysis) -> None:
    """The noun that a name stands beside governs in its place: `minister` in `the Ghanaian trade minister Ama Darko said`."""
    for mention in list(analysis.mentions):
        root = analysis.doc[mention.start : mention.end].root
        head = root.head
        beside = structure.relation(root) in {"appos", "flat"} and head.i < mention.start and head.tag_ in {"NN", "NNP"}
        if beside and mention.naming and len(mention.keys) == 1 and analysis.mention_at(head) is None:
            analysis.mention(head.i, head.i + 1, mention.keys, "nominal")


def _place(candidate: Candidate) -> int:
    return candidate.token


class Resolver:
    """One article's candidates and the decisions so far."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.doc = analysis.doc
        self.words = coreference_words.load()
        self.sentence_of = [0] * len(self.doc)
        for number, sentence in enumerate(self.doc.sents):
            for token in sentence:
                self.sentence_of[token.i] = number
        found = [antecedents.of_mention(analysis, m) for m in analysis.mentions]
        found += [*antecedents.things(analysis), *antecedents.groups(analysis)]
        self.candidates = sorted(found, key=lambda c: (c.token, not c.keys))
        self.counts = analysis.counts()
        self.nominals = Nominals(analysis, self.sentence_of)

    def run(self) -> None:
        """Resolve every pronoun and nominal, earlier ones first; each becomes a candidate for later ones."""
        for token in self.doc.where(self.words.pointing):
            if self.analysis.mention_at(token) is not None:
                continue
            if (
                token.pos_ in {"PRON", "DET"}
                and token.lower_ in self.words.person | self.words.thing | self.words.plural
            ):
                keys, how = self._pronoun(token), "pronoun"
            else:
                keys, how = self.nominals.resolve(token, self.candidates), "nominal"
            if keys and self.analysis.mention(token.i, token.i + 1, keys, how):
                self._remember(token)
        self.analysis.reorder()

    def _remember(self, token: Token) -> None:
        mention = self.analysis.mention_at(token)
        if mention is None:
            return
        self.candidates = [c for c in self.candidates if c.token != token.i]
        insort(self.candidates, antecedents.of_mention(self.analysis, mention), key=_place)

    # --- pronouns -------------------------------------------------------------------------------------------------

    def _pronoun(self, token: Token) -> tuple[str, ...]:
        if token.lower_ == "it" and self._is_empty(token):
            return ()
        scored = sorted(
            ((self._score(token, c), c.token, c) for c in self._near(token) if self._possible(token, c)),
            key=lambda item: (-item[0], -item[1]),
        )
        if not scored or (token.lower_ in self.words.plural and scored[0][0] < _LEAST_PLURAL_SCORE):
            return ()
        best = scored[0][2]
        rivals = [c for score, _, c in scored[1:] if c.keys != best.keys and scored[0][0] - score < _LEAST_MARGIN]
        return () if rivals else best.keys

    def _is_empty(self, token: Token) -> bool:
        """Whether `it` refers to nothing: `it is clear that`, `it seems`."""
        head = token.head
        if token.dep_ == "expl":
            return True
        clause = any(
            c.dep_.startswith(("csubj", "ccomp", "xcomp", "advcl", "acl")) and c.i > head.i for c in head.children
        )
        if head.lemma_ in self.words.empty_verbs and clause:
            return True
        copular = any(c.dep_ in {"cop", "aux:pass"} for c in head.children)
        return (
            copular
            and (clause or any(c.lower_ == "that" for c in head.subtree))
            and (head.lower_ in self.words.empty_adjectives or head.pos_ == "ADJ")
        )

    def _near(self, token: Token) -> list[Candidate]:
        """The candidates of a pronoun's sentence and of those before it that it may reach."""
        limit = _SENTENCES_BACK * (3 if token.lower_ in self.words.person else 1)
        reach = self.doc.sents[max(0, self.sentence_of[token.i] - limit)].start
        first, last = (bisect_left(self.candidates, end, key=_place) for end in (reach, token.sent.end))
        return self.candidates[first:last]

    def _possible(self, token: Token, candidate: Candidate) -> bool:
        if candidate.token > token.i and not self._fronted(token, candidate):
            return False
        return self._agrees(token, candidate) and not self._bound(token, candidate)

    def _agrees(self, token: Token, candidate: Candidate) -> bool:
        form = token.lower_
        if form in self.words.person:
            female = form in {"she", "her", "hers", "herself"}
            return (
                candidate.kind in {"person", "human"}
                and candidate.singular
                and candidate.gender != ("male" if female else "female")
            )
        if form in self.words.thing:
            return candidate.singular and candidate.kind not in {"person", "human"}
        return candidate.plural

    def _bound(self, token: Token, candidate: Candidate) -> bool:
        """Whether grammar forbids it: the object cannot be the subject of its own clause, a reflexive must be."""
        verb = clause(token)
        same_clause = clause(self.doc[candidate.token]).i == verb.i
        if token.lower_ in self.words.reflexive:
            return not (same_clause and candidate.role == "subject")
        if token.dep_ == "nmod:poss":
            return candidate.token == token.head.i or token.head.is_ancestor(self.doc[candidate.token])
        return same_clause and candidate.role != "owner" and not candidate.weak

    def _speaks_for(self, verb: Token, candidate: Candidate) -> bool:
        """Whether the candidate is in the title of whoever says the clause: `a Zambian minister said it would`."""
        if verb.dep_ not in {"ccomp", "parataxis"} or candidate.kind not in {"state", "organisation", "group", "bloc"}:
            return False
        head = self.doc[candidate.token]
        return candidate.role in {"owner", "modifier"} and any(
            s.is_ancestor(head) for s in structure.children(verb.head, "nsubj")
        )

    def _needs_actor(self, token: Token, own: str) -> bool:
        """Whether only an actor can stand here: as subject of `sell`, receiver of `give`, owner of an `army`."""
        if own == "subject":
            return token.head.lemma_ in self.words.actor_verbs and not structure.is_passive(token.head)
        if token.dep_ == "iobj":
            return True
        return own == "owner" and token.head.lemma_.casefold() in self.words.actor_possessions

    def _fronted(self, token: Token, candidate: Candidate) -> bool:
        """Whether the pronoun stands in a clause or phrase before the subject of its main clause."""
        return (
            candidate.role == "subject"
            and bool(candidate.keys)
            and clause(self.doc[candidate.token]).is_ancestor(token)
        )

    def _score(self, token: Token, candidate: Candidate) -> float:
        back = self.sentence_of[token.i] - self.sentence_of[candidate.token]
        score = _ROLE[candidate.role] - _DISTANCE * back
        own = antecedents.role(token)
        score += _SAME_ROLE * (own == candidate.role)
        head = self.doc[candidate.token]
        score -= _WEAK * candidate.weak
        score += min(_TOPIC, max((self.counts[key] for key in candidate.keys), default=0))
        if candidate.token > token.i:
            score -= _AHEAD + _ROLE["subject"]
        if token.dep_ == "nmod:poss" and candidate.role == "subject" and clause(head).i == clause(token).i:
            score += _OWN_CLAUSE
        return score + self._fit(token, candidate, own)

    def _fit(self, token: Token, candidate: Candidate, own: str) -> float:
        """Points for what the verb asks of its subject, and against states as `they`."""
        score = 0.0
        thing = candidate.kind == "thing"
        if thing and self._needs_actor(token, own):
            score -= _ACTOR_VERB
        elif thing and own in {"object", "oblique", "modifier"}:
            score += _THING_AS_OBJECT
        verb = clause(token)
        if (
            candidate.role == "subject"
            and verb.dep_ in {"ccomp", "parataxis"}
            and clause(self.doc[candidate.token]).i == verb.head.i
        ):
            score += _SAYER
        elif self._speaks_for(verb, candidate):
            score += _SPOKEN_FOR
        if (
            token.lower_ in self.words.plural
            and len(candidate.keys) == 1
            and self.doc[candidate.token].tag_ not in {"NNS", "NNPS"}
        ):
            score -= _STATE_AS_THEY if candidate.kind in {"state", "bloc"} else _ORGANISATION_AS_THEY
        return score
