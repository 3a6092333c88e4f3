"""Which of the persons who speak are commentators: by the nouns of their title, apposition and workplace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading.attribution_lexicon import is_role, roles
from loaders.reading.offices import office
from loaders.reading.structure import children, conjuncts, preposition, relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.parsed import Doc, Token
    from loaders.reading.analysis import Analysis, Mention

#: How many tokens behind a name its description is looked for.
_REACH = 30
#: How many words a title has at most: "former U.S. Army Special Forces colonel".
_TITLE = 9
_WORKPLACE = frozenset({"of", "at", "from", "with"})
_FORMER = frozenset({"former", "ex", "retired", "onetime"})
_ONCE = frozenset({"once", "formerly", "previously", "ex"})
_NOW = frozenset({"now"})
_PAUSES = frozenset({",", "—", "–"})
_CLOSING = frozenset({".", "”", '"', "“", ";", ":", "?", "!", "''", "``"})


def mark(analysis: Analysis, speakers: set[str]) -> None:
    """Revise the persons among the speakers whose part is to comment; officials and executives stay actors."""
    signs: dict[str, set[str]] = {key: set() for key in speakers if analysis.entities[key].kind == "person"}
    for mention in analysis.mentions:
        if len(mention.keys) == 1 and mention.keys[0] in signs:
            signs[mention.keys[0]] |= _signs(analysis.doc, mention)
    for key in sorted(signs):
        if _serving(analysis, key):
            # "Oduya, once a general of Lund": who is known to hold an office does not comment for having had another.
            signs[key].discard("former")
        kind = _decide(signs[key])
        if kind is not None:
            analysis.revise(key, type="Commentator", kind=kind)


def _serving(analysis: Analysis, person: str) -> bool:
    """Whether the gazetteer knows an office that the person has not left."""
    entry = analysis.gazetteer.lookup(analysis.entities[person].name)
    known = {} if entry is None else dict(entry.attributes)
    return "end" not in known and office(known.get("role", "")) is not None


def _decide(signs: set[str]) -> str | None:
    if "former" in signs or ("expert" in signs and "official" not in signs):
        return "expert"
    if "official" in signs:
        return "expert" if "study" in signs else None
    if "journalist" in signs:
        return "journalist"
    return "expert" if signs & {"study", "body"} else None


def _signs(doc: Doc, mention: Mention) -> set[str]:
    """What one mention says of the person: `expert`, `former` (official), `official`, `journalist`, `study`, `body`."""
    signs: set[str] = set()
    before = doc[mention.start - 1] if mention.start else None
    if {before.lower_ if before is not None else "", doc[mention.start].lower_} & roles("experts_title"):
        signs.add("expert")
    if before is not None and before.pos_ == "NOUN":
        signs |= _sign(before)
    if not mention.naming:
        return signs | {sign for token in doc[mention.start : mention.end] for sign in _sign(token)}
    if any(is_role(owner, "workplaces") for owner in children(doc[mention.start : mention.end].root, "nmod:poss")):
        signs.add("body")
    for noun in _descriptions(doc[mention.start : mention.end].root, mention):
        signs |= _sign(noun)
    return signs | _behind(doc, mention)


def _descriptions(head: Token, mention: Mention) -> Iterator[Token]:
    """Nouns that describe a person: title, apposition, the noun that the name is an apposition of, predicate."""
    found: list[Token] = []
    node: Token | None = head
    while node is not None:
        found.extend(children(node, "appos", "nmod:desc", "nmod:unmarked", "compound", "flat", "list"))
        if relation(node) == "nsubj" and children(node.head, "cop"):
            found.append(node.head)
        upward = node.dep_ in {"flat", "compound", "appos", "nmod:desc", "nmod:unmarked", "nmod"} and not children(
            node, "case"
        )
        node = node.head if upward else None
        if node is not None:
            found.append(node)
    for noun in dict.fromkeys(found):
        if noun.pos_ in {"NOUN", "PROPN"} and not mention.start <= noun.i < mention.end:
            yield from conjuncts(noun)
        elif noun.lower_ == "one":
            # "one of the authors"
            yield from (c for c in children(noun, "nmod") if preposition(c) == "of")


def _sign(noun: Token) -> set[str]:
    """What a describing noun says; one who leads a research body is an expert whatever the office is called."""
    left = set(_before(noun))
    if is_role(noun, "experts"):
        return {"expert"}
    if is_role(noun, "journalists"):
        return {"journalist"}
    if left & _FORMER:
        return {"former"} if is_role(noun, "experts_former") else set()
    workplace = next((c for c in children(noun, "nmod") if children(c, "case") and c.i > noun.i), None)
    if workplace is not None and _names_body(_text(noun.doc, workplace.left_edge.i, workplace.right_edge.i + 1)):
        return {"study"}
    return {"official"} if is_role(noun, "officials") else set()


def _before(noun: Token) -> Iterator[str]:
    """The words of a title in front of its noun, back to the article or the punctuation that opens it."""
    for i in range(noun.i - 1, max(noun.sent.start - 1, noun.i - _TITLE), -1):
        token = noun.doc[i]
        if (token.is_punct and token.text not in {"-", "."}) or token.pos_ in {"DET", "VERB", "ADP"}:
            return
        yield token.lower_.rstrip("-")


def _behind(doc: Doc, mention: Mention) -> set[str]:
    """What follows a name: `of the Novi Institute`, `, who teaches ... at ...`, `, with the Novi Centre for ...`."""
    start = mention.end
    while start < len(doc) and doc[start].text in _PAUSES | {"("}:
        start += 1
    if start >= len(doc):
        return set()
    end = _end(doc, start)
    opener = doc[start].lower_
    if opener in _WORKPLACE:
        # "of the Lima-based institute" goes on.
        stops = (
            t.i for t in doc[start:end] if t.text in _PAUSES or (t.pos_ in {"VERB", "AUX"} and doc[t.i - 1].text != "-")
        )
        stop = next(stops, end)
        # "of the Novi Monitor, a think-tank"
        noun = _apposed(doc, stop + 1, end) if stop < end and doc[stop].text in _PAUSES else None
        kind = "" if noun is None else _text(doc, stop + 1, noun.i + 1)
        return {"body"} if _names_body(_text(doc, start, stop)) or _names_body(kind) else set()
    if opener in _ONCE:
        noun = _apposed(doc, start + 1, end)
        return {"former"} if noun is not None and is_role(noun, "experts_former") else set()
    if opener != "who":
        noun = _apposed(doc, start, end) if start > mention.end else None
        signs = _sign(noun) if noun is not None else set()
        clause = next((t.i for t in doc[start:end] if t.lower_ == "who"), end)
        return signs if noun is None or "official" in signs else signs | _occupation(doc, clause, end)
    return _occupation(doc, start, end)


def _occupation(doc: Doc, start: int, end: int) -> set[str]:
    """What a clause says that a person does: `who teaches ... at ...`, `who ... is now with the Novi Center`."""
    verbs = {t.lower_ for t in doc[start : min(start + 8, end)]}
    if verbs & roles("studies") or (verbs & (roles("works") | _NOW) and _names_body(_text(doc, start, end))):
        return {"study"}
    return set()


def _apposed(doc: Doc, start: int, end: int) -> Token | None:
    """The last noun of what stands between commas behind a name, up to its first preposition: `, a former diplomat, `."""
    run: list[Token] = []
    for token in doc[start:end]:
        if token.pos_ not in {"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"} and token.text not in {"-", "’s", "'s"}:
            break
        run.append(token)
    return run[-1] if run and run[-1].pos_ == "NOUN" else None


def _end(doc: Doc, start: int) -> int:
    last = min(len(doc), start + _REACH)
    return next((i for i in range(start, last) if doc[i].text in _CLOSING), last)


def _text(doc: Doc, start: int, end: int) -> str:
    return doc[start:end].text.casefold()


def _names_body(text: str) -> bool:
    return any(body in text for body in roles("bodies"))
