"""The line below a figure that says what it stands on."""

from __future__ import annotations

from collections import Counter
from textwrap import shorten
from typing import TYPE_CHECKING

from graph.text import clean

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]

_MOST_NAMED = 4


def source_line(graph: MultiDiGraph) -> str:
    """What the graph was read from, as `Source: 5 articles (Example Times), 2022-09 to 2024-06; 226 claims, read by quid`.

    At most four publishers are named, those with most articles first.
    """
    articles = [data for _, data in graph.nodes(data=True) if data["type"] == "Article"]
    claims = sum(data["type"] == "Claim" for _, data in graph.nodes(data=True))
    counts = Counter(str(data["publisher"]) for data in articles if data.get("publisher"))
    names = [
        shorten(clean(name), 30, placeholder="…") for name in sorted(counts, key=lambda name: (-counts[name], name))
    ]
    named = f" ({', '.join(names[:_MOST_NAMED])}{' and others' if len(names) > _MOST_NAMED else ''})" if names else ""
    dates = sorted(str(data["date"])[:7] for data in articles if data.get("date"))
    span = "" if not dates else f", {dates[0]}" if dates[0] == dates[-1] else f", {dates[0]} to {dates[-1]}"
    return f"Source: {_count(len(articles), 'article')}{named}{span}; {_count(claims, 'claim')}, read by quid."


def _count(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"
