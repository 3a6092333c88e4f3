"""Texts that are one voice from end to end: briefings with the speaker's name before each turn, statements, speeches."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.reading.attribution_lexicon import roles
from loaders.reading.attribution_quotes import paragraphs

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from loaders.reading.analysis import Analysis

_TURN = re.compile(r"\s*((?:[A-Z][A-Z.’'\-]*\.?\s+){0,3}[A-Z][A-Z.’'\-]*)\s*:\s")

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Block:
    """Token ranges that one party speaks."""

    speakers: tuple[str, ...]
    ranges: tuple[Range, ...]
    rule: str


def find(analysis: Analysis) -> list[Block]:
    """Return who speaks a text by its title ("Statement by X on ...") and by the names before its turns ("MR. X:")."""
    blocks = _titled(analysis)
    return [*blocks, *_turns(analysis)]


def _titled(analysis: Analysis) -> list[Block]:
    title = analysis.article.title or ""
    start = analysis.doc.text.find(title) if title else -1
    if start < 0:
        return []
    folded = title.casefold()
    kind = next((k for k in sorted(roles("documents_title"), key=len, reverse=True) if folded.startswith(k) or f" {k} " in folded), None)
    if kind is None:
        return []
    first = start + folded.find(kind) + len(kind)
    tokens = [t for t in analysis.doc if first <= t.idx < start + len(title)]
    stop = next((t.i for t in tokens if t.lower_ in {"on", "regarding", "about", "at", "following"}), None)
    keys = _persons(analysis, [t.i for t in tokens if stop is None or t.i < stop])
    body = next((t.i for t in analysis.doc if t.idx >= start + len(title)), None)
    return [Block(keys, ((body, len(analysis.doc)),), "title")] if keys and body is not None else []


def _persons(analysis: Analysis, tokens: list[int]) -> tuple[str, ...]:
    keys = dict.fromkeys(key for i in tokens for key in analysis.keys_at(i) if analysis.entities[key].kind == "person")
    return tuple(keys)


def _turns(analysis: Analysis) -> list[Block]:
    """One block for every run of paragraphs from one speaker's name to the next."""
    doc = analysis.doc
    starts = [(first, _label(doc, first, last)) for first, last in paragraphs(doc)]
    marked = [(first, label) for first, label in starts if label]
    blocks = []
    for position, (first, label) in enumerate(marked):
        end = marked[position + 1][0] if position + 1 < len(marked) else len(doc)
        keys = _named(analysis, label)
        if keys:
            blocks.append(Block(keys, ((first, end),), "turn"))
    return blocks


def _label(doc: Doc, first: int, last: int) -> str:
    found = _TURN.match(doc[first:last].text[:60])
    return found.group(1) if found else ""


def _named(analysis: Analysis, label: str) -> tuple[str, ...]:
    """The person whose surname a turn's label ends in; nobody for `Q`."""
    surname = label.split()[-1].casefold()
    if surname.rstrip(".") in roles("questioners"):
        return ()
    for entity in sorted(analysis.entities.values(), key=lambda e: e.key):
        if entity.kind == "person" and entity.name.split()[-1].casefold() == surname:
            return (entity.key,)
    return ()
