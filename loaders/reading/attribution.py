"""Stage `attribution`: who says which tokens, who denies them, and which persons are commentators."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph.vocabulary import weaker
from loaders.reading import attribution_carried as carried
from loaders.reading import attribution_commentators as commentators
from loaders.reading import attribution_denials as denials
from loaders.reading import attribution_documents as declared
from loaders.reading import attribution_quotes as quotes
from loaders.reading import attribution_speech as speech
from loaders.reading.analysis import Analysis, Statement, Voice
from loaders.reading.attribution_lexicon import words
from loaders.reading.attribution_resolve import Resolver, is_first_person
from loaders.reading.attribution_sources import with_quotations
from loaders.reading.structure import relation

if TYPE_CHECKING:
    from loaders.reading.attribution_report import Report

#: Cues of belief pass the outer speaker on: "officials said the ministry believes ..." is said by both.
_BELIEFS = frozenset({"believe", "expect", "fear", "doubt", "sure"})

#: Acts by which a person stands for what is promised or asked.
_AVOWALS = frozenset({"promise", "ask", "call", "wish"})

#: How many tokens at least follow a cue that says something, where no content was found.
_REMARK = 4
#: Cues whose content is no proposition that somebody could deny.
_NOT_TOLD = frozenset({"describe", "fear", "put", "doubt"})

Keys = tuple[str, ...]
Range = tuple[int, int]


def find(analysis: Analysis) -> None:
    """Give every reported token its voice, record all statements, and make commentators of the experts who speak."""
    for block in declared.find(analysis):
        behind = tuple(dict.fromkeys((*block.speakers, *declared.states_of(analysis, block.speakers))))
        _voice(analysis, block.ranges, Voice(behind))
        if behind:
            spoken = _paragraphs(analysis, block)
            analysis.statements += [Statement(behind, start, end, block.rule) for start, end in spoken]
    reports = carried.beyond_semicolons(analysis.doc, speech.find(analysis.doc))
    reports = with_quotations(analysis.doc, reports, quotes.find(analysis.doc))
    resolver = Resolver(analysis)
    voiced: list[tuple[Report, Keys]] = []
    for report in reports:
        if report.speaker is not None and not report.negated:
            keys = resolver.keys(analysis.doc[report.speaker], report.content)
            if keys:
                resolver.remember(report.cue, keys)
            voiced.append((report, keys))
    voiced = carried.named_later(analysis, voiced)
    _give_voices(analysis, voiced)
    carried.give_to_acts(analysis, resolver)
    carried.give_to_enclosed(analysis)
    _deny(analysis, voiced, resolver.authors)
    speakers = {key for statement in analysis.statements for key in statement.speakers}
    commentators.mark(analysis, speakers)


def _paragraphs(analysis: Analysis, block: declared.Block) -> list[Range]:
    """The paragraphs of a text of one voice, so that no statement is a whole speech."""
    return [
        (max(start, first), min(end, last))
        for first, last in quotes.paragraphs(analysis.doc)
        for start, end in block.ranges
        if start < last and first < end
    ]


def _give_voices(analysis: Analysis, voiced: list[tuple[Report, Keys]]) -> None:
    """Write the voices from the widest content to the narrowest, so that the innermost speaker stays."""
    for report, keys in sorted(voiced, key=lambda pair: (-_size(pair[0]), pair[0].cue)):
        if report.speaker is not None and not is_first_person(analysis.doc[report.speaker]):
            analysis.sayers |= {i: report.speaker for start, end in report.content for i in range(start, end)}
        speakers = keys or _speaking(analysis, report)
        if not speakers and not report.effect.act:
            _weaken(analysis, report)
        if not speakers or (report.effect.denies and report.rule == "relative"):
            continue
        outer = analysis.voice(report.cue)
        if report.effect.name in _BELIEFS:
            speakers = tuple(dict.fromkeys((*speakers, *outer.speakers)))
        doubted = report.effect.denies or outer.certainty in {"denied", "doubted"}
        handed_on = report.effect.lemma in words("conveying", "lemmas") and not doubted
        if report.content and not report.effect.act:
            deniers = speakers if report.effect.denies else _deniers_of(analysis, report)
            tellers = (*outer.speakers, *outer.tellers) if handed_on else ()
            voice = Voice(speakers, deniers, report.effect.certainty, tellers=tellers)
            _voice(analysis, report.content, voice)
        elif report.effect.name == "judge" or (
            report.effect.name in _AVOWALS and all(analysis.entities[k].kind == "person" for k in speakers)
        ):
            _voice(analysis, report.content, Voice(speakers))
        _state(analysis, report, speakers)


def _deniers_of(analysis: Analysis, report: Report) -> Keys:
    """Who denies what is reported: `Peru denied statements by Chad that ...`, `rejected a report that claimed ...`."""
    outer, cue = analysis.voice(report.cue), analysis.doc[report.cue]
    noun = cue.head if relation(cue) == "acl" else cue
    while relation(noun) in {"nmod", "appos"}:
        noun = noun.head
    return outer.deniers if relation(noun) == "obj" and not outer.start <= noun.head.i < outer.end else ()


def _state(analysis: Analysis, report: Report, speakers: Keys) -> None:
    """Record that the speakers said something, from the cue over its content."""
    points = [i for pair in report.content for i in pair]
    if report.rule == "bare" and report.effect.lemma in words("remarks", "lemmas") and report.speaker is not None:
        sentence = analysis.sentence(report.cue)
        active = report.speaker < report.cue and relation(analysis.doc[report.cue]) not in {"acl", "advcl", "amod"}
        told = report.effect.act or sentence.end - report.cue > _REMARK
        points = [sentence.start, sentence.end] if active and told else []
    if points or report.effect.denies:
        first, last = min([*points, report.cue]), max([*points, report.cue + 1])
        statement = Statement(speakers, first, last, report.rule, report.effect.certainty, report.effect.denies)
        analysis.statements.append(statement)


def _size(report: Report) -> int:
    return sum(b - a for a, b in report.content)


def _speaking(analysis: Analysis, report: Report) -> Keys:
    """Who "I" and "we" are: the voice in which they stand."""
    if report.speaker is None or not is_first_person(analysis.doc[report.speaker]):
        return ()
    speakers = analysis.voice(report.speaker).speakers
    return tuple(dict.fromkeys((*speakers, *declared.states_of(analysis, speakers))))


def _voice(analysis: Analysis, ranges: tuple[Range, ...], voice: Voice) -> None:
    """Write a voice on the tokens of its content."""
    for start, end in ranges:
        analysis.voices[start:end] = [replace(voice, start=start, end=end)] * (end - start)


def _weaken(analysis: Analysis, report: Report) -> None:
    """What somebody unnamed believes or suggests is no surer for that: `traders suspect that Peru bought the tin`."""
    for i in (i for start, end in report.content for i in range(start, end)):
        voice = analysis.voice(i)
        analysis.voices[i] = replace(voice, certainty=weaker(voice.certainty, report.effect.certainty))


def _deny(analysis: Analysis, voiced: list[tuple[Report, Keys]], authors: Keys) -> None:
    """Add deniers to what was said before where a denial points back to it; who denies the report, to all that it says."""
    told: list[tuple[Range, Keys]] = []
    reported: list[Range] = []
    papers: dict[str, list[Range]] = {}
    for report, keys in voiced:
        if report.effect.denies and keys:
            ranges = denials.target(analysis, report, keys, told)
            if report.object is not None and denials.of_report(analysis, report):
                theirs = reported if keys != authors else []
                ranges = theirs or papers.get(analysis.doc[report.object].lower_, ranges)
            for i in (i for start, end in ranges for i in range(start, end)):
                voice = analysis.voice(i)
                analysis.voices[i] = replace(voice, deniers=tuple(dict.fromkeys((*voice.deniers, *keys))))
            if report.rule == "relative":
                _state(analysis, report, keys)
        elif not report.effect.denies and report.effect.name not in _NOT_TOLD and not report.effect.act:
            told.extend((content, keys) for content in report.content)
            papers.setdefault(analysis.doc[report.speaker or 0].lower_, []).extend(report.content)
            reported.extend(report.content if keys and keys == authors else ())
