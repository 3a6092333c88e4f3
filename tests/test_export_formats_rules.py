"""What single formats promise: kinds of attributes, time, schemata, vocabularies, checked by readers of these formats."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import cypher_cases as cases
import networkx as nx
import pytest
from lxml import etree

from export import write
from export.formats import ftm
from export.records import Records

GRAPHS = {"case": cases.case_graph, "hostile": cases.hostile_graph, "empty": nx.MultiDiGraph}

# --- GraphML and GEXF -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["gexf", "graphml"])
def test_networkx_gets_every_attribute_with_its_kind(kind, tmp_path):
    graph = cases.case_graph()
    place = tmp_path / f"trade.{kind}"
    write(graph, place)
    found = nx.read_graphml(place, force_multigraph=True) if kind == "graphml" else nx.read_gexf(place)
    renamed = {"start": "start_", "end": "end_"} if kind == "gexf" else {}
    for node, data in graph.nodes(data=True):
        wanted = {renamed.get(name, name): said(value) for name, value in data.items()}
        assert {name: value for name, value in found.nodes[node].items() if name in wanted} == wanted
    edges = {(s, t, data["type"]): data for s, t, data in found.edges(data=True)}
    for source, target, data in graph.edges(data=True):
        wanted = {name: said(value) for name, value in data.items()}
        assert {name: v for name, v in edges[source, target, data["type"]].items() if name in wanted} == wanted


def said(value):
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


@pytest.mark.parametrize("make", GRAPHS.values(), ids=GRAPHS)
def test_gexf_keeps_the_rules_of_its_schema(make, tmp_path):
    """What the XSD of GEXF 1.3 and Gephi's importer ask for."""
    write(make(), tmp_path / "trade.gexf")
    root = etree.parse(tmp_path / "trade.gexf").getroot()
    space = "{http://gexf.net/1.3}"
    assert (root.tag, root.get("version")) == (f"{space}gexf", "1.3")
    (graph,) = root.findall(f"{space}graph")
    assert [child.tag.removeprefix(space) for child in graph] == ["attributes", "attributes", "nodes", "edges"]
    casts = {"string": str, "long": int, "double": float, "boolean": {"true": True, "false": False}.__getitem__}
    ids: set[str] = set()
    for owner, columns, things in zip(("node", "edge"), graph[:2], graph[2:], strict=True):
        assert columns.get("class") == owner
        kinds = {column.get("id"): casts[column.get("type")] for column in columns}
        titles = [column.get("title").lower() for column in columns]
        assert len(kinds) == len(titles) == len(set(titles))
        own = [thing.get("id") for thing in things]
        assert len(own) == len(set(own))
        for thing in things:
            assert thing.tag == f"{space}{owner}"
            for value in thing.iterfind(f"{space}attvalues/{space}attvalue"):
                kinds[value.get("for")](value.get("value"))
            if thing.get("start") is not None:
                assert date.fromisoformat(thing.get("start")) <= date.fromisoformat(thing.get("end"))
            if owner == "edge":
                assert {thing.get("source"), thing.get("target")} <= ids
                assert thing.get("kind")
                assert float(thing.get("weight", "1")) >= 0
        ids |= set(own)


def test_gexf_shows_a_thing_from_the_first_to_the_last_day_that_an_article_tells_of_it(tmp_path):
    graph = cases.case_graph()
    graph.nodes["article:3"]["date"] = "some day"
    write(graph, tmp_path / "trade.gexf")
    found = nx.read_gexf(tmp_path / "trade.gexf")
    times = {node: (data.get("start"), data.get("end")) for node, data in found.nodes(data=True)}
    assert times["article:1"] == ("2022-05-01", "2022-05-01")
    # Told in the articles of 2022-05-01 and 2023-02.
    assert times["exchange:norland>rifles>sudria"] == ("2022-05-01", "2023-02-28")
    assert times["actor:norland"] == ("2022-05-01", "2023-02-28")
    # Only the article without a date tells of it.
    assert times["exchange:westia>drones>estmark"] == (None, None)
    assert times["actor:isle"] == (None, None)
    edges = {(s, t, data["type"]): (data.get("start"), data.get("end")) for s, t, data in found.edges(data=True)}
    for (source, target, _), (start, end) in edges.items():
        assert start is None or all(times[node][0] <= start <= end <= times[node][1] for node in (source, target))
    assert edges["actor:norland", "exchange:norland>rifles>sudria", "SUPPLIES"] == ("2022-05-01", "2023-02-28")
    assert edges["article:1", "actor:norland", "MENTIONS"] == ("2022-05-01", "2022-05-01")
    assert edges["actor:ada-berg", "actor:norland", "LEADS"] == ("2023-02-01", "2023-02-28")


# --- tables ---------------------------------------------------------------------------------------------------------------


def test_parquet_has_lists_and_numbers(tmp_path):
    import pyarrow.parquet as pq

    write(cases.case_graph(), tmp_path / "trade.parquet")
    nodes, edges = (pq.read_table(tmp_path / f"trade.{part}.parquet") for part in ("nodes", "edges"))
    kinds = {name: str(nodes.schema.field(name).type) for name in ("id", "aliases", "start", "confidence")}
    assert kinds == {"id": "string", "aliases": "list<element: string>", "start": "int64", "confidence": "double"}
    assert str(edges.schema.field("claims").type) == "list<element: string>"
    rows = {row["id"]: row for row in nodes.to_pylist()}
    graph = cases.case_graph()
    for node, data in graph.nodes(data=True):
        assert {name: value for name, value in rows[node].items() if value is not None} == {"id": node, **data}


