"""Which tokens fill the places around a trigger word: its subject, its object, what stands behind a preposition.

A *slot* is a name that patterns use: `subject`, `object`, `poss`, `adj`, `self`, `holder`, or any preposition (`with`,
`on`). Every function returns the heads of the phrases that fill it, coordination included, in the order of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from loaders.reading import repairs
from loaders.reading.relation_patterns import lexicon, says
from loaders.reading.slots_clauses import (
    adjective,
    carrier,
    gap,
    goal,
    infinitive,
    named,
    stranded,
    there,
    told,
    undone,
)
from loaders.reading.structure import (
    antecedent,
    children,
    conjuncts,
    coordination_head,
    is_passive,
    preposition,
    relation,
)

if TYPE_CHECKING:
    from loaders.parsed import Token

_CLAUSE_OF_SUBJECT = frozenset({"xcomp", "conj", "advcl", "parataxis"})
#: What is said before `to do` of who did: `the first state to recognise Kosovo`.
_RANKED = frozenset({"first", "second", "third", "last", "latest", "only", "next"})
_PREDICATES = frozenset({"VERB", "AUX", "ADJ", "NOUN", "NUM", "PRON"})
_COMPANY = frozenset({"alongside", "along", "together", "together with", "as well as"})
_AMONG = frozenset({"between", "among"})
_WITH = frozenset({"with"})
#: Prepositions before an occasion at which somebody does something.
_AT = frozenset({"on", "at", "during", "in", "after", "following", "before"})
#: What may stand before what the parser takes for an agent; not `on`, as in `bans were imposed on officials`.
_BY = frozenset({"by", "from", "through", "of", None})
#: Prepositions before whom an act is for, not what the noun between is of.
_OUTER = frozenset({"to", "against", "with"})


def fill(trigger: Token, slot: str) -> list[Token]:
    """The heads that fill a slot of a trigger; empty where the slot is empty or unknown."""
    rule = _NAMED.get(slot)
    found = rule(trigger) if rule else prepositional(trigger, slot)
    filled = _expanded([name for token in found for name in repairs.by_name(token)])
    filled = [name for token in filled for name in repairs.by_name(token)]
    return filled if slot == "self" else [token for token in filled if token.i != trigger.i]


def subject(trigger: Token) -> list[Token]:
    """Who does what the trigger says: its subject, a passive's agent, or the one that a higher clause lends it."""
    if trigger.pos_ in {"NOUN", "PROPN", "ADJ"} and trigger.tag_ != "VBN" and not children(trigger, "obj"):
        return bearer(trigger)
    if repairs.backed(trigger):
        return repairs.prefix(trigger)
    if is_passive(trigger):
        return _agent(trigger)
    own = [antecedent(token, trigger) for token in children(trigger, "nsubj") if not repairs.inverted(trigger, token)]
    own += [c for c in children(trigger, "obl") if own and c.i < trigger.i and preposition(c) in _COMPANY]
    return own or _lent_subject(trigger)


def patient(trigger: Token) -> list[Token]:
    """To whom it is done: the object, or a passive's subject."""
    if repairs.backed(trigger):
        return [trigger.head]
    if is_passive(trigger):
        own = children(trigger, "nsubj:pass") or repairs.bare(trigger, before=True)
        if own:
            return [antecedent(token, trigger) for token in own]
        return _lent_subject(trigger) if relation(trigger) != "acl" else [trigger.head]
    behind = [c for c in children(trigger, "nsubj") if repairs.inverted(trigger, c)]
    behind = behind or [c for c in children(trigger, "nsubj")[1:] if c.i > trigger.i]
    own = children(trigger, "obj") or children(trigger, "iobj") or behind
    own = own if len(own) == 1 else [c for c in own if c.i > trigger.i] or own
    if own:
        return [antecedent(token, trigger) for token in own]
    raised = repairs.raised(trigger)
    if raised:
        return raised
    return (
        gap(trigger)
        or repairs.titled(trigger, None)
        or repairs.postponed(trigger)
        or repairs.bare(trigger, before=False)
        or [obj for verb in _later_conjuncts(trigger) for obj in children(verb, "obj")][:1]
    )


