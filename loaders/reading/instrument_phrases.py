"""Where a text names a legal instrument: its head noun (or verb), its body and its target, as far as the phrase says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from loaders.reading import aims, instrument_verbs, slots, subjection
from loaders.reading.certainty import judge_token
from loaders.reading.instrument_verbs import at_home, lawgivers, text_of
from loaders.reading.instruments import Family, Phrase, Said, brand_of, families, family_named, led, may_be_hit, rules
from loaders.reading.namewords import is_title_case
from loaders.reading.relation_patterns import lemmas, says
from loaders.reading.relations import refused
from loaders.reading.structure import children, conjuncts, is_passive, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis

_ORDINAL = re.compile(
    r"\d{1,2}(st|nd|rd|th)|(thir|four|fif|six|seven|eigh|nine|ten|eleven|twelf)(teen)?th", re.IGNORECASE
)
_SECURITY = "actor:un-security-council"
_BODY_KINDS = frozenset({"state", "bloc", "organisation"})
_POINTING = frozenset({"the", "these", "those", "both"})
#: Words for how long an instrument lasts, which are no part of its name: `a five-year accord`.
_TERMS = frozenset({"year", "month", "week", "day", "decade"})
#: Companies sign contracts, no treaties.
_PARTY_KINDS = frozenset({"state", "bloc", "group"})


@cache
def _words() -> frozenset[str]:
    """Heads of all families, and the verbs that name an instrument."""
    dealing = (verb for row in rules()["dealing"] for verb in row["verbs"])
    return frozenset({*families(), *rules()["sides"]["verbs"], "list", *dealing})


def phrases(analysis: Analysis) -> Iterator[Phrase]:
    """Every phrase of the article that names an instrument, in the order of the text."""
    for token in analysis.doc.where(_words()):
        if analysis.mention_at(token) is not None:
            continue
        if token.pos_ in {"NOUN", "PROPN"}:
            for family in next((families()[w] for w in lemmas(token) if w in families()), ()):
                phrase = _read(analysis, token, family)
                if phrase is not None:
                    yield phrase
                    break
        elif token.pos_ == "VERB":
            yield from instrument_verbs.read(analysis, token)


def _read(analysis: Analysis, head: Token, family: Family) -> Phrase | None:
    """The phrase with this head, if it names an instrument of the family."""
    before = _words_before(head)
    written = _kind_words(head, before, family)
    if aims.is_part(head):
        return None
    if family.unless & set(written) or (family.qualified and not family.qualified & set(written)) or _keeps(head):
        return None
    if family.needs_ordinal and not any(_ORDINAL.fullmatch(w) for w in written):
        again = [c for c in children(head, "det") if c.lower_ in _POINTING] and not before
        only = Said(family, "", family.label, (), (), "", pointing=True)
        return _phrase(analysis, head, before, only) if again else None
    if family.needs_parties:
        return _treaty(analysis, head, family, before)
    if family.needs_put and (not aims.put(head) or any(c.i > head.i for c in children(head, "nmod"))):
        return None
    return _sided(analysis, head, family, before)


def _kind_words(head: Token, before: list[Token], family: Family) -> list[str]:
    """The words that tell of what kind an instrument is: those before its head, and what a list or controls are of."""
    written = [w.lower_ for w in before]
    if family.name == "list":
        written += [t.lower_ for c in children(head, "nmod") if preposition(c) == "of" for t in c.subtree]
    if family.name == "freeze":
        written += [t.lower_ for t in children(head, "nmod") if preposition(t) in {"on", "of"}]
    if family.name == "controls":
        written += [t.lemma_.lower() for t in children(head, "nmod") if preposition(t) in {"on", "over"}]
    return written


def _sided(analysis: Analysis, head: Token, family: Family, before: list[Token]) -> Phrase | None:
    """The phrase with who made the instrument and whom it is aimed at; None where its family needs more of them."""
    bodies, left = _sides_before(analysis, head, before, family)
    bodies = bodies or _makers(analysis, head, family)
    breakers = _breakers(analysis, head)
    bodies, left = tuple(k for k in bodies if k not in breakers), (*left, *breakers)
    aim = aims.aim(analysis, head, family)
    # Who breaks a resolution need not be the one whom it is aimed at.
    targets = tuple(dict.fromkeys((*left, *aim.keys))) or (
        () if family.name == "resolution" else subjection.subjected(analysis, head)
    )
    brand = brand_of(children(head, "nmod", "obl"), before) if family.name == "designation" else ""
    bodies, targets = _of_owner(analysis, head, family, brand, bodies, targets)
    targets = tuple(k for k in targets if k not in bodies and may_be_hit(analysis, k, family))
    if family.needs_ordinal and not bodies:
        bodies = _implied(analysis, family)
    if family.name in {"ban", "restrictions"} and at_home(analysis, aim.heads, bodies):
        return None
    if (family.needs_side and not (bodies or targets or aim.about)) or (family.needs_both and not (bodies and targets)):
        return None
    targets += tuple(aims.described(analysis, aim.heads)) if family.aimed else ()
    qualifier = _qualifier(analysis, before, family) if family.named_by else brand
    label = _label(head, family)
    family = (family_named("terror") or family) if brand else family
    over = () if family.name == "resolution" else subjection.subjects(head)
    on_others = not targets and bool(aim.heads or over)
    known = aims.measured(head) or any(c.lower_ in _POINTING for c in children(head, "det"))
    spoken_of = known and aims.reached(head)
    # "two banks were added to the list", by whoever did so before
    pointing = not bodies and bool(spoken_of or (aims.put(head) and is_passive(head.head)))
    return _phrase(
        analysis, head, before, Said(family, qualifier, label, bodies, targets, aim.about, on_others, pointing)
    )


def _breakers(analysis: Analysis, head: Token) -> tuple[str, ...]:
    """Who breaks what he so did not impose himself: `Chad's sanctions evasion`."""
    if relation(head) != "compound" or not says(head.head, rules()["sides"]["breaches"]):
        return ()
    owners = [*children(head.head, "nmod:poss"), *children(head, "nmod:poss")]
    return tuple(k for owner in owners for k in analysis.keys_at(owner))


def _of_owner(
    analysis: Analysis, head: Token, family: Family, brand: str, bodies: tuple[str, ...], targets: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Bodies and targets of a designation that is its owner's: `Delta Bank's`, `Kenya's designation as a state sponsor`."""
    if targets or family.kind != "designation":
        return bodies, targets
    hit = tuple(k for k in bodies if brand or (analysis.entities[k].kind != "state" and k in _owners(analysis, head)))
    return tuple(k for k in bodies if k not in hit), hit


