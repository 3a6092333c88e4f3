"""How far an exchange has come: from its trigger's frame, tense and modals and from what governs it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from loaders.reading.certainty import (
    falls_short,
    is_denied_here,
    is_permission,
    leaves_open,
    lets_go_on,
    refused,
    scope,
)
from loaders.reading.certainty_lexicon import stage_lexicon
from loaders.reading.inflection import verb_forms
from loaders.reading.structure import children, relation

if TYPE_CHECKING:
    from loaders.parsed import Token

#: Stages that a trigger may fix by itself, so that tense and modals do not change them.
_FIXED = frozenset({"sought", "offered", "negotiated", "stopped"})


@cache
def _governors() -> dict[str, str]:
    data = stage_lexicon()["stage"]
    lists = {
        stage: listed for stage, listed in data.items() if isinstance(listed, list) and stage not in {"lifting", "told"}
    }
    inflected = {
        form: stage for stage, listed in lists.items() for word in reversed(listed) for form in verb_forms(word)
    }
    return inflected | {word: stage for stage, listed in lists.items() for word in reversed(listed)}


@cache
def _phrasal() -> frozenset[tuple[str, str]]:
    """Verbs that stop something only together with a particle or noun: (`back`, `out`), (`put`, `hold`)."""
    listed = stage_lexicon()["stage"]["phrasal"]
    return frozenset((form, word) for verb, words in listed.items() for form in verb_forms(verb) for word in words)


def _stops(verb: Token) -> bool:
    """Whether a verb stops something with its particle or noun: `backed out of`, `called it off`, `put it on hold`."""
    if verb.pos_ != "VERB":
        return False
    beside = [verb.nbor()] if verb.i + 1 < len(verb.doc) else []
    beside += [c for c in children(verb, "compound") if c.tag_ == "RP"]
    nouns = [c for c in children(verb, "obl", "xcomp", "nmod") if any(m.lower_ == "on" for m in children(c, "case"))]
    return any((verb.lower_, word.lower_) in _phrasal() for word in (*beside, *nouns))


def _stage_of(governor: Token) -> str:
    if _stops(governor):
        return "stopped"
    if governor.pos_ == "ADJ" and governor.lower_ in stage_lexicon()["stage"]["adjectives"]:
        return str(stage_lexicon()["stage"]["adjectives"][governor.lower_])
    stage = _governors().get(governor.lemma_.lower()) or _governors().get(governor.lower_, "")
    granted = stage == "sought" and governor.pos_ == "NOUN" and relation(governor) == "obj"
    # "approved a request to buy"
    return "agreed" if granted and _stage_of(governor.head) == "agreed" else stage


@cache
def _modals() -> dict[str, str]:
    data = stage_lexicon()["stage"]["modals"]
    return {word: stage for stage, listed in data.items() for word in listed}


def judge(trigger: Token, base: str) -> str:
    """The stage of the exchange that `trigger` tells of, `base` being what its frame says.

    A governing predicate speaks before the trigger's own tense ("agreed to sell" is agreed, "halted sales" stopped);
    that something is stopped holds wherever in the chain it is said.
    """
    base = stage_lexicon()["stage"]["words"].get(trigger.lemma_.lower(), base)
    if relation(trigger) == "amod" and trigger.tag_ == "VBN":
        return base  # "dropped a donated bomb"
    if base == "stopped" and _lifted(trigger):
        return "agreed"
    found = [stage for stage in _governing(trigger) if stage]
    if _wants_a_stop(found):
        found = []
    if base != "stopped" and ("stopped" in found or refused(trigger) or _suspended(trigger)):
        return "stopped"
    if base in _FIXED:
        return base
    if found and found[0] != "neutral":
        return found[0]
    return _described(trigger) or _own(trigger, base)


def lifted(trigger: Token) -> bool:
    """Whether a stop of the exchange has ended, never was or is only wanted: `lifted a suspension`, `has not stopped selling`."""
    if _wants_a_stop([stage for stage in _governing(trigger) if stage]):
        return True
    return any(
        _is_due(node) or (_lifted(node) and _stage_of(node) == "stopped") or lets_go_on(node) for node in scope(trigger)
    )


def _wants_a_stop(governing: list[str]) -> bool:
    """Whether a stop is only asked for, which tells that the exchange goes on: `urged it to halt the sales`."""
    return "sought" in governing and "stopped" in governing[: governing.index("sought")]


def is_wanted(trigger: Token) -> bool:
    """Whether what a trigger tells is only asked for: `asks it to hold back the aircraft`."""
    return next((stage for stage in _governing(trigger) if stage), "") == "sought"


def _is_due(node: Token) -> bool:
    """Whether a stop is one that should be: `should stop selling` tells that it sells."""
    return _stage_of(node) == "stopped" and any(c.lower_ in {"should", "must", "ought"} for c in children(node, "aux"))


def _suspended(trigger: Token) -> bool:
    """Whether a participle behind the noun says so: `exports, suspended in May`."""
    told = (c for c in children(trigger, "acl", "amod") if c.tag_ == "VBN" and not _is_legal(c))
    return any(_stage_of(c) == "stopped" for c in told)


def _is_legal(participle: Token) -> bool:
    """Whether a participle before the noun only says what the law says of it: `banned shipments`, `restricted goods`."""
    before = participle.i < participle.head.i and relation(participle) == "amod"
    return before and participle.lower_ in stage_lexicon()["stage"]["unlawful"]["participles"]


def _described(trigger: Token) -> str:
    """What a participle before the noun makes of it: `the planned sale`, `the proposed loan`."""
    told = [_stage_of(c) for c in children(trigger, "amod") if c.tag_ in {"VBN", "VBD", "JJ"} and not _is_legal(c)]
    before = trigger.doc[max(trigger.sent.start, trigger.i - 3) : trigger.i]
    if [t.lower_ for t in before] == ["would", "-", "be"]:
        return "sought"  # "a would-be buyer"
    return next((stage for stage in told if stage not in {"", "neutral"}), "")


def _governing(trigger: Token) -> list[str]:
    below, stages = trigger, []
    for node in scope(trigger):
        if node.i != trigger.i:
            stages.append(_of_governor(node, below))
        below = node
    head = below.head
    # A purpose clause is not in the scope of its head, but is not yet fact either.
    if relation(below) == "advcl" and head.i != below.i and below.tag_ == "VB" and not children(below, "nsubj"):
        # "walked away from talks to buy"
        broken = _stops(head) and any(head.i < c.i < below.i for c in children(head, "obl", "obj"))
        stages.append("stopped" if broken else "agreed")
    if below.dep_ == "acl" and head.i != below.i:
        stages.append(_stage_of(head) or ("agreed" if below.tag_ == "VB" else ""))
        if below.tag_ == "VB":
            # "cancelled a contract to buy"
            stages.extend(stage for stage in _governing(head) if stage == "stopped")
    return stages


def _lifted(stop: Token) -> bool:
    """Whether a noun of stopping is said to have ended: `lifted the ban on sales`."""
    verb = stop.head
    if stop.pos_ != "NOUN" or relation(stop) not in {"obj", "nsubj"} or is_denied_here(verb):
        return False
    return verb.lemma_.lower() in stage_lexicon()["stage"]["lifting"]


def _of_governor(node: Token, below: Token) -> str:
    how = relation(below)
    if falls_short(node, below):
        return ""
    if any(_lifted(c) and _stage_of(c) == "stopped" for c in children(node, "obj", "nsubj")):
        return "agreed"  # "ended its ban on sales"
    if how in {"conj", "appos", "parataxis"} or (how == "advcl" and below.tag_ != "VBG") or lets_go_on(node):
        return ""
    if is_permission(node) and refused(node):
        return "stopped"
    if how == "nsubj" and node.pos_ == "VERB" and not children(node, "nsubj:pass") and below.pos_ != "NOUN":
        return ""
    stage = "agreed" if _lifted(node) else _stage_of(node)
    if stage == "stopped" and _is_due(node):
        return ""
    told = below.lemma_.lower() in stage_lexicon()["stage"]["told"]
    if told and stage in {"stopped", "offered", "sought"}:
        return ""  # "rejected claims that it had sold rifles", "offered proof that it had"
    if stage != "stopped" and how == "ccomp" and _is_past(below):
        return ""  # "insisted that it had sold rifles"
    # "has not ruled out sending": it may yet.
    return "offered" if stage == "stopped" and leaves_open(node) else stage


def _is_past(verb: Token) -> bool:
    """Whether a clause tells what was or is, and nothing wished for: `that it had sold`, `that it sold`."""
    return verb.tag_ == "VBD" or any(c.tag_ in {"VBD", "VBZ", "VBP"} for c in children(verb, "aux"))


def _own(trigger: Token, base: str) -> str:
    """Stage by tense: future and modals are agreed (planned), anything else is what the frame says."""
    if trigger.pos_ not in {"VERB", "AUX"}:
        return base
    for child in children(trigger, "aux"):
        stage = _modals().get(child.lower_)
        if stage is not None:
            return stage.partition("_")[0]
    if trigger.tag_ == "VB" and relation(trigger) == "xcomp" and _stage_of(trigger.head) != "neutral":
        return "agreed"
    return base
