"""Where nodes stand on the page: computed here with igraph, so that the browser only draws; the same at every run."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

from export.measures import SEED, seeded, simple_graph

if TYPE_CHECKING:
    import igraph
    import numpy as np
    from numpy.typing import NDArray

Point = tuple[float, float]

# Pixels between linked nodes at zoom 1.
_EDGE_LENGTH = 150.0
# Kamada-Kawai gives the clearer picture and costs nodes squared; Fruchterman-Reingold is nearly linear.
_KAMADA_KAWAI = 1_200
# How much longer an edge is for every further link of its ends, by the root of their number.
_LESSER, _GREATER = 0.5, 0.35
_ITERATIONS = {2_000: 500, 10_000: 250}
_FEW_ITERATIONS = 120
# Names are kept apart up to so many nodes; above, the page shows names of hubs only.
_SEPARATED = 1_500
_ROUNDS = 120
# Half of an overlap would end it; less, as many boxes push at once.
_PUSH = 0.35
_LINE_HEIGHT = 46.0
# How many pixels a node with more than so many links is kept from others, by the root of its further links.
_ROOM, _FEW = 24.0, 6
# A community of n nodes fills a disc of this radius, in pixels, times the root of n.
_DISC = 45.0
_GAP = 50.0
# Width to height of the room for the graph; widths that are tried, as multiples of the largest part's.
_WINDOW = 1.1
_WIDTHS = (1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 5.0, 10.0, 20.0, 40.0, 80.0)
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
            drawn = graph.induced_subgraph(part)
            points = _separated(_drawn(drawn), [widths[node] for node in part], drawn.degree())
            placed.append((part, points))
    placed.extend(_single_nodes([part[0] for part in parts if len(part) == 1], widths))
    return _packed(placed, len(widths))


def clustered(edges: Sequence[tuple[int, int]], community: Sequence[int], loose: int) -> list[tuple[int, int]]:
    """Places for a large graph: each community in a disc of its own, those that are linked near each other.

    Args:
        edges: pairs of node numbers.
        community: per node the number of its community.
        loose: the community of nodes without edges, which stand in rows; -1 for none.
    """
    graph = simple_graph(len(community), edges)
    members: dict[int, list[int]] = {}
    for node, group in enumerate(community):
        members.setdefault(group, []).append(node)
    outcast = members.pop(loose, [])
    discs = {group: _disc(graph.induced_subgraph(nodes)) for group, nodes in sorted(members.items())}
    whole = simple_graph(max(community, default=0) + 1, [(community[one], community[other]) for one, other in edges])
    placed: list[tuple[list[int], list[Point]]] = []
    for part in sorted((sorted(part) for part in whole.connected_components()), key=lambda part: (-len(part), part)):
        if part != [loose]:
            centres = _spread(whole.induced_subgraph(part), [_disc_radius(len(members[group])) for group in part])
            nodes = [node for group in part for node in members[group]]
            points = [(cx + x, cy + y) for group, (cx, cy) in zip(part, centres, strict=True) for x, y in discs[group]]
            placed.append((nodes, points))
    placed.extend(_single_nodes(outcast, [_SINGLE_WIDTH] * len(community)))
    return _packed(placed, len(community))


def _disc_radius(size: int) -> float:
    return float(_DISC * size**0.5)


def _disc(graph: igraph.Graph) -> list[Point]:
    """One community, drawn within its disc; the few nodes that lie far out are drawn in to its rim."""
    points = _drawn(graph)
    middle = (sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points))
    distances = sorted(_distance(point, middle) for point in points)
    reach = distances[int(0.95 * (len(distances) - 1))] or 1.0
    radius = _disc_radius(len(points))
    inside = []
    for x, y in points:
        scale = radius / max(reach, _distance((x, y), middle))
        inside.append(((x - middle[0]) * scale, (y - middle[1]) * scale))
    return inside


def _spread(graph: igraph.Graph, radii: list[float]) -> list[Point]:
    """Centres of linked discs: as the graph of communities lies, pushed apart until no two overlap."""
    import numpy as np

    if len(radii) == 1:
        return [(0.0, 0.0)]
    centres, reach = np.array(_drawn(graph), dtype=float), np.array(radii)
    centres *= 2 * float(np.median(reach)) / _EDGE_LENGTH
    apart = reach[:, None] + reach[None, :] + _GAP
    for _ in range(_ROUNDS):
        gap = centres[:, None, :] - centres[None, :, :]
        distance = np.hypot(gap[..., 0], gap[..., 1]) + np.eye(len(reach)) * apart.max() * 2
        overlap = np.clip(apart - distance, 0, None)
        if not overlap.any():
            break
        # Two discs on the same spot part along the diagonal.
        way = np.where(distance[..., None] > 0, gap / np.maximum(distance, 1e-9)[..., None], 0.7)
        centres += _PUSH * (way * overlap[..., None]).sum(axis=1)
    return [(float(x), float(y)) for x, y in centres]


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
    pairs = [sorted((degrees[edge.source], degrees[edge.target])) for edge in graph.es]
    return [1.0 + _LESSER * (lesser - 1) ** 0.5 + _GREATER * (greater - 1) ** 0.5 for lesser, greater in pairs]


def _distance(one: Point, other: Point) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)


def _separated(points: list[Point], widths: Sequence[float], degrees: Sequence[int]) -> list[Point]:
    """Push overlapping boxes (name below symbol) apart along the shorter way, a few rounds; hubs ask for more room."""
    import numpy as np

    if len(points) > _SEPARATED:
        return points
    room = _ROOM * np.sqrt(np.clip(np.array(degrees) - _FEW, 0, None))
    places, half = np.array(points, dtype=float), (np.array(widths) + room) / 2
    tall, mass = (_LINE_HEIGHT + room) / 2, 1.0 + np.array(degrees)
    for _ in range(_ROUNDS):
        one, other = _near_in_height(places[:, 1], 2 * float(tall.max()))
        gap = places[other] - places[one]
        across = half[one] + half[other] - abs(gap[:, 0])
        down = tall[one] + tall[other] - abs(gap[:, 1])
        hit = (across > 0) & (down > 0)
        if not hit.any():
            break
        one, other, gap, across, down = one[hit], other[hit], gap[hit], across[hit], down[hit]
        step = np.where((down <= across)[:, None], np.stack([0 * down, down], 1), np.stack([across, 0 * across], 1))
        step *= np.where(gap >= 0, _PUSH, -_PUSH)
        # The one with fewer links gives way.
        share = (mass[one] / (mass[one] + mass[other]))[:, None]
        np.add.at(places, other, 2 * share * step)
        np.add.at(places, one, -2 * (1 - share) * step)
    return [(float(x), float(y)) for x, y in places]


def _near_in_height(heights: NDArray[np.float64], reach: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """All pairs less than `reach` apart, each once, as two arrays of node numbers."""
    import numpy as np

    order = np.argsort(heights, kind="stable")
    ordered = heights[order]
    places = np.arange(len(order))
    counts = np.searchsorted(ordered, ordered + reach) - places - 1
    first = np.repeat(places, counts)
    second = first + 1 + np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return order[first], order[second]


def _single_nodes(nodes: list[int], widths: Sequence[float]) -> list[tuple[list[int], list[Point]]]:
    """Nodes without any edge, in rows."""
    if not nodes:
        return []
    columns = max(1, round((len(nodes) * 0.6) ** 0.5))
    step = min(_SINGLE_WIDTH, max(widths[node] for node in nodes))
    points = [((index % columns) * step, (index // columns) * _LINE_HEIGHT) for index in range(len(nodes))]
    return [(nodes, points)]


def _packed(placed: list[tuple[list[int], list[Point]]], size: int) -> list[tuple[int, int]]:
    """Set the parts in rows below the largest one, as wide as comes nearest to a window's shape, in whole pixels."""
    boxes = [(width + _EDGE_LENGTH, height + _GAP) for width, height in map(_extent, placed)]
    largest = boxes[0][0] if boxes else 0.0
    whole = sum(width for width, _ in boxes)
    limits = [largest * factor for factor in _WIDTHS if largest * factor < 2 * whole] or [largest]
    corners = min((_rows(boxes, limit) for limit in limits), key=lambda rows: _waste(boxes, rows))
    result: list[tuple[int, int]] = [(0, 0)] * size
    for (part, points), (x, y) in zip(placed, corners, strict=True):
        left, top = min(px for px, _ in points), min(py for _, py in points)
        for node, (px, py) in zip(part, points, strict=True):
            result[node] = (round(px - left + x), round(py - top + y))
    return _centred(result)


