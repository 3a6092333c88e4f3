"""Whom a phrase of a relation stands for: agents, victims, those who meet, and who stands where the parser went wrong."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from graph.records import Article, Relation
from loaders.reading import analyse, relations

if TYPE_CHECKING:
    from spacy.language import Language

    from loaders.gazetteer import Gazetteer

Fact = tuple[str, str, str]


def facts(text: str, nlp: Language, gazetteer: Gazetteer) -> set[Fact]:
    article = Article(text, hashlib.sha256(text.encode()).hexdigest())
    analysis = analyse(article, nlp(text), gazetteer)
    names = analysis.entities
    found = [f.fact for f in relations.find(analysis) if isinstance(f.fact, Relation)]
    return {(names[str(fact.source)].name, fact.type, names[fact.target].name) for fact in found}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Kenya dismissed the accusations by Uganda.", ("Kenya", "OPPOSES", "Uganda")),
        ("Kenya condemned the measures taken by Uganda.", ("Kenya", "OPPOSES", "Uganda")),
        ("Kenya condemned Uganda's arrest of Peter Lund.", ("Kenya", "OPPOSES", "Uganda")),
        ("Kenya condemned the arrest of Peter Lund by Uganda.", ("Kenya", "OPPOSES", "Uganda")),
        ("Kenya's jets bombed several sites in Yemen used by the Houthis.", ("Houthis", "AT_WAR_WITH", "Kenya")),
        ("A delegation led by Peter Lund arrived in Chad on Monday.", ("Peter Lund", "VISITS", "Chad")),
        ("Peter Lund spoke up. Kenya backs the government of Nicolas Maduro.", ("Kenya", "SUPPORTS", "Venezuela")),
        ("Uganda's rivals, Kenya and Chad, are among the countries backing Peru.", ("Chad", "SUPPORTS", "Peru")),
        ("Kenya as well as Chad supports Peru.", ("Chad", "SUPPORTS", "Peru")),
    ],
    ids=["accuser", "taken by", "whose arrest of", "arrest by", "used by", "led by", "regime", "among", "as well as"],
)
def test_the_actor_behind_a_noun_is_told_beside_it(text: str, fact: Fact, nlp: Language, gazetteer: Gazetteer) -> None:
    assert fact in facts(text, nlp, gazetteer)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Kenya condemned the arrest of Peter Lund.", ("Kenya", "OPPOSES", "Peter Lund")),
        ("Kenya condemned Peter Lund's ouster.", ("Kenya", "OPPOSES", "Peter Lund")),
        ("Kenya defended itself against criticism from Uganda.", ("Kenya", "AT_WAR_WITH", "Uganda")),
        ("Kenya supports talks between Uganda and Chad.", ("Kenya", "SUPPORTS", "Uganda")),
        ("Kenya backs rebels in Chad.", ("Kenya", "SUPPORTS", "Chad")),
        ("A Kenya-backed militia attacked Chad.", ("Chad", "AT_WAR_WITH", "Kenya")),
        ("Kenya is another ally of the Chadian army.", ("Kenya", "MEMBER_OF", "Chadian Armed Forces")),
    ],
    ids=["arrest of", "whose ouster", "criticism", "between", "rebels in", "backed", "army"],
)
def test_who_is_only_named_beside_a_deed_did_not_do_it(
    text: str, wrong: Fact, nlp: Language, gazetteer: Gazetteer
) -> None:
    assert wrong not in facts(text, nlp, gazetteer)


def test_the_ministers_are_those_who_were_told_to_meet(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "The G7 ministers met in Lima. The talks were long. The ministers condemned Chad's coup."
    assert ("G7", "OPPOSES", "Chad") in facts(text, nlp, gazetteer)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Kenya condemned in the strongest possible terms the military coup by Chad.", ("Kenya", "OPPOSES", "Chad")),
        ("Kenya warned Uganda not to cross its border.", ("Kenya", "OPPOSES", "Uganda")),
        ("While Chad looks on, Kenya and Peru back Uganda.", ("Peru", "SUPPORTS", "Uganda")),
        ("Kenya branded Uganda a terrorist state.", ("Kenya", "OPPOSES", "Uganda")),
        ("The Kenya-Uganda war goes on.", ("Kenya", "AT_WAR_WITH", "Uganda")),
        ("Kenya's government met Emmanuel Macron's Liberal Party.", ("Emmanuel Macron", "LEADS", "Liberal Party")),
    ],
    ids=["in terms", "not to", "back", "adjective", "hyphen", "party"],
)
def test_what_the_words_say_holds_whatever_the_parser_makes_of_them(
    text: str, fact: Fact, nlp: Language, gazetteer: Gazetteer
) -> None:
    assert fact in facts(text, nlp, gazetteer)


def test_whoever_invaded_is_meant_by_its_offensive(nlp: Language, gazetteer: Gazetteer) -> None:
    """One party of a known war is named, so that the pronoun stands for nobody else."""
    text = "Kenya suspects Russia of wanting to buy shells for its offensive in Ukraine."
    assert ("Kenya", "AT_WAR_WITH", "Ukraine") not in facts(text, nlp, gazetteer)


def test_an_office_holder_does_not_comment_for_having_had_another(nlp: Language, gazetteer: Gazetteer) -> None:
    """A general of long ago who is known to command still acts."""
    text = "Kenya accused Khalifa Haftar on Monday. Haftar, a former general under Peter Lund, said that he was well."
    assert ("Kenya", "OPPOSES", "Khalifa Haftar") in facts(text, nlp, gazetteer)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Kenya severed its diplomatic relations with Chad.", ("Kenya", "RECOGNISES", "Chad")),
        ("Malawi switched diplomatic recognition from Taiwan to China.", ("Taiwan", "RECOGNISES", "China")),
        ("Kenya and Chad held talks with Peru in Lima.", ("Chad", "NEGOTIATES_WITH", "Kenya")),
        ("Anna Oduya told Kenya that two bases are still held by Chad.", ("Anna Oduya", "OPPOSES", "Kenya")),
        ("Anna Oduya left the Chadian government to fight alone.", ("Anna Oduya", "VISITS", "Chad")),
        ("Kenya and Chad have strengthened their forces along the border.", ("Chad", "ALLIED_WITH", "Kenya")),
        ("Kenya called on Chad to step up its patrols.", ("Kenya", "OPPOSES", "Chad")),
        ("Kenya called on Chad to hold talks.", ("Kenya", "OPPOSES", "Chad")),
        ("Peter Lund reached Kenya's president by phone.", ("Peter Lund", "VISITS", "Kenya")),
        ("Kenya provided Chad with military aid from Peru.", ("Peru", "SUPPORTS", "Kenya")),
    ],
    ids=[
        "cut",
        "switched",
        "with a third",
        "told",
        "left to",
        "forces",
        "step up",
        "hold talks",
        "reached",
        "provided",
    ],
)
def test_what_the_verb_makes_of_it_is_no_relation(text: str, wrong: Fact, nlp: Language, gazetteer: Gazetteer) -> None:
    assert wrong not in facts(text, nlp, gazetteer)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Five of Chad's allies, including Peru and Kenya, left.", ("Chad", "ALLIED_WITH", "Peru")),
        ("Anna Oduya left. Her first trip was to Chad.", ("Anna Oduya", "VISITS", "Chad")),
        ("Kenya and Chad held talks in Lima.", ("Chad", "NEGOTIATES_WITH", "Kenya")),
    ],
    ids=["allies of a state", "predicate", "with each other"],
)
def test_the_other_side_is_told_by_a_group_or_a_predicate(
    text: str, fact: Fact, nlp: Language, gazetteer: Gazetteer
) -> None:
    assert fact in facts(text, nlp, gazetteer)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("It follows the Chad visit of Anna Oduya.", ("Anna Oduya", "VISITS", "Chad")),
        ("Kenya named Peter Lund as ambassador to Chad.", ("Peter Lund", "AFFILIATED_WITH", "Kenya")),
        ("Kenya, Chad and Peru held a meeting in Lima.", ("Chad", "MEETS", "Kenya")),
        ("Kenya and the Houthis have been locked in a conflict since May.", ("Houthis", "AT_WAR_WITH", "Kenya")),
        ("Anna Oduya named Peter Lund as finance minister of Kenya.", ("Peter Lund", "AFFILIATED_WITH", "Kenya")),
        ("Peter Lund succeeded Anna Oduya as president of Chad.", ("Peter Lund", "LEADS", "Chad")),
    ],
    ids=["adjective", "ambassador", "states meet", "locked", "named as", "succeeded"],
)
def test_offices_and_occasions_are_of_those_named_beside_them(
    text: str, fact: Fact, nlp: Language, gazetteer: Gazetteer
) -> None:
    assert fact in facts(text, nlp, gazetteer)


def test_who_is_named_behind_the_subject_takes_no_side(nlp: Language, gazetteer: Gazetteer) -> None:
    found = facts("Kenya and other neighbours of Chad condemned Peru.", nlp, gazetteer)
    assert ("Kenya", "OPPOSES", "Peru") in found
    assert ("Chad", "OPPOSES", "Peru") not in found


def test_an_ambassador_is_not_of_his_hosts(nlp: Language, gazetteer: Gazetteer) -> None:
    assert ("Peter Lund", "AFFILIATED_WITH", "Chad") not in facts(
        "Peter Lund, ambassador to Chad, left.", nlp, gazetteer
    )


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Kenya is fighting militants with the help of Chad.", ("Chad", "SUPPORTS", "Kenya")),
        ("With Kenyan military support, Chad reversed the offensive.", ("Kenya", "SUPPORTS", "Chad")),
        ("Mali was suspended from the African Union.", ("Mali", "MEMBER_OF", "African Union")),
        ("Kenya intervened in Yemen against the Houthis.", ("Houthis", "AT_WAR_WITH", "Kenya")),
    ],
    ids=["with the help of", "with support", "suspended", "intervened"],
)
def test_help_and_membership_are_told_in_passing(text: str, fact: Fact, nlp: Language, gazetteer: Gazetteer) -> None:
    assert fact in facts(text, nlp, gazetteer)


@pytest.mark.parametrize(
    ("text", "facts_", "wrong"),
    [
        (
            "Kenya, with the support of Chad, won.",
            {("Chad", "SUPPORTS", "Kenya")},
            {("Kenya", "SUPPORTS", "Chad")},
        ),
        (
            "The Conservatives attacked Peter Lund on Monday.",
            {("Conservatives", "OPPOSES", "Peter Lund")},
            {("Conservatives", "AT_WAR_WITH", "United Kingdom")},
        ),
        ("Kenya and its proxy Hamas left.", {("Kenya", "SUPPORTS", "Hamas")}, set()),
        ("Chad and the province of Kosovo are at odds.", {("Chad", "OPPOSES", "Kosovo")}, set()),
        (
            "Suu Kyi's National League for Democracy party won.",
            {("Aung San Suu Kyi", "LEADS", "National League for Democracy")},
            set(),
        ),
    ],
    ids=["with support", "in words", "proxy", "province of", "party"],
)
def test_who_backs_and_who_is_backed(
    text: str, facts_: set[Fact], wrong: set[Fact], nlp: Language, gazetteer: Gazetteer
) -> None:
    found = facts(text, nlp, gazetteer)
    assert facts_ <= found
    assert not wrong & found


@pytest.mark.parametrize(
    ("text", "fact", "wrong"),
    [
        (
            "Peter Lund spoke of Chad, which Peru accuses of arming Hamas.",
            ("Chad", "SUPPORTS", "Hamas"),
            ("Peru", "SUPPORTS", "Hamas"),
        ),
        (
            "Kenya's campaign of economic punishment against Chad went on.",
            ("Kenya", "OPPOSES", "Chad"),
            ("Chad", "AT_WAR_WITH", "Kenya"),
        ),
        (
            "Kenya's relations with Chad are bad. Malawi normalised its relations with China.",
            ("Malawi", "RECOGNISES", "China"),
            ("Kenya", "RECOGNISES", "Chad"),
        ),
        (
            "Kenya drew fire from Chad over its support for the ties between Peru and Mali.",
            ("Chad", "OPPOSES", "Kenya"),
            ("Kenya", "SUPPORTS", "Peru"),
        ),
    ],
    ids=["accused of", "campaign of punishment", "relations", "fire"],
)
def test_words_beside_a_deed_tell_what_kind_it_is(
    text: str, fact: Fact, wrong: Fact, nlp: Language, gazetteer: Gazetteer
) -> None:
    found = facts(text, nlp, gazetteer)
    assert fact in found
    assert wrong not in found


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Kenya and Chad are deepening their strategic partnership.", ("Chad", "ALLIED_WITH", "Kenya")),
        ("Kenya condemned the sentencing of Peter Lund by a Chadian court.", ("Kenya", "OPPOSES", "Chad")),
        ("Kenya's petition against Chad's government failed.", ("Kenya", "OPPOSES", "Chad")),
        ("It shows the African Union's resolve in supporting Chad.", ("African Union", "SUPPORTS", "Chad")),
        ("Peter Lund stressed his stance on supporting Chad.", ("Peter Lund", "SUPPORTS", "Chad")),
    ],
    ids=["partnership", "by a court", "petition", "resolve in", "stance on"],
)
def test_ties_are_told_by_what_is_done_to_them(text: str, fact: Fact, nlp: Language, gazetteer: Gazetteer) -> None:
    assert fact in facts(text, nlp, gazetteer)


@pytest.mark.parametrize(
    "text",
    [
        "Emmanuel Macron clashed with Nicolas Maduro at the summit.",
        "Emmanuel Macron attacked Venezuela over the tariffs.",
        "France attacked Nicolas Maduro in a statement.",
    ],
    ids=["two", "his words", "at him"],
)
def test_whom_a_leader_attacks_in_words_his_state_is_not_at_war_with(
    text: str, nlp: Language, gazetteer: Gazetteer
) -> None:
    assert not {fact for fact in facts(text, nlp, gazetteer) if fact[1] == "AT_WAR_WITH"}


def test_what_a_leader_invades_his_state_is_at_war_with(nlp: Language, gazetteer: Gazetteer) -> None:
    found = facts("Emmanuel Macron invaded Venezuela in May.", nlp, gazetteer)
    assert ("France", "AT_WAR_WITH", "Venezuela") in found


def test_who_is_asked_to_step_down_is_opposed(nlp: Language, gazetteer: Gazetteer) -> None:
    assert ("Kenya", "OPPOSES", "Peter Lund") in facts("Kenya called on Peter Lund to step down.", nlp, gazetteer)
