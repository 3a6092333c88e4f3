"""Lemmas as edit scripts: what a model predicts is how to change the form.

A script is ``case|cut|add`` (drop ``cut`` final characters, append ``add``) or ``case|=lemma``
for the forms that share no beginning with their lemma ("was", "be"). ``case`` says how the form
is written before the edit. Source: the lemma rules of UDPipe 2 (Straka 2018), suffixes only.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

_LOWER, _KEEP, _TITLE, _DIGITS = "l", "k", "t", "n"
_CASES: dict[str, Callable[[str], str]] = {
    _LOWER: str.lower,
    _KEEP: str,
    _TITLE: lambda form: form[:1].upper() + form[1:].lower(),
    _DIGITS: lambda form: form.lower().replace(",", ""),
}
_PLAIN = str.maketrans({"’": "'", "‘": "'", "`": "'"})


def script(form: str, lemma: str) -> str:
    """Return the edit script that turns ``form`` into ``lemma``."""
    form, lemma = plain(form), plain(lemma)
    for case, write in _CASES.items():
        if write(form) == lemma:
            return f"{case}|0|"
    for case, write in _CASES.items():
        shared = _shared_prefix(write(form), lemma)
        if shared == len(lemma) or shared >= (1 if len(form) == 1 else 2):
            return f"{case}|{len(write(form)) - shared}|{lemma[shared:]}"
    return f"{_LOWER}|={lemma}"


def apply(edit: str, form: str) -> str:
    """Return the lemma that the script makes of ``form``, empty where it does not fit the form."""
    write, cut, added = _parse(edit)
    if cut is None:
        return added
    written = write(plain(form))
    return written[: len(written) - cut] + added if cut <= len(written) else ""


@cache
def _parse(edit: str) -> tuple[Callable[[str], str], int | None, str]:
    """Return how to write the form, how much to cut (None: all of it) and what to append."""
    case, _, rest = edit.partition("|")
    if rest.startswith("="):
        return _CASES[case], None, rest[1:]
    cut, _, added = rest.partition("|")
    return _CASES[case], int(cut), added


def plain(form: str) -> str:
    """Return a form with straight apostrophes."""
    return form.translate(_PLAIN)


def _shared_prefix(left: str, right: str) -> int:
    count = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        count += 1
    return count
