"""States by their adjectives, inhabitants and officials, and groups that belong to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from loaders.reading import namewords
from loaders.reading.candidates import Candidate, known
from loaders.reading.nations import Nation, acts, adjective, nation_at

if TYPE_CHECKING:
    from loaders.parsed import Doc
    from loaders.reading.analysis import Analysis

_STORE = "nations"
_MOST_MODIFIERS = 2
#: Of how many words, titles included, the name of a leader may be.
_MOST_NAMES = 6
_POSSESSIVE = frozenset({"'s", "’s"})
_MONEY = frozenset({"dollar", "dollars", "$", "bn", "currency"})
#: What makes of a region's or bloc's name only some of its members.
COUNTED = frozenset({"two", "both", "either", "neither"})
_GOVERNMENTS = frozenset({"administration", "government", "regime", "cabinet"})


def full_names(analysis: Analysis) -> Iterator[Candidate]:
    """`Iranian authorities`, `US defence officials` for the state, `Kenyan companies` for a group."""
    lists = namewords.load()
    yield from _governments_of_leaders(analysis)
    yield from _governments_under(analysis)
    yield from _governments_of_states(analysis)
    for nation in nations(analysis):
        end = _head(analysis.doc, nation.end)
        if end is None:
            continue
        word = analysis.doc[end - 1].lower_
        if word in lists.state_collectives:
            # "The Baltic state" is one of them.
            if nation.entry.kind == "bloc" and word == "state":
                continue
            yield known(nation.entry, nation.start, end)
        elif word in lists.group_nouns and end - nation.end <= 2 + _possessives(analysis.doc, nation.end):
            between = [t.text for t in analysis.doc[nation.end + _possessives(analysis.doc, nation.end) : end - 1]]
            name = " ".join((adjective(nation.entry), *between, word))
            yield Candidate(
                nation.start, end, "Actor", "group", name, "pattern", (analysis.doc[nation.start : end].text,)
            )


def _governments_of_states(analysis: Analysis) -> Iterator[Candidate]:
    """`the Government of Kenya`: the state."""
    doc = analysis.doc
    for token in doc.where(_GOVERNMENTS):
        if token.lower_ in _GOVERNMENTS and token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "of":
            nation = nation_at(analysis, token.i + 2)
            if (
                nation is not None
                and nation.entry.kind == "state"
                and analysis.gazetteer.demonym(doc[nation.start].text) is None
            ):
                yield known(nation.entry, token.i, nation.end)


def _governments_of_leaders(analysis: Analysis) -> Iterator[Candidate]:
    """`the Boric administration`, `Boric’s government`: the state that the leader leads."""
    doc = analysis.doc
    for token in doc.where(_GOVERNMENTS):
        if token.lower_ not in _GOVERNMENTS or not token.i:
            continue
        owned = doc[token.i - 1].lower_ in _POSSESSIVE and token.i > 1
        name = doc[token.i - 2 if owned else token.i - 1]
        start = name.i
        while start > 1 and doc[start - 1].text == "-":
            start -= 2
        first = doc[start].text.split("-")[0]
        if not first[:1].isupper():
            continue
        for person in analysis.gazetteer.persons(first)[:1]:
            state = analysis.gazetteer.lookup(person.attribute("of") or "")
            if state is not None and state.kind == "state":
                yield known(state, token.i if owned else start, token.i + 1)


def _governments_under(analysis: Analysis) -> Iterator[Candidate]:
    """`the government of President ...`, `the regime of ...` before a known leader's name: the state that he leads."""
    doc = analysis.doc
    for token in doc.where(_GOVERNMENTS):
        if token.lower_ not in _GOVERNMENTS or token.i + 2 >= len(doc) or doc[token.i + 1].lower_ != "of":
            continue
        end = token.i + 2
        while end < min(token.i + 2 + _MOST_NAMES, len(doc)) and (doc[end].pos_ == "PROPN" or doc[end].text == "-"):
            end += 1
        for start in range(token.i + 2, end):
            person = analysis.gazetteer.lookup(doc[start:end].text)
            family = analysis.gazetteer.persons(doc[start].text) if person is None and start + 1 == end else ()
            leader = next(iter(family), None) if person is None else person
            state = analysis.gazetteer.lookup(leader.attribute("of") or "") if leader is not None else None
            if leader is not None and leader.kind == "person" and state is not None and state.kind == "state":
                yield known(state, token.i, token.i + 1)
                break


def regions(analysis: Analysis) -> Iterator[Candidate]:
    """`African countries`, `Asian governments`: the states of a region as one group."""
    lists = namewords.load()
    doc = analysis.doc
    for token in doc.where(lists.state_nouns):
        if token.lower_ not in lists.state_nouns:
            continue
        if any(c.lower_ in COUNTED for c in token.children):
            continue  # "the two Caribbean states" are two of them.
        for length in (2, 1):
            start = token.i - length
            entry = analysis.gazetteer.demonym(doc[start : token.i].text) if start >= 0 else None
            if entry is not None and entry.kind == "region":
                adjective_ = doc[start : token.i].text
                names = [f"{adjective_} {noun}" for noun in sorted(lists.state_nouns)]
                yield Candidate(start, token.i + 1, "Actor", "group", f"{adjective_} states", "pattern", tuple(names))
                break


