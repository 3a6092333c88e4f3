"""Node ids from content: the same thing has the same id in every article and every run."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from graph.records import Exchange

_LONGEST_SLUG = 60


@lru_cache(maxsize=65_536)
def slug(text: str) -> str:
    """Lower-case ASCII letters and digits joined by hyphens; other scripts keep their letters.

    A name longer than 60 characters is cut and ends in eight digits of its hash, so that it stays unique.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    joined = "-".join(re.findall(r"\w+", plain.replace("'", "").replace("’", ""))) or digest(text, 8)
    return joined if len(joined) <= _LONGEST_SLUG else f"{joined[:_LONGEST_SLUG]}-{digest(joined, 8)}"


def key(node_type: str, name: str) -> str:
    """The id of an entity: `actor:south-africa`. Actors and commentators share one space, as one person may be both."""
    space = "actor" if node_type == "Commentator" else node_type.lower()
    return f"{space}:{slug(name)}"


def exchange_key(exchange: Exchange) -> str:
    """The id of an exchange, from its three ends: `exchange:iran>drones>sudan`."""
    ends = (exchange.supplier, exchange.good, exchange.recipient)
    return "exchange:" + ">".join("?" if end is None else end.partition(":")[2] for end in ends)


def digest(text: str, length: int = 16) -> str:
    """The first hexadecimal digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]
