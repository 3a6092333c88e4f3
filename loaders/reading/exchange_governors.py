"""What the verb around a noun of exchange tells: its subject, the phrases that it lends, who awards a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading.exchange_evoked import evoked_by, is_award
from loaders.reading.exchange_lexicon import triggers
from loaders.reading.exchange_subjects import answers, antecedent, logical_subject, subject_of, takes
from loaders.reading.structure import children, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.exchange_arguments import Arguments

#: Prepositions whose phrase may stand with a light verb though it belongs to the verb's noun.
_LENT = frozenset({"to", "from", "for", "with", "into", "between", "by", "on"})
#: What somebody has in a deed that a noun names.
_PARTS = frozenset({"role", "part", "hand", "share"})
#: Prepositions of what a verb only tells the reason or time of ("took issue with Chad over its sales").
_PASSING = frozenset({"over", "about", "despite", "after", "amid", "during", "since", "before", "because of"})
#: Frames of verbs that give, and of nouns whose owner gets.
_GIVING, _TAKING = frozenset({"give", "offer", "promise"}), frozenset({"buy", "get"})


def from_governor(found: Arguments, noun: Token, *, change: bool = False) -> None:
    """A light verb lends its noun its subject ("made a delivery", "took delivery": giver or taker) and its phrases."""
    head, how = noun.head, relation(noun)
    if how == "nmod" and head.lower_ in _PARTS and preposition(noun) == "in":
        # "played a role in the supply of rice"
        found.phrases["governor"] = subject_of(head.head) if relation(head) == "obj" else []
        return
    changes = head.lower_ in triggers().changes
    if how == "nmod" and (changes or head.tag_ == "$"):
        # "ordered a halt to exports of coal", "pledged $5 million in aid"
        from_governor(found, head, change=change or changes)
        return
    if head.i == noun.i or head.pos_ not in {"VERB", "AUX"} or how not in {"obj", "nsubj", "obl", "xcomp"}:
        return
    if noun.lower_ in triggers().awarded and _award(found, noun):
        return
    if how == "nsubj" and head.lemma_.lower() in triggers().varying:
        # "exports fell to Chad"
        lend(found, head, noun)
    elif how != "obl" or preposition(noun) not in _PASSING:
        _from_light(found, head, noun, change=change)


def _from_light(found: Arguments, head: Token, noun: Token, *, change: bool) -> None:
    """What a light verb tells of its noun: who makes or takes a delivery, and the phrases that belong to it."""
    how = relation(noun)
    if not {head.lemma_.lower(), head.lower_} & triggers().light and not answers(head):
        return
    held = how == "obl" and any(c.lower_ in triggers().changes for c in children(head, "obj"))
    if how != "nsubj" or noun.dep_ == "nsubj:pass":
        role = "taker" if takes(head) and not (change or held) else "governor"
        if role == "governor" and _opens(head, noun):
            role = "grantor"
        found.phrases[role] = _enabled(head, noun) or [t for t in logical_subject(head) if t.i != noun.i]
        if answers(head):
            found.phrases["asked"] = (
                found.phrases.pop(role) if noun.lower_ in triggers().offers else found.phrases[role]
            )
    found.indirect = children(head, "iobj")
    if found.indirect:
        found.phrases["grantor"] = logical_subject(head)
    if how == "obl" and not held:
        return
    lend(found, head, noun)


def foreign(imports: Token) -> list[Token]:
    """The adjectives before imports that tell where they come from, as another one limits or takes them: `its ban on Chadian rice imports`."""
    if imports.lower_ not in {"imports", "import"} or not children(imports, "compound"):
        return []
    named = [c for c in children(imports, "amod") if c.pos_ == "ADJ" and c.text[:1].isupper()]
    head, how = imports.head, relation(imports)
    limited = how == "nmod" and preposition(imports) in {"on", "of"} and head.lower_ in triggers().limits
    taken = how == "obj" and head.pos_ == "VERB" and bool(subject_of(head))
    return named if limited or taken else []


def _opens(verb: Token, noun: Token) -> bool:
    """Whether the subject of a verb gives or bars the access that its object names, and so does not have it."""
    return noun.lower_ == "access" and (
        verb.lemma_.lower() in triggers().object_control
        or any(e.frame.name in _GIVING | {"refuse"} for e in evoked_by(verb))
    )


def _enabled(giving: Token, purchase: Token) -> list[Token]:
    """Who buys with what he is given: `lent Chad $5 million for the purchase of rice`."""
    if relation(purchase) != "obl" or preposition(purchase) != "for":
        return []
    gives = any(e.frame.name in _GIVING for e in evoked_by(giving))
    if not gives or not any(e.frame.name in _TAKING for e in evoked_by(purchase)):
        return []
    to = [antecedent(c) for c in children(giving, "obl") if preposition(c) == "to"]
    return children(giving, "iobj") or to


def lend(found: Arguments, head: Token, noun: Token) -> None:
    """The phrases of a verb that belong to a noun beside it: `lifted its ban on sales to Chad`.

    Whom aid is withheld from does not give it, nor who requested it.
    """
    refusing = any(e.frame.name in {"refuse", "bar"} for e in evoked_by(head))
    around = [c for c in children(head, "obl") if c.i != noun.i and preposition(c) in _LENT]
    for child in around:
        case = preposition(child) or ""
        if case != "by" or "taker" not in found.phrases:
            found.add("to" if refusing and case == "from" else case, [antecedent(child)])
    if {head.lemma_.lower(), head.lower_} & triggers().withholding:
        found.add("to", found.phrases.pop("from", []))


def _award(found: Arguments, contract: Token) -> bool:
    """Whether a contract changes hands: who awards it gets what it is for from the one who wins it."""
    verb = contract.head
    if verb.lemma_.lower() in triggers().awarding:
        takers = children(verb, "iobj") or [c for c in children(verb, "obl") if preposition(c) == "to"]
        givers = [t for t in logical_subject(verb) if t.i != contract.i]
    elif verb.lemma_.lower() in triggers().winning and relation(contract) == "obj":
        takers = subject_of(verb)
        givers = [c for c in children(verb, "obl") if preposition(c) in {"from", "with"}]
        if not givers and is_award(verb, [contract], takers):
            givers = found.phrases.get("from", [])
    else:
        return False
    found.phrases["awarded"], found.phrases["governor"] = takers, givers
    return bool(takers)
