"""The picture of the graph model, drawn from the vocabulary."""

from __future__ import annotations

from collections import defaultdict
from html import escape
from math import hypot

from graph.vocabulary import vocabulary

# Where the types stand, in pixels; a type that is not here goes into a row below.
_PLACES = {
    "Actor": (130, 70),
    "Exchange": (450, 70),
    "Good": (790, 70),
    "Resolution": (660, 240),
    "Commentator": (130, 400),
    "Claim": (450, 400),
    "Article": (790, 400),
}
_WIDTH, _HEIGHT, _LINE = 900, 470, 15
_HALF = (62, 20)
_SMALL = 1e-9
# Provenance joins an article or a claim to nearly everything: it is told below the picture.
_UNDRAWN = frozenset({"MENTIONS"})


def model() -> str:
    """An SVG element of all node types and the relations between them, those of one pair on one line."""
    types = list(vocabulary().kinds)
    places = dict(_PLACES)
    for number, name in enumerate(name for name in types if name not in places):
        places[name] = (130 + number * 160, _HEIGHT + 40)
    height = max(y for _, y in places.values()) + 60
    drawn = [_link(places, pair, names) for pair, names in _pairs().items()]
    drawn += [_node(name, *places[name]) for name in types]
    words = "Node types and the relations between them; the tables below say the same."
    return (
        f'<svg class="quid-figure" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" role="img" aria-label="{words}">'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="currentColor"/></marker></defs>' + "".join(drawn) + "</svg>"
    )


def _pairs() -> dict[tuple[str, str], list[str]]:
    """The relations from one type to another; between actors, of which there are many, only their number."""
    pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for edge in vocabulary().edges.values():
        if edge.name in _UNDRAWN:
            continue
        for source in sorted(edge.source):
            for target in sorted(edge.target):
                # ABOUT leads to every type; the one that matters is drawn.
                if edge.name != "ABOUT" or target == "Exchange":
                    pairs[source, target].append(edge.name)
    return pairs


def _link(places: dict[str, tuple[int, int]], pair: tuple[str, str], names: list[str]) -> str:
    (x1, y1), (x2, y2) = places[pair[0]], places[pair[1]]
    if pair[0] == pair[1]:
        text = f"{len(names)} relations" if len(names) > 1 else names[0]
        return (
            f'<path d="M{x1 - 22} {y1 - _HALF[1]}c-22 -42 66 -42 44 0" fill="none" stroke="currentColor" marker-end="url(#tip)"/>'
            f'<text x="{x1}" y="{y1 - 36 - _HALF[1]}" text-anchor="middle" fill="currentColor" font-size="11">{text}</text>'
        )
    # The two directions of a pair run beside each other.
    length = hypot(x2 - x1, y2 - y1)
    along = ((x2 - x1) / length, (y2 - y1) / length)
    side = 9 if (pair[1], pair[0]) in _pairs() else 0
    offset = (-along[1] * side, along[0] * side)
    (ax, ay), (bx, by) = _border(x1, y1, offset, along), _border(x2, y2, offset, (-along[0], -along[1]))
    line = f'<path d="M{ax:.0f} {ay:.0f}L{bx:.0f} {by:.0f}" stroke="currentColor" marker-end="url(#tip)"/>'
    return line + _label(names, (ax + bx) / 2, (ay + by) / 2, below=offset[1] > 0)


def _label(names: list[str], x: float, y: float, *, below: bool) -> str:
    """Names of relations on a line, one under the other, on a ground that hides the line behind them."""
    rows = [" · ".join(names[i : i + 2]) for i in range(0, len(names), 2)]
    top = y + (_LINE - 2 if below else -_LINE * (len(rows) - 1) - 5)
    return "".join(
        f'<text x="{x:.0f}" y="{top + row * _LINE:.0f}" text-anchor="middle" fill="currentColor" font-size="11" '
        f'paint-order="stroke" stroke="var(--md-default-bg-color, #fff)" stroke-width="5">{escape(text)}</text>'
        for row, text in enumerate(rows)
    )


def _border(x: int, y: int, offset: tuple[float, float], along: tuple[float, float]) -> tuple[float, float]:
    """Where a line that starts beside the middle of a box leaves the box."""
    steps = [
        (half - beside * (1 if step > 0 else -1)) / abs(step)
        for half, beside, step in zip(_HALF, offset, along, strict=True)
        if abs(step) > _SMALL
    ]
    return x + offset[0] + along[0] * min(steps), y + offset[1] + along[1] * min(steps)


def _node(name: str, x: int, y: int) -> str:
    width, height = _HALF
    return (
        f'<rect x="{x - width}" y="{y - height}" width="{2 * width}" height="{2 * height}" rx="6" '
        f'fill="var(--md-code-bg-color, #f5f5f5)" stroke="currentColor"/>'
        f'<text x="{x}" y="{y + 5}" text-anchor="middle" fill="currentColor" font-weight="600">{escape(name)}</text>'
    )
