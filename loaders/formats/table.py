"""Tables: comma, semicolon, tab or bar separated, one article a row, names of columns in the first."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from loaders import fields
from loaders.base import Document, LoadOptions, UnusableError
from loaders.encoding import decode

_DELIMITERS = ",;\t|"


class Table:
    """`.csv` and `.tsv`: columns by their usual names, or by those that `columns` gives."""

    name = "csv"
    suffixes: tuple[str, ...] = (".csv", ".tsv")

    def recognises(self, _head: bytes, /) -> bool:
        """Text has commas too."""
        return False

    def read(self, data: bytes, options: LoadOptions, /) -> Iterator[Document | str]:
        """Read each row as a document.

        Raises:
            UnusableError: if there is no row of names, or no column of text.
        """
        text = decode(data, options.encoding)
        # The library's limit on a field is one for all readers; a field is never longer than its file.
        csv.field_size_limit(max(csv.field_size_limit(), options.max_bytes))
        header = text.split("\n", 1)[0]
        delimiter = max(_DELIMITERS, key=lambda sign: (header.count(sign), -_DELIMITERS.index(sign)))
        rows = csv.DictReader(io.StringIO(text), delimiter=delimiter, restkey="", strict=False)
        self._require_text(rows.fieldnames, options)
        number = 1
        try:
            for row in rows:
                yield _document({k: v for k, v in row.items() if k}, options, number)
                number += 1
        except csv.Error as error:
            yield f"row {number} is no table row ({error}); quote fields that hold quotation marks or line breaks"

    def _require_text(self, names: object, options: LoadOptions) -> None:
        columns = [str(name) for name in names] if isinstance(names, list) else []
        wanted = options.columns.get("text")
        known = {wanted} if wanted else set(fields.NAMES["text"])
        if not any(c in known or (not wanted and c.strip().lower().replace(" ", "_") in known) for c in columns):
            raise UnusableError(
                f"has no column {wanted or 'text'!r} (it has {', '.join(columns)[:200]}); name it with --columns text=NAME"
            )


def _document(row: dict[str, str], options: LoadOptions, number: int) -> Document | str:
    try:
        return fields.document(row, options.columns, number=number)
    except UnusableError as error:
        return f"row {number} {error}"


LOADER = Table()
