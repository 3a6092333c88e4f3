"""Where nodes stand on the page: computed here with igraph, so that the browser only draws; the same at every run."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

from export.measures import SEED, seeded, simple_graph

if TYPE_CHECKING:
    import igraph

Point = tuple[float, float]

# Pixels between linked nodes at zoom 1.
_EDGE_LENGTH = 150.0
# Kamada-Kawai gives the clearer picture and costs nodes squared; Fruchterman-Reingold is nearly linear.
_KAMADA_KAWAI = 400
# How much longer than others an edge between two hubs is, by the root of the smaller one's links.
_HUB_ROOM = 0.6
_ITERATIONS = {2_000: 500, 10_000: 250}
_FEW_ITERATIONS = 120
# Names are kept apart up to so many nodes; above, the page shows names of hubs only.
_SEPARATED = 1_500
_ROUNDS = 60
_LINE_HEIGHT = 46.0
_GAP = 50.0
# Nodes without edges say little: they stand close, and show all their names only when one zooms in.
_SINGLE_WIDTH = 120.0


def positions(widths: Sequence[float], edges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """A place for each node, around (0, 0), in pixels at zoom 1.

    Args:
        widths: per node the width of its name in pixels; names are kept from overlapping as far as possible.
        edges: pairs of node numbers.
    """
    graph = simple_graph(len(widths), edges)
    parts = sorted((sorted(part) for part in graph.connected_components()), key=lambda part: (-len(part), part))
    placed: list[tuple[list[int], list[Point]]] = []
    for part in parts:
        if len(part) > 1:
            points = _separated(_drawn(graph.induced_subgraph(part)), [widths[node] for node in part])
            placed.append((part, points))
    placed.extend(_single_nodes([part[0] for part in parts if len(part) == 1], widths))
    return _packed(placed, len(widths))


def _drawn(graph: igraph.Graph) -> list[Point]:
    """One connected part, with edges about `_EDGE_LENGTH` long."""
    size = graph.vcount()
    chance = random.Random(SEED)  # noqa: S311 - a layout is no secret
    start = [(chance.uniform(-1, 1) * size**0.5, chance.uniform(-1, 1) * size**0.5) for _ in range(size)]
    with seeded():
        if size <= _KAMADA_KAWAI:
            layout = graph.layout_kamada_kawai(seed=start, weights=_lengths(graph))
        else:
            rounds = next((count for limit, count in _ITERATIONS.items() if size <= limit), _FEW_ITERATIONS)
            layout = graph.layout_fruchterman_reingold(seed=start, niter=rounds, grid="auto")
    points = [(float(x), float(y)) for x, y in layout]
    lengths = sorted(_distance(points[edge.source], points[edge.target]) for edge in graph.es)
    scale = _EDGE_LENGTH / (lengths[len(lengths) // 2] or 1.0)
    return [(x * scale, y * scale) for x, y in points]


def _lengths(graph: igraph.Graph) -> list[float]:
    """Wanted lengths of edges: hubs stand further apart, so that their neighbours find room around them."""
    degrees = graph.degree()
    return [1.0 + _HUB_ROOM * (min(degrees[edge.source], degrees[edge.target]) - 1) ** 0.5 for edge in graph.es]


def _distance(one: Point, other: Point) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)


def _separated(points: list[Point], widths: Sequence[float]) -> list[Point]:
    """Push overlapping boxes (name below symbol) apart along the shorter way, a few rounds."""
    if len(points) > _SEPARATED:
        return points
    xs, ys = [x for x, _ in points], [y for _, y in points]
    reach = max(widths)
    for _ in range(_ROUNDS):
        order = sorted(range(len(xs)), key=lambda node: (xs[node], node))
        if not _push_apart(order, xs, ys, widths, reach):
            break
    return list(zip(xs, ys, strict=True))


def _push_apart(order: list[int], xs: list[float], ys: list[float], widths: Sequence[float], reach: float) -> bool:
    moved = False
    for place, one in enumerate(order):
        for other in order[place + 1 :]:
            if xs[other] - xs[one] > reach:
                break
            across = (widths[one] + widths[other]) / 2 - abs(xs[other] - xs[one])
            down = _LINE_HEIGHT - abs(ys[other] - ys[one])
            if across <= 0 or down <= 0:
                continue
            moved = True
            if down <= across:
                step = down / 2 if ys[other] >= ys[one] else -down / 2
                ys[one], ys[other] = ys[one] - step, ys[other] + step
            else:
                step = across / 2 if xs[other] >= xs[one] else -across / 2
                xs[one], xs[other] = xs[one] - step, xs[other] + step
    return moved


def _single_nodes(nodes: list[int], widths: Sequence[float]) -> list[tuple[list[int], list[Point]]]:
    """Nodes without any edge, in rows."""
    if not nodes:
        return []
    columns = max(1, round((len(nodes) * 0.4) ** 0.5))
    step = min(_SINGLE_WIDTH, max(widths[node] for node in nodes))
    points = [((index % columns) * step, (index // columns) * _LINE_HEIGHT) for index in range(len(nodes))]
    return [(nodes, points)]


def _packed(placed: list[tuple[list[int], list[Point]]], size: int) -> list[tuple[int, int]]:
    """Set the parts in rows below the largest one and round to whole pixels."""
    result: list[tuple[int, int]] = [(0, 0)] * size
    x, y, row_height = 0.0, 0.0, 0.0
    area = sum((width + _EDGE_LENGTH + _GAP) * (height + 2 * _GAP) for width, height in map(_extent, placed))
    limit = max([1.1 * area**0.5, *(_extent(part)[0] + _EDGE_LENGTH for part in placed[:1])])
    for part, points in placed:
        left, top = min(px for px, _ in points), min(py for _, py in points)
        width, height = _extent((part, points))
        width, height = width + _EDGE_LENGTH, height + _GAP
        if x > 0 and x + width > limit:
            x, y, row_height = 0.0, y + row_height + _GAP, 0.0
        for node, (px, py) in zip(part, points, strict=True):
            result[node] = (round(px - left + x), round(py - top + y))
        x, row_height = x + width + _GAP, max(row_height, height)
    return _centred(result)


def _extent(part: tuple[list[int], list[Point]]) -> tuple[float, float]:
    xs, ys = zip(*part[1], strict=True)
    return max(xs) - min(xs), max(ys) - min(ys)


def _centred(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if not points:
        return points
    middle_x = (min(x for x, _ in points) + max(x for x, _ in points)) // 2
    middle_y = (min(y for _, y in points) + max(y for _, y in points)) // 2
    return [(x - middle_x, y - middle_y) for x, y in points]
