"""Text and names as sequences of comparable words, so that spelling variants of one name compare equal."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from loaders.parsed import Doc

_WORD = re.compile(r"\w+(?:&\w+)*")
_DOTTED = re.compile(r"(?:\w\.){1,5}\w?\.?")
_LONGEST_ACRONYM = 5
#: Marks that may stand inside a name; any other punctuation ends it.
_INNER = frozenset({"-", "‐", "‑", "–", "'", "’", "‘", "ʼ", ".", "&"})
#: The key of what no name contains.
BREAK = "\0"
#: The key of a possessive ending.
POSSESSIVE = "'s"


class Atom(NamedTuple):
    """One word: `key` to compare by, the form as `written` (without accents), the `token` that it is part of."""

    key: str
    written: str
    token: int


def fold(text: str) -> str:
    """The text without accents and with straight apostrophes; letters that Unicode does not compose stay."""
    if text.isascii():
        return text
    plain = text.replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("Ł", "L")
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)).replace("’", "'")


def words(text: str) -> list[str]:
    """The words of a name: `U.S.` is one (`US`), `al-Shabaab` two, `Sana'a` one; a possessive ending is one by itself."""
    if text.isascii() and text.isalpha():
        return [text]
    found: list[str] = []
    for piece in fold(text).split():
        if "." in piece and _DOTTED.fullmatch(piece):
            found.append(piece.replace(".", ""))
            continue
        possessive = piece.endswith("'s") and len(piece) > len("'s")
        found.extend(_WORD.findall((piece[:-2] if possessive else piece).replace("'", "")))
        if possessive:
            found.append(POSSESSIVE)
    return found


def is_acronym(word: str) -> bool:
    """Whether a word is short and written in capitals (`DRC`, `LeT`), so that it needs exactly this spelling."""
    capitals = sum(c.isupper() for c in word)
    return (capitals == len(word) and 1 < len(word) <= _LONGEST_ACRONYM) or (
        capitals > 1 and len(word) < _LONGEST_ACRONYM
    )


@lru_cache(maxsize=65_536)
def of_name(name: str) -> tuple[str, ...]:
    """The comparable keys of a name, in order."""
    return tuple(word.casefold() for word in words(name))


def of_doc(doc: Doc) -> list[Atom]:
    """The words of a text with their tokens; between words that no name can join stands a break."""
    atoms: list[Atom] = []
    for token in doc:
        if not token.is_space:
            atoms.extend([Atom(key, written, token.i) for key, written in _of_token(token.text)])
        elif token.text.count("\n") > 1:
            atoms.append(Atom(BREAK, "", token.i))
    return atoms


@lru_cache(maxsize=65_536)
def _of_token(text: str) -> tuple[tuple[str, str], ...]:
    """Key and form of each word in a token that is no blank."""
    if text in {"'s", "’s"}:
        return ((POSSESSIVE, POSSESSIVE),)
    if text in _INNER:
        return ()
    found = [] if "$" in text else words(text)
    return tuple((word.casefold(), word) for word in found or [BREAK])
