"""Amounts and dates as written: a small grammar over tokens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loaders.reading.goods import content, is_currency, singular, words
from loaders.reading.structure import preposition, relation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loaders.parsed import Doc, Token

_BEFORE = frozenset({"nummod", "amod", "advmod", "det", "compound"})
_MONTHS = {
    name: number
    for number, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        start=1,
    )
}
_SEASONS = frozenset({"spring", "summer", "autumn", "winter", "week", "month", "year", "decade", "quarter"})
_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today", "tomorrow"}
)
_DETERMINERS = frozenset(
    {"last", "next", "this", "early", "late", "mid", "the", "past", "coming", "previous", "following"}
)
_VAGUE = frozenset(
    {"several", "many", "dozens", "hundreds", "thousands", "millions", "few", "couple", "some", "numerous", "scores"}
)


def quantity(token: Token) -> str | None:
    """The amount that stands before a good, with its unit, as written: `3,000 kilograms`, `more than 10,000`."""
    thing = content(token)
    while relation(token) == "nmod" and preposition(token) in {"of", "in"} and content(token.head) == thing:
        token = token.head
    if thing.i != token.i:
        end = min(
            (c.left_edge.i for c in token.children if c.i > token.i and preposition(c) in {"of", "in"}),
            default=token.i + 1,
        )
        start = min(
            (c.left_edge.i for c in token.children if c.i < token.i and relation(c) in _BEFORE), default=token.i
        )
        found = _trimmed(token.doc, start, max(end, token.i + 1))
        counted = is_currency(token) or singular(token.lower_) in words().measures or token.pos_ in {"NUM", "SYM"}
        if found and (counted or any(c.isdigit() for c in found)):
            return found
    if is_currency(thing):
        return _trimmed(thing.doc, thing.left_edge.i, _money_end(thing))
    amounts = [c for c in thing.children if c.i < thing.i and (relation(c) == "nummod" or c.lower_ in _VAGUE)]
    if not amounts:
        return None
    return _trimmed(thing.doc, amounts[0].left_edge.i, amounts[0].right_edge.i + 1)


def _money_end(head: Token) -> int:
    inner = [c.right_edge.i for c in head.children if relation(c) in {"nummod", "compound", "flat"} and c.i > head.i]
    return max([head.i, *inner]) + 1


def _trimmed(doc: Doc, start: int, end: int) -> str | None:
    while start < end and (doc[start].pos_ in {"DET", "ADP", "PUNCT"} or doc[start].tag_ in {"PRP$", "POS"}):
        if doc[start].lower_ in {"a", "an"} and start + 1 < end and doc[start + 1].like_num:
            break
        if doc[start].lower_ in {"over", "up", "about", "around", "under", "some", "at"}:
            break
        start += 1
    span = doc[start:end].text.strip(" ,")
    return span if any(c.isdigit() for c in span) or _wordy(doc, start, end) else None


def _wordy(doc: Doc, start: int, end: int) -> bool:
    return any(
        t.like_num or t.pos_ == "NUM" or singular(t.lower_) in words().measures or t.lower_ in _VAGUE
        for t in doc[start:end]
    )


def date(trigger: Token, places: Iterable[Token]) -> str | None:
    """When: a date among the trigger's or its arguments' phrases, ISO 8601 if it is a full date, else as written."""
    for node in (trigger, *places):
        for child in node.children:
            if relation(child) in {"obl", "nmod", "advmod", "appos"} and is_date(child):
                return _written(child)
    return None


def is_date(token: Token) -> bool:
    """Whether a token is a day, month or year, or heads a phrase that is a time (`last year`)."""
    lower = token.lower_
    if token.like_num and any(c.lower_ in _MONTHS and c.text[:1].isupper() for c in token.children):
        return True
    if lower in _MONTHS and token.text[:1].isupper():
        return True
    if lower in _DAYS or re.fullmatch(r"(19|20)\d\d", lower):
        return True
    return lower in _SEASONS and any(c.lower_ in _DETERMINERS - {"the"} for c in token.children)


def _written(token: Token) -> str:
    inside = [
        t
        for t in token.subtree
        if t.i <= token.i or relation(t) in {"nummod", "flat", "compound", "appos", "nmod", "punct", "advmod"}
    ]
    start = min((t.i for t in inside if relation(t) not in {"case", "punct"}), default=token.i)
    end = max(t.i for t in inside if t.i < start + 8) + 1
    span = token.doc[start:end].text.strip(" ,.")
    full = re.fullmatch(r"(?:(\w+) (\d{1,2})|(\d{1,2}) (\w+)),? (\d{4})", span)
    if full:
        month = _MONTHS.get((full[1] or full[4]).lower())
        if month is not None:
            return f"{full[5]}-{month:02}-{int(full[2] or full[3]):02}"
    return span
