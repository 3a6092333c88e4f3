"""What every node of the graph carries, from the records it is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from graph.records import Article, Claim, Entity
from graph.vocabulary import vocabulary

_NAME_LENGTH = 80


@dataclass(frozen=True, slots=True)
class QuotedClaim(Claim):
    """A claim with the words of its evidence, so that the article's text need not be kept."""

    quote: str = ""


def quoted(claim: Claim, text: str) -> QuotedClaim:
    """Add the words of the evidence from the article's text."""
    values = {name: getattr(claim, name) for name in Claim.__dataclass_fields__}
    return QuotedClaim(**values, quote=text[claim.start : claim.end])


def article_attributes(article: Article) -> dict[str, Any]:
    """`name` is the title where known; what is unknown is absent."""
    attributes: dict[str, Any] = {"type": "Article", "name": article.title or article.path or article.id}
    attributes |= {"sha256": article.sha256, "authors": list(article.authors)}
    return attributes | _present(article, "title", "publisher", "date", "path", "url")


def claim_attributes(claim: Claim) -> dict[str, Any]:
    """`quote` is the evidence, `name` its beginning."""
    quote = claim.quote if isinstance(claim, QuotedClaim) else ""
    attributes: dict[str, Any] = {"type": "Claim", "name": _short(quote), "quote": quote}
    attributes |= {"start": claim.start, "end": claim.end, "certainty": claim.certainty}
    attributes |= {"rule": claim.rule, "confidence": round(claim.confidence, 3)}
    if claim.cited:
        attributes["cited"] = list(claim.cited)
    return attributes | _present(claim, "stage", "quantity", "date")


def exchange_attributes(name: str, claims: Sequence[Claim]) -> dict[str, Any]:
    """`stage` is what most claims say, of equals the one that has come furthest; so for quantity and date."""
    attributes: dict[str, Any] = {"type": "Exchange", "name": name}
    order = vocabulary().stages
    if stages := Counter(claim.stage for claim in claims if claim.stage is not None):
        attributes["stage"] = max(stages, key=lambda stage: (stages[stage], order.index(stage)))
    for field in ("quantity", "date"):
        if values := Counter(value for claim in claims if (value := getattr(claim, field)) is not None):
            attributes[field] = min(values, key=lambda value: (-values[value], value))
    return attributes


def entity_attributes(key: str, versions: Sequence[Entity]) -> dict[str, Any]:
    """One node from what every article says of the entity: the commonest name and kind of those under its own key.

    Whoever comments in one article is a commentator wherever he or she is named.
    """
    own = [version for version in versions if version.key == key] or list(versions)
    names = Counter((version.name, version.kind) for version in own)
    name, kind = min(names, key=lambda pair: (-names[pair], pair))
    comments = sorted(version.kind for version in versions if version.type == "Commentator")
    node_type, kind = ("Commentator", comments[0]) if comments else (own[0].type, kind)
    aliases = sorted({alias for version in versions for alias in (version.name, *version.aliases)} - {name})
    attributes: dict[str, Any] = {"type": node_type, "name": name, "aliases": aliases}
    attributes[{"Good": "category", "Commentator": "role"}.get(node_type, "kind")] = kind
    return attributes | _first_known(versions, taken=set(attributes))


def _first_known(versions: Iterable[Entity], taken: set[str]) -> dict[str, str]:
    """Further attributes; a commentator's `role` is its kind, so the words for it become `title`."""
    known: dict[str, str] = {}
    for version in sorted(versions, key=repr):
        for attribute, value in version.attributes:
            known.setdefault("title" if attribute in taken else attribute, value)
    return known


def _present(record: object, *names: str) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(record, name)) is not None}


def _short(quote: str) -> str:
    flat = " ".join(quote.split())
    return flat if len(flat) <= _NAME_LENGTH else flat[: _NAME_LENGTH - 1] + "…"
