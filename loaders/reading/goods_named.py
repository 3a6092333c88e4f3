"""Stage `goods`: what is traded though the article does not tell between whom.

An exchange needs a side. "The ship unloaded tanks" tells none, and yet the article is about tanks: they are a good of the
article, without an exchange, and so are those that stand in one list with a good that changes hands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading import goods
from loaders.reading.exchange_goods import listed
from loaders.reading.structure import relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis


def find(analysis: Analysis) -> None:
    """Register the goods that the article names as traded, once `exchanges` has run, and note where they stand."""
    traded = {i: analysis.doc[i] for i in sorted(analysis.traded)}
    for token in [*traded.values(), *_beside(traded)]:
        described = goods.describe(analysis, token)
        if described is not None and described.known:
            analysis.goods_at[token.i] = goods.register(analysis, described)


def _beside(traded: dict[int, Token]) -> Iterator[Token]:
    """The other members of the lists in which traded goods stand."""
    seen = {*traded}
    for token in traded.values():
        first = token
        while relation(first) == "conj":
            first = first.head
        for member in listed(first):
            if member.i not in seen:
                seen.add(member.i)
                yield member
