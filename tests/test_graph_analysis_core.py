"""Projections, measures, rankings, groups, brokers, pairs, paths and periods on graphs made by hand."""

from __future__ import annotations

import doctest
import json
import os
import random
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import graph.analysis
from graph.analysis import (
    MEASURES,
    NETWORKS,
    Filter,
    balance,
    balances,
    brokerage,
    commentary_network,
    communities,
    evidence_paths,
    example,
    exchange_network,
    goods_network,
    measure,
    rank,
    sanctions_network,
    trajectory,
)
from graph.analysis.brokerage import roles
from graph.analysis.projections import exchange_facts, project, reweighted
from graph.analysis.ranking import places
from graph.build import build
from graph.errors import QuidError
from graph.ids import digest
from graph.records import Article, Claim, Entity, Exchange, Reading, Relation
from graph.vocabulary import vocabulary

STATES = ("Ghana", "Peru", "Norway", "Kenya", "Chile", "Nepal", "Oman", "Laos")
GOODS = {"rice": "food", "rifles": "arms", "coal": "energy"}
MODULES = sorted(
    f"graph.analysis.{path.stem}" for path in Path(graph.analysis.__file__).parent.glob("*.py") if path.stem[0] != "_"
)


def actor(name):
    return f"actor:{name.lower()}"


def entities():
    found = {actor(name): Entity(actor(name), "Actor", "state", name) for name in STATES}
    found |= {f"good:{name}": Entity(f"good:{name}", "Good", kind, name) for name, kind in GOODS.items()}
    found["actor:ida-berg"] = Entity("actor:ida-berg", "Commentator", "expert", "Ida Berg")
    found["resolution:ban"] = Entity("resolution:ban", "Resolution", "embargo", "rifle ban")
    return found


def world(*told, shuffle=None):
    """A graph of facts told as `(article, supplier, good, recipient, certainty)` or `(article, source, type, target)`."""
    articles = {}
    for number, (article, *fact) in enumerate(told):
        text, claims = articles.setdefault(article, ([], []))
        sentence = f"{' '.join(map(str, fact))} as told in {article}, number {number}."
        start = len(" ".join(text)) + bool(text)
        text.append(sentence)
        claims.append(claim(fact, start, start + len(sentence)))
    known = entities()
    readings = [
        Reading(
            Article(" ".join(text), digest(article, 64), title=article, publisher=f"{article} Post", date=article[:4]),
            known,
            dict.fromkeys(known, 1),
            tuple(claims),
        )
        for article, (text, claims) in articles.items()
    ]
    return build(readings)


def claim(fact, start, end):
    if fact[1].isupper():
        source, kind, target = fact
        end_of = "resolution:ban" if target == "ban" else f"good:{target}" if target in GOODS else actor(target)
        start_of = "resolution:ban" if source == "ban" else actor(source)
        return Claim(Relation(start_of, kind, end_of), start, end, "asserted", "test")
    supplier, good, recipient, *certainty = fact
    sides = [actor(side) if side else None for side in (supplier, recipient)]
    return Claim(
        Exchange(sides[0], sides[1], f"good:{good}"),
        start,
        end,
        certainty[0] if certainty else "asserted",
        "test",
        stage="delivered",
        speakers=("actor:ida-berg",) if certainty else (),
    )


CHAIN = (
    ("2021a", "Ghana", "rice", "Peru"),
    ("2021b", "Peru", "rifles", "Norway"),
    ("2022a", "Norway", "coal", "Kenya"),
    ("2022a", "Kenya", "rice", "Peru"),
    ("2022a", "Ghana", "rice", "Peru"),
)


def shuffled(whole, seed):
    """The same graph with nodes and edges in another order."""
    chance = random.Random(seed)
    nodes, edges = list(whole.nodes(data=True)), list(whole.edges(keys=True, data=True))
    chance.shuffle(nodes)
    chance.shuffle(edges)
    again = nx.MultiDiGraph()
    again.add_nodes_from(nodes)
    again.add_edges_from(edges)
    return again


def random_world(seed, facts=60, articles=12):
    chance = random.Random(seed)
    told = []
    for _ in range(facts):
        supplier, recipient = chance.sample(STATES, 2)
        told.append((f"20{20 + chance.randrange(articles)}", supplier, chance.choice(list(GOODS)), recipient))
    return world(*told)


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
