"""JSON-LD 1.1 in the words of PROV-O and schema.org, read by every RDF store.

A claim is a `schema:Claim` that was quoted from its article (`prov:wasQuotedFrom`, `schema:appearance`) and attributed to
whoever says it (`prov:wasAttributedTo`). An edge of the graph is a triple whose predicate is its type; one that states a fact
is also an `rdf:Statement`, derived from its claims (`prov:wasDerivedFrom`), since RDF says nothing of a triple itself. A
denied or doubted fact is a triple too, so look at the `certainty` of its claims. What neither vocabulary has is a term
of ours, `urn:quid:term:…`; a node is `urn:quid:node:…`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import quote

from export.base import Format, Parts
from export.compact import array, compact
from export.records import Edge, Node, Records, Value

_TERM, _NODE = "urn:quid:term:", "urn:quid:node:"
# Terms stand as they are in the file; the context, which is part of it, says what they mean.
_CONTEXT: dict[str, object] = {
    "@version": 1.1,
    "@vocab": _TERM,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "name": "schema:name",
    "quote": "schema:text",
    "aliases": "schema:alternateName",
    "authors": {"@id": "schema:author", "@container": "@list"},
    "publisher": "schema:publisher",
    "url": "schema:url",
    "category": "schema:category",
    "claims": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
}
_TYPES = {
    ("Actor", "state"): ["schema:Country", "prov:Agent"],
    ("Actor", "person"): ["schema:Person", "prov:Person"],
    "Actor": ["schema:Organization", "prov:Agent"],
    "Commentator": ["schema:Person", "prov:Person"],
    "Resolution": ["schema:Legislation"],
    "Exchange": ["schema:TransferAction"],
    "Claim": ["schema:Claim", "prov:Entity"],
    "Article": ["schema:NewsArticle", "prov:Entity"],
}
# Predicates that say an edge in the words of others, at its source or, the other way round, at its target.
_FORWARDS = {
    "ABOUT": ("schema:about",),
    "STATED_IN": ("schema:appearance", "prov:wasQuotedFrom"),
    "DELIVERS_TO": ("schema:recipient",),
    "OF": ("schema:object",),
    "MENTIONS": ("schema:mentions",),
    "MEMBER_OF": ("schema:memberOf",),
    "AFFILIATED_WITH": ("schema:affiliation",),
}
_BACKWARDS = {"SAYS": ("prov:wasAttributedTo",), "SUPPLIES": ("schema:agent",)}
_PLAIN = re.compile(r"[A-Za-z]\w*", re.ASCII)

_Links = dict[str, dict[str, list[dict[str, str]]]]


def _parts(records: Records) -> Parts:
    return {"": _document(records)}


def _document(records: Records) -> Iterator[str]:
    links: _Links = defaultdict(lambda: defaultdict(list))
    for edge in records.edges:
        for predicate in (term(edge.type), *_FORWARDS.get(edge.type, ())):
            links[edge.source][predicate].append({"@id": iri(edge.target)})
        for predicate in _BACKWARDS.get(edge.type, ()):
            links[edge.target][predicate].append({"@id": iri(edge.source)})
    yield f'{{"@context":{compact(_CONTEXT)},"@graph":'
    yield from array(_things(records, links))
    yield "}\n"


def _things(records: Records, links: _Links) -> Iterator[dict[str, object]]:
    for node in records.nodes:
        yield _node(node) | links.get(node.id, {})
    for edge in records.edges:
        if set(edge.attributes) - {"type"}:
            yield _statement(edge)


def iri(node: str) -> str:
    """A node's id as an IRI: what an IRI does not take is written as UTF-8 in percent signs."""
    return _NODE + quote(node, safe=":-._~")


def term(name: str) -> str:
    """A name as a term of ours, likewise; names of letters stand as they are."""
    return name if _PLAIN.fullmatch(name) else _TERM + quote(name, safe="")


def _node(node: Node) -> dict[str, object]:
    kind = str(node.attributes.get("kind", ""))
    types = _TYPES.get((node.type, kind)) or _TYPES.get(node.type, [])
    found: dict[str, object] = {"@id": iri(node.id), "@type": [term(node.type), *types]}
    wikidata = node.attributes.get("wikidata")
    if isinstance(wikidata, str) and re.fullmatch(r"Q[1-9]\d*", wikidata, re.ASCII):
        found["schema:sameAs"] = {"@id": f"http://www.wikidata.org/entity/{wikidata}"}
    if node.type == "Article":
        known = {"schema:headline": "title", "schema:datePublished": "date"}
        found |= {word: node.attributes[name] for word, name in known.items() if name in node.attributes}
    return found | _terms(node.attributes)


def _statement(edge: Edge) -> dict[str, object]:
    return {
        "@id": f"urn:quid:{edge.id}",
        "@type": ["rdf:Statement", "prov:Entity"],
        "rdf:subject": {"@id": iri(edge.source)},
        "rdf:predicate": {"@id": _TERM + quote(edge.type, safe="")},
        "rdf:object": {"@id": iri(edge.target)},
        **_terms({name: value for name, value in edge.attributes.items() if name != "claims"}),
        "claims": [iri(claim) for claim in edge.claims],
    }


def _terms(attributes: dict[str, Value]) -> dict[str, object]:
    return {term(name): value for name, value in attributes.items() if name != "type"}


FORMAT = Format(
    "jsonld",
    (".jsonld",),
    "JSON-LD with PROV-O and schema.org: RDF stores",
    _parts,
    reserved=frozenset({"rdf", "prov", "schema"}),
)
