"""Words from articles made harmless for where they go: a terminal, a spreadsheet."""

from __future__ import annotations

import json
import re
from typing import Any

# Signs with which a spreadsheet begins a formula, the full-width ones among them, behind blanks or none.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")


def clean(text: str) -> str:
    """Text without control and direction characters, which could rewrite a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def cell(value: Any) -> str | int | float:
    """A value for a CSV file: numbers stay numbers, None is empty, what no cell holds is written as JSON.

    Text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV Injection").
    """
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return json.dumps(value, ensure_ascii=False)
