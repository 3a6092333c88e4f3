"""Cues that stand behind or in their content: "..., said X", "the crates, X insisted, were empty", "according to X".

What belongs to the content is told by position and punctuation, since a parser's attachment is least sure there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading.attribution_lexicon import forms, is_role
from loaders.reading.attribution_speakers import phrase
from loaders.reading.structure import children, relation

if TYPE_CHECKING:
    from loaders.parsed import Doc, Token
    from loaders.reading.attribution_report import Range

#: Marks behind which a report may stand that follows its content.
CLOSERS = frozenset({",", "”", '"', "»", "''", "—", "–", "-", "?", "!", "’", ")", "...", "…", "‘", "“", "'", ":"})
#: Marks that open content behind a report.
OPENERS = frozenset({":", "“", '"', "„", "«", "``", "‘", "’", "'"})
QUOTED = frozenset({"”", '"', "»", "''", "’"})
#: Parts of speech of a title, and how many words it has at most.
_TITULAR, _TITLE = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET"}), 9
_BOUNDS = frozenset({";", ":"})
_RELATIVE = frozenset({"WDT", "WP", "WP$", "VBG"})
#: Words that start a clause of the article's own behind "..., X said".
_ANEW = frozenset({"but", "yet", "while"})
#: Dependents of a cue that belong to the report's own clause, not to its content.
_OWN = frozenset({"nsubj", "aux", "advmod", "iobj", "obl", "obj", "expl", "compound", "cop", "det", "discourse"})


def beside(token: Token, speaker: Token, last: int = 0) -> tuple[Range, ...]:
    """What stands before, around or after `X said` (up to `last`) where the cue governs no clause."""
    if relation(token) == "acl" and speaker.i == token.head.i:
        return ()
    start, end = own_extent(token, speaker)
    end, start = max(end, last), _before_title(token.doc, start)
    doc, sentence = token.doc, bounds(token, start)
    before = doc[start - 1] if start > sentence[0] else None
    as_clause = in_as_clause(token)
    if before is not None and (before.text in CLOSERS or as_clause):
        return around(doc, sentence, start - (1 if as_clause else 0), end)
    after = doc[end] if end < sentence[1] else None
    quoted = after is not None and after.text == "," and end + 1 < sentence[1] and doc[end + 1].text in OPENERS
    if after is not None and (after.text in OPENERS or quoted):
        return trim(doc, end, sentence[1])
    return ()


def _before_title(doc: Doc, start: int) -> int:
    """Where a title begins that the parser tore from its name: `..., Minister for Trade X said`."""
    first = start
    while first > max(doc[start].sent.start, start - _TITLE) and doc[first - 1].pos_ in _TITULAR:
        first -= 1
    titled = doc[first - 1].text in CLOSERS and any(is_role(t, "officials") for t in doc[first:start])
    return first if first > doc[start].sent.start and titled else start


def phrase_content(start: int, head: Token) -> tuple[Range, ...]:
    """The clause that a phrase like `according to X` makes X's: after it at the start of a sentence, else around it."""
    doc, end = head.doc, phrase(head)[1]
    # Behind a comma the phrase is the whole sentence's, not the last relative clause's.
    first, last = bounds(head, start, whole=start > 0 and doc[start - 1].text == ",")
    while end < last and end <= head.right_edge.i and not doc[end].is_punct:
        end += 1
    left = trim(doc, first, start)
    if not left:
        return trim(doc, end, last)
    if head.head.i < start and is_finite(doc, left) and end + 1 < last and doc[end + 1].tag_ != "CC":
        return left
    return around(doc, (first, last), start, end, _ANEW | {"and", "or"})


def in_as_clause(token: Token) -> bool:
    """Whether a cue stands in `as X put it`, `as X likes to say`, which makes the main clause its content."""
    verb = token.head if relation(token) == "xcomp" and token.head.pos_ == "VERB" else token
    return token.lower_ in forms("as_clause") and any(
        c.lower_ == "as" and relation(c) in {"mark", "advmod", "case"} for c in verb.children
    )


def own_extent(token: Token, speaker: Token) -> Range:
    """The stretch of the cue with its subject, auxiliaries, adverbs and hearers, without gaps."""
    # Of two subjects the other one is what the parser tore from the content.
    own = [c for c in token.children if relation(c) in _OWN and c.i != speaker.i]
    own = [c for c in own if relation(c) != "nsubj" or relation(speaker) != "nsubj"]
    ranges = [phrase(speaker), *((child.left_edge.i, child.right_edge.i + 1) for child in own)]
    start, end = token.i, token.i + 1
    for first, last in sorted(ranges, key=lambda r: min(abs(r[0] - token.i), abs(r[1] - 1 - token.i))):
        if last == start and first < start:
            start = first
        elif first == end and last > end:
            end = last
    if speaker.i < token.i:
        start = min(start, phrase(speaker)[0])
    return start, end


def bounds(token: Token, start: int, *, whole: bool = False) -> Range:
    """The stretch in which content is looked for: the sentence, less what a semicolon or a relative clause cuts off."""
    first, last = token.sent.start, token.sent.end
    climb = token
    while climb.head.i != climb.i and not whole:
        if climb.dep_ == "acl:relcl" and climb.left_edge.i < start - 1 and climb.i != token.i:
            first, last = climb.left_edge.i, climb.right_edge.i + 1
            break
        climb = climb.head
    for i in range(start - 2, first, -1):
        if token.doc[i].text in _BOUNDS:
            first = i + 1
            break
    for i in range(token.i + 1, last):
        if token.doc[i].text == ";":
            last = i
            break
    return first, last


def around(doc: Doc, sentence: Range, start: int, end: int, anew: frozenset[str] = _ANEW) -> tuple[Range, ...]:
    """What stands before a report and, where it only interrupts it, behind it; a new clause after `anew` is not."""
    left = trim(doc, sentence[0], start)
    if end + 1 >= sentence[1] or doc[end].text != ",":
        return left
    opener = doc[end + 1]
    complete = left and is_finite(doc, left)
    if opener.tag_ in _RELATIVE or (complete and opener.lower_ in anew and _starts_anew(doc, end + 1, start)):
        return left
    if doc[start - 1].text in QUOTED and opener.text not in OPENERS:
        return left
    return (*left, *trim(doc, end + 1, sentence[1]))


def _starts_anew(doc: Doc, opener: int, start: int) -> bool:
    """Whether what follows a report is a clause of its own, coordinated with or subordinate to the one before it."""
    if doc[opener].tag_ != "CC":
        return False
    for token in doc[opener : doc[opener].sent.end]:
        if relation(token) == "conj" and token.head.i < start:
            return bool(children(token, "nsubj"))
    return True


def is_finite(doc: Doc, ranges: tuple[Range, ...]) -> bool:
    """Whether a finite verb stands in the ranges."""
    return any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for a, b in ranges for t in doc[a:b])


def trim(doc: Doc, start: int, end: int) -> tuple[Range, ...]:
    """The range without punctuation and blanks at its ends, if anything is left."""
    while start < end and (doc[start].is_punct or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return ((start, end),) if end > start else ()
