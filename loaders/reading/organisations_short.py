"""Short forms of organisations' names: acronyms in parentheses, head nouns (`the Council`), beginnings of names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from loaders.reading import namewords
from loaders.reading.candidates import known
from loaders.reading.namewords import surface

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis
    from loaders.reading.candidates import Candidate

_PREPOSITIONS = frozenset({"of", "for", "on"})
_TWO = 2
_DEPARTMENT = " Department"
_LINKING = frozenset({"the", "and", ","})
_DEPARTMENTS = {"departments": "Department", "ministries": "Ministry"}


def short_names(analysis: Analysis) -> None:
    """Acronyms in parentheses behind a name, and other short forms, wherever they stand."""
    doc = analysis.doc
    _by_head(analysis)
    short = _short_forms(analysis)
    acronyms = _introduced(analysis)
    # Most words begin no short form: comparing beginnings spares joining three texts at every word.
    beginnings = {text[:length] for text in short for length in range(1, len(text) + 1)}
    for token in doc:
        key = acronyms.get(token.text)
        if (key is None and token.text not in beginnings) or analysis.mention_at(token):
            continue
        if key is not None:
            _alias(analysis, token.i, token.i + 1, key)
            continue
        for length in (3, 2, 1):
            text = " ".join(doc[token.i : token.i + length].text.split())
            if (key := short.get(text)) is not None and not any(
                analysis.mention_at(i) for i in range(token.i, token.i + length)
            ):
                _alias(analysis, token.i, token.i + length, key)
                break


def departments(analysis: Analysis, found: list[Candidate]) -> Iterator[Candidate]:
    """`Treasury designated two firms`, where the article names the Treasury Department: a bare name that acts by law."""
    doc, acting = analysis.doc, namewords.load().department_verbs
    bare = {
        name.removesuffix(_DEPARTMENT): candidate
        for candidate in found
        if candidate.kind == "organisation" and "of" in dict(candidate.attributes)
        for name in (candidate.name, *candidate.aliases)
        if name.endswith(_DEPARTMENT) and name.count(" ") == 1
    }
    within = {
        i for candidate in found if candidate.end - candidate.start > 1 for i in range(candidate.start, candidate.end)
    }
    for token in doc.where({word.casefold() for word in bare}):
        verb = next((t for t in doc[token.i + 1 : token.i + 4] if t.pos_ not in {"ADV", "AUX"}), token)
        if token.text in bare and token.i not in within and verb.pos_ == "VERB" and acting & set(verb.lemmas):
            yield replace(bare[token.text], start=token.i, end=token.i + 1, how="alias")


def _by_head(analysis: Analysis) -> None:
    """`the Council`, `the Fund`: the organisation named before whose name begins or ends with that noun."""
    doc = analysis.doc
    lists = namewords.load()
    heads = lists.heads | lists.press
    for token in doc.where(heads):
        named = (
            token.i > 0
            and token.text[:1].isupper()
            and token.lower_ in heads
            and doc[token.i - 1].lower_ in {"the", "this", "its"}
        )
        if not named or analysis.mention_at(token) or (token.i + 1 < len(doc) and doc[token.i + 1].text[:1].isupper()):
            continue
        for mention in reversed([m for m in analysis.mentions if m.start < token.i and len(m.keys) == 1]):
            entity = analysis.entities[mention.keys[0]]
            names = [n.split() for n in (entity.name, *entity.aliases) if " " in n]
            if entity.kind in {"organisation", "bloc", "group"} and any(token.text in _ends(name) for name in names):
                analysis.mention(token.i, token.i + 1, (entity.key,), "alias")
                break
        else:
            _implied(analysis, token)


def _ends(words: list[str]) -> set[str]:
    """The first and the last word of a name, the latter before what it is of: the European Union's Council is no Union."""
    of = next((i for i, word in enumerate(words) if word in _PREPOSITIONS and i), len(words))
    return {words[0], words[of - 1]}


def _implied(analysis: Analysis, token: Token) -> None:
    """The body that `the Council` is where the article never gives the full name, but names whose body it is."""
    entry = analysis.gazetteer.lookup(namewords.implied().get(token.lower_, ""))
    owners = {entity.name for entity in analysis.entities.values()}
    before = {analysis.entities[key].name for m in analysis.mentions if m.start < token.i for key in m.keys}
    if entry is not None and entry.attribute("of") in owners and not any(token.text in name.split() for name in before):
        candidate = known(entry, token.i, token.i + 1)
        entity = analysis.add(
            candidate.type, candidate.kind, candidate.name, candidate.aliases, **dict(candidate.attributes)
        )
        analysis.mention(token.i, token.i + 1, (entity.key,), "gazetteer")


