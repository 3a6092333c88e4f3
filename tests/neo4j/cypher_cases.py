"""Graphs, queries and their answers, worked out in Python, for the tests of both Cypher engines."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from importlib.resources import files
from itertools import product

import networkx as nx

from graph.errors import QuidError


def cookbook() -> dict[str, tuple[str, dict]]:
    """Title -> query and parameters of every entry of the cookbook."""
    text = files("export.cypher").joinpath("cookbook.md").read_text(encoding="utf-8")
    found = {}
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        query = re.search(r"```cypher\n(.*?)```", part, flags=re.DOTALL)
        if query:
            given = re.search(r"^Parameters: `(.*)`$", part, flags=re.MULTILINE)
            found[part.split("\n")[0]] = (query[1].strip(), json.loads(given[1]) if given else {})
    return found


# --- a small graph with everything in it ----------------------------------------------------------------------------------


def case_graph() -> nx.MultiDiGraph:
    """Made-up states that trade, meet, sanction and deny, in three articles."""
    graph = nx.MultiDiGraph()
    graph.graph["decisions"] = [["actor:norlanders", "actor:norland", "alias"]]
    for name, kind in [
        ("Norland", "state"),
        ("Sudria", "state"),
        ("Westia", "state"),
        ("Estmark", "state"),
        ("Council of Coasts", "organisation"),
        ("Ada Berg", "person"),
        ("Ivo Lind", "person"),
        ("Isle", "state"),
    ]:
        graph.add_node(
            _id("actor", name), type="Actor", kind=kind, name=name, aliases=[f"{name}ers"] if kind == "state" else []
        )
    for name, role in [("Mara Holt", "expert"), ("Jon Fay", "journalist")]:
        graph.add_node(_id("actor", name), type="Commentator", role=role, name=name, aliases=[])
    for name, category in [("rifles", "arms"), ("grain", "food"), ("oil", "energy"), ("drones", "arms")]:
        graph.add_node(_id("good", name), type="Good", category=category, name=name, aliases=[name[:-1]])
    graph.add_node(
        "resolution:arms-embargo", type="Resolution", kind="embargo", name="arms embargo", aliases=[], number="12"
    )
    graph.add_node("resolution:oil-sanctions", type="Resolution", kind="sanctions", name="oil sanctions", aliases=[])
    for number, date in enumerate(["2022-05-01", "2023-02", "2024"], start=1):
        graph.add_node(
            f"article:{number}", type="Article", name=f"Article {number}", date=date, authors=[], sha256=str(number)
        )
    _exchanges(graph)
    _relations(graph)
    return graph


def _exchanges(graph: nx.MultiDiGraph) -> None:
    exchanges = [
        (
            "Norland",
            "rifles",
            "Sudria",
            "delivered",
            [(1, "asserted", "Mara Holt", None), (2, "denied", "Norland", "Sudria"), (2, "asserted", None, None)],
        ),
        ("Sudria", "grain", "Norland", "agreed", [(2, "probable", "Sudria", None)]),
        ("Sudria", "grain", "Estmark", "delivered", [(3, "asserted", None, None), (1, "possible", "Jon Fay", None)]),
        ("Estmark", "oil", "Sudria", "offered", [(3, "possible", "Mara Holt", "Estmark")]),
        ("Westia", "drones", "Estmark", "delivered", [(3, "asserted", "Council of Coasts", None)]),
        (None, "drones", "Norland", "sought", [(1, "doubted", "Jon Fay", None)]),
        ("Westia", "oil", None, "stopped", [(3, "asserted", "Westia", None)]),
    ]
    made = [_exchange(graph, *exchange) for exchange in exchanges]
    for one, other in [(0, 1), (1, 2), (2, 3)]:
        evidence = [node for node in graph.predecessors(made[one]) if graph.nodes[node]["type"] == "Claim"]
        graph.add_edge(
            made[one],
            made[other],
            key="IN_RETURN_FOR",
            type="IN_RETURN_FOR",
            claims=sorted(evidence),
            weight=len(evidence),
        )


def _exchange(graph, supplier, good, recipient, stage, claims) -> str:
    node = f"exchange:{supplier or '?'}>{good}>{recipient or '?'}".lower()
    graph.add_node(node, type="Exchange", name=f"{supplier or '?'} → {good} → {recipient or '?'}", stage=stage)
    ids = [_claim(graph, [node], *claim, stage=stage) for claim in claims]
    evidence = {"claims": sorted(ids), "weight": len(ids)}
    if supplier:
        graph.add_edge(_id("actor", supplier), node, key="SUPPLIES", type="SUPPLIES", **evidence)
    if recipient:
        graph.add_edge(node, _id("actor", recipient), key="DELIVERS_TO", type="DELIVERS_TO", **evidence)
    graph.add_edge(node, _id("good", good), key="OF", type="OF", **evidence)
    return node


def _claim(graph, about, article, certainty, speaker, denier, stage=None) -> str:
    number = sum(data["type"] == "Claim" for _, data in graph.nodes(data=True))
    node = f"claim:{article}:{number}"
    quote = f"Words number {number}, “as said”."
    graph.add_node(
        node,
        type="Claim",
        name=quote,
        quote=quote,
        start=number * 100,
        end=number * 100 + len(quote),
        certainty=certainty,
        confidence=1.0 if number % 2 else 0.75,
        rule="made",
        **({"stage": stage} if stage else {}),
    )
    for target in about:
        graph.add_edge(node, target, key="ABOUT", type="ABOUT")
    graph.add_edge(node, f"article:{article}", key="STATED_IN", type="STATED_IN")
    if speaker:
        graph.add_edge(_id("actor", speaker), node, key="SAYS", type="SAYS")
    if denier:
        graph.add_edge(_id("actor", denier), node, key="DENIES", type="DENIES")
    return node


def _relations(graph: nx.MultiDiGraph) -> None:
    embargo, oil = "resolution:arms-embargo", "resolution:oil-sanctions"
    rifles = "exchange:norland>rifles>sudria"
    for source, kind, target, speaker in [
        ("actor:council-of-coasts", "ADOPTS", embargo, None),
        ("actor:norland", "ADOPTS", embargo, None),
        ("actor:norland", "VIOLATES", embargo, "Mara Holt"),
        (rifles, "VIOLATES", embargo, None),
        (embargo, "PROHIBITS", "good:rifles", None),
        (embargo, "TARGETS", "actor:sudria", None),
        (oil, "PROHIBITS", "good:oil", None),
        (oil, "TARGETS", "actor:estmark", None),
        ("actor:westia", "SUPPORTS", oil, None),
        ("actor:westia", "VIOLATES", oil, "Jon Fay"),
        ("actor:ada-berg", "LEADS", "actor:norland", None),
        ("actor:ivo-lind", "LEADS", "actor:sudria", None),
        ("actor:ada-berg", "MEETS", "actor:ivo-lind", None),
        ("actor:norland", "AT_WAR_WITH", "actor:sudria", None),
        ("actor:norland", "MEMBER_OF", "actor:council-of-coasts", None),
        ("actor:mara-holt", "AFFILIATED_WITH", "actor:council-of-coasts", None),
        ("actor:estmark", "ALLIED_WITH", "actor:westia", None),
    ]:
        claim = _claim(graph, [source, target], 2, "asserted", speaker, None)
        graph.add_edge(source, target, key=kind, type=kind, claims=[claim], weight=1)
    for article, target in product(("article:1", "article:2"), ("actor:norland", "actor:sudria")):
        graph.add_edge(article, target, key="MENTIONS", type="MENTIONS", count=3)


def _id(space: str, name: str) -> str:
    return f"{space}:{name.lower().replace(' ', '-')}"


def changed_graph() -> nx.MultiDiGraph:
    """The same a day later: one state gone, one new, a kind, a stage, an attribute and a direction changed."""
    graph = case_graph()
    graph.remove_node("actor:westia")
    graph.remove_node("actor:isle")
    graph.nodes["actor:estmark"]["kind"] = "bloc"
    graph.nodes["actor:norland"]["iso"] = "NL"
    del graph.nodes["resolution:arms-embargo"]["number"]
    graph.nodes["actor:jon-fay"].update(type="Actor", kind="person")
    del graph.nodes["actor:jon-fay"]["role"]
    graph.nodes["exchange:sudria>grain>norland"]["stage"] = "stopped"
    graph.edges["article:1", "actor:norland", "MENTIONS"]["count"] = 9
    graph.add_node("actor:newland", type="Actor", kind="state", name="Newland", aliases=["Newlanders"])
    graph.add_edge("actor:newland", "actor:norland", key="VISITS", type="VISITS", claims=["claim:2:1"], weight=1)
    graph.graph["decisions"] = []
    return graph


HOSTILE = [
    'O\'Neill "quoted" `ticks` \\u0060) DETACH DELETE n //',
    "x" * 10_000,
    "日本語 عربي 😀 e\u0301",
    "line\nbreak\r\nand\ttab",
    "nul\x00 and \x1f and \x1b[31m",
    "=cmd|'/c calc'!A0",
    "; RETURN 1",
    "",
    "   ",
    "\u202eright",
    "ids;with;semi|colons",
    "\\",
    '\\"',
    '"',
    "''",
    "$x {id: 1}",
    "a\x7fb\x85c\u2028d",
    "`",
    "``",
    "a`b:Actor {name: 'x'}) SET n.x = 1 //",
]


def hostile_graph() -> nx.MultiDiGraph:
    """Names, ids, types, keys and values that break whatever is not quoted or checked."""
    graph = nx.MultiDiGraph()
    graph.graph.update(decisions=[["a", "b", "`because`"]], nothing=None)
    for number, name in enumerate(HOSTILE):
        graph.add_node(
            f"actor:{name[:2000]}-{number}",
            type="Actor",
            kind="state" if number % 2 else name,
            name=name,
            aliases=[name, "b"] if number % 3 else [],
            number=number if number % 2 else 1.5,
        )
    ids = sorted(graph)
    graph.nodes[ids[0]].update(
        {
            "odd `key`)": 1,
            "_hash": "mine",
            "nothing": None,
            "map": {"a": [1]},
            "mixed": [1, "a"],
            "big": 2**70,
            "nested": [[1]],
            "yes": True,
            "ints": [1, 2],
            "floats": [1.0, 2.5],
            "flags": [True, False],
            "one": [""],
            "two": ["", ""],
            "largest": 2**63 - 1,
            "tiny": 5e-324,
        }
    )
    graph.add_node("graph", type="Good", name="graph", more={"of": "it"})
    graph.add_node("strange", type="`) MATCH (n) DETACH DELETE n //", name="strange")
    for number, source in enumerate(ids):
        target = ids[(number + 1) % len(ids)]
        graph.add_edge(source, target, key="k`0", type="SUPPLIES", claims=["c"], weight=1, note=HOSTILE[number])
        graph.add_edge(source, target, key="k`1", type="X`]->() DETACH DELETE a //", claims=[], weight=0)
    graph.add_edge(ids[0], ids[0], key=0, type="LEADS", nothing=None)
    return graph


def large_graph(nodes: int, edges: int) -> nx.MultiDiGraph:
    """Claims on exchanges, with the sizes of properties that articles give."""
    graph = nx.MultiDiGraph()
    for number in range(nodes):
        if number % 5:
            quote = f"Sentence {number} tells at usual length who gives what to whom, and for what in return."
            graph.add_node(
                f"claim:{number}",
                type="Claim",
                name=quote[:40],
                quote=quote,
                start=number,
                end=number + len(quote),
                certainty="asserted",
                rule="made",
                confidence=0.9,
            )
        else:
            graph.add_node(f"exchange:{number}", type="Exchange", name=f"Exchange {number}", stage="agreed")
    for number in range(edges):
        claim = number % nodes if number % nodes % 5 else number % nodes + 1
        exchange = (number * 7919 + number // nodes * 5) % nodes // 5 * 5
        graph.add_edge(
            f"claim:{claim % nodes}", f"exchange:{exchange}", key=f"ABOUT{number // nodes}", type="ABOUT", count=number
        )
    return graph


# --- queries for which the engines must agree -----------------------------------------------------------------------------

QUERIES = [
    "RETURN 1 AS one, 2.5 AS real, 'text' AS text, true AS yes, null AS nothing, [1, 'a', null] AS list, {a: 1, b: [2]} AS map",
    "RETURN 7 / 2 AS whole, 7 % 3 AS rest, 7.0 / 2 AS real, 2 ^ 3 AS power, -3 AS negative",
    "RETURN toUpper('abc') AS up, toLower('ABC') AS low, trim('  x ') AS trimmed, substring('hello', 1, 3) AS part, replace('aba', 'a', 'c') AS other",
    "RETURN split('a,b,c', ',') AS parts, size('hello') AS length, left('hello', 2) AS l, right('hello', 2) AS r, reverse('abc') AS back",
    "RETURN toInteger('12') AS i, toFloat('1.5') AS f, toString(12) AS s, toBoolean('true') AS b, toInteger('x') AS none",
    "RETURN coalesce(null, 'x') AS first, CASE WHEN 1 > 2 THEN 'a' ELSE 'b' END AS chosen, CASE 3 WHEN 3 THEN 'three' END AS simple",
    "RETURN range(1, 5) AS r, range(5, 1, -2) AS down, [x IN range(1, 5) WHERE x % 2 = 0 | x * x] AS squares, [1, 2, 3][1..] AS tail",
    "RETURN reduce(sum = 0, x IN [1, 2, 3] | sum + x) AS sum, all(x IN [1, 2] WHERE x > 0) AS every, any(x IN [1, 2] WHERE x > 1) AS some",
    "RETURN head([1, 2]) AS h, last([1, 2]) AS l, tail([1, 2, 3]) AS t, size([1, 2]) AS s, 2 IN [1, 2] AS inside, reverse([1, 2]) AS b",
    "RETURN abs(-2) AS a, sign(-3) AS s, round(2.5) AS r, floor(2.7) AS f, ceil(2.1) AS c, sqrt(16) AS q",
    "RETURN date('2024-05-31') AS day, date('2024-05-31').year AS year, date('2024-01-31') < date('2024-02-01') AS before",
    "RETURN null = null AS a, null IS NULL AS b, NOT null AS c, 1 < null AS d, null IN [1] AS e",
    "RETURN 'abc' STARTS WITH 'a' AS s, 'abc' ENDS WITH 'c' AS e, 'abc' CONTAINS 'b' AS c, 'abc' =~ 'a.c' AS m",
    "UNWIND [3, 1, 2] AS x RETURN x ORDER BY x DESC",
    "UNWIND [1, 1, 2] AS x RETURN DISTINCT x ORDER BY x",
    "UNWIND [1, 2, 3, 4] AS x WITH x WHERE x > 1 RETURN sum(x) AS s, avg(x) AS a, min(x) AS low, max(x) AS high, count(*) AS n",
    "UNWIND [] AS x RETURN count(x) AS n, collect(x) AS l, sum(x) AS s",
    "UNWIND [1, null, 2] AS x RETURN count(x) AS n, count(*) AS all, collect(x) AS l",
    "MATCH (n) RETURN count(n) AS n",
    "MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS n ORDER BY type",
    "MATCH (n) UNWIND labels(n) AS label RETURN label, count(*) AS n ORDER BY label",
    "MATCH (n:Actor) RETURN n ORDER BY n.id LIMIT 3",
    "MATCH (n:Actor:State) RETURN n.name AS name ORDER BY name SKIP 1 LIMIT 2",
    "MATCH (n:State|Person) RETURN n.name AS name ORDER BY name",
    "MATCH (n:Actor) WHERE n:Person OR n.kind = 'organisation' RETURN n.name AS name ORDER BY name",
    "MATCH (n:Actor) WHERE NOT n:State RETURN n.name AS name ORDER BY name",
    "MATCH (n) WHERE n.id = 'actor:norland' RETURN n.name AS name, n.missing AS missing",
    "MATCH (n) WHERE n.id STARTS WITH 'good:' RETURN n.name AS name ORDER BY name",
    "MATCH (n:Actor) WHERE n.name =~ '(?i).*LAND.*' RETURN n.name AS name ORDER BY name",
    "MATCH (n:Actor) WHERE any(alias IN coalesce(n.aliases, []) WHERE alias CONTAINS 'ers') RETURN n.id AS id ORDER BY id",
    "MATCH (n:Actor) WHERE n.aliases IS NULL RETURN count(*) AS n",
    "MATCH (c:Claim) WHERE c.confidence < 0.9 AND c.certainty IN ['asserted', 'possible'] RETURN c.id AS id, c.confidence AS confidence ORDER BY id",
    "MATCH (c:Claim) RETURN c.certainty AS certainty, count(*) AS n, avg(c.confidence) AS mean, min(c.start) AS first ORDER BY certainty",
    "MATCH (c:Claim) WITH c.certainty AS certainty, count(*) AS n WHERE n > 2 RETURN certainty, n ORDER BY n DESC, certainty",
    "MATCH (a:Actor)-[r:SUPPLIES]->(e) RETURN a.id AS a, r.weight AS w, r.claims AS claims, e.id AS e ORDER BY a, e",
    "MATCH (a:Actor)-[r:SUPPLIES]->(e) RETURN r ORDER BY a.id, e.id",
    "MATCH (a)<-[:DELIVERS_TO]-(e)-[:OF]->(g) RETURN a.name AS a, g.name AS g ORDER BY a, g",
    "MATCH (a:Actor)--(b) RETURN a.name AS a, count(b) AS n ORDER BY n DESC, a",
    "MATCH (a:Actor)-[:MEETS]-(b:Actor) RETURN a.name AS a, b.name AS b ORDER BY a, b",
    "MATCH (a)-[r:ADOPTS|VETOES|VIOLATES]->(b) RETURN a.name AS a, type(r) AS t, b.name AS b ORDER BY a, t, b",
    "MATCH (a:Actor) OPTIONAL MATCH (a)-[:LEADS]->(s) RETURN a.name AS a, s.name AS s ORDER BY a, s",
    "MATCH (a:Actor) WHERE EXISTS { (a)-[:SUPPLIES]->() } RETURN a.name AS a ORDER BY a",
    "MATCH (a:Actor) WHERE NOT EXISTS { MATCH (a)-[:SUPPLIES]->(e) WHERE e.stage = 'delivered' } RETURN a.name AS a ORDER BY a",
    "MATCH (a:Actor) WHERE NOT (a)--() RETURN a.name AS a ORDER BY a",
    "MATCH (a:Actor) RETURN a.name AS a, COUNT { (a)-[:SUPPLIES]->() } AS n ORDER BY n DESC, a",
    "MATCH (a:State) RETURN a.name AS a, size([(a)-[:SUPPLIES]->(e)-[:OF]->(g) WHERE g.category <> 'food' | g.category]) AS gives ORDER BY a",
    "MATCH (a:State) CALL { WITH a MATCH (a)-[:SUPPLIES]->(e) RETURN count(e) AS n } RETURN a.name AS a, n ORDER BY a",
    "MATCH p = (a:State)-[:SUPPLIES]->(e)-[:DELIVERS_TO]->(b) RETURN p ORDER BY e.id",
    "MATCH p = (a:Actor {id: 'actor:norland'})-[:SUPPLIES|DELIVERS_TO*1..4]->(b:Actor) RETURN length(p) AS n, b.name AS b ORDER BY n, b",
    "MATCH p = (e:Exchange)-[:IN_RETURN_FOR*]->(f) RETURN [x IN nodes(p) | x.id] AS ids, [r IN relationships(p) | r.weight] AS w ORDER BY size(ids), ids[0]",
    "MATCH p = shortestPath((a:Actor {id: 'actor:norland'})-[*..6]-(b:Actor {id: 'actor:westia'})) RETURN length(p) AS n",
    "MATCH (a:State), (b:State) WHERE a.id < b.id RETURN count(*) AS n",
    "MATCH (n:Exchange) RETURN n.stage AS s UNION MATCH (c:Claim) RETURN c.stage AS s",
    "MATCH (g:Good) RETURN g.category AS c UNION ALL MATCH (a:Actor) RETURN a.kind AS c",
    "MATCH (n:Article) RETURN n.date AS d, n.date > '2023' AS later ORDER BY d",
    "MATCH (n:Article) RETURN max(n.date) AS last, min(n.date) AS first, collect(n.name) AS names",
    "MATCH (n:Exchange) RETURN n {.id, .stage, more: size(n.name)} AS shown ORDER BY n.id",
    "MATCH (n:Exchange) WITH n ORDER BY n.id DESC LIMIT 2 MATCH (n)-[:OF]->(g) RETURN n.id AS n, g.id AS g ORDER BY n",
    "MATCH (n:Good) UNWIND keys(n) AS k RETURN DISTINCT k ORDER BY k",
    "MATCH (a)-[r:MENTIONS]->(b) WITH DISTINCT r.count AS c ORDER BY c RETURN sum(c) AS n, collect(c) AS all",
    "MATCH (a)-[r]->(b) WHERE startNode(r) = a AND endNode(r) = b AND r.weight > 1 RETURN type(r) AS t, r.weight AS w, a.id AS a ORDER BY t, a",
    "MATCH (n:Missing) RETURN n.name AS name",
    "MATCH (n:Actor) WITH collect(n.id) AS ids UNWIND ids AS id WITH id ORDER BY id RETURN collect(id)[0..2] AS first",
    "MATCH (c:Claim) RETURN percentileCont(c.confidence, 0.5) AS median, stDev(c.start) > 0 AS spread",
    "MATCH (n:Actor) RETURN n.kind AS kind, collect(DISTINCT n.kind + '!')[0] AS k, count(DISTINCT n.name) AS n ORDER BY kind",
    "MATCH (c:Claim)-[:ABOUT]->(x) WITH c, count(x) AS n RETURN n, count(*) AS claims ORDER BY n",
    "MATCH (s)-[:SAYS]->(c:Claim)<-[:DENIES]-(d) RETURN s.name AS says, d.name AS denies, c.quote AS quote ORDER BY says, quote",
    "MATCH (n:Resolution {name: $name}) RETURN n.id AS id, $list AS list, $number + 1 AS number",
]
PARAMETERS = {"name": "arms embargo", "list": ["a", "ü"], "number": 41}


# --- answers to the cookbook, worked out without Cypher -------------------------------------------------------------------


class View:
    """A graph with the few questions that the answers below ask of it."""

    def __init__(self, graph: nx.MultiDiGraph) -> None:
        self.graph = graph
        self.by_type = defaultdict(list)
        for source, target, data in graph.edges(data=True):
            self.by_type[data["type"]].append((source, target, data))

    def name(self, node):
        return None if node is None else self.graph.nodes[node]["name"]

    def get(self, node, attribute):
        return self.graph.nodes[node].get(attribute)

    def kind(self, node_type):
        return [node for node, data in self.graph.nodes(data=True) if data["type"] == node_type]

    def is_a(self, node, node_type):
        return self.graph.nodes[node]["type"] == node_type

    def edges(self, *types):
        return [edge for edge_type in types for edge in self.by_type[edge_type]]

    def out(self, node, *types):
        return [target for source, target, _ in self.edges(*types) if source == node]

    def into(self, node, *types):
        return [source for source, target, _ in self.edges(*types) if target == node]

    def actors_into(self, node, edge_type):
        return [source for source in self.into(node, edge_type) if self.is_a(source, "Actor")]

    def claims(self, node):
        return self.into(node, "ABOUT")

    def articles(self, node):
        return [article for claim in self.claims(node) for article in self.out(claim, "STATED_IN")]

    def parties(self, exchange):
        return {*self.actors_into(exchange, "SUPPLIES"), *self.out(exchange, "DELIVERS_TO")}


def _or_none(items):
    return items or [None]


def supplies(v, _):
    for e in v.kind("Exchange"):
        says = sorted({v.name(s) for c in v.claims(e) for s in v.into(c, "SAYS")})
        for s, r, g in product(v.into(e, "SUPPLIES"), v.out(e, "DELIVERS_TO"), v.out(e, "OF")):
            yield [v.name(s), v.name(g), v.name(r), v.get(e, "stage"), says]


def evidence(v, p):
    for s, e, data in v.edges("SUPPLIES"):
        for r in v.out(e, "DELIVERS_TO"):
            if v.name(s) == p["supplier"] and v.name(r) == p["recipient"]:
                for c in data["claims"]:
                    for says, a in product(_or_none(v.into(c, "SAYS")), v.out(c, "STATED_IN")):
                        yield [
                            v.name(e),
                            v.get(c, "quote"),
                            v.get(c, "certainty"),
                            v.name(says),
                            v.name(a),
                            v.get(c, "start"),
                            v.get(c, "end"),
                        ]


def violating(v, _):
    return [[v.name(e), v.get(e, "stage"), v.name(r)] for e, r, _d in v.edges("VIOLATES") if v.is_a(e, "Exchange")]


def forbidden(v, _):
    for r, g, _d in v.edges("PROHIBITS"):
        for party, e in product(v.out(r, "TARGETS"), v.into(g, "OF")):
            if party in v.parties(e):
                yield [v.name(r), v.name(party), v.name(e)]


def violators(v, _):
    for a, r, data in v.edges("VIOLATES"):
        if v.is_a(a, "Actor"):
            for c in data["claims"]:
                yield [v.name(a), v.name(r), v.get(c, "certainty"), v.get(c, "quote")]


def adopted(v, _):
    for r in v.kind("Resolution"):
        yield [
            v.name(r),
            sorted(v.name(a) for a in v.into(r, "ADOPTS")),
            sorted(v.name(t) for t in v.out(r, "TARGETS")),
        ]


def hypocrisy(v, _):
    for a, r, _d in v.edges("VIOLATES"):
        for stance in ("ADOPTS", "SUPPORTS"):
            if a in v.into(r, stance):
                yield [v.name(a), stance, v.name(r)]


def denied(v, _):
    for d, c, _d in v.edges("DENIES"):
        if v.is_a(d, "Actor"):
            for s in _or_none(v.into(c, "SAYS")):
                yield [v.name(d), v.get(c, "quote"), v.name(s)]


def disputed(v, _):
    for e in v.kind("Exchange"):
        if {"asserted", "denied"} <= {v.get(c, "certainty") for c in v.claims(e)}:
            yield [v.name(e)]


def doubtful(v, _):
    for e in v.kind("Exchange"):
        certainties = [v.get(c, "certainty") for c in v.claims(e)]
        if certainties and not {"asserted", "probable"} & set(certainties):
            yield [v.name(e), len(certainties)]


def own_words(v, _):
    for s, c, _d in v.edges("SAYS"):
        for e in v.out(c, "ABOUT"):
            if v.is_a(e, "Exchange") and s in v.parties(e):
                yield [v.name(s), v.name(e), v.get(c, "stage"), v.get(c, "certainty"), v.get(c, "quote")]


def topics(v, _):
    pairs = {
        (v.get(g, "category"), v.name(s), c)
        for s, c, _d in v.edges("SAYS")
        if v.is_a(s, "Commentator")
        for e in v.out(c, "ABOUT")
        if v.is_a(e, "Exchange")
        for g in v.out(e, "OF")
    }
    return [[topic, who, n] for (topic, who), n in Counter((topic, who) for topic, who, _c in pairs).items()]


def commentators(v, _):
    for c in v.kind("Commentator"):
        yield [
            v.name(c),
            v.get(c, "role"),
            sorted(v.name(a) for a in v.out(c, "AFFILIATED_WITH")),
            len(v.out(c, "SAYS")),
        ]


def both_ways(v, _):
    flows = [(s, v.out(e, "OF"), r) for s, e, _d in v.edges("SUPPLIES") for r in v.out(e, "DELIVERS_TO")]
    for (a, given, b), (c, returned, d) in product(flows, flows):
        if a == d and b == c and a < b:
            for g, h in product(given, returned):
                yield [v.name(a), v.name(g), v.name(b), v.name(h)]


def in_return(v, _):
    return [[v.name(a), v.name(b), data["weight"]] for a, b, data in v.edges("IN_RETURN_FOR")]


def chains(v, _):
    def walk(path, used):
        if len(path) > 2:
            yield [[v.name(node) for node in path]]
        if len(path) < 5:
            for b in v.out(path[-1], "IN_RETURN_FOR"):
                if (path[-1], b) not in used:
                    yield from walk([*path, b], used | {(path[-1], b)})

    for e in v.kind("Exchange"):
        yield from walk([e], frozenset())


def brokers(v, p):
    partners = defaultdict(set)
    for e in v.kind("Exchange"):
        for a, b in product(v.parties(e), repeat=2):
            if a != b:
                partners[v.name(a)].add(b)
    both = partners[p["one"]] & partners[p["other"]]
    return [[v.name(b)] for b in both if v.name(b) not in p.values()]


def distance(v, p):
    kinds = (
        "SUPPLIES",
        "DELIVERS_TO",
        "MEETS",
        "LEADS",
        "MEMBER_OF",
        "ALLIED_WITH",
        "AT_WAR_WITH",
        "SUPPORTS",
        "OPPOSES",
    )
    plain = nx.Graph([(a, b) for a, b, _d in v.edges(*kinds)])
    ends = [[n for n in v.kind("Actor") if v.name(n) == p[key]] for key in ("one", "other")]
    for a, b in product(*ends):
        if a in plain and b in plain and nx.has_path(plain, a, b) and (n := nx.shortest_path_length(plain, a, b)) <= 8:
            yield [n]


def changed(v, p):
    for e in v.kind("Exchange"):
        dates = [v.get(a, "date") for a in v.articles(e) if v.get(a, "date")]
        if dates and p["after"] < min(dates) <= p["until"]:
            yield [min(dates), v.name(e)]


def course(v, _):
    found = defaultdict(set)
    for e in v.kind("Exchange"):
        for c in v.claims(e):
            for a in v.out(c, "STATED_IN"):
                if v.get(a, "date") and v.get(c, "stage"):
                    found[v.name(e)].add(f"{v.get(a, 'date')} {v.get(c, 'stage')}")
    return [[name, sorted(steps)] for name, steps in found.items() if len(steps) > 1]


def single_source(v, _):
    for e in v.kind("Exchange"):
        names = {v.name(a) for a in v.articles(e)}
        if len(names) == 1:
            yield [v.name(e), *names]


def certainties(v, _):
    counted = Counter((v.name(a), v.get(c, "certainty")) for c, a, _d in v.edges("STATED_IN"))
    return [[*pair, n] for pair, n in counted.items()]


def balance(v, _):
    for a in v.kind("Actor"):
        gives, gets = len(v.out(a, "SUPPLIES")), len(v.into(a, "DELIVERS_TO"))
        if gives + gets:
            yield [v.name(a), gives, gets]


def one_sided(v, _):
    return [[v.name(e)] for e in v.kind("Exchange") if not v.into(e, "SUPPLIES") or not v.out(e, "DELIVERS_TO")]


def war(v, _):
    wanted = {"arms", "munitions", "troops", "training", "intelligence"}
    pairs = [pair for a, b, _d in v.edges("AT_WAR_WITH") for pair in ((a, b), (b, a))]
    for a, b in pairs:
        for e in v.into(b, "DELIVERS_TO"):
            for g, s in product(v.out(e, "OF"), v.into(e, "SUPPLIES")):
                if v.get(g, "category") in wanted:
                    yield [v.name(a), v.name(b), v.name(s), v.name(g)]


def leaders(v, _):
    found = set()
    for p, q in [pair for a, b, _d in v.edges("MEETS") for pair in ((a, b), (b, a))]:
        if v.get(p, "kind") == v.get(q, "kind") == "person":
            for one, other in product(v.out(p, "LEADS"), v.out(q, "LEADS")):
                if v.get(one, "kind") == v.get(other, "kind") == "state":
                    found |= {
                        (v.name(one), v.name(other), v.name(e))
                        for e in v.out(one, "SUPPLIES")
                        if other in v.out(e, "DELIVERS_TO")
                    }
    return [list(row) for row in found]


def speaks_of(v, _):
    counted = Counter()
    for s, c, _d in v.edges("SAYS"):
        for a in {a for a in v.out(c, "ABOUT") if v.is_a(a, "Actor") and a != s}:
            counted[v.name(s), v.name(a)] += 1
    best = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:20]
    return [[*pair, n] for pair, n in best]


ANSWERS = {
    "Who supplies whom with what, and who says so": supplies,
    "Evidence for one edge": evidence,
    "Exchanges that violate a resolution": violating,
    "Exchanges of what a resolution forbids to one of the parties": forbidden,
    "Who is said to violate what, in which words": violators,
    "Who adopted a resolution and whom it targets": adopted,
    "Who adopted or supported what it is said to violate": hypocrisy,
    "Claims that a party denies": denied,
    "Exchanges in dispute: one source asserts them, another denies them": disputed,
    "Exchanges that rest on doubt alone": doubtful,
    "What the parties say of their own exchanges": own_words,
    "Commentators by topic": topics,
    "Commentators, where they work and how much they say": commentators,
    "Goods that flow both ways between two actors": both_ways,
    "Quid pro quo: what is given for what": in_return,
    "Quid pro quo chains": chains,
    "Brokers: who exchanges with both of two states": brokers,
    "How far apart two actors are": distance,
    "What changed between two dates": changed,
    "How far an exchange has come, article by article": course,
    "Facts that rest on a single article": single_source,
    "How sure each article is": certainties,
    "Who gives and who gets most": balance,
    "Exchanges with an unknown side": one_sided,
    "Who arms the other side of a war": war,
    "What goes between states whose leaders meet": leaders,
    "Who speaks of whom": speaks_of,
}


def parameters_for(graph: nx.MultiDiGraph, title: str) -> dict:
    """The cookbook's parameters, with names that this graph has: the pair that exchanges most."""
    _, given = cookbook()[title]
    view = View(graph)
    pairs = Counter()
    for source, exchange, _data in view.edges("SUPPLIES"):
        pairs.update((view.name(source), view.name(target)) for target in view.out(exchange, "DELIVERS_TO"))
    ((supplier, recipient), _count) = min(pairs.items(), key=lambda item: (-item[1], item[0]))
    named = {"supplier": supplier, "recipient": recipient, "one": supplier, "other": recipient}
    return {name: named.get(name, value) for name, value in given.items()}


