"""Sections called `Example:` with doctests are shown as code, as griffe does with those called `Examples:`."""

from __future__ import annotations

import re
from typing import Any

import griffe

_SECTION = re.compile(r"^Example:$", re.MULTILINE)


class Doctests(griffe.Extension):
    """Renames the sections as docstrings are loaded."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Look at one object's docstring."""
        if obj.docstring is not None:
            obj.docstring.value = _SECTION.sub("Examples:", obj.docstring.value)
