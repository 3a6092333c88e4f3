"""Exchanges: trade told by its ends, and who is a side of it and who only stands beside."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway accounts for 30 percent of Belgium's gas supply.", ("Norway", "Belgium", "gas")),
        ("Wheat from Romania accounts for a third of Jordan's imports.", ("Romania", "Jordan", "wheat")),
        ("Oman supplies a third of Malta's gas.", ("Oman", "Malta", "gas")),
        ("The EU imposed sanctions on Ghana for sending rifles to Togo.", ("Ghana", "Togo", "rifles")),
        (
            "The Omani Treasury's Office of Foreign Assets Control (OFAC) on Thursday put Baltoro Shipping under sanctions, "
            "along with three port operators in Togo and a string of shipping firms, for taking in Peruvian crude worth $300m.",
            ("Peru", "Baltoro Shipping", "oil"),
        ),
        ("Ghana has been accused by UN experts of arming the Salt Front.", ("Ghana", "Salt Front", "weapons")),
        ("Mali owes Ghana $20 million for fuel.", ("Ghana", "Mali", "fuel")),
        ("Oman settled Mali's arrears with the World Bank.", ("Oman", "World Bank", "repayments")),
        ("Ghana, which has 300 military instructors in Mali, is patient.", ("Ghana", "Mali", "instructors")),
        ("Ghana has given Mali nothing but body armour.", ("Ghana", "Mali", "body armour")),
        ("Ecopetrol sent Oman about 18,000 barrels a day.", ("Ecopetrol", "Oman", "oil")),
        ("Peru stands by Chile, to which it has given $9 million in aid.", ("Peru", "Chile", "aid")),
        ("The contract to supply rifles to Peru went to Elbit Systems.", ("Elbit Systems", "Peru", "rifles")),
        ("Romania signed a contract with Embraer for 54 howitzers.", ("Embraer", "Romania", "howitzers")),
        ("Embraer signed a contract with Romania for 54 howitzers.", ("Embraer", "Romania", "howitzers")),
        ("Embraer landed an order from Oman for five transport planes.", ("Embraer", "Oman", "transport planes")),
        ("The largest contribution to Mali, $60 million, was made by Qatar.", ("Qatar", "Mali", "money")),
        ("Norway gave Oman an $8 billion loan.", ("Norway", "Oman", "loans")),
        ("Norway is committing another $7 billion in support for Malta.", ("Norway", "Malta", "aid")),
        ("Norway has paid Oman $3 million in total.", ("Norway", "Oman", "payments")),
        ("Norway supplied the drones that Oman has deployed against Mali.", ("Norway", "Oman", "drones")),
        ("Norway approved a drawdown of Norwegian arms for Oman.", ("Norway", "Oman", "weapons")),
    ],
)
def test_shares_debts_and_contracts(told, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mali's drones are Spanish.", ("Spain", "Mali", "drones")),
        ("The grenades of the Malian police were of Bulgarian origin.", ("Bulgaria", "Malian police", "grenades")),
        ("Coffee is Uganda's main export to Italy.", ("Uganda", "Italy", "coffee")),
        ("Italy is the main market for Ugandan coffee.", ("Uganda", "Italy", "coffee")),
        ("The main buyers of Ugandan coffee are Italy and Sudan.", ("Uganda", "Sudan", "coffee")),
        ("Lebanon's army lives off Qatari money.", ("Qatar", "Lebanon", "money")),
        ("Oman hosts 200 Kenyan soldiers.", ("Kenya", "Oman", "troops")),
        ("Oman has recruited 10,000 Malawian farm workers.", ("Malawi", "Oman", "farm workers")),
        ("Chile is close to a deal with Brazil on 12 jets.", ("Brazil", "Chile", "aircraft")),
        ("The Chileans picked Embraer to build their four submarines.", ("Embraer", "Chile", "submarines")),
        ("Under a contract with Oman, Embraer will deliver 12 radars.", ("Embraer", "Oman", "radars")),
        ("Oman put $50 million at Malawi's disposal.", ("Oman", "Malawi", "money")),
        ("Malta thanked Portugal for the helmets.", ("Portugal", "Malta", "body armour")),
        ("Peru shut its border to Chilean potatoes.", ("Chile", "Peru", "potatoes")),
        ("Peru opened its market to Chilean potatoes.", ("Chile", "Peru", "potatoes")),
        ("Ghanaian rice is no longer allowed into Togo.", ("Ghana", "Togo", "rice")),
        ("Lima lifted the ban on Chilean honey.", ("Chile", "Peru", "honey")),
        ("Japan has waived the debts of Laos.", ("Japan", "Laos", "debt relief")),
        ("Denmark will base two frigates in Iceland.", ("Denmark", "Iceland", "warships")),
        ("Omani gold was flown to Antwerp.", ("Oman", "Belgium", "gold")),
        ("Spanish mortar rounds ended up with the Salt Front.", ("Spain", "Salt Front", "mortar shells")),
        ("A tanker loaded 2 million barrels of oil in Lobito for Italy.", ("Angola", "Italy", "oil")),
        ("Italy's Eni licensed its software to Ghana.", ("Eni", "Ghana", "software")),
        ("Eni lifts crude from Angola every week.", ("Angola", "Eni", "oil")),
        ("Portugal's new package for Malta consists of trucks and radios.", ("Portugal", "Malta", "trucks")),
    ],
)
def test_trade_told_by_its_ends(told, text: str, expected: tuple[str, str, str]) -> None:
    """Markets, buyers, origins, hosts, clients and those who let goods in or keep them out."""
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tonga owes 118 million dollars to the World Bank.", ("World Bank", "Tonga", "loans")),
        ("Spain gave Malta access to its radar data.", ("Spain", "Malta", "radar data")),
        ("Lima weighs a new loan of shells to Chile.", ("Peru", "Chile", "shells")),
        ("Spanish flights to Cuba were suspended.", ("Spain", "Cuba", "flights")),
    ],
)
def test_loans_and_access(told, text: str, expected: tuple[str, str, str]) -> None:
    """Money owed was lent; who grants access gives; what a loan is of is the good."""
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The US Congress approved the sale of 96 tanks to Oman.", ("United States", "Oman", "tanks")),
        ("The EU will mobilise 100 million euros for Oman.", ("European Union", "Oman", "money")),
        ("Kenya turned down the offer of Spanish trains.", ("Spain", "Kenya", "locomotives")),
        ("Spain's offer of trains was rejected by Kenya.", ("Spain", "Kenya", "locomotives")),
        ("Kenya asked Norway for 1,000 trucks and received 200 from Ghana.", ("Ghana", "Kenya", "trucks")),
        ("Embraer won a $300 million contract for radars from Oman.", ("Embraer", "Oman", "radars")),
    ],
)
def test_offers_approvals_and_numbers(told, text: str, expected: tuple[str, str, str]) -> None:
    """Who answers an offer gets, who approves acts for the state, a number is of what was told before."""
    assert expected in told(text)
    assert (expected[0], expected[1], "money") not in told(text) or expected[2] == "money"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkish Airlines is leasing 12 planes from AerCap.", {("AerCap", "Turkish Airlines", "aircraft")}),
        ("AerCap has leased 12 planes to Turkish Airlines.", {("AerCap", "Turkish Airlines", "aircraft")}),
        ("Laos sells most of the power from its dams to Thailand.", {("Laos", "Thailand", "electricity")}),
        ("Thailand buys 9,000 megawatts from Laos.", {("Laos", "Thailand", "electricity")}),
        ("Omani pilots learned to fly the F-16 in Malta.", set()),
    ],
)
def test_leases_and_power(told, text: str, expected: set[tuple[str, str, str]]) -> None:
    """Who leases from somebody gets; power of dams is electricity; flying a jet conveys nothing."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oman imported $400 million worth of shrimp from Peru.", {("Peru", "Oman", "shrimp")}),
        ("Indonesia has banned the export of nickel ore since 2020.", {("Indonesia", None, "nickel ore")}),
        ("Omani smelters process Indonesian nickel.", {("Indonesia", "Omani smelters", "nickel")}),
        ("Togo leased 20,000 hectares of farmland to Oman.", {("Togo", "Oman", "farmland")}),
        ("Norway and Malta agreed on the delivery of 2 million tonnes of gas.", {("Norway", "Malta", "gas")}),
        ("Oman deposited $2 billion with Malta's central bank.", {("Oman", "Maltese central bank", "money")}),
        ("Burundi has 3,000 soldiers in eastern Chad.", {("Burundi", "Chad", "troops")}),
        ("The rebels of the Salt Front were organised and trained by Norway.", {("Norway", "Salt Front", "training")}),
        (
            "Norway gave Malta military and financial aid.",
            {("Norway", "Malta", "military aid"), ("Norway", "Malta", "financial aid")},
        ),
        ("Norway delivered 90 disaster relief supplies to Malta.", {("Norway", "Malta", "disaster relief")}),
        ("Malta has expanded its navy, including the purchase of radars.", {(None, "Malta", "radars")}),
        (
            "According to information received by the Omani police, Malta sells rifles to Togo.",
            {("Malta", "Togo", "rifles")},
        ),
        (
            "Chadian commandos were trained in Uganda by Kenyan instructors.",
            {("Kenyan instructors", "Chad", "training")},
        ),
    ],
)
def test_each_is_told_once(told, text: str, expected: set[tuple[str | None, str | None, str]]) -> None:
    """Neither the price, nor the ban itself, nor the other direction is a second exchange."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru replaced Chile as the largest supplier of gas to Bolivia.", {("Peru", "Bolivia", "gas")}),
        ("Oman is in talks with Spain over the purchase of two frigates.", {("Spain", "Oman", "warships")}),
        ("Kenya has returned 22 Benin bronzes to Ghana.", {("Kenya", "Ghana", "bronzes")}),
        ("Oman paid Embraer $70 million for damages.", {("Oman", "Embraer", "payments")}),
        ("Chile cut gas flows to Peru through a pipeline that crosses Bolivia.", {("Chile", "Peru", "gas")}),
        ("The World Bank cleared a $40 million payout to Chad.", {("World Bank", "Chad", "money")}),
        ("Embraer won an order for two jets from Oman.", {("Embraer", "Oman", "aircraft")}),
        ("Oman paid for two ambulances for Chad.", {("Oman", "Chad", "ambulances")}),
        ("Chad asked Oman for permission to send rifles to Mali.", {("Chad", "Mali", "rifles")}),
        ("Oman's gift of three boats to Chad was never delivered.", {("Oman", "Chad", "boats")}),
        ("Rifles from Malta were found in the hands of Mali's army.", {("Malta", "Malian Armed Forces", "rifles")}),
        ("Spanish rockets have been seen in the hands of Hezbollah.", {("Spain", "Hezbollah", "rockets")}),
        ("Spanish rockets have ended up in the hands of Hezbollah.", {("Spain", "Hezbollah", "rockets")}),
        ("Oman hired Brazilian builder Ala Vento to lay its railway.", set()),
        ("Malta was visited by a Kenyan who teaches at a university in Chad.", set()),
        ("Oman stopped a ship carrying rifles from Malta to Chad.", {("Malta", "Chad", "rifles")}),
        ("Oman sent 3,000 tonnes of free wheat to Chad.", {("Oman", "Chad", "wheat")}),
    ],
)
def test_nobody_beside_the_exchange_is_a_side(told, text: str, expected: set[tuple[str, str, str]]) -> None:
    """Neither who was replaced, nor whose name a good bears, nor where a pipeline runs."""
    assert told(text) == expected


def test_nobody_sells_to_himself(told) -> None:
    """A pronoun behind a verb is not the verb's own subject."""
    assert told("Brazil met Peru in Lima. Brazil is in talks with Peru to sell it six transport planes.") == {
        ("Brazil", "Peru", "transport planes")
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Canada has given 60 million dollars, and Jamaica and Peru have sent soldiers to Haiti.",
            ("Peru", "Haiti", "troops"),
        ),
        ("The European Union calls on Ghana to end the delivery of weapons to Mali.", ("Ghana", "Mali", "weapons")),
        ("The European Union called on Ghana to stop arming Mali.", ("Ghana", "Mali", "weapons")),
        ("The Council also listed Petrobras for buying gold from Mali.", ("Mali", "Petrobras", "gold")),
        ("Peru retaliated with a ban on Ecuadorean bananas.", ("Ecuador", "Peru", "bananas")),
        (
            "Petrobras, an oil company which sends money to the Ghanaian government, grew.",
            ("Petrobras", "Ghana", "money"),
        ),
        (
            "A company called Ala-Too Trade Line, founded in Osh, bought gold from Mali.",
            ("Mali", "Ala-Too Trade Line", "gold"),
        ),
    ],
)
def test_who_acts_where_the_parse_tells_otherwise(told, text: str, expected: tuple[str, str, str]) -> None:
    """Called on, listed, named in apposition or behind `called`, or the subject of a clause that the parse coordinates."""
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway fined Kenyan banks and traders supplying Mali with rifles.", {("Kenyan banks", "Mali", "rifles")}),
        ("Peru warned Chile, promising to send rice to Bolivia.", {("Peru", "Bolivia", "rice")}),
        ("Norway accuses Chad of having sold Mali rifles.", {("Chad", "Mali", "rifles")}),
    ],
)
def test_the_subject_of_a_dependent_clause(told, text: str, expected: set[tuple[str, str, str]]) -> None:
    """All of a list, whoever commits in a clause beside, whoever is accused."""
    assert expected <= (found := told(text))
    assert {g for _, _, g in found} == {g for _, _, g in expected}
