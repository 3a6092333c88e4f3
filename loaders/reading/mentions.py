"""Stage `mentions`: who is named where.

Names come from the gazetteer (longest match), from patterns round roles and head nouns, and from the pipeline's
entities; short forms (surnames, acronyms, `the ministry of defence`) follow what the article introduced. A longer name
takes the place before a shorter one that lies in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from loaders.gazetteer.atoms import fold
from loaders.reading import (
    attribution_lexicon,
    collectives,
    namewords,
    organisations,
    organisations_listed,
    organisations_short,
    organs,
    persons,
    structure,
)
from loaders.reading.candidates import Candidate, known, record

if TYPE_CHECKING:
    from loaders.gazetteer import Entry
    from loaders.parsed import Doc, Token
    from loaders.reading.analysis import Analysis

_MONEY = frozenset({"dollar", "dollars"})
#: What is measured by a state's: `an area the size of Portugal`.
_MEASURES = frozenset({"size", "area", "width", "length"})

#: Articles of family names, which a text writes in several ways or leaves out.
_ARTICLES = frozenset({"al", "el", "ul", "the"})
#: How many tokens before an acronym in parentheses its words stand, and how many letters tell words apart.
_REACH, _STEM = 12, 4
#: Parts of speech of the words that give an acronym no letter.
_SMALL = frozenset({"ADP", "CCONJ", "DET", "PUNCT"})
_LINKS = frozenset({"of", "and", "for", "the", "on", "in", "to"})


def find(analysis: Analysis) -> None:
    """Add the entities that the article names and their mentions."""
    found = [
        *_from_gazetteer(analysis),
        *organs.with_state(analysis),
        *collectives.full_names(analysis),
        *collectives.regions(analysis),
        *collectives.families(analysis),
        *organisations_listed.find(analysis),
        *persons.full_names(analysis),
        *organisations.full_names(analysis),
    ]
    listed = [*organisations_short.several_departments(analysis), *organisations_short.departments(analysis, found)]
    within = {i for candidate in listed for i in range(candidate.start, candidate.end)}
    others = _others_acronyms(analysis, found)
    within |= {c.start for c in found if c.end - c.start == 1 and analysis.doc[c.start].text in others}
    found = [*listed, *(c for c in found if within.isdisjoint(range(c.start, c.end)))]
    actors: list[Candidate] = []
    places: list[Candidate] = []
    for candidate in found:
        (places if _is_place(analysis, candidate) else actors).append(candidate)
    bare = [candidate for candidate in actors if organs.is_bare(candidate)]
    record(analysis, _joined([candidate for candidate in actors if candidate not in bare]))
    record(analysis, [candidate for candidate in bare if not organs.told(analysis, candidate)])
    persons.roles_beside(analysis)
    persons.short_names(analysis)
    organisations_short.short_names(analysis)
    organs.without_state(analysis)
    collectives.adjectives(analysis)
    collectives.halves(analysis)
    acting = {entity.name for entity in analysis.entities.values()}
    record(analysis, [candidate for candidate in places if candidate.name in acting])
    analysis.reorder()


def _is_place(analysis: Analysis, candidate: Candidate) -> bool:
    """Whether a capital, a continent or a territory is only where something happens (`talks in Vienna`, unlike `officials
    in Vienna`), or a state only a measure (`twice the size of Portugal`).
    """
    if candidate.kind not in {"state", "bloc"} or candidate.how != "gazetteer":
        return False
    root = structure.coordination_head(analysis.doc[candidate.start : candidate.end].root)
    if structure.preposition(root) == "of" and root.head.lower_ in _MEASURES:
        return True
    named = namewords.surface(analysis.doc, candidate.start, candidate.end) == candidate.name
    if named and candidate.kind == "state":
        entry = analysis.gazetteer.lookup(candidate.name)
        if entry is None or entry.attribute("status") != "territory":
            return False
    if structure.preposition(root) not in persons.PLACING:
        return False
    return root.head.lower_ not in namewords.load().state_collectives


def _joined(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates, where the first words of a longer organisation's name are that organisation, too, and the last
    words of a person's full name that person (`Ben Halim` for `Munir Ben Halim`), as its first two of three are.
    """
    longer: dict[tuple[str, ...], Candidate] = {}
    begun: dict[tuple[str, ...], dict[str, Candidate]] = {}
    for candidate in reversed(candidates):
        words = _parts(candidate)
        for count in range(1, len(words)):
            if candidate.kind == "organisation":
                longer["organisation", *words[:count]] = candidate
            elif candidate.kind == "person":
                longer["person", *words[count:]] = candidate
                if count > 1:
                    begun.setdefault(("person", *words[:count]), {})[candidate.name] = candidate
    # Two persons may share their first names.
    longer |= {words: next(iter(names.values())) for words, names in begun.items() if len(names) == 1}
    return [_as_longer(candidate, longer.get((candidate.kind, *_parts(candidate)))) for candidate in candidates]


def _parts(candidate: Candidate) -> list[str]:
    """The words by which a name is compared: a person's without article and hyphen (`Al Burhan`, `Amir-Abdollahian`)."""
    if candidate.kind != "person":
        return candidate.name.split()
    words = fold(candidate.name).casefold().replace("-", " ").replace("‑", " ").split()
    return [word for word in words if word not in _ARTICLES] or words


