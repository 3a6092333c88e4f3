"""The language layer: English text in, a spaCy ``Doc`` with Universal Dependencies labels out.

The rest of the program reads only the ``Doc``; which model filled it is decided here.
"""

from loaders.language.load import LanguageError, load

__all__ = ["LanguageError", "load"]
