"""Exchanges: who gives what to whom, in made-up sentences of all constructions."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graph.records import Article, Exchange
from loaders.lexicon import tables
from loaders.reading import analyse, exchange_context, exchanges
from loaders.reading.exchange_context import Fact
from loaders.reading.exchange_lexicon import triggers

if TYPE_CHECKING:
    from spacy.language import Language

    from loaders.gazetteer import Gazetteer
    from loaders.reading import Analysis, Finding


@pytest.fixture
def read(nlp: Language, gazetteer: Gazetteer):
    """Read a text and return its findings with the analysis that names their keys."""

    def reading(text: str) -> tuple[Analysis, list[Finding]]:
        article = Article(text, hashlib.sha256(text.encode()).hexdigest())
        analysis = analyse(article, nlp(text), gazetteer)
        return analysis, list(exchanges.find(analysis))

    return reading


def told(analysis: Analysis, findings: list[Finding]) -> set[tuple[str | None, str | None, str]]:
    """The facts by name."""

    def name(key: str | None) -> str | None:
        return None if key is None else analysis.entities[key].name

    facts = [f.fact for f in findings if isinstance(f.fact, Exchange)]
    return {(name(f.supplier), name(f.recipient), str(name(f.good))) for f in facts}


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
def test_sides_in_every_construction(read, text, expected) -> None:
    """Supplier, recipient and good whatever the construction."""
    assert expected in told(*read(text))


def test_every_good_of_a_list_goes_to_every_recipient(read) -> None:
    """Coordination is a cross product."""
    facts = told(*read("Finland sent tents, blankets and medicine to Nepal and Bhutan."))
    assert {(g, r) for _, r, g in facts} >= {(g, r) for g in ("tents", "medicine") for r in ("Nepal", "Bhutan")}


@pytest.mark.parametrize(
    "text",
    [
        "Kenya sent a message to Uganda.",
        "The summit provided an opportunity for Peru.",
        "Kenya received a delegation from Uganda.",
        "Norway gave its approval to the plan.",
        "The Security Council imposed an arms embargo on Liberia.",
    ],
)
def test_what_only_looks_like_an_exchange(read, text) -> None:
    """Messages, chances, visits, consent and sanctions are no goods."""
    assert told(*read(text)) == set()


@pytest.mark.parametrize(
    ("text", "stage", "certainty"),
    [
        ("Kenya sold rifles to Uganda.", "delivered", "asserted"),
        ("Kenya wants to sell rifles to Uganda.", "sought", "asserted"),
        ("Kenya agreed to sell rifles to Uganda.", "agreed", "asserted"),
        ("Kenya offered rifles to Uganda.", "offered", "asserted"),
        ("Chad lost access to Malian gold.", "stopped", "asserted"),
        ("Kenya halted its sales of rifles to Uganda.", "stopped", "asserted"),
        ("Kenya will not sell rifles to Uganda.", "stopped", "asserted"),
        ("Kenya did not sell rifles to Uganda.", "delivered", "denied"),
        ("Kenya is unlikely to sell rifles to Uganda.", "agreed", "doubted"),
        ("Kenya may have sold rifles to Uganda.", "agreed", "possible"),
        ("The proposed sale of Kenyan rifles to Uganda is legal.", "offered", "asserted"),
        ("The suspended sale of Kenyan rifles to Uganda is legal.", "stopped", "asserted"),
        ("Kenya may no longer sell rifles to Uganda.", "stopped", "asserted"),
        ("Kenya will not allow the sale of rifles to Uganda.", "stopped", "asserted"),
        ("Kenya ruled out selling rifles to Uganda.", "stopped", "asserted"),
        ("Kenya has not ruled out selling rifles to Uganda.", "offered", "possible"),
        ("Kenya has not stopped selling rifles to Uganda.", "delivered", "asserted"),
        ("Kenya backed out of a contract to sell rifles to Uganda.", "stopped", "asserted"),
        ("Kenya called the delivery of rifles to Uganda off.", "stopped", "asserted"),
        ("Kenya walked away from talks to sell rifles to Uganda.", "stopped", "asserted"),
        ("Kenya has put the delivery of rifles to Uganda on hold.", "stopped", "asserted"),
        ("Kenya has lifted a suspension of rifle sales to Uganda.", "agreed", "asserted"),
        ("Sanctions have not stopped Kenya from selling rifles to Uganda.", "delivered", "asserted"),
        ("Kenya rejected claims that it sold rifles to Uganda.", "delivered", "denied"),
        ("Kenya had nothing to do with the sale of rifles to Uganda.", "delivered", "denied"),
        ("Chad insisted that Kenya had sold rifles to Uganda.", "delivered", "asserted"),
        ("Chad has not offered proof that Kenya sold rifles to Uganda.", "delivered", "possible"),
        ("Kenya organised banned sales of rifles to Uganda.", "delivered", "asserted"),
        ("Chad urged Kenya to halt its sales of rifles to Uganda.", "delivered", "asserted"),
        ("Kenya should stop selling rifles to Uganda.", "delivered", "asserted"),
        ("Kenya is close to selling rifles to Uganda.", "negotiated", "asserted"),
        ("Kenya agreed not to sell rifles to Uganda.", "stopped", "asserted"),
        ("Chad told Kenya not to sell rifles to Uganda.", "stopped", "asserted"),
        ("Kenya had committed to not selling rifles to Uganda.", "stopped", "asserted"),
        ("There is no ban on exports of Kenyan rifles to Uganda.", "delivered", "asserted"),
        ("Kenya announced that it had sold rifles to Uganda.", "delivered", "asserted"),
        ("Kenya stopped short of selling rifles to Uganda.", "delivered", "denied"),
        ("Kenya is barred from selling rifles to any country.", "stopped", "asserted"),
        ("Uganda, a would-be buyer of Kenyan rifles, has no money.", "sought", "asserted"),
        ("Kenya did not list its buyers but sold rifles to Uganda.", "delivered", "asserted"),
    ],
)
def test_stage_and_certainty(read, text, stage, certainty) -> None:
    """How far it has come and how sure it is, by the rules alone."""
    analysis, _ = read(text)
    found = {(r.stage, r.certainty) for r in exchanges.readings(analysis)}
    assert (stage, certainty) in found


def test_quantity_and_date_are_kept(read) -> None:
    """The amount as written, a full date in ISO 8601."""
    _, findings = read("Romania shipped 3,000 tonnes of wheat to Egypt on May 4, 2021.")
    assert findings[0].quantity == "3,000 tonnes"
    assert findings[0].date == "2021-05-04"


def test_barter_goes_both_ways(read) -> None:
    """What is given in return is an exchange of its own, named by the first."""
    analysis, findings = read("Peru gave Chile copper in exchange for natural gas.")
    assert told(analysis, findings) == {("Peru", "Chile", "copper"), ("Chile", "Peru", "gas")}
    assert any(f.returns is not None for f in findings)


def test_returns_are_stated(read) -> None:
    """An exchange that is given in return is itself a finding."""
    _, findings = read("Kenya pays Uganda in maize for electricity, and Peru gave Chile copper in exchange for gas.")
    facts = {f.fact for f in findings}
    assert all(f.returns in facts for f in findings if f.returns is not None)


def fact(supplier: str | None, recipient: str | None, good: str, position: int = 0) -> Fact:
    """A fact for the completion."""
    return Fact(position, supplier, recipient, good, "arms", frozenset())


def test_halves_of_what_is_told_whole_are_dropped() -> None:
    """A side that stays unknown is no exchange of its own where the same giver's is told whole elsewhere."""
    whole, other, half = fact("a", "b", "rifles"), fact("c", None, "rifles", 9), fact("a", None, "rifles", 9)
    assert exchange_context.completed([whole, other], [whole, other].__getitem__) == [whole, other]
    assert exchange_context.completed([whole, half], [whole, half].__getitem__) == [whole, None]


