"""One module a format. A module here that defines `LOADER` is found by itself; nothing else lists the formats."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from loaders.base import Loader


@cache
def available() -> dict[str, Loader]:
    """Every format by its name. The modules are light: what a format needs is imported when it reads a file."""
    modules = sorted(info.name for info in pkgutil.iter_modules(__path__))
    loaders = (getattr(importlib.import_module(f"{__name__}.{name}"), "LOADER", None) for name in modules)
    return {loader.name: loader for loader in loaders if loader is not None}


def suffixes() -> frozenset[str]:
    """The file name endings that some format claims."""
    return frozenset(suffix for loader in available().values() for suffix in loader.suffixes)


def choose(name: str, head: bytes) -> Loader | None:
    """The format of a file: what its first bytes can only be, or else what its name ends in.

    Args:
        name: the file's name.
        head: its first bytes.

    Returns:
        The loader; None where neither tells.
    """
    loaders = available().values()
    recognised = next((loader for loader in loaders if loader.recognises(head)), None)
    if recognised is not None:
        return recognised
    lowered = name.lower()
    return next((loader for loader in loaders if lowered.endswith(loader.suffixes)), None)
