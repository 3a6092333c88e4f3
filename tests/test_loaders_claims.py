"""From findings to claims."""

from __future__ import annotations

import hashlib

import pytest

from graph.records import Article, Exchange, Relation
from loaders.reading import analyse, conclude


@pytest.fixture
def claims(nlp, gazetteer):
    def read(text: str) -> dict[str, tuple[str, ...]]:
        """Who denies the exchange of each good."""
        article = Article(text, hashlib.sha256(text.encode()).hexdigest())
        told = conclude(analyse(article, nlp(text), gazetteer)).claims
        return {c.fact.good: c.deniers for c in told if isinstance(c.fact, Exchange)}

    return read


@pytest.mark.parametrize("holder", ["Chad's President Ama Darko", "Chad's minister, Lucia Ferrer,"])
def test_nobody_denies_an_office_by_denying_what_its_holder_said(nlp, gazetteer, holder: str) -> None:
    text = f"{holder} said that Kenya sent rifles to Mali. Kenya denied the claim."
    article = Article(text, hashlib.sha256(text.encode()).hexdigest())
    told = conclude(analyse(article, nlp(text), gazetteer)).claims
    deniers = {type(c.fact): c.deniers for c in told if c.fact is not None}
    assert deniers == {Exchange: ("actor:kenya",), Relation: ()}


def test_who_says_that_he_has_left_denies_nothing(nlp, gazetteer) -> None:
    text = "Chad said on Monday that it had left ECOWAS."
    article = Article(text, hashlib.sha256(text.encode()).hexdigest())
    told = [c for c in conclude(analyse(article, nlp(text), gazetteer)).claims if isinstance(c.fact, Relation)]
    assert [(c.certainty, c.speakers, c.deniers) for c in told] == [("denied", ("actor:chad",), ())]


@pytest.mark.parametrize(
    ("text", "backs"),
    [
        ("Chad has imposed sanctions on Mali. Chad supports Mali.", False),
        (
            "Chad has imposed sanctions on Mali. Chad supports Mali. It is right to back Mali, Chad said, and Chad backs Mali.",
            True,
        ),
        ("Chad fights Mali. Chad supports Mali.", False),
        ("Chad supports Mali.", True),
    ],
)
def test_nobody_backs_whom_he_fights_or_punishes(nlp, gazetteer, text: str, backs: bool) -> None:
    """A single word of support is taken for misread."""
    reading = conclude(analyse(Article(text, hashlib.sha256(text.encode()).hexdigest()), nlp(text), gazetteer))
    assert any(getattr(c.fact, "type", "") == "SUPPORTS" for c in reading.claims) is backs


def test_who_denies_at_large_denies_each_kind(claims) -> None:
    """Howitzers are weapons; who denies sending weapons to one denies nothing of what another got."""
    denied = claims("Chad sent howitzers to Mali. Chad sent shells to Togo. Chad has denied sending weapons to Mali.")
    assert denied["good:howitzers"] == ("actor:chad",)
    assert denied["good:shells"] == ()


@pytest.mark.parametrize(
    ("text", "good", "denier"),
    [
        ("Peru sold gold to Chile, traders said. Chile's embassy denied that gold had changed hands.", "gold", "chile"),
        ("Peru offered Chile loans. The Chilean government denies that there was any such offer.", "loans", "chile"),
        ("Peru sold rifles to Mali, papers show. Mali said no such deal existed.", "rifles", "mali"),
        (
            "Peru shipped artillery shells to Oman, papers show. Oman said it had never ordered the ammunition.",
            "artillery-shells",
            "oman",
        ),
        ("Chad's claim that Kenya had sent rifles to Mali was dismissed by Nairobi.", "rifles", "kenya"),
        ("Kenya denies Chad's claim that it sent rifles to Mali.", "rifles", "kenya"),
        ("Chad says that it sent no rifles to Mali.", "rifles", "chad"),
        ("Chad sold rifles to Mali, papers show. Chad says that it has shipped nothing to Mali.", "rifles", "chad"),
        ("Chad sold rifles to Mali, papers show. Chad says that it did not ship anything to Mali.", "rifles", "chad"),
        ("Chad claims that Kenya sent rifles to Mali, which Nairobi denies.", "rifles", "kenya"),
        (
            "Chad claims that Kenya sent rifles to Mali. Kenya's minister, Amina Otieno, said that was untrue.",
            "rifles",
            "amina-otieno",
        ),
        (
            "Kenya has sent workers to Uganda. Ugandan foreign minister Pedro Alvarez said there were no workers in Uganda.",
            "workers",
            "pedro-alvarez",
        ),
        ("Chad said Kenya had sent rifles to Mali, an accusation Kenya denies.", "rifles", "kenya"),
        ("Chad said Kenya had sent rifles to Mali, though Kenya denied doing so.", "rifles", "kenya"),
        ("Chad said Kenya had sent rifles to Mali. Kenya said the claim was not true.", "rifles", "kenya"),
        ("While Chad said that Kenya had sent rifles to Mali, Kenya called this a lie.", "rifles", "kenya"),
        (
            "Uganda left. After Chad said that Kenya had sent rifles to Mali, Kenya said that was untrue.",
            "rifles",
            "kenya",
        ),
        ("Chad's claim that Kenya sent rifles to Mali is false, Kenya said.", "rifles", "kenya"),
        ("Chad said Kenya had sent rifles to Mali. Kenya said there was no truth to the reports.", "rifles", "kenya"),
        (
            "Asked about reports that Kenya had sent rifles to Mali, foreign minister Pedro Alvarez "
            "repeated his contention that such claims were disinformation.",
            "rifles",
            "pedro-alvarez",
        ),
        (
            "According to a panel, Mali has bought gold. The panel described reports that Kenya sent rifles to Mali. "
            "Kenya has always rejected the charge.",
            "rifles",
            "kenya",
        ),
    ],
)
def test_a_denial_in_another_sentence(claims, text: str, good: str, denier: str) -> None:
    """Of the good by itself, of such an offer, under a wider name, of what was said just before."""
    assert claims(text)[f"good:{good}"] == (f"actor:{denier}",)