def test_a_fact_without_sides_takes_those_of_the_same_good() -> None:
    """From the nearest fact that tells both; nothing is left of it where none does."""
    whole, bare = (
        fact("a", "b", "rifles"),
        replace(fact(None, None, "rifles", 9), open=frozenset({"supplier", "recipient"})),
    )
    done = exchange_context.completed([whole, bare], [whole, bare].__getitem__)
    assert done == [whole, replace(bare, supplier="a", recipient="b", likely=0.6)]
    assert exchange_context.completed([bare], [bare].__getitem__) == [None]


def test_main_scene_is_named_far_more_than_others() -> None:
    assert exchange_context.main_scene(Counter(mali=9, togo=3)) == "mali"
    assert exchange_context.main_scene(Counter(mali=9, togo=8)) == exchange_context.main_scene(Counter()) == ""


def test_main_pair_needs_a_clear_lead() -> None:
    """Two actors are a pair only where no third is named nearly as often."""
    assert exchange_context.main_pair(exchange_context.Counter({"a": 9, "b": 8, "c": 2})) == {"a", "b"}
    assert exchange_context.main_pair(exchange_context.Counter({"a": 9, "b": 8, "c": 7})) == frozenset()


def test_trigger_words_are_lower_case_and_evoke_frames() -> None:
    """The lexicon holds no typing slips: forms in lower case, inflections by rule."""
    words = triggers().words
    assert all(form == form.lower() for _, form in words)
    assert {e.frame.name for e in words["VERB", "shipped"]} == {"give"}
    assert {e.frame.name for e in words["VERB", "bought"]} == {"buy"}


