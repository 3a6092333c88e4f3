"""One fault of the embedded engine, kept away from its users.

ArcadeDB 26.10 joins the `MATCH` clauses of a query before it looks at an `UNWIND` between them, so that

    MATCH (a)-[r:SUPPLIES]->(b) UNWIND r.claims AS id MATCH (c:Claim {id: id}) RETURN c

finds nothing. With `WITH *` after the `UNWIND`, which changes no meaning, the clauses are worked off in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""(?P<skip>//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|\s+)"""
    r"""|(?P<name>`(?:[^`]|``)*`)|(?P<word>[.:$]?\s*\w+)|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<other>.)""",
    re.DOTALL,
)
_INSERTED = " WITH *"


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A query as the engine gets it, and where something was put in."""

    text: str
    places: tuple[int, ...] = ()

    def original(self, line: int, column: int) -> tuple[int, int]:
        """The place in the person's query of a place in the engine's; both count from 1."""
        lines = self.text.split("\n")
        offset = sum(len(passed) + 1 for passed in lines[: line - 1]) + column - 1
        start = sum(len(passed) + 1 for passed in lines[: line - 1])
        before = [
            place for number, place in enumerate(self.places) if start <= place + number * len(_INSERTED) < offset
        ]
        return line, max(column - len(before) * len(_INSERTED), 1)


def rewritten(query: str) -> Rewritten:
    """Put `WITH *` after every `UNWIND … AS name` that a `MATCH` follows."""
    places = tuple(_places(query))
    parts, at = [], 0
    for place in places:
        parts += [query[at:place], _INSERTED]
        at = place
    return Rewritten("".join([*parts, query[at:]]), places)


def _places(query: str) -> Iterator[int]:
    """Ends of the names that an UNWIND gives, where a MATCH comes next."""
    depth = 0
    unwinding: set[int] = set()
    named: dict[int, int] = {}
    expected: int | None = None
    for token in _TOKEN.finditer(query):
        kind, text = token.lastgroup, token[0].upper()
        if kind == "skip":
            continue
        if expected is not None:
            named[expected], expected = token.end(), None
            continue
        if depth in named:
            end = named.pop(depth)
            if text in {"MATCH", "OPTIONAL"}:
                yield end
        if kind in {"open", "close"}:
            depth += 1 if kind == "open" else -1
        elif text == "UNWIND":
            unwinding.add(depth)
        elif text == "AS" and depth in unwinding:
            unwinding.discard(depth)
            expected = depth
