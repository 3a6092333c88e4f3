"""The logical arguments of a verb or noun, whatever the construction: passive, relative clause, participle, control."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loaders.reading import exchange_deals
from loaders.reading.exchange_evoked import is_gerund
from loaders.reading.exchange_gaps import (
    ahead,
    approached,
    case_of,
    company,
    contracted,
    coordinated_with,
    destination,
    gap_below,
    helped,
    lending,
    mend,
    named_in,
    paid_for,
    preposed,
    priced,
    shared,
    shared_agent,
    sited,
    used_by,
    whose,
)
from loaders.reading.exchange_goods import made
from loaders.reading.exchange_governors import foreign, from_governor, lend
from loaders.reading.exchange_lexicon import triggers
from loaders.reading.exchange_parties import EXAMPLES
from loaders.reading.exchange_subjects import (
    antecedent,
    asked,
    controller,
    is_marked,
    logical_subject,
    named_as,
    request_for,
    subject_of,
    takes,
)
from loaders.reading.goods import is_currency
from loaders.reading.structure import children, is_passive, preposition, relation, whole_list

if TYPE_CHECKING:
    from loaders.parsed import Token

#: Verbs that take a deed as their object.
_PHASES = frozenset({"stop", "start", "begin", "keep", "continue", "avoid", "deny", "admit", "resume", "quit", "cease"})
#: What somebody is who will soon have a deal.
_NEARING = frozenset({"close", "near", "nearing"})
#: Words that pick a few of those whom a noun names ("one of the suppliers").
_PICKED = frozenset({"one", "some", "among", "part"})


@dataclass(slots=True)
class Arguments:
    """Heads of the noun phrases that fill a trigger's places; `phrases` are those with a preposition, by preposition."""

    subject: list[Token] = field(default_factory=list)
    object: list[Token] = field(default_factory=list)
    indirect: list[Token] = field(default_factory=list)
    phrases: dict[str, list[Token]] = field(default_factory=dict)

    def place(self, name: str) -> list[Token]:
        """The fillers of a place as the lexicon names it."""
        if name in {"subject", "object", "indirect"}:
            return list(getattr(self, name))
        return self.phrases.get(name, [])

    def add(self, name: str, tokens: Iterable[Token]) -> None:
        """Add fillers of a preposition once."""
        known = self.phrases.setdefault(name, [])
        known.extend(t for t in tokens if t not in known)


def arguments(trigger: Token) -> Arguments:
    """The logical arguments of a trigger: of a noun also those of the light verb that governs it."""
    if trigger.tag_ == "VB" and children(trigger, "det"):
        # "for the purchase of rice", read as a verb
        return _of_noun(trigger)
    if (
        trigger.pos_ in {"VERB", "AUX"}
        or is_gerund(trigger)
        or (trigger.tag_ in {"VBN", "VBG"} and relation(trigger) in {"amod", "acl"})
    ):
        return _of_verb(trigger)
    return _of_noun(trigger)


# --- verbs --------------------------------------------------------------------------------------------------------


