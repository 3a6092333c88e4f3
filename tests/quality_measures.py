"""What `quality_page.py` shows, measured: articles with their misses by kind, passages, coreference.

All of it is counted from the scorer's own comparison (`graph.scoring`), from `score_passages` and `score_coreference`;
nothing that is returned holds words of an article.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import score_coreference
import score_passages

from graph.annotation import loosely
from graph.build import build
from graph.commands.evaluate import _annotation, _names
from graph.records import Article, Reading
from graph.scoring import Count, Finding, _Comparison, _or_none, score
from graph.vocabulary import vocabulary
from loaders import load
from loaders.reading import analyse, combine, coreference, exchanges
from loaders.training.coreference import FOLDS, OWN, PENALTY, learnt, read
from loaders.training.ranker import Ranker
from loaders.training.roles_corpus import DEV_BLOCKS, TEST_BLOCKS

if TYPE_CHECKING:
    from spacy.language import Language

    from loaders.gazetteer import Gazetteer

#: An exchange node with its supplier, recipient and good.
Told = tuple[str, str | None, str | None, str | None]
_OTHER_GOOD, _NOTHING = "sides read, other good", "nothing near"
_CONFUSED = re.compile(r": ([\w, ]+) \(found: ([\w, ]+)\)$")


@dataclass
class Figures:
    """What is counted on one set of articles.

    Attributes:
        counts: by layer.
        missed: annotated items that were not found, by layer and what is wrong or of what kind they are.
        surplus: found items that are not annotated, likewise.
        stages: stages of exchanges that are not those annotated, by annotated and found ones.
        right: exchanges found that are right, by what read them and the number of sides told.
        wrong: those that are not.
        relations: counts by type.
    """

    counts: dict[str, Count] = field(default_factory=dict)
    missed: Counter[tuple[str, str]] = field(default_factory=Counter)
    surplus: Counter[tuple[str, str]] = field(default_factory=Counter)
    stages: Counter[tuple[str, str]] = field(default_factory=Counter)
    right: Counter[tuple[str, int]] = field(default_factory=Counter)
    wrong: Counter[tuple[str, int]] = field(default_factory=Counter)
    relations: dict[str, Count] = field(default_factory=dict)


# --- articles ---------------------------------------------------------------------------------------------------------


def articles(folder: Path, annotations: Path, read: Callable[[list[Article]], Iterable[Reading]]) -> Figures:
    """Every annotated article built alone, and compared with its annotation."""
    figures = Figures()
    files = {name: path for path in sorted(folder.iterdir()) for name in _names(path)}
    for path in sorted(annotations.glob("*.yaml")):
        annotation = _annotation(path)
        text = [item for item in load([str(files[path.stem])]) if isinstance(item, Article)]
        graph = build(read(text))
        scored = score(graph, annotation)
        figures.counts = added(figures.counts, scored.counts)
        comparison = _Comparison(graph, annotation)
        _names_missed(figures, comparison, scored.findings)
        _exchanges(figures, comparison)
        _relations(figures, comparison, scored.findings)
        figures.stages.update((found[1], found[2]) for f in scored.findings if (found := _confusion(f)) is not None)
    return figures


def added(one: dict[str, Count], other: dict[str, Count]) -> dict[str, Count]:
    """The sums by layer, in the order of the scorer."""
    return {
        name: one.get(name, Count()) + other.get(name, Count()) for name in [*one, *(n for n in other if n not in one)]
    }


def _confusion(finding: Finding) -> re.Match[str] | None:
    wrong = (finding.layer, finding.outcome) == ("exchange stage", "missed")
    return _CONFUSED.search(finding.text) if wrong else None


def _names_missed(figures: Figures, comparison: _Comparison, findings: list[Finding]) -> None:
    """Actors, goods and resolutions by their kind; of the others only how many."""
    kinds = {
        (layer, item["name"]): str(item.get("kind") or item.get("category") or item.get("role") or "")
        for layer in ("actors", "goods", "resolutions")
        for item in comparison.gold.items[layer]
    }
    made = {
        (data["type"], data["name"]): str(data.get("kind") or data.get("category") or "")
        for _, data in comparison.graph.nodes(data=True)
    }
    types = {"actors": "Actor", "goods": "Good", "resolutions": "Resolution"}
    for finding in findings:
        if finding.layer not in {*types, "commentators", "speakers"}:
            continue
        if finding.outcome == "missed":
            figures.missed[finding.layer, kinds.get((finding.layer, finding.text), "")] += 1
        elif finding.outcome == "surplus":
            figures.surplus[finding.layer, made.get((types.get(finding.layer, ""), finding.names[0]), "")] += 1


def _exchanges(figures: Figures, comparison: _Comparison) -> None:
    found = list(_told(comparison))
    wanted = comparison.gold.items["exchanges"]
    for item in wanted:
        others = [(one, comparison._parts("exchanges", one, item)) for one in found]
        if not item.get("optional") and not any(all(parts.values()) for _, parts in others):
            figures.missed["exchanges", _why_missed(comparison, item, others)] += 1
    for one in found:
        others = [(one, comparison._parts("exchanges", one, item)) for item in wanted]
        right = any(all(parts.values()) for _, parts in others)
        if not right:
            turned = any(_turned(comparison, one, item) for item in wanted)
            figures.surplus["exchanges", "turned round" if turned else _differs(others)] += 1
        (figures.right if right else figures.wrong)[
            _reader(comparison, one[0]), sum(e is not None for e in one[1:3])
        ] += 1


def _told(comparison: _Comparison) -> Iterator[Told]:
    """The exchanges of the graph with their ends, as the scorer counts them."""
    for node in comparison.nodes("Exchange"):
        ends = (comparison.sources(node, "SUPPLIES"), comparison.targets(node, "DELIVERS_TO"))
        for supplier, recipient, good in product(*map(_or_none, ends), _or_none(comparison.targets(node, "OF"))):
            yield node, supplier, recipient, good


def _why_missed(comparison: _Comparison, item: dict[str, Any], others: list[tuple[Told, dict[str, bool]]]) -> str:
    """What lacks of an annotated exchange: the nearest of what was read tells."""
    if any(_turned(comparison, one, item) for one, _ in others):
        return "turned round"
    near = _differs(others)
    if near not in {_OTHER_GOOD, _NOTHING}:
        return near
    goods = (comparison.stands_for(n, name, loosely) for n in comparison.nodes("Good") for name in item["goods"])
    if not any(goods):
        return "good unknown" if near == _NOTHING else "sides read, good unknown"
    if near == _OTHER_GOOD:
        return near
    with_good = any(parts["good"] for _, parts in others)
    return "good read, both sides otherwise" if with_good else "good known, not read as exchanged"


def _differs(others: list[tuple[Told, dict[str, bool]]]) -> str:
    """How the nearest exchange with two parts in common differs in the third."""
    kinds = set()
    for (_, supplier, recipient, _), parts in others:
        wrong = [part for part, right in parts.items() if not right]
        if len(wrong) == 1:
            end = {"supplier": supplier, "recipient": recipient}
            kinds.add(
                _OTHER_GOOD if wrong == ["good"] else f"{wrong[0]} {'missing' if end[wrong[0]] is None else 'wrong'}"
            )
    order = ("supplier missing", "recipient missing", "supplier wrong", "recipient wrong", _OTHER_GOOD)
    return next((kind for kind in order if kind in kinds), _NOTHING)


def _turned(comparison: _Comparison, one: Told, item: dict[str, Any]) -> bool:
    """Whether the sides of an annotated exchange were taken for each other."""
    _, supplier, recipient, good = one
    if supplier is None or recipient is None or good is None or not {"from", "to"} <= item.keys():
        return False
    sides = comparison.stands_for(supplier, item["to"]) and comparison.stands_for(recipient, item["from"])
    return sides and any(comparison.stands_for(good, name, loosely) for name in item["goods"])


def _reader(comparison: _Comparison, node: str) -> str:
    """What read an exchange: the frame of the rule, or the head where no rule did."""
    rules = {str(comparison.graph.nodes[claim]["rule"]) for claim in comparison.sources(node, "ABOUT")}
    frames = sorted((rule.partition(":")[2] or rule).partition(",")[0] for rule in rules)
    return next((frame for frame in frames if frame != combine.HEAD), combine.HEAD)


def _relations(figures: Figures, comparison: _Comparison, findings: list[Finding]) -> None:
    """Counts by type, and what differs from the nearest on the other side."""
    types = vocabulary().edges
    for _, relation, _ in comparison.gold.items["relations"]:
        figures.relations = added(figures.relations, {relation: Count(1, 1, 0, 0)})
    for finding in findings:
        if finding.layer != "relations":
            continue
        relation = next(word for word in finding.text.split() if word in types)
        if finding.outcome == "missed":
            figures.relations = added(figures.relations, {relation: Count(-1, 0, 0, 0)})
            figures.missed["relations", finding.kind] += 1
        else:
            right = finding.outcome == "right"
            figures.relations = added(figures.relations, {relation: Count(0, 0, int(right), 1)})
            if not right:
                figures.surplus["relations", finding.kind] += 1


# --- passages ---------------------------------------------------------------------------------------------------------


def passages(nlp: Language, gazetteer: Gazetteer) -> dict[tuple[str, str], Counter[str]]:
    """Counts of `score_passages` by block (those that the head did not learn from) and by reader."""
    totals: dict[tuple[str, str], Counter[str]] = {}
    for row in score_passages.passages():
        block = score_passages.block(row)
        if block not in TEST_BLOCKS | DEV_BLOCKS:
            continue
        analysis = analyse(_article(row["text"]), nlp(row["text"]), gazetteer)
        by_rules = list(exchanges.readings(analysis))
        readers = {
            "rules": by_rules,
            "head": combine.combined(analysis, []),
            "joined": combine.combined(analysis, by_rules),
        }
        gold = [e for e in row["exchanges"] if "good" in e]
        for reader, readings in readers.items():
            found = score_passages.found_in(analysis, readings)
            pairs = score_passages.match(gold, found)
            for place in (block, "all"):
                total = totals.setdefault((place, reader), Counter())
                score_passages.tally(total, gold, found, pairs)
                total.update(_certainties(gold, found))
    return totals


def _certainties(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> Counter[str]:
    """Labelled certainties of the exchanges whose good was found, and how many of them were called asserted."""
    count: Counter[str] = Counter()
    used: set[int] = set()
    for want in gold:
        same = [i for i, f in enumerate(found) if i not in used and score_passages.overlaps(want, f, "good")]
        if same:
            at = want.get("trigger", want["good"])[0]
            best = min(same, key=lambda i: abs(found[i]["trigger"][0] - at))
            used.add(best)
            count[f"labelled {want['certainty']}"] += 1
            count[f"asserted {want['certainty']}"] += found[best]["certainty"] == "asserted"
    return count


def _article(text: str) -> Article:
    return Article(text, hashlib.sha256(text.encode()).hexdigest())


# --- coreference ------------------------------------------------------------------------------------------------------


def references(
    nlp: Language, gazetteer: Gazetteer
) -> tuple[list[score_coreference.Link], list[score_coreference.Link], list[score_coreference.Link]]:
    """The links of the labelled paragraphs, by weights fitted on the other five sixths, and by those that ship; and by
    these of the paragraphs kept apart.
    """
    rows = read(score_coreference.SETS["paragraphs"])
    fold = [number * FOLDS // len(rows) for number in range(len(rows))]
    found = learnt(rows, nlp, gazetteer, named_only=False)
    own = learnt(read(OWN), nlp, gazetteer, named_only=True)
    tables = [Ranker([*(d for d in found if fold[d.paragraph] != k), *own], PENALTY).table() for k in range(FOLDS)]

    def links(row: dict[str, Any]) -> Iterator[score_coreference.Link]:
        analysis = analyse(_article(row["text"]), nlp(row["text"]), gazetteer)
        return score_coreference.links(analysis, row["coref"])

    validated = []
    for row, k in zip(rows, fold, strict=True):
        with patch.object(coreference, "weights", lambda table=tables[k]: table):
            validated += list(links(row))
    apart = read(score_coreference.SETS["apart"])
    return validated, [link for row in rows for link in links(row)], [link for row in apart for link in links(row)]
