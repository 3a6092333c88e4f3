"""For which state an organ, an army or an official acts in an exchange."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from loaders.lexicon import tables

if TYPE_CHECKING:
    from graph.records import Entity
    from loaders.reading.analysis import Analysis


@cache
def _words(name: str) -> frozenset[str]:
    """A list of `lexicon/exchange_parties.toml`."""
    return frozenset(tables("exchange_parties")[name])


def _state_of_ministry(analysis: Analysis, entity: Entity) -> str | None:
    """The state for which a foreign ministry acts: what it says of goods is said for the state."""
    for name in (entity.name, *entity.aliases):
        adjective = next((name.removesuffix(f" {end}") for end in _words("voices") if name.endswith(f" {end}")), "")
        state = analysis.gazetteer.demonym(adjective) or analysis.gazetteer.lookup(adjective) if adjective else None
        if state is not None and state.kind == "state":
            return analysis.add("Actor", state.kind, state.name, state.aliases).key
    return None


def state_of_forces(analysis: Analysis, key: str) -> str:
    """The state whose armed forces an entity is ("Kenyan Armed Forces" -> Kenya); any other key as it is."""
    entity = analysis.entities[key]
    if entity.kind != "organisation":
        return key
    for name in (entity.name, *entity.aliases):
        adjective, _, noun = name.rpartition(" ")
        if noun.lower() not in _words("forces"):
            continue
        adjective = adjective.removesuffix(" Armed")
        state = analysis.gazetteer.demonym(adjective) or analysis.gazetteer.lookup(adjective)
        if state is not None and state.kind == "state":
            return analysis.add("Actor", state.kind, state.name, state.aliases).key
    return key


def owned(analysis: Analysis, body: str | None, state: str | None) -> bool:
    """Whether a body is an organ or the forces of a state ("Kenyan Air Force", Kenya)."""
    if body is None or state is None or analysis.entities[body].kind != "organisation":
        return False
    of = dict(analysis.entities[body].attributes).get("of")
    return of == analysis.entities[state].name or named_after(analysis, body, state)


def named_after(analysis: Analysis, body: str, state: str) -> bool:
    """Whether an organisation's name begins with a state's name or adjective ("U.S. Export Bank")."""
    entity, owner = analysis.entities[body], analysis.entities[state].name
    first = entity.name.partition(" ")[0]
    named = analysis.gazetteer.demonym(first) or analysis.gazetteer.lookup(first)
    return entity.kind == "organisation" and named is not None and named.name == owner


def state_approving(analysis: Analysis, key: str, *, assemblies: bool = False) -> str:
    """The state of an organ that only approves what its state gives ("the US Congress approved aid"); any other key as it is.

    Of `assemblies` only: a department that announces aid often gives it itself.
    """
    entity = analysis.entities[key]
    of = dict(entity.attributes).get("of")
    organs = _words("assemblies") if assemblies else _words("approving") | _words("assemblies")
    if entity.kind != "organisation" or of is None or not {*entity.name.split()} & organs:
        return key
    state = analysis.gazetteer.lookup(of)
    return (
        key
        if state is None or state.kind != "state"
        else analysis.add("Actor", state.kind, state.name, state.aliases).key
    )


def state_of(analysis: Analysis, entity: Entity) -> str:
    """The state or organisation for which a person acts, where the gazetteer tells; else the entity itself."""
    if entity.kind == "organisation" and entity.type == "Actor":
        return _state_of_ministry(analysis, entity) or entity.key
    if entity.kind != "person" and entity.type == "Actor":
        return entity.key
    of = dict(entity.attributes).get("of")
    if of is None:
        return entity.key
    known = next(
        (e for e in analysis.entities.values() if e.type == "Actor" and of in {e.name, e.key, *e.aliases}), None
    )
    return entity.key if known is None else known.key
