"""The words of `loaders/lexicon/names.toml`, which tell what kind of name stands beside them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FILE = Path(__file__).parent.parent / "lexicon" / "names.toml"


@dataclass(frozen=True, slots=True)
class NameWords:
    """Word lists, all lower case; what each is for stands beside it in the file."""

    honorifics: frozenset[str]
    roles: frozenset[str]
    role_modifiers: frozenset[str]
    heads: frozenset[str]
    legal_forms: frozenset[str]
    descriptors: frozenset[str]
    group_descriptors: frozenset[str]
    never: frozenset[str]
    generic: frozenset[str]
    state_collectives: frozenset[str]


@cache
def load() -> NameWords:
    """Read the lists once."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    person, organisation = tables["person"], tables["organisation"]
    lists = {**person, **organisation, "state_collectives": tables["collective"]["state"]}
    return NameWords(**{name: frozenset(words) for name, words in lists.items()})


def capitalised(doc: Doc, i: int) -> bool:
    """Whether a token is written like a part of a name."""
    return doc[i].text[:1].isupper()


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """A span without articles, quotation marks and the possessive ending at its edges."""
    while start < end and (doc[start].lower_ in {"the", "a", "an"} or not any(c.isalnum() for c in doc[start].text)):
        start += 1
    while start < end and (doc[end - 1].lower_ in {"'s", "’s"} or not any(c.isalnum() for c in doc[end - 1].text)):
        end -= 1
    return start, end


def surface(doc: Doc, start: int, end: int) -> str:
    """The words of a span on one line."""
    return " ".join(doc[start:end].text.split())
