"""Deals and what they are for, shares, sums, lists without their verb: who gives and who gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

Triple = tuple[str | None, str | None, str]


@pytest.mark.parametrize(
    "text",
    [
        "A contract was signed on Monday between Peru and Spain for the procurement of six patrol boats.",
        "Peru and Spain signed a $300 million deal on Friday for the acquisition of six patrol boats.",
        "The deal was struck between Peru and Spain to deliver patrol boats.",
    ],
)
def test_the_parties_of_a_deal_are_its_two_sides(told: Callable[[str], set[Triple]], text: str) -> None:
    """One exchange between the two, not one with each of them on the same side."""
    ((supplier, recipient, good),) = told(text)
    assert {supplier, recipient} == {"Peru", "Spain"}
    assert good == "patrol boats"


def test_the_other_party_supplies_whom_the_deal_names(told: Callable[[str], set[Triple]]) -> None:
    """Whether the party that acts or the other one gets the good, the words behind `to` tell."""
    assert told("Peru signed an agreement with Spain to deliver 80 tanks to the Peruvian Armed Forces.") == {
        ("Spain", "Peruvian Armed Forces", "tanks")
    }
    assert told(
        "Ghana's Voltagas signed a contract with the Kenyan energy ministry for the supply of gas to Kenya."
    ) == {("Voltagas", "Kenya", "gas")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway supplies most of Kenya's fertiliser.", {("Norway", "Kenya", "fertiliser")}),
        ("Norway supplies 80% of Kenya's fertiliser.", {("Norway", "Kenya", "fertiliser")}),
        ("Kenya relies on Norway for 70% of its fertiliser supplies.", {("Norway", "Kenya", "fertiliser")}),
        ("Kenya's gas supplies are under threat as Norway closes the pipeline.", set()),
        ("Norwegian arms exports rose to Kenya and Ghana.", {("Norway", c, "weapons") for c in ("Kenya", "Ghana")}),
    ],
)
def test_shares_and_supplies(told: Callable[[str], set[Triple]], text: str, expected: set[Triple]) -> None:
    """What a share is of goes to whose it is; whose supplies are told alone may give or get."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway approved a $2 billion arms sale to Kenya.", {("Norway", "Kenya", "weapons")}),
        ("Norway offered a $500 million line of credit to Kenya.", {("Norway", "Kenya", "credit")}),
        ("Norway sent help to Kenya in the form of fertiliser.", {("Norway", "Kenya", "fertiliser")}),
        (
            "Kenya has taken billions of dollars in loans from the likes of Oman and Malta.",
            {("Oman", "Kenya", "loans"), ("Malta", "Kenya", "loans")},
        ),
        ("Shipments to Kenya from Norway are to be paid for within 90 days.", set()),
    ],
)
def test_sums_are_the_price_or_the_good(told: Callable[[str], set[Triple]], text: str, expected: set[Triple]) -> None:
    """A sum before a sale is its price; what vague help consists of is the good; what is paid for is not what is paid."""
    assert told(text) == expected


def test_another_gets_in_a_clause_without_its_verb(told: Callable[[str], set[Triple]]) -> None:
    for text in ("Chile is set to get 20 tanks, Peru 12 trucks.", "Chile will get 20 tanks and Peru 12 trucks."):
        assert told(text) == {(None, "Chile", "tanks"), (None, "Peru", "trucks")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya bought wheat from suppliers in Romania and Latvia.", {("Romania", "wheat"), ("Latvia", "wheat")}),
        (
            "Kenya would import 80 thousand tons of Romanian and Latvian wheat.",
            {("Romania", "wheat"), ("Latvia", "wheat")},
        ),
        ("Kenya lifted its ban on Latvian tea imports.", {("Latvia", "tea")}),
        ("Kenya suspended Latvian coal imports.", {("Latvia", "coal")}),
        ("Kenya's army chief, General Ada Obura, received two helicopters from Latvia.", {("Latvia", "helicopters")}),
        ("Kenya is among the first African countries to receive vaccines from Latvia.", {("Latvia", "vaccines")}),
        ("Latvia freed 32 Kenyan prisoners.", {("Latvia", "prisoners")}),
        ("Tanks from Latvia were unloaded at the Kenyan port of Mombasa.", {("Latvia", "tanks")}),
    ],
)
def test_who_supplies_kenya(told: Callable[[str], set[Triple]], text: str, expected: set[tuple[str, str]]) -> None:
    """Traders and adjectives tell the country; an officer, a port and people who are let go stand for theirs."""
    assert told(text) == {(supplier, "Kenya", good) for supplier, good in expected}


def test_where_a_country_lies_is_no_side(told: Callable[[str], set[Triple]]) -> None:
    assert ("Oman", "Europe", "gas") not in told("Oman stopped supplying gas to the European country.")


