"""From findings and voices to claims, the end of the reading of one article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from graph.records import Claim, Exchange, Reading, Relation
from graph.vocabulary import weaker
from loaders.reading import claims_denials
from loaders.reading.analysis import Analysis, Finding, Voice
from loaders.reading.attribution_papers import points_back
from loaders.reading.certainty import judge_token, scope
from loaders.reading.instruments import breaching
from loaders.reading.relation_patterns import says
from loaders.reading.structure import children

#: Whose offices and family ties nobody denies by denying what is told beside them.
_STANDING = frozenset({"LEADS", "AFFILIATED_WITH", "PARENT_OF"})

#: What is told of an instrument by naming it.
_BROKEN = frozenset({"ADOPTS", "TARGETS", "PROHIBITS"})


def assemble(analysis: Analysis, findings: Iterable[Finding]) -> Reading:
    """Make one claim of every finding, in the order of the text, and keep what the article names or states."""
    made = dict.fromkeys(claims_denials.spread(analysis, [_claim(analysis, finding) for finding in findings]))
    made |= dict.fromkeys(_spoken(analysis, made)) | dict.fromkeys(_comments(analysis))
    made |= dict.fromkeys(_goods(analysis, made))
    ordered = sorted(made, key=lambda claim: (claim.start, claim.end, repr(claim)))
    named = analysis.counts() + Counter(analysis.goods_at.values())
    return Reading(analysis.article, dict(sorted(analysis.entities.items())), dict(named), tuple(ordered))


def _claim(analysis: Analysis, finding: Finding) -> Claim:
    voice = _voice(analysis, finding)
    start, end = _evidence(analysis, finding)
    return Claim(
        fact=finding.fact,
        start=start,
        end=end,
        certainty=_certainty(finding, voice),
        rule=finding.rule,
        stage=finding.stage,
        speakers=tuple(dict.fromkeys((*voice.speakers, *voice.tellers))),
        deniers=() if _stands(finding) else _deniers(analysis, finding, voice),
        quantity=finding.quantity,
        date=finding.date,
        returns=finding.returns,
        cited=_cited(analysis, start, end),
        confidence=finding.confidence,
    )


def _voice(analysis: Analysis, finding: Finding) -> Voice:
    """Who tells a fact and how; who denies `that the rice it donated was bad` grants that it did donate rice, who denies
    a breach that there is what he was to have broken.
    """
    voice = analysis.voice(finding.trigger)
    token = analysis.doc[finding.trigger]
    legal = isinstance(finding.fact, Relation) and finding.fact.type in _BROKEN and finding.certainty == "asserted"
    while voice.certainty in {"denied", "doubted"} and voice.start <= token.head.i < voice.end and token.head != token:
        # "denied what was reported" grants nothing, nor does "denied the reports that ...".
        noun = token.head
        relative = token.dep_ == "acl:relcl" and noun.pos_ in {"NOUN", "PROPN"} and not points_back(noun)
        # "denied that it had a deal under which it sends rice" grants no deal.
        relative = relative and not any(c.lower_ in {"a", "an", "any", "no"} for c in children(noun, "det"))
        if relative or (legal and says(token.head, breaching())):
            return Voice(voice.speakers, start=voice.start, end=voice.end, tellers=voice.tellers)
        token = token.head
    return voice


def _certainty(finding: Finding, voice: Voice) -> str:
    """How sure a fact is; an office that is told in passing is not denied with what is."""
    denied = voice.certainty in {"denied", "doubted"}
    return finding.certainty if denied and _stands(finding) else weaker(finding.certainty, voice.certainty)


def _stands(finding: Finding) -> bool:
    """Whether somebody's standing is told as it is."""
    return isinstance(finding.fact, Relation) and finding.fact.type in _STANDING and finding.certainty != "denied"


def _deniers(analysis: Analysis, finding: Finding, voice: Voice) -> tuple[str, ...]:
    """Who denies what is told as denied: who says that it did not happen, or who denies that another says so."""
    trigger = finding.trigger
    if voice.deniers or finding.certainty != "denied":
        return voice.deniers
    if voice.speakers and judge_token(analysis.doc[trigger], within=(voice.start, voice.end)) == "denied":
        return voice.speakers
    others = [s for s in analysis.statements if s.denies and s.start <= trigger < s.end]
    found = tuple(dict.fromkeys(key for s in others for key in s.speakers))
    above = next((t for t in scope(analysis.doc[trigger]) if not voice.start <= t.i < voice.end), None)
    if voice.speakers and above is not None and judge_token(analysis.doc[trigger]) == "denied":
        # "Peru's claim that it was sold is false, Chad said": Peru does not deny it.
        return found or analysis.voice(above).speakers
    # Who says that Mali has left a bloc tells, and denies nothing.
    return found or (voice.speakers if isinstance(finding.fact, Exchange) else ())