def _of_verb(verb: Token) -> Arguments:
    found = Arguments()
    passive = _passive(verb)
    # "According to officials, Peru sent rifles": whom the parser takes for a second subject.
    own = [t for t in children(verb, "nsubj") if t.dep_ != "nsubj:outer" and t.left_edge.lower_ != "according"]
    subjects = [priced(antecedent(t)) for t in own]
    found.object = [antecedent(t) for t in children(verb, "obj")]
    found.indirect = [antecedent(t) for t in children(verb, "iobj")]
    mend(found, verb, passive=passive)
    _phrases(found, [verb])
    moves = passive or not found.object or verb.lower_ in triggers().arriving
    moved = [t for t in subjects if t.pos_ == "NOUN" and moves]
    _phrases(found, [*named_in(found.object), *moved], nested=True)
    _phrases(found, lending(found.phrases), nested=True)
    if any(is_currency(c) for c in children(verb, "conj")):
        # Of "rice from Chad and $2 million from Mali" the parse hangs only the last party on the verb.
        _phrases(found, named_in(found.object))
    # "gave 50 vehicles built by Embraer to Chad"
    _phrases(found, [c for t in found.object for c in made(t)], nested=True)
    if passive:
        (found.indirect if found.object else found.object).extend(subjects)
        found.subject = found.phrases.get("by", []) or shared_agent(verb)
    else:
        found.subject = subjects
    found.subject = [*found.subject, *company(found.subject)]
    _from_position(found, verb, passive=passive)
    valued = any(t.lower_ == "worth" for t in found.object)
    found.object = list(dict.fromkeys(priced(t) for t in found.object))
    if valued:
        # In "imported $4 million worth of rice" the sum is no good.
        found.object = [t for t in found.object if not is_currency(t)]
    _named_places(found, verb, subjects)
    _left_out(found, verb, passive=passive)
    if passive and paid_for(verb):
        # "The shipments are to be paid for within a year"
        found.phrases, found.object = {"for": found.object, "by": found.phrases.get("by", [])}, []
    if verb.tag_ == "VB":
        _of_deal(found, verb)
    return found


def _left_out(found: Arguments, verb: Token, *, passive: bool) -> None:
    """Fill the subject and object that the clause leaves to others: what governs it, what it is coordinated with."""
    if not found.subject and not passive:
        found.subject = ahead(verb)
    if not found.subject and not passive:
        above = controller(verb)
        found.subject = [*above, *company(above)]
    if not found.object:
        found.object = (_shared_subject(verb) if passive else []) or _shared_object(verb)


def _named_places(found: Arguments, verb: Token, subjects: list[Token]) -> None:
    """Fill the places around a verb that the lexicon names: `purpose`, `user`, `client` and others."""
    found.phrases["purpose"] = helped(verb, [*found.object, *found.phrases.get("in", [])])
    found.phrases["user"] = used_by(verb, found.phrases.get("for", []))
    found.phrases["behalf"] = [o for t in found.phrases.get("on", []) for o in whose(t, "behalf")]
    found.phrases["approached"] = approached(verb)
    if verb.lemma_.lower() in triggers().sharing and "to" not in found.phrases:
        _phrases(found, subjects, nested=True)
        found.phrases["shared"], found.phrases["sharer"] = shared(
            [*found.object, *found.phrases.get("for", []), *found.phrases.get("with", [])]
        )
    found.phrases["contracted"] = contracted(found.phrases.get("under", []))
    found.phrases["disposal"] = [o for t in found.phrases.get("at", []) for o in whose(t, "disposal")]
    found.phrases["hands"] = [o for t in found.phrases.get("in", []) for o in whose(t, "hands")]
    request = request_for(verb)
    if request is not None:
        # "approved a request by Chad to buy rice"
        found.phrases["asked"] = asked(request) or []
    if relation(verb) in {"xcomp", "advcl"} and verb.tag_ == "VB" and verb.head.lemma_.lower() in triggers().choosing:
        found.phrases["client"] = logical_subject(verb.head)


def _passive(verb: Token) -> bool:
    """`is_passive`, and a participle coordinated with a passive or before its noun."""
    if is_passive(verb) or (relation(verb) == "amod" and verb.tag_ == "VBN"):
        return True
    return (
        relation(verb) == "conj"
        and verb.tag_ == "VBN"
        and not children(verb, "nsubj", "obj", "aux")
        and verb.head.tag_ == "VBN"
        and _passive(verb.head)
    )


def _phrases(found: Arguments, heads: list[Token], *, nested: bool = False) -> None:
    """Collect prepositional phrases; those that hang on an argument (`nested`) only where the trigger has none such.

    An `of` within an argument belongs to the argument, not to the trigger.
    """
    collected: dict[str, list[Token]] = {}
    for head in heads:
        for child in head.children:
            if relation(child) not in {"obl", "nmod", "advmod"} or child.dep_ == "nmod:poss":
                continue
            case = case_of(child)
            if case is not None and not (nested and case in {"of", "in"}):
                collected.setdefault(case, []).append(antecedent(child))
    for case, tokens in collected.items():
        if not nested or case not in found.phrases:
            found.add(case, tokens)
    if nested or "to" in collected:
        return
    for case, tokens in collected.items():
        found.add("to" if case == "at" else case, [c for t in tokens for c in sited(t)])


