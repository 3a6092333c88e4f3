"""The cue words of reported speech, read once from `loaders/lexicon/speech_*.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from loaders.lexicon import tables

if TYPE_CHECKING:
    from loaders.parsed import Token

_DOUBLING = frozenset("bdgmnprt")
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Cue:
    """What a cue word does.

    Attributes:
        lemma: the word as the lexicon has it.
        name: its class in the lexicon.
        certainty: how the content stands to the facts in it.
        takes: where its content is found.
        denies: whether its speaker denies the content.
        weak: whether it is a cue only with content.
        documents: whether an object is its content only where a document speaks.
        act: whether it is a promise, a request or a judgement, whose content is not put forward as true.
        beside: whether it may stand behind or in its content ("..., she noted").
    """

    lemma: str
    name: str
    certainty: str
    takes: frozenset[str]
    denies: bool = False
    weak: bool = False
    beside: bool = True
    documents: bool = False
    act: bool = False

    @classmethod
    def saying(cls, token: Token) -> Cue:
        """A cue that only says, where the word at hand is in no list of verbs."""
        return cls(token.lower_, "say", "asserted", frozenset())


def table(name: str) -> dict[str, Any]:
    """One file of the lexicon of speech: `cues`, `inflections` or `roles`."""
    return tables(f"speech_{name}")


@cache
def words(section: str, field: str) -> frozenset[str]:
    """A word list of `speech_cues.toml`."""
    return frozenset(table("cues")[section][field])


@cache
def forms(section: str, field: str = "lemmas") -> frozenset[str]:
    """All written forms of the verbs in a word list of `speech_cues.toml`; the tagger's lemmas are not relied on."""
    irregular = table("inflections")
    return frozenset(f for lemma in words(section, field) for f in {lemma, *irregular.get(lemma, _inflect(lemma))})


@cache
def particles() -> dict[str, frozenset[str]]:
    """Words of which one must follow a cue, by the cue's lemma."""
    return {lemma: frozenset(following) for lemma, following in table("cues")["particles"].items()}


@cache
def blocked() -> dict[str, frozenset[str]]:
    """Words that, behind a cue or as its particle, make it something else, by the cue's lemma."""
    return {lemma: frozenset(following) for lemma, following in table("cues")["blocked"].items()}


@cache
def roles(field: str) -> frozenset[str]:
    """A word list of `speech_roles.toml`."""
    return frozenset(table("roles")[field])


@cache
def verb_forms() -> dict[str, tuple[Cue, ...]]:
    """Cues by every written form of their verb; a word may be several (`suspect that`, `suspect X of`)."""
    irregular = table("inflections")
    forms: dict[str, dict[Cue, None]] = {}
    for cue in _cues("verbs"):
        for form in {cue.lemma, *irregular.get(cue.lemma, _inflect(cue.lemma))}:
            forms.setdefault(form, {})[cue] = None
    return {form: tuple(cues) for form, cues in forms.items()}


@cache
def noun_forms() -> dict[str, Cue]:
    """Cues by singular and plural of their noun."""
    return {form: cue for cue in _cues("nouns") for form in (cue.lemma, _plural(cue.lemma))}


@cache
def adjectives() -> dict[str, Cue]:
    """Cues by their adjective."""
    return {cue.lemma: cue for cue in _cues("adjectives")}


@cache
def documents() -> frozenset[str]:
    """Words for texts through which somebody speaks, singular and plural."""
    lemmas = words("documents", "lemmas")
    return lemmas | {_plural(lemma) for lemma in lemmas}


def is_role(token: Token, field: str) -> bool:
    """Whether a noun is in a word list of roles, in singular or plural."""
    listed = roles(field)
    return token.lower_ in listed or singular(token.lower_) in listed


def singular(word: str) -> str:
    """The singular that a regular plural has, else the word."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith("men"):
        return f"{word[:-3]}man"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _cues(section: str) -> list[Cue]:
    return [
        Cue(
            lemma,
            group["name"],
            group["certainty"],
            frozenset(group.get("takes", ())),
            group.get("denies", False),
            group.get("weak", False),
            group.get("beside", not group.get("weak", False)),
            group.get("documents", False),
            group.get("act", False),
        )
        for group in table("cues")[section]
        for lemma in group["lemmas"]
    ]


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def _inflect(verb: str) -> set[str]:
    if verb.endswith("e"):
        return {f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"}
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return {f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"}
    doubled = verb + verb[-1] if _doubles(verb) else verb
    return {_plural(verb), f"{doubled}ed", f"{doubled}ing"}


def _doubles(verb: str) -> bool:
    """Whether the last consonant doubles ("plan", "planned"): one short vowel before it, in one syllable."""
    syllables = sum(letter in _VOWELS for letter in verb)
    return syllables == 1 and verb[-1] in _DOUBLING and verb[-2] in _VOWELS
