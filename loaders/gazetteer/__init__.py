"""Names that are known before reading: states, organisations, leaders, media, resolutions, goods. All of it is data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Entry:
    """One known thing.

    Attributes:
        type: node type (`Actor`, `Good`, `Resolution`).
        kind: an actor's or resolution's kind, or a good's category.
        name: the usual English name.
        aliases: other names.
        demonyms: adjectives and inhabitants ("Russian", "Russians"), of states and blocs only.
        attributes: iso, wikidata, role, of (the state or organisation it belongs to), start, end (terms of office) ...
    """

    type: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


class Gazetteer:
    """Not written yet."""

    def find(self, doc: Doc) -> list[tuple[int, int, Entry]]:
        """Non-overlapping longest matches of names (not demonyms) in the order of the text: start, end, entry."""
        return []

    def demonym(self, word: str) -> Entry | None:
        """The state or bloc that an adjective or inhabitant's name stands for."""
        return None

    def lookup(self, name: str) -> Entry | None:
        """The entry of exactly this name or alias."""
        return None
