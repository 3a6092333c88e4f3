"""JSON Lines, one article a line; also one JSON array, or one object."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from loaders import fields
from loaders.base import Document, LoadOptions, UnusableError
from loaders.encoding import decode


class JsonLines:
    """`.jsonl`: the fields of each object by their usual names, or by those that `columns` gives."""

    name = "jsonl"
    suffixes: tuple[str, ...] = (".jsonl", ".ndjson", ".json")

    def recognises(self, _head: bytes, /) -> bool:
        """Text may begin with a brace as well."""
        return False

    def read(self, data: bytes, options: LoadOptions, /) -> Iterator[Document | str]:
        """Read each object as a document."""
        text = decode(data, options.encoding)
        records = _whole(text)
        lines = enumerate(text.split("\n"), 1) if records is None else enumerate(records, 1)
        for number, record in lines:
            if records is not None:
                yield _document(record, options, number)
            elif record.strip():
                yield _document(_parsed(record), options, number)


def _whole(text: str) -> list[Any] | None:
    """The objects of a file that is one JSON value; None where it is lines."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, list) else [value]


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _document(record: Any, options: LoadOptions, number: int) -> Document | str:
    if not isinstance(record, dict):
        return f"line {number} is no JSON object; each line must be one"
    try:
        return fields.document(record, options.columns, number=number)
    except UnusableError as error:
        return f"object {number} {error}"


LOADER = JsonLines()
