"""Furniture that a line shows by itself."""

from __future__ import annotations

import re

from graph.records import Segment
from loaders.furniture.datelines import dateline
from loaders.furniture.page import Page
from loaders.furniture.patterns import NAME, controls_only, date_only, dated, fold, holds, lexicon, pattern, starts
from loaders.layout import Block

_CAPTION_WORDS = 70
_CREDIT_WORDS = 16
_CAPTION_ONLY_WORDS = 40
_TAIL = 300
_TOP_BLOCKS = 6
_LEGEND = re.compile(r"[\u2580-\u259f\u25a0-\u25a9\u2b1b\u2b1c]")
_SIGNED = re.compile(
    r"[(\[](?:additional )?(?:reporting|writing|editing|written|compiled) by\b[^()\[\]]{3,250}[)\]]\.?$", re.IGNORECASE
)


def mark(page: Page) -> None:
    """Mark every line that is furniture whatever stands around it."""
    for block in page.blocks:
        rule = _rule(block, len(page.blocks)) if block.is_line else None
        if rule is not None:
            page.mark(block.index, "furniture", rule)


def _rule(block: Block, blocks: int) -> str | None:
    for rule, holds_here in _RULES:
        if holds_here(block, blocks):
            return rule
    return None


def _is_field(block: Block, _: int) -> bool:
    return block.words <= _CREDIT_WORDS and not block.final and starts("fields", "labels", block.text)


def _is_mark(block: Block, _: int) -> bool:
    return bool(pattern("notes", "marks").fullmatch(block.text))


def _is_control(block: Block, _: int) -> bool:
    return controls_only(block.text)


def _is_date(block: Block, _: int) -> bool:
    stamped = block.words <= _CREDIT_WORDS and not block.final and holds("datelines", "stamped", block.text)
    return date_only(block.text) or (stamped and dated(block.text))


def _is_byline(block: Block, _: int) -> bool:
    """`By` and a name, then nothing but a role, a place or further names."""
    opening = pattern("bylines", "starts").match(block.text)
    if opening is None or block.words > 24 or block.index > 12:
        return False
    if not block.final and dated(block.text):
        return True
    rest = block.text[opening.end() :]
    name = re.match(
        rf"(?:{NAME}|[A-Z]{{2,}}(?: [A-Z.]{{2,}}){{1,3}})(?=$|,| and | & |\s?[|•·–—-] | in | for |\.$)", rest
    )
    if block.final and block.words > 6:
        return False
    if block.words <= 5 and not block.final and _all_names(rest):
        return True
    agency = fold(rest).lower().strip(" .") in lexicon()["credits"]["agencies"]
    return agency or (name is not None and not re.search(r"[.!?][\"”]? [A-Z]", rest[name.end() :]))


def _all_names(text: str) -> bool:
    """Whether every word could be part of a name or is the title of those who sign: `Our Staff Writer`."""
    roles = set(lexicon()["bylines"]["roles"]) | {"and", "the", "our"}
    return all(not word[0].islower() or word.lower() in roles for word in text.split())


def _is_prompt(block: Block, _: int) -> bool:
    if block.words > lexicon()["prompts"]["prompt_words"]:
        return False
    return starts("prompts", "starts", block.text) or holds("prompts", "holds", block.text)


def _is_teaser(block: Block, _: int) -> bool:
    return block.words <= 30 and starts("related", "starts", block.text)


def _is_credit(block: Block, _: int) -> bool:
    return block.words <= _CREDIT_WORDS and starts("credits", "lines", block.text)


def _is_caption(block: Block, blocks: int) -> bool:
    if block.words > _CAPTION_WORDS:
        return False
    if starts("credits", "captions", block.text):
        return True
    credit = pattern("credits", "ends").search(fold(block.text))
    if credit is not None:
        # A paragraph of the article may end in the credit of the picture beside it.
        return block.text[: credit.start()].count(" ") < _CAPTION_ONLY_WORDS and dateline(block.text) is None
    tagged = re.search(lexicon()["credits"]["tags"], block.text) is not None
    return tagged and block.index < _TOP_BLOCKS and blocks > block.index + 3


def _is_signoff(block: Block, _: int) -> bool:
    return block.words <= _CAPTION_WORDS and starts("notes", "signoff", block.text)


def _is_legend(block: Block, _: int) -> bool:
    return block.words <= 10 and bool(_LEGEND.match(block.text))


def _is_foreign(block: Block, _: int) -> bool:
    """A short line in another script: a credit or a switch of language."""
    if block.words > 6:
        return False
    letters = [c for c in block.text if c.isalpha()]
    return len(letters) > 1 and sum(c > "\u024f" for c in letters) > 0.5 * len(letters)


_RULES = (
    ("mark", _is_mark),
    ("date", _is_date),
    ("control", _is_control),
    ("byline", _is_byline),
    ("field", _is_field),
    ("related", _is_teaser),
    ("prompt", _is_prompt),
    ("credit", _is_credit),
    ("caption", _is_caption),
    ("signoff", _is_signoff),
    ("legend", _is_legend),
    ("foreign", _is_foreign),
)


def tails(page: Page, plain: str) -> None:
    """Mark the agency's sign-off, or a picture's credit, at the end of a paragraph."""
    for block in page.blocks:
        if page.kinds[block.index] is not None or not block.prose_like:
            continue
        start = max(block.start, block.end - _TAIL)
        tail = fold(plain[start : block.end])
        match = _SIGNED.search(tail) or pattern("credits", "ends").search(tail)
        if match is not None and start + match.start() > block.start:
            page.tail(block.index, start + match.start(), plain)


def label(page: Page, plain: str) -> None:
    """Mark the label before a headline: `FACT SHEET: `."""
    for block in page.of("title"):
        match = pattern("notes", "labels").match(fold(plain[block.start : block.end]))
        if match is not None and match.end() < block.end - block.start:
            page.parts.append(Segment(block.start, block.start + len(match.group().rstrip()), "furniture"))
