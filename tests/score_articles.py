"""Score the reading of annotated articles, each built alone.

    python tests/score_articles.py [SET ... | all] [--verbose] [--raise-floors]

SET: originals, digests, dev, unseen, fresh, further, official, held_out, held_out_real.

The annotated articles lie beside the project (`../shared`, or `$QUID_SHARED`). Parses are cached in a temporary
folder, by the model's and the text's hash, so that a change of rules is scored within seconds. `--raise-floors` writes
the figures that are better than their floors into `floors.toml`; a floor is never lowered, and a set without floors gets none.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import tomllib
from pathlib import Path

from spacy.tokens import Doc

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from graph.commands.evaluate import evaluate  # noqa: E402

SHARED = Path(os.environ.get("QUID_SHARED", ROOT.parent / "shared"))
CACHE = Path(tempfile.gettempdir()) / "quid-docs"
FLOORS = Path(__file__).parent / "floors.toml"
SETS = {
    "originals": ("articles", "gold"),
    "digests": (str(ROOT / "seeds"), "gold"),
    "dev": ("articles/dev", "gold/dev"),
    "unseen": (str(ROOT / "tests/unseen/articles"), str(ROOT / "tests/unseen/gold")),
    "fresh": (str(ROOT / "tests/fresh/articles"), str(ROOT / "tests/fresh/gold")),
    "further": (str(ROOT / "tests/further/articles"), str(ROOT / "tests/further/gold")),
    "official": (str(ROOT / "tests/official/articles"), str(ROOT / "tests/official/gold")),
    "held_out": (str(ROOT / "tests/held_out/articles"), str(ROOT / "tests/held_out/gold")),
    "held_out_real": (str(ROOT / "tests/held_out_real/articles"), str(ROOT / "tests/held_out_real/gold")),
}


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

    def pipe(self, texts, as_tuples=False):
        for item in texts:
            yield (self(item[0]), item[1]) if as_tuples else self(item)


def raise_floors(figures: dict[str, dict[str, float]]) -> None:
    """Write every figure that is above its floor."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    lines = [
        "# F1 that the reading must reach on annotated texts; only ever raised (tests/score_*.py --raise-floors).\n"
        "# Stage, speaker and denial are shares of the exchanges found, and goods come with them: when more or fewer are found"
        " they\n# may fall, and are set anew by hand.\n"
    ]
    for name in dict.fromkeys([*SETS, *floors, *figures]):
        known, now = floors.get(name, {}), figures.get(name, {})
        if not known:
            continue
        best = {layer: max(known.get(layer, 0.0), now.get(layer, 0.0)) for layer in known | now}
        lines += ["\n", f"[{name}]\n", *(f'"{layer}" = {floor:.3f}\n' for layer, floor in best.items())]
    FLOORS.write_text("".join(lines), encoding="utf-8")


def main(argv: list[str]) -> int:
    """Build, score, print."""
    from loaders.gazetteer import Gazetteer

    language = (CachedPipeline(), Gazetteer())
    wanted = [name for name in SETS if name in argv] or [name for name in SETS if name != "digests" or "all" in argv]
    figures: dict[str, dict[str, float]] = {}
    for name in wanted:
        totals, log = evaluate(*(SHARED / part for part in SETS[name]), language=language)
        figures[name] = {layer: int(count.f1 * 1000) / 1000 for layer, count in totals.items()}
        if "--verbose" in argv:
            print(*(f"{article}: {line}" for article, lines in log.items() for line in lines), sep="\n")
        print(
            f"\n=== {name}, {len(log)} articles\n{'layer':18} {'precision':>9} {'recall':>9} {'F1':>9} {'gold':>6} {'found':>6}"
        )
        for layer, c in totals.items():
            print(f"{layer:18} {c.precision:9.3f} {c.recall:9.3f} {c.f1:9.3f} {c.annotated:6} {c.found:6}", flush=True)
    if "--raise-floors" in argv:
        raise_floors(figures)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
