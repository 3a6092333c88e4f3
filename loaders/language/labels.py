"""The label inventories of the encoder's heads, in the order of their outputs."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

ENTITY_TYPES = ("PERSON", "ORG", "LOC", "NORP")
ENTITY_LABELS = ["O", *(f"{position}-{kind}" for kind in ENTITY_TYPES for position in "BI")]


@dataclass(frozen=True, slots=True)
class Labels:
    """Inventories: ``morph`` holds "UPOS TAG FEATS" triples, ``lemma`` edit scripts.

    ``dep`` leaves out the root relation, which follows from the tree.
    """

    pos: list[str]
    morph: list[str]
    lemma: list[str]
    dep: list[str]
    entity: list[str]

    def save(self, path: Path) -> None:
        """Write the inventories as JSON."""
        path.write_text(json.dumps(asdict(self), indent=0, ensure_ascii=False) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Labels:
        """Read what `save` wrote."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))
