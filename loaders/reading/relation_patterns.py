"""The relation lexica (`lexicon/relations.toml`, `lexicon/resolutions.toml`) as records; the only reader of their patterns."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from loaders.lexicon import tables

if TYPE_CHECKING:
    from loaders.parsed import Token

#: Parts of speech that a pattern's `pos` stands for.
_TAGS = {
    "verb": frozenset({"VERB", "AUX"}),
    "noun": frozenset({"NOUN", "PROPN"}),
    "adj": frozenset({"ADJ", "VERB", "ADV"}),
    "adp": frozenset({"ADP", "SCONJ"}),
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way in which a trigger word states a relation.

    Attributes:
        type: the edge type.
        pos: universal part-of-speech tags that the trigger may have.
        source: slots tried in turn for the relation's source; the first one that names somebody is taken.
        target: the same for its target. For a symmetric relation without target, the members of the source pair up.
        certainty: what the trigger itself says of the fact (`vetoed` a visit, `planned` talks).
        deep: whether a side may be named by the possessor, adjective or agent of the phrase (`condemned Iran's attack`).
        with_object: lemmas of which the trigger's object must be one; empty where any will do.
        with_subject: the same for its subject (`missiles hit`, not `sanctions hit`).
        without_object: lemmas of which the trigger's object must be none (`rejected the offer` opposes nobody).
        doing: lemmas of which the head of the trigger's clause must be one (`called on Kenya to stop`); empty where any will do.
        bare: whether no clause may follow that says what the object is to do (`directed the bank to pay` leads nobody).
        finite: whether the trigger must have a subject of its own (`Lund and Oduya met Costa to discuss it`).
        before: lemmas of which one must stand before the trigger in its phrase (`defence pact`); empty where any will do.
        without: prepositions that must not follow the trigger (`spoke to`); empty where any may.
        carried_by: lemmas of the verb above a noun trigger, one of which must be there; empty where any will do.
        ended_by: lemmas of the verb above a noun trigger by which there is no more of it (`froze its aid`).
        kinds: kinds of actors that its source and target may be, beside what holds for the type; empty for any.
        holding: lemmas of the verbs whose subject has or does what a noun trigger names (slot `holder`); empty for any verb
            but those of the list `not_holding`.
        places: whether a capital that stands for its place only (`arrived in Lima`) counts as the state.
        rule: the name under which the claims say what read them.
    """

    type: str
    pos: frozenset[str]
    source: tuple[str, ...]
    target: tuple[str, ...]
    certainty: str
    deep: bool
    with_object: frozenset[str]
    with_subject: frozenset[str]
    without_object: frozenset[str]
    doing: frozenset[str]
    bare: bool
    finite: bool
    before: frozenset[str]
    without: frozenset[str]
    carried_by: frozenset[str]
    ended_by: frozenset[str]
    kinds: tuple[frozenset[str], frozenset[str]]
    holding: frozenset[str]
    places: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of a lexicon with the facts that must be read from it: `source TYPE target [certainty]`."""

    text: str
    facts: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A relation lexicon: patterns by trigger lemma, the kinds of actors a relation joins, by type the words beside a noun
    trigger by which it is meant otherwise (`trade war`), and words by list name.
    """

    patterns: Mapping[str, tuple[Pattern, ...]]
    kinds: Mapping[str, tuple[frozenset[str], frozenset[str]]]
    otherwise: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]
    examples: tuple[Example, ...]


@cache
def lexicon(name: str) -> Lexicon:
    """The lexicon `loaders/lexicon/<name>.toml`.

    Raises:
        KeyError: an entry lacks a field that it must have.
    """
    data = tables(name)
    patterns: dict[str, tuple[Pattern, ...]] = {}
    for entry in data["pattern"]:
        for word in entry["words"]:
            patterns[word] = (*patterns.get(word, ()), _pattern(entry, word))
    kinds = {
        edge: (frozenset(ends.get("source", ())), frozenset(ends.get("target", ())))
        for edge, ends in data.get("kinds", {}).items()
    }
    words = {key: frozenset(values) for key, values in data.get("words", {}).items()}
    examples = tuple(_example(item) for entry in data["pattern"] for item in entry.get("examples", ()))
    otherwise = {edge: frozenset(beside) for edge, beside in data.get("otherwise", {}).items()}
    return Lexicon(
        patterns, kinds, otherwise, words, examples + tuple(_example(item) for item in data.get("examples", ()))
    )


@cache
def deeds() -> Mapping[str, str]:
    """Nouns of action, whose doer stands beside them, each with the verb of the same meaning."""
    data = tables("relations")
    return dict(data["deeds"])


def lemmas(token: Token) -> tuple[str, ...]:
    """The lemma of a word, for inflected verbs with and without the final e that analysers confuse, and the word."""
    return token.lemmas


def says(token: Token, words: Collection[str]) -> bool:
    """Whether a word is one of these lemmas."""
    for lemma in token.lemmas:  # noqa: SIM110 - asked too often for a generator
        if lemma in words:
            return True
    return False


def _pattern(entry: dict[str, Any], word: str) -> Pattern:
    return Pattern(
        type=entry["type"],
        pos=_TAGS[entry["pos"]],
        source=tuple(entry["source"]),
        target=tuple(entry.get("target", ())),
        certainty=entry.get("certainty", "asserted"),
        deep=entry.get("deep", False),
        with_object=frozenset(entry.get("with_object", ())),
        with_subject=frozenset(entry.get("with_subject", ())),
        without_object=frozenset(entry.get("without_object", ())),
        doing=frozenset(entry.get("doing", ())),
        bare=entry.get("bare", False),
        finite=entry.get("finite", False),
        before=frozenset(entry.get("before", ())),
        without=frozenset(entry.get("without", ())),
        carried_by=frozenset(entry.get("carried_by", ())),
        ended_by=frozenset(entry.get("ended_by", ())),
        kinds=(frozenset(entry.get("source_kinds", ())), frozenset(entry.get("target_kinds", ()))),
        places=entry.get("places", False),
        holding=frozenset(entry.get("holding", ())),
        rule=f"{entry['type'].lower()}:{word}",
    )


def _example(item: list[str]) -> Example:
    text, *facts = item
    return Example(text, tuple(_fact(fact) for fact in facts))


def _fact(fact: str) -> tuple[str, str, str, str]:
    source, edge, rest = (part.strip() for part in fact.split(">"))
    target, _, certainty = rest.partition("(")
    return source, edge, target.strip(), certainty.rstrip(") ") or "asserted"
