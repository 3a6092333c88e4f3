"""Relations between actors: every example of the lexicon, and what the examples cannot show."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from graph.records import Article
from loaders.reading import analyse, relations, resolutions
from loaders.reading.relation_patterns import Example, lexicon

if TYPE_CHECKING:
    from spacy.language import Language

    from loaders.gazetteer import Gazetteer
    from loaders.reading.analysis import Analysis

Fact = tuple[str, str, str]


def analysed(text: str, nlp: Language, gazetteer: Gazetteer, date: str | None = None) -> Analysis:
    article = Article(text, hashlib.sha256(text.encode()).hexdigest(), date=date)
    return analyse(article, nlp(text), gazetteer)


def read(analysis: Analysis) -> dict[Fact, str]:
    """Facts by name with the certainty of their first statement."""
    found: dict[Fact, str] = {}
    for finding in (*relations.find(analysis), *resolutions.find(analysis)):
        fact = finding.fact
        names = (analysis.entities[str(fact.source)].name, fact.type, analysis.entities[fact.target].name)
        found.setdefault(names, finding.certainty)
    return found


def examples() -> list[Example]:
    return [*lexicon("relations").examples, *lexicon("resolutions").examples]


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.text[:60])
def test_lexicon_example(example: Example, nlp: Language, gazetteer: Gazetteer) -> None:
    found = read(analysed(example.text, nlp, gazetteer))
    for source, edge, target, certainty in example.facts:
        assert found.get((source, edge, target)) == certainty, found


def test_every_relation_of_the_lexica_is_in_the_vocabulary() -> None:
    from graph.vocabulary import vocabulary

    for name in ("relations", "resolutions"):
        rules = lexicon(name)
        types = {pattern.type for patterns in rules.patterns.values() for pattern in patterns} | set(rules.kinds)
        assert types <= set(vocabulary().edges)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenyan President William Ruto spoke in Nairobi.", ("William Ruto", "LEADS", "Kenya")),
        ("Peru's foreign minister, Luis Costa, spoke in Lima.", ("Luis Costa", "AFFILIATED_WITH", "Peru")),
        ("Anna Berg, a physicist at the Stockholm International Peace Research Institute, was in Rome.",
         ("Anna Berg", "AFFILIATED_WITH", "Stockholm International Peace Research Institute")),
        ("Luis Costa, who studies the tin trade at Cornell University, was in Rome.",
         ("Luis Costa", "AFFILIATED_WITH", "Cornell University")),
        ("Anna Berg, a former prime minister of Norway, was in Rome.", ("Anna Berg", "AFFILIATED_WITH", "Norway")),
    ],
    ids=["title", "apposition", "description", "relative clause", "former"],
)  # fmt: skip
def test_standing(text: str, expected: Fact, nlp: Language, gazetteer: Gazetteer) -> None:
    assert expected in read(analysed(text, nlp, gazetteer))


def test_a_subject_of_study_is_no_employer(nlp: Language, gazetteer: Gazetteer) -> None:
    found = read(analysed("Anna Berg, an expert on Kenya, spoke in Rome.", nlp, gazetteer))
    assert not [fact for fact in found if fact[1] in {"LEADS", "AFFILIATED_WITH"}]


def test_symmetric_relations_are_stored_smaller_key_first(nlp: Language, gazetteer: Gazetteer) -> None:
    analysis = analysed("Uganda is at war with Kenya. Kenya is at war with Uganda.", nlp, gazetteer)
    facts = {finding.fact for finding in relations.find(analysis) if finding.fact.type == "AT_WAR_WITH"}
    assert len(facts) == 1
    assert all(str(fact.source) < fact.target for fact in facts)


def test_a_known_war_needs_its_time(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "The war in Darfur went on. Sudan accused the Rapid Support Forces."
    fact = ("Rapid Support Forces", "AT_WAR_WITH", "Sudan")
    assert fact in read(analysed(text, nlp, gazetteer, date="2024-02"))
    assert fact not in read(analysed(text, nlp, gazetteer, date="2009-02"))


def test_ends_are_of_the_right_kind(nlp: Language, gazetteer: Gazetteer) -> None:
    found = read(analysed("Kenya visited Lionel Messi. Kenya leads Uganda.", nlp, gazetteer))
    assert not [fact for fact in found if fact[1] in {"VISITS", "LEADS"}]
