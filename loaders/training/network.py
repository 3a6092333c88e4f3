"""The encoder and its heads in PyTorch; only training and export use it.

Shapes: B windows, T pieces, N words (word 0 is the root at ``[CLS]``).
"""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

import json
import math
from pathlib import Path

import torch
from torch import Tensor, nn

from loaders.language.labels import Labels
from loaders.language.pieces import CASE_CLASSES

WIDTH, ATTENTION_HEADS, LAYERS = 384, 12, 6
#: The layer whose states other heads read beside those of the last.
MIDDLE = 3
PIECES, POSITIONS = 30522, 512
ARC_WIDTH, RELATION_WIDTH = 256, 96
_MASKED = -1e4


class Layer(nn.Module):
    """A BERT layer. Plain products: the CPU's flash attention is ten times slower backwards."""

    def __init__(self) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.output = nn.Linear(WIDTH, WIDTH)
        self.norm_attention = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen = nn.Linear(WIDTH, 4 * WIDTH)
        self.narrow = nn.Linear(4 * WIDTH, WIDTH)
        self.norm_output = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, hidden: Tensor, mask: Tensor | None) -> Tensor:
        """Map (B, T, WIDTH) to the same shape; ``mask``, if any, is added to the attention scores."""
        batch, length, _ = hidden.shape
        size = WIDTH // ATTENTION_HEADS
        joint = self.query_key_value(hidden).view(batch, length, 3, ATTENTION_HEADS, size)
        query, key, value = joint.permute(2, 0, 3, 1, 4).unbind(0)
        scores = torch.matmul(query * size**-0.5, key.transpose(-1, -2))
        if mask is not None:
            scores = scores + mask.to(query.dtype)
        mixed = torch.matmul(torch.softmax(scores, -1).to(value.dtype), value)
        mixed = mixed.transpose(1, 2).reshape(batch, length, WIDTH)
        hidden = self.norm_attention(hidden + self.output(mixed))
        inner = nn.functional.gelu(self.widen(hidden))
        return self.norm_output(hidden + self.dropout(self.narrow(inner)))


