"""Exchanges told by nouns, sums and neighbouring sentences: loans, deposits, imports, cargoes, what goes back for them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graph.records import Article
from loaders.reading import analyse, exchange_context, exchanges
from loaders.reading.exchange_context import Fact

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from loaders.gazetteer import Gazetteer

Triple = tuple[str | None, str | None, str]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oman deposited $2 billion in Chad's central bank.", {("Oman", "Chadian central bank", "money")}),
        ("Chad received a $2 billion deposit from Oman.", {("Oman", "Chad", "deposits")}),
        ("Chad secured a $7 billion, 37-month loan programme from the IMF.", {("IMF", "Chad", "loans")}),
        ("The Asian Development Bank signed a loan agreement with Laos.", {("ADB", "Laos", "loans")}),
        ("Laos signed a loan agreement with the Asian Development Bank.", {("ADB", "Laos", "loans")}),
        ("The ADB approved $90 million to support farming and schools in Laos.", {("ADB", "Laos", "money")}),
        ("The ADB approved $90 million in financing for Laos's Rural Roads Programme.", {("ADB", "Laos", "funding")}),
        ("Oman will give Chad $8 million of this amount.", {("Oman", "Chad", "money")}),
    ],
)
def test_loans_and_deposits(told: Callable[[str], set[Triple]], text: str, expected: set[Triple]) -> None:
    """A bank lends whoever signs first; where money is spent gets it."""
    names = {"Asian Development Bank": "ADB", "International Monetary Fund": "IMF"}
    assert {(names.get(str(s), s), r, g) for s, r, g in told(text)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oman sent two tankers carrying petrol for Chad.", {("Oman", "Chad", "gasoline")}),
        ("Chad has refused Omani gas.", {("Oman", "Chad", "gas")}),
        ("Chad refused Mali rifles.", {("Chad", "Mali", "rifles")}),
        ("Oman directed Embraer to halt shipments of radars to Chad.", {("Embraer", "Chad", "radars")}),
        ("Chad burns 40 barrels of petrol a day and imports it from Oman.", {("Oman", "Chad", "gasoline")}),
    ],
)
def test_cargoes_and_goods_kept_out(told: Callable[[str], set[Triple]], text: str, expected: set[Triple]) -> None:
    assert told(text) == expected


def test_several_countries_where_people_are_hit(told: Callable[[str], set[Triple]]) -> None:
    """Help goes to every country whose people are told of; a state's army is one."""
    text = "Norway announced $5 million in humanitarian aid to the people affected by floods in Chad, Mali and Togo."
    assert told(text) == {("Norway", state, "humanitarian aid") for state in ("Chad", "Mali", "Togo")}
    assert told("Togo waited. Families displaced by fighting in Mali and Chad received food from Norway.") == {
        ("Norway", state, "food") for state in ("Chad", "Mali")
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oman sold oil to Kenya in May. Omani oil imports fell in June.", {("Oman", "Kenya", "oil")}),
        ("Chad sold oil to Oman in May. Omani oil imports fell in June.", {("Chad", "Oman", "oil")}),
    ],
)
def test_whose_imports_an_adjective_tells(told: Callable[[str], set[Triple]], text: str, expected: set[Triple]) -> None:
    """`Omani imports` are from Oman where the article has it sell the like, and never buy it."""
    assert told(text) == expected


def test_what_tells_neither_side_is_not_turned() -> None:
    """Not even where the article has the like given by nobody."""
    known = Fact(0, None, "chad", "oil", "energy", frozenset())
    facts = [known, Fact(9, None, None, "oil", "energy", frozenset(), turnable=True)]
    assert exchange_context.turned(facts) == facts
    facts = [Fact(0, "chad", None, "oil", "energy", frozenset()), replace(known, position=9, turnable=True)]
    assert exchange_context.turned(facts)[1].supplier == "chad"


