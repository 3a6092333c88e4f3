"""Verbs that make a legal instrument themselves: `Kenya sanctioned two banks`, `coal has been barred from Kenya`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from loaders.reading import aims, slots
from loaders.reading.instruments import Family, Phrase, brand_of, family_named, led, may_be_hit, rules
from loaders.reading.relation_patterns import lemmas, says
from loaders.reading.slots_clauses import adjective
from loaders.reading.structure import children, conjuncts, is_passive, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis


def read(analysis: Analysis, verb: Token) -> Iterator[Phrase]:
    """`Kenya sanctioned two banks`, `the Council banned exports of coal`, `coal has been barred from Kenya`."""
    family = _of_verb(analysis, verb)
    if family is None:
        return
    brand = brand_of(children(verb, "obl"), _branded(verb))
    ban = family.named_by == "object"
    objects = aims.with_others(verb, (aims.told(verb) if ban else []) or slots.fill(verb, "object"))
    things = [t for t in objects if t.pos_ == "NOUN" and not analysis.keys_at(t)]
    obliques = children(verb, "obl") if ban and is_passive(verb) else []
    bodies = _bodies(analysis, verb) or aims.actors(analysis, [c for c in obliques if preposition(c) == "from"])
    own = {key for t in things if says(t, aims.OWNED) for c in children(t, "amod") for key in analysis.keys_at(c)}
    if own & set(bodies):
        # "it freezes Ugandan assets", whatever the pronoun was taken for
        return
    owned = [c for thing in things for c in children(thing, "nmod")] if family.name == "freeze" else []
    hit = _hit(analysis, verb, family, objects, owned)
    targets = [key for key in hit if key not in bodies and may_be_hit(analysis, key, family)]
    named = _about(verb, family, things)
    if named is None or (ban and at_home(analysis, things, bodies)):
        return
    about, label = named
    told_alone = family.name == "sanctions" and is_passive(verb) and relation(verb) != "acl"
    # "Delta Front, a designated Foreign Terrorist Organization"
    branded = bool(brand) and relation(verb) == "amod"
    shown = objects if bodies else [t for t in objects if any(c.dep_ in {"amod", "compound"} for c in t.children)]
    targets += aims.described(analysis, [*shown, *owned]) if bodies or told_alone else []
    # "exports to Kenya are banned", by nobody that the sentence names and under no instrument
    ruled = any(preposition(c) == "by" or _is_instrument(analysis, c) for c in obliques)
    dealt = bool(things) and says(things[0], rules()["sides"]["acts"])
    unsaid = ban and is_passive(verb) and dealt and bool(targets) and not ruled
    if relation(verb) == "amod" and not targets:
        return
    # "two firms were sanctioned, too", by whoever did so before
    alone = told_alone and not bodies and bool(targets)
    if (bodies and (targets or about or (things and not ban))) or unsaid or alone or (branded and targets):
        said = Phrase(verb.i, verb.i + 1, family, brand, label, tuple(bodies), tuple(targets), about, plural=True)
        yield replace(said, pointing=alone)


def _bodies(analysis: Analysis, verb: Token) -> list[str]:
    """Who does it and is not only asked to; the lawgiver where a law or resolution does."""
    doers = slots.fill(verb, "subject") if text_of(verb) is None and not aims.proposed(verb) else []
    return aims.actors(analysis, doers) or lawgivers(analysis, verb)


def _about(verb: Token, family: Family, things: list[Token]) -> tuple[str, str] | None:
    """What it forbids or puts under licence, and what the instrument is called for that; None where no licence is told."""
    if family.name == "licensing":
        licensed = [c for t in things if says(t, rules()["sides"]["licences"]) for c in children(t, "nmod")]
        requirement = f"{things[0].lemma_.lower()} requirement" if things else ""
        return (aims.plain_phrase(licensed[0], short=True), requirement) if licensed else None
    if family.named_by != "object":
        return "", family.label
    entry = any(says(c, {"enter"}) for c in children(verb, "advcl", "xcomp", "obl"))
    return aims.plain_phrase(things[0]) if things else "", "entry ban" if entry else family.label


def at_home(analysis: Analysis, things: Iterable[Token], bodies: Iterable[str]) -> bool:
    """Whether somebody forbids what people at home do: `a ban on protests`, not one `on Ugandan media`."""
    own = {*bodies}
    local = [t for t in things if says(t, rules()["sides"]["domestic"])]
    foreign = {key for t in local for c in children(t, "amod", "compound") for key in analysis.keys_at(c)} - own
    return bool(local) and not foreign


def _branded(verb: Token) -> list[Token]:
    """The words of the noun that a participle of listing stands before: `a designated terrorist group`."""
    if relation(verb) != "amod":
        return []
    return [t for t in verb.head.subtree if verb.i < t.i <= verb.head.i]


def _hit(analysis: Analysis, verb: Token, family: Family, objects: list[Token], owned: list[Token]) -> list[str]:
    """Whom it hits: who is the object, or owns it, or may no longer be dealt with or deal."""
    ban = family.named_by == "object"
    goals = [*objects, *(_dealt_with(verb, objects) if ban else [])]
    hit = aims.targets(analysis, [*goals, *owned], deep=ban or bool(owned))
    if ban and aims.told(verb):
        # "barred Delta Software from selling"
        barred = aims.actors(analysis, slots.fill(verb, "object"), persons=True)
        hit += [k for k in barred if k not in hit and analysis.entities[k].kind in {"organisation", "person"}]
    return hit


def text_of(verb: Token) -> Token | None:
    """The resolution or proposal that says what a verb tells: `vetoed a resolution to extend the embargo`."""
    return verb.head if relation(verb) == "acl" and says(verb.head, _texts()) else None


@cache
def _texts() -> frozenset[str]:
    """What is voted on or decided, and says what is forbidden."""
    return frozenset({*rules()["sides"]["texts"], *rules()["sides"]["laws"]})


def lawgivers(analysis: Analysis, verb: Token) -> list[str]:
    """Who makes the law or decision that a verb tells: `Kenya passed a law banning exports of coal`, `Kenya's decree bars`."""
    text = text_of(verb)
    laws = [t for t in slots.fill(verb, "subject") if says(t, rules()["sides"]["laws"]) and not analysis.keys_at(t)]
    for law in [text] if text is not None else laws:
        owners = [*slots.possessor(law), *adjective(law), *slots.prepositional(law, "by")]
        if text is not None and says(text, rules()["sides"]["texts"]):
            # "a UN resolution", but "a British draft"
            owners = [t for t in owners if all(analysis.entities[key].kind != "state" for key in analysis.keys_at(t))]
        above = aims.verb_above(law)
        made = above is not None and above.i != verb.i and says(above, rules()["sides"]["imposing"])
        makers = owners or (slots.fill(above, "subject") if above is not None and made else [])
        found = aims.actors(analysis, makers) or led(analysis, makers)
        if found:
            return found
    return []


def _of_verb(analysis: Analysis, verb: Token) -> Family | None:
    """The family of what a verb does to its object by law: always (`sanctioned`), or to such an object (`froze the assets`)."""
    name = next((family for word, family in rules()["sides"]["verbs"].items() if word in lemmas(verb)), None)
    if name is None:
        things = [t for first in slots.fill(verb, "object") for t in conjuncts(first)]
        acting = aims.actors(analysis, slots.fill(verb, "subject"))
        official = any(analysis.entities[k].kind in {"state", "bloc"} or analysis.is_organ(k) for k in acting)
        rows = (row for row in rules()["dealing"] if says(verb, row["verbs"]) and official)
        name = next((row["family"] for row in rows if any(says(t, row["objects"]) for t in things)), None)
    behind = [*(t for t in verb.subtree if t.i > verb.i), *_branded(verb)]
    if name == "sanctions" and any(t.lower_ in rules()["sides"]["branding"] for t in behind):
        name = "terror" if says(verb, {"designate"}) else name
    listed = says(verb, {"list"}) and any(preposition(c) == "as" for c in children(verb, "obl"))
    if listed and any(t.lower_ in rules()["sides"]["branding"] for t in verb.subtree if t.i > verb.i):
        name = "terror"
    name = "terror" if name == "sanctions" and brand_of(children(verb, "obl"), _branded(verb)) else name
    return family_named(name) if name is not None else None


def _is_instrument(analysis: Analysis, token: Token) -> bool:
    return any(analysis.entities[key].type == "Resolution" for key in analysis.keys_at(token))


def _dealt_with(verb: Token, things: list[Token]) -> list[Token]:
    """With whom a verb forbids to deal: `barred shipments of lathes to Uganda and Kenya`; not whence exports come."""
    words = {"to", "with"} if any(says(thing, {"export"}) for thing in things) else {"to", "with", "from"}
    hosts = (verb, *things, *(inner for thing in things for inner in children(thing, "nmod", "acl")))
    found = [c for host in hosts for c in children(host, "nmod", "obl") if preposition(c) in words]
    return [t for first in found for t in conjuncts(first)]