class Encoder(nn.Module):
    """all-MiniLM-L6-v2 with an embedding of each word's capitals, since it is uncased."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = nn.Embedding(PIECES, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.cases = nn.Embedding(CASE_CLASSES, WIDTH)
        nn.init.zeros_(self.cases.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor]:
        """Encode (B, T) ids to two of (B, T, WIDTH): after layer `MIDDLE` and after the last.

        ``mask`` is 1 for a piece, 0 for padding, if there is any.
        """
        places = self.positions.weight[: ids.shape[1]]
        hidden = self.norm(self.pieces(ids) + places + self.kind + self.cases(cases))
        hidden = self.dropout(hidden)
        added = None if mask is None else (1.0 - mask)[:, None, None, :] * _MASKED
        middle = hidden
        for number, layer in enumerate(self.layers, 1):
            hidden = layer(hidden, added)
            if number == MIDDLE:
                middle = hidden
        return middle, hidden

    def load_base(self, folder: Path) -> None:
        """Take the published weights from ``folder/model.safetensors``."""
        stored = read_safetensors(folder / "model.safetensors")
        stored = {name.removeprefix("bert."): value for name, value in stored.items()}
        own = {
            "pieces.weight": stored["embeddings.word_embeddings.weight"],
            "positions.weight": stored["embeddings.position_embeddings.weight"],
            "kind": stored["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": stored["embeddings.LayerNorm.weight"],
            "norm.bias": stored["embeddings.LayerNorm.bias"],
            "cases.weight": self.cases.weight.detach(),
        }
        for number in range(LAYERS):
            own |= _base_layer(stored, number)
        self.load_state_dict(own)


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """Read a float32 safetensors file: eight bytes of length, a JSON header, then the data."""
    raw = bytearray(path.read_bytes())
    start = 8 + int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8:start])
    header.pop("__metadata__", None)
    stored = {}
    for name, entry in header.items():
        if entry["dtype"] == "F32":
            low, high = entry["data_offsets"]
            values = torch.frombuffer(raw[start + low : start + high], dtype=torch.float32)
            stored[name] = values.reshape(entry["shape"])
    return stored


def _base_layer(stored: dict[str, Tensor], number: int) -> dict[str, Tensor]:
    theirs, ours = f"encoder.layer.{number}.", f"layers.{number}."
    names = {
        "output": "attention.output.dense",
        "norm_attention": "attention.output.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "norm_output": "output.LayerNorm",
    }
    found = {}
    for part in ("weight", "bias"):
        for own, name in names.items():
            found[f"{ours}{own}.{part}"] = stored[f"{theirs}{name}.{part}"]
        joint = [stored[f"{theirs}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
        found[f"{ours}query_key_value.{part}"] = torch.cat(joint)
    return found


class Network(nn.Module):
    """The encoder with a head for each layer of annotation."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.labels = labels
        self.encoder = Encoder()
        word = 2 * WIDTH
        self.start = nn.Linear(word, 1)
        self.pos = nn.Linear(word, len(labels.pos))
        self.morph = nn.Linear(word, len(labels.morph))
        self.lemma = nn.Linear(word, len(labels.lemma))
        self.entity = nn.Linear(word, len(labels.entity))
        self.arc_head, self.arc_dependent = _mlp(word, ARC_WIDTH), _mlp(word, ARC_WIDTH)
        self.relation_head, self.relation_dependent = _mlp(word, RELATION_WIDTH), _mlp(word, RELATION_WIDTH)
        self.arcs = nn.Parameter(torch.randn(ARC_WIDTH + 1, ARC_WIDTH) / math.sqrt(ARC_WIDTH))
        side = RELATION_WIDTH + 1
        self.relations = nn.Parameter(torch.randn(len(labels.dep), side, side) * 0.5 / RELATION_WIDTH)
        self.dropout = nn.Dropout(0.2)

    def words(self, ids: Tensor, cases: Tensor, mask: Tensor | None, first: Tensor, last: Tensor) -> Tensor:
        """Return (B, N, 2 * WIDTH): a word is its first and its last piece, side by side."""
        _, hidden = self.encoder(ids, cases, mask)
        return self.dropout(torch.cat(_ends(hidden, first, last), -1))

    def words_and_states(self, ids: Tensor, cases: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor]:
        """Return what `words` does, and (B, N, 2 * WIDTH): the means of both ends in the middle and the last layer."""
        middle, hidden = self.encoder(ids, cases, None)
        return torch.cat(_ends(hidden, first, last), -1), _means(middle, hidden, first, last)

    def states(self, ids: Tensor, cases: Tensor, mask: Tensor | None, first: Tensor, last: Tensor) -> Tensor:
        """Return (B, N, 2 * WIDTH): the means of both ends of each word in the middle and the last layer."""
        middle, hidden = self.encoder(ids, cases, mask)
        return _means(middle, hidden, first, last)

    def arc_scores(self, words: Tensor) -> Tensor:
        """Return (B, N, N): the score of each head (last axis) for each dependent."""
        dependents = _with_one(self.arc_dependent(words))
        return torch.matmul(torch.matmul(dependents, self.arcs), self.arc_head(words).transpose(1, 2))

    def relation_scores(self, words: Tensor, heads: Tensor) -> Tensor:
        """Return (B, N, labels) for each word's relation to its given head."""
        side = self.relation_head(words)
        side = _with_one(side.gather(1, heads[..., None].expand(-1, -1, side.shape[-1])))
        dependents = _with_one(self.relation_dependent(words))
        count, width, _ = self.relations.shape
        mixing = self.relations.to(dependents.dtype).permute(1, 0, 2).reshape(width, count * width)
        mixed = torch.matmul(dependents, mixing).view(*dependents.shape[:2], count, width)
        return (mixed * side[:, :, None, :]).sum(-1)


def _ends(hidden: Tensor, first: Tensor, last: Tensor) -> list[Tensor]:
    return [hidden.gather(1, index[..., None].expand(-1, -1, WIDTH)) for index in (first, last)]


def _means(middle: Tensor, hidden: Tensor, first: Tensor, last: Tensor) -> Tensor:
    return torch.cat([sum(_ends(layer, first, last)) / 2 for layer in (middle, hidden)], -1)


def _mlp(width: int, out: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, out), nn.LeakyReLU(0.1), nn.Dropout(0.25))


def _with_one(values: Tensor) -> Tensor:
    return torch.cat([values, torch.ones_like(values[..., :1])], -1)
