"""Measure the reading and write the figures into QUALITY.md: `python tests/quality_page.py [SECTION ...]`.

The sections are `figures` and `misses` (of articles), `passages`, `stances`, `coreference`; all of them by default. What stands
between `<!-- made: SECTION -->` and `<!-- end: SECTION -->` is written anew, the prose around is left as it is. The
annotated articles and passages lie beside the project (`../shared`, or `$QUID_SHARED`). Parses are cached as by
`score_articles`. The page holds counts, never words of an article.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, cast

from score_articles import SETS, SHARED, CachedPipeline

# isort: split
# Only now the project is on the path.
import baseline
import quality_measures as measures
import score_coreference
import score_implicit
import score_relations

from graph.errors import QuidError
from graph.scoring import Count
from loaders.gazetteer import Gazetteer
from loaders.reading import read
from loaders.reading.combine import HEAD

if TYPE_CHECKING:
    from spacy.language import Language

PAGE = Path(__file__).parent.parent / "QUALITY.md"
LAYERS = {
    "actors": "actors",
    "goods": "goods",
    "resolutions": "resolutions",
    "commentators": "commentators",
    "speakers": "speakers",
    "exchanges": "exchanges",
    "relations": "relations",
    "exchange stage": "stage, of exchanges found",
    "exchange speaker": "speaker, of exchanges found",
    "exchange denial": "denial, of exchanges found",
}
#: F1 of two careful readers who annotated the same articles apart.
READERS = {
    "actors": 0.98,
    "goods": 0.95,
    "resolutions": 0.96,
    "commentators": 1.0,
    "speakers": 0.99,
    "exchanges": 0.89,
    "relations": 0.89,
}
SECTIONS = ("figures", "misses", "implicit", "passages", "stances", "coreference")
_DETAILS = ("exchange stage", "exchange speaker", "exchange denial")
#: The sets of articles as the page calls them.
_TITLES = {
    "dev": "others",
    "unseen": "invented",
    "fresh": "invented, longer",
    "further": "invented, dense",
    "official": "official, real",
    "held_out": "held out",
    "held_out_real": "held out, real",
}
#: What the blocks of passages hold, those first on which nothing was set.
_BLOCKS = {
    "2": "2: statements, Wikinews",
    "w4": "w4: as newspapers write",
    "p5": "p5: paragraphs",
    "4": "4: statements, Wikinews (thresholds)",
    "w1": "w1: as newspapers write (thresholds)",
    "all": "all",
}
#: The sets of passages labelled with relations as the page calls them.
_STANCES = {"passages": "labelled passages", "tuned": "own, tuned on", "apart": "own, kept apart"}
_CERTAINTIES = ("asserted", "probable", "possible", "doubted", "denied")
#: Rows of the longer tables; what is rarer is summed up.
_ROWS = 12


# --- pieces of the page -----------------------------------------------------------------------------------------------


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table of Markdown; shares (floats) have two decimals."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(_cell(value) for value in line)} |" for line in lines)


def _cell(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def replaced(page: str, section: str, text: str) -> str:
    """The page with the text between the markers of a section.

    Raises:
        QuidError: the page does not have both markers once, one after the other.
    """
    begin, end = f"<!-- made: {section} -->", f"<!-- end: {section} -->"
    if page.count(begin) != 1 or page.count(end) != 1 or page.index(begin) > page.index(end):
        raise QuidError(f"{PAGE.name}: needs the markers {begin} and {end} once, in this order; put them back")
    pattern = re.compile(f"{re.escape(begin)}.*{re.escape(end)}", re.DOTALL)
    return pattern.sub(lambda _: f"{begin}\n\n{text.strip()}\n\n{end}", page)


def commonest(counts: Sequence[Counter[str]], rows: int = _ROWS) -> list[list[object]]:
    """The kinds with their counts by set, the commonest of all sets first; the rarest in one row."""
    total: Counter[str] = sum(counts, Counter())
    names = sorted(total, key=lambda name: (-total[name], name))
    shown = names if len(names) <= rows else names[: rows - 1]
    rest = [] if shown is names else [["others", *(sum(c[name] for name in names[len(shown) :]) for c in counts)]]
    return [[name or "-", *(c[name] for c in counts)] for name in shown] + rest


# --- articles ---------------------------------------------------------------------------------------------------------


def figures(ours: Mapping[str, measures.Figures], base: Mapping[str, measures.Figures]) -> str:
    """F1 beside the baseline and the two readers; precision and recall."""
    heads = [f"{_TITLES.get(name, name)}{suffix}" for name in ours for suffix in ("", ", baseline")]
    rows = [
        [title, *(_f1(of[name], layer) for name in ours for of in (ours, base)), READERS.get(layer, "")]
        for layer, title in LAYERS.items()
    ]
    both = [[title, *(_both(ours[name], layer) for name in ours)] for layer, title in LAYERS.items()]
    return "\n\n".join(
        [
            table(["F1", *heads, "two readers"], rows),
            "Precision / recall, and in parentheses how many are annotated:",
            table(["", *(_TITLES.get(name, name) for name in ours)], both),
        ]
    )


def left_out(validated: score_implicit.Validated) -> str:
    """Exchanges read with weights fitted on other articles, and how many are right by the confidence stated."""
    rows = []
    for layer in ("exchanges", *_DETAILS):
        counts = [total[layer] for total in validated.totals.values()]
        rows.append([LAYERS[layer], *(f"{c.f1:.2f} ({c.precision:.2f} / {c.recall:.2f})" for c in counts)])
    sure = []
    for tenth, stated in sorted(validated.stated.items()):
        right = sum(was for _, was in stated)
        mean = sum(share for share, _ in stated) / len(stated)
        sure.append([f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f}", len(stated), mean, right / len(stated)])
    return "\n\n".join(
        [
            table(["F1 (precision / recall)", *(_TITLES.get(name, name) for name in validated.totals)], rows),
            "How far the confidence that an exchange carries can be believed, on all of them:",
            table(["confidence", "exchanges", "mean", "right"], sure),
        ]
    )


def _f1(of: measures.Figures, layer: str) -> float | str:
    """The F1 of a layer; nothing where no exchange was found of which it could be told."""
    count = of.counts.get(layer, Count())
    return "" if layer in _DETAILS and not count.annotated else count.f1


def _both(of: measures.Figures, layer: str) -> str:
    count = of.counts.get(layer, Count())
    if layer in _DETAILS:
        return f"{count.recalled} of {count.annotated}"
    return f"{count.precision:.2f} / {count.recall:.2f} ({count.annotated})"


def misses(ours: Mapping[str, measures.Figures]) -> str:
    """The commonest misses by layer, counted on every set."""
    sets = list(ours.values())
    head = [_TITLES.get(name, name) for name in ours]

    def of(layer: str, *, missed: bool) -> list[Counter[str]]:
        tallies = [f.missed if missed else f.surplus for f in sets]
        return [Counter({kind: n for (name, kind), n in tally.items() if name == layer}) for tally in tallies]

    parts = ["### Exchanges"]
    parts += [table(["annotated, not found", *head], commonest(of("exchanges", missed=True)))]
    parts += [table(["found, not annotated", *head], commonest(of("exchanges", missed=False)))]
    parts += ["Right, of those found:", table(["sides told", *head], _by_sides(sets))]
    parts += [table(["read by", *head], _by_reader(sets))]
    parts += ["Stage, of exchanges found:", table(["annotated, read as", *head], _stages(sets))]
    parts += ["### Relations", "Recalled of annotated, right of found:", table(["", *head], _relations(sets))]
    parts += [table(["annotated, not found", *head], commonest(of("relations", missed=True)))]
    parts += [table(["found, not annotated", *head], commonest(of("relations", missed=False)))]
    parts += ["### Names and goods", "Missed / surplus, by kind:", table(["", *head], _by_kind(of))]
    return "\n\n".join(parts)


def _by_sides(sets: Sequence[measures.Figures]) -> list[list[object]]:
    titles = {2: "both", 1: "one"}
    told = {(reader, sides) for f in sets for reader, sides in f.right | f.wrong}
    return [[t, *(_share(f, {key for key in told if key[1] == sides}) for f in sets)] for sides, t in titles.items()]


def _by_reader(sets: Sequence[measures.Figures]) -> list[list[object]]:
    """The rules' frames, the commonest first, and the head."""
    total: Counter[str] = Counter()
    told: set[tuple[str, int]] = set()
    for f in sets:
        told |= (f.right | f.wrong).keys()
        for (reader, _), number in (f.right + f.wrong).items():
            total[reader] += number
    names = [*sorted(total.keys() - {HEAD}, key=lambda name: (-total[name], name))[: _ROWS - 2], HEAD]
    groups = {name: {key for key in told if key[0] == name} for name in names}
    rows: list[list[object]] = [[name, *(_share(f, group) for f in sets)] for name, group in groups.items()]
    if rest := told.difference(*groups.values()):
        rows.insert(-1, ["others", *(_share(f, rest) for f in sets)])
    return rows


