"""The project's own labelled passages, written for it: `own_passages/*.jsonl`.

Each label is a string of the text: of several occurrences the one nearest to the trigger, or with ``#2`` the second.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loaders.roles.labels import ROLES, Span
from loaders.training.roles_corpus import Sample, passage

if TYPE_CHECKING:
    from spacy.language import Language

FOLDER = Path(__file__).parent / "own_passages"
_NUMBERED = re.compile(r"(?P<label>.+)#(?P<number>\d+)", re.DOTALL)


class LabelError(ValueError):
    """A label does not stand in its text."""


def read_own_passages(nlp: Language, folder: Path = FOLDER) -> list[Sample]:
    """Read every file of own passages.

    Raises:
        LabelError: a label is not found in its text; file and line are named.
    """
    rows = [row for path in sorted(folder.glob("*.jsonl")) for row in _rows(path)]
    docs = nlp.pipe(row["text"] for row in rows)
    return [passage(row, doc) for row, doc in zip(rows, docs, strict=True)]


def _rows(path: Path) -> list[dict[str, Any]]:
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        try:
            exchanges = [_located(row["text"], exchange) for exchange in row["exchanges"]]
        except LabelError as error:
            raise LabelError(f"{path.name}:{number}: {error}") from error
        # No block of the published passages begins with this letter.
        found.append({"id": f"o-{path.stem}-{number}", "text": row["text"], "exchanges": exchanges})
    return found


def _located(text: str, exchange: dict[str, str]) -> dict[str, Any]:
    """The exchange with spans of characters in place of strings."""
    trigger = locate(text, exchange["trigger"], None)
    sides = {role: locate(text, exchange[role], trigger) for role in ROLES if role in exchange}
    return {"trigger": trigger, **sides, "stage": exchange["stage"], "certainty": exchange["certainty"]}


def locate(text: str, label: str, near: Span | None) -> Span:
    """The characters of a label in a text.

    Args:
        text: the passage.
        label: what stands there as whole words; with ``#n`` its n-th occurrence.
        near: where the occurrence nearest to is meant; without it the first.

    Raises:
        LabelError: it does not stand there.
    """
    numbered = _NUMBERED.fullmatch(label)
    form = numbered["label"] if numbered else label
    hits = [hit.span() for hit in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text)]
    if numbered:
        hits = hits[int(numbered["number"]) - 1 :][:1]
    if not hits:
        raise LabelError(f"no {label!r} in {text[:60]!r}")
    if numbered or near is None:
        return hits[0]
    return min(hits, key=lambda hit: min(abs(hit[0] - near[1]), abs(near[0] - hit[1])))
