"""What readers wrote below an article, kept apart and under their names."""

from __future__ import annotations

import re

from loaders import dates
from loaders.furniture.page import Page
from loaders.furniture.patterns import date_only, fold, is_, pattern
from loaders.layout import Block

_NAME_WORDS = 5
_PARAGRAPHS = 2
_HEAD_LENGTH = 120
_NAMED_TIME_WORDS = 10


def mark(page: Page) -> None:
    """Find where readers begin to speak, mark what each says as a comment, the rest there as furniture."""
    start = _start(page)
    if start is None:
        return
    voice: str | None = None
    heads = _heads(page, start)
    for index in range(start, len(page.blocks)):
        if index in heads:
            voice = heads[index] or voice
            _furniture(page, index)
        elif voice is None or page.kinds[index] == "furniture":
            _furniture(page, index)
        else:
            page.kinds[index] = None
            page.mark(index, "comment", "comment")
            page.voices[index] = voice
    _inline(page, start)


def _furniture(page: Page, index: int) -> None:
    page.furniture(index, "comments")


def _start(page: Page) -> int | None:
    """The label after which times of comments, or names that speak, follow; below some paragraphs."""
    first = [block.index for block in page.prose()][_PARAGRAPHS - 1 : _PARAGRAPHS]
    for block in page.blocks[first[0] if first else len(page.blocks) :]:
        if block.words <= 8 and block.is_line and is_("comments", "labels", block.text):
            after = page.blocks[block.index + 1 :]
            # "Mr Roe said:" may open a paragraph of the article as well; a time beside a name does not.
            spoken = block.index * 2 > len(page.blocks) and any(map(_said, after))
            return block.index if spoken or any(_is_time(b) or _named_time(b) for b in after) else None
    return None


def _is_time(block: Block) -> bool:
    short = block.words <= _NAME_WORDS and block.is_line
    return short and bool(pattern("comments", "time").fullmatch(fold(block.text).strip(" .·•|,")))


def _said(block: Block) -> re.Match[str] | None:
    return pattern("comments", "said").match(fold(block.text[:_HEAD_LENGTH]))


def _named_time(block: Block) -> str | None:
    """The name in a line of nothing but a name and a time: `Ann Reader, 2 days ago`, `Ann Reader - May 3, 2019 at 10:15`."""
    if block.words > _NAMED_TIME_WORDS or block.final or not block.is_line or date_only(block.text):
        return None
    name = re.sub(
        rf"(?:{pattern('comments', 'time').pattern})$", " ", fold(block.text).strip(" )"), flags=re.IGNORECASE
    )
    for time in (dates.WRITTEN, dates.CLOCK):
        name = time.sub(" ", name)
    words = re.sub(r"\b(?:at|on)\b", " ", name.strip(" .·•|,–(-")).split() if name != fold(block.text) else []
    left = " ".join(words).strip(" .·•|,–(-")
    return left if left and left.count(" ") < _NAME_WORDS - 1 and left[0].isalnum() else None


def _heads(page: Page, start: int) -> dict[int, str | None]:
    """The blocks that open a comment, each with the name it gives: the lines before a time, or `Name says:`."""
    heads: dict[int, str | None] = {}
    for block in page.blocks[start:]:
        said = _said(block)
        if said is not None and block.text[said.end() :].strip() == "":
            heads[block.index] = said["name"].strip()
        if not _is_time(block):
            named = _named_time(block)
            if named is not None:
                heads[block.index] = named
            continue
        heads[block.index] = None
        name = _name_before(page, block.index, start)
        for index in range(block.index - 1, max(start, block.index - 3), -1):
            if name is not None and page.blocks[index].text == name:
                heads[index] = name
    return heads


def _name_before(page: Page, index: int, start: int) -> str | None:
    before = page.blocks[index - 1] if index - 1 > start else None
    if before is None or before.words > _NAME_WORDS or before.final:
        return None
    return before.text


def _inline(page: Page, start: int) -> None:
    """A comment whose name stands on its own first line: `Name wrote: I think ...`."""
    for block in page.blocks[start:]:
        said = _said(block)
        if said is not None and block.text[said.end() :].strip():
            page.kinds[block.index], page.classes[block.index] = "comment", "comment"
            page.voices[block.index] = said["name"].strip()
