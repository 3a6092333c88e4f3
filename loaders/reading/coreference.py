"""Stage `coreference`: which names pronouns and nouns such as `the country` point back to.

The candidates of the same and the preceding sentences are ranked by features with fitted weights
(`coreference_features`); agreement and the binding of reflexives rule some out. Things compete with actors, so that `it`
for a shipment stays unresolved: a wrong link is worse than none. First and second person belong to attribution.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from loaders.reading import antecedents, coreference_words, structure
from loaders.reading.antecedents import Candidate
from loaders.reading.coreference_features import Features, form_of, group_of, salient, weights
from loaders.reading.coreference_nominals import Nominals

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis
    from loaders.reading.coreference_words import Nominal

_SENTENCES_BACK = 3
#: Pronouns of persons reach further, as few other persons compete.
_PERSON_SENTENCES_BACK = 9
#: Least probability of the link of a pronoun, of a noun, which may be new or generic, and of one that stands for two.
LEAST_PRONOUN, LEAST_NOUN, LEAST_TWO = 0.45, 0.37, 0.35


def resolve(analysis: Analysis) -> None:
    """Add mentions for pronouns and nouns that point back, in the order of the text."""
    _title_heads(analysis)
    Resolver(analysis).run()


def _title_heads(analysis: Analysis) -> None:
    """The noun that a name stands beside governs in its place: `minister` in `the Ghanaian trade minister Ama Darko said`.

    Of a body's name only a noun for bodies does (`the airline Mahan Air`), of a person's only another one: names are tied
    to much that they do not belong to (`an official of the movement, Ama Darko`).
    """
    bodies = coreference_words.load().bodies
    for mention in list(analysis.mentions):
        root = analysis.doc[mention.start : mention.end].root
        head = root.head
        beside = structure.relation(root) in {"appos", "flat"} and head.i < mention.start and head.tag_ in {"NN", "NNP"}
        of_person = analysis.entities[mention.keys[0]].kind in {"person", "expert", "journalist"}
        named = mention.naming and len(mention.keys) == 1 and analysis.mention_at(head) is None
        if beside and named and of_person != (head.lower_ in bodies):
            analysis.mention(head.i, head.i + 1, mention.keys, "nominal")


def _place(candidate: Candidate) -> int:
    return candidate.token


def _ends(name: str) -> set[str]:
    """The first and last word of a name of several: one of them is the family's."""
    parts = name.casefold().split()
    return {parts[0], parts[-1]} if len(parts) > 1 else set()


@dataclass
class Question:
    """What a word may point back to (None: to nothing that has a name here), and what speaks for each."""

    options: list[Candidate | None] = field(default_factory=list)
    features: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, option: Candidate | None, features: tuple[str, ...]) -> None:
        """One option more."""
        self.options.append(option)
        self.features.append(features)


def _chosen(question: Question, least: float) -> Candidate | None:
    """The likeliest candidate that the word may stand for; None where that is less than the `least` probable."""
    table = weights()
    scores = [sum([table[feature] for feature in features if feature in table]) for features in question.features]
    highest = max(scores)
    shares = [math.exp(score - highest) for score in scores]
    sums: dict[object, float] = {}
    best: dict[object, tuple[float, Candidate]] = {}
    for option, share in zip(question.options, shares, strict=True):
        if option is not None:
            sums[option.identity] = sums.get(option.identity, 0.0) + share
            if option.identity not in best or share > best[option.identity][0]:
                best[option.identity] = (share, option)
    first = max(sums, key=lambda identity: sums[identity], default=None)
    return best[first][1] if first is not None and sums[first] >= least * sum(shares) else None


