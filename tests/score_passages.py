"""Score the reading of exchanges against labelled passages: `python tests/score_passages.py [--block B ...] [--verbose N]`.

The passages lie beside the project (`../shared/passages`, or `$QUID_SHARED`). An exchange counts as found when supplier,
recipient and good share a word with the labelled spans, empty ones included; the trigger is not asked for. Stage and
certainty are judged on what was found. Parses are cached in a temporary folder.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, DocBin

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from graph.records import Article  # noqa: E402
from loaders.gazetteer import Gazetteer  # noqa: E402
from loaders.language import load  # noqa: E402
from loaders.reading import (  # noqa: E402
    Analysis,
    analyse,
    exchanges,
)
from loaders.reading.span_reading import SpanReading  # noqa: E402
from loaders.reading.structure import noun_phrase  # noqa: E402

SHARED = Path(os.environ.get("QUID_SHARED", ROOT.parent / "shared"))
FILES = ("real", "own", "paragraphs")
ROLES = ("supplier", "recipient", "good")


def passages() -> list[dict[str, Any]]:
    """All labelled passages, each with the name of its file."""
    found = []
    for name in FILES:
        for line in (SHARED / "passages" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            found.append({**json.loads(line), "file": name})  # noqa: PERF401 - two loops read better
    return found


def parsed(rows: list[dict[str, Any]]) -> list[Doc]:
    """The passages' parses, cached by the model's weights."""
    nlp = load()
    weights = sorted((ROOT / "loaders" / "language").rglob("*.*"))
    stamp = "".join(f"{p.name}{p.stat().st_size}{p.stat().st_mtime}" for p in weights if p.suffix != ".pyc")
    cached = Path(tempfile.gettempdir()) / f"quid-passages-{hashlib.sha256(stamp.encode()).hexdigest()[:12]}.spacy"
    if not cached.exists():
        store = DocBin(store_user_data=True)
        for doc in nlp.pipe([row["text"] for row in rows], batch_size=32):
            store.add(doc)
        store.to_disk(cached)
    return list(DocBin().from_disk(cached).get_docs(nlp.vocab))


def block(row: dict[str, Any]) -> str:
    """The block of a passage, which shares a theme and a hand."""
    return row["id"][:2] if row["id"][0].isalpha() else row["id"][0]


def found_in(analysis: Analysis, readings: Iterable[SpanReading]) -> list[dict[str, Any]]:
    """Exchanges read, as character spans."""
    out = []
    for reading in readings:
        spans: dict[str, Any] = {
            "stage": reading.stage,
            "certainty": reading.certainty,
            "trigger": _word(analysis, reading.trigger),
        }
        for role in ROLES:
            index = getattr(reading, role)
            if index is not None:
                spans[role] = _phrase(analysis, index)
        out.append(spans)
    return out


def _word(analysis: Analysis, index: int) -> tuple[int, int]:
    token = analysis.doc[index]
    return token.idx, token.idx + len(token)


def _phrase(analysis: Analysis, index: int) -> tuple[int, int]:
    mention = analysis.mention_at(index)
    start, end = (mention.start, mention.end) if mention else noun_phrase(analysis.doc[index])
    span = analysis.doc[start:end]
    return span.start_char, span.end_char


def overlaps(one: dict[str, Any], other: dict[str, Any], role: str) -> bool:
    """Whether a role's spans overlap, or are both missing."""
    a, b = one.get(role), other.get(role)
    if a is None or b is None:
        return a is None and b is None
    return bool(a[0] < b[1] and b[0] < a[1])


