"""Stage `resolutions`: legal instruments and regimes, who made them, whom they are aimed at, who breaks or blocks them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.records import Relation
from loaders.reading import (
    aims,
    breaches,
    listings,
    misread,
    numbered,
    parties,
    prohibitions,
    regimes,
    slots,
    subjection,
    titled,
)
from loaders.reading.analysis import Analysis, Finding
from loaders.reading.certainty import is_denied_here, judge
from loaders.reading.instrument_phrases import phrases
from loaders.reading.instruments import Phrase, rules
from loaders.reading.relation_patterns import lexicon, says
from loaders.reading.relations import admissible, match, refused
from loaders.reading.slots_clauses import carrier
from loaders.reading.structure import children, preposition, relation

if TYPE_CHECKING:
    from loaders.reading.regimes import Regime

#: Kinds of instruments that a state takes against another of its own accord.
_UNILATERAL = frozenset({"sanctions", "embargo", "export control", "designation"})
_UNITED = frozenset({"UN Security Council", "United Nations"})
_UN_RESOLUTIONS = "UN Security Council resolutions"
_UN_DRAFT = "UN draft resolution"
_COUNCIL = "actor:un-security-council"
#: Pronouns that may stand for an instrument, with the number of mentions they stand for, and what is then said to be done.
_PRONOUNS = {"it": 1, "them": 1, "both": 2}
_POINTED = frozenset({"ADOPTS", "VETOES", "VIOLATES"})


def name(analysis: Analysis) -> None:
    """Add the instruments that the article names and their mentions; runs before coreference."""
    numbered.name(analysis)
    analysis.doc.user_data[regimes.STORE] = []
    found = list(phrases(analysis))
    held = [phrase for phrase in found if _later(analysis, phrase)]
    # "the embargo" is to be called by what "its embargo against Chad" tells
    waiting = {phrase.family.name for phrase in held if phrase.bodies or phrase.targets}
    bare = [p for p in found if p.family.name in waiting and p.qualifier and not p.bodies and not p.targets]
    _place(analysis, [phrase for phrase in found if phrase not in held and phrase not in bare])


def find(analysis: Analysis) -> Iterator[Finding]:
    """What is stated about the instruments: adopted, vetoed, broken, aimed at somebody, forbidding something."""
    _place(analysis, list(phrases(analysis)))
    for key, regime in analysis.doc.user_data[regimes.STORE]:
        for phrase in regime.phrases:
            yield from _sides(analysis, key, regime, phrase)
        yield from _unsaid_target(key, regime)
        yield from _counted_targets(analysis, key, regime)
        yield from prohibitions.of_regime(analysis, key, regime)
    yield from prohibitions.stated(analysis)
    yield from prohibitions.known(analysis)
    yield from titled.find(analysis)
    yield from breaches.find(analysis)
    yield from listings.find(analysis)
    yield from listings.told(analysis)
    yield from listings.them(analysis)
    yield from _pointed(analysis)
    for finding in match(analysis, lexicon("resolutions")):
        if not misread.is_misread(analysis, finding):
            yield finding
            yield from _bound(analysis, finding)


def _bound(analysis: Analysis, finding: Finding) -> Iterator[Finding]:
    """The state of a leader who signs a treaty or a law, where the article names it."""
    fact = finding.fact
    if not isinstance(fact, Relation) or fact.type != "ADOPTS":
        return
    signer, signed = analysis.entities[str(fact.source)], analysis.entities[fact.target]
    if signer.kind == "person" and (signed.kind == "treaty" or {"number", "date"} & set(dict(signed.attributes))):
        home = dict(signer.attributes).get("of")
        for state in [e for e in analysis.entities.values() if e.kind == "state" and e.name == home]:
            yield replace(finding, fact=replace(fact, source=state.key), rule="adopts:leader")


def implied(analysis: Analysis, legal: Iterable[Finding]) -> Iterator[Finding]:
    """Opposition that lies in sanctions: a state or bloc that imposes its own on another state stands against it, and a
    court against whom it wants arrested.

    Not so the instruments of others or of the United Nations, which a state may have joined or voted for without a quarrel.
    """
    found = [(finding, finding.fact) for finding in legal if isinstance(finding.fact, Relation)]
    aimed: dict[str, dict[str, None]] = {}
    makers: dict[str, set[str]] = {}
    for _, fact in found:
        if fact.type == "TARGETS" and _may_be_opposed(analysis, fact):
            aimed.setdefault(str(fact.source), {})[fact.target] = None
        if fact.type == "ADOPTS":
            makers.setdefault(fact.target, set()).add(regimes.same(analysis, str(fact.source)))
    for finding, fact in found:
        maker = str(fact.source)
        joint = "United Nations" in makers.get(fact.target, ())
        said = finding.certainty in {"asserted", "probable"} and not _ended(analysis, finding.trigger)
        if fact.type == "ADOPTS" and said and not joint and _its_own(analysis, maker, fact.target):
            for target in aimed.get(fact.target, {}):
                if target != maker and not _of_all(analysis, fact.target, target):
                    against = Relation(maker, "OPPOSES", target)
                    yield replace(finding, fact=against, rule="opposes:sanctions", confidence=0.6)


def _ended(analysis: Analysis, index: int) -> bool:
    """Whether a statement about an instrument is that its maker gives it up: who lifts sanctions opposes nobody by them."""
    token = analysis.doc[index]
    ending = rules()["sides"]["ending"]
    verb = token if token.pos_ == "VERB" else carrier(token)
    given_up = verb is not None and says(verb, ending) and not is_denied_here(verb)
    return given_up or (relation(token) in {"nmod", "compound"} and says(token.head, ending))


def _may_be_opposed(analysis: Analysis, aim: Relation) -> bool:
    """Whether an instrument says that its maker stands against whom it is aimed at."""
    kind = analysis.entities[aim.target].kind
    return kind == "state" or (kind == "person" and analysis.entities[str(aim.source)].kind == "warrant")


def _of_all(analysis: Analysis, instrument: str, target: str) -> bool:
    """Whether an instrument without body may be that of the United Nations, which sanctions this target."""
    united = (row for row in rules()["regime"] if row["body"] == "United Nations")
    known = any(analysis.entities[target].name in row["targets"] for row in united)
    return known and "body" not in dict(analysis.entities[instrument].attributes)


def _its_own(analysis: Analysis, maker: str, instrument: str) -> bool:
    """Whether a state or bloc takes an instrument of its own accord."""
    entity = analysis.entities[instrument]
    if entity.kind == "warrant":
        return True
    body = dict(entity.attributes).get("body", analysis.entities[maker].name)
    unilateral = entity.kind in _UNILATERAL and body == analysis.entities[maker].name
    return unilateral and analysis.entities[maker].kind in {"state", "bloc"}


def _later(analysis: Analysis, phrase: Phrase) -> bool:
    """Whether only the stages that follow can tell sides: a possessive pronoun names the body, `the firm` the target."""
    head = analysis.doc[phrase.end - 1]
    ours = any(token.tag_ == "PRP$" for token in head.children)
    over = phrase.on_others and bool(subjection.subjects(head))
    verb = aims.verb_above(head)
    # "Kenya said it would impose sanctions"
    theirs = (
        not phrase.bodies
        and verb is not None
        and says(verb, rules()["sides"]["imposing"])
        and any(token.pos_ == "PRON" for token in slots.fill(verb, "subject"))
    )
    return ours or over or theirs or (head.pos_ == "VERB" and not phrase.targets and not phrase.about)


def _place(analysis: Analysis, found: list[Phrase]) -> None:
    """Give every phrase its regime and its mention."""
    placed = analysis.doc.user_data[regimes.STORE]
    ordinary = [phrase for phrase in found if phrase.family.name != "resolution"]
    known = [regime for _, regime in placed if regime.family.name != "resolution"]
    spans: dict[tuple[int, int], list[str]] = {}
    for regime in regimes.group(analysis, ordinary, known):
        key = next((key for key, other in placed if other is regime), None)
        if key is None:
            key = _new(analysis, regime)
            placed.append((key, regime))
        entity = analysis.entities[key]
        analysis.add("Resolution", entity.kind, entity.name, regimes.called(analysis, regime))
        for phrase in regime.phrases:
            spans.setdefault((phrase.start, phrase.end), []).append(key)
    for (start, end), keys in spans.items():
        analysis.mention(start, end, tuple(dict.fromkeys(keys)), "pattern")
    placed += _resolutions(analysis, [phrase for phrase in found if phrase.family.name == "resolution"])


def _new(analysis: Analysis, regime: Regime) -> str:
    bodies = [analysis.entities[key].name for key in regime.bodies]
    extra = {"body": bodies[0]} if len(bodies) == 1 else {}
    title = regimes.title(analysis, regime)
    entry = analysis.gazetteer.lookup(title)
    if entry is not None and entry.type == "Resolution":
        return analysis.enter(entry).key
    return analysis.add("Resolution", regime.family.kind, title, (), **extra).key


def _resolutions(analysis: Analysis, found: list[Phrase]) -> list[tuple[str, Regime]]:
    """Resolutions without number: one entity for each body; a bare one joins the body of the nearest before it."""
    placed: list[tuple[str, Regime]] = []
    latest: str | None = None
    titles = _one_draft([_resolution_title(analysis, phrase) for phrase in found])
    for phrase, title in zip(found, titles, strict=True):
        if title is None and latest is None:
            continue
        if title is not None:
            body = analysis.entities[phrase.bodies[0]].name if phrase.bodies else "UN Security Council"
            latest = analysis.add("Resolution", "resolution", title, (), body=body).key
        assert latest is not None  # noqa: S101
        analysis.mention(phrase.start, phrase.end, (latest,), "pattern")
        regime = regimes.Regime(phrase.family, phrase.qualifier)
        regime.take(phrase)
        placed.append((latest, regime))
    _aim(analysis, placed)
    return placed


def _one_draft(titles: list[str | None]) -> list[str | None]:
    """The titles, where the draft before the Security Council is that of the one state that is said to have brought one."""
    drafts = {title for title in titles if title is not None and title.endswith("draft resolution")} - {_UN_DRAFT}
    return [next(iter(drafts)) if title == _UN_DRAFT and len(drafts) == 1 else title for title in titles]


def _aim(analysis: Analysis, placed: list[tuple[str, Regime]]) -> None:
    """Give resolutions of the United Nations without target the one sanctioned state that the article names."""
    told = {key for key, regime in placed if regime.targets}
    for key, regime in placed:
        likely = regimes.known_targets(analysis, regime, {"United Nations"})
        if key not in told and len(likely) == 1 and _for_council(analysis.entities[key].name):
            told.add(key)
            regime.targets.update(dict.fromkeys(likely))
            regime.guessed = True


def _for_council(name: str) -> bool:
    """Whether a resolution is before the Security Council or comes from it."""
    return name == _UN_RESOLUTIONS or name.endswith("draft resolution")


def _resolution_title(analysis: Analysis, phrase: Phrase) -> str | None:
    """`UN Security Council resolutions`, `US draft resolution`; None where no body is named, unless it is vetoed, which only
    what is before the Security Council can be.
    """
    verb = carrier(analysis.doc[phrase.end - 1])
    vetoed = verb is not None and says(verb, {"veto"})
    if not phrase.bodies:
        return _UN_DRAFT if vetoed else _UN_RESOLUTIONS if _of_council(analysis, phrase) else None
    body, kind = analysis.entities[phrase.bodies[0]].name, analysis.entities[phrase.bodies[0]].kind
    brought = kind == "state" and verb is not None and says(verb, rules()["sides"]["sponsoring"])
    blocked = verb is not None and says(verb, {"veto", "block"})
    if "draft" in phrase.qualifier or ((brought or blocked) and not phrase.plural):
        return f"{regimes.short(analysis, phrase.bodies[0])} draft resolution"
    if body in _UNITED or _sponsored(analysis, phrase):
        return _UN_RESOLUTIONS
    return f"{regimes.short(analysis, phrase.bodies[0]) if kind == 'state' else body} resolution"


def _of_council(analysis: Analysis, phrase: Phrase) -> bool:
    """Whether `the resolution` is the Security Council's, which is named in its sentence or in the one before."""
    head = analysis.doc[phrase.end - 1]
    definite = any(c.lower_ in {"the", "this"} for c in children(head, "det"))
    start = analysis.sentence(max(head.sent.start - 1, 0)).start
    return definite and any(_COUNCIL in analysis.keys_at(i) for i in range(start, head.sent.end))


