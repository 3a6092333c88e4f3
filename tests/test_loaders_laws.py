"""What holds for any bytes and any text: no exception, offsets inside the text, nothing cut."""

from __future__ import annotations

import contextlib
import hashlib
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import loaders
from graph.records import Article
from loaders import formats, from_text
from loaders.base import UnusableError
from loaders.encoding import decode
from loaders.reading import numbered

LINES = st.sampled_from(
    [
        "Ferries for Uganda", "By Grace Akinyi", "Share | Save", "Comments", "2 days ago", "Ann Reader", "You might also like",
        "Sources", "KISUMU, June 4 (Lake Press) - The ferry (LP, June 3) has left the port, the ministry said on Friday.",
        "Kenya **lent** [two](https://example.org) ferries to Uganda, and no more than that, for a season.", "- an item", "###",
        "A ferry on the lake. Photo: J. Mwangi", "Read more: The bridge", "", "", " ", "(", "](", "\\[", "<!--", "*" * 5, "1",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.one_of(LINES, st.text(max_size=60)), max_size=25).map("\n".join))
BLANKED = {"furniture", "comment", "citation", "markup"}


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_segments_are_sorted_inside_the_text_and_blank_nothing_twice(text):
    article = from_text(text)
    assert len(article.prose()) == len(article.text)
    starts = [segment.start for segment in article.segments]
    assert starts == sorted(starts)
    assert all(0 <= s.start < s.end <= len(article.text) for s in article.segments)
    blanked = [s for s in article.segments if s.kind in BLANKED]
    assert all(a.end <= b.start for a, b in pairwise(blanked))
    marked = [s for s in article.segments if s.kind not in {"markup", "citation"}]
    assert all(a.end <= b.start for a, b in pairwise(marked))


@given(TEXTS)
@settings(max_examples=80, deadline=None)
def test_prose_differs_from_the_text_in_blanks_only(text):
    article = from_text(text)
    assert all(a == b or a in " \n" for a, b in zip(article.prose(), article.text, strict=True))
    assert article.sha256 == hashlib.sha256(article.text.encode()).hexdigest()
    assert from_text(article.text) == article


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_bytes_are_decoded_or_refused(data):
    with contextlib.suppress(UnusableError):
        assert "\r" not in decode(data)


@pytest.mark.parametrize("suffix", sorted(formats.suffixes()))
@given(data=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace"))))
@settings(max_examples=15, deadline=None)
def test_any_file_gives_articles_or_reasons(tmp_path_factory, suffix, data):
    path = tmp_path_factory.mktemp("any") / f"file{suffix}"
    path.write_bytes(data)
    for item in loaders.load([path]):
        if isinstance(item, Article):
            assert len(item.prose()) == len(item.text)
        else:
            assert item.reason
            assert "\n" not in item.reason


def test_no_name_begins_with_a_blank() -> None:
    """Where furniture stood there are long runs of blanks: a pattern that tried each of their places took minutes."""
    for pattern in numbered._PARTS:
        assert (
            pattern.match("    UN resolution 1718, Executive Order 13382, Regulation 833/2014, Arms Export Act") is None
        )
