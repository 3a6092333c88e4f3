"""Score relations on labelled passages: `python tests/score_relations.py [SET ...] [TYPE ...] [--verbose] [--keep] [--oracle]`.

Sets: `passages` lie beside the project (`../shared/passages`, or `$QUID_SHARED`), `tuned` and `apart` in `stances/`; the
rules were never tuned on `apart`. A labelled relation counts where both its
ends are named, so that the figures are those of the relation rules, not of names; how many are left out is printed.
`--keep` reads parses of an earlier model if there are any. `--oracle` takes the labelled spans that no stage has found
(pronouns, unnamed actors, goods) for mentions, so that the rules are tried on all that is labelled.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from score_articles import SHARED, CachedPipeline

from graph.records import Article
from graph.vocabulary import vocabulary
from loaders.gazetteer import Gazetteer
from loaders.reading import analyse, relations, resolutions
from loaders.reading.analysis import Analysis

STANCES = Path(__file__).parent / "stances"
SETS: dict[str, tuple[Path, ...]] = {
    "passages": tuple(SHARED / "passages" / f"{name}.jsonl" for name in ("own", "real", "paragraphs")),
    "tuned": (STANCES / "tuned.jsonl",),
    "apart": (STANCES / "apart.jsonl",),
}


def passages(name: str) -> Iterator[dict[str, Any]]:
    """The labelled passages of a set."""
    for path in SETS[name]:
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def keys(analysis: Analysis, span: list[int]) -> set[str]:
    """The entities of the mentions that overlap a labelled span."""
    return {key for token in analysis.doc.around(*span) for key in analysis.keys_at(token)}


def reveal(analysis: Analysis, passage: dict[str, Any]) -> None:
    """Make mentions of the labelled spans that have none."""
    for relation in passage["relations"]:
        for end in ("subject", "object"):
            node, kind = expected(relation["type"], end)
            _reveal(analysis, relation[end], node, kind)
    for exchange in passage.get("exchanges", ()):
        for end in ("supplier", "recipient", "good"):
            if end in exchange:
                _reveal(analysis, exchange[end], "Good" if end == "good" else "Actor", "organisation")


def expected(edge: str, end: str) -> tuple[str, str]:
    """Node type and kind of an end of a relation."""
    types = vocabulary().edges[edge].source if end == "subject" else vocabulary().edges[edge].target
    if edge in {"LEADS", "AFFILIATED_WITH", "PARENT_OF"} and end == "subject":
        return "Actor", "person"
    if edge in {"VISITS", "RECOGNISES"} and end == "object":
        return "Actor", "state"
    if "Actor" in types:
        return "Actor", "organisation"
    return ("Good", "trade") if "Good" in types else ("Resolution", "sanctions")


def _reveal(analysis: Analysis, span: list[int], node: str, kind: str) -> None:
    tokens = analysis.doc.around(*span)
    if any(analysis.mention_at(t) is not None for t in tokens):
        return
    if tokens.root.lower_ in {"he", "she", "i", "him", "her", "his", "who"}:
        kind = "person"
    entity = analysis.add(node, kind, f"{tokens.text} {span[0]}")
    analysis.mention(tokens.start, tokens.end, (entity.key,), "nominal")


def found(analysis: Analysis) -> dict[tuple[str, str, str], str]:
    """The relations read, with the certainty of the first statement; what only the gazetteer knows is left out."""
    read: dict[tuple[str, str, str], str] = {}
    for finding in (*relations.find(analysis), *resolutions.find(analysis)):
        if not finding.rule.endswith(":known"):
            fact = finding.fact
            read.setdefault((str(fact.source), fact.type, fact.target), finding.certainty)
    return read


def same(fact: tuple[str, str, str], wanted: tuple[set[str], str, set[str]]) -> bool:
    """Whether a relation read is the labelled one."""
    source, edge, target = fact
    sources, kind, targets = wanted
    if edge != kind:
        return False
    straight = source in sources and target in targets
    return straight or (vocabulary().edges[edge].symmetric and source in targets and target in sources)


def main(argv: list[str]) -> int:
    """Read, compare, print."""
    nlp, gazetteer = CachedPipeline(), Gazetteer()
    if "--keep" in argv:
        nlp.stamp = "passages"
    only = {a for a in argv if a.isupper()}
    for name in [a for a in argv if a in SETS] or SETS:
        tally = counted(name, nlp, gazetteer, only, oracle="--oracle" in argv, show="--verbose" in argv)
        print(f"=== {name}")
        report(tally)
    return 0


def counted(
    name: str,
    nlp: CachedPipeline,
    gazetteer: Gazetteer,
    only: Collection[str] = (),
    *,
    oracle: bool = False,
    show: bool = False,
) -> dict[str, Counter[str]]:
    """What is labelled, read and right in a set, by type; `show` prints misses and surpluses of the types `only`."""
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for passage in passages(name):
        text = passage["text"]
        analysis = analyse(Article(text, hashlib.sha256(text.encode()).hexdigest()), nlp(text), gazetteer)
        if oracle:
            reveal(analysis, passage)
        lines = compare(analysis, passage, tally, only)
        if lines and show:
            print(passage["id"], text, *lines, sep="\n")
    return tally


def compare(
    analysis: Analysis, passage: dict[str, Any], tally: dict[str, Counter[str]], only: Collection[str]
) -> list[str]:
    """Count what is read of a passage and what is labelled, by type; a line for every miss and surplus (of the types `only`)."""
    read, text, lines = found(analysis), passage["text"], []
    labelled = [
        (r, (keys(analysis, r["subject"]), r["type"], keys(analysis, r["object"]))) for r in passage["relations"]
    ]
    for relation, wanted in labelled:
        kind = tally[relation["type"]]
        if not wanted[0] or not wanted[2] or wanted[0] == wanted[2]:
            kind["unnamed"] += 1
            continue
        hits = [fact for fact in read if same(fact, wanted)]
        kind["labelled"] += 1
        kind["recalled"] += bool(hits)
        kind["sure"] += bool(hits) and read[hits[0]] == relation["certainty"]
        if not hits and (not only or relation["type"] in only):
            said = text[slice(*relation["trigger"])] if relation.get("trigger") else "-"
            ends = (text[slice(*relation[end])] for end in ("subject", "object"))
            lines.append("  missed  {} {} {} [{}]".format(next(ends), relation["type"], next(ends), said))
    for fact in read:
        right = any(same(fact, wanted) for _, wanted in labelled)
        tally[fact[1]]["read"] += 1
        tally[fact[1]]["right"] += right
        if not right and (not only or fact[1] in only):
            lines.append("  surplus {} {} {}".format(*fact))
    return lines


def report(tally: dict[str, Counter[str]]) -> None:
    """Print the table of types and the total."""
    print(f"{'type':16} {'P':>6} {'R':>6} {'F1':>6} {'named':>6} {'read':>5} {'unnamed':>7} {'certainty':>9}")
    total: Counter[str] = Counter()
    for kind in tally.values():
        total.update(kind)
    for name, c in [*sorted(tally.items(), key=lambda item: -item[1]["labelled"]), ("all", total)]:
        p, r = c["right"] / max(c["read"], 1), c["recalled"] / max(c["labelled"], 1)
        f = 2 * p * r / (p + r) if p + r else 0.0
        sure = c["sure"] / max(c["recalled"], 1)
        print(f"{name:16} {p:6.3f} {r:6.3f} {f:6.3f} {c['labelled']:6} {c['read']:5} {c['unnamed']:7} {sure:9.3f}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
