"""Stage `exchanges`: who gives what to whom.

Four steps, each behind a function: `exchange_roles.candidates` finds triggers and fills roles with spans of the text;
`readings` judges stage and certainty of every single exchange among them; `_facts` resolves spans to entities and
goods, which `exchange_context.completed` and `exchange_implicit` complete from the rest of the article; `find` makes findings of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product
from math import sqrt
from typing import TYPE_CHECKING

from graph.records import Exchange
from graph.vocabulary import weaker
from loaders.reading import certainty, combine, exchange_context, goods, quantities, stage
from loaders.reading.analysis import Analysis, Finding
from loaders.reading.exchange_candidates import Candidate
from loaders.reading.exchange_context import Fact
from loaders.reading.exchange_implicit import Implicit
from loaders.reading.exchange_lexicon import triggers
from loaders.reading.exchange_parties import described, open_side, sides, speakers_state
from loaders.reading.exchange_roles import candidates
from loaders.reading.exchange_states import owned, state_approving, state_of, state_of_forces
from loaders.reading.span_reading import SpanReading
from loaders.reading.structure import children, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token

#: How sure a reading of the rules is, by the strength of its trigger; times the root of how likely a side is that was
#: filled in. Measured on articles left out, see `QUALITY.md`.
_CONFIDENCE = {True: 0.85, False: 0.8}

#: What the rule of an exchange says of a side that its sentence does not tell.
_IMPLICIT = ", implicit side"

#: Frames in whose recipients an army stands for its state: what it buys or uses, the state gets.
_BY_STATE = frozenset({"use", "train", "buy", "get", "want", "rely", "free"})

#: What armed forces give for their state.
_BY_FORCES = frozenset({"arms", "munitions", "troops", "training"})

#: What companies sell and states buy, and what banks lend to states.
_SOLD_BY_FIRMS = frozenset({"arms", "munitions"})
_LENT = frozenset({"loans", "grants", "funding", "credit"})

#: Categories that are one business.
_FAMILIES = {"munitions": "arms", "troops": "arms"}


def told(analysis: Analysis) -> list[tuple[SpanReading, Fact]]:
    """What the sentences tell by themselves, in the order of the text."""
    read = [
        (reading, fact)
        for reading in combine.combined(analysis, readings(analysis))
        for fact in _facts(analysis, reading)
    ]
    others = {(r.trigger, r.good) for r, f in read if f.supplier and not _gives_itself(analysis, f)}
    found = [(r, f) for r, f in read if (r.trigger, r.good) not in others or not _gives_itself(analysis, f)]
    turned = exchange_context.turned([fact for _, fact in found])
    return [
        (reading, old) if old is new else (replace(reading, supplier=reading.recipient, recipient=None), new)
        for (reading, old), new in zip(found, turned, strict=True)
    ]


def _gives_itself(analysis: Analysis, fact: Fact) -> bool:
    """Whether a state gives its own forces, as it may seem where two agree (`Chad and Mali discuss tanks for Mali's army`)."""
    return owned(analysis, fact.recipient, fact.supplier)


def implicit(analysis: Analysis, read: list[tuple[SpanReading, Fact]]) -> Implicit:
    """The article as the choice of sides that are left open sees it."""
    named = _named_states(analysis)
    return Implicit(analysis, read, exchange_context.main_pair(named), exchange_context.main_scene(named))


def find(analysis: Analysis) -> Iterator[Finding]:
    """Every exchange that the article states, once a sentence."""
    read = told(analysis)
    for reading, _ in read:
        if reading.lexical is None:
            analysis.traded.setdefault(reading.good, reading.certainty)
    completed = exchange_context.completed([fact for _, fact in read], implicit(analysis, read).filled)
    completed = exchange_context.mutual([fact for _, fact in read], completed, _returns(read))
    completed = [_of_state(analysis, fact) for fact in completed]
    more = exchange_context.together([fact for _, fact in read], completed)
    kept = [
        (reading, fact)
        for (reading, _), fact in zip(read, completed, strict=True)
        if fact is not None and fact.supplier != fact.recipient
    ]
    kept += [(read[number][0], fact) for number, fact in more]
    made = {(r.trigger, r.good): Exchange(f.supplier, f.recipient, _registered(analysis, r)) for r, f in kept}
    seen: set[tuple[int, Exchange]] = set()
    for reading, fact in kept:
        exchange = Exchange(fact.supplier, fact.recipient, _registered(analysis, reading))
        mark = (analysis.sentence(reading.trigger).start, exchange)
        if mark not in seen:
            seen.add(mark)
            back = reading.returns
            returns = None if back is None else made.get((back.trigger, back.goods[0]))
            yield _finding(analysis, reading, exchange, returns, fact.likely)


def _of_state(analysis: Analysis, fact: Fact | None) -> Fact | None:
    """A fact with what an organ of a state was filled in to give of arms given by the state."""
    if fact is None or fact.likely == 1 or fact.supplier is None or fact.family != "arms":
        return fact
    state = state_approving(analysis, fact.supplier)
    return fact if state == fact.recipient else replace(fact, supplier=state)


def _returns(read: list[tuple[SpanReading, Fact]]) -> list[tuple[int, int]]:
    """The numbers of the facts that tell what is given, each with that of what goes back for it."""
    numbers = {(reading.trigger, reading.good): number for number, (reading, _) in enumerate(read)}
    backs = [(number, reading.returns) for number, (reading, _) in enumerate(read)]
    found = [(number, numbers.get((back.trigger, back.goods[0]))) for number, back in backs if back is not None]
    return [(number, back) for number, back in found if back is not None]


def _finding(
    analysis: Analysis, reading: SpanReading, exchange: Exchange, returns: Exchange | None, likely: float
) -> Finding:
    told, thing = analysis.sentence(reading.trigger), analysis.sentence(reading.good)
    return Finding(
        exchange,
        reading.trigger,
        f"exchange:{reading.frame}{_IMPLICIT if likely < 1 else ''}",
        certainty=reading.certainty,
        stage=reading.stage,
        quantity=reading.quantity,
        date=reading.date,
        returns=returns,
        # A list stands below the sentence that tells what becomes of it.
        start=told.start if thing.start > told.start else None,
        end=thing.end if thing.start > told.start else None,
        confidence=round(_confidence(reading) * sqrt(likely), 3),
    )


def _named_states(analysis: Analysis) -> Counter[str]:
    """How often the article names each state, its leaders counting for it."""
    found: Counter[str] = Counter()
    for key, count in analysis.counts().items():
        state = state_of(analysis, analysis.entities[key])
        if analysis.entities[state].kind in {"state", "bloc"} and analysis.entities[state].type == "Actor":
            found[state] += count
    return found


# --- spans ------------------------------------------------------------------------------------------------------------


def _confidence(reading: SpanReading) -> float:
    return _CONFIDENCE[reading.strong] if reading.confidence is None else reading.confidence


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
    sure = certainty.judge(analysis, trigger, refusals=True)
    come = stage.judge(trigger, candidate.stage)
    if come == "stopped" == candidate.stage and stage.is_wanted(trigger):
        sure = weaker(sure, "possible")
    for side in (side for side in (supplier, recipient, good) if side not in {None, candidate.trigger}):
        sure = weaker(sure, certainty.of_side(analysis.doc[side], stopped=come == "stopped"))
    return SpanReading(
        candidate.trigger,
        candidate.frame,
        supplier,
        recipient,
        good,
        candidate.lexical,
        come,
        sure,
        candidate.strong,
        candidate.symmetric,
        None if candidate.lexical else quantities.quantity(thing),
        quantities.date(trigger, (thing,)),
        candidate.returns,
        half=candidate.half,
    )


# --- entities ---------------------------------------------------------------------------------------------------------


def _facts(analysis: Analysis, reading: SpanReading) -> Iterator[Fact]:
    good = _described(analysis, reading.good, reading.lexical)
    if good is None:
        return
    # "Investment is needed" is told in passing, $2 million that are invested are not.
    passing = good.name in goods.words().untraded and not goods.is_currency(analysis.doc[reading.good])
    telling = passing or reading.symmetric
    open_sides = frozenset() if telling or reading.half else _open_sides(analysis, reading)
    told: Iterable[tuple[str | None, str | None]]
    told = product(suppliers := _suppliers(analysis, reading), _recipients(analysis, reading, suppliers))
    if reading.symmetric:
        told = (_as_traded(analysis, *pair, good) for pair in told)
    enemies = _enemies(analysis, reading)
    for supplier, recipient in told:
        if recipient in enemies or (good.category == "troops" and owned(analysis, recipient, supplier)):
            continue  # "deployed soldiers in its capital"
        # "wants to sell it planes": not to itself.
        themselves = supplier == recipient and _is_pronoun(analysis, reading.recipient)
        yield Fact(
            position=reading.trigger,
            supplier=_giving(analysis, reading, supplier, good.category),
            recipient=None if themselves else _acting(analysis, recipient, forces=reading.frame in _BY_STATE),
            good=good.name,
            family=_FAMILIES.get(good.category, good.category),
            open=frozenset({"recipient"}) if themselves else open_sides,
            symmetric=reading.symmetric,
            needs_sides=telling or reading.half or reading.frame == "include" or _nameless(analysis, reading),
            package=reading.frame == "include",
            lone=triggers().lone.get(reading.frame, frozenset()),
            turnable=reading.frame == "buy" and _is_nationality(analysis, reading.recipient),
        )


def _enemies(analysis: Analysis, reading: SpanReading) -> set[str]:
    """The states whose forces are fought: `Malian soldiers fought the Chadian army in Chad` gives Chad no soldiers."""
    if reading.frame != "fight":
        return set()
    fight = analysis.doc[reading.trigger]
    fought = children(fight, "obj") + [c for c in children(fight, "obl") if preposition(c) == "against"]
    return {state_of_forces(analysis, key) for token in fought for key in sides(analysis, token)}


def _is_nationality(analysis: Analysis, index: int | None) -> bool:
    """Whether a side is told by an adjective before a noun: `Chadian oil imports` are by Chad or from it."""
    return index is not None and relation(analysis.doc[index]) in {"amod", "compound"}


def _is_pronoun(analysis: Analysis, index: int | None) -> bool:
    return index is not None and analysis.doc[index].pos_ == "PRON"


def _as_traded(
    analysis: Analysis, supplier: str | None, recipient: str | None, good: goods.Good
) -> tuple[str | None, str | None]:
    """The sides of a deal that does not tell its direction: a company sells a state arms, a bank lends it money."""
    sold = good.category in _SOLD_BY_FIRMS or bool({good.name, good.broader} & _LENT)
    if supplier is None or recipient is None or not sold:
        return supplier, recipient
    firm = analysis.entities[recipient].kind == "organisation" != analysis.entities[supplier].kind
    return (recipient, supplier) if firm else (supplier, recipient)


def _nameless(analysis: Analysis, reading: SpanReading) -> bool:
    """Whether the text tells whom a good is given to, in words that name nobody (`to the opposition`)."""
    if reading.recipient is None or "recipient" not in triggers().lone.get(reading.frame, ()):
        return False
    taker = analysis.doc[reading.recipient]
    # "to more than 100 countries" tells as much as can be told.
    counted = taker.lower_ in {"countries", "nations", "states"} and bool(children(taker, "nummod"))
    return not counted and not sides(analysis, taker)


def _open_sides(analysis: Analysis, reading: SpanReading) -> frozenset[str]:
    told = (("supplier", reading.supplier), ("recipient", reading.recipient))
    return frozenset(
        side for side, index in told if open_side(analysis, None if index is None else analysis.doc[index])
    )


def _suppliers(analysis: Analysis, reading: SpanReading) -> tuple[str | None, ...]:
    trigger = analysis.doc[reading.trigger]
    told = reading.supplier is not None or reading.recipient is None
    if not told and reading.frame in triggers().giving and _proposed(trigger):
        # "The best answer is to provide them with shells": who says so means to do it, not who calls it wrong to.
        got = _keys(analysis, reading.recipient)
        return tuple(k for k in speakers_state(analysis, trigger) if k not in got)[:1] or (None,)
    return _keys(analysis, reading.supplier)


def _proposed(deed: Token) -> bool:
    """Whether a deed is what something is said to be: `the answer is to go on sending rice`, not `it is wrong to send rice`."""
    above = deed.head if relation(deed) == "xcomp" else deed
    return deed.tag_ in {"VB", "VBG"} and any(children(t, "cop") for t in (deed, above) if t.pos_ == "VERB")


def _recipients(analysis: Analysis, reading: SpanReading, suppliers: tuple[str | None, ...]) -> tuple[str | None, ...]:
    """Who gets: where it is told who gives, also a group without a name."""
    keys = _keys(analysis, reading.recipient)
    unnamed = keys == (None,) and reading.recipient is not None and None not in suppliers
    return (unnamed and described(analysis, analysis.doc[reading.recipient or 0])) or keys


def _giving(analysis: Analysis, reading: SpanReading, key: str | None, category: str) -> str | None:
    """The supplier's key; where forces or an organ that approves only act for their state, the state's."""
    if key is not None and (category in _BY_FORCES or _approved(analysis, reading)):
        sold = any(c.lower_ in triggers().sold for c in children(analysis.doc[reading.trigger], "obj"))
        key = state_approving(analysis, key, assemblies=category not in _BY_FORCES and not sold)
    return _acting(analysis, key, forces=category in _BY_FORCES or reading.frame == "use")


def _approved(analysis: Analysis, reading: SpanReading) -> bool:
    """Whether the supplier only approves or announces what is given."""
    if reading.frame == "promise" or reading.supplier is None:
        return reading.frame == "promise"
    evoked = triggers().words.get(("VERB", analysis.doc[reading.supplier].head.lemma_.lower()), ())
    return any(e.frame.name == "promise" for e in evoked)


def _acting(analysis: Analysis, key: str | None, *, forces: bool) -> str | None:
    """A side's key; where its `forces` only act for the state, the state's."""
    return key if key is None or not forces else state_of_forces(analysis, key)


def _keys(analysis: Analysis, index: int | None) -> tuple[str | None, ...]:
    return (None,) if index is None else (sides(analysis, analysis.doc[index]) or (None,))


def _described(analysis: Analysis, index: int, lexical: str | None) -> goods.Good | None:
    return goods.catalogue()[goods.normal(lexical)] if lexical else goods.describe(analysis, analysis.doc[index])


def _registered(analysis: Analysis, reading: SpanReading) -> str:
    """The key of a reading's good, registered as an entity."""
    described = _described(analysis, reading.good, reading.lexical)
    if described is None:
        raise ValueError(f"no good at token {reading.good}")
    return goods.register(analysis, described)
