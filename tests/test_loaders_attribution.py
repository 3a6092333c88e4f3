"""Reported speech: who says what, whose quotations, what a denial denies, who is a commentator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.records import Article
from loaders.reading import Analysis, analyse
from loaders.reading import attribution_quotes as quotes
from loaders.reading.attribution_lexicon import noun_forms, verb_forms

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from loaders.gazetteer import Gazetteer

    Read = Callable[..., Analysis]


@pytest.fixture(scope="module")
def read(nlp: Language, gazetteer: Gazetteer) -> Read:
    """A function that reads a text up to its voices."""

    def run(text: str, title: str | None = None) -> Analysis:
        article = Article(text, "0" * 64, title=title)
        return analyse(article, nlp(article.prose()), gazetteer)

    return run


def voice_of(analysis: Analysis, word: str) -> tuple[set[str], set[str], str]:
    """Speakers and deniers by name and certainty at the first token of this text."""
    token = next(t for t in analysis.doc if t.text == word)
    voice = analysis.voice(token)
    names = [{analysis.entities[key].name for key in keys} for keys in (voice.speakers, voice.deniers)]
    return names[0], names[1], voice.certainty


def speakers(analysis: Analysis) -> set[str]:
    """Names of all who say anything."""
    return {analysis.entities[key].name for statement in analysis.statements for key in statement.speakers}


@pytest.mark.parametrize(
    ("text", "word", "speaker"),
    [
        ("Kenya said on Monday that Uganda had bought tanks.", "tanks", "Kenya"),
        ("Uganda had bought tanks, Kenya said.", "tanks", "Kenya"),
        ("Uganda had bought tanks, said Amina Otieno, a Kenyan general.", "tanks", "Amina Otieno"),
        ("The tanks, Amina Otieno insisted, were bought in Brazil.", "Brazil", "Amina Otieno"),
        ("According to Amina Otieno, Uganda has bought tanks.", "tanks", "Amina Otieno"),
        ("Uganda has bought tanks, according to Kenya.", "tanks", "Kenya"),
        ("In the view of Amina Otieno, Uganda has bought tanks.", "tanks", "Amina Otieno"),
        ("As Amina Otieno put it, Uganda has bought tanks on credit.", "tanks", "Amina Otieno"),
        ("Kenya accuses Uganda of supplying tanks to rebels.", "tanks", "Kenya"),
        ("Amina Otieno told reporters that Uganda had bought tanks.", "tanks", "Amina Otieno"),
        ("Chilean officials said that Uganda had bought tanks.", "tanks", "Chile"),
        ("A spokesman for the Chilean government said Uganda had bought tanks.", "tanks", "Chile"),
    ],
)
def test_reported_words_have_the_voice_of_who_says_them(read: Read, text: str, word: str, speaker: str) -> None:
    assert voice_of(read(text), word)[0] == {speaker}


def test_the_article_itself_speaks_where_nobody_is_named(read: Read) -> None:
    assert voice_of(read("Uganda bought tanks. Kenya said that it was worried."), "tanks") == (set(), set(), "asserted")


def test_analysts_without_a_name_are_nobody(read: Read) -> None:
    assert speakers(read("Analysts said that Uganda had bought tanks.")) == set()


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Kenya said that Uganda had bought tanks.", "asserted"),
        ("Kenya believes that Uganda has bought tanks.", "probable"),
        ("Kenya suspects that Uganda has bought tanks.", "probable"),
        ("Kenya fears that Uganda has bought tanks.", "possible"),
        ("Kenya doubts that Uganda has bought tanks.", "doubted"),
        ("Kenya denied that it had bought tanks.", "denied"),
    ],
)
def test_the_cue_tells_how_certain_the_content_is(read: Read, text: str, certainty: str) -> None:
    assert voice_of(read(text), "tanks")[2] == certainty


def test_a_refusal_to_say_is_no_statement(read: Read) -> None:
    analysis = read("Kenya declined to say whether Uganda had bought tanks.")
    assert voice_of(analysis, "tanks")[0] == set()
    assert not analysis.statements


# --- quotations ---------------------------------------------------------------------------------------------------


def test_a_quotation_of_several_sentences_keeps_its_speaker(read: Read) -> None:
    analysis = read('"We bought tanks. They are old," said Amina Otieno. "Brazil paid for the crews."')
    assert {frozenset(voice_of(analysis, w)[0]) for w in ("tanks", "old", "crews")} == {frozenset({"Amina Otieno"})}


def test_a_quotation_over_paragraphs_that_opens_each_of_them(read: Read) -> None:
    analysis = read("“We bought tanks,” said Amina Otieno. “They are old.\n\n“And the crews were trained in Brazil.”")
    assert voice_of(analysis, "crews")[0] == {"Amina Otieno"}


def test_an_odd_mark_does_not_swallow_the_article(read: Read) -> None:
    analysis = read('"We bought tanks, said Amina Otieno.\n\nUganda then signed a treaty with Chad.')
    assert voice_of(analysis, "treaty")[0] == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "it is over" and left.', ['"it is over"']),
        ("He said “it is over” and left.", ["“it is over”"]),
        ('He said “it is over" and left.', ['“it is over"']),
        ("Nothing is quoted here.", []),
        ('One "two" three "four"', ['"two"', '"four"']),
        ('He left." Then', []),
        ("‘We bought them. They’re old,’ she said.", ["‘We bought them. They’re old,’"]),
        ("'We bought them,' she said. The crews' pay came later.", ["'We bought them,'"]),
        ("The crews' pay came later than the drivers' pay.", []),
    ],
)
def test_quotation_marks_of_any_shape(nlp: Language, text: str, expected: list[str]) -> None:
    doc = nlp(text)
    assert [doc[q.start : q.end].text for q in quotes.find(doc)] == expected


def test_a_phrase_in_marks_is_not_a_quotation(nlp: Language) -> None:
    doc = nlp('They built a "buffer zone" there. "We built a wall there and it holds," he said.')
    assert [quotes.is_full(doc, q) for q in quotes.find(doc)] == [False, True]


def test_we_in_a_quotation_is_whoever_speaks(read: Read) -> None:
    analysis = read('"We believe that Uganda has bought tanks," Amina Otieno said.')
    assert voice_of(analysis, "tanks") == ({"Amina Otieno"}, set(), "probable")


def test_both_voices_of_a_quoted_voice(read: Read) -> None:
    analysis = read("Reuters quoted Amina Otieno as saying that Uganda had bought tanks.")
    assert speakers(analysis) == {"Reuters", "Amina Otieno"}


# --- denials ------------------------------------------------------------------------------------------------------


def test_a_denial_that_points_back_denies_what_was_said(read: Read) -> None:
    analysis = read("Kenya says that Uganda has sent rifles to rebels. Uganda denies this.")
    assert voice_of(analysis, "rifles") == ({"Kenya"}, {"Uganda"}, "asserted")


def test_a_denial_that_sums_up_denies_both(read: Read) -> None:
    analysis = read("Uganda has sent rifles to Chad, according to Kenya. Uganda and Chad deny trading arms.")
    assert voice_of(analysis, "rifles")[:2] == ({"Kenya"}, {"Uganda", "Chad"})
    assert voice_of(analysis, "arms")[1:] == ({"Uganda", "Chad"}, "denied")


def test_a_relative_clause_of_claim_and_denial(read: Read) -> None:
    analysis = read("The shipments of rifles to Chad, which Kenya alleges but Uganda denies, began in May.")
    assert voice_of(analysis, "rifles")[:2] == ({"Kenya"}, {"Uganda"})


def test_a_refuting_name_is_a_denial(read: Read) -> None:
    analysis = read("Kenya says that Uganda has sent rifles to rebels. Uganda called the report a fabrication.")
    assert voice_of(analysis, "rifles")[:2] == ({"Kenya"}, {"Uganda"})


@pytest.mark.parametrize(
    "answer",
    [
        '"Fabricated from beginning to end," Uganda answered.',
        '"These are lies," said Uganda.',
        "Uganda said that the report was false.",
        '"Nonsense," Uganda replied.',
    ],
)
def test_a_verdict_denies_what_was_said_before(read: Read, answer: str) -> None:
    analysis = read(f"Kenya says that Uganda has sent rifles to rebels. {answer}")
    assert voice_of(analysis, "rifles")[:2] == ({"Kenya"}, {"Uganda"})


@pytest.mark.parametrize(
    "answer", ["Uganda said that the report was not false.", "Uganda said that false papers were used."]
)
def test_what_judges_nothing_false_denies_nothing(read: Read, answer: str) -> None:
    analysis = read(f"Kenya says that Uganda has sent rifles to rebels. {answer}")
    assert voice_of(analysis, "rifles")[:2] == ({"Kenya"}, set())


def test_a_denial_reaches_over_a_remark(read: Read) -> None:
    text = "Kenya charged that Uganda had sent rifles to rebels. Chad called the step a mistake. Uganda rejects the accusation."
    assert voice_of(read(text), "rifles")[:2] == ({"Kenya"}, {"Uganda"})


# --- texts of one voice -------------------------------------------------------------------------------------------


def test_turns_of_a_transcript(read: Read) -> None:
    text = "Amina Otieno met the press.\n\nMS. OTIENO: Uganda bought tanks.\n\nQ Is that so?\n\nMS. OTIENO: It is."
    assert voice_of(read(text), "tanks")[0] == {"Amina Otieno"}


def test_a_statement_is_its_authors_from_end_to_end(read: Read) -> None:
    title = "Statement by Amina Otieno on Tanks"
    assert voice_of(read(f"{title}\n\nUganda bought rifles.", title), "rifles")[0] == {"Amina Otieno"}


# --- commentators -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "kind"),
    [
        ("Amina Otieno, a researcher at the Nairobi Institute for Peace", "expert"),
        ("Amina Otieno of the Nairobi Institute for Peace", "expert"),
        ("Amina Otieno, who studies the arms trade", "expert"),
        ("Amina Otieno, a former diplomat", "expert"),
        ("Dr Amina Otieno", "expert"),
        ("Amina Otieno, an economist", "expert"),
        ("Amina Otieno, a former head of procurement", "expert"),
        ("Amina Otieno, one of the authors of the report", "expert"),
        ("Amina Otieno of the Nairobi Monitor, a think-tank", "expert"),
        ("Amina Otieno of the Nairobi-based Centre for Governance", "expert"),
        ("Amina Otieno, who served in Lagos and is now with the Riverside Center", "expert"),
        ("Amina Otieno, a geologist who advises the Nairobi think-tank Terra", "expert"),
        ("Amina Otieno, who covers energy at the Terra Exchange", "expert"),
        ("Amina Otieno, of the Rift Dialogue in Nairobi", "expert"),
        ("the project's Amina Otieno", "expert"),
        ("our contributor Amina Otieno", "expert"),
        ("Amina Otieno, a reporter for the paper", "journalist"),
    ],
)
def test_who_is_there_to_comment_is_a_commentator(read: Read, person: str, kind: str) -> None:
    analysis = read(f'"Uganda has bought tanks," said {person}.')
    entity = next(e for e in analysis.entities.values() if e.name == "Amina Otieno")
    assert (entity.type, entity.kind) == ("Commentator", kind)


@pytest.mark.parametrize(
    "role",
    ["the Kenyan foreign minister", "a spokeswoman", "chief executive of the company", "a minister who is now at Tema"],
)
def test_officials_who_speak_stay_actors(read: Read, role: str) -> None:
    analysis = read(f'"Uganda has bought tanks," said Amina Otieno, {role}.')
    assert next(e for e in analysis.entities.values() if e.name == "Amina Otieno").type == "Actor"


def test_an_expert_who_says_nothing_is_no_commentator(read: Read) -> None:
    analysis = read("Amina Otieno, a researcher, travelled to Uganda. Kenya said that she was welcome.")
    assert next(e for e in analysis.entities.values() if e.name == "Amina Otieno").type == "Actor"


# --- lexicon ------------------------------------------------------------------------------------------------------


def test_forms_are_inflected() -> None:
    assert {"denies", "denied", "denying", "said", "told", "dubbed", "insisted", "arguing"} <= verb_forms().keys()
    assert {"claims", "allegation", "denials"} <= noun_forms().keys()


def test_one_word_may_be_several_cues() -> None:
    assert {cue.name for cue in verb_forms()["suspects"]} == {"believe", "accuse"}


@pytest.mark.parametrize(
    ("text", "word", "speaker"),
    [
        ("Amina Otieno, the trade minister, pledged 20 tanks.", "pledged", "Amina Otieno"),
        ("Amina Otieno thanked Brazil for the tanks.", "tanks", "Amina Otieno"),
        (
            "Uganda needs tanks, according to Amina Otieno, an analyst. On the other hand, Brazil wants coffee. "
            "Its mills stand still, Otieno said.",
            "coffee",
            "Amina Otieno",
        ),
        ("The Nile Bank said it had no claims. Kenya has paid for the tanks, it added.", "tanks", "Nile Bank"),
    ],
)
def test_voices_without_a_cue_of_their_own(read: Read, text: str, word: str, speaker: str) -> None:
    assert voice_of(read(text), word)[0] == {speaker}


def test_a_sentence_between_two_speakers_is_the_articles_own(read: Read) -> None:
    text = "Uganda needs tanks, Amina Otieno said. Brazil wants coffee. Its mills stand still, Luis Prado said."
    assert voice_of(read(text), "coffee")[0] == set()


# --- reports and their authors ----------------------------------------------------------------------------------------

REPORT = "Niger sold gold to Chad, according to a report by the Novi Institute."


@pytest.mark.parametrize(
    "text",
    [
        "The report says that Togo sold tanks to Mali.",
        "Togo sold tanks to Mali, the report estimates.",
        "The report is blunt. It says that Togo sold tanks to Mali.",
        "The experts said that Togo sold tanks to Mali.",
    ],
)
def test_a_report_told_of_before_is_its_authors(read: Read, text: str) -> None:
    assert voice_of(read(f"{REPORT} {text}"), "tanks")[0] == {"Novi Institute"}


def test_who_dismisses_a_report_speaks_for_himself(read: Read) -> None:
    """`It` is who dismissed the report, not the report."""
    assert voice_of(read("Peru dismissed a report by the Novi Institute. It said that Mali sold tanks."), "tanks")[
        0
    ] == {"Peru"}


def test_who_denies_a_report_denies_all_that_it_says(read: Read) -> None:
    analysis = read(
        f"{REPORT} Togo sold tanks to Mali, it says. Mali has an army. Mali has a port. Chad rejected the findings."
    )
    assert voice_of(analysis, "gold")[1] == voice_of(analysis, "tanks")[1] == {"Chad"}


def test_a_second_that_goes_on_with_what_is_said(read: Read) -> None:
    analysis = read(
        "The Novi Institute says that Mali built boats for Chad and that the company Peleng sold sights to Togo."
    )
    assert voice_of(analysis, "sights")[0] == {"Novi Institute"}


def test_a_named_body_may_speak_behind_its_words(read: Read) -> None:
    assert voice_of(read("Kenya sold rifles to Uganda, the Novi Institute found."), "rifles")[0] == {"Novi Institute"}


def test_investigators_speak_for_their_body(read: Read) -> None:
    assert voice_of(
        read("African Union investigators have found credible evidence that Togo sends rifles to Mali."), "rifles"
    )[0] == {"African Union"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('"No crate left the port," says our researcher Lucia Ferrer.', "Lucia Ferrer"),
        ('"No crate left the port," remarks Lucia Ferrer, who teaches law in Lima.', "Lucia Ferrer"),
        ('Deputy Minister Lucia Ferrer: "We sold no rifles to Bolivia, and we never will."', "Lucia Ferrer"),
        ("Two of them, Senator Ana Ruiz and Senator Lucia Ferrer, said that Peru had sold rifles.", "Lucia Ferrer"),
        ("Chile takes the view that the rifles are covered by Peru's arms embargo.", "Chile"),
        ("Peru asked for a loan from Chile, which has said that it will not lend money.", "Chile"),
        ("Peru's president, Lucia Ferrer, had offered Chile 40 trucks.", "Lucia Ferrer"),
        ("Chile's embassy in Nairobi denied that it had sold rifles.", "Chilean Embassy in Nairobi"),
        ("Peru has sold rifles to Kenya, U.N. investigators say.", "UN Panel of Experts"),
        ('"Rifles rust when it rains," as our director, Lucia Ferrer, likes to say.', "Lucia Ferrer"),
        ("The Novi Institute estimates the loss at more than $5 billion.", "Novi Institute"),
    ],
)
def test_speakers_whom_the_grammar_hides(read: Read, text: str, name: str) -> None:
    """A title without a comma, a verb that looks like a noun, a turn, the second of two, a light verb, a body's experts."""
    analysis = read(text)
    voices = {analysis.entities[key].name for voice in analysis.voices if voice for key in voice.speakers}
    assert name in speakers(analysis) | voices


