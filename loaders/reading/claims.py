"""From findings and voices to claims, the end of the reading of one article."""

from __future__ import annotations

from collections.abc import Iterable

from graph.records import Claim, Reading
from graph.vocabulary import weaker
from loaders.reading.analysis import Analysis, Finding


def assemble(analysis: Analysis, findings: Iterable[Finding]) -> Reading:
    """Make one claim of every finding, in the order of the text, and keep what the article names or states."""
    made = {_claim(analysis, finding): None for finding in findings}
    ordered = sorted(made, key=lambda claim: (claim.start, claim.end, repr(claim)))
    return Reading(analysis.article, dict(sorted(analysis.entities.items())), dict(analysis.counts()), tuple(ordered))


def _claim(analysis: Analysis, finding: Finding) -> Claim:
    voice = analysis.voice(finding.trigger)
    start, end = _evidence(analysis, finding)
    return Claim(
        fact=finding.fact,
        start=start,
        end=end,
        certainty=weaker(finding.certainty, voice.certainty),
        rule=finding.rule,
        stage=finding.stage,
        speakers=voice.speakers,
        deniers=voice.deniers,
        quantity=finding.quantity,
        date=finding.date,
        returns=finding.returns,
        cited=_cited(analysis, start, end),
        confidence=finding.confidence,
    )


def _evidence(analysis: Analysis, finding: Finding) -> tuple[int, int]:
    sentence = analysis.sentence(finding.trigger)
    first = sentence.start if finding.start is None else finding.start
    last = sentence.end if finding.end is None else finding.end
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


