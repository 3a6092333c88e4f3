"""The contract of a format, checked for every one that is found: it reads its samples in `tests/cases/<name>/`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import loaders
from graph.records import Article
from loaders import formats

CASES = Path(__file__).parent / "cases"
NAMES = sorted(formats.available())


def samples(name: str) -> dict[str, list[dict]]:
    return json.loads((CASES / name / "expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_every_format_has_samples_that_show_metadata_and_prose(name):
    assert (CASES / name / "expected.json").is_file(), f"add a sample and expected.json to tests/cases/{name}/"
    assert any("title" in item and item.get("holds") for items in samples(name).values() for item in items)


@pytest.mark.parametrize("name", NAMES)
def test_samples_are_read_as_expected(name):
    for file, expected in samples(name).items():
        found = list(loaders.load([CASES / name / file]))
        assert len(found) == len(expected), found
        for item, wanted in zip(found, expected, strict=True):
            check(item, wanted)


def check(item: Article | loaders.Unreadable, wanted: dict) -> None:
    if "unreadable" in wanted:
        assert isinstance(item, loaders.Unreadable)
        assert wanted["unreadable"] in item.reason
        return
    assert isinstance(item, Article), item
    for field in ("title", "publisher", "date", "url"):
        if field in wanted:
            assert getattr(item, field) == wanted[field]
    assert item.authors == tuple(wanted.get("authors", item.authors))
    prose = " ".join(item.prose().split())
    for part in wanted["holds"]:
        assert part in prose
    for part in wanted.get("never", []):
        assert part not in prose


@pytest.mark.parametrize("name", NAMES)
def test_a_format_says_what_it_is(name):
    loader = formats.available()[name]
    assert loader.name == name
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in loader.suffixes)
    assert not loader.recognises(b"A line of plain words, as any text has them.\n")


@pytest.mark.parametrize("name", [n for n in NAMES if n != "text"])
def test_damaged_files_of_a_format_end_in_one_line(name, tmp_path):
    sample = next(iter(samples(name)))
    data = (CASES / name / sample).read_bytes()
    for number, cut in enumerate((len(data) // 3, len(data) // 2, len(data) - 20)):
        path = tmp_path / f"{number}{Path(sample).suffix}"
        path.write_bytes(data[:cut] + b"\x00\xff\xfe" + data[cut + 5 :])
    for item in loaders.load([tmp_path]):
        assert isinstance(item, Article) or ("\n" not in item.reason and item.reason)


def test_suffixes_belong_to_one_format():
    claimed = [suffix for loader in formats.available().values() for suffix in loader.suffixes]
    assert len(claimed) == len(set(claimed))


def test_importing_the_loaders_imports_no_heavy_library():
    heavy = "trafilatura lxml pypdf feedparser dateparser htmldate frontmatter yaml charset_normalizer spacy"
    code = f"import sys, loaders; from loaders import formats; formats.available(); print(*(set('{heavy}'.split()) & set(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=CASES.parent.parent
    )
    assert run.stdout.strip() == ""


def test_content_tells_more_than_the_name():
    assert formats.choose("page.txt", b"<!DOCTYPE html><html><body>").name == "html"
    assert formats.choose("note.txt", b"%PDF-1.7\n").name == "pdf"
    assert formats.choose("data.bin", b'<?xml version="1.0"?><rss version="2.0">').name == "feed"
    assert formats.choose("data.xml", b'<?xml version="1.0"?><!DOCTYPE html><html>').name == "html"
    assert formats.choose("no-suffix", b"Plain words.") is None
