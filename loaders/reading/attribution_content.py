"""What a verb of speech governs: its clause, its object, what its preposition introduces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading.attribution_beside import (
    CLOSERS,
    OPENERS,
    QUOTED,
    beside,
    bounds,
    in_as_clause,
    is_finite,
    own_extent,
    trim,
)
from loaders.reading.attribution_lexicon import documents, is_role, singular, words
from loaders.reading.attribution_speakers import phrase
from loaders.reading.structure import children, coordination_head, preposition, relation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loaders.parsed import Doc, Token
    from loaders.reading.attribution_lexicon import Cue
    from loaders.reading.attribution_report import Range

_MARKS = frozenset({"that", "whether", "if", "only"})
#: How many tokens back from "and" the pronoun of a coordinated relative clause may stand.
_COORDINATION = 8
#: How many tokens behind a cue its "that" may stand.
_MARK_REACH = 12
#: How many tokens before its noun the article of `an unfounded accusation` may stand.
_SUMMARY = 4
_FIGURES = frozenset({"CD", "$", "SYM"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
#: Tags of verb forms that cannot stand beside their content.
UNFINISHED = frozenset({"VBG", "VB"})


def content_of(token: Token, cue: Cue, speaker: Token) -> tuple[tuple[Range, ...], int | None, str]:
    """Ranges, nominal head and rule of what a cue governs or stands beside; empty ranges where it has no content."""
    parts = _objects(token, cue, speaker) or _valued(token, cue)
    suffered = [] if parts else _suffered(token, cue, speaker)
    if [t.lower_ for t in suffered] == ["this"] and token.sent.start:
        # "Peru sold rifles. This was announced by X."
        before = token.doc[token.sent.start - 1].sent
        return ((before.start, before.end),), None, "passive"
    if suffered:
        return (span_of(suffered),), suffered[0].i, "passive"
    clause = _clause(token, cue, speaker) or _marked(token, cue)
    if clause and not (parts and "object" in cue.takes and parts[0].i < clause[0]):
        return (*_ahead(token, speaker, clause), clause), None, "clause"
    relative = _relative(token, cue, speaker)
    if relative is not None:
        return (relative[0],), relative[1], "relative"
    behind = "clause" in cue.takes and (cue.beside or _is_source(speaker, cue)) and token.tag_ not in UNFINISHED
    around = beside(token, speaker) if (behind and not parts) or in_as_clause(token) else ()
    if around:
        return around, None, "parenthetical"
    if parts:
        nominal = next((p.i for p in parts if relation(p) in {"obj", "obl"}), None)
        start, end = span_of(parts)
        taken = _taken_for_verb(token.doc, end, token.sent.end) if cue.denies else None
        if taken is not None:
            return ((start, min(taken.right_edge.i + 1, token.sent.end - 1)),), taken.i, "object"
        if cue.denies and end + 1 < token.sent.end and token.doc[end].lower_ == "that":
            end = max(end, token.doc[end].head.right_edge.i + 1)  # "denied allegations from Peru | that it had"
        return ((start, end),), nominal, "object"
    return (_remainder(token) if behind and not cue.weak else ()), None, "remainder"


def _taken_for_verb(doc: Doc, end: int, last: int) -> Token | None:
    """The noun behind an object that the tagger took for a verb: `denied Peruvian | claims that it had sold tin`."""
    if end + 2 >= last or doc[end].tag_ not in {"VBZ", "VBP", "VB"} or doc[end + 1].lower_ != "that":
        return None
    return doc[end] if singular(doc[end].lower_) in words("back", "nouns") else None


def _suffered(token: Token, cue: Cue, speaker: Token) -> list[Token]:
    """The subject of a passive whose agent speaks: `the attack was claimed by X`."""
    if speaker.i < token.i or not {"object", "small"} & cue.takes or cue.lemma in words("hearers", "lemmas"):
        return []
    own = children(token, "nsubj:pass")
    if not own and children(token, "aux:pass"):
        own = children(coordination_head(token), "nsubj", "nsubj:pass")
    return [c for c in own if c.i < token.i and c.tag_ not in {"WDT", "WP"}]


def _valued(token: Token, cue: Cue) -> list[Token]:
    """`X puts the value of the licences ... at $574m`, whatever the figure is attached to."""
    if "at" not in cue.takes:
        return []
    rest = token.doc[token.i + 1 : token.sent.end - 1]
    figure = next(
        (t for t in rest if t.lower_ == "at" and _FIGURES & {w.tag_ for w in rest.doc[t.i + 1 : t.i + 4]}), None
    )
    return [c for c in children(token, "obj") if figure is not None and c.i < figure.i]


def _is_source(speaker: Token, cue: Cue) -> bool:
    """Whether a document or a body speaks, of whom `..., the panel found` may be said."""
    named = speaker.pos_ == "PROPN" and speaker.ent_type_ == "ORG"
    body = is_role(speaker, "collectives") or is_role(speaker, "writers")
    return cue.documents and (named or body or speaker.lower_ in documents())


def _ahead(token: Token, speaker: Token, clause: Range) -> tuple[Range, ...]:
    """What stands before `..., X told reporters: "..."`, whose clause begins with a colon."""
    if not any(t.text == ":" for t in token.doc[token.i + 1 : clause[0] + 1]):
        return ()
    start = own_extent(token, speaker)[0]
    first = bounds(token, start)[0]
    if start <= first or token.doc[start - 1].text not in CLOSERS:
        return ()
    left = trim(token.doc, first, start)
    return left if is_finite(token.doc, left) else ()


def _clause(token: Token, cue: Cue, speaker: Token) -> Range | None:
    """The complement clause to the right of a cue, or what follows its colon."""
    if "clause" not in cue.takes and "gerund" not in cue.takes:
        return None
    hearer = cue.lemma in words("hearers", "lemmas")
    for child in children(token, "ccomp", "parataxis", "xcomp", "advcl"):
        if child.i < token.i or child.i == speaker.i:
            continue
        start = max(child.left_edge.i, token.i + 1)
        kind = relation(child)
        if kind == "advcl" and not ("gerund" in cue.takes and child.tag_ == "VBG" and child.i == token.i + 1):
            continue  # A gerund right behind a cue that takes one ("deny trading arms") is its complement all the same.
        between = {t.text for t in token.doc[token.i + 1 : start + 1]}
        if kind == "xcomp" and not ({"infinitive", "gerund"} & cue.takes or cue.name == "say"):
            continue
        if ";" in between or (kind == "parataxis" and not between & OPENERS):
            continue
        if _interrupts(token, speaker, start) or (hearer and _is_hearers_own(token, child, speaker)):
            return None
        return _with_torn(token, child, start), _before_sequel(
            child, _with_next(_with_adjacent(token, child.right_edge.i + 1), token.doc)
        )
    return None


def _with_torn(token: Token, clause: Token, start: int) -> int:
    """The start of a clause whose subject the parser gave to the cue: `added the sale | has helped`."""
    finite = clause.tag_ in {"VBN", "VBD", "VBZ", "VBP"} or children(clause, "cop")
    if not finite or children(clause, "nsubj", "nsubj:pass", "csubj", "expl", "mark"):
        return start
    torn = (o for o in children(token, "obj", "nsubj") if token.i < o.i and o.right_edge.i + 1 == start)
    return next((o.left_edge.i for o in torn), start)


def _before_sequel(clause: Token, end: int) -> int:
    """The end of a clause without what the article adds: `denied that it had sold any, after Peru accused it`."""
    for child in children(clause, "advcl"):
        opening = next((t for t in clause.doc[child.left_edge.i : child.i] if not t.is_punct), child)
        behind = clause.i < opening.i and end == child.right_edge.i + 1
        if behind and opening.lower_ == "after" and opening.nbor(-1).text == ",":
            return opening.i - 1
    return end


def _with_adjacent(token: Token, end: int) -> int:
    """The end of a clause that the parser broke in two: `said | there was | no truth in the claims`."""
    for child in children(token, "ccomp"):
        if child.left_edge.i == end:
            end = child.right_edge.i + 1
    return end


def _with_next(end: int, doc: Doc) -> int:
    """The end of a clause with those behind it that `that` joins on: `said that A sold rifles and that B bought them`."""
    while True:
        mark = next((i + 1 for i in (end, end + 1) if i + 1 < len(doc) and doc[i].tag_ == "CC"), len(doc))
        joined = (
            mark < len(doc)
            and doc[mark].lower_ == "that"
            and doc[mark].tag_ == "IN"
            and doc[mark].sent == doc[end].sent
        )
        further = doc[mark].head.right_edge.i + 1 if joined and (mark == end + 1 or doc[end].text == ",") else 0
        if further <= end + 1:
            break
        end = further
    return end


def _marked(token: Token, cue: Cue) -> Range | None:
    """`wrote on social media that ...`: from a `that` which no verb parts from the cue, whatever it is attached to."""
    if "clause" not in cue.takes:
        return None
    for i in range(token.i + 1, min(token.i + _MARK_REACH, token.sent.end)):
        word = token.doc[i]
        if word.lower_ == "that" and word.tag_ == "IN":
            return (i, token.sent.end - 1) if token.sent.end - 1 > i + 1 else None
        if word.pos_ in {"VERB", "AUX"} or word.is_punct:
            return None
    return None


def _interrupts(token: Token, speaker: Token, start: int) -> bool:
    """`With them, he said, the troops ...`: commas on both sides, whatever the parser makes the cue's complement."""
    doc, first = token.doc, min(phrase(speaker)[0], token.i)
    before = doc[first - 1].text if first > token.sent.start else ""
    opened = start if doc[start].text == "," else start - 1
    quoted = opened + 1 < len(doc) and doc[opened + 1].text in OPENERS
    return doc[opened].text == "," and before in CLOSERS and (not quoted or before in QUOTED)


