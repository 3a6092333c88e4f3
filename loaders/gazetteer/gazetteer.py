"""Looking names up in a text, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from loaders.gazetteer import atoms
from loaders.gazetteer.entry import DATA, Entry, read_folder

if TYPE_CHECKING:
    from loaders.gazetteer.atoms import Atom
    from loaders.parsed import Doc

#: The Arabic article before a family name, which reports often leave out.
_ARTICLE = re.compile(r"^(?:al|el|as|ash)-")
#: The classes of the pipeline's entities that corroborate a weak name, by the kind of its entry.
_CLASSES = {"person": frozenset({"PERSON"}), "state": frozenset({"LOC", "GPE", "ORG"})}
#: Kinds of entries that have demonyms.
NATIONS = frozenset({"state", "bloc", "region"})
_ORGANISED = frozenset({"ORG", "NORP", "PRODUCT"})


class _Name(NamedTuple):
    """A name of an entry as it must be written; `weak` ones need a named entity of the pipeline at the same place."""

    entry: Entry
    written: tuple[str, ...]
    weak: bool


class _Match(NamedTuple):
    """Names that fit the atoms `first` to `first + length`."""

    first: int
    length: int
    names: tuple[_Name, ...]


class Gazetteer:
    """All known names, with one index for running text and one each for exact names, demonyms and surnames.

    Args:
        folder: where the CSV files are; the ones that ship with the program by default.
        entries: known things beside or, with `folder=None`, instead of the files'.
    """

    def __init__(self, folder: Path | None = DATA, entries: Iterable[Entry] = ()) -> None:
        self.entries: tuple[Entry, ...] = (*(read_folder(folder) if folder else ()), *entries)
        self._names: dict[tuple[str, ...], list[_Name]] = {}
        self._first_words: set[str] = set()
        #: Words of the longest name that begins with two words.
        self._longest: dict[tuple[str, ...], int] = {}
        self._demonyms: dict[str, Entry] = {}
        self._surnames: dict[str, list[Entry]] = {}
        self._nation_beginnings: dict[str, int] = {}
        for entry in self.entries:
            self._index(entry)

    def _index(self, entry: Entry) -> None:
        strong = (entry.name, *entry.aliases) if entry.name not in entry.weak else entry.aliases
        for weak, names in ((False, strong), (True, entry.weak)):
            for name in names:
                written = tuple(atoms.words(name))
                if written:
                    self._add(tuple(word.casefold() for word in written), _Name(entry, written, weak))
        for demonym in entry.demonyms:
            self._demonyms.setdefault(atoms.fold(demonym).casefold(), entry)
        if entry.kind in NATIONS:
            for name in (*strong, *entry.demonyms):
                self._index_beginnings(atoms.of_name(name))
        if entry.kind == "person":
            family = surname(entry).casefold()
            for name in {family, _ARTICLE.sub("", family)}:
                self._surnames.setdefault(name, []).append(entry)

    def _add(self, key: tuple[str, ...], name: _Name) -> None:
        self._names.setdefault(key, []).append(name)
        self._first_words.add(key[0])
        self._longest[key[:2]] = max(len(key), self._longest.get(key[:2], 0))

    def _index_beginnings(self, key: tuple[str, ...]) -> None:
        for end in range(1, len(key[0]) + 1 if key else 0):
            beginning = key[0][:end]
            self._nation_beginnings[beginning] = max(len(key), self._nation_beginnings.get(beginning, 0))

    def find(self, doc: Doc) -> list[tuple[int, int, Entry]]:
        """Non-overlapping longest matches of names (not demonyms) in the order of the text: start, end, entry.

        A name of several things gives the one that belongs to a state or body named in the text, or that the text also
        calls by its full name, else the one that comes first in the files. Matches cover whole tokens; one that ends
        inside a token (`Iran` in `Iran-backed`, where that is one token) is left out.
        """
        text = atoms.of_doc(doc)
        matches = list(self._matches(doc, text))
        sure = {m.names[0].entry.name for m in matches if len(m.names) == 1 and not m.names[0].weak}
        found = []
        for match in matches:
            entry = _fitting(match.names, sure)
            if entry is not None:
                found.append((text[match.first].token, text[match.first + match.length - 1].token + 1, entry))
        return found

    def _matches(self, doc: Doc, text: list[Atom]) -> Iterable[_Match]:
        i = 0
        while i < len(text):
            match = self._longest_at(doc, text, i) if text[i].key in self._first_words else None
            if match is not None and text[i].key == "the":
                inner = self._longest_at(doc, text, i + 1) if i + 1 < len(text) else None
                # "the West" must not take the first word of "West Bank" from it.
                if inner is not None and inner.first + inner.length > i + match.length:
                    match = inner
            if match is not None:
                yield match
            i = i + 1 if match is None else match.first + match.length

    def _longest_at(self, doc: Doc, text: list[Atom], i: int) -> _Match | None:
        beginning = tuple(atom.key for atom in text[i : i + 2])
        limit = min(self._longest.get(beginning, 1), len(text) - i)
        for length in range(limit, 0, -1):
            window = text[i : i + length]
            known = self._names.get(tuple(atom.key for atom in window))
            if known is None or not _whole_tokens(text, i, length):
                continue
            names = [n for n in known if _spelled(n, window) and (not n.weak or _corroborated(n, doc, window))]
            if names:
                return _Match(i, length, tuple(names))
        return None

    def demonym(self, word: str) -> Entry | None:
        """The state or bloc that an adjective or inhabitant's name stands for; it must be written with a capital."""
        return self._demonyms.get(atoms.fold(word).casefold()) if word[:1].isupper() else None

    def longest_nation(self, beginning: str) -> int:
        """Words of the longest name or adjective of a state, bloc or region whose first word begins so; 0 for none."""
        key = atoms.of_name(beginning)
        return self._nation_beginnings.get(key[0], 0) if key else 0

    def lookup(self, name: str) -> Entry | None:
        """The entry of exactly this name or alias, whatever its accents, hyphens and capitals; weak names left out."""
        return next((n.entry for n in self._names.get(atoms.of_name(name), ()) if not n.weak), None)

    def persons(self, family_name: str) -> tuple[Entry, ...]:
        """The known persons of a surname, in the order of the files."""
        return tuple(self._surnames.get(atoms.fold(family_name).casefold(), ()))


