"""What speaks for and against a candidate as the antecedent of a pronoun or noun: features with fitted weights.

Features are binary and named in words (`back:1`, `it:kind:state`); their weights are data, fitted on labelled paragraphs
by `loaders.training.coreference` and shipped as `lexicon/coreference_weights.toml`. The model is the log-linear mention
ranker of Denis and Baldridge (2008): all candidates of a mention, and that it refers to nothing, compete in one softmax.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from loaders.lexicon import tables
from loaders.reading import coreference_words, geography, goods, structure
from loaders.reading.antecedents import Candidate
from loaders.reading.coreference_scene import Scene

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.coreference_words import Nominal

_FAR = 5
_MANY = 3
_RANKS = 5
#: A candidate is clearly ahead of the next by so many points.
_CLEAR = 3.0
#: Who lies beside somebody.
_BORDERING = frozenset({"neighbour", "neighbor"})


@cache
def weights() -> dict[str, float]:
    """The fitted weights by feature; a feature without one counts nothing."""
    data = tables("coreference_weights")
    return {str(name): float(weight) for name, weight in data["weights"].items()}


def form_of(pronoun: Token) -> str:
    """The paradigm of a pronoun, apart as subject or object (`it`, `they`, `he`) and as owner (`its`, `their`, `his`)."""
    words = coreference_words.load()
    form = pronoun.lower_
    owning = pronoun.dep_ == "nmod:poss"
    if form in words.thing:
        return "its" if owning else "it"
    if form in words.plural:
        return "their" if owning else "they"
    return "his" if owning else "he"


def group_of(form: str) -> str:
    """The number and gender of a pronoun's form, whichever its case: `it`, `they`, `he`."""
    return "they" if form in {"they", "their"} else "he" if form in {"he", "his"} else "it"


def salient(points: Sequence[tuple[object, float]]) -> list[str]:
    """The place of each option in the order of salience; options of one identity share the best of their places."""
    best: dict[object, float] = {}
    for identity, score in points:
        best[identity] = max(score, best.get(identity, score))
    order = sorted(best.values(), reverse=True)
    clear = len(order) < 2 or order[0] - order[1] >= _CLEAR
    places = []
    for identity, score in points:
        place = order.index(best[identity])
        named = ("first clear" if clear else "first close") if place == 0 else "second" if place == 1 else "later"
        places.append(f"salient:{named}{'' if score == best[identity] else ' less'}")
    return places


