"""Lists of whom an instrument hits, a line for each: `The listings adopted today include:` and what follows.

Announcements of sanctions give their targets so. The introduction ends with a colon and speaks of listing; every line
behind it that begins with somebody, named or described, names a target of the instrument spoken of last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.records import Relation
from loaders.reading import aims
from loaders.reading.analysis import Analysis, Finding
from loaders.reading.relation_patterns import says
from loaders.reading.structure import children, conjuncts, is_passive, preposition, relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.parsed import Span, Token

#: How many tokens of a line may stand before whom it names: a dash, an article, a number, a rank.
_LEAD = 5
#: Kinds of instruments that list people and firms.
_LISTING = frozenset({"sanctions", "designation"})


def find(analysis: Analysis) -> Iterator[Finding]:
    """The targets in the lines below every introduction."""
    for token in analysis.doc.where({":"}):
        closing = token.text == ":" and _ends_line(analysis, token.i)
        instrument = last_spoken_of(analysis, token.i) if closing and _introduces(token.sent) else None
        if instrument is None:
            continue
        for line in _lines(analysis, token.i + 1):
            keys = _named(analysis, line)
            if not keys and not _placed(line):
                break
            for key in keys:
                fact = Relation(instrument, "TARGETS", key)
                yield Finding(fact, line[0].i, "targets:listed", confidence=0.8)


def told(analysis: Analysis) -> Iterator[Finding]:
    """Targets of an instrument that is only pointed back to: `today's action targets two banks`, `those sanctioned
    include Peter Lund`, `Delta Bank is among the firms blacklisted`.
    """
    sides = aims.sides()
    for token in analysis.doc.where({*sides["reaching"], *sides["verbs"], *sides["freezing"], *sides["listing"]}):
        if token.pos_ != "VERB":
            continue
        heads = _pointed(analysis, token) or _frozen(analysis, token) or _among(token)
        instrument = (_at(analysis, token) or last_spoken_of(analysis, token.i, near=True)) if heads else None
        if instrument is None:
            continue
        named = aims.with_others(token, [t for first in heads for t in conjuncts(first)])
        named += [name for t in named for name in children(t, "appos") if name.pos_ == "PROPN"]
        found = [*aims.targets(analysis, named, deep=False), *aims.described(analysis, named)]
        for key in dict.fromkeys(key for key in found if _may_be_listed(analysis, key)):
            yield Finding(Relation(instrument, "TARGETS", key), token.i, "targets:told", confidence=0.8)


def them(analysis: Analysis) -> Iterator[Finding]:
    """`Among them are three judges and Peter Lund`, behind a sentence that tells of an instrument against some people."""
    for token in analysis.doc.where({"them"}):
        if preposition(token) != "among" or token.i > token.sent.start + 2:
            continue
        predicate = token if children(token, "cop") or token.head is token else token.head
        before = analysis.sentence(max(token.sent.start - 1, 0))
        instrument = last_spoken_of(analysis, token.sent.start, near=True)
        told_of = [m for m in analysis.mentions if before.start <= m.start < before.end and instrument in m.keys]
        some = any(aims.countable(t) for t in before)
        if not told_of or not some:
            continue
        named = [t for first in children(predicate, "nsubj") for t in conjuncts(first)]
        found = [*aims.targets(analysis, named, deep=False), *aims.described(analysis, named)]
        for key in dict.fromkeys(key for key in found if _may_be_listed(analysis, key)):
            yield Finding(Relation(str(instrument), "TARGETS", key), token.i, "targets:among", confidence=0.8)


def _pointed(analysis: Analysis, verb: Token) -> list[Token]:
    """Whom an action that is an instrument told of before is said to hit."""
    sides = aims.sides()
    told_of = (t for t in children(verb, "nsubj") if not analysis.keys_at(t))
    subjects = [
        t for t in told_of if says(t, sides["pointing"]) or (t.lower_ in {"they", "these"} and says(verb, {"target"}))
    ]
    hits = says(verb, {*sides["reaching"], *sides["verbs"]}) and not is_passive(verb)
    return children(verb, "obj") if subjects and hits else []


def _frozen(analysis: Analysis, verb: Token) -> list[Token]:
    """Whose assets an instrument freezes: `the sanctions freeze the assets of three banks`, `assets of two banks were frozen`."""
    if is_passive(verb) and says(verb, aims.sides()["freezing"]):
        assets = [t for t in children(verb, "nsubj:pass") if says(t, aims.OWNED)]
        return [c for thing in assets for c in children(thing, "nmod") if preposition(c) == "of"]
    legal = [
        t
        for t in children(verb, "nsubj")
        if any(analysis.entities[k].type == "Resolution" for k in analysis.keys_at(t))
    ]
    things = children(verb, "obj") if legal and says(verb, aims.sides()["freezing"]) else []
    return [c for thing in things for c in children(thing, "nmod") if preposition(c) == "of"]


def _among(verb: Token) -> list[Token]:
    """Who are among those put under an instrument: `those designated include A`, `among those sanctioned were A and B`."""
    host = verb.head
    those = host.lower_ == "those" or aims.countable(host) or says(host, {"party"})
    if (
        verb.tag_ != "VBN"
        or relation(verb) not in {"acl", "amod"}
        or not those
        or not says(verb, aims.sides()["listing"])
        # "firms listed on the exchange"
        or any(says(c, aims.sides()["bourses"]) for c in children(verb, "obl"))
    ):
        return []
    above = host.head
    if relation(host) == "nsubj" and says(above, {"include", "comprise"}):
        return children(above, "obj", "parataxis")
    if relation(host) == "nsubj" and children(above, "cop"):
        # "the sanctioned companies are Delta Bank and Kilo Steel"
        return [above] if above.pos_ == "PROPN" else []
    if preposition(host) not in {"among", "amongst"}:
        return []
    predicate = host if above is host or children(host, "cop") else above
    return [t for t in children(predicate, "nsubj") if t is not host]


def _at(analysis: Analysis, verb: Token) -> str | None:
    """The instrument that a verb makes itself."""
    keys = analysis.keys_at(verb)
    return keys[0] if keys and analysis.entities[keys[0]].type == "Resolution" else None


def _ends_line(analysis: Analysis, index: int) -> bool:
    following = next((t for t in analysis.doc[index + 1 : index + 4] if not t.is_space), None)
    return following is not None and analysis.paragraph(following.i) > analysis.paragraph(index)


def _introduces(sentence: Span) -> bool:
    """Whether a sentence tells of people or firms that are listed."""
    return any(says(token, aims.sides()["introducing"]) for token in sentence)


def last_spoken_of(analysis: Analysis, index: int, *, near: bool = False) -> str | None:
    """The sanctions, designation or list spoken of last before a token; orders and acts on which they rest after others.

    If `near`, in its paragraph or the one before.
    """
    place = analysis.paragraph(index) - 1
    before = (m for m in analysis.mentions if m.end <= index and not (near and analysis.paragraph(m.start) < place))
    mentions = sorted(before, key=lambda m: -m.start)
    entities = [analysis.entities[key] for mention in mentions for key in mention.keys]
    legal = [e for e in entities if e.type == "Resolution" and (e.kind in _LISTING or e.name.endswith("List"))]
    return next((e.key for e in sorted(legal, key=lambda e: "number" in dict(e.attributes))), None)


def _lines(analysis: Analysis, start: int) -> Iterator[list[Token]]:
    """The lines from a token on, each without its blanks and dash."""
    line: list[Token] = []
    for token in analysis.doc[start:]:
        if line and analysis.paragraph(token.i) > analysis.paragraph(line[0].i):
            yield line
            line = []
        if not token.is_space and (line or token.pos_ not in {"PUNCT", "SYM"}):
            line.append(token)
    yield from [line] if line else []


def _named(analysis: Analysis, line: list[Token]) -> list[str]:
    """Whom the beginning of a line names, with those coordinated: `Delta Freight and its director, Peter Lund`."""
    for token in line[:_LEAD]:
        mention = analysis.mention_at(token)
        actor = mention is not None and all(analysis.entities[key].type == "Actor" for key in mention.keys)
        if (actor or aims.countable(token)) and not (token.i and analysis.doc[token.i - 1].text == "("):
            root = token if mention is None else analysis.doc[mention.start : mention.end].root
            heads = [t for t in conjuncts(root) if t.i <= line[-1].i]
            heads += [name for t in heads for name in children(t, "appos") if name.pos_ == "PROPN"]
            found = [*aims.targets(analysis, heads, deep=False), *aims.described(analysis, heads)]
            return list(dict.fromkeys(key for key in found if _may_be_listed(analysis, key)))
    return []


def _placed(line: list[Token]) -> bool:
    """Whether a line begins with a name, though none that is known, and its place: `Delta House (Kenya)`."""
    return line[0].pos_ == "PROPN" and any(token.text == "(" for token in line[1 : 2 * _LEAD])


def _may_be_listed(analysis: Analysis, key: str) -> bool:
    """States and their organs stand in such lines as places and sources."""
    entity = analysis.entities[key]
    return entity.kind not in {"state", "bloc"} and not analysis.is_organ(key)
