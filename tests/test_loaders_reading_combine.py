"""The policy that joins what the rules and the role head read."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from loaders.reading import combine
from loaders.reading.span_reading import SpanReading
from loaders.roles import Candidate

if TYPE_CHECKING:
    from spacy.language import Language

SENTENCE = "Portugal may have sold four radars to Oman and rice to Chad."
PORTUGAL, SOLD, RADARS, OMAN, RICE, CHAD = 0, 3, 5, 7, 9, 11

CANDIDATE = Candidate(
    trigger=(SOLD, SOLD + 1),
    supplier=(PORTUGAL, PORTUGAL + 1),
    recipient=(OMAN, OMAN + 1),
    good=(RADARS, RADARS + 1),
    quantity=None,
    date=None,
    speaker=None,
    stage="delivered",
    certainty="possible",
    confidence=0.9,
)
RULE = SpanReading(SOLD, "give", PORTUGAL, None, RADARS, None, "agreed", "asserted", strong=True)


@pytest.fixture
def join(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Join rules' readings with what a head of straw reads."""
    doc = nlp(SENTENCE)
    assert [doc[i].text for i in (PORTUGAL, SOLD, RADARS, OMAN, RICE, CHAD)] == SENTENCE_WORDS

    def joined(rules: list[SpanReading], candidates: list[Candidate]) -> list[SpanReading]:
        monkeypatch.setattr(combine, "role_head", lambda: SimpleNamespace(read=lambda _: candidates))
        return combine.combined(SimpleNamespace(doc=doc), rules)  # type: ignore[arg-type]

    return joined


SENTENCE_WORDS = ["Portugal", "sold", "radars", "Oman", "rice", "Chad"]


def test_the_head_fills_an_open_side_and_tells_the_stage(join: Any) -> None:
    (found,) = join([RULE], [CANDIDATE])
    assert (found.supplier, found.recipient, found.stage) == (PORTUGAL, OMAN, "delivered")


def test_the_weaker_certainty_holds(join: Any) -> None:
    assert join([RULE], [CANDIDATE])[0].certainty == "possible"
    assert join([replace(RULE, certainty="denied")], [CANDIDATE])[0].certainty == "denied"


def test_a_side_that_the_rules_read_stays(join: Any) -> None:
    (found,) = join([replace(RULE, recipient=CHAD)], [CANDIDATE])
    assert found.recipient == CHAD


def test_nobody_is_filled_in_twice(join: Any) -> None:
    swapped = replace(CANDIDATE, recipient=(PORTUGAL, PORTUGAL + 1), supplier=None)
    (found,) = join([RULE], [swapped])
    assert (found.supplier, found.recipient) == (PORTUGAL, None)


def test_what_only_the_head_reads_is_added_when_it_is_sure(join: Any) -> None:
    rice = replace(CANDIDATE, good=(RICE, RICE + 1), recipient=(CHAD, CHAD + 1))
    assert [r.good for r in join([RULE], [CANDIDATE, rice])] == [RADARS, RICE]
    unsure = replace(rice, confidence=combine.ACCEPTED / 2)
    assert [r.good for r in join([RULE], [CANDIDATE, unsure])] == [RADARS]


def test_quantity_comes_from_the_grammar(join: Any) -> None:
    (found,) = join([], [CANDIDATE])
    assert (found.quantity, found.frame, found.confidence) == ("four", combine.HEAD, 0.9)


def test_without_a_good_there_is_no_exchange(join: Any) -> None:
    assert join([], [replace(CANDIDATE, good=None)]) == []


def test_an_unsure_head_fills_nothing(join: Any) -> None:
    (found,) = join([RULE], [replace(CANDIDATE, confidence=combine.ACCEPTED / 2)])
    assert found.recipient is None