def _from_position(found: Arguments, verb: Token, *, passive: bool) -> None:
    """What the verb modifies fills a place: `weapons bought from A`, `shells that A sent`, `firms selling drones`."""
    head, how = verb.head, verb.dep_
    if how == "acl:relcl":
        _relative(found, verb, head)
    elif relation(verb) in {"acl", "amod"} and verb.tag_ == "VBN" and not found.object:
        found.object = [head]
        found.phrases["destination"] = destination(head)
    elif (
        relation(verb) == "amod"
        and verb.tag_ == "VBG"
        and head.head.lemma_.lower() in _PHASES
        and relation(head) == "obj"
    ):
        # "stopped exporting rice", read as if it were rice that exports
        found.object, found.subject = [head], subject_of(head.head)
    elif relation(verb) in {"acl", "amod"} and verb.tag_ == "VBG" and not found.subject and not is_marked(verb):
        found.subject = [whole_list(head)]
        found.phrases["destination"] = destination(head)
    if how == "amod" and passive and not found.subject:
        found.subject = [
            c for c in verb.children if relation(c) in {"compound", "amod", "nmod", "obl", "advmod", "nsubj"}
        ]
        if takes(verb):
            # "Chad's newly bought planes"
            found.subject += [c for c in children(head, "nmod:poss") if c.pos_ == "PROPN"]


def _relative(found: Arguments, verb: Token, head: Token) -> None:
    head = antecedent(head) if head.lower_ == "what" else head
    filled = [*found.subject, *found.object, *found.indirect, *(t for ts in found.phrases.values() for t in ts)]
    if head in filled:
        return
    if any(c.lower_ == "where" for c in children(verb, "advmod")):
        # "Chad, where it has stationed soldiers"
        found.add("in", [head])
        return
    stranded = [
        c.lower_ for c in verb.children if c.tag_ == "IN" and relation(c) in {"obl", "case", "compound", "advmod"}
    ]
    ahead = preposed(verb, head)
    if stranded or ahead:
        found.add(ahead or stranded[0], [head])
    elif not found.object and not gap_below(verb):
        found.object = [head]
    elif found.object and found.subject and not gap_below(verb):
        # "the dollars that Oslo pledged Chad"
        found.phrases["relative"] = [head]


def _shared_object(verb: Token) -> list[Token]:
    """The object of a coordinated verb: `bought and shipped shells`."""
    partners = [c for c in children(verb, "conj") if c.pos_ == "VERB" and not children(c, "nsubj")]
    if relation(verb) == "conj" and not children(verb, "nsubj") and verb.head.pos_ == "VERB":
        partners.append(coordinated_with(verb))
    for partner in partners:
        things = children(partner, "obj", "nsubj:pass") if is_passive(partner) else children(partner, "obj")
        if things:
            return [antecedent(t) for t in things]
        if partner.dep_ == "acl:relcl" or (relation(partner) == "acl" and partner.tag_ == "VBN"):
            return [partner.head]
    return []


def _shared_subject(verb: Token) -> list[Token]:
    """The subject that a passive has from another verb: `the guns arrived and were passed to rebels`, `which are thought to
    have been sent`.
    """
    if relation(verb) == "xcomp" and is_passive(verb.head) and not children(verb, "nsubj"):
        return subject_of(verb.head)
    shares = (
        relation(verb) == "conj" and verb.head.pos_ in {"VERB", "AUX"} and not children(verb, "nsubj", "nsubj:pass")
    )
    return subject_of(verb.head) if shares else []


# --- nouns --------------------------------------------------------------------------------------------------------


