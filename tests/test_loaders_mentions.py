"""Who is named where: made-up sentences, read by the pipeline that ships."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.records import Article
from loaders.reading import mentions
from loaders.reading.analysis import Analysis

if TYPE_CHECKING:
    from spacy.language import Language

    from loaders.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def read(nlp: Language, gazetteer: Gazetteer):
    def _read(text: str, date: str | None = None) -> Analysis:
        analysis = Analysis(Article(text, "0" * 64, date=date), nlp(text), gazetteer)
        mentions.find(analysis)
        return analysis

    return _read


def named(analysis: Analysis, words: str) -> str | None:
    """The name of the entity whose mention covers exactly these words."""
    for mention in analysis.mentions:
        if analysis.doc[mention.start : mention.end].text == words:
            return analysis.entities[mention.keys[0]].name
    return None


def kinds(analysis: Analysis) -> dict[str, str]:
    return {entity.name: entity.kind for entity in analysis.entities.values()}


def test_states_by_name_capital_adjective_and_officials(read) -> None:
    analysis = read("Ghanaian officials met a delegation from Lima, and Peru sold Accra Peruvian copper.")
    assert named(analysis, "Ghanaian officials") == "Ghana"
    assert named(analysis, "Lima") == "Peru"
    assert named(analysis, "Accra") == "Ghana"
    assert named(analysis, "Peruvian") == "Peru"
    assert [m.how for m in analysis.mentions][-1] == "adjective"


def test_a_persons_role_is_kept_and_the_surname_follows(read) -> None:
    analysis = read("Kenyan Trade Minister Wanjiru Odhiambo flew to Oslo. Odhiambo signed the contract there.")
    assert kinds(analysis)["Wanjiru Odhiambo"] == "person"
    assert named(analysis, "Odhiambo") == "Wanjiru Odhiambo"
    person = next(e for e in analysis.entities.values() if e.name == "Wanjiru Odhiambo")
    assert "minister" in dict(person.attributes)["role"]


def test_a_known_surname_is_the_one_in_office_at_the_date(read) -> None:
    assert named(read("President Biden spoke in Nairobi.", "2023-05-01"), "Biden") == "Joe Biden"
    assert named(read("Poland thanked Prime Minister Johnson.", "2022-03-01"), "Johnson") == "Boris Johnson"


def test_another_transliteration_is_the_known_person(read) -> None:
    analysis = read("Moscow released Aleksey Navalny for a day.")
    assert named(analysis, "Aleksey Navalny") == "Alexei Navalny"


def test_a_numeral_behind_a_name_makes_no_other_person(read) -> None:
    analysis = read("Kenya's President William Ruto III left Lima.")
    assert named(analysis, "William Ruto III") == "William Ruto"


def test_a_double_name_and_a_name_with_article_are_the_persons(read) -> None:
    analysis = read("Minister Tomas Obeng-Osei met Gen Omar al-Tijani. Obeng-Osei left Lima; Gen Al Tijani stayed.")
    assert {e.name for e in analysis.entities.values() if e.kind == "person"} == {"Tomas Obeng-Osei", "Omar al-Tijani"}


def test_organisations_by_head_noun_with_their_short_names(read) -> None:
    analysis = read(
        "Researchers at the Dakar Institute for Coastal Studies (DICS) counted the boats. "
        "The Dakar Institute published its figures, and DICS sold the data."
    )
    full = "Dakar Institute for Coastal Studies"
    assert named(analysis, full) == full
    assert named(analysis, "Dakar Institute") == full
    assert named(analysis, "DICS") == full


def test_ministries_carry_the_name_of_their_state(read) -> None:
    analysis = read("Chile's foreign ministry protested. The Chilean Ministry of Foreign Affairs wants the ships back.")
    assert named(analysis, "Chile's foreign ministry") == "Chilean Foreign Ministry"
    assert named(analysis, "Chilean Ministry of Foreign Affairs") == "Chilean Foreign Ministry"


def test_a_ministry_without_a_state_is_the_one_named_before(read) -> None:
    analysis = read("Morocco's energy ministry bought the gas. The energy ministry paid in cash.")
    assert named(analysis, "energy ministry") == "Moroccan Energy Ministry"


def test_an_embassy_is_told_from_others_by_its_place(read) -> None:
    analysis = read("Chile's embassy in Nairobi closed. Chilean forces left. The embassy was sold.")
    assert named(analysis, "Chile's embassy") == "Chilean Embassy in Nairobi"
    assert named(read("Chile's embassy in Kenya closed."), "Kenya") == "Kenya"
    assert named(analysis, "embassy") == "Chilean Embassy in Nairobi"
    assert named(read("The Chilean forces left. The embassy was sold."), "embassy") is None


def test_armed_forces_are_an_organisation_but_not_as_an_attribute(read) -> None:
    analysis = read("The Zambian army received trucks. Zambian army bases were closed.")
    assert named(analysis, "Zambian army") == "Zambian Armed Forces"
    assert sum("zambian-armed-forces" in m.keys[0] for m in analysis.mentions) == 1


def test_an_adjective_does_not_take_a_longer_name_apart(read) -> None:
    analysis = read("The Peruvian National Fisheries Board sold anchovies to Japan.")
    assert named(analysis, "Peruvian") is None
    assert kinds(analysis)["Peruvian National Fisheries Board"] == "organisation"


def test_a_common_noun_beside_a_name_makes_it_an_organisation(read) -> None:
    analysis = read("The Danish retailer Havblik sold its shops. Havblik had lost money for years.")
    assert kinds(analysis)["Havblik"] == "organisation"


def test_regions_days_weapons_and_laws_are_no_actors(read) -> None:
    analysis = read("On Sunday the South American Treaty on Rivers took effect, and F-16s flew over West Africa.")
    assert kinds(analysis) == {}


def test_a_leaders_government_is_the_state(read) -> None:
    analysis = read("The Ruto administration sold maize to Somalia.")
    assert named(analysis, "Ruto administration") == "Kenya"


def test_north_and_south_are_states_only_where_one_is_named(read) -> None:
    assert named(read("South Sudan needs fuel, and the South has no refinery."), "South") == "South Sudan"
    assert named(read("In Italy the South is poorer."), "South") is None


def test_several_departments_under_one_noun(read) -> None:
    analysis = read("The Departments of the Treasury and State imposed sanctions on Nicaragua.")
    assert named(analysis, "Treasury") == "US Department of the Treasury"
    assert named(analysis, "State") == "US State Department"


def test_dollars_are_no_actor(read) -> None:
    assert "United States" not in kinds(read("Ghana paid 40 million US dollars and US$3 million more."))


def test_a_given_name_keeps_what_follows_its_hyphen(read) -> None:
    analysis = read("Foreign minister Cho Tae-yul met Park Jin-woo in Oslo.")
    assert {e.name for e in analysis.entities.values() if e.kind == "person"} == {"Cho Tae-yul", "Park Jin-woo"}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The defence ministry in Nairobi did not answer.", "Kenyan Defence Ministry", "organisation"),
        (
            "In Nairobi the presidential administration was silent.",
            "Kenyan presidential administration",
            "organisation",
        ),
        ("Kenya’s prosecutor’s office sold cars.", "Kenyan prosecutor's office", "organisation"),
        ("The dam, built by Zephyrion, is cracked.", "Zephyrion", "organisation"),
        ("It was built by two Kenyan firms, the state-controlled KAMEC and Bolloré.", "KAMEC", "organisation"),
        ("Ship owners in Greece, among them the Vardas family, sold old ships.", "Vardas family", "group"),
        ("The African Union on Monday met the Zambezi Peace Institute.", "African Union", "bloc"),
        ("Peru is at war. Peru's rivals fear Peru. The army sells gold.", "Peruvian Armed Forces", "organisation"),
    ],
)
def test_actors_that_no_list_has(read, text: str, name: str, kind: str) -> None:
    """By what stands beside them."""
    assert kinds(read(text))[name] == kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chile landed a plane at Jomo Kenyatta airport.", "Jomo Kenyatta"),
        ("Peru sold three IRIS T-SLM systems.", "Sudan Liberation Movement"),
        ("Peru and Chile are at odds. The army sells gold.", "Peruvian Armed Forces"),
    ],
)
def test_what_only_looks_like_an_actor(read, text: str, name: str) -> None:
    """Places named after persons, parts of models, an army of nobody knows whom."""
    assert name not in kinds(read(text))


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "Munir Ben Halim runs the port of Sousse. Ben Halim sold the cranes to Malta.",
            "Ben Halim",
            "Munir Ben Halim",
        ),
        ("Calder LNG has a plant in Louisiana. Calder denies that it owed a shipment.", "Calder", "Calder LNG"),
        ("Aegean Wind, the Piraeus shipowner, sold nine tankers.", "Aegean Wind", "Aegean Wind"),
        ("The wheat came from a Muscat company called Jabal Foods.", "Jabal Foods", "Jabal Foods"),
    ],
)
def test_short_names_and_names_beside_a_noun(read, text: str, words: str, name: str) -> None:
    assert named(read(text), words) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Guinea Alumina Corporation hauled bauxite for Chalco and Baowu.", "Baowu"),
        ("Huawei and Zephyrion were praised.", "Zephyrion"),
        ("The European Union is worried. The Council lists nine persons.", "Council of the European Union"),
        ("The Government of Kenya agreed.", "Kenya"),
        ("The United States listed a bank. The Treasury blamed its owner.", "US Department of the Treasury"),
        ("Peru is at war. Rapid Reaction Forces took Peru's south. In Peru the army fled.", "Peruvian Armed Forces"),
    ],
)
def test_single_names_beside_others(read, text: str, name: str) -> None:
    """Where givers and takers stand, beside a company, as a body of the union that is named."""
    assert name in kinds(read(text))


def test_another_council_is_not_the_unions(read) -> None:
    analysis = read("The European Union wrote to the UN Security Council. The Council lists nine persons.")
    assert "Council of the European Union" not in kinds(analysis)


def test_a_territory_where_something_happens_is_no_actor(read) -> None:
    assert named(read("Fighting in Greenland has worried Iceland."), "Greenland") is None
    assert named(read("Greenland sold fish to Iceland. Prices in Greenland fell."), "Greenland") == "Greenland"


@pytest.mark.parametrize("name", ["Leo Kamau II", "Letsie III", "Tupou VI"])
def test_the_number_of_a_king_belongs_to_the_name(read, name: str) -> None:
    assert named(read(f"King {name} met the press in Lima."), name) == name


def test_a_capital_is_no_person_of_that_name_where_its_state_is_named(read) -> None:
    """A politician called Muscat is not the seat of Oman's government."""
    analysis = read("Oman trains crews. Muscat and Embraer signed the deal.")
    assert named(analysis, "Muscat") == "Oman"


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Farms covered with Western pumps gave Zambia maize.", "the West"),
        ("Zambia read it in the Danish magazine Havnen, and Peru did so later.", "Denmark"),
        ("Zambia has a lake the size of Denmark.", "Denmark"),
        ("The Minister for Public Works, Anna Mwale, opened the dam in Zambia.", "Public Works"),
    ],
    ids=["bloc's adjective", "a medium's home", "measure", "office"],
)
def test_what_only_tells_an_origin_a_size_or_an_office_is_no_actor(read, text: str, absent: str) -> None:
    assert absent not in kinds(read(text))