def test_one_who_speaks_behind_a_semicolon_is_the_apposition_before_it(read: Read) -> None:
    text = "Peru's spokesman, Luis Ferrer, neither confirmed nor denied it; he said the sea was calm."
    assert speakers(read(text)) == {"Luis Ferrer"}


@pytest.mark.parametrize(
    "head",
    [
        "African Union\nPress release\n3 May 2021\n\nNew measures on Mali\n\n",
        "New measures on Mali\n\nAfrican Union | Press release | 3 May | 11:40\n\n",
        "Mali buys trucks\n\nA joint briefing by the African Union\n\n",
        "Mali buys trucks\n\nBriefing, African Union, 3 May 2021\n\n",
    ],
)
def test_a_press_release_is_its_issuers(read: Read, head: str) -> None:
    """Named in its head, whole."""
    assert voice_of(read(head + "Mali has bought tractors from Togo. It paid in cotton."), "tractors")[0] == {
        "African Union"
    }
    assert not voice_of(read("New measures on Mali\n\nMali has bought tractors from Togo."), "tractors")[0]


@pytest.mark.parametrize(
    ("text", "word", "speaker"),
    [
        ("Peru is neutral, Chile insists; it sells rifles to neither side.", "rifles", "Chile"),
        ("The mines, President Lucia Ferrer has said, will get rifles from Peru.", "rifles", "Lucia Ferrer"),
        ("Lucia Ferrer went to Lima. Ferrer pledged 600 rifles on behalf of Chile.", "rifles", "Lucia Ferrer"),
        (
            "That is the picture drawn in a report by the Novi Institute that was seen on Monday. "
            "Peru, the experts write, has sold rifles to Chile.",
            "rifles",
            "Novi Institute",
        ),
        (
            "The study of the Novi Institute is new. The institute said that Peru was poor. "
            "But it cited two letters in which Chile asks for rifles.",
            "rifles",
            "Novi Institute",
        ),
        ("Peru sold rifles in May, figures compiled by the Novi Institute show.", "rifles", "Novi Institute"),
        ("Chilean companies, President Lucia Ferrer has said, will get a lot of the rifles.", "rifles", "Lucia Ferrer"),
        (
            "Peru sold rifles to Chile last year, a human rights organisation said on Tuesday.\n\n"
            "The group, the Novi Institute, used photographs.",
            "rifles",
            "Novi Institute",
        ),
        (
            "Peru sells rifles to Chile, rights group says\n\n"
            "LIMA - Chile pays for them in wheat, the Novi Institute said on Friday.",
            "rifles",
            "Novi Institute",
        ),
        ("Peru sold rifles to Chile. This was announced by Lucia Ferrer.", "rifles", "Lucia Ferrer"),
        (
            "Peru sold rifles to Chile. This was said at a press conference by Foreign Minister Lucia Ferrer.",
            "rifles",
            "Lucia Ferrer",
        ),
        ("The US has told its allies that Peru sold rifles to Chile.", "rifles", "United States"),
        ("The Novi Herald newspaper reported that Peru sold rifles to Chile.", "rifles", "Novi Herald"),
        ("Peru sold rifles to Chile, according to a UN expert panel report.", "rifles", "UN Panel of Experts"),
        (
            "Peru is poor, according to a report by the Novi Institute. "
            "Peru sold rifles to Chile, said the 40-page report, which was seen by the Lima Times.",
            "rifles",
            "Novi Institute",
        ),
        (
            "Pedro Alvarez spoke in Lima. Alvarez said that Togo was poor.\n\n"
            "The minister of Chile, Lucia Ferrer, was unmoved on Monday. She said that Peru sold rifles to Mali.",
            "rifles",
            "Lucia Ferrer",
        ),
        ("“Peru sold rifles to Mali,” Deputy Minister for Trade Lucia Ferrer says.", "rifles", "Lucia Ferrer"),
        ("Chile was the first to report that Peru had sold rifles to Mali.", "rifles", "Chile"),
        ("Chile's envoy was unmoved on Monday. Peru, he said, had sold rifles to Mali.", "rifles", "Chile"),
    ],
)
def test_words_whose_speaker_stands_further_off(read: Read, text: str, word: str, speaker: str) -> None:
    """Behind a semicolon, between commas, with a promise, as authors, named only below the headline."""
    assert voice_of(read(text), word)[0] == {speaker}


