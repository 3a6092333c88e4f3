"""What a noun phrase names as a good: usual name, category, aliases. The catalogue is `lexicon/goods.csv`."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from loaders.reading import goods_senses
from loaders.reading.exchange_parties import is_name
from loaders.reading.goods_catalogue import Good, catalogue, longest, normal, singular, words
from loaders.reading.goods_measures import content, counted, is_currency, kind_of_sum, measuring
from loaders.reading.goods_phrase import form, hyphenated, plain, stands_alone, tail_of, words_of
from loaders.reading.structure import children, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis

__all__ = [
    "Good",
    "apart",
    "catalogue",
    "content",
    "describe",
    "is_currency",
    "normal",
    "noun_of",
    "pointed_at",
    "register",
    "singular",
    "words",
]

#: How many tokens back a pronoun may point.
_POINTING = 50
#: What is told by weight or volume, and what by numbers.
_MEASURED = frozenset({"energy", "food", "agriculture", "materials"})
_COUNTED = frozenset({"arms", "munitions", "technology", "troops", "labour", "trade", "aid"})
#: What is sent in lots.
_SENT = _MEASURED | {"arms", "munitions", "technology", "aid"}
_NEVER_TAGS = frozenset({"PRON", "ADV", "VERB", "AUX", "PUNCT", "ADP", "DET", "SCONJ", "PART"})


def register(analysis: Analysis, good: Good) -> str:
    """The key of a good as an entity of the article."""
    broader = {"broader": good.broader} if good.broader else {}
    return analysis.add("Good", good.category, good.name, good.aliases, **broader).key


# --- from a phrase to a good ------------------------------------------------------------------------------------------


def describe(analysis: Analysis, token: Token) -> Good | None:
    """The good that a noun phrase names; None where it names none (acts, abstractions, parties, pronouns).

    An adjective of a coordination stands for its own good: both of "military and financial aid".
    """
    if token.i not in analysis.described:
        analysis.described[token.i] = _describe(analysis, token)
    return analysis.described[token.i]


def _describe(analysis: Analysis, token: Token) -> Good | None:
    if token.pos_ == "PRON":
        noun = pointed_at(analysis, token)
        return None if noun is None else describe(analysis, noun)
    adjective, head = (token, noun_of(token)) if _shares_noun(token) else (None, content(token))
    if is_currency(head) and (head.pos_ in {"SYM", "NUM"} or counted(head)):
        lent = (goods_senses.other(analysis, singular(t.lower_)) for t in (head, measuring(head)))
        return catalogue()[normal(next(filter(None, lent), kind_of_sum(head)))]
    if _is_bare_number(head):
        return _counted_before(analysis, head)
    if _summed(head) and singular(head.lower_) in words().vague:
        # "$2 million in support" helps somebody, "support" alone may be applause.
        return catalogue().get(normal(" ".join(words_of(analysis, head)))) or catalogue()[("aid",)]
    if _names_nothing(head, alone=adjective is None) or _is_actor(analysis, head):
        return None
    name = words_of(analysis, head) if adjective is None else [form(adjective), form(head)]
    tail = tail_of(analysis, head)
    if tail and (whole := catalogue().get(normal(" ".join([*name, tail])))):
        return whole
    lemma = singular(head.lower_)
    if (whole := _with_dropped(head) or (_meant(analysis, head) if len(name) == 1 else None)) is not None:
        return whole
    if lemma in words().packages and (held := longest(name[:-1])) is not None:
        return held[0]
    if _says_too_little(analysis, head, name, tail):
        return None
    common = head.pos_ != "PROPN" or head.text.islower() or _is_brand(head) or _opens(head)
    return _named(analysis, name, tail) if common else None


def _summed(head: Token) -> bool:
    """Whether a sum of money stands before `in` and the noun: `$2 million in new support`."""
    before = head.doc[max(head.left_edge.i - 1, 0)]
    # "In 2022 in support of": a number alone may be a year.
    return preposition(head) == "in" and (is_currency(before) or is_currency(before.head))


def _says_too_little(analysis: Analysis, head: Token, name: list[str], tail: str) -> bool:
    """Whether a noun alone does not tell what the thing is: `support`, `part`."""
    lemma, singly = singular(head.lower_), _singular_only(head)
    if (
        len(name) == 1
        and _is_place(head)
        and (any(c.lower_ == "the" for c in children(head, "det")) or _tells_of(head, "PROPN"))
    ):
        return True
    if len(name) == 1 and not (tail and lemma in words().open) and (lemma in words().bare or singly):
        owned = lemma in words().owned and _has_origin(analysis, head)
        return not owned and goods_senses.other(analysis, lemma) is None
    # "an active part" is no part
    vague = lemma in words().vague or (singly and not children(head, "compound"))
    return vague and normal(" ".join(name)) not in catalogue()


def _has_origin(analysis: Analysis, head: Token) -> bool:
    """Whether an adjective tells whose things are meant: `Chilean goods`."""
    return any(is_name(analysis, c) for c in children(head, "amod"))


def _is_place(noun: Token) -> bool:
    """Whether a noun more often tells where something is than what changes hands: `the port`."""
    return singular(noun.lower_) in words().placed


def _tells_of(noun: Token, pos: str) -> bool:
    """Whether a bare word of a class tells what a noun is of: `the port of Callao`, `a model of democracy`."""
    behind = (c for c in children(noun, "nmod") if preposition(c) == "of" and not children(c, "det", "nmod:poss"))
    return any(c.pos_ == pos for c in behind)


def _meant(analysis: Analysis, measure: Token) -> Good | None:
    """What an amount or a word for any product is of, told before: `Mali needs rice. Chad promised 40,000 tonnes`."""
    lemma = singular(measure.lower_)
    pointing = lemma in words().lots and any(c.lower_ in {"the", "this", "that"} for c in children(measure, "det"))
    kinds = words().stand_ins.get(lemma) or (_SENT if pointing else None)
    if kinds is not None and not (children(measure, "nmod") if pointing else _tells_of(measure, "NOUN")):
        # "pumps gas and sells most of its output", "flies drones and has ordered a newer model", "this shipment"
        told = _told_before(measure, kinds, {"NN", "NNS"})
        return None if told is None else describe(analysis, told)
    if lemma not in words().masses or not children(measure, "nummod"):
        return None
    told, usual = _told_before(measure, _MEASURED, {"NN", "NNS"}), words().usual.get(lemma)
    if told is not None:
        return describe(analysis, told)
    return None if usual is None else catalogue()[normal(usual)]


def _told_before(token: Token, categories: frozenset[str], tags: Collection[str]) -> Token | None:
    """The noun that named a good of some categories last before a phrase."""
    for earlier in reversed(token.doc[max(0, token.i - _POINTING) : token.left_edge.i]):
        known = catalogue().get(normal(earlier.lower_)) if earlier.pos_ == "NOUN" and earlier.tag_ in tags else None
        if known is not None and known.category in categories:
            return earlier
    return None


def _names_nothing(head: Token, *, alone: bool) -> bool:
    """Whether a word is no noun, or an adjective that is no good by itself."""
    if head.pos_ in {*_NEVER_TAGS, "NUM", "SYM"} or head.lower_ == "%":
        return True
    return head.pos_ == "ADJ" and alone and normal(head.lower_) not in catalogue()


def _is_bare_number(head: Token) -> bool:
    """Whether a verb's object is a number without what it counts: `ordered six`, `ordered six more`."""
    bare = head.pos_ == "NUM" or (head.lower_ == "more" and bool(children(head, "nummod"))) or head.lower_ == "some"
    return bare and relation(head) == "obj" and head.head.pos_ == "VERB"


