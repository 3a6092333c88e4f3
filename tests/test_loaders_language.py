"""The language layer: its contract, labels checked by hand, odd input, decoding, weights."""

from __future__ import annotations

import hashlib
import itertools
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from loaders.language import LanguageError, lemmas, load
from loaders.language.entities import EntityDecoder
from loaders.language.inflection import base_form
from loaders.language.labels import ENTITY_LABELS, Labels
from loaders.language.load import WEIGHTS
from loaders.language.paragraphs import paragraph_starts
from loaders.language.pieces import SEP, Piecer, case_class
from loaders.language.sentences import sentence_bounds
from loaders.language.trees import best_tree

ROOT = Path(__file__).parent.parent

#: The weights that the figures of the model card belong to.
DIGESTS = {
    "encoder.onnx": "f004aae09478c51d79ff9226afdd7e99aa097502fb76413dedc5c96f75d571aa",
    "relations.onnx": "940565e4bf7ccfa6bc0ece35214f075f6991062785db31a7f5809e923227a1fb",
    "labels.json": "730a36c5a8ac459946b43255865b8f40096b50d2825c92925553cd7a2c585f9d",
    "lemmas.json": "36cc8eb2f9ebbb996d5d22848d9b55aa2cd453b1e58dcf97111fe6dc1b735b23",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}

ARTICLE = """North Korea ships shells to Russia

Russian President Vladimir Putin met Kim Jong Un on Wednesday. "We need each other," he said.
The U.S. has accused Pyongyang of selling arms to Moscow, which it denies.

Iran and North Korea have not supplied drones, missiles or shells to Russia, Foreign Minister Sergei Lavrov said."""

ODD_TEXTS = [
    "",
    " ",
    "\n\n \t",
    "a",
    ".",
    "😀",
    "😀 👨‍👩‍👧 ok",
    "\ufeff\u200b\u00a0Hi\x00there\u00ad",
    "  Leading space.\r\n Two\u2028three\n\n",
    "مرحبا 世界。Привет!",
    "x" * 5000,
    "e\u0301" * 40,
    "?!?! ... -- ''",
    "word " * 1500,
]


@pytest.fixture(scope="module")
def article(nlp: Language) -> Doc:
    return nlp(ARTICLE)


def edges(doc: Doc) -> set[tuple[str, str, str]]:
    return {(token.text, token.dep_, token.head.text) for token in doc}


def table(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (t.text, t.head.i, t.dep_, t.pos_, t.tag_, str(t.morph), t.lemma_, t.ent_iob_, t.ent_type_, t.is_sent_start)
        for t in doc
    ]


class TestContract:
    @pytest.mark.parametrize("text", ODD_TEXTS, ids=range(len(ODD_TEXTS)))
    def test_odd_text_is_kept_and_well_formed(self, nlp: Language, text: str) -> None:
        doc = nlp(text)
        assert doc.text == text
        assert sum(len(sentence) for sentence in doc.sents) == len(doc)
        for token in doc:
            assert token.pos_
            assert token.lemma_
            assert token.sent.start <= token.head.i < token.sent.end

    def test_every_sentence_has_one_root(self, article: Doc) -> None:
        for sentence in article.sents:
            roots = [token for token in sentence if token.dep_ == "ROOT"]
            assert roots == [sentence.root]

    def test_no_sentence_crosses_a_paragraph(self, article: Doc) -> None:
        assert all("\n" not in sentence.text.strip() for sentence in article.sents)
        assert next(article.sents).text.strip() == "North Korea ships shells to Russia"

    def test_labels_are_those_of_the_inventories(self, article: Doc) -> None:
        labels = Labels.read(WEIGHTS / "labels.json")
        words = [token for token in article if not token.is_space]
        assert {token.dep_ for token in words} <= {*labels.dep, "ROOT"}
        assert {f"{token.pos_} {token.tag_} {token.morph}" for token in words} <= set(labels.morph)
        assert {entity.label_ for entity in article.ents} <= {"PERSON", "ORG", "LOC", "NORP"}

    def test_neighbours_in_a_stream_change_nothing(self, nlp: Language, article: Doc) -> None:
        other = "A short text. With two sentences."
        streamed = list(nlp.pipe([other, ARTICLE, other]))
        assert table(streamed[1]) == table(article)
        assert table(streamed[0]) == table(streamed[2])

    def test_a_stream_is_read_one_text_at_a_time(self, nlp: Language) -> None:
        taken: list[int] = []

        def texts() -> Iterator[str]:
            for number in range(100):
                taken.append(number)
                yield f"Text {number}."

        next(iter(nlp.pipe(texts())))
        assert len(taken) < 5

    def test_a_paragraph_longer_than_a_window_keeps_its_sentences(self, nlp: Language) -> None:
        sentence = "Iran delivered forty ballistic missiles to its northern neighbour in September."
        doc = nlp(" ".join([sentence] * 60))
        assert [s.text.strip() for s in doc.sents] == [sentence] * 60