def _sponsored(analysis: Analysis, phrase: Phrase) -> bool:
    """Whether the body before a resolution only brings it before the United Nations: `a US-drafted resolution`."""
    before = analysis.doc[phrase.end - 1].children
    drafted = any(c.tag_ == "VBN" and says(c, rules()["sides"]["sponsoring"]) for c in before)
    return drafted and any(entity.name in _UNITED for entity in analysis.entities.values())


def _sides(analysis: Analysis, key: str, regime: Regime, phrase: Phrase) -> Iterator[Finding]:
    """Who made the instrument and whom it is aimed at, as far as this phrase says so."""
    head = analysis.doc[phrase.end - 1]
    verb = carrier(head)
    sides = rules()["sides"]
    put = verb is not None and says(verb, sides["imposing"]) and not says(verb, sides["lifting"])
    certainty = judge(analysis, head) if put or head.pos_ == "VERB" else "asserted"
    if refused(head) or (put and verb is not None and refused(verb)):
        certainty = "denied"
    undone = certainty == "denied" or (put and verb is not None and aims.proposed(verb))
    undone = undone and regime.family.kind != "resolution"
    acting = {regimes.same(analysis, key) for key in phrase.bodies}
    owners = [k for token in slots.possessor(head) for k in parties.keys(analysis, token)]
    own = [k for k in owners if k not in phrase.targets and (not acting or regimes.same(analysis, k) in acting)]
    above = aims.verb_above(head) if put and not undone else None
    doers = aims.actors(analysis, slots.fill(above, "subject")) if above is not None and not aims.struck(head) else []
    # "Norway has adopted the EU's package of sanctions"
    others = aims.measured(head) and bool(slots.possessor(head.head))
    makes = {regimes.same(analysis, key) for key in regime.bodies}
    own += [k for k in doers if not makes or others or regimes.same(analysis, k) in makes]
    makers = () if regime.family.name == "resolution" else dict.fromkeys((*phrase.bodies, *own))
    for maker in makers:
        if (maker in own or titled.near(analysis, head.i, maker)) and admissible(
            analysis, maker, "ADOPTS", key, lexicon("resolutions")
        ):
            yield Finding(Relation(maker, "ADOPTS", key), head.i, f"adopts:{phrase.family.name}", certainty=certainty)
    for target in phrase.targets:
        if admissible(analysis, key, "TARGETS", target, lexicon("resolutions")):
            yield Finding(Relation(key, "TARGETS", target), head.i, f"targets:{phrase.family.name}")


