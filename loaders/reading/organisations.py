"""Organisations: names that the pipeline finds or that end in an organisation's head noun, then their short forms."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.gazetteer.atoms import words
from loaders.reading import namewords
from loaders.reading.analysis import Analysis
from loaders.reading.candidates import Candidate, known
from loaders.reading.namewords import surface, trim

_SMALL = frozenset({"of", "the", "for", "and", "on", "in", "to", "&"})


def full_names(analysis: Analysis) -> Iterator[Candidate]:
    """The pipeline's organisations that are neither events, laws, places nor bare common nouns."""
    doc = analysis.doc
    lists = namewords.load()
    for ent in doc.ents:
        if ent.label_ != "ORG":
            continue
        start, end = trim(doc, ent.start, ent.end)
        if start == end or not doc[start].text[:1].isupper():
            continue
        name = surface(doc, start, end)
        entry = analysis.gazetteer.lookup(name)
        if entry is not None:
            yield known(entry, start, end)
        elif doc[end - 1].lower_ not in lists.never and name.casefold() not in lists.generic and len(name) > 1:
            yield Candidate(start, end, "Actor", "organisation", name, "entity")


def short_names(analysis: Analysis) -> None:
    """Acronyms in parentheses behind a name and wherever they stand after that."""
    doc = analysis.doc
    introduced: dict[str, str] = {}
    for mention in list(analysis.mentions):
        if len(mention.keys) != 1 or mention.end + 2 >= len(doc) or doc[mention.end].text != "(":
            continue
        token = doc[mention.end + 1]
        entity = analysis.entities[mention.keys[0]]
        if doc[mention.end + 2].text == ")" and token.text.isupper() and _initials(entity.name, token.text):
            introduced[token.text] = entity.key
    for token in doc:
        key = introduced.get(token.text)
        if key is not None and analysis.mention_at(token) is None:
            entity = analysis.entities[key]
            analysis.add(entity.type, entity.kind, entity.name, (token.text,))
            analysis.mention(token.i, token.i + 1, (key,), "alias")


def _initials(name: str, acronym: str) -> bool:
    """Whether the first letter fits; acronyms take letters from inside of words too often to ask for more."""
    return any(word[0].casefold() == acronym[0].casefold() for word in words(name) if word not in _SMALL)
