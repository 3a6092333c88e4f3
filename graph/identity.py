"""Which names of different articles are the same thing, decided once, with the reason.

Nothing is renamed in a reading: the decisions are a table from keys to canonical keys, the same whatever the order of the
articles. A join needs the same class of thing and a name that leaves no choice; two people who share a surname stay two.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from graph.ids import slug
from graph.records import Entity

#: Similarity of given names (0 to 100, Indel ratio) above which transliterations of one name are taken for the same:
#: Sergei and Sergey have 83, Maria and Mario 80.
_SAME_GIVEN_NAME = 82.0
_SHORTEST_GIVEN_NAME = 5
_SHORTEST_ACRONYM = 3
_LONGEST_ACRONYM = 6
#: Spellings of Russian, Arabic and Persian sounds in English, each with the one to compare by, in this order.
_SPELLINGS = (
    (r"^ye", "e"), (r"x", "ks"), (r"ph", "f"), (r"kh", "h"), (r"q", "k"), (r"ou|oo", "u"), (r"ee", "i"), (r"w", "v"),
    (r"(?:iy|yy|ij|y)", "i"), (r"([a-z])\1", r"\1"),
)  # fmt: skip
_SMALL_WORDS = frozenset({"of", "the", "for", "and", "on", "in", "to", "a", "&"})
_CLASSES = {"person": "person", "state": "state", "organisation": "body", "group": "body", "bloc": "body"}


@dataclass(frozen=True, slots=True)
class Decision:
    """The entity `key` is the one that `same_as` names, for the `reason` given."""

    key: str
    same_as: str
    reason: str


def canonical(entities: Iterable[Entity]) -> tuple[dict[str, str], tuple[Decision, ...]]:
    """Map keys to the canonical key of their thing, with the decisions behind it.

    Args:
        entities: the entities of all readings; several of one key are one thing.

    Returns:
        The map, with only those keys that are not their own canonical key, and the decisions, sorted.
    """
    table = _Table(_merged(entities))
    for rule in _RULES:
        for key, other, reason in sorted(rule(table)):
            table.join(key, other, reason)
    return table.result()


@dataclass(frozen=True, slots=True)
class _Thing:
    """What all articles together say of one key."""

    key: str
    cls: str
    name: str
    names: frozenset[str]
    roles: frozenset[str]
    of: frozenset[str]
    known: bool

    def compatible(self, other: _Thing) -> bool:
        """Whether nothing speaks against the two being the same: class, and the state or body that they belong to."""
        return self.cls == other.cls and (not self.of or not other.of or bool(self.of & other.of))


def _merged(entities: Iterable[Entity]) -> dict[str, _Thing]:
    by_key: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        by_key[entity.key].append(entity)
    return {key: _thing(key, group) for key, group in sorted(by_key.items())}


def _thing(key: str, group: list[Entity]) -> _Thing:
    pairs = [pair for entity in group for pair in entity.attributes]
    names = sorted({entity.name for entity in group})
    cls = min(_class(entity) for entity in group)
    return _Thing(
        key=key,
        cls=cls,
        name=names[0],
        names=frozenset(name for entity in group for name in (entity.name, *entity.aliases)),
        roles=frozenset(value for name, value in pairs if name == "role"),
        of=frozenset(value for name, value in pairs if name == "of"),
        known=any(name in {"iso", "wikidata"} for name, _ in pairs),
    )


def _class(entity: Entity) -> str:
    if entity.type == "Commentator":
        return "person"
    return _CLASSES.get(entity.kind, "body") if entity.type == "Actor" else entity.type


class _Table:
    """The things and what has been joined so far (a union-find over their keys)."""

    def __init__(self, things: dict[str, _Thing]) -> None:
        self.things = things
        self.parent = {key: key for key in things}
        self.decisions: list[Decision] = []

    def root(self, key: str) -> str:
        while self.parent[key] != key:
            key = self.parent[key]
        return key

    def join(self, key: str, other: str, reason: str) -> None:
        """Make two things one, under the better known and fuller name of the two."""
        a, b = self.root(key), self.root(other)
        if a == b or not self.things[a].compatible(self.things[b]):
            return
        kept, gone = sorted((a, b), key=self._rank)
        self.parent[gone] = kept
        self.decisions.append(Decision(gone, kept, reason))

    def _rank(self, key: str) -> tuple[bool, bool, int, str]:
        thing = self.things[key]
        return (not thing.known, not thing.of, -len(thing.name), key)

    def of_class(self, *classes: str) -> Iterator[_Thing]:
        return (thing for thing in self.things.values() if thing.cls in classes)

    def result(self) -> tuple[dict[str, str], tuple[Decision, ...]]:
        same = {key: self.root(key) for key in self.things if self.root(key) != key}
        return same, tuple(sorted(self.decisions, key=lambda d: (d.key, d.same_as)))


_Found = Iterator[tuple[str, str, str]]


def _by_alias(table: _Table) -> _Found:
    """A thing's own name is an alias of just one other."""
    holders: dict[str, set[str]] = defaultdict(set)
    things = [*table.of_class("person", "state", "body", "Resolution")]
    for thing in things:
        for name in thing.names:
            holders[slug(name)].add(thing.key)
    for thing in things:
        if thing.cls == "Resolution" and not any(c.isdigit() for c in thing.name):
            continue
        if thing.cls == "person" and len(_words(thing.name)) == 1:
            continue
        others = [table.things[k] for k in holders[slug(thing.name)] if k != thing.key]
        fitting = [other for other in others if thing.compatible(other)]
        if len(fitting) == 1:
            yield thing.key, fitting[0].key, f"{thing.name!r} is a name of {fitting[0].name!r}"


