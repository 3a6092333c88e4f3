"""The office lexicon (`lexicon/relations_offices.toml`) and the question whether a word is a title in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from loaders.lexicon import tables

if TYPE_CHECKING:
    from loaders.parsed import Token


#: How many words before a title may say that it is held no more (`former Peruvian President`).
_REACH = 4


@dataclass(frozen=True)
class Offices:
    """What the lexicon holds; see its comments for the meaning of every list."""

    leads: frozenset[str]
    sovereign: frozenset[str]
    belongs: frozenset[str]
    lesser: frozenset[str]
    units: frozenset[str]
    parts: frozenset[str]
    prepositions: tuple[str, ...]
    behind_name: frozenset[str]
    workplace: frozenset[str]
    heading: frozenset[str]
    ministry: str
    topical: frozenset[str]
    government: frozenset[str]
    governing: frozenset[str]
    personal: frozenset[str]
    mouthpieces: frozenset[str]
    followed: frozenset[str]
    accredited: frozenset[str]
    implied: tuple[tuple[str, str], ...]
    adherents: Mapping[str, str]

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of all titles."""
        return frozenset(word for title in self.leads | self.belongs for word in title.split())


@cache
def offices() -> Offices:
    """The lexicon, read once."""
    data = tables("relations_offices")
    return Offices(
        leads=frozenset(data["leads"]),
        sovereign=frozenset(data["sovereign"]),
        belongs=frozenset(data["belongs"]),
        lesser=frozenset(data["lesser"]),
        units=frozenset(data["units"]),
        parts=frozenset(data["parts"]),
        prepositions=tuple(data["prepositions"]),
        behind_name=frozenset(data["behind_name"]),
        workplace=frozenset(data["workplace"]),
        heading=frozenset(data["heading"]),
        ministry=data["ministry"],
        topical=frozenset(data["topical"]),
        government=frozenset(data["government"]),
        governing=frozenset(data["governing"]),
        personal=frozenset(data["personal"]),
        mouthpieces=frozenset(data["mouthpieces"]),
        followed=frozenset(data["followed"]),
        accredited=frozenset(data["accredited"]),
        implied=tuple(data["implied"].items()),
        adherents=dict(data["adherents"]),
    )


def standing(token: Token) -> str | None:
    """`LEADS` or `AFFILIATED_WITH` where the token is the last word of a title, by what the title says; None elsewhere."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    lexicon, word = offices(), _plain(token)
    if f"{word} {_following(token)}" in lexicon.leads:
        return None
    phrases = _phrases(token)
    if phrases & lexicon.leads and not (word == "minister" and f"prime {word}" not in phrases):
        return "AFFILIATED_WITH" if is_lesser(token) else "LEADS"
    return "AFFILIATED_WITH" if word in lexicon.belongs else None


def _following(token: Token) -> str:
    """The word behind a title, or behind its hyphen, with which it may be one title (`Secretary General`)."""
    parts = token.doc[token.i + 1 : min(token.i + 3, token.sent.end)]
    return parts[-1].lower_ if len(parts) == 2 and parts[0].text == "-" else _behind(token).partition(" ")[0]


def is_sovereign(token: Token) -> bool:
    """Whether a title that leads something is one by which states are led."""
    return bool(_phrases(token) & offices().sovereign)


def _phrases(token: Token) -> set[str]:
    """A title's last word alone, with the word before it (`Secretary-General` is two words, too), with the two behind."""
    word = _plain(token)
    before = _before(token, 2) if _before(token) == "-" else _before(token)
    return {word, f"{before} {word}", f"{word} {_behind(token)}"}


def is_lesser(token: Token) -> bool:
    """Whether a title is a former, deputy or aspiring holder's."""
    words = {c.lower_.rstrip("-") for c in token.children if c.i < token.i} | {_before(token)}
    words |= {f"{_before(token, 2)} {_before(token)}", f"{_before(token)} {token.lower_}"}
    words.add(f"{_before(token, 3)} {_before(token, 2)} {_before(token)}")  # "assistant to the President"
    for index in range(token.i - 1, max(token.sent.start, token.i - _REACH) - 1, -1):
        if token.doc[index].pos_ not in {"ADJ", "NOUN", "PROPN"}:
            break
        words.add(token.doc[index].lower_)
    return bool(words & offices().lesser)


def is_topical(token: Token) -> bool:
    """Whether a state before this title is what its holder knows about, or comes from (`Africa expert`)."""
    return _plain(token) in offices().topical


def is_government(token: Token) -> bool:
    """Whether only states have this office, by its name or by the word before it (`a government spokesman`)."""
    return _plain(token) in offices().government or _before(token) in offices().governing or token.text == "President"


def is_personal(token: Token) -> bool:
    """Whether a title may be somebody's who serves a person (`Zelensky's aide`)."""
    return _plain(token) in offices().personal


def speaks_for(token: Token) -> bool:
    """Whether a title's holder speaks for whoever he serves (`Macron's spokeswoman`)."""
    return _plain(token) in offices().mouthpieces


def office(role: str) -> str | None:
    """`LEADS` or `AFFILIATED_WITH` for a role as the gazetteer words it; None where it is no office."""
    words = role.split()
    if role in offices().leads:
        return "LEADS"
    tied = bool(words) and words[-1] in offices().belongs and words[-1] not in offices().topical | offices().personal
    return "AFFILIATED_WITH" if tied or {"minister", "secretary"} & set(words) else None


def implied_body(token: Token) -> str | None:
    """The name of the state or body that a title implies by itself (`Foreign Secretary`)."""
    near = token.doc[max(token.sent.start, token.i - 3) : min(token.sent.end, token.i + 4)].text.casefold()
    return next((body for title, body in offices().implied if title in near and _plain(token) in title), None)


def _plain(token: Token) -> str:
    return token.lower_ if token.tag_ in {"NN", "NNP"} else token.lemma_.lower()


def _before(token: Token, distance: int = 1) -> str:
    index = token.i - distance
    return token.doc[index].lower_ if index >= token.sent.start else ""


def _behind(token: Token) -> str:
    return token.doc[token.i + 1 : min(token.i + 3, token.sent.end)].text.lower()
