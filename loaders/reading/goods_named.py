"""Stage `goods`: what is traded though the article does not tell between whom.

An exchange needs a side. "The ship unloaded tanks" tells none, and yet the article is about tanks: they are a good of the
article, without an exchange, and so are those that stand in one list with a good that changes hands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading import goods
from loaders.reading.certainty import judge
from loaders.reading.exchange_evoked import evoked_by, is_siding
from loaders.reading.exchange_goods import listed
from loaders.reading.structure import preposition, relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis
    from loaders.reading.goods import Good

_SEPARATORS = frozenset({",", "and", "or", ";", "."})
#: Words that single a thing out of a list ("above all chips").
_INTRODUCING = frozenset({"above", "all", "both", "even", "especially", "mainly", "notably", "particularly", "chiefly"})
#: Tags of the words with which a new clause begins.
_ENDING = frozenset({"VBD", "VBZ", "VBP", "MD", "WDT", "WP", "WRB", ":"})
#: Tags of the words that hang something on a name.
_LINKING = frozenset({"IN", "TO", "VBN", "VBG"})

#: Categories of the goods of which an article speaks as goods also where nobody is said to give or get them. On annotated
#: articles two in three goods that `_matters` finds so are annotated; in the others (food, labour, services) one in two.
_MATTERING = frozenset(
    {"arms", "munitions", "aid", "technology", "materials", "agriculture", "money", "energy", "contraband"}
)

#: Those of which also a kind that the catalogue does not have counts ("nuclear-powered aircraft carriers").
_ANY_KIND = frozenset({"arms", "munitions", "aid"})


#: Those of people: "the deployment of troops" is no trade.
_PEOPLE = frozenset({"troops", "labour"})

#: Frames whose nouns tell of trade and gifts.
_TRADE = frozenset({"give", "buy", "get"})


def find(analysis: Analysis) -> None:
    """Register the goods that the article names as traded, once `exchanges` has run, and note where they stand."""
    _note_given(analysis)
    traded = {i: analysis.doc[i] for i in sorted(analysis.traded)}
    for token in [*traded.values(), *_beside(traded)]:
        described = goods.describe(analysis, token)
        if described is not None and described.known and not is_siding(token):
            analysis.goods_at[token.i] = goods.register(analysis, described)
    for token in traded.values():
        for last, good in _behind(analysis, token):
            analysis.goods_at.setdefault(last, goods.register(analysis, good))
    for token in analysis.doc:
        if token.tag_ in {"NN", "NNS"} and token.i not in analysis.goods_at:
            told = _told_of(analysis, token)
            if told is not None:
                analysis.goods_at[token.i] = goods.register(analysis, told)


def _told_of(analysis: Analysis, token: Token) -> Good | None:
    """The good of a noun where the article tells of it as a good though nobody is said to give or get it."""
    changing = _changes_hands(token)
    if not changing and not _matters(analysis, token):
        return None
    good = goods.describe(analysis, token)
    if good is None or not good.known:
        return None
    counts = good.category not in _PEOPLE if changing else good.category in (_MATTERING if good.whole else _ANY_KIND)
    return good if counts else None


def _note_given(analysis: Analysis) -> None:
    """Note what is said to be given in the passive that tells neither side: `Rifles were handed over at the port`."""
    for token in analysis.doc:
        if token.dep_ == "nsubj:pass" and any(e.frame.name == "give" for e in evoked_by(token.head)):
            certainty = judge(analysis, token.head)
            for thing in listed(token):
                analysis.traded.setdefault(thing.i, certainty)


def _changes_hands(token: Token) -> bool:
    """Whether a noun tells what a noun of trade is of: `the export of drones`, `copper imports`, `a ban on tea`."""
    first = token
    while relation(first) == "conj":
        first = first.head
    case = preposition(first) if relation(first) == "nmod" else None
    if case is not None and case in goods.words().traded:
        return first.head.lemma_.lower() in goods.words().traded[case]
    told = case == "of" or relation(first) == "compound"
    return told and any(e.frame.name in _TRADE for e in evoked_by(first.head))


def _matters(analysis: Analysis, token: Token) -> bool:
    """Whether weapons or money are counted, somebody's, or what somebody does something with or to; aid always matters."""
    known = goods.catalogue().get(goods.normal(token.lower_))
    if relation(token) in {"compound", "amod"} or analysis.keys_at(token):
        return False
    if known is not None and known.category == "aid":
        return not is_siding(token)
    before = [c for c in token.children if c.i < token.i]
    owned = any(e is not None and e.kind in {"state", "bloc"} for e in map(analysis.entity_at, before))
    counted = any(relation(c) == "nummod" for c in before)
    return owned or counted or relation(token) == "obj" or preposition(token) == "with"


def _beside(traded: dict[int, Token]) -> Iterator[Token]:
    """The other members of the lists in which traded goods stand."""
    seen = {*traded}
    for token in traded.values():
        first = token
        while relation(first) == "conj":
            first = first.head
        for member in listed(first):
            if member.i not in seen:
                seen.add(member.i)
                yield member


def _behind(analysis: Analysis, token: Token) -> Iterator[tuple[int, Good]]:
    """Goods of the catalogue that fill all between two commas behind a traded one, whatever the parse makes of them.

    Each comes with the index of its last word.
    """
    doc, start, whole = token.doc, token.i + 1, False
    for end in range(token.i + 1, token.sent.end):
        separates = doc[end].lower_ in _SEPARATORS
        if not separates and (doc[end].tag_ not in _ENDING | _LINKING or doc[end].lower_ in _INTRODUCING):
            continue
        good = _whole(list(doc[start:end])) if whole else None
        if good is not None and good.category == "trade" and doc[end - 1].tag_ == "NN":
            # "Kisumu, a port in Kenya" tells what a place is.
            good = None
        if good is not None and not _for_it(doc[end - 1], good) and not any(map(analysis.keys_at, range(start, end))):
            yield end - 1, good
        if doc[end].tag_ in _ENDING and not _in_relative(doc[end], token):
            return
        start, whole = end + 1, separates


def _in_relative(word: Token, token: Token) -> bool:
    """Whether a word belongs to a clause on the good itself, behind which the list may go on: "goods that Chad uses, ..."."""
    verb = word if word.pos_ in {"VERB", "AUX"} else word.head
    return verb.dep_ == "acl:relcl" and (verb.head == token or token.is_ancestor(verb))


def _whole(chunk: list[Token]) -> Good | None:
    """The good that the words of a chunk name by themselves, articles, numbers and praise left out."""
    dropped = goods.words().dropped | _INTRODUCING
    kept = [t.text for t in chunk if not (t.pos_ in {"DET", "NUM", "PUNCT"} or t.lower_ in dropped)]
    return goods.catalogue().get(goods.normal(" ".join(kept)))


def _for_it(last: Token, good: Good) -> bool:
    """Whether a good only tells, with its like, what another one is for: the guns of "shells for tanks, guns and mortars"."""
    first = last
    while relation(first) == "conj":
        first = first.head
    alike = goods.catalogue().get(goods.normal(first.lower_))
    return preposition(first) == "for" and alike is not None and alike.category == good.category
