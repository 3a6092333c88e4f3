"""The project's own labelled passages: each label stands in its text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from loaders.training.roles_own import FOLDER, LabelError, locate, read_own_passages

TEXT = "Kenya sold tea to Chad, and Chad, which likes tea, sold Kenya oil."


@pytest.mark.parametrize(
    ("label", "near", "found"),
    [
        ("tea", None, "tea to Chad"),
        ("tea#2", None, "tea, sold"),
        ("tea", (51, 55), "tea, sold"),
        ("Kenya", (51, 55), "Kenya oil"),
        ("Chad", (6, 10), "Chad, and"),
    ],
)
def test_the_nearest_or_the_numbered_occurrence(label: str, near: tuple[int, int] | None, found: str) -> None:
    start, _ = locate(TEXT, label, near)
    assert TEXT[start:].startswith(found)


@pytest.mark.parametrize("label", ["te", "Mali", "tea#3", "Kenya sold Chad"])
def test_what_does_not_stand_there_as_words_is_an_error(label: str) -> None:
    with pytest.raises(LabelError, match="no '"):
        locate(TEXT, label, None)


def test_an_error_names_file_and_line(tmp_path: Path, nlp) -> None:
    row = {
        "text": TEXT,
        "exchanges": [{"trigger": "bought", "good": "tea", "stage": "sought", "certainty": "asserted"}],
    }
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "Nothing.", "exchanges": []}) + "\n" + json.dumps(row) + "\n")
    with pytest.raises(LabelError, match=r"a\.jsonl:2: no 'bought'"):
        read_own_passages(nlp, tmp_path)


def test_every_label_of_the_data_stands_in_its_text() -> None:
    texts = set()
    for path in FOLDER.glob("*.jsonl"):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            assert row["text"] not in texts
            texts.add(row["text"])
            for exchange in row["exchanges"]:
                trigger = locate(row["text"], exchange["trigger"], None)
                for label in exchange.keys() - {"trigger", "stage", "certainty"}:
                    locate(row["text"], exchange[label], trigger)
    assert texts
