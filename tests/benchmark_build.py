"""What the whole build costs beside the bare language pipeline: `python tests/benchmark_build.py ARTICLES… [--words N]`.

Repeats the articles given until they have the words asked for (300,000 by default) and prints words per CPU second of
the pipeline alone and of the whole build, in one process and one run, taking turns by slices so that a busy machine
weighs on both alike; peak memory; and the command's start-up and cold times.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from graph.build import build  # noqa: E402
from graph.ids import digest  # noqa: E402
from graph.records import Article  # noqa: E402

SLICE = 40


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+")
    parser.add_argument("--words", type=int, default=300_000)
    arguments = parser.parse_args()
    slices = _slices(_articles(arguments.articles), arguments.words)
    pipeline, whole, words = _measure(slices)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{words} words; pipeline {words / pipeline:.0f} words per CPU second, build {words / whole:.0f}")
    print(f"build / pipeline: {whole / pipeline:.2f}; peak memory {peak:.0f} MB")
    for title, command in (
        ("quid --help", ["--help"]),
        ("cold build", ["build", *arguments.articles, "-o", "-", "-q"]),
    ):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "graph", *command], cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
        print(f"{title}: {time.perf_counter() - start:.2f} s")
    return 0


def _articles(paths: list[str]) -> list[Article]:
    import loaders

    return [item for item in loaders.load(paths) if isinstance(item, Article)]


def _slices(articles: list[Article], wanted: int) -> list[list[Article]]:
    """Enough copies for the words wanted, each a text of its own, in slices."""
    many: list[Article] = []
    words = 0
    for number, article in enumerate(cycle(articles)):
        if words >= wanted:
            break
        words += len(article.text.split())
        many.append(
            Article(article.text, digest(f"{number}{article.text}", 64), date=article.date, segments=article.segments)
        )
    rest = iter(many)
    return list(iter(lambda: list(islice(rest, SLICE)), []))


def _measure(slices: list[list[Article]]) -> tuple[float, float, int]:
    from loaders.gazetteer import Gazetteer
    from loaders.language import load
    from loaders.reading import read

    nlp, gazetteer = load(), Gazetteer()
    build(read(slices[0][:3], nlp, gazetteer))
    pipeline = whole = 0.0
    words = 0
    for articles in slices:
        start = time.process_time()
        for _ in nlp.pipe(article.prose() for article in articles):
            pass
        middle = time.process_time()
        build(read(articles, nlp, gazetteer))
        whole += time.process_time() - middle
        pipeline += middle - start
        words += sum(len(article.prose().split()) for article in articles)
    return pipeline, whole, words


if __name__ == "__main__":
    sys.exit(main())
