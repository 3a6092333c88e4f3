"""Persons: full names with their titles, then surnames and other short forms that point back to them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph.identity import transliterated
from loaders.gazetteer import Entry
from loaders.gazetteer.atoms import POSSESSIVE, fold, words
from loaders.reading import namewords, organisations, structure
from loaders.reading.analysis import Analysis
from loaders.reading.candidates import Candidate, known
from loaders.reading.namewords import capitalised, is_title_case, surface, trim
from loaders.reading.nations import nation_before

if TYPE_CHECKING:
    from graph.records import Entity
    from loaders.parsed import Doc, Token


#: Roles whose holders are known by their surname alone.
_HEADS = frozenset(
    {"president", "premier", "chancellor", "king", "queen", "leader", "prime", "secretary-general", "pope"}
)
_HYPHENS = frozenset({"-", "‑"})
#: The number of a king or pope; `I` alone is somebody who speaks.
_NUMERAL = re.compile(r"I?[VX]|VI{1,3}|I{2,3}|X[IVX]+")
#: What some write behind a family name: `Lloyd Austin III`.
_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
#: Prepositions of place.
PLACING = frozenset({"in", "near", "at", "around", "outside", "across", "through", "inside"})


def full_names(analysis: Analysis) -> Iterator[Candidate]:
    """Names of two words and more that the pipeline takes for a person, or that a role stands before."""
    doc = analysis.doc
    spans = [(ent.start, ent.end) for ent in doc.ents if ent.label_ == "PERSON"]
    for first, last in [*spans, *_behind_roles(doc)]:
        start, end = _without_titles(analysis, *_whole(doc, *trim(doc, first, last)))
        if end - start > 1 and not (_place(analysis, start, end) or organisations.described(doc, start, end)):
            yield _candidate(analysis, start, end)


def _behind_roles(doc: Doc) -> Iterator[tuple[int, int]]:
    """Two and more capitalised words behind a person's role or form of address: `spokesman Etim Okon-Bassey`."""
    lists = namewords.load()
    for token in doc.where(lists.titles):
        if token.lower_ not in lists.titles or token.i + 2 >= len(doc):
            continue
        if doc[token.i + 1].ent_type_ in {"ORG", "LOC", "NORP"}:
            continue
        end = token.i + 1
        while end < len(doc) and _name_part(doc[end]) and doc[end].ent_type_ in {"", "PERSON"}:
            end += 1
        if end > token.i + 2 and not is_title_case(token):
            yield token.i + 1, end


