"""Filters, projections, measures and rankings on graphs made by hand."""

from __future__ import annotations

import doctest
import random
from importlib import import_module
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import CHAIN, actor, entities, random_world, shuffled, world

import graph.analysis
from graph.analysis import (
    MEASURES,
    NETWORKS,
    Filter,
    commentary_network,
    example,
    exchange_network,
    goods_network,
    measure,
    rank,
    sanctions_network,
)
from graph.analysis.projections import project, reweighted
from graph.analysis.ranking import places
from graph.build import build
from graph.errors import QuidError
from graph.records import Article, Claim, Exchange, Reading, Relation

MODULES = sorted(
    f"graph.analysis.{path.stem}" for path in Path(graph.analysis.__file__).parent.glob("*.py") if path.stem[0] != "_"
)


# --- documentation ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["graph.analysis", "graph.files", *MODULES])
def test_the_examples_in_the_documentation_run(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = doctest.testmod(import_module(name), optionflags=doctest.ELLIPSIS)
    assert found.failed == 0


def test_every_public_function_has_an_example():
    for name in graph.analysis.__all__:
        thing = getattr(graph.analysis, name)
        if callable(thing) and not isinstance(thing, type):
            assert ">>>" in (thing.__doc__ or ""), name


def test_every_measure_says_what_it_is():
    for entry in MEASURES.values():
        assert all((entry.says, entry.unit, entry.cost, entry.reference))


# --- filters ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until", "date", "passes"),
    [
        ("2023", None, "2023-01-01", True),
        ("2023", None, "2022-12-31", False),
        (None, "2023", "2023-12-31", True),
        (None, "2023-06", "2023-07-01", False),
        ("2023-06", "2023-08", "2023", True),
        ("2023-06", None, "2023-06", True),
        ("2023", None, None, False),
        (None, None, None, True),
    ],
)
def test_dates(since, until, date, passes):
    assert Filter(since=since, until=until).dated(date) is passes


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"categories": ["guns"]}, "guns.*munitions"),
        ({"stages": "sent"}, "sent.*delivered"),
        ({"certainties": {"sure"}}, "sure.*asserted"),
        ({"since": "May 2023"}, "May 2023.*2024-05"),
    ],
)
def test_a_filter_that_means_nothing_says_so(options, message):
    with pytest.raises(QuidError, match=message):
        Filter(**options)


def test_filters_keep_what_they_say():
    whole = world(*CHAIN, ("2021a", "Chile", "rice", "Nepal", "doubted"))

    def edges(**options):
        return {(a[6:], b[6:], d["claims"]) for a, b, d in exchange_network(whole, Filter(**options)).edges(data=True)}

    assert len(edges()) == 5
    assert edges(categories="arms") == {("peru", "norway", 1)}
    assert edges(certainties={"doubted"}) == {("chile", "nepal", 1)}
    assert edges(since="2022") == {("ghana", "peru", 1), ("kenya", "peru", 1), ("norway", "kenya", 1)}
    assert edges(sources="2021b Post") == edges(sources="2021b") == {("peru", "norway", 1)}
    assert edges(stages="offered") == set()


def test_a_source_that_the_graph_lacks():
    with pytest.raises(QuidError, match="no article has the id, path, address, publisher or title 'Morning News'"):
        exchange_network(example(), Filter(sources={"Morning News"}))


# --- projections --------------------------------------------------------------------------------------------------------


def test_the_exchange_network_counts_claims_and_articles_and_leads_back_to_them():
    whole = world(*CHAIN, ("2022a", None, "coal", "Laos"))
    network = exchange_network(whole)
    tie = network.edges[actor("Ghana"), actor("Peru")]
    assert (tie["claims"], tie["articles"], tie["goods"]) == (2, 2, ["good:rice"])
    assert sorted(claim for stated in tie["evidence"].values() for claim in stated) == sorted(
        whole.edges[actor("Ghana"), tie["exchanges"][0], "SUPPLIES"]["claims"]
    )
    assert network.nodes[actor("Ghana")] == {"type": "Actor", "name": "Ghana", "kind": "state"}
    assert actor("Laos") not in network
    assert list(network) == sorted(network)


