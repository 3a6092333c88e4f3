"""Verbs that make a legal instrument themselves, and those that only seem to."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from graph.records import Article, Relation
from loaders.reading import analyse, resolutions

if TYPE_CHECKING:
    from spacy.language import Language

    from loaders.gazetteer import Gazetteer
    from loaders.reading.analysis import Analysis

Fact = tuple[str, str, str]


def analysed(text: str, nlp: Language, gazetteer: Gazetteer) -> Analysis:
    return analyse(Article(text, hashlib.sha256(text.encode()).hexdigest()), nlp(text), gazetteer)


def facts(analysis: Analysis) -> set[Fact]:
    found = [finding.fact for finding in resolutions.find(analysis) if isinstance(finding.fact, Relation)]
    names = analysis.entities
    return {(names[str(fact.source)].name, fact.type, names[fact.target].name) for fact in found}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Norway froze the assets of two Ugandan generals.",
            ("Norwegian asset freeze on Ugandan generals", "TARGETS", "Ugandan generals"),
        ),
        (
            "Norway restricted exports of lithography machines to Uganda in May.",
            ("Norwegian restrictions on exports of lithography machines to Uganda", "TARGETS", "Uganda"),
        ),
        (
            "Norway suspended imports of Ugandan coffee.",
            ("Norway", "ADOPTS", "Norwegian ban on imports of Ugandan coffee"),
        ),
        (
            "Copper of Zambian origin has been barred from Norway since May.",
            ("Norway", "ADOPTS", "Norwegian ban on copper of Zambian origin"),
        ),
        ("Coal exports to Uganda are banned.", ("ban on coal exports to Uganda", "TARGETS", "Uganda")),
        (
            "Uganda, on which the Security Council had imposed an arms embargo in 2009, was relieved.",
            ("UN arms embargo on Uganda", "TARGETS", "Uganda"),
        ),
        ("Chad is under ECOWAS sanctions.", ("ECOWAS", "ADOPTS", "ECOWAS sanctions on Chad")),
        ("Kenya vetoed a draft resolution on relief.", ("Kenya", "VETOES", "UN draft resolution")),
        (
            "Kenya responded with export controls on gallium and tin.",
            ("Kenya", "ADOPTS", "Kenyan export controls"),
        ),
    ],
    ids=["freeze", "restrict", "suspend", "barred from", "banned", "on which", "bloc", "draft", "in response"],
)
def test_verbs_that_make_an_instrument(text: str, fact: Fact, nlp: Language, gazetteer: Gazetteer) -> None:
    assert fact in facts(analysed(text, nlp, gazetteer))


@pytest.mark.parametrize(
    "text",
    [
        "Deals with Uganda are prohibited by Resolution 2140.",
        "Delta Motors suspended imports of steel from Uganda.",
        "Kenya stopped the train to Uganda.",
    ],
    ids=["by an instrument", "a firm", "no dealing"],
)
def test_verbs_that_make_none(text: str, nlp: Language, gazetteer: Gazetteer) -> None:
    analysis = analysed(text, nlp, gazetteer)
    list(resolutions.find(analysis))
    named = {entity.name for entity in analysis.entities.values() if entity.type == "Resolution"}
    assert not {name for name in named if "2140" not in name}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Lake Front, an EU-designated terrorist group, fled.",
            ("EU terrorist designation of Lake Front", "TARGETS", "Lake Front"),
        ),
        (
            "The Lund Army is a designated Foreign Terrorist Organization.",
            ("Foreign Terrorist Organization designation of Lund Army", "TARGETS", "Lund Army"),
        ),
        (
            "The Latvian parliament passed a decision to ban imports of sugar from Uganda.",
            ("Latvian parliament", "ADOPTS", "Latvian ban on imports of sugar from Uganda"),
        ),
        ("Kenya suspended all trade with Chad.", ("Kenyan ban on trade to Chad", "TARGETS", "Chad")),
        (
            "Norway said it would impose sanctions on Chad.",
            ("Norway", "ADOPTS", "Norwegian sanctions on Chad"),
        ),
        (
            "Norway renewed a freeze on the assets of Delta Bank.",
            ("Norwegian asset freeze on Delta Bank", "TARGETS", "Delta Bank"),
        ),
    ],
    ids=["terrorists of a body", "by a brand", "decision", "trade", "its pronoun", "whose assets"],
)
def test_who_is_hit_by_what_is_done(text: str, fact: Fact, nlp: Language, gazetteer: Gazetteer) -> None:
    assert fact in facts(analysed(text, nlp, gazetteer))


@pytest.mark.parametrize(
    "text",
    [
        "Peru should sanction Chile, the senator said.",
        "The EU must impose sanctions on Chad.",
        "Kenya imposed a ban on gatherings.",
        "Norway bans smoking in bars.",
        "The government announced restrictions on gatherings in Kenya.",
    ],
    ids=["should", "must", "gatherings", "smoking", "restrictions"],
)
def test_what_is_only_asked_for_or_forbidden_at_home(text: str, nlp: Language, gazetteer: Gazetteer) -> None:
    assert not {fact for fact in facts(analysed(text, nlp, gazetteer)) if fact[1] == "ADOPTS" or fact[2] == "Kenya"}


def test_an_instrument_has_the_names_that_it_is_called_by(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Norway has export controls on Chad. The Norwegian export controls hurt. Export controls on Chad are old."
    analysis = analysed(text, nlp, gazetteer)
    facts(analysis)
    controls = next(e for e in analysis.entities.values() if e.type == "Resolution")
    assert {controls.name, *controls.aliases} == {
        "Norwegian export controls on Chad",
        "Norwegian export controls",
        "export controls on Chad",
    }


@pytest.mark.parametrize(
    "text", ["Kenya imposed a ban on Ugandan media.", "Kenya banned Ugandan media."], ids=["noun", "verb"]
)
def test_a_ban_on_what_others_do_is_an_instrument(text: str, nlp: Language, gazetteer: Gazetteer) -> None:
    assert [fact for fact in facts(analysed(text, nlp, gazetteer)) if fact[1:] == ("TARGETS", "Uganda")]


def test_trading_that_is_halted_is_no_ban_on_trade(nlp: Language, gazetteer: Gazetteer) -> None:
    halted = analysed("Peru halted trading in Lima on Monday.", nlp, gazetteer)
    suspended = analysed("Peru suspended trade with Chad on Monday.", nlp, gazetteer)
    assert not facts(halted)
    assert ("Peru", "ADOPTS", "Peruvian ban on trade to Chad") in facts(suspended)


def test_a_term_of_law_names_nobody(nlp: Language, gazetteer: Gazetteer) -> None:
    analysis = analysed("Delta Front, a designated Foreign Terrorist Organization, attacked Chad.", nlp, gazetteer)
    assert {e.name for e in analysis.entities.values() if e.type == "Actor"} == {"Delta Front", "Chad"}
