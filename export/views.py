"""The three pictures of one graph that the page offers, as pairs of node numbers, for measuring and laying out.

The page itself draws their edges with all that belongs to them (`page/views.js`).
"""

from __future__ import annotations

from export.columns import Columns

_NAME_LIMIT = 28
_CHARACTER = 6.8


def fact_pairs(table: Columns) -> list[tuple[int, int]]:
    """Every edge between things."""
    return [(source, target) for source, target, _, _ in table.edges]


def actor_pairs(table: Columns) -> tuple[list[int], list[tuple[int, int]]]:
    """The actors that are linked to another, directly or through an exchange, and the pairs, as places in that list."""
    actors = {number for number, name in enumerate(table.types) if name == "Actor"}
    pairs = [(source, target) for source, target, _, _ in table.edges if source in actors and target in actors]
    suppliers: dict[int, list[int]] = {}
    recipients: dict[int, list[int]] = {}
    for source, target, edge_type, _ in table.edges:
        if edge_type == "SUPPLIES" and source in actors:
            suppliers.setdefault(target, []).append(source)
        elif edge_type == "DELIVERS_TO" and target in actors:
            recipients.setdefault(source, []).append(target)
    for exchange in sorted(suppliers):
        pairs += [(one, other) for one in suppliers[exchange] for other in recipients.get(exchange, ())]
    return _placed(pairs)


def speech_pairs(table: Columns) -> tuple[list[int], list[tuple[int, int]]]:
    """Speakers, what they say or deny, and what it is about; claims are numbered after the things."""
    things = len(table.ids)
    pairs: list[tuple[int, int]] = []
    for claim in table.spoken():
        record = table.claims[claim]
        ends = [*record["speakers"], *record["deniers"], *record["about"]]
        pairs += [(end, things + claim) for end in ends]
    return _placed(pairs)


def _placed(pairs: list[tuple[int, int]]) -> tuple[list[int], list[tuple[int, int]]]:
    nodes = sorted({end for pair in pairs for end in pair})
    place = {number: index for index, number in enumerate(nodes)}
    return nodes, [(place[one], place[other]) for one, other in pairs]


def name_widths(table: Columns, nodes: list[int], *, name_exchanges: bool) -> list[float]:
    """How wide each node's name will be, in pixels; exchanges and claims need little room where they are not named."""
    widths = []
    for number in nodes:
        named = number < len(table.ids) and (name_exchanges or table.types[number] != "Exchange")
        name = str(table.attributes[number].get("name", "")) if named else ""
        widths.append(34.0 + min(len(name), _NAME_LIMIT) * _CHARACTER)
    return widths
