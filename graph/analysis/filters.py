"""Which claims count: by good category, stage, certainty, date and source."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from graph.errors import QuidError
from graph.vocabulary import vocabulary

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]

_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True)
class Filter:
    """Which claims count; a fact counts when at least one of its claims does. An empty field lets everything pass.

    Attributes:
        categories: of the good that is exchanged, as `arms` or `energy`.
        stages: of the claim, from `sought` to `stopped`. Claims on relations have no stage, so they pass no such filter.
        certainties: of the claim, from `asserted` to `denied`.
        since: first date, ISO 8601, which may be reduced (`2023`, `2023-09`).
        until: last date, included as a whole: `until="2023"` ends with December 2023.
        sources: ids, paths, addresses, publishers or titles of articles.

    A claim's date is its own where that is ISO 8601, else that of its article; a reduced date passes when some day
    of it does; a claim without any date passes no filter by date.

    Raises:
        QuidError: a category, stage or certainty that the vocabulary lacks, or a date that is not ISO 8601.

    Example:
        >>> Filter(stages={"delivered", "agreed"}, since="2023-09").active
        True
        >>> Filter().active
        False
    """

    categories: Collection[str] = field(default=frozenset())
    stages: Collection[str] = field(default=frozenset())
    certainties: Collection[str] = field(default=frozenset())
    since: str | None = None
    until: str | None = None
    sources: Collection[str] = field(default=frozenset())

    def __post_init__(self) -> None:
        words = vocabulary()
        known = {"categories": words.kinds["Good"], "stages": words.stages, "certainties": words.certainties}
        for name in (*known, "sources"):
            given = getattr(self, name)
            values = frozenset([given] if isinstance(given, str) else given)
            object.__setattr__(self, name, values)
            if name in known and (strange := sorted(values - set(known[name]))):
                raise QuidError(f"{name}: {strange[0]!r} is not known; choose from {', '.join(known[name])}")
        for name in ("since", "until"):
            value = getattr(self, name)
            if value is not None and not _ISO.fullmatch(value):
                raise QuidError(f"{name}: {value!r} is no date; write it as 2024, 2024-05 or 2024-05-31")

    @property
    def active(self) -> bool:
        """Whether it keeps anything out."""
        return any(getattr(self, f.name) for f in fields(self))

    def dated(self, date: str | None) -> bool:
        """Whether a date, reduced or not, has a day between `since` and `until`."""
        if self.since is None and self.until is None:
            return True
        if date is None:
            return False
        early = self.since is not None and _last(date) < _first(self.since)
        late = self.until is not None and _first(date) > _last(self.until)
        return not (early or late)


class Claims:
    """What the claims of a graph stand on, looked up once: their article and date, and whether they pass a filter."""

    def __init__(self, graph: MultiDiGraph, where: Filter | None = None) -> None:
        self.graph = graph
        self.where = where or Filter()
        self.article: dict[str, str] = {}
        for source, target, kind in typed_edges(graph):
            if kind == "STATED_IN":
                self.article[source] = target
        self._sources = self._wanted_sources()
        self._passes: dict[str, bool] = {}

    def date(self, claim: str) -> str | None:
        """The claim's own date where it is ISO 8601, else its article's; None where neither is known."""
        own = self.graph.nodes[claim].get("date")
        if own is not None and _ISO.fullmatch(own):
            return str(own)
        article = self.graph.nodes.get(self.article.get(claim, ""), {}).get("date")
        return str(article) if article is not None and _ISO.fullmatch(article) else None

    def passing(self, claims: Collection[str], category: str | None = None) -> tuple[str, ...]:
        """Those claims that count, sorted; none where the exchange's good is of another category.

        Raises:
            QuidError: a claim that stands in no article, which no graph has that quid wrote.
        """
        if self.where.categories and category not in self.where.categories:
            return ()
        return tuple(sorted(claim for claim in set(claims) if self._pass(claim)))

    def articles(self, claims: Collection[str]) -> tuple[str, ...]:
        """The articles in which claims stand, each once, sorted."""
        return tuple(sorted({self.article[claim] for claim in claims if claim in self.article}))

    def _pass(self, claim: str) -> bool:
        if claim not in self._passes:
            if claim not in self.article:
                raise QuidError(
                    f"{claim}: no article states this claim of a fact; make the graph again with: quid build"
                )
            self._passes[claim] = self._test(claim)
        return self._passes[claim]

    def _test(self, claim: str) -> bool:
        data, where = self.graph.nodes[claim], self.where
        return (
            (not where.stages or data.get("stage") in where.stages)
            and (not where.certainties or data.get("certainty") in where.certainties)
            and (self._sources is None or self.article.get(claim) in self._sources)
            and where.dated(self.date(claim))
        )

    def _wanted_sources(self) -> frozenset[str] | None:
        """The articles that the filter names.

        Raises:
            QuidError: a source that no article of the graph has as id, path, address, publisher or title.
        """
        if not self.where.sources:
            return None
        names: dict[str, set[str]] = {}
        for node, data in self.graph.nodes(data=True):
            if data.get("type") == "Article":
                for name in (node, *(data.get(key) for key in ("path", "url", "publisher", "title", "name"))):
                    names.setdefault(str(name), set()).add(node)
        if strange := sorted(set(self.where.sources) - set(names)):
            raise QuidError(f"sources: no article has the id, path, address, publisher or title {strange[0]!r}")
        return frozenset().union(*(names[source] for source in self.where.sources))


def typed_edges(graph: MultiDiGraph) -> Iterator[tuple[str, str, str]]:
    """Source, target and type of every edge."""
    return ((source, target, data["type"]) for source, target, data in graph.edges(data=True))


def _first(date: str) -> str:
    return date + "-01-01"[len(date) - 4 :]


def _last(date: str) -> str:
    return date + "-12-31"[len(date) - 4 :]
