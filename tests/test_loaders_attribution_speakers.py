"""Who speaks where no plain verb of saying governs the words: papers, what is voiced, several at once, staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from loaders.reading import Analysis

    Read = Callable[[str], Analysis]


def speakers(analysis: Analysis) -> set[str]:
    """Names of all who say anything."""
    return {analysis.entities[key].name for statement in analysis.statements for key in statement.speakers}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("That is hard to square with a message posted on Telegram by Pedro Alvarez.", {"Pedro Alvarez"}),
        ("Chile was condemned in a joint statement by Egypt, Greece and Cyprus.", {"Egypt", "Greece", "Cyprus"}),
        ("Kenya expressed concern over the deployment of troops to Uganda.", {"Kenya"}),
        ("Kenya lodged a protest with the embassy.", {"Kenya"}),
        ("Kenya voiced the same worry.", {"Kenya"}),
        ("Kenya threatened Ugandan traders with penalties.", {"Kenya"}),
        ("Pedro Alvarez expressed his wish that Chile buy tractors.", {"Pedro Alvarez"}),
        ("Peru's president, Pedro Alvarez, apologised to Chile.", {"Pedro Alvarez"}),
        ("Kenya was not asked, and has protested.", {"Kenya"}),
        ("Chile has been accused by African Union experts of arming the rebels.", {"African Union"}),
        ("The minister, Pedro Alvarez, asks for six drones and some trucks.", {"Pedro Alvarez"}),
        ("That leaves Palau, Tuvalu and Fiji, and all three say they will stay.", {"Palau", "Tuvalu", "Fiji"}),
        ("Peru, Chile and Togo met. The three countries said they would buy gas.", {"Peru", "Chile", "Togo"}),
        (
            "President Pedro Alvarez and President Luis Ferreira met in Lima. The presidents said it would rain.",
            {"Pedro Alvarez", "Luis Ferreira"},
        ),
        (
            "President Pedro Alvarez, Minister Amina Otieno and Minister Luis Ferreira met. "
            "Alvarez, Otieno and Ferreira said it would rain.",
            {"Pedro Alvarez", "Amina Otieno", "Luis Ferreira"},
        ),
        (
            "President Pedro Alvarez, Minister Amina Otieno and Minister Luis Ferreira met. "
            "Ministers Otieno and Ferreira said it would rain.",
            {"Amina Otieno", "Luis Ferreira"},
        ),
        (
            "Foreign Minister Pedro Alvarez and Foreign Minister Luis Ferreira met. It rained. "
            "The Foreign Ministers condemned Chile's malicious raids.",
            {"Pedro Alvarez", "Luis Ferreira"},
        ),
        (
            "President Pedro Alvarez, on a visit to Lima that October, the first after the war, promised that all would be paid.",
            {"Pedro Alvarez"},
        ),
        (
            "Most are bought in shops, Nadia Haddad, the head of the African Development Bank (AfDB), said in a briefing.",
            {"Nadia Haddad"},
        ),
    ],
)
def test_who_speaks_without_a_plain_verb_of_saying(read_voices: Read, text: str, names: set[str]) -> None:
    """By a paper, a noun that is voiced, an office or a number that several share, an agent."""
    assert speakers(read_voices(text)) == names


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Kenya, said President Amina Otieno on Tuesday, will send rifles to Mali.", "Amina Otieno"),
        ("Kenya, Amina Otieno said on Tuesday, will send rifles to Mali.", "Amina Otieno"),
        ("Images show that Kenya sent rifles to Mali, the African Union said.", "African Union"),
        ("Kenya is accused by the African Union of sending rifles to Mali.", "African Union"),
        ("Amina Otieno was quoted by Le Monde as saying that Kenya had sold rifles.", "Amina Otieno"),
        ("Pedro Alvarez asked that Chile be allowed to buy rifles.", "Pedro Alvarez"),
        (
            "According to a UN panel of experts, it is poor. The panel said on Monday that Peru had sold rifles.",
            "UN Panel of Experts",
        ),
        ("The African Union condemned the sale of rifles to Mali.", "African Union"),
        ("Lawmakers were told by the minister, Amina Otieno, that Kenya had sent rifles to Mali.", "Amina Otieno"),
    ],
)
def test_whose_words_a_good_stands_in(read_voices: Read, text: str, speaker: str) -> None:
    """Where the report parts its sentence, or is passive."""
    analysis = read_voices(text)
    voice = analysis.voice(next(t for t in analysis.doc if t.text == "rifles"))
    assert {analysis.entities[key].name for key in voice.speakers} == {speaker}


@pytest.mark.parametrize(
    "text",
    [
        "Peruvian analysts say that Chile is poor.",
        "Kenya has yet to say whether it will buy tractors.",
        "The raise was issued to Kenya in May.",
        "A message seen by Kenya was posted on Monday.",
        "Peru, Chile and Togo met. The two men said they would buy gas.",
    ],
)
def test_who_does_not_speak(read_voices: Read, text: str) -> None:
    """Crowds, who withholds his words, readers of a message, lists of another number."""
    assert speakers(read_voices(text)) == set()


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Peru bought tin from Chile, traders believe.", "probable"),
        ("Peru bought tin from Chile, customs filings suggest.", "possible"),
        ("Peru bought tin from Chile, traders said.", "asserted"),
    ],
)
def test_what_somebody_unnamed_believes_is_no_surer(read_voices: Read, text: str, certainty: str) -> None:
    """The words stay the article's own, and are as sure as their cue."""
    analysis = read_voices(text)
    voice = analysis.voice(next(t for t in analysis.doc if t.text == "tin"))
    assert (voice.speakers, voice.certainty) == ((), certainty)


def test_malice_that_is_condemned_is_not_denied(read_voices: Read) -> None:
    """Only what is called a lie is, or a claim that is called absurd."""
    texts = [
        "Kenya condemned the malicious sale of rifles by Chile.",
        "Kenya called the sale of rifles a provocation.",
        "Kenya condemned the story of the rifles as a lie.",
        "Kenya called the claim absurd.",
    ]
    assert [s.denies for text in texts for s in read_voices(text).statements] == [False, False, True, True]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Chad has sold rifles to Mali, the intelligence agency, the SVR, said", {"SVR"}),
        ("Chad has sold rifles to Mali, the intelligence agency, the SVR", set()),
    ],
)
def test_an_article_may_break_off_within_its_last_sentence(read_voices: Read, text: str, names: set[str]) -> None:
    assert speakers(read_voices(text)) == names


@pytest.mark.parametrize(("paper", "keys"), [("court documents show", ()), ("a study shows", ("actor:oxfam",))])
def test_whose_papers_are_told_are_not_of_who_speaks_next(read_voices: Read, paper: str, keys: tuple[str, ...]) -> None:
    analysis = read_voices(f"Peru bought tin from Chile, {paper}. Oxfam said that it was sad.")
    assert analysis.voice(next(t for t in analysis.doc if t.text == "tin")).speakers == keys
