"""Stage `exchanges`: who gives what to whom.

Four steps, each behind a function: `exchange_roles.candidates` finds triggers and fills roles with spans of the text;
`readings` judges stage and certainty of every single exchange among them; `_facts` resolves spans to entities and
goods, which `exchange_context.completed` completes from the rest of the article; `find` makes findings of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from graph.records import Exchange
from loaders.reading import certainty, exchange_context, goods, quantities, stage
from loaders.reading.analysis import Analysis, Finding
from loaders.reading.exchange_context import Fact
from loaders.reading.exchange_parties import open_side, sides, speakers_state, state_of, state_of_forces
from loaders.reading.exchange_roles import Candidate, candidates

#: How sure a reading is, by the strength of its trigger; less where a side comes from the rest of the article.
_CONFIDENCE = {True: 0.8, False: 0.6}
_COMPLETED = 0.5

#: Categories that are one business.
_FAMILIES = {"munitions": "arms", "troops": "arms"}


@dataclass(frozen=True, slots=True)
class SpanReading:
    """One exchange in terms of the text: indexes of the heads of its phrases; see `Candidate`."""

    trigger: int
    frame: str
    supplier: int | None
    recipient: int | None
    good: int
    lexical: str | None
    stage: str
    certainty: str
    strong: bool
    symmetric: bool = False
    quantity: str | None = None
    date: str | None = None
    returns: Candidate | None = None


def find(analysis: Analysis) -> Iterator[Finding]:
    """Every exchange that the article states, once a sentence."""
    told = [(reading, fact) for reading in readings(analysis) for fact in _facts(analysis, reading)]
    pair = exchange_context.main_pair(_named_states(analysis))
    seen: set[tuple[int, Exchange]] = set()
    for (reading, before), fact in zip(told, exchange_context.completed([f for _, f in told], pair), strict=True):
        if fact is None or fact.supplier == fact.recipient:
            continue
        finding = _finding(analysis, reading, fact, completed=fact != before)
        mark = (analysis.sentence(reading.trigger).start, Exchange(fact.supplier, fact.recipient, fact.good))
        if mark not in seen:
            seen.add(mark)
            yield finding


def _named_states(analysis: Analysis) -> Counter[str]:
    """How often the article names each state, its leaders counting for it."""
    found: Counter[str] = Counter()
    for key, count in analysis.counts().items():
        state = state_of(analysis, analysis.entities[key])
        if analysis.entities[state].kind in {"state", "bloc"} and analysis.entities[state].type == "Actor":
            found[state] += count
    return found


def _finding(analysis: Analysis, reading: SpanReading, fact: Fact, *, completed: bool) -> Finding:
    return Finding(
        Exchange(fact.supplier, fact.recipient, _registered(analysis, reading)),
        reading.trigger,
        f"exchange:{reading.frame}",
        certainty=reading.certainty,
        stage=reading.stage,
        quantity=reading.quantity,
        date=reading.date,
        returns=_returned(analysis, reading.returns),
        confidence=_COMPLETED if completed else _CONFIDENCE[reading.strong],
    )


# --- spans ------------------------------------------------------------------------------------------------------------


def readings(analysis: Analysis) -> Iterator[SpanReading]:
    """The candidates, every supplier, recipient and good apart, with stage and certainty; one a triple."""
    seen: set[tuple[int | None, ...]] = set()
    for candidate in candidates(analysis):
        for supplier, recipient, good in triples(candidate):
            mark = (supplier, recipient, good)
            if mark not in seen:
                seen.add(mark)
                yield _judged(analysis, candidate, supplier, recipient, good)


def triples(candidate: Candidate) -> list[tuple[int | None, int | None, int]]:
    """Each supplier with each recipient and good; one by one where they alternate in the text (`A sold tanks, B guns`)."""
    suppliers: tuple[int | None, ...] = candidate.suppliers or (None,)
    recipients: tuple[int | None, ...] = candidate.recipients or (None,)
    if len(recipients) == 1 and _alternate(candidate.suppliers, candidate.goods):
        return [(s, recipients[0], g) for s, g in zip(suppliers, candidate.goods, strict=True)]
    if len(suppliers) == 1 and _alternate(candidate.goods, candidate.recipients):
        return [(suppliers[0], r, g) for r, g in zip(recipients, candidate.goods, strict=True)]
    return list(product(suppliers, recipients, candidate.goods))


def _alternate(first: tuple[int, ...], second: tuple[int, ...]) -> bool:
    if len(first) < 2 or len(first) != len(second):
        return False
    mixed = [i for pair in zip(first, second, strict=True) for i in pair]
    return mixed == sorted(mixed)


def _judged(
    analysis: Analysis, candidate: Candidate, supplier: int | None, recipient: int | None, good: int
) -> SpanReading:
    trigger, thing = analysis.doc[candidate.trigger], analysis.doc[good]
    return SpanReading(
        candidate.trigger,
        candidate.frame,
        supplier,
        recipient,
        good,
        candidate.lexical,
        stage.judge(trigger, candidate.stage),
        certainty.judge(analysis, trigger, refused=stage.refused(trigger)),
        candidate.strong,
        candidate.symmetric,
        None if candidate.lexical else quantities.quantity(thing),
        quantities.date(trigger, (thing,)),
        candidate.returns,
    )


# --- entities ---------------------------------------------------------------------------------------------------------


def _facts(analysis: Analysis, reading: SpanReading) -> Iterator[Fact]:
    good = _described(analysis, reading.good, reading.lexical)
    if good is None:
        return
    missing = frozenset(
        side
        for side, index in (("supplier", reading.supplier), ("recipient", reading.recipient))
        if open_side(analysis, None if index is None else analysis.doc[index])
    )
    if good.name in goods.words().untraded or reading.symmetric:
        missing = frozenset()
    family = _FAMILIES.get(good.category, good.category)
    suppliers = _keys(analysis, reading.supplier)
    trigger = analysis.doc[reading.trigger]
    if reading.supplier is None and reading.recipient is not None and trigger.tag_ in {"VB", "VBG"}:
        # "The best answer is to provide them with shells": who says so means to do it.
        suppliers = speakers_state(analysis, trigger)[:1] or suppliers
    for supplier, recipient in product(suppliers, _keys(analysis, reading.recipient)):
        if supplier is not None and (good.category == "troops" or reading.frame == "use"):
            supplier = state_of_forces(analysis, supplier)
        if recipient is not None and reading.frame == "use":
            recipient = state_of_forces(analysis, recipient)
        needs_sides = reading.frame == "include" or good.name in goods.words().untraded or reading.symmetric
        yield Fact(reading.trigger, supplier, recipient, good.name, family, missing, reading.symmetric, needs_sides)


def _keys(analysis: Analysis, index: int | None) -> tuple[str | None, ...]:
    return (None,) if index is None else (sides(analysis, analysis.doc[index]) or (None,))


def _described(analysis: Analysis, index: int, lexical: str | None) -> goods.Good | None:
    return goods.catalogue()[goods.normal(lexical)] if lexical else goods.describe(analysis, analysis.doc[index])


def _registered(analysis: Analysis, reading: SpanReading) -> str:
    """The key of a reading's good, registered as an entity."""
    described = _described(analysis, reading.good, reading.lexical)
    if described is None:
        raise ValueError(f"no good at token {reading.good}")
    return analysis.add("Good", described.category, described.name, described.aliases).key


def _returned(analysis: Analysis, candidate: Candidate | None) -> Exchange | None:
    """The exchange that a candidate stands for, its first sides and good where there are several."""
    if candidate is None:
        return None
    supplier, recipient, good = triples(candidate)[0]
    described = _described(analysis, good, candidate.lexical)
    ends = _keys(analysis, supplier)[0], _keys(analysis, recipient)[0]
    if described is None or ends == (None, None):
        return None
    return Exchange(*ends, analysis.add("Good", described.category, described.name, described.aliases).key)
