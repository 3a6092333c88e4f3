"""Whom a phrase stands for: the entities it names, or the actor behind a noun (`Kenyan forces`, `Peru's government`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading import conflicts, repairs, slots
from loaders.reading.bearers import name_behind, names_behind
from loaders.reading.offices import standing
from loaders.reading.relation_patterns import deeds, lexicon, says
from loaders.reading.structure import children, conjuncts, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis

#: Pronouns by which a speaker means the state or body that he speaks for.
_SPEAKERS = frozenset({"we", "us", "our", "ours"})
#: How many tokens back the same deed may have been told of.
_MEMORY = 4000


def keys(analysis: Analysis, head: Token, *, deep: bool = False) -> tuple[str, ...]:
    """The entities that the phrase with this head stands for.

    A phrase without mention of its own stands for the actor behind it where its noun is one that acts for a state or
    body (`government`, `troops`: the list `acts_for` of relations.toml) or, if `deep`, for whoever owns or does it.
    """
    own = analysis.keys_at(head)
    if own:
        # "Kenyan and Ugandan troops", of which the second adjective is part of a name
        beside = [c for c in children(head, "amod", "compound") if children(c, "conj")]
        return tuple(dict.fromkeys((*_all(analysis, beside), *own)))
    if head.lower_ in _SPEAKERS:
        return _we(analysis, head)
    return _named_beside(analysis, head) or _acting(analysis, head, deep=deep)


def _named_beside(analysis: Analysis, head: Token) -> tuple[str, ...]:
    """Who is named beside a noun: behind it, in apposition, as what it is said of."""
    name = name_behind(analysis, head) if standing(head) is not None else None
    if name is not None:
        # "Prime Minister of Kenya Ama Darko"
        return analysis.keys_at(name)
    listed = names_behind(analysis, head) if head.tag_ in {"NNS", "NNPS"} else []
    if listed:
        # "his Kenyan and Ugandan counterparts, Ama Darko and Peter Lund"
        return _all(analysis, listed)
    named = [c for c in children(head, "appos", "flat") if c.pos_ == "PROPN"]
    named += [t for c in named for t in conjuncts(c)[1:]] if head.tag_ in {"NNS", "NNPS"} else []
    named += [head.head] if relation(head) == "appos" else []
    if head.lower_ == "one":
        # "one of these groups, the Kenyan Red Cross"
        named += [n for c in children(head, "nmod") for n in children(c, "appos") if n.pos_ == "PROPN"]
    if children(head, "cop") and preposition(head) in {None, "among"}:
        # "Kenya is among the states that back it"
        named += [c for first in children(head, "nsubj") for c in conjuncts(first)]
    return _all(analysis, named)


def _acting(analysis: Analysis, head: Token, *, deep: bool) -> tuple[str, ...]:
    """For whom a noun acts, or, if `deep`, who owns or does what it names."""
    words = lexicon("relations").words
    if deep and preposition(head) == "in" and says(head, words["siding"]):
        return ()
    if deep and head.lower_ == "what":
        return _told_of(analysis, head)
    if deep and head.lemma_.lower() in deeds():
        return _doers(analysis, head)
    if says(head, words["acts_for"]):
        return _actors(analysis, _behind(head, ("by", "between", "of", "in", "from")))
    return _actors(analysis, _behind(head, ("by", "between", "of", "from"))) if deep else ()


def _told_of(analysis: Analysis, what: Token) -> tuple[str, ...]:
    """Of whom a clause with `what` tells: `condemned what Kenya did`, `condemned what it called Kenya's aggression`."""
    for clause in children(what, "acl"):
        if clause.lemma_ == "do":
            return _actors(analysis, children(clause, "nsubj"))
        if says(clause, lexicon("relations").words["calling"]):
            called = [c for c in children(clause, "xcomp", "obj", "obl") if c.pos_ in {"NOUN", "PROPN"}]
            return tuple(dict.fromkeys(key for noun in called for key in keys(analysis, noun, deep=True)))
    return ()


def _actors(analysis: Analysis, tokens: list[Token]) -> tuple[str, ...]:
    """The actors that the first of these phrases to name any names."""
    for token in tokens:
        found = tuple(
            k for k in _all(analysis, conjuncts(token)) if analysis.entities[k].type in {"Actor", "Commentator"}
        )
        if found:
            return found
    return ()


def _doers(analysis: Analysis, deed: Token) -> tuple[str, ...]:
    """Who does what a noun of action names: told beside it, or where the text spoke of the same deed before."""
    told = _actors(analysis, _owners(deed))
    verb = deeds()[deed.lemma_.lower()]
    for earlier in [] if told else reversed(analysis.doc[max(0, deed.i - _MEMORY) : deed.i]):
        if earlier.lemma_.lower() == deed.lemma_.lower():
            told = _actors(analysis, _owners(earlier))
        elif earlier.pos_ == "VERB" and says(earlier, {verb}):
            told = _actors(analysis, slots.fill(earlier, "subject"))
        if told:
            break
    return told or conflicts.invader(analysis, deed)


def _owners(deed: Token) -> list[Token]:
    """Possessor, adjective (`the Kenyan attack`) and agent of a noun of action, not whom it is done to."""
    adjectives = [c for c in slots.adjective(deed) if c.pos_ == "ADJ"]
    agents = [c for word in ("by", "between", "from") for c in slots.prepositional(deed, word)]
    return [*slots.possessor(deed), *adjectives, *agents]


def _we(analysis: Analysis, pronoun: Token) -> tuple[str, ...]:
    """The states or bodies that speak, or for which the speakers do."""
    speakers = [analysis.entities[key] for key in analysis.voice(pronoun).speakers]
    bodies = [e.key for e in speakers if e.kind in {"state", "bloc", "organisation"}]
    if bodies:
        return tuple(bodies)
    homes = {dict(e.attributes).get("of") for e in speakers}
    return tuple(
        key for key, e in analysis.entities.items() if e.name in homes and e.kind in {"state", "organisation", "bloc"}
    )


def _behind(head: Token, words: tuple[str, ...]) -> list[Token]:
    """Possessor, adjective, what stands behind one of the prepositions (`the attack by Kenya`)."""
    owners = slots.possessor(head)
    before = [c for c in head.children if c.i < head.i and relation(c) in {"amod", "compound", "nmod"}]
    inner = [d for c in before for d in c.children if relation(d) in {"compound", "amod"}]
    behind = [(preposition(c) or repairs.strayed(c), c) for c in children(head, "nmod")]
    near = [c for word in words for marked, c in behind if marked == word]
    # "an agreement on co-operation between A and B"
    deeper = [d for _, c in behind for d in children(c, "nmod") if preposition(d) in {"between", "by"}]
    return [*owners, *before, *inner, *near, *deeper]


def _all(analysis: Analysis, tokens: list[Token]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for token in tokens for key in analysis.keys_at(token)))
