"""The persons that a byline names."""

from __future__ import annotations

import re

from loaders.furniture.page import Page
from loaders.furniture.patterns import NAME, fold, lexicon, pattern

_SPLIT_AND = re.compile(r"\s+(?:and|&)\s+|\s*[;/]\s*", re.IGNORECASE)
_PLACED = re.compile(r"\s+(?:in|at|from|on)\b.*$")


def byline_names(page: Page) -> list[str]:
    """The names in the bylines of a page, in their order."""
    found: list[str] = []
    for block in page.of("byline"):
        opening = pattern("bylines", "starts").match(block.text)
        found += names(block.text[opening.end() if opening else 0 :])
    return list(dict.fromkeys(found))


def names(text: str) -> list[str]:
    """The persons in a list of names as bylines have it: `A B, a role, in C`, `A B, D E and F G`."""
    pieces = [piece for piece in _SPLIT_AND.split(re.split(r"\s*[|•]\s*", text)[0]) if piece.strip()]
    found: list[str] = []
    for number, piece in enumerate(pieces):
        for place, part in enumerate(re.split(r"\s*,\s*", piece)):
            # After a comma a place or a role stands, unless the list goes on with "and".
            if place and number + 1 >= len(pieces):
                continue
            name = _person(part)
            if name is not None:
                found.append(name)
    return list(dict.fromkeys(found))


def _person(part: str) -> str | None:
    text = _PLACED.sub("", part.strip(" .")).strip()
    if text.isupper() and " " in text:
        text = text.title()
    if re.fullmatch(NAME, text) is None:
        return None
    roles = set(lexicon()["bylines"]["roles"])
    return None if roles & set(fold(text).lower().split()) else text
