"""What a person can do on the explorer page, in a real browser on the graph of the sample articles."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect

from export.page import page, write

TESTS = Path(__file__).parent
NORTH_KOREA, RUSSIA, CHINA = "actor:north-korea", "actor:russia", "actor:china"


@pytest.fixture(scope="session")
def address(seeds_graph, tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("page") / "seeds.html"
    write(seeds_graph, path, title="quid: seeds")
    return path.as_uri()


class Tab:
    """An open page with what went wrong on it."""

    def __init__(self, tab: Page) -> None:
        self.page = tab
        self.problems: list[str] = []
        tab.on(
            "console",
            lambda message: self.problems.append(message.text) if message.type in {"error", "warning"} else None,
        )
        tab.on("pageerror", lambda error: self.problems.append(error.message))
        tab.on(
            "request",
            lambda request: None if request.url.startswith(("file:", "blob:")) else self.problems.append(request.url),
        )

    def open(self, address: str) -> Tab:
        self.page.goto("about:blank")
        self.page.goto(address)
        self.page.wait_for_selector("html[data-ready=evidence]", timeout=20_000)
        return self

    def js(self, expression: str):
        return self.page.evaluate(expression)

    def until(self, expression: str) -> None:
        """Wait for an expression to be true; the page's policy forbids the way that Playwright has for it."""
        end = time.monotonic() + 10
        while not self.js(expression):
            assert time.monotonic() < end, expression
            self.page.wait_for_timeout(30)

    def state(self, key: str):
        return self.js(f"quid.state.{key}")

    def shown(self) -> set[str]:
        return set(self.js("[...quid.scene.shown].map((node) => quid.graph.id(node))"))

    def place(self, node: str) -> tuple[float, float]:
        """Where a node stands in the window."""
        x, y = (
            self.js(f"""() => {{ const node = quid.graph.node({json.dumps(node)}); const {{ x, y, scale }} = quid.stage.camera;
            const box = document.getElementById('canvas').getBoundingClientRect();
            return [box.left + quid.scene.view.x[node] * scale + x, box.top + quid.scene.view.y[node] * scale + y]; }}""")
        )
        return x, y

    def select(self, node: str) -> None:
        self.js(f"quid.select(quid.graph.node({json.dumps(node)}))")


@pytest.fixture
def tab(chromium: Browser, address: str):
    context = chromium.new_context(
        viewport={"width": 1360, "height": 860}, accept_downloads=True, reduced_motion="reduce"
    )
    opened = Tab(context.new_page()).open(address)
    yield opened
    context.close()
    assert opened.problems == []


# --- 1. at once --------------------------------------------------------------------------------------------------


def test_types_are_told_apart_by_shape_and_colour(tab, seeds_graph):
    look = tab.js(
        """Object.fromEntries(quid.graph.typeNames.map((type) => [type, [quid.theme.nodes[type].shape, quid.theme.nodes[type].colour.join()]]))"""
    )
    types = {data["type"] for _, data in seeds_graph.nodes(data=True)} - {"Claim", "Article"}
    assert types <= look.keys()
    assert len({shape for shape, _ in (look[name] for name in types)}) == len(types)
    assert len({colour for _, colour in (look[name] for name in types)}) == len(types)


def test_names_do_not_overlap_and_hubs_are_named(tab):
    drawing = ElementTree.fromstring(svg_of(tab))  # noqa: S314 - the page wrote it
    names = [
        (node.text, float(node.get("x")), float(node.get("y")))
        for node in drawing.iter("{http://www.w3.org/2000/svg}text")
    ]
    assert {"North Korea", "Russia"} <= {text for text, _, _ in names}
    assert len({text for text, _, _ in names}) > 30
    boxes = sorted({(text, x, y) for text, x, y in names})
    clashes = [
        (one[0], other[0])
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
        if one[0] != other[0]
        and abs(one[2] - other[2]) < 8
        and one[1] < other[1] + 5 * len(other[0])
        and other[1] < one[1] + 5 * len(one[0])
    ]
    assert clashes == []


