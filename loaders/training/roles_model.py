"""The role network in PyTorch: triggers and roles off the states that the parser's encoder makes of each word."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

from loaders.language.encoder import STATES
from loaders.roles.labels import CERTAINTIES, ROLES, STAGES
from loaders.training.network import LAYERS, WIDTH, Encoder, Layer

BIO = 3
DISTANCES = 16
#: Layers that read a trigger's crop; they begin as the last layers of the published encoder.
READING_LAYERS = 3
_MASKED = -1e4


class Triggers(nn.Module):
    """Labels each word, by itself, as part of a trigger."""

    def __init__(self, hidden: int = 192) -> None:
        super().__init__()
        self.hidden, self.label = nn.Linear(STATES, hidden), nn.Linear(hidden, BIO)
        self.drop = nn.Dropout(0.2)

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """BIO logits of words, [..., BIO]."""
        return self.label(self.drop(functional.gelu(self.hidden(self.drop(states)))))


class Roles(nn.Module):
    """Layers over one trigger's crop, each word marked by its way from it; roles, stage, certainty, and whether it is one."""

    def __init__(self, paths: int, hidden: int = 256) -> None:
        super().__init__()
        self.entry, self.norm = nn.Linear(STATES, WIDTH), nn.LayerNorm(WIDTH)
        self.path = nn.Embedding(paths, WIDTH)
        self.distance = nn.Embedding(2 * DISTANCES + 1, WIDTH)
        for table in (self.path, self.distance):
            nn.init.normal_(table.weight, std=0.02)
        self.layers = nn.ModuleList(Layer() for _ in range(READING_LAYERS))
        self.drop_in, self.drop = nn.Dropout(0.1), nn.Dropout(0.2)
        self.word, self.trigger = nn.Linear(WIDTH, hidden), nn.Linear(WIDTH, hidden)
        self.role = nn.Linear(hidden, len(ROLES) * BIO)
        self.whole = nn.Linear(2 * WIDTH, hidden)
        self.stage, self.certainty = nn.Linear(hidden, len(STAGES)), nn.Linear(hidden, len(CERTAINTIES))
        self.valid = nn.Linear(hidden, 1)

    def forward(
        self,
        states: torch.Tensor,
        path: torch.Tensor,
        start: torch.Tensor,
        end: torch.Tensor,
        mask: torch.Tensor | None,
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        """Logits: valid [R], roles [R, N, role, BIO], stage, certainty.

        `start` and `end` are the first and last word of the trigger; `mask`, if any, is 0 for padding.
        """
        number = torch.cumsum(torch.ones_like(path), 1) - 1
        away = (number - start[:, None]).clamp(max=0) + (number - end[:, None]).clamp(min=0)
        away = away.clamp(-DISTANCES, DISTANCES) + DISTANCES
        x = self.drop_in(self.norm(self.entry(states) + self.path(path) + self.distance(away)))
        bias = None if mask is None else (1.0 - mask)[:, None, None, :] * _MASKED
        for layer in self.layers:
            x = layer(x, bias)
        x = self.drop(x)
        t = (_row(x, start) + _row(x, end)) / 2
        mean = x.mean(1) if mask is None else (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        h = self.drop(functional.leaky_relu(self.word(x) + self.trigger(t)[:, None], 0.1))
        q = self.drop(functional.leaky_relu(self.whole(torch.cat([t, mean], -1)), 0.1))
        roles = self.role(h).view(h.shape[0], -1, len(ROLES), BIO)
        return self.valid(q)[:, 0], roles, self.stage(q), self.certainty(q)


class RoleNet(nn.Module):
    """Both networks; `paths` is the number of path ids."""

    def __init__(self, paths: int) -> None:
        super().__init__()
        self.triggers, self.roles = Triggers(), Roles(paths)

    def load_base(self, folder: Path) -> None:
        """Take the reading layers from the published weights of all-MiniLM-L6-v2; the entry begins as a mean."""
        base = Encoder()
        base.load_base(folder)
        for layer, source in zip(self.roles.layers, base.layers[LAYERS - READING_LAYERS :], strict=True):
            layer.load_state_dict(source.state_dict())
        with torch.no_grad():
            half = torch.eye(WIDTH) / 2
            self.roles.entry.weight.copy_(torch.cat([half, half], 1))


def _row(x: torch.Tensor, index: torch.Tensor) -> torch.Tensor:
    return x.gather(1, index[:, None, None].expand(-1, 1, x.shape[-1]))[:, 0]
