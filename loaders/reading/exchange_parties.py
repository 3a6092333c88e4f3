"""Who may stand as a side of an exchange, and which entities a noun phrase stands for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from loaders.lexicon import tables
from loaders.reading import namewords
from loaders.reading.exchange_states import state_of
from loaders.reading.structure import children, conjuncts, coordination_head, noun_phrase, preposition, relation

if TYPE_CHECKING:
    from graph.records import Entity
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis

#: What introduces one of those whom, or of the things that, a noun names.
EXAMPLES = frozenset({"including", "like", "such as"})

_BEFORE = frozenset({"compound", "amod", "nmod", "flat"})
_SIDES = frozenset({"Actor", "Commentator"})
#: Who writes or speaks.
FIRST_PERSON = frozenset({"we", "us", "our", "ours", "i", "my", "me"})
#: How far above a name the office beside it may stand in the tree.
_DEPTH = 5
#: What befalls the people of a country that `of` or `on` names.
_RAIDS = frozenset({"invasion", "attack", "attacks", "occupation", "siege", "bombardment", "war"})
_CALLED = frozenset({"called", "named", "dubbed"})
_NAMED = frozenset({"GPE", "ORG", "PERSON", "NORP", "LOC"})


@dataclass(frozen=True, slots=True)
class _Words:
    organs: frozenset[str]
    groups: frozenset[str]
    never: frozenset[str]
    relational: frozenset[str]
    pointing: frozenset[str]
    local: frozenset[str]
    forbidding: frozenset[str]
    branches: frozenset[str]
    fighters: frozenset[str]
    fronts: frozenset[str]
    vague: frozenset[str]
    traders: frozenset[str]
    officers: frozenset[str]


@cache
def _words() -> _Words:
    data = tables("exchange_parties")
    return _Words(**{name: frozenset(data[name]) for name in _Words.__dataclass_fields__})


def is_party(analysis: Analysis, token: Token) -> bool:
    """Whether a noun phrase may be a side: a mention of an actor, a personal pronoun, a name, an organ or a group."""
    words = _words()
    if token.lower_ in words.never or token.pos_ in {"NUM", "VERB", "ADV", "SYM"}:
        return False
    if not analysis.keys_at(token) and any(_designates(c.text) for c in [token, *children(token, "compound")]):
        # "J-35 fighters"
        return False
    if any(analysis.entities[k].type in _SIDES for k in analysis.keys_at(token)):
        return True
    if token.pos_ == "PRON":
        return token.tag_ in {"PRP", "PRP$"}
    if token.pos_ == "PROPN" or (token.pos_ == "ADJ" and token.text[:1].isupper()):
        return token.ent_type_ in _NAMED or _is_part(analysis, token)
    return token.pos_ == "NOUN" and _lemma(token) in words.organs | words.groups


def _is_part(analysis: Analysis, name: Token) -> bool:
    """Whether a name is that of a part of a state which stands before it: `Chad's Rural Roads Programme`, `Lac Region`."""
    part = name.pos_ == "PROPN" and _lemma(name) in _words().organs
    return part and any(analysis.keys_at(c) for c in children(name, "nmod:poss"))


def _designates(word: str) -> bool:
    return any(c.isdigit() for c in word)


def _lemma(token: Token) -> str:
    """A noun's lemma; `people` is not persons, a central bank no bank, `arms` no parts of a company."""
    if token.lower_ == "bank" and any(c.lower_ == "central" for c in children(token, "amod")):
        return "central bank"
    return token.lower_ if token.lower_ in {"people", "arms"} else token.lemma_.lower()


def is_name(analysis: Analysis, token: Token) -> bool:
    """Whether a token names an actor or adjective of one, so that before a good it tells the good's origin."""
    if any(analysis.entities[k].type in _SIDES for k in analysis.keys_at(token)):
        return True
    return token.ent_type_ in _NAMED and token.text[:1].isupper()


def members(token: Token) -> list[Token]:
    """The members of a coordination that starts at the token, without clauses."""
    return [t for t in conjuncts(token) if t.pos_ in {"NOUN", "PROPN", "PRON", "ADJ", "NUM", "SYM", "X", "DET"}]


