"""The page of figures: its tables and markers, what it counts as a miss, and the baseline that it compares with."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import baseline
import quality_measures
import quality_page
import score_implicit

from graph.build import build
from graph.errors import QuidError
from graph.records import Exchange, Relation
from graph.scoring import Count
from loaders import from_text
from loaders.reading import read

PAGE = "# Mine\n\nwords\n<!-- made: figures -->\nold\n<!-- end: figures -->\nmore words\n"
ARTICLE = "Ghana sold howitzers to Peru in May. Chile gave maize to Zambia. Kenya opposes Malawi."
ANNOTATION = """
actors: [{name: Ghana, kind: state}, {name: Peru, kind: state}, {name: Chile, kind: state}, {name: Zambia, kind: state},
  {name: Kenya, kind: state}, {name: Malawi, kind: state}, {name: Bolivia, kind: state}]
goods: [{name: howitzers, category: arms}, {name: maize, category: food}, {name: tractors, category: agriculture}]
exchanges:
  - {from: Ghana, to: Peru, goods: [howitzers], stage: [delivered]}
  - {from: Zambia, to: Chile, goods: [maize]}
  - {from: Bolivia, to: Peru, goods: [howitzers]}
  - {from: Kenya, to: Malawi, goods: [tractors]}
relations: [[Kenya, OPPOSES, Malawi], [Chile, VISITS, Peru]]
"""


@pytest.fixture(scope="module")
def annotated(tmp_path_factory) -> tuple[Path, Path]:
    """A folder with one made-up article and one with its annotation."""
    articles, annotations = (tmp_path_factory.mktemp(name) for name in ("articles", "annotations"))
    (articles / "one.txt").write_text(ARTICLE, encoding="utf-8")
    (annotations / "one.yaml").write_text(ANNOTATION, encoding="utf-8")
    return articles, annotations


# --- page -------------------------------------------------------------------------------------------------------------


def test_only_what_stands_between_the_markers_changes():
    page = quality_page.replaced(PAGE, "figures", r"| new \1 |")
    assert page == PAGE.replace("old", "\n| new \\1 |\n")
    assert quality_page.replaced(page, "figures", r"| new \1 |") == page


@pytest.mark.parametrize("page", ["", PAGE * 2, PAGE.replace("<!-- end: figures -->", "")])
def test_a_page_without_its_markers_is_refused(page):
    with pytest.raises(QuidError, match="needs the markers"):
        quality_page.replaced(page, "figures", "new")


def test_every_section_has_its_place_on_the_page():
    page = quality_page.PAGE.read_text(encoding="utf-8")
    for section in quality_page.SECTIONS:
        assert quality_page.replaced(page, section, "new") != page


def test_without_the_annotated_articles_one_line_says_so(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(quality_page, "SHARED", tmp_path)
    assert quality_page.main(["figures"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_tables_have_a_row_for_each_line():
    shown = quality_page.table(["layer", "F1", "found"], [["goods", 0.5, 3]])
    assert shown == "| layer | F1 | found |\n| --- | --- | --- |\n| goods | 0.50 | 3 |"


def test_the_commonest_come_first_and_the_rarest_together():
    counts = [Counter(a=1, b=5, c=2), Counter(a=1, d=1)]
    assert quality_page.commonest(counts, rows=3) == [["b", 5, 0], ["a", 1, 1], ["others", 2, 1]]
    assert quality_page.commonest(counts) == [["b", 5, 0], ["a", 1, 1], ["c", 2, 0], ["d", 0, 1]]


# --- misses -----------------------------------------------------------------------------------------------------------


def test_misses_are_counted_by_what_lacks(annotated, nlp, gazetteer):
    found = quality_measures.articles(*annotated, lambda texts: read(texts, nlp, gazetteer))
    exchanges = {kind: n for (layer, kind), n in found.missed.items() if layer == "exchanges"}
    assert exchanges == {"turned round": 1, "supplier wrong": 1, "good unknown": 1}
    assert found.missed["actors", "state"] == 1
    assert found.missed["goods", "agriculture"] == 1
    assert found.surplus == Counter({("exchanges", "turned round"): 1})
    assert sum(found.right.values()) == sum(found.wrong.values()) == 1
    assert found.relations == {"OPPOSES": Count(1, 1, 1, 1), "VISITS": Count(0, 1, 0, 0)}


def test_the_page_is_made_of_counts(annotated, nlp, gazetteer):
    ours = quality_measures.articles(*annotated, lambda texts: read(texts, nlp, gazetteer))
    base = quality_measures.articles(*annotated, lambda texts: baseline.read(texts, nlp))
    shown = quality_page.figures({"dev": ours}, {"dev": base}) + quality_page.misses({"dev": ours})
    assert "| stage, of exchanges found | 1 of 1 |" in shown
    assert "| OPPOSES | 1 of 1, 1 of 1 |" in shown
    for word in ("Ghana", "howitzers", "maize"):
        assert word not in shown


# --- baseline ---------------------------------------------------------------------------------------------------------


def told(nlp, text):
    return next(baseline.read([from_text(text)], nlp)).claims


@pytest.mark.parametrize(
    ("text", "exchange"),
    [
        ("Ghana sold 200 howitzers to Peru in May.", ("ghana", "peru", "howitzers")),
        ("Peru was given two patrol boats by Ghana last year.", ("ghana", "peru", "patrol-boats")),
        ("The radar was delivered to Malawi by Kenya.", ("kenya", "malawi", "radar")),
        ("Chile bought maize from Zambia.", ("zambia", "chile", "maize")),
    ],
)
def test_the_baseline_reads_verbs_of_giving_and_getting(nlp, text, exchange):
    supplier, recipient, good = exchange
    facts = [claim.fact for claim in told(nlp, text)]
    assert facts == [Exchange(f"actor:{supplier}", f"actor:{recipient}", f"good:{good}")]


def test_the_baseline_knows_who_says_and_denies(nlp):
    said = told(nlp, "Zambia said on Monday that Ghana had sold howitzers to Peru.")
    denied = told(nlp, "Malawi denied that Kenya had delivered radar parts to Chile.")
    assert {claim.speakers for claim in said if claim.fact} == {("actor:zambia",)}
    assert {(claim.deniers, claim.certainty) for claim in denied if claim.fact} == {(("actor:malawi",), "denied")}


def test_the_baseline_builds_a_graph_with_relations_between_names(nlp):
    graph = build(baseline.read([from_text("Kenya opposes Malawi.")], nlp))
    assert ("actor:kenya", "actor:malawi", "OPPOSES") in graph.edges
    facts = [claim.fact for claim in told(nlp, "Kenya opposes Malawi.")]
    assert facts == [Relation("actor:kenya", "OPPOSES", "actor:malawi")]


def test_the_baseline_is_scored_by_a_command(annotated, capsys):
    assert baseline.main([str(folder) for folder in annotated]) == 0
    rows = {line[:18].strip(): line[18:].split() for line in capsys.readouterr().out.splitlines()}
    assert rows["relations"] == ["1.000", "0.500", "0.667", "2", "1"]
    assert baseline.main([]) == 2


# --- sides learnt from other articles ---------------------------------------------------------------------------------


def test_articles_left_out_and_what_confidence_says():
    validated = score_implicit.Validated({"dev": {layer: Count(1, 2, 1, 4) for layer in quality_page.LAYERS}})
    validated.stated[8] += [(0.8, True), (0.84, False)]
    page = quality_page.left_out(validated)
    assert "| exchanges | 0.33 (0.25 / 0.50) |" in page
    assert "| 0.8 to 0.9 | 2 | 0.82 | 0.50 |" in page


def test_relations_in_passages_by_type_the_most_labelled_first():
    tuned = {
        "MEETS": Counter(labelled=2, recalled=1, read=4, right=1),
        "LEADS": Counter(labelled=3, recalled=3, read=3, right=3),
    }
    page = quality_page.stances({"tuned": tuned, "apart": {"MEETS": Counter(read=1)}})
    lines = [line for line in page.splitlines() if line.startswith("| ")]
    assert lines[2:] == [
        "| LEADS | 1.00 / 1.00 (3) | 0 |",
        "| MEETS | 0.25 / 0.50 (2) | 0 |",
        "| all | 0.57 / 0.80 (5) | 0 |",
    ]
