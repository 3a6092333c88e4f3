"""Arguments that a wrong parse or the form of a sentence hides: what is worth a sum, where a ship with goods arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading.exchange_lexicon import triggers
from loaders.reading.exchange_parties import represented
from loaders.reading.goods import is_currency, singular, words
from loaders.reading.structure import children, conjuncts, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.exchange_arguments import Arguments

#: Tags of relative pronouns and adverbs.
RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_COMPANY = frozenset({"alongside", "including", "such as", "together with", "along with", "as well as"})
_NOMINAL = frozenset({"NOUN", "PROPN", "SYM", "NUM"})
#: How many words before a sum of money `worth` may stand ("worth more than $3 million").
_WORTH = 4
#: How many tokens behind its verb an object without a name of its own begins ("handed back a ship").
_NEAR = 2
#: Tags of words that begin no noun phrase.
_NO_PHRASE = frozenset({"IN", "TO", "CC", "RB", ",", ".", ":", "HYPH"})
#: Prepositions and nouns of phrases that only tell the time, source or reason of a deed.
_BESIDE = frozenset(
    {"according to", "during", "after", "before", "following", "since", "amid", "despite", "because of"}
)
_RELATING = frozenset({"addition", "response", "reaction", "contrast", "regard", "relation", "reference"})
#: With what a clause begins that tells who in the end gets something.
_SERVING = frozenset({"benefiting", "benefitting"})
#: Prepositions of where a site lies.
_SITUATED = frozenset({"in", "of", "near", "outside"})
#: Prepositions of the place that something gets to.
_ENDS = frozenset({"in", "at", "to", "into"})


def mend(found: Arguments, verb: Token, *, passive: bool) -> None:
    """Objects that the parse calls by another name."""
    named = [
        c for c in children(verb, "xcomp") if c.i > verb.i and c.pos_ in _NOMINAL and not children(c, "cop", "mark")
    ]
    if found.object and not found.indirect and not passive and named:
        # "brought the king fuel": the second noun is what he got.
        found.object, found.indirect = named, found.object
    granted = [c for c in children(verb, "xcomp", "ccomp") if c.lower_ == "have"] if verb.lemma_ == "let" else []
    if granted:
        # "will not let Chad have its rockets"
        found.indirect = found.object or [t for c in granted for t in children(c, "nsubj")]
        found.object = [t for c in granted for t in children(c, "obj")]
    found.object = _without_price(found.object)
    if not found.object and not passive:
        bare = [c for c in verb.children if c.dep_ == "obl" and c.i > verb.i and c.pos_ in _NOMINAL]
        found.object = [c for c in bare if preposition(c) is None and c.left_edge.i <= verb.i + _NEAR][:1]
    if not found.object and verb.tag_ == "VBG" and relation(verb) == "csubj":
        # "Shipping rifles to Malta would anger Chad": the rifles are not who angers.
        found.object = [
            c for c in children(verb.head, "nsubj") if verb.i < c.i < verb.head.i and c.left_edge.i == verb.i + 1
        ]


def _without_price(objects: list[Token]) -> list[Token]:
    """The objects without a sum of money that stands before a noun, read as an object of its own: `offered a $5 million line of credit`."""
    return [t for t in objects if not (is_currency(t) and any(t.i < o.i == t.right_edge.i + 1 for o in objects))]


def case_of(nominal: Token) -> str | None:
    """The preposition of a phrase, also where the parse gives it to the phrase's first word: `of food and medical aid`.

    None where it is part of a name: `Agency for Rural Development`.
    """
    if any(c.dep_ == "case" and c.ent_type_ and c.i < nominal.i for c in nominal.children):
        return None
    first = [c for c in children(nominal, "compound", "amod") if c.i < nominal.i]
    inner = preposition(first[0]) if first else None
    return preposition(nominal) or inner


def lending(phrases: dict[str, list[Token]]) -> list[Token]:
    """The phrases whose own phrases may be the verb's by a wrong parse (`sent rice from Malta to Chad`).

    Not those of the time, source or reason of a deed (`during her trip to Malta`, `in response to Chad`), nor whose
    agent somebody is (`from a front company for Chad`).
    """
    beside = [t for case, ts in phrases.items() if case not in _BESIDE for t in ts]
    return [t for t in beside if t.lower_ not in _RELATING and not represented(t)]


def shared_agent(verb: Token) -> list[Token]:
    """Who did it, where the parse hangs him on the first of several participles: `organised and trained by Chad`."""
    if relation(verb) != "conj" or verb.head.tag_ != "VBN":
        return []
    return [c for c in children(verb.head, "obl") if preposition(c) == "by" and c.i > verb.i]


def company(subjects: list[Token]) -> list[Token]:
    """Who acts with the subject: `Chad, alongside Mali and Niger, will send rice`; `allies, including Chad, sent rice`.

    What stands between commas behind the subject or opens the sentence may hang on the verb.
    """
    beside = [c for t in subjects for c in children(t, "nmod") if c.i > t.i]
    verbs = [t.head for t in subjects if relation(t) == "nsubj"]
    around = [c for verb in verbs for node in [verb, *children(verb, "advmod")] for c in children(node, "obl", "nmod")]
    return [c for c in [*beside, *(c for c in around if any(c.i < verb.i for verb in verbs))] if _accompanies(c)]


def _accompanies(nominal: Token) -> bool:
    """Whether a phrase names company: by its preposition, also where the parse takes it apart (`along with`)."""
    cases = [c for c in nominal.children if relation(c) == "case" and c.i < nominal.i]
    if not cases:
        return False
    first = cases[0]
    words = [first.nbor(-1).lower_] if first.lower_ == "with" and first.i > first.sent.start else []
    return preposition(nominal) in _COMPANY or " ".join([*words, *(c.lower_ for c in cases)]) in _COMPANY


def meant_for(verb: Token, bought: list[Token]) -> list[Token]:
    """For whom somebody pays for goods: `paid for fuel for Chad`."""
    behind = [c for node in [verb, *bought] for c in children(node, "obl", "nmod") if any(c.i > t.i for t in bought)]
    return [t for c in behind if preposition(c) == "for" and c not in bought for t in conjuncts(c)]


def used_by(verb: Token, purposes: list[Token]) -> list[Token]:
    """For whose use something is: `sent rockets to Chad for use by the rebels`, `for the benefit of`, `benefiting them`."""
    users = [c for t in purposes if t.lower_ == "use" for c in children(t, "nmod") if preposition(c) == "by"]
    users += [c for t in purposes for c in whose(t, "benefit")]
    return users + [o for c in children(verb, "advcl", "acl") if c.lower_ in _SERVING for o in children(c, "obj")]


def approached(verb: Token) -> list[Token]:
    """Whom somebody goes to so as to ask: `came to the Danes to ask for rice`."""
    above = verb.head
    if relation(verb) not in {"advcl", "xcomp"} or above.lower_ not in triggers().approaching:
        return []
    return [c for c in children(above, "obl") if preposition(c) == "to"]


def named_in(phrases: list[Token]) -> list[Token]:
    """The nouns of a list and what they hold: behind "satellites" of `a pair of satellites from Malta` stands the phrase."""
    listed = [m for t in phrases for m in conjuncts(t)]
    held = [c for t in listed for c in children(t, "nmod") if preposition(c) == "of"]
    return [*listed, *(m for t in held for m in conjuncts(t))]


def helped(verb: Token, things: list[Token]) -> list[Token]:
    """Whom the purpose of a gift names: `to support the people of Haiti`, `to help Haiti recover`."""
    # "$5 million in aid to support Haiti"
    inner = [c for t in things for c in children(t, "nmod") if preposition(c) == "in"]
    nodes = [verb, *(m for t in [*things, *inner] for m in conjuncts(t))]
    # "a measure worth $8 million to support Haiti"
    nodes += [c for node in nodes for c in children(node, "acl") if c.lower_ == "worth"]
    clauses = [c for node in nodes for c in children(node, "advcl", "acl", "xcomp") if c.tag_ == "VB"]
    # "to deliver food to protect families in Chad"
    clauses += [c for above in clauses for c in children(above, "advcl", "xcomp") if c.tag_ == "VB"]
    named = [t for c in clauses if c.lemma_.lower() in triggers().helping for t in children(c, "obj", "iobj")]
    # "adopted a measure in support of Haiti"
    backing = [
        c for t in [*things, *inner] if t.lower_ == "support" for c in children(t, "nmod") if preposition(c) == "of"
    ]
    named += [
        c for c in backing if c.pos_ == "PROPN" or any(o.text[:1].isupper() for o in children(c, "amod", "nmod:poss"))
    ]
    # "to support Haiti's police", "to support Haiti-led searches"
    named += [c for t in named for c in children(t, "nmod:poss")]
    named += [c for t in named for a in children(t, "amod") for c in children(a, "compound") if c.pos_ == "PROPN"]
    improving = [c for c in clauses if c.lemma_.lower() in triggers().improving]
    # "to ease Chad's shortages"
    named += [o for c in improving for t in children(c, "obj") for o in children(t, "nmod:poss") if _is_place(o)]
    # "to support farming and schools in Chad"
    return named + [t for c in improving for t in c.subtree if preposition(t) == "in" and _is_place(t)]


def _is_place(noun: Token) -> bool:
    """Whether a noun is the name of a place or a part of one: `Chad`, `Chad's Lac region`."""
    return noun.ent_type_ == "LOC" or any(c.ent_type_ == "LOC" for c in children(noun, "nmod:poss"))


def shared(parts: list[Token]) -> tuple[list[Token], list[Token]]:
    """The good of which a share is told, and whose it is: `half of Chad's gas needs` -> gas, Chad; `a third of the force`."""
    for part in parts:
        node, chain = part, [part]
        while inner := [c for c in children(node, "nmod", "obl") if preposition(c) == "of" and c.i > node.i]:
            node = inner[0]
            chain.append(node)
        measured = singular(part.lower_) in words().measures | words().carriers or part.text == "%"
        counted = len(chain) > 1 and measured
        whole = next((t for t in chain if t.pos_ == "NOUN" and t.lemma_.lower() in triggers().shares), None)
        if not counted and whole is None:
            continue
        noun = whole or node
        before = [c for c in children(noun, "compound") if c.pos_ == "NOUN"]
        whose = [c for t in chain for c in children(t, "nmod:poss")]
        whose = whose or [c for c in children(noun, "amod") if c.text[:1].isupper()]
        if whole is None:
            # "most of Chad's gas"
            return [node], whose or [node]
        return before or [t for t in chain if t is not noun] or [noun], whose or [noun]
    return [], []


def paid_for(verb: Token) -> bool:
    """Whether `for` ends the clause of a verb, so that what the verb is said of is what is paid for."""
    behind = verb.doc[verb.i + 1 : min(verb.i + 3, verb.sent.end)]
    return len(behind) > 0 and behind[0].lower_ == "for" and (len(behind) == 1 or behind[1].tag_ in _NO_PHRASE)


def ahead(verb: Token) -> list[Token]:
    """The subject of a coordinated clause that the parse hung on the clause before: `Oman gave rice, and Chad and Mali sent men`."""
    first = min([verb, *children(verb, "aux")], key=lambda t: t.i)
    if relation(verb) != "conj" or first.i == verb.sent.start or first.nbor(-1).pos_ != "PROPN":
        return []
    found, start = [], first.i - 1
    while start > verb.head.i and (verb.doc[start].pos_ == "PROPN" or verb.doc[start].lower_ in {",", "and", "the"}):
        found.append(verb.doc[start])
        start -= 1
    listed = [t for t in found if t.pos_ == "PROPN" and relation(t) not in {"compound", "flat"}]
    return [] if any(preposition(t) for t in listed) else listed[::-1]


def sited(place: Token) -> list[Token]:
    """The country of a base, depot or other site: `stationed at a base in Chad`."""
    if place.lower_ not in triggers().sites:
        return []
    return [m for c in children(place, "nmod") if preposition(c) in _SITUATED for m in conjuncts(c)]


def contracted(frameworks: list[Token]) -> list[Token]:
    """With whom the deal is under which something is done: `under a contract with Chad`."""
    return [c for t in frameworks for c in children(t, "nmod") if preposition(c) == "with"]


def in_return(trigger: Token, things: list[Token]) -> list[Token]:
    """What goods are given for by `in return for` or `in exchange for`."""
    nodes = [trigger, *things, *([trigger.head] if trigger.pos_ == "NOUN" else [])]
    found: list[Token] = []
    for child in (c for node in nodes for c in node.children):
        if child.lower_ in {"return", "exchange"} and relation(child) in {"obl", "nmod"}:
            behind = [c for c in children(child, "nmod", "obl") if any(k.lower_ == "for" for k in c.children)]
            # "in exchange for fuel for its reactor"
            found.extend(behind[:1])
    return found


def goes_on(party: Token) -> list[Token]:
    """The rest of a list that the parse takes for the subject: `Supplies to Chad, Mali and Niger stopped`."""
    last = party.right_edge.i + 1
    if last + 1 >= party.sent.end or party.doc[last].text != ",":
        return []
    name = party.doc[last + 1]
    above = (
        name.head
        if relation(name) in {"conj", "appos"}
        else next(iter(children(name.head, "nsubj", "nsubj:pass")), name)
    )
    places = name.pos_ == "PROPN" and name.ent_type_ == party.ent_type_ == "LOC" and above.i < party.i
    listed = conjuncts(name) if places and above != name and above.is_ancestor(party) else []
    return listed if len(listed) > 1 else []


def coordinated_with(verb: Token) -> Token:
    """What a verb is coordinated with; no finite verb with an infinitive: `drones that it used to attack ships and sold to Chad`."""
    first, above = verb.head, verb.head.head
    crossed = first.tag_ == "VB" and verb.tag_ in {"VBD", "VBN"} and relation(first) in {"xcomp", "advcl"}
    return above if crossed and above.pos_ == "VERB" and above.tag_ in {"VBD", "VBN"} else first


def whose(noun: Token, word: str) -> list[Token]:
    """Whose a word says that something is: `put $5 million at Chad's disposal`, `in the hands of Chad`."""
    if noun.lower_ != word:
        return []
    return children(noun, "nmod:poss") or [c for c in children(noun, "nmod") if preposition(c) == "of"]


def gap_below(verb: Token) -> bool:
    """Whether the object that a relative clause lacks is that of an infinitive: `the weapons it wants to build`."""
    below = [c for c in children(verb, "xcomp") if c.tag_ == "VB"]
    return any(not children(c, "obj") for c in below)


def preposed(verb: Token, head: Token) -> str | None:
    """The preposition before a relative pronoun that the parse hangs elsewhere: `Chad, from which Mali gets rice`."""
    for token in verb.doc[head.i + 1 : verb.i]:
        if token.tag_ in RELATIVE:
            before = token.nbor(-1)
            return before.lower_ if before.tag_ == "IN" and token.head.i != verb.i else None
    return None


def priced(thing: Token) -> Token:
    """What is worth the sum of money that is read as the object: `bought drones worth $60 million`."""
    # "hundreds of millions of dollars worth of rice"
    inner = [c for t in children(thing, "nmod") for c in (t, *children(t, "nmod"))]
    worths = [c for c in (thing, *inner) if c.lower_ == "worth"]
    sums = [c for worth in worths for c in (worth, *children(worth, "compound"))]
    valued = [m for c in sums for m in children(c, "nmod") if m.i > c.i and preposition(m) in {"of", "worth of"}]
    if valued:
        # "billions of dollars worth of rice"
        return valued[0]
    if thing.lower_ == "worth":
        return next(iter(children(thing, "nsubj", "compound")), thing)
    if thing.pos_ != "SYM" and thing.tag_ != "$" and not is_currency(thing):
        return thing
    before = thing.doc[max(thing.sent.start, thing.i - _WORTH) : thing.i]
    worth = next((t for t in before if t.lower_ == "worth"), None)
    if worth is None or worth.i == thing.sent.start:
        return thing
    named = worth.nbor(-1)
    return named if named.pos_ in {"NOUN", "PROPN"} else thing


def destination(carrier: Token) -> list[Token]:
    """Where the noun that carries something gets to: `ships carrying gas reached Chad`, `docked in Chad`."""
    predicates = [*([carrier.head] if relation(carrier) == "nsubj" else []), *children(carrier, "acl")]
    arriving = [v for v in predicates if v.lemma_.lower() in triggers().arriving]
    ends = [c for v in arriving for c in v.children if relation(c) == "obj" or preposition(c) in _ENDS]
    return [c for c in ends if relation(c) in {"obj", "obl"}]
