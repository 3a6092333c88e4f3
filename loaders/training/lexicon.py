"""The lemmas of the inflected forms of the treebanks, for what an edit script may miss."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

from loaders.language import lemmas
from loaders.training.sentences import Document, Sentence

#: Tags of forms whose lemma is listed.
INFLECTED = frozenset({"NNS", "VBD", "VBG", "VBN", "VBZ", "JJR", "JJS", "RBR", "RBS"})
#: Part of a form's occurrences that must agree on its lemma.
AGREEMENT = 0.9


def save_lexicon(trees: list[Document], path: Path) -> None:
    """Write {tag: {form: lemma}} over the training trees as JSON; typing errors stay out."""
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for document in trees:
        for sentence in document:
            _count(sentence, counts)
    lexicon: dict[str, dict[str, str]] = {tag: {} for tag in sorted(INFLECTED)}
    for (tag, form), found in sorted(counts.items()):
        lemma, count = found.most_common(1)[0]
        if count >= AGREEMENT * found.total():
            lexicon[tag][form] = lemma
    path.write_text(json.dumps(lexicon, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


def _count(sentence: Sentence, counts: defaultdict[tuple[str, str], Counter[str]]) -> None:
    for word, morph, edit in zip(sentence.words, sentence.morphs, sentence.lemmas, strict=True):
        _, tag, features = morph.split(" ", 2)
        if tag in INFLECTED and "Typo=Yes" not in features:
            counts[tag, lemmas.plain(word).lower()][lemmas.apply(edit, word)] += 1