def test_the_adjective_of_a_named_bloc_is_that_bloc(read) -> None:
    assert named(read("The West helped Zambia. Western pumps arrived in May."), "Western") == "the West"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Turkey's trade ministry agreed, but the Ministry of Trade gave no date.", "Turkish Trade Ministry"),
        ("Zambia lifts its ban in May, the country's Ministry of Trade said.", "Zambian Trade Ministry"),
    ],
    ids=["named before", "the country's"],
)
def test_a_bare_ministry_is_that_of_the_state_told(read, text: str, name: str) -> None:
    analysis = read(text)
    assert named(analysis, "Ministry of Trade") == name


def test_a_foreign_ministry_is_not_that_of_a_state_that_calls_it_otherwise(read) -> None:
    analysis = read(
        "Envoys of Peru flew to Washington. The United States was told first, and the foreign ministry said so."
    )
    assert named(analysis, "foreign ministry") == "Peruvian Foreign Ministry"


def test_a_ministry_without_state_is_of_the_state_that_the_article_is_about(read) -> None:
    text = "Zambia is in debt. Zambia asked for time, and Zambia got none. Loans from Peru cost what the finance ministry does not say."
    assert "Zambian Finance Ministry" in kinds(read(text))


def test_a_ministry_without_state_is_of_the_subject_nearby(read) -> None:
    text = "Zambia is in debt. Zambia asked for time, and Zambia got none. Peru declined; the finance ministry saw no need."
    assert "Peruvian Finance Ministry" in kinds(read(text))


