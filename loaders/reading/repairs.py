"""What the words say by their order where parsers go wrong: possessors of long phrases, descriptions behind a comma, objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading.relation_patterns import lexicon, says
from loaders.reading.structure import children, conjuncts, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token

#: How many words behind a verb the title of its object may end, and what may stand between.
_TITLE = 8
_BEFORE_TITLE = frozenset({"ADP", "ADJ", "NOUN", "PROPN", "DET"})
_LISTING = frozenset({"such as", "including", "like"})
#: Verbs with the prepositions before whom they tell to do something.
_CALLED = {
    "call": ("on", "upon", "for"),
    "appeal": ("to",),
    "prevail": ("on", "upon"),
    "look": ("to",),
    "wait": ("for",),
}
#: Prepositions before a deed that a name and a gerund tell (`of Kenya joining`).
_OF_DEEDS = frozenset({"to", "of", "about", "on", "against", "despite"})
#: What marks a clause that says what the object of the verb above does: `accused Kenya of backing`, `kept Kenya from joining`,
#: `thanked Kenya for backing`.
_OF_OBJECT = frozenset({"of", "from", "into", "for", "with"})


def genitive(noun: Token) -> Token | None:
    """The name that ends before `'s` and the adjectives of a noun: `Kenya's ongoing support`."""
    index = noun.i - 1
    while index > noun.sent.start and noun.doc[index].pos_ in {"ADJ", "ADV"}:
        index -= 1
    if index <= noun.sent.start or noun.doc[index].tag_ != "POS" or noun.doc[index - 1].pos_ != "PROPN":
        return None
    # "King Juma of Kenya's visit": whose it is stands before `of`.
    above = noun.doc[index - 3] if index > noun.sent.start + 2 and noun.doc[index - 2].lower_ == "of" else None
    return above if above is not None and above.ent_type_ == "PERSON" else noun.doc[index - 1]


def strayed(token: Token) -> str | None:
    """The preposition before a phrase that the parser has tied to a word still further to the left."""
    first = token.left_edge.i
    before = token.doc[first - 1] if first > token.sent.start else token
    return before.lower_ if before.dep_ == "case" and before.tag_ == "IN" and before.head.i < before.i else None


def at_once(trigger: Token, word: str, found: list[Token]) -> list[Token]:
    """Whom a preposition right behind a word has, though the parser tied him to another: `met with Trade Minister Lund`.

    A verb keeps what was `found` for it; what a noun has is what stands right behind it (`talks with Lund and, on Monday,
    with Oduya`).
    """
    mark = trigger.nbor() if trigger.i + 1 < trigger.sent.end else trigger
    if mark.lower_ != word or mark.dep_ != "case" or mark.head.i in {c.i for c in found}:
        return []
    if trigger.pos_ == "NOUN":
        astray = relation(mark.head) in {"nmod", "obl"} and mark.head.head.i < trigger.i
        return [mark.head] if astray else []
    top = mark.head
    while top.head.i not in {top.i, trigger.i}:
        top = top.head
    if trigger.pos_ != "VERB" or found:
        return []
    if top.i < trigger.i or top.head.i != trigger.i:
        return [mark.head]
    # "spoke with [Prime Minister] of [Peru] [Ama Darko]": the parser may tie the preposition to the state.
    near = range(top.i + 1, top.right_edge.i + 2)
    beside = [c for c in children(trigger, "obl") if c.left_edge.i in near and preposition(c) is None]
    return [top, *beside]


def before_gerund(verb: Token) -> Token | None:
    """Who does what a gerund right behind him says, though the parser tied both to the verb: `look forward to Kenya joining`."""
    before = verb.nbor(-1) if verb.tag_ == "VBG" and verb.i > verb.sent.start else verb
    inside = before.pos_ == "PROPN" and relation(before) == "obl" and before.head.i == verb.head.i
    return before if inside and preposition(before) in _OF_DEEDS and not children(verb, "mark") else None


def described(noun: Token) -> Token | None:
    """The name before a comma and a description that ends in the noun: `in Kenya, a neighbour and close ally`."""
    index = noun.i - 1
    while index > noun.sent.start and noun.doc[index].pos_ in {"ADJ", "NOUN", "CCONJ", "DET", "ADV"}:
        index -= 1
    opened = noun.doc[index].text == "," and noun.doc[index + 1].pos_ == "DET"
    return noun.doc[index - 1] if opened and index > 0 and noun.doc[index - 1].pos_ == "PROPN" else None


def bare(verb: Token, *, before: bool) -> list[Token]:
    """Names without preposition that the parser took for a circumstance, on one side of the verb."""
    bare = [c for c in children(verb, "obl") if preposition(c) is None and c.pos_ in {"PROPN", "NOUN"}]
    return [c for c in bare if (c.i < verb.i) == before]


def raised(trigger: Token) -> list[Token]:
    """The object that the parser hangs on the verb of the clause behind it: `helps Kenya defend itself`, `accuses Kenya of backing`."""
    told = [verb for verb in children(trigger, "xcomp") if verb.pos_ == "VERB"]
    found = [c for verb in told for c in raised_of(verb)]
    deeds = [verb for verb in children(trigger, "ccomp", "advcl") if of_object(verb) or _warned_off(trigger, verb)]
    return found or [c for verb in deeds for c in children(verb, "nsubj", "obj") if trigger.i < c.i < verb.i]


def _warned_off(verb: Token, clause: Token) -> bool:
    """`warned Kenya not to cross the border`, whose clause the parser takes for what was said."""
    return verb.lemma_ == "warn" and any(c.tag_ == "TO" for c in clause.children)


def raised_of(verb: Token) -> list[Token]:
    """`Kenya` in `helps Kenya defend itself`, seen from the second verb."""
    return [c for c in children(verb, "nsubj", "obj") if verb.head.i < c.i < verb.i]


def of_object(verb: Token) -> bool:
    """Whether a clause says what the object of the verb above does (`accused Kenya of backing`)."""
    return any(c.lower_ in _OF_OBJECT for c in children(verb, "mark"))


def made(office: Token) -> list[Token]:
    """Whom a verb makes something, where the parser takes the name for a predicate: `named Peter Lund as minister`; who
    follows another in an office: `Peter Lund succeeded Anna Oduya as minister`.
    """
    if says(office.head, lexicon("relations").words["succeeding"]):
        return children(office.head, "nsubj")
    return [c for c in children(office.head, "xcomp") if c.pos_ == "PROPN" and office.head.i < c.i < office.i]


def inverted(verb: Token, nominal: Token) -> bool:
    """Whether the parser took for the subject what a gerund has for its object: `denies backing the rebels`."""
    return verb.tag_ == "VBG" and verb.dep_ == "xcomp" and nominal.i > verb.i


def titled(verb: Token, word: str | None) -> list[Token]:
    """`Lund` in `Oduya met (with) Foreign Minister Peter Lund`, whose title the parser hangs on the name before the verb."""
    if verb.pos_ != "VERB":
        return []
    for title in verb.doc[verb.i + 1 : min(verb.i + _TITLE, verb.sent.end)]:
        if title.dep_ == "nmod:desc" and title.head.i < verb.i:
            names = [c for c in children(title, "appos", "flat") if c.pos_ == "PROPN" and c.i > title.i]
            return [name for name in names if preposition(name) == word]
        if title.pos_ not in _BEFORE_TITLE:
            break
    return []


def postponed(verb: Token) -> list[Token]:
    """What is condemned `in the strongest terms`, where the parser ties it to the terms."""
    terms = [c for c in children(verb, "obl") if c.lemma_ == "term" and preposition(c) == "in"]
    return [c for term in terms for c in children(term, "appos")]


def second(noun: Token, between: list[Token]) -> list[Token]:
    """The second of `talks between A and B`, which the parser may tie to the noun."""
    alone = len(between) == 1 and len(conjuncts(between[0])) == 1
    return [c for c in children(noun, "conj") if alone and c.i > between[0].i]


def examples(noun: Token) -> list[Token]:
    """Those whom a plural names: `allies such as Kenya`, `members including Kenya`, `members, among them Kenya`."""
    if noun.tag_ not in {"NNS", "NNPS"}:
        return []
    listed = [c for c in children(noun, "nmod", "obl") if preposition(c) in _LISTING]
    among = [c for c in children(noun, "appos", "nmod") if any(d.lower_ == "them" for d in c.children)]
    return listed or among


def prefix(trigger: Token) -> list[Token]:
    """`Kenya` in `Kenya-backed`."""
    hyphened = trigger.i > 1 and trigger.nbor(-1).text in {"-", "‑", "–"}
    return [trigger.doc[trigger.i - 2]] if hyphened else []


def backed(trigger: Token) -> bool:
    """Whether a participle stands before the noun to which it is done: `Kenya-backed rebels`."""
    return trigger.tag_ in {"VBN", "VBD", "JJ"} and relation(trigger) == "amod" and trigger.i < trigger.head.i


def first_of(noun: Token) -> list[Token]:
    """The first of a list that the parser hangs on its second: `Kenya and its allies Peru and Chile`."""
    marks = [c.i for c in children(noun, "cc") if c.i < noun.i]
    named = [c for c in children(noun, "nmod") if c.i < noun.i and c.pos_ == "PROPN"] if marks else []
    bare = [c for c in named if preposition(c) is None]
    return [c for c in bare if c.dep_ != "nmod:poss" and any(c.i < mark for mark in marks)]


def by_name(token: Token) -> list[Token]:
    """The names behind a word for a place or people: `the republics of Abkhazia and South Ossetia`."""
    if token.pos_ == "NOUN" and says(token, lexicon("relations").words["unions"]):
        return [c for c in children(token, "compound") if c.pos_ == "PROPN"] or [token]
    if token.pos_ != "NOUN" or not says(token, lexicon("relations").words["called"]):
        return [token]
    return [c for c in children(token, "nmod") if preposition(c) == "of" and c.pos_ == "PROPN"] or [token]


def called_on(verb: Token) -> bool:
    """Whether another is told to do what an infinitive says: `called on Kenya to leave`, `urged Kenya to leave`."""
    words = _CALLED.get(verb.head.lemma_, ())
    told = any(c.i < verb.i and preposition(c) in words for c in children(verb.head, "obl"))
    lists = lexicon("relations").words
    asked = says(verb.head, lists["asking"]) and bool(children(verb.head, "obj", "iobj", "nsubj:pass"))
    # Who is asked to stop doing it does it.
    asked = asked and not says(verb, lists["going_on"])
    return (told or asked) and any(c.tag_ == "TO" for c in verb.children)
