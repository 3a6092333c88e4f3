"""The typed graph: records, identities, the `MultiDiGraph`, its file.

from graph import load
g = load("graph.json")        # networkx.MultiDiGraph with the attributes of the graph model
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.files import dumps, load, save

__all__ = ["dumps", "load", "save"]

_HOME = {"dumps": "graph.files", "load": "graph.files", "save": "graph.files"}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for, so that the command starts at once."""
    if name not in _HOME:
        raise AttributeError(f"module 'graph' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)
