"""The spaCy component that asks the encoder about a ``Doc`` and writes the answer into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Doc

from loaders.language.analysis import Analysis
from loaders.language.interim import Interim
from loaders.language.paragraphs import paragraph_starts

FACTORY = "quid_encoder"

_COLUMNS = [HEAD, DEP, POS, TAG, MORPH, LEMMA, ENT_IOB, ENT_TYPE]
_INSIDE, _OUTSIDE, _BEGIN = 1, 2, 3


class EncoderComponent:
    """Fills heads, labels, tags, morphology, lemmas, sentences and entities of a ``Doc``."""

    def __init__(self, weights: Path) -> None:
        self._model = Interim(weights)

    def __call__(self, doc: Doc) -> Doc:
        words = [token.i for token in doc if not token.is_space]
        if not words:
            return _write_blank(doc)
        starts = paragraph_starts(doc.text, [doc[i].idx for i in words])
        analysis = self._model.analyse([doc[i].text for i in words], starts)
        return write(doc, words, analysis)

    def pipe(self, docs: Iterable[Doc], batch_size: int = 1) -> Iterator[Doc]:
        """Annotate a stream one document at a time, so that memory does not grow with it."""
        for doc in docs:
            yield self(doc)


def write(doc: Doc, words: list[int], analysis: Analysis) -> Doc:
    """Write ``analysis`` into ``doc``; ``words[k]`` is the token index of the k-th word."""
    table = np.zeros((len(doc), len(_COLUMNS)), dtype=np.uint64)
    strings = doc.vocab.strings
    rows = np.asarray(words, dtype=np.int64)
    table[rows, 0] = (rows[np.asarray(analysis.heads, dtype=np.int64)] - rows).astype(np.int64).view(np.uint64)
    table[rows, 1] = [strings.add(dep) for dep in analysis.deps]
    table[rows, 2] = [IDS[pos] for pos in analysis.pos]
    table[rows, 3] = [strings.add(tag) for tag in analysis.tags]
    table[rows, 4] = [doc.vocab.morphology.add(morph) for morph in analysis.morphs]
    table[rows, 5] = [strings.add(lemma) for lemma in analysis.lemmas]
    table[:, 6] = _OUTSIDE
    for start, end, label in analysis.entities:
        span = np.arange(words[start], words[end - 1] + 1)
        table[span, 6] = [_BEGIN] + [_INSIDE] * (len(span) - 1)
        table[span, 7] = strings.add(label)
    _fill_spaces(doc, table, rows)
    doc.from_array(_COLUMNS, table)
    return doc


def _fill_spaces(doc: Doc, table: np.ndarray, rows: np.ndarray) -> None:
    """White space hangs on the word before it (at the start: after it), as spaCy does."""
    spaces = np.setdiff1d(np.arange(len(doc)), rows)
    if not len(spaces):
        return
    before = np.searchsorted(rows, spaces) - 1
    hosts = rows[np.maximum(before, 0)] if len(rows) else np.zeros(len(spaces), dtype=np.int64)
    strings = doc.vocab.strings
    table[spaces, 0] = (hosts - spaces).astype(np.int64).view(np.uint64)
    table[spaces, 1] = strings.add("dep" if len(rows) else "ROOT")
    table[spaces, 2] = IDS["SPACE"]
    table[spaces, 3] = strings.add("_SP")
    table[spaces, 5] = [doc[int(i)].orth for i in spaces]


def _write_blank(doc: Doc) -> Doc:
    if len(doc):
        write(doc, [], Analysis([], [], [], [], [], [], []))
    return doc


@Language.factory(
    FACTORY,
    default_config={"weights": ""},
    assigns=["token.head", "token.dep", "token.pos", "token.tag", "token.morph"]
    + ["token.lemma", "doc.sents", "doc.ents"],
)
def make_encoder(nlp: Language, name: str, weights: str) -> EncoderComponent:
    """Factory for spaCy's registry; ``weights`` is the folder of the model's files."""
    return EncoderComponent(Path(weights))
