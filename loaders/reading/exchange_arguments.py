"""The logical arguments of a verb or noun, whatever the construction: passive, relative clause, participle, control."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loaders.reading.exchange_lexicon import triggers
from loaders.reading.structure import children, is_passive, preposition, relation

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
#: How far up the tree a missing subject is looked for.
_REACH = 6


@dataclass(slots=True)
class Arguments:
    """Heads of the noun phrases that fill a trigger's places; `phrases` are those with a preposition, by preposition."""

    subject: list[Token] = field(default_factory=list)
    object: list[Token] = field(default_factory=list)
    indirect: list[Token] = field(default_factory=list)
    phrases: dict[str, list[Token]] = field(default_factory=dict)

    def place(self, name: str) -> list[Token]:
        """The fillers of a place as the lexicon names it."""
        if name in {"subject", "object", "indirect"}:
            return list(getattr(self, name))
        return self.phrases.get(name, [])

    def add(self, name: str, tokens: Iterable[Token]) -> None:
        """Add fillers of a preposition once."""
        known = self.phrases.setdefault(name, [])
        known.extend(t for t in tokens if t not in known)


def arguments(trigger: Token) -> Arguments:
    """The logical arguments of a trigger: of a noun also those of the light verb that governs it."""
    if trigger.pos_ in {"VERB", "AUX"} or (trigger.tag_ in {"VBN", "VBG"} and relation(trigger) in {"amod", "acl"}):
        return _of_verb(trigger)
    return _of_noun(trigger)


# --- verbs --------------------------------------------------------------------------------------------------------


def _of_verb(verb: Token) -> Arguments:
    found = Arguments()
    passive = is_passive(verb) or (relation(verb) == "amod" and verb.tag_ == "VBN")
    subjects = [antecedent(t) for t in children(verb, "nsubj") if t.dep_ != "nsubj:outer"]
    found.object = [antecedent(t) for t in children(verb, "obj")]
    found.indirect = [antecedent(t) for t in children(verb, "iobj")]
    _phrases(found, verb)
    for thing in found.object:
        _phrases(found, thing, adjuncts=True)
    if passive:
        (found.indirect if found.object else found.object).extend(subjects)
        found.subject = found.phrases.get("by", [])
    else:
        found.subject = subjects
    _from_position(found, verb, passive)
    if not found.subject and not passive:
        found.subject = controller(verb)
    if not found.object:
        found.object = _shared_object(verb)
    return found


def _phrases(found: Arguments, head: Token, adjuncts: bool = False) -> None:
    """Collect the prepositional phrases of a head; of a noun only those that may belong to its verb (`adjuncts`)."""
    for child in head.children:
        if relation(child) not in {"obl", "nmod", "advmod"} or child.dep_ == "nmod:poss":
            continue
        case = "by" if child.dep_ == "obl:agent" else preposition(child)
        if case is None or (adjuncts and case == "of"):
            continue
        found.add(case, [antecedent(child)])
        if adjuncts or case in {"of", "in"}:
            _phrases(found, child, adjuncts=True)


def _from_position(found: Arguments, verb: Token, passive: bool) -> None:
    """What the verb modifies fills a place: `weapons bought from A`, `shells that A sent`, `firms selling drones`."""
    head, how = verb.head, verb.dep_
    if how == "acl:relcl":
        _relative(found, verb, head)
    elif relation(verb) in {"acl", "amod"} and verb.tag_ == "VBN" and not found.object:
        found.object = [head]
    elif relation(verb) in {"acl", "amod"} and verb.tag_ == "VBG" and not found.subject and not _marked(verb):
        found.subject = [head]
    if how == "amod" and passive and not found.subject:
        found.subject = [c for c in verb.children if relation(c) in {"compound", "amod", "nmod", "obl", "advmod", "nsubj"}]


def _relative(found: Arguments, verb: Token, head: Token) -> None:
    filled = [*found.subject, *found.object, *found.indirect, *(t for ts in found.phrases.values() for t in ts)]
    if head in filled:
        return
    stranded = [c.lower_ for c in verb.children if c.tag_ == "IN" and relation(c) in {"obl", "case", "compound", "advmod"}]
    if stranded:
        found.add(stranded[0], [head])
    elif not found.object:
        found.object = [head]


