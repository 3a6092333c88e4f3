"""The role network in PyTorch: an encoder cut in two, triggers read off the lower part, roles off the upper."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

from loaders.language.pieces import CASE_CLASSES
from loaders.roles.labels import CERTAINTIES, ROLES, STAGES
from loaders.training.network import PIECES, POSITIONS, WIDTH, Encoder, Layer

WORD = 2 * WIDTH
BIO = 3
DISTANCES = 16
_MASKED = -1e4


def _gather(x: torch.Tensor, index: torch.Tensor) -> torch.Tensor:
    return x.gather(1, index[..., None].expand(-1, -1, x.shape[-1]))


def _words(x: torch.Tensor, first: torch.Tensor, last: torch.Tensor) -> torch.Tensor:
    return torch.cat([_gather(x, first), _gather(x, last)], -1)


class Lower(nn.Module):
    """Embeddings and the first layers; labels triggers."""

    def __init__(self, layers: int, hidden: int = 128) -> None:
        super().__init__()
        self.word, self.place = nn.Embedding(PIECES, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.case = nn.Embedding(CASE_CLASSES, WIDTH)
        nn.init.zeros_(self.case.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop, self.drop2 = nn.Dropout(0.1), nn.Dropout(0.2)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.hidden, self.trigger = nn.Linear(WORD, hidden), nn.Linear(hidden, BIO)

    def forward(
        self, ids: torch.Tensor, case: torch.Tensor, mask: torch.Tensor, first: torch.Tensor, last: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Hidden states of the pieces, and BIO logits of the words."""
        places = torch.cumsum(torch.ones_like(ids), 1) - 1
        x = self.drop(self.norm(self.word(ids) + self.place(places) + self.kind + self.case(case)))
        bias = (1.0 - mask)[:, None, None, :] * _MASKED
        for layer in self.layers:
            x = layer(x, bias)
        w = self.drop2(_words(x, first, last))
        return x, self.trigger(functional.leaky_relu(self.hidden(w), 0.1))


class Upper(nn.Module):
    """The last layers over one trigger's crop, each word marked by its way from it; roles, stage, certainty, and whether it is one."""

    def __init__(self, layers: int, paths: int, hidden: int = 256) -> None:
        super().__init__()
        self.path = nn.Embedding(paths, WIDTH)
        nn.init.zeros_(self.path.weight)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.drop = nn.Dropout(0.2)
        self.word, self.trigger = nn.Linear(WORD, hidden), nn.Linear(WORD, hidden)
        self.distance = nn.Embedding(2 * DISTANCES + 1, hidden)
        nn.init.zeros_(self.distance.weight)
        self.role = nn.Linear(hidden, len(ROLES) * BIO)
        self.whole = nn.Linear(WORD + WIDTH, hidden)
        self.stage, self.certainty = nn.Linear(hidden, len(STAGES)), nn.Linear(hidden, len(CERTAINTIES))
        self.valid = nn.Linear(hidden, 1)

    def forward(
        self,
        hidden: torch.Tensor,
        mask: torch.Tensor,
        path: torch.Tensor,
        first: torch.Tensor,
        last: torch.Tensor,
        start: torch.Tensor,
        end: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        """Logits: valid [R], roles [R, N, role, BIO], stage, certainty; `start` and `end` are the trigger's words."""
        x = hidden + self.path(path)
        bias = (1.0 - mask)[:, None, None, :] * _MASKED
        for layer in self.layers:
            x = layer(x, bias)
        w = self.drop(_words(x, first, last))
        t = (_gather(w, start[:, None]) + _gather(w, end[:, None]))[:, 0] / 2
        number = torch.cumsum(torch.ones_like(first), 1) - 1
        away = (number - start[:, None]).clamp(max=0) + (number - end[:, None]).clamp(min=0)
        away = away.clamp(-DISTANCES, DISTANCES) + DISTANCES
        h = self.drop(functional.leaky_relu(self.word(w) + self.trigger(t)[:, None] + self.distance(away), 0.1))
        q = self.drop(functional.leaky_relu(self.whole(torch.cat([t, x[:, 0]], -1)), 0.1))
        roles = self.role(h).view(h.shape[0], -1, len(ROLES), BIO)
        return self.valid(q)[:, 0], roles, self.stage(q), self.certainty(q)


class RoleNet(nn.Module):
    """Both parts; `split` layers are below, `total` - `split` above; `paths` is the number of path ids."""

    def __init__(self, split: int, total: int, paths: int) -> None:
        super().__init__()
        self.split, self.total = split, total
        self.lower, self.upper = Lower(split), Upper(total - split, paths)

    def load_base(self, folder: Path) -> None:
        """Take embeddings and layers from the published weights of all-MiniLM-L6-v2."""
        base = Encoder()
        base.load_base(folder)
        low = self.lower
        with torch.no_grad():
            low.kind.copy_(base.kind)
        for ours, theirs in ((low.word, base.pieces), (low.place, base.positions), (low.norm, base.norm)):
            ours.load_state_dict(theirs.state_dict())
        for layer, source in zip([*low.layers, *self.upper.layers], base.layers, strict=False):
            layer.load_state_dict(source.state_dict())
