"""Targets that are told apart from the instrument: pointed back to, among those hit, reached by the sanctions spoken of."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from graph.records import Article, Relation
from loaders.reading import analyse, conclude, resolutions

if TYPE_CHECKING:
    from spacy.language import Language

    from loaders.gazetteer import Gazetteer

Fact = tuple[str, str, str]
IMPOSED = "The United States imposed sanctions on Uganda on Friday. "


def facts(text: str, nlp: Language, gazetteer: Gazetteer) -> set[Fact]:
    article = Article(text, hashlib.sha256(text.encode()).hexdigest())
    analysis = analyse(article, nlp(text), gazetteer)
    names = analysis.entities
    found = [f.fact for f in resolutions.find(analysis) if f.certainty != "denied"]
    return {(names[str(fact.source)].name, fact.type, names[fact.target].name) for fact in found}


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("The action targets two firms, Delta Lines and Kilo Marine.", "Kilo Marine"),
        ("Today's round of sanctions also targets companies such as Delta Bank and Kilo Steel.", "Kilo Steel"),
        ("Assets of several banks were also frozen, including Delta Bank and Lake Trust.", "Lake Trust"),
        ("Mary Otieno and two banks were added to the asset freeze list.", "Mary Otieno"),
        ("Among those sanctioned were Delta Bank and its owner, Peter Lund.", "Peter Lund"),
        ("Those designated include Mary Otieno and Kilo Steel.", "Mary Otieno"),
        ("The targets include Mary Otieno and two ships.", "Mary Otieno"),
        ("Two Ugandan vessels were also sanctioned.", "Ugandan vessels"),
        ("The sanctions include Mary Otieno, the head of the prison service.", "Mary Otieno"),
        ("The new listings include Delta Bank and three Ugandan judges.", "Ugandan judges"),
        ("The new sanctions are aimed at 40 Ugandan tankers.", "Ugandan tankers"),
        ("The sanctions freeze the assets of three Ugandan banks and Delta Steel.", "Delta Steel"),
        ("Delta Steel and Kilo Marine were also sanctioned.", "Kilo Marine"),
        ("They also hit 12 Ugandan judges. Among them are Mary Otieno and Peter Lund.", "Peter Lund"),
    ],
    ids=[
        "action",
        "round",
        "assets",
        "list",
        "among",
        "those",
        "targets",
        "vessels",
        "sanctions",
        "listings",
        "aimed",
        "frozen",
        "passive",
        "them",
    ],
)
def test_targets_told_later_are_those_of_the_instrument(
    text: str, target: str, nlp: Language, gazetteer: Gazetteer
) -> None:
    assert ("US sanctions on Uganda", "TARGETS", target) in facts(IMPOSED + text, nlp, gazetteer)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Canada announced sanctions against Uganda, targeting nine Ugandan judges.", "Ugandan judges"),
        ("Delta Bank was slapped with sanctions by Canada over Uganda.", "Delta Bank"),
        ("Canada hit Delta Bank with sanctions.", "Delta Bank"),
        ("Canada imposed sanctions on nine Ugandan officials.", "Ugandan officials"),
    ],
    ids=["clause", "passive", "active", "counted"],
)
def test_whom_it_hits_is_its_target(text: str, fact: str, nlp: Language, gazetteer: Gazetteer) -> None:
    found = facts(text, nlp, gazetteer)
    assert fact in {target for _, edge, target in found if edge == "TARGETS"}
    assert {maker for maker, edge, _ in found if edge == "ADOPTS"} == {"Canada"}


def test_a_counted_few_are_not_their_state(nlp: Language, gazetteer: Gazetteer) -> None:
    found = facts("Canada imposed sanctions on nine Ugandan officials.", nlp, gazetteer)
    assert "Uganda" not in {target for _, edge, target in found if edge == "TARGETS"}


def test_those_who_made_it_are_not_its_targets(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Canada imposed sanctions on Delta Bank. The sanctions bar Canadians from dealing with it."
    assert "Canada" not in {target for _, edge, target in facts(text, nlp, gazetteer) if edge == "TARGETS"}


def test_a_department_is_called_by_its_bare_name(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        "The Treasury Department sanctioned three Peruvian firms. Treasury designated Ali Reda and Peter Lund in May."
    )
    found = facts(text, nlp, gazetteer)
    assert {"Ali Reda", "Peter Lund"} <= {target for _, edge, target in found if edge == "TARGETS"}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Ghana has approved a law banning the sale of drones to Togo.", ("Ghanaian ban on sale of drones to Togo", "TARGETS", "Togo")),
        ("Ghana issued a decree barring Nigerian vessels from its ports.", ("Ghanaian ban on Nigerian vessels", "TARGETS", "Nigerian vessels")),
        ("Kenya suspended 30 arms export licences to Uganda.", ("Kenyan ban on arms export licences to Uganda", "PROHIBITS", "weapons")),
        ("Kenya imposed controls on exports of drones to Uganda.", ("Kenyan export controls on Uganda", "PROHIBITS", "drones")),
        ("Tanzania closed its airspace to Kenya.", ("Tanzanian ban on airspace to Kenya", "TARGETS", "Kenya")),
        ("Kenya lifted the restrictions it had slapped on coal and lathes.", ("Kenyan restrictions on coal", "PROHIBITS", "coal")),
        ("The UN expanded the arms embargo in Mali.", ("UN arms embargo on Mali", "TARGETS", "Mali")),
        ("Kenya barred Delta Software from selling drones.", ("Kenyan ban on Delta Software", "TARGETS", "Delta Software")),
        ("Kenya imposed tariffs on steel from Uganda.", ("Kenyan tariffs on Uganda", "TARGETS", "Uganda")),
        ("Kenya proscribed the Lake Front in 2021.", ("Kenyan terrorist designation of Lake Front", "TARGETS", "Lake Front")),
        ("Guinea halted bauxite exports.", ("Guinean ban on bauxite exports", "PROHIBITS", "bauxite")),
        ("Kenya banned exports of items related to lathes and drones.", ("Kenya", "ADOPTS", "Kenyan ban on exports of items")),
        ("Norway has adopted the EU's latest package of sanctions against Uganda.", ("Norway", "ADOPTS", "EU sanctions on Uganda")),
        ("Sweden added Delta Corp to its export control list.", ("Swedish export control list", "TARGETS", "Delta Corp")),
    ],
    ids=["law", "decree", "licences", "controls", "airspace", "slapped", "inside", "barred", "tariffs", "proscribed", "halt", "related", "measured", "list"],
)  # fmt: skip
def test_what_makes_an_instrument(text: str, fact: Fact, nlp: Language, gazetteer: Gazetteer) -> None:
    assert fact in facts(text, nlp, gazetteer)


def test_a_statement_on_warrants_is_no_warrant(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "The International Criminal Court issued arrest warrants for Peru's defence minister. Kenya issued a statement on the warrants."
    found = facts(text, nlp, gazetteer)
    assert "Kenya" not in {maker for maker, edge, _ in found if edge == "ADOPTS"}
    assert "Peru" not in {target for _, edge, target in found if edge == "TARGETS"}


def test_what_is_not_done_is_denied(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "The UN Security Council failed to impose sanctions on Uganda."
    assert not [fact for fact in facts(text, nlp, gazetteer) if fact[1] == "ADOPTS"]


def test_who_denies_a_breach_grants_the_embargo(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Kenya denied violating the UN arms embargo on Sudan."
    analysis = analyse(Article(text, hashlib.sha256(text.encode()).hexdigest()), nlp(text), gazetteer)
    told = {c.fact.type: c.certainty for c in conclude(analysis).claims if isinstance(c.fact, Relation)}
    assert told == {"VIOLATES": "denied", "ADOPTS": "asserted", "TARGETS": "asserted", "PROHIBITS": "asserted"}


def test_what_comes_from_the_maker_does_not_hit_him(nlp: Language, gazetteer: Gazetteer) -> None:
    found = facts("Chile said that tariffs from Peru were unfair.", nlp, gazetteer)
    assert {fact for fact in found if fact[1] in {"ADOPTS", "TARGETS"}} == {("Peru", "ADOPTS", "Peruvian tariffs")}


def test_who_votes_against_it_opposes_the_resolution(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "The UN General Assembly adopted a resolution on Mali. Peru voted against it."
    assert ("Peru", "OPPOSES", "UN General Assembly resolution") in facts(text, nlp, gazetteer)


def test_who_blocks_a_resolution_does_not_adopt_what_it_says(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Peru has vetoed a UN resolution to extend sanctions against Mali at the Security Council."
    found = facts(text, nlp, gazetteer)
    assert "Peru" not in {maker for maker, edge, _ in found if edge == "ADOPTS"}
    assert ("UN sanctions on Mali", "TARGETS", "Mali") in found


def test_a_treaty_is_later_called_so(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Peru signed the Southern Fisheries Treaty in 2001. Chile ratified the treaty in 2004."
    assert ("Chile", "ADOPTS", "Southern Fisheries Treaty") in facts(text, nlp, gazetteer)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "The State Department designated the Lake Front as a Foreign Terrorist Organization (FTO) in May.",
            ("US State Department", "ADOPTS", "Foreign Terrorist Organization designation of Lake Front"),
        ),
        (
            "The Treasury Department designated Delta Bank as an SDGT in May.",
            ("Specially Designated Global Terrorist designation of Delta Bank", "TARGETS", "Delta Bank"),
        ),
        (
            "He praised the rescission of Uganda's designation as a State Sponsor of Terrorism.",
            ("State Sponsor of Terrorism designation of Uganda", "TARGETS", "Uganda"),
        ),
    ],
    ids=["organisation", "acronym", "noun"],
)
def test_designations_are_told_apart_by_their_list(text: str, fact: Fact, nlp: Language, gazetteer: Gazetteer) -> None:
    assert fact in facts(text, nlp, gazetteer)


def test_an_order_is_its_president_s(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Pursuant to President Joe Biden's Executive Order (E.O.) 13902, the firms were told to leave."
    assert ("Joe Biden", "ADOPTS", "Executive Order 13902") in facts(text, nlp, gazetteer)


@pytest.mark.parametrize(
    "text",
    [
        "A court in Oslo fined Delta Bank $20 million for violations of US sanctions on Cuba.",
        "The Treasury Department fined Delta Bank for violating US sanctions on Cuba.",
    ],
    ids=["noun", "verb"],
)
def test_who_answers_for_a_breach_broke_it(text: str, nlp: Language, gazetteer: Gazetteer) -> None:
    assert ("Delta Bank", "VIOLATES", "US sanctions on Cuba") in facts(text, nlp, gazetteer)


def test_a_package_is_later_called_so(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "The EU adopted its 12th package of sanctions against Uganda. The package bans imports of Ugandan gold."
    found = facts(text, nlp, gazetteer)
    assert "EU 12th sanctions package on Uganda" in {source for source, edge, _ in found if edge == "PROHIBITS"}


def test_a_ban_on_exports_of_a_thing_is_the_export_ban_on_it(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Kenya's export ban on sugar was extended. The ban on exports of sugar had been in force since March."
    assert {source for source, edge, _ in facts(text, nlp, gazetteer) if edge == "PROHIBITS"} == {
        "Kenyan export ban on sugar"
    }


LISTED = """The EU imposed sanctions on a further 12 entities that help Chad.

