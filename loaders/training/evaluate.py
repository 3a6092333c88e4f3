"""Measure shipped weights on the corpus folder: every figure of the model card."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from loaders.language.analyser import Analyser
from loaders.language.analysis import Analysis
from loaders.language.load import pipeline
from loaders.training.corpus import entity_labels, read_docs
from loaders.training.scoring import Ratio, RawScore, TreeScore, spans_of

#: What selects a model; the test files are only for the card.
DEV_TREES, DEV_ENTITIES = ("dev/ewt_dev", "dev/gum_dev"), ("ner_dev/uner_dev",)
TEST_TREES = ("pud", "ewt_test", "gum_test", "gum_newsdt")
TEST_ENTITIES = ("ner_test/uner_test", "ner_test/uner_pud", "ner_test/xpol")
#: Consecutive PUD sentences that make a paragraph for the sentence score.
PARAGRAPH = 4
#: Entity types that every entity test set annotates.
SHARED_TYPES = {"PERSON", "ORG", "LOC"}


def evaluate(weights: Path, corpus: Path, *, test: bool) -> None:
    """Print the scores on the dev files, or on the test files with raw text and speed."""
    analyser = Analyser(weights)
    for name in TEST_TREES if test else DEV_TREES:
        _print_trees(analyser, corpus, name, relations=name == "pud")
    for name in TEST_ENTITIES if test else DEV_ENTITIES:
        _print_entities(analyser, corpus, name)
    nlp = pipeline(weights)
    for name in TEST_TREES if test else DEV_TREES:
        score = RawScore()
        for gold in read_docs(corpus / f"{name}.spacy"):
            score.add(gold, nlp(gold.text.strip()))
        print(f"raw {name}: {_show(score.rates())}", flush=True)
    if test:
        _print_paragraphs(nlp, read_docs(corpus / "pud.spacy"))
        _print_speed(weights, corpus)


def compare(weights: Path, other: Path, corpus: Path) -> None:
    """Print how many PUD words get the same labels from two weight folders."""
    left, right = Analyser(weights), Analyser(other)
    same: dict[str, int] = dict.fromkeys(("heads", "deps", "morphs", "lemmas"), 0)
    words, spans = 0, Ratio()
    for sentence in _sentences(corpus, "pud"):
        mine, theirs = _analyse(left, sentence), _analyse(right, sentence)
        words += len(sentence)
        for name in same:
            same[name] += sum(a == b for a, b in zip(getattr(mine, name), getattr(theirs, name), strict=True))
        spans.add(set(mine.entities), set(theirs.entities))
    shares = {name: 100 * count / words for name, count in same.items()}
    print(f"same labels, {weights} and {other}: {_show(shares)} entities F1 {spans.f1:.2f}")


def _print_trees(analyser: Analyser, corpus: Path, name: str, *, relations: bool) -> None:
    score = TreeScore()
    for sentence in _sentences(corpus, name):
        score.add(sentence, _analyse(analyser, sentence))
    print(f"gold tokens {name}: {_show(score.rates())}", flush=True)
    if relations:
        print("   F1 " + " ".join(f"{label} {ratio.f1:.1f}" for label, ratio in score.relations.items()))


def _print_entities(analyser: Analyser, corpus: Path, name: str) -> None:
    scores = {kind: Ratio() for kind in ("all", *sorted(SHARED_TYPES))}
    for doc in read_docs(corpus / f"{name}.spacy"):
        gold, found = spans_of(entity_labels(doc)), set(_analyse(analyser, doc).entities)
        for kind, ratio in scores.items():
            kinds = SHARED_TYPES if kind == "all" else {kind}
            ratio.add({span for span in gold if span[2] in kinds}, {span for span in found if span[2] in kinds})
    print(f"entities {name}: " + " ".join(f"{kind} {ratio.f1:.1f}" for kind, ratio in scores.items()), flush=True)


def _print_paragraphs(nlp: Language, docs: list[Doc]) -> None:
    """Score sentence splitting and parsing of PUD sentences joined to paragraphs."""
    score = RawScore()
    for start in range(0, len(docs), PARAGRAPH):
        gold = Doc.from_docs(docs[start : start + PARAGRAPH], ensure_whitespace=True)
        score.add(gold, nlp(gold.text.strip()))
    print(f"raw pud, {PARAGRAPH} sentences a paragraph: {_show(score.rates())}", flush=True)


def _print_speed(weights: Path, corpus: Path) -> None:
    began = time.process_time()
    nlp = pipeline(weights)
    loaded = time.process_time()
    docs = read_docs(corpus / "pud.spacy")
    texts = ["\n\n".join(doc.text for doc in docs[k : k + 25]) for k in range(0, len(docs), 25)]
    began_reading = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    rate = words / (time.process_time() - began_reading)
    print(f"load {loaded - began:.2f} CPU s; {rate:.0f} words a CPU second (whole pipeline, one thread)")


def _sentences(corpus: Path, name: str) -> Iterator[Span]:
    for doc in read_docs(corpus / f"{name}.spacy"):
        yield from doc.sents


def _analyse(analyser: Analyser, words: Span | Doc) -> Analysis:
    return analyser.analyse_sentence([token.text for token in words])


def _show(rates: dict[str, float]) -> str:
    return " ".join(f"{name} {value:.2f}" for name, value in rates.items())
