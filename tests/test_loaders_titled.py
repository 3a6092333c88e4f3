"""Instruments known by number or title: whom they hit, who passed them, and what is only seemingly said of them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from graph.records import Article, Relation
from loaders.reading import analyse, resolutions

if TYPE_CHECKING:
    from spacy.language import Language

    from loaders.gazetteer import Gazetteer

Fact = tuple[str, str, str]
ORDER = "Executive Order 14404"
COUNCIL = "UN Security Council resolutions"


def facts(text: str, nlp: Language, gazetteer: Gazetteer) -> set[Fact]:
    article = Article(text, hashlib.sha256(text.encode()).hexdigest())
    analysis = analyse(article, nlp(text), gazetteer)
    names = analysis.entities
    found = [f.fact for f in resolutions.find(analysis) if isinstance(f.fact, Relation)]
    return {(names[str(fact.source)].name, fact.type, names[fact.target].name) for fact in found}


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Kilo Bank is designated pursuant to Sec. 2(a)(i)(A) of E.O. 14404 for its loans.", "Kilo Bank"),
        ("The Treasury designated Nile Shipping and Peter Lund under Executive Order 14404.", "Peter Lund"),
        ("The firms are blocked under Executive Order 14404, which targets arms smugglers.", "arms smugglers"),
    ],
    ids=["by its section", "under it", "described"],
)
def test_an_order_hits_those_listed_under_it(text: str, target: str, nlp: Language, gazetteer: Gazetteer) -> None:
    assert (ORDER, "TARGETS", target) in facts(text, nlp, gazetteer)


def test_who_is_listed_as_something_is_so_by_another_list(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "The State Department designated Lake Front as a Foreign Terrorist Organization under Executive Order 14404."
    found = facts(text, nlp, gazetteer)
    assert (ORDER, "TARGETS", "Lake Front") not in found
    assert ("Foreign Terrorist Organization designation of Lake Front", "TARGETS", "Lake Front") in found


def test_the_council_adopts_what_is_adopted_by_a_vote(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "The UN Security Council met on Friday. The resolution was adopted by a vote of 12 to 2."
    assert ("UN Security Council", "ADOPTS", COUNCIL) in facts(text, nlp, gazetteer)


def test_who_votes_in_favour_adopts(nlp: Language, gazetteer: Gazetteer) -> None:
    found = facts("Kenya voted in favour of UN Security Council Resolution 2140.", nlp, gazetteer)
    assert ("Kenya", "ADOPTS", "UN Security Council Resolution 2140") in found


def test_a_draft_is_the_one_that_was_brought(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "The draft resolution, proposed by Kenya, was vetoed by Peru. The UN Security Council had met over a draft resolution on Chad."
    found = facts(text, nlp, gazetteer)
    assert ("Peru", "VETOES", "Kenyan draft resolution") in found
    assert ("Kenyan draft resolution", "TARGETS", "Chad") in found


def test_a_sponsor_is_no_target(nlp: Language, gazetteer: Gazetteer) -> None:
    found = facts("The Security Council adopted a Kenya-drafted resolution on Chad.", nlp, gazetteer)
    assert (COUNCIL, "TARGETS", "Chad") in found
    assert (COUNCIL, "TARGETS", "Kenya") not in found


@pytest.mark.parametrize(
    ("text", "edge"),
    [
        ("Norway kept Peru from vetoing UN Security Council Resolution 2140.", "VETOES"),
        ("The Kenyan navy seized fuel in violation of Kenyan sanctions on Uganda.", "VIOLATES"),
        ("Peru has refused to impose sanctions on Chad, as the EU did.", "ADOPTS"),
    ],
    ids=["kept from it", "its own sanctions", "not imposed"],
)
def test_what_only_seems_to_be_done(text: str, edge: str, nlp: Language, gazetteer: Gazetteer) -> None:
    actors = {"Peru", "Norway", "Kenya", "Kenya Navy", "Kenyan Navy"}
    done = {fact for fact in facts(text, nlp, gazetteer) if fact[1] == edge and fact[0] in actors}
    assert not done


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Norway imposed oil sanctions on Chad.", "oil"),
        ("Norway maintained sanctions on Chadian diamond exports.", "diamonds"),
        ("Norway has sanctions on Chad, which prevent it from exporting rough diamonds.", "rough diamonds"),
    ],
    ids=["before", "behind", "prevented"],
)
def test_sanctions_forbid_goods(text: str, good: str, nlp: Language, gazetteer: Gazetteer) -> None:
    assert ("Norwegian sanctions on Chad", "PROHIBITS", good) in facts(text, nlp, gazetteer)


def test_assets_are_not_forbidden(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Norway imposed sanctions on Chad. The sanctions include freezing the assets of 36 individuals."
    assert not {fact for fact in facts(text, nlp, gazetteer) if fact[1] == "PROHIBITS"}


def test_a_treaty_that_has_its_name_is_no_other(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "New START is the last arms control agreement between Kenya and Chad."
    article = Article(text, hashlib.sha256(text.encode()).hexdigest())
    analysis = analyse(article, nlp(text), gazetteer)
    assert {e.name for e in analysis.entities.values() if e.type == "Resolution"} == {"New START"}


def test_whom_a_ban_is_imposed_on_does_not_adopt_it(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        "Visa bans have been imposed on over 60 Ugandan government officials and business leaders for their actions"
        " during heated debates earlier this year regarding a new law on foreign agent registration."
    )
    assert not {fact for fact in facts(text, nlp, gazetteer) if fact[1] == "ADOPTS"}


def test_what_this_framework_forbids_is_the_instruments(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        "The Council broadened the restrictive measures against Chad. This framework, adopted in July, currently prohibits"
        " the export of drone components from the EU to Chad."
    )
    found = facts(text, nlp, gazetteer)
    assert ("EU sanctions on Chad", "PROHIBITS", "drone components") in found
    assert ("EU sanctions on Chad", "TARGETS", "European Union") not in found


def test_the_reason_of_sanctions_is_no_target(nlp: Language, gazetteer: Gazetteer) -> None:
    found = facts("Norway imposed sanctions on two firms for their support of Mali.", nlp, gazetteer)
    assert not {fact for fact in found if fact[1:] == ("TARGETS", "Mali")}


def test_companies_sign_no_treaty_for_their_states(nlp: Language, gazetteer: Gazetteer) -> None:
    found = facts("Norway signed a preliminary agreement with France's Naval Group on warships.", nlp, gazetteer)
    assert not {fact for fact in found if fact[1] == "ADOPTS"}


def test_an_organ_signs_for_its_state(nlp: Language, gazetteer: Gazetteer) -> None:
    found = facts("Kenya's parliament ratified an accord with Norway.", nlp, gazetteer)
    assert ("Norway", "ADOPTS", "Kenya-Norway accord") in found


def test_a_ban_is_called_without_how_many_it_is_on(nlp: Language, gazetteer: Gazetteer) -> None:
    found = facts("Kenya has banned the export of several important minerals to Chad.", nlp, gazetteer)
    assert ("Kenya", "ADOPTS", "Kenyan ban on export of important minerals to Chad") in found


def test_a_bare_instrument_is_called_by_what_is_told_later(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        "The arms embargo measures of 2013 lapsed. The Security Council today extended its arms embargo against Chad."
    )
    article = Article(text, hashlib.sha256(text.encode()).hexdigest())
    analysis = analyse(article, nlp(text), gazetteer)
    list(resolutions.find(analysis))
    assert {e.name for e in analysis.entities.values() if e.type == "Resolution"} == {"UN arms embargo on Chad"}


@pytest.mark.parametrize(
    "text",
    [
        "Uganda was found to be in breach of UN Security Council Resolution 2140.",
        "Uganda refused to comply with UN Security Council Resolution 2140.",
    ],
    ids=["in breach", "compliance"],
)
def test_who_breaks_a_resolution(text: str, nlp: Language, gazetteer: Gazetteer) -> None:
    assert ("Uganda", "VIOLATES", "UN Security Council Resolution 2140") in facts(text, nlp, gazetteer)


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The Peru-Chile Trade Agreement matters to both.", {"Peru", "Chile"}),
        ("Kenya did not leave the Peru-Chile Trade Agreement.", set()),
    ],
    ids=["named", "what is not done with it"],
)
def test_the_two_of_a_treaty_s_name_have_it(text: str, parties: set[str], nlp: Language, gazetteer: Gazetteer) -> None:
    """Where something is not done with it, that it was not signed is not said either."""
    article = Article(text, hashlib.sha256(text.encode()).hexdigest())
    analysis = analyse(article, nlp(text), gazetteer)
    made = [f.fact for f in resolutions.find(analysis) if isinstance(f.fact, Relation) and f.fact.type == "ADOPTS"]
    assert {analysis.entities[str(fact.source)].name for fact in made} == parties
