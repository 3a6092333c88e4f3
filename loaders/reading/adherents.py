"""Which party a politician is of: `Republican Senator Rosa Diaz`, `Peter Lund, a Tory MP`, `Rosa Diaz (R-Texas)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph.records import Relation
from loaders.reading import slots
from loaders.reading.analysis import Analysis, Finding
from loaders.reading.bearers import bearers, is_person
from loaders.reading.offices import offices, standing

if TYPE_CHECKING:
    from loaders.parsed import Token

#: A party's letter before the constituency, behind a name: ` (R-Texas)`, no initial (`, R. Lund`).
_LETTER = re.compile(r"\s*[(,]\s*([RD])(?:\.?[-–]|\))")
_BEFORE = frozenset({"amod", "compound", "nmod", "nmod:desc"})


def find(analysis: Analysis) -> Iterator[Finding]:
    """The ties of named persons to the parties of states that the article speaks of."""
    words = offices().adherents
    for token in analysis.doc.where({form.split()[-1] for form in words}):
        party = words.get(_form(token)) or words.get(token.lower_)
        if party is not None and token.text[0].isupper():
            for person in _persons(analysis, token):
                yield from _tie(analysis, person, party, token)
    for mention in list(analysis.mentions):
        if mention.naming and is_person(analysis, mention.keys):
            last = analysis.doc[mention.end - 1]
            letter = _LETTER.match(analysis.doc.text, last.idx + len(last.text))
            if letter is not None:
                yield from _tie(analysis, mention.keys[0], words[letter[1].casefold()], last)


def _form(token: Token) -> str:
    """The word with the one before it: `liberal democrat`."""
    return f"{token.nbor(-1).lower_} {token.lower_}" if token.i else token.lower_


def _persons(analysis: Analysis, token: Token) -> list[str]:
    """Whom the word describes: who has the title or name behind it, or whom it is itself said of."""
    if token.dep_ in _BEFORE and token.head.i > token.i:
        if standing(token.head) is not None:
            return [person for person, _ in bearers(analysis, token.head)]
        told = [token.head]
    else:
        told = slots.bearer(token)
    return [key for t in told if is_person(analysis, analysis.keys_at(t)) for key in analysis.keys_at(t)]


def _tie(analysis: Analysis, person: str, party: str, token: Token) -> Iterator[Finding]:
    entry = analysis.gazetteer.lookup(party)
    if entry is not None and _spoken_of(analysis, entry.attribute("of") or ""):
        body = analysis.enter(entry)
        yield Finding(Relation(person, "AFFILIATED_WITH", body.key), token.i, "affiliated_with:party")


def _spoken_of(analysis: Analysis, state: str) -> bool:
    """Whether the article names the state, somebody of it, or its people."""
    if any(state in {e.name, dict(e.attributes).get("of")} for e in analysis.entities.values()):
        return True
    entry = analysis.gazetteer.lookup(state)
    return entry is not None and any(
        name in analysis.doc.text for name in (entry.name, *entry.aliases, *entry.demonyms)
    )


__all__ = ["find"]
