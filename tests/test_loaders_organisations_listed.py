"""Organisations that are listed behind what they are."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from graph.records import Article
from loaders.reading import analyse

if TYPE_CHECKING:
    from spacy.language import Language

    from loaders.gazetteer import Gazetteer


def organisations(text: str, nlp: Language, gazetteer: Gazetteer) -> set[str]:
    analysis = analyse(Article(text, hashlib.sha256(text.encode()).hexdigest()), nlp(text), gazetteer)
    return {entity.name for entity in analysis.entities.values() if entity.kind == "organisation"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The listed companies include Inter-Lake Electronics, Studies & Simulation, and Vantora.",
            {"Inter-Lake Electronics", "Studies & Simulation", "Vantora"},
        ),
        ("The sanctioned firms are Teal Kites, Area-K and Epira in Lima.", {"Teal Kites", "Area-K", "Epira"}),
        ("Companies such as Nile Potash and Zephyra supply it.", {"Nile Potash", "Zephyra"}),
        ("Banks, including Lake Trust and Sirax, were hit.", {"Lake Trust", "Sirax"}),
        ("Norway fined two firms, Delta Lines and Kilo Marine.", {"Delta Lines", "Kilo Marine"}),
    ],
    ids=["include", "are", "such as", "including", "counted"],
)
def test_names_behind_what_they_are(text: str, names: set[str], nlp: Language, gazetteer: Gazetteer) -> None:
    assert organisations(text, nlp, gazetteer) == names


@pytest.mark.parametrize(
    "text",
    [
        "The companies include Kenya and Ugandan firms.",
        "Individuals and companies including Peter Lund were fined.",
        "The firms are Kenyan and sell MiG-29s.",
        "Two companies, said Peter Lund, were fined.",
    ],
    ids=["states", "people", "adjectives", "speaker"],
)
def test_what_is_no_organisation(text: str, nlp: Language, gazetteer: Gazetteer) -> None:
    assert not organisations(text, nlp, gazetteer)
