"""The parser while the role head learns: read only, or learning at the same time.

The role head reads the states of the parser's encoder. Where both learn together each step sees labelled exchanges and
a batch of treebank or entity text, so that the encoder serves both.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor

from loaders.language.pieces import Piecer
from loaders.training.corpus import read_training
from loaders.training.network import Network
from loaders.training.optimise import step_losses, stream, weighed
from loaders.training.recipe import FINISH, base_folder, load_checkpoint
from loaders.training.roles_corpus import Sample
from loaders.training.windows import WindowMaker, collate_pieces


class Parser:
    """A parser network whose states are read; with `batches` of its own data it goes on learning."""

    def __init__(self, network: Network, piecer: Piecer, batches: Iterator[dict[str, Tensor]] | None = None) -> None:
        self.network, self._piecer, self._batches = network, piecer, batches
        self._running: dict[str, float] = {}
        network.train(self.learns)

    @property
    def learns(self) -> bool:
        """Whether the parser changes."""
        return self._batches is not None

    @property
    def running(self) -> str:
        """The running losses of the parser's own heads, to be printed."""
        return " ".join(f"{name} {value:.3f}" for name, value in self._running.items())

    def states(self, texts: Sequence[Sample]) -> Tensor:
        """Return (words of all texts, `STATES`)."""
        pieces = [self._piecer.window(text.words, [False] * len(text.words)) for text in texts]
        batch = collate_pieces(pieces)
        with torch.set_grad_enabled(self.learns):
            read = self.network.states(*(batch[name] for name in ("ids", "cases", "mask", "first", "last")))
        return torch.cat([read[k, 1 : 1 + len(text.words)] for k, text in enumerate(texts)])

    def learn(self) -> None:
        """Add the gradients of one batch of the parser's own data, if it learns."""
        if self._batches is None:
            return
        losses = step_losses(self.network, next(self._batches))
        weighed(losses).backward()
        for name, loss in losses.items():
            self._running[name] = 0.98 * self._running.get(name, loss.item()) + 0.02 * loss.item()


def parser(checkpoint: Path, corpus: Path | None, pieces: int, seed: int) -> Parser:
    """The parser of a checkpoint; with a corpus folder (see `recipe.train`) it goes on learning from it.

    Args:
        checkpoint: what `recipe.train` wrote.
        corpus: folder with ``train/*.spacy`` and ``ner_train/*.spacy``.
        pieces: padded size of a batch of the parser's own data.
        seed: of the order of that data.
    """
    network = load_checkpoint(checkpoint)
    piecer = Piecer(base_folder() / "tokenizer.json")
    if corpus is None:
        return Parser(network, piecer)
    maker = WindowMaker(piecer, network.labels, seed)
    rng = random.Random(seed)  # noqa: S311 - shuffling, no secret
    return Parser(network, piecer, stream(maker, read_training(corpus), FINISH.entity_share, pieces, rng))
