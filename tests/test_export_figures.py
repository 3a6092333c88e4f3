"""Figures: nothing lies on anything else, the same rows give the same bytes, hostile names stay names."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from export.figures import communities as group_figure
from export.figures import flows as flow_figure
from export.figures import ranks as rank_figure
from export.figures import timeline as time_figure
from export.figures.bands import MOST, bands, columns, edges, place
from export.figures.canvas import LINE, Sheet, short
from export.figures.dates import Scale, interval
from export.figures.source import source_line
from graph.analysis import Communities, Community, communities, example, flows, rank, timeline
from graph.analysis.flows import Flow
from graph.analysis.ranking import Ranked
from graph.analysis.timeline import Moment
from graph.vocabulary import vocabulary

ROOT = Path(__file__).parent.parent
HOSTILE = [
    "<script>alert(1)</script>",
    "a & b \"c\" 'd'",
    "$\\frac{1}{0}$",
    "]]> --> <!--",
    "\x1b[31m\u202eevil",
    "漢字 عربي",
    "x" * 300,
]


def flow(supplier, good_category, recipient, claims=1, stage="delivered") -> Flow:
    return Flow(
        supplier, "x", good_category, recipient, stage, None, "asserted", claims, 1, None, None, (), "exchange:x", ()
    )


def moment(fact, date, certainty="asserted", kind="Exchange") -> Moment:
    return Moment(date, "claim", None, kind, fact, "agreed", certainty, (), (), "…", "A", None, "claim:x")


MANY_FLOWS = [
    flow(f"Supplier {n % 31}", category, f"Recipient {n % 23}", 1 + n % 5, vocabulary().stages[n % 6])
    for n, category in enumerate(vocabulary().kinds["Good"] * 9)
]
MANY_MOMENTS = [
    moment(f"Fact {n % 40}", ("2019", "2023-05", f"2024-02-{1 + n % 20:02}")[n % 3], vocabulary().certainties[n % 5])
    for n in range(400)
]
MANY_RANKS = [Ranked(n, f"actor:{n}", f"Actor {n}", "Actor", 1 / n, max(1, n - 3), n * 3, n) for n in range(1, 41)]


def draw_flows(rows, path):
    flow_figure.draw(rows, str(path), title="Who gives what to whom " * 9, source="Source: made up. " * 30)


def draw_ranks(rows, path):
    rank_figure.draw(rows, str(path), title="Ranked", level=0.9, source="Source: made up.")


def draw_timeline(rows, path):
    time_figure.draw(rows, str(path), title="When", source="Source: made up.")


def group(number, size) -> Community:
    names = tuple(f"Actor {number}.{n}" for n in range(size))
    return Community(number, names, names, size, 1)


MANY_GROUPS = [group(number, max(2, 20 - number)) for number in range(1, 13)]
HOSTILE_GROUPS = [Community(1, tuple(HOSTILE), tuple(HOSTILE), 1, 0)]


def draw_communities(groups, path):
    nodes = [node for group in groups for node in group.nodes]
    ties = [(one, nodes[(n * 7) % len(nodes)], 1 + n % 9) for n, one in enumerate(nodes)]
    found = Communities(tuple(groups), 0.4)
    group_figure.draw(found, ties, str(path), title="Groups", source="Source: made up.")


FIGURES = {
    "communities": (draw_communities, MANY_GROUPS, HOSTILE_GROUPS),
    "flows": (draw_flows, MANY_FLOWS, [flow(name, "arms", name[::-1]) for name in HOSTILE]),
    "ranks": (
        draw_ranks,
        MANY_RANKS,
        [Ranked(n, name, name, "Actor", 1.0, 1, 2, 1) for n, name in enumerate(HOSTILE, 1)],
    ),
    "timeline": (draw_timeline, MANY_MOMENTS, [moment(name, "2024") for name in HOSTILE]),
}


@pytest.fixture
def sheets(monkeypatch) -> list[Sheet]:
    """The sheets that are drawn, in the place of files."""
    seen: list[Sheet] = []
    monkeypatch.setattr(Sheet, "save", lambda sheet, path: seen.append(sheet))
    return seen


# --- what is drawn --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(set(FIGURES) - {"communities"}))
@pytest.mark.parametrize("number", [0, 1, 2, 7, None])
@pytest.mark.filterwarnings("ignore:Glyph")
def test_no_words_lie_on_others_or_beyond_the_sheet(name, number, sheets, tmp_path):
    draw, rows, hostile = FIGURES[name]
    draw(rows[:number] if number != 0 else hostile, tmp_path / "figure.png")
    (sheet,) = sheets
    renderer = FigureCanvasAgg(sheet.figure).get_renderer()
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in sheet.axes.texts]
    whole = sheet.figure.bbox
    for words, box in boxes:
        assert box.x0 >= 0, words
        assert box.y0 >= 0, words
        assert box.x1 <= whole.x1, words
        assert box.y1 <= whole.y1, words
    for (one, first), (other, second) in combinations(boxes, 2):
        assert not first.padded(-1).overlaps(second.padded(-1)), (one, other)


@pytest.mark.parametrize("name", FIGURES)
def test_hostile_names_are_written_and_nothing_else(name, tmp_path, recwarn):
    draw, _, rows = FIGURES[name]
    draw(rows, tmp_path / "figure.svg")
    draw(rows, tmp_path / "figure.png")
    text = (tmp_path / "figure.svg").read_text(encoding="utf-8")
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(text).iter()}  # noqa: S314 - our own file
    assert not tags & {"script", "a", "image", "foreignObject", "animate"}
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert not recwarn.list


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_to_draw_is_said_on_the_figure(name, tmp_path, sheets):
    FIGURES[name][0]([], tmp_path / "figure.svg")
    words = [text.get_text() for text in sheets[0].axes.texts]
    assert len(words) == 3
    assert any(word.startswith(("There is nothing", "Nothing", "No claim")) for word in words)


@pytest.mark.parametrize("name", FIGURES)
def test_a_png_is_large_enough_for_print(name, tmp_path):
    draw, rows, _ = FIGURES[name]
    draw(rows, tmp_path / "figure.PNG")
    with Image.open(tmp_path / "figure.PNG") as picture:
        picture.load()
        assert picture.format == "PNG"
        assert picture.width >= 1600


# --- the same bytes -------------------------------------------------------------------------------------------------

_TWICE = """
import sys
from export.figures import communities as c, flows as f, ranks as r, timeline as t
from graph.analysis import communities, example, exchange_network, flows, rank, timeline
g, ending = example(), sys.argv[1]
ties = list(exchange_network(g).edges(data="claims"))
c.draw(communities(g), ties, "groups" + ending, title="T", source="S")
f.draw(flows(g), "flows" + ending, title="T", source="S")
r.draw(rank(g, bootstrap=20), "ranks" + ending, title="T", level=0.9, source="S")
t.draw(timeline(g), "timeline" + ending, title="T", source="S")
"""


@pytest.mark.parametrize("ending", [".svg", ".png"])
def test_the_same_graph_gives_the_same_bytes_in_every_process(ending, tmp_path):
    written = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        settings = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": seed}
        subprocess.run([sys.executable, "-c", _TWICE, ending], cwd=folder, env=settings, check=True)
        written.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert len(written[0]) == 4
    assert written[0] == written[1]


def test_settings_of_the_user_do_not_change_a_figure(tmp_path):
    import matplotlib as mpl

    draw_flows(flows(example()), tmp_path / "one.svg")
    with mpl.rc_context({"font.family": ["serif"], "svg.fonttype": "none", "lines.linewidth": 7, "patch.linewidth": 3}):
        draw_flows(flows(example()), tmp_path / "two.svg")
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()


# --- bands ----------------------------------------------------------------------------------------------------------


def test_bands_lose_no_claim():
    drawn = bands(MANY_FLOWS)
    assert sum(band.size for band in drawn) == sum(flow.claims for flow in MANY_FLOWS)
    for end, column in columns(drawn).items():
        assert sum(slot.size for slot in column.values()) == sum(band.size for band in drawn), end


def test_small_actors_are_joined_and_stand_last():
    nodes = columns(bands(MANY_FLOWS))
    assert len(nodes["supplier"]) == MOST + 1
    assert list(nodes["supplier"])[-1] == f"{31 - MOST} others"
    one_more = [flow(f"S{n:02}", "arms", "R", 30 - n) for n in range(MOST + 1)]
    assert len(columns(bands(one_more))["supplier"]) == MOST + 1
    assert "1 others" not in columns(bands(one_more))["supplier"]


def test_what_nobody_tells_has_its_own_node():
    nodes = columns(bands([flow(None, "arms", "R", 9), flow("S", "arms", None, 1)]))
    assert list(nodes["supplier"]) == ["S", "not told"]
    assert list(nodes["recipient"]) == ["R", "not told"]


def test_every_node_has_room_for_its_label_and_its_bands_fill_it():
    drawn = bands(MANY_FLOWS)
    nodes = columns(drawn)
    scale = 4 / sum(band.size for band in drawn)
    for column in nodes.values():
        place(column, scale, LINE, 0.05)
        slots = list(column.values())
        for above, below in pairwise(slots):
            middles = above.y - above.thick / 2 - (below.y - below.thick / 2)
            assert middles >= LINE
            assert above.y - above.thick > below.y
    for end, after in (("supplier", "category"), ("category", "recipient")):
        for band, here, there in edges(drawn, nodes, end, scale):
            for y, slot in ((here, nodes[end][getattr(band, end)]), (there, nodes[after][getattr(band, after)])):
                assert slot.y + 1e-9 >= y >= y - band.size * scale >= slot.y - slot.thick - 1e-9


def test_two_who_only_deal_with_each_other_do_not_cross():
    nodes = columns(bands([flow("A", "arms", "X", 3), flow("B", "food", "Y", 2), flow("C", "aid", "Z", 1)]))
    assert [list(column) for column in nodes.values()] == [["A", "B", "C"], ["arms", "food", "aid"], ["X", "Y", "Z"]]


# --- the circle -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("groups", [MANY_GROUPS, MANY_GROUPS[:2], [group(n, 2) for n in range(1, 41)]])
def test_names_on_the_circle_stand_a_line_apart_and_inside_the_sheet(groups, sheets):
    draw_communities(groups, "figure.svg")
    (sheet,) = sheets
    names = [text for text in sheet.axes.texts if text.get_rotation() or text.get_ha() != "left"]
    places = [text.get_position() for text in names]
    assert len(names) >= min(sum(len(each.nodes) for each in groups), group_figure.MOST) - 1
    for one, other in combinations(places, 2):
        assert math.dist(one, other) > 8.5 / 72
    renderer = FigureCanvasAgg(sheet.figure).get_renderer()
    for text in names:
        box = text.get_window_extent(renderer)
        assert min(box.x0, box.y0) >= 0
        assert box.x1 <= sheet.figure.bbox.x1


def test_the_circle_takes_large_groups_first_and_says_what_it_leaves_out(sheets):
    drawn = group_figure.shown(Communities(tuple(MANY_GROUPS), 0.4))
    assert sum(len(each.nodes) for each in drawn) == group_figure.MOST
    assert drawn[0] == MANY_GROUPS[0]
    draw_communities(MANY_GROUPS, "figure.svg")
    words = " ".join(text.get_text() for text in sheets[0].axes.texts)
    assert f"{group_figure.MOST} of {sum(len(each.nodes) for each in MANY_GROUPS)} are drawn" in words


# --- dates ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "days"), [("2023", 365), ("2024", 366), ("2024-02", 29), ("2023-12", 31), ("2024-02-29", 1)]
)
def test_a_reduced_date_is_its_whole_month_or_year(text, days):
    first, last = interval(text)
    assert last - first + 1 == days


@pytest.mark.parametrize(
    "dates", [["2024-05-01"], ["2024", "2024-03"], ["1950", "2024-01-01"], ["2023-01-05", "2023-08"]]
)
def test_a_scale_holds_its_dates_and_few_marks(dates):
    scale = Scale.over(dates, 2.0, 8.0)
    for date in dates:
        for day in interval(date):
            assert 2.0 <= scale.x(day) <= 8.0
    ticks = list(scale.ticks())
    assert 1 <= len(ticks) <= 10
    assert all(right - left > 0.35 for (left, _), (right, _) in pairwise(ticks))


# --- the rest -------------------------------------------------------------------------------------------------------


def test_the_source_line_names_articles_publishers_and_time():
    assert source_line(example()) == "Source: 3 articles (Example Times), 2023-05 to 2024-02; 9 claims, read by quid."
    graph = example()
    for number, node in enumerate(sorted(node for node, data in graph.nodes(data=True) if data["type"] == "Article")):
        graph.nodes[node].pop("date")
        graph.nodes[node]["publisher"] = f"Paper {number}"
    for number in range(3):
        graph.add_node(f"article:{number}", type="Article", name="A", publisher=f"Sheet {number}")
    words = "Source: 6 articles (Paper 0, Paper 1, Paper 2, Sheet 0 and others); 9 claims, read by quid."
    assert source_line(graph) == words


def test_labels_are_cut_where_the_room_ends():
    assert short("a\nb\x00c  d", 2) == "a b c d"
    assert short("i" * 20, 1) == "i" * 20
    assert short("W" * 20, 1).endswith("W…")
    assert len(short("W" * 20, 1)) < 12


def test_figures_of_the_seeds(seeds_graph, tmp_path):
    draw_flows(flows(seeds_graph), tmp_path / "flows.svg")
    draw_ranks(rank(seeds_graph), tmp_path / "ranks.svg")
    draw_timeline(timeline(seeds_graph), tmp_path / "timeline.svg")
    draw_communities(communities(seeds_graph).communities, tmp_path / "groups.svg")
    for path in tmp_path.iterdir():
        ElementTree.parse(path)  # noqa: S314 - our own file
        assert "North Korea" in path.read_text(encoding="utf-8")
