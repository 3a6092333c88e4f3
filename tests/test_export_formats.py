"""Every format, read back by a program that people use for it: the same nodes, edges and evidence, whatever is in the graph."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import subprocess
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

import cypher_cases as cases
import networkx as nx
import pytest

from export import write
from export.formats import available, ftm
from export.records import Records
from export.saving import pieces
from graph.errors import QuidError
from graph.text import uncell

GRAPHS = {"case": cases.case_graph, "hostile": cases.hostile_graph, "empty": nx.MultiDiGraph}
TESTS = Path(__file__).parent


@dataclass
class Told:
    """What a file says: names by id, edges, and the claims with their words behind every fact."""

    names: dict[str, str] = field(default_factory=dict)
    edges: Counter = field(default_factory=Counter)
    quotes: dict[str, str] = field(default_factory=dict)
    claims: dict[tuple[str, str, str], set[str]] = field(default_factory=dict)

    def node(self, identifier: str, name: str, quote: str | None) -> None:
        self.names[identifier] = name or identifier
        if quote:
            self.quotes[identifier] = quote

    def edge(self, source: str, kind: str, target: str, claims) -> None:
        self.edges[source, kind, target] += 1
        if claims:
            self.claims.setdefault((source, kind, target), set()).update(claims)


def expected(graph) -> Told:
    told = Told()
    records = Records(graph)
    for node in records.nodes:
        told.node(node.id, node.name, node.attributes.get("quote"))
    for edge in records.edges:
        told.edge(edge.source, edge.type, edge.target, edge.claims)
    return told


# --- readers: from the file that was written to what it says ------------------------------------------------------------


def by_pandas(frames) -> Told:
    nodes, edges = frames
    told = Told()
    for row in nodes.to_dict("records"):
        told.node(row["id"], row.get("name"), row.get("quote"))
    for row in edges.to_dict("records"):
        claims = row.get("claims")
        told.edge(
            row["source"],
            row["type"],
            row["target"],
            json.loads(claims) if isinstance(claims, str) and claims else claims,
        )
    return told


def read_csv(place: Path, _request) -> Told:
    import pandas

    options = {"dtype": str, "keep_default_na": False, "encoding": "utf-8"}
    files = [place.with_name(f"{place.stem}.{part}.csv") for part in ("nodes", "edges")]
    frames = [pandas.read_csv(file, **options).map(uncell) for file in files]
    return by_pandas(frames)


def read_parquet(place: Path, _request) -> Told:
    import pandas

    frames = [pandas.read_parquet(place.with_name(f"{place.stem}.{part}.parquet")) for part in ("nodes", "edges")]
    # pandas has NaN where a table has nothing.
    frames = [frame.map(lambda value: value.tolist() if hasattr(value, "tolist") else value) for frame in frames]
    frames = [frame.astype(object).where(frame.notna(), None) for frame in frames]
    return by_pandas(frames)


def by_networkx(graph) -> Told:
    told = Told()
    for node, data in graph.nodes(data=True):
        told.node(node, data["label"], data.get("quote"))
    for source, target, data in graph.edges(data=True):
        told.edge(source, data["label"], target, json.loads(data.get("claims", "[]")))
    return told


def read_graphml(place: Path, _request) -> Told:
    return by_networkx(nx.read_graphml(place, force_multigraph=True))


def read_gexf(place: Path, _request) -> Told:
    return by_networkx(nx.read_gexf(place))


SCRIPTS = {
    "graphology": """
        const {MultiDirectedGraph} = require("graphology");
        const graph = MultiDirectedGraph.from(JSON.parse(text));
        out = [graph.mapNodes((id, data) => ({id, ...data})),
               graph.mapEdges((id, data, source, target) => ({id, source, target, ...data}))];""",
    "cytoscape": """
        const cy = require("cytoscape")({headless: true, elements: JSON.parse(text).elements});
        out = [cy.nodes().map(node => node.data()), cy.edges().map(edge => edge.data())];""",
    "gexf": """
        const {MultiGraph} = require("graphology");
        const graph = require("graphology-gexf").parse(MultiGraph, text);
        out = [graph.mapNodes((id, data) => ({id, ...data})),
               graph.mapEdges((id, data, source, target) => ({id, source, target, ...data}))];""",
    "graphml": """
        const {MultiDirectedGraph} = require("graphology");
        const graph = require("graphology-graphml").parse(MultiDirectedGraph, text);
        out = [graph.mapNodes((id, data) => ({id, ...data})),
               graph.mapEdges((id, data, source, target) => ({id, source, target, ...data}))];""",
}


def by_node(kind: str, place: Path, npm: Path) -> tuple[list[dict], list[dict]]:
    script = f"""
        const text = require("fs").readFileSync(process.argv[1], "utf-8"); let out;
        {SCRIPTS[kind]}
        process.stdout.write(JSON.stringify(out));"""
    done = subprocess.run(
        ["node", "-e", script, str(place)],
        env=os.environ | {"NODE_PATH": str(npm)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    nodes, edges = json.loads(done.stdout)
    return nodes, edges


def read_javascript(kind: str):
    def read(place: Path, request) -> Told:
        nodes, edges = by_node(kind, place, request.getfixturevalue("npm"))
        told = Told()
        for node in nodes:
            told.node(node["id"], node["label"], node.get("quote"))
        for edge in edges:
            told.edge(edge["source"], edge["label"], edge["target"], edge.get("claims"))
        return told

    return read


def read_jsonld(place: Path, _request) -> Told:
    import rdflib

    graph = rdflib.Graph().parse(place, format="json-ld")
    schema, rdf, prov = (
        rdflib.Namespace(f"{space}") for space in ("https://schema.org/", rdflib.RDF, "http://www.w3.org/ns/prov#")
    )
    told = Told()

    def node_of(iri) -> str:
        return unquote(str(iri).removeprefix("urn:quid:node:"))

    def term_of(iri) -> str:
        return unquote(str(iri).removeprefix("urn:quid:term:"))

    for subject in set(graph.subjects()):
        if str(subject).startswith("urn:quid:node:"):
            quote = graph.value(subject, schema.text)
            told.node(node_of(subject), str(graph.value(subject, schema.name)), None if quote is None else str(quote))
            for predicate, target in graph.predicate_objects(subject):
                if str(predicate).startswith("urn:quid:term:") and isinstance(target, rdflib.URIRef):
                    told.edge(node_of(subject), term_of(predicate), node_of(target), None)
    for statement in graph.subjects(rdf.type, rdf.Statement):
        source, kind, target = (graph.value(statement, part) for part in (rdf.subject, rdf.predicate, rdf.object))
        claims = {node_of(claim) for claim in graph.objects(statement, prov.wasDerivedFrom)}
        if claims:
            told.claims.setdefault((node_of(source), term_of(kind), node_of(target)), set()).update(claims)
    return told


def read_ftm(place: Path, request) -> Told:
    """Links tell their edges by their schemata and roles; ids are those that FollowTheMoney allows."""
    model = request.getfixturevalue("ftm_model")
    told, roles = Told(), {"Sanction": "TARGETS"}
    with place.open(encoding="utf-8") as lines:
        proxies = [model.get_proxy(json.loads(line)) for line in lines]
    for proxy in proxies:
        if proxy.schema.is_a("Thing"):
            told.node(proxy.id, proxy.caption, proxy.first("description") if proxy.schema.name == "Note" else None)
            if proxy.schema.name == "Note":
                for kind, ends in (("ABOUT", proxy.get("entity")), ("STATED_IN", proxy.get("proof"))):
                    for end in ends:
                        told.edge(proxy.id, kind, end, None)
            continue
        link = next((link for link in ftm.LINKS.values() if link.schema == proxy.schema.name), ftm._OTHER)
        ends = [set(proxy.get(name)) for name in (link.source, link.target)]
        if link.schema == "Sanction":
            ends[0] = {end for end in ends[0] if end.startswith("resolution")}
        (source,), (target,) = ends
        kind = roles.get(proxy.schema.name) or proxy.first(link.role).upper().replace(" ", "_")
        told.edge(source, kind, target, proxy.get("recordId"))
    return told


def read_neo4j(place: Path, _request) -> Told:
    """As the import tool reads it: a header of names and types, the delimiter of lists (the tool itself: test_…_faults)."""
    told = Told()
    arguments = [json.loads(line) for line in (place / "import.args").read_text(encoding="utf-8").splitlines()]
    files = {
        kind: [a.partition("=")[2] for a in arguments if a.startswith(kind)] for kind in ("--nodes", "--relationships")
    }
    rows = {kind: [row for file in names for row in table(Path(file))] for kind, names in files.items()}
    ids = {}
    for row in rows["--nodes"]:
        if "Graph" not in row[":LABEL"].split("\x1f"):
            rest = json.loads(row.get("_json", "{}"))
            ids[row["id:ID(Quid)"]] = identifier = rest.get("id", row["id:ID(Quid)"])
            told.node(identifier, row.get("name:string", rest.get("name")), row.get("quote:string"))
    for row in rows["--relationships"]:
        rest = json.loads(row.get("_json:string", "{}"))
        claims = row["claims:string[]"].split("\x1f") if "claims:string[]" in row else rest.get("claims")
        kind = rest.get("type", row[":TYPE"])
        told.edge(ids[row[":START_ID(Quid)"]], kind, ids[row[":END_ID(Quid)"]], claims)
    return told


def table(file: Path) -> list[dict[str, str]]:
    csv.field_size_limit(10_000_000)
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))


READERS = {
    "csv": read_csv,
    "cytoscape": read_javascript("cytoscape"),
    "ftm": read_ftm,
    "gexf": read_gexf,
    "graphml": read_graphml,
    "graphology": read_javascript("graphology"),
    "jsonld": read_jsonld,
    "neo4j-import": read_neo4j,
    "parquet": read_parquet,
}


def placed(folder: Path, name: str) -> Path:
    return folder / f"trade{next(iter(available()[name].endings), '')}"


def in_ftm(told: Told) -> Told:
    """The same with ids as FollowTheMoney takes them."""
    to = ftm.identifier
    return Told(
        {to(node): name for node, name in told.names.items()},
        Counter({(to(source), kind, to(target)): n for (source, kind, target), n in told.edges.items()}),
        {to(node): quote for node, quote in told.quotes.items()},
        {(to(s), kind, to(t)): {to(claim) for claim in claims} for (s, kind, t), claims in told.claims.items()},
    )


@pytest.mark.parametrize("name", sorted(READERS))
def test_a_reader_gets_the_same_nodes_edges_and_evidence(name, tmp_path, request):
    graph = cases.case_graph()
    place = placed(tmp_path, name)
    write(graph, place, name)
    found, wanted = READERS[name](place, request), expected(graph)
    if name == "ftm":
        wanted = in_ftm(wanted)
        # A claim's own links cite it as their record.
        found.claims = {edge: claims for edge, claims in found.claims.items() if edge in wanted.claims}
    assert found.names == wanted.names
    assert found.edges == wanted.edges
    assert found.quotes == wanted.quotes
    assert found.claims == wanted.claims
    assert len(wanted.quotes) > 10
    assert len(wanted.claims) > 30


@pytest.mark.parametrize("name", sorted(set(READERS) - {"ftm", "neo4j-import"}))
def test_a_reader_gets_hostile_names_and_ids_as_they_were_made_harmless(name, tmp_path, request):
    graph = cases.hostile_graph()
    place = placed(tmp_path, name)
    write(graph, place, name)
    found, wanted = READERS[name](place, request), expected(graph)
    assert found.names == wanted.names
    assert found.edges == wanted.edges


def test_every_format_has_a_reader_here():
    assert sorted(READERS) == sorted(available())


@pytest.mark.parametrize("name", sorted(READERS))
@pytest.mark.parametrize("make", GRAPHS.values(), ids=GRAPHS)
def test_any_order_gives_the_same_bytes_and_no_control_characters(make, name, tmp_path):
    graph = make()
    shuffled = nx.MultiDiGraph(**graph.graph)
    chance = random.Random(7)
    nodes, edges = list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))
    chance.shuffle(nodes)
    chance.shuffle(edges)
    shuffled.add_nodes_from((node, dict(reversed(data.items()))) for node, data in nodes)
    shuffled.add_edges_from((s, t, key, dict(reversed(data.items()))) for s, t, key, data in edges)
    folders = []
    for number, one in enumerate((graph, shuffled)):
        # The files for neo4j-admin name the folder, so both are written to one place.
        folder = tmp_path / "there"
        folder.mkdir()
        write(one, placed(folder, name), name)
        folders.append(folder.rename(tmp_path / str(number)))
    files = [{file.relative_to(folder): file.read_bytes() for file in folder.rglob("*.*")} for folder in folders]
    assert files[0] == files[1]
    if name not in {"parquet", "neo4j-import"}:
        text = "".join(content.decode("utf-8") for content in files[0].values())
        assert not [c for c in text if (ord(c) < 32 and c not in "\t\n\r") or 127 <= ord(c) < 160]


@pytest.mark.parametrize("name", [name for name, chosen in available().items() if chosen.layout == "file"])
def test_standard_output_gets_what_a_file_gets(name, tmp_path):
    place = placed(tmp_path, name)
    write(cases.case_graph(), place)
    assert b"".join(pieces(cases.case_graph(), name)) == place.read_bytes()


def test_a_writer_that_fails_leaves_the_old_files_and_nothing_else(tmp_path, monkeypatch):
    place = tmp_path / "trade.csv"
    write(nx.MultiDiGraph(), place)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}

    def broken(*_):
        yield "id"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("export.formats.tables._edges", broken)
    with pytest.raises(QuidError, match=r"trade\.edges\.csv: cannot be written: No space left on device"):
        write(cases.case_graph(), place)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_without_pyarrow_one_line_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(QuidError, match=r"pip install 'quid\[parquet\]'"):
        write(cases.case_graph(), tmp_path / "trade.parquet")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["gexf", "graphml"])
def test_the_readers_of_gephi_lite_get_every_node_and_edge(kind, tmp_path, npm):
    for name, make in GRAPHS.items():
        graph = make()
        place = tmp_path / f"{name}.{kind}"
        write(graph, place)
        nodes, edges = by_node(kind, place, npm)
        wanted = expected(graph)
        assert {node["id"]: node["label"] for node in nodes} == wanted.names
        assert Counter((edge["source"], edge["label"], edge["target"]) for edge in edges) == wanted.edges
