"""Compare the graph of one article with a reader's annotation of it, layer by layer.

Precision, recall and F1 per layer: actors, goods, resolutions, commentators, speakers, exchanges, relations; of the
exchanges found also stage, speaker and denial. Items marked `optional` in the annotation are neither asked for nor
counted as surplus. A leader may stand for the state and the state for its leader where the annotation says who leads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING, Any

from graph.annotation import Annotation, Names, loosely, names_of, normal, normal_names, shares
from graph.vocabulary import vocabulary

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]

# Between these, a leader does not stand for the state.
_STRICT = frozenset({"LEADS", "AFFILIATED_WITH", "PARENT_OF"})
#: What is judged of an exchange that was found, and the key of the annotation that tells it.
_DETAILS = {"exchange stage": "stage", "exchange speaker": "said_by", "exchange denial": "denied_by"}


@dataclass(frozen=True, slots=True)
class Count:
    """Annotated items found, annotated items, found items that are right, found items."""

    recalled: int = 0
    annotated: int = 0
    right: int = 0
    found: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.recalled + other.recalled,
            self.annotated + other.annotated,
            self.right + other.right,
            self.found + other.found,
        )

    @property
    def precision(self) -> float:
        """Share of the found items that are right; 1 where nothing was found and nothing annotated."""
        return self.right / self.found if self.found else float(not self.annotated)

    @property
    def recall(self) -> float:
        """Share of the annotated items that were found; 1 where nothing is annotated."""
        return self.recalled / self.annotated if self.annotated else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One annotated or found item and what became of it.

    Attributes:
        layer: `actors`, `exchanges` …
        outcome: `right`, `missed` (annotated, not found), `surplus` (found, not annotated).
        kind: what is wrong with it: of exchanges and relations which part differs from the nearest on the other side.
        text: the item for a reader.
        names: names by which to look for it in the text, the item's own first.
        claims: ids of the claims that it was read from; empty for what was not found.
    """

    layer: str
    outcome: str
    kind: str
    text: str
    names: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass
class Score:
    """Counts by layer, a line for every miss and surplus, and every item with what became of it."""

    counts: dict[str, Count] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def score(graph: MultiDiGraph, annotation: Mapping[str, Any]) -> Score:
    """Score the graph of one article against its annotation (the keys of the seven layers, and `never`)."""
    comparison = _Comparison(graph, annotation)
    comparison.entities()
    comparison.speakers()
    comparison.exchanges()
    comparison.relations()
    comparison.never()
    return comparison.score


