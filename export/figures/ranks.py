"""A ranking as dots with the interval of every rank (a forest plot)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from export.figures.canvas import LINE, MARGIN, Sheet, settings, short, style

if TYPE_CHECKING:
    from graph.analysis import Ranked

# All in inches.
_WIDTH = 8.5
_ROW = 0.27
_NAMES = 2.6
_COLUMNS = 1.75
_AXIS = 3.2 * LINE
_LEFT, _RIGHT = MARGIN + _NAMES + 0.2, _WIDTH - MARGIN - _COLUMNS
# An interval that ends far below the last row drawn is cut there, with an arrow.
_BEYOND = 1.6
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MOST_TICKS = 10


@settings()
def draw(rows: Sequence[Ranked], path: str, *, title: str, level: float, source: str) -> None:
    """Draw a ranking, as `graph.analysis.rank` makes it, into an SVG or PNG file.

    Args:
        rows: the places to draw, from the first.
        path: the file, `.svg` or `.png`.
        title: what is ranked.
        level: share of the drawings within an interval, for the note.
        source: the line below.

    Raises:
        QuidError: the file cannot be written.
    """
    says = f"Dots are ranks; lines hold the rank in {level:.0%} of samples of the articles. Wide lines: few articles."
    note = says if any(row.low is not None for row in rows) else "Ranks without intervals."
    sheet = Sheet(
        _WIDTH, len(rows) * _ROW + _AXIS, title=title, note=note if rows else "Nothing to rank.", source=source
    )
    if rows:
        last = _last(rows)
        top, bottom = sheet.top - _AXIS + LINE, sheet.bottom + LINE / 2
        _draw_axis(sheet, last, top, bottom)
        for number, row in enumerate(rows):
            _draw_row(sheet, row, top - (number + 0.5) * _ROW, last)
    sheet.save(path)


def _last(rows: Sequence[Ranked]) -> int:
    """The last rank on the axis."""
    shown = max(row.rank for row in rows)
    return min(max([shown, *(row.high or 0 for row in rows)]), max(int(shown * _BEYOND), shown + 2))


def _x(rank: float, last: int) -> float:
    return _LEFT + (_RIGHT - _LEFT) * (rank - 1) / max(last - 1, 1)


def _draw_axis(sheet: Sheet, last: int, top: float, bottom: float) -> None:
    """Headings, and a hair line for every marked rank."""
    ink = style()["ink"]
    step = next((step for step in _STEPS if last / step <= _MOST_TICKS), _STEPS[-1])
    ranks = sorted({1, *range(step, last + 1, step)})
    # Rank 1 and the first step would touch where steps are wide.
    for rank in ranks:
        sheet.axes.plot([_x(rank, last)] * 2, [bottom, top], color=ink["rule"], linewidth=0.8, zorder=0)
        sheet.text(_x(rank, last), top + LINE * 0.6, str(rank), size=8, colour=ink["dim"], ha="center")
    for x, words, side in (
        (_LEFT, "rank", "left"),
        (_RIGHT + 0.95, "score", "right"),
        (_RIGHT + _COLUMNS, "articles", "right"),
    ):
        sheet.text(x, top + LINE * 1.7, words, size=8.5, colour=ink["dim"], ha=side)


def _draw_row(sheet: Sheet, row: Ranked, y: float, last: int) -> None:
    """One name with its dot, its interval and its figures."""
    ink, colour = style()["ink"], style()["series"]["colours"][0]
    sheet.text(_LEFT - 0.2, y, short(row.name, _NAMES), ha="right")
    if row.low is not None and row.high is not None:
        low, high = min(row.low, last), min(row.high, last)
        sheet.axes.plot(
            [_x(low, last), _x(high, last)], [y, y], color=colour, alpha=0.45, linewidth=3.2, solid_capstyle="round"
        )
        if row.high > last:
            sheet.axes.plot(
                [_x(high, last) + 0.08], [y], marker=">", color=colour, alpha=0.45, markersize=5, linewidth=0
            )
    sheet.axes.plot([_x(row.rank, last)], [y], marker="o", color=colour, markersize=6.5, linewidth=0)
    sheet.text(_RIGHT + 0.95, y, _score(row.score), size=8.5, ha="right")
    sheet.text(_RIGHT + _COLUMNS, y, f"{row.articles:,}", size=8.5, colour=ink["dim"], ha="right")


def _score(score: float) -> str:
    return f"{score:,.0f}" if score == int(score) else f"{score:.3f}" if score < 10 else f"{score:,.1f}"