def test_what_is_given_in_return_goes_to_whoever_gave(read) -> None:
    analysis, findings = read("Cuba sends doctors to Ghana and gets oil in return.")
    assert told(analysis, findings) == {("Cuba", "Ghana", "doctors"), ("Ghana", "Cuba", "oil")}
    (back,) = [f for f in findings if analysis.entities[f.fact.good].name == "oil"]
    assert analysis.entities[back.returns.good].name == "doctors"


def test_the_next_sentence_tells_the_other_side(read) -> None:
    """Who needs a good in one sentence gets what the next one promises; tonnes are of what was told before."""
    text = "Mali needs grain badly. Algeria has promised 40,000 tonnes."
    assert ("Algeria", "Mali", "grain") in told(*read(text))


def test_a_list_below_its_heading(read) -> None:
    """The lines are the goods of the heading's verb, and its sentence with them is the evidence."""
    text = "Norway announced a new arms package for Moldova. This package includes:\n\nrifles;\n\nradars and trucks.\n\nIt is the first."
    analysis, found = read(text)
    assert {("Norway", "Moldova", good) for good in ("rifles", "radars", "trucks")} <= told(analysis, found)
    listed = next(f for f in found if f.start is not None)
    assert listed.end is not None
    assert "rifles" in analysis.doc[listed.start : listed.end].text


def test_an_owner_of_the_good_does_not_get_it(read) -> None:
    """Who has a name before the good is its origin, unless the verb has given it to him."""
    assert told(*read("Ships carry Iran's oil to Chad.")) == {("Iran", "Chad", "oil")}


def test_members_that_echo_get_nothing_of_their_own(read) -> None:
    """`Moldova and its people` are one side."""
    assert {r for _, r, _ in told(*read("Norway sent grain to Moldova and its people."))} == {"Moldova"}


def test_a_recipient_without_a_name_makes_no_half_exchange(read) -> None:
    """Half an exchange stands where nobody is told, not where the text tells somebody whom it does not name."""
    analysis, findings = read("Norway sold rifles to people who despise it.")
    assert told(analysis, findings) == set()
    analysis, findings = read("Norway sold its old rifles last year.")
    assert told(analysis, findings) == {("Norway", None, "rifles")}


def test_licences_need_both_sides(read) -> None:
    analysis, findings = read("Norway granted the licences last year.")
    assert told(analysis, findings) == set()
    analysis, findings = read("Norway granted Chad the licences last year.")
    assert told(analysis, findings) == {("Norway", "Chad", "licences")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway fined Kenyan banks and traders supplying Mali with rifles.", {("Kenyan banks", "Mali", "rifles")}),
        ("Peru warned Chile, promising to send rice to Bolivia.", {("Peru", "Bolivia", "rice")}),
        ("Norway accuses Chad of having sold Mali rifles.", {("Chad", "Mali", "rifles")}),
    ],
)
def test_the_subject_of_a_dependent_clause(read, text: str, expected: set[tuple[str, str, str]]) -> None:
    """All of a list, whoever commits in a clause beside, whoever is accused."""
    assert expected <= (found := told(*read(text)))
    assert {g for _, _, g in found} == {g for _, _, g in expected}


