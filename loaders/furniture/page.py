"""A page while its furniture is being marked."""

from __future__ import annotations

from collections.abc import Iterator

from graph.records import Segment
from loaders.layout import Block


class Page:
    """The blocks of a page and what each has been found to be.

    `kinds` holds a segment's kind for each block, None for running prose; `classes` the rule that said so (`byline`,
    `date`, `credit`, `caption`, `prompt` ...), from which metadata are read; `voices` who wrote a comment; `parts`
    are segments within a block, `tails` what those say that end one.
    """

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.kinds: list[str | None] = [None] * len(blocks)
        self.classes: list[str | None] = [None] * len(blocks)
        self.voices: dict[int, str | None] = {}
        self.parts: list[Segment] = []
        self.tails: list[str] = []

    def mark(self, index: int, kind: str, rule: str) -> None:
        """Say what a block is; the first rule that speaks is believed."""
        if self.kinds[index] is None:
            self.kinds[index] = kind
            self.classes[index] = rule

    def furniture(self, index: int, rule: str) -> None:
        """Say that a block is furniture, even where it was taken for a title or heading."""
        if self.kinds[index] in {None, "title", "heading"}:
            self.kinds[index] = "furniture"
            self.classes[index] = rule

    def tail(self, index: int, start: int, plain: str) -> None:
        """Say that a block is furniture from `start` to its end, its beginning running prose."""
        block = self.blocks[index]
        self.parts.append(Segment(start, block.end, "furniture"))
        self.tails.append(" ".join(plain[start : block.end].split()))

    def free(self, index: int) -> bool:
        """Whether a block exists and nothing has been said of it."""
        return 0 <= index < len(self.blocks) and self.kinds[index] is None

    def prose(self) -> Iterator[Block]:
        """The blocks that are left as running prose and read as such."""
        return (b for b in self.blocks if self.kinds[b.index] is None and b.prose_like)

    def of(self, *rules: str) -> Iterator[Block]:
        """The blocks that one of the rules has marked."""
        return (b for b in self.blocks if self.classes[b.index] in rules)

    @property
    def lead(self) -> int:
        """The number of the first block of running prose; the number of blocks where there is none."""
        return next((b.index for b in self.prose()), len(self.blocks))

    @property
    def last(self) -> int:
        """The number of the last block of running prose; -1 where there is none."""
        return max((b.index for b in self.prose()), default=-1)
