"""Where the bands of a flow picture run: three columns of nodes, so ordered that few bands cross and no labels meet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from export.figures.canvas import style

if TYPE_CHECKING:
    from graph.analysis.flows import Flow

#: At most so many actors on a side; the rest are drawn as one.
MOST = 12
UNKNOWN = "not told"
_REST = " others"


@dataclass(frozen=True, slots=True)
class Band:
    """What goes from one supplier through one category of goods to one recipient; `size` counts claims.

    `strength` names an entry of the style: delivered, planned or stopped.
    """

    supplier: str
    category: str
    recipient: str
    strength: str
    size: int


@dataclass(slots=True)
class Slot:
    """A node of a column.

    Attributes:
        name: as it is labelled.
        size: claims that go through it.
        thick: height of its bands together.
        y: its upper edge.
    """

    name: str
    size: int
    thick: float = 0.0
    y: float = 0.0

    @property
    def named(self) -> bool:
        """Whether it is one actor, not the rest or an unknown one."""
        return self.name != UNKNOWN and not self.name.endswith(_REST)


def columns(bands: Sequence[Band]) -> dict[str, dict[str, Slot]]:
    """The nodes of the columns `supplier`, `category`, `recipient`, each by name from top to bottom.

    Suppliers stand by weight, the others near what they are joined to, by barycentres as in layered drawing (Sugiyama,
    Tagawa and Toda, IEEE Trans. SMC 11, 1981).
    """
    suppliers = _ordered(bands, "supplier")
    categories = _ordered(bands, "category", "supplier", suppliers)
    recipients = _ordered(bands, "recipient", "category", categories)
    return {"supplier": suppliers, "category": categories, "recipient": recipients}


def place(column: Mapping[str, Slot], scale: float, least: float, gap: float) -> float:
    """Stack the nodes of a column downwards from 0 and return its height; no node is lower than a label."""
    height = 0.0
    for slot in column.values():
        slot.thick = slot.size * scale
        room = max(slot.thick, least)
        slot.y = -height - (room - slot.thick) / 2
        height += room + gap
    return max(height - gap, 0.0)


def bands(flows: Sequence[Flow]) -> tuple[Band, ...]:
    """Flows joined by supplier, category, recipient and strength; actors beyond the largest are joined to one."""
    strengths = {stage: name for name, entry in style()["strength"].items() for stage in entry["stages"]}
    giver = _largest((flow.supplier or UNKNOWN, flow.claims) for flow in flows)
    taker = _largest((flow.recipient or UNKNOWN, flow.claims) for flow in flows)
    sizes: Counter[tuple[str, str, str, str]] = Counter()
    for flow in flows:
        ends = giver(flow.supplier or UNKNOWN), flow.category or UNKNOWN, taker(flow.recipient or UNKNOWN)
        sizes[*ends, strengths.get(flow.stage or "", "planned")] += flow.claims
    return tuple(Band(*key, size) for key, size in sorted(sizes.items()))


def _largest(weights: Iterable[tuple[str, int]]) -> Callable[[str], str]:
    """How a name is drawn: as itself among the largest, else as `7 others`."""
    totals: Counter[str] = Counter()
    for name, weight in weights:
        totals[name] += weight
    order = sorted(totals, key=lambda name: (-totals[name], name))
    # One that would stand alone for the others is drawn as itself.
    kept = set(order if len(order) <= MOST + 1 else order[:MOST])
    return lambda name: name if name in kept else f"{len(order) - len(kept)}{_REST}"


def _ordered(
    drawn: Sequence[Band], end: str, other: str | None = None, near: Mapping[str, Slot] | None = None
) -> dict[str, Slot]:
    """The nodes of one column: by the mean place of what they are joined to, else by weight; the rest stands last."""
    sizes: Counter[str] = Counter()
    for band in drawn:
        sizes[getattr(band, end)] += band.size
    means = dict.fromkeys(sizes, 0.0)
    if other is not None and near is not None:
        places = {name: number for number, name in enumerate(near)}
        for band in drawn:
            means[getattr(band, end)] += places[getattr(band, other)] * band.size / sizes[getattr(band, end)]
    slots = [Slot(name, size) for name, size in sizes.items()]
    slots.sort(key=lambda slot: (not slot.named, round(means[slot.name], 9), -slot.size, slot.name))
    return {slot.name: slot for slot in slots}


def edges(
    drawn: Sequence[Band], nodes: Mapping[str, Mapping[str, Slot]], end: str, scale: float
) -> Iterator[tuple[Band, float, float]]:
    """Every band of the half that begins at `end`, with its upper edges there and at the next column.

    On a node bands lie in the order of what they lead to, so that bands of one node do not cross each other.
    """
    after = "category" if end == "supplier" else "recipient"
    third = "recipient" if end == "supplier" else "supplier"
    here = _stacked(drawn, nodes, end, (after, third), scale)
    there = _stacked(drawn, nodes, after, (end, third), scale)
    for band in drawn:
        yield band, here[band], there[band]


def _stacked(
    drawn: Sequence[Band], nodes: Mapping[str, Mapping[str, Slot]], end: str, by: tuple[str, str], scale: float
) -> dict[Band, float]:
    """The upper edges of bands on the nodes of one column, laid down in the order of two other columns."""
    at = {column: {name: number for number, name in enumerate(nodes[column])} for column in by}
    used: dict[str, float] = defaultdict(float)
    upper = {}
    for band in sorted(drawn, key=lambda band: (*(at[column][getattr(band, column)] for column in by), band.strength)):
        name = getattr(band, end)
        upper[band] = nodes[end][name].y - used[name]
        used[name] += band.size * scale
    return upper