class TestLabels:
    def test_active_clause(self, nlp: Language) -> None:
        found = edges(nlp("North Korea sold artillery shells to Russia last year."))
        assert {("Korea", "nsubj", "sold"), ("shells", "obj", "sold"), ("Russia", "obl", "sold")} <= found
        assert {("to", "case", "Russia"), ("sold", "ROOT", "sold"), ("artillery", "compound", "shells")} <= found

    def test_passive_clause(self, nlp: Language) -> None:
        doc = nlp("The missiles were shipped to Yemen by Iran.")
        assert {("missiles", "nsubj:pass", "shipped"), ("were", "aux:pass", "shipped")} <= edges(doc)
        assert ("Iran", "obl:agent", "shipped") in edges(doc)
        shipped = doc[3]
        assert (shipped.tag_, shipped.lemma_) == ("VBN", "ship")
        assert shipped.morph.get("Voice") == ["Pass"]
        assert shipped.morph.get("VerbForm") == ["Part"]

    def test_coordination(self, nlp: Language) -> None:
        found = edges(nlp("Iran and North Korea supplied drones, missiles and shells to Russia."))
        assert {("Iran", "nsubj", "supplied"), ("Korea", "conj", "Iran"), ("drones", "obj", "supplied")} <= found
        assert {("missiles", "conj", "drones"), ("shells", "conj", "drones")} <= found

    def test_embedded_clauses(self, nlp: Language) -> None:
        found = edges(nlp("Officials said that China bought oil which Iran had produced, if prices fell."))
        assert {("bought", "ccomp", "said"), ("produced", "acl:relcl", "oil"), ("that", "mark", "bought")} <= found
        assert ("if", "mark", "fell") in found

    @pytest.mark.parametrize(
        ("text", "word", "lemma", "tag"),
        [
            ("They bought weapons.", 1, "buy", "VBD"),
            ("They bought weapons.", 2, "weapon", "NNS"),
            ("It wasn't sent.", 1, "be", "VBD"),
            ("It wasn't sent.", 2, "not", "RB"),
            ("It wasn’t sent.", 2, "not", "RB"),
            ("She has given 5,000 rifles.", 1, "have", "VBZ"),
            ("She has given 5,000 rifles.", 2, "give", "VBN"),
            ("She has given 5,000 rifles.", 3, "5000", "CD"),
            ("Moscow gets better weapons.", 0, "Moscow", "NNP"),
            ("Moscow gets better weapons.", 2, "good", "JJR"),
            ("The countries will supply them.", 1, "country", "NNS"),
            ("The countries will supply them.", 2, "will", "MD"),
        ],
    )
    def test_lemma_and_tag(self, nlp: Language, text: str, word: int, lemma: str, tag: str) -> None:
        token = nlp(text)[word]
        assert (token.lemma_, token.tag_) == (lemma, tag)

    def test_features(self, nlp: Language) -> None:
        doc = nlp("He would not supply them to her.")
        assert doc[0].morph.to_dict().items() >= {"Case": "Nom", "Gender": "Masc", "Number": "Sing"}.items()
        assert doc[2].morph.get("Polarity") == ["Neg"]
        assert doc[3].morph.get("VerbForm") == ["Inf"]
        assert doc[4].morph.to_dict().items() >= {"Case": "Acc", "Number": "Plur", "PronType": "Prs"}.items()
        assert doc[6].morph.get("Gender") == ["Fem"]

    def test_entities(self, article: Doc) -> None:
        found = {(entity.text, entity.label_) for entity in article.ents}
        assert {("Vladimir Putin", "PERSON"), ("Kim Jong Un", "PERSON"), ("Sergei Lavrov", "PERSON")} <= found
        assert {
            ("North Korea", "LOC"),
            ("U.S.", "LOC"),
            ("Iran", "LOC"),
            ("Moscow", "LOC"),
            ("Russian", "NORP"),
        } <= found

    def test_a_two_word_demonym_is_one_entity(self, nlp: Language) -> None:
        doc = nlp("North Korean leader Kim Jong Un and South Korean officials met at the United Nations.")
        found = {(entity.text, entity.label_) for entity in doc.ents}
        assert {("North Korean", "NORP"), ("South Korean", "NORP"), ("United Nations", "ORG")} <= found

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Russia's $16bn deal", ["Russia", "'s", "$", "16", "bn", "deal"]),
            ("a U.S.-led anti-tank co-operation", ["a", "U.S.", "-", "led", "anti-tank", "co-operation"]),
            ("long-range and/or 20-year", ["long", "-", "range", "and", "/", "or", "20", "-", "year"]),
            ("didn’t (say):", ["did", "n’t", "(", "say", ")", ":"]),
        ],
    )
    def test_tokens_follow_the_treebanks(self, nlp: Language, text: str, words: list[str]) -> None:
        assert [token.text for token in nlp(text)] == words


