"""A reader's annotation of one article: what it names, and what a found name means by it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any

LAYERS = ("actors", "goods", "resolutions", "commentators", "speakers", "exchanges", "relations")
_SKIPPED_WORDS = frozenset({"the", "a", "an", "of", "for", "to", "on", "and", "dr", "mr", "ms"})
_LONGER_BY = 4

Names = frozenset[str]


def normal(text: object) -> str:
    """A name as compared: ASCII, lower case, without articles, titles and plural endings; YAML may have made it a number."""
    plain = unicodedata.normalize("NFKD", str(text)).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", re.sub(r"'s\b", "", plain))
    singular = (
        w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w
        for w in words
        if w not in _SKIPPED_WORDS
    )
    return " ".join(singular)


def names_of(item: Mapping[str, Any]) -> Names:
    """The normal names of an annotated item."""
    return normal_names(item["name"], item.get("aliases"))


def normal_names(name: object, aliases: Iterable[object] | None) -> Names:
    """The normal names of what goes by a name and some aliases."""
    return frozenset(normal(n) for n in [name, *(aliases or ())] if n) - {""}


def shares(one: Names, other: Names) -> bool:
    """Whether two things have a name in common."""
    return bool(one & other)


def loosely(found: Names, wanted: Names) -> bool:
    """A shared name, or all annotated words within a found name that is at most four words longer."""
    if found & wanted:
        return True
    pairs = ((w.split(), f.split()) for w in wanted for f in found)
    return any(set(w) <= set(f) and len(f) <= len(w) + _LONGER_BY for w, f in pairs)


class Annotation:
    """The layers of an annotation (the format of `quid evaluate`) with the names that each item goes by.

    Attributes:
        items: the items of every layer, and of `never`.
        known: the normal names of actors, goods, resolutions and commentators, by the name that the annotation uses.
    """

    def __init__(self, annotation: Mapping[str, Any]) -> None:
        self.items = {layer: list(annotation.get(layer) or []) for layer in (*LAYERS, "never")}
        self.known: dict[str, Names] = {}
        for layer in ("actors", "goods", "resolutions", "commentators"):
            for item in self.items[layer]:
                self.known[item["name"]] = self.known.get(item["name"], frozenset()) | names_of(item)
        self._leaders: dict[str, list[Names]] = {}
        for leader, relation, led in self.items["relations"]:
            if relation == "LEADS":
                same = next((n for n in self.known if normal(n) == normal(leader)), None)
                names = self.known[same] if same is not None else frozenset({normal(leader)})
                self._leaders.setdefault(normal(led), []).append(names)

    def wanted(self, name: str) -> Names:
        """The normal names of what the annotation calls by a name."""
        return self.known.get(name, frozenset({normal(name)}))

    def means(self, names: Names, name: str, match: Callable[[Names, Names], bool] | None = None) -> bool:
        """Whether something found under some normal names is what the annotation names, or the leader of that state."""
        leaders = self._leaders.get(normal(name), [])
        return (match or shares)(names, self.wanted(name)) or any(names & leader for leader in leaders)
