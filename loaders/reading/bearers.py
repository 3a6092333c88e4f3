"""Who bears a title: the person whose name follows it, whom it is said of, or whom it points back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading import slots
from loaders.reading.offices import standing
from loaders.reading.structure import conjuncts, relation

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis

#: How many words may stand between a title and the name it belongs to (`Minister of Foreign Affairs Anna Oduya`).
_APART = 5
#: What stands between the names of a list.
_SEPARATING = frozenset({",", "and", "mr", "mr.", "ms", "ms.", "mrs", "mrs."})
_INNER = frozenset({"ADP", "ADJ", "NOUN", "PROPN", "DET", "CCONJ"})


def bearers(analysis: Analysis, title: Token) -> list[tuple[str, Token | None]]:
    """The persons who bear a title, each with the head of the name where one stands beside it."""
    own, mention, behind = analysis.keys_at(title), analysis.mention_at(title), name_behind(analysis, title)
    pointing = behind is None and relation(title) != "appos"
    if is_person(analysis, own) and mention is not None and (mention.naming or pointing):
        return [(key, analysis.doc[mention.start : mention.end].root) for key in own]
    tokens = [behind] if behind is not None else slots.bearer(title)
    if title.tag_ in {"NNS", "NNPS"}:
        tokens = names_behind(analysis, title) or [c for token in tokens for c in conjuncts(token)]
    found: dict[str, Token | None] = {}
    for token in tokens:
        keys = analysis.keys_at(token)
        if is_person(analysis, keys):
            found.update(dict.fromkeys(keys, token))
    return list(found.items())


def names_behind(analysis: Analysis, title: Token) -> list[Token]:
    """The heads of the names in a list behind a plural title, as it is written: `the ministers, A, B and C`."""
    found: list[Token] = []
    index, end = title.i + 1, title.sent.end
    while index < end:
        mention = analysis.mention_at(index)
        if mention is not None and mention.naming and is_person(analysis, mention.keys):
            found.append(analysis.doc[mention.start : mention.end].root)
            index = mention.end
        elif analysis.doc[index].lower_ in _SEPARATING:
            index += 1
        else:
            break
    return found if len(found) > 1 else []


def name_behind(analysis: Analysis, title: Token) -> Token | None:
    """The head of the name that follows a title, at once or behind what the title is of."""
    for index in range(title.i + 1, min(title.i + _APART + 2, title.sent.end)):
        token = analysis.doc[index]
        if is_person(analysis, analysis.keys_at(token)):
            mention = analysis.mention_at(token)
            before = token.nbor(-1)
            direct = before.i == title.i or before.pos_ in {"NOUN", "PROPN"}
            name = None if mention is None or not mention.naming else analysis.doc[mention.start : mention.end].root
            return name if direct else None
        if token.pos_ not in _INNER or standing(token) is not None:
            return None
    return None


def is_person(analysis: Analysis, keys: tuple[str, ...]) -> bool:
    """Whether these are one or more entities, all of them persons."""
    entities = [analysis.entities[key] for key in keys]
    return bool(entities) and all(e.kind == "person" or e.type == "Commentator" for e in entities)