def test_a_leaders_army_is_that_of_his_state(read) -> None:
    text = "Drones went to Paul Kagame in May, and Uganda saw Kagame's army cross the river. Uganda protested, said Uganda."
    assert "Rwanda Defence Force" in kinds(read(text))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Zambia's presidential guard", "Zambian Presidential Guard"),
        ("the Zambian border service", "Zambian border guards"),
        ("Zambia's coast guard", "Zambian Coast Guard"),
    ],
)
def test_guards_are_organs_of_their_state(read, words: str, name: str) -> None:
    assert name in kinds(read(f"Peru gave {words} four trucks."))


def test_the_union_is_not_its_council(read) -> None:
    analysis = read("The Council of the European Union met. The European Union is big. The Union will help Zambia.")
    assert named(analysis, "Union") == "European Union"


def test_a_council_named_later_is_not_meant_before(read) -> None:
    text = "The European Union is worried. The Council lists nine persons. The UN Security Council met later."
    assert "Council of the European Union" in kinds(read(text))


def test_an_acronym_is_of_whom_the_text_introduces_it_for(read) -> None:
    """`CRS` alone is a service of the US Congress."""
    analysis = read("Envoys met the Coastal Relief Society (CRS) in Lima. The kits will be delivered by CRS to Chad.")
    assert kinds(analysis) == {"Coastal Relief Society": "organisation", "Chad": "state"}


