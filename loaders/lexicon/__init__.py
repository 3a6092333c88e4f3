"""The word lists and rules of the reading, as data, and the one way to read them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def tables(name: str) -> dict[str, Any]:
    """The tables of `loaders/lexicon/NAME.toml`, parsed once; whoever reads them leaves them as they are."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))
