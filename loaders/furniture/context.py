"""Furniture that shows only beside its neighbours: titles, repeated captions, lists of stories, notes on authors."""

from __future__ import annotations

import re

from loaders.furniture.page import Page
from loaders.furniture.patterns import NAME, fold, holds, is_, pattern
from loaders.layout import Block

_NEAR = 4
_FRONT_LIST = 6
_SECTION_WORDS = 3
_REPEATED_WORDS = 8
_TITLE_WITHIN = 8
_HEADING_WORDS = 16
_KICKER_WORDS = 4
_TEASER_WORDS = 40
_NOTE_WORDS = 90
_DASHED = re.compile(r"\s[–—|-]{1,2}\s")
_NAME_ONLY = re.compile(rf"{NAME}(?:(?:, | and ){NAME})*")
_NAMED = re.compile(rf"(?:Dr|Prof|Professor|Sir|Dame)?\.? ?(?P<name>{NAME})")
_FIRST_PERSON = re.compile(r"(?:I|My|The (?:author|writer))\b")


def title(page: Page) -> None:
    """The first line that reads as a headline and stands by itself is the title."""
    unmarked = [block for block in page.blocks[: page.lead + 1] if page.kinds[block.index] is None]
    for block in unmarked[:_TITLE_WITHIN]:
        following = page.blocks[block.index + 1] if block.index + 1 < len(page.blocks) else None
        if _is_section(page, block):
            continue
        stands_alone = following is not None and (following.gap or page.kinds[following.index] == "furniture")
        if block.headline_like and block.words > 1 and stands_alone:
            page.mark(block.index, "title", "title")
            return
        if block.prose_like:
            return


def _is_section(page: Page, block: Block) -> bool:
    """Whether a word or two name the section of the site (`Middle East`): a longer headline follows them."""
    following = next((b for b in page.blocks[block.index + 1 : page.lead] if page.kinds[b.index] is None), None)
    return block.words <= _SECTION_WORDS and following is not None and following.headline_like and following.words > 4


def menu(page: Page) -> None:
    """A word or two above the headline are a menu or the name of a section."""
    headline = next(page.of("title"), None)
    for block in page.blocks[: headline.index if headline is not None else 0]:
        if block.words <= _SECTION_WORDS and block.text[-1].isalnum():
            page.furniture(block.index, "control")


def front_list(page: Page) -> None:
    """Many headlines before the first paragraph are a list of other stories; the article's own is the last."""
    before = (b for b in page.blocks[: page.lead] if page.kinds[b.index] is None)
    headlines = [b for b in before if b.headline_like and not b.final and b.words > 3]
    if len(headlines) >= _FRONT_LIST:
        for block in page.blocks[: headlines[-1].index]:
            if page.kinds[block.index] is None:
                page.furniture(block.index, "related")


def title_copies(page: Page) -> None:
    """A page often has its headline several times over its article."""
    title_block = next(page.of("title"), None)
    for block in page.blocks[: page.lead]:
        if title_block is not None and block is not title_block and block.text == title_block.text:
            page.furniture(block.index, "title copy")


def repeats(page: Page) -> None:
    """A line that the next ones repeat, with a credit or without, is a caption; the last of equal ones stays."""
    for block in page.blocks:
        if block.words < 4 or page.kinds[block.index] == "title":
            continue
        for other in page.blocks[block.index + 1 : block.index + 1 + _NEAR]:
            # A speaker may say a short sentence twice; a page does it with long ones, or with a credit after them.
            repeated = other.text.startswith(block.text) and other.words <= block.words + 12
            if repeated and (block.words >= _REPEATED_WORDS or page.classes[other.index] == "caption"):
                page.furniture(block.index, "caption")
                break


def credited(page: Page) -> None:
    """A line that ends in the words of a short line just before or after it is a caption, and that its credit."""
    for block in page.blocks:
        if block.words > 6 or block.final or block.listed or page.kinds[block.index] == "title":
            continue
        for other in page.blocks[max(0, block.index - 2) : block.index + 3]:
            longer = other.words > block.words and len(block.text) > 5 and other.words <= 70
            if longer and other.text.endswith(block.text):
                page.furniture(block.index, "credit")
                page.furniture(other.index, "caption")


def bylines(page: Page) -> None:
    """A name alone at the top, beside a date or a byline, is a byline."""
    for block in page.blocks[: page.lead]:
        if (
            page.kinds[block.index] is not None
            or block.words > 12
            or not block.is_line
            or not _NAME_ONLY.fullmatch(block.text)
        ):
            continue
        beside = {page.classes[i] for i in (block.index - 1, block.index + 1) if 0 <= i < len(page.blocks)}
        if beside & {"date", "byline"} or _is_counted(page, block.index + 1):
            page.mark(block.index, "furniture", "byline")


