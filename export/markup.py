"""Text for XML files, so that a reader gets back every character of it."""

from __future__ import annotations

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
# Line ends that readers turn into line feeds unless they are written as references; U+2028 only in JavaScript's.
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;", "\u2028": "&#8232;", "\u2029": "&#8233;"})
# In attributes every line end and tab would become a blank.
_ATTRIBUTE = _TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def text(value: str) -> str:
    """Text between tags."""
    return value.translate(_TEXT)


def attributes(**values: str | None) -> str:
    """Attributes for a tag, each behind a blank, in the order given; those that are None are left out."""
    return "".join(f' {name}="{value.translate(_ATTRIBUTE)}"' for name, value in values.items() if value is not None)
