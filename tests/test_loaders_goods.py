"""Goods: their names as usually said, categories, what is none."""

from __future__ import annotations

import csv
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from graph.records import Article
from graph.vocabulary import vocabulary
from loaders.reading import analyse, goods

if TYPE_CHECKING:
    from spacy.language import Language

    from loaders.gazetteer import Gazetteer


def described(nlp: Language, gazetteer: Gazetteer, text: str) -> goods.Good | None:
    """The good that the object of a sentence names."""
    article = Article(text, hashlib.sha256(text.encode()).hexdigest())
    analysis = analyse(article, nlp(text), gazetteer)
    thing = [t for t in analysis.doc if t.dep_ in {"obj", "iobj"}][-1]
    return goods.describe(analysis, thing)


@pytest.mark.parametrize(
    ("phrase", "name", "category"),
    [
        ("several new Turkish drones", "drones", "arms"),
        ("millions of artillery shells", "artillery shells", "munitions"),
        ("crude", "oil", "energy"),
        ("200 tons of fertilizer", "fertiliser", "agriculture"),
        ("$4 billion", "money", "money"),
        ("surface-to-air missiles", "surface-to-air missiles", "munitions"),
        ("aircraft parts", "jet parts", "technology"),
        ("medium-range mountain rockets", "medium-range mountain rockets", "munitions"),
        ("mine-resistant vehicles", "mine-resistant vehicles", "arms"),
        ("two million cedis", "money", "money"),
        ("urea", "urea", "agriculture"),
        ("two Mi-17s", "Mi-17s", "arms"),
        ("old S-300 systems", "S-300 systems", "arms"),
        ("a credit of $60 million", "credit", "money"),
        ("a unit of special forces", "special forces", "troops"),
        ("the work of nurses", "nurses", "labour"),
        ("three fuel donations", "fuel", "energy"),
        ("relief – hygiene kits", "hygiene kits", "aid"),
        ("so-called life-saving aid", "aid", "aid"),
        ("300 first aid kits", "first-aid kits", "aid"),
        ("critical forensic support", "forensic support", "services"),
        ("deadly drones", "drones", "arms"),
        ("a drawdown of shells", "shells", "munitions"),
        ("nearly $3.9 million in total", "money", "money"),
        ("$2 million in new support", "aid", "aid"),
        ("access to its ports", "port access", "services"),
        ("access to the international financial system", "financial access", "services"),
        ("illicit drugs", "narcotics", "contraband"),
        ("emergency supplies", "aid", "aid"),
        ("more computing power", "computing power", "technology"),
        ("three 3,000-ton frigates", "warships", "arms"),
        ("naval and police drones", "naval and police drones", "arms"),
        ("visa-free travel", "visas", "services"),
        ("Peruvian goods", "goods", "trade"),
        ("5,000 EVs", "electric vehicles", "trade"),
        ("a port", "port", "trade"),
        ("two LPG cargoes", "cooking gas", "energy"),
    ],
)
def test_name_and_category(nlp: Language, gazetteer: Gazetteer, phrase: str, name: str, category: str) -> None:
    """Without number, nationality and praise, by the catalogue's usual name."""
    good = described(nlp, gazetteer, f"Chile has sold {phrase}.")
    assert good is not None
    assert (good.name, good.category) == (name, category)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Norway lent Mali $2 million.", "loans"),
        ("Mali borrowed 3 billion yen from Japan.", "loans"),
        ("Norway has granted $2 million to Mali.", "grants"),
        ("Norway will invest $2 billion in Mali.", "investment"),
        ("Mali paid Norway $2 million.", "payments"),
        ("Norway gave Mali $2 million.", "money"),
    ],
)
def test_a_sum_is_what_the_verb_makes_it(nlp: Language, gazetteer: Gazetteer, text: str, name: str) -> None:
    """Money lent is a loan, whatever its amount."""
    good = described(nlp, gazetteer, text)
    assert good is not None
    assert (good.name, good.category) == (name, "money")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chad pumps natural gas. It sells most of its output.", "gas"),
        ("Chile builds surveillance drones. Mali wants to buy a newer model.", "surveillance drones"),
        ("Chad pumps natural gas. It sells the output of the plant.", "gas"),
        ("Chile flies drones and grows tea. It sells the harvest.", "tea"),
        ("Chile flies drones. It sells a model of democracy.", "model of democracy"),
        ("Chile has promised Mali vaccines. Mali will receive the shipment.", "vaccines"),
        ("Chile has asked the IMF for a loan. It may get the first tranche.", "loans"),
    ],
)
def test_words_for_any_product_stand_for_the_one_told_before(
    nlp: Language, gazetteer: Gazetteer, text: str, name: str
) -> None:
    """`Output` and `model` say what it is of only with what was told."""
    good = described(nlp, gazetteer, text)
    assert good is not None
    assert good.name == name


