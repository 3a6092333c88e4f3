"""The explorer page as a file: what is packed, the same at every run, safe and offline whatever the graph holds."""

from __future__ import annotations

import base64
import csv
import gzip
import itertools
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from playwright.sync_api import Browser

from export import assets
from export.columns import columns
from export.layout import clustered, positions
from export.measures import measures
from export.packing import evidence, packed, relative
from export.page import page, write
from graph.errors import QuidError

PAGE = Path(assets.__file__).parent / "page"


def made_up(rename=lambda text: text) -> nx.MultiDiGraph:
    """Chile sells Peru copper, says a Peruvian minister; Chile denies it. `rename` changes every text and id."""
    graph = nx.MultiDiGraph()
    names = {"chile": "Chile", "peru": "Peru", "minister": "Ana Ruiz"}
    for slug, name in names.items():
        kind = "person" if slug == "minister" else "state"
        graph.add_node(
            rename(f"actor:{slug}"), type="Actor", kind=kind, name=rename(name), aliases=[rename(f"alias of {name}")]
        )
    graph.add_node(rename("good:copper"), type="Good", category="materials", name=rename("copper"), aliases=[])
    graph.add_node(
        rename("resolution:ban"),
        type="Resolution",
        kind="embargo",
        name=rename("copper ban"),
        aliases=[],
        body=rename("UN"),
    )
    graph.add_node(
        rename("exchange:x"),
        type="Exchange",
        name=rename("Chile → copper → Peru"),
        stage="delivered",
        quantity=rename("40 tonnes"),
    )
    graph.add_node(
        rename("article:a"),
        type="Article",
        name=rename("News"),
        title=rename("News"),
        publisher=rename("La Hora"),
        authors=[rename("B. Soto")],
        date="2021-05-03",
        url=rename("https://example.org/a"),
        sha256="00",
    )
    for number, (certainty, stage) in enumerate(
        [("asserted", "delivered"), ("denied", "delivered"), ("possible", None)]
    ):
        quote = rename(f"Sentence {number}.")
        graph.add_node(
            rename(f"claim:{number}"),
            type="Claim",
            name=quote,
            quote=quote,
            start=number,
            end=number + len(quote),
            certainty=certainty,
            rule="r",
            confidence=1.0,
        )
        if stage:
            graph.nodes[rename(f"claim:{number}")]["stage"] = stage
        graph.add_edge(rename(f"claim:{number}"), rename("article:a"), key="STATED_IN", type="STATED_IN")

    def edge(source, target, edge_type, *claims):
        attributes = {"claims": [rename(claim) for claim in claims], "weight": len(claims)} if claims else {}
        graph.add_edge(rename(source), rename(target), key=edge_type, type=edge_type, **attributes)

    for source, target, edge_type in (
        ("actor:chile", "exchange:x", "SUPPLIES"),
        ("exchange:x", "actor:peru", "DELIVERS_TO"),
        ("exchange:x", "good:copper", "OF"),
    ):
        edge(source, target, edge_type, "claim:0", "claim:1")
    edge("actor:chile", "actor:peru", "OPPOSES", "claim:2")
    edge("resolution:ban", "good:copper", "PROHIBITS", "claim:2")
    for claim in ("claim:0", "claim:1"):
        edge(claim, "exchange:x", "ABOUT")
    for target in ("actor:chile", "actor:peru", "good:copper", "resolution:ban"):
        edge("claim:2", target, "ABOUT")
    edge("actor:minister", "claim:0", "SAYS")
    edge("actor:chile", "claim:1", "DENIES")
    graph.add_edge(rename("article:a"), rename("actor:chile"), key="MENTIONS", type="MENTIONS", count=3)
    return graph


def block(html: str, name: str) -> object:
    coded = re.search(rf'id="{name}">([^<]*)<', html)[1]
    return json.loads(gzip.decompress(base64.b64decode(coded)))


# --- what is packed ----------------------------------------------------------------------------------------------