def test_the_goods_network_is_bipartite_and_counts_one_side_alone():
    network = goods_network(world(*CHAIN, ("2022a", None, "coal", "Laos")))
    sides = nx.get_node_attributes(network, "bipartite")
    assert all(sides[a] != sides[b] for a, b in network.edges)
    assert network.edges["good:coal", actor("Laos")]["claims"] == 1
    assert network.edges[actor("Ghana"), "good:rice"]["claims"] == 2


def test_the_commentary_network_takes_an_exchange_apart():
    whole = world(("2021a", "Chile", "rice", "Nepal", "doubted"), ("2021a", "Chile", "coal", "Nepal"))
    network = commentary_network(whole)
    assert set(network.edges) == {("actor:ida-berg", end) for end in (actor("Chile"), actor("Nepal"), "good:rice")}
    assert not commentary_network(whole, Filter(categories="energy"))
    assert len(commentary_network(whole, Filter(categories="food"))) == 4


def test_the_sanctions_network_joins_what_breaks_a_ban_to_both_sides():
    breach = Exchange(actor("Peru"), actor("Oman"), "good:rifles")
    article = Article("Peru sold Oman rifles against the ban.", "0" * 64, title="a", date="2021")
    claims = (
        Claim(Relation(breach, "VIOLATES", "resolution:ban"), 0, 10, "asserted", "test"),
        Claim(Relation("resolution:ban", "PROHIBITS", "good:rifles"), 0, 10, "asserted", "test"),
        Claim(Relation(actor("Chile"), "MEETS", actor("Laos")), 0, 10, "asserted", "test"),
    )
    whole = build([Reading(article, entities(), {}, claims)])
    network = sanctions_network(whole)
    assert {(a, b): d["relations"] for a, b, d in network.edges(data=True)} == {
        (actor("Oman"), "resolution:ban"): ["VIOLATES"],
        (actor("Peru"), "resolution:ban"): ["VIOLATES"],
        ("resolution:ban", "good:rifles"): ["PROHIBITS"],
    }
    assert set(sanctions_network(whole, Filter(categories="arms"))) == set(network)
    assert not sanctions_network(whole, Filter(categories="food"))


def test_a_network_that_is_not_there():
    with pytest.raises(QuidError, match="'trade' is not known; choose from exchange"):
        project(example(), "trade")


def test_a_graph_that_lacks_a_good_or_an_article_is_told_in_one_line():
    whole = world(*CHAIN)
    (article,) = [node for node, data in whole.nodes(data=True) if data.get("title") == "2021a"]
    whole.remove_node(article)
    with pytest.raises(QuidError, match="no article states this claim"):
        exchange_network(whole)
    whole = world(*CHAIN)
    whole.remove_node("good:rice")
    with pytest.raises(QuidError, match="an exchange of nothing"):
        exchange_network(whole)


@pytest.mark.parametrize("name", NETWORKS)
def test_no_edge_without_evidence(name):
    for _, _, data in project(example(), name).edges(data=True):
        assert data["claims"] == sum(map(len, data["evidence"].values())) > 0
        assert data["articles"] == len(data["evidence"])


# --- measures and rankings -------------------------------------------------------------------------------------------------


def test_measures_by_hand():
    network = exchange_network(world(*CHAIN))

    def scores(name, **options):
        return {node[6:]: round(value, 3) for node, value in measure(network, name, **options).items()}

    assert scores("degree") == {"ghana": 1, "kenya": 2, "norway": 2, "peru": 3}
    assert scores("in_degree") == {"ghana": 0, "kenya": 1, "norway": 1, "peru": 2}
    assert scores("weighted_out_degree") == {"ghana": 2, "kenya": 1, "norway": 1, "peru": 1}
    assert scores("weighted_degree") == {"ghana": 2, "kenya": 2, "norway": 2, "peru": 4}
    # Pairs whose one path passes: Peru ghana-norway, ghana-kenya, kenya-norway; of (n-1)(n-2) = 6.
    assert scores("betweenness") == {"ghana": 0, "kenya": 0.167, "norway": 0.333, "peru": 0.5}
    assert scores("closeness") == {"ghana": 0.6, "kenya": 0.75, "norway": 0.75, "peru": 1}
    assert scores("core") == {"ghana": 1, "kenya": 2, "norway": 2, "peru": 2}
    assert sum(measure(network, "pagerank").values()) == pytest.approx(1)
    assert sum(measure(network, "authority").values()) == pytest.approx(1)
    assert max(scores("authority"), key=scores("authority").get) == "peru"
    assert sum(value**2 for value in measure(network, "eigenvector").values()) == pytest.approx(1)


