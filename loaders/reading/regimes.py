"""Which phrases name the same instrument, and what it is called: `US sanctions on Mahan Air`, `EU arms embargo on Syria`.

Phrases that say both who made it and against whom come first; the others join the regime that they fit, the nearest
before them where several do. A phrase that fits none and says neither names nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loaders.reading.instruments import Family, Phrase, rules

if TYPE_CHECKING:
    from loaders.reading.analysis import Analysis


@dataclass
class Regime:
    """Phrases of one article that name the same instrument."""

    family: Family
    qualifier: str
    bodies: dict[str, None] = field(default_factory=dict)
    targets: dict[str, None] = field(default_factory=dict)
    about: str = ""
    phrases: list[Phrase] = field(default_factory=list)

    def take(self, phrase: Phrase) -> None:
        """Join a phrase; what it says of body, target and kind is added."""
        self.phrases.append(phrase)
        self.bodies.update(dict.fromkeys(phrase.bodies))
        self.targets.update(dict.fromkeys(phrase.targets))
        self.qualifier = self.qualifier or phrase.qualifier
        self.about = self.about or phrase.about


def group(analysis: Analysis, phrases: Iterable[Phrase]) -> list[Regime]:
    """The regimes that the phrases name, in the order in which they were made."""
    regimes: list[Regime] = []
    waiting = list(phrases)
    for wanted in (lambda p: p.bodies and p.targets, lambda p: p.targets, lambda p: p.bodies, lambda p: True):
        for phrase in [p for p in waiting if wanted(p)]:
            waiting.remove(phrase)
            fitting = [r for r in regimes if _fits(analysis, r, phrase)]
            if fitting:
                min(fitting, key=lambda r: _distance(r, phrase)).take(phrase)
            elif _says_enough(phrase):
                regimes.append(Regime(phrase.family, phrase.qualifier))
                regimes[-1].take(phrase)
    return [_with_known_target(analysis, regime) for regime in regimes]


def _says_enough(phrase: Phrase) -> bool:
    return bool(phrase.bodies or phrase.targets or phrase.about or phrase.qualifier or phrase.family.qualified)


def _fits(analysis: Analysis, regime: Regime, phrase: Phrase) -> bool:
    if regime.family.name != phrase.family.name:
        return False
    if phrase.qualifier and regime.qualifier and phrase.qualifier != regime.qualifier:
        return False
    if phrase.family.needs_ordinal and phrase.qualifier != regime.qualifier:
        return False
    bodies = {_same(analysis, key) for key in regime.bodies}
    if phrase.bodies and bodies and not bodies & {_same(analysis, key) for key in phrase.bodies}:
        return False
    return not (phrase.targets and regime.targets) or bool(set(phrase.targets) & set(regime.targets))


def _same(analysis: Analysis, key: str) -> str:
    name = analysis.entities[key].name
    same: str = rules()["sides"]["same"].get(name, name)
    return same


def _distance(regime: Regime, phrase: Phrase) -> tuple[bool, int]:
    """Nearest phrase of the regime; what stands before goes before what stands behind."""
    gaps = [phrase.start - other.start for other in regime.phrases]
    before = [gap for gap in gaps if gap >= 0]
    return (not before, min(before) if before else min(-gap for gap in gaps))


def _with_known_target(analysis: Analysis, regime: Regime) -> Regime:
    """Give a regime without target the one that its body is known to have, if the article names exactly one such."""
    if regime.targets or not regime.bodies or regime.family.kind not in {"sanctions"}:
        return regime
    bodies = {_same(analysis, key) for key in regime.bodies}
    named = {entity.name: key for key, entity in analysis.entities.items() if entity.type == "Actor"}
    counts = analysis.counts()
    for row in rules()["regime"]:
        if row["body"] in bodies and bool(row.get("ordinal")) <= regime.family.needs_ordinal:
            found = [named[name] for name in row["targets"] if name in named and counts[named[name]]]
            if len(found) == 1:
                regime.targets[found[0]] = None
                return regime
    return regime


def title(analysis: Analysis, regime: Regime) -> str:
    """What the regime is called: body, kind, target."""
    label = " ".join(part for part in (regime.qualifier, regime.family.label) if part)
    label = _undoubled(label)
    body = short(analysis, next(iter(regime.bodies))) if len({_same(analysis, b) for b in regime.bodies}) == 1 else ""
    target = _target_name(analysis, regime)
    if regime.family.kind == "warrant":
        link = "for"
    else:
        link = "on"
    name = f"{body} {label}".strip()
    return f"{name} {link} {target}" if target else name


def _undoubled(label: str) -> str:
    words = label.split()
    return " ".join(word for i, word in enumerate(words) if i == 0 or word != words[i - 1])


def short(analysis: Analysis, key: str) -> str:
    """The adjective or short name by which a body is called before its instruments: `US`, `Kenyan`."""
    name = analysis.entities[key].name
    known: str | None = rules()["sides"]["short"].get(name)
    if known is not None:
        return known
    entry = analysis.gazetteer.lookup(name)
    return entry.demonyms[0] if entry is not None and entry.demonyms else name


def _target_name(analysis: Analysis, regime: Regime) -> str:
    if regime.about and (regime.family.name in {"ban", "cap", "restrictions"} or not regime.targets):
        return regime.about
    keys = sorted(regime.targets, key=lambda key: (analysis.entities[key].kind not in {"state", "person"}, list(regime.targets).index(key)))
    return analysis.entities[keys[0]].name if keys else ""
