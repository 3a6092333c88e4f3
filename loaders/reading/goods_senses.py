"""What a word means as a good where the word alone does not tell: homographs and the designations of weapons.

The data are `homograph` and `models` of `lexicon/goods_words.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from loaders.lexicon import tables

if TYPE_CHECKING:
    from loaders.reading.analysis import Analysis

_NUMBERED = re.compile(r"[A-Z][\w/]*-?\d+\w*")


@dataclass(frozen=True, slots=True)
class _Homograph:
    """`word` (singular) means the good `then` in articles with a word of `where` and none of `unless`."""

    then: str
    where: frozenset[str]
    unless: frozenset[str]


@cache
def _homographs() -> dict[str, _Homograph]:
    return {
        row["word"]: _Homograph(row["then"], frozenset(row["where"]), frozenset(row.get("unless", ())))
        for row in tables("goods_words")["homograph"]
    }


def other(analysis: Analysis, word: str) -> str | None:
    """The name of the good that a word (singular, lower case) means in this article, where it is not its first meaning."""
    sense = _homographs().get(word)
    if sense is None or analysis.doc.where(sense.unless) or not analysis.doc.where(sense.where):
        return None
    return sense.then


@cache
def model(name: str) -> str | None:
    """The name of the good that a designation is one of: `helicopters` for "Mi-24", None for what is no designation."""
    first = _NUMBERED.match(name)
    if first is None:
        return None
    fitting = [
        k
        for k in tables("goods_words")["models"]
        if first[0].startswith(k) and first[0][len(k) :][:1].isdigit() == (k[-1] == "-")
    ]
    return tables("goods_words")["models"][max(fitting, key=len)] if fitting else None
