"""What stands around a good: the list it is in, and who has, uses or owns it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading import goods
from loaders.reading.exchange_lexicon import triggers
from loaders.reading.exchange_parties import is_party, members, owners
from loaders.reading.exchange_subjects import logical_subject, subject_of
from loaders.reading.goods_measures import measuring
from loaders.reading.structure import children, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis

#: How many tokens before deliveries their good may be told.
_POINTING = 40
#: Nouns of exchange in the plural that may leave out what is delivered, and what they usually are of.
_DELIVERIES = frozenset({"delivery", "shipment", "supply", "export", "sale", "flow", "purchase", "import"})
_MASSES = frozenset({"energy", "food", "agriculture", "materials", "arms", "munitions", "technology"})
#: Verbs of a relative clause whose objects are among what it modifies.
_INCLUDING = frozenset({"include", "comprise", "contain"})
_SEPARATORS = frozenset({",", "and", "or", ";"})


def _lost(token: Token, found: list[Token]) -> bool:
    """Whether a noun between the members of a list is one that the parse lost: a known good before a comma or `and`."""
    if token.tag_ not in {"NNS", "NN"} or relation(token) == "compound" or token.nbor().lower_ not in _SEPARATORS:
        return False
    known = goods.catalogue().get(goods.normal(token.lower_))
    return known is not None and not any(token.is_ancestor(t) for t in found) and not _in_clause(token, found)


def _in_clause(token: Token, found: list[Token]) -> bool:
    while token.head.i != token.i and token not in found:
        if relation(token) in {"acl", "advcl", "ccomp", "xcomp"}:
            return True
        token = token.head
    return False


def is_conveyance(thing: Token) -> bool:
    """Whether something moves by itself and carries goods."""
    return goods.singular(goods.content(thing).lower_) in goods.words().conveyances


def flag(analysis: Analysis, carrier: Token) -> list[Token]:
    """Whose a ship or aircraft is by the state before it, not by its make: `Maltese planes brought rice`."""
    named = [(o, analysis.keys_at(o)) for o in owners(goods.content(carrier))] if is_conveyance(carrier) else []
    return [o for o, keys in named if keys and all(analysis.entities[k].kind == "state" for k in keys)]


def aboard(carrier: Token) -> list[Token]:
    """The goods that a ship, train or aircraft is said to hold: `a tanker with Mexican oil`, `trucks laden with flour`."""
    holding = [carrier, *(v for v in children(carrier, "acl", "amod") if v.lower_ in triggers().carrying)]
    held = [c for node in holding for c in node.children if relation(c) in {"nmod", "obl"} and c.i > carrier.i]
    return [m for c in held if preposition(c) in {"of", "with"} for m in listed(c)]


def included(thing: Token) -> list[Token]:
    """What a relative clause says that the goods include: `weapons, which included rifles`."""
    clauses = [c for c in children(thing, "acl") if c.lemma_.lower() in _INCLUDING]
    return [t for c in clauses for o in children(c, "obj") for t in listed(o)]


def examples(analysis: Analysis, head: Token) -> list[Token]:
    """What the text names as examples or parts of the goods of a noun: `equipment, including radars`; `such as`."""
    beside = [c for h in dict.fromkeys([head, measuring(head)]) for c in h.children if c.i > head.i]
    named = [c for c in beside if relation(c) in {"nmod", "appos", "obl"} and _exemplifies(analysis, c)]
    return [*included(head), *(t for c in named for t in listed(c))]


def _exemplifies(analysis: Analysis, child: Token) -> bool:
    """Whether a noun names an example or part of the one it hangs on: `such as`, `including`, `aid in`."""
    cases = [c.lower_ for c in child.children if relation(c) == "case"]
    if cases and cases[0] in {"for", "through", "in"}:
        described = goods.describe(analysis, child.head)
        return described is not None and described.category == "aid" and not is_party(analysis, child)
    return relation(child) == "appos" or bool(cases and cases[0] in {"including", "such", "like"})


def listed(head: Token) -> list[Token]:
    """The members of a list of goods; what a wrong parse hangs elsewhere between the first and the last is found too."""
    found = [m for t in members(head) for m in ([t] if goods.content(t) is t else members(goods.content(t)))]
    if len(found) < 3:
        return found
    between = head.doc[found[0].i + 1 : found[-1].i]
    found.extend([t for t in between if t not in found and _lost(t, found)])
    return sorted(found, key=lambda t: t.i)


def stray_origins(thing: Token) -> list[Token]:
    """Adjectives before a good that the parse hangs on its measure: `tons of Chadian and Malian rice`."""
    measure = measuring(thing)
    if measure is thing:
        return []
    return [
        m for c in children(measure, "nmod", "amod") if measure.i < c.i < thing.i for m in members(c) if m.i < thing.i
    ]


def _holder(_: Token, thing: Token) -> list[Token]:
    """Who has or makes a good: `Kenya has a stock of shells`, `shells, something that Kenya makes`."""
    node = thing
    while relation(node) == "nmod" and preposition(node) == "of":
        node = node.head
    if relation(node) == "obj" and node.head.lemma_.lower() in triggers().holding:
        return subject_of(node.head)
    named = [node, *children(node, "appos", "parataxis")]
    clauses = [c for n in named for c in n.children if c.dep_ == "acl:relcl" and c.lemma_.lower() in triggers().holding]
    return [s for c in clauses for s in children(c, "nsubj") if s.tag_ not in {"WDT", "WP"}]


def _user(trigger: Token, thing: Token) -> list[Token]:
    """Who uses a good: `their army fights with guns donated by Malta`, `donated guns that the army has fired`."""
    clauses = [c for c in children(thing, "acl:relcl", "acl") if c != trigger and c.lemma_.lower() in triggers().using]
    if clauses:
        agents = [s for c in clauses for s in children(c, "obl") if preposition(s) == "by"]
        return [s for c in clauses for s in children(c, "nsubj") if s.tag_ not in {"WDT", "WP"}] + agents
    verb = thing.head
    if relation(trigger) not in {"acl", "amod"} or trigger.head != thing or verb.pos_ != "VERB":
        return []
    held = relation(thing) == "obj" and verb.lemma_.lower() in triggers().using
    wielded = (
        relation(thing) == "obl" and preposition(thing) == "with" and verb.lemma_.lower() not in triggers().helping
    )
    return subject_of(verb) if held or wielded else []


def _owner(trigger: Token, thing: Token) -> list[Token]:
    """Whose good it is, where it comes from another ("most of Chad's oil comes from Iraq"), not the subject's own."""
    own = [c for c in goods.content(thing).children if c.dep_ == "nmod:poss" and c != trigger]
    own += [c for c in children(goods.content(thing), "nmod") if c.pos_ == "PROPN" and preposition(c) == "of"]
    return [c for c in own if c.pos_ != "PRON" or relation(thing) != "obj"]


