"""From the graph to what people use: the page, files, databases.

from export import write
write(graph, "trade.graphml")        # the ending says the format, see `export.formats`
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from export.saving import write

__all__ = ["write"]


def __getattr__(name: str) -> Any:
    """Import the writers when they are asked for."""
    if name not in __all__:
        raise AttributeError(f"module 'export' has no attribute {name!r}")
    from export import saving

    return getattr(saving, name)
