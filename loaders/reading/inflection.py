"""Regular English inflection, so that a word of a lexicon is known in a text even where its lemma is wrong."""

from __future__ import annotations

_VOWELS = "aeiou"


def plural(word: str) -> str:
    """The regular plural of a noun, which is also the third person of a verb."""
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def verb_forms(word: str) -> list[str]:
    """A verb's regular forms: base, third person, past, present participle; with doubled consonant where it may be."""
    third, stem = plural(word), word.removesuffix("e")
    past = word[:-1] + "ied" if third.endswith("ies") else stem + "ed"
    doubled = word + word[-1] if _doubles(word) else stem
    return list(dict.fromkeys([word, third, past, stem + "ing", doubled + "ed", doubled + "ing"]))


def _doubles(word: str) -> bool:
    if len(word) < 3:
        return False
    before, vowel, last = word[-3], word[-2], word[-1]
    return last not in _VOWELS + "wxy" and vowel in _VOWELS and before not in _VOWELS
