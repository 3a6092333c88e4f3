"""A checkpoint to the files that ship: two ONNX graphs in int8, labels and word pieces."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

import shutil
import tempfile
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from loaders.language.encoder import OUTPUTS
from loaders.training.corpus import read_all_trees
from loaders.training.lexicon import save_lexicon
from loaders.training.network import Network
from loaders.training.recipe import base_folder, load_checkpoint

#: Length of the example that the graph is traced with; every axis is free afterwards.
_PIECES, _WORDS = 24, 17
#: Largest size of a weight: 2 x 255 x 64 is below 2^15.
SEVEN_BITS = 64
_INPUTS = ("ids", "cases", "first", "last")


class _Words(nn.Module):
    """One window without a batch axis: indexes in, `OUTPUTS` out."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, cases: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """Score a window of T pieces and N words (see `loaders.language.encoder.Scores`)."""
        net = self.network
        words, states = net.words_and_states(ids[None], cases[None], first[None], last[None])
        values = [net.start(words).squeeze(-1), net.pos(words), net.morph(words), net.lemma(words)]
        values += [net.entity(words), net.arc_scores(words), net.relation_head(words), net.relation_dependent(words)]
        values.append(states)
        return tuple(value.squeeze(0) for value in values)


class _Relations(nn.Module):
    """Both sides of P pairs to the scores of their relations."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        count, width, _ = network.relations.shape
        self.count, self.width = count, width
        mixing = network.relations.detach().permute(1, 0, 2).reshape(width, count * width)
        self.mixing = nn.Parameter(mixing.contiguous())

    def forward(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Map two (P, width) to (P, labels)."""
        one = torch.ones_like(dependent[:, :1])
        mixed = torch.matmul(torch.cat([dependent, one], 1), self.mixing).view(-1, self.count, self.width)
        return torch.matmul(mixed, torch.cat([head, one], 1)[:, :, None]).squeeze(-1)


def export(checkpoint: Path, corpus: Path, folder: Path, *, quantise: bool = True, reduce_range: bool = True) -> None:
    """Write the two graphs, ``labels.json``, ``lemmas.json`` and ``tokenizer.json``.

    Args:
        checkpoint: what `recipe.train` wrote.
        corpus: the folder it was trained on, for the lexicon of lemmas.
        folder: made if missing.
        quantise: int8 weights; without it float32 (for comparison).
        reduce_range: seven bits a weight. Eight overflow the 16-bit sums of processors that
            have AVX2 but no VNNI, which would give other labels there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    network = load_checkpoint(checkpoint).eval()
    network.labels.save(folder / "labels.json")
    save_lexicon(read_all_trees(corpus), folder / "lemmas.json")
    shutil.copyfile(base_folder() / "tokenizer.json", folder / "tokenizer.json")
    with tempfile.TemporaryDirectory() as name:
        plain = Path(name)
        _trace_words(network, plain / "encoder.onnx")
        _trace_relations(network, plain / "relations.onnx")
        for graph in ("encoder.onnx", "relations.onnx"):
            if quantise:
                _quantise(plain / graph, folder / graph, reduce_range)
            else:
                shutil.copyfile(plain / graph, folder / graph)


def _quantise(source: Path, target: Path, reduce_range: bool) -> None:  # noqa: FBT001 - passed on
    quantize_dynamic(source, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=reduce_range)
    if reduce_range:
        _require_seven_bits(target)


def _require_seven_bits(graph: Path) -> None:
    """Raise ValueError if a product of weights and activations could overflow 16-bit sums of pairs."""
    for weight in onnx.load(graph).graph.initializer:
        if weight.data_type == onnx.TensorProto.INT8 and "pieces" not in weight.name:
            largest = int(np.abs(numpy_helper.to_array(weight).astype(np.int16)).max(initial=0))
            if largest > SEVEN_BITS:
                raise ValueError(f"{weight.name} of {graph.name} holds {largest}, more than {SEVEN_BITS}")


def _trace_words(network: Network, path: Path) -> None:
    places = torch.arange(_WORDS)
    example = (torch.arange(_PIECES) + 1000, torch.zeros(_PIECES, dtype=torch.long), places, places + 1)
    axes = {name: {0: "pieces" if name in ("ids", "cases") else "words"} for name in _INPUTS}
    axes |= {name: {0: "words"} for name in OUTPUTS}
    axes["arcs"] = {0: "words", 1: "words"}
    _trace(_Words(network).eval(), example, path, (list(_INPUTS), list(OUTPUTS), axes))


def _trace_relations(network: Network, path: Path) -> None:
    side = torch.zeros(_WORDS, network.relation_head[0].out_features)
    names = ["dependent", "head"]
    axes = {name: {0: "pairs"} for name in [*names, "relation"]}
    _trace(_Relations(network).eval(), (side, side), path, (names, ["relation"], axes))


def _trace(
    module: nn.Module,
    example: tuple[Tensor, ...],
    path: Path,
    names: tuple[list[str], list[str], dict[str, dict[int, str]]],
) -> None:
    inputs, outputs, axes = names
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            example,
            str(path),
            input_names=inputs,
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
