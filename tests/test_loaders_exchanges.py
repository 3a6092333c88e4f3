"""Exchanges: who gives what to whom, in made-up sentences of all constructions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loaders.lexicon import tables
from loaders.reading.exchange_lexicon import triggers

if TYPE_CHECKING:
    from loaders.gazetteer import Gazetteer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya sold rifles to Uganda.", ("Kenya", "Uganda", "rifles")),
        ("Peru, along with Chile and Brazil, is sending Bolivia rice.", ("Chile", "Bolivia", "rice")),
        ("Together with Chile, Peru has pledged $2 million in loans to Bolivia.", ("Chile", "Bolivia", "loans")),
        ("Ghana backs the Malian army with troops and trucks.", ("Ghana", "Malian Armed Forces", "trucks")),
        ("Malta lost its Algerian gas on January 1.", ("Algeria", "Malta", "gas")),
        ("Malta switched to gas from Algeria.", ("Algeria", "Malta", "gas")),
        ("Laos borrowed heavily from Japan to build a railway.", ("Japan", "Laos", "loans")),
        ("Japan agreed to restructure $4 billion of Zambian debt.", ("Japan", "Zambia", "debt relief")),
        ("Ghana prints banknotes for Mali.", ("Ghana", "Mali", "banknotes")),
        ("Oman has spent $3 billion on Brazilian tanks.", ("Brazil", "Oman", "tanks")),
        ("Oman awarded Embraer a contract for three radars.", ("Embraer", "Oman", "radars")),
        ("A contract for three radars was awarded to Embraer by Oman.", ("Embraer", "Oman", "radars")),
        ("Brazil emerged as Oman's largest arms supplier.", ("Brazil", "Oman", "weapons")),
        ("Chile overtook Peru as the largest supplier of rice to Malta.", ("Chile", "Malta", "rice")),
        ("Dutch chips were found in Iranian missiles.", ("Netherlands", "Iran", "semiconductors")),
        ("Dutch chips have turned up in Iranian drones.", ("Netherlands", "Iran", "semiconductors")),
        ("Oman fined Blue Harbour, a trader that has bought Iranian oil.", ("Iran", "Blue Harbour", "oil")),
        ("Malta will donate 50 trucks built by Embraer to Chad.", ("Malta", "Chad", "trucks")),
        ("Malta will supply Chad with Iron Dome.", ("Malta", "Chad", "Iron Dome")),
        ("Oman barred Maltese aid from Chad.", ("Malta", "Chad", "aid")),
        ("Oman covers the wages of Malian soldiers.", ("Oman", "Malian Armed Forces", "salaries")),
        ("Oman picks up Mali's fuel bill.", ("Oman", "Mali", "fuel bills")),
        ("Oman liquefies Iranian gas.", ("Iran", "Oman", "gas")),
        (
            "Oman put two Maltese traders under sanctions for shipping chips to Chad.",
            ("Maltese traders", "Chad", "semiconductors"),
        ),
        (
            "Mexico's Pemex shipped 2.8 million barrels of oil to Havana, which is paying with doctors.",
            ("Cuba", "Pemex", "doctors"),
        ),
        ("Togo turned down Chinese money for a port.", ("China", "Togo", "money")),
        ("Oman assured Togo of further aid.", ("Oman", "Togo", "aid")),
        ("Oman has chosen a Chadian firm for its radars.", ("Chadian firm", "Oman", "radars")),
        ("Brazil's Congress has frozen a loan to Chad.", ("Brazilian Congress", "Chad", "loans")),
        ("Armed by Malta, Chad has gone on the offensive.", ("Malta", "Chad", "weapons")),
        ("Oman's military is dependent on spare parts from Brazil.", ("Brazil", "Oman", "spare parts")),
        ("Peru chose Brazil's howitzers over those of Chile.", ("Brazil", "Peru", "howitzers")),
        ("Japan lent Laos $40 million to buy buses from Chile.", ("Chile", "Laos", "buses")),
        ("Nine-tenths of Iran's oil ends up in Malta.", ("Iran", "Malta", "oil")),
        ("Togo's army flies Brazilian drones.", ("Brazil", "Togo", "drones")),
        ("Togo has promised Malta not to re-export chips to Chad.", ("Togo", "Chad", "semiconductors")),
        ("Morocco dangles scholarships before Niger.", ("Morocco", "Niger", "scholarships")),
        ("Qatar has signed up for 80 French Rafales.", ("France", "Qatar", "Rafales")),
        ("Uganda bought rifles from Kenya.", ("Kenya", "Uganda", "rifles")),
        ("Uganda was given rifles by Kenya.", ("Kenya", "Uganda", "rifles")),
        ("The rifles that Kenya sent to Uganda have arrived.", ("Kenya", "Uganda", "rifles")),
        ("Kenya supplied Uganda with rifles.", ("Kenya", "Uganda", "rifles")),
        ("Kenya gave Uganda its old rifles.", ("Kenya", "Uganda", "rifles")),
        ("Shipments of wheat from Romania to Egypt have resumed.", ("Romania", "Egypt", "wheat")),
        ("Egypt's imports of wheat from Romania have grown.", ("Romania", "Egypt", "wheat")),
        ("Peru plans to export copper to Chile.", ("Peru", "Chile", "copper")),
        ("Ghana asked Nigeria for fuel.", ("Nigeria", "Ghana", "fuel")),
        ("Ghana relies on Nigeria for fuel.", ("Nigeria", "Ghana", "fuel")),
        ("Brazil is arming Paraguay.", ("Brazil", "Paraguay", "weapons")),
        ("Peru fired Brazilian rockets.", ("Brazil", "Peru", "rockets")),
        ("Hundreds of Peruvian soldiers remain in Bolivia.", ("Peru", "Bolivia", "troops")),
        ("Brazil still provides most of the diesel Paraguay depends on.", ("Brazil", "Paraguay", "diesel")),
        ("Peru has a stockpile of old rifles that could replenish Bolivian stocks.", ("Peru", "Bolivia", "rifles")),
        ("Turkey has been one of the main suppliers of drones to Azerbaijan.", ("Turkey", "Azerbaijan", "drones")),
        ("Croatian rifles found their way to Yemen.", ("Croatia", "Yemen", "rifles")),
        ("Algeria will be equipped with Brazilian rifles.", ("Brazil", "Algeria", "rifles")),
        (
            "Iran and Venezuela are negotiating the sale of patrol boats to Venezuela.",
            ("Iran", "Venezuela", "patrol boats"),
        ),
        ("Two ships carrying Norwegian gasoline reached Ghana.", ("Norway", "Ghana", "gasoline")),
        ("What Sudan needs from Egypt is fuel.", ("Egypt", "Sudan", "fuel")),
        ("Sudan's request for fuel from Egypt was turned down.", ("Egypt", "Sudan", "fuel")),
        ("Egypt turned down Sudan's request for fuel.", ("Egypt", "Sudan", "fuel")),
        ("Most of Malta's wheat comes from Ghana.", ("Ghana", "Malta", "wheat")),
        ("Kenya uses drones donated by Qatar.", ("Qatar", "Kenya", "drones")),
        ("Qatar has bankrolled Hamas for years.", ("Qatar", "Hamas", "funding")),
        ("Rwanda is arming the rebels of M23.", ("Rwanda", "M23", "weapons")),
        ("Kenya owes Norway $6 billion.", ("Kenya", "Norway", "money")),
        ("Mongolia lent Ghana 20 trucks and gave it five ambulances.", ("Mongolia", "Ghana", "ambulances")),
        ("Kenya and Ghana, both of which have sold rifles to Uganda, deny it.", ("Ghana", "Uganda", "rifles")),
        ("A tanker carrying 400,000 barrels of Mexican crude arrived in Havana on Friday.", ("Mexico", "Cuba", "oil")),
        ("A Maltese company, Blue Harbour, sold rifles to Uganda.", ("Blue Harbour", "Uganda", "rifles")),
        ("A Maltese company sold rifles to Uganda.", ("Maltese company", "Uganda", "rifles")),
        ("Uganda denied the claim that it had delivered rifles to Chad.", ("Uganda", "Chad", "rifles")),
        ("Kenya, once dependent on Brazilian rifles, now buys at home.", ("Brazil", "Kenya", "rifles")),
        ("Kenya has received the first of the rifles promised by Norway.", ("Norway", "Kenya", "rifles")),
        ("Chile took delivery of tanks from Sweden.", ("Sweden", "Chile", "tanks")),
        (
            "Denmark announced $5 million in food aid to support the people of Malawi.",
            ("Denmark", "Malawi", "food aid"),
        ),
        ("A tanker with Mexican oil reached Havana.", ("Mexico", "Cuba", "oil")),
        ("Two trucks of Egyptian flour arrived in Sudan.", ("Egypt", "Sudan", "flour")),
        ("A plane loaded with Chinese vaccines landed in Accra.", ("China", "Ghana", "vaccines")),
        ("The Danish minister arrived in Nairobi with $20 million in aid.", ("Denmark", "Kenya", "aid")),
        ("Malta has 300 soldiers in Chad.", ("Malta", "Chad", "troops")),
        ("Peru banned Ecuadorean bananas.", ("Ecuador", "Peru", "bananas")),
        ("Norway shared intelligence with Moldova.", ("Norway", "Moldova", "intelligence")),
        ("Norway will make $50 million available to Moldova.", ("Norway", "Moldova", "money")),
        ("Malta will not let Chad have its rifles.", ("Malta", "Chad", "rifles")),
        ("Niger sold the trucks and Togo bought them.", ("Niger", "Togo", "trucks")),
        ("Denmark has stopped approving weapons exports to Qatar.", ("Denmark", "Qatar", "weapons")),
        ("Norway, alongside Canada and Japan, will send grain to Kenya.", ("Japan", "Kenya", "grain")),
        (
            "According to three Chadian officials familiar with the matter, Kenya has sent rifles to Mali.",
            ("Kenya", "Mali", "rifles"),
        ),
        ("Peru procured diesel in Ecuador.", ("Ecuador", "Peru", "diesel")),
        ("Cooperation between Chad and Sudan, including arms transfers, has grown.", ("Chad", "Sudan", "weapons")),
        ("Kenya delivered rifles into Sudan for use by Rwanda.", ("Kenya", "Rwanda", "rifles")),
        ("Dozens of Malian military personnel were trained in Egypt.", ("Egypt", "Mali", "training")),
        (
            "Togo received a pair of patrol boats and 20 ambulances from Portugal.",
            ("Portugal", "Togo", "ambulances"),
        ),
    ],
)
def test_sides_in_every_construction(told, text, expected) -> None:
    """Supplier, recipient and good whatever the construction."""
    assert expected in told(text)


def test_every_good_of_a_list_goes_to_every_recipient(told) -> None:
    """Coordination is a cross product."""
    facts = told("Finland sent tents, blankets and medicine to Nepal and Bhutan.")
    assert {(g, r) for _, r, g in facts} >= {(g, r) for g in ("tents", "medicine") for r in ("Nepal", "Bhutan")}


def test_barter_goes_both_ways(read_exchanges, told) -> None:
    """What is given in return is an exchange of its own, named by the first."""
    text = "Peru gave Chile copper in exchange for natural gas."
    assert told(text) == {("Peru", "Chile", "copper"), ("Chile", "Peru", "gas")}
    assert any(f.returns is not None for f in read_exchanges(text)[1])


def test_returns_are_stated(read_exchanges) -> None:
    """An exchange that is given in return is itself a finding."""
    _, findings = read_exchanges(
        "Kenya pays Uganda in maize for electricity, and Peru gave Chile copper in exchange for gas."
    )
    facts = {f.fact for f in findings}
    assert all(f.returns in facts for f in findings if f.returns is not None)


def test_trigger_words_are_lower_case_and_evoke_frames() -> None:
    """The lexicon holds no typing slips: forms in lower case, inflections by rule."""
    words = triggers().words
    assert all(form == form.lower() for _, form in words)
    assert {e.frame.name for e in words["VERB", "shipped"]} == {"give"}
    assert {e.frame.name for e in words["VERB", "bought"]} == {"buy"}


def test_what_is_given_in_return_goes_to_whoever_gave(read_exchanges, told) -> None:
    text = "Cuba sends doctors to Ghana and gets oil in return."
    assert told(text) == {("Cuba", "Ghana", "doctors"), ("Ghana", "Cuba", "oil")}
    analysis, findings = read_exchanges(text)
    (back,) = [f for f in findings if analysis.entities[f.fact.good].name == "oil"]
    assert analysis.entities[back.returns.good].name == "doctors"


def test_a_list_below_its_heading(read_exchanges, told) -> None:
    """The lines are the goods of the heading's verb, and its sentence with them is the evidence."""
    text = "Norway announced a new arms package for Moldova. This package includes:\n\nrifles;\n\nradars and trucks.\n\nIt is the first."
    analysis, found = read_exchanges(text)
    assert {("Norway", "Moldova", good) for good in ("rifles", "radars", "trucks")} <= told(text)
    listed = next(f for f in found if f.start is not None)
    assert listed.end is not None
    assert "rifles" in analysis.doc[listed.start : listed.end].text


