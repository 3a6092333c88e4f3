"""Stage `coreference`."""

from __future__ import annotations

from loaders.reading.analysis import Analysis


def resolve(analysis: Analysis) -> None:
    """Not written yet."""