def test_who_is_told_to_do_something_is_not_given(told: Callable[[str], set[Triple]]) -> None:
    assert "power plant" not in {g for _, _, g in told("Kenya directed its power plants to stop taking Malian coal.")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway approved the export of billions of dollars worth of chips to Kenya.",
            {("Norway", "Kenya", "semiconductors")},
        ),
        ("Entities in Singapore shipped drones to Kenya.", {("Entities in Singapore", "Kenya", "drones")}),
        ("Norway offered to invest $1 trillion in Kenya.", {("Norway", "Kenya", "investment")}),
        ("Kenya imported 500 million kWh of electricity from Uganda.", {("Uganda", "Kenya", "electricity")}),
        ("Norway provides Kenya with a third of its arms imports.", {("Norway", "Kenya", "weapons")}),
        (
            "Norway, along with Chile and Oman, is among the top suppliers of equipment to Kenya.",
            {(supplier, "Kenya", "equipment") for supplier in ("Norway", "Chile", "Oman")},
        ),
        ("Norway is close to winning Kenyan authorization to export gas to Uganda.", {("Norway", "Uganda", "gas")}),
        ("Norway received permission from Kenya to export gas to Uganda.", {("Norway", "Uganda", "gas")}),
    ],
)
def test_money_measures_and_permissions(told: Callable[[str], set[Triple]], text: str, expected: set[Triple]) -> None:
    """What goods are worth is no good, firms are named by where they are, and whoever gets permission acts."""
    assert told(text) == expected


def test_a_sum_supplied_is_what_the_goods_are_worth(told: Callable[[str], set[Triple]]) -> None:
    text = (
        "Norway is responsible for $400 million in weapons transfers to Kenya, while Chile has supplied $260 million."
    )
    assert "money" not in {good for _, _, good in told(text)}


def test_who_gives_the_like_does_not_get_it(told: Callable[[str], set[Triple]]) -> None:
    """A side left open is not filled with who has the other side of the same good."""
    text = (
        "Norway exports oil to Kenya. Tankers bring the oil from Norway to Kenya every week."
        " Norway said that it had bought oil to meet its contracts with Kenya."
    )
    assert ("Kenya", "Norway", "oil") not in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army's deployment of Chinese bombs in Kenya was noted.", {("China", "Kenya", "bombs")}),
        ("Kenya will deploy the missiles in its coastal areas.", set()),
        ("Norway will deploy 300 soldiers to Kenya.", {("Norway", "Kenya", "troops")}),
        ("The only country that has bought howitzers from Norway is Kenya.", {("Norway", "Kenya", "howitzers")}),
        ("Norway sent fuel to ease Kenya's energy crisis.", {("Norway", "Kenya", "fuel")}),
        ("Kenya relies on oil from its ally Norway.", {("Norway", "Kenya", "oil")}),
        ("Norway delivered a cache of military equipment to Kenya.", {("Norway", "Kenya", "military equipment")}),
    ],
)
def test_deployments_and_names(told: Callable[[str], set[Triple]], text: str, expected: set[Triple]) -> None:
    """Who deploys arms has them; a name behind a noun, or said of it, tells who is meant."""
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Norway has expressed concern about ammunition being supplied to Kenya.",
        "Norway criticised arms sales to Kenya.",
        "Chile spoke of pressure from Norway over arms sales to Kenya.",
    ],
)
def test_who_only_criticises_a_sale_does_not_sell(told: Callable[[str], set[Triple]], text: str) -> None:
    assert "Norway" not in {supplier for supplier, _, _ in told(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Norwegian ship carrying arms for Zambia docked in Oman.", {("Norway", "Zambia", "weapons")}),
        ("Norway suspended the sending of 710 doctors to Brazil.", {("Norway", "Brazil", "doctors")}),
        (
            "Norway signed a deal to ship uranium to Kenya in exchange for nuclear fuel.",
            {("Norway", "Kenya", "uranium"), ("Kenya", "Norway", "nuclear fuel")},
        ),
        (
            "Supplies of Norwegian gas via Chile to Peru, Bolivia and Brazil stopped flowing on Tuesday.",
            {("Norway", taker, "gas") for taker in ("Peru", "Bolivia", "Brazil")},
        ),
    ],
)
def test_destinations_and_lists(told: Callable[[str], set[Triple]], text: str, expected: set[Triple]) -> None:
    """For whom a cargo is goes before where the ship docks; a list goes on where the parse breaks it off."""
    assert told(text) == expected


def test_who_blocks_a_deal_does_not_buy_in_it(told: Callable[[str], set[Triple]]) -> None:
    assert "Norway" not in {taker for _, taker, _ in told("Norway had blocked a deal to buy aircraft from Embraer.")}
    assert "Uganda" not in {s for s, _, _ in told("Kenya gets a fifth of its gas from Oman through Uganda.")}


def test_what_is_swapped_goes_both_ways(told: Callable[[str], set[Triple]]) -> None:
    """Who speaks of his own swap does not give what he gets."""
    found = told("Norway said it had agreed to swap 90 kg of its uranium for nuclear fuel from Kenya.")
    assert found == {("Norway", "Kenya", "uranium"), ("Kenya", "Norway", "nuclear fuel")}


def test_what_is_made_at_home_is_made_for_nobody_else(told: Callable[[str], set[Triple]]) -> None:
    found = told("The sale will allow Peru to replace its tanks with Turkey's domestically produced tank.")
    assert found == {("Turkey", "Peru", "tanks")}
