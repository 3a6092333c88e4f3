"""Who stands on a side that the words leave open."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from graph.records import Article
from loaders.gazetteer import Gazetteer
from loaders.reading import analyse, exchange_implicit, exchanges
from loaders.reading.exchange_context import Fact
from loaders.reading.exchange_facts import FactIndex, nearest, opposite
from loaders.reading.exchange_implicit import Implicit, open_side
from loaders.training import implicit as training
from loaders.training.ranker import Ranker

TEXT = "Chad and Togo met in Lima. Norway has promised rifles."


@pytest.fixture
def world(nlp, gazetteer: Gazetteer) -> Callable[[str], Implicit]:
    def read(text: str) -> Implicit:
        article = Article(text, hashlib.sha256(text.encode()).hexdigest())
        analysis = analyse(article, nlp(text), gazetteer)
        return exchanges.implicit(analysis, exchanges.told(analysis))

    return read


def fact(supplier: str | None, recipient: str | None, good: str = "rifles", position: int = 0) -> Fact:
    return Fact(position, supplier, recipient, good, "arms", frozenset())


def test_the_index_counts_by_good_line_of_business_and_altogether() -> None:
    """Halves apart; what leaves the direction open tells nothing."""
    swap = Fact(30, "chad", "togo", "rifles", "arms", frozenset(), symmetric=True)
    index = FactIndex(
        [fact("chad", "togo"), fact("chad", "mali", "tanks", 10), fact(None, "mali", position=20), swap], [0, 1, 2, 3]
    )
    asked = fact("chad", None)
    assert [index.pairs(level, asked, "chad", "mali") for level in ("good", "family", "any")] == [0, 1, 1]
    assert index.places("good", asked, "recipient", "mali") == [2]
    assert index.places("any", asked, "recipient", "mali") == [1, 2]
    assert index.places("any", asked, "recipient", "mali", halves=True) == [2]
    assert index.partners("chad") == {"togo": 1, "mali": 1}
    assert index.ends("supplier") == {"chad": 2}
    assert index.whole == 2


def test_the_index_knows_what_was_told_before() -> None:
    index = FactIndex([fact("chad", "togo"), fact("chad", None, position=9)], [0, 1])
    assert index.before(0) is None
    assert index.before(30) == fact("chad", "togo")


def test_nearest_is_a_distance() -> None:
    assert [nearest([2, 9], place) for place in (0, 2, 5, 6, 20)] == [2, 0, 3, 3, 11]


def test_open_side_is_the_one_that_is_not_told() -> None:
    assert open_side(fact("chad", None)) == "recipient"
    assert open_side(fact(None, "chad")) == "supplier"
    assert open_side(fact("chad", "togo")) is None
    assert open_side(fact(None, None)) is None
    assert opposite("supplier") == "recipient"


def test_actors_near_by_may_stand_on_the_open_side(world) -> None:
    """All that are named, but never who is told."""
    seen = world(TEXT)
    (number,) = range(len(seen.told))
    assert seen.options(number) == ["actor:chad", "actor:togo"]


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Norway imposed sanctions on firms that supply Chad with rifles.", False),
        ("Norway has put tariffs on states that sell rifles to Chad.", False),
        ("Norway praised firms that supply Chad with rifles.", True),
    ],
)
def test_who_punishes_those_who_give_is_none_of_them(world, text: str, stands: bool) -> None:
    seen = world(f"{text} Norway and Chad are at odds.")
    assert ("actor:norway" in seen.options(0)) is stands


def test_features_are_told_apart_by_side_and_nobody(world) -> None:
    seen = world(TEXT)
    some, nobody = seen.features(0, "actor:chad"), seen.features(0, None)
    assert all(name.startswith("recipient ") for name in some)
    assert all(name.startswith("none ") for name in nobody)
    assert "recipient back 1" in some
    assert len(set(some)) == len(some)


@pytest.mark.parametrize(
    ("table", "recipient"),
    [
        ({"recipient word nsubj 1": 4.0}, "actor:chad"),
        ({"recipient word conj 1": 4.0}, "actor:togo"),
        ({"none ": 4.0, "recipient word conj 1": 3.0}, None),
    ],
)
def test_the_likeliest_is_taken_unless_nobody_is_far_likelier(world, monkeypatch, table, recipient) -> None:
    monkeypatch.setattr(exchange_implicit, "weights", lambda: table)
    assert world(TEXT).filled(0).recipient == recipient


def test_where_the_text_names_nobody_it_takes_more(world, monkeypatch) -> None:
    """`to rebels`: the side is told, in words without a name."""
    seen = world("Chad and Togo met in Lima. Norway has promised rifles to the opposition.")
    monkeypatch.setattr(exchange_implicit, "weights", lambda: {"recipient word nsubj 1": 0.5})
    assert seen.filled(0).recipient is None
    monkeypatch.setattr(exchange_implicit, "weights", lambda: {"recipient word nsubj 1": 5.0})
    assert seen.filled(0).recipient == "actor:chad"


def test_weights_are_finite_and_name_a_side_or_nobody() -> None:
    table = exchange_implicit.weights()
    assert {name.split(" ", 1)[0] for name in table} == {"supplier", "recipient", "none"}
    assert all(abs(weight) < 10 for weight in table.values())


def test_an_annotation_answers_the_decisions(world) -> None:
    """Right is whom it names with the good and the side that is told; nobody where it names no one."""
    analysis = world(TEXT).analysis
    annotation = {
        "actors": [{"name": "Togo", "kind": "state"}, {"name": "Norway", "kind": "state"}],
        "goods": [{"name": "rifles", "category": "arms"}],
        "exchanges": [{"from": "Norway", "to": "Togo", "goods": ["rifles"], "stage": ["agreed"]}],
    }
    (decision,) = training.decisions("a", analysis, annotation)
    assert decision.right == (False, True, False)
    del annotation["exchanges"][0]["to"]
    (decision,) = training.decisions("a", analysis, annotation)
    assert decision.right == (False, False, True)
    annotation["exchanges"] = []
    assert list(training.decisions("a", analysis, annotation)) == []


def test_the_ranker_learns_what_tells_right_from_wrong() -> None:
    """The feature of the right options gets weight; those too rare for one get none."""
    options = (("good", "both"), ("bad", "both"))
    learnt = [training.Decision(str(n), options, (True, False)) for n in range(5)]
    rare = training.Decision("r", (("rare",), ("bad",)), (True, False))
    table = Ranker([*learnt, rare], 1.0).table()
    assert table["good"] > 0 > table["bad"]
    assert "rare" not in table