def test_an_acronym_may_be_of_the_last_words_of_a_known_name(read) -> None:
    analysis = read("The Department of Health and Human Services (HHS) sent masks to Chad. Later HHS left Lima.")
    assert named(analysis, "HHS") == "US Department of Health and Human Services"


@pytest.mark.parametrize("name", ["Office of the Prime Minister", "Office of the National Security Adviser"])
def test_an_office_is_named_after_its_holder(read, name: str) -> None:
    assert kinds(read(f"The {name} in Chad met envoys from Mali."))[name] == "organisation"


def test_a_region_before_a_noun_is_no_paper(read) -> None:
    """Though one is called `The East African`."""
    assert not kinds(read("The East African envoys left."))
    assert kinds(read("The East African reported losses.")) == {"The East African": "organisation"}


def test_an_office_behind_a_bodys_name_is_no_part_of_it(read) -> None:
    analysis = read("A meeting with Bureau of Northern Hemisphere Affairs Senior Adviser Ama Darko took place.")
    assert named(analysis, "Bureau of Northern Hemisphere Affairs") is not None


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Mali signed a Memorandum of Cooperation (MOC). Under the MOC, Chad will send doctors.",
        "Chad designated the cell in Mali as a Foreign Terrorist Organization (FTO). The FTO is small.",
        "Mali condemned attacks on El Fasher by Chad.",
    ],
)
def test_acronyms_of_things_and_towns_are_no_actors(read, text: str) -> None:
    assert set(kinds(read(text))) == {"Chad", "Mali"}


@pytest.mark.parametrize(
    "text",
    ["Chad knew, the group Rightswatch Mali said. Rightswatch spoke.", "Rightswatch Mali, a charity, said Chad knew."],
)
def test_the_branch_of_a_body_in_a_state_is_one_name(read, text: str) -> None:
    assert kinds(read(text)) == {"Rightswatch Mali": "organisation", "Chad": "state"}


def test_departments_that_share_their_noun(read) -> None:
    for text in (
        "A joint action of the State and Treasury Departments was announced.",
        "It was announced by the Departments of State and the Treasury.",
    ):
        assert set(kinds(read(text))) == {"US State Department", "US Department of the Treasury"}


def test_speakers_in_capitals_are_those_of_the_title(read) -> None:
    text = "Press Briefing by Press Secretary Karine Jean-Pierre\n\nMS. JEAN-PIERRE:  We stand with Peru.\n\n"
    found = kinds(read(text + "SENIOR ADMINISTRATION OFFICIAL:  Peru is a friend."))
    assert {name for name, kind in found.items() if kind == "person"} == {"Karine Jean-Pierre"}
    assert "organisation" not in found.values()


def test_a_presidency_of_something_is_an_office_and_no_organ(read) -> None:
    assert kinds(read("Kenya's presidency of the G7 began. Anna Oduya won the presidency of Chad.")) == {
        "Kenya": "state",
        "G7": "bloc",
        "Anna Oduya": "person",
        "Chad": "state",
    }
    assert "organisation" in kinds(read("Kenya's presidency announced the visit.")).values()