def _is_counted(page: Page, index: int) -> bool:
    """Whether a block is a control with a number in it: `3 min read`."""
    return (
        index < len(page.blocks)
        and page.classes[index] == "control"
        and bool(re.search(r"\d", page.blocks[index].text))
    )


def related(page: Page) -> None:
    """After the label of a list of stories, headline after headline is furniture."""
    for block in page.blocks:
        if block.words > 10 or not block.is_line or page.kinds[block.index] == "title":
            continue
        if page.classes[block.index] == "related" or not is_("related", "labels", block.text):
            continue
        listed = _listed(page, block.index + 1, certain=is_("related", "lists", block.text))
        if listed or page.kinds[block.index] is not None:
            page.furniture(block.index, "related")
        for index in listed:
            page.furniture(index, "related")


def _listed(page: Page, start: int, *, certain: bool) -> list[int]:
    """The headlines that follow a label, with a teaser of a sentence between them where another headline follows."""
    found: list[int] = []
    for index in range(start, len(page.blocks)):
        block = page.blocks[index]
        if page.kinds[index] == "furniture":
            continue
        if _story_like(block) and ((certain and index == start) or not _opens_prose(page, index)):
            found.append(index)
            continue
        after = page.blocks[index + 1] if index + 1 < len(page.blocks) else None
        teaser = bool(found) and block.words <= _TEASER_WORDS and after is not None and after.headline_like
        if not teaser or _opens_prose(page, index + 1):
            break
        found.append(index)
    return found


def _story_like(block: Block) -> bool:
    """Whether a line could name a story in a list, numbered or not."""
    return block.words <= 30 and block.is_line and (block.headline_like or (block.listed and not block.final))


def _opens_prose(page: Page, index: int) -> bool:
    """Whether a headline-like line is a heading of the article: two paragraphs of prose follow it."""
    after = page.blocks[index + 1 : index + 3]
    return len(after) == 2 and all(b.prose_like and b.words >= 20 and page.kinds[b.index] is None for b in after)


def closing(page: Page) -> None:
    """After the label of a list of sources at the end of the page, all is furniture."""
    for block in page.blocks:
        if block.index * 2 < len(page.blocks) or block.words > 6 or block.final or not block.is_line:
            continue
        if not is_("related", "closing", block.text):
            continue
        rest = page.blocks[block.index :]
        if sum(b.final and b.words > 25 for b in rest) < 2:
            for other in rest:
                page.furniture(other.index, "related")
        return


def kickers(page: Page) -> None:
    """A word or two and a headline with a dash, alone among paragraphs: the teaser of another story."""
    for block in page.blocks[page.lead + 1 :]:
        after = block.index + 1
        if not (page.free(block.index) and page.free(after)) or block.words > _KICKER_WORDS or block.listed:
            continue
        teaser = page.blocks[after]
        label_like = block.headline_like and not re.search(r"[?!.:]", block.text)
        if label_like and teaser.headline_like and teaser.words > 4 and _DASHED.search(teaser.text):
            page.furniture(block.index, "related")
            page.furniture(after, "related")


def author_notes(page: Page, authors: list[str]) -> None:
    """What the page says about who wrote it, after the last paragraphs.

    Args:
        page: the page, its lines marked.
        authors: the names of its bylines.
    """
    prose = list(page.prose())
    for block in reversed(prose[2:][-2:]):
        quoted = re.search(r'[“"]', block.text)
        if block.words > _NOTE_WORDS or not block.is_line or quoted or not _is_author_note(block, authors):
            return
        page.furniture(block.index, "author")


def _is_author_note(block: Block, authors: list[str]) -> bool:
    if _FIRST_PERSON.match(block.text):
        return bool(pattern("notes", "author").search(fold(block.text)))
    named = _NAMED.match(block.text)
    if named is None:
        return False
    byline = any(author in named["name"] or named["name"] in author for author in authors)
    if byline and holds("notes", "fellow", block.text):
        return True
    # The note begins at once: "Jane Roe is a reporter", never "Jane Roe told the reporter".
    said = fold(block.text[named.end() :]).lstrip()
    head = pattern("notes", "author").search(said)
    return (byline or not authors) and head is not None and head.start() <= (40 if byline else 2)


def headings(page: Page) -> None:
    """Short lines without a full stop, with a paragraph after them, are headings."""
    after: Block | None = None
    for block in reversed(page.blocks):
        if not page.free(block.index):
            continue
        before_text = after is not None and (after.prose_like or after.headline_like)
        if before_text and block.words <= _HEADING_WORDS and block.headline_like:
            page.mark(block.index, "heading", "heading")
        after = block