def _by_acronym(table: _Table) -> _Found:
    """The initials of just one other name: `CFA` for `Central Fish Agency`."""
    bodies = [*table.of_class("body")]
    by_initials: dict[str, list[_Thing]] = defaultdict(list)
    for thing in bodies:
        by_initials[_initials(thing.name)].append(thing)
    for thing in bodies:
        if not (thing.name.isupper() and _SHORTEST_ACRONYM <= len(thing.name) <= _LONGEST_ACRONYM):
            continue
        full = [b for b in by_initials[thing.name] if b.key != thing.key]
        if len(full) == 1 and thing.compatible(full[0]):
            yield thing.key, full[0].key, f"{thing.name!r} are the initials of {full[0].name!r}"


def _by_variant(table: _Table) -> _Found:
    """Spellings of one person's full name: order, initials, middle names, transliteration."""
    persons = [(person, _words(person.name)) for person in table.of_class("person")]
    by_word: dict[str, list[tuple[_Thing, list[str]]]] = defaultdict(list)
    for person, words in persons:
        for word in {words[0], words[-1]} if len(words) > 1 else ():
            by_word[word].append((person, words))
    for pairs in by_word.values():
        for i, (a, a_words) in enumerate(pairs):
            for b, b_words in pairs[i + 1 :]:
                reason = _variant(a_words, b_words) if a.compatible(b) else None
                alone = sum(_variant(a_words, words) is not None for other, words in pairs if other is not a) == 1
                if reason is not None and (alone or reason != _INITIAL):
                    yield a.key, b.key, f"{a.name!r} and {b.name!r}: {reason}"


_INITIAL = "same surname, fitting initial"


def _variant(a: list[str], b: list[str]) -> str | None:
    """Why two full names are one person's, None where they are not."""
    from rapidfuzz import fuzz

    if sorted(a) == sorted(b):
        return "the same words in another order"
    if a[-1] != b[-1]:
        return None
    first, second = transliterated(a[0]), transliterated(b[0])
    if first == second and len(a) == len(b) and a[1:] == b[1:]:
        return "same surname, transliterations of one given name"
    if first == second and min(len(a), len(b)) == len({a[0], a[-1]}) and len(a) != len(b):
        return "same first and last name"
    if len(a) == len(b) and min(len(first), len(second)) == 1 and first[0] == second[0]:
        return _INITIAL
    long_enough = min(len(first), len(second)) >= _SHORTEST_GIVEN_NAME
    if long_enough and len(a) == len(b) and a[1:] == b[1:] and fuzz.ratio(first, second) >= _SAME_GIVEN_NAME:
        return "same surname, transliterations of one given name"
    return None


def _by_surname(table: _Table) -> _Found:
    """A surname alone joins the only full name of the corpus that has it."""
    full: dict[str, set[str]] = defaultdict(set)
    for person in table.of_class("person"):
        words = _words(person.name)
        if len(words) > 1:
            for word in (words[0], words[-1]):
                full[word].add(table.root(person.key))
    for person in table.of_class("person"):
        words = _words(person.name)
        candidates = sorted(full.get(words[0], ())) if len(words) == 1 else []
        if len(candidates) == 1 and person.compatible(table.things[candidates[0]]):
            yield person.key, candidates[0], f"only one {person.name!r} in the corpus"


_RULES: tuple[Callable[[_Table], _Found], ...] = (_by_alias, _by_acronym, _by_variant, _by_surname)


def transliterated(word: str) -> str:
    """A word in a spelling on which the usual transliterations of one name agree: `Aleksey` and `Alexei` are `aleksei`."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).casefold()
    for usual, common in _SPELLINGS:
        plain = re.sub(usual, common, plain)
    return plain


def _words(name: str) -> list[str]:
    """The words of a person's name, without accents, hyphens and apostrophes, in lower case."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    plain = plain.replace("'", "").replace("’", "").replace(".", " ").replace("-", " ")
    return plain.split() or [plain]


def _initials(name: str) -> str:
    """The initials of a name of several capitalised words; empty for other names."""
    words = [word for word in name.replace("-", " ").split() if word.casefold() not in _SMALL_WORDS]
    return "".join(word[0] for word in words) if all(word[0].isupper() for word in words) else ""