def test_columns_number_what_the_graph_holds():
    table = columns(made_up())
    assert table.ids == ["actor:chile", "actor:minister", "actor:peru", "good:copper", "resolution:ban", "exchange:x"]
    chile, minister, exchange = (table.ids.index(node) for node in ("actor:chile", "actor:minister", "exchange:x"))
    supplies = next(edge for edge in table.edges if edge[2] == "SUPPLIES")
    assert supplies[:2] == (chile, exchange)
    by_quote = {claim["quote"]: claim for claim in table.claims}
    assert by_quote["Sentence 0."]["speakers"] == [minister]
    assert by_quote["Sentence 1."]["deniers"] == [chile]
    assert {table.claims[number]["quote"] for number in supplies[3]} == {"Sentence 0.", "Sentence 1."}
    assert table.mentions == [(0, chile, 3)]


def test_what_the_page_can_work_out_is_left_out():
    data = packed(columns(made_up()))
    assert data["nodes"]["id"] == [0, "actor:minister", 0, 0, "resolution:ban", "exchange:x"]
    assert data["nodes"]["name"][-1] == ""
    # Only the claim on two facts at once is told what it is about.
    assert [about for about in data["claims"]["about"] if about != 0] == []
    assert relative([[0, 1], [1, 2], [0]]) == [[0, 0], [-1, 0], [-3]]


def test_quotes_stand_apart():
    table = columns(made_up())
    assert sorted(evidence(table)["quote"]) == ["Sentence 0.", "Sentence 1.", "Sentence 2."]
    assert "Sentence" not in json.dumps(packed(table))


def test_no_folder_of_an_article_leaves_the_machine():
    graph = made_up()
    graph.nodes["article:a"].update(path="/home/ana/secret/news.txt", name="/home/ana/secret/news.txt")
    article = packed(columns(graph))["articles"][0]
    assert (article["path"], article["name"]) == ("news.txt", "news.txt")


# --- layout and measures -----------------------------------------------------------------------------------------

STAR = [(0, leaf) for leaf in range(1, 30)] + [(30, 31)]


def test_layout_is_the_same_at_every_run_and_keeps_names_apart():
    widths = [120.0] * 33
    places = positions(widths, STAR)
    assert places == positions(widths, STAR)
    overlaps = [
        (one, other)
        for one in range(33)
        for other in range(one)
        if abs(places[one][0] - places[other][0]) < 110 and abs(places[one][1] - places[other][1]) < 40
    ]
    assert overlaps == []


def test_communities_of_a_large_graph_lie_apart():
    ring = [(node, (node + 1) % 50) for node in range(50)] + [(node, (node + 7) % 50) for node in range(50)]
    edges = ring + [(a + 50, b + 50) for a, b in ring] + [(3, 60)]
    weights = measures(102, edges)
    assert weights.loose == max(weights.community)
    assert weights.community[100] == weights.community[101] == weights.loose
    places = clustered(edges, weights.community, weights.loose)
    assert places == clustered(edges, weights.community, weights.loose)
    assert len(set(places)) > 95


def test_measures_rank_the_hub_first():
    weights = measures(32, STAR)
    assert (weights.degree[0], weights.pagerank[0], weights.betweenness[0]) == (1000, 1000, 1000)
    assert weights.community[1] == weights.community[0] != weights.community[31]
    assert weights.loose == -1


@pytest.mark.parametrize("edges", [[], [(0, 0)], [(0, 1), (0, 1), (1, 0)]])
def test_odd_graphs_have_places(edges):
    assert len(positions([50.0] * 3, edges)) == 3
    assert positions([], []) == []


# --- the file ----------------------------------------------------------------------------------------------------


