"""Rules and role head together: one list of readings of exchanges. This is the policy, and all of it.

The head is asked about the triggers of the rules, and about words that it takes for triggers surely enough (`propose`).

1. What the rules read stands. Where the head reads the same good, doubt that the rules see holds, else the head's, a denial
   from `TRUSTED` on and without a verb that denies, as such words of something else stand beside many a fact; from the
   confidence `COMPLETING` on the head fills sides that the rules leave open, from `TRUSTED` on its stage goes before theirs,
   except where they see that the exchange is stopped or goes on, and where it calls only offered what they read as done:
   the head overlooks what stands far from its trigger.
2. A candidate of the head on a good that the rules do not read is added from the confidence `TRUSTED` on; it is never surer
   than the rules judge its trigger.

The figures behind the numbers are in the model card of the role head.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from graph.vocabulary import weaker
from loaders import roles
from loaders.reading import certainty, quantities
from loaders.reading.certainty_lexicon import stage_lexicon
from loaders.reading.exchange_lexicon import triggers
from loaders.reading.exchange_subjects import critics
from loaders.reading.goods import is_currency, noun_of, singular
from loaders.reading.inflection import verb_forms
from loaders.reading.span_reading import SpanReading
from loaders.reading.stage import lifted
from loaders.reading.structure import coordination_head, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Doc, Token
    from loaders.reading.analysis import Analysis

#: Least confidence of a candidate that adds a side, and of one that tells the stage or adds an exchange.
COMPLETING, TRUSTED = 0.4, 0.3
#: Before what only carries the goods.
_BY_MEANS = frozenset({"via", "aboard", "by"})
#: Frame of what only the head reads.
HEAD = "head"


@cache
def role_head() -> roles.RoleHead:
    """The role head, loaded once."""
    return roles.load()


def combined(analysis: Analysis, by_rules: Iterable[SpanReading]) -> list[SpanReading]:
    """The readings of rules and head as one list, in the order of their triggers."""
    rules = list(by_rules)
    triggers_of_rules = [(k, k + 1) for k in sorted({r.trigger for r in rules})]
    candidates = role_head().read(analysis.doc, triggers_of_rules)
    head = [r for c in candidates if (r := _reading(analysis.doc, c)) is not None]
    goods = {r.good for r in rules}
    # "military and economic aid" is two goods to the rules; "rifles" before "and tanks" is another one than tanks.
    goods |= {noun.i for r in rules if (noun := noun_of(analysis.doc[r.good])).i > r.good}
    added = [r for r in head if r.good not in goods and (r.confidence or 0) >= TRUSTED]
    # "bought $5 million worth of rice": of what the rules read the sum is the price.
    valued = {r.trigger for r in rules if not r.lexical and not is_currency(analysis.doc[r.good])}
    valued |= {r.trigger for r in added if _sells(analysis.doc[r.trigger])}
    # "sent by helicopter", "via tankers"
    added = [r for r in added if preposition(analysis.doc[r.good]) not in _BY_MEANS]
    added = [r for r in added if r.trigger not in valued or not is_currency(analysis.doc[r.good])]
    told: defaultdict[tuple[int, str, int | None], set[int]] = defaultdict(set)
    for r, side in product(rules, ("supplier", "recipient")):
        told[r.trigger, side, getattr(r, side)].add(r.good)
    joined = [
        _completed(analysis.doc, rule, [r for r in head if r.good == rule.good and not _crosses(rule, r, told)])
        for rule in rules
    ]
    return sorted([*joined, *added], key=lambda r: (r.trigger, r.good))


def _sells(trigger: Token) -> bool:
    """Whether a sum of money that a word is said of is what the goods are worth."""
    word = trigger.lemma_.lower() if trigger.pos_ == "VERB" else singular(trigger.lower_)
    return word in triggers().sold


def _crosses(rule: SpanReading, head: SpanReading, told: Mapping[tuple[int, str, int | None], set[int]]) -> bool:
    """Whether the head would fill a side with who stands on the other one with another good: `Chad gets tanks and Mali trucks`."""
    sides = (("recipient", head.supplier), ("supplier", head.recipient))
    return any(told.get((rule.trigger, side, i), set()) - {rule.good} for side, i in sides if i is not None)


def _completed(doc: Doc, rule: SpanReading, head: list[SpanReading]) -> SpanReading:
    """A rule's reading with what the head says of the same good; the surest candidate counts."""
    if not head:
        return rule
    best = max(head, key=lambda r: r.confidence or 0)
    confidence = best.confidence or 0
    supplier = best.supplier if rule.supplier is None else rule.supplier
    recipient = best.recipient if rule.recipient is None else rule.recipient
    unfit = _alike(doc, supplier, recipient) or _agents(doc, supplier, recipient) or _only_critical(doc, best)
    if confidence < COMPLETING or unfit:
        supplier, recipient = rule.supplier, rule.recipient
    supplier = rule.supplier if _of_next_clause(doc, supplier, rule.trigger) else supplier
    recipient = rule.recipient if _of_next_clause(doc, recipient, rule.trigger) else recipient
    sure = _credible(doc, best) if rule.certainty == "asserted" else rule.certainty
    if sure == "denied" and rule.stage == "stopped":
        # "Chad will not get the parts": that it is refused is asserted, the head denies the deed.
        sure = rule.certainty
    seen = rule.stage == "stopped" or lifted(doc[rule.trigger])
    seen = seen or (rule.stage == "delivered" and best.stage == "offered")
    stage = best.stage if confidence >= TRUSTED and not seen else rule.stage
    return replace(rule, supplier=supplier, recipient=recipient, stage=stage, certainty=sure)


