"""Fit the weights of coreference: `python -m loaders.training.coreference PARAGRAPHS [--folds] [--output FILE]`.

PARAGRAPHS is a JSON Lines file whose objects have `text` and `coref` (`mention` and `refers_to` as character spans; an
empty `refers_to` for a pronoun that refers to nothing). The project's own labelled paragraphs (`own_references`) are learnt
from, too. Every pronoun or noun with its candidates is one decision of a softmax in which all mentions of the right
antecedent share; L2 regularises. With `--folds` each sixth of PARAGRAPHS is left out in turn.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.records import Article
from loaders.gazetteer import Gazetteer
from loaders.language import load
from loaders.reading import coreference, mentions, resolutions
from loaders.reading.analysis import Analysis
from loaders.training.ranker import Ranker

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc as SpacyDoc

    from loaders.parsed import Doc, Token
    from loaders.reading.antecedents import Candidate

#: Strength of the L2 penalty on a weight.
PENALTY = 2.0
FOLDS = 6
WEIGHTS = Path(__file__).parent.parent / "lexicon" / "coreference_weights.toml"
OWN = Path(__file__).parent / "own_references" / "paragraphs.jsonl"
HEAD = """\
# What speaks for and against an antecedent, for `loaders.reading.coreference`: fitted, not written by hand.
# Source: `python -m loaders.training.coreference` on labelled paragraphs written for this project. Licence: that of the project.
# Gaps: fitted on {} paragraphs; a feature that is not here weighs nothing.

"""


@dataclass(frozen=True, slots=True)
class Decision:
    """A pronoun or noun of a paragraph with its options: the features of each, and which are right."""

    paragraph: int
    pronoun: bool
    options: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    candidates: tuple[Candidate | None, ...]

    @property
    def identities(self) -> tuple[object, ...]:
        """What is the same for options that stand for the same."""
        return tuple(None if c is None else c.identity for c in self.candidates)

    @property
    def actors(self) -> tuple[bool, ...]:
        """Which options are actors."""
        return tuple(c is not None and bool(c.keys) for c in self.candidates)


def decisions(
    number: int, row: dict[str, Any], parsed: SpacyDoc, gazetteer: Gazetteer, *, named_only: bool = False
) -> Iterator[Decision]:
    """The decisions of one paragraph, each on the ground that the earlier ones were right.

    With `named_only` the labels tell of names only: what refers to none may refer to any thing.
    """
    text = row["text"]
    analysis = Analysis(Article(text, hashlib.sha256(text.encode()).hexdigest()), parsed, gazetteer)
    doc = analysis.doc
    mentions.find(analysis)
    resolutions.name(analysis)
    resolver = coreference.Resolver(analysis)
    labels = {_root(doc, label["mention"]).i: label["refers_to"] for label in row["coref"]}
    for token in doc:
        if analysis.mention_at(token) is not None:
            continue
        decided = resolver.decided(token)
        if decided is not None:
            resolver.record(token, decided, "nominal")
        elif (question := resolver.question(token)) is not None:
            names = labels.get(token.i, [])
            right = [option is not None and _right(resolver, option, names) for option in question.options]
            # A word whose antecedent is no candidate teaches nothing; a noun without one that has a name is as if new.
            new = not resolver.is_pronoun(token) and not any(named_keys(analysis, name) for name in names)
            if any(right) or (token.i in labels and not names) or new:
                if named_only and not any(right):
                    right = [option is None or not option.keys for option in question.options]
                right[-1] = right[-1] or not any(right)
                pronoun = resolver.is_pronoun(token)
                yield Decision(number, pronoun, tuple(question.features), tuple(right), tuple(question.options))
            resolver.link(token, next((c for c, good in zip(question.options, right, strict=True) if good), None))


def _root(doc: Doc, offsets: Sequence[int]) -> Token:
    return doc.around(*offsets).root


def _right(resolver: coreference.Resolver, candidate: Candidate, names: list[list[int]]) -> bool:
    """Whether a candidate stands for what the labelled names name."""
    if not names:
        return False
    if candidate.keys:
        named = [named_keys(resolver.analysis, name) for name in names]
        return all(own & set(candidate.keys) for own in named) and set(candidate.keys) <= set().union(*named)
    return len(names) == 1 and candidate.identity == _root(resolver.doc, names[0]).i


def named_keys(analysis: Analysis, name: Sequence[int]) -> set[str]:
    """The entities that a labelled name names: what is read at its head, and what its words name by themselves.

    The latter counts where the head is read as part of something else: `Peru` in `the central bank of Peru`.
    """
    span = analysis.doc.around(*name)
    words = span.text.removeprefix("the ")
    entry = analysis.gazetteer.lookup(words) or analysis.gazetteer.demonym(words)
    own = {
        k for k, e in analysis.entities.items() if entry is not None and (e.type, e.name) == (entry.type, entry.name)
    }
    return own | set(analysis.keys_at(span.root))


def measure(decided: Sequence[Decision], table: dict[str, float], least: float) -> Counter[str]:
    """How many links to actors are asked for, made and right, at a least probability."""
    count: Counter[str] = Counter()
    for decision in decided:
        scores = np.array([sum(table.get(f, 0.0) for f in option) for option in decision.options])
        shares = np.exp(scores - scores.max())
        sums: dict[object, float] = defaultdict(float)
        for identity, share in zip(decision.identities, shares / shares.sum(), strict=True):
            sums[identity] += float(share)
        best = max(sums, key=lambda identity: sums[identity])
        at = decision.identities.index(best)
        count["asked"] += any(r and a for r, a in zip(decision.right, decision.actors, strict=True))
        if decision.actors[at] and sums[best] >= least:
            count["made"] += 1
            count["right"] += any(r for r, i in zip(decision.right, decision.identities, strict=True) if i == best)
    return count


def read(path: Path) -> list[dict[str, Any]]:
    """The labelled paragraphs of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def learnt(rows: Sequence[dict[str, Any]], nlp: Language, gazetteer: Gazetteer, *, named_only: bool) -> list[Decision]:
    """The decisions of labelled paragraphs, numbered in their order; `named_only` as for `decisions`."""
    return [
        decision
        for number, row in enumerate(rows)
        for decision in decisions(number, row, nlp(row["text"]), gazetteer, named_only=named_only)
    ]


