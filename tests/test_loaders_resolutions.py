"""Legal instruments: what names one, which phrases name the same, who made it, whom it is aimed at, what it forbids."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from graph.records import Article
from loaders.reading import analyse, resolutions

if TYPE_CHECKING:
    from spacy.language import Language

    from loaders.gazetteer import Gazetteer
    from loaders.reading.analysis import Analysis

Fact = tuple[str, str, str]


def analysed(text: str, nlp: Language, gazetteer: Gazetteer) -> Analysis:
    article = Article(text, hashlib.sha256(text.encode()).hexdigest())
    return analyse(article, nlp(text), gazetteer)


def facts(analysis: Analysis) -> set[Fact]:
    found = list(resolutions.find(analysis))
    names = analysis.entities
    return {(names[str(f.fact.source)].name, f.fact.type, names[f.fact.target].name) for f in found}


def instruments(analysis: Analysis) -> set[str]:
    list(resolutions.find(analysis))
    return {entity.name for entity in analysis.entities.values() if entity.type == "Resolution"}


def test_a_known_number_brings_date_body_and_target(nlp: Language, gazetteer: Gazetteer) -> None:
    analysis = analysed("Resolution 2140 concerns Yemen.", nlp, gazetteer)
    entity = next(e for e in analysis.entities.values() if e.type == "Resolution")
    assert entity.name == "UN Security Council Resolution 2140"
    assert dict(entity.attributes)["date"] == "2014-02-26"
    assert (entity.name, "TARGETS", "Yemen") in facts(analysis)


def test_body_and_target_name_the_regime(nlp: Language, gazetteer: Gazetteer) -> None:
    analysis = analysed("The EU imposed sanctions on Zimbabwe in 2002.", nlp, gazetteer)
    found = facts(analysis)
    assert ("European Union", "ADOPTS", "EU sanctions on Zimbabwe") in found
    assert ("EU sanctions on Zimbabwe", "TARGETS", "Zimbabwe") in found


def test_a_bare_mention_joins_the_regime(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "The EU imposed sanctions on Zimbabwe in 2002. The sanctions were eased later."
    assert instruments(analysed(text, nlp, gazetteer)) == {"EU sanctions on Zimbabwe"}


def test_different_bodies_are_different_regimes(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "US sanctions on Venezuela hurt. EU sanctions on Venezuela are narrower."
    assert instruments(analysed(text, nlp, gazetteer)) == {"US sanctions on Venezuela", "EU sanctions on Venezuela"}


def test_whoever_evades_sanctions_did_not_impose_them(nlp: Language, gazetteer: Gazetteer) -> None:
    analysis = analysed("Kenya sanctioned Delta Bank for aiding Chad's sanctions evasion.", nlp, gazetteer)
    assert instruments(analysis) == {"sanctions on Chad", "Kenyan sanctions on Delta Bank"}


def test_sanctions_of_nobody_on_nobody_are_no_instrument(nlp: Language, gazetteer: Gazetteer) -> None:
    assert instruments(analysed("Sanctions rarely work, said Anna Berg in Oslo.", nlp, gazetteer)) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya's ban on the export of diamonds angered Uganda.", ("Kenyan ban on export of diamonds", "PROHIBITS", "diamonds")),
        ("The EU arms embargo on Zimbabwe was renewed.", ("EU arms embargo on Zimbabwe", "PROHIBITS", "weapons")),
        ("Peru vetoed UN Security Council Resolution 2140.", ("Peru", "VETOES", "UN Security Council Resolution 2140")),
        ("Zimbabwe is under EU sanctions.", ("EU sanctions on Zimbabwe", "TARGETS", "Zimbabwe")),
        ("Peru and Chile signed a border agreement in May.", ("Peru", "ADOPTS", "Chile-Peru border agreement")),
    ],
    ids=["ban", "embargo", "veto", "under", "treaty"],
)  # fmt: skip
def test_what_is_stated(text: str, expected: Fact, nlp: Language, gazetteer: Gazetteer) -> None:
    assert expected in facts(analysed(text, nlp, gazetteer))


def test_what_is_bought_comes_from_the_target(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "The European Union banned purchases of potash from Belarus in June 2021."
    assert instruments(analysed(text, nlp, gazetteer)) == {"EU ban on purchases of potash from Belarus"}


def test_who_is_described_as_under_sanctions_is_their_target(nlp: Language, gazetteer: Gazetteer) -> None:
    """Not the subject of the verb, to which the parse may hang them."""
    text = "Kenya bought rifles and resold them to Elektronika Sever, a Russian missile maker under US sanctions."
    assert instruments(analysed(text, nlp, gazetteer)) == {"US sanctions on Elektronika Sever"}


def test_a_company_is_not_guessed_as_the_target_of_others(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Delta Arms, a trader under EU sanctions, bought rifles. Kenya tightened its export controls in January."
    assert instruments(analysed(text, nlp, gazetteer)) == {"EU sanctions on Delta Arms", "Kenyan export controls"}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Kenya blacklisted Delta Bank in May.",
            ("Kenyan sanctions on Delta Bank", "TARGETS", "Delta Bank"),
        ),
        ("Kenya blacklisted Peter Lund in May.", ("Kenyan sanctions on Peter Lund", "TARGETS", "Peter Lund")),
        ("Canada placed tariffs on Brazil.", ("Canada", "ADOPTS", "Canadian tariffs on Brazil")),
        ("Peru has barred the export of copper.", ("Peru", "ADOPTS", "Peruvian ban on export of copper")),
        ("Chad has been under an arms embargo since 2009.", ("arms embargo on Chad", "TARGETS", "Chad")),
        (
            "The UN Security Council met. Resolution 2999, adopted in March, is short.",
            ("UN Security Council", "ADOPTS", "UN Security Council Resolution 2999"),
        ),
    ],
)
def test_ways_of_saying_that_an_instrument_is_in_force(
    text: str, fact: Fact, nlp: Language, gazetteer: Gazetteer
) -> None:
    assert fact in facts(analysed(text, nlp, gazetteer))


def test_where_one_studies_sanctions_is_not_their_target(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Maria Lund studies US sanctions on Cuba at the Oslo Institute."
    assert not any(target == "Oslo Institute" for _, _, target in facts(analysed(text, nlp, gazetteer)))


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Norway, which put Pedro Lima under sanctions in 2021, had no comment.", "Pedro Lima"),
        ("Canada placed Delta Bank on its blacklist, along with Nova Freight.", "Nova Freight"),
        ("Canada blacklisted Delta Bank on Monday, together with three port operators in Durban.", "port operators"),
        ("In March the EU put sanctions on four Ugandan commanders.", "Ugandan commanders"),
        ("Canada has sanctions on six Kenyan and Somali smugglers.", "Kenyan and Somali smugglers"),
        ("Canada bars the sale of cameras to Ethiopia and to Eritrea.", "Eritrea"),
        ("Britain put Delta Bank under sanctions, along with a string of shipping firms.", "shipping firms"),
    ],
    ids=["put under", "on the list", "together", "described", "two states", "recipient", "measure"],
)
def test_whom_an_instrument_is_aimed_at(text: str, target: str, nlp: Language, gazetteer: Gazetteer) -> None:
    found = facts(analysed(text, nlp, gazetteer))
    assert target in {name for _, edge, name in found if edge == "TARGETS"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Britain and the European Union imposed sanctions on Zimbabwe.", {"UK sanctions on Zimbabwe", "EU sanctions on Zimbabwe"}),
        ("Zimbabwe is under American and European sanctions.", {"US sanctions on Zimbabwe", "EU sanctions on Zimbabwe"}),
        ("The head of the sanctions committee spoke of Zimbabwe in Harare.", set()),
        ("Canada blacklisted the Zimbabwean deputy minister and 14 individuals.", {"Canadian sanctions on Zimbabwe"}),
    ],
    ids=["two makers", "two adjectives", "committee", "only a number"],
)  # fmt: skip
def test_every_body_has_its_own_regime(text: str, names: set[str], nlp: Language, gazetteer: Gazetteer) -> None:
    assert instruments(analysed(text, nlp, gazetteer)) == names


def test_each_of_two_bodies_adopts_its_own(nlp: Language, gazetteer: Gazetteer) -> None:
    found = facts(analysed("Britain and Canada imposed sanctions on Zimbabwe.", nlp, gazetteer))
    assert {f[:1] + f[2:] for f in found if f[1] == "ADOPTS"} == {
        ("United Kingdom", "UK sanctions on Zimbabwe"),
        ("Canada", "Canadian sanctions on Zimbabwe"),
    }


def test_no_target_is_guessed_where_somebody_else_is_told(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Cuba has few tankers, and Cuba owes much. Its owner has been under European Union sanctions since May."
    assert not any(edge == "TARGETS" for _, edge, _ in facts(analysed(text, nlp, gazetteer)))


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Security Council Resolution 2048, adopted in May 2012, obliged states to refuse them entry.",
            ("UN Security Council", "ADOPTS", "UN Security Council Resolution 2048"),
        ),
        (
            "The Reciprocal Access Agreement between Norway and Iceland awaits ratification.",
            ("Iceland", "ADOPTS", "Reciprocal Access Agreement"),
        ),
        (
            "The defence pact that Kenya and Ghana signed in June has never been published.",
            ("Ghana", "ADOPTS", "Ghana-Kenya defence pact"),
        ),
        (
            "Peru has kept the agreement on fisheries that it concluded with Chile in May.",
            ("Chile", "ADOPTS", "Chile-Peru agreement"),
        ),
        (
            "The Security Council debated Resolution 2999 on Sudan. Peru vetoed it.",
            ("Peru", "VETOES", "UN Security Council Resolution 2999"),
        ),
    ],
    ids=["adopted", "between", "signed", "with", "pronoun"],
)
def test_who_adopts_or_vetoes(text: str, fact: Fact, nlp: Language, gazetteer: Gazetteer) -> None:
    assert fact in facts(analysed(text, nlp, gazetteer))


def test_companies_sign_no_treaties(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Delta Mining Corporation signed a preliminary agreement with Nova Metals Limited."
    assert instruments(analysed(text, nlp, gazetteer)) == set()


def test_a_pronoun_is_no_instrument_where_the_verb_is_not_legal(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "The Security Council debated Resolution 2999 on Sudan. Peru bought it."
    assert not any(source == "Peru" for source, _, _ in facts(analysed(text, nlp, gazetteer)))


def test_who_breaks_an_embargo_is_not_its_target(nlp: Language, gazetteer: Gazetteer) -> None:
    found = facts(analysed("Kenya flouted a U.N. arms embargo in May.", nlp, gazetteer))
    assert ("Kenya", "VIOLATES", "UN arms embargo") in found
    assert not any(edge == "TARGETS" for _, edge, _ in found)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Norway designated the Sable Front a foreign terrorist organisation.", {"Norwegian terrorist designation of Sable Front"}),
        ("Norway took the Taliban off its list of terrorist organisations.", {"Norwegian list of terrorist organisations"}),
        ("Kenya began requiring a permit for exports of cobalt.", {"Kenyan permit requirement on exports"}),
        ("Donald Trump's tariffs on steel hurt Chile.", {"US tariffs"}),
        ("Kenya's tea quotas hurt Uganda.", {"Kenyan tea quotas"}),
        ("Kenya has decided to phase out imports of Ugandan gas.", {"Kenyan ban on imports of Ugandan gas"}),
        ("Uganda barred shipments of such tools to Chad.", {"Ugandan ban on shipments of tools to Chad"}),
        ("The UN sanctions on Chad include a travel ban and an embargo on coal.", {"UN sanctions on Chad"}),
    ],
    ids=["terror", "list", "permit", "leader", "quotas", "phase out", "such", "parts"],
)  # fmt: skip
def test_what_an_instrument_is_called(text: str, names: set[str], nlp: Language, gazetteer: Gazetteer) -> None:
    assert instruments(analysed(text, nlp, gazetteer)) == names


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("The UN imposed sanctions on Chad in May. They bar it from exporting coal and iron, and from importing wine.", "wine"),
        ("Canada banned the sale of targeting cameras to Chad.", "cameras"),
        ("Canada banned the export of two types of drones to Chad.", "drones"),
    ],
    ids=["pronoun", "gerund", "types"],
)  # fmt: skip
def test_what_is_forbidden(text: str, good: str, nlp: Language, gazetteer: Gazetteer) -> None:
    analysis = analysed(text, nlp, gazetteer)
    assert any(edge == "PROHIBITS" and good in name for _, edge, name in facts(analysis))


def test_a_ban_on_exports_does_not_tell_of_what(nlp: Language, gazetteer: Gazetteer) -> None:
    found = facts(analysed("Kenya's ban on exports was extended.", nlp, gazetteer))
    assert ("Kenya", "ADOPTS", "Kenyan ban on exports") in found
    assert not any(edge == "PROHIBITS" for _, edge, _ in found)


def test_measures_are_sanctions_where_body_and_target_are_told(nlp: Language, gazetteer: Gazetteer) -> None:
    assert instruments(analysed("The EU imposed measures on Chad in May.", nlp, gazetteer)) == {"EU sanctions on Chad"}
    assert instruments(analysed("The EU announced measures for farmers.", nlp, gazetteer)) == set()


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Resolution 1988 froze assets. Resolution 1989 went on. Kenya voted for both.",
            ("Kenya", "ADOPTS", "UN Security Council Resolution 1988"),
        ),
        (
            "Norway added Delta Freight to its list in May.",
            ("Norwegian sanctions on Delta Freight", "TARGETS", "Delta Freight"),
        ),
        (
            "Norway barred several Ugandan commanders from entering the country.",
            ("Norwegian entry ban on Ugandan commanders", "TARGETS", "Ugandan commanders"),
        ),
        (
            "Norway banned imports of Ugandan coffee.",
            ("Norwegian ban on imports of Ugandan coffee", "TARGETS", "Uganda"),
        ),
        (
            "Libya is at war. Libya has oil, and Libya sells it. The Security Council extended an arms embargo.",
            ("UN arms embargo on Libya", "TARGETS", "Libya"),
        ),
    ],
    ids=["both", "its list", "entry", "origin", "embargo"],
)
def test_votes_lists_entry_bans_and_origins(text: str, fact: Fact, nlp: Language, gazetteer: Gazetteer) -> None:
    assert fact in facts(analysed(text, nlp, gazetteer))


def test_a_leaders_signature_binds_the_state(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Rwanda is content. Paul Kagame signed the Lusaka Accord in May."
    found = facts(analysed(text, nlp, gazetteer))
    assert {("Paul Kagame", "ADOPTS", "Lusaka Accord"), ("Rwanda", "ADOPTS", "Lusaka Accord")} <= found


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Kenya has been accused by a British panel of busting the arms embargo on Chad.",
            ("Kenya", "VIOLATES", "arms embargo on Chad"),
        ),
        (
            "Chad was armed despite an arms embargo that the UN imposed in 2022.",
            ("United Nations", "ADOPTS", "UN arms embargo"),
        ),
        ("Norway banned exports of charcoal from Chad.", ("Norway", "ADOPTS", "Norwegian ban on exports of charcoal from Chad")),
        (
            "The EU adopted sanctions on Chad's army, adding 22 officials to its blacklist.",
            ("EU sanctions on Chadian Armed Forces", "TARGETS", "22 officials"),
        ),
    ],
    ids=["accused by", "that the UN imposed", "from", "number"],
)  # fmt: skip
def test_where_the_sides_stand(text: str, fact: Fact, nlp: Language, gazetteer: Gazetteer) -> None:
    assert fact in facts(analysed(text, nlp, gazetteer))


def test_what_firms_are_forbidden_is_not_aimed_at_them(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Norway forbids Norwegian companies to sell the island machinery."
    assert facts(analysed(text, nlp, gazetteer)) == {
        ("Norway", "ADOPTS", "Norwegian ban on island machinery"),
        ("Norwegian ban on island machinery", "PROHIBITS", "island machinery"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Delta Arms and Nova Bank helped. Both firms are under US sanctions.",
        "The parts came from Delta Arms, and Nova Bank paid. Both were blacklisted by Washington in May.",
        "Delta Arms paid Nova Bank. The two companies were sanctioned by Canada in May.",
    ],
    ids=["both firms", "both", "the two"],
)
def test_both_are_the_two_named_last(text: str, nlp: Language, gazetteer: Gazetteer) -> None:
    found = facts(analysed(text, nlp, gazetteer))
    assert {"Delta Arms", "Nova Bank"} <= {target for _, edge, target in found if edge == "TARGETS"}


def test_a_firm_that_is_named_before_is_the_target(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Delta Freight Corporation shipped the oil. The firm, which Canada blacklisted in 2019, has offices in Lima."
    assert instruments(analysed(text, nlp, gazetteer)) == {"Canadian sanctions on Delta Freight Corporation"}


def test_what_breaks_those_resolutions_is_told_of_the_body_before(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "UN Security Council resolutions ban arms deals with Chad. Kenya would violate those resolutions."
    assert ("Kenya", "VIOLATES", "UN Security Council resolutions") in facts(analysed(text, nlp, gazetteer))


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Delta Bank has been the subject of Canadian sanctions since May.", ("Canadian sanctions on Delta Bank", "TARGETS", "Delta Bank")),
        ("Chad remains subject to EU sanctions.", ("EU sanctions on Chad", "TARGETS", "Chad")),
        ("Chad is under EU sanctions and an arms embargo.", ("arms embargo on Chad", "TARGETS", "Chad")),
        ("Kenya answered the move with a ban on tea imports.", ("Kenya", "ADOPTS", "Kenyan ban on tea imports")),
        ("President Biden signed an executive order banning investment.", ("Joe Biden", "ADOPTS", "US Executive Order")),
    ],
    ids=["subject of", "subject to", "and", "answered", "order"],
)  # fmt: skip
def test_who_is_subject_to_what(text: str, fact: Fact, nlp: Language, gazetteer: Gazetteer) -> None:
    assert fact in facts(analysed(text, nlp, gazetteer))


def test_of_two_states_beside_it_a_regime_is_aimed_at_the_one_spoken_of_most(
    nlp: Language, gazetteer: Gazetteer
) -> None:
    text = "Iran arms others. Iran denied it, said Iran. Canada widened its sanctions over what Iran gave Syria."
    assert ("Canadian sanctions on Iran", "TARGETS", "Iran") in facts(analysed(text, nlp, gazetteer))


def test_attempts_are_of_those_whose_adjective_stands_before_them(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "The Peruvian Treasury targets firms key to Kenyan attempts to evade Peruvian sanctions on Kenya."
    breaches = {fact[0] for fact in facts(analysed(text, nlp, gazetteer)) if fact[1] == "VIOLATES"}
    assert breaches == {"Kenya"}


def test_a_treaty_is_of_the_two_whose_names_it_begins_with(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        "In March the ministers signed the U.S.-Peru Trade Promotion Agreement, which had been in the making for years."
    )
    adopted = {fact for fact in facts(analysed(text, nlp, gazetteer)) if fact[1] == "ADOPTS"}
    name = "U.S.-Peru Trade Promotion Agreement"
    assert adopted == {("Peru", "ADOPTS", name), ("United States", "ADOPTS", name)}
