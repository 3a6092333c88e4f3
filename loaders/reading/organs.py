"""Organs of states: ministries, parliaments, armed forces, named with their state or, later on, without it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from loaders.lexicon import tables
from loaders.reading.candidates import Candidate, known
from loaders.reading.nations import Nation, acts, adjective, nation_at, nation_before

if TYPE_CHECKING:
    from loaders.parsed import Doc
    from loaders.reading.analysis import Analysis

_LONGEST_FORM = 5
_POSSESSIVE = frozenset({"'s", "’s"})
#: How often an article must name the state whose army `the army` is.
_MAIN = 3


@dataclass(frozen=True, slots=True)
class _Organ:
    name: str
    forms: tuple[str, ...]
    abroad: bool


@cache
def _organs() -> dict[str, _Organ]:
    data = tables("names_organs")["organ"]
    organs = [_Organ(table["name"], tuple(table["forms"]), table.get("abroad", False)) for table in data]
    return {_as_tokens(form): organ for organ in organs for form in organ.forms}


@cache
def _singles() -> frozenset[str]:
    """Forms that name one organ though written without capitals and without the state."""
    return frozenset(map(_as_tokens, tables("names_organs")["single"]))


@cache
def _without(organ: str) -> frozenset[str]:
    """The states that have no organ of this name: a `foreign ministry` is not Washington's."""
    rows = tables("names_organs")["without"]
    return frozenset(state for state, words in rows.items() if any(word in organ for word in words))


def _as_tokens(form: str) -> str:
    """A form as the tokens of a text: "prime minister 's office"."""
    return re.sub("(['’]s)", r" \1", form)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(form.partition(" ")[0] for form in _organs())


def with_state(analysis: Analysis) -> Iterator[Candidate]:
    """Organs whose state stands beside them: `the Chinese foreign ministry`, `Iraq's parliament`, `Ministry of X of Y`."""
    doc = analysis.doc
    for start, end, organ in _forms(doc):
        before = nation_before(analysis, start)
        if organ.abroad:
            host = nation_at(analysis, end + 1) if end < len(doc) and doc[end].lower_ in {"in", "to"} else None
            if before is not None and host is not None:
                yield _mission(analysis, organ, before, end, host)
        elif before is not None:
            yield _candidate(analysis, organ, before, (before.start, end))
        elif end < len(doc) and doc[end].lower_ in {"of", "in"}:
            after = nation_at(analysis, end + 1)
            capital = after is not None and after.entry.name != doc[after.start : after.end].text
            if after is not None and acts(after) and (doc[end].lower_ == "of" or capital):
                yield _candidate(analysis, organ, after, (start, after.end))


def is_bare(candidate: Candidate) -> bool:
    """Whether a name that the pipeline found is only an organ's, of whichever state: `Ministry of Trade`."""
    return candidate.how == "entity" and "ministry" in candidate.name.casefold() and candidate.name.lower() in _organs()


def told(analysis: Analysis, candidate: Candidate) -> bool:
    """Whether the text tells whose organ a bare name is, which is then a mention of that one: it has named it before, or says
    that it is `the country's`, whichever that is.
    """
    doc, start, organ = analysis.doc, candidate.start, _organs()[candidate.name.lower()]
    if start > 1 and doc[start - 1].lower_ in _POSSESSIVE and doc[start - 2].lower_ in {"country", "kingdom"}:
        return True
    key = _named_before(analysis, organ, start)
    if key is None or not analysis.entities[key].name.endswith(organ.name):
        return False
    return analysis.mention(start, candidate.end, (key,), "alias")


