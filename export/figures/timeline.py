"""Claims in time: a lane for every fact, in it a mark for the claims of one date by how sure they are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from export.figures.canvas import LINE, MARGIN, Sheet, settings, short, style
from export.figures.dates import Scale, interval
from graph.vocabulary import vocabulary

if TYPE_CHECKING:
    from graph.analysis import Moment

#: At most so many facts, those with most claims.
MOST = 25
# All in inches.
_WIDTH = 10.0
_LANE = 0.08
_ROW = 0.21
_NAMES = 3.2
_LEFT, _RIGHT = MARGIN + _NAMES + 0.3, _WIDTH - MARGIN - 0.3
_AXIS = 1.5 * LINE
_LEGEND = 3.4 * LINE
_MARK = 0.18
# The claims on one fact by date and certainty.
_Lane = Mapping[tuple[str, str], int]


class _Mark(NamedTuple):
    """The claims on one fact at one date that are equally sure, and where they are drawn; `x` in inches."""

    x: float
    row: int
    date: str
    certainty: str
    claims: int


@settings()
def draw(moments: Sequence[Moment], path: str, *, title: str, source: str) -> None:
    """Draw claims, as `graph.analysis.timeline` finds them, into an SVG or PNG file.

    Claims without a date are counted in the note and not drawn.

    Raises:
        QuidError: the file cannot be written.
    """
    lanes = _lanes(moments)
    dates = [date for lane in lanes.values() for date, _ in lane]
    scale = Scale.over(dates, _LEFT, _RIGHT) if dates else None
    placed = {fact: _placed(scale, lane) for fact, lane in lanes.items()} if scale else {}
    heights = [_height(marks) for marks in placed.values()]
    sheet = Sheet(_WIDTH, sum(heights) + _AXIS + _LEGEND, title=title, note=_note(moments, len(lanes)), source=source)
    if scale:
        y = sheet.top - _AXIS
        _draw_ticks(sheet, scale, sheet.bottom + _LEGEND, y)
        for (fact, marks), height in zip(placed.items(), heights, strict=True):
            _draw_lane(sheet, scale, fact, marks, y)
            y -= height
        _draw_legend(sheet, {certainty for lane in lanes.values() for _, certainty in lane})
    sheet.save(path)


def _lanes(moments: Sequence[Moment]) -> dict[str, _Lane]:
    """The facts with most claims, in the order of their first dates."""
    lanes: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for moment in moments:
        if moment.date is not None:
            words = moment.fact.replace(f" {moment.type} ", f" {moment.type.lower().replace('_', ' ')} ")
            lanes[words][moment.date, moment.certainty] += 1
    kept = sorted(lanes, key=lambda fact: (-lanes[fact].total(), fact))[:MOST]
    first = {fact: min(interval(date) for date, _ in lanes[fact]) for fact in kept}
    return {fact: lanes[fact] for fact in sorted(kept, key=lambda fact: (first[fact], fact))}


def _note(moments: Sequence[Moment], drawn: int) -> str:
    if not drawn:
        return "No claim has a date."
    parts = ["Marks are claims, by how sure they are; lines are dates known to the month or year."]
    facts = len({moment.fact for moment in moments if moment.date is not None})
    undated = sum(moment.date is None for moment in moments)
    parts += [f"{drawn} of {facts} facts, those with most claims."] if drawn < facts else []
    parts += [f"{undated} claims have no date."] if undated else []
    return " ".join(parts)


def _placed(scale: Scale, lane: _Lane) -> list[_Mark]:
    """The marks of a lane, each in the middle of its date, in the highest row where it lies on no other."""
    order = vocabulary().certainties
    ends: list[float] = []
    marks = []
    for date, certainty in sorted(lane, key=lambda mark: (interval(mark[0]), order.index(mark[1]))):
        x = sum(scale.x(day) for day in interval(date)) / 2
        row = next((row for row, end in enumerate(ends) if end <= x), len(ends))
        ends[row : row + 1] = [x + _MARK]
        marks.append(_Mark(x, row, date, certainty, lane[date, certainty]))
    return marks


def _height(marks: Sequence[_Mark]) -> float:
    return (max(mark.row for mark in marks) + 1) * _ROW + _LANE


def _draw_ticks(sheet: Sheet, scale: Scale, bottom: float, top: float) -> None:
    ink = style()["ink"]
    for x, words in scale.ticks():
        sheet.axes.plot([x, x], [bottom, top], color=ink["rule"], linewidth=0.8, zorder=0)
        sheet.text(x, top + LINE * 0.6, words, size=8, colour=ink["dim"], ha="center")


def _draw_lane(sheet: Sheet, scale: Scale, fact: str, marks: Sequence[_Mark], top: float) -> None:
    """A fact's name, its marks, and lines for dates that are known to the month or year only."""
    ink = style()["ink"]
    middle = top - _height(marks) / 2
    sheet.text(_LEFT - 0.3, middle, short(fact, _NAMES, 8.5), size=8.5, ha="right")
    sheet.axes.plot([MARGIN, _RIGHT + 0.1], [top, top], color=ink["box"], linewidth=0.8, zorder=0)
    for mark in marks:
        y = top - _LANE / 2 - (mark.row + 0.5) * _ROW
        if len(mark.date) < len("2024-05-31"):
            ends = [scale.x(day) for day in interval(mark.date)]
            sheet.axes.plot(ends, [y, y], color=ink["unknown"], linewidth=1.4, zorder=1, solid_capstyle="butt")
        _draw_mark(sheet, mark.x, y, mark.certainty, mark.claims)


def _draw_mark(sheet: Sheet, x: float, y: float, certainty: str, claims: int) -> None:
    """One mark, with the number of its claims where they are several."""
    look = style()["certainties"][certainty]
    sheet.axes.plot(
        [x], [y], marker=look["mark"], color=look["colour"], markersize=11, markeredgecolor="white", markeredgewidth=0.8
    )
    if claims > 1:
        sheet.text(x, y - 0.005, f"{claims}", size=6.5, colour=look["ink"], ha="center", weight="bold")


def _draw_legend(sheet: Sheet, used: set[str]) -> None:
    """The marks that occur, from sure to denied."""
    x, y = MARGIN + 0.1, sheet.bottom + LINE * 1.6
    for certainty in vocabulary().certainties:
        if certainty in used:
            _draw_mark(sheet, x, y, certainty, 1)
            sheet.text(x + 0.17, y, certainty, size=8)
            x += 1.15
    words = "A number counts claims. A claim without a date of its own stands at that of its article."
    sheet.text(MARGIN, sheet.bottom + LINE * 0.4, words, size=8, colour=style()["ink"]["dim"])
