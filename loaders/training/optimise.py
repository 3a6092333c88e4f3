"""One fine-tuning run: alternate treebank and entity batches, learning rate to zero."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from loaders.training.network import Network
from loaders.training.sentences import Document
from loaders.training.windows import IGNORE, Window, WindowMaker, batches, collate

#: Weight of each head in the sum of losses.
LOSS_WEIGHTS = {"arc": 1.0, "relation": 0.7, "pos": 0.4, "morph": 0.4, "lemma": 0.3, "start": 0.4, "entity": 1.0}
_MASKED = -1e4


@dataclass(frozen=True, slots=True)
class Schedule:
    """A run: ``rate`` is the encoder's peak learning rate, ``head_rate`` that of the heads.

    The rates fall in a straight line to ``final`` times the peak. ``entity_share`` is the part
    of the steps that see an entity batch, ``pieces`` the padded size of a batch.
    """

    steps: int
    rate: float
    head_rate: float
    seed: int
    final: float = 0.0
    warmup: int = 100
    entity_share: float = 0.45
    pieces: int = 1400
    report_every: int = 100


def fit(
    network: Network,
    maker: WindowMaker,
    data: tuple[list[Document], list[Document]],
    plan: Schedule,
    keep: Callable[[], None],
) -> None:
    """Train ``network`` in place, printing the running losses; ``keep`` is called at each report."""
    torch.manual_seed(plan.seed)
    rng = random.Random(plan.seed)  # noqa: S311 - shuffling, no secret
    batches_of = stream(maker, data, plan.entity_share, plan.pieces, rng)
    optimiser = _optimiser(network, plan)
    network.train()
    running: dict[str, float] = {}
    began = time.time()
    for step in range(plan.steps):
        _set_rates(optimiser, plan, step)
        losses = step_losses(network, next(batches_of))
        weighed(losses).backward()
        nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimiser.step()
        optimiser.zero_grad()
        for name, loss in losses.items():
            running[name] = 0.98 * running.get(name, loss.item()) + 0.02 * loss.item()
        if (step + 1) % plan.report_every == 0:
            shown = " ".join(f"{name} {value:.3f}" for name, value in running.items())
            print(f"step {step + 1}/{plan.steps} {time.time() - began:.0f}s {shown}", flush=True)
            keep()


def stream(
    maker: WindowMaker,
    data: tuple[list[Document], list[Document]],
    entity_share: float,
    pieces: int,
    rng: random.Random,
) -> Iterator[dict[str, Tensor]]:
    """Batches of treebank and entity text without end, `entity_share` of them entities."""
    streams = [_stream(maker, documents, pieces, rng) for documents in data]
    while True:
        yield collate(next(streams[rng.random() < entity_share]))


def weighed(losses: dict[str, Tensor]) -> Tensor:
    """The sum of the losses, each by its weight."""
    return torch.stack([LOSS_WEIGHTS[name] * loss for name, loss in losses.items()]).sum()


def step_losses(network: Network, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return the loss of each head that the batch has labels for."""
    with torch.autocast("cpu", torch.bfloat16):
        words = network.words(*(batch[name] for name in ("ids", "cases", "mask", "first", "last")))
        losses = {}
        if bool((batch["entity"] != IGNORE).any()):
            losses["entity"] = _cross_entropy(network.entity(words), batch["entity"])
        if bool((batch["head"] != IGNORE).any()):
            losses |= _tree_losses(network, words, batch)
    return losses


def _tree_losses(network: Network, words: Tensor, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    sentence, heads = batch["sentence"], batch["head"]
    outside = sentence[:, :, None] != sentence[:, None, :]
    outside[:, :, 0] = False
    arcs = network.arc_scores(words).float() + outside * _MASKED
    start = network.start(words).float().squeeze(-1)
    known = batch["start"] != IGNORE
    return {
        "arc": _cross_entropy(arcs, heads),
        "relation": _cross_entropy(network.relation_scores(words, heads.clamp(min=0)), batch["dep"]),
        "pos": _cross_entropy(network.pos(words), batch["pos"]),
        "morph": _cross_entropy(network.morph(words), batch["morph"]),
        "lemma": _cross_entropy(network.lemma(words), batch["lemma"]),
        "start": nn.functional.binary_cross_entropy_with_logits(start[known], batch["start"][known].float()),
    }


def _cross_entropy(scores: Tensor, targets: Tensor) -> Tensor:
    return nn.functional.cross_entropy(scores.float().flatten(0, 1), targets.flatten(), ignore_index=IGNORE)


def _stream(maker: WindowMaker, documents: list[Document], pieces: int, rng: random.Random) -> Iterator[list[Window]]:
    while True:
        yield from batches(maker.epoch(documents), pieces, rng)


def _optimiser(network: Network, plan: Schedule) -> Any:
    old, new = parameter_groups(network)
    groups = [{"params": old, "peak": plan.rate}, {"params": new, "peak": plan.head_rate}]
    return torch.optim.AdamW(groups, lr=plan.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def parameter_groups(network: Network) -> tuple[list[Tensor], list[Tensor]]:
    """The parameters that were published and the new ones; the embeddings of pieces and positions stay as published."""
    network.encoder.pieces.weight.requires_grad = False
    network.encoder.positions.weight.requires_grad = False
    old: list[Tensor] = []
    new: list[Tensor] = []
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            pretrained = name.startswith("encoder.") and "cases" not in name
            (old if pretrained else new).append(parameter)
    return old, new


def _set_rates(optimiser: Any, plan: Schedule, step: int) -> None:
    scale = min(1.0, (step + 1) / plan.warmup) * (1 - (1 - plan.final) * step / plan.steps)
    for group in optimiser.param_groups:
        group["lr"] = group["peak"] * scale
