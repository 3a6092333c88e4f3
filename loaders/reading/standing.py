"""Who leads or belongs to which state or body: titles before names, appositions, `X of the Y`, known offices.

`Kenyan President Anna Oduya`, `Peru's foreign minister, Luis Costa`, `Peter Lund, a fellow at the Oslo Institute`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph.records import Relation
from loaders.reading import parties, slots
from loaders.reading.analysis import Analysis, Finding
from loaders.reading.certainty import judge
from loaders.reading.offices import implied_body, offices, standing
from loaders.reading.structure import children, conjuncts, preposition, relation

if TYPE_CHECKING:
    from spacy.tokens import Token

_BODIES = frozenset({"state", "organisation", "bloc", "group"})


def find(analysis: Analysis) -> Iterator[Finding]:
    """Every tie of a named person to a state or body."""
    placed: set[str] = set()
    for finding in _stated(analysis):
        if isinstance(finding.fact.source, str):
            placed.add(finding.fact.source)
        yield finding
    yield from _known(analysis, placed)


def _stated(analysis: Analysis) -> Iterator[Finding]:
    for token in analysis.doc:
        edge = standing(token)
        if edge is not None:
            yield from _title(analysis, token, edge)
        elif token.lemma_.lower() in offices().works and token.pos_ == "VERB":
            yield from _work(analysis, token)
    for mention in analysis.mentions:
        if mention.naming:
            yield from _behind_name(analysis, analysis.doc[mention.start : mention.end].root)


def _title(analysis: Analysis, title: Token, edge: str) -> Iterator[Finding]:
    persons = _persons(analysis, title)
    if not persons:
        return
    bodies, unit = _bodies(analysis, title, persons)
    for person in persons:
        for body in bodies:
            lesser = unit or analysis.entities[person].type == "Commentator"
            yield _finding(analysis, person, "AFFILIATED_WITH" if lesser else edge, body, title)


def _persons(analysis: Analysis, title: Token) -> list[str]:
    """The persons who bear a title: the mention that holds it, or whom it is said of."""
    tokens = [title, *slots.bearer(title)]
    after = title.nbor() if title.i + 1 < title.sent.end else None
    if after is not None and after.pos_ == "PROPN":
        tokens.append(after)
    found: dict[str, None] = {}
    for token in tokens:
        found.update({key: None for key in analysis.keys_at(token) if analysis.entities[key].kind == "person" or
                      analysis.entities[key].type == "Commentator"})
        if found:
            break
    return list(found)


def _bodies(analysis: Analysis, title: Token, persons: list[str]) -> tuple[list[str], bool]:
    """The bodies that a title names, and whether it is a post in one of their units."""
    before = [*slots.possessor(title), *slots.adjective(title)]
    before += [inner for token in before for inner in token.children if relation(inner) in {"compound", "amod"}]
    found = _of_bodies(analysis, before) or _left(analysis, title)
    if found:
        return found, False
    for word in offices().prepositions:
        chain, unit = _chain(analysis, title, word)
        if chain:
            return chain, unit
    for bearer in slots.bearer(title):
        found = _of_bodies(analysis, [c for c in children(bearer, "nmod") if preposition(c) == "of"])
        found = found or _of_bodies(analysis, [*slots.possessor(bearer), *slots.adjective(bearer)])
        if found:
            return found, False
    body = implied_body(title)
    if body is not None:
        entry = analysis.gazetteer.lookup(body)
        if entry is not None:
            return [analysis.add(entry.type, entry.kind, entry.name, entry.aliases).key], False
    return [], False


def _left(analysis: Analysis, title: Token) -> list[str]:
    """A body whose mention ends just before the title, wherever the parser put it (`Kenyan Vice President`)."""
    index = title.i - 1
    while index > title.sent.start and analysis.doc[index].pos_ in {"ADJ", "NOUN", "PROPN", "PUNCT"} and title.i - index < 5:
        if analysis.keys_at(index):
            break
        if analysis.doc[index].text in {",", ";", ":"}:
            return []
        index -= 1
    return _of_bodies(analysis, [analysis.doc[index]])


def _chain(analysis: Analysis, title: Token, word: str) -> tuple[list[str], bool]:
    """The largest body behind a preposition: `at the A of B` is B where A is no state's."""
    found: list[str] = []
    unit = False
    for token in slots.prepositional(title, word):
        if token.dep_ == "obl" and token.head.i != title.i:
            continue
        step: Token | None = token
        while step is not None:
            here = _of_bodies(analysis, [step]) or list(parties.keys(analysis, step))
            here = [key for key in here if analysis.entities[key].kind in _BODIES]
            if here and not (found and analysis.entities[here[0]].kind == "state"):
                unit = unit or bool(found)
                found = here
            elif not found:
                unit = unit or step.lemma_.lower() in offices().units
            step = next((c for c in children(step, "nmod", "appos") if preposition(c) in {"at", "of", "in", None}
                         and c.i > step.i), None)
    return found, unit


