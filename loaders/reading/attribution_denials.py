"""What a denial denies where it only points back: "Both have denied the claims", "Tehran rejects this"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading.attribution_papers import is_paper, points_back
from loaders.reading.attribution_speakers import possessor
from loaders.reading.attribution_verdicts import is_verdict
from loaders.reading.structure import children, relation

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis
    from loaders.reading.attribution_report import Report

#: How many sentences back a denial reaches.
_REACH = 4
#: How many tokens before the last of somebody's words others of his may end that are denied with them.
_TOGETHER = 60
#: How many tokens at most a denial's own content has where it only sums up what was said before.
_SUMMARY = 4
#: How many sentences further off a sentence counts that tells what somebody says, and is about the denier, or not.
_FURTHER = {(True, True): 0.0, (False, True): 0.9, (True, False): 4.0, (False, False): 12.0}

Range = tuple[int, int]


def target(
    analysis: Analysis, report: Report, denier: tuple[str, ...], said: list[tuple[Range, tuple[str, ...]]]
) -> list[Range]:
    """The earlier stretches that a denial without content of its own denies.

    Args:
        analysis: the article, with mentions.
        report: the denial.
        denier: who denies.
        said: what somebody was reported to say before it, and who, in the order of the text.

    Returns:
        In the denial's own sentence what stands before it, if it hangs there as a relative clause; else the nearest of
        the sentences before it, those first that report something about the denier.
    """
    cue = analysis.doc[report.cue]
    sentence, told = cue.sent, [content for content, _ in said]
    if report.rule == "relative":
        # "said it sent rifles to Mali, which Nairobi denies": no name is denied, but all before it.
        named = report.object is not None and analysis.doc[report.object].pos_ == "PROPN"
        before = (sentence.start, report.content[0][1])
        return [before] if named else _inside(told, before) or list(report.content)
    if not _is_back(analysis, report):
        return []
    asked = _asked_about(analysis, report)
    if asked is not None:
        return [asked]
    if theirs := _of_whom(analysis, report, said):
        return theirs
    # "said it had sold rifles, though Peru denied doing so"
    clause = cue.left_edge.i
    own = _inside(told, (sentence.start, clause if clause > sentence.start else report.cue))
    joined = relation(cue) in {"acl", "conj", "ccomp", "parataxis", "advcl"} or is_verdict(analysis.doc, report.content)
    if own and (joined or _hangs_on(cue, own[-1])):
        return own[-1:]
    if relation(cue) == "acl" and cue.head.i > sentence.start + 1:
        return [(sentence.start, cue.left_edge.i)]
    return _earlier(analysis, sentence.start, denier, told)


def _hangs_on(cue: Token, content: Range) -> bool:
    """Whether what is told stands in a clause before the denial that depends on it: `While Chad says ..., Peru denies it`."""
    return any(c.i < cue.i and c.left_edge.i <= content[0] <= c.right_edge.i for c in children(cue, "advcl"))


def _inside(told: list[Range], within: Range) -> list[Range]:
    """What is told, as far as it lies in a range."""
    first, last = within
    return [(max(a, first), min(b, last)) for a, b in told if a < last and first < b]


def _of_whom(analysis: Analysis, report: Report, said: list[tuple[Range, tuple[str, ...]]]) -> list[Range]:
    """What those said last whose claims are denied: `denied the allegations made by Peru`."""
    noun = None if report.object is None else analysis.doc[report.object]
    owner = None if noun is None else possessor(noun)
    keys = () if owner is None else analysis.keys_at(owner)
    theirs = [content for content, who in said if set(who) & set(keys) and content[1] <= report.cue]
    return [content for content in theirs if content[1] > theirs[-1][0] - _TOGETHER]


def _asked_about(analysis: Analysis, report: Report) -> Range | None:
    """What somebody was asked who calls it false: `Asked about reports that Peru sold rifles, he said this was a lie`."""
    first = analysis.doc[report.cue].sent.start
    opening = [t for t in analysis.doc[first : first + 3] if t.lower_ == "asked"]
    end = next((t.i for t in reversed(analysis.doc[first : report.speaker or first]) if t.text == ","), None)
    return (opening[0].i + 1, end) if opening and end is not None else None


def of_report(analysis: Analysis, report: Report) -> bool:
    """Whether a denial is of a whole report: `Lima rejected the findings`."""
    noun = None if report.object is None else analysis.doc[report.object]
    if noun is None or not points_back(noun):
        return False
    # "denied the allegations in the report"
    return is_paper(noun) or any(is_paper(t) and points_back(t) for t in children(noun, "nmod"))


def _is_back(analysis: Analysis, report: Report) -> bool:
    if not report.content:
        return True
    if is_verdict(analysis.doc, report.content):
        return True
    if report.object is not None and points_back(analysis.doc[report.object]):
        return True
    # "Both deny trading arms": short, without a verb and a name of its own, it takes up what was said just before.
    tokens = [t for start, end in report.content for t in analysis.doc[start:end]]
    if any(t.lower_ == "such" and t.head.i > t.i for t in tokens):
        return True  # "denies that there was any such offer"
    own = any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} or analysis.keys_at(t) for t in tokens)
    return len(tokens) <= _SUMMARY and not own


def _earlier(analysis: Analysis, before: int, denier: tuple[str, ...], told: list[Range]) -> list[Range]:
    """The nearest of the sentences before a denial; what is told, and what is about the denier, counts as nearer."""
    ranked: list[tuple[float, Range]] = []
    start = before
    for distance in range(_REACH):
        if start <= 0:
            break
        sentence = analysis.doc[start - 1].sent
        start = sentence.start
        said = any(a < sentence.end and start < b for a, b in told)
        about = any(key in denier for i in range(start, sentence.end) for key in analysis.keys_at(i))
        ranked.append((distance + _FURTHER[said, about], (start, sentence.end)))
    if not ranked:
        return []
    first, last = min(ranked)[-1]
    # What is told is denied, not that somebody tells it, nor his office.
    return _inside(told, (first, last)) or [(first, last)]
