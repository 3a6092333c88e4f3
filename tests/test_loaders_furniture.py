"""Furniture is marked by what lines are and what stands beside them; running prose is never lost."""

from __future__ import annotations

import pytest

from loaders import from_text, load

P1 = "Kenya has lent Uganda two ferries for the dry season, the ministry of transport in Nairobi said on Friday."
P2 = "The ferries will cross Lake Victoria twice a day until the bridge at Jinja is open again, according to the ministry."
P3 = "Uganda pays for the fuel, and for the crews, which come from Kisumu and go home for the weekends by road."


def page(*lines: str) -> str:
    return "\n\n".join(lines)


def kept(text: str) -> list[str]:
    return [" ".join(line.split()) for line in from_text(text).prose().split("\n") if line.strip()]


def kinds(text: str) -> dict[str, str]:
    article = from_text(text)
    return {text[s.start : s.end]: s.kind for s in article.segments}


@pytest.mark.parametrize(
    "line",
    [
        "Share this articleComments",
        "Share | Save | WhatsApp | Copy link",
        "Skip to main content",
        "Advertisement",
        "Published on Updated",
        "Tuesday, June 4, 2013",
        "Updated 4 June 2013, 17:40 GMT",
        "By Grace Akinyi, East Africa correspondent, in Kisumu",
        "By PETER OCHIENG and Sarah Nantongo",
        "By Our Staff Writer",
        "Reuters | Kisumu | Updated: 17-05-2014 17:07 IST | Created: 17-05-2014 17:07 IST",
        "Jane Mwangi / TASS",
        "The ferry Umoja in the port of Kisumu [jm/Getty]",
        "by the Lake Post news desk June 22, 2014 11:31 PM 2 min read",
        "This audio is created with AI assistance",
        "Our journalism is banned on the lake. We need your help to keep it going.",
        "Dear readers,",
        "Image source, Getty Images",
        "Image caption, A ferry on the lake",
        "A version of this article appears in print on June 5.",
        "desk@lakepost.example.org",
        "Leave a Reply",
        "Subscribers agree to the Privacy Policy",
        "Photo: J. Mwangi/Rift Pictures",
        "Image: A ferry on the lake on Monday. Pic: Jane Mwangi/Rift Pictures",
        "A ferry leaves the port of Kisumu. Credit: Getty",
        "A ferry leaves the port of Kisumu on May 3, 2013. (Source: Rift News)",
        "In this May 3, 2013 photo provided by the ministry, a ferry leaves the port of Kisumu.",
        "Read more: What became of the bridge at Jinja",
        "Watch: The lake from above",
        "Sign up for Lake Daily, our newsletter: the stories that matter, in your inbox by 7am",
        "Lake Daily: our newsletter, in your inbox every weekday. Sign up here",
        "To join the discussion in the comments, become a paid subscriber.",
        "This website uses cookies to improve your experience.",
        "Download the Lake News App to get daily updates.",
        "(Reporting by Grace Akinyi in Kisumu; editing by Mark Otieno)",
        "Write to Grace Akinyi at",
        "Publication: Lake Monitor Volume: 3 Issue: 12",
        "██ Kenya and its ferries",
        "###",
    ],
)
def test_a_line_of_furniture_goes_wherever_it_stands(line):
    for lines in ((P1, line, P2, P3), ("Ferries for Uganda", line, P1, P2, P3), (P1, P2, P3, line)):
        assert line not in kept(page(*lines))
        assert [p for p in kept(page(*lines)) if p in (P1, P2, P3)] == [P1, P2, P3]


@pytest.mark.parametrize(
    "sentence",
    [
        "By Friday the ferries had crossed the lake eleven times, and no one had been turned away.",
        "Follow the fuel and the bargain makes better sense.",
        "The bigger picture: Uganda needs ferries, and Kenya has them.",
        "The report was published on Monday and has been read by few.",
        "Kenya contributed to the cost of the pier, which was opened in March.",
        "Stay tuned.",
        "Do you have any information on that, and can you say when it will be given to us?",
        "The minister answered via Twitter that the crews had been paid.",
        "Kenya gave Uganda unlimited access to its port at Mombasa.",
        "Officials told citizens to download the ferry app before they set out for the pier.",
        "The views expressed by the minister surprised the crews.",
        "In the end, the ferries were the best way to share in the harvest of the islands.",
        "Q    And who pays for the crews?",
        "MR. OTIENO: We do. Thank you.",
        "Get the ferries out of the port, he told the crews, and the access to the lake is ours.",
        "Copyright law has nothing to say about ferries, said the lawyer.",
        "Source of the trouble: the pier, which is too short.",
    ],
)
def test_prose_that_looks_like_furniture_stays(sentence):
    assert " ".join(sentence.split()) in kept(page(P1, sentence, P2, P3))


def test_a_sentence_said_twice_stays():
    text = page(P1, "They do not know what they do.", "They do not know what they do.", P2)
    assert kept(text).count("They do not know what they do.") == 2