def _whole(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """A name with the parts behind it that the pipeline left out: `Won-soon` in `Park Won-soon`."""
    while start < end < len(doc):
        hyphened = (
            doc[end].text in _HYPHENS and not doc[end - 1].whitespace_ and end + 1 < len(doc) and doc[end + 1].is_alpha
        )
        if hyphened and not doc[end].whitespace_ and end - start > 1:
            end += 2
        elif end - start == 1 and _name_part(doc[end]) and doc[end].ent_type_ in {"", "PERSON"}:
            end += 1
        elif _NUMERAL.fullmatch(doc[end].text):
            return start, end + 1
        else:
            break
    return start, end


def _name_part(token: Token) -> bool:
    lists = namewords.load()
    skipped = lists.roles | lists.heads | lists.calendar | lists.never
    return token.text[:1].isupper() and token.is_alpha and token.pos_ == "PROPN" and token.lower_ not in skipped


def _place(analysis: Analysis, start: int, end: int) -> bool:
    """Whether an unknown name is a town's or stands where a place does: `in Tell Tamer`."""
    lists = namewords.load()
    if surface(analysis.doc, start, end) in namewords.towns():
        return True
    weapon = any(c.isdigit() for c in analysis.doc[start:end].text) or organisations.WEAPON.fullmatch(
        surface(analysis.doc, start, end)
    )
    if weapon or analysis.doc[start].lower_ in lists.never_first or analysis.doc[end - 1].lower_ in lists.never:
        return True
    root = analysis.doc[start:end].root
    placed = structure.preposition(root) in PLACING or (
        root.dep_ in {"flat", "appos", "compound", "conj"} and structure.preposition(root.head) in PLACING
    )
    return placed and analysis.gazetteer.lookup(surface(analysis.doc, start, end)) is None


def _candidate(analysis: Analysis, start: int, end: int) -> Candidate:
    attributes = _role_before(analysis, start)
    name = surface(analysis.doc, start, end)
    plain = name.rsplit(" ", 1)[0] if name.split()[-1] in _SUFFIXES else name
    entry = analysis.gazetteer.lookup(name) or analysis.gazetteer.lookup(plain) or _respelled(analysis, plain)
    if entry is not None and entry.kind == "person":
        return known(entry, start, end, attributes)
    return Candidate(start, end, "Actor", "person", name, "entity", attributes=attributes)


def _respelled(analysis: Analysis, name: str) -> Entry | None:
    """The known person of whose name this is another transliteration: `Aleksey Navalny`."""
    parts = name.split()
    for entry in analysis.gazetteer.persons(parts[-1]):
        given = entry.name.split()
        if len(given) == len(parts) and [transliterated(p) for p in parts[:-1]] == [
            transliterated(g) for g in given[:-1]
        ]:
            return entry
    return None


def _without_titles(analysis: Analysis, start: int, end: int) -> tuple[int, int]:
    """A name without forms of address, roles and adjectives of states before it."""
    doc = analysis.doc
    lists = namewords.load()
    titles = lists.honorifics | lists.roles | lists.role_modifiers
    while end - start > 1 and (
        doc[start].lower_.rstrip(".") in titles or (end - start > 2 and analysis.gazetteer.demonym(doc[start].text))
    ):
        start += 1
    while end - start > 1 and doc[end - 1].text.islower() and doc[end - 2].text not in _HYPHENS:
        end -= 1
    return trim(doc, start, end)


def office_before(analysis: Analysis, start: int) -> tuple[tuple[str, str], ...]:
    """The role directly before a name where it tells the state, too: `Kenyan Prime Minister`; nothing else."""
    told = _role_before(analysis, start)
    return told if "of" in dict(told) else ()


def _role_before(analysis: Analysis, start: int) -> tuple[tuple[str, str], ...]:
    """The role that stands directly before a name, in lower case: `defense minister`."""
    doc = analysis.doc
    lists = namewords.load()
    first = start
    while first > 0 and doc[first - 1].lower_.rstrip(".") in lists.honorifics:
        first -= 1
    end = first
    while first > 0 and doc[first - 1].lower_.rstrip(".") in lists.roles | lists.role_modifiers | {"of", "-"}:
        first -= 1
    words_ = [token.lower_ for token in doc[first:end]]
    if not any(word.rstrip(".") in lists.roles for word in words_):
        return ()
    nation = nation_before(analysis, first)
    state = (("of", nation.entry.name),) if nation is not None else ()
    return (*state, ("role", " ".join(words_)))


def short_names(analysis: Analysis) -> None:
    """Surnames and first names of persons named in full elsewhere in the article, then of well-known ones."""
    doc = analysis.doc
    full = _by_part(analysis)
    ents = {ent.start: ent.label_ for ent in doc.ents}
    capitals = _capitals(analysis)
    for token in doc:
        if token.pos_ not in {"PROPN", "NOUN", "X", "ADJ"} or not capitalised(token) or analysis.mention_at(token):
            continue
        key = fold(token.text).casefold()
        entity = _choose(analysis, full.get(key, []), key)
        if entity is not None:
            analysis.mention(token.i, token.i + 1, (entity.key,), "alias")
        elif ents.get(token.i) in {"PERSON", "ORG"} and token.text in capitals:
            analysis.mention(token.i, token.i + 1, (capitals[token.text],), "alias")
        elif ents.get(token.i) in {"PERSON", "ORG"} and token.ent_iob_ == "B":
            _single_name(analysis, token.i, ents[token.i])


def _capitals(analysis: Analysis) -> dict[str, str]:
    """The states that the article names, by their capitals: with Oman named, Muscat is no person of that name."""
    states = [e for e in analysis.entities.values() if e.type == "Actor" and e.kind == "state"]
    known = [(analysis.gazetteer.lookup(e.name), e.key) for e in states]
    return {capital: key for entry, key in known if entry is not None and (capital := entry.attribute("capital"))}


def roles_beside(analysis: Analysis) -> None:
    """Add the role and the state that an apposition tells of a person: `Ama Darko, Ghana's trade minister`."""
    doc = analysis.doc
    for mention in list(analysis.mentions):
        entity = analysis.entities[mention.keys[0]]
        if entity.kind != "person" or mention.how == "alias" or "role" in dict(entity.attributes):
            continue
        root = doc[mention.start : mention.end].root
        beside = structure.children(root, "appos") + ([root.head] if structure.relation(root) == "appos" else [])
        for noun in beside:
            if noun.lower_ in namewords.load().roles:
                analysis.add(entity.type, entity.kind, entity.name, (), **_role_and_state(analysis, noun))
                break


def _role_and_state(analysis: Analysis, noun: Token) -> dict[str, str]:
    before = [c for c in structure.children(noun, "compound", "amod") if c.i < noun.i and c.text.islower()]
    told = {"role": " ".join([*(c.lower_ for c in before), noun.lower_])}
    for child in structure.children(noun, "nmod:poss", "amod", "compound"):
        nation = nation_before(analysis, child.i + 1)
        if nation is not None:
            told["of"] = nation.entry.name
    return told


def _by_part(analysis: Analysis) -> dict[str, list[Entity]]:
    parts: dict[str, list[Entity]] = {}
    lists = namewords.load()
    skipped = (
        lists.honorifics
        | lists.roles
        | lists.role_modifiers
        | {POSSESSIVE, "al", "el", "bin", "von", "der", "de", "the"}
    )
    for entity in analysis.entities.values():
        if entity.kind != "person":
            continue
        for name in (entity.name, *entity.aliases):
            for part in words(name):
                if (
                    len(part) > 1
                    and part.casefold() not in skipped
                    and entity not in parts.setdefault(part.casefold(), [])
                ):
                    parts[part.casefold()].append(entity)
    return parts


def _choose(analysis: Analysis, candidates: list[Entity], part: str) -> Entity | None:
    """Of several persons who share a name the one whose last name it is, then the one named most."""
    if not candidates:
        return None
    counts: Counter[str] = analysis.counts()
    return max(candidates, key=lambda e: (words(e.name)[-1].casefold() == part, counts[e.key]))


def _single_name(analysis: Analysis, i: int, label: str) -> None:
    doc = analysis.doc
    if len(doc[i]) == 1 or (i + 1 < len(doc) and doc[i + 1].ent_iob_ == "I"):
        return
    lists = namewords.load()
    if doc[i].lower_ in lists.roles | lists.honorifics | lists.role_modifiers or doc[i].is_punct:
        return
    if analysis.gazetteer.demonym(doc[i].text):
        return
    attributes = _role_before(analysis, i)
    entry = _in_office(analysis, i)
    if entry is None and (label == "ORG" or (not attributes and not _person_elsewhere(doc, i))):
        return
    if entry is not None:
        candidate = known(entry, i, i + 1, attributes)
    else:
        candidate = Candidate(i, i + 1, "Actor", "person", doc[i].text, "entity", attributes=attributes)
    entity = analysis.add(
        candidate.type, candidate.kind, candidate.name, candidate.aliases, **dict(candidate.attributes)
    )
    analysis.mention(i, i + 1, (entity.key,), candidate.how)


def _person_elsewhere(doc: Doc, i: int) -> bool:
    """Whether a form of address stands before the word, or the pipeline took it for a person more than once."""
    addressed = i > 0 and doc[i - 1].lower_.rstrip(".") in namewords.load().honorifics
    return addressed or sum(e.label_ == "PERSON" and e.text == doc[i].text for e in doc.ents) > 1


def _in_office(analysis: Analysis, i: int) -> Entry | None:
    """The known person of the surname at a token who is meant: by the states named, the role before it and the date.

    Without any of these only a head of state or government is taken for known by surname.
    """
    doc = analysis.doc
    named = {entity.name for entity in analysis.entities.values()}
    roles = dict(_role_before(analysis, i)).get("role", "").split()
    best: tuple[int, Entry] | None = None
    for entry in analysis.gazetteer.persons(doc[i].text):
        own_role = (entry.attribute("role") or "").split()
        score = 2 * (entry.attribute("of") in named) + 2 * bool({*roles} & {*own_role})
        score += bool({*own_role} & _HEADS) + _serves(entry, analysis.article.date)
        if score > 1 and (best is None or score > best[0]):
            best = (score, entry)
    return None if best is None else best[1]


def _serves(entry: Entry, date: str | None) -> int:
    """1 where the person was in the news at a date, 0 where the date is not known, -3 where not."""
    if not date:
        return 1
    start, end = entry.attribute("start") or "", entry.attribute("end") or "9999"
    return 1 if start[: len(date)] <= date and date <= end + "~" else -3