def _is_hearers_own(token: Token, clause: Token, speaker: Token) -> bool:
    """`..., X told officials gathered there`: what looks like a clause is the hearer with a participle."""
    first = min(phrase(speaker)[0], token.i)
    bare = (
        clause.left_edge.i == token.i + 1
        and not children(clause, "mark", "aux")
        and clause.tag_ in {"VBD", "VBN", "VBG"}
    )
    return bare and first > token.sent.start and token.doc[first - 1].text in CLOSERS


def _remainder(token: Token) -> tuple[Range, ...]:
    """What follows a cue that a parser gave no complement, to the end of its sentence or the next semicolon."""
    last = next((t.i for t in token.doc[token.i + 1 : token.sent.end] if t.text == ";"), token.sent.end)
    rest = trim(token.doc, token.i + 1, last)
    if not rest or token.nbor().tag_ in {",", "CC"}:
        return ()
    opener = token.doc[rest[0][0]]
    return rest if is_finite(token.doc, rest) and (opener.tag_ != "IN" or opener.lower_ in _MARKS) else ()


def _relative(token: Token, cue: Cue, speaker: Token) -> tuple[Range, int] | None:
    """Range and head of the antecedent of `which Washington alleges and Tehran denies`."""
    if not {"object", "clause"} & cue.takes or cue.weak or speaker.i > token.i:
        return None
    summed = _summed(token, speaker) if cue.denies else None
    if summed is not None:
        return summed
    if relation(token) == "acl" and speaker.i == token.head.i:
        return None
    doc, i = token.doc, phrase(speaker)[0] - 1
    if i > token.sent.start and doc[i].tag_ == "CC":
        i = next((k for k in range(i, max(token.sent.start, i - _COORDINATION), -1) if doc[k].tag_ == "WDT"), i)
    if i <= token.sent.start or doc[i].tag_ != "WDT":
        return None
    top = doc[i - 1].nbor(-1) if doc[i - 1].is_punct and i - 1 > token.sent.start else doc[i - 1]
    while top.head.pos_ in _NOMINAL and token.sent.start <= top.head.i < i and top.head.i != top.i:
        top = top.head
    return ((top.left_edge.i, i), top.i) if top.pos_ in _NOMINAL and top.left_edge.i < i else None