def _rows(boxes: list[Point], limit: float) -> list[Point]:
    """The upper left corner of each box, in rows no wider than `limit`."""
    corners: list[Point] = []
    x, y, row_height = 0.0, 0.0, 0.0
    for width, height in boxes:
        if x > 0 and x + width > limit:
            x, y, row_height = 0.0, y + row_height + _GAP, 0.0
        corners.append((x, y))
        x, row_height = x + width + _GAP, max(row_height, height)
    return corners


def _waste(boxes: list[Point], corners: list[Point]) -> float:
    """How large a window of the usual shape must be to hold the boxes."""
    right = max((x + width for (x, _), (width, _) in zip(corners, boxes, strict=True)), default=0.0)
    bottom = max((y + height for (_, y), (_, height) in zip(corners, boxes, strict=True)), default=0.0)
    return max(right / _WINDOW, bottom)


def _extent(part: tuple[list[int], list[Point]]) -> tuple[float, float]:
    xs, ys = zip(*part[1], strict=True)
    return max(xs) - min(xs), max(ys) - min(ys)


def _centred(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if not points:
        return points
    middle_x = (min(x for x, _ in points) + max(x for x, _ in points)) // 2
    middle_y = (min(y for _, y in points) + max(y for _, y in points)) // 2
    return [(x - middle_x, y - middle_y) for x, y in points]
