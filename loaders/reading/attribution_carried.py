"""Voices where no cue governs the words: a person who promises says so, and who goes on speaking needs no new cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading.analysis import Voice
from loaders.reading.attribution_lexicon import forms, words
from loaders.reading.attribution_quotes import paragraphs
from loaders.reading.attribution_speakers import speaker_of
from loaders.reading.structure import children, is_passive

if TYPE_CHECKING:
    from loaders.parsed import Span
    from loaders.reading.analysis import Analysis
    from loaders.reading.attribution_resolve import Resolver

_PERSONS = frozenset({"person", "expert", "journalist"})


def give_to_acts(analysis: Analysis, resolver: Resolver) -> None:
    """A person who promises or offers something says so: `Darko pledged 20 trucks` is said by Darko."""
    for token in analysis.doc.where(forms("promises")):
        passive = token.tag_ == "VBN" and (is_passive(token) or not children(token, "aux"))
        if token.pos_ != "VERB" or passive or analysis.voice(token).speakers:
            continue
        speaker = speaker_of(token)
        keys = resolver.keys(speaker) if speaker is not None else ()
        if keys and all(analysis.entities[key].kind in _PERSONS for key in keys):
            analysis.voices[token.i] = Voice(keys, start=token.i, end=token.i + 1)


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