def some_of(nouns: list[Token]) -> list[Token]:
    """Nouns, or the countries that the text names of them: `countries such as Chad`, `buyers which include Chad`."""
    found = []
    for noun in nouns:
        if noun.lower_ == "likes":
            # "loans from the likes of Chad and Mali"
            found += [m for c in children(noun, "nmod") if preposition(c) == "of" for m in members(c)]
            continue
        named = [c for c in children(noun, "nmod") if preposition(c) in EXAMPLES]
        named += [o for c in children(noun, "acl") if c.lemma_.lower() == "include" for o in children(c, "obj")]
        found += [m for c in named if noun.pos_ == "NOUN" for m in members(c) if m.ent_type_ == "LOC"] or [noun]
    return found


def owners(token: Token) -> list[Token]:
    """Possessors, adjectives and names directly before a noun, nearest last."""
    found = [c for c in token.children if c.i < token.i and relation(c) in _BEFORE]
    found += [g for c in found for g in c.children if relation(g) in {*_BEFORE, "conj"} and g.i < token.i]
    return sorted(found, key=lambda t: t.i)


def is_genitive(token: Token) -> bool:
    """Whether a possessor is one by its form: `Chad's`, `its`."""
    if token.pos_ == "PRON":
        return True
    last = token.right_edge.i
    return any(t.text[:1] in {"'", "’"} for t in token.doc[last : last + 2])


def echoes(token: Token) -> bool:
    """Whether a member of a list only takes up the one before: `Ukraine and its people`."""
    possessors = children(token, "nmod:poss")
    return relation(token) == "conj" and any(c.lower_ in {"its", "their", "his", "her"} for c in possessors)


def sides(analysis: Analysis, token: Token) -> tuple[str, ...]:
    """The entity keys that a side's noun phrase stands for; empty where it stands for none that is known.

    A part of a state stands for the state ("the Iranian regime", "Kenya's army"), a leader or official for whom they
    lead or serve, `we` for whom the speaker serves; a group with a nationality is an actor of its own ("Chinese firms").
    Whoever comments from outside takes no part.
    """
    named = _called(analysis, token)
    keys = [k for k in named or analysis.keys_at(token) if analysis.entities[k].type == "Actor"]
    if not keys and any(analysis.entities[k].type == "Commentator" for k in analysis.keys_at(token)):
        return ()
    if keys:
        beside = _state_of_office(analysis, token) if all(_stateless(analysis.entities[k]) for k in keys) else None
        return (beside,) if beside else tuple(state_of(analysis, analysis.entities[k]) for k in keys)
    if token.lower_ in FIRST_PERSON:
        return tuple(state_of(analysis, analysis.entities[k]) for k in analysis.voice(token).speakers)
    named = _named_beside(analysis, token) or _state_of_town(analysis, token)
    return named or _of_noun(analysis, token) or tuple(k for t in represented(token) for k in sides(analysis, t))


def represented(agent: Token) -> list[Token]:
    """For whom somebody acts by what he is called: `a front company for Chad`."""
    fronts = _words().fronts
    called = agent.pos_ == "NOUN" and any(t.lower_ in fronts for t in [agent, *children(agent, "compound", "amod")])
    return [c for c in children(agent, "nmod") if preposition(c) in {"for", "of"}] if called else []


def _called(analysis: Analysis, noun: Token) -> tuple[str, ...]:
    """Whom a noun right before his name means, whoever it is taken for: `its ally Chad`."""
    if noun.pos_ != "NOUN" or noun.i + 1 >= noun.sent.end or noun.nbor().pos_ != "PROPN":
        return ()
    name = noun.nbor()
    related = _lemma(noun) in _words().relational or name in children(noun, "appos")
    return analysis.keys_at(name) if related and relation(name) != "nmod:poss" else ()


def _stateless(entity: Entity) -> bool:
    return entity.kind == "person" and "of" not in dict(entity.attributes)


def _state_of_office(analysis: Analysis, name: Token) -> str | None:
    """The state of the office that stands beside a name: `Chad's army chief, Major Ada Obi`, `the Chadian minister, Ada Obi`."""
    head = name
    for _ in range(_DEPTH):
        owning = [k for t in owners(head) for k in analysis.keys_at(t) if analysis.entities[k].kind == "state"]
        if owning and head.lemma_.lower() in _words().organs | _words().officers:
            return owning[-1]
        if relation(head) not in {"flat", "appos", "nmod", "compound"} or preposition(head) or head.head.i > name.i:
            return None
        head = head.head
    return None


