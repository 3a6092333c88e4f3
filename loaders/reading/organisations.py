"""Organisations: names that the pipeline finds or that are built round an organisation's head noun."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from loaders.reading import namewords, structure
from loaders.reading.candidates import Candidate, known
from loaders.reading.namewords import is_title_case, surface, trim

if TYPE_CHECKING:
    from loaders.parsed import Doc, Token
    from loaders.reading.analysis import Analysis

_STORE = "words of persons' names"
_PREPOSITIONS = frozenset({"of", "for", "on"})
_NO_ENDING = _PREPOSITIONS | {"in", "with", "and", "&", "the"}
#: Names of weapons and models: `F-16s`, `S-300`, `HAWKs`, `IRIS-T`.
WEAPON = re.compile(r".*\b[A-Z]-[A-Z]{2,}|[A-Z][A-Za-z]*-?\d+\w*s?|[A-Z]{2,}s|\d+")
_ACTIVE = frozenset({"nsubj", "nmod:poss", "obl:agent", "iobj", "vocative"})
#: Names of months and days, which belong to no name behind them ("a March UN resolution").
_DATES = frozenset({*calendar.month_name, *calendar.day_name})
#: Offices behind which, after `of` or `for`, stands what they are for.
_OFFICES = frozenset(
    {"minister", "secretary", "undersecretary", "general", "commissioner", "ministry", "vice-minister"}
)
_SERVED = frozenset({"president", "assistant"})  # "Assistant to the President for National Security Affairs"
_ABBREVIATED = re.compile(r"(?:[A-Z]\.){2,}")
_DESCRIBED = frozenset({"compound", "appos", "flat", "nmod"})


def full_names(analysis: Analysis) -> Iterator[Candidate]:
    """The pipeline's organisations that are neither events, laws, weapons nor places, and names by pattern."""
    for found, end in _spans(analysis):
        start = found + 1 if analysis.doc[found].text in _DATES and end > found + 1 else found
        name = surface(analysis.doc, start, end)
        entry = analysis.gazetteer.lookup(name)
        if entry is not None and entry.type == "Actor" and entry.kind != "person":
            yield known(entry, start, end)
        elif entry is None and name.casefold() not in namewords.load().generic:
            yield from _unknown(analysis, start, end)


def _unknown(analysis: Analysis, start: int, end: int) -> Iterator[Candidate]:
    """A name without its leading adjective of a state where what is left is known or a name by itself."""
    doc = analysis.doc
    if _between_states(analysis, end):
        return
    own = _own_start(analysis, start, end)
    name, whole = surface(doc, own, end), surface(doc, start, end)
    entry = analysis.gazetteer.lookup(name)
    if entry is not None and entry.type == "Actor":
        yield known(entry, own, end)
    else:
        aliases = tuple(sorted({whole, name} - {name}))
        yield Candidate(start, end, "Actor", "organisation", name, "entity", aliases)


def _between_states(analysis: Analysis, end: int) -> bool:
    """Whether a name says how two states stand to each other: `the U.S.-ROK Alliance`."""
    words = [token.text for token in analysis.doc[max(end - 4, 0) : end]]
    if len(words) != 4 or words[1] not in {"-", "–"} or words[3].lower() not in namewords.load().bilateral:
        return False
    sides = [analysis.gazetteer.lookup(words[i]) for i in (0, 2)]
    return all(side is not None and side.kind == "state" for side in sides)


def _own_start(analysis: Analysis, start: int, end: int) -> int:
    """Where the name begins after a state's adjective that only tells where it is: `South African Karoo Institute`."""
    for length in (2, 1):
        if end - start > length + 1 and analysis.gazetteer.demonym(analysis.doc[start : start + length].text):
            first = analysis.doc[start + length]
            head_first = first.lower_ in namewords.load().heads
            return start if head_first or first.lower_ in namewords.load().common_modifiers else start + length
    single = analysis.gazetteer.lookup(analysis.doc[end - 1].text) if end - start > 1 else None
    organisation = single is not None and single.type == "Actor" and single.kind == "organisation"
    if organisation and analysis.gazetteer.demonym(analysis.doc[start : end - 1].text):
        # "the Chilean Condor force"
        return end - 1
    return start


