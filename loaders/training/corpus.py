"""Sentences with gold labels out of a folder of spaCy DocBins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, Span

from loaders.language import lemmas
from loaders.language.labels import ENTITY_LABELS, Labels
from loaders.training.sentences import Document, Sentence
from loaders.training.sharing import share_entities

#: Classes rarer than this in the training data are not learnt.
MIN_COUNT = 3
#: A text without sentence marks is cut at these, never inside an entity.
ENDS = frozenset(".?!")
#: A stretch without an end is cut at this many words.
MAX_WORDS = 80


def read_docs(path: Path) -> list[Doc]:
    """Return the documents of one ``.spacy`` file."""
    return list(DocBin().from_disk(path).get_docs(spacy.blank("en").vocab))


def read_trees(path: Path) -> list[Document]:
    """Read a treebank file: every layer but the entities."""
    return [[_tree(sentence) for sentence in doc.sents] for doc in read_docs(path)]


def read_all_trees(corpus: Path) -> list[Document]:
    """Return the treebank documents to train on."""
    return [doc for path in sorted((corpus / "train").glob("*.spacy")) for doc in read_trees(path)]


def read_entities(path: Path) -> list[Document]:
    """Read an entity file; texts are cut at their sentence ends."""
    return [[_entities(doc[start:end]) for start, end in _stretches(doc)] for doc in read_docs(path) if len(doc)]


def read_training(corpus: Path) -> tuple[list[Document], list[Document]]:
    """Return the treebank documents and the entity documents to train on.

    Where both annotate the same sentence (UNER is EWT), the treebank sentence gets the
    entities too, and the entity copy stays out.
    """
    trees = read_all_trees(corpus)
    named = [doc for path in sorted((corpus / "ner_train").glob("*.spacy")) for doc in read_entities(path)]
    return share_entities(trees, named)


def collect_labels(trees: list[Document]) -> Labels:
    """Make the inventories of all heads from the training trees."""
    sentences = [sentence for doc in trees for sentence in doc]
    return Labels(
        pos=sorted({pos for s in sentences for pos in s.pos}),
        morph=_frequent(Counter(morph for s in sentences for morph in s.morphs)),
        lemma=_frequent(Counter(edit for s in sentences for edit in s.lemmas)),
        dep=sorted({dep for s in sentences for dep in s.deps} - {"ROOT"}),
        entity=list(ENTITY_LABELS),
    )


def entity_labels(span: Span | Doc) -> list[str]:
    """Return the BIO label of each token, "?" where the entity annotation is missing."""
    labels = []
    for token in span:
        kind = token.ent_type_
        labels.append(f"{token.ent_iob_}-{kind}" if kind else token.ent_iob_ or "?")
    return labels


def _frequent(counts: Counter[str]) -> list[str]:
    return sorted(label for label, count in counts.items() if count >= MIN_COUNT)


def _tree(span: Span) -> Sentence:
    return Sentence(
        words=[token.text for token in span],
        pos=[token.pos_ for token in span],
        morphs=[f"{token.pos_} {token.tag_} {token.morph}" for token in span],
        lemmas=[lemmas.script(token.text, token.lemma_) for token in span],
        heads=[0 if token.head.i == token.i else token.head.i - span.start + 1 for token in span],
        deps=[token.dep_ for token in span],
        entities=[],
    )


def _entities(span: Span) -> Sentence:
    return Sentence([token.text for token in span], [], [], [], [], [], entity_labels(span))


def _stretches(doc: Doc) -> Iterator[tuple[int, int]]:
    start = 0
    for k in range(1, len(doc) + 1):
        at_end = k == len(doc)
        if at_end or (doc[k].ent_iob_ != "I" and (doc[k - 1].text in ENDS or k - start >= MAX_WORDS)):
            yield start, k
            start = k
