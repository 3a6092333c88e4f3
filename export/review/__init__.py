"""The error browser: one HTML file that shows what the reading of annotated articles found, missed and got wrong.

Like the explorer it needs no network, and a policy lets it run only its own script: what articles and annotations say
reaches it as inert JSON and is set as text.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from export.assets import source_hash
from graph.scoring import Finding

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]

_POLICY = "default-src 'none'; script-src {script}; style-src {style}; base-uri 'none'; form-action 'none'"
#: Where a sentence ends, as far as a reader needs it: behind a stop and a blank, or at an empty line.
_ENDS = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])|\n\s*\n")
_SENTENCES = 3


def article(name: str, text: str, graph: MultiDiGraph, findings: Iterable[Finding]) -> dict[str, Any]:
    """One article for the page: its text, and every finding with the places in the text that it stands on.

    What was read stands on its claims' sentences; what was missed, on the sentences that name most of it.
    """
    sentences = list(_sentences(text))
    return {"name": name, "text": text, "findings": [_finding(f, text, sentences, graph) for f in findings]}


def page(articles: list[dict[str, Any]], figures: list[dict[str, Any]]) -> str:
    """The page as HTML.

    Args:
        articles: as `article` gives them.
        figures: per layer `layer`, `precision`, `recall`, `f1`, `annotated`, `found`.
    """
    template, style, script = (_part(part) for part in ("page.html", "style.css", "script.js"))
    policy = _POLICY.format(script=source_hash(script), style=source_hash(style))
    data = json.dumps({"articles": articles, "figures": figures}, ensure_ascii=False, separators=(",", ":"))
    parts = {"policy": html.escape(policy, quote=True), "style": style, "script": script, "data": _inert(data)}
    return re.sub(r"\{\{ (\w+) \}\}", lambda found: parts[found[1]], template)


def _part(name: str) -> str:
    return files("export").joinpath(f"review/{name}").read_text(encoding="utf-8").replace("\r\n", "\n")


def _inert(data: str) -> str:
    """JSON that cannot end the script element which holds it; line ends that JavaScript alone knows, escaped."""
    escaped = data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return escaped.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _finding(finding: Finding, text: str, sentences: list[tuple[int, int]], graph: MultiDiGraph) -> dict[str, Any]:
    claims = [graph.nodes[claim] for claim in finding.claims]
    rules = sorted({str(claim["rule"]) for claim in claims})
    places = sorted({(int(claim["start"]), int(claim["end"])) for claim in claims}) or _naming(
        finding.names, text, sentences
    )
    return {
        "layer": finding.layer,
        "outcome": finding.outcome,
        "kind": finding.kind,
        "text": finding.text,
        "names": [name for name in finding.names if name],
        "rules": rules,
        "reader": _reader(rules),
        "certainty": sorted({str(claim["certainty"]) for claim in claims}),
        "places": [list(place) for place in places],
    }


def _reader(rules: list[str]) -> str:
    """Whether rules, the role head or both read a fact."""
    by_head = [rule for rule in rules if re.search(r"\bhead\b", rule)]
    if not rules:
        return ""
    return "role head" if len(by_head) == len(rules) else "both" if by_head else "rule"


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _ENDS.finditer(text):
        if text[start : end.start()].strip():
            yield start, end.start()
        start = end.end()
    if text[start:].strip():
        yield start, len(text)


def _naming(names: tuple[str, ...], text: str, sentences: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The first sentences that hold most of the names."""
    wanted = [re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE) for name in names if name]
    counted = [(sum(bool(name.search(text, *place)) for name in wanted), place) for place in sentences]
    most = max((count for count, _ in counted), default=0)
    return [place for count, place in counted if count == most and most][:_SENTENCES]