def svg_of(tab) -> str:
    with tab.page.expect_download() as download:
        tab.page.click("#save")
        tab.page.click("[data-save=svg]")
    return download.value.path().read_text()


def test_stage_and_certainty_are_drawn(tab):
    text = svg_of(tab)
    assert "stroke-dasharray" in text
    fills = tab.js(
        "[...new Set([...quid.scene.shown].filter((n) => quid.graph.typeName(n) === 'Exchange').map((n) => quid.graph.stageOf(n)))]"
    )
    assert {"sought", "delivered"} <= set(fills)
    # Two bars in the colour of denial on what is disputed.
    assert tab.js("quid.scene.view.edges.disputed.some(Boolean)")
    bars = re.findall(r'd="M[^"MZ]*L[^"MZ]*M[^"MZ]*L[^"MZ]*" fill="none" stroke="#b91c1c"', text)
    assert len(bars) >= 1


# --- 2. evidence -------------------------------------------------------------------------------------------------


def test_a_click_on_a_node_shows_its_evidence(tab, seeds_graph):
    tab.page.mouse.click(*tab.place(RUSSIA))
    expect(tab.page.locator("#panel h2")).to_have_text("Russia")
    tab.page.evaluate("document.querySelectorAll('#panel details').forEach((details) => { details.open = true; })")
    quotes = set(tab.page.locator("#panel blockquote").all_inner_texts())
    known = {" ".join(data["quote"].split()) for _, data in seeds_graph.nodes(data=True) if data["type"] == "Claim"}
    assert len(quotes) > 20
    assert {" ".join(quote.split()) for quote in quotes} <= known
    panel = tab.page.inner_text("#panel")
    for word in ("Eurasia Daily Monitor", "2024-06", "The article states it", "asserted", "Named in"):
        assert word in panel


def test_a_click_on_an_edge_shows_who_says_so(tab):
    _, x, y = (
        tab.js("""() => { const { stage, scene } = quid; stage.painter.aim(scene, stage.camera); const box = document.getElementById('canvas').getBoundingClientRect();
      for (let row = 0; row < scene.source.length; row += 1) { const edge = scene.edge[row]; if (quid.graph.relationNames[scene.view.edges.type[edge]] !== 'AFFILIATED_WITH') continue;
        const a = scene.source[row], b = scene.target[row]; const { sx, sy } = stage.painter; const x = (sx[a] + sx[b]) / 2, y = (sy[a] + sy[b]) / 2;
        if (stage.nodeAt(x, y) < 0 && stage.rowAt(x, y) === row) return [row, box.left + x, box.top + y]; } }""")
    )
    tab.page.mouse.move(x, y)
    expect(tab.page.locator("#hint")).to_contain_text("is affiliated with")
    tab.page.mouse.click(x, y)
    expect(tab.page.locator("#panel h2")).to_contain_text("is affiliated with")
    assert tab.page.locator("#panel blockquote").count() >= 1


def test_contradicting_claims_stand_side_by_side(tab):
    node = tab.js("""quid.graph.id([...quid.scene.shown].find((node) => quid.graph.typeName(node) === 'Exchange' && quid.graph.claimsAbout.of(node).some((c) => quid.graph.isAgainst(c) || quid.graph.claims.deniers[c].length)
      && quid.graph.claimsAbout.of(node).some((c) => !quid.graph.isAgainst(c))))""")
    tab.select(node)
    held, against = tab.page.locator(".sides > .held").first, tab.page.locator(".sides > .against").first
    expect(held).to_be_visible()
    assert held.bounding_box()["x"] < against.bounding_box()["x"]
    assert abs(held.bounding_box()["y"] - against.bounding_box()["y"]) < 5
    expect(against).to_contain_text(re.compile("denie|doubt", re.IGNORECASE))


# --- 3. search ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("north kor", "North Korea"),
        ("pyongyang", "North Korea"),
        ("Tertitsky", "Fyodor Tertitskiy"),
        ("rusisa", "Russia"),
        ("DPRK", "North Korea"),
        ("korea", "North Korea"),
    ],
)
def test_search_by_name_alias_and_with_slips(tab, typed, found):
    tab.page.locator("#canvas").focus()
    tab.page.keyboard.press("/")
    tab.page.keyboard.type(typed)
    expect(tab.page.locator("#found li").first).to_contain_text(found)
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator("#panel h2")).to_have_text(found)


