"""Certainty: how sure a statement is, from its predicates and their cues."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loaders.reading import certainty

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Kenya sold rifles.", "sold", "asserted"),
        ("Kenya never sold rifles.", "sold", "denied"),
        ("Kenya has yet to sell rifles.", "sell", "denied"),
        ("Nobody sold rifles.", "sold", "denied"),
        ("Kenya denies that it sold rifles.", "sold", "denied"),
        ("Kenya does not deny that it sold rifles.", "sold", "possible"),
        ("Kenya has not confirmed or denied that it sold rifles.", "sold", "possible"),
        ("Kenya denied the reports during a visit to Chad.", "visit", "asserted"),
        ("The blame lies with the sale of rifles to Chad.", "sale", "asserted"),
        ("Kenya spurned reports of a sale of rifles.", "sale", "denied"),
        ("Had Kenya sold the rifles, Chad would have paid.", "sold", "possible"),
        ("Few believe that Kenya sold rifles.", "sold", "doubted"),
        ("Chad was not happy that Kenya sold rifles.", "sold", "asserted"),
        ("Chad did not object to the sale of rifles.", "sale", "asserted"),
        ("Chad is not happy to sell rifles.", "sell", "denied"),
        ("Chad has neither bought nor sold rifles.", "sold", "denied"),
        ("Kenya came close to selling rifles.", "selling", "denied"),
        ("The money would go to firms to buy rice.", "buy", "possible"),
        ("Kenya is struggling to sell rifles.", "sell", "doubted"),
        ("Kenya might sell rifles.", "sell", "possible"),
        ("If Kenya sells rifles, prices will fall.", "sells", "possible"),
        ("Kenya will sell rifles if Uganda asks.", "sell", "possible"),
        ("Experts doubt that Kenya sold rifles.", "sold", "doubted"),
        ("There is no evidence that Kenya sold rifles.", "sold", "doubted"),
        ("Kenya is likely to sell rifles.", "sell", "probable"),
        ("Kenya is said to have sold rifles.", "sold", "probable"),
        ("Has Kenya sold rifles?", "sold", "possible"),
        ("Not only did Kenya sell rifles, it sold tanks.", "sold", "asserted"),
        ("Chad has in all likelihood sold rifles.", "sold", "probable"),
        ("The alleged sale of rifles angered Togo.", "sale", "probable"),
        ("A possible sale of rifles angered Togo.", "sale", "possible"),
        ("Chad ruled out selling rifles.", "selling", "asserted"),
        ("Chad has not ruled out selling rifles.", "selling", "possible"),
        ("Chad never acknowledged selling rifles.", "selling", "possible"),
        ("Chad had no reason to believe that Togo sold rifles.", "sold", "doubted"),
        ("Chad almost certainly sold rifles.", "sold", "probable"),
        ("Ghana has not confirmed that it sold rifles.", "sold", "possible"),
        ("Ghana has not said whether it sold rifles.", "sold", "possible"),
        ("Ghana has yet to say whether it will sell rifles.", "sell", "possible"),
        ("It is not excluded that Ghana sold rifles.", "sold", "possible"),
        ("Ghana did not say where it bought the rifles.", "bought", "asserted"),
        ("Chile has not stopped buying coal.", "buying", "asserted"),
        ("Nothing in the law bars Chile from buying coal.", "buying", "denied"),
        ("Chile is accused of selling rifles.", "selling", "possible"),
        ("Sales of rifles to Togo never grew.", "Sales", "asserted"),
        ("The sale of rifles to Togo is no surprise.", "sale", "asserted"),
        ("The sale of rifles to Togo is not likely.", "sale", "doubted"),
        ("Sales of rifles to Togo would stop if prices fell.", "Sales", "possible"),
        ("Did Chile cut the exports to Togo?", "exports", "asserted"),
        ("There is market chatter that Togo sold gold.", "sold", "possible"),
        ("Chad gave Togo rifles for nothing.", "gave", "asserted"),
        ("Chad was charged with selling rifles.", "selling", "possible"),
        ("Chad had nothing to do with the sale.", "sale", "denied"),
    ],
)
def test_cues(nlp: Language, text: str, word: str, expected: str) -> None:
    """Negation, modals, conditions, doubt and denial by what governs the statement."""
    token = next(t for t in nlp(text) if t.text == word)
    assert certainty.judge_token(token) == expected


@pytest.mark.parametrize(
    ("text", "word", "refusal"),
    [
        ("Chile will not sell rifles.", "sell", True),
        ("Rifles may no longer be sold.", "sold", True),
        ("No firm may export rifles.", "export", True),
        ("Chile would take no loans.", "take", True),
        ("Chile did not sell rifles.", "sell", False),
        ("Chile will sell rifles.", "sell", False),
    ],
)
def test_a_negated_future_is_a_refusal(nlp: Language, text: str, word: str, refusal: bool) -> None:
    """Who will not or may not sell refuses or is forbidden to, and that much is sure."""
    token = next(t for t in nlp(text) if t.text == word)
    assert certainty.refused(token) is refusal
    assert (certainty.judge_token(token, refusals=True) == "asserted") is (refusal or "will sell" in text)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Ghana will stop its purchases when Benin sells rice.", "sells", "possible"),
        ("Ghana would end the deal on the day Benin sold rice.", "sold", "possible"),
        ("Ghana ended the deal on the day Benin sold rice.", "sold", "asserted"),
        ("Ghana stopped its purchases when Benin sold rice.", "sold", "asserted"),
        ("Four ships have sailed, and the Ghanaians, it is rumoured, are now buying rice.", "buying", "probable"),
    ],
)
def test_what_something_waits_for_has_not_happened(nlp: Language, text: str, word: str, expected: str) -> None:
    token = next(t for t in nlp(text) if t.text == word)
    assert certainty.judge_token(token) == expected


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Rice is sent to the Chadian people, no matter where they live.", "sent"),
        ("The embargo will not prevent deliveries of rice.", "deliveries"),
        ("The embargo will not prevent or hinder sending rice.", "sending"),
        ("Ghana has not blocked sales of rice.", "sales"),
    ],
)
def test_what_nothing_stops_goes_on(nlp: Language, text: str, word: str) -> None:
    token = next(t for t in nlp(text) if t.text == word)
    assert certainty.judge_token(token) == "asserted"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Ghana lent tractors to Benin, not to Togo.", "Togo", "denied"),
        ("Ghana paid in cocoa rather than dollars.", "dollars", "denied"),
        ("Ghana fines whoever buys any oil.", "oil", "possible"),
        ("Ghana lent tractors to Benin.", "Benin", "asserted"),
    ],
)
def test_who_and_what_may_be_denied_by_itself(nlp: Language, text: str, word: str, expected: str) -> None:
    """A denial or an `any` that concerns one side of an exchange only."""
    token = next(t for t in nlp(text) if t.text == word)
    assert certainty.of_side(token) == expected
