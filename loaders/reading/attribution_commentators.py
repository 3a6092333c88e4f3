"""Which of the persons who speak are commentators: by the nouns of their title, apposition and workplace."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loaders.reading.attribution_lexicon import is_role, roles
from loaders.reading.attribution_resolve import is_title
from loaders.reading.structure import children, conjuncts, preposition, relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from loaders.reading.analysis import Analysis, Mention

_ORDER = ("expert", "journalist", "official")


@dataclass
class _Signs:
    """What an article says of one person."""

    kinds: set[str] = field(default_factory=set)
    roles: list[str] = field(default_factory=list)


def mark(analysis: Analysis, speakers: set[str]) -> None:
    """Revise the persons among the speakers whose part is to comment; officials and executives stay actors."""
    signs = {key: _Signs() for key in speakers if analysis.entities[key].kind == "person"}
    for mention in analysis.mentions:
        if len(mention.keys) == 1 and mention.keys[0] in signs:
            _read(analysis, mention, signs[mention.keys[0]])
    for key in sorted(signs):
        kind = _decide(signs[key].kinds)
        if kind is not None:
            analysis.revise(key, type="Commentator", kind=kind)


def _decide(kinds: set[str]) -> str | None:
    if "former" in kinds or ("expert" in kinds and "official" not in kinds):
        return "expert"
    if "official" in kinds:
        return None
    if "journalist" in kinds:
        return "journalist"
    return "expert" if kinds & {"studies", "body"} else None


def _read(analysis: Analysis, mention: Mention, signs: _Signs) -> None:
    doc = analysis.doc
    head = _head(doc[mention.start : mention.end])
    for token in (t for t in doc[max(0, mention.start - 2) : mention.start] if is_title(t.text)):
        signs.kinds.add("expert")
        signs.roles.append(token.text)
    for noun in _descriptions(head, mention):
        signs.kinds |= _kinds_of(noun)
        signs.roles.append(noun.lower_)
    signs.kinds |= _by_workplace(analysis, head) | _by_occupation(head)


def _head(span: object) -> Token:
    return span.root  # type: ignore[attr-defined, no-any-return]


def _descriptions(head: Token, mention: Mention) -> Iterator[Token]:
    """Nouns that describe a person: appositions, the noun that the name stands beside, predicates."""
    found: list[Token] = []
    top = head
    while relation(top) in {"flat", "compound", "nmod"} and top.dep_ not in {"nmod:poss"} and top.head.i >= mention.start - 8:
        if relation(top) == "nmod" and children(top, "case"):
            break
        top = top.head
        found.append(top)
    for node in (head, top):
        found.extend(children(node, "appos", "nmod:desc", "nmod:unmarked", "compound", "flat", "list"))
        if relation(node) == "appos":
            found.append(node.head)
        if relation(node) == "nsubj" and children(node.head, "cop"):
            found.append(node.head)
    for noun in dict.fromkeys(found):
        if noun.pos_ in {"NOUN", "PROPN"} and not mention.start <= noun.i < mention.end:
            yield from conjuncts(noun)


def _kinds_of(noun: Token) -> set[str]:
    former = any(c.lower_.rstrip("-") in {"former", "ex", "retired", "onetime"} for c in noun.subtree if c.i < noun.i)
    if is_role(noun, "experts"):
        return {"expert"}
    if is_role(noun, "journalists"):
        return {"journalist"}
    if former and is_role(noun, "experts_former"):
        return {"former"}
    return {"official"} if is_role(noun, "officials") and not former else set()


def _by_workplace(analysis: Analysis, head: Token) -> set[str]:
    """`X of the Novi Institute`, `X from Y University`, `the Novi Institute's X`."""
    for child in (*children(head, "nmod"), *children(head, "nmod:poss")):
        if child.dep_ == "nmod:poss" or preposition(child) in {"of", "at", "from", "with"}:
            name = analysis.doc[child.left_edge.i : child.right_edge.i + 1].text.casefold()
            if any(body in name for body in roles("bodies")):
                return {"body"}
    return set()


def _by_occupation(head: Token) -> set[str]:
    """`X, who studies the arms trade at ...`, `X, who teaches at ...`."""
    for clause in children(head, "acl"):
        if clause.dep_ == "acl:relcl" and clause.lower_ in roles("studies"):
            words = analysis_text(clause)
            if any(body in words for body in roles("bodies")) or clause.lower_ not in {"heads", "runs", "directs", "works"}:
                return {"studies"}
    return set()


def analysis_text(clause: Token) -> str:
    """The words of a clause in lower case."""
    return clause.doc[clause.left_edge.i : clause.right_edge.i + 1].text.casefold()
