"""What pronouns and nouns point back to: made-up sentences, read by the pipeline that ships."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.records import Article
from loaders.lexicon import tables
from loaders.reading import analyse, geography
from loaders.training.coreference import OWN, decisions, read

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
        ("Norway imposed sanctions on Chad over its invasion of Mali.", "its", ["Chad"]),
        ("Norway condemned Chad for its loan to Mali.", "its", ["Chad"]),
        ("Norway urged Chad to halt its sales of rice to Peru.", "its", ["Chad"]),
        ("Norway called on Chad to stop its deliveries of rice to Peru.", "its", ["Chad"]),
        ("Uganda announced Tuesday it would sell rice to Chad.", "it", ["Uganda"]),
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
        ("Oman sold buses to Croatia. The Balkan country paid in gold.", "country", ["Croatia"]),
        ("Oman sold buses to Croatia. The Gulf state wants gold.", "state", ["Oman"]),
        ("Estonia and Oman met. The Baltic state bought gas.", "state", ["Estonia"]),
        ("Ghana praised Norway. The government in Oslo was glad.", "government", ["Norway"]),
        (
            "Ghana met Norway. Peruvian trade minister Rosa Fuentes said that her country would wait.",
            "country",
            ["Peru"],
        ),
        ("Brightwater Ltd, a Durban foundry, met Peru. The foundry lost money.", "foundry", ["Brightwater Ltd"]),
        (
            "Ardena Steel and Velmora Metals said on Monday that they would lay rails.",
            "they",
            ["Ardena Steel", "Velmora Metals"],
        ),
        ("Zambia sells copper to Peru. The allies have drawn closer.", "allies", ["Zambia", "Peru"]),
        ("Chile and Peru told Norway that both bidders would wait.", "bidders", ["Chile", "Peru"]),
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
        ("Kenya and Peru met. The two Gulf states were absent.", "states"),
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


def test_regions_and_borders_are_of_known_states(gazetteer: Gazetteer) -> None:
    table = tables("geography")
    borders = table["neighbours"]
    named = {name for part in table.values() for names in part.values() for name in names}
    assert {n for n in {*named, *borders} - table["regions"].keys() if gazetteer.lookup(n) is None} == set()
    assert [(one, other) for one in borders for other in borders[one] if one in borders.get(other, ())] == []


@pytest.mark.parametrize(
    ("words", "inside", "outside"),
    [
        (["the", "east", "african"], "Kenya", "Ghana"),
        (["the", "african"], "Ghana", "Chile"),
        (["two", "landlocked"], "Mali", "Peru"),
    ],
)
def test_the_longest_name_of_a_region_counts(words: list[str], inside: str, outside: str) -> None:
    states = geography.region(words)
    assert states is not None
    assert inside in states
    assert outside not in states


def test_neighbours_border_both_ways() -> None:
    assert geography.neighbours("Kenya", "Uganda")
    assert geography.neighbours("Uganda", "Kenya")
    assert not geography.neighbours("Kenya", "Chad")
    assert geography.has_neighbours("Chad")
    assert not geography.has_neighbours("Malta")


def test_what_has_no_name_in_own_paragraphs_may_be_any_thing(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Ghana bought a ship. It arrived on Monday."
    row = {"text": text, "coref": [{"mention": [21, 23], "refers_to": []}]}
    ((right, candidates),) = [
        (d.right, d.candidates) for d in decisions(0, row, nlp(text), gazetteer, named_only=True) if d.pronoun
    ]
    assert [good for good, c in zip(right, candidates, strict=True) if c is not None and c.keys] == [False]
    assert sum(right) == 2  # The ship, or nothing.


def test_labels_of_own_paragraphs_stand_at_words() -> None:
    apart = Path(__file__).parent / "references" / "paragraphs.jsonl"
    rows = [*read(OWN), *read(apart)]
    assert len({row["text"] for row in rows}) == len(rows) > 200
    for row in rows:
        for start, end in [s for c in row["coref"] for s in (c["mention"], *c["refers_to"])]:
            around = row["text"][max(0, start - 1) : start] + row["text"][end : end + 1]
            assert row["text"][start:end].strip() == row["text"][start:end] != ""
            assert not any(mark.isalpha() for mark in around), row["text"][start:end]


def test_a_government_calls_its_own_by_a_bare_title(points) -> None:
    """`The President` is the host, whoever else was named last, unless the text writes the title small."""
    text = "President Anna Boric met the Kenyan leader, President William Ruto, in Santiago. "
    assert points(text + "The President was glad of his visit.", "President") == ["Anna Boric"]
    assert points(text + "The president was glad, he said.", "president") == ["William Ruto"]
    assert points(text + "The Kenyan President was glad of his visit.", "President") == ["William Ruto"]