def _named_beside(analysis: Analysis, token: Token) -> tuple[str, ...]:
    """Who stands in apposition to a noun: `the militia Hezbollah`, `a Maltese trader, Blue Harbour`."""
    beside = children(token, "appos", "flat") + [
        c
        for v in children(token, "acl")
        if v.lower_ in _CALLED
        for c in children(v, "xcomp", "obj")
        if c.pos_ == "PROPN"
    ]
    if relation(token) == "appos" and token.head.pos_ == "PROPN":
        # "Rio Tinto, a company which"
        beside.append(token.head)
    if children(token, "cop"):
        # "Rio Tinto is a company which"
        beside += [t for t in children(token, "nsubj") if analysis.keys_at(t)]
    keys = [k for c in beside for k in analysis.keys_at(c)]
    if keys and analysis.entities[keys[0]].type in _SIDES:
        return (state_of(analysis, analysis.entities[keys[0]]),)
    names = [c for c in beside if c.pos_ == "PROPN" and not analysis.keys_at(c)]
    if not names or _lemma(token) not in _words().groups or token.tag_ != "NN":
        return ()
    start, end = noun_phrase(names[0])
    return (analysis.add("Actor", "organisation", token.doc[start:end].text).key,)


def _of_noun(analysis: Analysis, token: Token) -> tuple[str, ...]:
    """Whom a common noun stands for: a state or body for its part, a group for itself."""
    lemma = _lemma(token)
    before = [t for t in owners(token) if analysis.keys_at(t) and not _only_situates(analysis, token, t)]
    behind = [c for c in children(token, "nmod") if preposition(c) in {"of", "from", "in"}]
    # What the parse calls a part of the noun: "a diplomat of [Chad]".
    behind += [c for c in children(token, "compound", "flat") if c.i > token.i]
    several = token.tag_ == "NNS"
    behind = [m for c in behind or _where_hit(token) for m in (members(c) if several else [c])]
    owning = [k for t in before or behind for k in analysis.keys_at(t) if analysis.entities[k].type == "Actor"]
    if not owning:
        # "the generals in Accra"
        owning = [k for t in behind for k in _state_of_town(analysis, t)]
    shared = relation(token) == "conj" and not analysis.keys_at(coordination_head(token))
    if not owning and shared and lemma in _words().groups:
        owning = [k for t in owners(coordination_head(token)) for k in analysis.keys_at(t)]
    if lemma in _words().branches | _words().fighters:
        around = [k for t in [*behind, *before] for k in analysis.keys_at(t)]
        bodies = [k for k in around if analysis.entities[k].kind in {"organisation", "group"}]
        if bodies or lemma in _words().branches:
            return tuple((bodies or owning)[:1])
    if lemma in _words().organs:
        # "the people of Chad and Niger" are two, "the Chadian navy" is one.
        named = owning if several and not before else owning[-1:]
        states = dict.fromkeys(state_of(analysis, analysis.entities[k]) for k in named)
        # "his country" is not he.
        return tuple(k for k in states if lemma not in _words().pointing or analysis.entities[k].kind != "person")
    single = any(c.lower_ in {"a", "an", "one", "another"} for c in children(token, "det", "nummod"))
    # An adjective need not be an actor to tell whose group it is.
    national = any(analysis.gazetteer.demonym(t.text) for t in owners(token))
    if several and len(owning) > 1 and not before and lemma in _words().traders:
        # "bought wheat from suppliers in Chad and Niger"
        return tuple(dict.fromkeys(state_of(analysis, analysis.entities[k]) for k in owning))
    if lemma in _words().groups and (owning or national) and (token.tag_ == "NNS" or single):
        pronominal = before and before[-1].pos_ == "PRON"
        place = None if before else next((c for c in behind if preposition(c) == "in" and analysis.keys_at(c)), None)
        return (owning[-1],) if pronominal else (_group(analysis, token, place),)
    return ()


def _only_situates(analysis: Analysis, noun: Token, adjective: Token) -> bool:
    """Whether an adjective tells where a country lies: `the European country` is not Europe."""
    pointed = (
        noun.lower_ in {"country", "nation", "state", "kingdom", "republic", "island"} and relation(adjective) == "amod"
    )
    return pointed and all(analysis.entities[k].kind in {"bloc", "region"} for k in analysis.keys_at(adjective))


