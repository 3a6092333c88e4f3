"""Scores of an analysis against gold: attachment, labels, relations, entities, raw text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from loaders.language import lemmas
from loaders.language.analysis import Analysis

#: Relations whose F1 is printed; "svo" are whole subject-verb-object triples.
RELATIONS = ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "conj", "acl:relcl", "ccomp", "advcl", "acl", "appos", "svo")

Entity = tuple[int, int, str]


@dataclass
class Ratio:
    """Counts of right, found and gold items."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, gold: set[object], found: set[object]) -> None:
        """Count two sets of items."""
        self.right += len(gold & found)
        self.found += len(found)
        self.gold += len(gold)

    @property
    def f1(self) -> float:
        """F1 in per cent."""
        return 200 * self.right / max(1, self.found + self.gold)


@dataclass
class TreeScore:
    """Accuracies per token on gold tokens and gold sentences."""

    counts: Counter[str] = field(default_factory=Counter)
    relations: dict[str, Ratio] = field(default_factory=lambda: {name: Ratio() for name in RELATIONS})

    def add(self, gold: Span, found: Analysis) -> None:
        """Count one sentence; subtypes of labels do not matter to LAS, as in the CoNLL task."""
        for k, token in enumerate(gold):
            self._add_token(token, found, k, gold.start)
        gold_edges = {(t.i - gold.start, t.head.i - gold.start, t.dep_.lower()) for t in gold}
        found_edges = {(k, found.heads[k], found.deps[k].lower()) for k in range(len(gold))}
        for name in RELATIONS[:-1]:
            self.relations[name].add({e for e in gold_edges if e[2] == name}, {e for e in found_edges if e[2] == name})
        self.relations["svo"].add(_triples(gold_edges), _triples(found_edges))

    def _add_token(self, token: Token, found: Analysis, k: int, offset: int) -> None:
        pos, tag, features = found.morphs[k].split(" ", 2)
        attached = token.head.i - offset == found.heads[k]
        labelled = attached and base(token.dep_) == base(found.deps[k])
        self.counts.update(
            words=1,
            upos=pos == token.pos_,
            xpos=tag == token.tag_,
            features=features == str(token.morph),
            lemma=found.lemmas[k].lower() == lemmas.plain(token.lemma_).lower(),
            uas=attached,
            las=labelled,
        )
        if token.pos_ != "PUNCT":
            self.counts.update(content=1, uas_content=attached, las_content=labelled)

    def rates(self) -> dict[str, float]:
        """Per cent of each, "_content" leaving punctuation out."""
        rates = {}
        for name, count in self.counts.items():
            if name not in {"words", "content"}:
                rates[name] = 100 * count / self.counts["content" if name.endswith("_content") else "words"]
        return rates


@dataclass
class RawScore:
    """F1 of words, sentences and labels where the text alone is given (CoNLL 2018 rules)."""

    sentences: Ratio = field(default_factory=Ratio)
    counts: Counter[str] = field(default_factory=Counter)
    words: Ratio = field(default_factory=Ratio)

    def add(self, gold: Doc, found: Doc) -> None:
        """Count a document; both docs hold the same characters but for white space."""
        gold_spans, found_spans = _character_spans(gold), _character_spans(found)
        self.words.add(set(gold_spans.values()), set(found_spans.values()))
        self.sentences.add(_sentence_spans(gold, gold_spans), _sentence_spans(found, found_spans))
        at = {span: index for index, span in gold_spans.items()}
        for index, span in found_spans.items():
            if span in at:
                self._add_word(gold[at[span]], found[index], gold_spans, found_spans)

    def _add_word(
        self, gold: Token, found: Token, gold_spans: dict[int, tuple[int, int]], found_spans: dict[int, tuple[int, int]]
    ) -> None:
        if gold.head.i == gold.i:
            attached = found.head.i == found.i
        else:
            attached = found.head.i != found.i and gold_spans[gold.head.i] == found_spans.get(found.head.i)
        self.counts.update(
            upos=gold.pos_ == found.pos_,
            lemma=lemmas.plain(gold.lemma_).lower() == found.lemma_.lower(),
            uas=attached,
            las=attached and base(gold.dep_) == base(found.dep_),
        )

    def rates(self) -> dict[str, float]:
        """F1 in per cent."""
        total = self.words.gold + self.words.found
        shares = {name: 200 * count / total for name, count in self.counts.items()}
        return {"words": self.words.f1, "sentences": self.sentences.f1, **shares}


def base(label: str) -> str:
    """Return a relation without its subtype."""
    return label.split(":")[0].lower()


def spans_of(labels: Sequence[str]) -> set[Entity]:
    """Return the entities of gold BIO labels ("?" counts as outside)."""
    spans: set[Entity] = set()
    start, kind = 0, ""
    for k, label in enumerate([*labels, "O"]):
        goes_on = label.startswith("I-") and label[2:] == kind
        if kind and not goes_on:
            spans.add((start, k, kind))
            kind = ""
        if label[:2] in {"B-", "I-"} and not kind:
            start, kind = k, label[2:]
    return spans


def _triples(edges: Iterable[tuple[int, int, str]]) -> set[object]:
    subjects = {(head, word) for word, head, label in edges if label == "nsubj"}
    objects = {(head, word) for word, head, label in edges if label == "obj"}
    return {(subject, verb, thing) for verb, subject in subjects for other, thing in objects if other == verb}


def _character_spans(doc: Doc) -> dict[int, tuple[int, int]]:
    """Return where each word stands, in characters that are not white space."""
    spans, offset = {}, 0
    for token in doc:
        length = sum(not char.isspace() for char in token.text)
        if not token.is_space:
            spans[token.i] = (offset, offset + length)
            offset += length
    return spans


def _sentence_spans(doc: Doc, spans: dict[int, tuple[int, int]]) -> set[object]:
    found: set[object] = set()
    for sentence in doc.sents:
        words = [spans[token.i] for token in sentence if token.i in spans]
        if words:
            found.add((words[0][0], words[-1][1]))
    return found