def _share(of: measures.Figures, among: Set[tuple[str, int]]) -> str:
    right, wrong = (sum(tally[key] for key in among) for tally in (of.right, of.wrong))
    return f"{right} of {right + wrong}"


def _stages(sets: Sequence[measures.Figures]) -> list[list[object]]:
    return commonest([Counter({f"{a}, {b}": n for (a, b), n in f.stages.items()}) for f in sets], rows=8)


def _relations(sets: Sequence[measures.Figures]) -> list[list[object]]:
    total: Counter[str] = Counter()
    for f in sets:
        total.update({name: count.annotated for name, count in f.relations.items()})
    return [
        [
            name,
            *(
                f"{c.recalled} of {c.annotated}, {c.right} of {c.found}"
                for f in sets
                for c in [f.relations.get(name, Count())]
            ),
        ]
        for name in sorted(total, key=lambda name: (-total[name], name))
    ]


def _by_kind(of: Callable[..., list[Counter[str]]]) -> list[list[object]]:
    rows: list[list[object]] = []
    for layer in ("actors", "goods", "resolutions", "commentators", "speakers"):
        missed, surplus = of(layer, missed=True), of(layer, missed=False)
        total = sum([*missed, *surplus], Counter[str]())
        for kind in sorted(total, key=lambda name: (-total[name], name)):
            pairs = zip(missed, surplus, strict=True)
            rows.append([f"{layer}: {kind}" if kind else layer, *(f"{m[kind]} / {s[kind]}" for m, s in pairs)])
    return rows


