"""Where paragraphs begin: no sentence crosses a line break that ends a paragraph."""

from __future__ import annotations

import re

_FINAL = re.compile(r"""[.!?…:;]["'”’)\]»]*\s*$""")
_BREAK = re.compile(r"\s*[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]\s*")


def paragraph_starts(text: str, offsets: list[int]) -> list[bool]:
    """Say of each word whether it opens a paragraph.

    A line break ends a paragraph unless it is a hard wrap: a single break between a line
    without final punctuation and a line that begins in lower case.

    Args:
        text: the document.
        offsets: character offset of each word, increasing.
    """
    opens = [k == 0 for k in range(len(offsets))]
    positions = {offset: k for k, offset in enumerate(offsets)}
    for match in _BREAK.finditer(text):
        word = positions.get(match.end())
        if word is not None and not _is_wrap(text, match):
            opens[word] = True
    return opens


def _is_wrap(text: str, match: re.Match[str]) -> bool:
    blank_line = match.group().count("\n") + match.group().count("\r") > 1
    following = text[match.end()] if match.end() < len(text) else ""
    return not blank_line and following.islower() and not _FINAL.search(text[: match.start()][-8:])
