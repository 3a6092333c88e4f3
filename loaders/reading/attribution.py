"""Stage `attribution`: who says which tokens, who denies them, and which persons are commentators."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from loaders.reading import attribution_commentators as commentators
from loaders.reading import attribution_denials as denials
from loaders.reading import attribution_documents as declared
from loaders.reading import attribution_quotes as quotes
from loaders.reading import attribution_speech as speech
from loaders.reading.analysis import Analysis, Statement, Voice
from loaders.reading.attribution_resolve import Resolver, is_first_person
from loaders.reading.attribution_sources import with_quotations

if TYPE_CHECKING:
    from loaders.reading.attribution_speech import Report

#: Cues of belief pass the outer speaker on: "officials said the ministry believes ..." is said by both.
_BELIEFS = frozenset({"believe", "expect", "fear", "doubt"})

Keys = tuple[str, ...]
Range = tuple[int, int]


def find(analysis: Analysis) -> None:
    """Give every reported token its voice, record all statements, and make commentators of the experts who speak."""
    for block in declared.find(analysis):
        speakers = tuple(dict.fromkeys((*block.speakers, *declared.states_of(analysis, block.speakers))))
        _speak(analysis, speakers, block.ranges, "asserted", denies=False, rule=block.rule)
    reports = with_quotations(analysis.doc, speech.find(analysis.doc), quotes.find(analysis.doc))
    resolver = Resolver(analysis)
    voiced: list[tuple[Report, Keys]] = []
    for report in reports:
        if report.speaker is not None and not report.negated:
            keys = resolver.keys(analysis.doc[report.speaker])
            if keys:
                resolver.remember(report.cue, keys)
            voiced.append((report, keys))
    _give_voices(analysis, voiced)
    _deny(analysis, voiced)
    speakers = {key for statement in analysis.statements for key in statement.speakers}
    commentators.mark(analysis, speakers)


def _give_voices(analysis: Analysis, voiced: list[tuple[Report, Keys]]) -> None:
    """Write the voices from the widest content to the narrowest, so that the innermost speaker stays."""
    for report, keys in sorted(voiced, key=lambda pair: (-_size(pair[0]), pair[0].cue)):
        speakers = keys or _speaking(analysis, report)
        if not speakers or (report.effect.denies and report.rule == "relative"):
            continue
        if report.effect.name in _BELIEFS:
            outer = analysis.voice(report.cue).speakers
            speakers = tuple(dict.fromkeys((*speakers, *outer)))
        ranges = report.content
        _speak(analysis, speakers, ranges, report.effect.certainty, denies=report.effect.denies, rule=report.rule, cue=report.cue)


def _size(report: Report) -> int:
    return sum(b - a for a, b in report.content)


def _speaking(analysis: Analysis, report: Report) -> Keys:
    """Who "I" and "we" are: the voice in which they stand."""
    if report.speaker is None or not is_first_person(analysis.doc[report.speaker]):
        return ()
    speakers = analysis.voice(report.speaker).speakers
    return tuple(dict.fromkeys((*speakers, *declared.states_of(analysis, speakers))))


def _speak(
    analysis: Analysis, speakers: Keys, ranges: tuple[Range, ...], certainty: str, *, denies: bool, rule: str, cue: int | None = None
) -> None:
    """Record a statement and write its voice on the tokens of its content."""
    voice = Voice(speakers, speakers if denies else (), certainty)
    for start, end in ranges:
        placed = replace(voice, start=start, end=end)
        analysis.voices[start:end] = [placed] * (end - start)
    points = [i for pair in ranges for i in (pair[0], pair[1])]
    if cue is not None:
        points += [cue, cue + 1]
    if points:
        analysis.statements.append(Statement(speakers, min(points), max(points), rule, certainty, denies))


def _deny(analysis: Analysis, voiced: list[tuple[Report, Keys]]) -> None:
    """Add deniers to what was said before where a denial points back to it."""
    told: list[Range] = []
    for report, keys in voiced:
        if report.effect.denies and keys:
            ranges = denials.target(analysis, report, keys, told)
            for i in (i for start, end in ranges for i in range(start, end)):
                voice = analysis.voice(i)
                analysis.voices[i] = replace(voice, deniers=tuple(dict.fromkeys((*voice.deniers, *keys))))
            if report.rule in {"relative", "bare"}:
                analysis.statements.append(Statement(keys, report.cue, report.cue + 1, report.rule, "denied", denies=True))
        elif not report.effect.denies:
            told.extend(report.content)
