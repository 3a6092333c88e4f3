"""Reported words that only judge what was said before to be false: "A lie", "The report is baseless", "Fabricated"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading.attribution_lexicon import singular, words
from loaders.reading.attribution_papers import points_back
from loaders.reading.structure import children, is_negated

if TYPE_CHECKING:
    from loaders.parsed import Doc, Token

#: Most words of a verdict; who says more says something of his own.
_LONGEST = 9


def refutes(said: list[str]) -> bool:
    """Whether words that call something so call it false: a lie, or, of what was said, absurd.

    Args:
        said: the words in lower case, what is called so among them.
    """
    told = any(word in words("back", "pronouns") or singular(word) in words("back", "nouns") for word in said)
    return any(word in words("refuting", "words") or (told and word in words("refuting", "of_words")) for word in said)


def is_verdict(doc: Doc, content: tuple[tuple[int, int], ...]) -> bool:
    """Whether the content calls something said before false and says no more.

    Args:
        doc: the article.
        content: token ranges of what is said.
    """
    said = [t for start, end in content for t in doc[start:end] if not t.is_punct and not t.is_space]
    if not said or len(said) > _LONGEST:
        return False
    inside = {t.i for t in said}
    tops = [t for t in said if t.head.i not in inside or t.head.i == t.i]
    return any(_refutes(top, inside) for top in tops[:1])


def _refutes(top: Token, inside: set[int]) -> bool:
    """Whether a predicate says that what was said before is false or, negated, that it is not true."""
    subjects = [t for t in children(top, "nsubj", "nsubj:pass") if t.i in inside]
    void = next((t for t in subjects if t.lower_ in words("refuting", "negated") and _is_void(t)), None)
    if void is not None:
        # "there is no truth to the reports"
        return all(points_back(t) for t in children(void, "nmod") if t.i in inside)
    if top.lower_ in words("refuting", "negated"):
        false = is_negated(top)
    else:
        false = top.lower_ in words("refuting", "words") | words("refuting", "of_words") and not is_negated(top)
    return false and all(points_back(t) or _is_part(t) for t in subjects)


def _is_part(noun: Token) -> bool:
    """Whether a noun or pronoun is a part of what was said: `some of the claims`, `much of the report`."""
    return noun.pos_ in {"DET", "PRON", "ADJ", "NUM"} and any(points_back(t) for t in children(noun, "nmod"))


def _is_void(noun: Token) -> bool:
    """Whether a noun has `no` before it."""
    return any(c.lower_ == "no" for c in children(noun, "det"))