def _label(head: Token, family: Family) -> str:
    """What the regime is called by its head: `halt`, `list of terrorist organisations`."""
    if family.name == "list" and not family.qualified & {c.lower_ for c in head.children if c.i < head.i}:
        return aims.plain_phrase(head)
    return head.lemma_.lower() if family.label == "ban" else family.label


def _owners(analysis: Analysis, head: Token) -> set[str]:
    """Organisations that own an instrument and are no organs of a state."""
    owners = aims.actors(analysis, slots.possessor(head))
    return {key for key in owners if not analysis.is_organ(key)}


def _keeps(head: Token) -> bool:
    """Whether the word only says what a person or body busies itself with, or what is listed: `the sanctions committee`,
    `the export control list`.
    """
    above, sides = head.head, rules()["sides"]
    # "a suspension of the arms embargo"
    ended = [c for c in children(head, "nmod") if preposition(c) == "of"] if says(head, sides["ending"]) else []
    if any(word in families() for noun in ended for word in lemmas(noun)):
        return True
    within = relation(head) == "compound" and says(above, sides["lists"])
    return within or (relation(head) in {"compound", "nmod"} and above.i > head.i and says(above, sides["keepers"]))


def _treaty(analysis: Analysis, head: Token, family: Family, before: list[Token]) -> Phrase | None:
    """An agreement whose parties are named: between them, before it, or as those who sign it."""
    parties_named = [*slots.between(head), *slots.possessor(head), *before, *slots.prepositional(head, "with")]
    keys = _states(analysis, [t for first in parties_named for t in conjuncts(first)])
    verb = aims.verb_above(head)
    signed = [clause for clause in children(head, "acl") if says(clause, rules()["sides"]["signing"])]
    for clause in (*signed, *([verb] if verb is not None and says(verb, rules()["sides"]["signing"]) else [])):
        keys += _states(analysis, [*slots.fill(clause, "subject"), *slots.prepositional(clause, "with")])
    bodies = tuple(dict.fromkeys(k for k in keys if analysis.entities[k].kind in _PARTY_KINDS))
    if is_title_case(head):
        return None
    # "New START is the last arms treaty between Kenya and Peru", which has its name
    if any(analysis.entities[key].type == "Resolution" for t in slots.bearer(head) for key in analysis.keys_at(t)):
        return None
    supposed = any(c.lower_ in {"any", "no", "future", "possible"} for c in head.children) or (
        judge_token(head) != "asserted" and not signed
    )
    if len(bodies) < 2 or supposed:
        return None
    # "a memorandum of understanding"
    full = head.i + 2 < len(head.doc) and head.doc[head.i + 1 : head.i + 3].text.lower() == "of understanding"
    label = "memorandum of understanding" if full or head.lower_ in {"mou", "mous"} else head.lemma_.lower()
    said = Said(family, _qualifier(analysis, before, family), label, bodies, (), "")
    return _phrase(analysis, head, before, said)


