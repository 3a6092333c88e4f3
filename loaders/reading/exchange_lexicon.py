"""The reader of `lexicon/exchange_triggers.toml`: frames of exchange and the words that evoke them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from loaders.lexicon import tables
from loaders.reading.inflection import plural, verb_forms

#: The part of speech a list of words belongs to; adjectives may be tagged as verbs ("desperate", "dependent").
_LISTS = {"verbs": "VERB", "nouns": "NOUN", "agents": "NOUN", "adjectives": "ADJ"}


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the roles of a kind of exchange stand, the best place first; see the head of the data file.

    `symmetric` frames do not tell who gives ("an arms deal between A and B"); `origin_required` ones are an exchange
    only if the good has an origin ("fires Iranian drones"); of `recipient_required` ones the recipient must be told, here or
    elsewhere in the article, of `recipient_told` ones by the clause itself. `counter` is where the good stands that goes back, `holder`
    lists the nouns that the subject must be one of ("the package includes"); in a `people` frame those who are named
    are the good and their country the supplier ("hires Kenyans"). `categories`, if any, are those that the good may have;
    without `conveyances` it is not what moves by itself. `lone` are the sides that say enough by themselves.
    """

    name: str
    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    good: tuple[str, ...]
    stage: str
    counter: tuple[str, ...] = ()
    debt: str = ""
    lexical: tuple[tuple[str, str], ...] = ()
    symmetric: bool = False
    origin_required: bool = False
    holder: tuple[str, ...] = ()
    people: bool = False
    categories: frozenset[str] = frozenset()
    recipient_required: bool = False
    recipient_told: bool = False
    conveyances: bool = True
    lone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Evoked:
    """A frame as a word evokes it: `strong` words need no known good, `agent` nouns name the giver or getter."""

    frame: Frame
    strong: bool
    agent: bool


@dataclass(frozen=True)
class Triggers:
    """All frames by part of speech and form, and the verbs that pass their object or subject on."""

    words: dict[tuple[str, str], tuple[Evoked, ...]]
    object_control: frozenset[str]
    light: frozenset[str]
    varying: frozenset[str]
    limits: frozenset[str]
    helping: frozenset[str]
    improving: frozenset[str]
    arriving: frozenset[str]
    sending: frozenset[str]
    holding: frozenset[str]
    answering: frozenset[str]
    using: frozenset[str]
    mutual: frozenset[str]
    carrying: frozenset[str]
    approaching: frozenset[str]
    furnishing: frozenset[str]
    siding: frozenset[str]
    sides_with: frozenset[str]
    changes: frozenset[str]
    asking: frozenset[str]
    permission: frozenset[str]
    awarded: frozenset[str]
    awarding: frozenset[str]
    winning: frozenset[str]
    becoming: frozenset[str]
    naming: frozenset[str]
    critical: frozenset[str]
    barring: frozenset[str]
    making: frozenset[str]
    at_home: frozenset[str]
    sharing: frozenset[str]
    shares: frozenset[str]
    choosing: frozenset[str]
    oblique_control: frozenset[str]
    offers: frozenset[str]
    phrasal: frozenset[str]
    sites: frozenset[str]
    sold: frozenset[str]
    withholding: frozenset[str]
    schemes: frozenset[str]
    measures: frozenset[str]
    contents: frozenset[str]
    hitting: frozenset[str]

    @cached_property
    def lone(self) -> dict[str, frozenset[str]]:
        """For each frame the sides that say enough by themselves."""
        return {evoked.frame.name: evoked.frame.lone for found in self.words.values() for evoked in found}

    @cached_property
    def giving(self) -> frozenset[str]:
        """The frames whose subject gives."""
        frames = [evoked.frame for found in self.words.values() for evoked in found]
        return frozenset(f.name for f in frames if "subject" in f.supplier[:2])

    @cached_property
    def first_words(self) -> frozenset[str]:
        """All triggers, those with a particle without it."""
        return frozenset(form.partition(" ")[0] for _, form in self.words)


