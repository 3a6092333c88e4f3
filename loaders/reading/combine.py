"""Rules and role head together: one list of readings of exchanges. This is the policy, and all of it.

1. What the rules read stands. Where the head reads the same good, its stage goes before theirs, the weaker of the two
   certainties holds, and from the confidence `ACCEPTED` on it fills sides that the rules leave open.
2. A candidate of the head on a good that the rules do not read is added from the same confidence on.

The figures behind the numbers are in the model card of the role head.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from graph.vocabulary import weaker
from loaders import roles
from loaders.reading import quantities
from loaders.reading.exchange_lexicon import triggers
from loaders.reading.span_reading import SpanReading

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from loaders.reading.analysis import Analysis

#: Least confidence of a candidate that adds a side or an exchange.
ACCEPTED = 0.2
#: Frame of what only the head reads.
HEAD = "head"


@cache
def role_head() -> roles.RoleHead:
    """The role head, loaded once."""
    return roles.load()


def combined(analysis: Analysis, by_rules: Iterable[SpanReading]) -> list[SpanReading]:
    """The readings of rules and head as one list, in the order of their triggers."""
    head = [r for c in role_head().read(analysis.doc) if (r := _reading(analysis.doc, c)) is not None]
    rules = list(by_rules)
    goods = {r.good for r in rules}
    added = [r for r in head if r.good not in goods and (r.confidence or 0) >= ACCEPTED]
    joined = [_completed(rule, [r for r in head if r.good == rule.good]) for rule in rules]
    return sorted([*joined, *added], key=lambda r: (r.trigger, r.good))


def _completed(rule: SpanReading, head: list[SpanReading]) -> SpanReading:
    """A rule's reading with what the head says of the same good; the surest candidate counts."""
    if not head:
        return rule
    best = max(head, key=lambda r: r.confidence or 0)
    supplier = best.supplier if rule.supplier is None else rule.supplier
    recipient = best.recipient if rule.recipient is None else rule.recipient
    if supplier == recipient or (best.confidence or 0) < ACCEPTED:
        supplier, recipient = rule.supplier, rule.recipient
    certainty = weaker(rule.certainty, best.certainty)
    return replace(rule, supplier=supplier, recipient=recipient, stage=best.stage, certainty=certainty)


def _reading(doc: Doc, candidate: roles.Candidate) -> SpanReading | None:
    """A candidate in terms of heads of phrases; None without a good."""
    if candidate.good is None:
        return None
    trigger, good = _top(doc, candidate.trigger), _top(doc, candidate.good)
    lexical = _lexical(trigger) if good.i == trigger.i else None
    return SpanReading(
        trigger=trigger.i,
        frame=HEAD,
        supplier=None if candidate.supplier is None else _top(doc, candidate.supplier).i,
        recipient=None if candidate.recipient is None else _top(doc, candidate.recipient).i,
        good=good.i,
        lexical=lexical,
        stage=candidate.stage,
        certainty=candidate.certainty,
        strong=True,
        quantity=None if lexical else quantities.quantity(good),
        date=quantities.date(trigger, (good,)),
        confidence=candidate.confidence,
    )


def _top(doc: Doc, span: tuple[int, int]) -> Token:
    return doc[span[0] : span[1]].root


def _lexical(trigger: Token) -> str | None:
    """The good that a verb carries by itself ("arm" -> weapons), as the rules' lexicon names it."""
    lemma = trigger.lemma_.lower()
    for evoked in triggers().words.get(("VERB", lemma), ()):
        named = dict(evoked.frame.lexical).get(lemma)
        if named is not None:
            return named
    return None