# --- FollowTheMoney -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [*GRAPHS.values(), "seeds_graph"], ids=[*GRAPHS, "seeds"])
def test_followthemoney_finds_no_fault(make, tmp_path, ftm_model, request):
    model = ftm_model
    graph = request.getfixturevalue(make) if isinstance(make, str) else make()
    write(graph, tmp_path / "trade.ftm.jsonl")
    entities = [
        json.loads(line) for line in (tmp_path / "trade.ftm.jsonl").read_text(encoding="utf-8").split("\n") if line
    ]
    schemata = {entity["id"]: model[entity["schema"]] for entity in entities}
    assert len(schemata) == len(entities)
    for entity in entities:
        schema = model[entity["schema"]]
        assert not schema.abstract
        schema.validate(entity)
        assert set(entity["properties"]) <= set(schema.properties)
        assert set(schema.required) <= set(entity["properties"])
        for name, values in entity["properties"].items():
            kind = schema.get(name)
            assert values
            assert sum(map(len, values)) <= kind.max_length * len(values)
            if kind.range is not None:
                assert all(schemata[value].is_a(kind.range) for value in values), (entity, name)
    told = Records(graph)
    inside = {"ABOUT", "STATED_IN"}
    assert len(entities) == len(told.nodes) + sum(edge.type not in inside for edge in told.edges)


def test_followthemoney_uses_its_own_schemata(tmp_path):
    graph = cases.case_graph()
    graph.nodes["actor:norland"].update(iso="NO", wikidata="Q20")
    graph.nodes["article:1"]["url"] = "https://news.example/1"
    write(graph, tmp_path / "trade.ftm.jsonl")
    lines = (tmp_path / "trade.ftm.jsonl").read_text(encoding="utf-8").splitlines()
    entities = {entity["id"]: entity for entity in map(json.loads, lines)}
    state = entities[ftm.identifier("actor:norland")]
    assert (state["schema"], state["properties"]["country"], state["properties"]["wikidataId"]) == (
        "PublicBody",
        ["no"],
        ["Q20"],
    )
    assert entities[ftm.identifier("article:1")]["properties"]["sourceUrl"] == ["https://news.example/1"]
    links = Counter(entity["schema"] for entity in entities.values())
    assert {name: links[name] for name in ("Sanction", "Directorship", "Membership", "Documentation")} == {
        "Sanction": 2,
        "Directorship": 2,
        "Membership": 1,
        "Documentation": 4,
    }
    (sanction,) = [
        e["properties"]
        for e in entities.values()
        if e["schema"] == "Sanction" and e["properties"]["program"] == ["arms embargo"]
    ]
    assert sanction["authority"] == ["Council of Coasts", "Norland"]
    assert sanction["entity"] == [ftm.identifier("actor:sudria")]


# --- JSON-LD --------------------------------------------------------------------------------------------------------------


def test_sparql_finds_who_supplies_what_in_whose_words(tmp_path):
    import rdflib

    graph = cases.case_graph()
    write(graph, tmp_path / "trade.jsonld")
    found = (
        rdflib.Graph()
        .parse(tmp_path / "trade.jsonld")
        .query("""
        PREFIX schema: <https://schema.org/> PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX quid: <urn:quid:term:>
        SELECT ?who ?what ?words ?certainty ?paper ?speaker WHERE {
            ?exchange a schema:TransferAction ; schema:agent/schema:name ?who ; schema:object/schema:name ?what .
            ?fact rdf:predicate quid:SUPPLIES ; rdf:object ?exchange ; prov:wasDerivedFrom ?claim .
            ?claim a schema:Claim ; schema:text ?words ; quid:certainty ?certainty ; prov:wasQuotedFrom/schema:name ?paper .
            OPTIONAL { ?claim prov:wasAttributedTo/schema:name ?speaker }
        }""")
    )
    rows = [tuple(None if cell is None else str(cell) for cell in row) for row in found]
    view = cases.View(graph)
    wanted = []
    for supplier, exchange, data in view.edges("SUPPLIES"):
        for claim in data["claims"]:
            (good,), (article,) = view.out(exchange, "OF"), view.out(claim, "STATED_IN")
            for speaker in view.into(claim, "SAYS") or [None]:
                words = view.get(claim, "quote"), view.get(claim, "certainty")
                wanted.append(
                    (view.name(supplier), view.name(good), *words, view.name(article), speaker and view.name(speaker))
                )
    assert sorted(rows, key=str) == sorted(wanted, key=str)
    assert len(rows) >= 8


@pytest.mark.parametrize("make", GRAPHS.values(), ids=GRAPHS)
def test_two_readers_of_jsonld_find_the_same_triples(make, tmp_path):
    import rdflib
    from pyld import jsonld

    write(make(), tmp_path / "trade.jsonld")
    text = (tmp_path / "trade.jsonld").read_text(encoding="utf-8")
    one = rdflib.Graph().parse(data=text, format="json-ld")
    quads = jsonld.to_rdf(json.loads(text), {"format": "application/n-quads"})
    other = rdflib.Graph().parse(data=quads, format="nt")
    assert len(one) == len(other)
    assert sorted(map(str, set(one.predicates()))) == sorted(map(str, set(other.predicates())))
