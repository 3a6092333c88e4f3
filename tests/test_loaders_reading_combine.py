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
        def read(_: object, asked: list[tuple[int, int]]) -> list[Candidate]:
            assert asked == [(k, k + 1) for k in sorted({r.trigger for r in rules})]
            return candidates

        monkeypatch.setattr(combine, "role_head", lambda: SimpleNamespace(read=read))
        return combine.combined(SimpleNamespace(doc=doc), rules)  # type: ignore[arg-type]

    return joined


SENTENCE_WORDS = ["Portugal", "sold", "radars", "Oman", "rice", "Chad"]


def test_what_is_listed_with_a_good_of_the_rules_is_another_one(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    doc, (sold, radars, rice) = nlp("Portugal sold radars and rice to Oman."), (1, 2, 4)
    read = replace(CANDIDATE, trigger=(sold, sold + 1), good=(radars, radars + 1))
    monkeypatch.setattr(combine, "role_head", lambda: SimpleNamespace(read=lambda *_: [read]))
    by_rules = [replace(RULE, trigger=sold, good=rice)]
    assert {r.good for r in combine.combined(SimpleNamespace(doc=doc), by_rules)} == {radars, rice}  # type: ignore[arg-type]


def test_a_stop_that_the_rules_see_holds(join: Any) -> None:
    (found,) = join([replace(RULE, stage="stopped")], [CANDIDATE])
    assert found.stage == "stopped"


def test_what_the_rules_read_as_done_is_not_only_offered(join: Any) -> None:
    offered = replace(CANDIDATE, stage="offered")
    assert [r.stage for r in join([replace(RULE, stage="delivered")], [offered])] == ["delivered"]
    assert [r.stage for r in join([RULE], [offered])] == ["offered"]


def test_the_head_fills_an_open_side_and_tells_the_stage(join: Any) -> None:
    (found,) = join([RULE], [CANDIDATE])
    assert (found.supplier, found.recipient, found.stage) == (PORTUGAL, OMAN, "delivered")


def test_doubt_of_either_holds_that_of_the_rules_first(join: Any) -> None:
    assert join([RULE], [CANDIDATE])[0].certainty == "possible"
    assert join([replace(RULE, certainty="denied")], [CANDIDATE])[0].certainty == "denied"
    assert join([replace(RULE, certainty="probable")], [CANDIDATE])[0].certainty == "probable"


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
    unsure = replace(rice, confidence=combine.COMPLETING / 2)
    assert [r.good for r in join([RULE], [CANDIDATE, unsure])] == [RADARS]


def test_quantity_comes_from_the_grammar(join: Any) -> None:
    (found,) = join([], [CANDIDATE])
    assert (found.quantity, found.frame, found.confidence) == ("four", combine.HEAD, 0.9)


def test_without_a_good_there_is_no_exchange(join: Any) -> None:
    assert join([], [replace(CANDIDATE, good=None)]) == []


def test_an_unsure_head_fills_nothing(join: Any) -> None:
    (found,) = join([RULE], [replace(CANDIDATE, confidence=combine.COMPLETING / 2)])
    assert found.recipient is None


def test_members_of_one_list_stand_on_one_side(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    doc = nlp("Oman and Chad expect new radars.")
    rule = SpanReading(3, "want", None, 0, 5, None, "sought", "asserted", strong=True)
    head = replace(CANDIDATE, trigger=(3, 4), supplier=(2, 3), recipient=(0, 1), good=(5, 6))
    monkeypatch.setattr(combine, "role_head", lambda: SimpleNamespace(read=lambda *_: [head]))
    (found,) = combine.combined(SimpleNamespace(doc=doc), [rule])  # type: ignore[arg-type]
    assert (found.supplier, found.recipient) == (None, 0)


def test_a_stage_takes_less_confidence_than_a_side(join: Any) -> None:
    between = (combine.COMPLETING + combine.TRUSTED) / 2
    (found,) = join([RULE], [replace(CANDIDATE, confidence=between)])
    assert (found.recipient, found.stage) == (None, "delivered")
    (found,) = join([RULE], [replace(CANDIDATE, confidence=combine.TRUSTED / 2)])
    assert found.stage == "agreed"