def _counted_before(analysis: Analysis, number: Token) -> Good | None:
    """What a bare number is of, told before: `Mali has 20 tanks and has ordered six more`, `has sold some`."""
    if children(number, "nmod", "appos") or any(t.lower_ in {"percent", "%"} for t in number.subtree):
        return None
    some = number.lower_ == "some"
    told = _told_before(number, _COUNTED | _MEASURED if some else _COUNTED, {"NN", "NNS"} if some else {"NNS"})
    return None if told is None else describe(analysis, told)


def _with_dropped(head: Token) -> Good | None:
    """A good whose name begins with a word that elsewhere says nothing: `small arms`, `first aid kits`."""
    for start in range(max(head.i - 2, 0), head.i):
        if start < head.doc[start].head.i <= head.i and head.doc[start].lower_ in words().dropped:
            # "visa-free travel"
            first = start - 2 if hyphenated(head.doc[start]) and start > 1 else start
            return catalogue().get(normal(head.doc[first : head.i + 1].text))
    return None


def _singular_only(head: Token) -> bool:
    return head.lower_ in words().plural_only and head.tag_ == "NN"


def _named(analysis: Analysis, name: list[str], tail: str) -> Good | None:
    lemma = singular(name[-1].lower())
    pair = normal(" ".join(name))[-2:]
    if len(pair) > 1 and " ".join(pair) in words().never:
        # "a think tank" is no tank
        return None
    found = longest(name)
    full = [*name, tail] if tail and (lemma in words().open or found is None) else name
    kind = goods_senses.model(plain(name))
    if kind is not None and (found is None or found[0].name in words().open_kinds):
        general = catalogue()[normal(kind)]
        return Good(plain(full), general.category, (), general.name, known=True, whole=False)
    if found is None and lemma in words().programmes and (inner := longest(name[:-1])) is not None:
        # "a food aid programme" gives food aid, "a weapons programme" no weapons.
        return _named(analysis, name[:-1], "") if inner[0].category in {"aid", "training", "money", "food"} else None
    if found is None:
        if (sense := goods_senses.other(analysis, lemma)) is not None:
            return catalogue()[normal(sense)]
        if any(lemma in listed for listed in (words().never, words().measures, words().carriers)):
            return None
        return Good(plain(full), "trade", (), known=False, whole=False)
    good, whole = found
    if not whole and good.category == "money" and lemma in words().never:
        # "profits" may be a good, "no true economic profit" is none
        return None
    sense = goods_senses.other(analysis, lemma) if good is catalogue().get((lemma,)) else None
    if sense is not None:
        good = catalogue()[normal(sense)]
    if whole and full is name:
        return good
    return Good(plain(full), good.category, (), good.name, known=True, whole=False)