# --- 4. filters --------------------------------------------------------------------------------------------------


def count_of(tab, label: str) -> str:
    return (
        tab.page.locator(f".facet li:has(> div > label > span:text-is('{label}'))")
        .first.locator(".count")
        .first.inner_text()
    )


def test_filters_are_the_legend_and_carry_counts(tab, seeds_graph):
    goods = [node for node, data in seeds_graph.nodes(data=True) if data["type"] == "Good"]
    food = [node for node in goods if seeds_graph.nodes[node]["category"] == "food"]
    assert count_of(tab, "Goods") == str(len(goods))
    assert count_of(tab, "food") == str(len(food))
    tab.page.get_by_label("food", exact=False).first.uncheck()
    assert not set(food) & tab.shown()
    expect(
        tab.page.locator(".facet li:has(> div > label > span:text-is('Goods'))").first.locator(".count").first
    ).to_have_text(f"{len(goods) - len(food)}/{len(goods)}")
    tab.page.click("#reset")
    assert set(food) <= tab.shown()


@pytest.mark.parametrize(
    ("facet", "value"),
    [
        ("type", "Actor"),
        ("kind", "Actor/state"),
        ("relation", "SUPPORTS"),
        ("certainty", "asserted"),
        ("stage", "delivered"),
        ("speaker", "(the article itself)"),
    ],
)
def test_every_filter_takes_away_and_gives_back(tab, facet, value):
    before = tab.js("[quid.scene.shown.length, quid.scene.source.length]")
    tab.js(f"quid.set({{ off: {{ ...quid.state.off, {facet}: [{json.dumps(value)}] }} }})")
    after = tab.js("[quid.scene.shown.length, quid.scene.source.length]")
    assert after < before
    tab.page.go_back()
    assert tab.js("[quid.scene.shown.length, quid.scene.source.length]") == before


def test_only_one_article(tab, seeds_graph):
    tab.page.click("summary:has-text('Articles')")
    row = tab.page.locator(".facet li", has_text="Deepens Military")
    row.hover()
    row.get_by_role("button", name="Only").click()
    claims = tab.js(
        "[...quid.scene.pass.claims].map((pass, claim) => pass ? quid.graph.articles[quid.graph.claims.article[claim]].title : null).filter(Boolean)"
    )
    assert set(claims) == {"Russia Deepens Military Cooperation With North Korea"}


# --- 5. time -----------------------------------------------------------------------------------------------------


def test_the_time_slider_keeps_a_range(tab):
    days = tab.js("[...quid.graph.days].filter((day) => !Number.isNaN(day))")
    assert tab.page.locator("#histogram i.in").count() > 0
    tab.page.locator("#from").focus()
    tab.page.keyboard.press("End")
    assert tab.state("from") == max(days)
    kept = tab.js("[...quid.scene.pass.claims].reduce((sum, pass) => sum + pass, 0)")
    assert kept == sum(day == max(days) for day in days) + tab.js("[...quid.graph.days].filter(Number.isNaN).length")
    tab.page.keyboard.press("Home")
    assert tab.state("from") is None


# --- 6. focus, hide, pin, back -----------------------------------------------------------------------------------


def test_focus_on_one_and_two_steps(tab, seeds_graph):
    tab.select(CHINA)
    everything = tab.shown()
    tab.page.get_by_role("button", name="Focus: 1 step").click()
    one = tab.shown()
    tab.page.get_by_role("button", name="2 steps").click()
    two = tab.shown()
    linked = {
        node
        for edge in [*seeds_graph.out_edges(CHINA, data=True), *seeds_graph.in_edges(CHINA, data=True)]
        if "claims" in edge[2]
        for node in edge[:2]
    }
    assert linked <= one < two <= everything
    tab.page.click("#back")
    tab.until("quid.state.steps === 1")
    assert tab.shown() == one
    tab.page.click("#forward")
    tab.until("quid.state.steps === 2")
    tab.page.click("[data-tool=unfocus]")
    assert tab.shown() == everything


