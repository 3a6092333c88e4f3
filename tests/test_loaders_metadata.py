"""Dates, names and publishers are read where a page says them, and nowhere else."""

from __future__ import annotations

from datetime import date, datetime

import pytest
import yaml

from loaders import dates, from_text
from loaders.furniture.bylines import names

P1 = "Kenya has lent Uganda two ferries for the dry season, the ministry of transport in Nairobi said on Friday."
P2 = "The ferries will cross Lake Victoria twice a day until the bridge at Jinja is open again, according to the ministry."


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("Wednesday, January 23, 2019", "2019-01-23"),
        ("12 Sept. 2011", "2011-09-12"),
        ("Tue, 05 Jun 2012 10:00:00 GMT", "2012-06-05"),
        ("2020-02-14T08:00:00Z", "2020-02-14"),
        ("2020-02-14 08:00", "2020-02-14"),
        ("September 2023", "2023-09"),
        ("2023-09", "2023-09"),
        ("2023", "2023"),
        ("25/12/2019", "2019-12-25"),
        ("03/04/2019", "2019"),
        ("05/05/2019", "2019-05-05"),
        ("2019/04/03", "2019-04-03"),
        ("2019, 3rd of June", "2019-06-03"),
        ("February 30, 2019", None),
        ("yesterday", None),
        ("June 4", None),
        ("", None),
        (None, None),
        (date(2011, 5, 6), "2011-05-06"),
        (datetime(2011, 5, 6, 7, 8), "2011-05-06"),  # noqa: DTZ001 - YAML gives them without a zone
    ],
)
def test_dates_of_fields(value, iso):
    assert dates.from_field(value) == iso


@pytest.mark.parametrize(
    ("byline", "persons"),
    [
        ("Grace Akinyi", ["Grace Akinyi"]),
        ("Grace Akinyi and Peter Ochieng", ["Grace Akinyi", "Peter Ochieng"]),
        ("Grace Akinyi, Peter Ochieng and Ann M. Otieno", ["Grace Akinyi", "Peter Ochieng", "Ann M. Otieno"]),
        ("Grace Akinyi, East Africa correspondent, in Kisumu", ["Grace Akinyi"]),
        ("Grace Akinyi, Addis Ababa", ["Grace Akinyi"]),
        ("GRACE AKINYI", ["Grace Akinyi"]),
        ("Ludwig van der Berg | Lake Post", ["Ludwig van der Berg"]),
        ("Our Staff Reporter", []),
        ("Lake News Agency", []),
    ],
)
def test_names_in_bylines(byline, persons):
    assert names(byline) == persons


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("June 4, 2013 - 3:15pm", "2013-06-04"),
        ("Updated Friday 21 June 2013, 17:40", "2013-06-21"),
        ("This Sept. 10, 2013 photo provided by the ministry shows a ferry on the lake.", "2013-09"),
        ("A ferry leaves the port of Kisumu, June 19, 2014. Photo: Jane Mwangi", "2014-06"),
    ],
)
def test_dates_on_the_page(line, iso):
    assert from_text(f"Ferries for Uganda\n\n{line}\n\n{P1}\n\n{P2}").date == iso


def test_those_who_edit_or_help_are_no_authors():
    signoff = "(Reporting By Grace Akinyi and Peter Ochieng Additional reporting by Jo Kim Editing by Ann Otieno)"
    article = from_text(f"Ferries for Uganda\n\nToday: June 9, 2013\n\nJune 4, 2013\n\n{P1}\n\n{P2} {signoff}")
    assert article.authors == ("Grace Akinyi", "Peter Ochieng")
    assert article.date == "2013-06-04"


def test_the_date_of_a_headline():
    assert from_text(f"Briefing by the Minister of Transport, January 4, 2014\n\n{P1}\n\n{P2}").date == "2014-01-04"


def test_what_is_not_said_stays_unknown():
    article = from_text(f"{P1}\n\nIn 2011 it had lent none. On May 3, 2012 the first came.\n\n{P2}")
    assert (article.title, article.publisher, article.authors, article.date) == (None, None, (), None)


def test_a_picture_agency_is_not_the_publisher():
    assert (
        from_text(f"Ferries for Uganda\n\nA ferry on the lake. Copyright Getty Images\n\n{P1}\n\n{P2}").publisher
        is None
    )


def test_what_the_format_knows_is_believed():
    article = from_text(
        f"Ferries for Uganda\n\nBy Grace Akinyi\n\n{P1}", title="Two ferries", authors=("Ann Otieno",), date="2013"
    )
    assert (article.title, article.authors, article.date) == ("Two ferries", ("Ann Otieno",), "2013")


def test_metadata_of_the_annotated_articles(shared):
    """Floors on articles by others: dates that a reader could only infer are not expected."""
    right = dict.fromkeys(("title", "publisher", "authors", "date"), 0)
    wrong_dates, total = [], 0
    for path in sorted((shared / "gold").rglob("*.yaml")):
        gold = yaml.safe_load(path.read_text(encoding="utf-8"))
        folder = shared / "articles" / path.parent.relative_to(shared / "gold")
        article = from_text((folder / f"{path.stem}.txt").read_text(encoding="utf-8"))
        total += 1
        for field in right:
            right[field] += plain(getattr(article, field)) == plain(gold.get(field))
        if article.date is not None and article.date != plain(gold["date"]):
            wrong_dates.append(path.stem)
        assert [bad for bad in gold.get("never") or [] if bad in article.prose()] == [], path.stem
    assert wrong_dates == []
    assert total == 44
    assert right["title"] >= 44
    assert right["publisher"] >= 44
    assert right["authors"] >= 44
    assert right["date"] >= 37


def plain(value: object) -> object:
    if isinstance(value, list | tuple):
        return tuple(value)
    return None if value is None else str(value).replace("’", "'").replace("' s", "'s")
