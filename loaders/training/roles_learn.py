"""Training of the role network: FrameNet first, then the passages with some FrameNet mixed in."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional

from loaders.roles.labels import CERTAINTIES, STAGES
from loaders.roles.paths import FAR, FIRST_ID, TRIGGER, signatures
from loaders.training.joint import Parser
from loaders.training.optimise import parameter_groups
from loaders.training.recipe import base_folder
from loaders.training.roles_augment import Augmenter
from loaders.training.roles_batches import IGNORE, Batch, Item, Maker
from loaders.training.roles_corpus import Sample
from loaders.training.roles_model import RoleNet

#: A word form or lemma is worth a look where it is (part of) a trigger in this share of its occurrences.
MIN_SHARE = 0.1
#: A way through the tree is told apart where it leads to this many words of roles.
MIN_PATHS = 5


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train; the defaults are those of the shipped weights."""

    seed: int = 0
    frame_epochs: int = 3
    epochs: int = 9
    mix: float = 0.25
    swap: float = 0.4
    widen: float = 0.1
    negatives: float = 0.4
    words: int = 700
    rate: float = 1e-4
    head_rate: float = 1e-3
    class_weight: float = 0.5
    parser_rate: float = 0.0
    parser_head_rate: float = 0.0


def lexicon(samples: Sequence[Sample]) -> list[str]:
    """Lower-case forms and lemmas that may be triggers: where the negatives are drawn from."""
    count: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for sample in samples:
        inside = {k for t in sample.triggers for k in range(*t.span)}
        for k, word in enumerate(sample.words):
            for form in {word.lower(), sample.lemmas[k]}:
                count[form] += 1
                hits[form] += k in inside
    letters = re.compile(r"[a-z]{2}")
    return sorted(f for f in hits if hits[f] and hits[f] >= MIN_SHARE * count[f] and letters.search(f))


def path_names(*groups: Sequence[Sample]) -> list[str]:
    """The ways from a trigger to the words of its roles that are frequent enough to be learnt, and the two fixed ones."""
    count: Counter[str] = Counter()
    for sample in (s for group in groups for s in group):
        for trigger in sample.triggers:
            words = {k for spans in trigger.roles.values() for s in spans for k in range(*s)}
            ways = signatures(sample.tree, sample.sentence(trigger.span[0]), trigger.span)
            count.update(ways[k][0] for k in words if k in ways)
    fixed = {FAR, TRIGGER}
    return [*sorted(fixed), *sorted(p for p, n in count.items() if n >= MIN_PATHS and p not in fixed)]


