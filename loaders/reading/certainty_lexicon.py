"""The words by which a statement is more or less sure, from `lexicon/stage.toml`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from loaders.lexicon import tables
from loaders.reading.inflection import verb_forms


@dataclass(frozen=True, slots=True)
class Cues:
    """What weakens a statement: words by the level that they make of it, and lists of words by what they do."""

    modals: dict[str, str]
    main_modals: dict[str, str]
    adverbs: dict[str, str]
    adjectives: dict[str, str]
    phrases: dict[str, str]
    governors: dict[str, str]
    left_open: frozenset[str]
    short_of: dict[str, frozenset[str]]
    occurrences: frozenset[str]
    ceasing: frozenset[str]
    stops: frozenset[str]
    factive: frozenset[str]
    forswearing: frozenset[str]
    permitting: frozenset[str]
    refusing: frozenset[str]
    not_any_more: frozenset[str]
    passive_probable: frozenset[str]
    content_nouns: frozenset[str]
    denying: frozenset[str]
    evidence: frozenset[str]
    marks: frozenset[str]
    main_marks: frozenset[str]
    inversions: frozenset[str]
    times: frozenset[str]
    awaiting: frozenset[str]
    modals_ahead: frozenset[str]
    nobody: frozenset[str]
    determiners: frozenset[str]
    negations: frozenset[str]


@cache
def stage_lexicon() -> dict[str, Any]:
    """The content of `lexicon/stage.toml`."""
    return tables("stage")


@cache
def cues() -> Cues:
    """The cues of the lexicon, verbs in all their forms."""
    data, stages = stage_lexicon()["certainty"], stage_lexicon()["stage"]
    nouns, conditions, refusals = data["content_nouns"], data["conditions"], stages["refusals"]
    return Cues(
        modals=dict(data["modals"]),
        main_modals=dict(data["main_modals"]),
        adverbs={word: level for level, words in data["adverbs"].items() for word in words},
        adjectives={word: level for level, listed in data["adjectives"].items() for word in listed},
        phrases={phrase: level for level, listed in data["phrases"].items() for phrase in listed},
        left_open=_forms(data["left_open"]["words"]),
        short_of={form: frozenset(words) for verb, words in data["short_of"].items() for form in _forms([verb])},
        occurrences=_forms(data["occurrences"]["words"]),
        ceasing=_forms(data["ceasing"]["words"]),
        factive=_forms(data["factive"]["words"]),
        stops=frozenset(data["ceasing"]["nouns"]),
        forswearing=_forms(refusals["forswearing"]),
        permitting=_forms(refusals["permitting"]),
        refusing=frozenset(refusals["auxiliaries"]),
        not_any_more=frozenset(refusals["adverbs"]),
        governors=_levels(data["governors"]),
        passive_probable=_forms(data["governors"]["passive_probable"]),
        content_nouns=frozenset(nouns["words"]),
        denying=_forms(nouns["denying_verbs"]),
        evidence=frozenset(nouns["evidence"]),
        marks=frozenset(conditions["marks"]),
        main_marks=frozenset(conditions["main_marks"]),
        inversions=frozenset(conditions["inversions"]),
        times=frozenset(conditions["times"]),
        awaiting=frozenset(conditions["awaiting"]),
        modals_ahead=frozenset(conditions["modals_ahead"]),
        nobody=frozenset(conditions["nobody"]),
        determiners=frozenset(conditions["determiners"]),
        negations=frozenset(conditions["negations"]),
    )


def _levels(governors: dict[str, list[str]]) -> dict[str, str]:
    """What each form of a governing word makes of what it governs, in the active."""
    active = ((level, word) for level, words in governors.items() if level != "passive_probable" for word in words)
    return {form: level for level, word in active for form in verb_forms(word)}


def _forms(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in verb_forms(word))