def cut_off(push, *arguments, **options) -> bool:
    """Push over a connection that may break; whether it did, and then the message says what to do."""
    try:
        push(*arguments, **options)
    except QuidError as error:
        message = str(error)
    else:
        return False
    assert "run the same command again" in message or "no Neo4j answers" in message, message
    return True


def in_any_order(rows) -> list[str]:
    """Rows as sorted text, numbers to ten digits, so that two engines may sum and sort differently."""
    return sorted(json.dumps(_rounded(list(row)), sort_keys=True, ensure_ascii=False) for row in rows)


def _rounded(value):
    if isinstance(value, float):
        return float(f"{value:.10g}")
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return value


# --- queries that no reader may run ---------------------------------------------------------------------------------------

WRITING = [
    "CREATE (n:X)",
    "CREATE (n:Actor {id: 'x'}) RETURN n",
    "CREATE (:A)-[:R]->(:B)",
    "MERGE (n:X {id: 1})",
    "MERGE (n:Actor {id: 'actor:norland'}) SET n.x = 1",
    "MATCH (n) SET n.name = 'x'",
    "MATCH (n) SET n += {x: 1}",
    "MATCH (n) SET n = {}",
    "MATCH (n:Actor) SET n:Evil",
    "MATCH (n) REMOVE n.name",
    "MATCH (n:Actor) REMOVE n:Actor",
    "MATCH (n) DELETE n",
    "MATCH (n) DETACH DELETE n",
    "MATCH ()-[r]->() DELETE r",
    "MATCH (n) DETACH DELETE n RETURN count(*)",
    "MATCH (a), (b) CREATE (a)-[:X]->(b)",
    "MATCH (a:Actor) MERGE (a)-[:X]->(a)",
    "UNWIND [1, 2] AS x CREATE (:X {x: x})",
    "UNWIND [1] AS x MERGE (:X {x: x})",
    "FOREACH (x IN [1] | CREATE (:X))",
    "MATCH (n) FOREACH (x IN [1] | SET n.x = 1)",
    "MATCH (n) WITH n LIMIT 1 SET n.x = 1 RETURN n",
    "OPTIONAL MATCH (n:Zzz) SET n.x = 1",
    "CALL { CREATE (n:X) RETURN n } RETURN n",
    "MATCH (n) CALL { WITH n SET n.x = 1 } RETURN 1 AS x",
    "MATCH (n) CALL { WITH n DETACH DELETE n } RETURN count(*)",
    "RETURN 1 AS x UNION CREATE (n:X) RETURN 1 AS x",
    "MATCH (n) RETURN n UNION MATCH (n) SET n.x = 1 RETURN n",
    "MATCH (n) WHERE n.id = 'x' SET n.x = 1",
    "mAtCh (n) dElEtE n",
    "/* only reading */ CREATE (n:X)",
    "// reading\nCREATE (n:X)",
    "\n\t CREATE (n:`a``b`)",
    "PROFILE CREATE (n:X)",
    "MATCH (n) SET n[n.name] = 1",
    "CREATE INDEX FOR (n:Actor) ON (n.name)",
    "CREATE INDEX x IF NOT EXISTS FOR (n:Actor) ON (n.name)",
    "CREATE TEXT INDEX FOR (n:Actor) ON (n.name)",
    "CREATE FULLTEXT INDEX x FOR (n:Actor) ON EACH [n.name]",
    "CREATE CONSTRAINT FOR (n:Actor) REQUIRE n.name IS UNIQUE",
    "DROP CONSTRAINT quid_node_id",
    "DROP INDEX x IF EXISTS",
    "CREATE DATABASE x",
    "DROP DATABASE neo4j",
    "STOP DATABASE neo4j",
    "CREATE USER x SET PASSWORD 'abcdefgh'",
    "ALTER USER neo4j SET PASSWORD 'abcdefgh'",
    "DROP USER neo4j",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'abcdefgh'",
    "GRANT ROLE admin TO neo4j",
    "CREATE ALIAS x FOR DATABASE neo4j",
    "TERMINATE TRANSACTION 'neo4j-transaction-1'",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "LOAD CSV WITH HEADERS FROM 'https://localhost/x.csv' AS line RETURN line",
    "LOAD CSV FROM 'http://127.0.0.1:1/' AS l CREATE (:X)",
    "CALL db.createLabel('X')",
    "CALL db.createProperty('x')",
    "CALL dbms.killQuery('x')",
    "CALL dbms.setConfigValue('a', 'b')",
    "CALL apoc.cypher.runWrite('CREATE (n)', {})",
    "CALL apoc.load.json('file:///etc/passwd')",
    "CALL apoc.export.json.all('x', {})",
    "CALL db.index.fulltext.createNodeIndex('x', ['A'], ['b'])",
    "CALL sql('DELETE FROM Actor')",
    "CALL dbms.listConfig() YIELD name, value RETURN name, value",
    "CALL tx.setMetaData({a: 1})",
    "RETURN 1 AS x; CREATE (n:X)",
    "MATCH (n) RETURN n; MATCH (m) DETACH DELETE m",
    "INSERT (n:X)",
    "MATCH (n) NODETACH DELETE n",
    "BACKUP DATABASE",
    "IMPORT DATABASE 'file:///x'",
    "DELETE FROM Actor",
    "DROP TYPE Actor",
    "CALL db.clearQueryCaches()",
]