def possessor(trigger: Token) -> list[Token]:
    """Whose it is: `Kenya's`, `its`; as it is written, where the parser went wrong on a longer phrase."""
    written = repairs.genitive(trigger)
    if written is not None:
        return [written]
    own = [c for c in trigger.children if c.dep_ == "nmod:poss"]
    if any(c.tag_ == "PRP$" for c in own) and relation(trigger) == "conj" and trigger.head.pos_ == "PROPN":
        # "Kenya and its allies", "Maria Lund and her father"
        before = [trigger.doc[c.i - 1] for c in children(trigger, "cc") if c.i > trigger.head.i]
        if any(trigger.head.i in {name.i, name.head.i} and name.pos_ == "PROPN" for name in before):
            return [trigger.head]
    return [antecedent(c, _clause(trigger)) for c in own]


def itself(trigger: Token) -> list[Token]:
    """The noun's own phrase, then whom it is said of."""
    return [trigger, *bearer(trigger)]


def holder(trigger: Token) -> list[Token]:
    """Who has or does what an event noun names: the subject of the verb above it (`Kenya pledged its support`), or
    whom the verb gives it (`this gives Kenya leverage`).
    """
    verb = carrier(trigger)
    if (
        verb is None
        or relation(trigger) == "compound"
        or any(c.dep_ == "nmod:poss" and c.tag_ != "PRP$" for c in trigger.children)
    ):
        return []
    given = children(verb, "iobj") if relation(trigger) == "obj" else []
    own = given or subject(verb)
    if any(c.lower_ == "their" for c in children(trigger, "nmod:poss")):
        # "Kenya spoke of the rebels and their alliance": one who has something has it as its own.
        own = [c for c in own if c.tag_ != "NNP" or len(conjuncts(c)) > 1]
    return own if trigger.i not in {token.i for token in own} else []


def present(trigger: Token, words: frozenset[str] = _AT) -> list[Token]:
    """Who does something `on a visit to Kenya`, or `with the help of Kenya`, whatever it is, by the preposition before it."""
    verb = trigger.head
    during = relation(trigger) == "obl" and preposition(trigger) in words
    return subject(verb) if during and verb.pos_ == "VERB" else []


def helped(trigger: Token) -> list[Token]:
    """Who does something `with the help of Kenya`, told before the verb (`Chad, with its support, won`) or behind it."""
    named = relation(trigger) == "nmod" and preposition(trigger) == "with" and trigger.head.pos_ == "PROPN"
    return [trigger.head] if named else present(trigger, _WITH)


def host(trigger: Token) -> list[Token]:
    """The noun or clause that carries a phrase: `transfers in violation of`, `Kenya acted in breach of`."""
    if relation(trigger) not in {"nmod", "obl"} or preposition(trigger) != "in":
        return predicated(trigger) if preposition(trigger) == "in" else []
    above = trigger.head
    if above.pos_ in {"NOUN", "PROPN"}:
        return [above]
    return (patient(above) if says(above, lexicon("relations").words["putting"]) else []) or subject(above)


def predicated(trigger: Token) -> list[Token]:
    """Of whom a noun is said with a copula: `Kenya and Uganda are allies`."""
    if not children(trigger, "cop"):
        return []
    return [antecedent(token, trigger) for token in children(trigger, "nsubj")] or _lent_subject(trigger)


def together(trigger: Token) -> list[Token]:
    """Of whom a noun is said with a copula, if it is said of nobody else: `Kenya and Uganda are allies`, not `its allies`."""
    others = possessor(trigger) or [c for c in children(trigger, "nmod") if preposition(c) in {"of", "to"}]
    return [] if others else predicated(trigger)


