"""The words of `loaders/lexicon/coreference.toml`: pronouns, nouns that point back, and what decides between candidates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

from loaders.lexicon import tables


@dataclass(frozen=True, slots=True)
class Nominal:
    """Nouns that stand for one named actor.

    Attributes:
        name: the first of the nouns, which names their list.
        kinds: what the actor may be.
        words: parts of a name that fit well; `required` where one must be in the name.
        excluded: parts of a name that do not fit.
        own: whether the noun itself must be in the name (`the institute`).
        form: whether the noun must be among the `forms` that the gazetteer gives of the state (`kingdom`).
        several: whether they stand for two (`the two countries`).
        relational: whether they say what one is to another (`its neighbour`).
    """

    name: str
    kinds: frozenset[str]
    words: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    required: bool = False
    own: bool = False
    form: bool = False
    several: bool = False
    relational: bool = False


@dataclass(frozen=True)
class CoreferenceWords:
    """Word lists, all lower case but `capital_titles`; what each is for stands beside it in the file."""

    person: frozenset[str]
    thing: frozenset[str]
    plural: frozenset[str]
    possessive: frozenset[str]
    reflexive: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    given_female: frozenset[str]
    given_male: frozenset[str]
    empty_verbs: frozenset[str]
    empty_adjectives: frozenset[str]
    raising: frozenset[str]
    actor_verbs: frozenset[str]
    actor_possessions: frozenset[str]
    handling: frozenset[str]
    acting: frozenset[str]
    humans: frozenset[str]
    kin: frozenset[str]
    capital_titles: frozenset[str]
    nominals: dict[str, Nominal]
    of_state: frozenset[str]
    of_nation: frozenset[str]
    plurals: dict[str, Nominal]
    alone: frozenset[str]
    giving: frozenset[str]
    getting: frozenset[str]
    reliance: frozenset[str]
    givers: frozenset[str]
    getters: frozenset[str]
    ending: frozenset[str]
    causes: frozenset[str]
    penalties: frozenset[str]

    @cached_property
    def bodies(self) -> frozenset[str]:
        """Nouns, in the singular, for states and bodies that act without being named."""
        return self.acting | {n for n, nominal in self.nominals.items() if nominal.kinds != {"person"}}

    @cached_property
    def pointing(self) -> frozenset[str]:
        """All words that may point back."""
        pronouns = self.person | self.thing | self.plural
        return pronouns | self.of_nation | self.nominals.keys() | self.plurals.keys() | {"former", "latter"}


@cache
def load() -> CoreferenceWords:
    """Read the lists once."""
    data = tables("coreference")
    pronouns = {name: frozenset(words) for name, words in data["pronouns"].items()}
    return CoreferenceWords(
        **pronouns,
        female=frozenset(data["gender"]["female"]),
        male=frozenset(data["gender"]["male"]),
        given_female=frozenset(data["given"]["female"]),
        given_male=frozenset(data["given"]["male"]),
        empty_verbs=frozenset(data["empty"]["verbs"]),
        empty_adjectives=frozenset(data["empty"]["adjectives"]),
        raising=frozenset(data["empty"]["raising"]),
        actor_verbs=frozenset(data["actors"]["verbs"]),
        actor_possessions=frozenset(data["actors"]["possessions"]),
        handling=frozenset(data["actors"]["handling"]),
        acting=frozenset(data["actors"]["bodies"]),
        humans=frozenset(data["actors"]["humans"]),
        kin=frozenset(data["actors"]["kin"]),
        capital_titles=frozenset(data["actors"]["capital_titles"]),
        nominals={noun: _nominal(table) for table in data["nominal"] for noun in table["nouns"]},
        of_state=frozenset(data["of_state"]["nouns"]),
        of_nation=frozenset(data["of_nation"]["nouns"]),
        plurals={noun: _nominal(table, several=True) for table in data["plural"] for noun in table["nouns"]},
        alone=frozenset(data["several"]["alone"]),
        **{name: frozenset(words) for name, words in data["sides"].items()},
    )


def _nominal(table: dict[str, list[str]], *, several: bool = False) -> Nominal:
    return Nominal(
        name=table["nouns"][0],
        kinds=frozenset(table["kinds"]),
        words=frozenset(table.get("words", ())),
        excluded=frozenset(table.get("not", ())),
        required=bool(table.get("required")),
        own=bool(table.get("own")),
        form=bool(table.get("form")),
        several=several,
        relational=bool(table.get("relational")),
    )
