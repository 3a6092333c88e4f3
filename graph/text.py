"""Words from articles made harmless for where they go: a terminal, a spreadsheet."""

from __future__ import annotations

import json
import re
from typing import Any

# Where a spreadsheet could begin a formula, at the sign for it (the full-width ones among them) behind blanks or quotation
# marks: at the start of a cell, and after what another spreadsheet, with other settings, takes for the end of one.
_SIGN = r"(?:['\"]|[^\S\t\r\n])*[=+\-@＝＋－＠]"
_CELL = r"(?:^|(?<=[;\t\r\n]))"
_FORMULA = re.compile(rf"{_CELL}(?={_SIGN})|^(?='*[\t\r\n])")
_GUARD = re.compile(rf"{_CELL}'(?={_SIGN})|^'(?='*[\t\r\n])")


def clean(text: str) -> str:
    """Text without control and direction characters, which could rewrite a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def cell(value: Any) -> str | int | float:
    """A value for a CSV file: numbers stay numbers, None is empty, what no cell holds is written as JSON.

    What a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV Injection"); `uncell` takes it away.
    """
    if isinstance(value, str):
        return _FORMULA.sub("'", value)
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return _FORMULA.sub("'", json.dumps(value, ensure_ascii=False))


def uncell(text: str) -> str:
    """The text that `cell` was given."""
    return _GUARD.sub("", text)