def test_title_and_headings_are_marked_and_stay():
    text = page("Ferries for Uganda as the bridge stays shut", P1, "What Kenya gets", P2, P3)
    assert kinds(text) == {"Ferries for Uganda as the bridge stays shut": "title", "What Kenya gets": "heading"}
    assert kept(text)[0] == "Ferries for Uganda as the bridge stays shut"


def test_a_first_paragraph_is_no_title():
    assert from_text(page(P1, P2)).title is None
    assert from_text(f"What do Kenya and Uganda hope to get from the lake? It is not clear.\n{P1}\n{P2}").title is None


def test_the_label_before_a_headline_is_no_part_of_it():
    text = page("FACT SHEET: Kenya Lends Two Ferries to Uganda", P1, P2)
    assert from_text(text).title == "FACT SHEET: Kenya Lends Two Ferries to Uganda"
    assert kept(text)[0] == "Kenya Lends Two Ferries to Uganda"


def test_a_caption_repeated_with_its_credit_goes():
    caption = "The ferry Umoja leaves the port of Kisumu for Entebbe on its first day."
    text = f"Ferries for Uganda\n\n{caption}\n{caption} Copyright Lake TV\nCopyright Lake TV\n\n{P1}\n\n{P2}"
    assert kept(text) == ["Ferries for Uganda", P1, P2]
    assert from_text(text).publisher == "Lake TV"


def test_a_credit_repeated_at_the_end_of_the_caption_goes_with_it():
    text = page(P1, "J. Mwangi via Rift", "A ferry leaves the port of Kisumu on its first day.J. Mwangi via Rift", P2)
    assert kept(text) == [P1, P2]


def test_a_paragraph_that_ends_in_a_sign_off_or_a_credit_keeps_its_sentences():
    long = f"{P1} {P2} {P3}"
    signed = from_text(
        page("Ferries for Uganda", f"{long} (Reporting by Grace Akinyi and Peter Ochieng; Editing by Jo Kim)")
    )
    assert kept(signed.text) == ["Ferries for Uganda", long]
    assert signed.authors == ("Grace Akinyi", "Peter Ochieng")
    assert kept(page(f"{long}  AFP Photo/Jane Mwangi", P2)) == [long, P2]


def test_headlines_above_the_article_go_and_its_own_stays():
    menu = [f"The {word} ferry leaves the port of Kisumu" for word in ("old", "new", "first", "last", "big", "small")]
    text = page(*menu, "Ferries for Uganda as the bridge stays shut", P1, P2)
    assert kept(text) == ["Ferries for Uganda as the bridge stays shut", P1, P2]
    assert from_text(text).title == "Ferries for Uganda as the bridge stays shut"


def test_a_menu_and_the_name_of_a_section_above_the_headline_go():
    text = page(
        "World", "East Africa", "Ferries for Uganda as the bridge stays shut", "Grace Akinyi", "3 min read", P1, P2
    )
    article = from_text(text)
    assert kept(text) == ["Ferries for Uganda as the bridge stays shut", P1, P2]
    assert (article.title, article.authors) == ("Ferries for Uganda as the bridge stays shut", ("Grace Akinyi",))


def test_a_numbered_list_of_stories_goes():
    text = page(P1, P2, P3, "Most read", "1. Malawi's lake steamer is back", "2. A bridge for Juba")
    assert kept(text) == [P1, P2, P3]


def test_copies_of_the_headline_go():
    text = page("Ferries for Uganda", "June 4, 2013", "Ferries for Uganda", P1, P2)
    assert kept(text) == ["Ferries for Uganda", P1, P2]


def test_other_stories_at_the_end_go_to_the_last():
    text = page(
        P1, P2, P3, "You might also like", "Malawi's lake steamer is back", "'We will sail again,' says the captain"
    )
    assert kept(text) == [P1, P2, P3]


def test_a_label_in_the_middle_takes_the_headlines_after_it_only():
    text = page(P1, "Related stories", "Malawi's lake steamer is back", P2, P3)
    assert kept(text) == [P1, P2, P3]


def test_a_kicker_and_its_teaser_between_paragraphs_go():
    text = f"{P1}\nLake Victoria\nThe long quarrel over fish – and who may catch it\nWhat does Uganda pay?\n{P2}\n{P3}"
    assert kept(text) == [P1, "What does Uganda pay?", P2, P3]


def test_sources_at_the_end_of_a_page_go():
    text = page(P1, P2, P3, "Sources", '"Ferries lent" — Lake Post, June 4, 2013', "Ministry of transport, June 3")
    assert kept(text) == [P1, P2, P3]


def test_datelines_go_and_give_agency_and_date():
    text = page("Ferries for Uganda", f"KISUMU, Kenya, June 4, 2013 (Lake Press) - {P1}", P2)
    article = from_text(text)
    assert kept(text) == ["Ferries for Uganda", P1, P2]
    assert (article.publisher, article.date) == ("Lake Press", "2013-06-04")


