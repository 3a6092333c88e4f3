"""Who denies what, where the denial names another's claim, and who speaks through papers and offices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from loaders.reading import Analysis

    Read = Callable[[str], Analysis]


def voice_of(analysis: Analysis, word: str) -> tuple[set[str], set[str]]:
    """Speakers and deniers by name at the first token of this text."""
    voice = analysis.voice(next(t for t in analysis.doc if t.text == word))
    speakers, deniers = ({analysis.entities[key].name for key in keys} for keys in (voice.speakers, voice.deniers))
    return speakers, deniers


@pytest.mark.parametrize(
    ("text", "speaker", "denier"),
    [
        ("Uganda denied statements by Kenya about sending rifles to Chad.", {"Kenya"}, {"Uganda"}),
        ("Uganda rejected a report by Kenya, which claimed that it had sent rifles to Chad.", {"Kenya"}, {"Uganda"}),
        ("Uganda trashed a report by Kenya, which claimed that it had sent rifles to Chad.", {"Kenya"}, {"Uganda"}),
        ("Uganda denied Kenyan foreign intelligence claims that it had sent rifles to Chad.", {"Kenya"}, {"Uganda"}),
        ("Kenya said that Uganda had sent rifles. Uganda termed the remarks as inaccurate.", {"Kenya"}, {"Uganda"}),
        ("Kenya said that Uganda had sent rifles. Uganda called the report frivolous.", {"Kenya"}, {"Uganda"}),
        (
            "Uganda denied allegations from Kenya and Malta that it had sent rifles to Chad.",
            {"Kenya", "Malta"},
            {"Uganda"},
        ),
        ("Uganda denied Kenyan claims that it had sent rifles to Chad.", {"Kenya"}, {"Uganda"}),
    ],
)
def test_a_denied_claim_has_its_speaker_and_its_denier(
    read_voices: Read, text: str, speaker: set[str], denier: set[str]
) -> None:
    assert voice_of(read_voices(text), "rifles") == (speaker, denier)


def test_officials_quick_to_deny_it_deny_it(read_voices: Read) -> None:
    analysis = read_voices(
        "Kenya said that Uganda had sent rifles to Chad. Ugandan officials were quick to reject the claims."
    )
    assert voice_of(analysis, "rifles") == ({"Kenya"}, {"Uganda"})


def test_whose_allegations_are_denied_is_denied_and_not_the_nearest(read_voices: Read) -> None:
    analysis = read_voices(
        "Kenya said that Uganda had sent rifles to Chad. The crates came by train, according to Malta. "
        "Uganda denied the allegations made by Kenya."
    )
    assert voice_of(analysis, "rifles") == ({"Kenya"}, {"Uganda"})
    assert voice_of(analysis, "crates") == ({"Malta"}, set())


def test_what_is_neither_confirmed_nor_denied_has_no_denier(read_voices: Read) -> None:
    analysis = read_voices(
        "Kenya said that Uganda had sent rifles to Chad. Uganda has not confirmed or denied the allegation."
    )
    assert voice_of(analysis, "rifles") == ({"Kenya"}, set())


def test_who_says_that_some_of_it_is_untrue_denies_it(read_voices: Read) -> None:
    analysis = read_voices(
        "Kenya said that Uganda had sent rifles. Uganda affirmed that some of the statements were untrue."
    )
    assert voice_of(analysis, "rifles") == ({"Kenya"}, {"Uganda"})


@pytest.mark.parametrize(
    ("text", "word", "speaker"),
    [
        ("Kenya denied it in a statement. Uganda had sent rifles, the statement said.", "rifles", {"Kenya"}),
        ("Uganda had sent rifles, Peru's Interfax news agency reported.", "rifles", {"Interfax"}),
        (
            "A Kenyan official was blunt. A Kenyan official said so. Chad got rifles, said the official.",
            "rifles",
            {"Kenya"},
        ),
        ("Amina Otieno said that Uganda was calm, adding that Chad had bought rifles.", "rifles", {"Amina Otieno"}),
        ("Kenyan officials told Reuters they suspect that Chad bought rifles.", "rifles", {"Kenya"}),
        ("Kenya said that it was calm, and that Chad had bought rifles.", "rifles", {"Kenya"}),
        ("Kenya announced a new loan of rifles.", "announced", {"Kenya"}),
        ("Reuters wrote that Chad was calm. Uganda has bought rifles, the newspaper said.", "rifles", {"Reuters"}),
        (
            "Kenya said that Chad was calm. The ministry spoke. Uganda has bought rifles, the newspaper said.",
            "rifles",
            set(),
        ),
        (
            "The Wall Street Journal wrote about Chad. Uganda has bought rifles, the Journal said.",
            "rifles",
            {"Wall Street Journal"},
        ),
        ("Reuters asked Kenya. Chad has bought rifles, the paper reported.", "rifles", {"Reuters"}),
        ("Amina Otieno claimed that Uganda agreed to talks, asserting that it had rifles.", "rifles", {"Amina Otieno"}),
        ("Officials in the coalition in Kenya said that Chad had rifles.", "rifles", set()),
        ("Amina Otieno defended the shipment saying that Chad had bought rifles.", "rifles", {"Amina Otieno"}),
        ("Amina Otieno read a letter saying that Chad had bought rifles.", "rifles", set()),
        ("Kenya said in a report seen by Reuters that Chad had bought rifles.", "rifles", {"Kenya"}),
        ("Kenya has halted the sale, Amina Otieno confirmed, saying that Chad had rifles.", "rifles", {"Amina Otieno"}),
        ("Kenyan rebel sources told Reuters that Chad had rifles.", "rifles", set()),
        ("Kenyan media reported that Chad had rifles.", "rifles", set()),
        ("Noting that Chad had bought rifles, Kenya said it was calm.", "rifles", {"Kenya"}),
        ("Kenya declined to comment, saying that Chad had bought rifles.", "rifles", {"Kenya"}),
        (
            "A Kenyan official said so. The official, who asked not to be named, said Chad had rifles.",
            "rifles",
            {"Kenya"},
        ),
        ("The Kenyan foreign minister, Reuters, said that Chad had bought rifles.", "rifles", {"Reuters"}),
        ("Kenya has ties with Malta under Amina Otieno, who says that Chad got rifles.", "rifles", {"Amina Otieno"}),
        (
            "Kenya said that Reuters, an agency that said it had seen rifles, was closed.",
            "rifles",
            {"Reuters", "Kenya"},
        ),
    ],
)
def test_who_speaks_through_papers_agencies_and_offices(
    read_voices: Read, text: str, word: str, speaker: set[str]
) -> None:
    voice = (analysis := read_voices(text)).voice(next(t for t in analysis.doc if t.text == word))
    assert {analysis.entities[key].name for key in (*voice.speakers, *voice.tellers)} == speaker


def test_who_is_quoted_saying_speaks(read_voices: Read) -> None:
    assert voice_of(read_voices('"Uganda sent rifles," Amina Otieno is quoted saying.'), "rifles") == (
        {"Amina Otieno"},
        set(),
    )


def test_who_is_quoted_and_who_quotes_both_speak(read_voices: Read) -> None:
    analysis = read_voices('"Uganda sent rifles," Amina Otieno was quoted as saying by the news agency Interfax.')
    names = {analysis.entities[key].name for statement in analysis.statements for key in statement.speakers}
    assert names == {"Amina Otieno", "Interfax"}


def test_what_somebody_calls_a_lie_in_passing_is_no_denial(read_voices: Read) -> None:
    analysis = read_voices(
        "Uganda said reports that it had sold rifles were a lie. Kenya condemned what it called a provocation."
    )
    assert voice_of(analysis, "rifles") == ({"Uganda"}, {"Uganda"})
    assert voice_of(analysis, "provocation")[1] == set()


def test_what_goes_on_is_no_speech(read_voices: Read) -> None:
    analysis = read_voices("Despite the embargo, Uganda continues to buy rifles, the Kenyan army said.")
    assert {analysis.entities[key].name for s in analysis.statements for key in s.speakers} == {"Kenya Defence Forces"}
