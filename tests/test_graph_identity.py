"""Joins across articles: only where a name leaves no choice, with a reason, whatever the order."""

from __future__ import annotations

import itertools

from graph.identity import canonical
from graph.ids import key
from graph.records import Entity


def entity(name: str, kind: str = "person", aliases: tuple[str, ...] = (), **attributes: str) -> Entity:
    return Entity(key("Actor", name), "Actor", kind, name, aliases, tuple(sorted(attributes.items())))


def same(*entities: Entity) -> dict[str, str]:
    return canonical(entities)[0]


def test_spellings_of_one_full_name_are_joined() -> None:
    assert same(entity("Dmitri Kozlov"), entity("Dmitry Kozlov")) == {"actor:dmitry-kozlov": "actor:dmitri-kozlov"}
    assert same(entity("Aleksey Sorokin"), entity("Alexei Sorokin"))
    assert same(entity("Takeo Mori"), entity("Mori Takeo"))
    assert same(entity("Ann M. Berg"), entity("Ann Berg")) == {"actor:ann-berg": "actor:ann-m-berg"}


def test_different_people_stay_apart() -> None:
    assert same(entity("Amina Diallo"), entity("Amadou Diallo")) == {}
    assert same(entity("Maria Rossi"), entity("Mario Rossi")) == {}
    assert same(entity("Pak Chol Su"), entity("Pak Chol Ho")) == {}


def test_a_surname_joins_the_only_full_name_that_has_it() -> None:
    assert same(entity("Okafor"), entity("John Okafor")) == {"actor:okafor": "actor:john-okafor"}
    assert same(entity("Okafor"), entity("John Okafor"), entity("Ruth Okafor")) == {}
    assert same(entity("Okafor", of="Ghana"), entity("John Okafor", of="Nigeria")) == {}


def test_an_initial_joins_only_without_choice() -> None:
    assert same(entity("J. Okafor"), entity("John Okafor")) == {"actor:j-okafor": "actor:john-okafor"}
    assert "actor:j-okafor" not in same(entity("J. Okafor"), entity("John Okafor"), entity("Jude Okafor"))


def test_a_name_that_is_an_alias_of_just_one_is_joined() -> None:
    office = entity("Office of Grain Trade", "organisation", ("OGT",))
    assert same(office, entity("OGT", "organisation")) == {"actor:ogt": "actor:office-of-grain-trade"}
    other = entity("Oslo Group of Traders", "organisation", ("OGT",))
    assert same(office, other, entity("OGT", "organisation")) == {}


def test_initials_join_the_only_expansion() -> None:
    agency = entity("Central Fish Agency", "organisation")
    assert same(agency, entity("CFA", "organisation")) == {"actor:cfa": "actor:central-fish-agency"}
    assert same(agency, entity("CFA", "person")) == {}


def test_a_state_is_never_a_body() -> None:
    assert same(entity("Lake", "state"), entity("Lake Company", "organisation", ("Lake",))) == {}


def test_every_join_has_its_reason() -> None:
    table, decisions = canonical([entity("Okafor"), entity("John Okafor")])
    assert [(d.key, d.same_as) for d in decisions] == list(table.items())
    assert "only one 'Okafor'" in decisions[0].reason


def test_order_does_not_matter() -> None:
    entities = [
        entity("Okafor"),
        entity("J. Okafor"),
        entity("John Okafor"),
        entity("CFA", "organisation"),
        entity("Central Fish Agency", "organisation", ("CFA",)),
    ]
    expected = canonical(entities)
    for order in itertools.permutations(entities):
        assert canonical(order) == expected