def test_a_deal_and_its_delivery_are_one_exchange(read) -> None:
    analysis, findings = read("Kenya signed a contract with Norway for the delivery of rifles.")
    assert told(analysis, findings) == {("Norway", "Kenya", "rifles")}


def test_what_one_wants_to_build_is_not_sought(read) -> None:
    analysis, findings = read("Kenya seeks Brazilian technology for the rifles it wants to build.")
    assert told(analysis, findings) == {("Brazil", "Kenya", "technology for rifles")}


def test_food_and_aid_are_two_goods(read) -> None:
    analysis, findings = read("Kenya is in urgent need of food and humanitarian aid from Ghana.")
    assert told(analysis, findings) == {("Ghana", "Kenya", "food"), ("Ghana", "Kenya", "humanitarian aid")}


def test_a_swap_goes_the_way_of_the_same_good_elsewhere() -> None:
    def fact(supplier: str, recipient: str, good: str, *, symmetric: bool = False) -> Fact:
        return Fact(0, supplier, recipient, good, "arms", frozenset(), symmetric=symmetric)

    swap = fact("chad", "mali", "rifles", symmetric=True)
    others = [fact("mali", "chad", "rifles"), fact("chad", "mali", "tanks"), fact("chad", "mali", "jets")]
    directed = exchange_context.completed([swap, *others], [swap, *others].__getitem__)[0]
    assert directed is not None
    assert (directed.supplier, directed.recipient) == ("mali", "chad")


def test_whom_one_supplies_with_something_gets_it(read) -> None:
    """Policemen are no good where the good stands behind `with`."""
    analysis, findings = read("Norway offered to supply the Kenyan police with trucks and radars.")
    assert {(s, g) for s, _, g in told(analysis, findings)} == {("Norway", "trucks"), ("Norway", "radars")}


def test_a_side_from_elsewhere_is_marked_and_less_sure(read) -> None:
    """The rule says so, and the confidence is below that of what the sentence tells."""
    _, findings = read("Norway has promised Mali rifles. Mali, Mali and Mali again: Norway has sent tanks.")
    told = {f.fact.good: f for f in findings}
    assert told["good:rifles"].rule == "exchange:promise"
    assert told["good:tanks"].fact.recipient == "actor:mali"
    assert told["good:tanks"].rule == "exchange:give, implicit side"
    assert told["good:tanks"].confidence < told["good:rifles"].confidence


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile met in Lima. How will the Peruvians pay?",
        "Chad and Togo talked. Chadian nurses have not been paid.",
    ],
)
def test_to_be_paid_alone_is_no_exchange(read, text: str) -> None:
    """Who pays whom, or what for, must be told."""
    assert not told(*read(text))


def test_what_money_is_spent_on_must_come_from_elsewhere(read) -> None:
    assert not told(*read("Oman has spent $3 billion on roads, trains and schools, Peru far less."))


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
def test_a_verb_left_out_is_understood(read, text: str, expected: set[tuple[str, str, str]]) -> None:
    """Each good has its own side; names of a list are no clauses."""
    assert expected <= told(*read(text))
    assert {g for _, _, g in told(*read(text))} == {g for _, _, g in expected} | (
        {"loans"} if "loans" in text else set()
    )


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
def test_shares_debts_and_contracts(read, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(*read(text))


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
def test_trade_told_by_its_ends(read, text: str, expected: tuple[str, str, str]) -> None:
    """Markets, buyers, origins, hosts, clients and those who let goods in or keep them out."""
    assert expected in told(*read(text))


@pytest.mark.parametrize(
    "text",
    [
        "The minister is Spanish. Mali has drones.",
        "Togo's laws are French.",
        "Togo hosts 9,000 Malian refugees.",
        "The attack was carried out with Turkish drones, Mali said.",
    ],
)
def test_a_nation_as_predicate_of_no_good_is_no_exchange(read, text: str) -> None:
    assert not told(*read(text))


def test_nobody_sells_to_himself(read) -> None:
    """A pronoun behind a verb is not the verb's own subject."""
    analysis, findings = read("Brazil met Peru in Lima. Brazil is in talks with Peru to sell it six transport planes.")
    assert told(analysis, findings) == {("Brazil", "Peru", "transport planes")}


def test_every_town_is_of_a_known_state(gazetteer: Gazetteer) -> None:
    states = {name: gazetteer.lookup(name) for name in tables("exchange_places")}
    assert {name for name, entry in states.items() if entry is None or entry.kind != "state"} == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tonga owes 118 million dollars to the World Bank.", ("World Bank", "Tonga", "loans")),
        ("Spain gave Malta access to its radar data.", ("Spain", "Malta", "radar data")),
        ("Lima weighs a new loan of shells to Chile.", ("Peru", "Chile", "shells")),
        ("Spanish flights to Cuba were suspended.", ("Spain", "Cuba", "flights")),
    ],
)
def test_loans_and_access(read, text: str, expected: tuple[str, str, str]) -> None:
    """Money owed was lent; who grants access gives; what a loan is of is the good."""
    assert expected in told(*read(text))


