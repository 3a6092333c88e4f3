"""Score reported speech against labelled passages: speaker and content of every report, by overlap of spans.

usage: python tests/score_speech.py PASSAGES_DIR [real|own|paragraphs] [--model NAME] [--verbose]

A report is right where its speaker's phrase overlaps the annotated speaker and its content overlaps the annotated
content (the cues, where no content is annotated). A report without a single annotated counterpart is a surplus.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc, DocBin

from loaders import language
from loaders.parsed import Doc as Parsed
from loaders.reading import attribution_quotes as quotes
from loaders.reading import attribution_sources as sources
from loaders.reading import attribution_speech as speech
from loaders.reading.attribution_speakers import phrase
from loaders.reading.structure import conjuncts

if TYPE_CHECKING:
    from spacy.language import Language

Found = tuple[tuple[int, int], tuple[int, int], list[tuple[int, int]]]


def reports(parse: Doc) -> list[Found]:
    """Speaker, cue and content spans (characters) of what attribution finds without knowing any entity."""
    found: list[Found] = []
    doc = Parsed(parse)
    for report in sources.with_quotations(doc, speech.find(doc), quotes.find(doc)):
        if report.speaker is None or report.negated:
            continue
        cue = doc[report.cue]
        contents = [(doc[a].idx, doc[b - 1].idx + len(doc[b - 1])) for a, b in report.content if b > a]
        for head in conjuncts(doc[report.speaker]):
            first, last = phrase(head)
            speaker = doc[first:last]
            found.append(((speaker.start_char, speaker.end_char), (cue.idx, cue.idx + len(cue)), contents))
    return found


def overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two half-open spans share a character."""
    return a[0] < b[1] and b[0] < a[1]


def matches(found: Found, gold: dict[str, Any]) -> bool:
    """Whether a report is the annotated one, by speaker and content."""
    speaker, cue, contents = found
    if not overlap(speaker, tuple(gold["speaker"])):
        return False
    if "content" not in gold or not contents:
        return overlap(cue, tuple(gold["cue"]))
    return any(overlap(c, tuple(gold["content"])) for c in contents)


def parsed(nlp: Language, texts: list[str], cache: Path) -> list[Doc]:
    """Parse texts, or read them from the cache of an earlier run with the same model."""
    if cache.exists():
        return list(DocBin().from_disk(cache).get_docs(nlp.vocab))
    docs = list(nlp.pipe(texts))
    cache.parent.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs).to_disk(cache)
    return docs


def main(arguments: list[str]) -> int:
    """Print precision, recall and F1 for each file of passages."""
    names = [a for a in arguments if a in {"real", "own", "paragraphs"}] or ["real", "own", "paragraphs"]
    model = arguments[arguments.index("--model") + 1] if "--model" in arguments else None
    nlp = language.load(model)
    label = Path(model).name if model else "own"
    for name in names:
        lines = (Path(arguments[0]) / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        cache = Path(tempfile.gettempdir()) / "quid-docs" / f"passages-{label}-{name}.spacy"
        docs = parsed(nlp, [row["text"] for row in rows], cache)
        print(name, *score(rows, docs, verbose="--verbose" in arguments))
    return 0


def score(rows: list[dict[str, Any]], docs: list[Doc], *, verbose: bool) -> tuple[float, float, float]:
    """Precision, recall and F1 over passages."""
    hits = wanted = right = made = 0
    for row, doc in zip(rows, docs, strict=True):
        found = reports(doc)
        missed = [g for g in row["says"] if not any(matches(f, g) for f in found)]
        surplus = [f for f in found if not any(matches(f, g) for g in row["says"])]
        wanted += len(row["says"])
        hits += len(row["says"]) - len(missed)
        made += len(found)
        right += len(found) - len(surplus)
        if verbose and (missed or surplus):
            print(row["id"], row["text"])
            for g in missed:
                print(
                    "   MISSED ",
                    *(row["text"][slice(*g[k])] for k in ("speaker", "cue", "content") if k in g),
                    sep=" | ",
                )
            for speaker, cue, contents in surplus:
                print("   SURPLUS", *(row["text"][slice(*s)] for s in (speaker, cue, *contents)), sep=" | ")
    precision, recall = right / made if made else 1.0, hits / wanted if wanted else 1.0
    return round(precision, 3), round(recall, 3), round(2 * precision * recall / (precision + recall), 3)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
