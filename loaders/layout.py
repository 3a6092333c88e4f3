"""The blocks of a page: paragraphs, headlines and lines of furniture, whatever way the lines are broken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from graph.records import Segment

_TOKEN = re.compile(r"\S+")
_FINAL = re.compile(r"[.!?…][\"'”’»)\]*]*$")
_OPEN_END = re.compile(r"[,;:–—-]$")
_INNER_STOP = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?][\"”’)]*\s+[\"“‘(]*[A-Z]")
_LISTED = re.compile(r"[-*•·–—▪◦●○]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s|#{1,6}\s|>")
# Who speaks in a transcript; never joined to the line before.
_SPEAKER = re.compile(r"[A-Z][A-Z .’'-]{1,40}:\s|Q\s{2,}")

# A wrapped text has most lines this full, and at least so many of them.
_MAX_WIDTH = 120
_FULL_SHARE = 0.8
_MIN_WRAPPED = 3
_HEADLINE_WORDS = 50
_PROSE_WORDS = 8
_LONG_PROSE_WORDS = 25
_LINE_LENGTH = 800
_TAIL = 20


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text between line breaks, hard wraps not counted.

    Attributes:
        index: its number on the page.
        start: its first character in the text as read.
        end: one past its last character.
        text: what it says, without markup, blanks collapsed.
        gap: whether an empty line, or the beginning, comes before it.
        listed: whether it is an item of a list.
    """

    index: int
    start: int
    end: int
    text: str
    gap: bool
    listed: bool = False

    @property
    def words(self) -> int:
        """How many words it has."""
        return self.text.count(" ") + 1

    @property
    def final(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_FINAL.search(self.text[-_TAIL:]))

    @property
    def is_line(self) -> bool:
        """Whether it is short enough to be a line of furniture, a headline or a caption."""
        return len(self.text) <= _LINE_LENGTH

    @property
    def headline_like(self) -> bool:
        """Whether it reads as a headline: no full stop, neither at the end nor inside, and not running on."""
        text = self.text
        if (
            not self.is_line
            or self.words > _HEADLINE_WORDS
            or self.listed
            or text[:1].islower()
            or not any(c.isalpha() for c in text)
        ):
            return False
        if re.search(r"(?<!\b[A-Z])[.…][\"'”’»)\]]*$", text) or _OPEN_END.search(text):
            return False
        return not _INNER_STOP.search(text)

    @property
    def prose_like(self) -> bool:
        """Whether it reads as running prose: long, or a sentence of some length."""
        return self.words >= _LONG_PROSE_WORDS or (
            self.words >= _PROSE_WORDS and (self.final or self.text[-1] in ":;,")
        )


def blank(text: str, segments: list[Segment]) -> str:
    """The text with each segment blanked by as many spaces; segments are sorted and do not overlap."""
    parts: list[str] = []
    at = 0
    for segment in segments:
        parts += [text[at : segment.start], " " * (segment.end - segment.start)]
        at = segment.end
    return "".join([*parts, text[at:]])


def blocks(plain: str, raw: str) -> list[Block]:
    """Cut a text at its line breaks.

    Args:
        plain: the text with markup and wraps blanked.
        raw: the text as read, which shows the signs of lists.
    """
    found: list[Block] = []
    gap, at = True, 0
    for line in plain.split("\n"):
        words = line.split()
        if words:
            start = at + len(line) - len(line.lstrip())
            end = at + len(line.rstrip())
            listed = bool(_LISTED.match(raw[at : at + len(line)].lstrip()))
            found.append(Block(len(found), start, end, " ".join(words), gap, listed))
        gap = not words
        at += len(line) + 1
    return found


def wraps(text: str) -> list[Segment]:
    """The line breaks, with the blanks around them, that only wrap a paragraph to a width.

    A text is taken for wrapped where nearly every line that another follows is full: the next line's first word
    would not have fitted.
    """
    lines = _lines(text)
    pairs = [(a, b) for a, b in pairwise(lines) if a[2] and b[2]]
    lengths = sorted(len(a[2]) for a, _ in pairs if len(a[2]) <= _MAX_WIDTH)
    if len(lengths) < max(_MIN_WRAPPED, 0.9 * len(pairs)):
        return []
    width = lengths[int(0.95 * (len(lengths) - 1))]
    joined = [(a, b) for a, b in pairs if _full(a[2], b[2], width)]
    if width < 40 or len(joined) < _FULL_SHARE * len(pairs):
        return []
    return [Segment(a[1], b[0], "markup") for a, b in joined if not (_LISTED.match(b[2]) or _SPEAKER.match(b[2]))]


def _lines(text: str) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    at = 0
    for line in text.split("\n"):
        stripped = line.strip()
        start = at + len(line) - len(line.lstrip()) if stripped else at
        found.append((start, start + len(stripped), stripped))
        at += len(line) + 1
    return found


def _full(line: str, following: str, width: int) -> bool:
    first = _TOKEN.match(following)
    return following[:1].islower() or len(line) + 1 + (len(first.group()) if first else 0) >= width - 8
