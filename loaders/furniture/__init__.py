"""Page furniture is marked, never cut: title, headings, credits, lists of other stories, what readers wrote.

The rules look at lines and their neighbours; their words are data (`lexicon/furniture.toml`). Running prose is worth
more than a clean page: where a line may be a sentence of the article, it stays.
"""

from __future__ import annotations

from graph.records import Segment
from loaders.furniture import comments, context, datelines, lines
from loaders.furniture.bylines import byline_names
from loaders.furniture.page import Page
from loaders.layout import Block

__all__ = ["Page", "mark", "segments"]


def mark(blocks: list[Block], plain: str, *, title: str | None = None, authors: tuple[str, ...] = ()) -> Page:
    """Say of every block of a page what it is.

    Args:
        blocks: the page.
        plain: the text as read with markup blanked.
        title: the headline, where the format knows it.
        authors: the authors, where the format knows them.
    """
    page = Page(blocks)
    lines.mark(page)
    _known_title(page, title)
    if "title" not in page.kinds:
        context.front_list(page)
        context.title(page)
    context.title_copies(page)
    context.menu(page)
    context.repeats(page)
    context.credited(page)
    comments.mark(page)
    context.closing(page)
    context.related(page)
    context.bylines(page)
    context.kickers(page)
    context.author_notes(page, [*authors, *byline_names(page)])
    context.headings(page)
    lines.label(page, plain)
    datelines.mark(page, plain)
    lines.tails(page, plain)
    return page


def _known_title(page: Page, title: str | None) -> None:
    wanted = " ".join(title.split()).casefold() if title else None
    for block in page.blocks[:8]:
        if wanted and block.text.casefold() == wanted:
            page.kinds[block.index], page.classes[block.index] = "title", "title"
            return


def segments(page: Page) -> list[Segment]:
    """The segments of a marked page, in order; a comment of several paragraphs is one."""
    found: list[Segment] = []
    for block in page.blocks:
        kind = page.kinds[block.index]
        if kind is None:
            continue
        voice = page.voices.get(block.index)
        last = found[-1] if found else None
        if (
            kind == "comment"
            and last
            and last.kind == kind
            and last.voice == voice
            and page.kinds[block.index - 1] == kind
        ):
            found[-1] = Segment(last.start, block.end, kind, voice)
        else:
            found.append(Segment(block.start, block.end, kind, voice))
    return _with_parts(found, page.parts)


def _with_parts(found: list[Segment], parts: list[Segment]) -> list[Segment]:
    """Add segments within blocks; a title begins after the label before it."""
    ends = {part.start: part.end for part in parts}
    trimmed = [Segment(ends.get(s.start, s.start), s.end, s.kind, s.voice) for s in found]
    return sorted([*trimmed, *parts], key=lambda s: (s.start, s.end))
