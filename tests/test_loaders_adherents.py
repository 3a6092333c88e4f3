"""Which party a politician is of, and what only looks like one."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from graph.records import Article, Relation
from loaders.reading import adherents, analyse
from loaders.reading.offices import offices

if TYPE_CHECKING:
    from spacy.language import Language

    from loaders.gazetteer import Gazetteer


def ties(text: str, nlp: Language, gazetteer: Gazetteer) -> set[tuple[str, str]]:
    analysis = analyse(Article(text, hashlib.sha256(text.encode()).hexdigest()), nlp(text), gazetteer)
    found = [finding.fact for finding in adherents.find(analysis)]
    assert all(isinstance(fact, Relation) and fact.type == "AFFILIATED_WITH" for fact in found)
    names = analysis.entities
    return {(names[str(f.source)].name, names[f.target].name) for f in found if isinstance(f, Relation)}


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Republican Senator Rosa Diaz of the United States was in Rome.", "Republican Party"),
        ("Rosa Diaz (D-Ohio) was in Rome. The United States was not.", "Democratic Party"),
        ("In Britain, Rosa Diaz, a Liberal Democrat MP, wrote a book.", "Liberal Democrats"),
    ],
    ids=["before a title", "letter", "of two words"],
)
def test_party(text: str, party: str, nlp: Language, gazetteer: Gazetteer) -> None:
    assert ties(text, nlp, gazetteer) == {("Rosa Diaz", party)}


@pytest.mark.parametrize(
    "text",
    [
        "Luis Costa, a Republican, wrote a book.",
        "The guests were Luis Costa, D. Berg and Anna Moss. The United States was not.",
    ],
    ids=["of no state named", "initial"],
)
def test_no_party(text: str, nlp: Language, gazetteer: Gazetteer) -> None:
    assert not ties(text, nlp, gazetteer)


def test_every_party_is_known_with_its_state(gazetteer: Gazetteer) -> None:
    entries = {party: gazetteer.lookup(party) for party in offices().adherents.values()}
    assert not [party for party, entry in entries.items() if entry is None or not entry.attribute("of")]
