"""What pronouns and nouns point back to: made-up sentences, read by the pipeline that ships."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.records import Article
from loaders.reading import analyse

if TYPE_CHECKING:
    from spacy.language import Language

    from loaders.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def points(nlp: Language, gazetteer: Gazetteer):
    def _points(text: str, word: str) -> list[str]:
        """The names that the last such word stands for."""
        analysis = analyse(Article(text, "0" * 64), nlp(text), gazetteer)
        token = [t for t in analysis.doc if t.text == word][-1]
        return [analysis.entities[key].name for key in analysis.keys_at(token)]

    return _points


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("Ghana said that it had bought rice from Vietnam.", "it", ["Ghana"]),
        ("Peru sent its ships to Chile.", "its", ["Peru"]),
        ("Norway offered gas to Poland. It wants a long contract.", "It", ["Norway"]),
        ("Chile's minister Rosa Fuentes flew to Oslo. She signed there.", "She", ["Rosa Fuentes"]),
        ("Mr Tendai Moyo met Ms Laura Castro, and he sold maize.", "he", ["Tendai Moyo"]),
        ("Kenya and Uganda share a railway. They sold it to investors.", "They", ["Kenya", "Uganda"]),
        ("Angola owes money to Brazil. The two countries met on Friday.", "countries", ["Angola", "Brazil"]),
        ("Oman sells gas to India. The sultanate wants higher prices.", "sultanate", ["Oman"]),
        ("Bolivia exports tin. The country needs fuel.", "country", ["Bolivia"]),
        ("Lukoil sold the refinery. The company kept the stations.", "company", ["Lukoil"]),
        ("Malta and Libya disagreed: the former sent a ship.", "former", ["Malta"]),
        ("Chad itself bought the trucks.", "itself", ["Chad"]),
        ("Kenya and Uganda both denied it.", "both", ["Kenya", "Uganda"]),
        ("Rice went to Ghana and Togo, two countries that grow little.", "countries", ["Ghana", "Togo"]),
        ("Brazil and Chile met in Quito; the Chilean side offered copper.", "side", ["Chile"]),
        ("Aegean Wind, the Piraeus shipowner, sold nine tankers.", "shipowner", ["Aegean Wind"]),
        ("Peru praised its neighbour for the power. Chile had sold it cheaply.", "neighbour", ["Chile"]),
        ("Rice is dear; the trade minister, Ama Darko, said she saw no end.", "she", ["Ama Darko"]),
        ("An aide in the capital, Tendai Moyo, said he had signed nothing.", "he", ["Tendai Moyo"]),
        (
            "The mines minister, Colonel Tendai Moyo, flew to Lima. Peru had asked him to. The minister signed nothing.",
            "minister",
            ["Tendai Moyo"],
        ),
        ("Rosa Fuentes met Carlos Vega. Luis Vega, his son, paid.", "his", ["Carlos Vega"]),
        ("Rosa Fuentes met Carlos Vega, then the president of Peru.", "president", ["Carlos Vega"]),
        ("Chad is one of the few who praised what Kenya did. It recognised Kosovo in May.", "It", ["Chad"]),
        ("Martha Osei met Carlos Vega in Quito, and she sold maize.", "she", ["Martha Osei"]),
        ("Carlos Vega met Martha Osei in Quito. He sold maize.", "He", ["Carlos Vega"]),
        ("Oman armed the men. A spokesman for Kenya's army said that his country would protest.", "country", ["Kenya"]),
    ],
)
def test_points_back(points, text: str, word: str, names: list[str]) -> None:
    assert points(text, word) == names


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It is clear that Ghana will buy rice.", "It"),
        ("Peru received a ship. Fishermen painted it.", "it"),
        ("Ghana buys rice from workers in Thailand. They harvest by hand.", "They"),
        ("A company that nobody knew sold Kenya the trucks.", "company"),
        ("Chile and Peru met; a Bolivian company paid.", "company"),
        ("The Philippines bought rice from Vietnam. They were counted at the port.", "They"),
    ],
)
def test_stays_unresolved_rather_than_wrong(points, text: str, word: str) -> None:
    assert points(text, word) == []


def test_who_only_tells_of_two_is_none_of_them(points) -> None:
    text = "Kenya has announced an official visit by the Ghanaian president, and the African Union confirmed that the two will meet."
    assert sorted(points(text, "two")) == ["Ghana", "Kenya"]


def test_an_object_is_not_the_subject_of_its_own_clause(points) -> None:
    assert points("Serbia praised Greece. Kosovo blamed it.", "it") != ["Kosovo"]


def test_a_reflexive_is_the_subject_of_its_clause(points) -> None:
    assert points("Serbia told Greece that Kosovo defended itself.", "itself") == ["Kosovo"]


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("“We have sold no wheat to anyone,” a Kenyan official said.", "We", ["Kenya"]),
        ("Ghana needs cocoa. “They owe us nothing,” the finance minister, Kwame Boateng, said.", "us", ["Ghana"]),
        ("The importer Andes Diesel is insolvent. “We sold it all,” its director said.", "We", ["Andes Diesel"]),
        (
            "“I met the Peruvians in Lima,” said Rosa Fuentes, a spokeswoman for the Mining Chamber.",
            "I",
            ["Rosa Fuentes"],
        ),
        (
            "Angola had promised Ghana oil. “Angola owes us two cargoes,” an official said.",
            "us",
            ["Ghana"],
        ),
        ("A Ghanaian official met traders. Chile buys gold. “We can wait,” the official said.", "We", ["Ghana"]),
        (
            "Ghana's parliament met. “We sell it,” said Kwame Boateng, who sits on the budget committee.",
            "We",
            ["Ghana"],
        ),
        ("Ghana needs cocoa. “We eat less of it,” said Kwame Boateng, an economist at Legon University.", "We", []),
    ],
)
def test_who_we_are(points, text: str, word: str, names: list[str]) -> None:
    assert points(text, word) == names


def test_it_appears_to_do_something_is_said_of_somebody(points) -> None:
    assert points("For years Oman armed one side in Yemen; it now appears to arm both.", "it") == ["Oman"]
