"""Which state or body a title belongs to: the words before it, behind it, beside its holder's name, or known of the holder."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from loaders.reading import parties, slots
from loaders.reading.offices import (
    implied_body,
    is_government,
    is_personal,
    is_sovereign,
    is_topical,
    offices,
    speaks_for,
)
from loaders.reading.relation_patterns import says
from loaders.reading.slots_clauses import adjective
from loaders.reading.structure import children, conjuncts, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis

BODIES = frozenset({"state", "organisation", "bloc", "group"})
#: How far back, in tokens, a minister without state may take a state that was spoken of.
_NEAR = 60


def of_title(analysis: Analysis, title: Token, person: str, name: Token | None) -> tuple[list[str], bool]:
    """The bodies that a person's title names, and whether it is a post in one of their units.

    Args:
        analysis: the article.
        title: last word of the title.
        person: key of who bears it.
        name: head of the person's name, where it stands beside the title.
    """
    found, unit = _named(analysis, title, name)
    # "Norfund's director for Africa" leads a part of it
    unit = unit or any(preposition(c) == "for" and c.pos_ == "PROPN" for c in children(title, "nmod"))
    if is_personal(title) or speaks_for(title):
        employer = [k for t in (*slots.possessor(title), *slots.prepositional(title, "to"), *slots.prepositional(title, "of"))
                    for k in analysis.keys_at(t) if analysis.entities[k].kind == "person"]  # fmt: skip
        if employer:
            return _served(analysis, title, employer), False
    if is_topical(title) or analysis.entities[person].type == "Commentator":
        # "an Iran expert", "a Kenyan economist": the state is the subject or the origin.
        found = [key for key in found if analysis.entities[key].kind != "state"]
    return found, unit


def _served(analysis: Analysis, title: Token, employer: list[str]) -> list[str]:
    """Whom somebody serves with a person: the person, or, who speaks for him, the state that both serve."""
    homes = {dict(analysis.entities[key].attributes).get("of") for key in employer} if speaks_for(title) else set()
    return [
        key for key, entity in analysis.entities.items() if entity.kind == "state" and entity.name in homes
    ] or employer


def _named(analysis: Analysis, title: Token, name: Token | None) -> tuple[list[str], bool]:
    if name is not None and (title.tag_ in {"NNS", "NNPS"} or is_sovereign(title)):
        own = of_tokens(analysis, [c for c in children(name, "nmod") if preposition(c) == "of"])
        if own:
            return own, False
    before = [*slots.possessor(title), *adjective(title)]
    before += [c for token in before for c in conjuncts(token)[1:] if c.i < title.i]
    before += [inner for token in before for inner in token.children if relation(inner) in {"compound", "amod"}]
    found = of_tokens(analysis, before) or _left(analysis, title)
    if found:
        return found, False
    mention = analysis.mention_at(title)
    pointing = mention is not None and not mention.naming
    # "an adviser to the President at the Treasury": who is only pointed to has no other office there.
    for word in ("of",) if pointing else offices().prepositions:
        if word == "to" and says(title, offices().accredited):
            continue  # "Peter Lund, ambassador to Chad"
        chain, unit = _chain(analysis, title, word)
        if chain:
            return chain, unit
    if name is None:
        return [], False
    found = of_tokens(analysis, [c for c in children(name, "nmod") if preposition(c) == "of"])
    return found or of_tokens(analysis, [*slots.possessor(name), *adjective(name)]), False


def unsaid(analysis: Analysis, title: Token, person: str) -> list[str]:
    """A body that the article names and that is known of the person or implied by the title, or the state
    of which the article speaks most, near the title if it does.
    """
    for name in (dict(analysis.entities[person].attributes).get("of"), implied_body(title)):
        entry = analysis.gazetteer.lookup(name) if name else None
        named = [key for key, entity in analysis.entities.items() if entry is not None and entity.name == entry.name]
        if named:
            return named
    if not is_government(title) or analysis.entities[person].type == "Commentator":
        return []
    counts, near = analysis.counts(), _states_before(analysis, title, person)
    if not near:
        counts = counts + _homes(analysis)
        near = [key for key in analysis.entities if analysis.entities[key].kind == "state" and counts[key]]
    if says(title, offices().accredited):
        hosts = of_tokens(analysis, slots.prepositional(title, "to"))
        near = [key for key in near if key not in hosts]
    return [max(near, key=lambda key: counts[key])] if near else []


def _states_before(analysis: Analysis, title: Token, person: str) -> list[str]:
    """The states named near before a title, the nearest first, beside those that its holder speaks of himself."""
    found: dict[str, None] = {}
    for index in range(title.i - 1, max(title.i - _NEAR, -1), -1):
        if analysis.paragraph(index) < analysis.paragraph(title) - 1:
            break
        states = [key for key in analysis.keys_at(index) if analysis.entities[key].kind == "state"]
        if len(states) == 1 and person not in analysis.voice(index).speakers:
            found[states[0]] = None
    return list(found)


def _homes(analysis: Analysis) -> Counter[str]:
    """How often the article names somebody or something of a state, by the state's key."""
    named = {entity.name: key for key, entity in analysis.entities.items() if entity.kind == "state"}
    homes = (
        named.get(dict(analysis.entities[key].attributes).get("of", "")) for m in analysis.mentions for key in m.keys
    )
    return Counter(home for home in homes if home is not None)


def _left(analysis: Analysis, title: Token) -> list[str]:
    """A body whose mention ends just before the title, wherever the parser put it (`Kenyan Vice President`)."""
    index = title.i - 1
    while (
        index > title.sent.start
        and analysis.doc[index].pos_ in {"ADJ", "NOUN", "PROPN", "PUNCT", "CCONJ"}
        and title.i - index < 6
    ):
        if analysis.keys_at(index):
            break
        if analysis.doc[index].text in {",", ";", ":"}:
            return []
        index -= 1
    return of_tokens(analysis, [analysis.doc[index]])


def _chain(analysis: Analysis, title: Token, word: str) -> tuple[list[str], bool]:
    """The largest body behind a preposition: `at the A of B` is B where A is no state's."""
    found: list[str] = []
    unit = False
    for token in slots.prepositional(title, word):
        if token.dep_ == "obl" and token.head.i != title.i:
            continue
        step: Token | None = token
        while step is not None:
            if says(step, offices().units) and not analysis.keys_at(step):
                unit = True
            here = of_tokens(analysis, [step]) or list(parties.keys(analysis, step))
            # "the head of Kenyan diplomacy" leads a part of what acts for Kenya
            unit = unit or (
                says(step, offices().parts) and any(analysis.entities[k].kind in {"state", "bloc"} for k in here)
            )
            here = [key for key in here if analysis.entities[key].kind in BODIES]
            if here and here != found and not (found and analysis.entities[here[0]].kind == "state"):
                unit = unit or bool(found)
                found = here
            step = next(
                (
                    c
                    for c in children(step, "nmod", "appos")
                    if preposition(c) in {"at", "of", "in", None} and c.i > step.i
                ),
                None,
            )
    return found, unit


def of_tokens(analysis: Analysis, tokens: list[Token]) -> list[str]:
    """The states and bodies among what these tokens stand for, in order."""
    keys = [key for token in tokens for key in analysis.keys_at(token)]
    return list(dict.fromkeys(key for key in keys if analysis.entities[key].kind in BODIES))
