"""Which phrases name the same instrument, and what it is called: `US sanctions on Mahan Air`, `EU arms embargo on Syria`.

Phrases that say both who made it and against whom come first; the others join the regime that they fit, the nearest
before them where several do. A phrase that fits none and says neither names nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from loaders.reading.instruments import Family, Phrase, rules

if TYPE_CHECKING:
    from loaders.reading.analysis import Analysis

#: Where an article keeps its regimes, with their keys.
STORE = "regimes"
#: Words before the target in the names of instruments of a kind, where it is not `on`.
_LINKS = {"warrant": "for", "designation": "of"}


@dataclass
class Regime:
    """Phrases of one article that name the same instrument; `guessed` where none of them names its target."""

    family: Family
    qualifier: str
    bodies: dict[str, None] = field(default_factory=dict)
    targets: dict[str, None] = field(default_factory=dict)
    about: str = ""
    phrases: list[Phrase] = field(default_factory=list)
    guessed: bool = False

    def take(self, phrase: Phrase) -> None:
        """Join a phrase; what it says of body, target and kind is added."""
        self.phrases.append(phrase)
        self.bodies.update(dict.fromkeys(phrase.bodies))
        self.targets.update(dict.fromkeys(phrase.targets))
        self.qualifier = self.qualifier or phrase.qualifier
        self.about = self.about or phrase.about


def group(analysis: Analysis, phrases: Iterable[Phrase], known: Iterable[Regime] = ()) -> list[Regime]:
    """The regimes that the phrases name, in the order in which they were made; `known` ones come first."""
    regimes = list(known)
    single = [own for phrase in phrases for own in _by_body(analysis, phrase)]
    for phrase in sorted(single, key=_vagueness):
        fitting = [r for r in regimes if _fits(analysis, r, phrase)]
        if fitting:
            nearest(fitting, phrase).take(phrase)
        elif _says_enough(phrase) or (phrase.family.name == "sanctions" and _sanctioned(analysis)):
            regimes.append(Regime(phrase.family, phrase.qualifier))
            regimes[-1].take(phrase)
    return _complete(analysis, regimes)


def _by_body(analysis: Analysis, phrase: Phrase) -> list[Phrase]:
    """The phrase once for every body that it names: `EU and US sanctions` are two regimes, a treaty has several parties."""
    if phrase.family.needs_parties:
        return [phrase]
    bodies: dict[str, list[str]] = {}
    for key in phrase.bodies:
        bodies.setdefault(same(analysis, key), []).append(key)
    return [replace(phrase, bodies=tuple(keys)) for keys in bodies.values()] or [phrase]


def _vagueness(phrase: Phrase) -> tuple[bool, bool, bool]:
    """Phrases with body and target first, then those with a target, with a body, with neither; what only adds to others at last."""
    return phrase.pointing or _tells_listings(phrase), not phrase.targets, not phrase.bodies


def _says_enough(phrase: Phrase) -> bool:
    return bool(phrase.bodies or phrase.targets or phrase.about or phrase.qualifier)


def _fits(analysis: Analysis, regime: Regime, phrase: Phrase) -> bool:
    family = phrase.family
    if _lists(regime, phrase) or (phrase.pointing and regime.bodies and regime.family.name == family.name):
        return True
    if phrase.pointing and family.needs_ordinal:
        return regime.family.name == family.name
    if regime.family.name != family.name or (family.needs_ordinal and phrase.qualifier != regime.qualifier):
        return False
    thing = _thing(phrase.about)
    alike = bool(thing) and thing == _thing(regime.about)
    if (
        not alike
        and phrase.qualifier != regime.qualifier
        and (phrase.qualifier or phrase.about)
        and (regime.qualifier or regime.about)
    ):
        return False
    if phrase.about and regime.about and not alike:
        return False
    bodies = {same(analysis, key) for key in regime.bodies}
    if family.needs_parties and set(phrase.bodies) != set(regime.bodies):
        return False
    if phrase.bodies and bodies and not bodies & {same(analysis, key) for key in phrase.bodies}:
        return False
    described = all(analysis.entities[key].kind == "group" for key in phrase.targets)
    if family.kind == "warrant" and phrase.targets:
        described = False
    return described or not regime.targets or bool(set(phrase.targets) & set(regime.targets))


def _thing(about: str) -> str:
    """What a dealing is in, where what is forbidden is that: `sugar` of `exports of sugar`."""
    words = about.casefold().split()
    acts = rules()["sides"]["acts"]
    dealing = [i for i, word in enumerate(words) if word.removesuffix("s") in acts or word in acts]
    if dealing and dealing[0] + 1 < len(words) and words[dealing[0] + 1] == "of":
        words = words[dealing[0] + 2 :]
    return " ".join(word for word in words if word.removesuffix("s") not in acts)


def _lists(regime: Regime, phrase: Phrase) -> bool:
    """Whether a phrase tells of the listings that sanctions consist of, by whomever: `the new listings include two banks`."""
    return _tells_listings(phrase) and regime.family.name == "sanctions" and bool(regime.bodies)


def _tells_listings(phrase: Phrase) -> bool:
    return phrase.family.name == "designation" and phrase.plural and not phrase.bodies


def same(analysis: Analysis, key: str) -> str:
    """The state or union that a body acts for, its own name otherwise."""
    entity = analysis.entities[key]
    same: str = rules()["sides"]["same"].get(entity.name) or dict(entity.attributes).get("of") or entity.name
    return same


def nearest(fitting: list[Regime], phrase: Phrase) -> Regime:
    """The regime whose phrases stand nearest to this one, those before it first."""
    return min(fitting, key=lambda regime: _distance(regime, phrase))


def _distance(regime: Regime, phrase: Phrase) -> tuple[bool, int]:
    """Nearest phrase of the regime; what stands before goes before what stands behind."""
    gaps = [phrase.start - other.start for other in regime.phrases]
    before = [gap for gap in gaps if gap >= 0]
    return (not before, min(before) if before else min(-gap for gap in gaps))


def _complete(analysis: Analysis, regimes: list[Regime]) -> list[Regime]:
    """Give regimes without target the likely one: the other regimes' target, one that the body is known to have."""
    for regime in regimes:
        elsewhere = regime.about or all(phrase.on_others for phrase in regime.phrases)
        if regime.targets or elsewhere or regime.family.name not in {"sanctions", "controls", "package", "embargo"}:
            continue
        bodies = {same(analysis, key) for key in regime.bodies}
        if regime.family.name == "embargo":
            _under_embargo(analysis, regime)
            continue
        others = {
            t for other in regimes for t in other.targets
            if same(analysis, t) not in bodies and analysis.entities[t].kind != "person"
        }  # fmt: skip
        sole = len(others) == 1 and all(analysis.entities[t].kind not in {"organisation", "group"} for t in others)
        known = known_targets(analysis, regime, bodies)
        likely = others if sole else known or _guessed(analysis, regime, bodies)
        likely = {key for key in likely if not _acts_beside(analysis, regime, key)}
        if len(likely) == 1 and not {same(analysis, key) for key in likely} & bodies:
            regime.targets.update(dict.fromkeys(likely))
            regime.guessed = True
    return regimes


