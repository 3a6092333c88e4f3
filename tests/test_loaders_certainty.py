"""Certainty: how sure a statement is, from its predicates and their cues."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loaders.reading import certainty

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Kenya sold rifles.", "sold", "asserted"),
        ("Kenya never sold rifles.", "sold", "denied"),
        ("Kenya has yet to sell rifles.", "sell", "denied"),
        ("Nobody sold rifles.", "sold", "denied"),
        ("Kenya denies that it sold rifles.", "sold", "denied"),
        ("Kenya does not deny that it sold rifles.", "sold", "possible"),
        ("Kenya might sell rifles.", "sell", "possible"),
        ("If Kenya sells rifles, prices will fall.", "sells", "possible"),
        ("Kenya will sell rifles if Uganda asks.", "sell", "possible"),
        ("Experts doubt that Kenya sold rifles.", "sold", "doubted"),
        ("There is no evidence that Kenya sold rifles.", "sold", "doubted"),
        ("Kenya is likely to sell rifles.", "sell", "probable"),
        ("Kenya is said to have sold rifles.", "sold", "probable"),
        ("Has Kenya sold rifles?", "sold", "possible"),
        ("Not only did Kenya sell rifles, it sold tanks.", "sold", "asserted"),
    ],
)
def test_cues(nlp: Language, text: str, word: str, expected: str) -> None:
    """Negation, modals, conditions, doubt and denial by what governs the statement."""
    token = next(t for t in nlp(text) if t.text == word)
    assert certainty.judge_token(token) == expected
