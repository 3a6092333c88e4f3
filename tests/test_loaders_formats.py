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


def written(writer, path: Path) -> loaders.Unreadable | Article:
    writer.write(path)
    (item,) = loaders.load([path])
    return item


def test_pdfs_that_give_no_text_say_why(tmp_path):
    from pypdf import PdfWriter

    locked = PdfWriter(clone_from=CASES / "pdf" / "print.pdf")
    locked.encrypt("secret", algorithm="RC4-128")
    assert "encrypted" in written(locked, tmp_path / "locked.pdf").reason
    scan = PdfWriter()
    scan.add_blank_page(200, 200)
    assert "without text" in written(scan, tmp_path / "scan.pdf").reason
    for _ in range(200):
        scan.add_blank_page(200, 200)
    assert "201 pages" in written(scan, tmp_path / "book.pdf").reason


def test_a_pdf_locked_without_a_password_is_read(tmp_path):
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=CASES / "pdf" / "print.pdf")
    writer.encrypt("", owner_password="owner", algorithm="RC4-128")  # noqa: S106 - a made-up one
    assert "three hundred city buses" in written(writer, tmp_path / "open.pdf").text


def test_the_name_of_the_file_a_pdf_was_made_from_is_no_title(tmp_path):
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=CASES / "pdf" / "print.pdf")
    writer.add_metadata({"/Title": "Microsoft Word - draft3.docx"})
    assert written(writer, tmp_path / "named.pdf").title == "Peru swaps copper for buses"


def test_lines_of_print_become_paragraphs_without_running_heads():
    from loaders.formats.pdf import _without_running_heads, paragraphs

    pages = [
        ["The Lake Post", "Kenya has lent Uganda two ferries for the whole of the dry", "season.", str(n)]
        for n in (1, 2, 3)
    ]
    lines = _without_running_heads(pages)
    assert "The Lake Post" not in lines
    assert paragraphs(lines[:2]) == "Kenya has lent Uganda two ferries for the whole of the dry season."


def test_what_readers_wrote_on_a_page_is_kept_apart(tmp_path):
    paragraphs = "".join(
        f"<p>Kenya has lent Uganda ferry number {n} for the dry season, the ministry said on Friday.</p>"
        for n in range(4)
    )
    comments = '<div id="comments"><p>I have crossed the lake on it, and it is slow, as all of them are.</p></div>'
    path = tmp_path / "page.html"
    path.write_text(f"<html><body><article><h1>Ferries for Uganda</h1>{paragraphs}</article>{comments}</body></html>")
    (article,) = loaders.load([path])
    (comment,) = [s for s in article.segments if s.kind == "comment"]
    assert article.text[comment.start : comment.end].startswith("I have crossed the lake")
    assert "crossed" not in article.prose()


def test_html_in_a_record_is_read_as_text(tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text(
        json.dumps({"body": "<p>Kenya lent Uganda two ferries &amp; a crew.</p><p>They came<br>on Friday.</p>"})
    )
    (article,) = loaders.load([path])
    assert article.text == "Kenya lent Uganda two ferries & a crew.\n\nThey came\n\non Friday."