def _under_embargo(analysis: Analysis, regime: Regime) -> None:
    """Aim an arms embargo without target, of the United Nations or of nobody named, at the one of theirs that the article
    speaks of most.
    """
    bodies = {same(analysis, key) for key in regime.bodies} or {"United Nations"}
    counts = analysis.counts()
    spoken = any(analysis.entities[key].name in {"United Nations", "UN Security Council"} for key in counts)
    known = sorted(known_targets(analysis, regime, bodies), key=lambda key: -counts[key])
    ahead = bool(known) and counts[known[0]] > max([1, *(counts[key] for key in known[1:])])
    if "arms" in regime.qualifier and bodies == {"United Nations"} and spoken and ahead:
        regime.targets[known[0]] = None
        regime.guessed = True


def _acts_beside(analysis: Analysis, regime: Regime, target: str) -> bool:
    """Whether an organ of a state is named in the sentence of a regime without body, which may then be its own."""
    sentence = analysis.sentence(regime.phrases[0].start)
    keys = {key for i in range(sentence.start, sentence.end) for key in analysis.keys_at(i)}
    name = analysis.entities[target].name
    return not regime.bodies and any(
        same(analysis, key) == name
        and analysis.entities[key].name != name
        and analysis.entities[key].name in rules()["sides"]["same"]
        for key in keys
    )


def known_targets(analysis: Analysis, regime: Regime, bodies: set[str]) -> set[str]:
    """Those of the article at whom the instruments of these bodies are known to be aimed."""
    counts = analysis.counts()
    named = {entity.name: key for key, entity in analysis.entities.items() if entity.type == "Actor" and counts[key]}
    rows = [
        row for row in rules()["regime"]
        if row["body"] in bodies and bool(row.get("ordinal")) <= regime.family.needs_ordinal
    ]  # fmt: skip
    return {named[name] for row in rows for name in row["targets"] if name in named}


def _sanctioned(analysis: Analysis) -> set[str]:
    """The state that the article speaks of most among those that are widely sanctioned, if it names one more than once."""
    counts = analysis.counts()
    states = [
        key for key, e in analysis.entities.items() if e.name in rules()["sides"]["sanctioned"] and counts[key] > 1
    ]
    most = max((counts[key] for key in states), default=0)
    return {key for key in states if counts[key] == most}