@pytest.mark.parametrize("text", ["Guyana pays its Kenyan doctors.", "Spanish airstrikes hit the camp. Malta spoke."])
def test_people_paid_and_strikes_on_nobody_are_no_goods(read, text: str) -> None:
    assert not told(*read(text))


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
def test_who_acts_where_the_parse_tells_otherwise(read, text: str, expected: tuple[str, str, str]) -> None:
    """Called on, listed, named in apposition or behind `called`, or the subject of a clause that the parse coordinates."""
    assert expected in told(*read(text))


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
def test_each_is_told_once(read, text: str, expected: set[tuple[str | None, str | None, str]]) -> None:
    """Neither the price, nor the ban itself, nor the other direction is a second exchange."""
    assert told(*read(text)) == expected


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
def test_offers_approvals_and_numbers(read, text: str, expected: tuple[str, str, str]) -> None:
    """Who answers an offer gets, who approves acts for the state, a number is of what was told before."""
    assert expected in told(*read(text))
    assert (expected[0], expected[1], "money") not in told(*read(text)) or expected[2] == "money"


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
def test_leases_and_power(read, text: str, expected: set[tuple[str, str, str]]) -> None:
    """Who leases from somebody gets; power of dams is electricity; flying a jet conveys nothing."""
    assert told(*read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ghana met Togo to talk about gas. Deliveries from Ghana to Togo were halted.", {("Ghana", "Togo", "gas")}),
        ("Ghana met Togo to talk about peace. Deliveries from Ghana to Togo were halted.", set()),
        (
            "Ghana met Togo to talk about gas. Medical supplies from Ghana reached Togo.",
            {("Ghana", "Togo", "medical equipment")},
        ),
    ],
)
def test_deliveries_are_of_what_was_told_before(read, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert told(*read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya lifted its embargo on the sale of rifles to Mali.", ("Kenya", "Mali", "rifles", "agreed")),
        ("Kenya ended its ban on the sale of rifles to Mali.", ("Kenya", "Mali", "rifles", "agreed")),
        ("Lima lifted the ban on Chilean honey.", ("Chile", "Peru", "honey", "agreed")),
        ("Oman cancelled a contract to buy radars from Embraer.", ("Embraer", "Oman", "radars", "stopped")),
        ("Oman held talks with Chile on the sale of radars to Oman.", ("Chile", "Oman", "radars", "negotiated")),
        ("Peru shut off gas supplies to Chile.", ("Peru", "Chile", "gas", "stopped")),
    ],
)
def test_what_is_lifted_goes_on_and_what_is_called_off_stops(
    read, text: str, expected: tuple[str, str, str, str]
) -> None:
    analysis, findings = read(text)
    assert expected[:3] in told(analysis, findings)
    assert {r.stage for r in exchanges.readings(analysis)} == {expected[3]}


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
def test_nobody_beside_the_exchange_is_a_side(read, text: str, expected: set[tuple[str, str, str]]) -> None:
    """Neither who was replaced, nor whose name a good bears, nor where a pipeline runs."""
    assert told(*read(text)) == expected
