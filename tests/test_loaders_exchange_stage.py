"""Exchanges: how far they have come, how sure they are, and what is none."""

from __future__ import annotations

import pytest

from loaders.reading import exchanges


@pytest.mark.parametrize(
    "text",
    [
        "Kenya sent a message to Uganda.",
        "The summit provided an opportunity for Peru.",
        "Kenya received a delegation from Uganda.",
        "Norway gave its approval to the plan.",
        "The Security Council imposed an arms embargo on Liberia.",
    ],
)
def test_what_only_looks_like_an_exchange(told, text) -> None:
    """Messages, chances, visits, consent and sanctions are no goods."""
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "stage", "certainty"),
    [
        ("Kenya sold rifles to Uganda.", "delivered", "asserted"),
        ("Kenya wants to sell rifles to Uganda.", "sought", "asserted"),
        ("Kenya agreed to sell rifles to Uganda.", "agreed", "asserted"),
        ("Kenya offered rifles to Uganda.", "offered", "asserted"),
        ("Chad lost access to Malian gold.", "stopped", "asserted"),
        ("Kenya halted its sales of rifles to Uganda.", "stopped", "asserted"),
        ("Kenya will not sell rifles to Uganda.", "stopped", "asserted"),
        ("Kenya did not sell rifles to Uganda.", "delivered", "denied"),
        ("Kenya is unlikely to sell rifles to Uganda.", "agreed", "doubted"),
        ("Kenya may have sold rifles to Uganda.", "agreed", "possible"),
        ("The proposed sale of Kenyan rifles to Uganda is legal.", "offered", "asserted"),
        ("The suspended sale of Kenyan rifles to Uganda is legal.", "stopped", "asserted"),
        ("Kenya may no longer sell rifles to Uganda.", "stopped", "asserted"),
        ("Kenya will not allow the sale of rifles to Uganda.", "stopped", "asserted"),
        ("Kenya ruled out selling rifles to Uganda.", "stopped", "asserted"),
        ("Kenya has not ruled out selling rifles to Uganda.", "offered", "possible"),
        ("Kenya has not stopped selling rifles to Uganda.", "delivered", "asserted"),
        ("Kenya backed out of a contract to sell rifles to Uganda.", "stopped", "asserted"),
        ("Kenya called the delivery of rifles to Uganda off.", "stopped", "asserted"),
        ("Kenya walked away from talks to sell rifles to Uganda.", "stopped", "asserted"),
        ("Kenya has put the delivery of rifles to Uganda on hold.", "stopped", "asserted"),
        ("Kenya has lifted a suspension of rifle sales to Uganda.", "agreed", "asserted"),
        ("Sanctions have not stopped Kenya from selling rifles to Uganda.", "delivered", "asserted"),
        ("Kenya rejected claims that it sold rifles to Uganda.", "delivered", "denied"),
        ("Kenya had nothing to do with the sale of rifles to Uganda.", "delivered", "denied"),
        ("Chad insisted that Kenya had sold rifles to Uganda.", "delivered", "asserted"),
        ("Chad has not offered proof that Kenya sold rifles to Uganda.", "delivered", "possible"),
        ("Kenya organised banned sales of rifles to Uganda.", "delivered", "asserted"),
        ("Chad urged Kenya to halt its sales of rifles to Uganda.", "delivered", "asserted"),
        ("Kenya should stop selling rifles to Uganda.", "delivered", "asserted"),
        ("Kenya is close to selling rifles to Uganda.", "negotiated", "asserted"),
        ("Kenya agreed not to sell rifles to Uganda.", "stopped", "asserted"),
        ("Chad told Kenya not to sell rifles to Uganda.", "stopped", "asserted"),
        ("Kenya had committed to not selling rifles to Uganda.", "stopped", "asserted"),
        ("There is no ban on exports of Kenyan rifles to Uganda.", "delivered", "asserted"),
        ("Kenya announced that it had sold rifles to Uganda.", "delivered", "asserted"),
        ("Kenya stopped short of selling rifles to Uganda.", "delivered", "denied"),
        ("Kenya is barred from selling rifles to any country.", "stopped", "asserted"),
        ("Uganda, a would-be buyer of Kenyan rifles, has no money.", "sought", "asserted"),
        ("Kenya did not list its buyers but sold rifles to Uganda.", "delivered", "asserted"),
    ],
)
def test_stage_and_certainty(read_exchanges, text, stage, certainty) -> None:
    """How far it has come and how sure it is, by the rules alone."""
    analysis, _ = read_exchanges(text)
    found = {(r.stage, r.certainty) for r in exchanges.readings(analysis)}
    assert (stage, certainty) in found


