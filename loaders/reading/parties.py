"""Whom a phrase stands for: the entities it names, or the actor behind a noun (`Kenyan forces`, `Peru's government`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading.relation_patterns import lexicon
from loaders.reading.structure import children, preposition, relation

if TYPE_CHECKING:
    from spacy.tokens import Token

    from loaders.reading.analysis import Analysis


def keys(analysis: Analysis, head: Token, *, deep: bool = False) -> tuple[str, ...]:
    """The entities that the phrase with this head stands for.

    A phrase without mention of its own stands for the actor behind it where its noun is one that acts for a state or
    body (`government`, `troops`: the list `acts_for` of relations.toml) or, if `deep`, for whoever owns or does it.
    """
    own = analysis.keys_at(head)
    if own:
        return own
    lemma = head.lemma_.lower()
    words = lexicon("relations").words
    if lemma in words["acts_for"] or deep:
        for behind in _behind(head, deep=deep):
            found = analysis.keys_at(behind)
            if found:
                return found
    if lemma in words["members"]:
        return _first(analysis, [c for c in children(head, "nmod") if preposition(c) in {"of", "from", "in"}])
    return ()


def _behind(head: Token, *, deep: bool) -> list[Token]:
    """Possessor, adjective, `of`-phrase; if `deep` also the agent (`the attack by Kenya`)."""
    owners = [c for c in head.children if c.dep_ == "nmod:poss"]
    before = [c for c in head.children if c.i < head.i and relation(c) in {"amod", "compound", "nmod"}]
    inner = [d for c in before for d in c.children if relation(d) in {"compound", "amod"}]
    behind = [c for c in children(head, "nmod") if preposition(c) in ({"of", "by", "in"} if deep else {"of", "from", "in"})]
    return [*owners, *before, *inner, *behind]


def _first(analysis: Analysis, tokens: list[Token]) -> tuple[str, ...]:
    return next((found for token in tokens if (found := analysis.keys_at(token))), ())