def _alias(analysis: Analysis, start: int, end: int, key: str) -> None:
    entity = analysis.entities[key]
    if end - start > 1 or analysis.doc[start].text.isupper():
        analysis.add(entity.type, entity.kind, entity.name, (surface(analysis.doc, start, end),))
    analysis.mention(start, end, (key,), "alias")


def _introduced(analysis: Analysis) -> dict[str, str]:
    """Acronyms in parentheses, with the entity that they were introduced for."""
    doc = analysis.doc
    found: dict[str, str] = {}
    for mention in analysis.mentions:
        if len(mention.keys) != 1 or mention.end + 2 >= len(doc) or doc[mention.end].text != "(":
            continue
        token = doc[mention.end + 1]
        entity = analysis.entities[mention.keys[0]]
        if entity.kind != "person" and doc[mention.end + 2].text == ")" and sum(c.isupper() for c in token.text) > 1:
            found.setdefault(token.text, entity.key)
    return found


def _own_name(analysis: Analysis, word: str) -> bool:
    """Whether the first of two words is a name by itself (`Calder` of `Calder LNG`): the text also has it alone, as a name."""
    lists = namewords.load()
    if (
        not word.isalpha()
        or not word.istitle()
        or word.casefold() in lists.common_modifiers | lists.generic | lists.heads
    ):
        return False
    if any(
        known(word) for known in (analysis.gazetteer.demonym, analysis.gazetteer.lookup, analysis.gazetteer.persons)
    ):
        return False
    alone = [t for t in analysis.doc.where({word.casefold()}) if t.text == word and analysis.mention_at(t) is None]
    return bool(alone) and all(t.pos_ == "PROPN" and t.dep_ not in {"compound", "flat", "amod"} for t in alone)


def _short_forms(analysis: Analysis) -> dict[str, str]:
    """`Hanul Institute` for `Hanul Institute for Strategic Affairs`, `Salling` for `Salling Group`; ambiguous ones left out."""
    lists = namewords.load()
    forms: dict[str, set[str]] = {}
    for entity in analysis.entities.values():
        if entity.kind not in {"organisation", "group", "bloc"} or entity.type != "Actor":
            continue
        words = entity.name.split()
        prepositions = [i for i, word in enumerate(words) if word in _PREPOSITIONS]
        if prepositions and prepositions[0] > 1:
            forms.setdefault(" ".join(words[: prepositions[0]]), set()).add(entity.key)
        ending = words[-1].casefold().rstrip(".")
        own = len(words) > 1 and ending in lists.heads | lists.legal_forms | lists.descriptors | lists.endings
        if own and len(words) < 4 and words[0].casefold() not in lists.common_modifiers | lists.generic:
            first = " ".join(words[:-1])
            if analysis.gazetteer.demonym(first) is None and analysis.gazetteer.lookup(first) is None:
                forms.setdefault(first, set()).add(entity.key)
        elif len(words) == _TWO and _own_name(analysis, words[0]):
            forms.setdefault(words[0], set()).add(entity.key)
    return {form: min(keys) for form, keys in forms.items() if len(keys) == 1}


def several_departments(analysis: Analysis) -> Iterator[Candidate]:
    """`the Departments of the Treasury and State`, `the State and Treasury Departments`: each of them, at its own words."""
    doc = analysis.doc
    for token in doc.where(_DEPARTMENTS):
        kind = _DEPARTMENTS.get(token.lower_)
        if kind is None:
            continue
        if token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "of":
            yield from _listed(analysis, range(token.i + 2, len(doc)), f"{kind} of {{}}")
        elif token.text[0].isupper():
            yield from _listed(analysis, range(token.i - 1, -1, -1), f"{{}} {kind}")


def _listed(analysis: Analysis, reach: range, form: str) -> Iterator[Candidate]:
    """The known departments whose names stand in an unbroken list on one side of their common noun."""
    for i in reach:
        word = analysis.doc[i]
        if not (word.text[:1].isupper() or word.lower_ in _LINKING):
            return
        entry = analysis.gazetteer.lookup(form.format(word.text))
        if entry is not None:
            yield known(entry, i, i + 1)
