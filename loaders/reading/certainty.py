"""How sure a statement is: from negation, modals, conditions and the predicates that govern it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from graph.vocabulary import weaker
from loaders.lexicon import tables
from loaders.reading.inflection import verb_forms
from loaders.reading.structure import children, relation

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis

#: Relations through which a statement lies in the scope of its head.
_SCOPE = frozenset(
    {
        "ccomp",
        "xcomp",
        "csubj",
        "nsubj",
        "obj",
        "iobj",
        "obl",
        "nmod",
        "compound",
        "amod",
        "conj",
        "appos",
        "acl",
        "advcl",
    }
)
_ARGUMENTS = ("nsubj", "obj", "iobj", "obl")


@dataclass(frozen=True, slots=True)
class _Cues:
    modals: dict[str, str]
    main_modals: dict[str, str]
    adverbs: dict[str, str]
    governors: dict[str, str]
    passive_probable: frozenset[str]
    content_nouns: frozenset[str]
    denying: frozenset[str]
    evidence: frozenset[str]
    marks: frozenset[str]
    main_marks: frozenset[str]
    inversions: frozenset[str]
    nobody: frozenset[str]
    determiners: frozenset[str]
    negations: frozenset[str]


@cache
def stage_lexicon() -> dict[str, Any]:
    """The content of `lexicon/stage.toml`."""
    return tables("stage")


@cache
def _cues() -> _Cues:
    data = stage_lexicon()["certainty"]
    nouns, conditions = data["content_nouns"], data["conditions"]
    return _Cues(
        modals=dict(data["modals"]),
        main_modals=dict(data["main_modals"]),
        adverbs={word: level for level, words in data["adverbs"].items() for word in words},
        governors={
            form: level
            for level, words in data["governors"].items()
            if level != "passive_probable"
            for word in words
            for form in verb_forms(word)
        },
        passive_probable=frozenset(f for word in data["governors"]["passive_probable"] for f in verb_forms(word)),
        content_nouns=frozenset(nouns["words"]),
        denying=frozenset(f for word in nouns["denying_verbs"] for f in verb_forms(word)),
        evidence=frozenset(nouns["evidence"]),
        marks=frozenset(conditions["marks"]),
        main_marks=frozenset(conditions["main_marks"]),
        inversions=frozenset(conditions["inversions"]),
        nobody=frozenset(conditions["nobody"]),
        determiners=frozenset(conditions["determiners"]),
        negations=frozenset(conditions["negations"]),
    )


def judge(analysis: Analysis, token: Token | int, *, refused: bool = False) -> str:
    """How sure the statement is whose trigger is `token`: asserted, probable, possible, doubted or denied.

    Looks at the trigger and at every predicate whose scope holds it, up to the sentence's root. What a speaker's cue
    does to the content (`Voice.certainty`) comes on top; the weaker of the two holds. With `refused` the trigger's own
    negation is left out, as the statement is then that something is refused.
    """
    token = analysis.doc[token] if isinstance(token, int) else token
    return judge_token(token, refused=refused)


def judge_token(token: Token, *, refused: bool = False) -> str:
    """`judge` on a bare parse."""
    certainty = "possible" if _asked(token) else "asserted"
    below: Token | None = None
    for node in scope(token):
        certainty = _combine(certainty, _own(node, below, refused=refused and below is None), node, below)
        below = node
    return certainty


def _asked(token: Token) -> bool:
    """Whether the sentence is a question that leaves the statement open (`why` and `how` presuppose it)."""
    sentence = token.sent
    return sentence.text.rstrip(" \"'”’)").endswith("?") and sentence[0].tag_ != "WRB"


def scope(token: Token) -> Iterator[Token]:
    """The token and the predicates in whose scope it stands, nearest first."""
    while True:
        yield token
        head, how = token.head, relation(token)
        if head.i == token.i or how not in _SCOPE or not _in_scope(token, head):
            return
        token = head


def _in_scope(token: Token, head: Token) -> bool:
    how = token.dep_
    if how == "acl:relcl":
        return False
    if relation(token) == "advcl":
        by = token.tag_ == "VBG" and any(c.lower_ == "by" for c in children(token, "mark"))
        return by or _complement(token)
    if how == "acl":
        return head.lemma_.lower() in _cues().content_nouns
    if how == "conj":
        # A clause with its own subject stands on its own.
        return not children(token, "nsubj", "csubj")
    return True


def _complement(clause: Token) -> bool:
    """An infinitive that completes an adjective (`unlikely to sell`), whatever its relation is called."""
    return clause.head.pos_ == "ADJ" and clause.tag_ == "VB" and bool(children(clause, "mark"))


def _combine(certainty: str, own: str, node: Token, below: Token | None) -> str:
    """A denied denial or doubt is not a denial; otherwise the weaker holds."""
    if (
        own == "denied"
        and below is not None
        and certainty in {"denied", "doubted"}
        and _governs(node, below) == "asserted"
    ):
        return "possible" if certainty == "denied" else "probable"
    return weaker(certainty, own)


def _own(node: Token, below: Token | None, *, refused: bool = False) -> str:
    """What a node itself does to what it governs (`below`), or to itself."""
    found = "asserted"
    for child in node.children:
        found = weaker(found, _cue(child))
    if not refused and is_denied_here(node, below):
        found = weaker(found, "denied")
    if _conditional(node, below):
        found = weaker(found, "possible")
    governed = "asserted" if below is None else _governs(node, below)
    if found == "denied" and governed in {"denied", "doubted"}:
        return "possible" if governed == "denied" else "asserted"
    if found == "denied" and governed == "asserted" and node.lemma_.lower() in _cues().evidence:
        return "doubted"
    if found == "denied" and governed in {"possible", "probable"}:
        return "doubted"
    return weaker(found, governed)


def _cue(child: Token) -> str:
    cues = _cues()
    if relation(child) == "aux":
        main = relation(child.head) in {"root", "ROOT", "parataxis", "advcl", "conj"}
        return cues.modals.get(child.lower_) or (main and cues.main_modals.get(child.lower_)) or "asserted"
    if relation(child) in {"advmod", "discourse"}:
        level = cues.adverbs.get(child.lower_, "asserted")
        return "asserted" if level == "denied" else level
    return "asserted"


def is_denied_here(node: Token, below: Token | None = None) -> bool:
    """Whether a predicate or noun is negated by a particle, a negative determiner or a negative argument.

    The argument `below` is left out: its own negation counts where it stands ("there is no evidence that").
    """
    cues = _cues()
    for child in node.children:
        how = relation(child)
        if how in {"advmod", "cc", "det", "neg"} and child.lower_ in cues.negations | cues.determiners:
            if not _not_only(child):
                return True
        elif (how == "advmod" and cues.adverbs.get(child.lower_) == "denied") or (
            how in _ARGUMENTS and node.pos_ != "NOUN" and child != below and _nobody(child)
        ):
            return True
    return False


def _not_only(negation: Token) -> bool:
    after = negation.nbor() if negation.i + 1 < len(negation.doc) else negation
    return after.lower_ in {"only", "just", "merely", "least"}


def _nobody(argument: Token) -> bool:
    cues = _cues()
    return argument.lower_ in cues.nobody or any(
        c.lower_ in cues.determiners or (c.lower_ == "not" and c.i == argument.left_edge.i)
        for c in argument.children
        if relation(c) in {"det", "advmod", "cc"}
    )


def _conditional(node: Token, below: Token | None) -> bool:
    """Whether a predicate opens with `if`, or depends on a clause that does; what has happened depends on none."""
    cues = _cues()
    if any(c.lower_ in cues.marks and c.lower_ != "until" for c in children(node, "mark")):
        return True
    modal = bool([c for c in children(node, "aux") if c.tag_ == "MD"])
    if not modal and (below is not None or node.tag_ in {"VBD", "VBN"}):
        return False
    return any(_condition(clause) for clause in children(node, "advcl"))


def _condition(clause: Token) -> bool:
    cues = _cues()
    if any(c.lower_ in cues.main_marks for c in children(clause, "mark")):
        return True
    subjects = children(clause, "nsubj", "nsubj:pass")
    return bool(subjects) and any(
        c.lower_ in cues.inversions and c.i < subjects[0].i for c in children(clause, "aux", "cop")
    )


def _governs(node: Token, below: Token) -> str:
    """What a predicate does to its complement: `doubt` makes it doubted."""
    cues = _cues()
    how = relation(below)
    lemma = node.lower_ if node.lower_ in cues.governors or node.lower_ in cues.denying else node.lemma_.lower()
    if how in {"conj", "appos", "advcl"} or (how == "nsubj" and node.pos_ in {"VERB", "AUX"} and not _passive(node)):
        return "asserted"
    if below.lemma_.lower() in cues.content_nouns and lemma in cues.denying and how == "obj":
        return "denied"
    if lemma in cues.passive_probable and how in {"xcomp", "ccomp", "csubj"} and _passive(node):
        return "probable"
    if lemma in {"have", "be"} and how in {"xcomp", "ccomp"} and any(c.lower_ == "yet" for c in node.children):
        # "has yet to pay": it has not.
        return "denied"
    level = cues.governors.get(lemma, "asserted")
    if how in {"obl", "nmod"} and node.pos_ == "VERB" and level != "denied":
        return "asserted"
    return level


def _passive(node: Token) -> bool:
    return bool(children(node, "nsubj:pass", "aux:pass", "csubj:pass"))
