"""Who speakers are that are called by their number or office: `all three said`, `the ministers said`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading.attribution_lexicon import is_role, roles, singular
from loaders.reading.structure import children, conjuncts, relation

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis

Keys = tuple[str, ...]

_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
#: How many tokens before a number or office those may be named that it stands for.
_REACH = 90
#: How many hold one office at most where `the ministers` are those named before.
_MOST = 6


def counted(analysis: Analysis, head: Token) -> Keys:
    """The members of the last list of as many actors: `Peru, Chile and Cuba met, and all three say ...`."""
    number = _NUMBERS.get(head.lower_, 0) if not children(head, "nmod", "amod", "compound") else 0
    if not number and head.tag_ == "NNS" and _is_definite(head):
        number = next((n for c in children(head, "nummod") if (n := _NUMBERS.get(c.lower_, 0))), 0)
    persons = is_role(head, "officials")
    for token in reversed(analysis.doc[max(0, head.i - _REACH) : head.i] if number else ()):
        if relation(token) == "conj" or not children(token, "conj"):
            continue
        listed = [analysis.keys_at(t) for t in conjuncts(token) if t.i < head.i]
        keys = tuple(dict.fromkeys(key for keys in listed for key in keys))
        if all(listed) and len(keys) == number and all(_fits(analysis, key, persons=persons) for key in keys):
            return keys
    return ()


def colleagues(analysis: Analysis, head: Token) -> Keys:
    """The persons of one office who were named before: `the ministers`, and further off `the foreign ministers`."""
    if head.tag_ not in {"NNS", "NNPS"} or not is_role(head, "officials") or not _is_definite(head):
        return ()
    if children(head, "nmod:poss", "acl") or any(c.i > head.i for c in children(head, "nmod", "flat", "appos")):
        return ()
    office = [_spelt(t.lower_) for t in head.doc[head.left_edge.i : head.i] if t.pos_ in {"NOUN", "PROPN", "ADJ"}]
    words = {*office, _spelt(singular(head.lower_))}
    reach = _REACH if len(words) == 1 else len(analysis.doc)
    named = {
        key
        for mention in analysis.mentions
        if head.i - reach <= mention.start < head.i and mention.naming
        for key in mention.keys
        if words <= set(_spelt(dict(analysis.entities[key].attributes).get("role", "")).split())
        and _fits(analysis, key, persons=True)
    }
    return tuple(sorted(named)) if 1 < len(named) <= _MOST else ()


def holder(analysis: Analysis, head: Token) -> Keys:
    """`the Ukrainian president`: the person whom the article names and the gazetteer has in that office."""
    new = any(c.lower_ in {"a", "an"} for c in head.children)
    if not is_role(head, "officials") or head.tag_ not in {"NN", "NNP"} or new:
        return ()
    owners = {
        analysis.entities[key].name
        for child in (*children(head, "amod", "nmod:poss", "compound"), *children(head, "nmod"))
        for key in analysis.keys_at(child)
    }
    persons = [e for e in analysis.entities.values() if e.kind == "person"] if owners else []
    for entity in sorted(persons, key=lambda e: e.key):
        entry = analysis.gazetteer.lookup(entity.name)
        if entry is not None and entry.attribute("of") in owners and head.lower_ == (entry.attribute("role") or ""):
            return (entity.key,)
    return ()


def outlet(analysis: Analysis, spoken: list[Keys]) -> Keys:
    """`the newspaper`: the organisation that spoke last, if its name does not say that it is a ministry, army or party."""
    for keys in reversed(spoken):
        entity = analysis.entities[keys[0]]
        if len(keys) == 1 and entity.kind == "organisation":
            return () if singular(entity.name.split()[-1].lower()) in roles("collectives") else keys
    return ()


def titled(analysis: Analysis, head: Token) -> Keys:
    """The persons whose names follow their title in the plural: `Ministers Ferrer, Otieno and Silva`."""
    if head.tag_ not in {"NNS", "NNPS"} or not is_role(head, "officials"):
        return ()
    named = [t for child in children(head, "flat", "appos") if child.i == head.i + 1 for t in conjuncts(child)]
    keys = tuple(dict.fromkeys(key for token in named for key in analysis.keys_at(token)))
    return keys if len(keys) > 1 and all(_fits(analysis, key, persons=True) for key in keys) else ()


def _spelt(words: str) -> str:
    return words.replace("advisor", "adviser")


def _is_definite(head: Token) -> bool:
    return any(c.lower_ in {"the", "these", "those", "both", "all"} for c in children(head, "det"))


def _fits(analysis: Analysis, key: str, *, persons: bool) -> bool:
    entity = analysis.entities[key]
    return entity.type == "Actor" and (not persons or entity.kind == "person")