def _summed(token: Token, speaker: Token) -> tuple[Range, int] | None:
    """What stands before `..., an accusation (that) Peru denies`, and the noun that sums it up."""
    doc, first = token.doc, token.sent.start
    i = phrase(speaker)[0] - 1
    i -= int(i > first and doc[i].lower_ in {"that", "which"})
    opening = next((k for k in range(i - 1, max(first, i - _SUMMARY), -1) if doc[k].lower_ in {"a", "an"}), None)
    if i <= first or singular(doc[i].lower_) not in words("back", "nouns") or opening is None:
        return None
    return ((first, opening - 1), i) if doc[opening - 1].text in {",", "—", "–", "-", "--"} else None


def _objects(token: Token, cue: Cue, speaker: Token) -> list[Token]:
    """The dependents to the right of a cue that make up its content, by what the lexicon says that it takes."""
    if cue.documents and speaker.lower_ not in documents():
        return []
    hearer = cue.lemma in words("hearers", "lemmas")
    parts = []
    # "accused by experts of arming": the gerund is hung on the agent.
    hung = [c for agent in children(token, "obl:agent") for c in children(agent, "acl") if c.tag_ == "VBG"]
    for child in (*token.children, *hung):
        kind = relation(child)
        if child.i < token.i or child.i == speaker.i:
            continue
        if kind == "obj":
            wanted = bool({"object", "of", "as", "at", "small"} & cue.takes) and not hearer and cue.name != "speak"
        else:
            mark = preposition(child) or next((c.lower_ for c in child.children if relation(c) == "mark"), "")
            wanted = kind in {"obl", "advcl", "ccomp", "xcomp", "acl"} and mark in cue.takes
            wanted = wanted or (kind == "xcomp" and bool({"small", "infinitive", "gerund"} & cue.takes))
            # "called the report speculation", whatever the parser makes of the last noun
            judged = child.lower_ in words("refuting", "words") | words("refuting", "of_words")
            wanted = wanted or (judged and not mark and "small" in cue.takes)
        if wanted:
            parts.append(child)
    needed = {"of", "for", "on", "as", "at"} & cue.takes and "object" not in cue.takes
    return [] if needed and all(relation(p) == "obj" for p in parts) and "small" not in cue.takes else parts


def span_of(heads: Iterable[Token]) -> Range:
    """The range that holds the subtrees of all heads."""
    tokens = list(heads)
    return min(t.left_edge.i for t in tokens), max(t.right_edge.i for t in tokens) + 1