def _only_critical(doc: Doc, head: SpanReading) -> bool:
    """Whether the head takes for a side who only voices what he thinks of the deed: `Chad criticised sales to Mali`."""
    return any(t.i in {head.supplier, head.recipient} for t in critics(doc[head.trigger]))


def _of_next_clause(doc: Doc, side: int | None, trigger: int) -> bool:
    """Whether a side is the subject of a clause coordinated with that of the trigger: `Chad sent rice and Mali comes second`."""
    if side is None or side < trigger or relation(doc[side]) != "nsubj":
        return False
    clause = doc[side].head
    return relation(clause) == "conj" and clause.i != trigger and clause.head.i == trigger


def _credible(doc: Doc, best: SpanReading) -> str:
    """How sure the head holds a reading; that it is denied only where a word of the sentence negates.

    Of verbs that deny the rules know what they govern: `Peru, which denies arming Chad, has sold rifles to Mali`.
    """
    if best.certainty != "denied":
        return best.certainty
    sentence = doc[best.trigger].sent
    if (best.confidence or 0) < TRUSTED or any(certainty.is_denial(t) for t in doc[sentence.start : sentence.end]):
        return "asserted"
    return "denied" if any(t.lower_ in _denying() for t in doc[sentence.start : sentence.end]) else "asserted"


@cache
def _denying() -> frozenset[str]:
    """The words by which something is denied."""
    data = stage_lexicon()["certainty"]
    verbs = [*data["governors"]["denied"], *data["content_nouns"]["denying_verbs"], *data["undone"]["verbs"]]
    words = [w for name in ("nobody", "determiners", "negations") for w in data["conditions"][name]]
    return frozenset([*words, *data["undone"]["words"], *(form for verb in verbs for form in verb_forms(verb))])


def _alike(doc: Doc, one: int | None, other: int | None) -> bool:
    """Whether two sides are the same word or members of one list: then they stand on the same side."""
    if one is None or other is None:
        return one == other
    return coordination_head(doc[one]) == coordination_head(doc[other])


def _agents(doc: Doc, supplier: int | None, recipient: int | None) -> bool:
    """Whether one side is only told as whose the other is: `oil came from a front company for Chad`."""
    if supplier is None or recipient is None:
        return False
    return doc[supplier].is_ancestor(doc[recipient]) and preposition(doc[recipient]) == "for"


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
        certainty=weaker(candidate.certainty, certainty.judge_token(trigger, refusals=True)),
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