def without_state(analysis: Analysis) -> None:
    """`the ministry of defence`, `parliament`: the organ named before, or that of the state spoken of."""
    doc = analysis.doc
    for start, end, organ in _forms(doc):
        if any(analysis.mention_at(i) for i in range(start, end)):
            continue
        key = _named_before(analysis, organ, start)
        if key is not None:
            analysis.mention(start, end, (key,), "alias")
            continue
        if organ.abroad or (not doc[end - 1].text[:1].isupper() and not _single(doc, start, end, organ)):
            continue
        main = (
            "ministry" not in organ.name.casefold() and doc[end - 1].text.islower() and doc[start - 1].lower_ != "its"
        )
        others = _without(organ.name)
        nation = (
            _of_leader(analysis, start)
            or _ahead(analysis, start)
            or (_main(analysis, start) if main else _spoken_of(analysis, start, others))
        )
        if nation is not None:
            candidate = _candidate(analysis, organ, nation, (start, end))
            entity = analysis.add(candidate.type, candidate.kind, candidate.name, candidate.aliases)
            analysis.mention(start, end, (entity.key,), "pattern")


def _single(doc: Doc, start: int, end: int, organ: _Organ) -> bool:
    """Whether the words without capitals name an organ of which a state has one: `the foreign ministry`, `the central bank`."""
    if "ministry" in organ.name.casefold():
        return True
    return (
        start > 0
        and doc[start - 1].lower_ in {"the", "its", *_POSSESSIVE}
        and " ".join(t.lower_ for t in doc[start:end]) in _singles()
    )


def _forms(doc: Doc) -> Iterator[tuple[int, int, _Organ]]:
    """Where an organ's form stands as a noun phrase's head; the longest form first."""
    forms, end = _organs(), 0
    for token in doc.where(_first_words()):
        if token.i < end:
            continue
        words = [t.lower_ for t in doc[token.i : token.i + _LONGEST_FORM]]
        for length in range(len(words), 0, -1):
            organ = forms.get(" ".join(words[:length]))
            if organ is not None and _is_head(doc, token.i + length - 1):
                end = token.i + length
                yield token.i, end, organ
                break


def _is_head(doc: Doc, last: int) -> bool:
    """Whether no noun follows that the word only modifies: `army` in `army bases` names no army."""
    token = doc[last]
    following = doc[last + 1] if last + 1 < len(doc) else token
    if following.text in {"-", "–", "‑"} and not token.whitespace_:  # "military-industrial firms"
        return False
    if following.lower_ == "of" and token.text in tables("names_organs")["offices"]:
        return False
    if following.pos_ in {"NUM", "DET"}:  # "gave the police two boats"
        return True
    return token.pos_ != "ADJ" and not (
        token.dep_ in {"compound", "amod"} and token.head.i > last and token.head.pos_ in {"NOUN", "PROPN"}
    )


def _candidate(analysis: Analysis, organ: _Organ, nation: Nation, span: tuple[int, int]) -> Candidate:
    start, end = span
    state = nation.entry
    adj = adjective(state)
    for form in organ.forms:
        entry = analysis.gazetteer.lookup(f"{adj} {form}") or analysis.gazetteer.lookup(f"{state.name}'s {form}")
        if entry is not None:
            return known(entry, start, end)
    variants = [
        pattern
        for form in organ.forms
        for pattern in (f"{adj} {form}", f"{state.name}'s {form}", f"{form} of {state.name}")
    ]
    attributes = (("of", state.name),)
    return Candidate(start, end, "Actor", "organisation", f"{adj} {organ.name}", "pattern", tuple(variants), attributes)


def _mission(analysis: Analysis, organ: _Organ, sender: Nation, end: int, host: Nation) -> Candidate:
    """An organ abroad, which its host's name or capital tells from others: `Chilean Embassy in Lima`.

    The host is a mention of its own, so that `they` can be the people there.
    """
    place, own = analysis.doc[host.start : host.end].text, adjective(sender.entry)
    variants = [
        f"{state} {form} in {there}"
        for form in organ.forms
        for state in (own, f"{sender.entry.name}'s", analysis.doc[sender.start : sender.end].text)
        for there in dict.fromkeys((place, host.entry.name))
    ]
    name, attributes = f"{own} {organ.name} in {place}", (("of", sender.entry.name),)
    return Candidate(
        sender.start, end, "Actor", "organisation", name, "pattern", tuple(dict.fromkeys(variants)), attributes
    )


