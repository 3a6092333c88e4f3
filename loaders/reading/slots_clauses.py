"""Slots filled from a trigger's own phrase or from behind it: whom it tells to do something, what it calls somebody, where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading.relation_patterns import lexicon, says
from loaders.reading.structure import children, conjuncts, is_passive, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token

#: Pronouns that begin a relative clause.
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})


def adjective(trigger: Token) -> list[Token]:
    """The words before a noun that may name an actor: `Kenyan`, `EU`, `US-Japanese`, both of the `Lund-Oduya summit`."""
    own = [
        c
        for c in trigger.children
        if c.i < trigger.i and relation(c) in {"amod", "compound", "nmod"} and c.dep_ != "nmod:poss"
    ]
    own += [second for c in own for second in children(c, "flat", "appos") if second.nbor(-1).text in {"-", "–"}]
    if own or relation(trigger) != "compound":
        return own
    # "[NATO] [member] states": the parser may tie both words to the third.
    return [c for c in children(trigger.head, "compound", "amod") if c.i == trigger.i - 1 and c.pos_ == "PROPN"]


def named(trigger: Token) -> list[Token]:
    """What a noun is called: `a subsidiary called Norfund`."""
    clauses = [c for c in children(trigger, "acl") if says(c, lexicon("relations").words["naming"])]
    return [c for clause in clauses for c in children(clause, "xcomp", "obj", "obl")]


def complements(trigger: Token) -> list[Token]:
    """What is said to be done or to be so: `called on Kenya to stop`, `called it a lie`, `described it as illegal`."""
    named_so = [c for c in children(trigger, "obl") if preposition(c) == "as"]
    return [c for part in (*children(trigger, "xcomp", "ccomp", "advcl"), *named_so) for c in conjuncts(part)]


def told(trigger: Token) -> list[Token]:
    """Who is to do what the trigger's clause says: `demanded that Kenya withdraw`."""
    return [c for clause in children(trigger, "ccomp", "xcomp") for c in children(clause, "nsubj")]


def goal(trigger: Token) -> list[Token]:
    """With whom it is to be done what is talked about: `talks to buy gas from Kenya`."""
    clauses = [c for c in children(trigger, "acl", "advcl", "xcomp") if infinitive(c)]
    parts = [part for clause in clauses for part in (clause, *children(clause, "obj"))]
    return [c for part in parts for c in children(part, "obl", "nmod") if preposition(c) in {"from", "with", "to"}]


def there(trigger: Token) -> list[Token]:
    """Where somebody does something: behind `in` of the verb itself, or of a name that is its object."""
    parts = [trigger, *[c for c in children(trigger, "obj", "obl") if c.pos_ == "PROPN"]]
    return [c for part in parts for c in children(part, "obl", "nmod") if preposition(c) == "in"]


def carrier(noun: Token) -> Token | None:
    """The verb above a noun, through nouns that measure or frame it (`a round of talks`, `an offer of support`)."""
    token = noun
    for _ in range(4):
        if token.head.i == token.i or relation(token) in {"acl", "appos"} or token.dep_ == "nsubj":
            return None
        token = token.head
        if token.pos_ in {"VERB", "AUX"}:
            return token
    return None


def gap(trigger: Token) -> list[Token]:
    """The noun before a relative clause that lacks its object: `the plan Kenya opposes`."""
    if trigger.dep_ != "acl:relcl" or not children(trigger, "nsubj"):
        return []
    taken = any(c.lower_ in RELATIVE for c in children(trigger, "nsubj", "obl"))
    return [] if taken else [trigger.head]


def stranded(trigger: Token, word: str) -> list[Token]:
    """`the man whom he met with`, `a state with which it is at war`."""
    if relation(trigger) != "acl" or trigger.dep_ != "acl:relcl":
        return []
    fronted = [c for c in children(trigger, "obl") if c.lower_ in RELATIVE and preposition(c) == word]
    return [trigger.head] if fronted else []


def infinitive(verb: Token) -> bool:
    """Whether a verb has its `to`."""
    return any(c.tag_ == "TO" for c in verb.children)


def undone(verb: Token) -> bool:
    """Whether a verb is passive, or the parser has taken its participle for a finite verb and given it no arguments."""
    return is_passive(verb) or not children(verb, "nsubj", "obj")


__all__ = [
    "RELATIVE",
    "adjective",
    "carrier",
    "complements",
    "gap",
    "goal",
    "infinitive",
    "named",
    "stranded",
    "there",
    "told",
    "undone",
]