def _payee(_: Token, thing: Token) -> list[Token]:
    """Whose cost a good is: `the salaries of Chad's soldiers`, `their wages`."""
    noun = goods.content(thing)
    return [c for c in children(noun, "nmod") if preposition(c) == "of" or c.dep_ == "nmod:poss"]


def _whereabouts(_: Token, thing: Token) -> list[Token]:
    """The country in which somebody has a good: `Malta has 300 soldiers in Chad`."""
    return [
        c for c in children(measuring(thing), "nmod") if preposition(c) in {"in", "inside", "across"} and c.i > thing.i
    ]


def _whence(_: Token, thing: Token) -> list[Token]:
    """Where the good itself is said to come from: `weapons from Chad helped Mali`."""
    measure = measuring(thing)
    if {measure.head.lemma_.lower(), measure.head.lower_} & triggers().withholding:
        return []  # "withheld aid from Chad"
    return [c for c in children(measure, "nmod") if preposition(c) in {"from", "out of"} and c.i > thing.i]


def made(thing: Token) -> list[Token]:
    """The participles that tell who made a good: `vehicles built by Embraer`."""
    return [c for c in children(thing, "acl") if c.tag_ == "VBN" and c.lemma_.lower() in triggers().making]


def made_in(things: list[Token]) -> list[Token]:
    """The country that goods are said to be made in: `chips made in Malta`."""
    behind = [c for t in things for m in made(goods.content(t)) for c in children(m, "obl") if preposition(c) == "in"]
    return [c for c in behind if c.ent_type_ == "LOC"]


def _maker(_: Token, thing: Token) -> list[Token]:
    """Who made a good: `parts made by Embraer were found`."""
    return [m for c in made(thing) for m in children(c, "obl") if preposition(m) == "by"]


def _sender(trigger: Token, _: Token) -> list[Token]:
    """Who sent what carries the good: `Chad sent two ships carrying rice`."""
    carrier = measuring(trigger.head) if relation(trigger) == "acl" else trigger
    sent = relation(carrier) == "obj" and carrier.head.lemma_.lower() in triggers().sending
    return logical_subject(carrier.head) if sent else []


def delivered_before(analysis: Analysis, trigger: Token) -> list[Token]:
    """The good of deliveries that do not tell it, told before: `Chad buys Maltese gas. Deliveries to Chad were halted`."""
    told = [
        c for c in children(trigger, "compound", "amod") if not c.ent_type_ and c.lower_ not in goods.words().dropped
    ]
    if trigger.tag_ != "NNS" or told or trigger.lemma_.lower() not in _DELIVERIES:
        return []
    for token in reversed(trigger.doc[max(0, trigger.i - _POINTING) : trigger.i]):
        described = goods.describe(analysis, token) if token.pos_ == "NOUN" else None
        if described is not None and described.known and described.category in _MASSES:
            return [token]
    return []


#: Places that lie around the good, not around the trigger; see the lexicon.
PLACES = {
    "holder": _holder,
    "user": _user,
    "owner": _owner,
    "whereabouts": _whereabouts,
    "whence": _whence,
    "maker": _maker,
    "sender": _sender,
    "payee": _payee,
}