@cache
def triggers() -> Triggers:
    """The lexicon, read once."""
    data = tables("exchange_triggers")
    return Triggers(
        words=_evoked(data),
        object_control=_inflected(data["control"]["object"]),
        light=_inflected(data["light"]["verbs"]),
        varying=frozenset(data["light"]["varying"]),
        limits=_numbers(data["light"]["limits"]),
        helping=_inflected(data["helping"]["verbs"]),
        improving=_inflected([*data["helping"]["verbs"], *data["helping"]["improving"]]),
        arriving=_inflected(data["arriving"]["verbs"]),
        sending=_inflected(data["sending"]["verbs"]),
        holding=_inflected(data["holding"]["verbs"]),
        answering=_inflected(data["answering"]["verbs"]),
        using=_inflected(data["frames"]["use"]["verbs"]),
        mutual=_inflected(data["light"]["mutual"]),
        carrying=_inflected(data["carrying"]["words"]),
        approaching=_inflected(data["approaching"]["verbs"]),
        furnishing=_inflected(data["furnishing"]["verbs"]),
        siding=_inflected(data["siding"]["verbs"]),
        sides_with=frozenset(data["siding"]["nouns"]),
        changes=frozenset(data["light"]["changes"]),
        asking=frozenset(data["control"]["asking"]),
        permission=frozenset(data["control"]["permission"]),
        awarded=_numbers(data["awarding"]["nouns"]),
        awarding=_inflected(data["awarding"]["verbs"]),
        winning=_inflected(data["awarding"]["winning"]),
        becoming=_inflected(data["becoming"]["verbs"]),
        naming=_inflected(data["naming"]["verbs"]),
        critical=_inflected(data["critical"]["verbs"]) | _numbers(data["critical"]["nouns"]),
        barring=_inflected(data["barring"]["verbs"]),
        making=_inflected(data["making"]["verbs"]),
        at_home=frozenset(data["making"]["at_home"]),
        sharing=_inflected(data["sharing"]["verbs"]),
        shares=_numbers(data["sharing"]["nouns"]),
        choosing=_inflected(data["choosing"]["verbs"]),
        oblique_control=_inflected(data["control"]["oblique"]),
        offers=_numbers(data["answering"]["nouns"]),
        phrasal=frozenset(data["phrasal"]["verbs"]),
        sites=_numbers(data["sites"]["nouns"]),
        sold=frozenset([*data["sold"]["nouns"], *data["sold"]["verbs"]]),
        withholding=_inflected(data["withholding"]["verbs"]),
        schemes=_numbers(data["control"]["schemes"]),
        measures=_numbers(data["control"]["measures"]),
        contents=_numbers(data["contents"]["nouns"]),
        hitting=_inflected(data["hitting"]["verbs"]),
    )


def _evoked(data: dict[str, Any]) -> dict[tuple[str, str], tuple[Evoked, ...]]:
    """The frames by part of speech and form of the words that evoke them."""
    words: dict[tuple[str, str], list[Evoked]] = {}
    for name, entry in data["frames"].items():
        frame = _frame(name, entry)
        for field, pos in _LISTS.items():
            for prefix in ("strong_", ""):
                for word in entry.get(prefix + field, ()):
                    for form in _forms(word, pos):
                        words.setdefault((pos, form), []).append(Evoked(frame, bool(prefix), field == "agents"))
    for form, word in data["irregular"].items():
        words.setdefault(("VERB", form), words.get(("VERB", word), []))
    return {key: tuple(found) for key, found in words.items()}


def _numbers(nouns: list[str]) -> frozenset[str]:
    """Nouns in the singular and plural."""
    return frozenset(form for noun in nouns for form in (noun, plural(noun)))


def _inflected(words: list[str]) -> frozenset[str]:
    """Verbs with all their regular forms, so that a wrong lemma is known too."""
    return frozenset(form for word in words for form in verb_forms(word))


def _all_forms(word: str) -> list[str]:
    return [*verb_forms(word), word, plural(word)]


def _forms(word: str, pos: str) -> list[str]:
    return verb_forms(word) if pos == "VERB" else [word, plural(word)]


def _frame(name: str, entry: dict[str, Any]) -> Frame:
    return Frame(
        name,
        tuple(entry["supplier"]),
        tuple(entry["recipient"]),
        tuple(entry["good"]),
        entry["stage"],
        tuple(entry.get("counter", ())),
        entry.get("debt", ""),
        tuple(sorted({f: good for word, good in entry.get("lexical", {}).items() for f in _all_forms(word)}.items())),
        bool(entry.get("symmetric")),
        bool(entry.get("origin_required")),
        tuple(entry.get("holder", ())),
        bool(entry.get("people")),
        frozenset(entry.get("categories", ())),
        bool(entry.get("recipient_required")),
        bool(entry.get("recipient_told")),
        bool(entry.get("conveyances", True)),
        frozenset(entry.get("lone", ())),
    )