def surname(entry: Entry) -> str:
    """A person's family name without accents: the attribute `surname` (where it is not the last word) or the last."""
    return atoms.fold(entry.attribute("surname") or entry.name.split()[-1])


def _fitting(names: tuple[_Name, ...], sure: set[str]) -> Entry | None:
    """Of the entries of one name the best supported one; None if all are weak and belong to what the text never names."""
    supported = [n.entry for n in names if n.entry.attribute("of") in sure or n.entry.name in sure]
    if supported:
        return supported[0]
    return next((n.entry for n in names if not n.weak or n.entry.attribute("of") is None), None)


def _spelled(name: _Name, window: list[Atom]) -> bool:
    """Whether capitals stand where the name has them; later parts of a person's name may differ (`Jong-un`)."""
    for i, (wanted, atom) in enumerate(zip(name.written, window, strict=True)):
        if atoms.is_acronym(wanted) and atom.written != wanted:
            return False
        if wanted[0].isupper() and not atom.written[0].isupper() and (i == 0 or name.entry.kind != "person"):
            return False
    return True


def _whole_tokens(text: list[Atom], i: int, length: int) -> bool:
    before = i > 0 and text[i - 1].token == text[i].token
    end = i + length
    after = end < len(text) and text[end].token == text[end - 1].token
    return not before and not after


def _corroborated(name: _Name, doc: Doc, window: list[Atom]) -> bool:
    wanted = _CLASSES.get(name.entry.kind, _ORGANISED)
    start, end = window[0].token, window[-1].token + 1
    return any(ent.start <= start and end <= ent.end <= end + 1 and ent.label_ in wanted for ent in doc.ents)