def _spoken(analysis: Analysis, facts: Iterable[Claim]) -> Iterator[Claim]:
    """Statements from which no fact was read: claims about whoever and whatever they name."""
    told = [(claim.start, claim.end, {*claim.speakers, *claim.deniers}) for claim in facts]
    for statement in analysis.statements:
        start, end = _trimmed(analysis, statement.start, statement.end)
        covered = {key for at, to, keys in told if at < end and start < to for key in keys}
        speakers = tuple(key for key in statement.speakers if key not in covered)
        if not speakers or start >= end:
            continue
        named = (key for i in range(statement.start, statement.end) for key in _named_at(analysis, i))
        yield Claim(
            fact=None,
            start=start,
            end=end,
            certainty=statement.certainty,
            rule=statement.rule,
            speakers=speakers,
            deniers=speakers if statement.denies else (),
            about=tuple(key for key in dict.fromkeys(named) if key not in statement.speakers),
            cited=_cited(analysis, start, end),
        )


def _named_at(analysis: Analysis, i: int) -> tuple[str, ...]:
    return (analysis.goods_at[i],) if i in analysis.goods_at else analysis.keys_at(i)


def _goods(analysis: Analysis, made: Iterable[Claim]) -> Iterator[Claim]:
    """Sentences that tell of a good as traded but not between whom: claims about the good, where no other one is."""
    told = {(claim.start, key) for claim in made for key in claim.about}
    told |= {(claim.start, claim.fact.good) for claim in made if isinstance(claim.fact, Exchange)}
    for index, key in sorted(analysis.goods_at.items()):
        sentence, voice = analysis.sentence(index), analysis.voice(index)
        start, end = _trimmed(analysis, sentence.start, sentence.end)
        if (start, key) not in told:
            told.add((start, key))
            certainty = weaker(analysis.traded.get(index, "asserted"), voice.certainty)
            yield Claim(
                None,
                start,
                end,
                certainty,
                "good:named",
                speakers=voice.speakers,
                deniers=voice.deniers,
                about=(key,),
                cited=_cited(analysis, start, end),
            )


def _comments(analysis: Analysis) -> Iterator[Claim]:
    """What readers wrote below the article: their words about whom the article names, never facts of the article."""
    text = analysis.article.text
    names = {name: key for key, entity in sorted(analysis.entities.items()) for name in (entity.name, *entity.aliases)}
    for segment in analysis.article.segments:
        if segment.kind != "comment" or not segment.voice:
            continue
        words = text[segment.start : segment.end]
        reader = analysis.add("Commentator", "reader", segment.voice)
        about = (
            key
            for name, key in names.items()
            if key in analysis.entities and re.search(rf"\b{re.escape(name)}\b", words)
        )
        yield Claim(
            fact=None,
            start=segment.start,
            end=segment.end,
            certainty="asserted",
            rule="reader's comment",
            speakers=(reader.key,),
            about=tuple(key for key in dict.fromkeys(about) if key != reader.key),
        )


def _evidence(analysis: Analysis, finding: Finding) -> tuple[int, int]:
    sentence = analysis.sentence(finding.trigger)
    first = sentence.start if finding.start is None else finding.start
    last = sentence.end if finding.end is None else finding.end
    return _trimmed(analysis, first, last)


def _trimmed(analysis: Analysis, first: int, last: int) -> tuple[int, int]:
    """Characters of the tokens, without blanks at either end."""
    span = analysis.doc[first:last]
    text = analysis.article.text[span.start_char : span.end_char]
    left, right = len(text) - len(text.lstrip()), len(text) - len(text.rstrip())
    return span.start_char + left, span.end_char - right


def _cited(analysis: Analysis, start: int, end: int) -> tuple[str, ...]:
    """Publications cited in parentheses within the evidence or just behind it."""
    return tuple(
        segment.voice
        for segment in analysis.article.segments
        if segment.kind == "citation" and segment.voice and start <= segment.start <= end + 2
    )
