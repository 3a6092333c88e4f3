"""One thing known beforehand, and the CSV files that hold such things."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.errors import QuidError

DATA = Path(__file__).parent / "data"
_OWN_COLUMNS = frozenset({"type", "kind", "name", "aliases", "demonyms"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One known thing.

    Attributes:
        type: node type (`Actor`, `Good`, `Resolution`).
        kind: an actor's or resolution's kind, or a good's category.
        name: the usual English name.
        aliases: other names, those that need corroboration left out.
        demonyms: adjectives and inhabitants ("Kenyan", "Kenyans"), of states and blocs only.
        attributes: iso, wikidata, role, of (the state or organisation it belongs to), start, end (terms of office) ...
        weak: names (`name` may be one) that are ordinary words or common names, too, and need corroboration in the text.
        source: the name of the file that it comes from, without ending (`companies`).
    """

    type: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    weak: tuple[str, ...] = ()
    source: str = ""

    def attribute(self, name: str) -> str | None:
        """The value of an attribute, None where it is not known."""
        return dict(self.attributes).get(name)


def read_folder(folder: Path) -> Iterator[Entry]:
    """The entries of all CSV files of a folder, files in the order of their names.

    Raises:
        QuidError: a file lacks the columns `kind` and `name`, or a row has more cells than the header.
    """
    for path in sorted(folder.glob("*.csv")):
        yield from read_file(path)


def read_file(path: Path) -> Iterator[Entry]:
    """The entries of one CSV file.

    Raises:
        QuidError: the file lacks the columns `kind` and `name`, or a row has more cells than the header.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(line for line in lines if not line.startswith("#") and line.strip())
        header = next(rows, [])
        if not {"kind", "name"} <= set(header):
            raise QuidError(f"{path.name}: the gazetteer file needs the columns kind and name, it has {header}")
        for row in rows:
            if len(row) > len(header):
                raise QuidError(f"{path.name}: the row of {row[1]!r} has {len(row)} cells for {len(header)} columns")
            yield _entry(dict(zip(header, row, strict=False)), path.stem)


def _entry(row: dict[str, str], source: str) -> Entry:
    aliases = [a for a in row.get("aliases", "").split("|") if a]
    return Entry(
        type=row.get("type") or "Actor",
        kind=row["kind"],
        name=row["name"],
        aliases=tuple(a for a in aliases if not a.startswith("?")),
        demonyms=tuple(d for d in row.get("demonyms", "").split("|") if d),
        attributes=tuple(sorted((k, v) for k, v in row.items() if v and k not in _OWN_COLUMNS)),
        weak=tuple(a[1:] for a in aliases if a.startswith("?")),
        source=source,
    )
