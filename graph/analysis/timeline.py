"""What is said to have happened when, and how sure it is: the claims of a graph in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis.filters import Claims, Filter
from graph.dossier import claim_record
from graph.vocabulary import vocabulary

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]

_SIDES = frozenset({"SUPPLIES", "DELIVERS_TO", "OF"})
_UNDATED = "9999"


@dataclass(frozen=True, slots=True)
class Moment:
    """One claim and the time it is about.

    Attributes:
        date: ISO 8601, perhaps reduced (`2024`, `2024-05`); None where neither the claim nor its article has one.
        basis: `claim` where the date is the claim's own, `article` where it is when that appeared; None without a date.
        said: what the claim itself says of the time, as written (`last year`), where that is no date.
        type: `Exchange`, or the relation (`MEETS`); `Statement` of a claim that states no fact.
        fact: what is claimed, `Iran → drones → Sudan` or `Iran MEETS Cuba`; of a statement
            what it is about.
        stage: how far an exchange has come.
        certainty: `asserted`, `probable`, `possible`, `doubted`, `denied`.
        speakers: names of those who say it; empty for the article's own voice.
        deniers: names of those who deny it.
        quote: the words.
        article: the article's name.
        publisher: who published it, where known.
        claim: the claim's node.
    """

    date: str | None
    basis: str | None
    said: str | None
    type: str
    fact: str
    stage: str | None
    certainty: str
    speakers: tuple[str, ...]
    deniers: tuple[str, ...]
    quote: str
    article: str | None
    publisher: str | None
    claim: str


def timeline(graph: MultiDiGraph, *, about: Collection[str] = (), where: Filter | None = None) -> list[Moment]:
    """The claims of a graph by date, those without a date last.

    Args:
        graph: what `graph.load` read.
        about: ids of nodes; only facts in which all of them take part, and what all of them say or deny.
        where: which claims count.

    Without `about`, claims that state a fact; statements that state none are told of those who make them.
    Cost: linear in the claims and facts.

    Example:
        >>> from graph.analysis import example, timeline
        >>> for moment in timeline(example(), about=["actor:iran", "actor:cuba"]):
        ...     print(moment.date, moment.fact, moment.stage, moment.certainty, *moment.speakers)
        2023-09-10 Iran → oil → Cuba negotiated possible Ama Darko
        2024-02-20 Iran → oil → Cuba delivered denied
    """
    table = Claims(graph, where)
    found = []
    for claim, told in sorted(_told(graph).items()):
        if set(about) <= told.nodes and (about or told.type != "Statement") and table.passing([claim], told.category):
            found.append(_moment(graph, table, claim, told))
    return sorted(found, key=lambda moment: (moment.date or _UNDATED, moment.claim))


@dataclass(slots=True)
class _Told:
    """What one claim states, and who takes part in it, its voices included."""

    type: str
    fact: str
    nodes: set[str]
    category: str | None = None


def _told(graph: MultiDiGraph) -> dict[str, _Told]:
    """What every claim states."""
    facts, voices, about = _indexed(graph)
    told = {}
    for claim, data in graph.nodes(data=True):
        if data["type"] == "Claim":
            told[claim] = _statement(graph, about[claim]) if claim not in facts else _fact(graph, facts[claim])
            told[claim].nodes |= voices[claim]
    return told


def _indexed(
    graph: MultiDiGraph,
) -> tuple[dict[str, list[tuple[str, str, str]]], dict[str, set[str]], dict[str, list[str]]]:
    """By claim: its facts as (source, relation, target), who says or denies it, what it is about."""
    known = vocabulary().edges
    facts: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    voices: dict[str, set[str]] = defaultdict(set)
    about: dict[str, list[str]] = defaultdict(list)
    for source, target, data in sorted(graph.edges(data=True), key=lambda edge: (edge[0], edge[1], edge[2]["type"])):
        if data["type"] in known and known[data["type"]].fact:
            for claim in data["claims"]:
                facts[claim].append((source, data["type"], target))
        elif data["type"] in {"SAYS", "DENIES"}:
            voices[target].add(source)
        elif data["type"] == "ABOUT":
            about[source].append(target)
    return facts, voices, about


def _fact(graph: MultiDiGraph, edges: list[tuple[str, str, str]]) -> _Told:
    """The fact of a claim: a relation where it states one, else its exchange, told with what it is given for."""
    nodes = {end for source, _, target in edges for end in (source, target)}
    goods = [target for _, kind, target in edges if kind == "OF"]
    category = str(graph.nodes[goods[0]].get("category", "")) if goods else None
    relations = [edge for edge in edges if edge[1] not in _SIDES]
    if not relations:
        exchange = next(node for node in sorted(nodes) if graph.nodes[node]["type"] == "Exchange")
        return _Told("Exchange", _name(graph, exchange), nodes, category)
    source, kind, target = relations[0]
    if kind == "IN_RETURN_FOR":
        return _Told("Exchange", f"{_name(graph, source)} in return for {_name(graph, target)}", nodes, category)
    return _Told(kind, f"{_name(graph, source)} {kind} {_name(graph, target)}", nodes, category)


def _statement(graph: MultiDiGraph, about: list[str]) -> _Told:
    names = ", ".join(_name(graph, node) for node in about)
    return _Told("Statement", f"statement about {names}" if names else "statement", set())


def _moment(graph: MultiDiGraph, table: Claims, claim: str, told: _Told) -> Moment:
    record = claim_record(graph, claim)
    own, date = record.get("date"), table.date(claim)
    article = record.get("article", {})
    return Moment(
        date=date,
        basis=None if date is None else "claim" if own == date else "article",
        said=None if own == date else own,
        type=told.type,
        fact=told.fact,
        stage=record.get("stage"),
        certainty=record["certainty"],
        speakers=tuple(record["speakers"]),
        deniers=tuple(record["deniers"]),
        quote=record["quote"],
        article=article.get("name"),
        publisher=article.get("publisher"),
        claim=claim,
    )


def _name(graph: MultiDiGraph, node: str) -> str:
    return str(graph.nodes[node].get("name", node))
