"""The spaCy component that asks the encoder about a ``Doc`` and writes the answer into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from loaders.language.analyser import Analyser
from loaders.language.analysis import Analysis
from loaders.language.encoder import STATES
from loaders.language.paragraphs import paragraph_starts

FACTORY = "quid_encoder"

_COLUMNS: list[int | str] = ["HEAD", "DEP", "POS", "TAG", "MORPH", "LEMMA", "ENT_IOB", "ENT_TYPE"]
_HEAD, _DEP, _POS, _TAG, _MORPH, _LEMMA, _IOB, _TYPE = range(len(_COLUMNS))
_INSIDE, _OUTSIDE, _BEGIN = 1, 2, 3


class EncoderComponent:
    """Fills heads, labels, tags, morphology, lemmas, sentences and entities of a ``Doc``."""

    def __init__(self, vocab: Vocab, weights: Path) -> None:
        self._vocab = vocab
        self._analyser = Analyser(weights)
        self._morphs: dict[str, tuple[int, int, int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Annotate ``doc`` in place; white space alone gets no analysis but is well formed."""
        words = np.array([token.i for token in doc if not token.is_space], dtype=np.int64)
        if not len(words):
            return self._write(doc, words, Analysis())
        starts = paragraph_starts(doc.text, [doc[i].idx for i in words.tolist()])
        analysis = self._analyser.analyse([doc[i].text for i in words.tolist()], starts)
        return self._write(doc, words, analysis)

    def pipe(self, docs: Iterable[Doc], batch_size: int = 1) -> Iterator[Doc]:  # noqa: ARG002 - spaCy's signature
        """Annotate a stream document by document, so that memory does not grow with it."""
        for doc in docs:
            yield self(doc)

    def _write(self, doc: Doc, words: NDArray[np.int64], analysis: Analysis) -> Doc:
        """Write ``analysis`` into ``doc``; ``words[k]`` is the token index of the k-th word."""
        table = np.zeros((len(doc), len(_COLUMNS)), dtype=np.uint64)
        strings = self._vocab.strings
        table[:, _IOB] = _OUTSIDE
        if len(words):
            table[words, _HEAD] = _as_unsigned(words[analysis.heads] - words)
            table[words, _DEP] = [strings.add(dep) for dep in analysis.deps]
            table[words, _POS : _MORPH + 1] = [self._morph(morph) for morph in analysis.morphs]
            table[words, _LEMMA] = [strings.add(lemma) for lemma in analysis.lemmas]
        for start, end, kind in analysis.entities:
            table[words[start] : words[end - 1] + 1, _IOB] = _INSIDE
            table[words[start], _IOB] = _BEGIN
            table[words[start] : words[end - 1] + 1, _TYPE] = strings.add(kind)
        self._fill_spaces(doc, table, words)
        if len(doc):
            doc.from_array(_COLUMNS, cast("Any", table))
        doc.tensor = np.zeros((len(doc), STATES), dtype=np.float16)
        if len(words):
            doc.tensor[words] = np.concatenate(analysis.states)
        return doc

    def _morph(self, triple: str) -> tuple[int, int, int]:
        """Return the hashes of the part of speech, the tag and the features of a triple."""
        known = self._morphs.get(triple)
        if known is None:
            pos, tag, features = triple.split(" ", 2)
            known = (self._vocab.strings.add(pos), self._vocab.strings.add(tag), self._vocab.morphology.add(features))
            self._morphs[triple] = known
        return known

    def _fill_spaces(self, doc: Doc, table: NDArray[np.uint64], words: NDArray[np.int64]) -> None:
        """White space hangs on the word before it, at the start on the first, as in spaCy."""
        spaces = np.setdiff1d(np.arange(len(doc)), words)
        if not len(spaces):
            return
        hosts = words[np.maximum(np.searchsorted(words, spaces) - 1, 0)] if len(words) else spaces[:1]
        strings = self._vocab.strings
        table[spaces, _HEAD] = _as_unsigned(hosts - spaces)
        table[spaces, _DEP] = np.where(hosts == spaces, strings.add("ROOT"), strings.add("dep"))
        table[spaces, _POS] = strings.add("SPACE")
        table[spaces, _TAG] = strings.add("_SP")
        table[spaces, _LEMMA] = [doc[i].orth for i in spaces.tolist()]


def _as_unsigned(offsets: NDArray[np.int64]) -> NDArray[np.uint64]:
    return offsets.astype(np.int64).view(np.uint64)


@Language.factory(
    FACTORY,
    assigns=[
        "token.head",
        "token.dep",
        "token.pos",
        "token.tag",
        "token.morph",
        "token.lemma",
        "token.is_sent_start",
        "doc.ents",
        "doc.tensor",
    ],
)
def make_encoder(nlp: Language, name: str, weights: str) -> EncoderComponent:  # noqa: ARG001 - spaCy's signature
    """Make the component for spaCy's registry; ``weights`` is the folder of the model's files."""
    return EncoderComponent(nlp.vocab, Path(weights))
