"""Statements about instruments that their words seem to make and do not: who adopts what is another's, who hits himself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.records import Relation
from loaders.reading import aims, regimes
from loaders.reading.instrument_verbs import text_of
from loaders.reading.instruments import rules
from loaders.reading.relation_patterns import lexicon, says
from loaders.reading.structure import children

if TYPE_CHECKING:
    from loaders.reading.analysis import Analysis, Finding

#: Kinds of instruments that a state imposes on others.
_IMPOSED = frozenset({"sanctions", "embargo", "export control", "designation"})


def is_misread(analysis: Analysis, finding: Finding) -> bool:
    """Whether what a pattern found about an instrument is not what the sentence says."""
    return any(
        check(analysis, finding)
        for check in (_of_another, _only_drafted, _at_home, _prevented, _not_imposed, _broken_by_maker)
    )


def _of_another(analysis: Analysis, finding: Finding) -> bool:
    """Whether one of several bodies is said to adopt what is another's: `the EU and Peru imposed sanctions`, each its own."""
    fact = finding.fact
    if not isinstance(fact, Relation) or fact.type != "ADOPTS":
        return False
    bodies: dict[str, set[str]] = {}
    for key, regime in analysis.doc.user_data[regimes.STORE]:
        bodies.setdefault(key, set()).update(regimes.same(analysis, body) for body in regime.bodies)
    maker = regimes.same(analysis, str(fact.source))
    if maker in bodies.get(fact.target, {maker}):
        return False
    together = {key for mention in analysis.mentions if fact.target in mention.keys for key in mention.keys}
    return any(maker in bodies.get(key, ()) for key in together)


def _only_drafted(analysis: Analysis, finding: Finding) -> bool:
    """Whether what is adopted is only what a text says that somebody votes on: `vetoed a resolution to extend sanctions`."""
    text = text_of(analysis.doc[finding.trigger])
    above = aims.verb_above(text) if text is not None else None
    adopted = isinstance(finding.fact, Relation) and finding.fact.type == "ADOPTS"
    itself = text is not None and isinstance(finding.fact, Relation) and finding.fact.target in analysis.keys_at(text)
    return adopted and not itself and above is not None and not says(above, rules()["sides"]["imposing"])


def _at_home(analysis: Analysis, finding: Finding) -> bool:
    """Whether an instrument is said to hit those who made it: `US sanctions bar Americans from trading`."""
    fact = finding.fact
    if not isinstance(fact, Relation) or fact.type != "TARGETS":
        return False
    return regimes.same(analysis, fact.target) in _makers(analysis, str(fact.source))


def _prevented(analysis: Analysis, finding: Finding) -> bool:
    """Whether it is what somebody is kept from doing: `kept Peru from vetoing the draft`."""
    verb = analysis.doc[finding.trigger]
    marks = {c.lower_ for c in children(verb, "mark", "case")}
    return "from" in marks and says(verb.head, lexicon("relations").words["preventing"])


def _not_imposed(analysis: Analysis, finding: Finding) -> bool:
    """Whether it is what somebody does not impose, which is another's, or ought to: `Norway has not adopted the sanctions`."""
    fact = finding.fact
    if not isinstance(fact, Relation) or fact.type != "ADOPTS":
        return False
    if finding.certainty != "denied" and not aims.proposed(analysis.doc[finding.trigger]):
        return False
    return analysis.entities[fact.target].kind in _IMPOSED


def _broken_by_maker(analysis: Analysis, finding: Finding) -> bool:
    """Whether somebody is taken to break what he imposes on others: `the navy seized fuel in violation of Kenya's sanctions`."""
    fact = finding.fact
    if not isinstance(fact, Relation) or fact.type != "VIOLATES" or analysis.entities[fact.target].kind not in _IMPOSED:
        return False
    return regimes.same(analysis, str(fact.source)) in _makers(analysis, fact.target)


def _makers(analysis: Analysis, instrument: str) -> set[str]:
    """The states and bodies that are known to have made an instrument."""
    made = {
        body for found, regime in analysis.doc.user_data[regimes.STORE] if found == instrument for body in regime.bodies
    }
    body = dict(analysis.entities[instrument].attributes).get("body", "")
    return {rules()["sides"]["same"].get(body, body), *(regimes.same(analysis, key) for key in made)}
