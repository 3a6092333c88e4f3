"""From words to their analysis: windows over the text, sentences, trees, labels, entities."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from loaders.language import lemmas
from loaders.language.analysis import Analysis
from loaders.language.encoder import Encoder, Floats, Integers, Scores, States
from loaders.language.entities import EntityDecoder
from loaders.language.inflection import base_form
from loaders.language.labels import Labels
from loaders.language.pieces import MAX_PIECES_PER_WORD, Piecer
from loaders.language.sentences import sentence_bounds
from loaders.language.trees import best_tree

#: Pieces in a window, and in the one that a sentence too long for it gets.
WINDOW, LONG_WINDOW = 220, 480


@dataclass(frozen=True, slots=True)
class _Window:
    """A scored stretch of words; ``bounds`` are its sentence starts and its end."""

    words: Sequence[str]
    scores: Scores
    bounds: list[int]


class Analyser:
    """Analyses a document's words, window by window.

    A window is as many whole paragraphs as fit. A paragraph that does not fit is read in
    overlapping windows: the last sentence of each, which may be cut off, opens the next.
    """

    def __init__(self, weights: Path) -> None:
        self._encoder = Encoder(weights)
        self._piecer = Piecer(weights / "tokenizer.json")
        self._labels = Labels.read(weights / "labels.json")
        self._entities = EntityDecoder(self._labels.entity)
        self._lexicon: dict[str, dict[str, str]] = json.loads((weights / "lemmas.json").read_text(encoding="utf-8"))
        rows = {pos: k for k, pos in enumerate(self._labels.pos)}
        self._pos_of_morph = np.array([rows[morph.split(" ", 1)[0]] for morph in self._labels.morph])

    def analyse(self, words: Sequence[str], breaks: Sequence[bool]) -> Analysis:
        """Analyse the words of one document (at least one; white space is not a word).

        ``breaks`` says of each word whether a paragraph begins at it.
        """
        result = Analysis()
        for window in self._windows(words, breaks):
            self._decode(window, result)
        return result

    def analyse_sentence(self, words: Sequence[str]) -> Analysis:
        """Analyse one sentence whose end is known; it is not split (for scoring on gold tokens)."""
        result = Analysis()
        scores = self._encoder.scores(self._piecer.window(words, [False] * len(words)))
        self._decode(_Window(words, scores, [0, len(words)]), result)
        return result

    def states(self, words: Sequence[str], bounds: Sequence[int]) -> States:
        """Return (words, `STATES`): the states of words whose sentences are known.

        Args:
            words: at least one word.
            bounds: first word of each sentence, and the number of words.
        """
        sizes = [len(self._piecer.word(word)[0]) for word in words]
        blocks, start = [], 0
        for a, b in pairwise(bounds):
            if a > start and sum(sizes[start:b]) > WINDOW - 2:
                blocks.append(self._states(words[start:a]))
                start = a
            while sum(sizes[start:b]) > LONG_WINDOW:
                cut = start + LONG_WINDOW // MAX_PIECES_PER_WORD
                blocks.append(self._states(words[start:cut]))
                start = cut
        blocks.append(self._states(words[start:]))
        return np.concatenate(blocks)

    def _states(self, words: Sequence[str]) -> States:
        scores = self._encoder.scores(self._piecer.window(words, [False] * len(words)))
        return scores.states[1:].astype(np.float16)

    def _windows(self, words: Sequence[str], breaks: Sequence[bool]) -> Iterator[_Window]:
        sizes = [len(self._piecer.word(word)[0]) + broken for word, broken in zip(words, breaks, strict=True)]
        position = 0
        while position < len(words):
            window = self._window(words, breaks, sizes, position)
            yield window
            position += window.bounds[-1]

    def _window(self, words: Sequence[str], breaks: Sequence[bool], sizes: list[int], position: int) -> _Window:
        """Score a window of whole sentences; only a sentence too long for any window is cut."""
        window = self._score(words, breaks, position, _window_end(breaks, sizes, position, WINDOW))
        if len(window.bounds) == 1:
            window = self._score(words, breaks, position, _window_end(breaks, sizes, position, LONG_WINDOW))
        if len(window.bounds) == 1:
            window.bounds.append(len(window.words))
        return window

    def _score(self, words: Sequence[str], breaks: Sequence[bool], start: int, end: int) -> _Window:
        """Score a stretch; a last sentence that may go on after it is left out of the bounds."""
        part = words[start:end]
        scores = self._encoder.scores(self._piecer.window(part, breaks[start:end]))
        bounds = sentence_bounds(part, breaks[start:end], scores.start[1:])
        if end < len(words) and not breaks[end]:
            bounds.pop()
        return _Window(part, scores, bounds)

    def _decode(self, window: _Window, result: Analysis) -> None:
        scores, offset = window.scores, len(result.heads)
        sentences = list(pairwise(window.bounds))
        heads = np.concatenate([_heads(scores, start, end) for start, end in sentences])
        count = len(heads)
        rows = np.arange(1, count + 1)
        relations = self._encoder.relations(scores, rows, heads).argmax(1)
        labels = [self._labels.dep[k] if head else "ROOT" for k, head in zip(relations, heads, strict=True)]
        heads = _uncrossed(heads, labels)
        result.heads.extend((np.where(heads == 0, rows, heads) - 1 + offset).tolist())
        result.deps.extend(labels)
        joint = scores.morph[1 : count + 1] + scores.pos[1 : count + 1, self._pos_of_morph]
        morphs = [self._labels.morph[k] for k in joint.argmax(1)]
        result.morphs.extend(morphs)
        result.lemmas.extend(self._lemmas(window.words[:count], morphs, scores))
        result.states.append(scores.states[1 : count + 1].astype(np.float16))
        for start, end in sentences:
            spans = self._entities.spans(scores.entity[start + 1 : end + 1])
            result.entities.extend((a + start + offset, b + start + offset, kind) for a, b, kind in spans)

    def _lemmas(self, words: Sequence[str], morphs: list[str], scores: Scores) -> list[str]:
        best = scores.lemma[1:].argmax(1)
        return [
            self._listed(word, morph)
            or lemmas.apply(self._labels.lemma[best[row]], word)
            or self._next_lemma(word, scores.lemma[row + 1])
            for row, (word, morph) in enumerate(zip(words, morphs, strict=True))
        ]

    def _listed(self, word: str, morph: str) -> str:
        """Return the lemma of an inflected form: from the lexicon, or by rule and known words."""
        tag = morph.split(" ", 2)[1]
        forms = self._lexicon.get(tag)
        if forms is None:
            return ""
        form = lemmas.plain(word).lower()
        return forms.get(form) or base_form(form, tag, self._piecer.is_word)

    def _next_lemma(self, word: str, scores: Floats) -> str:
        """Return what the best of the scripts that fit makes of ``word``."""
        edits = (self._labels.lemma[k] for k in np.argsort(-scores, kind="stable"))
        return next(lemma for edit in edits if (lemma := lemmas.apply(edit, word)))


def _heads(scores: Scores, start: int, end: int) -> Integers:
    """Return the window rows of the heads of one sentence, 0 for its root."""
    rows = np.concatenate([[0], np.arange(start + 1, end + 1)])
    tree = best_tree(scores.arcs[np.ix_(rows, rows)])
    heads: Integers = rows[tree[1:]]
    return heads


def _uncrossed(heads: Integers, labels: Sequence[str]) -> Integers:
    """The heads, where no subject reaches over the verb that governs its own.

    In inverted speech ("…," said Ama) the subject of `said` is easily given to the verb quoted; English has no such
    crossing, so it goes to the verb between. A move to an ancestor keeps the tree a tree.
    """
    mended = heads.copy()
    for row, (head, label) in enumerate(zip(heads, labels, strict=True), 1):
        above = heads[head - 1] if head else 0
        if label == "nsubj" and head < above < row:
            mended[row - 1] = above
    return mended


def _window_end(breaks: Sequence[bool], sizes: list[int], position: int, limit: int) -> int:
    """Return the end of the window: at a paragraph's end if one lies in its second half."""
    total, end, paragraph = 2, position, None
    while end < len(sizes) and (end == position or total + sizes[end] <= limit):
        if breaks[end] and end > position and total > limit // 2:
            paragraph = end
        total += sizes[end]
        end += 1
    if end == len(sizes) or breaks[end] or paragraph is None:
        return end
    return paragraph
