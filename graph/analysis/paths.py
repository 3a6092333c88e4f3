"""How two things hang together: the shortest chains of facts between them, each step with its sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

from graph.analysis.filters import Claims, Filter, typed_edges
from graph.analysis.projections import exchange_facts
from graph.errors import QuidError
from graph.vocabulary import vocabulary

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]

_NAMED = frozenset({"Actor", "Commentator", "Good", "Resolution"})
# Nearly everything shares a good or a commentator with everything else, so these only begin or end a path.
_ENDS_ONLY = frozenset({"Good", "Commentator"})
_OF_EXCHANGES = frozenset({"SUPPLIES", "DELIVERS_TO", "OF", "IN_RETURN_FOR"})
# Of more chains than these, all equally long, not every one is looked at.
_MOST_TRIED = 1_000


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence behind a fact.

    Attributes:
        claim: the claim's id.
        quote: its words.
        certainty: from `asserted` to `denied`.
        speakers: names of those who say it; empty for the article's own voice.
        article: the article's name.
        publisher: where known.
        date: of the article, ISO 8601, where known.
        url: address or path of the article, where known.
        start: first character of the quote in the article's text.
        end: one past the last.
    """

    claim: str
    quote: str
    certainty: str
    speakers: tuple[str, ...]
    article: str
    publisher: str | None
    date: str | None
    url: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Step:
    """One fact of a path.

    Attributes:
        source: id of the node that the step leaves.
        source_name: its name.
        target: id of the node that it reaches.
        target_name: its name.
        relation: the edge type; `SUPPLIES` for an exchange from supplier to recipient.
        forward: whether the fact points in the direction of the path.
        fact: the fact in words, as `Iran → drones → Sudan` or `Cuba MEETS Iran`.
        evidence: its sentences, surest first.
    """

    source: str
    source_name: str
    target: str
    target_name: str
    relation: str
    forward: bool
    fact: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class EvidencePath:
    """A chain of facts.

    Attributes:
        length: sum over its steps of 1 for an asserted fact and one more for each degree of doubt (probable 2,
            possible 3, doubted 4, denied 5), by the surest claim of the fact.
        nodes: ids from source to target.
        names: their names.
        steps: the facts, one between each two nodes.
    """

    length: int
    nodes: tuple[str, ...]
    names: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Fact:
    """A fact between two named nodes, before it is told."""

    source: str
    target: str
    relation: str
    text: str
    claims: tuple[str, ...]
    doubt: int

    @property
    def order(self) -> tuple[int, int, str, str, str]:
        """Surest first, then most stated, then by name."""
        return self.doubt, -len(self.claims), self.relation, self.text, self.source


def evidence_paths(
    graph: MultiDiGraph,
    source: str,
    target: str,
    *,
    limit: int = 5,
    longest: int = 6,
    directed: bool = False,
    relations: Collection[str] | None = None,
    where: Filter | None = None,
) -> list[EvidencePath]:
    """The shortest chains of facts from one node to another, without loops, shortest first.

    Facts are exchanges (supplier to recipient, supplier to good, good to recipient), relations between actors and
    resolutions, and what a commentator says of somebody. Goods and commentators only begin or end a path: nearly
    everything shares a good or a commentator. Between two nodes the surest fact is taken, of equals the one with
    the most claims.

    Args:
        graph: what `graph.load` read.
        source: id of the first node; `graph.search.find` turns a name into an id.
        target: id of the last node.
        limit: the most paths.
        longest: the most steps.
        directed: follow facts only from who acts to whom it is done.
        relations: edge types that may be steps, as `{"SUPPLIES", "MEETS"}`; all without it. `SUPPLIES` stands for
            exchanges, `SAYS` for comments.
        where: which claims count.

    Returns:
        Paths by length, then number of steps, then ids; an empty list where nothing joins the two.

    Cost: Yen's algorithm, O(limit · n (m + n log n)). Reference: Yen, Management Science 17, 1971.

    Raises:
        QuidError: a node that is not in the graph or is no actor, commentator, good or resolution; one node twice; an
            edge type that the vocabulary lacks.

    Example:
        >>> from graph.analysis import example
        >>> path = evidence_paths(example(), "actor:cuba", "actor:sudan")[0]
        >>> path.names, path.length
        (('Cuba', 'Türkiye', 'Sudan'), 2)
        >>> [step.evidence[0].quote for step in path.steps]
        ['Türkiye offered Cuba drones.', 'Türkiye bought gold from Sudan.']
    """
    _check(graph, source, target, relations)
    facts = _Facts(graph, where, relations)
    plain = _network(facts.all(), graph, {source, target}, directed=directed)
    return [facts.tell(plain, nodes) for nodes in _paths(plain, source, target, limit, longest)]


def _check(graph: MultiDiGraph, source: str, target: str, relations: Collection[str] | None) -> None:
    for node in (source, target):
        if node not in graph or graph.nodes[node]["type"] not in _NAMED:
            raise QuidError(f"path: {node!r} is no actor, commentator, good or resolution of this graph")
    if source == target:
        raise QuidError(f"path: {source!r} is both ends; name two different things")
    if strange := sorted(set(relations or ()) - set(vocabulary().edges)):
        raise QuidError(f"relations: {strange[0]!r} is not known; choose from {', '.join(sorted(vocabulary().edges))}")