def _states(analysis: Analysis, tokens: list[Token]) -> list[str]:
    """The actors that phrases stand for; for an organ, its state: `Peru's senate ratified`."""
    return [_home(analysis, key) for key in aims.actors(analysis, tokens)]


def _home(analysis: Analysis, key: str) -> str:
    """The state that an organ is of; anybody else for himself."""
    home = dict(analysis.entities[key].attributes)["of"] if analysis.is_organ(key) else ""
    entry = analysis.gazetteer.lookup(home) if home else None
    if entry is None or entry.kind != "state":
        return key
    return analysis.enter(entry).key


def _phrase(analysis: Analysis, head: Token, before: list[Token], said: Said) -> Phrase:
    """The phrase with its tokens: from the first word before the head that no other mention holds."""
    first = min([w.i for w in before if analysis.mention_at(w) is None and w.tag_ != "DT"], default=head.i)
    while first < head.i and any(analysis.mention_at(i) is not None for i in range(first, head.i)):
        first += 1
    told = said._asdict()
    return Phrase(first, head.i + 1, plural=head.tag_ in {"NNS", "NNPS"}, **told)


def _words_before(head: Token) -> list[Token]:
    """The modifiers before a head, with what belongs to them (`South African` is two tokens)."""
    kinds = {"amod", "compound", "nmod", "nummod"}
    found = [c for c in head.children if c.i < head.i and relation(c) in kinds and c.dep_ != "nmod:poss"]
    if relation(head) == "compound" and says(head.head, {"regime", "programme", "program", "system"}):
        found += [c for c in head.head.children if c.i < head.i and relation(c) in kinds and c.dep_ != "nmod:poss"]
    found = found or _run_before(head)
    inner = [d for c in found for d in c.subtree if d.i < head.i and d.pos_ in {"ADJ", "NOUN", "PROPN", "NUM"}]
    return sorted({t.i: t for t in (*found, *inner)}.values(), key=lambda t: t.i)


def _run_before(head: Token) -> list[Token]:
    """The unbroken run of nouns and adjectives before a head to which the parser has tied none of them."""
    index = head.i
    while index > head.sent.start and head.doc[index - 1].pos_ in {"NOUN", "PROPN", "ADJ"}:
        index -= 1
    return list(head.doc[index : head.i])


def _qualifier(analysis: Analysis, before: list[Token], family: Family) -> str:
    kept = [
        t for t in before
        if analysis.mention_at(t) is None and t.dep_ != "nmod:poss"
        and ((t.pos_ == "NOUN" and t.lower_ not in _TERMS) or t.lower_ in family.qualified or _ORDINAL.fullmatch(t.lower_))
    ]  # fmt: skip
    return " ".join(t.lower_ for t in kept)