def _named_before(analysis: Analysis, organ: _Organ, start: int) -> str | None:
    """The last organ of this kind that was named with its state before."""
    ends = tuple(form.casefold() for form in organ.forms)
    for mention in sorted(analysis.mentions, key=lambda m: -m.start):
        if mention.start >= start or len(mention.keys) != 1:
            continue
        entity = analysis.entities[mention.keys[0]]
        names = [name.rpartition(" in ")[0] if organ.abroad else name for name in (entity.name, *entity.aliases)]
        if entity.kind == "organisation" and any(_is_organ(analysis, name, ends) for name in names):
            return entity.key
    return None


def _is_organ(analysis: Analysis, name: str, forms: tuple[str, ...]) -> bool:
    """Whether a name ends in an organ's form; "Forces" alone has many a body, so that a state must stand before it."""
    folded = name.casefold()
    if not folded.endswith(forms):
        return False
    if folded.endswith(" forces") and not folded.endswith(("armed forces", "defence forces", "defense forces")):
        return analysis.gazetteer.demonym(name.rsplit(" ", 1)[0]) is not None
    return True


def _of_leader(analysis: Analysis, start: int) -> Nation | None:
    """The state of the person to whom an organ is said to belong: `Lungu's army`."""
    owner = analysis.doc[start - 1].lower_ in _POSSESSIVE and start > 1
    persons = [analysis.entities[key] for key in analysis.keys_at(start - 2)] if owner else []
    homes = [dict(person.attributes).get("of", "") for person in persons if person.kind == "person"]
    entry = analysis.gazetteer.lookup(homes[0]) if homes else None
    return Nation(start - 2, start, entry) if entry is not None and entry.kind == "state" else None


def _ahead(analysis: Analysis, start: int) -> Nation | None:
    """The state in whose capital a sentence begins: `In Lima the foreign ministry said`."""
    doc, article = analysis.doc, start - 1
    first = doc[start].sent.start
    nation = nation_before(analysis, article) if article > first and doc[article].lower_ == "the" else None
    return nation if nation is not None and nation.start == first + 1 and doc[first].lower_ == "in" else None


def _main(analysis: Analysis, start: int) -> Nation | None:
    """The state that the article is about, whose army `the army` is: named thrice and more often than any other."""
    counts = Counter({key: n for key, n in analysis.counts().items() if analysis.entities[key].kind == "state"})
    first, second = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    if first[1] < _MAIN or first[1] == second[1]:
        return None
    entry = analysis.gazetteer.lookup(analysis.entities[first[0]].name)
    return None if entry is None else Nation(start, start, entry)


def _spoken_of(analysis: Analysis, start: int, others: frozenset[str]) -> Nation | None:
    """The state named last before as a subject in the sentence, or the one that the article is about, or the state named
    last before as a subject, or else the one named last before, in the same paragraph; none of the `others`.
    """
    paragraph, sentence = analysis.paragraph(start), analysis.sentence(start).start
    sentence = analysis.sentence(max(sentence - 1, 0)).start
    found = [
        mention
        for mention in sorted(analysis.mentions, key=lambda m: -m.start)
        if mention.start < start
        and len(mention.keys) == 1
        and analysis.entities[mention.keys[0]].kind == "state"
        and analysis.entities[mention.keys[0]].name not in others
        and analysis.paragraph(mention.start) == paragraph
    ]
    subjects = [m for m in found if analysis.doc[m.start : m.end].root.dep_.startswith("nsubj")]
    owned = analysis.doc[start - 1].lower_ in _POSSESSIVE
    main = None if owned or any(m.start >= sentence for m in subjects) else _main(analysis, start)
    if main is not None and main.entry.name not in others:
        return main
    for mention in [*subjects, *found][:1]:
        entry = analysis.gazetteer.lookup(analysis.entities[mention.keys[0]].name)
        if entry is not None:
            return Nation(mention.start, mention.end, entry)
    return None
