"""Texts of one voice: briefings with questions, statements with a topic before their kind, states that say `we`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.records import Article
from loaders.reading import Analysis, analyse

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from loaders.gazetteer import Gazetteer

    Read = Callable[[str, str | None], Analysis]


@pytest.fixture(scope="module")
def read(nlp: Language, gazetteer: Gazetteer) -> Read:
    """A function that reads a text with its title up to its voices."""

    def run(text: str, title: str | None) -> Analysis:
        article = Article(text, "0" * 64, title=title)
        return analyse(article, nlp(article.prose()), gazetteer)

    return run


def speakers(analysis: Analysis, word: str) -> set[str]:
    """Names of who says the first token of this text."""
    voice = analysis.voice(next(t for t in analysis.doc if t.text == word))
    return {analysis.entities[key].name for key in voice.speakers}


_BRIEFING = """Press Briefing by Press Secretary Josh Earnest

MR. EARNEST:  Good afternoon.  We have sent tents to Peru, and Peru is grateful.

Q    Is Chile still sending rifles to Bolivia?

MR. EARNEST:  Chile has sent trucks to Bolivia.

QUESTION:  And helicopters to Ecuador?
"""


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("tents", {"Josh Earnest", "United States"}),
        ("rifles", set()),
        ("trucks", {"Josh Earnest", "United States"}),
        ("helicopters", set()),
    ],
)
def test_who_asks_a_question_is_not_who_gives_the_briefing(read: Read, word: str, names: set[str]) -> None:
    assert speakers(read(_BRIEFING, _BRIEFING.partition("\n")[0]), word) == names


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Mali: Declaration by the High Representative on behalf of the European Union", {"European Union"}),
        ("Mali: Statement by Kaja Kallas on the situation", {"Kaja Kallas", "European Union"}),
        ("Mali: rebels say that they hold the north", set()),
    ],
)
def test_a_topic_may_stand_before_what_a_text_is(read: Read, title: str, names: set[str]) -> None:
    analysis = read(f"{title}\n\nThe rebels in the north have received rifles from Chad.\n", title)
    assert speakers(analysis, "rifles") == names


def test_who_arms_others_once_is_not_whose_text_it_is(read: Read) -> None:
    analysis = read("We agreed on a new package today. We will act. Chad is delivering rifles to the rebels.", None)
    assert speakers(analysis, "rifles") == set()
    analysis = read("Chad stands ready to help. We agreed on a package. We will send rifles to the rebels.", None)
    assert speakers(analysis, "rifles") == {"Chad"}