The listings adopted today include:

- Delta Freight Corporation, a forwarder in Lima, which delivered engines;
- Nova Bank and its director, Peter Lund, for opening accounts;
- Karoo House (Kenya), a firm;
- two refineries in Durban, which bought crude oil.

The European Union remains united, Anna Berg said.
"""


def test_the_lines_of_a_list_are_targets(nlp: Language, gazetteer: Gazetteer) -> None:
    found = {target for _, edge, target in facts(LISTED, nlp, gazetteer) if edge == "TARGETS"}
    assert {"Delta Freight Corporation", "Nova Bank", "Peter Lund", "two refineries"} <= found
    assert not found & {"Kenya", "European Union", "Anna Berg"}


def test_a_list_of_something_else_has_no_targets(nlp: Language, gazetteer: Gazetteer) -> None:
    text = LISTED.replace("The listings adopted today include:", "The meeting was attended by:")
    assert "Nova Bank" not in {target for _, _, target in facts(text, nlp, gazetteer)}


def test_those_only_counted_are_a_group_where_no_more_is_told(nlp: Language, gazetteer: Gazetteer) -> None:
    counted = "Norway imposed sanctions on four individuals and three entities on Friday."
    assert ("Norwegian sanctions", "TARGETS", "four individuals") in facts(counted, nlp, gazetteer)
    named = "Norway imposed sanctions on four individuals, including Mary Otieno."
    assert not {fact for fact in facts(named, nlp, gazetteer) if fact[2] == "four individuals"}


def test_who_suffers_is_no_target(nlp: Language, gazetteer: Gazetteer) -> None:
    found = facts(IMPOSED + "Today's set of listings also targets the looting of Kenya.", nlp, gazetteer)
    assert not {fact for fact in found if fact[1:] == ("TARGETS", "Kenya")}


def test_an_effort_sanctions_too(nlp: Language, gazetteer: Gazetteer) -> None:
    found = facts(
        IMPOSED + "The effort also sanctions two Ugandan companies, Alfastrax and Kilo Lines.", nlp, gazetteer
    )
    assert ("US sanctions on Uganda", "TARGETS", "Alfastrax") in found


def test_persons_of_a_list_that_stand_beside_the_first(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        "The United States imposed sanctions on Ugandan President Peter Lund, the First Lady Ama Lund, the Vice President"
        " Tendai Moyo and 8 other senior officials."
    )
    hit = {target for _, edge, target in facts(text, nlp, gazetteer) if edge == "TARGETS"}
    assert {"Peter Lund", "Ama Lund", "Tendai Moyo"} <= hit


def test_who_is_listed_on_an_exchange_is_no_target(nlp: Language, gazetteer: Gazetteer) -> None:
    """The same words without the exchange make a target."""
    listed = {
        where: facts(IMPOSED + f"The companies listed{where} include Kilo Lines.", nlp, gazetteer)
        for where in ("", " on the stock exchange")
    }
    hit = {where for where, found in listed.items() if ("US sanctions on Uganda", "TARGETS", "Kilo Lines") in found}
    assert hit == {""}
