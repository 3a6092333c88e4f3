"""Two annotations of the same text: give the treebank's sentences the entities of the other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from loaders.training.sentences import Document, Sentence

#: Sentences shorter than this are too common to be told apart by their words.
SHORTEST = 4
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "—": "-", "\u00a0": None, " ": None})


class _Stream:
    """All words of the entity corpora in one row, findable by their first words."""

    def __init__(self, named: list[Document]) -> None:
        sentences = [sentence for doc in named for sentence in doc]
        self.words = [_plain(word) for sentence in sentences for word in sentence.words]
        self.labels = [label for sentence in sentences for label in sentence.entities]
        self.used = [False] * len(self.words)
        self._index: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for k in range(len(self.words) - SHORTEST + 1):
            self._index[tuple(self.words[k : k + SHORTEST])].append(k)

    def take(self, words: list[str]) -> list[str]:
        """Return the labels of the first stretch with these words, marking it as used."""
        plain = [_plain(word) for word in words]
        for start in self._index.get(tuple(plain[:SHORTEST]), []):
            end = start + len(plain)
            if self.words[start:end] == plain:
                self.used[start:end] = [True] * len(plain)
                labels = self.labels[start:end]
                return ["B" + label[1:] if k == 0 and label[0] == "I" else label for k, label in enumerate(labels)]
        return []


def share_entities(trees: list[Document], named: list[Document]) -> tuple[list[Document], list[Document]]:
    """Return the trees with entities where the other corpora have them, and the rest of those.

    A stretch of which more than half went into the trees is not kept twice.
    """
    stream = _Stream(named)
    labelled = [
        [replace(s, entities=stream.take(s.words)) if len(s.words) >= SHORTEST else s for s in doc] for doc in trees
    ]
    rest: list[Document] = []
    position = 0
    for doc in named:
        kept: list[Sentence] = []
        for sentence in doc:
            end = position + len(sentence.words)
            if 2 * sum(stream.used[position:end]) <= len(sentence.words):
                kept.append(sentence)
            position = end
        if kept:
            rest.append(kept)
    return labelled, rest


def _plain(word: str) -> str:
    return word.translate(_PLAIN).replace("--", "-")
