"""Behind measures, containers and sums of money: the noun that names a thing (`millions of shells`), or money itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading.goods_catalogue import catalogue, normal, singular, words
from loaders.reading.structure import children, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token

#: What comes before all that is given: `nothing but blankets`, `little more than blankets`.
_ONLY = frozenset({"but", "than"})


def content(token: Token) -> Token:
    """The noun that names the thing: behind measures and containers ("millions of shells" -> shells)."""
    chain = [token]
    for _ in range(4):
        lemma = singular(token.lower_)
        measured = lemma in words().measures or lemma in words().carriers or token.lower_ == "%"
        if not (measured or token.pos_ in {"NUM", "SYM"} or is_currency(token)):
            return token
        verbs = [token.head, *children(token, "acl")]
        summed = is_currency(token) and not any(v.lemma_.lower() in words().spending for v in verbs)
        inner = [c for c in _behind(chain) if c.i > token.i and singular(c.lower_) not in words().dropped]
        inner = [
            c for c in inner if (case := preposition(c)) in {"of", *_ONLY} or (summed and case in {"in", "worth of"})
        ]
        if not inner or inner[0].ent_type_ in {"GPE", "PERSON"} or (is_currency(token) and is_total(inner[0])):
            return token
        if (
            inner[0].pos_ == "PROPN"
            and normal(token.lower_) in catalogue()
            and normal(inner[0].text) not in catalogue()
        ):
            return token  # "doses of Moderna"
        token = inner[0]
        chain.append(token)
    return token


def _behind(chain: list[Token]) -> list[Token]:
    """The nouns that may tell what the last of a chain of measures is of, the likeliest first."""
    first, last = chain[0], chain[-1]
    # "billions of dollars worth of chips"
    worth = [m for t in chain for c in children(t, "nmod") if c.lower_ == "worth" for m in children(c, "nmod")]
    # "billions of dollars in loans"
    outer = children(first, "nmod") if first is not last and is_currency(last) else []
    # The parse often hangs what a sum is of on the verb: "committed $2 million in support".
    hung = children(first.head, "obl") if relation(first) == "obj" else []
    near = [c for c in hung if c.left_edge.i == first.right_edge.i + 1 and not children(c, "det")]
    return [*worth, *children(last, "nmod", "obl"), *outer, *near]


def kind_of_sum(head: Token) -> str:
    """The name of the good that a sum of money is, by the verb that moves it: loans if it is lent, else just money."""
    first = head
    while relation(first) == "conj":
        first = first.head
    verbs = [first.head] if relation(first) == "obj" or first.dep_ == "nsubj:pass" else []
    named = (words().sums_by.get(v.lower_) for v in [*children(head, "acl"), *verbs])
    return next((name for name in named if name), "money")


def is_total(noun: Token) -> bool:
    """Whether a noun only points at a sum or tells what it is for: `of this amount`, `of which`, `in support of`."""
    if noun.lower_ in {"support", "aid"} and any(preposition(c) == "of" for c in children(noun, "nmod")):
        return True
    measured = singular(noun.lower_) in words().measures | words().carriers | words().sums or noun.pos_ == "PRON"
    return measured and not children(noun, "nmod", "compound")


def is_currency(token: Token) -> bool:
    """Whether a token is a currency's sign or name, or a number with one ("$4 billion")."""
    named = token.pos_ in {"NOUN", "PROPN"} and singular(token.lower_) in words().currencies
    if named or token.lower_ in words().currencies:
        return True
    signs = [c for c in token.children if c.pos_ == "SYM" and c.lower_ in words().currencies]
    # "sales totalling $2 million" are no money.
    signs = [c for c in signs if c.i < token.i or preposition(c)]
    if not signs:
        return False
    # "a credit of $2 million" and "a $2 million credit" are a credit, "an advance of $2 million" is money, "a $2 million
    # contract" neither.
    lemma = singular(token.lower_)
    if lemma in words().priced and token.pos_ == "NOUN":
        return False
    summed = token.pos_ in {"NUM", "SYM"} or lemma in words().measures | words().carriers | words().sums
    # "a $2 million credit line" is one too.
    if any(normal(f"{c.lower_} {lemma}") in catalogue() for c in children(token, "compound")):
        return False
    if any(c.i < token.i for c in signs):
        return summed
    # "a total value of $2 million" is none either.
    return summed or not (normal(token.lower_) in catalogue() or lemma in words().never)


def measuring(thing: Token) -> Token:
    """The measure on which a thing hangs (the `tonnes` of "two tonnes of rice"), or the thing itself."""
    return thing.head if relation(thing) == "nmod" and content(thing.head) == thing else thing


def counted(head: Token) -> bool:
    """Whether a number or a currency stands before a noun."""
    return any(
        relation(c) in {"nummod", "compound"} and (c.like_num or c.lower_ in words().currencies) for c in head.children
    )
