"""The words of `loaders/lexicon/names.toml`, which tell what kind of name stands beside them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from loaders.lexicon import tables

if TYPE_CHECKING:
    from loaders.parsed import Doc, Token

_SHORT_WORD = 3
_TITLE_SHARE = 0.8


@dataclass(frozen=True)
class NameWords:
    """Word lists, all lower case; what each is for stands beside it in the file."""

    honorifics: frozenset[str]
    roles: frozenset[str]
    role_modifiers: frozenset[str]
    never_first: frozenset[str]
    heads: frozenset[str]
    legal_forms: frozenset[str]
    descriptors: frozenset[str]
    possessions: frozenset[str]
    never: frozenset[str]
    generic: frozenset[str]
    places: frozenset[str]
    making: frozenset[str]
    common_modifiers: frozenset[str]
    endings: frozenset[str]
    calendar: frozenset[str]
    state_collectives: frozenset[str]
    group_nouns: frozenset[str]
    state_nouns: frozenset[str]
    kin: frozenset[str]
    department_verbs: frozenset[str]
    press: frozenset[str]
    bilateral: frozenset[str]

    @cached_property
    def titles(self) -> frozenset[str]:
        """Roles and forms of address, with and without a full stop."""
        return _dotted(self.roles | self.honorifics)

    @cached_property
    def last_words(self) -> frozenset[str]:
        """What organisations' names end in, with and without a full stop."""
        return _dotted(self.heads | self.legal_forms)


@cache
def load() -> NameWords:
    """Read the lists once."""
    data = tables("names")
    person, organisation = data["person"], data["organisation"]
    collective = data["collective"]
    lists = {**person, **organisation, "state_collectives": collective["state"], "group_nouns": collective["groups"]}
    lists["state_nouns"], lists["kin"] = collective["states"], collective["kin"]
    return NameWords(**{name: frozenset(words) for name, words in lists.items()})


@cache
def implied() -> dict[str, str]:
    """The full names of bodies by the noun that stands for them where nobody else's body of the kind is named."""
    return dict(tables("names")["implied"])


def _dotted(words: frozenset[str]) -> frozenset[str]:
    return words | {f"{word}." for word in words}


def capitalised(token: Token) -> bool:
    """Whether a token is written like a part of a name."""
    return token.text[:1].isupper()


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """A span without articles, quotation marks and the possessive ending at its edges."""
    while start < end and (doc[start].lower_ in {"the", "a", "an"} or _is_sign(doc[start])):
        start += 1
    while start < end and (doc[end - 1].lower_ in {"'s", "’s"} or _is_sign(doc[end - 1])):
        end -= 1
    return start, end


def _is_sign(token: Token) -> bool:
    return not token.is_alpha and not any(c.isalnum() for c in token.text)


@cache
def towns() -> dict[str, str]:
    """The state of every town of `lexicon/exchange_places.toml`."""
    return {town: state for state, listed in tables("exchange_places").items() for town in listed}


def is_title_case(token: Token) -> bool:
    """Whether a token stands in a line where nearly every longer word has a capital, so that capitals tell nothing."""
    longer = [t for t in token.sent if t.is_alpha and len(t) > _SHORT_WORD]
    return len(longer) > 2 and sum(t.text[0].isupper() for t in longer) > _TITLE_SHARE * len(longer)


def surface(doc: Doc, start: int, end: int) -> str:
    """The words of a span on one line."""
    return " ".join(doc[start:end].text.split())