def _where_hit(people: Token) -> list[Token]:
    """Where people are to whom something happened, or firms: `families displaced by fighting in Chad`, `firms based in Chad`."""
    clauses = [c for c in children(people, "acl") if c.tag_ in {"VBN", "VBG"}]
    nodes = [*clauses, *(m for c in clauses for o in children(c, "obl", "obj") for m in members(o))]
    # "displaced by fighting": a noun that may be read as a verb
    nodes += [v for c in clauses for v in children(c, "advcl") if v.tag_ == "VBG"]
    found = [c for n in nodes for c in children(n, "obl", "nmod") if preposition(c) in {"in", "across"}]
    # "families affected by the invasion of Chad"
    return found + [
        c for n in nodes if n.lower_ in _RAIDS for c in children(n, "nmod") if preposition(c) in {"of", "on"}
    ]


def described(analysis: Analysis, token: Token) -> tuple[str, ...]:
    """The group whom a plural without a name means by the words before it: `terrorist groups`, but not `other groups`."""
    before = [c for c in token.children if relation(c) in {"amod", "compound"} and c.i < token.i]
    told = any(c.lower_ not in _words().vague and not c.lower_.isdigit() for c in before)
    named = told and token.tag_ == "NNS" and _lemma(token) in _words().groups - _words().organs - _words().local
    # "twelve Pacific nations"
    named = named or (token.lower_ in {"nations", "countries", "states"} and any(c.text[:1].isupper() for c in before))
    return (_group(analysis, token),) if named else ()


def _state_of_town(analysis: Analysis, token: Token) -> tuple[str, ...]:
    """The state of the capital or port that goods are said to come from or go to ("a tanker arrived in Lima")."""
    if token.pos_ != "PROPN" or token.ent_type_ != "LOC":
        return ()
    start, end = noun_phrase(token)
    # "eastern Chad" is in Chad.
    while start < token.i and token.doc[start].text[:1].islower():
        start += 1
    name = token.doc[start:end].text
    entry = analysis.gazetteer.lookup(namewords.towns().get(name, name))
    if entry is None or entry.kind != "state":
        return ()
    return (analysis.add("Actor", entry.kind, entry.name, entry.aliases).key,)


def open_side(analysis: Analysis, token: Token | None) -> bool:
    """Whether a side is left open by the text: not told, or by `it`, `its partner`, `the country`, or by a place
    or people of the country that the article is about (`hospitals`, `the port`).
    """
    if token is None:
        return True
    if analysis.keys_at(token):
        return False
    owned = any(c.dep_ == "nmod:poss" for c in token.children)
    definite = any(c.lower_ in {"the", "that", "this"} for c in token.children)
    lemma = _lemma(token)
    return (
        token.pos_ == "PRON"
        or (owned and lemma in _words().relational)
        or (lemma in _words().local and not owned and not owners(token) and not children(token, "nmod"))
        or (definite and lemma in _words().pointing and not owned and not children(token, "nmod", "acl"))
    )


def speakers_state(analysis: Analysis, token: Token) -> tuple[str, ...]:
    """The state for which those speak whose words a token is; empty where they speak for none."""
    keys = [state_of(analysis, analysis.entities[k]) for k in analysis.voice(token).speakers]
    return tuple(k for k in dict.fromkeys(keys) if analysis.entities[k].kind == "state")


def may_govern(analysis: Analysis, verb: Token, subject: Token) -> bool:
    """Whether a governing verb's subject may be a side: whoever forbids from outside is one only if it is a state or bloc."""
    if verb.lemma_.lower() not in _words().forbidding:
        return True
    return all(analysis.entities[k].kind in {"state", "bloc"} for k in analysis.keys_at(subject))


def _group(analysis: Analysis, token: Token, place: Token | None = None) -> str:
    """The key of a group, named by the words before it and the place where it is: `Maltese traders`, `traders in Malta`."""
    words = [t.text for t in owners(token) if relation(t) in _BEFORE and t.pos_ != "PUNCT"] or [
        t.text for t in owners(coordination_head(token)) if analysis.keys_at(t)
    ]
    where = ["in", place.doc[slice(*noun_phrase(place))].text] if place is not None else []
    return analysis.add("Actor", "group", " ".join([*words, token.text, *where])).key
