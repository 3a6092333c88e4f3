"""Quotation marks: which tokens stand in a direct quotation.

Marks may be straight or curly and may be mixed; a quotation may run over several sentences and, where every paragraph
opens with a mark and only the last closes, over several paragraphs. An odd number of marks never makes the rest of an
article a quotation: a mark without a partner in its paragraph quotes to the end of the paragraph if it opens, and
nothing if it closes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loaders.parsed import Doc

_OPEN = frozenset("“«„‟")
_CLOSE = frozenset("”»")
_SINGLE_OPEN, _SINGLE_CLOSE = frozenset("‘'"), frozenset("’'")
_STOPS = frozenset({",", ".", "?", "!", "…", "..."})
_STRAIGHT = frozenset(['"', "``", "''", "＂"])
_MARKS = _OPEN | _CLOSE | _STRAIGHT
#: A quotation shorter than this many words, without its own sentence, is a phrase taken over ("a so-called ...").
_PHRASE = 5
_BLANK_LINE, _LINE_BREAK = re.compile(r"\n[^\S\n]*\n"), re.compile(r"\n")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens `start` to `end` (half-open) with their marks; `open` where no mark closes it in its paragraph."""

    start: int
    end: int
    open: bool = False


def find(doc: Doc) -> list[Quotation]:
    """Return the quotations of a text in their order; they do not overlap."""
    found: list[Quotation] = []
    for start, end in paragraphs(doc):
        found.extend(_in_paragraph(doc, start, end))
    return found


def paragraphs(doc: Doc) -> list[tuple[int, int]]:
    """Token ranges between blank lines; a single line break starts a paragraph where the text has no blank lines."""
    known: list[tuple[int, int]] | None = doc.user_data.get("paragraphs")
    if known is not None:
        return known
    text = doc.text  # Made anew from the tokens at every access.
    blank = _BLANK_LINE if _BLANK_LINE.search(text.strip()) else _LINE_BREAK
    starts, tokens = [0], [t for t in doc if not t.is_space]
    for previous, token in pairwise(tokens):
        if blank.search(text, previous.idx + len(previous.text), token.idx):
            starts.append(token.i)
    ranges = [(a, b) for a, b in zip(starts, [*starts[1:], len(doc)], strict=True) if b > a]
    doc.user_data["paragraphs"] = ranges
    return ranges


def is_full(doc: Doc, quotation: Quotation) -> bool:
    """Whether a quotation is speech in its own right, not a phrase or a title in marks."""
    inner = [
        t for t in doc[quotation.start : quotation.end] if not t.is_punct and not t.is_space and t.text not in _MARKS
    ]
    if len(inner) >= _PHRASE:
        return True
    finite = any(t.pos_ in {"VERB", "AUX"} for t in inner)
    ends = doc[max(quotation.start, quotation.end - 2) : quotation.end].text
    return bool(inner) and inner[0].text[:1].isupper() and (finite or any(mark in ends for mark in ".,!?"))


def _in_paragraph(doc: Doc, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened: int | None = None
    for token in doc[start:end]:
        if token.text not in _MARKS:
            continue
        i, opens = token.i, _opens(doc, token.i, start, opened is not None)
        if opened is None and opens:
            opened = i
        elif opened is not None and not opens:
            found.append(Quotation(opened, i + 1))
            opened = None
    if opened is not None:
        found.append(Quotation(opened, end, open=True))
    return found or _single(doc, start, end)


def _single(doc: Doc, start: int, end: int) -> list[Quotation]:
    """Quotations in single marks, in a paragraph without double ones.

    An apostrophe looks the same as a closing mark, so only one behind punctuation closes; no mark, no quotation.
    """
    found: list[Quotation] = []
    opened: int | None = None
    for token in doc[start:end]:
        i, text = token.i, token.text
        if opened is None and text in _SINGLE_OPEN and not token.whitespace_ and (i == start or _is_gap(doc, i - 1)):
            opened = i
        elif opened is not None and text in _SINGLE_CLOSE and doc[i - 1].text in _STOPS:
            found.append(Quotation(opened, i + 1))
            opened = None
    return found


def _is_gap(doc: Doc, i: int) -> bool:
    return bool(doc[i].whitespace_) or doc[i].is_space or doc[i].text in {"(", "[", "—", "–", "-"}


def _opens(doc: Doc, i: int, start: int, inside: bool) -> bool:  # noqa: FBT001 - a state, read once
    """Whether a mark opens; a curly mark by its shape, a straight one by the blanks around it and the state."""
    text = doc[i].text
    if text in _CLOSE and inside:
        return False
    if text in _OPEN:
        return not inside
    before_blank = i == start or _is_gap(doc, i - 1)
    after_blank = bool(doc[i].whitespace_) or i + 1 == len(doc)
    if before_blank != after_blank:
        return before_blank
    return not inside