def test_articles_weigh_instead_of_claims():
    network = exchange_network(world(("2021", "Ghana", "rice", "Peru"), ("2021", "Ghana", "rice", "Peru")))
    assert measure(network, "weighted_degree")[actor("Peru")] == 2
    assert measure(network, "weighted_degree", weight="articles")[actor("Peru")] == 1


def test_a_weight_set_by_hand_counts_at_once():
    network = exchange_network(world(*CHAIN))
    before = measure(network, "pagerank")
    network.edges[actor("Peru"), actor("Norway")]["claims"] = 9
    network.add_edge(actor("Peru"), actor("Ghana"), claims=1)
    network.edges[actor("Peru"), actor("Ghana")]["claims"] = 9
    assert measure(network, "pagerank") != before
    again = measure(network, "pagerank")
    network.edges[actor("Peru"), actor("Ghana")]["claims"] = 1
    assert measure(network, "pagerank") != again


def test_large_networks_are_measured_by_the_backend_to_the_same_end(monkeypatch):
    network = exchange_network(random_world(2))
    expected = {name: measure(network, name) for name in ("betweenness", "closeness", "core")}
    monkeypatch.setattr("graph.backend.interface.WORTH_IT", 1)
    for name, scores in expected.items():
        assert measure(network, name) == pytest.approx(scores, rel=1e-9)


@pytest.mark.parametrize("options", [{"name": "fame"}, {"weight": "fame"}])
def test_a_measure_that_is_not_there(options):
    with pytest.raises(QuidError, match="'fame' is not known; choose from"):
        measure(exchange_network(example()), **options)


@pytest.mark.parametrize("name", MEASURES)
def test_nothing_has_no_ranks(name):
    assert rank(world(("2021", None, "rice", "Peru")), name, bootstrap=3) == []


def test_equals_share_the_better_place():
    assert places({"a": 2.0, "b": 2.0 + 1e-12, "c": 1.0, "d": 3.0}) == {"d": 1, "a": 2, "b": 2, "c": 4}


@given(st.integers(0, 50), st.sampled_from(sorted(MEASURES)))
@settings(deadline=None, max_examples=25)
def test_ranks_do_not_depend_on_the_order_of_the_graph(seed, name):
    whole = random_world(seed)
    expected = rank(whole, name, bootstrap=3, seed=seed)
    assert rank(shuffled(whole, seed), name, bootstrap=3, seed=seed) == expected


def test_the_interval_holds_the_rank_and_narrows_with_more_articles():
    def width(articles):
        told = []
        chance = random.Random(1)
        for number in range(articles):
            told += [(f"{2000 + number}", "Ghana", "rice", "Peru")] * (1 + (number % 4 > 0))
            told += [(f"{2000 + number}", "Kenya", "rice", chance.choice(("Norway", "Chile", "Oman")))]
        ranked = rank(world(*told), "weighted_degree", bootstrap=200)
        assert all(place.low <= place.high for place in ranked)
        return sum(place.high - place.low for place in ranked)

    assert width(40) < width(4)


def test_one_article_has_no_interval():
    (first, *_) = rank(world(("2021", "Ghana", "rice", "Peru")), bootstrap=50)
    assert (first.low, first.high, first.articles) == (None, None, 1)


def test_the_bootstrap_is_seeded_and_its_level_is_checked():
    whole = random_world(3)
    assert rank(whole, bootstrap=40, seed=5) == rank(whole, bootstrap=40, seed=5)
    intervals = {tuple((p.low, p.high) for p in rank(whole, bootstrap=15, seed=seed)) for seed in range(4)}
    assert len(intervals) > 1
    with pytest.raises(QuidError, match="level: 95"):
        rank(whole, bootstrap=10, level=95)


def test_drawing_every_article_once_is_the_network_itself():
    network = exchange_network(random_world(4))
    again = reweighted(network, {article: 1 for *_, data in network.edges(data=True) for article in data["evidence"]})
    assert {(a, b): d["claims"] for a, b, d in again.edges(data=True)} == {
        (a, b): d["claims"] for a, b, d in network.edges(data=True)
    }
    assert not reweighted(network, {})
