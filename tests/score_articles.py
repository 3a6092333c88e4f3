"""Build every annotated article alone and score the graphs: `python tests/score_articles.py [dev|seeds|all] [--verbose]`.

The annotated articles lie beside the project (`../shared`, or `$QUID_SHARED`). Parses are cached in a temporary
folder, by the model's and the text's hash, so that a change of rules is scored within seconds.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from spacy.tokens import Doc

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from graph.build import build  # noqa: E402
from graph.files import save  # noqa: E402
from graph.records import Article  # noqa: E402

SHARED = Path(os.environ.get("QUID_SHARED", ROOT.parent / "shared"))
CACHE = Path(tempfile.gettempdir()) / "quid-docs"
SETS = {"seeds": ("articles", "gold"), "dev": ("articles/dev", "gold/dev")}


class CachedPipeline:
    """A pipeline whose parses are kept between runs."""

    def __init__(self) -> None:
        from loaders.language import load

        self.nlp = load()
        weights = sorted((ROOT / "loaders" / "language").rglob("*.*"))
        stamp = "".join(f"{p.name}{p.stat().st_size}{p.stat().st_mtime}" for p in weights if p.suffix != ".pyc")
        self.stamp = hashlib.sha256(stamp.encode()).hexdigest()[:12]

    def __call__(self, text: str) -> Doc:
        CACHE.mkdir(exist_ok=True)
        cached = CACHE / f"{self.stamp}-{hashlib.sha256(text.encode()).hexdigest()[:16]}.doc"
        if cached.exists():
            return Doc(self.nlp.vocab).from_bytes(cached.read_bytes())
        doc = self.nlp(text)
        cached.write_bytes(doc.to_bytes())
        return doc

    def pipe(self, texts, as_tuples=False):  # noqa: ANN001, ANN201
        for item in texts:
            yield (self(item[0]), item[1]) if as_tuples else self(item)


def articles(folder: Path) -> list[Article]:
    """The annotated articles as the loaders read them."""
    import loaders

    if hasattr(loaders, "load"):
        return [a for a in loaders.load([p for p in sorted(folder.glob("*.txt"))]) if isinstance(a, Article)]
    texts = {p: p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.txt"))}
    return [Article(t, hashlib.sha256(t.encode()).hexdigest(), path=str(p)) for p, t in texts.items()]


def main(argv: list[str]) -> int:
    """Build, score, print."""
    from loaders.gazetteer import Gazetteer
    from loaders.reading import read

    nlp, gazetteer = CachedPipeline(), Gazetteer()
    wanted = [name for name in SETS if name in argv or "all" in argv] or list(SETS)
    for name in wanted:
        source, gold = (SHARED / part for part in SETS[name])
        out = Path(tempfile.mkdtemp(prefix=f"quid-{name}-"))
        for article in articles(source):
            for reading in read([article], nlp, gazetteer):
                save(build([reading]), out / f"{Path(article.path or '').stem}.json")
        print(f"\n=== {name}: graphs in {out}", flush=True)
        subprocess.run([sys.executable, str(SHARED / "score"), str(out), str(gold), *[a for a in argv if a == "--verbose"]])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
