"""Whom a phrase stands for: the entities it names, or the actor behind a noun (`Kenyan forces`, `Peru's government`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading import conflicts, repairs, slots
from loaders.reading.bearers import name_behind, names_behind
from loaders.reading.offices import offices, standing
from loaders.reading.relation_patterns import deeds, lexicon, says
from loaders.reading.slots_clauses import adjective
from loaders.reading.structure import children, conjuncts, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis

#: Pronouns by which a speaker means the state or body that he speaks for.
_SPEAKERS = frozenset({"we", "us", "our", "ours"})
#: How many tokens back the same deed may have been told of.
_MEMORY = 4000
#: The same of those who meet.
_NEAR = 300


def keys(analysis: Analysis, head: Token, *, deep: bool = False) -> tuple[str, ...]:
    """The entities that the phrase with this head stands for.

    A phrase without mention of its own stands for the actor behind it where its noun is one that acts for a state or
    body (`government`, `troops`: the list `acts_for` of relations.toml) or, if `deep`, for whoever owns or does it.
    """
    own = analysis.keys_at(head)
    if own and not (deep and all(analysis.entities[key].type == "Good" for key in own)):
        # "Kenyan and Ugandan troops", of which the second adjective is part of a name
        beside = [c for c in children(head, "amod", "compound") if children(c, "conj")]
        return tuple(dict.fromkeys((*_all(analysis, beside), *own)))
    if head.lower_ in _SPEAKERS:
        return _we(analysis, head)
    return _named_beside(analysis, head) or _acting(analysis, head, deep=deep) or _convened(analysis, head)


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
        told = [c for first in children(head, "nsubj") for c in conjuncts(first)]
        # "Kenya's rivals, Peru and Chile, are among the states that back it"
        named += [*told, *[c for first in told for beside in children(first, "appos") for c in conjuncts(beside)]]
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
        agents = _agents(head)
        kept = [token for token in agents if says(token.head, words["kept"])]
        # "a delegation led by Peter Lund"
        led = [token for token in agents if says(token.head, offices().heading)]
        return _actors(analysis, kept) or _in_name_of(analysis, head) or _actors(analysis, led)
    if deep and says(head, words["suffered"]):
        return _culprits(analysis, head)
    return _actors(analysis, [*_behind(head, ("by", "between", "of", "from")), *_agents(head)]) if deep else ()


def _culprits(analysis: Analysis, wrong: Token) -> tuple[str, ...]:
    """Who does what a noun says to be suffered: `the arrest of Peter Lund by Kenya`, `Kenya's arrest of him`, not `Lund's arrest`."""
    owners = [*slots.possessor(wrong), *adjective(wrong)] if slots.prepositional(wrong, "of") else []
    # "by a Kenyan court"
    agents = [*slots.prepositional(wrong, "by"), *_agents(wrong)]
    return _actors(analysis, owners) or tuple(key for agent in agents for key in keys(analysis, agent, deep=True))


def _agents(noun: Token) -> list[Token]:
    """Who does it, told by a participle behind a noun or by what the parser ties to the verb: `the town held by Kenya`."""
    clauses = [
        c for c in children(noun, "acl") if c.tag_ == "VBN" and not says(c, lexicon("relations").words["favoured"])
    ]
    return [c for clause in clauses for c in children(clause, "obl") if c.dep_ == "obl:agent"]


def _in_name_of(analysis: Analysis, head: Token) -> tuple[str, ...]:
    """For whom a noun acts: `the army of Kenya`; rebels act for a group that owns them, not for the state that they are in."""
    if not says(head, lexicon("relations").words["irregular"]):
        return _actors(analysis, _behind(head, ("by", "between", "of", "in", "from")))
    found = _actors(analysis, _behind(head, ("by", "between", "of", "from")))
    return tuple(key for key in found if analysis.entities[key].kind not in {"state", "bloc"})


def _convened(analysis: Analysis, head: Token) -> tuple[str, ...]:
    """Whose ministers or leaders meet, where the text told before: `The Caricom leaders met. The leaders condemned ...`."""
    bare = head.tag_ == "NNS" and [c.lower_ for c in head.children if c.i < head.i] == ["the"]
    if not bare or not says(head, lexicon("relations").words["convened"]):
        return ()
    earlier = (t for t in reversed(analysis.doc[max(0, head.i - _NEAR) : head.i]) if t.lower_ == head.lower_)
    return next((told for token in earlier if (told := _acting(analysis, token, deep=False))), ())


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
    adjectives = [c for c in adjective(deed) if c.pos_ == "ADJ"]
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
    inner = [d for c in before if not _qualified(c) for d in c.children if relation(d) in {"compound", "amod"}]
    behind = [(preposition(c) or repairs.strayed(c), c) for c in children(head, "nmod")]
    near = [c for word in words for marked, c in behind if marked == word]
    if not near and relation(head) == "obj":
        # "dismissed the accusations by Kenya": the parser may tie the accuser to the verb.
        near = [c for c in children(head.head, "obl") if preposition(c) == "by" and c.i > head.i]
    # "an agreement on co-operation between A and B"
    deeper = [d for _, c in behind for d in children(c, "nmod") if preposition(d) in {"between", "by"} & {*words}]
    return [*owners, *before, *inner, *near, *deeper]


def _qualified(participle: Token) -> bool:
    """Whether a hyphened participle tells to whom a group is tied, which is none of it: `Kenya-backed`, not `Kenyan-led`."""
    hyphened = participle.i > participle.sent.start and participle.nbor(-1).text == "-"
    return hyphened and participle.tag_ == "VBN" and not says(participle, offices().heading)


def _all(analysis: Analysis, tokens: list[Token]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for token in tokens for key in analysis.keys_at(token)))