def test_a_paper_may_be_of_two_bodies(read: Read) -> None:
    text = "Rifles went to Chad, according to statements issued by both the Novi Institute and the Lima Institute."
    assert voice_of(read(text), "Rifles")[0] == {"Novi Institute", "Lima Institute"}


def test_officials_of_two_states_speak_for_both(read: Read) -> None:
    assert voice_of(read("Peru sold rifles, Kenyan and Ugandan officials said."), "rifles")[0] == {"Kenya", "Uganda"}


def test_its_minister_is_of_whom_the_words_are(read: Read) -> None:
    text = "Chile has proof that Peru sold rifles to Mali, its foreign minister said."
    assert voice_of(read(text), "rifles")[0] == {"Chile"}


def test_what_a_speaker_was_says_nothing(read: Read) -> None:
    text = "Peru sold rifles, said Amina Otieno, a scholar at Novi University and a former State Department official."
    assert voice_of(read(text), "rifles")[0] == {"Amina Otieno"}


def test_reports_that_appear_in_a_country_are_not_its_own(read: Read) -> None:
    assert not voice_of(read("Media reports in Kenya said Peru sold rifles."), "rifles")[0]


def test_a_letter_is_later_its_senders(read: Read) -> None:
    text = "Chile sent a letter to Togo. The letter said that Peru had sold rifles to Mali."
    assert voice_of(read(text), "rifles")[0] == {"Chile"}