def pointed_at(analysis: Analysis, pronoun: Token) -> Token | None:
    """The noun of a good to which a pronoun points back: the thing that coreference chose, or else the nearest known one
    that agrees in number, at most two sentences before.
    """
    if pronoun.lower_ not in words().pronouns or analysis.keys_at(pronoun):
        return None
    chosen = analysis.things.get(pronoun.i)
    if chosen is not None and describe(analysis, pronoun.doc[chosen]) is not None:
        return pronoun.doc[chosen]
    number = "NN" if pronoun.lower_ in {"it", "its"} else "NNS"
    for token in reversed(pronoun.doc[max(0, pronoun.i - _POINTING) : pronoun.i]):
        told = measuring(token)
        if token.tag_ == number and token.i < pronoun.left_edge.i and relation(told) not in {"compound", "nmod"}:
            known = catalogue().get(normal(token.lower_))
            if known is not None and known.category not in {"labour", "troops", "services"} and not _is_place(token):
                return token
    return None


def apart(token: Token) -> list[Token]:
    """What a phrase names apart: the coordinated adjectives of "military and financial aid", else the phrase's noun."""
    head = content(token)
    first = [c for c in head.children if c.i < head.i and relation(c) in {"amod", "compound"} and children(c, "conj")]
    named = [t for c in first for t in [c, *children(c, "conj")] if _shares_noun(t)]
    return [*filter(stands_alone, first), *(named or [head])]


def noun_of(token: Token) -> Token:
    """The noun that an adjective stands before, through its coordination."""
    while (relation(token) in {"conj", "amod", "compound"} and token.i < token.head.i) or relation(token) == "conj":
        token = token.head
    return token


def _shares_noun(token: Token) -> bool:
    noun = noun_of(token) if relation(token) in {"amod", "compound", "conj"} else token
    if noun.i <= token.i or noun.pos_ != "NOUN" or token.pos_ == "PROPN" or stands_alone(token):
        return False
    key = normal(f"{token.lower_} {noun.lower_}")
    known = catalogue().get(key) or catalogue().get(key[-1:])
    return known is not None and (known.category == "aid" or key in catalogue()) and token.lower_ not in words().dropped


def _is_actor(analysis: Analysis, head: Token) -> bool:
    """Whether a noun is somebody rather than something; soldiers are both."""
    known = catalogue().get(normal(head.lower_))
    troops = known is not None and known.category == "troops" and head.pos_ == "NOUN"
    if troops and head.lower_ not in {"army", "military"}:
        return False
    # "military training agreements" are an agreement, the training in it is a good.
    acting = any(analysis.entities[k].type != "Resolution" for k in analysis.keys_at(head))
    return acting or (is_name(analysis, head) and not _is_brand(head))


def _opens(head: Token) -> bool:
    """Whether a word is capitalised only because it opens the sentence: `Wheat from Chad accounts for`."""
    return head.i == head.sent.start and not head.ent_type_ and normal(head.text) in catalogue()


def _is_brand(head: Token) -> bool:
    """Whether a name is one of the catalogue's things ("Stingers", "Iron Dome"), not an office or a body."""
    first = next((c.text for c in children(head, "compound") if c.i == head.i - 1), "")
    known = catalogue().get(normal(f"{first} {head.text}")) or catalogue().get(normal(head.text))
    if known is None and any(c.isdigit() for c in head.text) and any(c.isalpha() for c in head.text):
        return True
    if known is not None and head.text[:-1].isupper() and head.text.endswith("s"):
        return True  # "EVs"
    return known is not None and known.category in {"arms", "munitions", "technology", "energy"}
