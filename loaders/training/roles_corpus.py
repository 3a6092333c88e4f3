"""Labelled passages and FrameNet as samples: words, sentences, triggers with their role spans."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loaders.roles.decode import pair
from loaders.roles.labels import ROLES, Sides, Span
from loaders.roles.paths import Tree
from loaders.training.roles_frames import FrameRoles, frame_roles, unrelated_frames

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: Blocks of the passages kept out of training while a recipe is chosen (see the model card).
TEST_BLOCKS = frozenset({"2", "w4", "p5"})
DEV_BLOCKS = frozenset({"4", "w1"})
#: Every how many-th exemplar of an unrelated frame serves as a negative.
NEGATIVE_STEP = 12
#: Longer exemplars are left out.
MAX_WORDS = 80


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger with its roles; stage and certainty are None where the source does not label them."""

    span: Span
    roles: dict[str, list[Span]]
    exchanges: list[Sides]
    stage: str | None = None
    certainty: str | None = None
    returns: list[tuple[Sides, Span, Sides]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sample:
    """One text. `complete`: every trigger is labelled; else only those given, and `negatives` are known to be none."""

    id: str
    words: list[str]
    lemmas: list[str]
    heads: list[int]
    deps: list[str]
    entities: list[tuple[int, int, str]]
    bounds: list[int]
    triggers: list[Trigger]
    complete: bool
    negatives: list[Span] = field(default_factory=list)

    @property
    def tree(self) -> Tree:
        """The parse."""
        return Tree(self.heads, self.deps, [w.lower() for w in self.words])

    def sentence(self, word: int) -> Span:
        """The sentence that holds a word."""
        k = bisect_right(self.bounds, word)
        return self.bounds[k - 1], self.bounds[k]

    @property
    def block(self) -> str:
        """The block of ids that a passage belongs to."""
        return self.id[:2] if self.id[:1] in "wp" else self.id[:1]


def read_passages(folder: Path, nlp: Language) -> list[Sample]:
    """Read every file of labelled passages."""
    rows = [json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.read_text().splitlines()]
    docs = nlp.pipe(row["text"] for row in rows)
    return [passage(row, doc) for row, doc in zip(rows, docs, strict=True)]


def read_exemplars(folder: Path, nlp: Language) -> list[Sample]:
    """Read the FrameNet exemplars: those of exchange frames as triggers, some of unrelated frames as negatives."""
    rows = [json.loads(line) for line in (folder / "exemplars.jsonl").read_text().splitlines()]
    frames = frame_roles()
    plain = unrelated_frames()
    kept = [r for r in rows if r["frame"] in frames and r["target"]]
    other = [r for r in rows if r["frame"] in plain and r["target"]][::NEGATIVE_STEP]
    rows = kept + other
    docs = nlp.pipe(row["text"] for row in rows)
    samples = [_exemplar(row, doc, frames) for row, doc in zip(rows, docs, strict=True)]
    return [s for s in samples if len(s.words) < MAX_WORDS and (s.triggers or s.negatives)]


def read_running_text(folder: Path, nlp: Language) -> list[Sample]:
    """Read FrameNet's running text with the exchange frames in it."""
    rows = [json.loads(line) for line in (folder / "nti_dev.jsonl").read_text().splitlines()]
    frames = frame_roles()
    found = []
    for row, doc in zip(rows, nlp.pipe(row["text"] for row in rows), strict=True):
        at = _Words(doc)
        marked = [f for f in row["frames"] if f["frame"] in frames and f["target"]]
        triggers = [_frame_trigger(f, at, frames[f["frame"]]) for f in marked]
        found.append(_sample("nti", at, [t for t in triggers if _has_core(t)], complete=False))
    return found


class _Words:
    """A Doc without white space: words, and the way from characters to them."""

    def __init__(self, doc: Doc) -> None:
        self.tokens = [token for token in doc if not token.is_space]
        self.number = {token.i: k for k, token in enumerate(self.tokens)}
        starts = {sent.start for sent in doc.sents}
        self.bounds = [k for k, token in enumerate(self.tokens) if token.i in starts or not k]
        self.bounds.append(len(self.tokens))
        self.entities = [
            (self.number[e.start], self.number[e.end - 1] + 1, e.label_)
            for e in doc.ents
            if e.start in self.number and e.end - 1 in self.number
        ]

    def cover(self, start: int, end: int) -> Span:
        """The words that overlap the characters `start` to `end`."""
        inside = [k for k, t in enumerate(self.tokens) if t.idx < end and t.idx + len(t) > start]
        return inside[0], inside[-1] + 1


def _sample(
    identity: str, at: _Words, triggers: list[Trigger], *, complete: bool, negatives: Iterable[Span] = ()
) -> Sample:
    words = [t.text for t in at.tokens]
    lemmas = [t.lemma_.lower() for t in at.tokens]
    heads = [at.number.get(t.head.i, k) for k, t in enumerate(at.tokens)]
    deps = [t.dep_ for t in at.tokens]
    return Sample(identity, words, lemmas, heads, deps, at.entities, at.bounds, triggers, complete, list(negatives))


def passage(row: dict[str, Any], doc: Doc) -> Sample:
    """The sample of a labelled passage: `row` has `id`, `text` and `exchanges`, whose spans are in characters."""
    at = _Words(doc)
    grouped: dict[Span, list[dict[str, Any]]] = {}
    for exchange in row["exchanges"]:
        spans = {q: at.cover(*exchange[q]) for q in (*ROLES, "trigger") if q in exchange}
        grouped.setdefault(spans["trigger"], []).append({**exchange, "spans": spans})
    triggers = [_trigger(span, group) for span, group in sorted(grouped.items())]
    return _sample(row["id"], at, triggers, complete=True)


def _sides(exchange: dict[str, Any]) -> Sides:
    spans = exchange["spans"]
    return spans.get("supplier"), spans.get("recipient"), spans.get("good")


def _trigger(span: Span, group: list[dict[str, Any]]) -> Trigger:
    roles = {q: sorted({e["spans"][q] for e in group if q in e["spans"]}) for q in ROLES}
    return Trigger(span, roles, [_sides(e) for e in group], group[0]["stage"], group[0]["certainty"])


def _exemplar(row: dict[str, Any], doc: Doc, frames: dict[str, FrameRoles]) -> Sample:
    at = _Words(doc)
    if row["frame"] not in frames:
        return _sample("fn", at, [], complete=False, negatives=[_target(row, at)])
    trigger = _frame_trigger(row, at, frames[row["frame"]])
    return _sample("fn", at, [trigger] if _has_core(trigger) else [], complete=False)


def _has_core(trigger: Trigger) -> bool:
    return any(trigger.roles[q] for q in ROLES[:3])


def _target(row: dict[str, Any], at: _Words) -> Span:
    (start, end), last = row["target"][0], row["target"][-1][1]
    # Parts that stand far apart ("took … back") are not one span: the first part is the trigger.
    return at.cover(start, last if last - start < 25 else end)


def _frame_trigger(row: dict[str, Any], at: _Words, frame: FrameRoles) -> Trigger:
    roles: dict[str, list[Span]] = {q: [] for q in ROLES}
    for name, start, end in row["roles"]:
        role = frame.get(name)
        if role is not None:
            for found, span in _cut(role, at, at.cover(start, end)):
                if span not in roles[found]:
                    roles[found].append(span)
    roles = {q: sorted(spans) for q, spans in roles.items()}
    return Trigger(_target(row, at), roles, pair(roles))


_RELATIVES = frozenset({"which", "that", "who", "whom"})
_TIME_PREPOSITIONS = frozenset({"in", "on", "at", "during", "since", "by", "from", "for", "until"})


def _cut(role: str, at: _Words, span: Span) -> Iterator[tuple[str, Span]]:
    """Cut a whole constituent to the passages' convention: noun phrases without determiner, one for each conjunct."""
    words = at.tokens[span[0] : span[1]]
    if role == "date":
        skip = len(words) > 1 and words[0].lower_ in _TIME_PREPOSITIONS
        yield "date", (span[0] + skip, span[1])
        return
    inside = {t.i for t in words}
    tops = [t for t in words if t.head.i not in inside or t.head.i == t.i]
    tops = [t for t in tops if t.pos_ in {"NOUN", "PROPN", "PRON", "SYM", "NUM"} and t.lower_ not in _RELATIVES]
    for top in tops[:1]:
        for head in [top, *(t for t in top.conjuncts if t.i > top.i and t.i in inside)]:
            core, number = _core(head)
            yield role, (at.number[core[0]], at.number[core[1]] + 1)
            if role == "good" and number:
                yield "quantity", (at.number[number[0]], at.number[number[1]] + 1)


def _core(head: Any) -> tuple[Span, Span | None]:
    """First and last token of a noun without determiner, number and trailing phrase; and of its number."""
    start = end = head.i
    number: Span | None = None
    money = head.pos_ == "SYM" or head.lower_ in {"dollars", "euros", "pounds", "rubles", "yuan"}
    for child in sorted(head.lefts, key=lambda t: -t.i):
        relation = child.dep_.partition(":")[0]
        if relation == "nummod" and not money:
            number = (child.left_edge.i, child.right_edge.i)
        elif child.right_edge.i + 1 == start and (relation in {"compound", "amod", "flat"} or relation == "nummod"):
            start = child.left_edge.i
    for child in head.rights:
        if child.dep_.partition(":")[0] == "flat" or (money and child.dep_ == "nummod"):
            end = child.right_edge.i
    return (start, end), number
