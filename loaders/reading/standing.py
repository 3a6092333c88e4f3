"""Who leads or belongs to which state or body: titles before names, appositions, `X of the Y`, known offices.

`Kenyan President Anna Oduya`, `Peru's foreign minister, Luis Costa`, `Peter Lund, a fellow at the Oslo Institute`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.records import Relation
from loaders.reading import slots
from loaders.reading.analysis import Analysis, Finding
from loaders.reading.bearers import bearers, is_person
from loaders.reading.bodies import of_title, of_tokens, unsaid
from loaders.reading.certainty import judge
from loaders.reading.offices import is_sovereign, is_topical, office, offices, standing
from loaders.reading.relation_patterns import says
from loaders.reading.structure import children, conjuncts, is_presupposed, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token


#: A year in which something happened.
_PAST_YEAR = re.compile(r"\b(?:since|in|last) (?:\w+ )?((?:19|20)\d\d)\b")
#: Kinds of bodies that are called somebody's whose leader he is.
_FOUNDED = frozenset({"organisation", "group"})
#: How many words behind a name may describe the person.
_WINDOW = 22


def find(analysis: Analysis) -> Iterator[Finding]:
    """Every tie of a named person to a state or body."""
    stated = list(_stated(analysis))
    stated += _states_of(analysis, stated)
    granted = list(_taken_for_granted(analysis, stated))
    told = [*stated, *granted, *_known(analysis, _placed([*stated, *granted]))]
    yield from _without_lesser(told)


def _without_lesser(told: list[Finding]) -> Iterator[Finding]:
    """The findings without the membership of those who lead the same body, unless it is denied that they do."""
    led = {
        (f.fact.source, f.fact.target)
        for f in told
        if isinstance(f.fact, Relation) and f.fact.type == "LEADS" and f.certainty != "denied"
    }
    for finding in told:
        fact = finding.fact
        if not (isinstance(fact, Relation) and fact.type == "AFFILIATED_WITH" and (fact.source, fact.target) in led):
            yield finding


def _placed(findings: list[Finding]) -> set[str]:
    """The persons whom findings tie to something."""
    return {str(f.fact.source) for f in findings if isinstance(f.fact, Relation)}


def _stated(analysis: Analysis) -> Iterator[Finding]:
    for title, edge in _titles(analysis):
        for person, bodies, unit in _held(analysis, title):
            if not (bodies and _another(analysis, title, person, bodies)):
                yield from _ties(analysis, person, bodies, edge, title, unit=unit)
    for title in analysis.doc.where({"counterpart"}):
        for person, bodies, _ in _held(analysis, title):
            for body in bodies:
                yield _finding(analysis, person, _like_his(analysis, title, person, body), body, title)
    for mention in list(analysis.mentions):
        if mention.naming and is_person(analysis, mention.keys):
            name = analysis.doc[mention.start : mention.end].root
            yield from _beside_name(analysis, name, mention.keys[0])
            yield from _ruled(analysis, name, mention.keys[0])
            yield from _described(analysis, name, mention.keys[0])


def _held(analysis: Analysis, title: Token) -> Iterator[tuple[str, list[str], bool]]:
    """Who bears a title, each with the bodies that it is held in and whether in one of their units; several in turn."""
    persons = bearers(analysis, title)
    for place, (person, name) in enumerate(persons):
        bodies, unit = of_title(analysis, title, person, name)
        if len(persons) > 1 < len(bodies):
            known = _share(analysis, person, bodies)
            bodies = known or (bodies[place : place + 1] if len(bodies) == len(persons) else [])
        yield person, bodies, unit


def _like_his(analysis: Analysis, title: Token, person: str, body: str) -> str:
    """The tie of a counterpart (`Kenya's president met his Ugandan counterpart, Anna Oduya`): that of the other's office."""
    others = [dict(analysis.entities[k].attributes) for t in slots.possessor(title) for k in analysis.keys_at(t)]
    edges = [edge for other in others if (edge := office(other.get("role", ""))) is not None]
    if not edges:
        return _known_edge(analysis, person, body)
    return "LEADS" if "LEADS" in edges and analysis.entities[body].kind == "state" else "AFFILIATED_WITH"


