"""A reading that anybody writes in an afternoon, as the measure of what the rules of quid add.

Names are the pipeline's entities. An exchange is a verb of a short list with its subject, its object and its phrases
with to, from and by. Whoever is the subject of a verb of saying says what hangs on it. A relation is a verb between two
names. There is no coreference, no trained head, no gazetteer and no lexicon beyond the lists below. Graphs are built by
`graph.build` as all others, which joins names that one article spells in two ways.

    python tests/baseline.py ARTICLES ANNOTATIONS       prints its figures, as `quid evaluate ARTICLES ANNOTATIONS` those of quid
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from graph.ids import key
from graph.records import Article, Claim, Entity, Exchange, Reading, Relation

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

#: The kind of actor by the class of the pipeline's entity; a place counts as a state, demonyms not at all.
KINDS = {"PERSON": "person", "ORG": "organisation", "LOC": "state"}
GIVING = frozenset(
    {"deliver", "donate", "export", "give", "offer", "provide", "sell", "send", "ship", "supply", "transfer"}
)
GETTING = frozenset({"acquire", "buy", "get", "import", "obtain", "purchase", "receive"})
SAYING = frozenset({"add", "announce", "claim", "deny", "report", "say", "state", "tell", "warn", "write"})
DENYING = frozenset({"deny"})
#: The relation of a verb, and the phrase in which the other side stands.
RELATIONS = {
    "back": ("SUPPORTS", ("object",)),
    "condemn": ("OPPOSES", ("object",)),
    "criticise": ("OPPOSES", ("object",)),
    "criticize": ("OPPOSES", ("object",)),
    "fight": ("AT_WAR_WITH", ("object", "with")),
    "join": ("MEMBER_OF", ("object",)),
    "lead": ("LEADS", ("object",)),
    "meet": ("MEETS", ("object", "with")),
    "negotiate": ("NEGOTIATES_WITH", ("with",)),
    "oppose": ("OPPOSES", ("object",)),
    "recognise": ("RECOGNISES", ("object",)),
    "recognize": ("RECOGNISES", ("object",)),
    "support": ("SUPPORTS", ("object",)),
    "urge": ("INFLUENCES", ("object",)),
    "visit": ("VISITS", ("object",)),
}
_RESOLUTION = re.compile(r"\b[Rr]esolution (\d+)\b")
_PLACES = {"nsubj": "subject", "obj": "object", "iobj": "to", "nsubj:pass": "passive"}
_PREPOSITIONS = frozenset({"by", "from", "to", "with"})
_BEFORE_A_GOOD = frozenset({"amod", "compound"})


@dataclass(frozen=True, slots=True)
class _Names:
    """The entities of a text, by key, and which of them stands at a token or in a span of characters."""

    entities: dict[str, Entity]
    at: dict[int, str]
    counts: Counter[str]


def read(articles: Iterable[Article], nlp: Callable[[str], Doc]) -> Iterator[Reading]:
    """Read articles with a pipeline that has labels of Universal Dependencies and entities of `KINDS`."""
    for article in articles:
        doc = nlp(article.prose())
        names = _names(doc)
        claims = dict.fromkeys(claim for sentence in doc.sents for claim in _claims(sentence, names))
        yield Reading(article, dict(sorted(names.entities.items())), dict(names.counts), tuple(claims))


def _names(doc: Doc) -> _Names:
    names = _Names({}, {}, Counter())
    for entity in doc.ents:
        if entity.label_ in KINDS:
            identity = _add(names, "Actor", KINDS[entity.label_], re.sub(r"^[Tt]he\s+", "", entity.text))
            names.at.update(dict.fromkeys(range(entity.start, entity.end), identity))
            names.counts[identity] += 1
    for found in _RESOLUTION.finditer(doc.text):
        names.counts[_add(names, "Resolution", "resolution", f"Resolution {found[1]}")] += 1
    return names


def _add(names: _Names, node: str, kind: str, name: str) -> str:
    name = " ".join(name.split())
    identity = key(node, name)
    names.entities.setdefault(identity, Entity(identity, node, kind, name))
    return identity


# --- clauses ----------------------------------------------------------------------------------------------------------


def _arguments(verb: Token) -> dict[str, list[Token]]:
    """What stands in a clause: subject and object as if it were active, and what is behind a preposition."""
    found: dict[str, list[Token]] = {}
    for child in verb.children:
        place = _PLACES.get(child.dep_) or _preposition(child, "obl")
        if place is not None:
            found.setdefault(place, []).extend([child, *(c for c in child.children if c.dep_ == "conj")])
    for thing in found.get("object", [])[:1]:
        for child in thing.children:
            if (place := _preposition(child, "nmod")) is not None:
                found.setdefault(place, []).append(child)
    if "passive" in found:
        # "Boats were given to them", and "they were given boats".
        found.setdefault("to" if "object" in found else "object", []).extend(found["passive"])
        found["subject"] = found.get("by", [])
    elif "subject" not in found and verb.dep_ == "xcomp":
        found["subject"] = _arguments(verb.head).get("subject", [])
    return found


def _preposition(phrase: Token, relation: str) -> str | None:
    """The preposition of a phrase that stands in this relation, if it may lead in a side."""
    case = next((c.lower_ for c in phrase.children if c.dep_ == "case"), None)
    return case if phrase.dep_.startswith(relation) and case in _PREPOSITIONS else None


def _keys(names: _Names, phrases: Iterable[Token]) -> list[str | None]:
    """The names that the phrases are, or hold ("the government of Peru"); None, for an unknown side, without any."""
    nearest = (next((names.at[t.i] for t in (p, *p.children) if t.i in names.at), None) for p in phrases)
    return list(dict.fromkeys(name for name in nearest if name is not None)) or [None]


def _claims(sentence: Span, names: _Names) -> Iterator[Claim]:
    for token in sentence:
        lemma = token.lemma_.lower()
        if token.pos_ != "VERB":
            continue
        if lemma in GIVING or lemma in GETTING:
            yield from (_claim(token, names, fact) for fact in _exchanges(token, names, giving=lemma in GIVING))
        if lemma in RELATIONS:
            yield from (_claim(token, names, fact) for fact in _relations(token, names, *RELATIONS[lemma]))
        if lemma in SAYING and any(_speakers(token, names)):
            yield _claim(token, names, None)


def _exchanges(verb: Token, names: _Names, *, giving: bool) -> Iterator[Exchange]:
    found = _arguments(verb)
    subjects, others = (_keys(names, found.get(place, [])) for place in ("subject", "to" if giving else "from"))
    goods = [t for t in found.get("object", []) if t.pos_ in {"NOUN", "PROPN"} and t.i not in names.at]
    for subject, other, thing in product(subjects, others, goods):
        supplier, recipient = (subject, other) if giving else (other, subject)
        if supplier != recipient:
            first = min(
                [t.left_edge.i for t in thing.children if t.dep_ in _BEFORE_A_GOOD and t.i < thing.i] or [thing.i]
            )
            good = _add(names, "Good", "trade", thing.doc[first : thing.i + 1].text)
            yield Exchange(supplier, recipient, good)


def _relations(verb: Token, names: _Names, edge: str, places: tuple[str, ...]) -> Iterator[Relation]:
    found = _arguments(verb)
    others = [token for place in places for token in found.get(place, [])]
    for subject, other in product(_keys(names, found.get("subject", [])), _keys(names, others)):
        if subject is not None and other is not None and subject != other:
            yield Relation(subject, edge, other)


# --- voices -----------------------------------------------------------------------------------------------------------


def _speakers(cue: Token, names: _Names) -> list[str | None]:
    return _keys(names, _arguments(cue).get("subject", []))


def _claim(token: Token, names: _Names, fact: Exchange | Relation | None) -> Claim:
    """A claim with the sentence as evidence, said by the subject of the nearest verb of saying above it."""
    above = [token] if fact is None else token.ancestors
    cue = next((t for t in above if t.pos_ == "VERB" and t.lemma_.lower() in SAYING and any(_speakers(t, names))), None)
    speakers = tuple(k for k in _speakers(cue, names) if k is not None) if cue is not None else ()
    denied = cue is not None and cue.lemma_.lower() in DENYING
    refused = fact is not None and any(c.lower_ in {"not", "n't", "never"} for c in token.children)
    text = token.sent.text
    start = token.sent.start_char + len(text) - len(text.lstrip())
    about = dict.fromkeys(names.at[t.i] for t in token.sent if t.i in names.at) if fact is None else {}
    return Claim(
        fact=fact,
        start=start,
        end=start + len(text.strip()),
        certainty="denied" if denied or refused else "asserted",
        rule="baseline",
        stage=_stage(token) if isinstance(fact, Exchange) else None,
        speakers=speakers,
        deniers=speakers if denied else (),
        about=tuple(k for k in about if k not in speakers),
    )


def _stage(verb: Token) -> str:
    return "offered" if verb.lemma_ == "offer" else "delivered"


def main(argv: list[str]) -> int:
    """Score the baseline on annotated articles and print precision, recall and F1 by layer."""
    if len(argv) != 2 or not all(Path(folder).is_dir() for folder in argv):
        print("baseline: give the folder of the articles and that of their annotations", file=sys.stderr)
        return 2
    from quality_measures import articles

    from loaders.language import load

    nlp = load()
    figures = articles(Path(argv[0]), Path(argv[1]), lambda texts: read(texts, nlp))
    print(f"{'layer':18} {'precision':>9} {'recall':>9} {'F1':>9} {'annotated':>9} {'found':>6}")
    for layer, c in figures.counts.items():
        print(f"{layer:18} {c.precision:9.3f} {c.recall:9.3f} {c.f1:9.3f} {c.annotated:9} {c.found:6}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
