"""Readings become one graph: ends, evidence, order independence."""

from __future__ import annotations

from itertools import permutations

import pytest

from graph.build import build
from graph.files import dumps
from graph.ids import digest, exchange_key, key, slug
from graph.records import Article, Claim, Entity, Exchange, Reading, Relation
from graph.vocabulary import vocabulary

IRAN, SUDAN, DRONES, GOLD = "actor:iran", "actor:sudan", "good:drones", "good:gold"


def entity(identity: str, kind: str, node_type: str | None = None, name: str | None = None) -> Entity:
    space, _, rest = identity.partition(":")
    return Entity(identity, node_type or {"actor": "Actor", "good": "Good"}[space], kind, name or rest.title())


ENTITIES = {
    e.key: e for e in (entity(IRAN, "state"), entity(SUDAN, "state"), entity(DRONES, "arms"), entity(GOLD, "materials"))
}


def reading(text: str, *claims: Claim, path: str = "a.txt", entities: dict[str, Entity] | None = None) -> Reading:
    article = Article(text, digest(text, 64), title=text[:20], path=path)
    named = ENTITIES if entities is None else entities
    return Reading(article, named, dict.fromkeys(named, 1), claims)


def claim(fact: Exchange | Relation | None, text: str, quote: str, **details: object) -> Claim:
    start = text.index(quote)
    return Claim(
        **{"fact": fact, "start": start, "end": start + len(quote), "certainty": "asserted", "rule": "test", **details}
    )  # type: ignore[arg-type]


TEXT = "Iran sent drones to Sudan. Sudan paid in gold, a minister said. Khartoum denies it."
SENT = claim(Exchange(IRAN, SUDAN, DRONES), TEXT, "Iran sent drones to Sudan.", stage="delivered", deniers=(SUDAN,))
PAID = claim(
    Exchange(SUDAN, IRAN, GOLD),
    TEXT,
    "Sudan paid in gold, a minister said.",
    stage="delivered",
    speakers=(SUDAN,),
    returns=Exchange(IRAN, SUDAN, DRONES),
    quantity="two tonnes",
)


def edges(graph, edge_type):
    return {(s, t) for s, t, d in graph.edges(data=True) if d["type"] == edge_type}


def test_an_exchange_joins_both_sides_and_its_good():
    graph = build([reading(TEXT, SENT, PAID)])
    drones, gold = exchange_key(SENT.fact), exchange_key(PAID.fact)
    assert edges(graph, "SUPPLIES") == {(IRAN, drones), (SUDAN, gold)}
    assert edges(graph, "DELIVERS_TO") == {(drones, SUDAN), (gold, IRAN)}
    assert edges(graph, "OF") == {(drones, DRONES), (gold, GOLD)}
    assert edges(graph, "IN_RETURN_FOR") == {(gold, drones)}
    assert graph.nodes[gold]["quantity"] == "two tonnes"
    assert graph.nodes[drones]["name"] == "Iran → Drones → Sudan"


def test_every_fact_has_claims_and_every_claim_quotes_its_article():
    graph = build([reading(TEXT, SENT, PAID)])
    facts = [(d["type"], d) for _, _, d in graph.edges(data=True) if vocabulary().edges[d["type"]].fact]
    assert len(facts) == 7
    for _, data in facts:
        assert data["weight"] == len(data["claims"]) >= 1
        for name in data["claims"]:
            node = graph.nodes[name]
            assert TEXT[node["start"] : node["end"]] == node["quote"]
    assert {s for s, _ in edges(graph, "DENIES")} == {SUDAN}
    assert {s for s, _ in edges(graph, "SAYS")} == {SUDAN}
    assert {t for _, t in edges(graph, "STATED_IN")} == {reading(TEXT).article.id}


def test_every_edge_joins_what_the_vocabulary_allows():
    graph = build([reading(TEXT, SENT, PAID)])
    for source, target, data in graph.edges(data=True):
        allowed = vocabulary().edges[data["type"]]
        assert graph.nodes[source]["type"] in allowed.source, data
        assert graph.nodes[target]["type"] in allowed.target, data


def test_the_order_of_articles_changes_nothing():
    other = "Sudan sold gold to Iran."
    third = "Iran and Sudan met."
    readings = [
        reading(TEXT, SENT, PAID),
        reading(other, claim(Exchange(SUDAN, IRAN, GOLD), other, other, stage="agreed"), path="b.txt"),
        reading(third, claim(Relation(SUDAN, "MEETS", IRAN), third, third), path="c.txt"),
    ]
    texts = {dumps(build(order)) for order in permutations(readings)}
    assert len(texts) == 1


def test_a_symmetric_relation_is_stored_once():
    text = "Iran met Sudan. Sudan met Iran."
    claims = [
        claim(Relation(IRAN, "MEETS", SUDAN), text, "Iran met Sudan."),
        claim(Relation(SUDAN, "MEETS", IRAN), text, "Sudan met Iran."),
    ]
    graph = build([reading(text, *claims)])
    assert edges(graph, "MEETS") == {(IRAN, SUDAN)}
    assert graph.edges[IRAN, SUDAN, "MEETS"]["weight"] == 2


def test_the_same_text_twice_counts_once():
    once = build([reading(TEXT, SENT)])
    twice = build([reading(TEXT, SENT, path="z.txt"), reading(TEXT, SENT)])
    assert dumps(once) == dumps(twice)


def test_a_fact_of_a_thing_with_itself_is_dropped():
    graph = build([reading(TEXT, claim(Relation(IRAN, "SUPPORTS", IRAN), TEXT, "Iran"))])
    assert not edges(graph, "SUPPORTS")


def test_who_comments_in_one_article_is_a_commentator_in_all():
    expert = entity("actor:amal-idris", "expert", "Commentator", "Amal Idris")
    person = entity("actor:amal-idris", "person", "Actor", "Amal Idris")
    graph = build(
        [
            reading("one", entities={expert.key: expert}),
            reading("two", entities={person.key: person}, path="b.txt"),
        ]
    )
    assert graph.nodes["actor:amal-idris"]["type"] == "Commentator"
    assert graph.nodes["actor:amal-idris"]["role"] == "expert"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Côte d'Ivoire", "cote-divoire"),
        ("U.S. State Department", "u-s-state-department"),
        ("朝鮮通信社", "朝鮮通信社"),
    ],
)
def test_slugs(name, expected):
    assert slug(name) == expected


def test_long_and_empty_names_have_short_distinct_slugs():
    long = {slug("x" * 10_000), slug("x" * 10_001)}
    assert len(long) == 2
    assert all(len(s) < 80 for s in long)
    assert slug("…") != slug("!")
    assert key("Commentator", "Amal Idris") == key("Actor", "Amal Idris")
