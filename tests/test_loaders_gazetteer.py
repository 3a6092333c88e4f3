"""Known names: the files are sound, and names are found as they are written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import spacy
from babel import Locale

from graph.errors import QuidError
from graph.vocabulary import vocabulary
from loaders.gazetteer import Entry, Gazetteer
from loaders.gazetteer.entry import DATA, read_file

BLANK = spacy.blank("en")


def found(gazetteer: Gazetteer, text: str) -> list[tuple[str, str]]:
    doc = BLANK(text)
    return [(doc[start:end].text, entry.name) for start, end, entry in gazetteer.find(doc)]


def made(*entries: Entry) -> Gazetteer:
    return Gazetteer(folder=None, entries=entries)


def test_files_tell_their_source_and_gaps() -> None:
    for path in sorted(DATA.glob("*.csv")):
        comments = "".join(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#"))
        for word in ("ource", "aps"):
            assert word in comments, f"{path.name} does not tell its {word}"


def test_entries_have_kinds_of_the_model_and_belong_to_entries(gazetteer: Gazetteer) -> None:
    kinds = {"state", "bloc", "organisation", "person", "group"}
    names = {entry.name for entry in gazetteer.entries}
    assert len(gazetteer.entries) > 3000
    assert vocabulary()
    for entry in gazetteer.entries:
        if entry.type == "Actor":
            assert entry.kind in kinds, entry
            assert entry.attribute("of") is None or entry.attribute("of") in names, entry


def test_terms_of_office_are_dates_in_order(gazetteer: Gazetteer) -> None:
    for person in (e for e in gazetteer.entries if e.kind == "person"):
        start, end = person.attribute("start") or "", person.attribute("end")
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", start), person
        assert end is None or start < end, person


def test_states_have_the_names_that_cldr_gives_to_their_codes(gazetteer: Gazetteer) -> None:
    cldr = Locale("en").territories
    compared = 0
    for state in (e for e in gazetteer.entries if e.kind == "state"):
        code = state.attribute("iso") or ""
        usual = cldr.get(code) if len(code) == 2 else None
        if usual is None or "(" in usual or " - " in usual or state.attribute("status") == "territory":
            continue
        names = {gazetteer.lookup(name) for name in (usual, usual.replace("&", "and"), usual.replace("St.", "St"))}
        assert state in names, (code, usual)
        compared += 1
    assert compared > 180


def test_longest_name_wins_and_capitals_stand_for_the_state(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "Officials of the Central Bank of Libya flew from Tripoli to Accra.") == [
        ("Central Bank of Libya", "Central Bank of Libya"),
        ("Tripoli", "Libya"),
        ("Accra", "Ghana"),
    ]


@pytest.mark.parametrize("text", ["Côte d'Ivoire", "Cote d’Ivoire", "Ivory Coast"])
def test_accents_and_apostrophes_do_not_matter(gazetteer: Gazetteer, text: str) -> None:
    assert found(gazetteer, f"{text} grows cocoa.") == [(text, "Ivory Coast")]


def test_capitals_matter(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "They let us eat turkey on fine china.") == []
    assert found(gazetteer, "Let them eat.") == []


def test_the_west_does_not_take_the_west_bank_apart(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "He flew to the West Bank.") == [("West Bank", "West Bank")]
    assert found(gazetteer, "He warned the West.") == [("the West", "the West")]


def test_an_acronym_of_several_goes_to_the_one_whose_state_is_named() -> None:
    sudan = Entry("Actor", "state", "Sudan")
    rapid = Entry("Actor", "group", "Rapid Support Forces", ("RSF",), attributes=(("of", "Sudan"),))
    reporters = Entry("Actor", "organisation", "Reporters Without Borders", ("RSF",))
    gazetteer = made(reporters, sudan, rapid)
    assert found(gazetteer, "In Sudan the RSF advanced.")[-1] == ("RSF", "Rapid Support Forces")
    assert found(gazetteer, "The report is by RSF.") == [("RSF", "Reporters Without Borders")]


def test_a_weak_name_needs_a_named_entity_of_its_class() -> None:
    gazetteer = made(Entry("Actor", "organisation", "Orchard", weak=("Orchard",)))
    doc = BLANK("Orchard sells apples.")
    assert gazetteer.find(doc) == []
    doc.set_ents([spacy.tokens.Span(doc, 0, 1, label="ORG")])
    assert [entry.name for _, _, entry in gazetteer.find(doc)] == ["Orchard"]


def test_demonyms_and_surnames(gazetteer: Gazetteer) -> None:
    ghanaian = gazetteer.demonym("Ghanaians")
    assert ghanaian is not None
    assert ghanaian.name == "Ghana"
    assert gazetteer.demonym("polish") is None
    assert "Paul Kagame" in {person.name for person in gazetteer.persons("Kagame")}
    assert "Adel al-Jubeir" in {person.name for person in gazetteer.persons("Jubeir")}


def test_a_file_without_its_columns_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "ships.csv"
    path.write_text("# a comment\nname,flag\nSalt Wind,Togo\n", encoding="utf-8")
    with pytest.raises(QuidError, match=r"ships\.csv.*kind and name"):
        list(read_file(path))


def test_a_row_with_too_many_cells_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ships.csv"
    path.write_text("kind,name\norganisation,Salt, Wind and Co\n", encoding="utf-8")
    with pytest.raises(QuidError, match="3 cells for 2 columns"):
        list(read_file(path))