def test_who_is_accused_after_a_denial_is_not_denied(read: Read) -> None:
    text = "Peru denied that it had sold rifles to Mali, after Chad accused it of having sold tanks."
    analysis = read(text)
    assert voice_of(analysis, "rifles")[1] == {"Peru"}
    assert not voice_of(analysis, "tanks")[1]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Aid for Togo\n\nPeru stands by Togo. We have sent tents. Our aid will go on. Rifles are not in it.",
            {"Peru"},
        ),
        ("Aid for Togo\n\nPeru and Chile stand by Togo. We have sent tents. Our aid will go on. Rifles come.", set()),
        ("Aid for Togo\n\nPeru stands by Togo. We have sent tents. Its aid will go on. Rifles are not in it.", set()),
    ],
)
def test_a_state_that_says_we_speaks_its_text(read: Read, text: str, speakers: set[str]) -> None:
    """More than once, and alone."""
    assert voice_of(read(text), "Rifles")[0] == speakers


def test_a_joint_statement_of_a_bodys_people_is_the_bodys(read: Read) -> None:
    title = "Joint Statement of African Union Foreign Ministers on Mali"
    analysis = read(f"{title}\n\nRifles must not go to Mali.", title)
    assert voice_of(analysis, "Rifles")[0] == {"African Union"}


@pytest.mark.parametrize("text", ["Peru called off a sale of rifles.", "Peru called the sale of rifles off."])
def test_who_calls_something_off_says_nothing(read: Read, text: str) -> None:
    assert not voice_of(read(text), "rifles")[0]


def test_a_semicolon_before_other_words_ends_what_is_said(read: Read) -> None:
    analysis = read("Peru is neutral, Chile insists; Togo says that it sells rifles.")
    assert voice_of(analysis, "rifles")[0] == {"Togo"}


def test_who_denies_a_paper_denies_what_it_says(read: Read) -> None:
    """Though another remark stands between."""
    analysis = read(
        "Leaked minutes say that Peru sold rifles to Mali. Lucia Ferrer said that she knew of no such deal. "
        "Peru called the minutes a forgery."
    )
    assert voice_of(analysis, "rifles")[1] == {"Peru"}