def prepositional(trigger: Token, word: str) -> list[Token]:
    """What stands behind a preposition that belongs to the trigger, or to the verb that carries the trigger."""
    found = [
        c for c in children(trigger, "nmod", "obl") if _marked(c, word) and (c.dep_ != "obl:agent" or word != "by")
    ]
    found = repairs.at_once(trigger, word, found) or found
    if not found and trigger.dep_ == "nsubj" and preposition(trigger.head) == word:
        found = [trigger.head]  # "Her first call was with Peter Lund"
    if not found and trigger.pos_ in {"NOUN", "PROPN"}:
        # "raised the matter over lunch with Kenya": what follows a noun at once is its own, wherever the parser put it.
        own = relation(trigger) in {"obj", "conj", "nsubj"}
        bare = not children(trigger, "nmod:poss")
        behind = [c for c in children(trigger.head, "obl", "nmod") if _marked(c, word) and c.i > trigger.i]
        found = [c for c in behind if own or (bare and c.left_edge.i == trigger.right_edge.i + 1)]
    if not found and (trigger.pos_ in {"VERB", "AUX"} or word == "by"):
        inner = [n for obj in children(trigger, "obj", "xcomp", "nmod", "acl") for n in children(obj, "nmod", "obl")]
        found = [c for c in inner if _marked(c, word)]
    if not found and word in _OUTER and trigger.pos_ == "NOUN":
        # "the visit by Anna Oduya to Kenya", "a war of choice against Kenya": the parser may tie the last to the middle.
        middle = [c for c in children(trigger, "nmod") if word != "with" or preposition(c) != "in"]
        found = [n for c in middle for n in children(c, "nmod") if _marked(n, word)]
    found = [antecedent(c, trigger) for c in found]
    parts = (trigger, *found) if found else ()
    listed = [c for part in parts for c in children(part, "nmod", "obl") if _marked(c, "including")]
    return [*found, *listed] or stranded(trigger, word) or repairs.titled(trigger, word)


def _marked(nominal: Token, word: str) -> bool:
    """Whether a preposition stands before a nominal, alone or as the last of several (`including in`)."""
    return preposition(nominal) == word or any(
        c.lower_ == word for c in nominal.children if c.dep_ == "case" and c.i < nominal.i
    )


def between(trigger: Token) -> list[Token]:
    """The members of `talks between A and B`; the parser may tie the second to the noun."""
    found = [c for c in children(trigger, "nmod", "obl") if preposition(c) in _AMONG]
    verb = None if found else trigger.head if relation(trigger) == "nsubj" else carrier(trigger)
    if verb is not None:
        # "held talks on Friday between Kenya and Uganda"
        found = [c for c in children(verb, "obl") if preposition(c) in _AMONG and c.i > trigger.i]
    return [*found, *repairs.second(trigger, found)]


def _expanded(tokens: Iterable[Token]) -> list[Token]:
    found = {t.i: t for token in tokens for first in (*repairs.first_of(token), token) for t in conjuncts(first)}
    for token in list(found.values()):
        # "Kenya, along with Uganda and Peru, backs him"
        company = [c for c in children(token, "nmod") if preposition(c) in _COMPANY]
        found.update((t.i, t) for c in company for t in conjuncts(c))
        # "The minister Anna Oduya and Peter Lund": the parser may tie the second to the name; "her colleagues, A and B".
        for name in children(token, "appos") if token.pos_ == "NOUN" else ():
            found.update((t.i, t) for t in conjuncts(name)[token.tag_ == "NN" :])
    return sorted(found.values(), key=lambda t: t.i)


def _agent(trigger: Token) -> list[Token]:
    verbs = [trigger, *[verb for verb in conjuncts(coordination_head(trigger)) if verb.tag_ == "VBN"]]
    for verb in verbs:
        agents = [
            c for c in verb.children if relation(c) == "obl" and preposition(c) in ({"by"} if c.dep_ == "obl" else _BY)
        ]
        if agents:
            return agents
    return repairs.prefix(trigger)


