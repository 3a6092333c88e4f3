"""Kinds of legal instruments and the phrases that name one, as the lexicon and the reading describe them.

What the phrases stand for, one regime or several, is decided by `regimes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from loaders.lexicon import tables
from loaders.reading import aims
from loaders.reading.structure import preposition

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis


@dataclass(frozen=True, slots=True)
class Family:
    """Instruments of one kind; see the comments of `lexicon/resolutions.toml`.

    `named_by`: what tells them apart beside body and target: nothing (``), a `qualifier` (`oil`), the `object` they forbid;
    `aimed`: whether people, firms and ships are their targets also where they are only described.
    """

    name: str
    kind: str
    label: str
    heads: frozenset[str]
    qualified: frozenset[str]
    unless: frozenset[str]
    needs_side: bool
    needs_ordinal: bool
    needs_parties: bool
    named_by: str
    aimed: bool
    needs_both: bool
    needs_put: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase that names an instrument.

    Attributes:
        start: first token of the mention: the head with the words before it that say what kind it is.
        end: one past its last token.
        family: what kind of instrument.
        qualifier: the words between article and head that tell it apart (`oil`, `17th`), without its body.
        label: what it is called by its head (`freeze`).
        bodies: keys of who made it.
        targets: keys of whom it is aimed at.
        about: what it forbids, as written, where the target is no actor.
        plural: whether it names several.
        on_others: whether it says whom it is aimed at, but as nobody that the article names.
        pointing: whether it is an instrument spoken of before, of which more targets are told: `the sanctions target two banks`.
    """

    start: int
    end: int
    family: Family
    qualifier: str
    label: str
    bodies: tuple[str, ...]
    targets: tuple[str, ...]
    about: str
    plural: bool
    on_others: bool = False
    pointing: bool = False


class Said(NamedTuple):
    """What a phrase says: the fields of `Phrase` of the same names."""

    family: Family
    qualifier: str
    label: str
    bodies: tuple[str, ...]
    targets: tuple[str, ...]
    about: str
    on_others: bool = False
    pointing: bool = False


@cache
def rules() -> dict[str, Any]:
    """The tables `sides` and `regime` of `lexicon/resolutions.toml`."""
    return tables("resolutions")


@cache
def breaching() -> frozenset[str]:
    """Verbs and nouns for the breach of an instrument."""
    return frozenset({*rules()["sides"]["breaches"], *rules()["sides"]["breaking"]})


@cache
def families() -> dict[str, tuple[Family, ...]]:
    """The families by head lemma, in the order of the lexicon."""
    found: dict[str, tuple[Family, ...]] = {}
    for row in rules()["family"]:
        family = Family(
            row["name"], row["kind"], row["label"], frozenset(row["heads"]), frozenset(row.get("qualified", ())),
            frozenset(row.get("unless", ())), row.get("needs_side", False), row.get("needs_ordinal", False),
            row.get("needs_parties", False), row.get("named_by", ""), row.get("aimed", False),
            row.get("needs_both", False), row.get("needs_put", False),
        )  # fmt: skip
        for head in row["heads"]:
            found[head] = (*found.get(head, ()), family)
    return found


def family_named(name: str) -> Family | None:
    """The family of a name, the first where several rows share it."""
    return next((f for group in families().values() for f in group if f.name == name), None)


def brand_of(phrases: list[Token], before: list[Token] | None = None) -> str:
    """As what somebody is designated by a state's own list: `Foreign Terrorist Organization`; empty for none of those known."""
    named = [" ".join(t.text for t in c.subtree) for c in phrases if preposition(c) == "as"]
    text = " ".join((*named, *(t.text for t in before or []))).replace("rganisation", "rganization")
    words = {word.removesuffix("s") for word in text.split()}
    brands: dict[str, str] = rules()["sides"]["brands"]
    found = (full for short, full in brands.items() if short in words or full.casefold() in text.casefold())
    return next(found, "")


def may_be_hit(analysis: Analysis, key: str, family: Family) -> bool:
    """Whether instruments of a kind are aimed at such an actor: unions of states and their bodies impose sanctions, and states
    are not arrested.
    """
    entity = analysis.entities[key]
    wanted = family.name != "warrant" or entity.kind not in {"state", "bloc"}
    return entity.name not in rules()["sides"]["same"] and not (family.aimed and entity.kind == "bloc") and wanted


def led(analysis: Analysis, tokens: list[Token]) -> list[str]:
    """The states whose leaders or ministers are named: `Lula's tariffs` are Brazilian."""
    persons = [analysis.entities[key] for key in aims.actors(analysis, tokens, persons=True)]
    homes = dict.fromkeys(dict(person.attributes).get("of", "") for person in persons if person.kind == "person")
    entries = [entry for entry in map(analysis.gazetteer.lookup, homes) if entry is not None and entry.kind == "state"]
    return [analysis.enter(e).key for e in entries]
