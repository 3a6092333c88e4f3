"""Stage `mentions`."""

from __future__ import annotations

from loaders.reading.analysis import Analysis


def find(analysis: Analysis) -> None:
    """Not written yet."""
