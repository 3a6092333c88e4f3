"""Words to word pieces, with the class of each word's capitals (the encoder is uncased)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

#: A longer word is cut: its first pieces and the case class say enough of it.
MAX_PIECES_PER_WORD = 8
CLS, SEP, UNKNOWN = 101, 102, 100
#: Number of classes that `case_class` tells apart.
CASE_CLASSES = 7

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Pieces:
    """The input of one window: ``first`` and ``last`` are piece indexes of each word.

    Word 0 is the artificial root at ``[CLS]``, so both lists are one longer than the words.
    """

    ids: list[int]
    cases: list[int]
    first: list[int]
    last: list[int]


class Piecer:
    """Cuts words into pieces, remembering the word forms it has seen."""

    #: Forms remembered; beyond it the memory starts anew, so that a stream cannot grow it.
    CACHE = 50_000

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._seen: dict[str, tuple[list[int], int]] = {}

    def word(self, form: str) -> tuple[list[int], int]:
        """Return the piece ids of one word (at least one) and its case class."""
        known = self._seen.get(form)
        if known is None:
            if len(self._seen) >= self.CACHE:
                self._seen.clear()
            encoding = self._tokenizer.encode(form.translate(_PLAIN), add_special_tokens=False)
            known = (encoding.ids[:MAX_PIECES_PER_WORD] or [UNKNOWN], case_class(form))
            self._seen[form] = known
        return known

    def is_word(self, form: str) -> bool:
        """Say whether a word in lower case is frequent enough to be one piece."""
        return self._tokenizer.token_to_id(form) is not None

    def window(self, words: Sequence[str], breaks: Sequence[bool]) -> Pieces:
        """Return the pieces of consecutive words between ``[CLS]`` and ``[SEP]``.

        Args:
            words: at least one word.
            breaks: for each word, whether a paragraph begins at it; inside the window that
                is marked by a ``[SEP]`` of its own.
        """
        ids, cases, first, last = [CLS], [0], [0], [0]
        for k, form in enumerate(words):
            if breaks[k] and k:
                ids.append(SEP)
                cases.append(0)
            pieces, case = self.word(form)
            first.append(len(ids))
            ids += pieces
            cases += [case] * len(pieces)
            last.append(len(ids) - 1)
        return Pieces([*ids, SEP], [*cases, 0], first, last)


def case_class(form: str) -> int:
    """Class of a word's shape: 0 sign, 1 digits, 2 lower, 3 Title, 4 UPPER, 5 mixed, 6 one capital."""
    if not any(char.isalpha() for char in form):
        return 1 if any(char.isdigit() for char in form) else 0
    if form.islower():
        return 2
    if form.isupper():
        return 4 if len(form) > 1 else 6
    return 3 if form[0].isupper() and form[1:].islower() else 5