# --- passages and coreference -------------------------------------------------------------------------------------------


def passages(totals: Mapping[tuple[str, str], Counter[str]]) -> str:
    """F1 of whole exchanges by block and reader; certainty."""
    readers = list(dict.fromkeys(reader for _, reader in totals))
    blocks = sorted({block for block, _ in totals}, key=lambda block: ([*_BLOCKS, block].index(block), block))
    rows = [
        [_BLOCKS.get(b, b), *(_exchange(totals[b, r]) for r in readers), totals[b, readers[0]]["gold"]] for b in blocks
    ]
    every = {reader: totals["all", reader] for reader in readers}
    sure = [[c, *(f"{t[f'asserted {c}']} of {t[f'labelled {c}']}" for t in every.values())] for c in _CERTAINTIES]
    loose = [
        f"{sum(t[f'asserted {c}'] for c in _CERTAINTIES[1:])} of {sum(t[f'labelled {c}'] for c in _CERTAINTIES[1:])}"
        for t in every.values()
    ]
    stage = [f"{t['stage']} of {t['hit']}" for t in every.values()]
    return "\n\n".join(
        [
            table(["block: F1 (precision / recall)", *readers, "labelled"], rows),
            "Called asserted, by what is labelled, of the exchanges whose good was found:",
            table(["labelled", *readers], [*sure, ["**not asserted, called asserted**", *loose]]),
            "Stage right, of whole exchanges found: "
            + ", ".join(f"{reader} {n}" for reader, n in zip(readers, stage, strict=True))
            + ".",
        ]
    )


def _exchange(total: Counter[str]) -> str:
    count = Count(total["hit"], total["gold"], total["hit"], total["pred"])
    return f"{count.f1:.2f} ({count.precision:.2f} / {count.recall:.2f})"