def _of_noun(noun: Token) -> Arguments:
    found = Arguments()
    _phrases(found, [noun])
    if relation(noun) == "nmod" and preposition(noun) in EXAMPLES:
        # "cooperation between Chad and Mali, including arms transfers"
        _phrases(found, [noun.head], nested=True)
    _phrases(found, [t for case in ("of", "for", "by", "with") for t in found.phrases.get(case, [])], nested=True)
    before = [
        c
        for c in noun.children
        if relation(c) in {"compound", "amod", "nmod"} and c.i < noun.i and c.dep_ != "nmod:poss" and not preposition(c)
    ]
    found.object = [c for c in before if c.pos_ in {"NOUN", "PROPN"}] + found.phrases.get("of", [])
    found.phrases["lent"] = [t for t in found.phrases.get("of", []) if not is_currency(t)]
    found.phrases["apposed"] = [c for c in children(noun, "appos") if c.i > noun.i]
    # "expanded its fleet, including the purchase of planes"
    lent = relation(noun) == "conj" or (relation(noun) == "nmod" and preposition(noun) in EXAMPLES)
    owner = children(noun, "nmod:poss") or (children(noun.head, "nmod:poss") if lent else [])
    found.subject = owner + [c for c in before if c.text[:1].isupper()] + found.phrases.get("by", [])
    _consumed(found, noun, owner)
    _predicated(found, noun)
    from_governor(found, noun)
    if imported := foreign(noun):
        found.subject = [t for t in found.subject if t not in imported]
        found.add("from", imported)
    _of_deal(found, noun)
    if relation(noun) == "obl" and noun.head.lower_ in _NEARING and children(noun.head, "cop"):
        # "is close to a deal with Chad"
        found.phrases["governor"] = subject_of(noun.head)
    found.phrases["behalf"] = [o for t in found.phrases.get("on", []) for o in whose(t, "behalf")]
    found.phrases["possessed"] = [c for c in owner if c.pos_ == "PRON"]
    if noun.pos_ == "ADJ" and relation(noun) == "xcomp" and noun.head.pos_ == "VERB":
        # "makes rice available to Chad"
        around = _of_verb(noun.head)
        found.object, found.subject = around.object, around.subject
        for case, tokens in around.phrases.items():
            found.add(case, tokens)
    if noun.pos_ == "ADJ" and not found.subject:
        found.subject = [noun.head] if relation(noun) in {"acl", "amod"} else subject_of(noun)
    return found


def _of_deal(found: Arguments, told: Token) -> None:
    """The parties of the deal that a noun or infinitive tells the purpose of."""
    if two := exchange_deals.between(told):
        found.phrases["between"], found.subject = two, []
        found.phrases.pop("governor", None)
    elif partners := exchange_deals.partner(told):
        found.phrases["partner"] = partners
        found.phrases.setdefault("governor", subject_of(told.head))


def _consumed(found: Arguments, noun: Token, owner: list[Token]) -> None:
    """Whose supplies are told to come from elsewhere gets them: `Chad's supplies of fuel from Mali`.

    Alone the words do not tell that: `Chad's fuel supplies` are what it has or what it sends.
    """
    if noun.lower_ not in {"supply", "supplies"} or not owner or found.phrases.keys() & {"to", "into", "for"}:
        return
    found.subject = [t for t in found.subject if t not in owner]
    if "from" in found.phrases:
        found.indirect = owner


def _predicated(found: Arguments, noun: Token) -> None:
    """What the noun, or `one of` those whom it names, is said of."""
    of_these = noun.head if noun.head.lower_ in _PICKED and preposition(noun) == "of" else noun
    if children(of_these, "cop"):
        subjects = children(of_these, "nsubj")
        found.phrases["predicated"] = [*subjects, *company(subjects)]
    elif named := named_as(of_these):
        found.phrases["predicated"] = named
    elif relation(of_these) in {"obl", "xcomp"} and of_these.head.lemma_.lower() in triggers().becoming:
        # "emerged as Chad's main supplier of rice", "became its supplier", "Mali was replaced by Oman as its supplier"
        verb = of_these.head
        found.phrases["predicated"] = logical_subject(verb) if is_passive(verb) else subject_of(verb)
        lend(found, verb, of_these)
    if of_these is not noun:
        _phrases(found, [of_these], nested=True)