def test_quantity_and_date_are_kept(read_exchanges) -> None:
    """The amount as written, a full date in ISO 8601."""
    _, findings = read_exchanges("Romania shipped 3,000 tonnes of wheat to Egypt on May 4, 2021.")
    assert findings[0].quantity == "3,000 tonnes"
    assert findings[0].date == "2021-05-04"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya lifted its embargo on the sale of rifles to Mali.", ("Kenya", "Mali", "rifles", "agreed")),
        ("Kenya ended its ban on the sale of rifles to Mali.", ("Kenya", "Mali", "rifles", "agreed")),
        ("Lima lifted the ban on Chilean honey.", ("Chile", "Peru", "honey", "agreed")),
        ("Oman cancelled a contract to buy radars from Embraer.", ("Embraer", "Oman", "radars", "stopped")),
        ("Oman held talks with Chile on the sale of radars to Oman.", ("Chile", "Oman", "radars", "negotiated")),
        ("Peru shut off gas supplies to Chile.", ("Peru", "Chile", "gas", "stopped")),
    ],
)
def test_what_is_lifted_goes_on_and_what_is_called_off_stops(
    read_exchanges, told, text: str, expected: tuple[str, str, str, str]
) -> None:
    assert expected[:3] in told(text)
    assert {r.stage for r in exchanges.readings(read_exchanges(text)[0])} == {expected[3]}


def test_a_recipient_without_a_name_makes_no_half_exchange(told) -> None:
    """Half an exchange stands where nobody is told, not where the text tells somebody whom it does not name."""
    assert told("Norway sold rifles to people who despise it.") == set()
    assert told("Norway sold its old rifles last year.") == {("Norway", None, "rifles")}


def test_licences_need_both_sides(told) -> None:
    assert told("Norway granted the licences last year.") == set()
    assert told("Norway granted Chad the licences last year.") == {("Norway", "Chad", "licences")}


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile met in Lima. How will the Peruvians pay?",
        "Chad and Togo talked. Chadian nurses have not been paid.",
    ],
)
def test_to_be_paid_alone_is_no_exchange(told, text: str) -> None:
    """Who pays whom, or what for, must be told."""
    assert not told(text)


def test_what_money_is_spent_on_must_come_from_elsewhere(told) -> None:
    assert not told("Oman has spent $3 billion on roads, trains and schools, Peru far less.")


@pytest.mark.parametrize(
    "text",
    [
        "The minister is Spanish. Mali has drones.",
        "Togo's laws are French.",
        "Togo hosts 9,000 Malian refugees.",
        "The attack was carried out with Turkish drones, Mali said.",
    ],
)
def test_a_nation_as_predicate_of_no_good_is_no_exchange(told, text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize("text", ["Guyana pays its Kenyan doctors.", "Spanish airstrikes hit the camp. Malta spoke."])
def test_people_paid_and_strikes_on_nobody_are_no_goods(told, text: str) -> None:
    assert not told(text)


def test_what_one_wants_to_build_is_not_sought(told) -> None:
    assert told("Kenya seeks Brazilian technology for the rifles it wants to build.") == {
        ("Brazil", "Kenya", "technology for rifles")
    }