def test_expand_adds_neighbours_to_the_focus(tab):
    tab.select("actor:iran")
    tab.page.get_by_role("button", name="Focus: 1 step").click()
    one = tab.shown()
    assert RUSSIA in one
    tab.select(RUSSIA)
    tab.page.get_by_role("button", name="Expand").click()
    assert one < tab.shown()
    assert NORTH_KOREA in tab.shown()
    assert tab.state("also") == [RUSSIA]


def test_hide_and_bring_back(tab):
    tab.select(CHINA)
    tab.page.get_by_role("button", name="Hide").click()
    assert CHINA not in tab.shown()
    tab.page.click("[data-tool=unhide]")
    assert CHINA in tab.shown()


def test_a_dragged_node_stays_where_it_was_put(tab):
    x, y = tab.place(CHINA)
    tab.page.mouse.move(x, y)
    tab.page.mouse.down()
    tab.page.mouse.move(x + 60, y + 50, steps=5)
    tab.page.mouse.up()
    new_x, new_y = tab.place(CHINA)
    assert abs(new_x - x - 60) < 3
    assert abs(new_y - y - 50) < 3
    assert list(tab.state("pin")) == [CHINA]
    tab.page.reload()
    tab.page.wait_for_selector("html[data-ready=evidence]")
    assert tab.state("pin")[CHINA] == pytest.approx(
        tab.js(f"[quid.scene.view.x[quid.graph.node('{CHINA}')], quid.scene.view.y[quid.graph.node('{CHINA}')]]"), abs=1
    )


def test_pan_and_zoom(tab):
    before = tab.js("quid.stage.camera")
    box = tab.page.locator("#canvas").bounding_box()
    x, y = box["x"] + 12, box["y"] + box["height"] - 12
    tab.page.mouse.move(x, y)
    tab.page.mouse.down()
    tab.page.mouse.move(x + 40, y - 30, steps=4)
    tab.page.mouse.up()
    moved = tab.js("quid.stage.camera")
    assert (moved["x"] - before["x"], moved["y"] - before["y"]) == (40, -30)
    tab.page.mouse.wheel(0, -100)
    tab.until(f"quid.stage.camera.scale > {before['scale']}")


def test_back_brings_the_camera_back_and_a_focus_forgets_it(tab):
    tab.page.click("[data-tool=in]")
    camera = tab.state("camera")
    assert camera[2] == pytest.approx(tab.js("quid.stage.camera.scale"), rel=1e-3)
    tab.select(CHINA)
    tab.page.get_by_role("button", name="Focus: 1 step").click()
    assert tab.state("camera") is None
    tab.page.click("#back")
    tab.until("quid.state.focus === null")
    assert tab.js("quid.stage.look()") == pytest.approx(camera, rel=1e-3, abs=1)


# --- 7. paths ----------------------------------------------------------------------------------------------------


def test_the_shortest_path_with_its_evidence(tab):
    tab.select(CHINA)
    tab.page.get_by_role("button", name="Path from here").click()
    tab.page.keyboard.press("/")
    tab.page.keyboard.type("Iran")
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator("#panel h2")).to_have_text("China to Iran")
    steps = tab.page.locator("#panel ol.path > li")
    assert steps.count() == tab.js("quid.pathEdges.length")
    for step in steps.all():
        assert step.locator("blockquote").count() >= 1
    assert tab.state("path") == [CHINA, "actor:iran"]


def test_no_path_is_said(tab):
    loose = tab.js("quid.graph.id([...quid.scene.shown].find((node) => !quid.scene.view.links.of(node).length))")
    tab.js(f"quid.set({{ path: ['{CHINA}', {json.dumps(loose)}] }})")
    expect(tab.page.locator("#panel")).to_contain_text("No path joins them")


# --- 8. size and communities -------------------------------------------------------------------------------------


