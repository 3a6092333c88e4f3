"""The words of a noun phrase that name a good, in the order of the text: without number, nationality and praise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loaders.reading import goods_senses
from loaders.reading.exchange_parties import is_name
from loaders.reading.goods_catalogue import catalogue, normal, singular, words
from loaders.reading.structure import children, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis

_BEFORE = frozenset({"compound", "amod", "nmod", "flat"})


def stands_alone(modifier: Token) -> bool:
    """Whether a word is a good by itself though it is read as a modifier: `food` in "food and humanitarian aid"."""
    listed = children(modifier, "conj")
    return modifier.pos_ == "NOUN" and normal(modifier.lower_) in catalogue() and any(c.pos_ == "ADJ" for c in listed)


def words_of(analysis: Analysis, head: Token) -> list[str]:
    """The words of the phrase that say what the thing is, in the order of the text."""
    kept = [head]
    for child in head.children:
        if child.i < head.i and relation(child) in _BEFORE and child.dep_ != "nmod:poss":
            kept.extend(_kept(analysis, child))
    # "relief - shelter kits"
    parted = max((t.i for t in head.doc[min(t.i for t in kept) : head.i] if _dash(t)), default=-1)
    inside = {t.i for t in kept if t.i > parted}
    for i in range(min(inside), head.i):
        if head.doc[i].text == "-" and {i - 1, i + 1} & inside:
            inside |= {i - 1, i, i + 1}
    first = min(inside)
    if first > 1 and hyphenated(head.doc[first - 1]) and _lost(head, head.doc[first - 1]):
        first -= 1
        inside.add(first)
    while first > 1 and hyphenated(head.doc[first]) and head.doc[first - 2].is_alpha:
        first -= 2
        inside |= {first, first + 1}
    ordered = [head.doc[i] for i in sorted(inside)]
    return _joined([t for t in ordered if t.pos_ != "PUNCT" or t.text in {"-", ","}])


def _joined(tokens: list[Token]) -> list[str]:
    """The forms of tokens; what is written as one word stays one: `F-16V`, which is split behind its number."""
    forms: list[str] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        together = before is not None and before.i + 1 == token.i and not before.whitespace_
        if together and "-" not in {forms[-1], token.text}:
            forms[-1] += token.text
        else:
            forms.append(form(token))
    return forms


def _lost(head: Token, before: Token) -> bool:
    """Whether the parse hung the end of a hyphenated word elsewhere: `air` of "surface-to-air missiles"."""
    lost = before.is_alpha and before.head != head and before.tag_ not in {"JJR", "JJS"}
    return lost and before.lower_ not in words().dropped


def _kept(analysis: Analysis, modifier: Token) -> list[Token]:
    lists = words()
    if modifier.lower_ in {"mm", "g"}:
        return [*(c for c in modifier.children if c.like_num), modifier]
    if goods_senses.model(modifier.text):
        return [modifier]
    if modifier.like_num or modifier.pos_ in {"NUM", "DET", "PRON", "SYM"}:
        return []
    if is_name(analysis, modifier) and not _branded_pair(modifier):
        return []
    if {modifier.lower_, _written(modifier)} & lists.dropped or (
        singular(modifier.lower_) in lists.measures | lists.carriers and (not hyphenated(modifier) or _sized(modifier))
    ):
        return []
    if modifier.tag_ in {"JJR", "JJS"} or (
        modifier.tag_ in {"VBN", "VBG"} and any(relation(c) == "obl" for c in modifier.children)
    ):
        return []
    if stands_alone(modifier):
        return [t for c in children(modifier, "conj") for t in _kept(analysis, c)]
    inner = [t for c in modifier.children if relation(c) in {*_BEFORE, "advmod", "conj"} for t in _kept(analysis, c)]
    # "oil and gas equipment" is written with its `and`.
    joining = (
        [c for c in modifier.children if relation(c) == "cc" or c.text == ","] if relation(modifier) == "conj" else []
    )
    return [*joining, *inner, modifier]


def _dash(token: Token) -> bool:
    """Whether a token parts a word from the list that it announces: a dash, or a hyphen between blanks."""
    spaced = token.text == "-" and token.i > 0 and bool(token.nbor(-1).whitespace_)
    return spaced or token.text in {"–", "—", "--"}


def _written(modifier: Token) -> str:
    """A modifier with what hyphens join before it: `life-saving`."""
    start = modifier.i
    while start > 1 and hyphenated(modifier.doc[start]):
        start -= 2
    return "".join(t.lower_ for t in modifier.doc[start : modifier.i + 1])


def hyphenated(token: Token) -> bool:
    """Whether a hyphen joins a word to the one before it."""
    return token.i > 0 and token.nbor(-1).text == "-" and not _dash(token.nbor(-1))


def _sized(measure: Token) -> bool:
    """Whether a hyphenated measure tells how big the thing is: `3,000-ton frigates`."""
    return measure.i > 1 and measure.nbor(-2).like_num


def _branded_pair(modifier: Token) -> bool:
    """A brand before its kind ("Storm Shadow missiles") is part of the name although it is capitalised."""
    return normal(modifier.text + " " + modifier.head.text) in catalogue()


def form(token: Token) -> str:
    """A word as it stands in a good's name: in lower case, but for names, acronyms and designations."""
    return (
        token.text
        if token.pos_ == "PROPN" or token.text.isupper() or any(c.isdigit() for c in token.text)
        else token.lower_
    )


def plain(name: list[str]) -> str:
    """The words of a name as one writes them."""
    text = re.sub(r"\s+,", ",", re.sub(r"\s*-\s*", "-", " ".join(name)))
    return re.sub(r"(\d) (mm|G)\b", r"\1\2", re.sub(r"\s+", " ", text)).strip()


def tail_of(analysis: Analysis, head: Token) -> str:
    """What an open name is for or of: "parts for jets", "weapons of mass destruction", "access to ports"."""
    cases = {"for", "of", "to"} if singular(head.lower_) in words().vague else {"for", "of"}
    # The parse often hangs what follows at once on the verb.
    hung = [c for c in children(head.head, "obl") if c.left_edge.i == head.i + 1 and preposition(c) == "for"]
    for child in [*children(head, "nmod"), *(hung if relation(head) == "obj" else [])]:
        case = preposition(child)
        if child.i > head.i and case in cases and not is_name(analysis, child) and child.pos_ == "NOUN":
            return f"{case} {' '.join(words_of(analysis, child))}"
    return ""