def _unsaid_target(key: str, regime: Regime) -> Iterator[Finding]:
    """The target that the article makes likely, at the first phrase, with less confidence."""
    if regime.guessed:
        for target in regime.targets:
            index = regime.phrases[0].end - 1
            yield Finding(Relation(key, "TARGETS", target), index, "targets:likely", confidence=0.6)


def _counted_targets(analysis: Analysis, key: str, regime: Regime) -> Iterator[Finding]:
    """Targets of whom the article only tells how many they are: `imposed sanctions on four individuals and three firms`."""
    if not regime.family.aimed or not regime.bodies or (regime.targets and not regime.guessed):
        return
    for phrase in regime.phrases:
        head = analysis.doc[phrase.end - 1]
        aimed = slots.fill(head, "object") if head.pos_ == "VERB" else aims.aim(analysis, head, regime.family).heads
        for group in aims.described(analysis, aimed, counted=True):
            yield Finding(Relation(key, "TARGETS", group), head.i, "targets:counted", confidence=0.8)


def _pointed(analysis: Analysis) -> Iterator[Finding]:
    """What is done to an instrument that a pronoun stands for: `a draft resolution on Sudan; Peru vetoed it`."""
    patterns = lexicon("resolutions").patterns
    placed = sorted(
        (m for m in analysis.mentions if analysis.entities[m.keys[0]].type == "Resolution"), key=lambda m: m.end
    )
    for token in analysis.doc.where(_PRONOUNS) if placed else ():
        verb = token.head
        types = {p.type for lemma in verb.lemmas for p in patterns.get(lemma, ()) if p.target} & _POINTED
        voted = preposition(token) in {"for", "against"} and says(verb, {"vote"})
        types = {"OPPOSES"} if voted and preposition(token) == "against" else types
        done = relation(token) == "obj" and says(verb, rules()["sides"]["legal"])
        if token.lower_ not in _PRONOUNS or verb.pos_ != "VERB" or not (voted or done):
            continue
        first = analysis.sentence(max(token.sent.start - 1, 0)).start
        first = analysis.sentence(max(first - 1, 0)).start if _PRONOUNS[token.lower_] > 1 else first
        before = [m for m in placed if first <= m.start and m.end <= token.i]
        for key in dict.fromkeys(key for mention in before[-_PRONOUNS[token.lower_] :] for key in mention.keys):
            for subject in aims.actors(analysis, slots.fill(verb, "subject"), persons=True):
                for edge in sorted(types):
                    if admissible(analysis, subject, edge, key, lexicon("resolutions")):
                        certainty, rule = judge(analysis, verb), f"{edge.lower()}:pronoun"
                        yield Finding(Relation(subject, edge, key), verb.i, rule, certainty=certainty)


__all__ = ["find", "implied", "name"]