class _Facts:
    """The facts of a graph between two named nodes, and how they are told."""

    def __init__(self, graph: MultiDiGraph, where: Filter | None, relations: Collection[str] | None) -> None:
        self.graph = graph
        self.claims = Claims(graph, where)
        self.relations = None if relations is None else frozenset(relations)
        self.exchanges = {fact.exchange: fact for fact in exchange_facts(graph, where)}

    def all(self) -> Iterator[_Fact]:
        """Exchanges, relations, comments."""
        for each in self.exchanges.values():
            text = self._name(each.exchange)
            for ends in ((each.supplier, each.recipient), (each.supplier, each.good), (each.good, each.recipient)):
                yield from self._fact(*ends, "SUPPLIES", text, each.claims)
        said: dict[str, list[str]] = {}
        for source, claim, kind in typed_edges(self.graph):
            if kind == "SAYS" and self.graph.nodes[source]["type"] == "Commentator":
                said.setdefault(claim, []).append(source)
        for source, target, data in self.graph.edges(data=True):
            if data["type"] == "ABOUT":
                yield from self._comments(source, target, said.get(source, ()))
            elif "claims" in data and data["type"] not in _OF_EXCHANGES:
                yield from self._relation(source, target, data)

    def _relation(self, source: str, target: str, data: Mapping[str, Any]) -> Iterator[_Fact]:
        """A relation; that of an exchange, as a violation, counts for both its sides."""
        kept = self.claims.passing(data["claims"])
        text = f"{self._name(source)} {data['type']} {self._name(target)}"
        for start in self._sides(source):
            yield from self._fact(start, target, data["type"], text, kept)

    def _comments(self, claim: str, target: str, speakers: Collection[str]) -> Iterator[_Fact]:
        """What commentators say of a thing, or of an exchange and so of its sides."""
        kept = self.claims.passing((claim,)) if target not in self.exchanges else (claim,)
        for speaker in speakers:
            text = f"{self._name(speaker)} SAYS of {self._name(target)}"
            for end in self._sides(target):
                yield from self._fact(speaker, end, "SAYS", text, kept)

    def _sides(self, node: str) -> tuple[str | None, ...]:
        """A named node itself, the two sides of an exchange, nothing of one that the filter keeps out."""
        if node in self.exchanges:
            return self.exchanges[node].supplier, self.exchanges[node].recipient
        return (node,) if self.graph.nodes[node]["type"] in _NAMED else ()

    def _fact(
        self, source: str | None, target: str | None, relation: str, text: str, stated: tuple[str, ...]
    ) -> Iterator[_Fact]:
        wanted = self.relations is None or relation in self.relations
        if source is not None and target is not None and source != target and stated and wanted:
            yield _Fact(source, target, relation, text, stated, min(self._doubt(claim) for claim in stated))

    def _doubt(self, claim: str) -> int:
        return vocabulary().certainties.index(self.graph.nodes[claim]["certainty"])

    def _name(self, node: str) -> str:
        return str(self.graph.nodes[node]["name"])

    def tell(self, plain: nx.DiGraph[str], nodes: list[str]) -> EvidencePath:
        """The path with the fact of every step and its sentences."""
        steps = []
        for source, target in pairwise(nodes):
            fact: _Fact = plain.edges[source, target]["fact"]
            evidence = tuple(self._evidence(claim) for claim in sorted(fact.claims, key=lambda c: (self._doubt(c), c)))
            names = self._name(source), self._name(target)
            steps.append(
                Step(source, names[0], target, names[1], fact.relation, fact.source == source, fact.text, evidence)
            )
        length = sum(plain.edges[ends]["length"] for ends in pairwise(nodes))
        return EvidencePath(length, tuple(nodes), tuple(self._name(node) for node in nodes), tuple(steps))

    def _evidence(self, claim: str) -> Evidence:
        data = self.graph.nodes[claim]
        article = self.graph.nodes[self.claims.article[claim]]
        speakers = sorted(s for s, _, edge in self.graph.in_edges(claim, data=True) if edge["type"] == "SAYS")
        return Evidence(
            claim,
            data["quote"],
            data["certainty"],
            tuple(self._name(speaker) for speaker in speakers),
            article["name"],
            article.get("publisher"),
            article.get("date"),
            article.get("url", article.get("path")),
            data["start"],
            data["end"],
        )


def _network(facts: Iterable[_Fact], graph: MultiDiGraph, ends: set[str], *, directed: bool) -> nx.DiGraph[str]:
    """One edge between two nodes for their best fact; goods and commentators only where they are an end."""
    import networkx as nx

    best: dict[tuple[str, str], _Fact] = {}
    for fact in facts:
        if any(graph.nodes[end]["type"] in _ENDS_ONLY and end not in ends for end in (fact.source, fact.target)):
            continue
        ends_of = (fact.source, fact.target)
        for way in (ends_of,) if directed else (ends_of, ends_of[::-1]):
            if way not in best or fact.order < best[way].order:
                best[way] = fact
    plain: nx.DiGraph[str] = nx.DiGraph()
    for (source, target), fact in sorted(best.items()):
        plain.add_edge(source, target, length=1 + fact.doubt, fact=fact)
    return plain


def _paths(plain: nx.DiGraph[str], source: str, target: str, limit: int, longest: int) -> list[list[str]]:
    """The shortest paths; all that are as long as the last one needed are compared, so that the order is fixed."""
    import networkx as nx

    if source not in plain or target not in plain or limit < 1:
        return []
    near = nx.single_source_shortest_path_length(plain, source, cutoff=longest)
    if target not in near:
        return []
    # What is too far from the source for a path of so many steps need not be looked at.
    found: list[tuple[int, int, list[str]]] = []
    inner = plain.subgraph(near)
    for nodes in islice(nx.shortest_simple_paths(inner, source, target, weight="length"), _MOST_TRIED):
        length = sum(plain.edges[ends]["length"] for ends in pairwise(nodes))
        if len(found) >= limit and length > found[limit - 1][0]:
            break
        if len(nodes) <= longest + 1:
            found.append((length, len(nodes), nodes))
            found.sort()
    return [nodes for _, _, nodes in found[:limit]]
