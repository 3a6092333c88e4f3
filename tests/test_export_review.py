"""The error browser: what it says of a made-up article, and that nothing in it can run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest

from export import review
from graph.scoring import Finding, score

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

TEXT = "Oman sold wheat to Peru. Peru thanked Chile.\nNothing <b>else</b> happened & </script><img src=x onerror=alert(1)>."
SOLD, THANKED = (0, 24), (25, 44)


@pytest.fixture
def graph() -> nx.MultiDiGraph:
    made = nx.MultiDiGraph()
    for name in ("Oman", "Peru"):
        made.add_node(f"actor:{name}", type="Actor", kind="state", name=name)
    made.add_node("good:wheat", type="Good", category="food", name="wheat")
    made.add_node("exchange:1", type="Exchange", name="Oman → wheat → Peru", stage="delivered")
    made.add_node("claim:1", type="Claim", quote=TEXT[slice(*SOLD)], start=0, end=24, certainty="asserted", rule="sell")
    made.add_edge("actor:Oman", "exchange:1", type="SUPPLIES", claims=["claim:1"])
    made.add_edge("exchange:1", "actor:Peru", type="DELIVERS_TO", claims=["claim:1"])
    made.add_edge("exchange:1", "good:wheat", type="OF", claims=["claim:1"])
    made.add_edge("claim:1", "exchange:1", type="ABOUT")
    return made


@pytest.fixture
def found(graph: nx.MultiDiGraph) -> list[Finding]:
    actors = [{"name": "Oman"}, {"name": "Peru"}, {"name": "Chile"}]
    exchange = {"from": "Oman", "to": "Chile", "goods": ["wheat"]}
    return score(graph, {"actors": actors, "goods": [{"name": "wheat"}], "exchanges": [exchange]}).findings


def test_an_error_says_which_part_is_wrong(found: list[Finding]) -> None:
    wrong = {(f.layer, f.outcome, f.kind, f.text) for f in found if f.outcome != "right"}
    assert ("actors", "missed", "name", "Chile") in wrong
    assert ("exchanges", "missed", "other recipient", "Oman -> Chile: wheat") in wrong
    assert {kind for layer, outcome, kind, _ in wrong if (layer, outcome) == ("exchanges", "surplus")} == {
        "other recipient"
    }


def test_a_wrong_stage_of_what_was_found_is_an_error_too(graph: nx.MultiDiGraph) -> None:
    wanted = {"from": "Oman", "to": "Peru", "goods": ["wheat"], "stage": ["sought"]}
    findings = score(graph, {"exchanges": [wanted]}).findings
    assert [(f.outcome, f.kind, f.claims) for f in findings if f.layer == "exchange stage"] == [
        ("missed", "stage", ("claim:1",))
    ]


def test_places_are_those_of_claims_or_of_names(graph: nx.MultiDiGraph, found: list[Finding]) -> None:
    shown = review.article("one", TEXT, graph, found)["findings"]
    places = {(f["layer"], f["outcome"], f["text"].split(" ")[0]): f["places"] for f in shown}
    assert places["exchanges", "surplus", "Oman"] == [list(SOLD)]
    assert places["actors", "missed", "Chile"] == [list(THANKED)]


@pytest.mark.parametrize(
    ("rules", "reader"), [(["sell"], "rule"), (["exchange:head"], "role head"), (["head", "sell"], "both"), ([], "")]
)
def test_reader(graph: nx.MultiDiGraph, rules: list[str], reader: str) -> None:
    for number, rule in enumerate(rules):
        graph.add_node(f"claim:r{number}", type="Claim", start=0, end=4, certainty="asserted", rule=rule)
    claims = tuple(f"claim:r{number}" for number in range(len(rules)))
    finding = Finding("exchanges", "right", "right", "x", (), claims)
    assert review.article("one", TEXT, graph, [finding])["findings"][0]["reader"] == reader


@pytest.fixture
def opened(graph: nx.MultiDiGraph, found: list[Finding], chromium: Browser, tmp_path: Path) -> Page:
    figures = [{"layer": "actors", "precision": 1.0, "recall": 2 / 3, "f1": 0.8, "annotated": 3, "found": 2}]
    path = tmp_path / "errors.html"
    path.write_text(review.page([review.article("one", TEXT, graph, found)], figures), encoding="utf-8")
    context = chromium.new_context(offline=True, viewport={"width": 1500, "height": 900})
    page = context.new_page()
    page.said = []
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("console", lambda message: page.said.append(message.text))
    page.on("dialog", lambda dialog: page.said.append(dialog.message))
    page.goto(path.as_uri())
    return page


def test_errors_come_first_and_the_commonest_on_top(opened: Page) -> None:
    assert opened.locator("#items > li").count() == 3
    counts = [int(cell.inner_text()) for cell in opened.locator("#kinds td.number").all()]
    assert counts == sorted(counts, reverse=True)
    assert sum(counts) == 3


def test_filters_narrow_the_list(opened: Page) -> None:
    opened.select_option("#layer", "actors")
    assert opened.locator("#items strong").all_inner_texts() == ["Chile"]
    opened.select_option("#outcome", "")
    assert opened.locator("#items > li").count() == 3
    opened.locator("button[type=reset]").click()
    opened.wait_for_function("document.querySelector('#layer').value === ''")
    assert opened.locator("#outcome").input_value() == "errors"


def test_a_chosen_item_is_marked_in_its_article(opened: Page) -> None:
    opened.select_option("#layer", "actors")
    opened.locator("#items button").first.click()
    assert opened.locator("#text .here").first.inner_text().startswith("Peru thanked Chile")
    assert opened.locator("#text").inner_text() == TEXT


def test_text_stays_text_and_nothing_runs_or_complains(opened: Page) -> None:
    opened.locator("#items button").first.click()
    assert opened.locator("#text img, #text script").count() == 0
    assert opened.said == []
