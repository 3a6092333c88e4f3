"""FollowTheMoney, one entity a line: Aleph, OpenSanctions' tools, Yente.

A state is a `PublicBody`, a bloc or organisation an `Organization`, a group a `LegalEntity`, whoever is a person or comments
a `Person`; a good is an `Asset`, a resolution a `Document`, an exchange an `Event`, a claim a `Note`, an article an `Article`.
Every fact is a link between two of them (`LINKS` where the model has one of its own, `UnknownLink` elsewhere), with the words
that state it, their articles as `proof`, their notes as `recordId`, and how sure they are as `status`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from export.base import Format, Parts
from export.compact import compact
from export.dates import iso
from export.records import Edge, Node, Records, printed
from graph.ids import digest

Properties = dict[str, list[str]]

_SCHEMATA = {
    ("Actor", "state"): "PublicBody",
    ("Actor", "bloc"): "Organization",
    ("Actor", "organisation"): "Organization",
    ("Actor", "person"): "Person",
    "Actor": "LegalEntity",
    "Commentator": "Person",
    "Good": "Asset",
    "Resolution": "Document",
    "Exchange": "Event",
    "Claim": "Note",
    "Article": "Article",
}
_BODIES = frozenset({"PublicBody", "Organization"})
_PARTIES = _BODIES | {"LegalEntity", "Person"}


@dataclass(frozen=True, slots=True)
class Link:
    """A schema for an edge: the properties that hold its ends, and the schemata that these may be of."""

    schema: str
    source: str
    target: str
    sources: frozenset[str]
    targets: frozenset[str]
    role: str | None = "role"
    status: str = "status"


_PERSON = frozenset({"Person"})
LINKS = {
    "MEMBER_OF": Link("Membership", "member", "organization", _PARTIES, _BODIES),
    "LEADS": Link("Directorship", "director", "organization", _PARTIES, _BODIES),
    "PARENT_OF": Link("Family", "person", "relative", _PERSON, _PERSON, role="relationship", status="summary"),
    "TARGETS": Link("Sanction", "proof", "entity", frozenset({"Document"}), _PARTIES, role=None),
    "MENTIONS": Link("Documentation", "document", "entity", frozenset({"Article"}), frozenset(_SCHEMATA.values())),
}
_ANY = frozenset(_SCHEMATA.values())
_OTHER = Link("UnknownLink", "subject", "object", _ANY, _ANY)
# The longest value that the model takes of names, of other words, and of texts.
_NAME, _WORDS, _TEXT = 384, 1024, 65_000


def _parts(records: Records) -> Parts:
    return {"": (f"{compact(entity)}\n" for entity in _entities(records))}


def _entities(records: Records) -> Iterator[dict[str, object]]:
    told = _Told(records)
    for node in records.nodes:
        yield _entity(identifier(node.id), schema(node), _node(node, told))
    for edge in records.edges:
        # The note of a claim says itself what it is about and where it stands.
        if edge.type not in {"ABOUT", "STATED_IN"}:
            kind, properties = _link(edge, told)
            yield _entity(edge.id.replace(":", "-"), kind, properties)


def identifier(node: str) -> str:
    """An id as FollowTheMoney takes it, of letters, digits and hyphens: the words of ours, and a hash that keeps it apart."""
    words = "-".join(re.findall(r"[0-9A-Za-z]+", node))[:100].rstrip("-")
    return f"{words or 'node'}-{digest(node, 10)}"


def schema(node: Node) -> str:
    """The schema of a node; of what the graph model does not know, that of a party."""
    kind = str(node.attributes.get("kind", ""))
    return _SCHEMATA.get((node.type, kind)) or _SCHEMATA.get(node.type, "LegalEntity")


class _Told:
    """What claims and articles say of nodes and edges."""

    def __init__(self, records: Records) -> None:
        self.nodes = {node.id: node for node in records.nodes}
        self.articles: dict[str, list[str]] = defaultdict(list)
        self.about: dict[str, list[str]] = defaultdict(list)
        self.claims: dict[str, list[str]] = defaultdict(list)
        self.parties: dict[str, list[str]] = defaultdict(list)
        self.adopters: dict[str, list[str]] = defaultdict(list)
        for edge in records.edges:
            self._add(edge)

    def _add(self, edge: Edge) -> None:
        if edge.type == "STATED_IN":
            self.articles[edge.source].append(edge.target)
        elif edge.type == "ABOUT":
            self.about[edge.source].append(edge.target)
            self.claims[edge.target].append(edge.source)
        elif edge.type == "SUPPLIES":
            self.parties[edge.target].append(edge.source)
        elif edge.type == "DELIVERS_TO":
            self.parties[edge.source].append(edge.target)
        elif edge.type == "ADOPTS":
            self.adopters[edge.target].append(self.nodes[edge.source].name)

    def proof(self, claims: Iterable[str]) -> list[str]:
        """Ids of the articles that hold the claims."""
        found = {article for claim in claims for article in self.articles.get(claim, ())}
        return [identifier(article) for article in sorted(found) if self.schema(article) == "Article"]

    def schema(self, node: str) -> str:
        return schema(self.nodes[node])

    def values(self, nodes: Iterable[str], name: str) -> list[str]:
        """The values of an attribute, each once, in order."""
        known = (self.nodes[node].attributes for node in nodes if node in self.nodes)
        return list(dict.fromkeys(printed(values[name]) for values in known if name in values))


def _entity(identity: str, kind: str, properties: Mapping[str, list[str]]) -> dict[str, object]:
    return {"id": identity, "schema": kind, "properties": {name: v for name, v in sorted(properties.items()) if v}}


# --- nodes ----------------------------------------------------------------------------------------------------------------


def _node(node: Node, told: _Told) -> Properties:
    names = _short([node.name], _NAME)
    # The model takes no name without a letter.
    properties: Properties = {"name": names if re.search(r"\w", "".join(names)) else [identifier(node.id)]}
    return properties | _BY_TYPE.get(node.type, _party)(node, told)


def _party(node: Node, _told: _Told) -> Properties:
    kind = schema(node)
    aliases = node.attributes.get("aliases", [])
    named = [str(alias) for alias in aliases if re.search(r"\w", str(alias))] if isinstance(aliases, list) else []
    properties = {"alias": _short(named, _NAME), "wikidataId": _matching(node, "wikidata", r"Q[1-9]\d*")}
    if kind in _PARTIES:
        properties["country"] = [code.lower() for code in _matching(node, "iso", r"[A-Z]{2}")]
    if kind == "Person":
        role = "profession" if node.type == "Commentator" else "position"
        properties |= {role: _words(node, "role"), "title": _words(node, "title")}
    return properties


def _good(node: Node, told: _Told) -> Properties:
    return _party(node, told) | {"keywords": _words(node, "category")}


def _resolution(node: Node, told: _Told) -> Properties:
    words = [*_words(node, "kind"), *_words(node, "number"), *_words(node, "status")]
    own = {"fileName": _short([node.name], _WORDS), "keywords": words, "author": _words(node, "body")}
    return _party(node, told) | own | {"date": _date(node)}


def _exchange(node: Node, told: _Told) -> Properties:
    claims = told.claims.get(node.id, [])
    parties = {party for party in told.parties.get(node.id, ()) if told.schema(party) in _PARTIES}
    return {
        "involved": [identifier(party) for party in sorted(parties)],
        "keywords": _words(node, "stage"),
        "summary": _words(node, "quantity"),
        "date": _date(node),
        "description": _short(told.values(claims, "quote"), _TEXT),
        "proof": told.proof(claims),
    }


def _claim(node: Node, told: _Told) -> Properties:
    start, end = (printed(node.attributes.get(name, "?")) for name in ("start", "end"))
    words = [*_words(node, "certainty"), *_words(node, "stage")]
    return {
        "description": _words(node, "quote", _TEXT),
        "entity": [identifier(target) for target in sorted(set(told.about.get(node.id, ())))],
        "proof": told.proof([node.id]),
        "keywords": words,
        "notes": [f"characters {start} to {end}", *_words(node, "rule")],
        "summary": [*_words(node, "quantity"), *_words(node, "date")],
    }


def _article(node: Node, _told: _Told) -> Properties:
    path, address = _words(node, "path"), _words(node, "url")
    authors = node.attributes.get("authors", [])
    return {
        "title": _short([node.name], _WORDS),
        "fileName": path,
        "author": _short(map(str, authors), _WORDS) if isinstance(authors, list) else [],
        "publisher": _words(node, "publisher"),
        "publishedAt": _date(node),
        "sourceUrl": [url for url in address if _is_url(url)],
        "notes": [f"sha256 {digest}" for digest in _words(node, "sha256")],
    }


_BY_TYPE = {
    "Good": _good,
    "Resolution": _resolution,
    "Exchange": _exchange,
    "Claim": _claim,
    "Article": _article,
}


# --- edges ----------------------------------------------------------------------------------------------------------------


def _link(edge: Edge, told: _Told) -> tuple[str, Properties]:
    given = LINKS.get(edge.type, _OTHER)
    fits = told.schema(edge.source) in given.sources and told.schema(edge.target) in given.targets
    link = given if fits else _OTHER
    claims = edge.claims or [end for end in (edge.source, edge.target) if told.nodes[end].type == "Claim"]
    properties: Properties = {
        "description": _short(told.values(claims, "quote"), _TEXT),
        "proof": told.proof(claims),
        "recordId": [identifier(claim) for claim in claims],
        link.status: told.values(claims, "certainty"),
    }
    if link.role is not None:
        properties[link.role] = [edge.type.lower().replace("_", " ")]
    if link.schema == "Sanction":
        properties |= {"program": _short([told.nodes[edge.source].name], _WORDS)}
        properties |= {"authority": _short(sorted(told.adopters.get(edge.source, ())), _WORDS)}
    for name, end in ((link.source, edge.source), (link.target, edge.target)):
        properties[name] = [*properties.get(name, []), identifier(end)]
    return link.schema, properties


# --- values ---------------------------------------------------------------------------------------------------------------


def _words(node: Node, name: str, longest: int = _WORDS) -> list[str]:
    return _short([printed(node.attributes[name])], longest) if name in node.attributes else []


def _short(values: Iterable[str], longest: int) -> list[str]:
    """What is not blank, cut to what the model takes, each once."""
    kept = (value if len(value) <= longest else value[: longest - 1] + "…" for value in values if value.strip())
    return list(dict.fromkeys(kept))


def _matching(node: Node, name: str, pattern: str) -> list[str]:
    return [value for value in _words(node, name) if re.fullmatch(pattern, value)]


def _date(node: Node) -> list[str]:
    known = iso(node.attributes.get("date"))
    return [] if known is None else [known]


def _is_url(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in parts.netloc and not re.search(r"\s", address)


FORMAT = Format("ftm", (".ftm.jsonl", ".ftm.json"), "FollowTheMoney, one entity a line: Aleph, OpenSanctions", _parts)
