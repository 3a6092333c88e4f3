"""Origins that a predicate tells: `its tanks are Maltese`, `most of the grenades are of Maltese origin`.

No word of these sentences tells of an exchange; that somebody's goods are another's make does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from loaders.reading import goods
from loaders.reading.exchange_candidates import Candidate
from loaders.reading.exchange_goods import listed
from loaders.reading.exchange_parties import is_party
from loaders.reading.structure import children, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis

#: Nouns of a predicate that tells an origin by the adjective before them.
_MAKES = frozenset({"origin", "make", "manufacture", "design", "production", "provenance"})
#: What comes from elsewhere so that it is worth telling.
_CATEGORIES = frozenset(
    {"arms", "munitions", "technology", "energy", "troops", "labour", "food", "materials", "aid", "trade"}
)


def predicated(analysis: Analysis) -> Iterator[Candidate]:
    """The exchanges that predicates of origin tell; those that do not tell whose the good is count by halves."""
    for token in analysis.doc:
        if token.lower_ not in {"are", "were", "is", "was"} or relation(token) != "cop":
            continue
        origin = _origin(analysis, token.head)
        things = [
            g for t in children(token.head, "nsubj") for m in listed(t) for g in goods.apart(m) if _counts(analysis, g)
        ]
        if origin is not None and things:
            owners = [o for t in things for o in children(t, "nmod:poss") if is_party(analysis, o)]
            yield Candidate(
                trigger=token.head.i,
                frame="origin",
                stage="delivered",
                suppliers=(origin.i,),
                recipients=tuple(dict.fromkeys(o.i for o in owners)),
                goods=tuple(dict.fromkeys(t.i for t in things)),
                half=not owners,
            )


def _origin(analysis: Analysis, predicate: Token) -> Token | None:
    """The adjective of a nation that a predicate is, or that stands before its noun of make."""
    if predicate.lower_ in _MAKES and preposition(predicate) == "of":
        return next((c for c in children(predicate, "amod") if _is_nation(analysis, c)), None)
    bare = not children(predicate, "amod", "det", "nmod", "compound", "case")
    return predicate if bare and _is_nation(analysis, predicate) else None


def _is_nation(analysis: Analysis, token: Token) -> bool:
    return bool(analysis.keys_at(token)) and analysis.gazetteer.demonym(token.text) is not None


def _counts(analysis: Analysis, thing: Token) -> bool:
    described = goods.describe(analysis, thing)
    return described is not None and described.known and described.category in _CATEGORIES
