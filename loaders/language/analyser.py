"""From words to their analysis: windows over the text, sentences, trees, labels, entities."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from loaders.language import lemmas
from loaders.language.analysis import Analysis
from loaders.language.encoder import Encoder, Integers, Scores
from loaders.language.entities import EntityDecoder
from loaders.language.labels import Labels
from loaders.language.pieces import Piecer
from loaders.language.sentences import sentence_bounds
from loaders.language.trees import best_tree

#: Pieces in a window, and in the one that a sentence too long for it gets.
WINDOW, LONG_WINDOW = 220, 480


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
        rows = {pos: k for k, pos in enumerate(self._labels.pos)}
        self._pos_of_morph = np.array([rows[morph.split(" ", 1)[0]] for morph in self._labels.morph])

    def analyse(self, words: Sequence[str], breaks: Sequence[bool], given: Sequence[int] | None = None) -> Analysis:
        """Analyse the words of one document.

        Args:
            words: at least one; white space is not a word.
            breaks: for each word, whether a paragraph begins at it.
            given: where sentences begin, if that is known (for scoring on gold sentences).
        """
        result = Analysis([], [], [], [], [])
        sizes = [len(self._piecer.word(word)[0]) + broken for word, broken in zip(words, breaks, strict=True)]
        position = 0
        while position < len(words):
            position = self._advance(words, breaks, sizes, position, given, result)
        return result

    def _advance(
        self,
        words: Sequence[str],
        breaks: Sequence[bool],
        sizes: list[int],
        position: int,
        given: Sequence[int] | None,
        result: Analysis,
    ) -> int:
        """Analyse the sentences that begin in the window at ``position``; return where to go on."""
        for limit in (WINDOW, LONG_WINDOW):
            end = _window_end(breaks, sizes, position, limit)
            part = words[position:end]
            scores = self._encoder.scores(self._piecer.window(part, breaks[position:end]))
            whole = end == len(words) or breaks[end]
            if given is None:
                bounds = sentence_bounds(part, breaks[position:end], scores.start[1:])
            else:
                whole = whole or end in given
                bounds = [0, *(k - position for k in given if position < k < end), len(part)]
            if whole or len(bounds) > 2:
                break
        if not whole and len(bounds) > 2:
            bounds.pop()
        self._decode(part, scores, bounds, result)
        return position + bounds[-1]

    def _decode(self, words: Sequence[str], scores: Scores, bounds: list[int], result: Analysis) -> None:
        offset = len(result.heads)
        heads = np.concatenate([_heads(scores, *pair) for pair in zip(bounds, bounds[1:], strict=False)])
        count = len(heads)
        rows = np.arange(1, count + 1)
        relation = self._encoder.relations(scores, rows, heads).argmax(1)
        result.heads.extend(np.where(heads == 0, rows, heads).astype(int) - 1 + offset)
        result.deps.extend(
            self._labels.dep[label] if head else "ROOT" for label, head in zip(relation, heads, strict=True)
        )
        joint = scores.morph[1 : count + 1] + scores.pos[1 : count + 1, self._pos_of_morph]
        result.morphs.extend(self._labels.morph[k] for k in joint.argmax(1))
        result.lemmas.extend(self._lemmas(words[:count], scores))
        for start, end in zip(bounds, bounds[1:], strict=False):
            spans = self._entities.spans(scores.entity[start + 1 : end + 1])
            result.entities.extend((a + start + offset, b + start + offset, kind) for a, b, kind in spans)

    def _lemmas(self, words: Sequence[str], scores: Scores) -> list[str]:
        found = []
        for row, (word, best) in enumerate(zip(words, scores.lemma[1:].argmax(1), strict=False), start=1):
            edit = self._labels.lemma[best]
            if not lemmas.fits(edit, word):
                order = np.argsort(-scores.lemma[row], kind="stable")
                edit = next(e for k in order if lemmas.fits(e := self._labels.lemma[k], word))
            found.append(lemmas.apply(edit, word))
        return found


def _heads(scores: Scores, start: int, end: int) -> Integers:
    """Return the window rows of the heads of one sentence, 0 for its root."""
    rows = np.concatenate([[0], np.arange(start + 1, end + 1)])
    tree = best_tree(scores.arcs[np.ix_(rows, rows)])
    return rows[tree[1:]]


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