@pytest.mark.parametrize(
    ("opening", "publisher"),
    [
        ("Kisumu (Lake Press) – ", "Lake Press"),
        ("(Lake Press) - ", "Lake Press"),
        ("KISUMU, Kenya — ", None),
        ("KISUMU/JINJA - ", None),
        ("KISUMU, Kenya - ", None),
        ("KISUMU, 4 June (LP) -- ", "LP"),
        ("KISUMU, June 4. /LAP/. ", "LAP"),
        ("Kisumu, June 4 (LP) -- ", "LP"),
    ],
)
def test_ways_to_write_a_dateline(opening, publisher):
    article = from_text(page("Ferries for Uganda", opening + P1, P2))
    assert kept(article.text) == ["Ferries for Uganda", P1, P2]
    assert article.publisher == publisher


@pytest.mark.parametrize("opening", ["LVBC — ", "The Lake Victoria Basin Commission (LVBC) - ", "Lake Union (LU) – "])
def test_a_name_that_is_explained_is_no_dateline(opening):
    paragraph = f"{opening}a body of five states - has lent two ferries to Uganda, it said on Friday in Kisumu."
    assert kept(page("Ferries for Uganda", paragraph, P2))[1] == paragraph


def test_comments_under_a_name_and_a_time_on_one_line():
    text = page(
        P1,
        P2,
        P3,
        "2 Comments",
        "Ann Reader, 2 days ago",
        "It is slow.",
        "Bo Critic - May 3, 2019 at 10:15",
        "What of the bridge?",
    )
    article = from_text(text)
    comments = [(s.voice, text[s.start : s.end]) for s in article.segments if s.kind == "comment"]
    assert comments == [("Ann Reader", "It is slow."), ("Bo Critic", "What of the bridge?")]
    assert kept(text) == [P1, P2, P3]


def test_notes_on_the_author_go_and_name_the_author():
    for note in (
        "Grace Akinyi is a writer specialising in the lakes of East Africa.",
        "Grace Akinyi writes on lakes. The views expressed are her own.",
    ):
        article = from_text(page(P1, P2, P3, note))
        assert note not in article.prose()
        assert article.authors == ("Grace Akinyi",)


def test_the_last_paragraph_on_an_expert_stays():
    last = (
        "Grace Akinyi is an economist in Kisumu who has counted the passengers of every ferry since the pier was built."
    )
    assert kept(page("By Peter Ochieng", P1, P2, P3, last))[-1] == last


def test_comments_of_readers_are_kept_apart_under_their_names():
    said = (
        "I have crossed the lake on the Umoja, and it is slow.",
        "What of the bridge? Nobody asks.\nIt was to open in May.",
    )
    text = page(
        P1, P2, P3, "Join the discussion", "View all comments\nAnn Reader\nAnn Reader\n2 days ago", said[0], "Bo Critic\n1 year ago", said[1]
    )  # fmt: skip
    article = from_text(text)
    comments = [(s.voice, text[s.start : s.end]) for s in article.segments if s.kind == "comment"]
    assert comments == [("Ann Reader", said[0]), ("Bo Critic", said[1])]
    assert kept(text) == [P1, P2, P3]


def test_wrapped_lines_are_one_paragraph():
    text = (
        "The ferries that the government in Nairobi has lent to the one in\n"
        "Kampala will cross the lake twice a day, the transport minister of\n"
        "Uganda said. They had been built in the yard at Kisumu, where Vice\n"
        "President Otieno saw them leave on Friday with flags and a band.\n\n"
        "-   One of them carries cars, lorries and up to four hundred people\n"
        "    at a time, and is the pride of the yard.\n"
    )
    assert len(kept(text)) == 2
    assert "where Vice President Otieno saw them" in from_text(text).prose()


def test_signs_of_markup_go_and_their_words_stay():
    text = page(
        "Kenya **lent** the [two ferries](https://example.org/two_(big)) \\[both\\] to *Uganda*, <u>it</u> said.",
        P1,
        P2,
    )
    assert kept(text)[0] == "Kenya lent the two ferries [both ] to Uganda , it said."


def test_nothing_is_ever_cut():
    text = page("Find Us", "Ferries for Uganda", "By Grace Akinyi", P1, "Read more: The bridge", P2)
    article = from_text(text)
    assert article.text == text
    assert len(article.prose()) == len(text)
    assert article.prose().index(P2) == text.index(P2)


def test_a_name_behind_a_dash_signs_the_text(tmp_path) -> None:
    """Who signs has written, and is nobody of whom the article tells."""
    (tmp_path / "a.txt").write_text(
        "Norway sold rifles to Chad.\n\nThe deal was signed in Lima.\n\n— Ama Mensah\n", encoding="utf-8"
    )
    (article,) = load([str(tmp_path / "a.txt")])
    assert article.authors == ("Ama Mensah",)
