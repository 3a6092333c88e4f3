"""What a denial denies where it only points back: "Both have denied the claims", "Tehran rejects this"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading.attribution_resolve import points_back
from loaders.reading.structure import relation

if TYPE_CHECKING:
    from loaders.reading.analysis import Analysis
    from loaders.reading.attribution_report import Report

#: How many sentences back a denial reaches.
_REACH = 4
#: How many tokens at most a denial's own content has where it only sums up what was said before.
_SUMMARY = 4

Range = tuple[int, int]


def target(analysis: Analysis, report: Report, denier: tuple[str, ...], told: list[Range]) -> list[Range]:
    """The earlier stretches that a denial without content of its own denies.

    Args:
        analysis: the article, with mentions.
        report: the denial.
        denier: who denies.
        told: what somebody was reported to say before it, in the order of the text.

    Returns:
        In the denial's own sentence what stands before it, if it hangs there as a relative clause; else the sentences of
        the nearest earlier statement about the denier, or the nearest sentence that names the denier.
    """
    cue = analysis.doc[report.cue]
    if report.rule == "relative":
        return list(report.content)
    if not _is_back(analysis, report):
        return []
    sentence = cue.sent
    own = [(a, b) for a, b in told if sentence.start <= a < report.cue and b <= report.cue]
    if own and relation(cue) in {"acl", "conj", "ccomp", "parataxis", "advcl"}:
        return own[-1:]
    if relation(cue) == "acl" and cue.head.i > sentence.start + 1:
        return [(sentence.start, cue.left_edge.i)]
    return _earlier(analysis, sentence.start, denier, told)


def _is_back(analysis: Analysis, report: Report) -> bool:
    if not report.content:
        return True
    if report.object is not None and points_back(analysis.doc[report.object]):
        return True
    # "Both deny trading arms": short and without a verb of its own, it takes up what was said just before.
    tokens = [t for start, end in report.content for t in analysis.doc[start:end]]
    return len(tokens) <= _SUMMARY and not any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in tokens)


def _earlier(analysis: Analysis, before: int, denier: tuple[str, ...], told: list[Range]) -> list[Range]:
    doc = analysis.doc
    near: list[Range] = []
    start = before
    for _ in range(_REACH):
        if start <= 0:
            break
        sentence = doc[start - 1].sent
        near.append((sentence.start, sentence.end))
        start = sentence.start
    for first, last in near:
        inside = any(a < last and first < b for a, b in told)
        names = any(key in denier for i in range(first, last) for key in analysis.keys_at(i))
        if inside or names:
            return [(first, last)]
    return near[:1]