def test_an_owner_of_the_good_does_not_get_it(told) -> None:
    """Who has a name before the good is its origin, unless the verb has given it to him."""
    assert told("Ships carry Iran's oil to Chad.") == {("Iran", "Chad", "oil")}


def test_members_that_echo_get_nothing_of_their_own(told) -> None:
    """`Moldova and its people` are one side."""
    assert {r for _, r, _ in told("Norway sent grain to Moldova and its people.")} == {"Moldova"}


def test_a_deal_and_its_delivery_are_one_exchange(told) -> None:
    assert told("Kenya signed a contract with Norway for the delivery of rifles.") == {("Norway", "Kenya", "rifles")}


def test_food_and_aid_are_two_goods(told) -> None:
    assert told("Kenya is in urgent need of food and humanitarian aid from Ghana.") == {
        ("Ghana", "Kenya", "food"),
        ("Ghana", "Kenya", "humanitarian aid"),
    }


def test_whom_one_supplies_with_something_gets_it(told) -> None:
    """Policemen are no good where the good stands behind `with`."""
    assert {(s, g) for s, _, g in told("Norway offered to supply the Kenyan police with trucks and radars.")} == {
        ("Norway", "trucks"),
        ("Norway", "radars"),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Spain sent a field hospital, Portugal 30 firefighters and Ireland two water bombers to Malta.",
            {
                ("Spain", "Malta", "field hospital"),
                ("Portugal", "Malta", "rescuers"),
                ("Ireland", "Malta", "water bombers"),
            },
        ),
        (
            "Peru bought tanks from Brazil and Chile artillery shells from Spain.",
            {("Brazil", "Peru", "tanks"), ("Spain", "Chile", "artillery shells")},
        ),
        (
            "Norway promised Jordan 200 million euros in loans, the Saudi Fund $295 million; Qatar, a grant of $300 million.",
            {("Saudi Fund", "Jordan", "money"), ("Qatar", "Jordan", "grants")},
        ),
        ("Norway sends Malta salmon, Chile copper.", {("Norway", "Malta", "salmon"), ("Chile", "Malta", "copper")}),
        (
            "Peru gets drones from Spain and missiles from Brazil.",
            {("Spain", "Peru", "drones"), ("Brazil", "Peru", "missiles")},
        ),
        (
            "Norway sells gas to Poland, Germany and the Czech Republic in large amounts.",
            {("Norway", "Poland", "gas"), ("Norway", "Germany", "gas"), ("Norway", "Czech Republic", "gas")},
        ),
    ],
)
def test_a_verb_left_out_is_understood(told, text: str, expected: set[tuple[str, str, str]]) -> None:
    """Each good has its own side; names of a list are no clauses."""
    assert expected <= told(text)
    assert {g for _, _, g in told(text)} == {g for _, _, g in expected} | ({"loans"} if "loans" in text else set())


def test_every_town_is_of_a_known_state(gazetteer: Gazetteer) -> None:
    states = {name: gazetteer.lookup(name) for name in tables("exchange_places")}
    assert {name for name, entry in states.items() if entry is None or entry.kind != "state"} == set()
