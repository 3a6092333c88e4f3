"""How many titles, publishers, authors and dates of the annotated articles are right; with --lines, what was marked.

usage: python tests/score_loaders.py SHARED_DIR [--lines]
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from loaders import from_text

if TYPE_CHECKING:
    from graph.records import Article

FIELDS = ("title", "publisher", "authors", "date")


def plain(value: object) -> object:
    """A value as it is compared: tuples of names, straight apostrophes."""
    if isinstance(value, list | tuple):
        return tuple(value)
    return None if value is None else str(value).replace("’", "'").replace("' s", "'s")


def marked(article: Article) -> Iterator[str]:
    """A line for each segment that is more than a sign."""
    for segment in article.segments:
        if segment.kind != "markup":
            yield f"{segment.kind:9} {segment.voice or ''} | {article.text[segment.start : segment.end][:150]!r}"


def report(shared: Path, *, lines: bool) -> Iterator[str]:
    """What is wrong, article by article, and how many fields are right."""
    right: Counter[str] = Counter()
    paths = sorted((shared / "gold").rglob("*.yaml"))
    for gold_path in paths:
        gold = yaml.safe_load(gold_path.read_text(encoding="utf-8"))
        path = shared / "articles" / gold_path.relative_to(shared / "gold").with_suffix(".txt")
        article = from_text(path.read_text(encoding="utf-8"))
        for field in FIELDS:
            found, wanted = plain(getattr(article, field)), plain(gold.get(field))
            right[field] += found == wanted
            if found != wanted:
                yield f"{path.stem} {field}: {found!r}, annotated {wanted!r}"
        if lines:
            yield from (f"== {path.stem}", *marked(article))
    yield "  ".join(f"{field} {right[field]}/{len(paths)}" for field in FIELDS)


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in report(Path(sys.argv[1]), lines="--lines" in sys.argv))