def test_size_by_other_measures_and_colour_by_community(tab):
    sizes = {}
    for measure in ("degree", "pagerank", "betweenness", "equal"):
        tab.page.select_option("#size", measure)
        sizes[measure] = tuple(tab.js("[...quid.scene.shown].map((node) => quid.scene.radius[node])"))
    assert len(set(sizes.values())) == 4
    colours = "new Set([...quid.scene.shown].filter((n) => quid.graph.typeName(n) === 'Actor').map((n) => quid.stage.painter.colour(n))).size"
    assert tab.js(colours) == 1
    tab.page.select_option("#colour", "community")
    tab.until(f"{colours} > 2")


# --- 9. views ----------------------------------------------------------------------------------------------------


def test_actor_to_actor_folds_exchanges(tab):
    tab.page.get_by_role("button", name="Actor to actor").click()
    assert {node.partition(":")[0] for node in tab.shown()} == {"actor"}
    tab.js(
        f"quid.set({{ select: quid.edgeKey(quid.scene.view, quid.scene.view.links.of(quid.graph.node('{NORTH_KOREA}')).find((e) => quid.graph.relationNames[quid.scene.view.edges.type[e]] === 'EXCHANGES' && quid.scene.view.edges.source[e] === quid.graph.node('{NORTH_KOREA}') && quid.scene.view.edges.target[e] === quid.graph.node('{RUSSIA}'))) }})"
    )
    expect(tab.page.locator("#panel h2")).to_have_text("North Korea gives to Russia")
    assert tab.page.locator("#panel .fact").count() > 2
    assert re.search(r">[^<]*\+\d+<", svg_of(tab))


def test_who_says_what_shows_claims(tab, seeds_graph):
    tab.page.get_by_role("button", name="Who says what").click()
    spoken = {target for _, target, kind in seeds_graph.edges(data="type") if kind in {"SAYS", "DENIES"}}
    assert sum(node.startswith("claim:") for node in tab.shown()) == len(spoken)
    claim = next(node for node in sorted(tab.shown()) if node.startswith("claim:"))
    tab.select(claim)
    expect(tab.page.locator("#panel h2")).to_have_text("A claim")
    assert tab.page.locator("#panel blockquote").count() == 1


# --- 10. taking away ---------------------------------------------------------------------------------------------


def test_the_address_holds_the_whole_view(tab, chromium, address):
    tab.js(
        f"quid.set({{ view: 'actors', select: '{RUSSIA}', focus: '{NORTH_KOREA}', steps: 2, also: ['actor:japan'], hide: ['actor:iran'], size: 'pagerank', colour: 'community', theme: 'dark', tab: 'table', rows: 'facts', undated: false, from: 19000, pin: {{ '{CHINA}': [5, -7] }}, off: {{ ...quid.state.off, certainty: ['denied'] }} }})"
    )
    state, shown = tab.js("JSON.stringify(quid.state)"), tab.shown()
    other = Tab(chromium.new_page()).open(tab.page.url)
    assert json.loads(other.js("JSON.stringify(quid.state)")) == json.loads(state)
    assert other.shown() == shown
    assert other.js("document.documentElement.dataset.theme") == "dark"
    assert other.problems == []
    other.page.close()


def download(tab, kind: str) -> bytes:
    with tab.page.expect_download() as found:
        tab.page.click("#save")
        tab.page.click(f"[data-save={kind}]")
    return found.value.path().read_bytes()


def test_png_and_csv(tab, seeds_graph):
    png = download(tab, "png")
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert len(png) > 20_000
    facts = list(csv.DictReader(download(tab, "facts").decode("utf-8-sig").splitlines()))
    claims = {data["quote"]: data for _, data in seeds_graph.nodes(data=True) if data["type"] == "Claim"}
    assert len(facts) > 100
    for row in facts[:50]:
        assert int(row["end"]) - int(row["start"]) == len(claims[row["quote"]]["quote"])
        assert row["certainty"] == claims[row["quote"]]["certainty"] or row["certainty"]
    assert {"North Korea", "Russia"} <= {row["source"] for row in facts}
    nodes = list(csv.DictReader(download(tab, "nodes").decode("utf-8-sig").splitlines()))
    assert {row["id"] for row in nodes} == tab.shown()


