"""Relations between actors: every example of the lexicon, and what the examples cannot show."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from graph.records import Article, Relation
from loaders.reading import analyse, conclude, relations, resolutions
from loaders.reading.relation_patterns import Example, lexicon

if TYPE_CHECKING:
    from spacy.language import Language

    from loaders.gazetteer import Gazetteer
    from loaders.reading.analysis import Analysis

Fact = tuple[str, str, str]


def analysed(text: str, nlp: Language, gazetteer: Gazetteer, date: str | None = None) -> Analysis:
    article = Article(text, hashlib.sha256(text.encode()).hexdigest(), date=date)
    return analyse(article, nlp(text), gazetteer)


def read(analysis: Analysis) -> dict[Fact, str]:
    """Facts by name with the certainty of their first statement."""
    found: dict[Fact, str] = {}
    for finding in (*relations.find(analysis), *resolutions.find(analysis)):
        fact = finding.fact
        names = (analysis.entities[str(fact.source)].name, fact.type, analysis.entities[fact.target].name)
        found.setdefault(names, finding.certainty)
    return found


def examples() -> list[Example]:
    return [*lexicon("relations").examples, *lexicon("resolutions").examples]


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.text[:60])
def test_lexicon_example(example: Example, nlp: Language, gazetteer: Gazetteer) -> None:
    found = read(analysed(example.text, nlp, gazetteer))
    for source, edge, target, certainty in example.facts:
        assert found.get((source, edge, target)) == certainty, found


def test_every_relation_of_the_lexica_is_in_the_vocabulary() -> None:
    from graph.vocabulary import vocabulary

    for name in ("relations", "resolutions"):
        rules = lexicon(name)
        types = {pattern.type for patterns in rules.patterns.values() for pattern in patterns} | set(rules.kinds)
        assert types <= set(vocabulary().edges)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenyan President William Ruto spoke in Nairobi.", ("William Ruto", "LEADS", "Kenya")),
        ("Peru's foreign minister, Luis Costa, spoke in Lima.", ("Luis Costa", "AFFILIATED_WITH", "Peru")),
        ("Anna Berg, a physicist at the Stockholm International Peace Research Institute, was in Rome.",
         ("Anna Berg", "AFFILIATED_WITH", "Stockholm International Peace Research Institute")),
        ("Luis Costa, who studies the tin trade at Cornell University, was in Rome.",
         ("Luis Costa", "AFFILIATED_WITH", "Cornell University")),
        ("Anna Berg, a former prime minister of Norway, was in Rome.", ("Anna Berg", "AFFILIATED_WITH", "Norway")),
        ("The Inca Liberation Army of Ramón Aguirre holds the east of Bolivia.", ("Ramón Aguirre", "LEADS", "Inca Liberation Army")),
        ("Under Luis Costa, who shut out the bond markets, Peru borrowed from two banks.", ("Luis Costa", "LEADS", "Peru")),
        ("Peru under Luis Costa has drawn closer to Kenya.", ("Luis Costa", "LEADS", "Peru")),
        ("Kenya's William Ruto was in Rome.", ("William Ruto", "LEADS", "Kenya")),
        ("Egypt backs the Sudanese army of General Abdel Fattah al-Burhan.",
         ("Abdel Fattah al-Burhan", "LEADS", "Sudanese Armed Forces")),
        ("The Kenyan and Peruvian foreign ministers, Anna Berg and Luis Costa, were absent.",
         ("Luis Costa", "AFFILIATED_WITH", "Peru")),
        ("Kenya's President William Ruto met his Peruvian counterpart, Luis Costa.", ("Luis Costa", "LEADS", "Peru")),
        ("William Ruto's spokesman, Luis Costa, spoke of Kenya.", ("Luis Costa", "AFFILIATED_WITH", "Kenya")),
        ("NATO Secretary General Anna Berg was in Rome.", ("Anna Berg", "LEADS", "NATO")),
        ("Peru, Peru: the host. Kenyan President William Ruto and energy minister Luis Costa were guests.",
         ("Luis Costa", "AFFILIATED_WITH", "Kenya")),
        ("Anna Berg, Norsk Hydro's chief executive for Africa, spoke.", ("Anna Berg", "AFFILIATED_WITH", "Norsk Hydro")),
        ("Anna Berg was sworn in as Peru's prime minister.", ("Anna Berg", "LEADS", "Peru")),
    ],
    ids=["title", "apposition", "description", "relative clause", "former", "army of", "under", "state under", "known", "general of",
         "two states", "counterpart", "spokesman of a person", "two words", "beside the president", "for a region", "sworn in"],
)  # fmt: skip
def test_standing(text: str, expected: Fact, nlp: Language, gazetteer: Gazetteer) -> None:
    assert expected in read(analysed(text, nlp, gazetteer))


def test_of_two_with_one_verb_in_the_singular_the_last_is_meant(nlp: Language, gazetteer: Gazetteer) -> None:
    found = read(
        analysed("He spoke of talks between Peru and Chile, which has accused Kenya of theft.", nlp, gazetteer)
    )
    assert ("Chile", "OPPOSES", "Kenya") in found
    assert ("Peru", "OPPOSES", "Kenya") not in found


def test_who_leads_a_body_is_not_said_to_belong_to_it_as_well(nlp: Language, gazetteer: Gazetteer) -> None:
    found = read(analysed("Norsk Hydro's Anna Berg, the chief executive of Norsk Hydro, was in Rome.", nlp, gazetteer))
    assert ("Anna Berg", "LEADS", "Norsk Hydro") in found
    assert ("Anna Berg", "AFFILIATED_WITH", "Norsk Hydro") not in found


def test_who_does_not_lead_a_body_may_belong_to_it(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Anna Berg is not the head of Norsk Hydro, but she is an engineer at Norsk Hydro."
    assert ("Anna Berg", "AFFILIATED_WITH", "Norsk Hydro") in read(analysed(text, nlp, gazetteer))


def test_who_strikes_a_deal_strikes_nobody(nlp: Language, gazetteer: Gazetteer) -> None:
    assert list(read(analysed("Kenya struck a deal with Peru.", nlp, gazetteer))) == [
        ("Kenya", "NEGOTIATES_WITH", "Peru")
    ]


def test_where_a_strategist_comes_from_employs_nobody(nlp: Language, gazetteer: Gazetteer) -> None:
    found = read(analysed("Anna Berg, a Kenyan strategist, wrote a book. Kenya was silent.", nlp, gazetteer))
    assert not [fact for fact in found if fact[1] == "AFFILIATED_WITH"]


def test_whose_envoy_somebody_is_has_another_title(nlp: Language, gazetteer: Gazetteer) -> None:
    found = read(analysed("The NATO Secretary-General's Personal Envoy, Mr. Luis Costa, spoke.", nlp, gazetteer))
    assert ("Luis Costa", "LEADS", "NATO") not in found
    assert ("Luis Costa", "AFFILIATED_WITH", "NATO") in found


def test_a_title_of_two_words_is_no_second_office(nlp: Language, gazetteer: Gazetteer) -> None:
    found = read(analysed("NATO Secretary General Anna Berg was in Rome.", nlp, gazetteer))
    assert ("Anna Berg", "AFFILIATED_WITH", "NATO") not in found


def test_an_operation_in_support_of_somebody_is_none_against_him(nlp: Language, gazetteer: Gazetteer) -> None:
    found = read(analysed("Kenya began operations in support of Uganda.", nlp, gazetteer))
    assert list(found) == [("Kenya", "SUPPORTS", "Uganda")]


def test_allies_of_a_third_are_not_each_others(nlp: Language, gazetteer: Gazetteer) -> None:
    found = read(analysed("Peru and Chile were allies of Kenya.", nlp, gazetteer))
    assert ("Chile", "ALLIED_WITH", "Kenya") in found
    assert ("Chile", "ALLIED_WITH", "Peru") not in found


def test_a_subject_of_study_is_no_employer(nlp: Language, gazetteer: Gazetteer) -> None:
    found = read(analysed("Anna Berg, an expert on Kenya, spoke in Rome.", nlp, gazetteer))
    assert not [fact for fact in found if fact[1] in {"LEADS", "AFFILIATED_WITH"}]


@pytest.mark.parametrize(
    "text",
    [
        "Peru, Chile and Kenya align themselves with this decision.",
        "Luis Costa spoke to the Atlantic Council.",
        "Kenya looked to Peru for support in the dispute with Uganda.",
        "The trade war between Kenya and Uganda goes on.",
        "The war of words between Kenya and Uganda goes on.",
        "Luis Costa and Anna Berg spoke at a conference.",
        "Kenya called on Uganda to support Peru.",
        "Kenya froze its aid to Uganda.",
        "Kenya was urged to support Uganda. Peru encouraged Chile to back Ecuador.",
        "Kenya allowed Peru to attack Chile.",
        "The African Union included Chad in its plan.",
        "Luis Costa's visit to Kenya was cancelled.",
        "Luis Costa directed NATO not to buy drones.",
        "Kenya's fight against malaria in Uganda goes on.",
        "Peru said that drones used to bomb Uganda had come by sea.",
        "The African Union debated the text in Cairo. Peru voted against it.",
    ],
    ids=[
        "aligned with a decision",
        "spoke to",
        "support against",
        "trade war",
        "words",
        "spoke at",
        "called on",
        "aid frozen",
        "urged to do",
        "allowed to do",
        "included in a plan",
        "visit cancelled",
        "directed to do",
        "fight against malaria",
        "drones used",
        "vote on a pronoun",
    ],
)
def test_what_is_no_relation(text: str, nlp: Language, gazetteer: Gazetteer) -> None:
    assert not read(analysed(text, nlp, gazetteer))


def test_a_known_president_leads_no_other_state(nlp: Language, gazetteer: Gazetteer) -> None:
    found = read(analysed("President William Ruto accused Peru of plotting a coup.", nlp, gazetteer))
    assert ("William Ruto", "LEADS", "Peru") not in found
    assert ("William Ruto", "OPPOSES", "Peru") in found


def test_of_and_under_alone_make_no_leader(nlp: Language, gazetteer: Gazetteer) -> None:
    found = read(
        analysed(
            "The Oslo Institute praised the speech of Anna Berg. Kenya fell under Luis Costa's spell.", nlp, gazetteer
        )
    )
    assert not [fact for fact in found if fact[1] == "LEADS"]


def test_symmetric_relations_are_stored_smaller_key_first(nlp: Language, gazetteer: Gazetteer) -> None:
    analysis = analysed("Uganda is at war with Kenya. Kenya is at war with Uganda.", nlp, gazetteer)
    facts = {finding.fact for finding in relations.find(analysis) if finding.fact.type == "AT_WAR_WITH"}
    assert len(facts) == 1
    assert all(str(fact.source) < fact.target for fact in facts)


def test_a_known_war_needs_its_time(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "The war in Darfur went on. Sudan accused the Rapid Support Forces."
    fact = ("Rapid Support Forces", "AT_WAR_WITH", "Sudan")
    assert fact in read(analysed(text, nlp, gazetteer, date="2024-02"))
    assert fact not in read(analysed(text, nlp, gazetteer, date="2009-02"))


def test_an_army_is_named_for_its_state_in_a_civil_war(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "The war in Darfur went on. The Sudanese Armed Forces left. Sudan accused the Rapid Support Forces."
    found = read(analysed(text, nlp, gazetteer, date="2024-02"))
    assert ("Rapid Support Forces", "AT_WAR_WITH", "Sudanese Armed Forces") in found
    assert ("Rapid Support Forces", "AT_WAR_WITH", "Sudan") not in found


def test_a_body_is_no_party_of_a_known_war(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "The African Union asked Sudan for talks. It regrets its attack against the Rapid Support Forces in Sudan."
    found = read(analysed(text, nlp, gazetteer, date="2024-02"))
    assert not [fact for fact in found if fact[1] == "AT_WAR_WITH" and "African Union" in fact]


def test_who_serve_one_state_do_not_meet_by_meeting_others(nlp: Language, gazetteer: Gazetteer) -> None:
    found = read(analysed("William Ruto, Musalia Mudavadi and Yoweri Museveni met.", nlp, gazetteer))
    assert [fact for fact in found if fact[1] == "MEETS" and "Yoweri Museveni" in fact]
    assert ("Musalia Mudavadi", "MEETS", "William Ruto") not in found


def test_ends_are_of_the_right_kind(nlp: Language, gazetteer: Gazetteer) -> None:
    found = read(analysed("Kenya visited Lionel Messi. Kenya leads Uganda.", nlp, gazetteer))
    assert not [fact for fact in found if fact[1] in {"VISITS", "LEADS"}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Serbia invaded Montenegro in May. On Monday France condemned the invasion.", ("France", "OPPOSES", "Serbia")),
        ("Serbia invaded Montenegro in May. Peru backed the invasion of Montenegro.", ("Peru", "SUPPORTS", "Serbia")),
        ("Egypt works with allies such as Jordan.", ("Egypt", "ALLIED_WITH", "Jordan")),
        ("Clashes between Chadian and Nigerian soldiers left four dead.", ("Chad", "AT_WAR_WITH", "Nigerian Armed Forces")),
        ("Kenya's President William Ruto accused the United States of plotting a coup.",
         ("William Ruto", "OPPOSES", "United States")),
        ("Kinshasa accuses Kigali of arming the rebels.", ("Democratic Republic of the Congo", "OPPOSES", "Rwanda")),
        ("The Pentagon credited Jordan with helping to shield Malta.", ("Jordan", "SUPPORTS", "Malta")),
        ("Tuvalu is among the dozen states that maintain diplomatic ties with Taiwan.", ("Tuvalu", "RECOGNISES", "Taiwan")),
        ("Peru is one of the founding members of the African Union.", ("Peru", "MEMBER_OF", "African Union")),
        ("The parcel went to the office in Kenya, a neighbour and close ally of Uganda.",
         ("Kenya", "ALLIED_WITH", "Uganda")),
        ("NATO member states, among them Portugal and Norway, sent ships.", ("Norway", "MEMBER_OF", "NATO")),
        ("Adam Brook spoke. Peter Lund and his daughter, Maria Lund, listened.", ("Peter Lund", "PARENT_OF", "Maria Lund")),
        ("Hamas is funded, equipped and armed by Iran.", ("Iran", "SUPPORTS", "Hamas")),
        ("The commitment of Peru and Chile to help Montenegro was clear.", ("Chile", "SUPPORTS", "Montenegro")),
        ("Russia and China, both of whom have condemned Kenya, abstained.", ("China", "OPPOSES", "Kenya")),
        ("Peru's deal with Chile puts Ecuador in breach of UN Security Council Resolution 2140.",
         ("Ecuador", "VIOLATES", "UN Security Council Resolution 2140")),
        ("UN Security Council Resolution 2140, for which Peru voted, is ignored.",
         ("Peru", "ADOPTS", "UN Security Council Resolution 2140")),
        ("Malta and Tuvalu are among the dozen states that back Taiwan.", ("Tuvalu", "SUPPORTS", "Taiwan")),
        ("Peru condemned what Luis Costa called Kenya's meddling.", ("Peru", "OPPOSES", "Kenya")),
        ("Luis Costa, on a visit to Kenya, said that he was glad.", ("Luis Costa", "VISITS", "Kenya")),
        ("At a meeting with Luis Costa, Anna Berg said no.", ("Anna Berg", "MEETS", "Luis Costa")),
        ('"No," said Anna Berg after a phone call with Luis Costa.', ("Anna Berg", "MEETS", "Luis Costa")),
        ("Anna Berg met Prime Minister of Kenya Luis Costa.", ("Anna Berg", "MEETS", "Luis Costa")),
        ("Luis Costa posted a message blaming Kenya for the raid.", ("Luis Costa", "OPPOSES", "Kenya")),
        ("Anna Berg met her Kenyan and Peruvian counterparts, Luis Costa and Tom Moss.", ("Anna Berg", "MEETS", "Tom Moss")),
    ],
    ids=["told by a verb before", "not whom it is done to", "such as", "two adjectives", "parser error", "another", "credited",
         "among states", "one of", "behind a comma", "among them", "and his", "shared agent", "of-phrase",
         "both of whom", "put in breach", "relative", "two among states", "what he called", "on a visit", "at a meeting", "after a call",
         "name behind a title", "what he wrote", "counterparts"],
)  # fmt: skip
def test_sides_told_in_a_roundabout_way(text: str, expected: Fact, nlp: Language, gazetteer: Gazetteer) -> None:
    found = read(analysed(text, nlp, gazetteer))
    assert expected in found, found


def test_who_does_a_deed_is_not_whom_it_is_done_to(nlp: Language, gazetteer: Gazetteer) -> None:
    found = read(analysed("France condemned the invasion of Montenegro by Serbia.", nlp, gazetteer))
    assert ("France", "OPPOSES", "Serbia") in found
    assert ("France", "OPPOSES", "Montenegro") not in found


def test_a_rejected_offer_is_no_quarrel(nlp: Language, gazetteer: Gazetteer) -> None:
    found = read(analysed("France rejected Serbia's offer. Peru rejected Chile's claims.", nlp, gazetteer))
    assert {fact for fact in found if fact[1] == "OPPOSES"} == {("Peru", "OPPOSES", "Chile")}


def test_a_capital_is_visited_unless_it_is_the_visitors_own(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Kenyan President William Ruto met Ugandan President Yoweri Museveni in Kampala."
    found = read(analysed(text, nlp, gazetteer))
    assert {fact for fact in found if fact[1] == "VISITS"} == {("William Ruto", "VISITS", "Uganda")}


def test_a_state_named_by_its_capital_only_is_an_actor_when_visited(nlp: Language, gazetteer: Gazetteer) -> None:
    assert ("Maria Costa", "VISITS", "Vietnam") in read(analysed("Maria Costa flew to Hanoi.", nlp, gazetteer))
    analysis = analysed(
        "Maria Costa sent a letter to Hanoi. French President Emmanuel Macron spoke in Paris.", nlp, gazetteer
    )
    assert not [fact for fact in read(analysis) if fact[1] == "VISITS"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Luis Costa, Chile's national security director, spoke.", ("Luis Costa", "AFFILIATED_WITH", "Chile")),
        ("Peter Lund, the governor of Peru's central bank, and Dina Boluarte, the president of Peru, spoke.",
         ("Dina Boluarte", "LEADS", "Peru")),
        ("The accord was reached under former Chilean President Luis Costa.", ("Luis Costa", "AFFILIATED_WITH", "Chile")),
        ("NATO Secretary-General Jens Stoltenberg spoke.", ("Jens Stoltenberg", "LEADS", "NATO")),
        ("Emmanuel Macron and Anna Berg, the ruler of Chad, agreed.", ("Anna Berg", "LEADS", "Chad")),
    ],
    ids=["director of a state", "president", "former", "hyphen", "the nearer of two"],
)  # fmt: skip
def test_titles_that_lead(text: str, expected: Fact, nlp: Language, gazetteer: Gazetteer) -> None:
    found = read(analysed(text, nlp, gazetteer))
    assert expected in found, found
    assert sum(fact[0] == expected[0] and fact[1] in {"LEADS", "AFFILIATED_WITH"} for fact in found) == 1


def opposed(text: str, nlp: Language, gazetteer: Gazetteer) -> set[Fact]:
    """Who opposes whom in the finished reading, with what only its facts together say."""
    analysis = analysed(text, nlp, gazetteer)
    facts = [claim.fact for claim in conclude(analysis).claims if isinstance(claim.fact, Relation)]
    name = {key: entity.name for key, entity in analysis.entities.items()}
    return {(name[str(f.source)], f.type, name[f.target]) for f in facts if f.type == "OPPOSES"}


def test_sanctions_of_ones_own_are_opposition(nlp: Language, gazetteer: Gazetteer) -> None:
    assert opposed("Canada imposed sanctions on Belarus.", nlp, gazetteer) == {("Canada", "OPPOSES", "Belarus")}
    assert not opposed("Peru voted for UN Security Council Resolution 1929 on Iran.", nlp, gazetteer)


def test_a_state_before_military_matters_is_an_actor(nlp: Language, gazetteer: Gazetteer) -> None:
    found = read(analysed("Sudan's military operations against Chad went on.", nlp, gazetteer))
    assert ("Chad", "AT_WAR_WITH", "Sudan") in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The state of a minister's own words is not his.
        (
            'Peru bought wheat. Peru paid at once.\n"We thank our Chilean brothers," Finance Minister Luis Costa said.',
            ("Luis Costa", "AFFILIATED_WITH", "Peru"),
        ),
        (
            "Peru is at peace. A spokesman for Peru's foreign ministry, Luis Costa, spoke in Lima.",
            ("Luis Costa", "AFFILIATED_WITH", "Peru"),
        ),
        (
            "Kenya and Chad settled, and their presidents, William Ruto and Mahamat Deby, embraced.",
            ("William Ruto", "LEADS", "Kenya"),
        ),
        (
            "Maria Lund, who heads the oil programme of the Oslo Institute, spoke.",
            ("Maria Lund", "AFFILIATED_WITH", "Oslo Institute"),
        ),
        ("Maria Lund, of the Oslo Institute, spoke.", ("Maria Lund", "AFFILIATED_WITH", "Oslo Institute")),
    ],
)
def test_bodies_that_titles_leave_open(text: str, expected: Fact, nlp: Language, gazetteer: Gazetteer) -> None:
    assert expected in read(analysed(text, nlp, gazetteer))


def test_presidents_of_two_states_do_not_lead_both(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Kenya and Chad settled, and their presidents, William Ruto and Mahamat Deby, embraced."
    assert ("William Ruto", "LEADS", "Chad") not in read(analysed(text, nlp, gazetteer))


def test_a_court_opposes_whom_it_wants_arrested(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "The International Criminal Court issued an arrest warrant for Omar al-Bashir."
    assert opposed(text, nlp, gazetteer) == {("International Criminal Court", "OPPOSES", "Omar al-Bashir")}


def test_a_leader_of_another_time_leads_no_more(nlp: Language, gazetteer: Gazetteer) -> None:
    """An article without date is no older than the past years that it names."""
    text = "President Hugo Chavez of Venezuela was a guest. Chad opened its embassy in 2023."
    fact = ("Hugo Chávez", "LEADS", "Venezuela")
    assert fact not in read(analysed(text, nlp, gazetteer))
    assert fact in read(analysed(text.replace("2023", "2003"), nlp, gazetteer))


def test_a_visit_is_of_the_king_whose_state_stands_before_it(nlp: Language, gazetteer: Gazetteer) -> None:
    found = read(analysed("The minister used King Juma of Kenya's visit to Peru to meet him.", nlp, gazetteer))
    assert {fact[0] for fact in found if fact[1] == "VISITS"} == {"Juma"}


def test_three_whom_they_stands_for_do_not_negotiate_with_each_other(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Anna Oduya met her counterparts from Kenya, Peru and Chad. They discussed the embargo."
    assert not [fact for fact in read(analysed(text, nlp, gazetteer)) if fact[1] == "NEGOTIATES_WITH"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "On Wednesday, Foreign Minister Anna Lund and Deputy Foreign Minister Per Berg met with Peruvian Economy "
            "Minister Juan Rojas in Oslo to discuss lithium.",
            {("Anna Lund", "Juan Rojas"), ("Juan Rojas", "Per Berg")},
        ),
        ("Anna Lund and Per Berg met on Monday.", {("Anna Lund", "Per Berg")}),
    ],
)
def test_those_who_meet_with_another_do_not_meet_each_other(
    text: str, expected: set[tuple[str, str]], nlp: Language, gazetteer: Gazetteer
) -> None:
    found = read(analysed(text, nlp, gazetteer))
    assert {(one, other) for one, edge, other in found if edge == "MEETS"} == expected


def test_who_is_hoped_to_join_is_no_member_yet(nlp: Language, gazetteer: Gazetteer) -> None:
    """He whom the gerund names, not those who look forward to it."""
    found = read(analysed("Norway and Peru look forward to Sweden joining NATO as soon as possible.", nlp, gazetteer))
    assert found == {("Sweden", "MEMBER_OF", "NATO"): "possible"}


def test_any_attack_is_none(nlp: Language, gazetteer: Gazetteer) -> None:
    assert not read(analysed("Any attack by Peru against Chile is unacceptable, Canada said.", nlp, gazetteer))


def test_an_alliance_of_two_states_is_no_body(nlp: Language, gazetteer: Gazetteer) -> None:
    analysis = analysed("The US-ROK Alliance is strong. The U.S.-Peru Business Council met.", nlp, gazetteer)
    assert read(analysis) == {("South Korea", "ALLIED_WITH", "United States"): "asserted"}
    assert {e.name for e in analysis.entities.values() if e.kind == "organisation"} == {"U.S.-Peru Business Council"}


def test_an_assistant_to_the_president_leads_nothing(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        "Assistant to the President for National Security Affairs Anna Lund hosted President Juan Diego Rojas of Peru. "
    )
    analysis = analysed(text + "President Juan Diego thanked Norway.", nlp, gazetteer)
    assert {fact for fact in read(analysis) if fact[1] == "LEADS"} == {("Juan Diego Rojas", "LEADS", "Peru")}
    assert not [e for e in analysis.entities.values() if e.kind == "organisation"]


def test_an_organ_does_not_back_the_state_that_it_is_named_after(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "The Peruvian Export Agency approved loans to support Peruvian exports. Chile supports Peruvian exports."
    backed = {fact for fact in read(analysed(text, nlp, gazetteer)) if fact[1] == "SUPPORTS"}
    assert backed == {("Chile", "SUPPORTS", "Peru")}


def test_a_war_of_a_leader_is_of_his_state(nlp: Language, gazetteer: Gazetteer) -> None:
    found = read(analysed("Because of Vladimir Putin's invasion of Ukraine, prices rose.", nlp, gazetteer))
    assert ("Russia", "AT_WAR_WITH", "Ukraine") in found


def test_whose_war_a_pronoun_says_is_not_guessed_from_known_wars(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Iran is helping Russia wage its war against Ukraine. Israel is concerned."
    assert ("Iran", "AT_WAR_WITH", "Israel") not in read(analysed(text, nlp, gazetteer))


def test_two_whom_somebody_spoke_with_beside_their_states(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "President Biden spoke with Prime Minister of Israel Yair Lapid and the President of Lebanon, Michel Aoun, on Monday."
    found = {fact for fact in read(analysed(text, nlp, gazetteer)) if fact[1] == "MEETS"}
    assert found == {("Joe Biden", "MEETS", "Michel Aoun"), ("Joe Biden", "MEETS", "Yair Lapid")}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Norway prevented Chad from joining NATO.", ("Chad", "MEMBER_OF", "NATO")),
        ("Norway blocked Chad from joining NATO.", ("Chad", "MEMBER_OF", "NATO")),
        ("Norway stopped Chad from attacking Mali.", ("Chad", "AT_WAR_WITH", "Mali")),
    ],
)
def test_what_somebody_is_kept_from_is_not_done(text: str, fact: Fact, nlp: Language, gazetteer: Gazetteer) -> None:
    found = read(analysed(text, nlp, gazetteer))
    assert {key: sure for key, sure in found.items() if key[1] == fact[1]} == {fact: "denied"}
