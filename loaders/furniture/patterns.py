"""The lexicon of page furniture, compiled once."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from loaders import dates
from loaders.lexicon import tables

_QUOTES = str.maketrans({"’": "'", "‘": "'", "´": "'"})
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CONTROL_WORDS = 24

# A person's name as bylines have it: two to four capitalised words, particles between them.
_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]*[a-zà-öø-ÿ]\w*|[A-Z]\.(?:[A-Z]\.)?"
NAME = rf"(?:{_WORD})(?:[ -](?:al|bin|ibn|de|del|della|van|von|der|den|da|di|dos|la|le|el|ten|ter|y)){{0,2}}(?: (?:{_WORD})(?: (?:de|van|von|der|al|bin|da|di|la|el))?){{1,3}}"


def fold(text: str) -> str:
    """A line as patterns are written for: straight apostrophes."""
    return text.translate(_QUOTES)


@cache
def lexicon() -> dict[str, Any]:
    """The file of patterns, as written."""
    return tables("furniture")


@cache
def pattern(section: str, key: str) -> re.Pattern[str]:
    """The patterns of one key as one alternation, which ignores case."""
    entries = lexicon()[section][key]
    return re.compile("|".join(f"(?:{e})" for e in ([entries] if isinstance(entries, str) else entries)), re.IGNORECASE)


def starts(section: str, key: str, text: str) -> bool:
    """Whether a line begins with one of the patterns."""
    return bool(pattern(section, key).match(fold(text)))


def holds(section: str, key: str, text: str) -> bool:
    """Whether one of the patterns stands anywhere in a line."""
    return bool(pattern(section, key).search(fold(text)))


def is_(section: str, key: str, text: str) -> bool:
    """Whether a line is nothing but one of the patterns, a closing mark aside."""
    return bool(pattern(section, key).fullmatch(fold(text).strip(" :.…»>→|")))


@cache
def _phrases(*sections: str) -> re.Pattern[str]:
    words = {word for section in sections for word in lexicon()[section]["words"]}
    words |= {"whats app", "linked in", "you tube", "tik tok"} if "controls" in sections else set()
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, ordered))})(?![^\W_])", re.IGNORECASE)


def controls_only(text: str) -> bool:
    """Whether a line holds nothing but a page's controls, numbers and signs."""
    if text.count(" ") >= _CONTROL_WORDS:
        return False
    line = fold(text)
    return not _letters(_phrases("controls").sub(" ", line)) or not _letters(
        _phrases("controls").sub(" ", _GLUED.sub(" ", line))
    )


def date_only(text: str) -> bool:
    """Whether a line holds a date or a clock time and nothing that says more."""
    if text.count(" ") >= _CONTROL_WORDS:
        return False
    rest = fold(text)
    for dated in (dates.WRITTEN, dates.NUMERIC, dates.DAY_AND_MONTH, dates.CLOCK):
        rest = dated.sub(" ", rest)
    return rest != fold(text) and not _letters(_phrases("dates", "controls").sub(" ", rest))


def dated(text: str) -> bool:
    """Whether a line names a full date, in words or figures."""
    return dates.WRITTEN.search(text) is not None or dates.NUMERIC.search(text) is not None


def _letters(text: str) -> bool:
    return any(character.isalpha() for character in text)
