"""From files to readings: loaders of formats, the language pipeline, the reading of facts."""

from loaders.articles import from_text
from loaders.base import LoadOptions, Unreadable
from loaders.sources import load, shown

__all__ = ["LoadOptions", "Unreadable", "from_text", "load", "shown"]
