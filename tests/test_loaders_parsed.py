"""The parse as plain objects says what spaCy says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loaders.parsed import Doc

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc as SpacyDoc

TEXT = """  Oslo, 3 May – Norway's government has sold 40 radars to Peru, Kenyan officials said.

"We're buying what the U.S. won't lend us," the Peruvian minister told reporters; nobody asked why.
Chile (and Bolivia) didn't.\n"""
LABELS = ("text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_", "whitespace_", "i", "idx")
FLAGS = ("is_space", "is_punct", "is_alpha", "like_num", "is_sent_start")
PLACES = ("head", "left_edge", "right_edge")


@pytest.fixture(scope="module")
def spacy_doc(nlp: Language) -> SpacyDoc:
    return nlp(TEXT)


@pytest.fixture(scope="module")
def doc(spacy_doc: SpacyDoc) -> Doc:
    return Doc(spacy_doc)


def test_tokens_are_those_of_spacy(spacy_doc: SpacyDoc, doc: Doc) -> None:
    assert len(doc) == len(spacy_doc)
    for wanted, token in zip(spacy_doc, doc, strict=True):
        assert [getattr(token, name) for name in LABELS] == [getattr(wanted, name) for name in LABELS]
        assert [getattr(token, name) for name in FLAGS] == [bool(getattr(wanted, name)) for name in FLAGS]
        assert [getattr(token, name).i for name in PLACES] == [getattr(wanted, name).i for name in PLACES]
        for name in ("children", "ancestors", "subtree"):
            assert [t.i for t in getattr(token, name)] == [t.i for t in getattr(wanted, name)]
        assert (token.sent.start, token.sent.end) == (wanted.sent.start, wanted.sent.end)
        assert len(token) == len(wanted)


@pytest.mark.parametrize("length", [1, 2, 3, 7])
def test_spans_are_those_of_spacy(spacy_doc: SpacyDoc, doc: Doc, length: int) -> None:
    for start in range(len(doc)):
        span, wanted = doc[start : start + length], spacy_doc[start : start + length]
        assert (span.text, span.root.i, len(span)) == (wanted.text, wanted.root.i, len(wanted))
        assert (span.start_char, span.end_char) == (wanted.start_char, wanted.end_char)
        assert [t.i for t in reversed(span)] == [t.i for t in reversed(wanted)]
        assert span[-1].i == wanted[-1].i
        assert span[1:].text == wanted[1:].text


def test_text_sentences_and_entities(spacy_doc: SpacyDoc, doc: Doc) -> None:
    assert doc.text == spacy_doc.text
    assert [sentence.text for sentence in doc.sents] == [sentence.text for sentence in spacy_doc.sents]
    assert [(e.text, e.label_) for e in doc.ents] == [(e.text, e.label_) for e in spacy_doc.ents]
    assert doc.ents


def test_slices_beyond_the_text_are_cut(doc: Doc) -> None:
    assert doc[len(doc) - 1 : len(doc) + 5].end == len(doc)
    assert doc[4:2].text == ""
    assert list(doc[4:2]) == []


def test_there_is_no_neighbour_before_the_first_token(doc: Doc) -> None:
    assert doc[1].nbor(-1) is doc[0]
    with pytest.raises(IndexError):
        doc[0].nbor(-1)
    with pytest.raises(IndexError):
        doc[len(doc) - 1].nbor()


def test_words_are_found_by_form_and_lemma(doc: Doc) -> None:
    assert [t.text for t in doc.where({"sell", "norway", "asked"})] == ["Norway", "sold", "asked"]
    assert [t.text for t in doc.where(frozenset({"ask"}))] == ["asked"]
    assert doc.where({"submarine"}) == []


def test_the_lemma_of_an_inflected_verb_with_and_without_e(doc: Doc) -> None:
    (token,) = doc.where({"aske"})
    assert token.text == "asked"


def test_characters_give_the_tokens_that_hold_them(doc: Doc) -> None:
    start = TEXT.index("40 radars")
    assert doc.around(start, start + len("40 rad")).text == "40 radars"
    assert doc.around(start - 1, start + 2).text == "40"


def test_ancestors(doc: Doc) -> None:
    radars = next(t for t in doc if t.text == "radars")
    assert radars.head.is_ancestor(radars)
    assert not radars.is_ancestor(radars)


def test_nothing_to_read(nlp: Language) -> None:
    empty = Doc(nlp(""))
    assert (len(empty), empty.text, empty.sents, empty.ents) == (0, "", [], [])
    assert empty.where({"sell"}) == []
