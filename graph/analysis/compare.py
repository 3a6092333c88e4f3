"""What changed between two graphs: which things, facts and sources came, went, or are told otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.analysis.flows import stage_of, surest
from graph.analysis.projections import exchange_facts
from graph.vocabulary import vocabulary

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]

_THINGS = ("Article", "Actor", "Commentator", "Good", "Resolution")
_SIDES = frozenset({"SUPPLIES", "DELIVERS_TO", "OF"})
# Names the same thing in two graphs: a node's id, or the ids of a fact's ends.
_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    Attributes:
        change: `added`, `removed`, `changed`, or `joined` where the new graph takes two things for one.
        what: the node's type (`Actor`, `Exchange`, …) or the relation (`MEETS`).
        name: the thing or fact, by name.
        field: the attribute that changed; of facts `claims` (their number), `certainty` (of the surest claim), `stage`,
            `deniers`; None for what was added, removed or joined.
        old: its value before; of what was removed or added, its number of claims (None for things).
        new: its value now; of what was joined, the name of what it belongs to.
        node: the node's id, or those of the fact's ends.
    """

    change: str
    what: str
    name: str
    field: str | None
    old: Any
    new: Any
    node: str


def compare(old: MultiDiGraph, new: MultiDiGraph) -> list[Change]:
    """The differences from an old graph to a new one: sources first, then exchanges, relations, things.

    Things are the same by id, facts by their ends and type. A thing that the new graph joins to another one (its
    `decisions` say so) is followed, so that its facts are not told as gone. Claims are not listed one by one, as every
    one of a changed text is new; their numbers are told with their fact.

    Cost: linear in both graphs.

    Example:
        >>> from graph.analysis import compare, example
        >>> later = example()
        >>> later.remove_node("exchange:iran>oil>cuba")
        >>> [(c.change, c.what, c.name, c.old) for c in compare(example(), later)]
        [('removed', 'Exchange', 'Iran → oil → Cuba', 2)]
    """
    joined = _joins(old, new)
    changes = [*_things(old, new, joined), *_facts(_told(old, joined), _told(new, {}))]
    order = {name: place for place, name in enumerate(("Article", "Exchange", *vocabulary().edges, *_THINGS[1:]))}
    kinds = ("added", "joined", "changed", "removed")
    return sorted(
        changes, key=lambda c: (order.get(c.what, len(order)), kinds.index(c.change), c.name, c.node, c.field or "")
    )


def _joins(old: MultiDiGraph, new: MultiDiGraph) -> dict[str, str]:
    """Nodes of the old graph that the new one knows under another id."""
    known = {str(key): str(same) for key, same, *_ in new.graph.get("decisions", ())}
    found = {}
    for node in old:
        target, passed = node, {node}
        while target not in new and known.get(target, node) not in passed:
            target = known[target]
            passed.add(target)
        if target != node and target in new:
            found[node] = target
    return found


# --- things ---------------------------------------------------------------------------------------------------------


def _things(old: MultiDiGraph, new: MultiDiGraph, joined: Mapping[str, str]) -> Iterator[Change]:
    before, after = _of_things(old), _of_things(new)
    for node in sorted(before.keys() | after.keys()):
        if node not in before:
            yield Change("added", after[node]["type"], _named(after[node]), None, None, None, node)
        elif node in joined:
            yield Change(
                "joined", before[node]["type"], _named(before[node]), None, None, _named(new.nodes[joined[node]]), node
            )
        elif node not in after:
            yield Change("removed", before[node]["type"], _named(before[node]), None, None, None, node)
        else:
            yield from _attributes(node, before[node], after[node])


def _of_things(graph: MultiDiGraph) -> dict[str, dict[str, Any]]:
    return {node: data for node, data in graph.nodes(data=True) if data["type"] in _THINGS}


def _attributes(node: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for field in sorted(before.keys() | after.keys()):
        if before.get(field) != after.get(field):
            yield Change("changed", after["type"], _named(after), field, before.get(field), after.get(field), node)


def _named(data: Mapping[str, Any]) -> str:
    return str(data.get("name", ""))


# --- facts ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Fact:
    """One fact of one graph as it is compared."""

    what: str
    name: str
    values: dict[str, Any]


def _told(graph: MultiDiGraph, joined: Mapping[str, str]) -> dict[_Key, _Fact]:
    """All facts of a graph by what they say; facts that a join makes one have their claims together."""

    def key(node: str | None) -> str:
        return "?" if node is None else joined.get(node, node)

    ends: dict[str, _Key] = {}
    claims: dict[_Key, set[str]] = {}
    names: dict[_Key, tuple[str, str, str]] = {}
    for fact in exchange_facts(graph):
        same: _Key = ("Exchange", key(fact.supplier), key(fact.good), key(fact.recipient))
        ends[fact.exchange] = same
        claims.setdefault(same, set()).update(fact.claims)
        names.setdefault(same, ("Exchange", str(graph.nodes[fact.exchange]["name"]), fact.exchange))
    for source, target, data in sorted(graph.edges(data=True), key=lambda edge: (edge[0], edge[1], edge[2]["type"])):
        edge = vocabulary().edges.get(data["type"])
        if edge is None or not edge.fact or edge.name in _SIDES:
            continue
        same = (edge.name, *ends.get(source, (key(source),)), *ends.get(target, (key(target),)))
        claims.setdefault(same, set()).update(data["claims"])
        text = f"{_named(graph.nodes[source])} {edge.name} {_named(graph.nodes[target])}"
        names.setdefault(same, (edge.name, text, ""))
    voices = _deniers(graph)
    return {
        same: _Fact(what, name, _values(graph, exchange, claims[same], voices))
        for same, (what, name, exchange) in names.items()
    }


def _values(graph: MultiDiGraph, exchange: str, claims: set[str], deniers: Callable[[str], set[str]]) -> dict[str, Any]:
    denied = sorted({name for claim in claims for name in deniers(claim)})
    values: dict[str, Any] = {"claims": len(claims), "certainty": surest(graph, claims), "deniers": denied}
    if exchange:
        values["stage"] = stage_of(graph, exchange, claims)
    return values


def _deniers(graph: MultiDiGraph) -> Callable[[str], set[str]]:
    return lambda claim: {
        _named(graph.nodes[source]) for source, _, data in graph.in_edges(claim, data=True) if data["type"] == "DENIES"
    }


def _facts(before: Mapping[_Key, _Fact], after: Mapping[_Key, _Fact]) -> Iterator[Change]:
    for same in sorted(before.keys() | after.keys()):
        old, new = before.get(same), after.get(same)
        node = " ".join(same[1:])
        if old is None and new is not None:
            yield Change("added", new.what, new.name, None, None, new.values["claims"], node)
        elif new is None and old is not None:
            yield Change("removed", old.what, old.name, None, old.values["claims"], None, node)
        elif old is not None and new is not None:
            for field, value in new.values.items():
                if old.values[field] != value:
                    yield Change("changed", new.what, new.name, field, old.values[field], value, node)
