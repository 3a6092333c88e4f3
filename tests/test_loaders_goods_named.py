"""Goods that change hands between nobody who is told: nodes with a claim, without an exchange."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from graph.records import Article, Exchange, Reading
from loaders.reading import analyse, conclude

if TYPE_CHECKING:
    from spacy.language import Language

    from loaders.gazetteer import Gazetteer


def read(nlp: Language, gazetteer: Gazetteer, text: str) -> Reading:
    """What one text says."""
    article = Article(text, hashlib.sha256(text.encode()).hexdigest())
    return conclude(analyse(article, nlp(text), gazetteer))


def goods_of(reading: Reading) -> dict[str, str]:
    """Keys of the goods by name."""
    return {entity.name: key for key, entity in reading.entities.items() if entity.type == "Good"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The tanks were delivered in May.", {"tanks"}),
        ("Rifles and generators were handed over at the port.", {"rifles", "generators"}),
        ("The shop keeps a list of customers.", set()),
        ("The tanks fired at a bridge.", set()),
        ("Copper imports fell.", {"copper"}),
        ("The export of drones and wheat is free.", {"drones", "wheat"}),
        ("A ban on wheat was debated.", {"wheat"}),
        ("The deployment of troops was debated.", set()),
    ],
)
def test_what_changes_hands_is_a_good(nlp: Language, gazetteer: Gazetteer, text: str, names: set[str]) -> None:
    """Known goods of a verb of giving, and nothing else."""
    assert set(goods_of(read(nlp, gazetteer, text))) == names


def test_a_claim_holds_the_sentence(nlp: Language, gazetteer: Gazetteer) -> None:
    """The good is mentioned and tied to the words that name it."""
    text = "Peru was calm. The tanks were delivered in May."
    reading = read(nlp, gazetteer, text)
    key = goods_of(reading)["tanks"]
    assert reading.mentions[key] == 1
    (claim,) = [c for c in reading.claims if key in c.about]
    assert (claim.fact, claim.certainty, text[claim.start : claim.end]) == (
        None,
        "asserted",
        "The tanks were delivered in May.",
    )


def test_an_exchange_needs_no_second_claim(nlp: Language, gazetteer: Gazetteer) -> None:
    """Where two sides are told, the exchange's claim is the good's."""
    reading = read(nlp, gazetteer, "Chile sold Peru tanks.")
    assert [claim.rule for claim in reading.claims if claim.fact is None] == []
    assert [c.fact.good for c in reading.claims if isinstance(c.fact, Exchange)] == [goods_of(reading)["tanks"]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Chile gave Peru ammunition for artillery, mortars, tanks and rocket launchers.", {"ammunition"}),
        (
            "Chile sold Peru vehicles that Peru uses in war, above all tanks and howitzers.",
            {"cars", "tanks", "howitzers"},
        ),
        ("Chile gave Peru training for pilots and ground crews, rifles and tents.", {"training", "rifles", "tents"}),
    ],
)
def test_lists_that_the_parse_joins_wrongly(nlp: Language, gazetteer: Gazetteer, text: str, names: set[str]) -> None:
    """Whole names between commas belong to the list, what a good is only for does not."""
    assert set(goods_of(read(nlp, gazetteer, text))) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The garrison of Arequipa has 30 howitzers.", {"howitzers"}),
        ("The villages were burnt with Chilean rockets.", {"rockets"}),
        ("Humanitarian aid will continue.", {"humanitarian aid"}),
        ("The bakers of Arequipa need no bread knives.", set()),
        ("Chile came to the aid of Peru.", set()),
        ("A weapons programme was the subject of the talk.", set()),
    ],
)
def test_what_matters_though_nobody_gives_it(nlp: Language, gazetteer: Gazetteer, text: str, names: set[str]) -> None:
    """Weapons that are counted, somebody's or wielded, and aid."""
    assert set(goods_of(read(nlp, gazetteer, text))) == names
