"""Who denies an exchange that another sentence tells: at large, under a wider name, or by saying that there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.records import Claim, Entity, Exchange, Relation
from graph.vocabulary import weaker
from loaders.reading import goods
from loaders.reading.certainty import judge
from loaders.reading.exchange_arguments import arguments
from loaders.reading.exchange_evoked import evoked_by
from loaders.reading.exchange_parties import sides
from loaders.reading.exchange_states import state_of
from loaders.reading.structure import children, is_negated, relation

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis

Keys = tuple[str, ...]

#: How many characters may lie between an exchange and a denial that leaves open who gives or who gets.
_NEAR = 1500


@dataclass(frozen=True, slots=True)
class _Denial:
    """Who denies that a good changes hands between these sides; `place` is a character of the article."""

    deniers: Keys
    good: str
    supplier: str | None
    recipient: str | None
    place: int


def spread(analysis: Analysis, claims: list[Claim]) -> Iterator[Claim]:
    """The claims; who denies an exchange denies those of its kinds, too: `denied sending any weapons to Mali`."""
    denials = [*_told(claims), *_named(analysis, claims), *_nothing(analysis, claims)]
    for claim in claims:
        # Who denies a sale does not deny that it was stopped.
        if not isinstance(claim.fact, Exchange) or claim.certainty == "denied" or claim.stage == "stopped":
            yield claim
            continue
        deniers = dict.fromkeys(
            key for denial in denials if _meant(analysis, denial, claim, claim.fact) for key in denial.deniers
        )
        yield replace(claim, deniers=tuple(dict.fromkeys((*claim.deniers, *deniers)))) if deniers else claim


def _told(claims: Iterable[Claim]) -> Iterator[_Denial]:
    """Denials that were read as exchanges."""
    for claim in claims:
        denied = claim.deniers and claim.certainty == "denied" and claim.stage != "stopped"
        if isinstance(claim.fact, Exchange) and denied:
            fact = claim.fact
            yield _Denial(claim.deniers, fact.good, fact.supplier, fact.recipient, claim.start)


def _named(analysis: Analysis, claims: list[Claim]) -> Iterator[_Denial]:
    """Denials that only name the good: `denied that gold had changed hands`, `said there were no workers`."""
    told = [(c.start, c.end, c.fact.good) for c in claims if isinstance(c.fact, Exchange)]
    called = {word: good for *_, good in told for word in _last_words(analysis.entities[good])}
    parties = _parties(analysis, claims)
    for token in analysis.doc.where(called.keys()):
        voice, good = analysis.voice(token), called.get(token.lower_)
        if good is None:
            continue
        deniers = voice.deniers or (voice.speakers if _there_is(token) else ())
        if not deniers or any(start <= token.idx < end and good == other for start, end, other in told):
            continue
        if weaker(judge(analysis, token), voice.certainty) == "denied":
            for side in dict.fromkeys(side for denier in deniers for side in parties(denier)):
                yield _Denial(deniers, good, side, None, token.idx)
                yield _Denial(deniers, good, None, side, token.idx)


def _nothing(analysis: Analysis, claims: list[Claim]) -> Iterator[_Denial]:
    """Denials of whatever is said to be given: `said that it had shipped nothing to Mali`."""
    for token in analysis.doc.where({"nothing", "anything"}):
        voice, verb = analysis.voice(token), token.head
        if token.lower_ == "anything" and not is_negated(verb):
            continue
        deniers = voice.deniers or voice.speakers
        gives = any(evoked.frame.name == "give" for evoked in evoked_by(verb))
        if not deniers or not gives or relation(token) != "obj":
            continue
        places = arguments(verb)
        givers, takers = (
            {k for t in told for k in sides(analysis, t)} for told in (places.subject, places.place("to"))
        )
        for claim in claims:
            fact = claim.fact
            if isinstance(fact, Exchange) and (givers or takers):
                given = fact.supplier in givers or not (fact.supplier or givers)
                if given and (fact.recipient in takers or not takers):
                    yield _Denial(deniers, fact.good, fact.supplier, fact.recipient, token.idx)


def _last_words(good: Entity) -> Iterator[str]:
    """The nouns by which a good may be called."""
    return (name.split()[-1].lower() for name in (good.name, *good.aliases) if name)


def _parties(analysis: Analysis, claims: list[Claim]) -> Callable[[str], Keys]:
    """Whom somebody speaks for: himself, and the state or body whose he is by the gazetteer or this article."""
    bodies: dict[str, list[str]] = {}
    for claim in claims:
        fact = claim.fact
        if isinstance(fact, Relation) and fact.type in {"AFFILIATED_WITH", "LEADS"} and isinstance(fact.source, str):
            bodies.setdefault(fact.source, []).append(fact.target)

    def of(key: str) -> Keys:
        near = (key, *bodies.get(key, ()))
        return tuple(
            dict.fromkeys(
                (*near, *(state_of(analysis, analysis.entities[one]) for one in near if one in analysis.entities))
            )
        )

    return of


def _there_is(noun: Token) -> bool:
    """Whether a noun is said to be there or not: `there are no workers`."""
    return bool(children(noun.head, "expl") or children(noun, "expl"))


def _meant(analysis: Analysis, denial: _Denial, claim: Claim, fact: Exchange) -> bool:
    """Whether a denial is of an exchange: no side differs, one is the same, and the good is the denied one or of its kind."""
    pairs = [(denial.supplier, fact.supplier), (denial.recipient, fact.recipient)]
    if None in {denial.supplier, denial.recipient}:
        if abs(claim.start - denial.place) > _NEAR:
            return False
        pairs = [(one, other) for one, other in pairs if one is not None]
    if not pairs or any(one != other for one, other in pairs):
        return False
    return denial.good == fact.good or _is_kind_of(analysis, fact.good, denial.good)


def _is_kind_of(analysis: Analysis, good: str, general: str) -> bool:
    """Whether a good is a kind of another one; all arms and munitions are of weapons."""
    one, other = analysis.entities[good], analysis.entities[general]
    if other.name == "weapons" and one.kind in {"arms", "munitions"}:
        return True
    if other.name == "ammunition" and one.kind == "munitions":
        return True
    seen: list[str] = []
    broader = dict(one.attributes).get("broader")
    while broader and broader not in seen:
        if broader == other.name:
            return True
        seen.append(broader)
        listed = goods.catalogue().get(goods.normal(broader))
        broader = listed.broader if listed is not None else ""
    return False