def references(
    validated: list[score_coreference.Link], shipped: list[score_coreference.Link], apart: list[score_coreference.Link]
) -> str:
    """Links to the right name by kind of mention; `apart` are those of the paragraphs that nothing is fitted on."""
    sizes = Counter(link.kind for link in validated if link.asked)
    rows = []
    for kind in [*sorted(sizes, key=lambda name: (-sizes[name], name)), "all"]:
        fair, fitted, kept = (
            score_coreference.count([link for link in links if kind in {"all", link.kind}])
            for links in (validated, shipped, apart)
        )
        rows.append([kind, fair.precision, fair.recall, fair.f1, fitted.f1, fair.annotated, kept.f1, kept.annotated])
    head = ["mention", "precision", "recall", "F1", "F1, weights that ship", "labelled", "F1, kept apart", "labelled"]
    return table(head, rows)


def stances(tallies: Mapping[str, Mapping[str, Counter[str]]]) -> str:
    """Relations in labelled passages by type: precision / recall, and how many are labelled."""
    sums = {name: {**of, "all": sum(of.values(), Counter())} for name, of in tallies.items()}
    total: Counter[str] = Counter()
    for of in tallies.values():
        total.update({kind: tally["labelled"] for kind, tally in of.items()})
    kinds = [kind for kind, labelled in total.most_common() if labelled]
    rows = [[kind, *(_stance(of.get(kind, Counter())) for of in sums.values())] for kind in (*kinds, "all")]
    return table(["", *(_STANCES[name] for name in tallies)], rows)


def _stance(tally: Counter[str]) -> str:
    of = Count(tally["recalled"], tally["labelled"], tally["right"], tally["read"])
    return f"{of.precision:.2f} / {of.recall:.2f} ({of.annotated})" if of.annotated else "0"


# --- the command ------------------------------------------------------------------------------------------------------


def made(wanted: Sequence[str]) -> dict[str, str]:
    """The sections asked for, measured.

    Raises:
        QuidError: the annotated articles or passages are not there.
    """
    for folder in ("articles/dev", "gold/dev", "passages"):
        if not (SHARED / folder).is_dir():
            raise QuidError(
                f"the annotated texts are not at {SHARED / folder}; set QUID_SHARED to the folder that has them"
            )
    nlp, gazetteer = cast("Language", CachedPipeline()), Gazetteer()
    parts: dict[str, str] = {}
    if {"figures", "misses"} & set(wanted):
        places = {name: (SHARED / articles, SHARED / gold) for name, (articles, gold) in SETS.items()}
        ours = {n: measures.articles(*p, lambda texts: read(texts, nlp, gazetteer)) for n, p in places.items()}
        base = {n: measures.articles(*p, lambda texts: baseline.read(texts, nlp)) for n, p in places.items()}
        parts |= {"figures": figures(ours, base), "misses": misses(ours)}
    if "implicit" in wanted:
        parts["implicit"] = left_out(score_implicit.cross_validated(score_implicit.FITTED))
    if "passages" in wanted:
        parts["passages"] = passages(measures.passages(nlp, gazetteer))
    if "stances" in wanted:
        parts["stances"] = stances(
            {name: score_relations.counted(name, nlp, gazetteer) for name in score_relations.SETS}
        )
    if "coreference" in wanted:
        parts["coreference"] = references(*measures.references(nlp, gazetteer))
    return {name: parts[name] for name in wanted}


def main(argv: list[str] | None = None) -> int:
    """Measure, rewrite the page, say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"some of: {', '.join(SECTIONS)}")
    wanted = tuple(dict.fromkeys(parser.parse_args(argv).sections)) or SECTIONS
    if unknown := [section for section in wanted if section not in SECTIONS]:
        parser.error(f"no section {unknown[0]}; there are {', '.join(SECTIONS)}")
    started = monotonic()
    try:
        for section in wanted:
            replaced(PAGE.read_text(encoding="utf-8"), section, "")
        parts = made(wanted)
        page = PAGE.read_text(encoding="utf-8")  # anew: somebody may have written on it in the meantime
        for section, text in parts.items():
            page = replaced(page, section, text)
    except QuidError as error:
        print(f"quality_page: {error}", file=sys.stderr)
        return 1
    PAGE.write_text(page, encoding="utf-8")
    print(f"{PAGE.name}: {', '.join(wanted)} written in {monotonic() - started:.0f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
