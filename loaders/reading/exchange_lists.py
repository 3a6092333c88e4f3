"""Lists under a heading: `Norway will send:` and a line for each of the goods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading.exchange_goods import listed
from loaders.reading.structure import children, conjuncts, relation

if TYPE_CHECKING:
    from loaders.parsed import Span, Token

#: How many lines of a list are read.
_LONGEST = 40
#: Nouns of a heading that only announce what the list names.
_ANNOUNCING = frozenset(
    {"following", "these", "item", "items", "equipment", "goods", "capabilities", "assistance", "aid"}
)
#: With what a sentence on an item begins that stands in the item's line.
_ON_IT = frozenset({"this", "these", "it", "they"})
#: Words before the colon behind which the parts of what was told are listed.
_GOING_ON = frozenset({"including", "include", "includes", "namely", "comprising"})


def heading(trigger: Token, told: list[Token]) -> bool:
    """Whether a list follows the sentence of a predicate that says nothing itself of the goods, or only `the following`."""
    words = [t for t in trigger.sent if not t.is_space]
    if not announces(trigger) or words[-1].text != ":":
        return False
    last = max((t.right_edge.i for t in told), default=trigger.i)
    near = last >= words[-1].i - 2
    return near and all(t.lower_ in _ANNOUNCING or _following(t) for t in told)


def announces(trigger: Token) -> bool:
    """Whether the sentence of a predicate ends with a colon, or at the end of its line without any mark."""
    words = [t for t in trigger.sent if not t.is_space]
    return trigger.pos_ == "VERB" and (words[-1].text == ":" or (trigger.sent[-1].is_space and not words[-1].is_punct))


def continued(trigger: Token) -> bool:
    """Whether a predicate's sentence goes on in a list that names its goods apart: `has given $5 million, including:`."""
    words = [t for t in trigger.sent if not t.is_space]
    ends = len(words) > 1 and words[-1].text == ":" and words[-2].lower_ in _GOING_ON
    return ends and trigger.pos_ == "VERB" and trigger.is_ancestor(words[-2])


def _following(token: Token) -> bool:
    return any(c.lower_ in {"following", "these"} for c in token.children)


def items(trigger: Token) -> list[Token]:
    """The heads of the lines below the heading; the list ends with the first line that is a sentence.

    What a line says of its item is passed over.
    """
    doc = trigger.doc
    found: list[Token] = []
    start = trigger.sent.end
    for _ in range(_LONGEST):
        if start >= len(doc):
            break
        line = doc[start].sent
        root = _root(line)
        if "\n" not in doc[start - 1].text and line[0].lower_ in _ON_IT:
            start = line.end
            continue
        if root is None or not _is_item(root):
            break
        found.extend(m for t in conjuncts(root) for m in listed(t))
        start = line.end
    return list(dict.fromkeys(found))


def _root(line: Span) -> Token | None:
    return next((t for t in line if t.head is t), None)


def _is_item(root: Token) -> bool:
    """Whether a line is a noun phrase, not a sentence."""
    nominal = root.pos_ in {"NOUN", "PROPN", "NUM", "SYM"}
    return nominal and not children(root, "nsubj", "csubj", "cop") and relation(root) in {"ROOT", "root"}