def _share(analysis: Analysis, person: str, bodies: list[str]) -> list[str]:
    """Of several bodies with several heads (`their presidents, A and B`) the one that this person is known to serve."""
    return [
        body for body in bodies if analysis.entities[body].name == dict(analysis.entities[person].attributes).get("of")
    ]


def _another(analysis: Analysis, title: Token, person: str, bodies: list[str]) -> bool:
    """Whether a title without name (`the minister of Kenya`) was taken for a person who is known to serve another state."""
    mention = analysis.mention_at(title)
    return _serves_another(analysis, person, bodies) and mention is not None and not mention.naming


def _serves_another(analysis: Analysis, person: str, bodies: list[str]) -> bool:
    """Whether the person is known to serve another state than these."""
    home = dict(analysis.entities[person].attributes).get("of")
    states = all(analysis.entities[body].kind == "state" for body in bodies)
    known = analysis.gazetteer.lookup(home) if home else None
    return (
        states
        and known is not None
        and known.kind == "state"
        and home not in {analysis.entities[body].name for body in bodies}
    )


def _titles(analysis: Analysis) -> Iterator[tuple[Token, str]]:
    for token in analysis.doc.where(offices().words):
        edge = standing(token)
        if edge is not None:
            yield token, edge


def _ties(
    analysis: Analysis, person: str, bodies: list[str], edge: str, title: Token, *, unit: bool = False
) -> Iterator[Finding]:
    lesser = unit or analysis.entities[person].type == "Commentator"
    for body in bodies:
        if edge == "LEADS" and analysis.entities[body].kind == "state" and not is_sovereign(title):
            yield _finding(analysis, person, "AFFILIATED_WITH", body, title)
        elif body != person and not (edge == "LEADS" and _left_office(analysis, person, body)):
            yield _finding(analysis, person, "AFFILIATED_WITH" if lesser else edge, body, title)


def _states_of(analysis: Analysis, findings: list[Finding]) -> Iterator[Finding]:
    """Who serves a state's ministry serves the state, where the article names it."""
    named = {entity.name: key for key, entity in analysis.entities.items() if entity.kind == "state"}
    for finding in findings:
        if isinstance(finding.fact, Relation):
            body = analysis.entities[finding.fact.target]
            state = named.get(dict(body.attributes).get("of", ""))
            if state is not None and body.name.endswith(offices().ministry):
                fact = replace(finding.fact, type="AFFILIATED_WITH", target=state)
                yield replace(finding, fact=fact, confidence=0.6)


def _left_office(analysis: Analysis, person: str, body: str) -> bool:
    """Whether the person is known to have led this body at another time only."""
    known = dict(analysis.entities[person].attributes)
    return known.get("of") == analysis.entities[body].name and not _in_office(analysis, person)


def _taken_for_granted(analysis: Analysis, stated: list[Finding]) -> Iterator[Finding]:
    """Titles whose state the text leaves unsaid, of persons whom it ties to nothing elsewhere."""
    placed = _placed(stated)
    for title, edge in _titles(analysis):
        for person, _ in bearers(analysis, title):
            if person not in placed:
                bodies = _of_the_one_before(analysis, title, stated) or unsaid(analysis, title, person)
                if is_topical(title):
                    # "Ama Darko, an Indian strategist" is of India, and serves it no more than another
                    bodies = [body for body in bodies if analysis.entities[body].kind != "state"]
                if not _serves_another(analysis, person, bodies):
                    yield from _ties(analysis, person, bodies, edge, title)