def _clause(noun: Token) -> Token:
    """The head of the clause that a noun is an argument of."""
    return noun.head if relation(noun) in {"nsubj", "obj", "obl"} else noun


def _lent_subject(trigger: Token) -> list[Token]:
    head = trigger.head
    kind = relation(trigger)
    if head.i == trigger.i or repairs.called_on(trigger):
        return []
    if infinitive(trigger) and says(head, lexicon("relations").words["means"]) and undone(head):
        # "drones used to bomb Kenya": by whom, only an agent tells.
        return _agent(head)
    if kind == "acl":
        return _of_clause(trigger)
    if kind == "xcomp":
        return repairs.raised_of(trigger) or _controller(trigger)
    if kind == "advcl" and repairs.of_object(trigger) and (children(head, "obj") or head.dep_ == "acl:relcl"):
        return patient(head)
    if kind == "advcl" and (doer := repairs.before_gerund(trigger)) is not None:
        return [doer]
    if kind in {"conj", "advcl", "parataxis"} and head.pos_ in _PREDICATES:
        shared = [antecedent(token, head) for token in children(head, "nsubj")]
        return _of_purpose(trigger) or shared or _lent_subject(head)
    if trigger.tag_ == "VBG" and kind in {"obl", "nmod", "obj"}:
        return subject(head) if head.pos_ == "VERB" else _owner(head)
    return []


def _of_purpose(clause: Token) -> list[Token]:
    """Whose work it is that a purpose behind it tells of: `welcomed Kenya's work to support them`."""
    if relation(clause) != "advcl" or not infinitive(clause):
        return []
    before = (c for c in children(clause.head, "obj") if c.right_edge.i + 1 == clause.left_edge.i)
    return next((owners for work in before if (owners := possessor(work))), [])


def _of_clause(trigger: Token) -> list[Token]:
    """Who does what a clause behind a noun says: the noun, or who has it (`a plan to do`, `a commitment to doing`)."""
    head = trigger.head
    if head.dep_ == "obl:agent" and any(c.lower_ == "of" for c in children(trigger, "mark")):
        # "Kenya was accused by a panel of smuggling": the parser may tie what it is accused of to the accuser.
        return children(head.head, "nsubj")
    purpose = trigger.tag_ == "TO" or infinitive(trigger) or any(c.lower_ == "to" for c in children(trigger, "mark"))
    words = lexicon("relations").words
    if trigger.tag_ == "VBG" and relation(head) == "obj" and says(head, words["writings"]):
        return (possessor(head) or subject(head.head)) if says(head.head, words["issuing"]) else [head]
    if purpose and any(c.lower_ in _RANKED for c in (head, *head.children)):
        return bearer(head)
    return _owner(head) if purpose else [head]


def _controller(trigger: Token) -> list[Token]:
    """Who does what a verb's complement says: the verb's object where it has one, its subject otherwise."""
    head = trigger.head
    if is_passive(head) and children(head, "nsubj:pass"):
        return [antecedent(token, head) for token in children(head, "nsubj:pass")]
    controlled = children(head, "obj")
    told = infinitive(trigger) or trigger.tag_ == "VB" or repairs.of_object(trigger)
    return controlled if controlled and told else subject(head)


def _owner(noun: Token) -> list[Token]:
    """Who has a plan, wish or offer to do something."""
    named = [c for c in children(noun, "nmod") if preposition(c) in {"of", "by", "from", "between"}]
    # "Kenyan attempts to evade"
    national = adjective(noun) if says(noun, lexicon("relations").words["wishing"]) else []
    return possessor(noun) or named or [c for c in national if c.text[0].isupper()] or holder(noun)


def _later_conjuncts(trigger: Token) -> list[Token]:
    return [c for c in conjuncts(trigger)[1:] if c.pos_ == "VERB"]


