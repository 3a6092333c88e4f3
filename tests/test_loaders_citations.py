"""Cited sources in parentheses are told from acronyms, places and asides."""

from __future__ import annotations

import pytest

from loaders import citations, from_text


def found(text: str) -> list[tuple[str, str | None]]:
    return [(text[s.start : s.end], s.voice) for s in citations.find(text)]


@pytest.mark.parametrize(
    ("cited", "voice"),
    [
        ("(Lake Post, July 27)", "Lake Post"),
        ("(Lake Post, August 24, 2011)", "Lake Post"),
        ("(Lake Post, 24 August 2011)", "Lake Post"),
        ("(, July 25)", None),
        ("(, July 13, 2022)", None),
        ("(, accessed July 31)", None),
        ("(see LPM, June 20)", "LPM"),
        ("(Lake Post, July 1; Nile Times, July 2)", "Lake Post"),
        ("(see Lake Post)", "Lake Post"),
        ("(Source: Lake Post)", "Lake Post"),
        ("(lakepost.com)", "lakepost.com"),
    ],
)
def test_citations_with_their_voices(cited, voice):
    text = f"The ferries have been paid for {cited}, and more will come."
    assert found(text) == [(cited, voice)]
    article = from_text(text)
    assert article.prose() == text.replace(cited, " " * len(cited))


@pytest.mark.parametrize(
    "aside",
    [
        "(IISS)",
        "(UNSC)",
        "(and others)",
        "(155 miles)",
        "($780 million)",
        "(born May 3, 1960)",
        "(from May 3, 2011)",
        "(Entebbe, Uganda)",
        "(some of them, said Otieno)",
        "(Kisumu)",
        "(2013)",
        "(the ministry, which was founded in May 2011)",
    ],
)
def test_other_parentheses_stay(aside):
    assert found(f"The ferries {aside} have been paid for.") == []
