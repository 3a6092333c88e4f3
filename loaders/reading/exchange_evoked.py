"""Which frames of exchange a word of the text evokes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading.exchange_lexicon import Evoked, triggers
from loaders.reading.goods_catalogue import singular, words
from loaders.reading.structure import children, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token

#: The part of speech under which the lexicon lists a word.
_POS = {"VERB": "VERB", "NOUN": "NOUN", "ADJ": "ADJ", "PROPN": "NOUN"}
#: Frames whose subject gets.
_TAKING = frozenset({"buy", "get", "want", "request", "lack", "ask"})


def is_gerund(token: Token) -> bool:
    """Whether what is read as a noun is a verb by its object: `thanked Malta for training soldiers`."""
    return token.pos_ == "NOUN" and token.lower_.endswith("ing") and bool(children(token, "obj"))


def is_siding(noun: Token) -> bool:
    """Whether a noun only tells who sides with whom: `came to the aid of Mali`."""
    words, verb = triggers(), noun.head.lemma_.lower()
    return noun.lower_ in words.sides_with and preposition(noun) == "to" and verb in words.siding


def evoked_by(token: Token) -> tuple[Evoked, ...]:
    """The frames that a token evokes as a predicate, by its lemma or, where that is unknown, its form."""
    pos = "VERB" if is_gerund(token) else _POS.get(token.pos_, "")
    if pos == "ADJ" and token.tag_ in {"VBN", "VBG"}:
        pos = "VERB"
    if pos == "NOUN" and (relation(token) == "compound" or is_siding(token) or _is_shared(token)):
        return ()
    words = triggers().words
    if token.lower_ == "supplies" and relation(token) == "obj" and ("VERB", token.head.lemma_.lower()) in words:
        return ()  # "delivered medical supplies", but "halted arms supplies"
    if token.lemma_.lower() == "order" and _leaves(words, token):
        return ()
    if _is_idle(token):
        return ()
    if token.lower_ == "based" and relation(token) == "amod":
        return ()  # "Chad-based ships"
    for particle in children(token, "compound:prt", "advmod"):
        if particle.dep_ == "compound:prt" and f"{token.lemma_.lower()} {particle.lower_}" in triggers().phrasal:
            return ()
        if particle.i == token.i + 1 and (pos, f"{token.lemma_.lower()} {particle.lower_}") in words:
            return tuple(words[pos, f"{token.lemma_.lower()} {particle.lower_}"])
    return tuple(words.get((pos, token.lemma_.lower()), ()) or words.get((pos, token.lower_), ()))


def _is_idle(verb: Token) -> bool:
    """Whether nobody gets what a verb tells of: `directed the plants to stop`, `Chad's locally built drones`."""
    lemma = verb.lemma_.lower()
    if lemma == "direct":
        return any(c.tag_ == "VB" for c in children(verb, "xcomp"))
    adverbs = children(verb, "advmod") if lemma in triggers().making else []
    return any(c.i < verb.i and c.lower_ in triggers().at_home for c in adverbs)


def _is_shared(noun: Token) -> bool:
    """Whether a noun only tells what a share is one of: `supplies a third of its imports`."""
    if noun.lemma_.lower() not in triggers().shares or relation(noun) != "nmod" or preposition(noun) != "of":
        return False
    share = singular(noun.head.lower_)
    return (share in words().measures or share in {"%", "most", "much", "all"}) and noun.head.head.pos_ == "VERB"


def _leaves(words: dict[tuple[str, str], tuple[Evoked, ...]], order: Token) -> bool:
    """Whether who is ordered shall go, so that nobody buys him: `ordered 200 soldiers to leave`."""
    told = [c for c in children(order, "xcomp", "advcl", "ccomp") if c.tag_ == "VB"]
    told += [c for t in children(order, "obj") for c in children(t, "acl") if c.tag_ == "VB"]
    return any(e.frame.name == "leave" for c in told for e in words.get(("VERB", c.lemma_.lower()), ()))


def tells_itself(noun: Token) -> bool:
    """Whether a noun is a purchase or request, whose own sides are not those of `cancelled a purchase from`.

    A ship that is stopped with goods aboard is none itself.
    """
    if any(c.lower_ in triggers().carrying for c in children(noun, "acl")):
        return True
    return noun.pos_ == "NOUN" and any(e.frame.name in _TAKING or e.strong for e in evoked_by(noun)[:1])


def is_award(verb: Token, won: list[Token], winners: list[Token]) -> bool:
    """Whether somebody wins an order, and so supplies: a company; a state that secures a contract rather buys."""
    words = triggers()
    ordered = verb.lemma_.lower() in words.winning and any(t.lower_ in words.awarded for t in won)
    return ordered and not any(t.ent_type_ == "LOC" for t in winners)


def enough(evoked: Evoked, suppliers: tuple[int, ...], recipients: tuple[int, ...], *, both: bool) -> bool:
    """Whether the sides that are told make an exchange.

    A weak word with a thing nobody has heard of needs `both` sides, as does a noun for the giver.
    """
    frame = evoked.frame
    if both or evoked.agent:
        return bool(suppliers and recipients)
    if frame.holder:
        return True
    if (frame.origin_required and not suppliers) or (frame.recipient_told and not recipients):
        return False
    return bool(suppliers or recipients)