def match(gold: list[dict[str, Any]], pred: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Pair labelled and found exchanges one to one, those with the trigger in common first."""
    pairs, used = [], set()
    for want in gold:
        options = [i for i, p in enumerate(pred) if i not in used and all(overlaps(want, p, r) for r in ROLES)]
        if options:
            best = min(options, key=lambda i: abs(pred[i]["trigger"][0] - want.get("trigger", [0])[0]))
            used.add(best)
            pairs.append((want, pred[best]))
    return pairs


def main(argv: list[str]) -> int:
    """Score and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--block", nargs="*", default=[])
    parser.add_argument("--verbose", type=int, default=0)
    options = parser.parse_args(argv)
    rows = passages()
    docs = parsed(rows)
    gazetteer = Gazetteer()
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    shown = 0
    for row, doc in zip(rows, docs, strict=True):
        if options.block and block(row) not in options.block and row["file"] not in options.block:
            continue
        article = Article(row["text"], hashlib.sha256(row["text"].encode()).hexdigest())
        analysis = analyse(article, doc, gazetteer)
        pred, gold = found_in(analysis, exchanges.readings(analysis)), [e for e in row["exchanges"] if "good" in e]
        pairs = match(gold, pred)
        for name in (block(row), row["file"], "all"):
            tally(totals[name], gold, pred, pairs)
        if shown < options.verbose and (len(pairs) < len(gold) or len(pairs) < len(pred)):
            shown += 1
            show(row, gold, pred, pairs)
    report(totals)
    return 0


def tally(total: Counter[str], gold: list[dict[str, Any]], pred: list[dict[str, Any]], pairs: list[Any]) -> None:
    """Add one passage's counts."""
    total["gold"] += len(gold)
    total["pred"] += len(pred)
    total["hit"] += len(pairs)
    for want, got in pairs:
        total["stage"] += want["stage"] == got["stage"]
        total["certainty"] += want["certainty"] == got["certainty"]
        total["unsure"] += want["certainty"] != "asserted"
        total["unsure asserted"] += want["certainty"] != "asserted" and got["certainty"] == "asserted"
        total["sure unasserted"] += want["certainty"] == "asserted" and got["certainty"] != "asserted"
    for role in ROLES:
        total[f"{role} gold"] += sum(role in g for g in gold)
        total[f"{role} pred"] += sum(role in p for p in pred)
        total[f"{role} hit"] += sum(role in g and any(role in p and overlaps(g, p, role) for p in pred) for g in gold)
        total[f"{role} right"] += sum(role in p and any(role in g and overlaps(g, p, role) for g in gold) for p in pred)


def report(totals: dict[str, Counter[str]]) -> None:
    """Print a table by block."""
    print(
        f"{'block':10} {'gold':>5} {'pred':>5}   {'P':>4} {'R':>4} {'F':>4}  stage  cert  unsure-called-asserted  supplier R/P recipient R/P good R/P"
    )
    for name in sorted(totals, key=lambda n: (n == "all", n in FILES, n)):
        t = totals[name]
        p, r = t["hit"] / max(t["pred"], 1), t["hit"] / max(t["gold"], 1)
        roles = "  ".join(
            f"{t[f'{x} hit'] / max(t[f'{x} gold'], 1):.2f}/{t[f'{x} right'] / max(t[f'{x} pred'], 1):.2f}"
            for x in ROLES
        )
        print(
            f"{name:10} {t['gold']:5} {t['pred']:5}   {p:.2f} {r:.2f} {2 * p * r / max(p + r, 1e-9):.3f}  {t['stage'] / max(t['hit'], 1):.2f}"
            f"  {t['certainty'] / max(t['hit'], 1):.2f}  {t['unsure asserted']}/{t['unsure']} (sure lost {t['sure unasserted']})  {roles}"
        )


def show(row: dict[str, Any], gold: list[Any], pred: list[Any], pairs: list[Any]) -> None:
    """Print a passage with what was missed and what is too much."""
    text = row["text"]

    def line(e: dict[str, Any]) -> str:
        parts = [text[slice(*e[r])] if r in e else "-" for r in (*ROLES, "trigger")]
        return f"{parts[0]} -> {parts[1]}: {parts[2]} [{parts[3]}] {e['stage']} {e['certainty']}"

    print(f"\n{row['id']}: {text}")
    for want in gold:
        print("   ", "ok    " if any(want is g for g, _ in pairs) else "MISSED", line(want))
    for got in pred:
        if not any(got is p for _, p in pairs):
            print("    SURPLUS", line(got))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