def _work(analysis: Analysis, verb: Token) -> Iterator[Finding]:
    targets = [t for word in ("at", "for", "with", "in") for t in slots.fill(verb, word)]
    for person in _of_persons(analysis, slots.fill(verb, "subject")):
        for body in _of_bodies(analysis, targets):
            yield _finding(analysis, person, "AFFILIATED_WITH", body, verb)


def _behind_name(analysis: Analysis, name: Token) -> Iterator[Finding]:
    """`Peter Lund of the Oslo Institute`; `Peter Lund (Oslo Institute)`."""
    persons = _of_persons(analysis, [name])
    if not persons or standing(name) is not None:
        return
    behind = [c for c in children(name, "nmod") if preposition(c) in offices().behind_name and c.i > name.i]
    behind += [c for c in children(name, "appos") if c.pos_ == "PROPN"]
    for token in behind:
        for body in _of_bodies(analysis, conjuncts(token)):
            if analysis.entities[body].kind != "state":
                yield _finding(analysis, persons[0], "AFFILIATED_WITH", body, token)


def _known(analysis: Analysis, placed: set[str]) -> Iterator[Finding]:
    """Named persons whose office the gazetteer knows and the text takes for granted, at their first mention."""
    seen: set[str] = set()
    for mention in sorted(analysis.mentions, key=lambda m: m.start):
        key = mention.keys[0] if len(mention.keys) == 1 else None
        if key is None or key in seen or not mention.naming or analysis.entities[key].kind != "person":
            continue
        seen.add(key)
        known = dict(analysis.entities[key].attributes)
        body = _body_of(analysis, known.get("of"))
        if body is not None and key not in placed:
            edge = "LEADS" if known.get("role", "") in offices().leads and _in_office(analysis, known) else "AFFILIATED_WITH"
            yield Finding(Relation(key, edge, body), mention.start, f"{edge.lower()}:known", confidence=0.6)


def _body_of(analysis: Analysis, name: str | None) -> str | None:
    entry = analysis.gazetteer.lookup(name) if name else None
    if entry is None:
        return None
    return next((key for key, entity in analysis.entities.items() if entity.name == entry.name), None)


def _in_office(analysis: Analysis, known: dict[str, str]) -> bool:
    """Whether the article was written during the term, as far as both are known."""
    date = analysis.article.date
    return date is None or (known.get("start", "") <= date and date[:4] <= known.get("end", "9999"))


def _of_bodies(analysis: Analysis, tokens: list[Token]) -> list[str]:
    keys = [key for token in tokens for key in analysis.keys_at(token)]
    return list(dict.fromkeys(key for key in keys if analysis.entities[key].kind in _BODIES))


def _of_persons(analysis: Analysis, tokens: list[Token]) -> list[str]:
    keys = [key for token in tokens for key in analysis.keys_at(token)]
    return [key for key in keys if analysis.entities[key].kind == "person" or analysis.entities[key].type == "Commentator"]


def _finding(analysis: Analysis, person: str, edge: str, body: str, trigger: Token) -> Finding:
    return Finding(
        Relation(person, edge, body), trigger.i, f"{edge.lower()}:{trigger.lower_}", certainty=judge(analysis, trigger)
    )