def cross_validate(found: Sequence[Decision], own: Sequence[Decision]) -> None:
    """Print how right weights are on paragraphs that they were not fitted on, each sixth in turn left out; `own` never is."""
    fold = {number: number * FOLDS // (found[-1].paragraph + 1) for number in {d.paragraph for d in found}}
    tables = [Ranker([*(d for d in found if fold[d.paragraph] != k), *own], PENALTY).table() for k in range(FOLDS)]
    for name, pronouns in (("pronouns", True), ("nouns", False)):
        for least in (0.3, 0.4, 0.5, 0.6, 0.7):
            total: Counter[str] = Counter()
            for k, table in enumerate(tables):
                left_out = [d for d in found if fold[d.paragraph] == k and d.pronoun == pronouns]
                total += measure(left_out, table, least)
            p, r = total["right"] / max(total["made"], 1), total["right"] / max(total["asked"], 1)
            print(f"{name:9} at {least}: precision {p:.3f} recall {r:.3f} F1 {2 * p * r / max(p + r, 1e-9):.3f}")


def main() -> None:
    """Read the arguments; fit, or cross-validate."""
    parser = argparse.ArgumentParser(prog="python -m loaders.training.coreference", description=__doc__)
    parser.add_argument("paragraphs", type=Path)
    parser.add_argument("--folds", action="store_true", help="cross-validate instead of fitting on everything")
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    nlp, gazetteer, rows, own_rows = load(), Gazetteer(), read(arguments.paragraphs), read(OWN)
    found = learnt(rows, nlp, gazetteer, named_only=False)
    own = learnt(own_rows, nlp, gazetteer, named_only=True)
    if arguments.folds:
        cross_validate(found, own)
        return
    lines = [f'"{name}" = {weight}\n' for name, weight in Ranker([*found, *own], PENALTY).table().items()]
    number = len(rows) + len(own_rows)
    arguments.output.write_text("".join([HEAD.format(number), "[weights]\n", *lines]), encoding="utf-8")


if __name__ == "__main__":
    main()