def _guessed(analysis: Analysis, regime: Regime, bodies: set[str]) -> set[str]:
    """The often sanctioned states beside the body in the sentence of the regime's first phrase, or the one spoken of most.

    None for the United Nations, whose targets are known, and where they stand in the sentence.
    """
    sentence = analysis.sentence(regime.phrases[0].start)
    keys = {key for i in range(sentence.start, sentence.end) for key in analysis.keys_at(i)}
    if "United Nations" in bodies | {same(analysis, key) for key in keys}:
        return set()
    beside = {
        key for key in keys
        if analysis.entities[key].name in rules()["sides"]["sanctioned"]
        and not {same(analysis, key), analysis.entities[key].name} & bodies
    }  # fmt: skip
    main = _sanctioned(analysis)
    return (beside & main if len(beside) > 1 else beside) or main


def _listed(analysis: Analysis, regime: Regime) -> str | None:
    """The name that the gazetteer has for a list or a price cap: `Entity List`, `price cap on Chadian oil`."""
    label = regime.phrases[0].label
    called = {"list": f"{regime.qualifier} {label}", "cap": f"{label} on {regime.about}"}.get(regime.family.name)
    entry = analysis.gazetteer.lookup(called) if called else None
    return entry.name if entry is not None and entry.type == "Resolution" else None


def title(analysis: Analysis, regime: Regime) -> str:
    """What the regime is called: body, kind, target."""
    if regime.family.needs_parties:
        called = rules()["sides"]["short"]
        names = sorted(called.get(name, name) for name in (analysis.entities[key].name for key in regime.bodies))
        return f"{'-'.join(names)} {_undoubled(f'{regime.qualifier} {regime.phrases[0].label}'.strip())}"
    if (listed := _listed(analysis, regime)) is not None:
        return listed
    label = _undoubled(" ".join(part for part in (regime.qualifier, regime.phrases[0].label) if part))
    bodies = {same(analysis, b) for b in regime.bodies}
    body = short(analysis, next(iter(regime.bodies))) if len(bodies) == 1 else ""
    if regime.qualifier in rules()["sides"]["brands"].values():
        body, label = "", f"{regime.qualifier} designation"
    target = _target_name(analysis, regime)
    link = _LINKS.get(regime.family.kind, "on")
    name = f"{body} {label}".strip()
    return f"{name} {link} {target}" if target and regime.family.name != "list" else name


def called(analysis: Analysis, regime: Regime) -> tuple[str, ...]:
    """What else the article calls it: `US sanctions`, `sanctions on Kenya`; no single word, which names any."""
    if regime.family.name == "list":
        return ()
    link, found = _LINKS.get(regime.family.kind, "on"), set()
    for phrase in regime.phrases:
        makers = {same(analysis, key) for key in phrase.bodies}
        body = short(analysis, phrase.bodies[0]) if len(makers) == 1 else ""
        name = f"{body} {_undoubled(f'{phrase.qualifier} {phrase.label}'.strip())}".strip()
        found |= {f"{name} {link} {analysis.entities[key].name}" for key in phrase.targets[:1]} or {name}
    return tuple(sorted(name for name in found if " " in name))


def _undoubled(label: str) -> str:
    words = label.split()
    return " ".join(word for i, word in enumerate(words) if i == 0 or word.rstrip("s") != words[i - 1].rstrip("s"))


def short(analysis: Analysis, key: str) -> str:
    """The adjective or short name by which a body is called before its instruments: `US`, `Kenyan`."""
    for name in (analysis.entities[key].name, same(analysis, key)):
        known: str | None = rules()["sides"]["short"].get(name)
        if known is not None:
            return known
    entry = analysis.gazetteer.lookup(same(analysis, key))
    return entry.demonyms[0] if entry is not None and entry.demonyms else analysis.entities[key].name


def _target_name(analysis: Analysis, regime: Regime) -> str:
    """What stands behind `on`: the forbidden good with its recipient, or the target, states before others."""
    order = list(regime.targets)
    keys = sorted(order, key=lambda key: (analysis.entities[key].kind not in {"state", "person"}, order.index(key)))
    target = analysis.entities[keys[0]].name if keys else ""
    if regime.about and not any(analysis.entities[key].kind in {"organisation", "group"} for key in keys):
        entry = analysis.gazetteer.lookup(target) if target else None
        names = (target, *(entry.demonyms if entry is not None else ()))
        said = any(name.casefold() in regime.about.casefold() for name in names)
        return regime.about if said else f"{regime.about} {_direction(regime.about)} {target}"
    return target


def _direction(about: str) -> str:
    """`from` behind what comes from the target (`purchases of potash`), `to` behind what goes there."""
    coming = rules()["sides"]["coming"]
    return "from" if any(word.lower().rstrip("s") in coming for word in about.split()) else "to"
