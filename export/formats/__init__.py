"""One module a format. A module here that defines `FORMAT` is found by itself; nothing else lists the formats."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path

from export.base import Format
from graph.errors import QuidError


@cache
def available() -> dict[str, Format]:
    """Every format by its name. The modules are light: what a format needs is imported when it writes."""
    modules = sorted(info.name for info in pkgutil.iter_modules(__path__))
    found = (getattr(importlib.import_module(f"{__name__}.{name}"), "FORMAT", None) for name in modules)
    formats = [chosen for chosen in found if chosen is not None]
    return {chosen.name: chosen for chosen in sorted(formats, key=lambda chosen: chosen.name)}


def ending(chosen: Format, name: str) -> str:
    """With which of its format's endings a file name ends; empty for none."""
    return max((end for end in chosen.endings if name.lower().endswith(end)), key=len, default="")


def choose(place: str | Path, name: str | None = None) -> Format:
    """The format of that name, or else the one that the place's ending means; of two the longer ending.

    Raises:
        QuidError: there is none.
    """
    if name is not None:
        if name not in available():
            raise QuidError(f"no format is called {name!r}; there are {', '.join(available())}")
        return available()[name]
    file = Path(place).name
    best = max(available().values(), key=lambda chosen: len(ending(chosen, file)))
    if not ending(best, file):
        known = sorted(end for chosen in available().values() for end in chosen.endings)
        raise QuidError(f"{place}: tells no format by its ending ({', '.join(known)}); give one with --format")
    return best