def path_count(names: Sequence[str]) -> int:
    """Number of path ids."""
    return FIRST_ID + 2 * len(names)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A trained network with what it needs to be read, continued or exported."""

    recipe: dict[str, Any]
    paths: list[str]
    state: dict[str, torch.Tensor]

    def network(self) -> RoleNet:
        """The network with its weights."""
        net = RoleNet(path_count(self.paths))
        net.load_state_dict(self.state)
        return net

    def save(self, path: Path) -> None:
        """Write the checkpoint."""
        torch.save({field.name: getattr(self, field.name) for field in fields(self)}, path)

    @classmethod
    def read(cls, path: Path) -> Checkpoint:
        """Read what `save` wrote."""
        return cls(**torch.load(path))


def train(
    recipe: Recipe,
    passages: Sequence[Sample],
    exemplars: Sequence[Sample],
    parser: Parser,
    start: Checkpoint | None = None,
) -> Iterator[Checkpoint]:
    """Train a network from all-MiniLM-L6-v2, or go on from `start` without the FrameNet epochs; one after each epoch."""
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)  # noqa: S311
    paths = start.paths if start else path_names(passages, exemplars)
    if start:
        net = start.network()
    else:
        net = RoleNet(path_count(paths))
        net.load_base(base_folder())
    words = frozenset(lexicon([s for s in passages if s.complete]))
    framed = frozenset(lexicon(exemplars))
    maker = Maker({p: k for k, p in enumerate(paths)}, words, words | framed, rng)
    vary = Augmenter(passages, rng)
    weights = _class_weights(passages, recipe.class_weight)

    def frames() -> list[Item]:
        return [maker.item(sample, recipe.negatives) for sample in exemplars]

    def both() -> list[Item]:
        varied = [vary.vary(sample, recipe.swap, recipe.widen) for sample in passages]
        items = [maker.item(new, recipe.negatives) for new in varied]
        mixed = rng.sample(list(exemplars), int(recipe.mix * len(exemplars)))
        return items + [maker.item(sample, recipe.negatives) for sample in mixed]

    stages = [(both, recipe.epochs)] if start else [(frames, recipe.frame_epochs), (both, recipe.epochs)]
    for items, epochs in stages:
        for _ in _run(net, parser, maker, items, recipe, epochs, weights):
            yield Checkpoint(asdict(recipe), paths, net.state_dict())


def _class_weights(samples: Sequence[Sample], power: float) -> dict[str, torch.Tensor]:
    """Weights of the classes of stage and certainty: inverse frequency to `power`, 1 on average over the data."""
    found = {}
    for field, names in (("stage", STAGES), ("certainty", CERTAINTIES)):
        counts = Counter(getattr(t, field) for s in samples for t in s.triggers)
        raw = torch.tensor([(1 + counts[n]) ** -power for n in names])
        mean = sum(raw[k] * counts[n] for k, n in enumerate(names)) / max(1, sum(counts[n] for n in names))
        found[field] = raw / mean
    return found


def _run(
    net: RoleNet,
    parser: Parser,
    maker: Maker,
    items: Callable[[], list[Item]],
    recipe: Recipe,
    epochs: int,
    weights: dict[str, torch.Tensor],
) -> Iterator[int]:
    """Train, yielding the number of each epoch that is done."""
    optimiser = _optimiser(net, parser, recipe)
    began, step = time.time(), 0
    for epoch in range(epochs):
        net.train()
        total, batches = 0.0, list(maker.batches(items(), recipe.words))
        for k, batch in enumerate(batches):
            step += 1
            _set_rate(optimiser, min(1.0, step / 100) * (1 - (epoch + k / len(batches)) / epochs))
            with torch.autocast("cpu", torch.bfloat16):
                loss = _loss(net, batch, parser.states(batch.texts), weights)
            loss.backward()
            parser.learn()
            torch.nn.utils.clip_grad_norm_([p for g in optimiser.param_groups for p in g["params"]], 2.0)
            optimiser.step()
            optimiser.zero_grad()
            total += float(loss.detach())
        print(
            f"epoch {epoch + 1}/{epochs} step {step} loss {total / len(batches):.3f} {parser.running} "
            f"{time.time() - began:.0f} s",
            flush=True,
        )
        yield epoch


def _optimiser(net: RoleNet, parser: Parser, recipe: Recipe) -> torch.optim.Optimizer:
    """AdamW over the role network, and over the parser where it learns too."""
    old = list(net.roles.layers.parameters())
    known = {id(p) for p in old}
    new = [p for p in net.parameters() if id(p) not in known]
    groups = [{"params": old, "peak": recipe.rate}, {"params": new, "peak": recipe.head_rate}]
    if parser.learns:
        published, heads = parameter_groups(parser.network)
        groups += [
            {"params": published, "peak": recipe.parser_rate},
            {"params": heads, "peak": recipe.parser_head_rate},
        ]
    return torch.optim.AdamW(groups, lr=recipe.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def _set_rate(optimiser: torch.optim.Optimizer, factor: float) -> None:
    for group in optimiser.param_groups:
        group["lr"] = group["peak"] * factor


def _loss(net: RoleNet, batch: Batch, words: torch.Tensor, weights: dict[str, torch.Tensor]) -> torch.Tensor:
    loss = 2 * _entropy(net.triggers(words), batch.triggers)
    if not len(batch.valid):
        return loss
    valid, roles, stage, certainty = net.roles(words[batch.where], **batch.crops)
    loss = loss + 0.5 * functional.binary_cross_entropy_with_logits(valid.float(), batch.valid)
    loss = loss + 6 * _entropy(roles, batch.roles)
    return loss + 0.6 * (
        _entropy(stage, batch.stage, weights["stage"]) + _entropy(certainty, batch.certainty, weights["certainty"])
    )


def _entropy(logits: torch.Tensor, labels: torch.Tensor, weight: torch.Tensor | None = None) -> torch.Tensor:
    if not bool((labels != IGNORE).any()):
        return logits.sum() * 0
    return functional.cross_entropy(logits.float().flatten(0, -2), labels.flatten(), weight, ignore_index=IGNORE)
