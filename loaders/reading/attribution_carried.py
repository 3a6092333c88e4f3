"""Voices where no cue governs the words: a person who promises says so, and who goes on speaking needs no new cue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from loaders.reading.analysis import Voice
from loaders.reading.attribution_lexicon import forms, is_role, words
from loaders.reading.attribution_papers import is_paper
from loaders.reading.attribution_quotes import paragraphs
from loaders.reading.attribution_speakers import speaker_of
from loaders.reading.structure import children, is_passive, relation

if TYPE_CHECKING:
    from loaders.parsed import Doc, Span, Token
    from loaders.reading.analysis import Analysis
    from loaders.reading.attribution_report import Report
    from loaders.reading.attribution_resolve import Resolver

Keys = tuple[str, ...]

#: How many of an article's first reports may belong to somebody who is named only later.
_LEAD = 3
#: How many tokens behind an unnamed speaker's sentence the name may begin.
_SOON = 60
#: How many tokens `The group, the Novi` has.
_APPOSITION = 5
#: The rules of reports whose words may go on behind a semicolon.
_CARRIED = frozenset({"parenthetical", "clause"})
_PERSONS = frozenset({"person", "expert", "journalist"})


def give_to_acts(analysis: Analysis, resolver: Resolver) -> None:
    """A person who promises or offers something says so, whoever announces it: `Darko pledged 20 trucks` is said by Darko."""
    for token in analysis.doc.where(forms("promises")):
        passive = token.tag_ == "VBN" and (is_passive(token) or not children(token, "aux"))
        if token.pos_ != "VERB" or passive or analysis.voice(token).speakers:
            continue
        speaker = speaker_of(token)
        keys = resolver.keys(speaker) if speaker is not None else ()
        announced = token.lower_ in forms("announcing")
        if keys and (announced or all(analysis.entities[key].kind in _PERSONS for key in keys)):
            end = token.right_edge.i + 1
            for i in (i for i in range(token.i, end) if not analysis.voice(i).speakers):
                analysis.voices[i] = Voice(keys, start=token.i, end=end)


def beyond_semicolons(doc: Doc, reports: list[Report]) -> list[Report]:
    """The reports, those that a semicolon follows carried to the end of their sentence where nobody else speaks there.

    `It is neutral, it insists; it sells rifles to neither side.`
    """
    cues = [report.cue for report in reports]
    return [replace(r, content=(*r.content, *_behind_semicolon(doc, r, cues))) for r in reports]


def _behind_semicolon(doc: Doc, report: Report, cues: list[int]) -> tuple[tuple[int, int], ...]:
    end = max((report.cue + 1, *(last for _, last in report.content)))
    stop = doc[report.cue].sent.end
    goes_on = report.rule in _CARRIED and not report.effect.act and not report.effect.denies
    if not goes_on or end + 1 >= stop or doc[end].text != ";" or any(end < cue < stop for cue in cues):
        return ()
    return ((end + 1, stop),)


def named_later(analysis: Analysis, voiced: list[tuple[Report, Keys]]) -> list[tuple[Report, Keys]]:
    """The reports, those of the headline and lead that name no speaker given to who is named soon after.

    `..., rights group says` above the text, or `according to a report published on Monday` in its first sentence, are
    the words of the first organisation that speaks below, unless a person or state speaks before it.
    """
    found = list(voiced)
    for number, (report, keys) in enumerate(voiced[:_LEAD]):
        noun = analysis.doc[report.speaker] if report.speaker is not None else None
        if keys or noun is None or not _is_unnamed(noun) or analysis.keys_at(noun):
            continue
        end = noun.sent.end
        named = _apposed_later(analysis, end) or next(
            (k for later, k in voiced[number + 1 :] if k and later.cue >= end), ()
        )
        if len(named) == 1 and analysis.entities[named[0]].kind in {"organisation", "group"}:
            found[number] = (report, named)
    return found


def _apposed_later(analysis: Analysis, start: int) -> Keys:
    """The body with which a sentence soon after begins: `The group, the Novi Institute, used photographs`."""
    for token in analysis.doc[start : min(start + _SOON, len(analysis.doc) - _APPOSITION)]:
        noun = token.nbor() if token.lower_ == "the" and token.i == token.sent.start else None
        if noun is not None and is_role(noun, "writers") and noun.nbor().text == ",":
            return next((analysis.keys_at(i) for i in (noun.i + 2, noun.i + 3) if analysis.keys_at(i)), ())
    return ()


def _is_unnamed(noun: Token) -> bool:
    """Whether a noun is a group or paper of which nothing says whose it is: `rights group`, `a new report`."""
    known = any(relation(c) in {"nmod:poss", "nmod", "appos", "flat"} for c in noun.children)
    definite = any(c.lower_ in {"the", "this", "that", "its", "their"} for c in children(noun, "det"))
    owned = bool(children(noun, "compound"))  # "court documents"
    return not known and not definite and (is_role(noun, "writers") or (is_paper(noun) and not owned))


def give_to_enclosed(analysis: Analysis) -> None:
    """A sentence between two that the same person says is that person's, too, where it goes on with them.

    It does in their paragraph, or where it begins with a connective (`On the other hand`).
    """
    sentences = analysis.doc.sents
    said = [_only_speaker(analysis, sentence) for sentence in sentences]
    paragraph = {i: n for n, (start, end) in enumerate(paragraphs(analysis.doc)) for i in range(start, end)}
    for number in range(1, len(sentences) - 1):
        before, own, after = said[number - 1 : number + 2]
        if own != () or not before or before != after:
            continue
        sentence = sentences[number]
        together = len({paragraph.get(s.start) for s in sentences[number - 1 : number + 2]}) == 1
        if together or _goes_on(sentence):
            voice = Voice(before, start=sentence.start, end=sentence.end)
            analysis.voices[sentence.start : sentence.end] = [voice] * (sentence.end - sentence.start)


def _goes_on(sentence: Span) -> bool:
    """Whether a sentence begins with a connective."""
    opening = " ".join(token.lower_ for token in sentence if not token.is_space and not token.is_punct)
    return any(opening.startswith(f"{words_} ") for words_ in words("connectives", "openings"))


def _only_speaker(analysis: Analysis, sentence: Span) -> tuple[str, ...] | None:
    """The one person who says something in a sentence; nobody where all is the article's own, None where it is not one."""
    voices = {analysis.voice(i).speakers for i in range(sentence.start, sentence.end)} - {()}
    if not voices:
        return ()
    only = min(voices)
    single = len(voices) == 1 and len(only) == 1
    return only if single and analysis.entities[only[0]].kind in _PERSONS else None