def test_csv_holds_only_what_is_shown(tab):
    tab.js("quid.set({ off: { ...quid.state.off, type: ['Good', 'Resolution', 'Commentator'] } })")
    rows = list(csv.DictReader(download(tab, "nodes").decode("utf-8-sig").splitlines()))
    assert {row["type"] for row in rows} <= {"Actor", "Exchange"}


def test_print_shows_picture_and_evidence(tab):
    tab.select(RUSSIA)
    tab.page.emulate_media(media="print")
    expect(tab.page.locator("#legend")).to_be_hidden()
    expect(tab.page.locator("#panel")).to_be_visible()
    expect(tab.page.locator("#canvas canvas")).to_be_visible()


# --- 11. without mouse or sight ----------------------------------------------------------------------------------


def test_the_table_is_tied_to_the_canvas(tab):
    tab.page.get_by_role("tab", name="Table").click()
    rows = tab.page.locator("#table tbody tr")
    assert rows.count() == min(100, len(tab.shown()))
    rows.first.focus()
    tab.page.keyboard.press("ArrowDown")
    second = rows.nth(1)
    expect(second).to_be_focused()
    assert tab.js("quid.graph.id(quid.stage.marks.hovered)") == second.get_attribute("data-key")
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator("#panel")).to_be_focused()
    assert tab.state("select") == second.get_attribute("data-key")
    tab.page.get_by_role("tab", name="Table").click()
    expect(tab.page.locator("#table tr[aria-selected=true]")).to_have_count(1)
    tab.page.get_by_role("button", name="Facts", exact=True).last.click()
    expect(tab.page.locator("#table tbody tr").first).to_contain_text(re.compile("→|is|with"))


def test_keyboard_walk(tab):
    tab.page.locator("#canvas").focus()
    tab.page.keyboard.press("ArrowRight")
    first = tab.state("select")
    assert first in {NORTH_KOREA, RUSSIA}
    assert tab.page.inner_text("#said").startswith(tab.js("quid.graph.name(quid.stage.marks.selected)"))
    visited = {first}
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        tab.page.keyboard.press(key)
        visited.add(tab.state("select"))
    assert len(visited) >= 3
    tab.page.keyboard.press("f")
    assert tab.state("focus") == tab.state("select")
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator("#panel")).to_be_focused()
    tab.page.locator("#canvas").focus()
    for key in ("Escape", "Escape"):
        tab.page.keyboard.press(key)
    assert (tab.state("select"), tab.state("focus")) == (None, None)
    tab.page.keyboard.press("?")
    expect(tab.page.locator("dialog")).to_be_visible()
    tab.page.keyboard.press("Escape")
    scale = tab.js("quid.stage.camera.scale")
    tab.page.locator("#canvas").focus()
    tab.page.keyboard.press("+")
    assert tab.js("quid.stage.camera.scale") > scale


def test_everything_is_reached_with_the_tab_key(tab):
    reached = []
    for _ in range(250):
        tab.page.keyboard.press("Tab")
        reached.append(
            tab.js(
                "document.activeElement.id || document.activeElement.dataset.tool || document.activeElement.dataset.view || document.activeElement.textContent.slice(0, 20)"
            )
        )
    for wanted in ("search", "facts", "says", "size", "save", "help", "canvas", "fit"):
        assert wanted in reached


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_follows_the_system_and_the_reader(chromium, address, scheme):
    context = chromium.new_context(color_scheme=scheme)
    opened = Tab(context.new_page()).open(address)
    assert opened.js("document.documentElement.dataset.theme") == scheme
    for _ in range(2):
        opened.page.click("#theme")
    assert opened.js("document.documentElement.dataset.theme") == "dark"
    assert opened.problems == []
    context.close()


def test_narrow_and_touched(chromium, address):
    context = chromium.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    opened = Tab(context.new_page()).open(address)
    assert opened.js("document.documentElement.scrollWidth") <= 390
    opened.page.touchscreen.tap(*opened.place(RUSSIA))
    opened.page.wait_for_selector("#side.open")
    expect(opened.page.locator("#panel h2")).to_have_text("Russia")
    opened.page.wait_for_timeout(300)
    assert opened.place(RUSSIA)[1] < opened.page.locator("#side").bounding_box()["y"]
    opened.page.click("[data-tool=legend]")
    expect(opened.page.locator("#legend")).to_be_visible()
    opened.page.click("[data-close=legend]")
    expect(opened.page.locator("#legend")).to_be_hidden()
    opened.page.click("[data-close=side]")
    expect(opened.page.locator("#side")).to_be_hidden()
    assert all(
        box["height"] >= 36
        for box in (button.bounding_box() for button in opened.page.locator(".tools button:visible").all())
    )
    assert opened.problems == []
    context.close()