def _marked(verb: Token) -> bool:
    return bool(children(verb, "mark"))


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; any other token is its own antecedent."""
    if token.tag_ not in _RELATIVE:
        return token
    clause = token.head
    for _ in range(_REACH):
        if clause.dep_ == "acl:relcl":
            return clause.head
        if clause.head.i == clause.i:
            break
        clause = clause.head
    return token


def controller(verb: Token, depth: int = 0) -> list[Token]:
    """The logical subject of a verb that has none of its own: from its governor, coordination or the noun it depends on."""
    head, how = verb.head, relation(verb)
    if depth > _REACH or head.i == verb.i:
        return []
    if how in {"acl"} and head.pos_ in {"NOUN", "PROPN"}:
        return _owner(head, depth)
    if how in {"xcomp", "advcl", "conj", "ccomp", "csubj", "obl", "parataxis"}:
        if how in {"ccomp", "parataxis"} and verb.tag_ not in {"VB", "VBG"}:
            return []
        if how != "conj" and head.lemma_.lower() in triggers().object_control:
            passed = children(head, "obj", "iobj") or children(head, "nsubj:pass")
            if passed:
                return [antecedent(t) for t in passed]
        return subject_of(head, depth + 1)
    if how in {"obj", "nsubj", "nmod"} and head.pos_ in {"VERB", "NOUN"}:
        return subject_of(head, depth + 1)
    return []


def subject_of(verb: Token, depth: int = 0) -> list[Token]:
    """The subject of a verb, passive ones included ("was forced to sell"), else of its controller."""
    own = [antecedent(t) for t in children(verb, "nsubj", "nsubj:pass") if t.dep_ != "nsubj:outer"]
    if own:
        return own
    if verb.dep_ == "acl:relcl" and not children(verb, "nsubj"):
        return [verb.head]
    if relation(verb) == "acl" and verb.tag_ in {"VBG", "VBN"} and not _marked(verb):
        return [verb.head]
    return controller(verb, depth)


def _owner(noun: Token, depth: int) -> list[Token]:
    """Whose plan, offer, decision it is: the possessor, an adjective or name before it, the verb's subject."""
    own = [c for c in noun.children if c.dep_ == "nmod:poss" or (relation(c) in {"compound", "amod", "nmod"} and c.i < noun.i)]
    named = [c for c in own if c.pos_ in {"PROPN", "PRON", "ADJ"} and (c.dep_ == "nmod:poss" or c.text[0].isupper())]
    if named:
        return named
    by = [c for c in children(noun, "nmod") if preposition(c) in {"by", "from", "against"}]
    if by:
        return by
    head = noun.head
    if head.i == noun.i:
        return children(noun, "nsubj")
    if relation(noun) in {"obj", "obl", "xcomp", "nsubj", "nsubj:pass", "conj", "nmod"}:
        if head.lemma_.lower() in triggers().object_control and relation(noun) == "obl":
            return [antecedent(t) for t in children(head, "obj", "iobj", "nsubj:pass")] or subject_of(head, depth + 1)
        return subject_of(head, depth + 1)
    return []


def _shared_object(verb: Token) -> list[Token]:
    """The object of a coordinated verb: `bought and shipped shells`."""
    partners = [c for c in children(verb, "conj") if c.pos_ == "VERB" and not children(c, "nsubj")]
    if relation(verb) == "conj" and not children(verb, "nsubj") and verb.head.pos_ == "VERB":
        partners.append(verb.head)
    for partner in partners:
        things = children(partner, "obj", "nsubj:pass") if is_passive(partner) else children(partner, "obj")
        if things:
            return [antecedent(t) for t in things]
        if partner.dep_ == "acl:relcl" or (relation(partner) == "acl" and partner.tag_ == "VBN"):
            return [partner.head]
    return []


# --- nouns --------------------------------------------------------------------------------------------------------


def _of_noun(noun: Token) -> Arguments:
    found = Arguments()
    _phrases(found, noun)
    for thing in list(found.phrases.get("of", ())):
        _phrases(found, thing, adjuncts=True)
    found.object = [c for c in noun.children if relation(c) in {"compound", "amod", "nmod"} and c.i < noun.i and c.dep_ != "nmod:poss"]
    found.object += found.phrases.get("of", [])
    found.subject = children(noun, "nmod:poss")
    found.subject += [c for c in noun.children if relation(c) in {"compound", "amod", "nmod"} and c.i < noun.i and c.dep_ != "nmod:poss"]
    found.subject += found.phrases.get("by", [])
    _from_copula(found, noun)
    _from_governor(found, noun)
    return found


def _from_copula(found: Arguments, noun: Token) -> None:
    """`A is B's supplier of oil`: the subject of a predicate noun."""
    if children(noun, "cop"):
        found.phrases.setdefault("predicated", children(noun, "nsubj"))


def _from_governor(found: Arguments, noun: Token) -> None:
    head = noun.head
    if head.i == noun.i or head.pos_ not in {"VERB", "AUX"} or relation(noun) not in {"obj", "nsubj", "obl", "xcomp"}:
        return
    if head.lemma_.lower() not in triggers().light:
        return
    if relation(noun) != "nsubj" or is_passive(head):
        found.phrases.setdefault("governor", []).extend(
            t for t in _logical_subject(head) if t.i != noun.i
        )
    found.phrases.setdefault("governor_indirect", []).extend(children(head, "iobj"))
    if relation(noun) == "obl":
        return
    for child in children(head, "obl"):
        case = preposition(child)
        if case in {"to", "from", "for", "with", "into", "between", "by", "on"} and child.i != noun.i:
            found.add(case, [antecedent(child)])


def _logical_subject(verb: Token) -> list[Token]:
    if is_passive(verb):
        return [antecedent(c) for c in children(verb, "obl") if c.dep_ == "obl:agent" or preposition(c) == "by"]
    return subject_of(verb)
