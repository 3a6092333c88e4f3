"""Exchanges: sides and goods that the rest of the article tells."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from loaders.reading import exchange_context
from loaders.reading.exchange_context import Fact


def fact(supplier: str | None, recipient: str | None, good: str, position: int = 0) -> Fact:
    """A fact for the completion."""
    return Fact(position, supplier, recipient, good, "arms", frozenset())


def test_halves_of_what_is_told_whole_are_dropped() -> None:
    """A side that stays unknown is no exchange of its own where the same giver's is told whole elsewhere."""
    whole, other, half = fact("a", "b", "rifles"), fact("c", None, "rifles", 9), fact("a", None, "rifles", 9)
    assert exchange_context.completed([whole, other], [whole, other].__getitem__) == [whole, other]
    assert exchange_context.completed([whole, half], [whole, half].__getitem__) == [whole, None]


def test_a_fact_without_sides_takes_those_of_the_same_good() -> None:
    """From the nearest fact that tells both; nothing is left of it where none does."""
    whole, bare = (
        fact("a", "b", "rifles"),
        replace(fact(None, None, "rifles", 9), open=frozenset({"supplier", "recipient"})),
    )
    done = exchange_context.completed([whole, bare], [whole, bare].__getitem__)
    assert done == [whole, replace(bare, supplier="a", recipient="b", likely=0.6)]
    assert exchange_context.completed([bare], [bare].__getitem__) == [None]


def test_main_scene_is_named_far_more_than_others() -> None:
    assert exchange_context.main_scene(Counter(mali=9, togo=3)) == "mali"
    assert exchange_context.main_scene(Counter(mali=9, togo=8)) == exchange_context.main_scene(Counter()) == ""


def test_main_pair_needs_a_clear_lead() -> None:
    """Two actors are a pair only where no third is named nearly as often."""
    assert exchange_context.main_pair(exchange_context.Counter({"a": 9, "b": 8, "c": 2})) == {"a", "b"}
    assert exchange_context.main_pair(exchange_context.Counter({"a": 9, "b": 8, "c": 7})) == frozenset()


def test_a_swap_goes_the_way_of_the_same_good_elsewhere() -> None:
    def fact(supplier: str, recipient: str, good: str, *, symmetric: bool = False) -> Fact:
        return Fact(0, supplier, recipient, good, "arms", frozenset(), symmetric=symmetric)

    swap = fact("chad", "mali", "rifles", symmetric=True)
    others = [fact("mali", "chad", "rifles"), fact("chad", "mali", "tanks"), fact("chad", "mali", "jets")]
    directed = exchange_context.completed([swap, *others], [swap, *others].__getitem__)[0]
    assert directed is not None
    assert (directed.supplier, directed.recipient) == ("mali", "chad")


def test_the_next_sentence_tells_the_other_side(told) -> None:
    """Who needs a good in one sentence gets what the next one promises; tonnes are of what was told before."""
    text = "Mali needs grain badly. Algeria has promised 40,000 tonnes."
    assert ("Algeria", "Mali", "grain") in told(text)


def test_a_side_from_elsewhere_is_marked_and_less_sure(read_exchanges) -> None:
    """The rule says so, and the confidence is below that of what the sentence tells."""
    _, findings = read_exchanges("Norway has promised Mali rifles. Chad and Peru looked on. Norway has sent tanks.")
    told = {f.fact.good: f for f in findings}
    assert told["good:rifles"].rule == "exchange:promise"
    assert told["good:tanks"].fact.recipient == "actor:mali"
    assert told["good:tanks"].rule == "exchange:give, implicit side"
    assert told["good:tanks"].confidence < told["good:rifles"].confidence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ghana met Togo to talk about gas. Deliveries from Ghana to Togo were halted.", {("Ghana", "Togo", "gas")}),
        ("Ghana met Togo to talk about peace. Deliveries from Ghana to Togo were halted.", set()),
        (
            "Ghana met Togo to talk about gas. Medical supplies from Ghana reached Togo.",
            {("Ghana", "Togo", "medical equipment")},
        ),
    ],
)
def test_deliveries_are_of_what_was_told_before(told, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert told(text) == expected