def test_a_denial_concerns_who_takes_part(claims) -> None:
    """Bolivia's denial of its own sale is none of the sale between others."""
    assert claims("Peru sold oil to Chile. Bolivia denied that oil had been sold.")["good:oil"] == ()


def test_what_a_denial_takes_for_granted_is_not_denied(claims) -> None:
    """The gift, of which only the price is denied."""
    denied = claims("Kenya denied that the rice which it gave to Mali had come with demands.")
    assert denied["good:rice"] == ()


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


def test_who_hands_on_what_others_say_says_it_too(nlp, gazetteer) -> None:
    """But denies nothing for them, and says nothing where he keeps a distance."""

    def read(text: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
        article = Article(text, hashlib.sha256(text.encode()).hexdigest())
        claims = conclude(analyse(article, nlp(text), gazetteer)).claims
        return [(c.speakers, c.deniers) for c in claims if isinstance(c.fact, Exchange)]

    kenya, chad = ("actor:kenya",), ("actor:chad",)
    assert read("Kenya said that Chad had told it that Peru sold rifles to Mali.") == [((*chad, *kenya), ())]
    assert read("Kenya said that Chad had told it that it sold no rifles to Mali.") == [((*chad, *kenya), chad)]
    assert read("Kenya said that Chad claims that Peru sold rifles to Mali.") == [(chad, ())]
    assert kenya[0] not in read("Kenya denied allegations by Chad, which said Peru sold rifles to Mali.")[0][0]


def test_a_denial_beside_a_fact_is_not_of_it(nlp, gazetteer) -> None:
    """Though the role head takes it for one."""
    text = "Peru, which denies arming Chad, has sold rifles to Mali."
    told = conclude(analyse(Article(text, hashlib.sha256(text.encode()).hexdigest()), nlp(text), gazetteer)).claims
    sure = {c.fact.recipient: c.certainty for c in told if isinstance(c.fact, Exchange)}
    assert sure == {"actor:chad": "denied", "actor:mali": "asserted"}


def test_who_denies_a_sale_does_not_deny_that_it_was_stopped(nlp, gazetteer) -> None:
    text = "Chad has denied that it sold rifles to Mali. Togo said that Chad had halted its sales of rifles to Mali."
    told = conclude(analyse(Article(text, hashlib.sha256(text.encode()).hexdigest()), nlp(text), gazetteer)).claims
    assert {(c.stage, c.deniers) for c in told if isinstance(c.fact, Exchange)} == {
        ("delivered", ("actor:chad",)),
        ("stopped", ()),
    }


def test_offices_told_in_passing_are_as_sure_as_ever(nlp, gazetteer) -> None:
    text = "Kenya denied claims that Chad's President Ama Darko had sent rifles to Mali."
    told = conclude(analyse(Article(text, hashlib.sha256(text.encode()).hexdigest()), nlp(text), gazetteer)).claims
    assert [c.certainty for c in told if isinstance(c.fact, Relation) and c.fact.type == "LEADS"] == ["asserted"]


def test_an_indefinite_deal_is_denied_with_what_it_is_for(claims) -> None:
    assert claims("Kenya denied that it had a deal under which it sends rice to Mali.")["good:rice"] == ("actor:kenya",)
