"""Groups, brokers, pairs, paths and periods on graphs made by hand; the same under any hash seed."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import networkx as nx
import pytest
from worlds import CHAIN, STATES, actor, entities, random_world, shuffled, world

from graph.analysis import (
    Filter,
    balance,
    balances,
    brokerage,
    communities,
    evidence_paths,
    example,
    trajectory,
)
from graph.analysis.brokerage import roles
from graph.analysis.projections import exchange_facts
from graph.build import build
from graph.errors import QuidError
from graph.records import Article, Claim, Exchange, Reading
from graph.vocabulary import vocabulary

# --- communities and brokers ---------------------------------------------------------------------------------------------


def two_camps():
    one, other = STATES[:4], STATES[4:]
    told = [("2021", a, "rice", b) for camp in (one, other) for a in camp for b in camp if a != b]
    return world(*told, ("2021", "Ghana", "coal", "Chile"))


def test_communities_find_two_camps_and_count_their_ties():
    found = communities(two_camps())
    assert {frozenset(group.names) for group in found.communities} == {frozenset(STATES[:4]), frozenset(STATES[4:])}
    assert [(group.inside, group.outside) for group in found.communities] == [(12, 1), (12, 1)]
    assert found.modularity == pytest.approx(24 / 25 - 0.5)
    assert found.of()[actor("Peru")] == found.of()[actor("Norway")] != found.of()[actor("Oman")]


def test_communities_of_nothing():
    assert communities(example(), where=Filter(since="2030")).communities == ()


@pytest.mark.parametrize("seed", range(4))
def test_communities_do_not_depend_on_the_order_of_the_graph(seed):
    whole = random_world(seed, facts=20)
    assert communities(shuffled(whole, seed), seed=seed) == communities(whole, seed=seed)


def test_roles_of_brokers():
    network = nx.DiGraph([("a", "b"), ("b", "c"), ("b", "d"), ("e", "b"), ("b", "f"), ("a", "f"), ("b", "a")])
    group = {"a": "1", "b": "1", "c": "1", "d": "2", "e": "2", "f": "3"}
    # a-b-c coordinates, a-b-d represents, a-f is direct, e-b-a and e-b-c let in, e-b-d and e-b-f bridge.
    assert roles(network, group, "b") == {
        "coordinator": 1,
        "consultant": 1,
        "gatekeeper": 2,
        "representative": 1,
        "liaison": 1,
    }


def test_brokers_stand_where_the_camps_meet():
    whole = two_camps()
    groups = {node: str(number) for node, number in communities(whole).of().items()}
    first, second, *others = brokerage(whole, groups=groups)
    assert {first.name, second.name} == {"Ghana", "Chile"}
    ghana = first if first.name == "Ghana" else second
    assert (ghana.representative, ghana.brokered) == (3, 3)
    assert all(broker.brokered == 0 for broker in others)
    assert ghana.constraint < min(broker.constraint for broker in others)
    assert ghana.effective_size > max(broker.effective_size for broker in others)
    assert all(0 <= broker.efficiency <= 1 for broker in (first, second, *others))


# --- pairs ----------------------------------------------------------------------------------------------------------------


def test_both_directions_of_a_pair():
    whole = world(*CHAIN, ("2021a", "Peru", "coal", "Ghana"))
    pair = balance(whole, actor("Peru"), actor("Ghana"))
    assert (pair.given.goods, pair.given.claims, pair.received.goods, pair.received.claims) == (
        ("coal",),
        1,
        ("rice",),
        2,
    )
    assert (pair.balance, pair.reciprocity) == (pytest.approx(-1 / 3), 0.5)
    assert balances(whole)[0] == balance(whole, actor("Ghana"), actor("Peru"))
    assert [p.a_name for p in balances(whole, within=[actor("Kenya")])] == ["Kenya", "Norway"]
    assert balance(whole, actor("Laos"), actor("Peru")).balance == 0


def test_what_is_given_in_return_is_counted():
    rice = Exchange(actor("Laos"), actor("Oman"), "good:rice")
    coal = Exchange(actor("Oman"), actor("Laos"), "good:coal")
    claims = (Claim(coal, 0, 10, "asserted", "test", returns=rice), Claim(rice, 12, 20, "asserted", "test"))
    whole = build([Reading(Article("Oman pays in coal.", "1" * 64, date="2020"), entities(), {}, claims)])
    assert balance(whole, actor("Laos"), actor("Oman")).in_return == 1
    assert balance(whole, actor("Oman"), actor("Laos")).in_return == 1
    assert balance(whole, actor("Laos"), actor("Oman"), where=Filter(since="2021")).in_return == 0


# --- paths ----------------------------------------------------------------------------------------------------------------


def test_paths_prefer_sure_facts_and_quote_them():
    whole = world(
        ("2021a", "Ghana", "rice", "Nepal", "doubted"),
        ("2021b", "Ghana", "coal", "Peru"),
        ("2021b", "Nepal", "MEETS", "Peru"),
    )
    first, second = evidence_paths(whole, actor("Ghana"), actor("Nepal"))
    assert (first.names, first.length) == (("Ghana", "Peru", "Nepal"), 2)
    assert [(step.relation, step.forward) for step in first.steps] == [("SUPPLIES", True), ("MEETS", False)]
    assert first.steps[0].evidence[0].quote == "Ghana coal Peru as told in 2021b, number 1."
    assert first.steps[0].evidence[0].publisher == "2021b Post"
    assert (second.names, second.length) == (("Ghana", "Nepal"), 4)
    assert second.steps[0].evidence[0].speakers == ("Ida Berg",)


def test_goods_and_commentators_only_end_a_path():
    whole = world(("2021a", "Ghana", "rice", "Peru", "possible"), ("2021a", "Kenya", "rice", "Laos", "possible"))
    assert evidence_paths(whole, actor("Ghana"), actor("Kenya")) == []
    assert evidence_paths(whole, "good:rice", actor("Kenya"))[0].names == ("rice", "Kenya")
    assert evidence_paths(whole, "actor:ida-berg", actor("Laos"))[0].steps[0].relation == "SAYS"


def test_paths_of_one_direction_kind_length_and_number():
    whole = world(*CHAIN, ("2021a", "Oman", "MEETS", "Kenya"))
    ends = actor("Ghana"), actor("Kenya")
    assert [path.names for path in evidence_paths(whole, *ends)] == [
        ("Ghana", "Peru", "Kenya"),
        ("Ghana", "Peru", "Norway", "Kenya"),
    ]
    assert [len(path.steps) for path in evidence_paths(whole, *ends, directed=True)] == [3]
    assert len(evidence_paths(whole, *ends, limit=1)) == len(evidence_paths(whole, *ends, longest=2)) == 1
    assert evidence_paths(whole, *ends, longest=1) == evidence_paths(whole, *ends, limit=0) == []
    assert evidence_paths(whole, actor("Ghana"), actor("Oman"), relations={"SUPPLIES"}) == []
    assert evidence_paths(whole, *ends, where=Filter(categories="arms")) == []


@pytest.mark.parametrize(
    ("ends", "options", "message"),
    [
        ((actor("Ghana"), "actor:nobody"), {}, "'actor:nobody' is no actor"),
        ((actor("Ghana"), actor("Ghana")), {}, "is both ends"),
        ((actor("Ghana"), actor("Peru")), {"relations": {"LIKES"}}, "'LIKES' is not known; choose from .*MEETS"),
    ],
)
def test_paths_that_cannot_be(ends, options, message):
    with pytest.raises(QuidError, match=message):
        evidence_paths(world(*CHAIN), *ends, **options)


@pytest.mark.parametrize("seed", range(5))
def test_paths_do_not_depend_on_the_order_of_the_graph(seed):
    whole = random_world(seed, facts=14)
    for target in (actor("Oman"), actor("Laos")):
        there = evidence_paths(whole, actor("Ghana"), target, limit=8)
        assert evidence_paths(shuffled(whole, seed), actor("Ghana"), target, limit=8) == there
        assert [path.length for path in there] == sorted(path.length for path in there)


# --- periods --------------------------------------------------------------------------------------------------------------


def test_a_trajectory_counts_every_claim_once():
    whole = world(*CHAIN, ("2022b", "Laos", "rice", "Peru", "denied"))
    first, second = trajectory(whole, actor("Peru"))
    assert (first.period, first.claims, first.articles, first.given, first.received) == ("2021", 2, 2, 1, 1)
    assert (second.period, second.claims, second.given, second.received) == ("2022", 3, 0, 3)
    assert second.certainties == (("asserted", 2), ("denied", 1))
    assert (first.rank, first.score, first.of) == (1, 2.0, 3)
    assert (second.rank, second.of) == (1, 5)


def test_what_has_no_exact_date_comes_last_and_has_no_rank():
    (only,) = trajectory(world(*CHAIN), actor("Peru"), by="month")
    assert (only.period, only.claims, only.rank, only.of) == ("", 4, None, 0)


def test_a_trajectory_of_a_good_and_of_nothing():
    assert [period.claims for period in trajectory(world(*CHAIN), "good:rice")] == [1, 2]
    with pytest.raises(QuidError, match="'century' is no period"):
        trajectory(example(), "actor:iran", by="century")
    with pytest.raises(QuidError, match="no node"):
        trajectory(example(), "actor:nobody")


# --- determinism ----------------------------------------------------------------------------------------------------------

_SCRIPT = """
import json
from graph.analysis import MEASURES, brokerage, communities, evidence_paths, example, rank, balances, trajectory
g = example()
print(json.dumps(repr((
    [rank(g, name, bootstrap=20, seed=1) for name in MEASURES], communities(g), brokerage(g), balances(g),
    evidence_paths(g, "actor:cuba", "actor:sudan"), trajectory(g, "actor:iran")))))
"""


def test_results_do_not_depend_on_the_hash_seed():
    outputs = {
        json.loads(
            subprocess.run(
                [sys.executable, "-c", _SCRIPT],
                env={**os.environ, "PYTHONHASHSEED": seed},
                check=True,
                capture_output=True,
                text=True,
            ).stdout
        )
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1


def test_every_exchange_of_the_graph_is_told_once():
    whole = world(*CHAIN)
    assert [fact.exchange for fact in exchange_facts(whole)] == sorted(
        node for node, data in whole.nodes(data=True) if data["type"] == "Exchange"
    )


def test_the_vocabulary_names_every_attribute_of_a_graph():
    words = vocabulary()
    for _, data in example().nodes(data=True):
        assert set(data) - {"type", "name"} <= set(words.adds[data["type"]]), data["type"]
        assert None not in data.values()
    for *_, key, data in example().edges(keys=True, data=True):
        fact = words.edges[key].fact
        assert set(data) == {"type", *(["claims", "weight"] if fact else ["count"] if key == "MENTIONS" else [])}
        assert data["type"] == key
