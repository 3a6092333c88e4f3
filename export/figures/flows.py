"""Who gives what to whom as bands: from suppliers through categories of goods to recipients (a Sankey diagram)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from export.figures.bands import Band, Slot, bands, columns, edges, place
from export.figures.canvas import LINE, MARGIN, Sheet, settings, short, style

if TYPE_CHECKING:
    from graph.analysis.flows import Flow

# All in inches.
_WIDTH = 10.0
_BANDS = 4.2
_GAP = 0.07
_BAR = 0.12
_BOX = 1.3
_NAMES = 2.2
_HEADS = 2 * LINE
_X = {"supplier": MARGIN + _NAMES, "category": (_WIDTH - _BOX) / 2, "recipient": _WIDTH - MARGIN - _NAMES - _BAR}
_HEAD = {"supplier": "who gives", "category": "what", "recipient": "who gets it"}
_NOTE = "Widths count the claims that state an exchange, not quantities. Colours are those of the suppliers."


@settings()
def draw(flows: Sequence[Flow], path: str, *, title: str, source: str) -> None:
    """Draw flows, as `graph.analysis.flows` finds them, into an SVG or PNG file.

    Raises:
        QuidError: the file cannot be written.
    """
    drawn = bands(flows)
    nodes = columns(drawn)
    scale = _BANDS / max(sum(band.size for band in drawn), 1)
    heights = {end: place(column, scale, LINE, _GAP) for end, column in nodes.items()}
    room = max(heights.values()) + _HEADS + 2 * LINE
    note = _NOTE if drawn else "There is nothing to draw: no exchanges."
    sheet = Sheet(_WIDTH, room, title=title, note=note, source=source)
    for end, column in nodes.items():
        middle = sheet.bottom + 2 * LINE + (max(heights.values()) + heights[end]) / 2
        for slot in column.values():
            slot.y += middle
    colours = _colours(nodes)
    for end in ("supplier", "category"):
        for band, here, there in edges(drawn, nodes, end, scale):
            _draw_band(sheet, end, band, here, there, band.size * scale, colours)
    for end, column in nodes.items() if drawn else ():
        _draw_nodes(sheet, end, column, colours)
    _draw_legend(sheet, drawn)
    sheet.save(path)


def _colours(nodes: Mapping[str, Mapping[str, Slot]]) -> dict[str, str]:
    """The colour of every actor: of those who give most one each, on both sides the same."""
    series = iter(style()["series"]["colours"])
    givers = sorted(
        (slot for slot in nodes["supplier"].values() if slot.named), key=lambda slot: (-slot.size, slot.name)
    )
    return {slot.name: colour for slot, colour in zip(givers, series, strict=False)}


def _draw_band(
    sheet: Sheet, end: str, band: Band, here: float, there: float, width: float, colours: Mapping[str, str]
) -> None:
    """One half of a band, from one column to the next: two curves that leave and arrive level."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    after = "category" if end == "supplier" else "recipient"
    left, right = _X[end] + (_BAR if end == "supplier" else _BOX), _X[after]
    middle = (left + right) / 2
    points = [
        (left, here), (middle, here), (middle, there), (right, there),
        (right, there - width), (middle, there - width), (middle, here - width), (left, here - width), (left, here),
    ]  # fmt: skip
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    opacity = style()["strength"][band.strength]["opacity"]
    colour = colours.get(band.supplier, style()["ink"]["unknown"])
    sheet.axes.add_patch(PathPatch(Path(points, codes), facecolor=colour, alpha=opacity, linewidth=0))


def _draw_nodes(sheet: Sheet, end: str, column: Mapping[str, Slot], colours: Mapping[str, str]) -> None:
    """The nodes of a column with their names and numbers, below its heading."""
    from matplotlib.patches import Rectangle

    ink = style()["ink"]
    box = end == "category"
    width = _BOX if box else _BAR
    x = {"supplier": _X[end] - 0.08, "category": _X[end] + _BOX / 2, "recipient": _X[end] + _BAR + 0.08}[end]
    side = {"supplier": "right", "category": "center", "recipient": "left"}[end]
    sheet.text(x, sheet.top - LINE / 2, _HEAD[end], size=8.5, colour=ink["dim"], ha=side)
    for slot in column.values():
        height = max(slot.thick, LINE * 0.95) if box else slot.thick
        middle = slot.y - slot.thick / 2
        colour = ink["box"] if box else colours.get(slot.name, ink["unknown"])
        sheet.axes.add_patch(Rectangle((_X[end], middle - height / 2), width, height, facecolor=colour, linewidth=0))
        number = f" · {slot.size:,}"
        words = short(slot.name, (_BOX if box else _NAMES) - 0.1 - 0.09 * len(number), 8.5) + number
        sheet.text(x, middle, words, size=8.5, ha=side)


def _draw_legend(sheet: Sheet, drawn: Sequence[Band]) -> None:
    """What the strength of a colour means, for those strengths that occur."""
    from matplotlib.patches import Rectangle

    x, y = MARGIN, sheet.bottom + LINE / 2
    used = {band.strength for band in drawn}
    for name, entry in style()["strength"].items():
        if name in used:
            sheet.axes.add_patch(
                Rectangle(
                    (x, y - 0.06), 0.3, 0.12, facecolor=style()["ink"]["text"], alpha=entry["opacity"], linewidth=0
                )
            )
            sheet.text(x + 0.37, y, entry["label"], size=8)
            x += 0.37 + 0.07 * len(entry["label"]) + 0.35
