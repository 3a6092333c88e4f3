"""Trees that break a rule of Universal Dependencies are mended; trees that keep the rules stay as they are."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from loaders import attachments

Row = tuple[str, str, str, str, int]


def tree(*rows: Row) -> list[Any]:
    """Tokens of one sentence from (text, part of speech, tag, relation, index of the head)."""
    tokens = [
        SimpleNamespace(i=i, text=text, lower_=text.lower(), pos_=pos, tag_=tag, dep_=dep, is_punct=pos == "PUNCT")
        for i, (text, pos, tag, dep, _) in enumerate(rows)
    ]
    for token, row in zip(tokens, rows, strict=True):
        token.head = tokens[row[4]]
    return tokens


def edges(tokens: list[Any]) -> list[tuple[str, str, str]]:
    return [(t.text, t.dep_, t.head.text) for t in tokens]


MALI = ("Mali", "PROPN", "NNP")
CHAD = ("Chad", "PROPN", "NNP")

BROKEN: dict[str, tuple[list[Row], set[tuple[str, str, str]]]] = {
    "two subjects round a verb": (
        [(*MALI, "nsubj", 1), ("gives", "VERB", "VBZ", "ROOT", 1), (*CHAD, "nsubj", 1), ("rice", "NOUN", "NN", "obj", 1)],
        {("Chad", "iobj", "gives"), ("Mali", "nsubj", "gives")},
    ),
    "preposition of a name that explains": (
        [("wrote", "VERB", "VBD", "ROOT", 0), ("to", "ADP", "IN", "case", 3), ("leader", "NOUN", "NN", "obl", 0),
         (*MALI, "appos", 2)],
        {("to", "case", "leader")},
    ),
    "preposition of the phrase behind it": (
        [("fell", "VERB", "VBD", "ROOT", 0), ("according", "VERB", "VBG", "case", 7), ("to", "ADP", "IN", "fixed", 1),
         ("the", "DET", "DT", "det", 4), ("firm", "NOUN", "NN", "obl", 0), (*CHAD, "appos", 4), (",", "PUNCT", ",", "punct", 7),
         ("less", "ADJ", "JJR", "parataxis", 0)],
        {("according", "case", "firm")},
    ),
    "subject of an active verb": (
        [(*MALI, "nsubj:pass", 1), ("suspended", "VERB", "VBN", "ROOT", 1), ("licences", "NOUN", "NNS", "obj", 1)],
        {("Mali", "nsubj", "suspended")},
    ),
    "subject of a complement": (
        [("It", "PRON", "PRP", "nsubj", 1), ("helped", "VERB", "VBD", "ROOT", 1), (*CHAD, "nsubj", 3),
         ("recover", "VERB", "VB", "xcomp", 1)],
        {("Chad", "obj", "helped")},
    ),
    "a name taken apart": (
        [("UN", "PROPN", "NNP", "nsubj", 2), ("report", "NOUN", "NN", "nsubj", 2), ("said", "VERB", "VBD", "ROOT", 2)],
        {("UN", "compound", "report")},
    ),
    "a description behind the subject": (
        [("States", "NOUN", "NNS", "nsubj", 4), (",", "PUNCT", ",", "punct", 0), (*MALI, "nsubj", 4),
         (",", "PUNCT", ",", "punct", 0), ("left", "VERB", "VBD", "ROOT", 4)],
        {("Mali", "appos", "States")},
    ),
    "a subject without its relation": (
        [(*MALI, "compound", 2), ("armed", "VERB", "VBD", "ROOT", 1), ("rebels", "NOUN", "NNS", "obj", 1)],
        {("Mali", "nsubj", "armed")},
    ),
    "a clause behind its verb": (
        [("We", "PRON", "PRP", "nsubj", 1), ("think", "VERB", "VBP", "ccomp", 5), ("that", "SCONJ", "IN", "mark", 4),
         (*MALI, "nsubj", 4), ("won", "VERB", "VBD", "ccomp", 5), ("said", "VERB", "VBD", "ROOT", 5)],
        {("won", "ccomp", "think"), ("think", "ccomp", "said")},
    ),
    "a clause on its pronoun": (
        [("pact", "NOUN", "NN", "nsubj", 5), (",", "PUNCT", ",", "punct", 0), ("for", "ADP", "IN", "case", 3),
         ("which", "PRON", "WDT", "obl", 5), ("voted", "VERB", "VBD", "acl:relcl", 3), ("fell", "VERB", "VBD", "ROOT", 5)],
        {("voted", "acl:relcl", "pact"), ("which", "obl", "voted")},
    ),
    "a sum and what it is given in": (
        [("gave", "VERB", "VBD", "ROOT", 0), ("$", "SYM", "$", "compound", 4), ("5", "NUM", "CD", "nummod", 1),
         ("in", "ADP", "IN", "case", 4), ("aid", "NOUN", "NN", "obj", 0)],
        {("$", "obj", "gave"), ("aid", "nmod", "$")},
    ),
    "whom somebody asks, given to the verb of what he shall do": (
        [("asked", "VERB", "VBD", "ROOT", 0), ("Chad", "PROPN", "NNP", "iobj", 3), ("to", "PART", "TO", "mark", 3),
         ("sell", "VERB", "VB", "xcomp", 0)],
        {("Chad", "obj", "asked")},
    ),
    "a sum before a noun that counts": (
        [("sent", "VERB", "VBD", "ROOT", 0), ("$", "SYM", "$", "compound", 2), ("fleet", "NOUN", "NN", "obj", 0),
         ("of", "ADP", "IN", "case", 4), ("ships", "NOUN", "NNS", "nmod", 2)],
        {("ships", "nmod", "fleet"), ("$", "compound", "fleet")},
    ),
    "the preposition of a pronoun, given to the next noun": (
        [("paid", "VERB", "VBD", "ROOT", 0), ("for", "ADP", "IN", "case", 4), ("them", "PRON", "PRP", "obl", 0),
         ("in", "ADP", "IN", "case", 4), ("gold", "NOUN", "NN", "obl", 0)],
        {("for", "case", "them"), ("in", "case", "gold")},
    ),
    "who speaks behind a quotation": (
        [("owe", "VERB", "VBP", "ccomp", 6), (",", "PUNCT", ",", "punct", 0), ("minister", "NOUN", "NN", "nsubj", 0),
         (",", "PUNCT", ",", "punct", 4), ("Ama", "PROPN", "NNP", "nsubj", 6), (",", "PUNCT", ",", "punct", 4),
         ("said", "VERB", "VBD", "ROOT", 6)],
        {("minister", "nsubj", "said"), ("Ama", "appos", "minister")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_no_tree_may_say_is_mended(name: str) -> None:
    rows, expected = BROKEN[name]
    tokens = tree(*rows)
    attachments.mend(tokens)
    assert expected <= set(edges(tokens))
    for token in tokens:
        node, steps = token, 0
        while node.head is not node:
            node, steps = node.head, steps + 1
            assert steps < len(tokens)


def test_a_tree_that_keeps_the_rules_stays() -> None:
    tokens = tree(
        (*MALI, "nsubj", 1),
        ("said", "VERB", "VBD", "ROOT", 1),
        ("that", "SCONJ", "IN", "mark", 4),
        (*CHAD, "nsubj", 4),
        ("bought", "VERB", "VBD", "ccomp", 1),
        ("$", "SYM", "$", "obj", 4),
        ("in", "ADP", "IN", "case", 7),
        ("bonds", "NOUN", "NNS", "nmod", 5),
    )
    before = edges(tokens)
    attachments.mend(tokens)
    assert edges(tokens) == before