def _as_longer(candidate: Candidate, full: Candidate | None) -> Candidate:
    acronym = candidate.name.isupper() and candidate.kind != "person"  # but "MS. JEAN-PIERRE" before what she says
    if full is None or acronym or candidate.how != "entity":
        return candidate
    aliases = tuple(sorted({*full.aliases, candidate.name}))
    return replace(full, start=candidate.start, end=candidate.end, aliases=aliases, how="alias")


def _from_gazetteer(analysis: Analysis) -> Iterator[Candidate]:
    doc = analysis.doc
    families = {ent[-1].text for ent in doc.ents if ent.label_ == "PERSON" and len(ent) > 1}
    in_person = {i for e in doc.ents if e.label_ == "PERSON" and len(e) > 1 for i in range(e.start, e.end)}
    for start, end, entry in analysis.gazetteer.find(doc):
        family = doc[start].ent_type_ == "PERSON" and doc[start].text in families
        place_in_person = entry.kind in {"state", "bloc"} and end - start == 1 and (start in in_person or family)
        if entry.kind == "region" or place_in_person or _only_part(analysis, start, end, entry):
            continue
        if not _modifies(analysis, start, end, entry):
            yield known(entry, start, end, persons.office_before(analysis, start) if entry.kind == "person" else ())
        elif entry.kind == "organisation":
            yield from _within(analysis, start, end)


def _others_acronyms(analysis: Analysis, found: list[Candidate]) -> frozenset[str]:
    """Acronyms that the text introduces for another than the one they are known for (`Coastal Relief Society (CRS)`), for a
    name of this text, which they are short for, or for what is no actor (`small reactors (SRs)`).
    """
    doc, lists = analysis.doc, namewords.load()
    actors = {i for c in found if c.type == "Actor" for i in range(c.start, c.end)}
    others = set()
    for opening in doc.where({"("}):
        if opening.i + 2 >= len(doc) or doc[opening.i + 2].text != ")":
            continue
        token = doc[opening.i + 1]
        words = _spelt_out(doc, token)
        if not words:
            continue
        entry, named = analysis.gazetteer.lookup(token.text), token.i - 2 in actors
        common = any(word.islower() for word in words) or " ".join(words).casefold() in lists.generic
        thing = not named and (common or words[0].casefold() in lists.never)
        # "Department of Health and Human Services (HHS)": the acronym may be of the last words only.
        known_as = () if entry is None else (entry.name, *entry.aliases)
        known_by = {word[:_STEM] for name in known_as for word in name.split()}
        if thing or (words[0][:_STEM] not in known_by and (named or entry is not None)):
            others.add(token.text)
    return frozenset(others)


def _spelt_out(doc: Doc, acronym: Token) -> list[str]:
    """The words before an acronym in parentheses that it is made of; none where its letters are not theirs."""
    letters = acronym.text.removesuffix("s")
    if not (letters.isupper() and letters.isalpha() and len(letters) > 1):
        return []
    before = [t for t in doc[max(acronym.i - _REACH, 0) : acronym.i - 1] if t.is_alpha]
    for told in (before, [t for t in before if t.pos_ not in _SMALL]):
        words = [t.text for t in told[-len(letters) :]]
        if "".join(word[0].upper() for word in words) == letters:
            return [word for word in words if word.lower() not in _LINKS]
    return []


def _only_part(analysis: Analysis, start: int, end: int, entry: Entry) -> bool:
    """Whether a name is only a part of another one: of a model (`T-SLM`), of a place named after somebody, of some of its
    members (`the two Gulf states`).
    """
    doc = analysis.doc
    if entry.kind == "bloc" and start and doc[start - 1].lower_ in collectives.COUNTED:
        return True
    if entry.kind == "person":
        return end < len(doc) and doc[end].lower_ in namewords.load().places
    model = start > 1 and end - start == 1 and doc[start - 1].text == "-" and not doc[start - 1].whitespace_
    if not (model and doc[start].text.isupper() and doc[start - 2].text.isupper()):
        return False
    before = analysis.gazetteer.lookup(doc[start - 2].text)
    return before is None or before.kind != "state"  # "the US-ROK alliance" names two


def _within(analysis: Analysis, start: int, end: int) -> Iterator[Candidate]:
    """The state at the beginning of a name that is none here: `Kenya` in `Kenya's military operations`."""
    for last in range(end - 1, start, -1):
        entry = analysis.gazetteer.lookup(analysis.doc[start:last].text)
        if entry is not None and entry.kind == "state":
            yield known(entry, start, last)
            return


def _opens(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a name is the beginning of a sentence with an adjective, as any other would be: `The East African states`."""
    opening, last = analysis.doc[start], analysis.doc[end - 1]
    return bool(opening.is_sent_start) and opening.tag_ == "DT" and last.tag_ == "JJ"


def _modifies(analysis: Analysis, start: int, end: int, entry: Entry) -> bool:
    """Whether a name that ends in a common noun only modifies the next word (`Kenyan army` in `Kenyan army bases`), or
    a state's name a sum of money (`US dollars`).
    """
    doc = analysis.doc
    last = doc[end - 1]
    following = doc[end].lower_ if end < len(doc) else ""
    if entry.kind == "state" and (following in _MONEY or (following == "$" and last.head.i == end)):
        return True
    # "a UN expert panel report" is the panel's.
    common = (
        (last.text.islower() or _opens(analysis, start, end))
        and end - 1 > 0
        and last.head.lower_ not in attribution_lexicon.words("back", "papers")
    )
    return common and last.dep_ in {"compound", "amod"} and last.head.i >= end and last.head.pos_ in {"NOUN", "PROPN"}
