"""What paths stand for, and that one bad file never stands in the way of the others."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import time
from pathlib import Path

import pytest

import loaders
from graph.records import Article
from loaders import LoadOptions, Unreadable

PROSE = "Kenya lent Uganda two ferries for the season, the ministry of transport said on Friday.\n"
OTHER = "Norway sold Iceland a research vessel in May, and its crew stayed on board until autumn.\n"


def read(*paths: str | Path, **options) -> list[Article | Unreadable]:
    return list(loaders.load(paths, options=LoadOptions(**options)))


def reason(path: Path, **options) -> str:
    (item,) = read(path, **options)
    assert isinstance(item, Unreadable), item
    assert "\n" not in item.reason
    return item.reason


def test_a_folder_is_read_with_what_is_below_it_in_the_order_of_paths(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "one.txt").write_text(PROSE)
    (tmp_path / "a.md").write_text("---\ntitle: A vessel\n---\n" + OTHER)
    (tmp_path / ".hidden.txt").write_text(PROSE + OTHER)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "NOTICE.md").write_text("This folder holds articles on ships and those who lend them.")
    found = read(tmp_path)
    assert [Path(item.path).name for item in found] == ["NOTICE.md", "a.md", "one.txt", "picture.png"]
    assert [isinstance(item, Article) for item in found] == [False, True, True, False]
    assert found[0].skipped
    assert found[3].skipped


def test_nothing_is_said_of_a_readme_unless_it_looks_like_an_article_or_is_all_there_is(tmp_path):
    readme = tmp_path / "README.md"
    readme.write_text("This folder holds articles on ships and those who lend them.")
    assert "describes its folder" in reason(tmp_path)
    (tmp_path / "a.txt").write_text(PROSE)
    assert [Path(item.path).name for item in read(tmp_path)] == ["a.txt"]
    readme.write_text("---\ntitle: A vessel\n---\n" + OTHER)
    assert [Path(item.path).name for item in read(tmp_path)] == ["README.md", "a.txt"]


def test_a_file_named_by_itself_is_read_whatever_it_is_called(tmp_path):
    path = tmp_path / "README.md"
    path.write_text(PROSE)
    assert isinstance(read(tmp_path, path)[0], Article)


def test_patterns_files_and_folders_may_overlap(tmp_path):
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(f"{name}: {PROSE}")
    found = read(f"{tmp_path}/*.txt", tmp_path / "a.txt", tmp_path)
    assert [Path(item.path).name for item in found] == ["a.txt", "b.txt"]


def test_the_same_text_is_read_once_and_the_others_are_named(tmp_path):
    for name in ("c.txt", "a.txt", "b.txt"):
        (tmp_path / name).write_text(PROSE)
    first, *others = read(tmp_path)
    assert isinstance(first, Article)
    assert first.path == str(tmp_path / "a.txt")
    assert all(item.skipped and f"same text as {first.path}" in item.reason for item in others)
    assert len(others) == 2


def test_standard_input_is_recognised_or_told(monkeypatch):
    page = f"<html><body><article><h1>Ferries</h1><p>{PROSE}</p><p>{OTHER}</p></article></body></html>"
    for data, options in ((page, {}), (PROSE, {}), (json.dumps({"text": PROSE}), {"stdin_format": "jsonl"})):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
        (article,) = read("-", **options)
        assert "Kenya lent Uganda two ferries" in article.prose()
        assert "<" not in article.text
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x y z")))
    (item,) = read("-", stdin_format="docx")
    assert "no format is called 'docx'" in item.reason


def test_a_page_in_a_text_file_is_read_as_a_page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(f"<!DOCTYPE html>\n<html><body><article><p>{PROSE}</p><p>{OTHER}</p></article></body></html>")
    (article,) = read(path)
    assert "<p>" not in article.text


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (gzip.compress(PROSE.encode()), "gzip"),
        (b"PK\x03\x04rest", "zip"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "picture"),
        (bytes(range(128)) * 20, "control characters"),
        (bytes(range(256)) * 20, "no text in a known encoding"),
        ("Señor Ruiz sold ".encode() + b"\xff\xe9 coffee to Lima, said the trade office.", "UTF-8 up to byte"),
        (b"%PDF-1.7\nnothing that a reader could find here", "damaged"),
        (b"Share | Save | Copy link\n\nMenu\n", "no running prose"),
        (b"<html><head><title>x</title></head><body></body></html>", "without an article"),
    ],
)
def test_a_bad_file_has_a_reason_and_the_next_is_read(tmp_path, data, part):
    (tmp_path / "a.txt").write_bytes(data)
    (tmp_path / "b.txt").write_text(PROSE)
    bad, good = read(tmp_path)
    assert isinstance(bad, Unreadable)
    assert part in bad.reason
    assert "\n" not in bad.reason
    assert not bad.skipped
    assert isinstance(good, Article)


def test_missing_large_and_special_files(tmp_path):
    assert "no such file" in reason(tmp_path / "none.txt")
    (tmp_path / "empty").mkdir()
    assert "nothing in it" in reason(tmp_path / "empty")
    (tmp_path / "large.txt").write_text(PROSE * 50)
    assert "larger than 1,000 bytes" in reason(tmp_path / "large.txt", max_bytes=1000)
    (tmp_path / "long.txt").write_text("word " * 300_000)
    assert "too long for one article" in reason(tmp_path / "long.txt")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert "no regular file" in reason(tmp_path / "pipe")
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    assert "check the file" in reason(tmp_path / "link.txt")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_hostile_names_can_be_printed(tmp_path):
    name = b"a\x1b[31m\nb\xff\xe2\x80\xae.txt"
    (tmp_path / os.fsdecode(name)).write_text(PROSE)
    (article,) = read(tmp_path)
    assert article.path.isprintable()
    article.path.encode("utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_encodings_are_detected(tmp_path, encoding):
    text = "José Núñez sold “two ferries” to Malmö – for a season, the ministry of transport said on Friday.\n"
    data = text.encode(encoding) if encoding != "utf-16-be" else b"\xfe\xff" + text.encode(encoding)
    (tmp_path / "a.txt").write_bytes(data)
    assert read(tmp_path)[0].text == text


def test_an_encoding_that_is_named_is_used_and_wrong_ones_are_told(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("Łódź sent trams to Kraków, the city said on Friday.".encode("cp1250"))
    assert read(path, encoding="cp1250")[0].text.startswith("Łódź")
    assert "not valid utf-8" in reason(path, encoding="utf-8")
    assert "no encoding is called" in reason(path, encoding="klingon")


def test_line_breaks_are_of_one_character(tmp_path):
    (tmp_path / "a.txt").write_bytes(PROSE.replace("\n", "\r\n").encode() + OTHER.replace("\n", "\r").encode())
    assert read(tmp_path)[0].text == PROSE + OTHER


def test_the_date_given_is_believed(tmp_path):
    (tmp_path / "a.md").write_text("---\ndate: 2001-02-03\n---\n" + PROSE)
    assert read(tmp_path)[0].date == "2001-02-03"
    assert read(tmp_path, date="1999-12")[0].date == "1999-12"


def test_columns_are_mapped(tmp_path):
    (tmp_path / "a.csv").write_text(f'when,words,name\n2011-05-06,"{PROSE.strip()}",Two ferries\n')
    columns = {"text": "words", "title": "name", "date": "when"}
    (article,) = read(tmp_path, columns=columns)
    assert (article.text, article.title, article.date) == (PROSE.strip(), "Two ferries", "2011-05-06")
    assert "no column 'text' (it has when, words, name)" in reason(tmp_path / "a.csv")


def test_bad_front_matter_names_its_line(tmp_path):
    (tmp_path / "a.md").write_text("---\ntitle: Ferries: two of them\n---\n" + PROSE)
    assert "front matter that is no YAML in line 2" in reason(tmp_path / "a.md")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("nested.html", b"<html><body>" + b"<div>" * 100_000 + b"deep"),
        ("links.html", b"<html><body>" + b"<p><a href=x>A link of the page</a></p>" * 30_000),
        ("colspan.html", b"<html><body><table><tr><td colspan=9007199254740991>x</td></tr></table>"),
        ("nested.json", b"[" * 200_000),
        ("nested.jsonl", b'{"text": ' * 100_000),
        ("field.csv", b'text\n"' + b"x" * 3_000_000),
        ("quotes.csv", b'text\n"a"b"c\n"' * 1000),
        ("entities.xml", b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
         + b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9)) + b"]><rss><channel>&j;</channel></rss>"),
        ("yaml.md", b"---\na: &a [x]\n" + b"".join(b"b%d: [*a, *a, *a, *a]\n" % i for i in range(500)) + b"---\nNo text but this."),
        ("brackets.txt", b"[(<!--*_`" * 40_000),
        ("labels.txt", b"Comments\n\nRelated\n\nSources\n\n" * 3_000),
        ("capitals.txt", b"A/B " * 40_000 + b"\n\n" + b"A/" * 40_000),
        ("names.txt", b"By " + b"Aa" * 50_000 + b" " + b"Ab-" * 50_000),
    ],
)  # fmt: skip
def test_monsters_end_within_seconds(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    start = time.monotonic()
    read(tmp_path)
    assert time.monotonic() - start < 10
