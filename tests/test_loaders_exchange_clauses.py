"""Exchanges told by clauses: whose deed it is, who only approves or announces it, and what tells of none."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from graph.records import Article, Exchange
from loaders.reading import analyse, exchanges

if TYPE_CHECKING:
    from spacy.language import Language

    from loaders.gazetteer import Gazetteer

Fact = tuple[str | None, str | None, str]


@pytest.fixture
def read(nlp: Language, gazetteer: Gazetteer):
    """Read a text and return what it tells of exchanges, by name, with stage and certainty."""

    def reading(text: str) -> dict[Fact, tuple[str, str]]:
        analysis = analyse(Article(text, hashlib.sha256(text.encode()).hexdigest()), nlp(text), gazetteer)

        def name(key: str | None) -> str | None:
            return None if key is None else analysis.entities[key].name

        found = [(f, f.fact) for f in exchanges.find(analysis) if isinstance(f.fact, Exchange)]
        return {
            (name(fact.supplier), name(fact.recipient), str(name(fact.good))): (str(f.stage), f.certainty)
            for f, fact in found
        }

    return reading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Oman uses drones that it acquired to attack ships and sold to Chad.",
            {("Oman", "Chad", "drones")},
        ),
        (
            "Malta seized rifles and 20 machine guns, which were assessed to have been sent from Peru to Chad.",
            {("Peru", "Chad", "machine guns"), ("Peru", "Chad", "rifles")},
        ),
        ("Peru showed Chile's recently bought Brazilian tanks.", {("Brazil", "Chile", "tanks")}),
        ("Malta provided rockets with long range to Chad.", {("Malta", "Chad", "rockets")}),
        ("Oman took issue with Peru over deliveries of tanks to Chad.", {("Peru", "Chad", "tanks")}),
        ("Twenty Maltese soldiers will be stationed at a base in Chad.", {("Malta", "Chad", "troops")}),
        ("Oman purchased billions of dollars worth of heavy weapons from Peru.", {("Peru", "Oman", "heavy weapons")}),
        (
            "Chad received $20 million worth of arms from Malta and $30 million from Peru.",
            {("Malta", "Chad", "weapons")},
        ),
        ("Brazil gave Chad a $4 million credit to help it with tanks.", {("Brazil", "Chad", "credit")}),
        (
            "Brazil and Peru are identified as the main suppliers of tanks to Chad.",
            {("Brazil", "Chad", "tanks"), ("Peru", "Chad", "tanks")},
        ),
        ("Oman was replaced by Peru as the main supplier of tanks to Chad.", {("Peru", "Chad", "tanks")}),
        ("Oman was surpassed by Brazil as the biggest buyer of Peruvian copper.", {("Peru", "Brazil", "copper")}),
        ("Experts ranked Peru as the main supplier of tanks to Chad.", {("Peru", "Chad", "tanks")}),
        ("Chadian soldiers fought alongside Malian soldiers against rebels in Mali.", {("Chad", "Mali", "troops")}),
        ("Chad's newly acquired tanks arrived from Peru.", {("Peru", "Chad", "tanks")}),
        ("Oman withheld aid from Chad.", {("Oman", "Chad", "aid")}),
        ("Oman withheld shipments of rifles from Chad.", {("Oman", "Chad", "rifles")}),
        ("Chad approved a request from Peru to buy tanks.", {("Chad", "Peru", "tanks")}),
        ("The European Union agreed to ban exports of drones to Belarus.", {("European Union", "Belarus", "drones")}),
        ("Peru will deliver the first three of a $2 billion fleet of ships to Chad.", {("Peru", "Chad", "ships")}),
        ("The Peruvian Ministry of Defence delivered 20 tanks to Chad.", {("Peru", "Chad", "tanks")}),
        ("Dutch Prime Minister Mark Rutte will supply jets to Chad.", {("Netherlands", "Chad", "aircraft")}),
        ("Oman had asked Peru to sell tanks for $20 million.", {("Peru", "Oman", "tanks")}),
        ("Aid was withheld from Chad by Oman.", {("Oman", "Chad", "aid")}),
        ("The proposed sale of a radar was requested by Chad.", {(None, "Chad", "radars")}),
        ("Peru was fined for trafficking cocaine to Chad.", {("Peru", "Chad", "narcotics")}),
        ("Oman's navy delivered tents to support Haiti-led searches.", {("Omani Navy", "Haiti", "tents")}),
        ("Peru delivered tents to support Haiti's harvest.", {("Peru", "Haiti", "tents")}),
        (
            "Peru delivered tents, boats and trucks to support Haiti-led searches.",
            {("Peru", "Haiti", "tents"), ("Peru", "Haiti", "trucks")},
        ),
        ("Peru sold rifles to terrorist groups.", {("Peru", "terrorist groups", "rifles")}),
        ("Boko Haram is a group trained by Chad.", {("Chad", "Boko Haram", "training")}),
        ("Oman had blocked Chad from acquiring helicopters from Peru.", {("Peru", "Chad", "helicopters")}),
    ],
)
def test_the_sides_of_a_clause_are_found(read, text: str, expected: set[Fact]) -> None:
    assert set(read(text)) >= expected


@pytest.mark.parametrize(
    ("text", "surplus"),
    [
        ("Ghana handed over 20 trucks to the well-armed Malian army.", ("Ghana", "Malian Armed Forces", "equipment")),
        (
            "Ghana and Spain discuss a multi-billion-dollar deal to supply jets to the Ghanaian Air Force.",
            ("Ghana", "Ghanaian Air Force", "aircraft"),
        ),
        (
            "Ghana and Spain discuss a multi-billion-dollar deal to supply jets to the Ghanaian Air Force.",
            ("Ghana", "Spain", "money"),
        ),
        ("The Ghanaian Air Force urgently needs radars, Ghana said.", ("Ghana", "Ghanaian Air Force", "radars")),
        ("Chad fired rockets from Libyan territory.", ("Libya", "Chad", "rockets")),
        ("Brazil gave Chad a $4 million credit to help it with tanks.", ("Chad", "Brazil", "tanks")),
        ("Oman purchased billions of dollars worth of heavy weapons from Peru.", ("Peru", "Oman", "money")),
        ("Oman approved two arms sales to Chad totalling $2 billion.", ("Oman", "Chad", "money")),
        ("Oman approved the 593 million dollar sale of tanks to Chad.", ("Oman", "Chad", "money")),
        ("Jens Berg said his country had stopped selling rifles to Chad.", ("Jens Berg", "Chad", "rifles")),
        ("Oman provides training to fighters of Hezbollah at bases in Peru.", ("Oman", "Peru", "training")),
        ("Oman was replaced by Peru as the main supplier of tanks to Chad.", ("Oman", "Chad", "tanks")),
        ("In March 2022 in support of the peace process, Oman sent soldiers to Peru.", ("Oman", "Peru", "aid")),
        ("Peruvian soldiers left Chad for Oman with rifles.", ("Chad", "Oman", "troops")),
        ("Chadian soldiers fought Malian soldiers in Mali. Oman sent rice to Mali.", ("Chad", "Mali", "troops")),
        ("Chad recovered rifles from Boko Haram and sent them to Peru.", ("Boko Haram", "Chad", "rifles")),
        ("Peru sold rifles and tents to Chad and rifles to other groups.", ("Peru", "other groups", "rifles")),
    ],
)
def test_nobody_gives_what_no_clause_tells(read, text: str, surplus: Fact) -> None:
    found = read(text)
    assert found or "fired" in text or "needs" in text
    assert surplus not in found


@pytest.mark.parametrize(
    ("text", "fact", "stage"),
    [
        (
            "Oman has approved a request by Chad to buy tanks.",
            ("Oman", "Chad", "tanks"),
            "agreed",
        ),
        ("Oman cleared Chad's request to purchase howitzers.", ("Oman", "Chad", "howitzers"), "agreed"),
        ("Oman clamped down on exports of drones to Chad.", ("Oman", "Chad", "drones"), "stopped"),
        (
            "Oman's government has ordered all Maltese soldiers to leave the country.",
            ("Malta", "Oman", "troops"),
            "stopped",
        ),
        ("The last Maltese soldiers departed Chad in May.", ("Malta", "Chad", "troops"), "stopped"),
        ("Malta has committed 200 soldiers to Chad.", ("Malta", "Chad", "troops"), "agreed"),
    ],
)
def test_how_far_it_has_come(read, text: str, fact: Fact, stage: str) -> None:
    assert read(text)[fact][0] == stage


def test_a_department_announces_its_own_aid_and_its_states_arms(read) -> None:
    assert set(read("The US Department of State approved the sale of tanks to Chad.")) == {
        ("United States", "Chad", "tanks")
    }
    assert ("US State Department", "Chad", "food") in read("The US Department of State has announced food for Chad.")


def test_what_is_either_done_or_promised_is_not_denied(read) -> None:
    assert (
        read("Ghana has either delivered or pledged military aid to Mali.")["Ghana", "Mali", "military aid"][1]
        != "denied"
    )
    assert read("Ghana has not delivered the promised tanks to Mali.")["Ghana", "Mali", "tanks"][1] == "denied"


def test_who_buys_with_another_does_not_sell_to_him(read) -> None:
    found = read("Ghana, Togo and Benin are buying rifles.")
    assert not [f for f in found if f[0] in {"Ghana", "Togo", "Benin"}]


def test_whose_ability_is_curbed_would_have_got_it(read) -> None:
    """The possessor of an ability or plan does what its infinitive says, by name or not, a day or year never."""
    found = read("The Maltese Trade Ministry is restricting the Chadian military's ability to obtain chips.")
    assert {fact[1] for fact in found} == {"Chad"}
    assert read("Today's decision by Peru to buy wheat from Malta was hailed.").keys() == {("Malta", "Peru", "wheat")}


def test_what_somebody_needs_of_a_good_that_he_is_refused_is_no_second_exchange(read) -> None:
    found = read("Malta has taken steps to restrict Chad's access to critical technology it needs for its drones.")
    assert found.keys() == {("Malta", "Chad", "technology")}


def test_a_refusal_is_not_denied(read) -> None:
    assert read("Chad will not receive parts from Malta.")["Malta", "Chad", "parts"] == ("stopped", "asserted")


def test_the_united_nations_stand_before_a_hyphen(read) -> None:
    assert ("United Nations", "Chad", "food aid") in read("UN-provided food aid reaches Chad, and Malta helps.")


def test_who_is_close_to_a_sale_has_not_closed_it(read) -> None:
    assert read("Malta is close to selling tanks to Chad.")["Malta", "Chad", "tanks"][0] == "negotiated"
    assert read("Malta revoked a licence for the export of tanks to Chad.")["Malta", "Chad", "tanks"][0] == "stopped"


def test_a_stop_that_is_only_asked_for_is_possible(read) -> None:
    found = read("In a note Malta asks Peru to hold back a second batch of six aircraft from Chad.")
    assert found["Peru", "Chad", "aircraft"] == ("stopped", "possible")
