"""The trained network as two int8 ONNX files that need no PyTorch."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from loaders.language.encoder import STATES
from loaders.roles.network import ROLE_INPUTS, ROLES, TRIGGERS
from loaders.training.roles_model import RoleNet, Roles, Triggers


class _Triggers(nn.Module):
    def __init__(self, inner: Triggers) -> None:
        super().__init__()
        self.inner = inner

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        return self.inner(states).softmax(-1)


class _Roles(nn.Module):
    def __init__(self, inner: Roles) -> None:
        super().__init__()
        self.inner = inner

    def forward(self, *inputs: torch.Tensor) -> tuple[torch.Tensor, ...]:
        valid, roles, stage, certainty = self.inner(*(value[None] for value in inputs), None)
        return valid.sigmoid()[0], roles.softmax(-1)[0], stage.softmax(-1)[0], certainty.softmax(-1)[0]


def export(net: RoleNet, folder: Path) -> None:
    """Write both parts. Weights have seven bits (`reduce_range`), so that CPUs without VNNI give the same labels."""
    crop = (torch.randn(5, STATES), torch.zeros(5, dtype=torch.long), torch.tensor(1), torch.tensor(1))
    _write(_Triggers(net.triggers), (torch.randn(5, STATES),), ["states"], ["trigger"], folder / TRIGGERS)
    _write(_Roles(net.roles), crop, list(ROLE_INPUTS), ["valid", "roles", "stage", "certainty"], folder / ROLES)


def _write(
    module: nn.Module, inputs: tuple[torch.Tensor, ...], names: list[str], outputs: list[str], path: Path
) -> None:
    axes = {name: {0: "words"} for name in ("states", "path", "trigger", "roles") if name in {*names, *outputs}}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            module.eval(), inputs, str(plain), input_names=names, output_names=outputs, dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(str(plain), str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
