"""Reading a Universal Dependencies tree: the few questions that every rule asks of it.

Relations are those of UD 2 (universaldependencies.org/u/dep); a subtype (`nsubj:pass`) counts as its type unless a
question needs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loaders.parsed import Token

_PHRASE = frozenset({"compound", "amod", "nummod", "flat", "nmod", "fixed", "case", "det", "punct"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})


class _Types(dict[str, str]):
    """The type of every label met so far: the label without its subtype."""

    def __missing__(self, label: str) -> str:
        self[label] = label.partition(":")[0]
        return self[label]


_TYPES = _Types()


def relation(token: Token) -> str:
    """A token's relation to its head without the subtype."""
    return _TYPES[token.dep_]


def children(token: Token, *relations: str) -> list[Token]:
    """The dependents that stand in one of the relations; with a subtype (`nsubj:pass`) only those of the subtype."""
    hanging = token.children
    return [c for c in hanging if c.dep_ in relations or _TYPES[c.dep_] in relations] if hanging else []


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it after it, in the order of the text."""
    found = [token]
    for child in token.children:
        if _TYPES[child.dep_] == "conj":
            found.extend(conjuncts(child))
    return found


def coordination_head(token: Token) -> Token:
    """The first member of the coordination that a token is part of."""
    while relation(token) == "conj" and token.head.i != token.i:
        token = token.head
    return token


def whole_list(noun: Token) -> Token:
    """The first of a list whose last member a clause hangs on though it is said of all: `companies and people selling`."""
    first = coordination_head(noun)
    bare = not any(c.i < noun.i and relation(c) in {"det", "amod", "compound", "nmod", "nummod"} for c in noun.children)
    return first if bare and noun.tag_ == first.tag_ == "NNS" else noun


def preposition(token: Token) -> str | None:
    """The lower-case preposition (`case`) of a nominal, joined with its fixed parts: `because of`."""
    for child in token.children:
        if child.dep_ == "case" and child.i < token.i:
            return " ".join([child.lower_, *(c.lower_ for c in child.children if c.dep_ == "fixed")])
    return None


def antecedent(token: Token, clause: Token) -> Token:
    """The noun that a relative pronoun (`who`, `both of whom`) stands for, the token itself otherwise."""
    if token.lower_ not in _RELATIVE and not any(c.lower_ in _RELATIVE for c in children(token, "nmod")):
        return token
    while clause.dep_ == "conj":
        clause = clause.head
    if not clause.dep_.startswith("acl"):
        return token
    return _one_before(token, clause) or clause.head


def _one_before(pronoun: Token, clause: Token) -> Token | None:
    """The one name before a pronoun whose verb is singular: `talks between Kenya and Uganda, which has a port`."""
    several = clause.head.tag_ in {"NNS", "NNPS"} or len(conjuncts(clause.head)) > 1
    if not several or not any(t.tag_ == "VBZ" for t in (clause, *children(clause, "aux", "cop"))):
        return None
    index = pronoun.i - 1
    while index > pronoun.sent.start and pronoun.doc[index].text == ",":
        index -= 1
    near = pronoun.doc[index]
    while relation(near) == "flat":
        near = near.head
    return near if near.tag_ == "NNP" else None


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive: by a passive subject or auxiliary, or a bare participle that modifies a noun."""
    marks = {c.dep_ for c in verb.children}
    if "aux:pass" not in marks and "obj" in marks and any(c.lemma_ == "have" for c in children(verb, "aux")):
        # "it has earmarked $5 million"
        return False
    if marks & {"nsubj:pass", "csubj:pass", "aux:pass"}:
        # "an embargo that the Council imposed": the parser may take the clause's subject for that of a passive.
        relative = any(c.lower_ in {"that", "which"} and relation(c) == "obj" for c in verb.children)
        return "aux:pass" in marks or not relative
    # "the claim that it had sold rice" has a finite verb.
    if verb.tag_ != "VBN" or marks & {"aux", "nsubj"}:
        return False
    # "Armed by Malta, Chad has gone on the offensive."
    return verb.dep_ == "acl" or (
        relation(verb) == "advcl"
        and not children(verb, "obj", "mark")
        and any(c.dep_ == "obl:agent" or c.lower_ == "by" for k in children(verb, "obl") for c in (k, *k.children))
    )


def is_negated(token: Token) -> bool:
    """Whether a word is negated by its own `not`, `never`, `no`, or a negative determiner."""
    return any(
        c.lower_ in {"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "scarcely"}
        and relation(c) in {"advmod", "det", "cc", "neg"}
        for c in token.children
    )


def shares_negation(verb: Token) -> bool:
    """Whether the `not` of the verb before it is a verb's, too: `has not confirmed or denied it`."""
    shared = relation(verb) == "conj" and verb.tag_ == verb.head.tag_ and not children(verb, "nsubj", "aux")
    return shared and any(c.lower_ in {"or", "nor"} for c in children(verb, "cc")) and is_negated(verb.head)


def is_presupposed(noun: Token) -> bool:
    """Whether a noun names its bearer in passing, so that what the sentence denies or doubts is something else.

    `Norway's ally Iceland has no army` does not deny the alliance; `Iceland is no ally of Norway` does.
    """
    predicated = any(c.dep_ == "cop" for c in noun.children)
    negated = any(relation(c) == "det" and c.lower_ in {"no", "neither"} for c in noun.children)
    return not predicated and not negated and relation(noun) not in {"ROOT", "root", "xcomp", "obj", "advcl"}


def ancestors(token: Token) -> Iterator[Token]:
    """The heads of a token, nearest first, to the root of its sentence."""
    while token.head.i != token.i:
        token = token.head
        yield token


def noun_phrase(head: Token) -> tuple[int, int]:
    """First and one-past-last token of the phrase of a noun without determiner, relative clause and trailing phrases.

    Prepositional modifiers stay outside: "technology for ballistic missiles" gives "technology".
    """
    start = end = head.i
    for child in head.children:
        if child.i < head.i and relation(child) in {"compound", "amod", "nummod", "flat", "nmod"}:
            start = min(start, child.left_edge.i)
        elif child.i > head.i and relation(child) in {"flat", "compound"}:
            end = max(end, child.right_edge.i)
    return start, end + 1
