"""Regular English inflection undone, for forms that the lexicon of the treebanks lacks.

Spelling allows a few base forms ("rated": "rat", "rate"); a known word decides among them.
"""

from __future__ import annotations

from collections.abc import Callable

_SUFFIXES = {
    "NNS": ("s",),
    "VBZ": ("s",),
    "VBD": ("ed",),
    "VBN": ("ed",),
    "VBG": ("ing",),
    "JJR": ("er",),
    "JJS": ("est",),
    "RBR": ("er",),
    "RBS": ("est",),
}
_VOWELS = frozenset("aeiouy")
#: Stems that end so have lost an "e" where no known word tells ("authoriz", "deteriorat").
_LOST_E = ("at", "iz", "is", "ys", "yz", "ut", "id", "v", "c", "u", "dg", "rg", "bl", "tl", "pl", "rs")


def base_form(form: str, tag: str, known: Callable[[str], bool]) -> str:
    """Return the base form of a regular inflected form, empty if it does not look like one.

    Args:
        form: in lower case.
        tag: its PTB tag; others than those of inflected words give nothing.
        known: says whether a word exists.
    """
    for suffix in _SUFFIXES.get(tag, ()):
        if form.endswith(suffix) and len(form) > len(suffix) + 2:
            options = _without_s(form) if suffix == "s" else _without_vowel_suffix(form[: -len(suffix)])
            return next((option for option in options if known(option)), options[0])
    return ""


def _without_s(form: str) -> list[str]:
    if form.endswith("ies"):
        return [form[:-3] + "y", form[:-1]]
    if form.endswith(("izes", "ises", "yzes", "yses", "nses", "rses", "uses", "ases")):
        return [form[:-1], form[:-2]]
    if form.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        return [form[:-2], form[:-1]]
    return [form[:-1]]


def _without_vowel_suffix(stem: str) -> list[str]:
    """Return the base forms that a stem before "ed", "ing", "er" or "est" may have, likeliest first."""
    if stem.endswith("i"):
        return [stem[:-1] + "y", stem]
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        single, whole = stem[:-1], stem
        kept = stem[-1] in "sfz" or (stem[-1] == "l" and _is_short(single))  # "pass", "call", but "control"
        return [whole, single] if kept else [single, whole]
    return [stem + "e", stem] if stem.endswith(_LOST_E) or _is_short(stem) else [stem, stem + "e"]


def _is_short(stem: str) -> bool:
    """Say whether the stem is one syllable with one last consonant, which would have doubled ("hop-", not "hope")."""
    if len(stem) < 3 or stem[-1] in _VOWELS | set("wx") or stem[-2] not in _VOWELS:
        return False
    return not any(letter in _VOWELS for letter in stem[:-2])