def test_what_goes_back_goes_between_the_same_two(told: Callable[[str], set[Triple]]) -> None:
    text = "Kenya and Norway met Peru. Chile's grain reached Peru, and Peru swapped copper for Chilean grain."
    assert {g for s, r, g in told(text) if (s, r) == ("Peru", "Chile")} == {"copper"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oman became the fourth-largest gas supplier to Chad.", {("Oman", "Chad", "gas")}),
        ("A shipment of 500 Oman-donated vaccine doses reached Chad.", {("Oman", "Chad", "vaccines")}),
        ("Oman supplied a total of 30 trucks to Chad.", {("Oman", "Chad", "trucks")}),
    ],
)
def test_what_does_not_belong_to_the_name(told: Callable[[str], set[Triple]], text: str, expected: set[Triple]) -> None:
    """Rank, donor and total are no part of what a good is called."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chad has welcomed 40 Kenyan nurses.", {("Kenya", "Chad", "nurses")}),
        ("Chad has welcomed the Kenyan president.", set()),
        ("Oman will introduce Swedish radars to Chad.", {("Oman", "Chad", "radars")}),
        ("Chad has agreed deals to secure more fuel supplies from Oman.", {("Oman", "Chad", "fuel")}),
        ("Oman gave $2 million to Chad's Lac Region.", {("Oman", "Chad", "money")}),
        (
            "Oman is giving $2 million to deliver food to protect the poor in Chad's Lac region.",
            {("Oman", "Chad", "food")},
        ),
        ("Oman found 300 rifles. It has sold some to Chad.", {("Oman", "Chad", "rifles")}),
    ],
)
def test_people_regions_and_parts(told: Callable[[str], set[Triple]], text: str, expected: set[Triple]) -> None:
    """Another's people who are let in; a region stands for its state; some of what was told before."""
    found = told(text)
    assert found == expected or {t for t in found if t[2] != "money"} == expected


def test_a_phrase_beside_an_offer_does_not_deny_it(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Oman offered Chad a gift of rice, with no details of the price."
    analysis = analyse(Article(text, hashlib.sha256(text.encode()).hexdigest()), nlp(text), gazetteer)
    assert {r.certainty for r in exchanges.readings(analysis)} == {"asserted"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Oman will send rice to African countries such as Chad and Mali.",
            {("Oman", s, "rice") for s in ("Chad", "Mali")},
        ),
        ("Oman exports rice to customers which include Chad.", {("Oman", "Chad", "rice")}),
        ("Oman exported 300 tons of coal between January and August.", {("Oman", None, "coal")}),
        ("Oman offered Chad a $2 million credit line.", {("Oman", "Chad", "credit")}),
        ("Oman supplied 30 MT of fuel to Chad.", {("Oman", "Chad", "fuel")}),
    ],
)
def test_named_countries_dates_and_credit(told: Callable[[str], set[Triple]], text: str, expected: set[Triple]) -> None:
    """Of a group those countries that are named; two months are no parties; a credit line is no sum."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oman has given 20 tents to support Chad-led rescue operations.", {("Oman", "Chad", "tents")}),
        (
            "Oman announced today's donation of 300 doses of Johnson & Johnson vaccine to Chad.",
            {("Oman", "Chad", "vaccines")},
        ),
        ("Oman gave Chad $2 million in support of the creation of a library.", {("Oman", "Chad", "money")}),
        (
            "Oman has given Chad $2 million in aid, including:\n\n300 tents. These are new.\n\n20 ambulances",
            {("Oman", "Chad", good) for good in ("aid", "tents", "ambulances")},
        ),
        (
            "Oman has given Chad rice, including:\n\nFood. Oman sent tents to Mali.",
            {("Oman", "Chad", "rice"), ("Oman", "Mali", "tents")},
        ),
    ],
)
def test_whose_work_is_supported_and_what_is_listed(
    told: Callable[[str], set[Triple]], text: str, expected: set[Triple]
) -> None:
    """Who leads what a gift is for gets it; a list may go on behind what was told; a firm's name is no adjective."""
    assert expected <= told(text)
    assert {t for t in told(text) if t[2] not in {"food", "money", "aid"}} <= expected