def _of_the_one_before(analysis: Analysis, title: Token, stated: list[Finding]) -> list[str]:
    """The state of whoever is named just before: `Kenyan President Anna Oduya and energy minister Peter Lund`."""
    index = title.i - 1
    while (
        index > title.sent.start
        and analysis.doc[index].pos_ in {"ADJ", "NOUN", "PROPN"}
        and not analysis.keys_at(index)
    ):
        index -= 1
    mention = analysis.mention_at(index - 1) if index > 0 and analysis.doc[index].lower_ == "and" else None
    if mention is None or not mention.naming:
        return []
    facts = [f.fact for f in stated if isinstance(f.fact, Relation) and str(f.fact.source) in mention.keys]
    told = [fact.target for fact in facts if analysis.entities[fact.target].kind == "state"]
    known = [_body_of(analysis, dict(analysis.entities[key].attributes).get("of")) for key in mention.keys]
    return [*told, *[key for key in known if key is not None and analysis.entities[key].kind == "state"]][:1]


def _beside_name(analysis: Analysis, name: Token, person: str) -> Iterator[Finding]:
    """`Peter Lund of the Oslo Institute`, `Peter Lund (Oslo Institute)`, `the Oslo Institute's Peter Lund`."""
    behind = [c for c in children(name, "nmod") if preposition(c) in offices().behind_name and c.i > name.i]
    behind += [c for c in children(name, "appos") if c.pos_ == "PROPN"]
    owners = slots.possessor(name)
    for token in (*behind, *owners) or _next(analysis, name, person):
        for body in of_tokens(analysis, conjuncts(token)):
            if token in owners or analysis.entities[body].kind != "state":
                yield _finding(analysis, person, _known_edge(analysis, person, body), body, token)


def _ruled(analysis: Analysis, name: Token, person: str) -> Iterator[Finding]:
    """`the Union of Peter Lund`, `Peter Lund's Liberal Party`; `Kenya under Peter Lund`, `under Peter Lund, Kenya borrowed`."""
    above, before = name.head, preposition(name)
    if before == "under":
        places = [above] if above.pos_ in {"NOUN", "PROPN"} else slots.subject(above)
        ruled = of_tokens(analysis, places)
    elif relation(name) == "nmod" and above.pos_ in {"NOUN", "PROPN"} and (before == "of" or _followed(name)):
        ruled = [key for key in of_tokens(analysis, [above]) if analysis.entities[key].kind in _FOUNDED]
    else:
        return
    for body in ruled if len(ruled) == 1 else ():
        if body != person and not is_person(analysis, (body,)) and not _left_office(analysis, person, body):
            yield _finding(analysis, person, "LEADS", body, name)


def _followed(leader: Token) -> bool:
    """Whether a possessor's is a named party or movement: `Peter Lund's Liberal Party`, not `Peter Lund's Foreign Ministry`."""
    party = leader.head
    called = party.pos_ == "PROPN" or any(
        c.pos_ == "PROPN" and c.i != leader.i for c in children(party, "compound", "nmod")
    )
    return leader.dep_ == "nmod:poss" and party.lower_ in offices().followed and called


def _next(analysis: Analysis, name: Token, person: str) -> list[Token]:
    """The word behind a preposition straight behind the name, wherever the parser put it: `Peter Lund of the Institute`."""
    index = name.i
    while index < name.sent.end and person in analysis.keys_at(index):
        index += 1
    if index + 2 < name.sent.end and analysis.doc[index].text == "," and analysis.doc[index + 1].lower_ == "of":
        index += 1
    if index + 2 >= name.sent.end or analysis.doc[index].lower_ not in offices().behind_name:
        return []
    return [analysis.doc[index + 2 if analysis.doc[index + 1].tag_ == "DT" else index + 1]]


def _described(analysis: Analysis, name: Token, person: str) -> Iterator[Finding]:
    """`Peter Lund, who follows the oil trade at the Oslo Institute`, `Peter Lund, a physicist now with the Oslo Institute`."""
    places = [
        place for token in (*children(name, "acl"), *children(name, "appos"), *_heading(name))
        for clause in [token, *[c for c in conjuncts(token) if c.i != token.i]] if not _earlier(clause)
        for place in _workplaces(clause)
    ]  # fmt: skip
    seen: set[str] = set()
    for place in places or _behind_comma(analysis, name):
        for body in of_tokens(analysis, [place]):
            if analysis.entities[body].kind == "organisation" and body not in seen:
                seen.add(body)
                yield _finding(analysis, person, "AFFILIATED_WITH", body, place)


