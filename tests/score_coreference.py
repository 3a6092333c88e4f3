"""Score coreference on labelled paragraphs: `python tests/score_coreference.py [apart] [KIND ...] [--verbose] [--raise-floors]`.

The paragraphs lie beside the project (`../shared/passages`, or `$QUID_SHARED`); every reference in them is resolved. With
`apart` those of `tests/references` are scored instead, which nothing is fitted on. A
link is right where it leads to the entity that the labelled names name, to all of them and to no other. Asked for is
what refers to a name; what refers to a noun without a name ("a ministry") is right where the reading has an entity
there, and not asked for. A pronoun or noun that the reading links and the label does not is a wrong link.
`--verbose` prints the wrong and missed links (of the kinds given), each with its sentence.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from score_articles import SHARED, CachedPipeline, raise_floors

from graph.records import Article
from graph.scoring import Count
from loaders.gazetteer import Gazetteer
from loaders.reading import analyse, coreference_words, parties
from loaders.reading.analysis import Analysis
from loaders.training.coreference import named_keys
from loaders.training.coreference import read as paragraphs

if TYPE_CHECKING:
    from loaders.parsed import Span, Token

_SPEAKING = frozenset({"we", "us", "our", "ours", "i", "me", "my", "mine"})
#: Where the labelled paragraphs lie, by set.
SETS = {
    "paragraphs": SHARED / "passages" / "paragraphs.jsonl",
    "apart": Path(__file__).parent / "references" / "paragraphs.jsonl",
}
#: The names under which `floors.toml` keeps the figures.
FLOORS = {"paragraphs": "coreference", "apart": "references"}


@dataclass(frozen=True, slots=True)
class Link:
    """One labelled or found reference.

    Attributes:
        kind: of mention, see `kind_of`.
        asked: whether it is labelled and refers to names.
        found: whether the reading links it.
        right: whether the link is that of the label.
        says: the mention in its sentence, with what is labelled and what was found, for a reader.
    """

    kind: str
    asked: bool
    found: bool
    right: bool
    says: str


@cache
def _singular() -> dict[str, str]:
    """What a noun that points back usually stands for: `the country`, `the company`, `the minister`."""
    shown = {frozenset({"state"}): "the country", frozenset({"person"}): "the minister"}
    return {
        noun: "its ally" if nominal.relational else shown.get(nominal.kinds, "the company")
        for noun, nominal in coreference_words.load().nominals.items()
    }


def kind_of(head: Token, several: bool) -> str:
    """The kind of a mention by its head: pronouns by form, names, nouns by what they usually stand for."""
    words = coreference_words.load()
    form = head.lower_
    if form in words.person:
        return "he, she"
    if form in words.thing:
        return "it, its"
    if form in words.plural:
        return "they, their"
    if form in _SPEAKING:
        return "we, I"
    if _is_name(head):
        return "short name"
    if form in {"former", "latter"}:
        return "the former"
    if several:
        return "the two"
    return _singular().get(form, "other noun")


def _is_name(head: Token) -> bool:
    """Whether a phrase is a name by its head: not "Peruvian company", nor a noun that begins a sentence."""
    return head.text[0].isupper() and (not head.is_sent_start or head.pos_ in {"PROPN", "ADJ"})


def links(analysis: Analysis, labelled: list[dict[str, Any]]) -> Iterator[Link]:
    """Every reference that is labelled or found."""
    heads: set[int] = set()
    for label in labelled:
        span = _span(analysis, label["mention"])
        names = [_span(analysis, name) for name in label["refers_to"]]
        heads |= {token.i for token in span}
        keys = _keys(analysis, span.root)
        asked = bool(names) and all(_is_name(name.root) for name in names)
        right = bool(keys) and bool(names) and _same(analysis, keys, label["refers_to"])
        yield Link(kind_of(span.root, len(names) > 1), asked, bool(keys), right, _says(analysis, span, names, keys))
    for mention in analysis.mentions:
        root = analysis.doc[mention.start : mention.end].root
        if not mention.naming and root.i not in heads and not _beside_name(analysis, root, mention.keys):
            span = analysis.doc[root.i : root.i + 1]
            several = len(mention.keys) > 1
            yield Link(kind_of(root, several), False, True, False, _says(analysis, span, [], mention.keys))


def _span(analysis: Analysis, offsets: list[int]) -> Span:
    return analysis.doc.around(*offsets)


def _keys(analysis: Analysis, head: Token) -> tuple[str, ...]:
    return parties.keys(analysis, head) if head.lower_ in _SPEAKING else analysis.keys_at(head)


def _same(analysis: Analysis, keys: tuple[str, ...], names: list[list[int]]) -> bool:
    """Whether each name names one of the entities, and each entity is named by one of the names."""
    named = [named_keys(analysis, name) for name in names]
    return all(own & set(keys) for own in named) and set(keys) <= set().union(*named)


def _beside_name(analysis: Analysis, root: Token, keys: tuple[str, ...]) -> bool:
    """Whether a noun stands beside the name it shares (`the trade minister Ama Darko`, `Blue Harbour, the shipowner,`), and so
    points nowhere.
    """
    beside = [t for t in root.sent if t.head.i == root.i] + [root.head] * (root.dep_ == "appos")
    return any(analysis.keys_at(t) == keys for t in beside)


def _says(analysis: Analysis, span: Span, names: list[Span], keys: tuple[str, ...]) -> str:
    sentence = span.root.sent
    start, end = span.start_char - sentence.start_char, span.end_char - sentence.start_char
    shown = f"{sentence.text[:start]}[{sentence.text[start:end]}]{sentence.text[end:]}"
    wanted = ", ".join(name.text for name in names) or "nothing"
    found = ", ".join(analysis.entities[key].name for key in keys) or "nothing"
    return f"{wanted} <- {found}: {shown}"


def count(found: list[Link]) -> Count:
    """Precision, recall and F1 of links to the right name."""
    asked, made = [x for x in found if x.asked], [x for x in found if x.found]
    return Count(sum(x.right for x in asked), len(asked), sum(x.right for x in made), len(made))


def read(name: str) -> list[Link]:
    """The links of all paragraphs of a set, each paragraph read alone."""
    nlp, gazetteer = CachedPipeline(), Gazetteer()
    found: list[Link] = []
    for row in paragraphs(SETS[name]):
        article = Article(row["text"], hashlib.sha256(row["text"].encode()).hexdigest())
        found += links(analyse(article, nlp(row["text"]), gazetteer), row["coref"])
    return found


def main(argv: list[str]) -> int:
    """Read, compare, print."""
    name = "apart" if "apart" in argv else "paragraphs"
    found = read(name)
    shown = [arg for arg in argv if not arg.startswith("--") and arg != name]
    if "--verbose" in argv:
        for link in sorted(found, key=lambda x: x.kind):
            if (link.found or link.asked) and not link.right and (not shown or link.kind in shown):
                print(f"{link.kind:12} {'wrong ' if link.found else 'missed'} {link.says}")
    sizes = Counter(link.kind for link in found if link.asked)
    print(f"{'mention':12} {'precision':>9} {'recall':>7} {'F1':>7} {'labelled':>8} {'found':>6}")
    for kind in [*sorted(sizes, key=lambda name: (-sizes[name], name)), ""]:
        c = count([link for link in found if kind in {"", link.kind}])
        print(f"{kind or 'all':12} {c.precision:9.3f} {c.recall:7.3f} {c.f1:7.3f} {c.annotated:8} {c.found:6}")
    if "--raise-floors" in argv:
        raise_floors({FLOORS[name]: {"links": int(count(found).f1 * 1000) / 1000}})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
