"""The trained network as two int8 ONNX files that need no PyTorch."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from loaders.roles.network import LOWER, LOWER_INPUTS, UPPER, UPPER_INPUTS
from loaders.training.network import WIDTH
from loaders.training.roles_model import Lower, RoleNet, Upper


class _Lower(nn.Module):
    def __init__(self, inner: Lower) -> None:
        super().__init__()
        self.inner = inner

    def forward(self, *inputs: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        hidden, triggers = self.inner(*inputs)
        return hidden, triggers.softmax(-1)


class _Upper(nn.Module):
    def __init__(self, inner: Upper) -> None:
        super().__init__()
        self.inner = inner

    def forward(self, *inputs: torch.Tensor) -> tuple[torch.Tensor, ...]:
        valid, roles, stage, certainty = self.inner(*inputs)
        return valid.sigmoid(), roles.softmax(-1), stage.softmax(-1), certainty.softmax(-1)


def export(net: RoleNet, folder: Path) -> None:
    """Write both parts. Weights have seven bits (`reduce_range`), so that CPUs without VNNI give the same labels."""
    words = torch.tensor([[0, 1, 2, 3], [0, 1, 2, 2]])
    ids = torch.tensor([[101, 2003, 2004, 2005, 102], [101, 2003, 2004, 102, 0]])
    mask = torch.tensor([[1.0] * 5, [1.0] * 4 + [0.0]])
    low = (ids, torch.zeros_like(ids), mask, words, words)
    up = (
        torch.randn(2, 5, WIDTH),
        mask,
        torch.zeros_like(ids),
        words,
        words,
        torch.tensor([1, 2]),
        torch.tensor([1, 2]),
    )
    _write(_Lower(net.lower), low, list(LOWER_INPUTS), ["hidden", "trigger"], folder / LOWER)
    _write(_Upper(net.upper), up, list(UPPER_INPUTS), ["valid", "roles", "stage", "certainty"], folder / UPPER)


def _write(
    module: nn.Module, inputs: tuple[torch.Tensor, ...], names: list[str], outputs: list[str], path: Path
) -> None:
    axes = {
        name: {0: "rows", **({1: _axis(name)} if value.dim() > 1 else {})}
        for name, value in zip(names, inputs, strict=True)
    }
    axes |= {name: {0: "rows", 1: _axis(name)} for name in outputs if name in {"hidden", "trigger", "roles"}}
    axes |= {name: {0: "rows"} for name in ("valid", "stage", "certainty") if name in outputs}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            module.eval(), inputs, str(plain), input_names=names, output_names=outputs, dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(str(plain), str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def _axis(name: str) -> str:
    return "words" if name in {"first", "last", "trigger", "roles"} else "pieces"
