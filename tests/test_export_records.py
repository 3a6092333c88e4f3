"""The sanitiser before every writer: what it lets through, what it changes, and that nothing falls together."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from export.dates import days, iso
from export.records import Records, columns, flat, printed

TEXTS = st.text(st.characters(exclude_categories=()), max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


def one(value, name="a", **options):
    graph = nx.MultiDiGraph()
    graph.add_node("n", **{name: value})
    return Records(graph, **options).nodes[0].attributes


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("plain", "plain"),
        ("a\x00b\x1bc\x85d\ud800e\ufffef", "a�b�c�d�e�f"),
        ("tab\tline\nend\r", "tab\tline\nend\r"),
        (True, True),
        (3, 3),
        (2**53 + 1, "9007199254740993"),
        (1.5, 1.5),
        (float("nan"), "nan"),
        (float("-inf"), "-inf"),
        (date(2024, 5, 31), "2024-05-31"),
        (datetime(2024, 5, 31, 12, tzinfo=UTC), "2024-05-31T12:00:00+00:00"),
        (["a", "b\x00"], ["a", "b�"]),
        (("a",), ["a"]),
        ([1, 2], [1, 2]),
        ([1, "a", None], ["1", "a"]),
        ([["a"], ["b"]], ['["a"]', '["b"]']),
        ([], []),
        ({"b": 1, "a": [None]}, '{"a": [null], "b": 1}'),
    ],
    ids=repr,
)
def test_values(given, made):
    found = one(given)["a"]
    assert found == made
    assert type(found) is type(made)


def test_nothing_is_left_out_but_null():
    assert one(None) == {}
    assert one("") == {"a": ""}


def test_names_that_a_format_keeps_for_itself_get_an_underscore():
    graph = nx.MultiDiGraph()
    graph.add_node("n", id=1, id_=2, key="k", **{"": 3, "\x00": 4, "\x01": 5})
    found = Records(graph, reserved=frozenset({"id"})).nodes[0].attributes
    assert found == {"_": 3, "�": 4, "�_": 5, "id_": 1, "id__": 2, "key": "k"}


def test_ids_that_look_alike_when_cleaned_stay_apart_and_evidence_follows_them():
    graph = nx.MultiDiGraph()
    for claim in ("claim:\x00", "claim:\x01", "claim:�", "", 7, "7"):
        graph.add_node(claim, type="Claim")
        graph.add_edge("a", claim, key=0, type="LEADS", claims=[claim])
    records = Records(graph)
    ids = [node.id for node in records.nodes]
    assert len(set(ids)) == 7
    assert {"7", "claim:�", "a"} <= set(ids)
    assert all(edge.claims == [edge.target] for edge in records.edges)
    assert len({edge.id for edge in records.edges}) == 6


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(TEXTS, VALUES, max_size=4), TEXTS)
def test_whatever_comes_every_writer_can_take_it(attributes, identifier):
    graph = nx.MultiDiGraph()
    graph.add_nodes_from([(identifier, attributes), ("other", {})])
    graph.add_edges_from([(identifier, "other", 0, attributes)])
    records = Records(graph)
    for values in [*(node.attributes for node in records.nodes), *(edge.attributes for edge in records.edges)]:
        element = etree.Element("x")
        for name, value in values.items():
            element.text = name + printed(value)
            json.dumps({name: value}, allow_nan=False).encode("utf-8")
            assert isinstance(flat(value), str | int | float | bool)
    assert len({node.id for node in records.nodes}) == graph.number_of_nodes()


def test_a_column_has_one_kind():
    rows = [{"n": 1, "x": 1, "l": ["a"], "b": True, "m": ["a"]}, {"n": 2, "x": 1.5, "l": [], "b": False, "m": "a"}]
    assert columns(rows) == {"b": "boolean", "l": "strings", "m": "string", "n": "long", "x": "double"}


@pytest.mark.parametrize(
    ("given", "first", "last", "short"),
    [
        ("2024", "2024-01-01", "2024-12-31", "2024"),
        ("2024-02", "2024-02-01", "2024-02-29", "2024-02"),
        ("2024-02-03", "2024-02-03", "2024-02-03", "2024-02-03"),
        ("2024-02-03T10:00:00Z", "2024-02-03", "2024-02-03", "2024-02-03"),
    ],
)
def test_dates(given, first, last, short):
    assert days(given) == (first, last)
    assert iso(given) == short


@pytest.mark.parametrize(
    "given", ["", "last year", "2024-13", "2024-02-30", "24", "20240203", "٢٠٢٤", "0000", None, 2024]
)
def test_no_dates(given):
    assert days(given) is None
    assert iso(given) is None