class Features(Scene):
    """The features of a pronoun's or noun's options in one article."""

    # --- features ---------------------------------------------------------------------------------------------------

    def of_candidate(self, form: str, candidate: Candidate) -> Iterator[str]:
        """What the candidate brings itself, whatever points to it; `form` is that of the pronoun (see `form_of`)."""
        head = self.doc[candidate.token]
        kind = candidate.kind
        yield f"{form}:kind:{kind}"
        yield f"{form}:role:{candidate.role}"
        if form in {"he", "his"}:
            yield f"he:gender {'known' if candidate.gender else 'unknown'}:{kind}"
        if candidate.weak:
            yield "weak"
        if candidate.keys:
            mention = self.analysis.mention_at(head)
            yield f"how:{mention.how if mention else 'group'}"
            yield f"count:{min(_MANY, max(self.counts[key] for key in candidate.keys))}"
        else:
            yield from self._of_thing(form, head)
        if form in {"they", "their"}:
            several = "several" if len(candidate.keys) > 1 else "plural" if head.tag_ in {"NNS", "NNPS"} else "one"
            yield f"they:{several}:{kind}"
            if head.lower_ in self.words.plural:
                yield "they:they"
        if candidate.keys and head.i in self.joined:
            yield f"{group_of(form)}:of several"
        if head.lower_ in self.words.thing and form in {"it", "its"}:
            yield "it:it"
        own = self.clause(head)
        yield "main" if own.dep_ in {"ROOT", "root"} else "embedded"

    def _of_thing(self, form: str, head: Token) -> Iterator[str]:
        if goods.normal(head.lower_) in goods.catalogue():
            yield f"thing:good:{form}"
        determiners = [c.lower_ for c in head.children if c.dep_ in {"det", "nmod:poss"}]
        yield f"thing:{determiners[0] if determiners and determiners[0] in {'the', 'a', 'an'} else 'bare'}"
        if head.pos_ == "PRON":
            yield "thing:pronoun"
        if any(c.dep_ == "nummod" for c in head.children):
            yield f"thing:counted:{form}"
        if head.text[0].isupper() and head.pos_ == "PROPN":
            yield "thing:named"

    def of_pair(self, token: Token, form: str, candidate: Candidate, rank: int) -> Iterator[str]:
        """What the two have to do with each other; `rank` counts other candidates that stand nearer."""
        back = self.back(token, candidate)
        group = group_of(form)
        own = self.role(token)
        yield f"back:{min(back, _FAR)}"
        yield f"{group}:back:{min(back, _FAR)}"
        what = "actor" if candidate.keys else candidate.kind
        yield self._governed(token, own, what)
        if self.handled(token):
            yield f"handled:{what}"
        yield f"rank:{min(rank, _RANKS)}"
        yield f"{own}/{candidate.role}:{min(back, 1)}"
        yield f"quoted:{self.quoted[token.i]}/{self.quoted[candidate.token]}"
        if candidate.kind == "thing":
            yield f"thing:{own}"
            if self.needs_actor(token, own):
                yield "thing:actor verb"
        elif self.needs_actor(token, own):
            yield "actor verb"
        if candidate.token > token.i:
            yield "ahead"
        if candidate.token in self.cited:
            yield f"{group}:cited"
        if self.quoted[token.i] and set(candidate.keys) & self.sayers(token):
            yield f"{group}:of who speaks"
        if back == 0:
            yield from self._within(token, form, candidate)
        elif token.i == token.sent.start or own == "subject":
            main = self.clause(self.doc[candidate.token]).dep_ in {"ROOT", "root"}
            yield f"{own}/{candidate.role}:{'main' if main else 'embedded'}:{min(back, 2)}"

    def _within(self, token: Token, form: str, candidate: Candidate) -> Iterator[str]:
        """How the clauses of the two lie to each other, in one sentence."""
        head = self.doc[candidate.token]
        here, there = self.clause(token), self.clause(head)
        if here.i == there.i:
            yield f"same clause:{form}:{candidate.role}"
        elif here.head.i == there.i:
            yield f"{here.dep_.partition(':')[0]} of:{candidate.role}"
        elif here.head.i == there.head.i or there.head.i == here.i:
            yield f"beside:{there.dep_.partition(':')[0]}:{candidate.role}"
        elif there.is_ancestor(here):
            yield f"below:{candidate.role}"
        else:
            yield f"elsewhere:{candidate.role}"
        if any(a.dep_ == "acl:relcl" and a.head.i == head.i for a in (here, *structure.ancestors(here))):
            yield f"relative:{form}"
        if self.speaks_for(here, candidate):
            yield "spoken for"

    def _governed(self, token: Token, own: str, what: str) -> str:
        """The word that governs the pronoun, with what sort of thing is asked of it: one sells goods to actors."""
        head = token.head
        by = structure.preposition(token)
        passive = "passive " if own == "subject" and structure.is_passive(head) else ""
        return f"{own}:{passive}{by + ' ' if by else ''}{head.lemma_.casefold()}:{what}"

    def of_nothing(self, token: Token, form: str, *, empty: bool) -> Iterator[str]:
        """What speaks for a pronoun that refers to nothing: `empty` where grammar says so."""
        yield f"nothing:{form}"
        yield f"nothing:{self.role(token)}"
        yield f"nothing:quoted:{self.quoted[token.i]}"
        yield self._governed(token, self.role(token), "nothing")
        if empty:
            yield "nothing:empty"
        if token.dep_ == "expl":
            yield "nothing:expletive"
        if self.needs_actor(token, self.role(token)):
            yield "nothing:actor verb"

    def of_noun(
        self, token: Token, asked: Nominal, candidate: Candidate, rank: int, *, fits: bool | None, rivals: int
    ) -> Iterator[str]:
        """What speaks for an actor or a pair behind a noun; `rivals` counts the options."""
        back, own, name = self.back(token, candidate), self.role(token), asked.name
        if len(candidate.keys) > 1:
            yield from self._of_couple(token, candidate, rank, rivals)
            return
        yield f"noun:kind:{name}:{candidate.kind}"
        yield f"noun:back:{min(back, _FAR)}"
        if asked.relational:
            yield from self._of_relation(token, candidate, rivals)
        yield f"noun:rank:{min(rank, _RANKS)}"
        yield f"noun:rivals:{min(rivals, _MANY)}"
        yield f"noun:role:{candidate.role}:{min(back, 1)}"
        yield f"noun:count:{min(_MANY, self.counts[candidate.keys[0]])}"
        yield f"noun:{own}/{candidate.role}"
        mention = self.analysis.mention_at(candidate.token)
        yield f"noun:how:{mention.how if mention else 'group'}"
        yield "noun:main" if self.clause(self.doc[candidate.token]).dep_ in {"ROOT", "root"} else "noun:embedded"
        if fits:
            yield f"noun:fits:{name}"
        said = self.said.of(token) if token.lower_ in self.said.nouns else set()
        if said:
            yield f"noun:said of {'it' if candidate.keys[0] in said else 'another'}"
        towns = {c.text for c in token.children if c.i < token.i and c.tag_ in {"NNP", "NNPS"}}
        if towns & self.said.towns(candidate.keys[0]):
            yield "noun:of its town"
        if back == 0:
            yield from self._within(token, "noun", candidate)
        yield from self._of_nation(token, candidate)

    def _of_relation(self, token: Token, candidate: Candidate, rivals: int) -> Iterator[str]:
        """Whether the candidate is of the owner's kind (`Peru's neighbour` is a state), named later, or the only one left."""
        keys = self.owner(token)
        if keys:
            owner, other = (self.analysis.entities[key] for key in (keys[0], candidate.keys[0]))
            kind = owner.kind
            if token.lemma_.casefold() in _BORDERING and kind == other.kind == "state":
                known = geography.has_neighbours(owner.name)
                yield f"borders:{geography.neighbours(owner.name, other.name) if known else 'by sea'}"
            yield f"noun:owner:{kind}:{candidate.kind}"
            yield f"noun:owned:rivals:{min(rivals, _MANY)}"
        yield f"noun:{'ahead' if candidate.token > token.i else 'before'}"
        yield f"noun:relation:{token.lemma_.casefold()}:{candidate.kind}"
        own = self.part_of_noun(token)
        if own is not None:
            played = self.parts(token, candidate.keys[0])
            yield f"noun:part:{'none' if not played else 'both' if len(played) > 1 else own in played}"
            if keys:
                yield f"noun:owner's part:{len(self.parts(token, keys[0]) - {own}) - len(self.parts(token, keys[0]) & {own})}"

    def _of_nation(self, token: Token, candidate: Candidate) -> Iterator[str]:
        """Whether the noun's adjective of a nation ("the Chinese company") is that of the candidate."""
        entity = self.analysis.entities[candidate.keys[0]]
        owner = self.owner(token)
        for key in self.nations(token):
            nation = self.analysis.entities[key].name
            home = self.said.home(entity.key)
            if entity.key == key:
                yield "noun:nation itself"
                if owner:
                    yield f"noun:nation itself:owner:{self.analysis.entities[owner[0]].kind}"
            elif home is not None:
                yield "noun:nation:own" if home == nation else "noun:nation:other"
            else:
                yield "noun:nation:unknown"

    def _of_couple(self, token: Token, candidate: Candidate, rank: int, rivals: int) -> Iterator[str]:
        """What speaks for two actors; `candidate.role` is that of the one named first."""
        mention = self.analysis.mention_at(candidate.token)
        named = mention.keys if mention is not None else ()
        together = len(named) > 1 or candidate.together
        back = min(self.back(token, candidate), _FAR)
        yield f"two:{'as two' if together else 'apart'}:{back}"
        yield f"two:rank:{min(rank, _RANKS)}"
        yield f"two:rivals:{min(rivals, _RANKS)}"
        yield f"two:kind:{candidate.kind}"
        last = self.role(self.doc[candidate.token])
        yield f"two:roles:{candidate.role}+{last}"
        yield f"two:subjects:{(candidate.role == 'subject') + (last == 'subject')}"
        if candidate.first >= 0:
            one, other = self.doc[candidate.first], self.doc[candidate.token]
            apart = self.sentence_of[other.i] - self.sentence_of[one.i]
            yield f"two:apart by:{min(apart, 2)}:{back}"
            if apart == 0:
                here, there = self.clause(one), self.clause(other)
                near = "one" if here.i == there.i else "below" if here.is_ancestor(there) else "beside"
                yield f"two:{near} clause:{candidate.role}+{last}"
            yield f"two:count:{min(_MANY, *(self.counts[key] for key in candidate.keys))}"
        if set(candidate.keys) <= set(self._often(candidate.kind)):
            yield "two:often"
        yield from self._of_company(token, candidate)

    def _of_company(self, token: Token, candidate: Candidate) -> Iterator[str]:
        """How two go together in what was told before: in how many sentences, when last, in which parts."""
        one, other = (self.analysis.entities[key] for key in candidate.keys[:2])
        yield f"two:alike:{one.kind == other.kind}"
        if token.lemma_.casefold() in _BORDERING and one.kind == other.kind == "state":
            yield f"borders:{geography.neighbours(one.name, other.name)}"
        here = self.sentence_of[token.i]
        roles = [self.roles_before(token, key) for key in candidate.keys[:2]]
        joint = sorted(roles[0].keys() & roles[1].keys())
        yield f"two:joint:{min(len(joint), _MANY)}"
        if joint:
            if joint[0] == 0 and here <= _FAR:
                yield "two:lead"
            yield f"two:joint back:{min(here - joint[-1], _MANY)}"
            yield f"two:joint roles:{'+'.join(sorted(role[joint[-1]] for role in roles))}"
            yield f"two:joint first:{'+'.join(sorted(role[joint[0]] for role in roles))}"
        same = [k for k in self.counts if self.analysis.entities[k].kind == one.kind and k not in candidate.keys]
        others = sum(key in self._roots(token) for key in same)
        yield f"two:others:{min(others, _MANY)}"
        bound = [
            c
            for c in structure.children(self.clause(token), "nsubj")
            if set(self.analysis.keys_at(c)) & set(candidate.keys)
        ]
        if bound and not any(c.i == token.i or c.is_ancestor(token) for c in bound):
            yield "two:of the subject"

    def _often(self, kind: str) -> list[str]:
        """The two entities of a kind that the article names most."""
        of_kind = [key for key in self.counts if self.analysis.entities[key].kind == kind]
        return sorted(of_kind, key=lambda key: (-self.counts[key], key))[:2]

    def of_no_actor(self, token: Token, asked: Nominal, rivals: int) -> Iterator[str]:
        """What speaks for a noun that is new, generic, or stands for what has no name."""
        yield f"no actor:{asked.name}"
        yield f"no actor:rivals:{min(rivals, _MANY)}"
        yield f"no actor:{self.role(token)}"
        for child in token.children:
            if child.dep_ in {"det", "nmod:poss"}:
                yield f"no actor:{child.lower_ if child.dep_ == 'det' else 'owned'}"
            elif child.i > token.i and child.dep_ in {"acl:relcl", "acl", "nmod", "appos"}:
                yield f"no actor:{child.dep_}"
            elif child.i < token.i and child.dep_ in {"amod", "compound", "nummod"}:
                nation = "nation" if self.analysis.keys_at(child) else child.dep_
                yield f"no actor:before:{nation}"
        if token.dep_ in {"appos", "compound", "conj"}:
            yield f"no actor:is {token.dep_}"
        if asked.several and rivals == 1:
            yield "no actor:one pair"
