"""Who is said to live under an instrument: `Peru is under sanctions`, `Peru faces sanctions`, `Peru was hit with sanctions`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading import slots
from loaders.reading.aims import actors, sides, targets, verb_above
from loaders.reading.relation_patterns import says
from loaders.reading.structure import children, coordination_head, is_passive, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis


def subjected(analysis: Analysis, head: Token) -> tuple[str, ...]:
    """Who lives under it: `Peru, which is under sanctions`, `Peru faces sanctions`, `Delta Steel is on the sanctions list`."""
    told = _told(analysis, head)
    # A pronoun may stand for whoever speaks of those who live under it.
    named = [t for t in subjects(head) if t.pos_ != "PRON" or not _serves(analysis, t)]
    return told or tuple(targets(analysis, named, deep=False))


def _serves(analysis: Analysis, token: Token) -> bool:
    """Whether a word stands for an organ of a state."""
    return any(analysis.is_organ(key) for key in analysis.keys_at(token))


def subjects(head: Token) -> list[Token]:
    """The heads of the phrases that an instrument is said to be over, whomever they name."""
    verb = verb_above(head)
    # Who breaks an embargo delivers to those under it.
    facing = sides()["suffering"] if says(head, {"embargo"}) else sides()["facing"]
    if verb is not None and says(verb, facing) and relation(head) == "obj":
        return slots.fill(verb, "subject")
    # As in "under sanctions and an embargo".
    first = head if preposition(head) else coordination_head(head)
    under, above = preposition(first), first.head
    listed = under == "on" and says(head, sides()["lists"])
    if under == "under" and relation(first) in {"obl", "nmod"}:
        return (
            [above]
            if above.pos_ in {"NOUN", "PROPN"}
            else slots.fill(above, "object" if is_passive(above) else "subject")
        )
    if children(first, "cop") and (under == "under" or listed):
        return slots.fill(first, "subject")
    if under in {"to", "of"} and says(above, {"subject", "target", "object"}):
        # As in "Peru is subject to an embargo", "Peru is the target of sanctions".
        return slots.fill(above, "bearer") or slots.fill(above, "subject")
    return (
        slots.fill(above, "subject") if listed and relation(first) == "obl" and says(above, sides()["staying"]) else []
    )


def _told(analysis: Analysis, head: Token) -> tuple[str, ...]:
    """Whom a noun straight before `under` names or describes: `sold them to Delta Arms, a trader under sanctions`."""
    placed = relation(head) in {"obl", "nmod"}
    case = next((c for c in children(head, "case") if placed and c.lower_ == "under"), None)
    noun = case.doc[case.i - 1] if case is not None and case.i else None
    if noun is None or noun.pos_ not in {"NOUN", "PROPN"}:
        return ()
    return tuple(actors(analysis, [noun]) or actors(analysis, [noun.head] if relation(noun) == "appos" else []))
