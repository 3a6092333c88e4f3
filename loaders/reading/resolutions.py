"""Stage `resolutions`."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.reading.analysis import Analysis, Finding


def name(analysis: Analysis) -> None:
    """Not written yet."""


def find(analysis: Analysis) -> Iterator[Finding]:
    """Not written yet."""
    yield from ()
