"""JSON in pieces, one element a line, so that a large graph never is one text in memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator


def compact(value: object) -> str:
    """JSON without blanks, on one line for every reader: some take U+2028 and U+2029 for line ends."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def array(values: Iterable[object]) -> Iterator[str]:
    """A JSON array."""
    yield "["
    for number, value in enumerate(values):
        yield f"{',' if number else ''}\n{compact(value)}"
    yield "\n]"