def families(analysis: Analysis) -> Iterator[Candidate]:
    """`the Rahmani family`: a group of that name."""
    doc = analysis.doc
    for token in doc.where(namewords.load().kin):
        name = doc[token.i - 1] if token.i else token
        if (
            token.text in namewords.load().kin
            and name.pos_ == "PROPN"
            and name.text.istitle()
            and not name.is_sent_start
        ):
            yield Candidate(
                name.i, token.i + 1, "Actor", "group", f"{name.text} {token.text}", "pattern", (name.text + "s",)
            )


def adjectives(analysis: Analysis) -> None:
    """Inhabitants (`the Kenyans`) and the adjectives that are left (`Iranian` in `Iranian drones`)."""
    for nation in nations(analysis):
        taken = any(analysis.mention_at(i) for i in range(nation.start, nation.end))
        if taken or _only_describes(analysis, nation) or not _is_adjective(analysis, nation):
            continue
        candidate = known(nation.entry, nation.start, nation.end)
        if _of_a_firm(analysis, nation) and all(e.name != candidate.name for e in analysis.entities.values()):
            continue
        entity = analysis.add(
            candidate.type, candidate.kind, candidate.name, candidate.aliases, **dict(candidate.attributes)
        )
        analysis.mention(nation.start, nation.end, (entity.key,), "gazetteer" if nation.plural else "adjective")


def halves(analysis: Analysis) -> None:
    """`the North`: the state whose name begins so, where the article names it."""
    doc = analysis.doc
    for token in doc.where({"north", "south"}):
        if (
            token.text not in {"North", "South"}
            or not token.i
            or analysis.mention_at(token)
            or doc[token.i - 1].lower_ != "the"
        ):
            continue
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if following is not None and (following.text[:1].isupper() or following.pos_ in {"NOUN", "ADJ"}):
            continue
        halved = [e for e in analysis.entities.values() if e.kind == "state" and e.name.startswith(token.text + " ")]
        if len(halved) == 1:
            analysis.mention(token.i, token.i + 1, (halved[0].key,), "alias")


def nations(analysis: Analysis) -> list[Nation]:
    """Adjectives, inhabitants and names of states and blocs, also as first part of a hyphenated word, in order."""
    if _STORE not in analysis.doc.user_data:
        analysis.doc.user_data[_STORE] = list(_nations(analysis))
    found: list[Nation] = analysis.doc.user_data[_STORE]
    return found


def _nations(analysis: Analysis) -> Iterator[Nation]:
    doc, end = analysis.doc, 0
    for token in doc:
        if token.i < end:
            continue
        nation = nation_at(analysis, token.i) if token.text[:1].isupper() and token.lower_ != "the" else None
        if nation is None and "-" in token.text:
            nation = _hyphenated(analysis, token.i)
        if nation is not None:
            end = nation.end
            if acts(nation) and (end == len(doc) or doc[end].lower_ not in _MONEY):
                yield Nation(nation.start, end, nation.entry, _inhabitants(doc, nation))


def _hyphenated(analysis: Analysis, i: int) -> Nation | None:
    """The state in a token such as `U.S.-led` or `Iran-backed`."""
    first = analysis.doc[i].text.split("-")[0]
    entry = analysis.gazetteer.demonym(first) or (analysis.gazetteer.lookup(first) if first[:1].isupper() else None)
    return Nation(i, i + 1, entry) if entry is not None and entry.kind in {"state", "bloc"} else None


def _is_adjective(analysis: Analysis, nation: Nation) -> bool:
    text = analysis.doc[nation.start : nation.end].text
    return "-" in text or analysis.gazetteer.demonym(text) is not None


def _of_a_firm(analysis: Analysis, nation: Nation) -> bool:
    """Whether an adjective only tells where a firm, medium or institute is at home: `the German magazine`."""
    head = analysis.doc[nation.end - 1].head
    return not nation.plural and head.i >= nation.end and head.lower_ in namewords.load().descriptors


def _only_describes(analysis: Analysis, nation: Nation) -> bool:
    """Adjectives that tell an origin, not an actor of today: `Soviet`, `Western` where nobody speaks of the West."""
    entry = nation.entry
    former = entry.attribute("status") == "former"
    named = entry.name == "European Union" or any(e.name == entry.name for e in analysis.entities.values())
    return not nation.plural and (former or (entry.kind == "bloc" and not named))


def _inhabitants(doc: Doc, nation: Nation) -> bool:
    last = doc[nation.end - 1]
    return last.tag_ in {"NNS", "NNPS"} or (last.text.endswith("s") and last.text in nation.entry.demonyms)


def _head(doc: Doc, i: int) -> int | None:
    """The end of a phrase of at most two modifiers and a collective noun that starts at a token."""
    lists = namewords.load()
    i += _possessives(doc, i)
    for end in range(i, min(i + _MOST_MODIFIERS + 1, len(doc))):
        token = doc[end]
        if token.lower_ in lists.state_collectives | lists.group_nouns:
            following = doc[end + 1] if end + 1 < len(doc) else None
            modifies = (
                token.dep_ in {"compound", "amod"} and token.head.i > end and token.head.pos_ in {"NOUN", "PROPN"}
            )
            return (
                None
                if modifies and following is not None and following.lower_ not in lists.state_collectives
                else end + 1
            )
        if token.pos_ not in {"ADJ", "NOUN", "CCONJ"} or not token.text.islower():
            return None
    return None


def _possessives(doc: Doc, i: int) -> int:
    return 1 if i < len(doc) and doc[i].lower_ in _POSSESSIVE else 0