def _workplaces(clause: Token) -> list[Token]:
    inner = [clause, *children(clause, "obj", "nmod", "obl", "xcomp", "acl")]
    found = [c for part in inner for c in children(part, "nmod", "obl") if preposition(c) in offices().workplace]
    if says(clause, offices().heading):
        # "who heads the water programme of the Oslo Institute"
        found += [c for unit in children(clause, "obj") for c in children(unit, "nmod") if preposition(c) == "of"]
    return [*found, clause] if preposition(clause) in offices().workplace else found


def _behind_comma(analysis: Analysis, name: Token) -> list[Token]:
    """The workplace in what stands behind a name and a comma, where the parser did not tie it to the name."""
    last = max((t.i for t in name.subtree if t.i <= name.i + 3 and relation(t) == "flat"), default=name.i)
    window = analysis.doc[last + 1 : min(last + _WINDOW, name.sent.end)]
    if (
        len(window) < 3
        or window[0].text != ","
        or not (window[1].lower_ == "who" or window[1].tag_ in {"DT", "NN", "JJ"})
    ):
        return []
    for token in window[1:]:
        if token.text in {",", ";", '"', "”", "“"} or is_person(analysis, analysis.keys_at(token)):
            return []
        if token.lower_ in {"at", "with"} and token.i + 2 < name.sent.end:
            return [token.nbor(2) if token.nbor().tag_ == "DT" else token.nbor()]
    return []


def _heading(name: Token) -> list[Token]:
    """A description that stands before the name: `a physicist at the Oslo Institute, Peter Lund`."""
    return [name.head] if relation(name) == "appos" and name.head.pos_ == "NOUN" else []


def _earlier(clause: Token) -> bool:
    return clause.pos_ == "VERB" and (clause.tag_ == "VBD" or any(c.lower_ == "used" for c in clause.children))


def _known(analysis: Analysis, placed: set[str]) -> Iterator[Finding]:
    """Named persons whose office the gazetteer knows and the text takes for granted, at their first mention."""
    done = set(placed)
    for mention in sorted(analysis.mentions, key=lambda m: m.start):
        if not mention.naming or not is_person(analysis, mention.keys) or mention.keys[0] in done:
            continue
        person = mention.keys[0]
        done.add(person)
        known = dict(analysis.entities[person].attributes)
        body, edge = _body_of(analysis, known.get("of")), office(known.get("role", ""))
        if body is not None and edge is not None and _in_office(analysis, person):
            yield Finding(Relation(person, edge, body), mention.start, f"{edge.lower()}:known", confidence=0.6)


def _known_edge(analysis: Analysis, person: str, body: str) -> str:
    """LEADS for somebody who is known to lead this body at the time, AFFILIATED_WITH for others."""
    known = dict(analysis.entities[person].attributes)
    leads = known.get("of") == analysis.entities[body].name and office(known.get("role", "")) == "LEADS"
    return "LEADS" if leads and _in_office(analysis, person) else "AFFILIATED_WITH"


def _body_of(analysis: Analysis, name: str | None) -> str | None:
    """The key of a body that the article names."""
    entry = analysis.gazetteer.lookup(name) if name else None
    if entry is None:
        return None
    return next((key for key, entity in analysis.entities.items() if entity.name == entry.name), None)


def _in_office(analysis: Analysis, person: str) -> bool:
    """Whether the article was written during the term; one without date is no older than the past years that it names."""
    entry = analysis.gazetteer.lookup(analysis.entities[person].name)
    known = {} if entry is None else dict(entry.attributes)
    date = analysis.article.date
    if date is not None:
        return known.get("start", "") <= date and date[:4] <= known.get("end", "9999")
    return "end" not in known or max(_PAST_YEAR.findall(analysis.doc.text), default="") <= known["end"][:4]


def _finding(analysis: Analysis, person: str, edge: str, body: str, trigger: Token) -> Finding:
    certainty = "asserted" if is_presupposed(trigger) else judge(analysis, trigger)
    return Finding(Relation(person, edge, body), trigger.i, f"{edge.lower()}:title", certainty=certainty)
