"""Text and names as sequences of comparable words, so that spelling variants of one name compare equal."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WORD = re.compile(r"[\w&]+")
_DOTTED = re.compile(r"(?:\w\.){1,5}\w?\.?")
_LONGEST_ACRONYM = 5
#: Marks that may stand inside a name; any other punctuation ends it.
_INNER = frozenset({"-", "‐", "‑", "–", "'", "’", "‘", "ʼ", ".", "&"})
#: The key of what no name contains.
BREAK = "\0"


@dataclass(frozen=True, slots=True)
class Atom:
    """One word: `key` to compare by, the form as `written` (without accents), the `token` that it is part of."""

    key: str
    written: str
    token: int


def fold(text: str) -> str:
    """The text without accents and with straight apostrophes; letters that Unicode does not compose stay."""
    plain = text.replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("Ł", "L")
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)).replace("’", "'")


def words(text: str) -> list[str]:
    """The words of a name: `U.S.` is one (`US`), `al-Shabaab` two, `Sana'a` one, a possessive ending none."""
    plain = fold(text)
    found = []
    for piece in plain.split():
        if _DOTTED.fullmatch(piece):
            found.append(piece.replace(".", ""))
            continue
        found.extend(_WORD.findall(re.sub(r"'s$|'$", "", piece).replace("'", "")))
    return found


def is_acronym(word: str) -> bool:
    """Whether a word is written in capitals only and short enough to need exactly this spelling."""
    return word.isupper() and 1 < len(word) <= _LONGEST_ACRONYM


def of_name(name: str) -> tuple[str, ...]:
    """The comparable keys of a name, in order."""
    return tuple(word.casefold() for word in words(name))


def of_doc(doc: Doc) -> list[Atom]:
    """The words of a text with their tokens; between words that no name can join stands a break."""
    atoms: list[Atom] = []
    for token in doc:
        text = token.text
        if token.is_space:
            if "\n\n" in text:
                atoms.append(Atom(BREAK, "", token.i))
        elif text in _INNER or text in {"'s", "’s"}:
            if text in {"'s", "’s"}:
                atoms.append(Atom("'s", "'s", token.i))
        elif found := words(text):
            atoms.extend(Atom(word.casefold(), word, token.i) for word in found)
        else:
            atoms.append(Atom(BREAK, "", token.i))
    return atoms