class TestParts:
    def test_entity_labels_are_always_well_formed(self) -> None:
        decoder = EntityDecoder(ENTITY_LABELS)
        random = np.random.default_rng(5)
        for _ in range(200):
            spans = decoder.spans(random.normal(size=(9, len(ENTITY_LABELS))))
            assert all(start < end for start, end, _ in spans)
            assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))

    def test_a_span_takes_one_type(self) -> None:
        scores = np.zeros((2, len(ENTITY_LABELS)))
        scores[0, ENTITY_LABELS.index("B-LOC")] = 2
        scores[1, ENTITY_LABELS.index("I-NORP")] = 3
        scores[0, ENTITY_LABELS.index("B-NORP")] = 1.5
        assert EntityDecoder(ENTITY_LABELS).spans(scores) == [(0, 2, "NORP")]

    def test_best_tree_is_the_best_of_all(self) -> None:
        random = np.random.default_rng(3)
        for size in (2, 3, 4, 5):
            for _ in range(40):
                scores = random.normal(size=(size, size))
                found = best_tree(scores)
                totals = {heads: sum(scores[k, h] for k, h in enumerate(heads, 1)) for heads in all_trees(size)}
                best = max(totals, key=lambda heads: totals[heads])
                assert tuple(found[1:].tolist()) == best

    @pytest.mark.parametrize(
        ("form", "lemma"),
        [("was", "be"), ("Countries", "country"), ("MOSCOW", "Moscow"), ("5,000", "5000"), ("n’t", "not"), ("I", "I")],
    )
    def test_lemma_scripts_give_the_lemma_back(self, form: str, lemma: str) -> None:
        assert lemmas.apply(lemmas.script(form, lemma), form) == lemma

    @pytest.mark.parametrize(("edit", "form"), [("l|3|", "ab"), ("l|2|", "ab"), ("n|0|", ","), ("l|3|y", "ab")])
    def test_a_script_that_does_not_fit_gives_nothing(self, edit: str, form: str) -> None:
        assert lemmas.apply(edit, form) == ""

    @pytest.mark.parametrize(
        ("form", "tag", "base"),
        [
            ("supplied", "VBD", "supply"),
            ("imported", "VBN", "import"),
            ("authorized", "VBD", "authorize"),
            ("hoping", "VBG", "hope"),
            ("shipping", "VBG", "ship"),
            ("deterred", "VBN", "deter"),
            ("pushes", "VBZ", "push"),
            ("factories", "NNS", "factory"),
            ("uses", "VBZ", "use"),
            ("earlier", "JJR", "early"),
            ("penalizes", "VBZ", "penalize"),
            ("expelled", "VBD", "expel"),
            ("called", "VBD", "call"),
            ("passed", "VBD", "pass"),
            ("people", "NNS", ""),
            ("supply", "VB", ""),
        ],
    )
    def test_regular_inflection_is_undone(self, form: str, tag: str, base: str) -> None:
        words = {"supply", "import", "hope", "hop", "ship", "push", "factory", "use", "early", "call", "pass"}
        assert base_form(form, tag, words.__contains__) == base

    def test_line_breaks(self) -> None:
        text = "One line\nof a wrapped text.\nAnother.\n\nlast"
        offsets = [text.index(word) for word in ("One", "line", "of", "Another", "last")]
        assert paragraph_starts(text, offsets) == [True, False, False, True, True]

    def test_a_sentence_starts_only_where_punctuation_allows(self) -> None:
        words = ["Oil", ".", "”", "Iran", "Co", "said", "so"]
        start = np.array([9, -9, -9, 1, -9, 1, -9], dtype=np.float32)
        assert sentence_bounds(words, [False] * 7, start) == [0, 3, 7]
        assert sentence_bounds(words, [False] * 4 + [True, False, False], start) == [0, 3, 4, 7]

    def test_a_paragraph_break_is_a_piece(self) -> None:
        piecer = Piecer(WEIGHTS / "tokenizer.json")
        assert piecer.window(["a", "b"], [True, True]).ids.count(SEP) == 2
        assert piecer.window(["a", "b"], [True, False]).ids.count(SEP) == 1

    @pytest.mark.parametrize(
        ("form", "number"), [("—", 0), ("155", 1), ("oil", 2), ("Iran", 3), ("NATO", 4), ("iPhone", 5), ("A", 6)]
    )
    def test_case_classes(self, form: str, number: int) -> None:
        assert case_class(form) == number


