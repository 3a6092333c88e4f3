"""Whose words a direct quotation is: joins quotations with the reports beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from loaders.reading.attribution_lexicon import Cue
from loaders.reading.attribution_quotes import Quotation, is_full, paragraphs
from loaders.reading.attribution_report import Report
from loaders.reading.structure import children

if TYPE_CHECKING:
    from loaders.parsed import Doc, Token

#: How many tokens may lie between a quotation and its cue: "..., the deputy minister of X, Y Z, told reporters".
_REACH = 40
_QUOTED = Cue("", "quote", "asserted", frozenset())


class _Joiner:
    """Walks over the quotations of a text and gives each to a report."""

    def __init__(self, doc: Doc, reports: list[Report]) -> None:
        self.doc = doc
        self.reports = reports
        self.paragraph = [0] * len(doc)
        self.starts: list[int] = []
        for number, (start, end) in enumerate(paragraphs(doc)):
            self.starts.append(start)
            self.paragraph[start:end] = [number] * (end - start)
        self.last: tuple[Quotation, int] | None = None

    def join(self, quotation: Quotation) -> None:
        """Give a quotation to the report that it belongs to, making one where only a subject introduces it."""
        if not is_full(self.doc, quotation):
            self._keep_phrase(quotation)
            return
        index = self._governing(quotation)
        if index is None:
            index = self._beside(quotation)
        if index is None:
            index = self._continued(quotation)
        if index is None:
            index = self._introduced(quotation)
        if index is None:
            index = self._signed(quotation)
        if index is None:
            index = self._following(quotation)
        if index is not None:
            self._extend(index, quotation)
            self.last = (quotation, index)

    def _keep_phrase(self, quotation: Quotation) -> None:
        index = self._governing(quotation)
        if index is not None:
            self.last = (quotation, index)

    def _extend(self, index: int, quotation: Quotation) -> None:
        report = self.reports[index]
        merged = _merge([*report.content, (quotation.start, quotation.end)])
        self.reports[index] = replace(report, content=_without(merged, report.cue))

    def _outside(self, quotation: Quotation) -> list[int]:
        return [
            i
            for i, r in enumerate(self.reports)
            if r.speaker is not None
            and not r.negated
            and not quotation.start <= r.cue < quotation.end
            and not quotation.start <= r.speaker < quotation.end
        ]

    def _governing(self, quotation: Quotation) -> int | None:
        """The report, cue outside the quotation, whose content holds a part of it; the nearest where there are several."""
        fitting = [
            i
            for i in self._outside(quotation)
            if any(a < quotation.end and quotation.start < b for a, b in self.reports[i].content)
        ]
        return min(fitting, key=lambda i: _distance(self.reports[i].cue, quotation), default=None)

    def _beside(self, quotation: Quotation) -> int | None:
        """A report without content of its own in the sentence that the quotation ends or starts in."""
        fitting = [
            i
            for i in self._outside(quotation)
            if not self.reports[i].content
            and self.paragraph[self.reports[i].cue] == self.paragraph[quotation.start]
            and _distance(self.reports[i].cue, quotation) <= _REACH
            and self._adjoins(self.reports[i], quotation)
        ]
        return min(fitting, key=lambda i: _distance(self.reports[i].cue, quotation), default=None)

    def _adjoins(self, report: Report, quotation: Quotation) -> bool:
        sentence = self.doc[report.cue].sent
        return sentence.start <= quotation.end <= report.cue or report.cue < quotation.start <= sentence.end

    def _continued(self, quotation: Quotation) -> int | None:
        """The report of the quotation before, where nobody else speaks in between."""
        if self.last is None:
            return None
        previous, index = self.last
        here, there = self.paragraph[quotation.start], self.paragraph[previous.end - 1]
        opened = previous.open and here == there + 1 and quotation.start == self.starts[here]
        if here != there and not opened:
            return None
        others = {
            self.reports[i].speaker
            for i in self._outside(quotation)
            if previous.end <= self.reports[i].cue < quotation.start
        }
        return index if others <= {self.reports[index].speaker} else None

    def _introduced(self, quotation: Quotation) -> int | None:
        """The subject of what stands before the quotation: `X was unmoved: "..."`, `X was unmoved. "..."`."""
        start = quotation.start
        if not start or self.paragraph[start - 1] != self.paragraph[start]:
            return None
        before = self.doc[start - 1]
        while before.is_space and before.i:
            before = before.nbor(-1)
        if before.text not in {":", ".", "!", "?"}:
            return None
        earlier = [i for i in self._outside(quotation) if before.sent.start <= self.reports[i].cue < start]
        if earlier:
            return earlier[-1]
        subject = _person_subject(before.sent.root) or _labelled(self.doc, self.starts[self.paragraph[start]], before)
        return None if subject is None else self._add(Report(before.i, _QUOTED, subject.i, (), rule="introduced"))

    def _signed(self, quotation: Quotation) -> int | None:
        """The name in the paragraph behind a quotation that fills its own: a pulled quote with its source below."""
        number = self.paragraph[quotation.start]
        if quotation.start > self.starts[number] + 1 or number + 1 >= len(self.starts):
            return None
        first = self.starts[number + 1]
        last = self.starts[number + 2] if number + 2 < len(self.starts) else len(self.doc)
        line = [t for t in self.doc[first:last] if not t.is_space]
        named = next((t for t in line[:3] if t.ent_type_ == "PERSON"), None)
        if named is None or len(line) > _REACH or any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in line):
            return None
        return self._add(Report(first, _QUOTED, named.i, (), rule="signed"))

    def _following(self, quotation: Quotation) -> int | None:
        """The last speaker of the paragraph before, where the quotation fills its own."""
        number = self.paragraph[quotation.start]
        if not number or quotation.start > self.starts[number] + 1:
            return None
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.doc)
        if any(t.is_alpha for t in self.doc[quotation.end : end]):
            return None
        earlier = [i for i in self._outside(quotation) if self.paragraph[self.reports[i].cue] == number - 1]
        return max(earlier, key=lambda i: self.reports[i].cue, default=None)

    def _add(self, report: Report) -> int:
        self.reports.append(report)
        return len(self.reports) - 1


def with_quotations(doc: Doc, reports: list[Report], quotations: list[Quotation]) -> list[Report]:
    """Return the reports with every quotation added to the content of the one whose words it is, by cue."""
    joiner = _Joiner(doc, list(reports))
    for quotation in quotations:
        joiner.join(quotation)
    return sorted(joiner.reports, key=lambda report: report.cue)


def _distance(cue: int, quotation: Quotation) -> int:
    return quotation.start - cue if cue < quotation.start else cue - quotation.end


def _person_subject(root: Token) -> Token | None:
    for child in children(root, "nsubj"):
        if child.ent_type_ == "PERSON" or child.lower_ in {"he", "she"}:
            return child
    return None


def _labelled(doc: Doc, first: int, colon: Token) -> Token | None:
    """The person with whose name a paragraph begins, straight before the colon of a turn: `Minister X: "..."`."""
    opening = doc[first : colon.i]
    if colon.text != ":" or any(t.pos_ in {"VERB", "AUX"} for t in opening):
        return None
    named = [t for t in opening if t.ent_type_ == "PERSON"]
    return named[0] if named and named[-1].i == colon.i - 1 else None


def _merge(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _without(ranges: list[tuple[int, int]], cue: int) -> tuple[tuple[int, int], ...]:
    """The ranges, the one that holds the cue cut in two at it."""
    parts: list[tuple[int, int]] = []
    for start, end in ranges:
        parts.extend([(start, cue), (cue + 1, end)] if start <= cue < end else [(start, end)])
    return tuple((a, b) for a, b in parts if b > a)
