"""The role head: from a parsed text to who gives what to whom, by trigger."""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from graph.errors import QuidError
from loaders.language.analyser import Analyser
from loaders.language.encoder import STATES, States
from loaders.language.load import WEIGHTS as LANGUAGE
from loaders.roles.candidate import Candidate
from loaders.roles.crop import crop
from loaders.roles.decode import coordinated, named, pair, says_less, spans
from loaders.roles.labels import BEGIN, CERTAINTIES, INSIDE, OUTSIDE, ROLES, STAGES, Sides, Span
from loaders.roles.network import Answer, Floats, Network, Question
from loaders.roles.paths import OUTSIDE_ID, Tree, ids

if TYPE_CHECKING:
    from loaders.parsed import Doc

WEIGHTS = Path(__file__).parent / "weights"


class RoleHeadError(QuidError):
    """The weights of the role head are missing or damaged."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What was tuned on the development blocks; the file is written with the weights.

    `propose`: least probability of a word as a trigger for it to be asked about; `accept`: least probability of the
    answer that it is one; `confidence`: bias and weights of a logistic function of the log odds of the trigger and of
    the least sure role; `asserted`: least probability of `asserted` for it to be said; `context`: words that a
    trigger's sentence may be joined with its neighbours up to; `widest`: most words around a trigger that are read;
    `outside`: what the probability of standing outside a role is multiplied by.
    """

    propose: float = 0.3
    accept: float = 0.3
    asserted: float = 0.5
    context: int = 0
    widest: int = 40
    outside: float = 0.5
    confidence: tuple[float, float, float] = (0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a document without white space.

    `bounds` are sentence starts and the number of words; `states` is what the parser's encoder makes of each word.
    """

    bounds: Sequence[int]
    tree: Tree
    states: States


@dataclass(frozen=True, slots=True)
class Found:
    """One trigger with its roles, all spans counted in words of the text; `sure` is the probability of each span."""

    trigger: Span
    roles: Mapping[str, list[Span]]
    sure: Mapping[str, Mapping[Span, float]]
    sides: list[Sides]
    stage: str
    certainty: str
    valid: float


class RoleHead:
    """Reads documents; holds the networks and nothing of the documents."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        try:
            self.settings = Settings(**json.loads((folder / "settings.json").read_text(encoding="utf-8")))
            names: list[str] = json.loads((folder / "paths.json").read_text(encoding="utf-8"))
            self._paths = {name: k for k, name in enumerate(names)}
            self._network = Network(folder)
            self._analyser: Analyser | None = None
        except (OSError, ValueError, TypeError, RuntimeError) as error:
            raise RoleHeadError(f"cannot load the role head from {folder}: {error}") from error

    def read(self, doc: Doc, triggers: Iterable[Span] = ()) -> list[Candidate]:
        """The exchanges of a document, in the order of their triggers.

        Args:
            doc: a parsed document with sentences; where another pipeline than ours made it, our encoder reads it too.
            triggers: token spans known to be triggers (half-open); they are read whatever the head thinks of them.
        """
        tokens = [token for token in doc if not token.is_space]
        if not tokens:
            return []
        number = {token.i: k for k, token in enumerate(tokens)}
        starts = {sentence.start for sentence in doc.sents}
        bounds = [k for k, token in enumerate(tokens) if token.i in starts or not k]
        heads = [number.get(token.head.i, k) for k, token in enumerate(tokens)]
        tree = Tree(heads, [t.dep_ for t in tokens], [t.lower_ for t in tokens])
        where = [token.i for token in tokens]
        text = Text([*bounds, len(tokens)], tree, self._states(doc, where, [*bounds, len(tokens)]))
        known = [(number[a], number[b - 1] + 1) for a, b in triggers if a in number and b - 1 in number]
        found = self.find(text, known)
        return _with_returns([c for f in found for c in self._candidates(f, where)], doc)

    def read_all(self, docs: Iterable[Doc]) -> Iterator[list[Candidate]]:
        """Read a stream; a document's answer does not depend on its neighbours."""
        for doc in docs:
            yield self.read(doc)

    def _states(self, doc: Doc, where: Sequence[int], bounds: Sequence[int]) -> States:
        if doc.tensor.shape == (len(doc), STATES):
            states: States = doc.tensor[list(where)]
            return states
        if self._analyser is None:
            self._analyser = Analyser(LANGUAGE)
        return self._analyser.states([doc[k].text for k in where], bounds)

    def find(self, text: Text, known: Sequence[Span] = (), *, only_known: bool = False) -> list[Found]:
        """The triggers of a text with their roles.

        Args:
            text: the words.
            known: triggers that are read in any case.
            only_known: look for no others.
        """
        states = text.states.astype(np.float32)
        asked = [*known] if only_known else self._proposals(self._network.triggers(states), known)
        sure = frozenset(known)
        found = []
        for question in (self._question(text, span) for span in sorted(asked)):
            answer = self._network.roles(question, states)
            if answer.valid >= self.settings.accept or question.trigger in sure:
                found.append(self._found(text, question, answer))
        return found if only_known else _unique(found, text)

    def _question(self, text: Text, trigger: Span) -> Question:
        seen = crop(text.bounds, trigger[0], self.settings.context, self.settings.widest)
        sentence = bisect_right(text.bounds, trigger[0])
        known = ids(text.tree, (text.bounds[sentence - 1], text.bounds[sentence]), trigger, self._paths)
        return Question(trigger, seen, [known.get(k, OUTSIDE_ID) for k in range(*seen)])

    def _proposals(self, scores: Floats, given: Sequence[Span]) -> list[Span]:
        labels = np.where(scores[:, INSIDE] > scores[:, BEGIN], INSIDE, BEGIN)
        labels[1 - scores[:, OUTSIDE] < self.settings.propose] = OUTSIDE
        taken = {k for a, b in given for k in range(a, b)}
        return [*given, *(s for s in spans(labels.tolist()) if not taken & set(range(*s)))]

    def _found(self, text: Text, question: Question, answer: Answer) -> Found:
        start = question.crop[0]
        weighed = answer.roles * np.array([self.settings.outside, 1.0, 1.0], np.float32)
        best = weighed.argmax(-1).T.tolist()
        top = 1 - answer.roles[..., OUTSIDE]
        roles, sure = {}, {}
        for j, role in enumerate(ROLES):
            chance = {_moved(s, start): float(top[s[0] : s[1], j].mean()) for s in spans(best[j])}
            roles[role] = coordinated(list(chance), chance, text.tree)
            sure[role] = {s: chance[s] for s in roles[role]}
        stage = STAGES[int(answer.stage.argmax())]
        return Found(question.trigger, roles, sure, pair(roles), stage, self._certainty(answer), answer.valid)

    def _certainty(self, answer: Answer) -> str:
        """The likeliest certainty; `asserted` only where it is likely enough, else the likeliest of the others."""
        chance = answer.certainty
        if chance[0] >= self.settings.asserted:
            return CERTAINTIES[0]
        return CERTAINTIES[1 + int(chance[1:].argmax())]

    def _candidates(self, found: Found, where: Sequence[int]) -> Iterator[Candidate]:
        def tokens(span: Span | None) -> Span | None:
            return None if span is None else (where[span[0]], where[span[1] - 1] + 1)

        first = {role: next(iter(found.roles[role]), None) for role in ROLES}
        trigger = (where[found.trigger[0]], where[found.trigger[1] - 1] + 1)
        for supplier, recipient, good in found.sides:
            quantity = _nearest(found.roles["quantity"], good)
            yield Candidate(
                trigger=trigger,
                supplier=tokens(supplier),
                recipient=tokens(recipient),
                good=tokens(good),
                quantity=tokens(quantity),
                date=tokens(first["date"]),
                speaker=tokens(first["speaker"]),
                stage=found.stage,
                certainty=found.certainty,
                confidence=self.confidence(found, (supplier, recipient, good)),
            )

    def confidence(self, found: Found, sides: Sides) -> float:
        """The calibrated probability that these three sides are right."""
        bias, by_trigger, by_role = self.settings.confidence
        trigger, role = self.evidence(found, sides)
        return 1 / (1 + math.exp(-(bias + by_trigger * trigger + by_role * role)))

    @staticmethod
    def evidence(found: Found, sides: Sides) -> tuple[float, float]:
        """What the confidence rests on: log odds of the trigger, and of the least sure of the sides."""
        chances = [found.sure[q][s] for q, s in zip(ROLES, sides, strict=False) if s is not None]
        return _log_odds(found.valid), _log_odds(min(chances))


def load(folder: Path = WEIGHTS) -> RoleHead:
    """Return the role head whose weights ship with the program.

    Raises:
        RoleHeadError: the folder lacks the weights or they cannot be read.
    """
    return RoleHead(folder)


def _log_odds(chance: float) -> float:
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(chance / (1 - chance))


def _moved(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by


def _nearest(found: Sequence[Span], good: Span | None) -> Span | None:
    """The quantity that belongs to a good: the last one before it, else the first."""
    if not found:
        return None
    before = [s for s in found if good is not None and s[0] <= good[0]]
    return before[-1] if before else found[0]


def _unique(found: list[Found], text: Text) -> list[Found]:
    """Without exchanges that have no good, and those of a sentence that say no more than another one of it."""
    words = text.tree.forms
    sentence = [bisect_right(text.bounds, f.trigger[0]) for f in found]
    every = [(k, sides) for k, f in enumerate(found) for sides in f.sides]
    kept: list[Found] = []
    for k, f in enumerate(found):
        rivals = [(j, s) for j, s in every if j != k and sentence[j] == sentence[k]]
        sides = [
            s
            for s in f.sides
            if s[2] is not None and not any(says_less(s, o, words) and (named(o), j) > (named(s), k) for j, o in rivals)
        ]
        if sides:
            kept.append(replace(f, sides=sides))
    return kept


def _with_returns(candidates: list[Candidate], doc: Doc) -> list[Candidate]:
    """Mark what is given in return: in one sentence the later of two exchanges with the sides the other way round.

    On the labelled passages three of four such pairs are in return for one another, and in three of four of those the
    later one returns the earlier.
    """
    sides = [(_lower(doc, c.supplier), _lower(doc, c.recipient)) for c in candidates]
    starts = [doc[c.trigger[0]].sent.start for c in candidates]
    marked = list(candidates)
    for k, (supplier, recipient) in enumerate(sides):
        for j in range(k):
            if starts[j] == starts[k] and supplier and recipient and sides[j] == (recipient, supplier):
                marked[k] = replace(candidates[k], returns=j)
                break
    return marked


def _lower(doc: Doc, span: Span | None) -> str:
    return "" if span is None else str(doc[span[0] : span[1]].text.lower())
