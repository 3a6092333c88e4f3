"""From findings to claims."""

from __future__ import annotations

import hashlib

import pytest

from graph.records import Article, Exchange
from loaders.reading import analyse, conclude


@pytest.fixture
def claims(nlp, gazetteer):
    def read(text: str) -> dict[str, tuple[str, ...]]:
        """Who denies the exchange of each good."""
        article = Article(text, hashlib.sha256(text.encode()).hexdigest())
        told = conclude(analyse(article, nlp(text), gazetteer)).claims
        return {c.fact.good: c.deniers for c in told if isinstance(c.fact, Exchange)}

    return read


def test_who_denies_at_large_denies_each_kind(claims) -> None:
    """Howitzers are weapons; who denies sending weapons to one denies nothing of what another got."""
    denied = claims("Chad sent howitzers to Mali. Chad sent shells to Togo. Chad has denied sending weapons to Mali.")
    assert denied["good:howitzers"] == ("actor:chad",)
    assert denied["good:shells"] == ()


def test_who_denies_one_good_denies_no_other(claims) -> None:
    denied = claims("Chad sent rice to Mali. Chad has denied sending weapons to Mali.")
    assert denied["good:rice"] == ()


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Rifles were handed over at the port.", "asserted"),
        ("No rifles were handed over at the port.", "denied"),
        ("Rifles may have been handed over at the port.", "possible"),
    ],
)
def test_a_good_given_by_nobody_is_as_sure_as_its_verb(nlp, gazetteer, text: str, certainty: str) -> None:
    article = Article(text, hashlib.sha256(text.encode()).hexdigest())
    (claim,) = (c for c in conclude(analyse(article, nlp(text), gazetteer)).claims if c.rule == "good:named")
    assert claim.certainty == certainty