def test_the_same_graph_gives_the_same_bytes(tmp_path):
    write(made_up(), tmp_path / "a.html")
    write(made_up(), tmp_path / "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_the_policy_allows_the_page_itself_and_nothing_else():
    html = page(made_up()).html
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    assert policy.startswith("default-src &#39;none&#39;; script-src &#39;sha256-")
    assert "unsafe" not in policy
    assert not re.search(r"https?:|\*", policy)
    assert not re.search(r"<(?:script|img|link|iframe)[^>]*\b(?:src|href)=", html)
    assert html.startswith('<!doctype html>\n<html lang="en">')


def test_a_notebook_shows_the_page_in_a_frame():
    shown = page(made_up())._repr_html_()
    assert shown.startswith("<iframe sandbox=")
    assert "&lt;!doctype html&gt;" in shown
    assert shown.count("<") == 2


def test_another_vis_network_is_refused(monkeypatch):
    monkeypatch.setattr(assets, "VIS_SHA256", "0" * 64)
    assets.vis_network.cache_clear()
    with pytest.raises(QuidError, match=r"pip install pyvis==0\.3\.2"):
        page(made_up())
    assets.vis_network.cache_clear()


def test_scripts_share_one_scope_without_clashes():
    names = re.findall(
        r"^(?:export )?(?:async )?(?:function|class|const|let) (\w+)",
        "\n".join(path.read_text() for path in PAGE.glob("*.js")),
        re.MULTILINE,
    )
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_nothing_in_the_page_parses_markup():
    sources = {path.name: path.read_text() for path in PAGE.glob("*.js")}
    banned = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|fetch\(|XMLHttpRequest|import\("
    )
    assert {name: banned.findall(text) for name, text in sources.items() if banned.search(text)} == {}


# --- hostile graphs ----------------------------------------------------------------------------------------------

HOSTILE = [
    "<script>window.hacked=1</script>",
    "</script><script>window.hacked=1</script>",
    "<!--<script>",
    "]]>",
    "<img src=x onerror=window.hacked=1>",
    "<svg onload=window.hacked=1>",
    "javascript:window.hacked=1",
    '" onmouseover="window.hacked=1',
    "' autofocus onfocus='window.hacked=1",
    "{{7*7}}{% raw %}",
    "${window.hacked=1}",
    'href="javascript:window.hacked=1"',
    "data:text/html,<script>window.hacked=1</script>",
    "&lt;script&gt;",
    "\u202egnp.exe\u202c",
    "\u2066\u2067left\u2069",
    "\u0000\u0007\u001b[31mred\u009b",
    "\ud800 lone",
    "a" * 10_000,
    "\u0928\u093f" * 3000,
    "🏳️‍🌈" * 500,
    "",
    " ",
    "\n\n",
    "constructor",
    "__proto__",
    "toString",
    'edge ["facts"]',
    '=HYPERLINK("http://x")',
    "rice;=1+1",
    "group:0",
    "claim:0",
    "#view=says&no-type=Actor",
    "%00%zz",
    "\u2028\u2029",
]


@pytest.fixture
def hostile_page(chromium: Browser):
    context = chromium.new_context(accept_downloads=True)
    tab = context.new_page()
    tab.set_default_timeout(20_000)
    tab.problems = []
    tab.on(
        "console", lambda message: tab.problems.append(message.text) if message.type in {"error", "warning"} else None
    )
    tab.on("pageerror", lambda error: tab.problems.append(error.message))
    tab.on(
        "request",
        lambda request: (
            tab.problems.append(request.url) if not request.url.startswith(("file:", "blob:", "data:")) else None
        ),
    )
    tab.on("dialog", lambda dialog: (tab.problems.append(f"dialog {dialog.message}"), dialog.dismiss()))
    yield tab
    context.close()


def hostile_graph() -> nx.MultiDiGraph:
    """For each hostile text a graph that holds it in every name, title, quote, address and id."""

    def spoil(number: int, evil: str):
        # Ids must differ, so they keep their own beginning; other texts become the hostile text and two letters.
        return lambda text: (
            f"{number}.{text}{evil}" if re.match(r"[a-z]+:\w", text) and "/" not in text else f"{evil}{text[:2]}"
        )

    return nx.compose_all([made_up(spoil(number, evil)) for number, evil in enumerate(HOSTILE)])


def test_hostile_text_stays_text(tmp_path, hostile_page):
    graph = hostile_graph()
    graph.add_node("__proto__", type="Actor", kind="constructor", name="toString", aliases=["hasOwnProperty"])
    write(graph, tmp_path / "h.html", title="</title><script>window.hacked=1</script>\ud800\u202e")
    tab = hostile_page
    tab.goto((tmp_path / "h.html").as_uri())
    tab.wait_for_selector("html[data-ready=evidence]")
    shown = tab.evaluate("""() => {
      const { graph } = quid;
      for (let node = 0; node < graph.things; node += 1) { quid.select(node); quid.focus(node, 2); quid.startPath(node); quid.pathFrom = -1; }
      for (const view of ['actors', 'says', 'facts']) quid.set({ view, focus: null, select: null });
      for (let edge = 0; edge < quid.scene.view.count; edge += 1) quid.set({ select: quid.edgeKey(quid.scene.view, edge) });
      quid.set({ tab: 'table', rows: 'facts' });
      return quid.graph.things;
    }""")
    assert shown == 6 * len(HOSTILE) + 1
    for kind in ("svg", "png", "facts", "nodes"):
        with tab.expect_download() as download:
            tab.evaluate(
                f"() => {{ document.getElementById('save').click(); document.querySelector('[data-save={kind}]').click(); }}"
            )
        data = download.value.path().read_bytes()
        assert data
        if kind == "svg":
            assert b"<script" not in data.lower()
            ElementTree.fromstring(data)  # noqa: S314 - the page wrote it
        if kind in {"facts", "nodes"}:
            cells = [cell for row in csv.reader(data.decode("utf-8-sig").splitlines()) for cell in row]
            assert [cell for cell in cells if re.search(r"(^|[;\t])\s*[=+@]", cell)] == []
    addresses = tab.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    assert all(re.match(r"(https?|file):", address) for address in addresses), addresses
    assert tab.evaluate("window.hacked") is None
    assert tab.problems == []


def test_every_node_is_found_again_from_the_address(tmp_path, hostile_page):
    write(hostile_graph(), tmp_path / "h.html")
    tab = hostile_page
    tab.goto((tmp_path / "h.html").as_uri())
    tab.wait_for_selector("html[data-ready=evidence]")
    lost = tab.evaluate("""() => quid.graph.raw.nodes.id.filter((id, number) => {
      quid.set({ select: id, hide: [id], pin: { [id]: [3, -4] }, path: [id, id] });
      const back = quid.store.constructor && location.hash;
      const text = new URLSearchParams(back.slice(1));
      return !/[\ud800-\udfff]/.test(id) && (text.get('select') !== id || text.get('hide') !== id || text.get('pin') !== `3,-4,${id}`);
    })""")
    assert lost == []
    assert tab.problems == []


@pytest.mark.parametrize(
    "hash_",
    [
        "#view=nowhere&size=x",
        "#select=edge%20[1",
        "#select=edge%20[%22facts%22,1,2,3]",
        "#focus=nobody&path=a&path=b",
        "#camera=NaN,1,0&from=x&pin=1",
        "#unfolded=99,-1,x&no-type=Nothing",
        "#%%%=&&=&select=__proto__",
    ],
)
def test_a_broken_address_opens_the_page_all_the_same(hash_, tmp_path, hostile_page):
    write(made_up(), tmp_path / "h.html")
    hostile_page.goto((tmp_path / "h.html").as_uri() + hash_)
    hostile_page.wait_for_selector("html[data-ready=evidence]")
    assert hostile_page.evaluate("quid.scene.shown.length") > 0
    assert hostile_page.problems == []


def bare(*names: str) -> nx.MultiDiGraph:
    """Actors of these names, without claims, articles and dates."""
    graph = nx.MultiDiGraph()
    for name in names:
        graph.add_node(f"actor:{name.lower()}", type="Actor", name=name)
    for one, other in itertools.pairwise(graph):
        graph.add_edge(one, other, key="SUPPORTS", type="SUPPORTS")
    return graph


@pytest.mark.parametrize("names", [[], ["Chile"], ["Chile", "Peru"], ["Chile", "Peru", "Chad"]])
def test_a_bare_graph_is_shown(names, tmp_path, hostile_page):
    write(bare(*names), tmp_path / "bare.html")
    hostile_page.goto((tmp_path / "bare.html").as_uri())
    hostile_page.wait_for_selector("html[data-ready=evidence]")
    assert hostile_page.evaluate("quid.scene.shown.length") == len(names)
    assert hostile_page.evaluate("quid.scene.source.length") == max(0, len(names) - 1)
    for view in ("actors", "says", "facts"):
        hostile_page.click(f"[data-view={view}]")
    hostile_page.locator("#canvas").focus()
    for key in ("ArrowRight", "ArrowDown", "Enter"):
        hostile_page.keyboard.press(key)
    hostile_page.click("#tab-table")
    assert hostile_page.locator("#table tbody tr").count() == len(names)
    assert hostile_page.problems == []