class _Comparison:
    """One graph against one annotation."""

    def __init__(self, graph: MultiDiGraph, annotation: Mapping[str, Any]) -> None:
        self.graph = graph
        self.gold = Annotation(annotation)
        self.score = Score()

    # --- what the graph holds -------------------------------------------------------------------------------------

    def names(self, node: str) -> Names:
        data = self.graph.nodes[node]
        return normal_names(data.get("name", node), data.get("aliases"))

    def nodes(self, *types: str) -> list[str]:
        return [node for node, data in self.graph.nodes(data=True) if data["type"] in types]

    def targets(self, node: str, edge: str) -> list[str]:
        return [target for _, target, data in self.graph.out_edges(node, data=True) if data["type"] == edge]

    def sources(self, node: str, edge: str) -> list[str]:
        return [source for source, _, data in self.graph.in_edges(node, data=True) if data["type"] == edge]

    def stands_for(self, node: str, name: str, match: Callable[[Names, Names], bool] = shares) -> bool:
        """Whether a node is what the annotation names, or the leader of that state."""
        return self.gold.means(self.names(node), name, match)

    # --- layers ---------------------------------------------------------------------------------------------------

    def tally(
        self,
        layer: str,
        wanted: Iterable[Any],
        found: Iterable[Any],
        match: Callable[[Any, Any], bool],
        show: Callable[[Any], str],
    ) -> None:
        wanted, found = list(wanted), list(found)
        asked = [item for item in wanted if not (isinstance(item, Mapping) and item.get("optional"))]
        missed = [item for item in asked if not any(match(f, item) for f in found)]
        surplus = [f for f in found if not any(match(f, item) for item in wanted)]
        right = len(found) - len(surplus)
        self.score.counts[layer] = Count(len(asked) - len(missed), len(asked), right, len(found))
        self.score.log += [f"{layer}: missed {show(item)}" for item in missed]
        self.score.log += [f"{layer}: surplus {self.show(f)}" for f in surplus]
        for item in missed:
            kind = self._kind(layer, [self._parts(layer, f, item) for f in found])
            self.score.findings.append(Finding(layer, "missed", kind, show(item), self._wanted_names(item)))
        for f in found:
            outcome = "surplus" if f in surplus else "right"
            kind = self._kind(layer, [self._parts(layer, f, item) for item in wanted]) if f in surplus else "right"
            whole = f[0] if layer == "exchanges" else f
            self.score.findings.append(Finding(layer, outcome, kind, self.show(whole), *self._source(f)))

    # --- what became of each item -----------------------------------------------------------------------------------

    def _parts(self, layer: str, found: Any, item: Any) -> dict[str, bool]:
        """Which parts of something found are those of something annotated; empty where it has no parts."""
        if layer == "exchanges":
            _, supplier, recipient, good = found
            sides = {"supplier": ("from", supplier), "recipient": ("to", recipient)}
            parts = {
                part: side not in item or (node is not None and self.stands_for(node, item[side]))
                for part, (side, node) in sides.items()
            }
            named = good is not None and any(self.stands_for(good, name, loosely) for name in item["goods"])
            return {"good": named, **parts}
        if layer == "relations":
            (source, relation, target), (subject, wanted, object_) = found, item
            ends = {"subject": (source, subject), "object": (target, object_)}
            same = {end: self.stands_for(node, name, loosely) for end, (node, name) in ends.items()}
            return {"type": relation == wanted, **same}
        return {}

    @staticmethod
    def _kind(layer: str, others: list[dict[str, bool]]) -> str:
        """What differs from the nearest of the other side: `other supplier`; where all but one part differ, nothing is near."""
        if layer not in {"exchanges", "relations"}:
            return "name"
        near = max(others, key=lambda parts: sum(parts.values()), default={})
        wrong = [part for part, right in near.items() if not right]
        if sum(near.values()) < len(near) - 1 or not near:
            return "nothing near"
        return f"other {wrong[0]}" if wrong else "leader for state"

    def _wanted_names(self, item: Any) -> tuple[str, ...]:
        """The names of an annotated item: of an entity, of the ends of an exchange or relation."""
        if not isinstance(item, Mapping):
            names = [item] if isinstance(item, str) else [item[0], item[2]]
        elif "name" in item:
            return (item["name"], *(item.get("aliases") or []))
        else:
            names = [*item["goods"], *(item[side] for side in ("from", "to") if side in item)]
        return tuple(dict.fromkeys(names))

    def _source(self, found: str | tuple[str | None, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The names of something found, and the claims that it was read from."""
        if isinstance(found, str):
            data = self.graph.nodes[found]
            return (str(data["name"]), *(data.get("aliases") or [])), ()
        ends = [end for end in found if end is not None and end in self.graph]
        names = tuple(str(self.graph.nodes[n]["name"]) for n in ends if self.graph.nodes[n]["type"] != "Exchange")
        if self.graph.nodes[ends[0]]["type"] == "Exchange":
            return names, tuple(sorted(self.sources(ends[0], "ABOUT")))
        edges = self.graph.out_edges(ends[0], data=True)
        stated = (data for _, target, data in edges if target == ends[-1] and data["type"] == found[1])
        return names, tuple(claim for data in stated for claim in data.get("claims", ()))

    def show(self, found: str | tuple[str | None, ...]) -> str:
        parts = (found,) if isinstance(found, str) else found
        return " ".join(str(p) if p is None or p not in self.graph else str(self.graph.nodes[p]["name"]) for p in parts)

    def entities(self) -> None:
        def named(item: Mapping[str, Any]) -> str:
            return str(item["name"])

        optional = [{**item, "optional": True} for item in self.gold.items["commentators"]]
        actors = [n for n in self.nodes("Actor") if self.graph.nodes[n].get("kind") != "publisher"]
        self.tally("actors", [*self.gold.items["actors"], *optional], actors, self._same(shares), named)
        for layer, node_type in (("goods", "Good"), ("resolutions", "Resolution")):
            self.tally(layer, self.gold.items[layer], self.nodes(node_type), self._same(loosely), named)
        experts = [
            n for n in self.nodes("Commentator") if self.graph.nodes[n].get("role") not in {"author", "journalist"}
        ]
        speakers = [
            {"name": n, "aliases": sorted(self.gold.wanted(n)), "optional": True} for n in self.gold.items["speakers"]
        ]
        self.tally("commentators", [*self.gold.items["commentators"], *speakers], experts, self._same(shares), named)

    def _same(self, match: Callable[[Names, Names], bool]) -> Callable[[str, Mapping[str, Any]], bool]:
        return lambda node, item: match(self.names(node), names_of(item))

    def speakers(self) -> None:
        speaking = sorted({source for source, _, data in self.graph.edges(data=True) if data["type"] == "SAYS"})
        self.tally("speakers", self.gold.items["speakers"], speaking, self.stands_for, str)
        count = self.score.counts["speakers"]
        # Every annotated actor may speak: only names that the annotation lacks are surplus.
        right = [node for node in speaking if any(self.names(node) & names for names in self.gold.known.values())]
        self.score.counts["speakers"] = Count(count.recalled, count.annotated, len(right), len(speaking))
        allowed = {self.show(node) for node in right}
        self.score.findings = [
            replace(f, outcome="right", kind="right")
            if (f.layer, f.outcome) == ("speakers", "surplus") and f.text in allowed
            else f
            for f in self.score.findings
        ]

    def exchanges(self) -> None:
        found = [
            (node, *ends)
            for node in self.nodes("Exchange")
            for ends in product(
                _or_none(self.sources(node, "SUPPLIES")),
                _or_none(self.targets(node, "DELIVERS_TO")),
                _or_none(self.targets(node, "OF")),
            )
        ]
        self.tally(
            "exchanges",
            self.gold.items["exchanges"],
            found,
            self._same_exchange,
            _exchange_text,
        )
        details = {detail: Count() for detail in _DETAILS}
        for item in self.gold.items["exchanges"]:
            nodes = {match[0] for match in found if self._same_exchange(match, item)}
            if nodes:
                for detail, count in self._details(nodes, item).items():
                    details[detail] += count
                    self._note(detail, count, item, nodes)
        self.score.counts |= details

    def _note(self, detail: str, count: Count, item: Mapping[str, Any], nodes: set[str]) -> None:
        """Keep for review whether stage, speaker or denial of an exchange that was found are those annotated."""
        if not count.annotated:
            return
        wanted = ", ".join(item[_DETAILS[detail]])
        claims = tuple(sorted({claim for node in nodes for claim in self.sources(node, "ABOUT")}))
        said = sorted({str(self.graph.nodes[claim].get("stage", "")) for claim in claims} - {""})
        found = f" (found: {', '.join(said)})" if detail == "exchange stage" else ""
        fate = ("right", "right") if count.recalled == count.annotated else ("missed", _DETAILS[detail])
        text = f"{_exchange_text(item)}: {wanted}{found}"
        self.score.findings.append(Finding(detail, *fate, text, self._wanted_names(item), claims))

    def _same_exchange(self, found: tuple[str, str | None, str | None, str | None], item: Mapping[str, Any]) -> bool:
        _, supplier, recipient, good = found
        for side, node in (("from", supplier), ("to", recipient)):
            if side in item and (node is None or not self.stands_for(node, item[side])):
                return False
        return good is not None and any(self.stands_for(good, name, loosely) for name in item["goods"])

    def _details(self, nodes: set[str], item: Mapping[str, Any]) -> dict[str, Count]:
        claims = {claim for node in nodes for claim in self.sources(node, "ABOUT")}
        said = {self.graph.nodes[node].get("stage") for node in nodes | claims}
        said |= {self.graph.nodes[claim]["certainty"] for claim in claims}
        speakers = {speaker for claim in claims for speaker in self.sources(claim, "SAYS")}
        deniers = {denier for node in claims | nodes for denier in self.sources(node, "DENIES")}
        stages = item.get("stage") or []
        return {
            "exchange stage": _detail([any(stage in said for stage in stages)] if stages else []),
            "exchange speaker": _detail(self._among(speakers, item.get("said_by"))),
            "exchange denial": _detail(self._among(deniers, item.get("denied_by"))),
        }

    def _among(self, nodes: set[str], names: Iterable[str] | None) -> list[bool]:
        return [any(self.stands_for(node, name) for node in nodes) for name in names or []]

    def relations(self) -> None:
        families = {relation for _, relation, _ in self.gold.items["relations"]}
        found = sorted({(s, d["type"], t) for s, t, d in self.graph.edges(data=True) if d["type"] in families})
        self.tally("relations", self.gold.items["relations"], found, self._same_relation, " ".join)

    def _same_relation(self, found: tuple[str, str, str], item: tuple[str, str, str]) -> bool:
        (source, relation, target), (subject, wanted, object_) = found, item
        if relation != wanted:
            return False

        def same(node: str, name: str) -> bool:
            if relation in _STRICT:
                return bool(self.names(node) & self.gold.wanted(name))
            return self.stands_for(node, name, loosely)

        forward = same(source, subject) and same(target, object_)
        symmetric = vocabulary().edges[relation].symmetric
        return forward or (symmetric and same(source, object_) and same(target, subject))

    def never(self) -> None:
        """Names that no node may bear: page furniture and related stories."""
        nodes = [n for n, data in self.graph.nodes(data=True) if data["type"] not in {"Claim", "Article"}]
        for name in self.gold.items["never"]:
            hits = [n for n in nodes if normal(name) and normal(name) in " ".join(self.names(n))]
            clean = int(not hits)
            self.score.counts["never"] = self.score.counts.get("never", Count()) + Count(clean, 1, clean, 1)
            self.score.log += [f"never: found {name!r}"] * len(hits)


def _exchange_text(item: Mapping[str, Any]) -> str:
    """An annotated exchange in one line."""
    return f"{item.get('from')} -> {item.get('to')}: {', '.join(item['goods'])}"


def _or_none(nodes: list[str]) -> list[str | None]:
    """The nodes at one end of an exchange; None stands for an unknown one."""
    return [*nodes] or [None]


def _detail(rights: list[bool]) -> Count:
    right, number = sum(rights), len(rights)
    return Count(right, number, right, number)