# --- 12. many nodes ----------------------------------------------------------------------------------------------


def test_a_large_graph_opens_on_communities_that_unfold(chromium, tmp_path):
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("benchmark_page", TESTS / "benchmark_page.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    write(module.synthetic(5_300), tmp_path / "large.html")
    opened = Tab(chromium.new_page()).open((tmp_path / "large.html").as_uri())
    groups = opened.shown()
    assert all(node.startswith("group:") for node in groups)
    assert len(groups) < 500
    opened.page.mouse.dblclick(*opened.place("group:0"))
    opened.until("quid.scene.shown.length > 100")
    assert "group:0" not in opened.shown()
    assert groups - {"group:0"} <= opened.shown()
    opened.page.click("[data-tool=fold]")
    opened.until("quid.scene.shown.length > 5000")
    opened.page.click("[data-tool=fold]")
    opened.until(f"quid.scene.shown.length === {len(groups)}")
    opened.select(opened.js("quid.graph.raw.nodes.id[5]"))
    assert opened.js("quid.graph.raw.nodes.id[5]") in opened.shown()
    assert opened.problems == []
    opened.page.close()


# --- everywhere --------------------------------------------------------------------------------------------------


def test_vis_network_has_what_the_page_replaces(tab):
    assert tab.js("""typeof vis.Network === 'function' && typeof Object.getPrototypeOf(quid.stage.network.renderer)._redraw === 'function'
      && typeof Object.getPrototypeOf(quid.stage.network.selectionHandler).getNodeAt === 'function' && typeof quid.stage.network.body.view.scale === 'number'""")


def test_the_page_works_inside_a_notebook_frame(chromium, seeds_graph, tmp_path):
    (tmp_path / "notebook.html").write_text(
        f"<!doctype html><body>{page(seeds_graph)._repr_html_()}</body>", encoding="utf-8"
    )
    opened = Tab(chromium.new_page())
    opened.page.goto((tmp_path / "notebook.html").as_uri())
    frame = opened.page.frame_locator("iframe")
    frame.locator("html[data-ready=evidence]").wait_for(timeout=20_000)
    frame.get_by_role("button", name="Russia", exact=True).click()
    expect(frame.locator("#panel h2")).to_have_text("Russia")
    assert opened.problems == []
    opened.page.close()


def test_the_scripts_pass_the_linter(npm):
    command = [
        "node",
        str(npm / "eslint/bin/eslint.js"),
        "--config",
        "tests/page.eslint.config.mjs",
        "--max-warnings",
        "0",
        "export/page",
    ]
    result = subprocess.run(command, cwd=TESTS.parent, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1360, 390])
def test_no_accessibility_violations(chromium, address, npm, scheme, width):
    # The audit itself is a script, which the page's policy would refuse.
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    opened = Tab(context.new_page()).open(address)
    opened.page.add_script_tag(path=str(npm / "axe-core/axe.min.js"))
    for prepare in (
        "",
        f"quid.select(quid.graph.node('{NORTH_KOREA}'))",
        "quid.set({ tab: 'table', rows: 'facts' })",
        "quid.set({ view: 'says', focus: null })",
        f"quid.set({{ path: ['{CHINA}', 'actor:iran'], tab: 'panel', view: 'facts' }})",
        "document.getElementById('save').click()",
        "document.getElementById('help').click()",
    ):
        opened.js(f"() => {{ document.querySelector('#side').classList.add('open'); {prepare}; }}")
        violations = opened.js(
            "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => node.html.slice(0, 120) + node.failureSummary.slice(0, 200))]))"
        )
        assert violations == [], prepare
    context.close()
