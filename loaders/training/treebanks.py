"""Published files to DocBins: CoNLL-U treebanks, and entity files in IOB2 columns.

A corpus folder for the training holds ``train/``, ``dev/``, ``ner_train/`` and ``ner_dev/`` of such files.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

#: Sentences in a document, at most; a new paragraph begins a new one.
MAX_SENTENCES = 8
#: Entity types of published corpora in our terms; others are outside.
ENTITY_TYPES = {
    "PER": "PERSON",
    "PERSON": "PERSON",
    "person": "PERSON",
    "politician": "PERSON",
    "ORG": "ORG",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "LOC": "LOC",
    "GPE": "LOC",
    "location": "LOC",
    "country": "LOC",
    "NORP": "NORP",
}
_ATTRIBUTES = ["ORTH", "SPACY", "HEAD", "DEP", "TAG", "POS", "MORPH", "LEMMA", "SENT_START"]

Rows = list[list[str]]


def convert(source: Path, target: Path) -> None:
    """Write one published file as a DocBin: ``.conllu`` as trees, any other as entities."""
    vocab = spacy.blank("en").vocab
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix == ".conllu":
        bin_ = DocBin(attrs=_ATTRIBUTES, docs=[_tree_doc(vocab, group) for group in _groups(source)])
    else:
        docs = [_entity_doc(vocab, rows) for _, rows in _blocks(source)]
        bin_ = DocBin(attrs=["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE"], docs=docs)
    bin_.to_disk(target)
    print(f"{target}: {len(bin_)} documents")


def _blocks(path: Path) -> Iterator[tuple[list[str], Rows]]:
    """Yield the comment lines and the rows of each sentence."""
    comments: list[str] = []
    rows: Rows = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("#"):
            comments.append(line)
        elif line.strip():
            rows.append(line.split("\t"))
        elif rows:
            yield comments, rows
            comments, rows = [], []


def _groups(path: Path) -> Iterator[list[Rows]]:
    """Yield runs of sentences of one paragraph, or of short paragraphs of one text."""
    group: list[Rows] = []
    for comments, rows in _blocks(path):
        new_text = any(line.startswith("# newdoc") for line in comments)
        new_paragraph = any(line.startswith("# newpar") for line in comments) and len(group) > 1
        if group and (new_text or new_paragraph or len(group) >= MAX_SENTENCES):
            yield group
            group = []
        group.append(rows)
    if group:
        yield group


def _tree_doc(vocab: Vocab, group: list[Rows]) -> Doc:
    columns: dict[str, list[str]] = {name: [] for name in ("words", "lemmas", "pos", "tags", "morphs", "deps")}
    spaces: list[bool] = []
    heads: list[int] = []
    for rows in group:
        glued = _glued(rows)
        words = [row for row in rows if row[0].isdigit()]
        offset = len(heads)
        for k, row in enumerate(words):
            root = row[6] == "0"
            values = (row[1], row[2], row[3], row[4], "" if row[5] == "_" else row[5], "ROOT" if root else row[7])
            for name, value in zip(columns, values, strict=True):
                columns[name].append(value.replace(" ", "\u00a0"))
            heads.append(offset + (k if root else int(row[6]) - 1))
            spaces.append(row[0] not in glued)
        spaces[-1] = True
    return Doc(
        vocab,
        words=columns["words"],
        spaces=spaces,
        heads=heads,
        deps=columns["deps"],
        tags=columns["tags"],
        pos=columns["pos"],
        morphs=columns["morphs"],
        lemmas=columns["lemmas"],
    )


def _glued(rows: Rows) -> set[str]:
    """Return the numbers of the words that no space follows."""
    glued = {row[0] for row in rows if "SpaceAfter=No" in row[9]}
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            glued |= {str(number) for number in range(first, last)}
            glued = glued | {str(last)} if row[0] in glued else glued - {str(last)}
    return glued


def _entity_doc(vocab: Vocab, rows: Rows) -> Doc:
    form, label = (1, 2) if rows[0][0].isdigit() and len(rows[0]) > 2 else (0, -1)
    labels = [_entity_label(row[label].strip()) for row in rows]
    return Doc(vocab, words=[row[form] for row in rows], ents=labels)


def _entity_label(published: str) -> str:
    position, _, kind = published.partition("-")
    return f"{position}-{ENTITY_TYPES[kind]}" if kind in ENTITY_TYPES else "O"