def _spans(analysis: Analysis) -> Iterator[tuple[int, int]]:
    doc = analysis.doc
    taken = {
        i
        for ent in doc.ents
        if ent.label_ == "PERSON" and (len(ent) > 1 or analysis.gazetteer.persons(ent.text))
        for i in range(ent.start, ent.end)
    }
    for token in doc.where(namewords.load().last_words):
        span = _round_head(analysis, token.i, taken)
        if span is not None:
            yield span
    yield from _apposed(analysis)
    counts = Counter(ent.text for ent in doc.ents)
    for ent in doc.ents:
        if ent.label_ in {"ORG", "PERSON", "NORP"}:
            last = ent.end
            while last > ent.start + 1 and doc[last - 1].lower_ in _NO_ENDING | namewords.load().calendar:
                last -= 1
            start, end = trim(doc, _after_possessive(analysis, ent.start, last), last)
            end = _continued(doc, end + _is_branch(doc, end)) if ent.label_ == "ORG" else end
            for first, last in _parts(analysis, start, end):
                if first < last and _is_organisation(analysis, ent.label_, first, last, counts[ent.text]):
                    yield first, last


def _apposed(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Names of two words and more, whatever the pipeline took them for but persons, that a company's noun stands beside:
    `Blue Harbour, the Piraeus shipowner`, `a trader, Blue Harbour`, `a company called Blue Harbour`.
    """
    doc, lists = analysis.doc, namewords.load()
    for noun in doc.where(lists.descriptors):
        if noun.pos_ != "NOUN" or noun.lower_ not in lists.descriptors:
            continue
        beside = structure.children(noun, "appos") + ([noun.head] if structure.relation(noun) == "appos" else [])
        if noun.i + 2 < noun.sent.end and noun.nbor().lower_ in {"called", "named"}:
            beside.append(noun.nbor(2))
        for name in beside:
            start = end = name.i
            while start > noun.sent.start and _unclaimed(doc[start - 1]):
                start -= 1
            while end < noun.sent.end and _unclaimed(doc[end]):
                end += 1
            text = surface(doc, start, end) if end > start + 1 else ""
            if text and analysis.gazetteer.lookup(text) is None and WEAPON.fullmatch(text) is None:
                yield start, end


def _unclaimed(token: Token) -> bool:
    """Whether a word may be part of a name that is no person's, people's or known organisation's."""
    return token.pos_ in {"PROPN", "ADJ"} and _part_of_name(token) and token.ent_type_ in {"", "LOC"}


def _is_branch(doc: Doc, end: int) -> bool:
    """Whether a state behind a name tells whose branch it is: `Rightswatch Mali said`, which the parse takes for two."""
    if not 0 < end < len(doc) or doc[end].ent_type_ != "LOC" or doc[end].pos_ != "PROPN":
        return False
    state, name = doc[end], doc[end - 1]
    if state.dep_ == "flat":
        return state.head.i < end
    beside = state.dep_ == "appos" and name.head in {state.head, state.head.head}
    return beside or (state.head == name.head and state.dep_ == name.dep_ == "nsubj")


def _continued(doc: Doc, end: int) -> int:
    """Where a name ends whose last words the pipeline left out: `Caroil Transport Marine`."""
    while (
        0 < end < len(doc) and doc[end].pos_ == "PROPN" and _unclaimed(doc[end]) and doc[end].sent == doc[end - 1].sent
    ):
        if doc[end].ent_type_ or is_title_case(doc[end]) or doc[end].lower_ in namewords.load().titles:
            break
        end += 1
    return end


def _parts(analysis: Analysis, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A name, or the two that the pipeline took for one: `Institute for Fisheries of Makerere University`, or a known
    one with what stands behind it: `the European Union on Acme Systems`.
    """
    doc = analysis.doc
    for i in range(start + 1, end - 1):
        if doc[i].lower_ in _PREPOSITIONS and analysis.gazetteer.lookup(surface(doc, start, i)) is not None:
            yield start, i
            yield i + 1, end
            return
    for i in range(start + 2, end - 2):
        if (
            doc[i].lower_ in {"of", "at"}
            and _another(doc, i + 1, end)
            and any(t.lower_ in {"for", "on"} for t in doc[start:i])
        ):
            yield start, i
            yield i + 1, end
            return
    yield start, end


def _round_head(analysis: Analysis, i: int, taken: set[int]) -> tuple[int, int] | None:
    """The name whose head noun a token is: `Steppe Policy Forum`, `Institute for Peace Research`, `Bank of X`."""
    doc, lists = analysis.doc, namewords.load()
    head = doc[i]
    if (
        head.lower_.rstrip(".") not in lists.heads | lists.legal_forms
        or not head.text[:1].isupper()
        or is_title_case(head)
    ):
        return None
    start = _left(doc, i, taken)
    end = i + 1 if analysis.gazetteer.lookup(surface(doc, start, i + 1)) else _right(doc, start, i, taken)
    if end - start < 2 or (end == i + 1 and head.lower_ in lists.never):
        return None
    following = doc[end] if end < len(doc) else None
    if end == i + 1 and following is not None and following.text[:1].isupper():
        weak = head.lower_ in lists.common_modifiers | {"front"} and _in_title(doc, end)
        return None if weak or following.lower_ in lists.never else trim(doc, start, end)
    return trim(doc, start, end)


def _left(doc: Doc, i: int, taken: set[int]) -> int:
    lists = namewords.load()
    start = i
    while start > 0 and start - 1 not in taken:
        before = doc[start - 1]
        inner = before.text in {"-", "–", "&"} and start > 1 and doc[start - 2].text[:1].isupper()
        ordinal = re.fullmatch(r"\d+(st|nd|rd|th)", before.text) is not None
        dated = before.text in _DATES
        abbreviated = _ABBREVIATED.fullmatch(before.text) and doc[start].text == "-"  # "U.S.-Peru Business Council"
        part = inner or ordinal or abbreviated or _part_of_name(before)
        if dated or not part or before.lower_ in lists.honorifics:
            break
        start -= 1
    # A sentence's first word is capitalised whatever it is.
    while (
        start < i
        and doc[start].is_sent_start
        and doc[start].pos_ in {"DET", "ADP", "PRON", "ADV", "SCONJ", "CCONJ", "VERB"}
    ):
        start += 1
    return start


def _right(doc: Doc, start: int, i: int, taken: set[int]) -> int:
    """Where a name ends that goes on behind its head: `for Peace and Conflict Research`, `of the Central Bank`."""
    end = i + 1
    joined = False
    while end + 1 < len(doc):
        skip = 1 + (doc[end].lower_ in _PREPOSITIONS and doc[end + 1].lower_ == "the")
        link = doc[end].lower_ in _PREPOSITIONS or (joined and doc[end].lower_ in {"and", "&"})
        nxt = end + skip
        if not link or nxt >= len(doc) or nxt in taken or not _part_of_name(doc[nxt]):
            break
        if doc[end].lower_ in {"and", "&"} and doc[nxt].ent_type_ in {"PERSON", "LOC"}:
            break
        last = nxt + 1
        while last < len(doc) and (_part_of_name(doc[last]) or doc[last].text in {"-", "–"}) and last not in taken:
            if _opens_title(doc, nxt, last):
                break
            last += 1
        if (last < len(doc) and doc[last].tag_ == "POS") or ((i - start > 0 or joined) and _another(doc, nxt, last)):
            break
        joined, end = True, last
    return end


def _opens_title(doc: Doc, first: int, i: int) -> bool:
    """Whether the title of somebody who is named behind it begins at `i`: `Bureau of Fisheries Senior Adviser Ama Darko`.

    What stands before it from `first` on is of the body's name: not so in `Office of the Prime Minister`.
    """
    lists = namewords.load()
    ranked = doc[i].lower_ in lists.role_modifiers and i + 1 < len(doc)
    title = i + ranked
    if doc[title].lower_ not in lists.roles - lists.common_modifiers:
        return False
    field = any(t.lower_ not in lists.role_modifiers - lists.common_modifiers for t in doc[first:i])
    return field and title + 1 < len(doc) and _part_of_name(doc[title + 1])


def _another(doc: Doc, start: int, end: int) -> bool:
    """Whether what follows a preposition is an organisation of its own: `of Kookmin University`."""
    lists = namewords.load()
    return end - start > 1 and doc[end - 1].lower_ in lists.heads - lists.common_modifiers


def _part_of_name(token: Token) -> bool:
    return (
        token.text[:1].isupper()
        and token.is_alpha
        and token.lower_ not in namewords.load().calendar
        and token.pos_ not in {"DET", "PRON", "ADP", "AUX", "SCONJ"} | ({"VERB"} if token.is_sent_start else set())
    )


def _after_possessive(analysis: Analysis, start: int, end: int) -> int:
    """Where a name begins behind the owner that the pipeline took into it: `Jakarta's Port Authority`."""
    for i in range(end - 2, start, -1):
        owner = surface(analysis.doc, start, i)
        if analysis.doc[i].tag_ == "POS" and (
            analysis.gazetteer.lookup(owner) or analysis.doc[i].lower_ in {"'s", "’s"}
        ):
            return i + 1
    return start


def _is_organisation(analysis: Analysis, label: str, start: int, end: int, count: int) -> bool:
    doc = analysis.doc
    lists = namewords.load()
    last = doc[end - 1].lower_.rstrip(".")
    if not _is_name(analysis, start, end):
        return False
    if analysis.gazetteer.lookup(surface(doc, start, end)) is not None:
        return label != "PERSON"
    if label != "ORG":
        return label == "PERSON" and any(
            (described(doc, start, end), _makes(doc, start, end), _beside_company(analysis, start, end))
        )
    if last in lists.heads | lists.legal_forms:
        # "SENIOR ADMINISTRATION OFFICIAL:" before what he says
        return end - start > 1 and not (doc[start:end].text.isupper() and _in_title(doc, end))
    if (
        last in lists.never
        or doc[end - 1].pos_ in {"CCONJ", "ADP", "DET"}
        or _in_title(doc, end)
        or _office(doc, start)
    ):
        return False
    return (
        described(doc, start, end)
        or _acts(doc, start, end)
        or (end - start > 1 and not is_title_case(doc[end - 1]))
        or (count > 2 and doc[start:end].root.dep_ != "compound")
        or _party(doc, start, end)
    )


def _is_name(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a span is written like a name and is no common word, weapon, people or person's family name."""
    doc = analysis.doc
    lists = namewords.load()
    name = surface(doc, start, end)
    last = doc[end - 1]
    if not (name[0].isupper() or name[0].isdigit()) or name.casefold() in lists.generic | lists.calendar:
        return False
    if last.text.islower() and last.lower_.rstrip(".") not in lists.legal_forms:
        return False
    if analysis.gazetteer.demonym(name) or (end - start == 1 and _is_surname(analysis, name)):
        return False
    return WEAPON.fullmatch(name) is None or analysis.gazetteer.lookup(name) is not None


def _is_surname(analysis: Analysis, word: str) -> bool:
    """Whether the word is a known person's family name or part of a person's full name in the article."""
    if _STORE not in analysis.doc.user_data:
        persons = [ent for ent in analysis.doc.ents if ent.label_ == "PERSON" and len(ent) > 1]
        analysis.doc.user_data[_STORE] = {token.text for ent in persons for token in ent}
    return bool(analysis.gazetteer.persons(word)) or word in analysis.doc.user_data[_STORE]


def _in_title(doc: Doc, end: int) -> bool:
    """Whether a role follows, so that the words before belong to it: `National Security Advisor`."""
    lists = namewords.load()
    return end < len(doc) and doc[end].lower_.rstrip("s") in lists.roles | lists.role_modifiers


def _office(doc: Doc, start: int) -> bool:
    """Whether the words say what an office is for: `the Minister for Defence`, `Director-General of Export Control`."""
    served = start > 1 and doc[start - 1].lower_ == "for" and doc[start - 2].lower_ in _SERVED
    return served or (start > 1 and doc[start - 1].lower_ in _PREPOSITIONS and doc[start - 2].lower_ in _OFFICES)


def described(doc: Doc, start: int, end: int) -> bool:
    """Whether a common noun beside the name says that it is an organisation: `the Greek daily Kathimerini`."""
    lists = namewords.load()
    root = doc[start:end].root
    if start > 0 and doc[start - 1].lower_ in {"a", "an"}:
        return False
    if root.dep_ == "nmod:poss" and root.head.lower_ in lists.possessions:
        return True
    if root.dep_ in _DESCRIBED and structure.preposition(root) is None:
        several = root.dep_ == "appos" and root.head.tag_ == "NNS" and root.head.lower_[:-1] in lists.descriptors
        if several or (root.head.lower_ in lists.descriptors and abs(root.head.i - root.i) < end - start + 3):
            return True
    if start > 0 and doc[start - 1].lower_ in lists.descriptors and doc[start - 1].pos_ in {"NOUN", "PROPN"}:
        return True
    beside = [c for c in root.children if c.dep_ == "appos" and c.i > root.i and structure.preposition(c) is None]
    beside = [c for c in beside if c.left_edge.i <= end + 1]
    return any(c.lower_ in lists.descriptors for c in beside)


def _makes(doc: Doc, start: int, end: int) -> bool:
    """Whether a single name stands for who builds or makes something: `drones made by Zephyrion`."""
    root = doc[start:end].root
    return end - start == 1 and root.dep_ == "obl:agent" and root.head.lemma_.lower() in namewords.load().making


def _party(doc: Doc, start: int, end: int) -> bool:
    """Whether a single name stands where a giver or taker does: `sold to Chalco`, `bought from Baowu`."""
    root = doc[start:end].root
    while root.dep_ == "conj":
        root = root.head
    giving = root.dep_ in {"obl", "nmod"} and structure.preposition(root) in {"to", "from", "for", "with", "by"}
    return end - start == 1 and giving


def _beside_company(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a single name is joined to that of a known company: `Elbit and Rafalia`."""
    root = analysis.doc[start:end].root
    entry = analysis.gazetteer.lookup(root.head.text) if end - start == 1 and root.dep_ == "conj" else None
    return entry is not None and entry.type == "Actor" and entry.kind == "organisation"


def _acts(doc: Doc, start: int, end: int) -> bool:
    root = doc[start:end].root
    return root.dep_ in _ACTIVE