class TestModels:
    def test_unknown_model(self) -> None:
        with pytest.raises(LanguageError, match="cannot load the language model 'no_such_model'"):
            load("no_such_model")

    def test_model_without_universal_dependencies(self, tmp_path: Path) -> None:
        parser_model(tmp_path, ["dobj", "pobj", "nsubj"])
        with pytest.raises(LanguageError, match="no Universal Dependencies labels"):
            load(str(tmp_path))

    def test_model_with_universal_dependencies(self, tmp_path: Path) -> None:
        parser_model(tmp_path, ["obj", "obl", "case", "nmod"])
        assert load(str(tmp_path)).pipe_names == ["parser"]


class TestWeights:
    @pytest.mark.parametrize("name", DIGESTS)
    def test_files_are_those_of_the_model_card(self, name: str) -> None:
        assert hashlib.sha256((WEIGHTS / name).read_bytes()).hexdigest() == DIGESTS[name]

    def test_size_and_papers(self) -> None:
        files = {path.name: path.stat().st_size for path in WEIGHTS.iterdir()}
        assert set(files) == {*DIGESTS, "LICENSE", "NOTICE", "MODEL_CARD.md"}
        assert sum(files.values()) < 40_000_000

    def test_loading_takes_no_torch_and_no_time(self) -> None:
        code = "import sys\nfrom loaders.language import load\nload()('It works.')\nassert 'torch' not in sys.modules"
        subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
        began = time.process_time()
        load()
        assert time.process_time() - began < 3

    def test_scores_on_unseen_text(self, nlp: Language, shared: Path) -> None:
        gold = list(DocBin().from_disk(shared / "nlp/corpus/pud.spacy").get_docs(nlp.vocab))[:200]
        right = total = 0
        for doc, found in zip(gold, nlp.pipe(doc.text for doc in gold), strict=True):
            heads = {(token.idx, token.head.idx, token.dep_.split(":")[0]) for token in found}
            right += sum((token.idx, token.head.idx, token.dep_.split(":")[0]) in heads for token in doc)
            total += len(doc)
        assert right / total > 0.85, f"LAS on raw text is {right / total:.3f}"


def parser_model(folder: Path, labels: list[str]) -> None:
    nlp = spacy.blank("en")
    parser = nlp.add_pipe("parser")
    for label in labels:
        parser.add_label(label)
    nlp.initialize()
    nlp.to_disk(folder)


def all_trees(size: int) -> Iterator[tuple[int, ...]]:
    """Every single-rooted tree over ``size - 1`` words, as the heads of words 1, 2, …"""
    for heads in itertools.product(range(size), repeat=size - 1):
        if heads.count(0) == 1 and all(reaches_root(heads, k) for k in range(1, size)):
            yield heads


def reaches_root(heads: tuple[int, ...], node: int) -> bool:
    for _ in range(len(heads) + 1):
        if node == 0:
            return True
        node = heads[node - 1]
    return False
