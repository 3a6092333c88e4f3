"""The role head: what it reads, how it cuts texts and decodes labels, and what it costs to be wrong about a span."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from loaders.roles import Candidate, RoleHead, RoleHeadError, load
from loaders.roles.crop import crop
from loaders.roles.decode import coordinated, pair, says_less, spans
from loaders.roles.labels import ROLES, RoleSpans
from loaders.roles.paths import Tree, ids, signatures

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@pytest.fixture(scope="module")
def head() -> RoleHead:
    return load()


def texts(doc: Doc, candidate: Candidate) -> dict[str, str | None]:
    found = {role: getattr(candidate, role) for role in ("trigger", *ROLES)}
    return {role: span and doc[span[0] : span[1]].text for role, span in found.items()}


def the_only(head: RoleHead, doc: Doc) -> tuple[Candidate, dict[str, str | None]]:
    (candidate,) = head.read(doc)
    return candidate, texts(doc, candidate)


def test_active_verb(head: RoleHead, nlp: Language) -> None:
    candidate, found = the_only(head, nlp("Portugal delivered four helicopters to Mozambique last week."))
    assert (found["supplier"], found["recipient"], found["good"]) == ("Portugal", "Mozambique", "helicopters")
    assert (found["trigger"], found["quantity"]) == ("delivered", "four")
    assert (candidate.stage, candidate.certainty) == ("delivered", "asserted")
    assert 0 < candidate.confidence < 1


def test_the_one_who_gets_is_the_recipient_in_any_position(head: RoleHead, nlp: Language) -> None:
    for sentence in ("Canada sold wheat to Ghana.", "Wheat was sold to Ghana by Canada."):
        _, found = the_only(head, nlp(sentence))
        assert found["recipient"] == "Ghana", sentence
        assert str(found["good"]).lower() == "wheat"


def test_names_do_not_decide(head: RoleHead, nlp: Language) -> None:
    for giver, taker in (("Peru", "Norway"), ("Norway", "Peru")):
        _, found = the_only(head, nlp(f"{giver} has supplied copper to {taker} since 2011."))
        assert (found["supplier"], found["recipient"]) == (giver, taker)


def test_what_is_denied_or_conditional_is_not_asserted(head: RoleHead, nlp: Language) -> None:
    denied, _ = the_only(head, nlp("Kenya denied that it had sold rifles to Burundi."))
    assert denied.certainty == "denied"
    possible, _ = the_only(head, nlp("Austria might send ambulances to Moldova if parliament agrees."))
    assert possible.certainty != "asserted"


def test_a_list_gives_one_candidate_each(head: RoleHead, nlp: Language) -> None:
    doc = nlp("Brazil delivered tractors to Tunisia, Jordan and Nepal.")
    assert {texts(doc, c)["recipient"] for c in head.read(doc)} == {"Tunisia", "Jordan", "Nepal"}


def test_nothing_where_nothing_is_exchanged(head: RoleHead, nlp: Language) -> None:
    assert head.read(nlp("The weather in Lisbon was mild, and the two ministers walked along the river.")) == []
    assert head.read(nlp("")) == []


def test_blank_lines_do_not_shift_the_spans(head: RoleHead, nlp: Language) -> None:
    doc = nlp("A report.\n\n  Chile shipped copper to Estonia.\n")
    found = [texts(doc, c) for c in head.read(doc)]
    assert [(f["supplier"], f["recipient"], f["good"]) for f in found] == [("Chile", "Estonia", "copper")]


def test_a_given_trigger_is_read(head: RoleHead, nlp: Language) -> None:
    doc = nlp("Their deal on uranium between Niger and Finland is old.")
    assert any(c.trigger == (1, 2) for c in head.read(doc, [(1, 2)]))


def test_neighbours_change_nothing(head: RoleHead, nlp: Language) -> None:
    docs = [nlp("Latvia lent Iceland two ferries."), nlp("Oman bought radars from Greece, an official in Muscat said.")]
    assert list(head.read_all(docs)) == [head.read(doc) for doc in docs]


def test_missing_weights(tmp_path: Path) -> None:
    with pytest.raises(RoleHeadError, match="cannot load"):
        load(tmp_path)


def test_spans_of_labels() -> None:
    assert spans([0, 1, 2, 1, 0, 2]) == [(1, 3), (3, 4), (5, 6)]
    assert spans([]) == []


def test_only_members_of_one_coordination_are_kept() -> None:
    forms = ["chad", ",", "niger", "and", "mali", "got", "rice", "that", "togo", "grew"]
    heads = [5, 2, 0, 4, 0, 5, 5, 9, 9, 6]
    deps = ["nsubj", "punct", "conj", "cc", "conj", "ROOT", "obj", "obj", "nsubj", "acl:relcl"]
    found = [(0, 1), (2, 3), (4, 5), (8, 9)]
    sure = {(0, 1): 0.6, (2, 3): 0.9, (4, 5): 0.7, (8, 9): 0.8}
    assert coordinated(found, sure, Tree(heads, deps, forms)) == [(0, 1), (2, 3), (4, 5)]


def test_ways_from_a_trigger() -> None:
    forms = ["peru", "agreed", "to", "sell", "old", "radars", "to", "oman", "."]
    heads = [1, 1, 3, 1, 5, 3, 7, 3, 1]
    deps = ["nsubj", "ROOT", "mark", "xcomp", "amod", "obj", "case", "obl", "punct"]
    found = signatures(Tree(heads, deps, forms), (0, 9), (3, 4))
    assert found[0] == ("<xcomp>nsubj", False)
    assert found[5] == (">obj", False)
    assert found[4] == (">obj", True)
    assert found[7] == (">obl:to", False)
    known = {">obl:to": 0, "far": 1, "trigger": 2}
    numbers = ids(Tree(heads, deps, forms), (0, 9), (3, 4), known)
    assert (numbers[3], numbers[7], numbers[0]) == (1, 2, 4)


def roles(**given: list[tuple[int, int]]) -> RoleSpans:
    return {role: given.get(role, []) for role in ROLES}


def test_pairs_cross_or_take_turns() -> None:
    crossed = pair(roles(supplier=[(0, 1)], recipient=[(5, 6), (7, 8)], good=[(2, 3)]))
    assert crossed == [((0, 1), (5, 6), (2, 3)), ((0, 1), (7, 8), (2, 3))]
    turns = pair(roles(supplier=[(0, 1)], good=[(2, 3), (6, 7)], recipient=[(4, 5), (8, 9)]))
    assert turns == [((0, 1), (4, 5), (2, 3)), ((0, 1), (8, 9), (6, 7))]


def test_nobody_supplies_himself() -> None:
    sides = pair(roles(supplier=[(0, 1), (2, 3)], recipient=[(0, 1), (2, 3)], good=[(4, 5)]))
    assert sides == [((0, 1), (2, 3), (4, 5)), ((2, 3), (0, 1), (4, 5))]


def test_the_same_name_elsewhere_says_no_more() -> None:
    words = ["togo", "sold", "rice", "to", "benin", ";", "rice"]
    assert says_less((None, (4, 5), (6, 7)), ((0, 1), (4, 5), (2, 3)), words)
    assert not says_less(((4, 5), None, (2, 3)), ((0, 1), (4, 5), (2, 3)), words)


def test_a_crop_takes_neighbours_while_they_fit() -> None:
    bounds = [0, 4, 8, 12]
    assert crop(bounds, 5, 4, 99) == (4, 8)
    assert crop(bounds, 5, 8, 99) == (0, 8)
    assert crop(bounds, 5, 12, 99) == (0, 12)
    assert crop(bounds, 1, 8, 99) == (0, 8)


def test_a_long_sentence_is_read_around_its_trigger() -> None:
    assert crop([0, 100], 50, 0, 40) == (30, 70)
    assert crop([0, 100], 5, 0, 40) == (0, 40)
    assert crop([0, 100], 95, 0, 40) == (60, 100)
    assert crop([0, 30], 5, 0, 40) == (0, 30)


def test_a_parse_of_another_pipeline_is_read_by_our_encoder(head: RoleHead, nlp: Language) -> None:
    doc = nlp("Portugal delivered four helicopters to Mozambique last week.")
    other = nlp("Portugal delivered four helicopters to Mozambique last week.")
    other.tensor = other.tensor[:, :96]
    assert [texts(doc, c) for c in head.read(doc)] == [texts(other, c) for c in head.read(other)]


def test_what_is_given_in_return(head: RoleHead, nlp: Language) -> None:
    doc = nlp("Uruguay shipped beef to Morocco, and Morocco shipped phosphate to Uruguay.")
    found = head.read(doc)
    assert [texts(doc, c)["good"] for c in found] == ["beef", "phosphate"]
    assert [c.returns for c in found] == [None, 0]
