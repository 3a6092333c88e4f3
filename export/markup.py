"""Text for XML files, so that a reader gets back every character of it."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
# Line ends that readers turn into line feeds unless they are written as references; U+2028 only in JavaScript's.
_ENDS = {"\r": "&#13;", "\u2028": "&#8232;", "\u2029": "&#8233;"}


def text(value: str) -> str:
    """Text between tags."""
    return escape(value, _ENDS)


def attributes(**values: str | None) -> str:
    """Attributes for a tag, each behind a blank, in the order given; those that are None are left out."""
    return "".join(f" {name}={quoteattr(value, _ENDS)}" for name, value in values.items() if value is not None)
