"""Nouns that may stand for a named actor (`the country`, `the company`, `the two governments`, `its neighbour`): which
ask for one, what decides without ranking, and who may compete.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from loaders.gazetteer.atoms import words as words_of
from loaders.reading import antecedents, coreference_words, geography, offices, structure
from loaders.reading.coreference_words import Nominal

if TYPE_CHECKING:
    from graph.records import Entity
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis
    from loaders.reading.antecedents import Candidate
    from loaders.reading.coreference_scene import Scene

_SENTENCES_BACK = 4
_PERSON_SENTENCES_BACK = 9
#: How far ahead whoever stands in a relation (`its neighbour`) may first be named.
_SENTENCES_AHEAD = 2
#: How far and among how many actors a pair may be sought.
_PAIR_BACK = 5
_PAIR_AMONG = 6
_TWO = 2
#: A noun that no list has, but that was said of somebody: `Aquadis, a Swiss consultancy ... the consultancy`.
_SAID = Nominal("said", frozenset({"state", "organisation", "group", "bloc", "person"}))
#: What may stand before a noun for two that does not say so: `the old rivals`.
_OF_OLD = frozenset({"the", "former", "old", "longtime", "long-time", "once", "erstwhile"})


class Nominals:
    """The nouns that point back, in one article."""

    def __init__(self, analysis: Analysis, scene: Scene) -> None:
        self.analysis = analysis
        self.words = coreference_words.load()
        self.scene = scene

    @cached_property
    def _titles(self) -> dict[str, set[str]]:
        """The nouns that stand beside a person's name, by entity: `minister` in `the minister, Colonel Ama Darko`."""
        titles: dict[str, set[str]] = {}
        for mention in self.analysis.mentions:
            if mention.how == "nominal" and len(mention.keys) == 1:
                titles.setdefault(mention.keys[0], set()).add(self.analysis.doc[mention.end - 1].lower_)
        return titles

    @cached_property
    def _hosts(self) -> dict[str, tuple[str, ...]]:
        """Whom a government calls by a bare title with a capital (`the President announced`): the first whom it names so.

        By titles; none that the text also writes small.
        """
        hosts: dict[str, tuple[str, ...]] = {}
        for mention in self.analysis.mentions:
            title = self.analysis.doc[mention.start - 1] if mention.start and mention.naming else None
            if title is not None and title.text in self.words.capital_titles and not offices.is_lesser(title):
                hosts.setdefault(title.text, mention.keys)
        small = {t.text.title() for t in self.analysis.doc.where({h.lower() for h in hosts}) if t.text.islower()}
        return {title: keys for title, keys in hosts.items() if title not in small}

    def asks(self, token: Token) -> Nominal | None:
        """What a noun may stand for; None where it is new, generic or no such noun."""
        several = self.words.plurals.get(token.lower_)
        if several is not None and (self._of_two(token) or self._alone(token)):
            # "The two warring parties, the army and the rebels": they are named behind.
            return several if not any(c.i > token.i for c in structure.children(token, "appos")) else None
        known = self.words.nominals.get(token.lower_) or (_SAID if self._was_said(token) else None)
        if known is None or token.dep_ in {"compound", "flat"} or token.tag_ not in {"NN", "NNP", "NNS"}:
            return None
        new = token.dep_ == "appos" or any(self._names(child) for child in token.children)
        return known if antecedents.definite(token) and not new else None

    def _was_said(self, token: Token) -> bool:
        """Whether a noun with an article was said of somebody before, and nothing behind it tells who is meant now."""
        if token.lower_ not in self.scene.said.nouns or any(c.i > token.i for c in structure.children(token, "nmod")):
            return False
        return any(c.dep_ == "det" for c in token.children) and bool(self.scene.said.of(token))

    def _names(self, child: Token) -> bool:
        """Whether a word beside a noun says who it is: a name in apposition, or a possessor without a name."""
        if child.dep_ == "nmod:poss":
            return child.pos_ != "PRON" and self.analysis.mention_at(child) is None
        if child.dep_ == "nmod" and child.pos_ == "PROPN" and child.head.lower_ == "state":
            return structure.preposition(child) == "of"  # "the Mexican state of Sonora"
        return child.dep_ in {"appos", "flat", "nummod"} and child.i > child.head.i

    def decided(self, token: Token, before: Iterable[Candidate]) -> tuple[str, ...] | None:
        """The entities where grammar tells: `the former`, `his country`, `its government`; None where it does not."""
        if token.lower_ in {"former", "latter"}:
            return () if token.dep_ == "amod" else self._of_pair(token, before)
        beside = self._beside(token) or self._of_subject(token, before) or self._of_seat(token)
        if beside:
            return beside
        asked = self.asks(token)
        heading = self._of_heading(token, asked) if asked is not None and not asked.several else ()
        if heading:
            return heading
        # "the Treasury Secretary", "the Kenyan President" are others.
        bare = not structure.children(token, "nmod", "compound", "amod") and not offices.is_lesser(token)
        if asked is not None and bare and asked.kinds == {"person"} and token.text in self._hosts:
            return self._hosts[token.text]
        if asked is None or "state" not in asked.kinds or asked.form or asked.several or asked.relational:
            return None
        owner = self.scene.owner(token)
        return self._of_owner(token, owner) if owner else self._of_unnamed(token) or self._state_of_sayer(token)

    def options(self, token: Token, asked: Nominal, candidates: Iterable[Candidate]) -> list[tuple[Candidate, int]]:
        """The actors that the noun may stand for, nearest first, each with the number of others that stand nearer."""
        limit = _PERSON_SENTENCES_BACK if asked.kinds == {"person"} else _SENTENCES_BACK
        named = [c for c in candidates if c.keys and self.scene.back(token, c) <= limit]
        before = [c for c in named if c.token < token.i]
        owner = self.scene.owner(token)
        if asked.several:
            found = [c for c in self._pairs(token, asked, before) if not set(owner) & set(c.keys)]
        else:
            ahead = [c for c in named if c.token > token.i] if asked.relational and owner else []

            # Who stands in the same clause cannot be meant where it is named before: "the country has given Kyiv nothing".
            beside = [c for c in named if self.scene.back(token, c) == 0]
            out = {*owner, *(c.keys[0] for c in beside if self._bound(token, c))}

            def fitting(among: list[Candidate]) -> list[Candidate]:
                return [c for c in reversed(among) if c.keys[0] not in out and self._possible(token, asked, c)]

            # "Peru asked its neighbour ... Chile agreed": who is meant may be named only then.
            found = fitting(before) or fitting([c for c in ahead if self.scene.back(token, c) >= -_SENTENCES_AHEAD])
        nearer: dict[object, int] = {}
        return [(c, nearer.setdefault(c.identity, len(nearer))) for c in found]

    def _possible(self, token: Token, asked: Nominal, candidate: Candidate) -> bool:
        if len(candidate.keys) != 1:
            return False
        entity = self.analysis.entities[candidate.keys[0]]
        if not self._in_region(token, entity):
            return False
        home = self.scene.said.home(entity.key)
        nations = {self.analysis.entities[key].name for key in self.scene.nations(token)}
        # "Its American rival" is neither Madagascar nor a firm of Madagascar.
        own = entity.name if entity.kind == "state" else home
        of_another = bool(nations) and own is not None and own not in nations
        return not of_another and self.fits(token, entity, asked) is not None

    def _in_region(self, token: Token, entity: Entity) -> bool:
        """Whether a state lies where the words before a noun say: `the Balkan country`; true of all else."""
        region = self.scene.region(token)
        return region is None or entity.kind != "state" or entity.name in region

    def fits(self, token: Token, entity: Entity, asked: Nominal) -> bool | None:
        """Whether a name has a word that speaks for the noun; None where it does not fit at all."""
        if entity.kind not in asked.kinds or entity.type not in {"Actor", "Commentator"}:
            return None
        attributes = dict(entity.attributes)
        if entity.key in self.scene.said.of(token):
            return True
        if asked is _SAID:
            return None
        if entity.kind == "person":
            role = {*attributes.get("role", "").split(), *self._titles.get(entity.key, ())}
            return True if token.lower_ in role or asked.words & role else None
        if entity.kind == "state" and self.scene.region(token) is not None:
            return True
        if asked.form:
            known = self.analysis.gazetteer.lookup(entity.name)
            forms = (known.attribute("forms") or "").split("|") if known is not None else []
            if entity.name in (geography.region([token.lower_]) or ()):
                return True
            return True if any(token.lower_ in form.split() for form in forms) else None
        parts = {part.casefold() for name in (entity.name, *entity.aliases) for part in words_of(name)}
        if asked.own:
            return True if token.lower_ in parts else None
        fitting = entity.kind == "bloc" or bool(parts & asked.words)
        if parts & asked.excluded or (asked.required and not fitting):
            return None
        return bool(parts & (asked.words | {token.lower_}))

    def _bound(self, token: Token, candidate: Candidate) -> bool:
        """Whether the candidate stands in the noun's own clause, or governs the relative clause that the noun is in."""
        head = self.analysis.doc[candidate.token]
        verb = self.scene.clause(token)
        same = self.scene.clause(head).i == verb.i and candidate.role not in {"owner", "modifier"}
        return same or any(a.dep_ == "acl:relcl" and a.head.i == head.i for a in (verb, *structure.ancestors(verb)))

    def _beside(self, token: Token) -> tuple[str, ...]:
        """Who is named beside a noun in apposition (`Blue Harbour, the trader,`), or is of its nation (`the Chilean side`)."""
        if structure.relation(token) == "appos" and antecedents.definite(token) and token.head.i < token.i:
            # "Ama Darko and Ali Kone, the ruler of Niger": it stands beside the last of several.
            name = [c for c in structure.conjuncts(token.head) if c.i < token.i][-1]
            asked, keys = self.words.nominals.get(token.lower_), self.analysis.keys_at(name)
            mention = self.analysis.mention_at(name)
            if asked is not None and len(keys) == 1 and mention is not None and mention.naming:
                return keys if self.analysis.entities[keys[0]].kind in asked.kinds else ()
        if token.lower_ in self.words.of_nation and antecedents.definite(token):
            nations = self.scene.nations(token)
            one = len(nations) == 1 and self.analysis.entities[nations[0]].kind in {"state", "bloc"}
            return nations if one else ()
        return ()

    def _of_seat(self, token: Token) -> tuple[str, ...]:
        """`the government in Stockholm`: the state."""
        if token.lower_ not in self.words.of_state:
            return ()
        behind = self.analysis.doc[token.i + 1 : token.i + 3]
        keys = self.analysis.keys_at(behind[1]) if len(behind) == _TWO and behind[0].lower_ == "in" else ()
        return keys if len(keys) == 1 and self.analysis.entities[keys[0]].kind == "state" else ()

    def _of_heading(self, token: Token, asked: Nominal) -> tuple[str, ...]:
        """The one actor of a heading or question without a verb: `Why Malaysia? The country has become ...`."""
        sents, number = self.analysis.doc.sents, self.scene.sentence_of[token.i]
        if not number or token.left_edge.i != token.sent.start:
            return ()
        before = sents[number - 1]
        if any(t.pos_ in {"VERB", "AUX"} for t in before):
            return ()
        keys = {m.keys for m in self.analysis.mentions if before.start <= m.start < before.end}
        one = keys.pop() if len(keys) == 1 else ()
        return one if len(one) == 1 and self.fits(token, self.analysis.entities[one[0]], asked) is not None else ()

    def _of_subject(self, token: Token, before: Iterable[Candidate]) -> tuple[str, ...]:
        """The two who are named as the subject (`Chad and Niger both say`), or beside (`Chad and Niger, two countries that`)."""
        floating = token.lower_ == "both" and token.dep_ in {"advmod", "det", "nsubj"}
        beside = token.lower_ in self.words.plurals and structure.relation(token) == "appos"
        if not (floating and token.head.pos_ in {"VERB", "AUX"}) and not beside:
            return ()
        ends = token.i - 1 if floating else token.left_edge.i - 2
        return next((c.keys for c in before if c.token == ends and len(c.keys) == _TWO), ())

    # --- what grammar decides -----------------------------------------------------------------------------------------

    def _of_owner(self, token: Token, owner: tuple[str, ...]) -> tuple[str, ...] | None:
        """`his country`, `its government`: the state of a person, the state itself; None where the owner decides nothing."""
        kind = self.analysis.entities[owner[0]].kind
        if kind == "person":
            return self._state_of(owner[0])
        return owner if kind in {"state", "bloc"} and token.lower_ in self.words.of_state else None

    def _of_unnamed(self, token: Token) -> tuple[str, ...]:
        """`A spokesman for Kenya's army said that his country ...`: the state in the title of an owner without a name."""
        owners = [c.i for c in token.children if c.dep_ == "nmod:poss" and c.i in self.analysis.things]
        titles = [self.analysis.doc[self.analysis.things[owner]] for owner in owners]
        for part in (p for title in titles for near in title.children for p in (near, *near.children)):
            keys = self.analysis.keys_at(part)
            kind = self.analysis.entities[keys[0]].kind if len(keys) == 1 and not part.dep_.startswith("acl") else ""
            if kind in {"state", "organisation"}:
                return keys if kind == "state" else self._state_of(keys[0])
        return ()

    def _state_of_sayer(self, token: Token) -> tuple[str, ...] | None:
        """`China's foreign ministry said that the country ...`: the state of whoever says the clause."""
        verb = self.scene.clause(token)
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
        """The state that a person or body is known to belong to."""
        name = self.scene.said.home(person)
        entry = self.analysis.gazetteer.lookup(name) if name else None
        if entry is not None and entry.kind == "state":
            return (self.analysis.add(entry.type, entry.kind, entry.name).key,)
        return tuple(k for k, e in self.analysis.entities.items() if e.name == name and e.kind == "state")

    def _of_pair(self, token: Token, before: Iterable[Candidate]) -> tuple[str, ...]:
        """`the former`, `the latter`: of the pair that was named last in this or the sentence before."""
        for candidate in sorted(before, key=lambda c: -c.token):
            if candidate.token < token.i and len(candidate.keys) == _TWO and self.scene.back(token, candidate) <= 1:
                return (candidate.keys[0 if token.lower_ == "former" else 1],)
        return ()

    # --- several --------------------------------------------------------------------------------------------------

    def _of_two(self, token: Token) -> bool:
        """`the two countries`, `both sides`, `neither`, `the pair`."""
        if token.lower_ in {"pair", "duo"}:
            return antecedents.definite(token)
        if token.lower_ in {"two", "both", "neither", "each"}:
            partitive = any(c.dep_ == "nmod" for c in token.children)
            alone = token.dep_ not in {"nummod", "det", "cc:preconj", "det:predet", "cc", "advmod", "compound"}
            floating = (
                token.lower_ in {"both", "each"} and token.head.pos_ in {"VERB", "AUX"} and token.head.i > token.i
            )
            inner = any(c.dep_ in {"nummod", "compound"} for c in token.children)
            return not partitive and (alone or floating) and not inner
        return any(c.lower_ in {"two", "both", "either", "neither", "each"} for c in token.children)

    def _alone(self, token: Token) -> bool:
        """`the allies`, `the Horn of Africa neighbours`: two that are not counted."""
        if token.lower_ not in self.words.alone or any(c.i > token.i and c.dep_ != "acl:relcl" for c in token.children):
            return False
        before = {t.lower_ for t in self.analysis.doc[token.left_edge.i : token.i]}
        return "the" in before and (before <= _OF_OLD or self.scene.region(token) is not None)

    def _telling(self, token: Token) -> set[str]:
        """The organisations that only tell what two others do: `the agency confirmed that the two will meet`."""
        verb = token.head.head if token.head.dep_ == "ccomp" else token
        keys = {k for c in verb.children if c.dep_ == "nsubj" for k in self.analysis.keys_at(c)}
        return {k for k in keys if self.analysis.entities[k].kind in {"organisation", "bloc"}}

    def _is_other(self, token: Token, entity: Entity) -> bool:
        """Whether a name has a word that the singular of the noun does not fit: no ministry is one of `the two companies`."""
        one = self.words.nominals.get(token.lemma_.casefold())
        parts = {part.casefold() for name in (entity.name, *entity.aliases) for part in words_of(name)}
        return one is not None and bool(parts & one.excluded)

    def _pairs(self, token: Token, asked: Nominal, before: list[Candidate]) -> list[Candidate]:
        """Pairs of actors: those that the text names together, and those of the last sentences that are alike.

        The one pair of the nearest sentences that name two is `together`, too.
        """
        entities = self.analysis.entities
        near = [
            c
            for c in before
            if self.scene.back(token, c) <= _PAIR_BACK and all(self._in_region(token, entities[k]) for k in c.keys)
        ]
        named = [c for c in near if len(c.keys) == _TWO and all(entities[k].kind in asked.kinds for k in c.keys)]
        latest: dict[str, Candidate] = {}
        telling = self._telling(token)
        for candidate in near:
            if (
                len(candidate.keys) == 1
                and candidate.keys[0] not in telling
                and entities[candidate.keys[0]].kind in asked.kinds
                and not self._is_other(token, entities[candidate.keys[0]])
            ):
                latest[candidate.keys[0]] = candidate
        last = sorted(latest.values(), key=lambda c: -c.token)[:_PAIR_AMONG]
        known = {frozenset(c.keys) for c in named}
        reach = self.scene.back(token, last[1]) if len(last) >= _TWO else _PAIR_BACK
        alone = sum(self.scene.back(token, c) <= reach for c in last) == _TWO
        apart = [
            replace(
                other,
                keys=(one.keys[0], other.keys[0]),
                role=one.role,
                first=one.token,
                together=alone and (other, one) == (*last[:_TWO],),
            )
            for other, one in combinations(last, _TWO)
            if (len(asked.kinds) > 1 or one.kind == other.kind) and {one.keys[0], other.keys[0]} not in known
        ]
        return sorted([*named, *apart], key=lambda c: -c.token)