def bearer(noun: Token) -> list[Token]:
    """Whom a noun or adjective is said of: by a copula, an apposition, or as its own name (`the ally Kenya`)."""
    if children(noun, "cop") or (noun.pos_ == "ADJ" and children(noun, "nsubj")):
        return [antecedent(token, noun) for token in children(noun, "nsubj")]
    beside = repairs.examples(noun) or _beside(noun)
    if beside:
        return beside
    kind = relation(noun)
    if kind == "conj":
        # "Kenya, a neighbour and close ally": the parser may tie the second noun to the name.
        described = any(c.i < noun.i and c.pos_ == "NOUN" for c in children(noun.head, "appos"))
        if noun.head.pos_ == "PROPN":
            return [noun.head] if described and noun.pos_ == "NOUN" else []
        return bearer(noun.head)
    if noun.head.pos_ in {"VERB", "ADJ"} and (kind == "xcomp" or (kind == "obl" and preposition(noun) == "as")):
        return (
            repairs.made(noun)
            or children(noun.head, "obj")
            or (patient if is_passive(noun.head) else subject)(noun.head)
        )
    if kind == "nmod" and preposition(noun) == "as":
        return possessor(noun.head)
    if (
        kind == "nmod"
        and preposition(noun) == "of"
        and (noun.head.pos_ == "NUM" or noun.head.lower_ in {"one", "some"})
    ):
        return bearer(noun.head)
    if kind in {"amod", "acl"} and noun.pos_ == "ADJ":
        return [noun.head]
    following = noun.nbor() if noun.i + 1 < noun.sent.end else noun
    return [following] if following.pos_ == "PROPN" and noun.pos_ == "NOUN" else []


def _beside(noun: Token) -> list[Token]:
    """The name that a noun stands beside: as its apposition, before it, or behind its comma."""
    kind = relation(noun)
    if kind == "appos" or (kind == "parataxis" and noun.head.pos_ == "PROPN"):
        # "A and B, the ruler of C": one noun describes the last of several.
        before = [c for c in conjuncts(noun.head) if c.i < noun.i]
        if len(before) == 1 and noun.head.tag_ == "NNP" and children(noun, "nummod"):
            return []  # "Ama Darko, three commanders and a trader"
        return (before[-1:] if noun.tag_ in {"NN", "NNP"} else []) or [noun.head]
    named = [c for c in children(noun, "appos", "flat") if c.pos_ == "PROPN"]
    if named:
        return named
    copular = kind == "nsubj" and bool(children(noun.head, "cop"))
    leading = kind in {"compound", "nmod", "amod"} and noun.dep_ != "nmod:poss" and noun.i < noun.head.i
    if copular or (leading and noun.head.pos_ == "PROPN"):
        return [noun.head]
    written = repairs.described(noun) if kind in {"conj", "nmod", "parataxis", "dep"} else None
    return [] if written is None else [written]


_NAMED: dict[str, Callable[[Token], list[Token]]] = {
    "subject": subject,
    "object": patient,
    "poss": possessor,
    "adj": adjective,
    "bearer": bearer,
    "self": itself,
    "holder": holder,
    "host": host,
    "present": present,
    "helped": helped,
    "before": lambda trigger: repairs.prefix(trigger) if repairs.backed(trigger) else [],
    "there": there,
    "sender": lambda trigger: [owner for obj in patient(trigger) for owner in (possessor(obj) or adjective(obj))],
    "stayer": lambda trigger: subject(trigger.head) if trigger.dep_ == "cop" else [],
    "stay": lambda trigger: [trigger.head] if trigger.dep_ == "cop" and preposition(trigger.head) == "in" else [],
    "predicated": predicated,
    "together": together,
    "between": between,
    "told": told,
    "goal": goal,
    "given": lambda trigger: children(trigger, "iobj"),
    "named": named,
}
