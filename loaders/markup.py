"""Signs within a sentence that are not words: Markdown, HTML tags, addresses, editors' notes."""

from __future__ import annotations

import re

from graph.records import Segment

# A link keeps its words and loses its brackets and address; a picture is not read at all.
_PICTURE = re.compile(r"!\[[^\]\n]{0,300}\]\([^()\s]{0,2000}(?:\s\"[^\"\n]{0,300}\")?\)")
_LINK_END = re.compile(
    r"\]\((?:<[^<>\n]{0,2000}>|[^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,500})?)(?:\s\"[^\"\n]{0,300}\")?\)"
)
_NOTE_MARK = re.compile(r"\[\^[\w-]{1,30}\]:?|\[\d{1,3}\](?!\()")
_SIGNS = re.compile(
    r"""(?=[\\<hw*_~`&(])(?:                                # signs begin with one of these, which saves trying them all
        \\(?=[\\`*_{}\[\]()#+.!|>~-])                      # escapes
      | </?(?:u|b|i|em|strong|br|sup|sub|span|mark|small|p|div|a|q|cite|font|img|center)(?:\s[^<>\n]{0,500})?/?>
      | <!--.{0,500}?-->
      | <https?://[^\s<>]{1,2000}>
      | \bhttps?://[^\s<>()\[\]"”]{1,2000}
      | (?<!\w)www\.[^\s<>()\[\]"”]{3,200}
      | \*{1,3}(?=\S) | (?<=\S)\*{1,3}
      | (?<![\w_])_{1,3}(?=[^\W_]) | (?<=[^\W_])_{1,3}(?![\w_])
      | ~~ | `{1,3}
      | &(?:nbsp|amp|quot|lsquo|rsquo|ldquo|rdquo|ndash|mdash|\#\d{2,5});
      | \((?:inaudible|crosstalk|laughter|applause|laughs|sic|pause|ph|as\ prepared\ for\ delivery)\.?\)
      | \(\([a-z]{2,3}\)\)\s?[A-Z][a-z]+\ language:(?:\s?[^\s\x00-\x7f][^\s.,;"“”]{0,40}|\s?[a-z]{1,20}[^\x00-\x7f][^\s.,;"“”]{0,40})*
    )""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_LINE_SIGNS = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|(?:>[ \t]?)+|[-*+•▪◦●○·][ \t]+)", re.MULTILINE)
_FENCE = re.compile(
    r"^[ \t]*(?:```|~~~)[^\n]*$|^[ \t]*(?:[-*_=][ \t]*){3,}$|^\[[^\]\n]{1,100}\]:\s\S[^\n]*$", re.MULTILINE
)


def find(text: str) -> list[Segment]:
    """Every stretch of signs, sorted, none overlapping."""
    spans = [
        m.span() for pattern in (_PICTURE, _NOTE_MARK, _SIGNS, _LINE_SIGNS, _FENCE) for m in pattern.finditer(text)
    ]
    for match in _LINK_END.finditer(text):
        opening = _opening(text, match.start())
        if opening is not None:
            spans += [(opening, opening + 1), match.span()]
    return [Segment(start, end, "markup") for start, end in _merged(spans)]


def _opening(text: str, close: int) -> int | None:
    """The bracket that opens the words of a link, not further back than a long phrase."""
    depth = 0
    for at in range(close - 1, max(-1, close - 400), -1):
        if text[at] == "]":
            depth += 1
        elif text[at] == "[":
            if depth == 0:
                return at
            depth -= 1
    return None


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def merge(*groups: list[Segment]) -> list[Segment]:
    """Several lists of markup as one, sorted, none overlapping."""
    spans = [(segment.start, segment.end) for group in groups for segment in group]
    return [Segment(start, end, "markup") for start, end in _merged(spans)]