class Resolver:
    """One article's candidates and the decisions so far."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.doc = analysis.doc
        self.words = coreference_words.load()
        self.scene = Features(analysis)
        found = [antecedents.of_mention(analysis, m) for m in analysis.mentions]
        found += [*antecedents.things(analysis), *antecedents.groups(analysis)]
        found += antecedents.states_of_bodies(analysis)
        self.candidates = sorted(found, key=lambda c: (c.token, not c.keys))
        self.nominals = Nominals(analysis, self.scene)
        self._own: dict[tuple[str, Candidate], tuple[str, ...]] = {}

    def run(self) -> None:
        """Resolve every pronoun and nominal, earlier ones first; each becomes a candidate for later ones."""
        for token in self.doc.where(self.words.pointing | self.scene.said.nouns):
            if self.analysis.mention_at(token) is not None:
                continue
            decided = self.decided(token)
            if decided is not None:
                self.record(token, decided, "pronoun" if self.is_pronoun(token) else "nominal")
            elif (question := self.question(token)) is not None:
                self.link(token, _chosen(question, self._least(token)))
        self.analysis.reorder()

    def decided(self, token: Token) -> tuple[str, ...] | None:
        """The entities where grammar tells, without ranking: of nouns, and of a reflexive behind its name (`Kyiv itself`)."""
        if token.lower_ in self.words.reflexive and token.i > 0:
            mention = self.analysis.mention_at(token.i - 1)
            return mention.keys if mention is not None and mention.naming else None
        if token.tag_ == "PRP$" and token.head.lemma_ in self.words.kin:
            return self._of_kin(token) or None
        if token.tag_ == "PRP$" and structure.preposition(token.head) in self.words.causes:
            return self._of_blamed(token) or None
        if token.tag_ == "PRP$" and token.head.head.lemma_ in self.words.ending:
            return self._of_told(token) or None
        return self.nominals.decided(token, self.candidates)

    def _of_blamed(self, token: Token) -> tuple[str, ...]:
        """Whose deed it is for which somebody is named straight before: `sanctions on Chad over its invasion of Mali`."""
        case = next(c for c in token.head.children if c.dep_ == "case")
        mention = self.analysis.mention_at(case.i - 1) if case.i else None
        if mention is None or not mention.naming or len(mention.keys) > 1:
            return ()
        root = structure.coordination_head(self.doc[mention.start : mention.end].root)
        hit = structure.relation(root) == "obj" or structure.preposition(root) in {"on", "against"}
        hit = hit and bool({root.head.lemma_, root.head.head.lemma_} & self.words.penalties)
        return mention.keys if hit and self._may_be(token, mention.keys) else ()

    def _of_told(self, token: Token) -> tuple[str, ...]:
        """Whose doing somebody is told to end: `urged Chad to halt its sales`."""
        verb = token.head.head
        if structure.relation(token.head) != "obj" or verb.tag_ != "VB":
            return ()
        told = [c for c in structure.children(verb.head, "obj", "iobj", "obl") if verb.head.i < c.i < verb.i]
        # "called on Chad to stop its raids", whose infinitive parsers call adverbial
        bound = structure.relation(verb) == "xcomp" or [structure.preposition(c) for c in told] == ["on"]
        keys = self.analysis.keys_at(told[0]) if bound and len(told) == 1 else ()
        return keys if len(keys) == 1 and self._may_be(token, keys) else ()

    def _may_be(self, token: Token, keys: tuple[str, ...]) -> bool:
        """Whether `his` is a person's and `its` another's; `their` tells too little."""
        person = self.analysis.entities[keys[0]].kind == "person"
        return person == (token.lower_ in self.words.person) and token.lower_ != "their"

    def _of_kin(self, token: Token) -> tuple[str, ...]:
        """Whose relative somebody is who has the same family name: `Ama Darko, his daughter`, `his daughter Ama`."""
        kin, entities = token.head, self.analysis.entities
        beside = [kin.head] if structure.relation(kin) == "appos" else structure.children(kin, "appos", "flat")
        named = {key for name in beside for key in self.analysis.keys_at(name)}
        families = {part for key in named for part in _ends(entities[key].name)}
        for candidate in reversed(self._near(token)):
            own = [entities[key] for key in candidate.keys if key not in named and candidate.kind == "person"]
            if (
                len(own) == 1 == len(candidate.keys)
                and families & _ends(own[0].name)
                and self._agrees(token, candidate)
            ):
                return candidate.keys
        return ()

    def _least(self, token: Token) -> float:
        """How probable a link must be."""
        if self.is_pronoun(token):
            return LEAST_PRONOUN
        asked = self.nominals.asks(token)
        return LEAST_TWO if asked is not None and asked.several else LEAST_NOUN

    def question(self, token: Token) -> Question | None:
        """The options of a pronoun or noun that points back, with their features; None for any other word."""
        if self.is_pronoun(token):
            return self._of_pronoun(token)
        asked = self.nominals.asks(token)
        return None if asked is None else self._of_noun(token, asked)

    def is_pronoun(self, token: Token) -> bool:
        """Whether a token is a pronoun of the third person."""
        forms = self.words.person | self.words.thing | self.words.plural
        return token.pos_ in {"PRON", "DET"} and token.lower_ in forms

    def link(self, token: Token, to: Candidate | None) -> None:
        """Take a word for what a candidate stands for: a mention of its entities, or one more name of a thing."""
        if to is None:
            return
        if to.keys:
            self.record(token, to.keys, "pronoun" if self.is_pronoun(token) else "nominal")
        elif isinstance(to.identity, int):
            self.analysis.things[token.i] = to.identity
            self._replace(replace(to, token=token.i, role=self.scene.role(token), weak=False, chain=to.identity))

    def record(self, token: Token, keys: tuple[str, ...], how: str) -> None:
        """Add a mention, which is a candidate from then on."""
        if keys and self.analysis.mention(token.i, token.i + 1, keys, how):
            self._replace(antecedents.of_mention(self.analysis, self.analysis.mentions[-1]))

    def _replace(self, candidate: Candidate) -> None:
        first, last = (find(self.candidates, candidate.token, key=_place) for find in (bisect_left, bisect_right))
        self.candidates[first:last] = [candidate]

    # --- questions ----------------------------------------------------------------------------------------------------

    def _of_pronoun(self, token: Token) -> Question:
        form, scene, question = form_of(token), self.scene, Question()
        options = self._allowed(token)
        places = salient([(c.identity, scene.salience(token, c)) for c, _ in options])
        group = group_of(form)
        last = self._last_subject(token)
        for (candidate, rank), place in zip(options, places, strict=True):
            key = (form, candidate)
            if key not in self._own:
                self._own[key] = tuple(scene.of_candidate(form, candidate))
            of_pair = scene.of_pair(token, form, candidate, rank)
            topic = (f"{group}:{scene.role(token)}:last subject",) if candidate.identity == last else ()
            question.add(candidate, (place, f"{group}:{place}", *self._own[key], *of_pair, *topic))
        # A reflexive always means the subject of its clause.
        if not options or token.lower_ not in self.words.reflexive:
            question.add(None, tuple(scene.of_nothing(token, form, empty=self._is_empty(token))))
        return question

    def _last_subject(self, token: Token) -> object:
        """What the subject of the sentence before stands for: what a text is about, it goes on with.

        The last of its main clauses counts; one of a clause within only where those have none that could be meant.
        """
        before = [c for c in reversed(self._near(token)) if c.role == "subject" and self.scene.back(token, c) == 1]
        main = [c for c in before if self.scene.clause(self.doc[c.token]).dep_ in {"ROOT", "root"}]
        return next((c.identity for c in (*main, *before)), None)

    def _of_noun(self, token: Token, asked: Nominal) -> Question:
        question = Question()
        options = self.nominals.options(token, asked, self.candidates)
        rivals = len({candidate.identity for candidate, _ in options})
        places = salient([(c.identity, self.scene.salience(token, c)) for c, _ in options])
        for (candidate, rank), place in zip(options, places, strict=True):
            fits = self.nominals.fits(token, self.analysis.entities[candidate.keys[0]], asked)
            features = self.scene.of_noun(token, asked, candidate, rank, fits=fits, rivals=rivals)
            question.add(candidate, (f"noun:{place}", *features))
        question.add(None, tuple(self.scene.of_no_actor(token, asked, rivals)))
        return question

    def _allowed(self, token: Token) -> list[tuple[Candidate, int]]:
        """The candidates that grammar allows, nearest first, each with the number of others that stand nearer."""
        nearer: dict[object, int] = {}
        near = self._near(token)
        possible = [c for c in reversed(near) if self._possible(token, c)]
        if token.lower_ not in self.words.reflexive:
            # Who cannot be meant where it is named in the same clause cannot be meant where it is named before.
            bound = {c.identity for c in near if c.role in {"subject", "object"} and c.keys and self._bound(token, c)}
            possible = [c for c in possible if c.identity not in bound]
        return [(c, nearer.setdefault(c.identity, len(nearer))) for c in possible]

    # --- what grammar says ------------------------------------------------------------------------------------------

    def _is_empty(self, token: Token) -> bool:
        """Whether `it` refers to nothing: `it is clear that`, `it seems`."""
        head = token.head
        if token.dep_ == "expl":
            return True
        kinds: tuple[str, ...] = ("csubj", "ccomp", "advcl", "acl")
        kinds += () if {head.lemma_, head.lower_} & self.words.raising else ("xcomp",)
        clause = any(c.dep_.startswith(kinds) and c.i > head.i for c in head.children)
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
        limit = _PERSON_SENTENCES_BACK if token.lower_ in self.words.person else _SENTENCES_BACK
        reach = self.doc.sents[max(0, self.scene.sentence_of[token.i] - limit)].start
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
        # Who speaks may call a state "they"; a writer hardly does.
        return candidate.plural or (candidate.kind in {"state", "bloc"} and self.scene.quoted[token.i])

    def _bound(self, token: Token, candidate: Candidate) -> bool:
        """Whether grammar forbids it: the object cannot be the subject of its own clause, a reflexive must be."""
        head, clause = self.doc[candidate.token], self.scene.clause
        if token.lower_ in self.words.reflexive:
            return candidate.role != "subject" or clause(head).i != clause(token).i
        if token.dep_ == "nmod:poss":
            # "Ama Darko, his daughter": who is described is not the one whose daughter that is.
            described = structure.relation(token.head) == "appos" and token.head.head.i == head.i < token.i
            return described or head.i == token.head.i or token.head.is_ancestor(head)
        if candidate.role == "owner" or candidate.weak:
            return False
        # A verb has one subject: the other is that of a verb beside it ("the minister, Ama Darko, said she saw").
        if candidate.role == "subject" and token.dep_.startswith("nsubj"):
            return False
        return clause(head).i == clause(token).i or self._lends_subject(clause(token), candidate)

    def _lends_subject(self, verb: Token, candidate: Candidate) -> bool:
        """Whether the candidate is a verb's subject from outside its clause: that of the verb it is coordinated with
        ("Chad sent rice and gave it tents"), or the noun of its relative pronoun ("Chad, which accuses it").
        """
        if verb.dep_ not in {"acl:relcl", "conj"}:
            return False
        own = structure.children(verb, "nsubj")
        if verb.dep_ == "acl:relcl":
            return verb.head.i == candidate.token and any(s.tag_ in {"WDT", "WP"} for s in own)
        shared = not own and candidate.role == "subject"
        return shared and self.scene.clause(self.doc[candidate.token]).i == verb.head.i

    def _fronted(self, token: Token, candidate: Candidate) -> bool:
        """Whether the pronoun stands in a clause or phrase before the subject of its main clause."""
        return (
            candidate.role == "subject"
            and bool(candidate.keys)
            and self.scene.clause(self.doc[candidate.token]).is_ancestor(token)
        )
