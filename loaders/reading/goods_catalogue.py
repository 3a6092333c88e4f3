"""The catalogue of goods, `lexicon/goods.csv`, and the words inside and around their names, `lexicon/goods_words.toml`."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from loaders.lexicon import tables
from loaders.reading.inflection import verb_forms

_WORD_LISTS = (
    "measures",
    "carriers",
    "dropped",
    "never",
    "open",
    "currencies",
    "untraded",
    "bare",
    "vague",
    "plural_only",
    "conveyances",
    "pronouns",
    "flows",
    "open_kinds",
    "programmes",
    "packages",
    "masses",
    "spending",
    "sums",
    "priced",
    "lots",
    "placed",
    "owned",
)


@dataclass(frozen=True, slots=True)
class Good:
    """A good as named: `known` when the catalogue has it or its head, `whole` when it has the very name.

    `broader` names the more general good that it is a kind of, where the catalogue tells: `missiles` of `cruise missiles`.
    """

    name: str
    category: str
    aliases: tuple[str, ...] = ()
    broader: str = ""
    known: bool = True
    whole: bool = True


@dataclass(frozen=True, slots=True)
class _Words:
    measures: frozenset[str]
    carriers: frozenset[str]
    dropped: frozenset[str]
    never: frozenset[str]
    open: frozenset[str]
    currencies: frozenset[str]
    untraded: frozenset[str]
    bare: frozenset[str]
    vague: frozenset[str]
    plural_only: frozenset[str]
    conveyances: frozenset[str]
    pronouns: frozenset[str]
    flows: frozenset[str]
    open_kinds: frozenset[str]
    programmes: frozenset[str]
    packages: frozenset[str]
    masses: frozenset[str]
    spending: frozenset[str]
    sums: frozenset[str]
    priced: frozenset[str]
    lots: frozenset[str]
    placed: frozenset[str]
    owned: frozenset[str]
    usual: dict[str, str]
    sums_by: dict[str, str]
    stand_ins: dict[str, frozenset[str]]
    traded: dict[str, frozenset[str]]


@cache
def words() -> _Words:
    """The lists of `lexicon/goods_words.toml`."""
    data = tables("goods_words")
    return _Words(
        **{name: frozenset(data[name]) for name in _WORD_LISTS},
        usual=data["usual"],
        stand_ins={word: frozenset(kinds) for word, kinds in data["stand_ins"].items()},
        traded={case: frozenset(nouns) for case, nouns in data["traded"].items()},
        sums_by=_by_form(data["sums_by"]),
    )


def _by_form(verbs: dict[str, list[str]]) -> dict[str, str]:
    """The good of each form of the verbs listed under it."""
    return {form: good for good, listed in verbs.items() for verb in listed for form in verb_forms(verb)}


@cache
def catalogue() -> dict[tuple[str, ...], Good]:
    """Every good of the catalogue by its normalised name and aliases."""
    text = files("loaders").joinpath("lexicon/goods.csv").read_text(encoding="utf-8")
    found: dict[tuple[str, ...], Good] = {}
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        aliases = tuple(a for a in row["aliases"].split("|") if a)
        good = Good(row["name"], row["category"], aliases, row["broader"])
        for name in (good.name, *aliases):
            found.setdefault(normal(name), good)
    return found


def normal(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, singular, hyphens opened: what names are compared by."""
    if name.isascii() and name.isalpha():
        return (singular(name.lower()),)
    return tuple(singular(w) for w in re.findall(r"[\w.+]+", name.lower().replace("-", " ").replace("’", "'")))


def longest(name: list[str]) -> tuple[Good, bool] | None:
    """The catalogue's longest good at the end of a name, and whether it is the whole name."""
    key = normal(" ".join(name))
    for start in range(len(key)):
        good = catalogue().get(key[start:])
        if good is not None:
            return good, start == 0
    return None


@cache
def singular(word: str) -> str:
    """The singular of an English noun by its ending; other words are left nearly as they are."""
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "sses", "zes", "goes", "toes", "does", "roes")):
        return word[:-2]
    return word.removesuffix("s")
