"""Groups on a circle: everyone beside the others of the group, ties as bows (a chord picture)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from export.figures.canvas import LINE, Sheet, settings, short, style

if TYPE_CHECKING:
    from graph.analysis import Communities, Community

#: At most so many nodes; small groups and those with the least weight inside go first.
MOST = 60
# All in inches.
_WIDTH = 9.0
_LEAST, _LARGEST = 1.5, 2.55
_PLACE = 0.27
_NAMES = 1.55
_THICKEST, _THINNEST = 6.0, 0.6  # points
# Empty places between groups, in places of one node.
_GAP = 1.0


@settings()
def draw(found: Communities, ties: Sequence[tuple[str, str, int]], path: str, *, title: str, source: str) -> None:
    """Draw communities, as `graph.analysis.communities` finds them, into an SVG or PNG file.

    Args:
        found: the groups.
        ties: (id, id, weight) of the network in which they were found.
        path: the file, `.svg` or `.png`.
        title: what is drawn.
        source: the line below.

    Raises:
        QuidError: the file cannot be written.
    """
    groups = shown(found)
    angles = places(groups)
    radius = min(max(_LEAST, len(angles) * _PLACE / math.pi), _LARGEST)
    room = 2 * (radius + _NAMES + 0.15) if groups else LINE
    sheet = Sheet(_WIDTH, room, title=title, note=_note(found, groups), source=source)
    circle = _Circle(_WIDTH / 2, (sheet.bottom + sheet.top) / 2, radius)
    of = {node: group.number for group in groups for node in group.nodes}
    _draw_ties(sheet, circle, angles, of, ties)
    for group in groups:
        for node, name in zip(group.nodes, group.names, strict=True):
            _draw_node(sheet, circle, angles[node], name, _colour(group.number))
    sheet.save(path)


def shown(found: Communities) -> list[Community]:
    """The groups as far as they are drawn: the largest, and of the last one those with most weight inside."""
    groups, left = [], MOST
    for group in found.communities:
        if left > 0:
            groups.append(replace(group, nodes=group.nodes[:left], names=group.names[:left]))
            left -= len(group.nodes)
    return groups


def places(groups: Sequence[Community]) -> dict[str, float]:
    """The angle of every node, in radians from the top clockwise; groups stand apart."""
    whole = sum(len(group.nodes) + _GAP for group in groups)
    angles, place = {}, _GAP / 2
    for group in groups:
        for node in group.nodes:
            angles[node] = math.tau * (place + 0.5) / whole
            place += 1
        place += _GAP
    return angles


def _note(found: Communities, groups: Sequence[Community]) -> str:
    if not groups:
        return "There is nothing to draw: no ties."
    nodes = sum(len(group.nodes) for group in found.communities)
    drawn = sum(len(group.nodes) for group in groups)
    part = f" {drawn} of {nodes} are drawn." if drawn < nodes else ""
    return f"Coloured ties lie within groups, grey ones between them. Modularity {found.modularity:.2f}.{part}"


def _colour(number: int) -> str:
    colours = style()["series"]["colours"]
    return str(colours[number - 1] if number <= len(colours) else style()["ink"]["unknown"])


class _Circle(NamedTuple):
    """Where the nodes stand."""

    x: float
    y: float
    radius: float

    def at(self, angle: float, beyond: float = 0.0) -> tuple[float, float]:
        """The place at an angle, so far outside the circle."""
        distance = self.radius + beyond
        return self.x + distance * math.sin(angle), self.y + distance * math.cos(angle)

    def bow(self, one: float, other: float) -> list[tuple[float, float]]:
        """A tie between two angles as a quadratic curve: flat between neighbours, else by way of the middle."""
        ends = self.at(one), self.at(other)
        pull = 0.35 + 0.55 * abs(math.sin((one - other) / 2))
        (x, y), (u, v) = ends
        bend = ((x + u) / 2 * (1 - pull) + self.x * pull, (y + v) / 2 * (1 - pull) + self.y * pull)
        return [ends[0], bend, ends[1]]


def _draw_ties(
    sheet: Sheet,
    circle: _Circle,
    angles: Mapping[str, float],
    of: Mapping[str, int],
    ties: Sequence[tuple[str, str, int]],
) -> None:
    """Bows between nodes, those across groups below the others; thickness by the root of the weight."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    kept = [tie for tie in ties if tie[0] in angles and tie[1] in angles and tie[0] != tie[1]]
    most = max((weight for _, _, weight in kept), default=1)
    for one, other, weight in sorted(kept, key=lambda tie: (of[tie[0]] == of[tie[1]], tie)):
        inside = of[one] == of[other]
        path = Path(circle.bow(angles[one], angles[other]), [Path.MOVETO, Path.CURVE3, Path.CURVE3])
        colour, opacity = (_colour(of[one]), 0.6) if inside else (style()["ink"]["unknown"], 0.45)
        thick = _THINNEST + (_THICKEST - _THINNEST) * math.sqrt(weight / most)
        look = {"edgecolor": colour, "alpha": opacity, "linewidth": thick, "capstyle": "round"}
        sheet.axes.add_patch(PathPatch(path, facecolor="none", **look))


def _draw_node(sheet: Sheet, circle: _Circle, angle: float, name: str, colour: str) -> None:
    """A dot with its name outwards, always to be read from left to right."""
    x, y = circle.at(angle)
    sheet.axes.plot([x], [y], marker="o", color=colour, markersize=7, markeredgecolor="white", markeredgewidth=0.8)
    right = angle <= math.pi
    turn = math.degrees((math.pi if right else -math.pi) / 2 - angle)
    words, side = short(name, _NAMES, 8.5), "left" if right else "right"
    x, y = circle.at(angle, 0.11)
    sheet.text(x, y, words, size=8.5, ha=side, va="center", rotation=turn, rotation_mode="anchor")