def _sides_before(
    analysis: Analysis, head: Token, before: list[Token], family: Family
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Bodies and targets that stand before the head: `US sanctions`, `Iran sanctions`, `the Council's Iran sanctions`."""
    bodies: dict[str, None] = {}
    targets: dict[str, None] = {}
    short = rules()["sides"]["short"]
    for word in (*before, *slots.possessor(head)):
        for key in analysis.keys_at(word) if word in before else ():
            entity = analysis.entities[key]
            organ = family.kind == "resolution" or analysis.is_organ(key)
            is_body = entity.name in short or word.tag_ == "JJ" or (entity.kind == "organisation" and organ)
            is_body |= entity.kind == "bloc"
            # "a Kenya-drafted resolution"
            is_body |= word.head.tag_ == "VBN" and says(word.head, rules()["sides"]["sponsoring"])
            if is_body and entity.kind in _BODY_KINDS:
                bodies[key] = None
            elif entity.kind in {"state", "organisation", "group"}:
                targets[key] = None
        if word.lower_ == "council" and not analysis.keys_at(word) and _SECURITY in analysis.entities:
            bodies[_SECURITY] = None
        name = rules()["sides"]["adjectives"].get(word.lower_)
        entry = analysis.gazetteer.lookup(name) if name else None
        if entry is not None and (not bodies or relation(word) == "conj" or children(word, "conj")):
            bodies[analysis.enter(entry).key] = None
    for key in () if bodies or targets else _adjacent(analysis, before[0] if before else head):
        bodies[key] = None
    return tuple(bodies), tuple(targets)


def _adjacent(analysis: Analysis, first: Token) -> list[str]:
    """A body right before the phrase, or before an acronym in parentheses there, wherever the parser put it."""
    index = first.i - 1
    if index > 2 and analysis.doc[index].text == ")":
        index -= 1
    keys = analysis.keys_at(index) if index >= first.sent.start else ()
    return [key for key in keys if analysis.entities[key].kind in {"bloc", "organisation"}]


def _makers(analysis: Analysis, head: Token, family: Family) -> tuple[str, ...]:
    """Who imposes it: possessor, `by`, or the subject of an imposing verb; of a resolution the body that it is of."""
    words = {"by", "from", "of"} if family.kind == "resolution" else {"by", "from"}
    words -= {"from"} if aims.brings(head, family) else set()
    direct = [
        *slots.possessor(head),
        *(slots.possessor(head.head) if relation(head) == "conj" or aims.measured(head) else []),
        *[c for c in children(head, "nmod") if preposition(c) in words],
    ]
    found = aims.actors(analysis, direct) or led(analysis, direct)
    for clause in children(head, "acl"):
        if not found and says(clause, rules()["sides"]["imposing"]):
            found = aims.actors(analysis, slots.fill(clause, "subject"))
    verb = aims.verb_above(head)
    if (
        not found
        and verb is not None
        and says(verb, rules()["sides"]["imposing"])
        and not _not_done(head, verb, family)
    ):
        hit = aims.struck(head)
        if family.name == "resolution" and says(verb, {"vote", "agree"}):
            # States vote for the resolution of a body; a parliament votes for its own.
            voting = slots.fill(verb, "subject")
            hit = [t for t in voting if any(analysis.entities[key].kind == "state" for key in analysis.keys_at(t))]
        doers = [t for t in slots.fill(verb, "subject") if t not in hit and text_of(verb) is None]
        found = aims.actors(analysis, doers) or led(analysis, doers) or lawgivers(analysis, verb)
    return tuple(found)


def _not_done(head: Token, verb: Token, family: Family) -> bool:
    """Whether somebody is said not to do it, or only that he ought to: what he does not impose is another's."""
    ended = says(verb, rules()["sides"]["lifting"])
    undone = refused(verb) or aims.proposed(verb) or judge_token(head) == "denied"
    return family.kind != "resolution" and not ended and undone


def _implied(analysis: Analysis, family: Family) -> tuple[str, ...]:
    entry = analysis.gazetteer.lookup(rules()["sides"]["ordinals"].get(family.name, ""))
    if entry is None:
        return ()
    return (analysis.enter(entry).key,)
