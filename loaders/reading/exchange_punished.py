"""Who did a deed by what befalls him for it: whom a measure hits, who is charged with a scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading.exchange_lexicon import triggers
from loaders.reading.structure import children, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token

#: How far above a scheme the verb that charges somebody with it stands in the tree.
_REACH = 6


def punished(verb: Token) -> list[Token]:
    """Whom a measure hits for what he does: `imposed sanctions on Chad for selling`, `put Chad under sanctions for selling`."""
    if verb.tag_ != "VBG" or not any(c.lower_ == "for" for c in children(verb, "mark")):
        return []
    above = verb.head
    while relation(above) in {"nmod", "conj", "obl"} and preposition(above) != "under" and above.head.i < above.i:
        above = above.head  # "under sanctions, along with three firms, for selling"
    under = [c for c in (above, *children(above, "obl", "obj")) if preposition(c) == "under"]
    listing = [c for c in children(verb.head, "obl") if c.lemma_.lower().endswith("list")]
    listing += [c for o in children(verb.head, "obj") for c in children(o, "nmod") if c.lemma_.lower().endswith("list")]
    if listing:
        # "added two firms to its blacklist for selling"
        return children(verb.head, "obj")
    if under:
        return [c for c in children(under[0].head, "obj") if c.i < under[0].i]
    measures = [c for c in children(verb.head, "obj") if c.i < verb.i and verb.dep_ == "advcl"]
    return [c for m in measures for c in children(m, "nmod") if preposition(c) in {"on", "against"}]


def charged(scheme: Token) -> list[Token]:
    """Who is charged with a scheme: `charged Chad's agents with a conspiracy to export`, `charges against them for a plot to`."""
    top = scheme
    for _ in range(_REACH):
        if top.head.pos_ == "VERB" or relation(top) not in {"nmod", "obl", "amod", "acl"}:
            break
        top = top.head
    verb = top.head
    if scheme.lower_ not in triggers().schemes or relation(top) not in {"nmod", "obl"} or verb.pos_ != "VERB":
        return []
    if verb.lemma_.lower() in triggers().object_control:
        return children(verb, "obj", "nsubj:pass")
    around = [c for node in [verb, *children(verb, "obj")] for c in children(node, "obl", "nmod") if c.i < top.i]
    return [c for c in around if preposition(c) in {"against", "on"}]


def hit(measure: Token) -> list[Token]:
    """Whom a measure hits, for whose deed it is: `sanctions on two firms accused of selling`."""
    hits = measure.lower_ in triggers().measures
    return [c for c in children(measure, "nmod") if preposition(c) in {"on", "against"}] if hits else []
