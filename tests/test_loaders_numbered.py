"""Instruments named by number, title or place: what is one, and where exactly it stands."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from graph.records import Article
from loaders.reading import analyse
from loaders.reading.numbered import named

if TYPE_CHECKING:
    from spacy.language import Language

    from loaders.gazetteer import Gazetteer


def instruments(text: str, nlp: Language, gazetteer: Gazetteer) -> set[str]:
    analysis = analyse(Article(text, hashlib.sha256(text.encode()).hexdigest()), nlp(text), gazetteer)
    return {entity.name for entity in analysis.entities.values() if entity.type == "Resolution"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("UN Security Council resolutions 1970 and 1973", ["UN Security Council Resolution 1970", "UN Security Council Resolution 1973"]),
        ("UNSCR 2140 (2014)", ["Resolution 2140"]),
        ("under E.O. 13692 and Executive Order 13850", ["Executive Order 13692", "Executive Order 13850"]),
        ("under Executive Order (E.O.) 13692", ["Executive Order 13692"]),
        ("Council Regulation (EU) No 36/2012", ["Council Regulation (EU) No 36/2012"]),
        ("The Helsinki Coal Trade Act was passed", ["Helsinki Coal Trade Act"]),
        ("a resolution of the dispute in 2019", []),
        ("sanctions on Chad through the Lake Fisheries Act", ["Lake Fisheries Act"]),
        ("the Coastal Fisheries (CF) Treaty", ["Coastal Fisheries Treaty"]),
    ],
    ids=["two numbers", "year in parentheses", "orders", "order with acronym", "EU act", "titled", "no instrument", "behind a phrase", "acronym within"],
)  # fmt: skip
def test_named_by_number_or_title(text: str, names: list[str]) -> None:
    assert sorted(item.name for item in named(text)) == sorted(names)


def test_a_headline_is_no_title(nlp: Language, gazetteer: Gazetteer) -> None:
    headline = "Uganda and Kenya Sign Landmark Coastal Health Memorandum"
    assert not {i for i in instruments(headline, nlp, gazetteer) if "Sign" in i}


def test_spans_of_numbered_resolutions_are_exact() -> None:
    text = "It breaks UN Security Council resolutions 1970 and 1973."
    assert [text[item.start : item.end] for item in named(text)] == ["UN Security Council resolutions 1970", "1973"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The war ended with the Pretoria agreement of November 2022.", {"Pretoria agreement"}),
        ("They never accepted the 2000 Algiers Agreement.", {"Algiers Agreement"}),
        ("He praised the Minsk agreements.", {"Minsk agreements"}),
        ("The Russian agreement lapsed, and the grain agreement helped.", set()),
    ],
)
def test_an_agreement_is_called_by_its_place(text: str, names: set[str], nlp: Language, gazetteer: Gazetteer) -> None:
    assert instruments(text, nlp, gazetteer) == names


def test_a_treaty_is_called_by_its_year_and_as_a_pact(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Kenya left the INF missile treaty. The 1987 pact bans missiles, and Chad broke the accord."
    analysis = analyse(Article(text, hashlib.sha256(text.encode()).hexdigest()), nlp(text), gazetteer)
    legal = [m for m in analysis.mentions if analysis.entities[m.keys[0]].type == "Resolution"]
    named = [analysis.doc[m.start : m.end].text for m in legal]
    assert named == ["INF missile treaty", "1987 pact", "accord"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kenya and Peru signed the Coastal Prosperity Deal.", {"Coastal Prosperity Deal"}),
        ("It builds on the Minerals Framework Kenya and Peru signed in May.", {"Minerals Framework"}),
        ("The Strategic Framework guides us.", set()),
        (
            "Kenya signed a five-year health memorandum of understanding with Norway.",
            {"Kenya-Norway health memorandum of understanding"},
        ),
        ("Kenya signed an MOU with Norway on ports.", {"Kenya-Norway memorandum of understanding"}),
        ("Under the Lusaka Accord, they swap prisoners.", {"Lusaka Accord"}),
    ],
    ids=["signed", "signed behind it", "a plan", "term", "MOU", "without article"],
)
def test_a_document_is_a_treaty_where_it_is_signed(
    text: str, names: set[str], nlp: Language, gazetteer: Gazetteer
) -> None:
    assert instruments(text, nlp, gazetteer) == names


def test_a_title_begins_where_it_stands_not_where_its_first_word_is_said_before() -> None:
    text = "sanctions on Timber Exports through the Timber Act"
    assert [text[item.start : item.end] for item in named(text)] == ["Timber Act"]
