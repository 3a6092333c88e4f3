"""Exchanges as rows and side by side, claims in time, what changed between two graphs, what a graph holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.analysis import Filter, compare, example, flows, side_by_side, timeline
from graph.analysis.contents import contents, span
from graph.build import build
from graph.records import Article, Claim, Entity, Exchange, Reading, Relation

IRAN, CUBA, OMAN = (f"actor:{name}" for name in ("iran", "cuba", "oman"))
ENTITIES = {
    IRAN: Entity(IRAN, "Actor", "state", "Iran"),
    CUBA: Entity(CUBA, "Actor", "state", "Cuba"),
    OMAN: Entity(OMAN, "Actor", "state", "Oman"),
    "good:oil": Entity("good:oil", "Good", "energy", "oil"),
    "good:sugar": Entity("good:sugar", "Good", "food", "sugar"),
    "actor:ama-darko": Entity("actor:ama-darko", "Commentator", "expert", "Ama Darko"),
    "resolution:ban": Entity("resolution:ban", "Resolution", "embargo", "the ban"),
}
OIL, SUGAR = Exchange(IRAN, CUBA, "good:oil"), Exchange(CUBA, IRAN, "good:sugar")


def claim(fact, start=0, certainty="asserted", **more) -> Claim:
    return Claim(fact, start, start + 4, certainty, "test", **more)


def graph(*articles: tuple[str | None, list[Claim]]):
    """A graph of articles, each with its date and its claims."""
    return build(
        Reading(
            Article(f"Text {number} of many words.", f"{number:016x}" + 48 * "0", title=f"Title {number}", date=date),
            ENTITIES,
            {},
            tuple(claims),
        )
        for number, (date, claims) in enumerate(articles, 1)
    )


# --- flows ----------------------------------------------------------------------------------------------------------


def test_a_flow_tells_stage_certainty_dates_and_evidence():
    told = graph(
        ("2023-05", [claim(OIL, 0, "possible", stage="sought"), claim(OIL, 5, stage="agreed", quantity="two ships")]),
        ("2024-02-03", [claim(OIL, 0, "denied", stage="agreed")]),
    )
    (flow,) = flows(told)
    assert (flow.supplier, flow.good, flow.category, flow.recipient) == ("Iran", "oil", "energy", "Cuba")
    assert (flow.stage, flow.certainty, flow.quantity) == ("agreed", "asserted", "two ships")
    assert (flow.claims, flow.articles, flow.since, flow.until) == (3, 2, "2023-05", "2024-02-03")
    assert len(flow.evidence) == 3
    assert all(told.nodes[claim]["type"] == "Claim" for claim in flow.evidence)


def test_a_filter_counts_only_what_passes_and_judges_the_stage_by_it():
    told = graph(
        ("2023-05", [claim(OIL, 0, stage="sought")]),
        ("2024-02-03", [claim(OIL, 0, stage="delivered"), claim(OIL, 5, stage="delivered")]),
    )
    (flow,) = flows(told, where=Filter(until="2023"))
    assert (flow.stage, flow.claims) == ("sought", 1)
    assert flows(told, where=Filter(categories="food")) == []


def test_what_is_only_given_in_return_gets_no_stage_from_the_other_exchange():
    told = graph(("2024", [claim(OIL, 0, stage="delivered", returns=SUGAR)]))
    by_good = {flow.good: flow for flow in flows(told)}
    assert by_good["oil"].stage == "delivered"
    assert by_good["oil"].in_return_for == ("Cuba → sugar → Iran",)
    assert by_good["sugar"].stage is None
    assert by_good["sugar"].in_return_for == ()


def test_unknown_sides_are_none():
    (flow,) = flows(graph(("2024", [claim(Exchange(None, CUBA, "good:oil"))])))
    assert (flow.supplier, flow.recipient) == (None, "Cuba")


def test_between_one_actor_and_everybody_and_between_several():
    told = graph(("2024", [claim(OIL), claim(SUGAR, 5), claim(Exchange(OMAN, IRAN, "good:oil"), 9)]))
    assert len(flows(told, between=[IRAN])) == 3
    assert {flow.good for flow in flows(told, between=[IRAN, CUBA])} == {"oil", "sugar"}
    assert flows(told, between=[CUBA, OMAN]) == []


def test_pairs_stand_side_by_side_the_one_asked_for_or_who_gives_more_on_the_left():
    told = graph(("2024", [claim(OIL), claim(OIL, 5), claim(SUGAR, 9), claim(Exchange(OMAN, None, "good:oil"), 12)]))
    first, second = side_by_side(told, flows(told))
    assert (first.one, first.other, first.claims) == ("Iran", "Cuba", 3)
    assert [flow.good for flow in first.gives] == ["oil"]
    assert [flow.good for flow in first.gets] == ["sugar"]
    assert (second.one, second.other, second.gets) == ("Oman", None, ())
    assert side_by_side(told, flows(told), first=[CUBA])[0].one == "Cuba"


def test_every_exchange_of_the_seeds_is_one_flow_and_in_one_pair(seeds_graph):
    exchanges = {node for node, data in seeds_graph.nodes(data=True) if data["type"] == "Exchange"}
    rows = flows(seeds_graph)
    assert {flow.exchange for flow in rows} == exchanges
    told = [flow.exchange for pair in side_by_side(seeds_graph, rows) for flow in (*pair.gives, *pair.gets)]
    assert sorted(told) == sorted(exchanges)


# --- timeline -------------------------------------------------------------------------------------------------------


def test_claims_stand_at_their_own_date_else_at_that_of_the_article_else_last():
    told = graph(
        ("2024-03", [claim(OIL, 0, date="2019"), claim(OIL, 5, date="last year"), claim(OIL, 9)]),
        (None, [claim(OIL, 0)]),
    )
    rows = [(moment.date, moment.basis, moment.said) for moment in timeline(told)]
    assert rows == [
        ("2019", "claim", None),
        ("2024-03", "article", "last year"),
        ("2024-03", "article", None),
        (None, None, None),
    ]


def test_a_moment_tells_its_fact_once_whatever_it_is():
    told = graph(
        (
            "2024",
            [
                claim(OIL, 0, returns=SUGAR, stage="agreed"),
                claim(Relation(IRAN, "MEETS", CUBA), 5),
                claim(Relation(OIL, "VIOLATES", "resolution:ban"), 9),
                claim(None, 12, about=(CUBA,), speakers=("actor:ama-darko",)),
            ],
        )
    )
    rows = {moment.type: moment for moment in timeline(told)}
    assert rows["Exchange"].fact == "Iran → oil → Cuba in return for Cuba → sugar → Iran"
    assert rows["MEETS"].fact == "Cuba MEETS Iran"
    assert rows["VIOLATES"].fact == "Iran → oil → Cuba VIOLATES the ban"
    assert "Statement" not in rows
    (said,) = timeline(told, about=["actor:ama-darko"])
    assert (said.type, said.fact, said.speakers) == ("Statement", "statement about Cuba", ("Ama Darko",))


def test_several_names_mean_facts_in_which_all_take_part():
    told = graph(("2024", [claim(OIL, 0), claim(Relation(IRAN, "MEETS", OMAN), 5, deniers=(OMAN,))]))
    assert [moment.fact for moment in timeline(told, about=[IRAN])] == ["Iran → oil → Cuba", "Iran MEETS Oman"]
    (moment,) = timeline(told, about=[OMAN, IRAN])
    assert moment.deniers == ("Oman",)
    assert timeline(told, about=["good:oil", CUBA])[0].fact == "Iran → oil → Cuba"
    assert timeline(told, about=[OMAN, CUBA]) == []


def test_a_filter_by_category_leaves_exchanges_of_it_only():
    told = graph(("2024", [claim(OIL, 0), claim(SUGAR, 5), claim(Relation(IRAN, "MEETS", CUBA), 9)]))
    assert [m.fact for m in timeline(told, where=Filter(categories="food"))] == ["Cuba → sugar → Iran"]


def test_every_claim_of_the_seeds_that_states_a_fact_is_one_moment(seeds_graph):
    stating = {claim for _, _, data in seeds_graph.edges(data=True) for claim in data.get("claims", ())}
    rows = timeline(seeds_graph)
    assert sorted(moment.claim for moment in rows) == sorted(stating)
    dates = [moment.date for moment in rows if moment.date]
    assert dates == sorted(dates)


# --- compare --------------------------------------------------------------------------------------------------------


def test_a_graph_does_not_differ_from_itself(seeds_graph):
    assert compare(seeds_graph, seeds_graph) == []
    assert compare(example(), example()) == []


def test_facts_come_go_and_change():
    old = graph(("2024", [claim(OIL, 0, "possible", stage="sought"), claim(Relation(IRAN, "MEETS", CUBA), 5)]))
    new = graph(
        ("2024", [claim(OIL, 0, "possible", stage="sought"), claim(SUGAR, 5)]),
        ("2025", [claim(OIL, 0, stage="delivered"), claim(OIL, 5, "denied", stage="delivered", deniers=(CUBA,))]),
    )
    told = [(c.change, c.what, c.name, c.field, c.old, c.new) for c in compare(old, new)]
    oil = "Iran → oil → Cuba"
    assert told == [
        ("added", "Article", "Title 2", None, None, None),
        ("added", "Exchange", "Cuba → sugar → Iran", None, None, 1),
        ("changed", "Exchange", oil, "certainty", "possible", "asserted"),
        ("changed", "Exchange", oil, "claims", 1, 3),
        ("changed", "Exchange", oil, "deniers", [], ["Cuba"]),
        ("changed", "Exchange", oil, "stage", "sought", "delivered"),
        ("removed", "MEETS", "Cuba MEETS Iran", None, 1, None),
        ("added", "Good", "sugar", None, None, None),
    ]
    back = {(c.change, c.what, c.field): (c.old, c.new) for c in compare(new, old)}
    assert back["removed", "Exchange", None] == (1, None)
    assert back["changed", "Exchange", "stage"] == ("delivered", "sought")


def test_attributes_of_things_change():
    old, new = example(), example()
    new.nodes["actor:cuba"]["kind"] = "bloc"
    new.nodes["actor:iran"]["aliases"] = ["Persia"]
    told = [(c.what, c.name, c.field, c.old, c.new) for c in compare(old, new)]
    assert told == [("Actor", "Cuba", "kind", "state", "bloc"), ("Actor", "Iran", "aliases", [], ["Persia"])]


def test_a_thing_that_was_joined_to_another_keeps_its_facts():
    alias = replace(ENTITIES[CUBA], key="actor:cuban-republic", name="Cuban Republic")
    old = build(
        [
            Reading(
                Article("Text.", "1" * 64, title="Title"),
                {**ENTITIES, alias.key: alias},
                {},
                (claim(Exchange(IRAN, alias.key, "good:oil")),),
            )
        ]
    )
    new = build([Reading(Article("Text.", "1" * 64, title="Title"), ENTITIES, {}, (claim(OIL),))])
    new.graph["decisions"] = [[alias.key, CUBA, "said by hand"]]
    told = [(c.change, c.what, c.name, c.new) for c in compare(old, new)]
    assert ("joined", "Actor", "Cuban Republic", "Cuba") in told
    assert not any(what == "Exchange" for _, what, _, _ in told)


@pytest.mark.parametrize("decisions", [[["a", "b", ""], ["b", "a", ""]], [["actor:gone", "actor:nowhere", ""]]])
def test_decisions_that_lead_nowhere_are_no_trap(decisions):
    old, new = example(), example()
    for node in ("a", "b", "actor:gone"):
        old.add_node(node, type="Actor", name=node)
    new.graph["decisions"] = decisions
    assert {c.change for c in compare(old, new)} == {"removed"}


# --- contents -------------------------------------------------------------------------------------------------------


def test_contents_count_every_node_and_relation_once(seeds_graph):
    counts = contents(seeds_graph)
    assert sum(count.count for count in counts if count.part == "node") == seeds_graph.number_of_nodes()
    assert sum(count.count for count in counts if count.part == "relation") == seeds_graph.number_of_edges()
    for count in counts:
        if count.part == "node":
            assert sum(count.of.values()) == count.count
    assert span(seeds_graph)[2] == 0


def test_contents_of_little():
    told = graph((None, [claim(OIL)]), ("2024-05", []))
    assert span(told) == ("2024-05", "2024-05", 1)
    by_name = {count.name: count for count in contents(told)}
    assert by_name["Actor"].of == {"state": 2}
    assert by_name["Exchange"].of == {"unknown": 1}
    assert by_name["SUPPLIES"].of == {"claims": 1}
    assert "MEETS" not in by_name
