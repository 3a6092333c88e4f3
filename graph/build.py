"""From readings to the graph: one node per thing, one edge per fact, every fact with its claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graph.identity import canonical
from graph.ids import digest, exchange_key
from graph.nodes import article_attributes, claim_attributes, entity_attributes, exchange_attributes, quoted
from graph.records import Article, Claim, Entity, Exchange, Reading, Relation
from graph.vocabulary import vocabulary

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]


def build(readings: Iterable[Reading]) -> MultiDiGraph:
    """Join readings into one `MultiDiGraph` of the graph model, the same whatever their order.

    Nodes carry `type`, `name` and what the type adds. Edges that state a fact carry `claims` (claim ids) and `weight`
    (their number). `graph.graph["decisions"]` lists every join of two names with its reason.
    """
    import networkx as nx

    draft = _Draft()
    for reading in readings:
        draft.read(reading)
    same, decisions = canonical(draft.all_entities())
    graph: MultiDiGraph = nx.MultiDiGraph()
    graph.graph["decisions"] = [[d.key, d.same_as, d.reason] for d in decisions]
    _Writer(graph, draft, same).write()
    return graph


@dataclass
class _Draft:
    """Everything read, before names are joined."""

    readings: dict[str, tuple[Article, dict[str, int], tuple[Claim, ...]]] = field(default_factory=dict)
    entities: dict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))

    def read(self, reading: Reading) -> None:
        known = self.readings.get(reading.article.id)
        if known and (known[0].path or "") <= (reading.article.path or ""):
            return
        # The text itself is not kept: memory grows with the graph, not with the articles.
        quotes = tuple(quoted(claim, reading.article.text) for claim in reading.claims)
        article = replace(reading.article, text="", segments=())
        self.readings[reading.article.id] = (article, reading.mentions, quotes)
        if known is None:
            for entity in reading.entities.values():
                self.entities[entity.key].append(entity)

    def all_entities(self) -> list[Entity]:
        return [entity for key in sorted(self.entities) for entity in sorted(self.entities[key], key=repr)]


class _Writer:
    """Writes a draft into a graph under canonical names."""

    def __init__(self, graph: MultiDiGraph, draft: _Draft, same: dict[str, str]) -> None:
        self.graph = graph
        self.draft = draft
        self.same = same
        self.facts: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        self.exchanges: dict[str, Exchange] = {}
        self.told: dict[str, list[Claim]] = defaultdict(list)
        self.used: set[str] = set()

    def write(self) -> None:
        for identifier, (article, mentions, claims) in sorted(self.draft.readings.items()):
            self.graph.add_node(identifier, **article_attributes(article))
            for key in sorted(mentions):
                self._plain(identifier, self._key(key), "MENTIONS", count=mentions[key])
            for claim in claims:
                self._claim(identifier, claim)
        self._entity_nodes()
        self._exchange_nodes()
        for (source, target, edge_type), claims_of in sorted(self.facts.items()):
            attributes = {"type": edge_type, "claims": sorted(claims_of), "weight": len(claims_of)}
            self.graph.add_edge(source, target, key=edge_type, **attributes)

    def _key(self, key: str) -> str:
        canonical_key = self.same.get(key, key)
        self.used.add(canonical_key)
        return canonical_key

    def _plain(self, source: str, target: str, edge_type: str, **counts: int) -> None:
        """An edge that states no fact; a second one of the same kind adds its counts."""
        if not self.graph.has_edge(source, target, edge_type):
            self.graph.add_edge(source, target, key=edge_type, type=edge_type)
        data = self.graph.edges[source, target, edge_type]
        for name, value in counts.items():
            data[name] = data.get(name, 0) + value

    # --- claims ---------------------------------------------------------------------------------------------------

    def _claim(self, article: str, claim: Claim) -> None:
        fact = self._canonical(claim.fact)
        if _to_itself(fact):
            return
        identifier = _claim_id(article, claim, fact)
        self.graph.add_node(identifier, **claim_attributes(claim))
        targets = [*self._fact(identifier, claim, fact), *(self._key(key) for key in claim.about)]
        for target in dict.fromkeys(targets):
            self._plain(identifier, target, "ABOUT")
        self._plain(identifier, article, "STATED_IN")
        for speaker in claim.speakers:
            self._plain(self._key(speaker), identifier, "SAYS")
        for denier in claim.deniers:
            self._plain(self._key(denier), identifier, "DENIES")

    def _canonical(self, fact: Exchange | Relation | None) -> Exchange | Relation | None:
        """The fact between the canonical entities; a symmetric relation starts at the smaller id."""
        if isinstance(fact, Exchange):
            return self._canonical_exchange(fact)
        if isinstance(fact, Relation):
            target = self._key(fact.target)
            if isinstance(fact.source, Exchange):
                return Relation(self._canonical_exchange(fact.source), fact.type, target)
            source = self._key(fact.source)
            if vocabulary().edges[fact.type].symmetric:
                source, target = sorted((source, target))
            return Relation(source, fact.type, target)
        return None

    def _canonical_exchange(self, exchange: Exchange) -> Exchange:
        supplier, recipient = (
            None if end is None else self._key(end) for end in (exchange.supplier, exchange.recipient)
        )
        return Exchange(supplier, recipient, self._key(exchange.good))

    # --- facts ----------------------------------------------------------------------------------------------------

    def _fact(self, claim_id: str, claim: Claim, fact: Exchange | Relation | None) -> list[str]:
        """Record the edges of a fact and return the nodes that its claim is about."""
        if isinstance(fact, Exchange):
            node = self._exchange(claim_id, fact)
            self.told[node].append(claim)
            if claim.returns is None or (returned := self._canonical_exchange(claim.returns)) == fact:
                return [node]
            other = self._exchange(claim_id, returned)
            self.facts[node, other, "IN_RETURN_FOR"].add(claim_id)
            return [node, other]
        if isinstance(fact, Relation):
            source = fact.source if isinstance(fact.source, str) else self._exchange(claim_id, fact.source)
            self.facts[source, fact.target, fact.type].add(claim_id)
            return [source, fact.target]
        return []

    def _exchange(self, claim_id: str, exchange: Exchange) -> str:
        node = exchange_key(exchange)
        self.exchanges[node] = exchange
        if exchange.supplier is not None:
            self.facts[exchange.supplier, node, "SUPPLIES"].add(claim_id)
        if exchange.recipient is not None:
            self.facts[node, exchange.recipient, "DELIVERS_TO"].add(claim_id)
        self.facts[node, exchange.good, "OF"].add(claim_id)
        return node

    # --- nodes ----------------------------------------------------------------------------------------------------

    def _entity_nodes(self) -> None:
        groups: dict[str, list[Entity]] = defaultdict(list)
        for key, versions in self.draft.entities.items():
            groups[self.same.get(key, key)].extend(versions)
        for key in sorted(self.used):
            self.graph.add_node(key, **entity_attributes(key, groups[key]))

    def _exchange_nodes(self) -> None:
        for node, exchange in sorted(self.exchanges.items()):
            ends = (exchange.supplier, exchange.good, exchange.recipient)
            name = " → ".join("?" if end is None else str(self.graph.nodes[end]["name"]) for end in ends)
            self.graph.add_node(node, **exchange_attributes(name, self.told[node]))


def _to_itself(fact: Exchange | Relation | None) -> bool:
    """Whether joining names has left a fact between a thing and itself."""
    if isinstance(fact, Exchange):
        return fact.supplier == fact.recipient
    return isinstance(fact, Relation) and fact.source == fact.target


def _claim_id(article: str, claim: Claim, fact: Exchange | Relation | None) -> str:
    says = repr((fact, claim.certainty, claim.stage, claim.speakers, claim.deniers))
    return f"claim:{article.partition(':')[2]}:{claim.start}-{claim.end}:{digest(says, 8)}"
