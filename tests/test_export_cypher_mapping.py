"""The mapping between the graph model and Cypher, and its way back; the cookbook; files for neo4j-admin."""

from __future__ import annotations

import json
import re

import cypher_cases as cases
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from export import write
from export.cypher import mapping
from export.cypher.workaround import rewritten
from graph.errors import QuidError
from graph.files import dumps
from graph.vocabulary import vocabulary


def back(graph):
    rows = mapping.rows(graph)
    nodes = [{"labels": list(row.labels), "properties": row.properties} for row in (*rows.nodes, rows.graph)]
    return mapping.restore(nodes, [(row.source, row.type, row.target, row.properties) for row in rows.relationships])


@pytest.mark.parametrize("make", [cases.case_graph, cases.changed_graph, cases.hostile_graph, nx.MultiDiGraph])
def test_there_and_back_gives_the_same_bytes(make):
    assert dumps(back(make())) == dumps(make())


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(
    st.dictionaries(st.text(), VALUES, max_size=4),
    st.dictionaries(st.text(), VALUES, max_size=4),
    st.text(),
    st.text() | st.integers(),
)
def test_any_attributes_come_back(node, edge, identifier, key):
    graph = nx.MultiDiGraph()
    graph.add_node(identifier, **{k: v for k, v in node.items() if k != "id"})
    graph.add_node("other", type="Good", name="")
    graph.add_edge(
        identifier, "other", key=key, **{k: v for k, v in edge.items() if k not in {"source", "target", "key"}}
    )
    found = back(graph)
    assert dict(found.nodes(data=True)) == dict(graph.nodes(data=True))
    assert list(found.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))


def test_types_and_kinds_are_labels():
    rows = {row.id: row for row in mapping.rows(cases.case_graph()).nodes}
    assert rows["actor:norland"].labels == ("Actor", "Quid", "State")
    assert rows["actor:mara-holt"].labels == ("Commentator", "Expert", "Quid")
    assert rows["good:oil"].labels == ("Energy", "Good", "Quid")
    assert rows["good:oil"].properties["category"] == "energy"
    assert "ExportControl" in mapping.vocabulary_labels()


def test_every_edge_type_of_the_vocabulary_is_a_relationship_type():
    graph = nx.MultiDiGraph()
    for edge_type in vocabulary().edges:
        graph.add_edge("a", "b", key=edge_type, type=edge_type)
    nx.set_node_attributes(graph, "Actor", "type")
    rows = mapping.rows(graph).relationships
    assert sorted(row.type for row in rows) == mapping.relationship_types()
    assert all("_json" not in row.properties for row in rows)


def test_labels_and_types_are_words_whatever_the_graph_says():
    rows = mapping.rows(cases.hostile_graph())
    names = {label for row in rows.nodes for label in row.labels} | {row.type for row in rows.relationships}
    assert all(re.fullmatch(r"\w+", name, flags=re.ASCII) for name in names)


def test_the_hash_tells_every_change():
    graph = cases.case_graph()
    before = mapping.rows(graph)
    graph.nodes["good:oil"]["name"] = "crude oil"
    after = mapping.rows(graph)
    changed = [new.id for old, new in zip(before.nodes, after.nodes, strict=True) if old.hash != new.hash]
    assert changed == ["good:oil"]
    assert before.graph.hash != after.graph.hash
    assert mapping.rows(cases.case_graph()).graph.hash == before.graph.hash


def test_a_long_id_is_cut_and_stays_unique():
    one, other = "actor:" + "é" * 5000 + "1", "actor:" + "é" * 5000 + "2"
    assert mapping.stored_id(one) != mapping.stored_id(other)
    assert len(mapping.stored_id(one).encode()) < 1000
    assert mapping.stored_id("actor:norland") == "actor:norland"


def test_quoted_names_cannot_end_the_quotation():
    assert mapping.quoted("a`b") == "`a``b`"
    assert "\\u0060" not in mapping.quoted("a\\u0060b")


def test_the_cookbook_has_an_answer_for_every_query_and_names_no_unknown_label():
    book = cases.cookbook()
    assert len(book) >= 20
    assert set(book) == set(cases.ANSWERS)
    known = {*mapping.vocabulary_labels(), *mapping.relationship_types()}
    for query, _ in book.values():
        used = re.findall(r"[(\[]\w*:([\w|]+)", query)
        assert {name for names in used for name in names.split("|")} <= known


def test_a_match_after_unwind_is_kept_apart():
    assert (
        rewritten("MATCH (a) UNWIND a.x AS y MATCH (b {id: y}) RETURN b").text
        == "MATCH (a) UNWIND a.x AS y WITH * MATCH (b {id: y}) RETURN b"
    )
    nested = "UNWIND [y IN [1] | y] AS x /* AS z */\nOPTIONAL MATCH (n) CALL { WITH n UNWIND n.a AS `b c` MATCH (m) RETURN m } RETURN n"
    assert rewritten(nested).text.count(" WITH *") == 2


@pytest.mark.parametrize(
    "query",
    [
        "UNWIND [1] AS x RETURN x",
        "RETURN 'UNWIND [1] AS x MATCH (n)'",
        "MATCH (n) RETURN n.unwind AS x",
        "// UNWIND [1] AS x MATCH\nRETURN 1",
        "WITH 1 AS x MATCH (n) RETURN n",
        "",
    ],
)
def test_other_queries_stay_as_they_are(query):
    assert rewritten(query).text == query


def test_places_in_a_rewritten_query_lead_back_to_the_original():
    query = "UNWIND [1] AS x MATCH (n)\nUNWIND [2] AS y MATCH (m) RETURN n n"
    text = rewritten(query).text
    for line, (old, new) in enumerate(zip(query.split("\n"), text.split("\n"), strict=True), start=1):
        assert rewritten(query).original(line, new.index("MATCH") + 1) == (line, old.index("MATCH") + 1)


def test_import_files_hold_everything_and_take_no_other_folder(tmp_path):
    write(cases.hostile_graph(), tmp_path / "import", "neo4j-import")
    arguments = (tmp_path / "import" / "import.args").read_text().splitlines()
    named = [json.loads(line).partition("=")[2] for line in arguments if "csv" in line]
    assert sorted(named) == sorted(str(path) for path in (tmp_path / "import").glob("*.csv"))
    with pytest.raises(QuidError, match="is not empty"):
        write(cases.case_graph(), tmp_path / "import", "neo4j-import")
    assert [path.name for path in tmp_path.iterdir()] == ["import"]


def test_a_node_called_like_the_one_of_the_graph_is_kept_apart():
    graph = nx.MultiDiGraph()
    graph.add_node(mapping.META_ID, type="Good", name="graph")
    assert mapping.rows(graph).nodes[0].id != mapping.META_ID
    assert dumps(back(graph)) == dumps(graph)
