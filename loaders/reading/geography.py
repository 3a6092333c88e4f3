"""Where states lie: which are of a region, which border on each other, by `loaders/lexicon/geography.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from loaders.lexicon import tables

#: Of how many words the name of a region may be.
_LONGEST = 3


def region(words: Sequence[str]) -> frozenset[str] | None:
    """The states of the region that the words before a noun name, the longest name counting; None where they name none.

    Args:
        words: in lower case, in the order of the text: `["the", "two", "east", "african"]`.
    """
    known = _regions()
    for length in range(_LONGEST, 0, -1):
        for start in range(len(words) - length + 1):
            found = known.get(" ".join(words[start : start + length]))
            if found is not None:
                return found
    return None


def neighbours(one: str, other: str) -> bool:
    """Whether two states border on each other by land; both by the gazetteer's names."""
    return frozenset({one, other}) in _borders()


def has_neighbours(state: str) -> bool:
    """Whether any neighbour of a state is known: islands have none by land, and then everybody near may be called one."""
    return state in _bordering()


@cache
def _regions() -> dict[str, frozenset[str]]:
    table: dict[str, list[str]] = tables("geography")["regions"]

    def states(name: str) -> Iterator[str]:
        for member in table[name]:
            if member in table:
                yield from states(member)
            else:
                yield member

    return {name: frozenset(states(name)) for name in table}


@cache
def _borders() -> frozenset[frozenset[str]]:
    table: dict[str, list[str]] = tables("geography")["neighbours"]
    return frozenset(frozenset({state, other}) for state, others in table.items() for other in others)


@cache
def _bordering() -> frozenset[str]:
    return frozenset(state for pair in _borders() for state in pair)