@pytest.mark.parametrize(
    "phrase",
    [
        "an opportunity",
        "a message",
        "its influence",
        "the president",
        "its name",
        "a think-tank",
        "access to the press",
        "the port",
        "a port of Callao",
        "goods",
        "a value of $2 million",
    ],
)
def test_what_is_no_good(nlp: Language, gazetteer: Gazetteer, phrase: str) -> None:
    """Abstractions, persons and states are none."""
    assert described(nlp, gazetteer, f"Chile gave {phrase}.") is None


@pytest.mark.parametrize(
    ("phrase", "broader"), [("cruise missiles", "missiles"), ("mountain rockets", "rockets"), ("weapons", "")]
)
def test_the_general_stands_over_the_specific(nlp: Language, gazetteer: Gazetteer, phrase: str, broader: str) -> None:
    """As data of the specific good, which stays a good of its own."""
    good = described(nlp, gazetteer, f"Chile has sold {phrase}.")
    assert good is not None
    assert (good.name, good.broader) == (phrase, broader)


@pytest.mark.parametrize(
    ("before", "phrase", "name"),
    [
        ("", "mines", "mines"),
        ("The gold is dug by hand.", "mines", "gold mine"),
        ("", "fighters", "fighter jets"),
        ("The militia is small.", "fighters", "foreign fighters"),
        ("The militia has no jets.", "fighters", "fighter jets"),
        ("The cartel is rich.", "drugs", "narcotics"),
    ],
)
def test_words_of_two_meanings(nlp: Language, gazetteer: Gazetteer, before: str, phrase: str, name: str) -> None:
    """What else the article speaks of tells which is meant."""
    good = described(nlp, gazetteer, f"{before} Chile sold {phrase}.".strip())
    assert good is not None
    assert good.name == name


def test_a_pronoun_is_the_thing_that_coreference_chose(nlp: Language, gazetteer: Gazetteer) -> None:
    good = described(nlp, gazetteer, "Peru bought a radar from Chile. The army received it in May.")
    assert good is not None
    assert good.name in {"radars", "radar"}


def test_catalogue_is_consistent() -> None:
    """Every category is of the vocabulary; names are unique; hyphens do not matter."""
    assert {g.category for g in goods.catalogue().values()} <= set(vocabulary().kinds["Good"])
    assert {g.broader for g in goods.catalogue().values()} - {""} <= {g.name for g in goods.catalogue().values()}
    assert (
        goods.catalogue()[goods.normal("air defence systems")] is goods.catalogue()[goods.normal("air-defence system")]
    )


def test_no_line_of_the_catalogue_hides_another() -> None:
    """Of two lines with the same name or alias the second would never be read."""
    text = files("loaders").joinpath("lexicon/goods.csv").read_text(encoding="utf-8")
    hidden = []
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            found = goods.catalogue()[goods.normal(name)]
            if (found.name, found.category, found.broader) != (row["name"], row["category"], row["broader"]):
                hidden.append((row["name"], name))
    assert hidden == []


@pytest.mark.parametrize(
    ("plural", "one"), [("shells", "shell"), ("gas", "gas"), ("supplies", "supply"), ("buses", "buse")]
)
def test_singular_is_regular(plural: str, one: str) -> None:
    """Names are compared by a rough singular, the same for catalogue and text."""
    assert goods.singular(plural) == one
