"""Stage `exchanges`: who gives what to whom.

Four steps, each behind a function: `exchange_roles.candidates` finds triggers and fills roles with spans of the text;
`readings` judges stage and certainty of every single exchange among them; `exchange_keys` resolves spans to entities
and goods; `find` yields one finding a fact and sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from graph.records import Exchange
from loaders.reading import certainty, goods, quantities, stage
from loaders.reading.analysis import Analysis, Finding
from loaders.reading.exchange_parties import sides
from loaders.reading.exchange_roles import Candidate, candidates

#: How sure a rule is, by the strength of its trigger.
_CONFIDENCE = {True: 0.8, False: 0.6}


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
    seen: set[tuple[int, Exchange]] = set()
    for reading in readings(analysis):
        for finding in _resolved(analysis, reading):
            assert isinstance(finding.fact, Exchange)
            mark = (analysis.sentence(reading.trigger).start, finding.fact)
            if mark not in seen:
                seen.add(mark)
                yield finding


def readings(analysis: Analysis) -> Iterator[SpanReading]:
    """The candidates, every supplier, recipient and good apart, with stage and certainty; one a triple and sentence."""
    seen: set[tuple[int | None, ...]] = set()
    for candidate in candidates(analysis):
        for supplier, recipient, good in _triples(candidate):
            mark = (supplier, recipient, good)
            if mark not in seen:
                seen.add(mark)
                yield _judged(analysis, candidate, supplier, recipient, good)


def _triples(candidate: Candidate) -> Iterator[tuple[int | None, int | None, int]]:
    nobody: tuple[int | None, ...] = (None,)
    yield from product(candidate.suppliers or nobody, candidate.recipients or nobody, candidate.goods)


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
        certainty.judge(analysis, trigger),
        candidate.strong,
        candidate.symmetric,
        None if candidate.lexical else quantities.quantity(thing),
        quantities.date(trigger, (thing,)),
        candidate.returns,
    )


def _resolved(analysis: Analysis, reading: SpanReading) -> Iterator[Finding]:
    key = _good(analysis, reading.good, reading.lexical)
    if key is None:
        return
    suppliers, recipients = _keys(analysis, reading.supplier), _keys(analysis, reading.recipient)
    for supplier, recipient in product(suppliers, recipients):
        if (supplier is None and recipient is None) or supplier == recipient:
            continue
        yield Finding(
            Exchange(supplier, recipient, key),
            reading.trigger,
            f"exchange:{reading.frame}",
            certainty=reading.certainty,
            stage=reading.stage,
            quantity=reading.quantity,
            date=reading.date,
            returns=_returned(analysis, reading.returns),
            confidence=_CONFIDENCE[reading.strong],
        )


def _keys(analysis: Analysis, index: int | None) -> tuple[str | None, ...]:
    return (None,) if index is None else (sides(analysis, analysis.doc[index]) or (None,))


def _returned(analysis: Analysis, candidate: Candidate | None) -> Exchange | None:
    """The exchange that a candidate stands for, its first sides and good where there are several."""
    if candidate is None:
        return None
    supplier, recipient, good = next(_triples(candidate))
    key = _good(analysis, good, candidate.lexical)
    ends = _keys(analysis, supplier)[0], _keys(analysis, recipient)[0]
    return None if key is None or ends == (None, None) else Exchange(*ends, key)


def _good(analysis: Analysis, index: int, lexical: str | None) -> str | None:
    """The key of the good at a token, registered as an entity."""
    described = goods.catalogue()[goods.normal(lexical)] if lexical else goods.describe(analysis, analysis.doc[index])
    if described is None:
        return None
    return analysis.add("Good", described.category, described.name, described.aliases).key


