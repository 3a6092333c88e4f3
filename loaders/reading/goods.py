"""What a noun phrase names as a good: usual name, category, aliases. The catalogue is `lexicon/goods.csv`."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from loaders.reading import goods_senses
from loaders.reading.exchange_parties import is_name
from loaders.reading.goods_catalogue import Good, catalogue, longest, normal, singular, words
from loaders.reading.goods_measures import content, counted, is_currency, kind_of_sum, measuring
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
_MADE = _MEASURED | {"arms", "munitions", "technology"}
_BEFORE = frozenset({"compound", "amod", "nmod", "flat"})
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
        return catalogue()[normal(kind_of_sum(head))]
    if _is_bare_number(head):
        return _counted_before(analysis, head)
    if _summed(head) and singular(head.lower_) in words().vague:
        # "$2 million in support" helps somebody, "support" alone may be applause.
        return catalogue().get(normal(" ".join(_words_of(analysis, head)))) or catalogue()[("aid",)]
    if _names_nothing(head, alone=adjective is None) or _is_actor(analysis, head):
        return None
    name = _words_of(analysis, head) if adjective is None else [_form(adjective), _form(head)]
    tail = _tail(analysis, head)
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
    if len(name) == 1 and not tail and (lemma in words().bare or singly):
        return goods_senses.other(analysis, lemma) is None
    # "an active part" is no part
    vague = lemma in words().vague or (singly and not children(head, "compound"))
    return vague and normal(" ".join(name)) not in catalogue()


def _meant(analysis: Analysis, measure: Token) -> Good | None:
    """What an amount or a word for any product is of, told before: `Mali needs rice. Chad promised 40,000 tonnes`."""
    lemma = singular(measure.lower_)
    if lemma in words().stand_ins:
        # "pumps gas and sells most of its output", "flies drones and has ordered a newer model"
        told = _told_before(measure, _MADE, {"NN", "NNS"})
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
            return catalogue().get(normal(head.doc[start : head.i + 1].text))
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
    kind = goods_senses.model(_plain(name))
    if kind is not None and (found is None or found[0].name in words().open_kinds):
        general = catalogue()[normal(kind)]
        return Good(_plain(full), general.category, (), general.name, known=True, whole=False)
    if found is None and lemma in words().programmes and (inner := longest(name[:-1])) is not None:
        # "a food aid programme" gives food aid, "a weapons programme" no weapons.
        return _named(analysis, name[:-1], "") if inner[0].category in {"aid", "training", "money", "food"} else None
    if found is None:
        if any(lemma in listed for listed in (words().never, words().measures, words().carriers)):
            return None
        return Good(_plain(full), "trade", (), known=False, whole=False)
    good, whole = found
    if not whole and good.category == "money" and lemma in words().never:
        # "profits" may be a good, "no true economic profit" is none
        return None
    sense = goods_senses.other(analysis, lemma) if good is catalogue().get((lemma,)) else None
    if sense is not None:
        good = catalogue()[normal(sense)]
    if whole and full is name:
        return good
    return Good(_plain(full), good.category, (), good.name, known=True, whole=False)


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
            if known is not None and known.category not in {"labour", "troops", "services"}:
                return token
    return None


def apart(token: Token) -> list[Token]:
    """What a phrase names apart: the coordinated adjectives of "military and financial aid", else the phrase's noun."""
    head = content(token)
    first = [c for c in head.children if c.i < head.i and relation(c) in {"amod", "compound"} and children(c, "conj")]
    named = [t for c in first for t in [c, *children(c, "conj")] if _shares_noun(t)]
    return [*filter(_alone, first), *(named or [head])]


def _alone(modifier: Token) -> bool:
    """Whether a word is a good by itself though it is read as a modifier: `food` in "food and humanitarian aid"."""
    listed = children(modifier, "conj")
    return modifier.pos_ == "NOUN" and normal(modifier.lower_) in catalogue() and any(c.pos_ == "ADJ" for c in listed)


def noun_of(token: Token) -> Token:
    """The noun that an adjective stands before, through its coordination."""
    while (relation(token) in {"conj", "amod", "compound"} and token.i < token.head.i) or relation(token) == "conj":
        token = token.head
    return token


def _shares_noun(token: Token) -> bool:
    noun = noun_of(token) if relation(token) in {"amod", "compound", "conj"} else token
    if noun.i <= token.i or noun.pos_ != "NOUN" or token.pos_ == "PROPN" or _alone(token):
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
    return known is not None and known.category in {"arms", "munitions", "technology", "energy"}


def _words_of(analysis: Analysis, head: Token) -> list[str]:
    """The words of the phrase that say what the thing is, in the order of the text."""
    kept = [head]
    for child in head.children:
        if child.i < head.i and relation(child) in _BEFORE and child.dep_ != "nmod:poss":
            kept.extend(_kept(analysis, child))
    # "relief - shelter kits"
    parted = max((t.i for t in head.doc[min(t.i for t in kept) : head.i] if _dash(t)), default=-1)
    inside = {t.i for t in kept if t.i > parted}
    for i in range(min(inside), head.i):
        if head.doc[i].text == "-" and {i - 1, i + 1} & inside:
            inside |= {i - 1, i, i + 1}
    first = min(inside)
    if first > 1 and _hyphenated(head.doc[first - 1]) and _lost(head, head.doc[first - 1]):
        first -= 1
        inside.add(first)
    while first > 1 and _hyphenated(head.doc[first]) and head.doc[first - 2].is_alpha:
        first -= 2
        inside |= {first, first + 1}
    ordered = [head.doc[i] for i in sorted(inside)]
    return _joined([t for t in ordered if t.pos_ != "PUNCT" or t.text == "-"])


def _joined(tokens: list[Token]) -> list[str]:
    """The forms of tokens; what is written as one word stays one: `F-16V`, which is split behind its number."""
    forms: list[str] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        together = before is not None and before.i + 1 == token.i and not before.whitespace_
        if together and "-" not in {forms[-1], token.text}:
            forms[-1] += token.text
        else:
            forms.append(_form(token))
    return forms


def _lost(head: Token, before: Token) -> bool:
    """Whether the parse hung the end of a hyphenated word elsewhere: `air` of "surface-to-air missiles"."""
    lost = before.is_alpha and before.head != head and before.tag_ not in {"JJR", "JJS"}
    return lost and before.lower_ not in words().dropped


def _kept(analysis: Analysis, modifier: Token) -> list[Token]:
    lists = words()
    if modifier.lower_ == "mm":
        return [*(c for c in modifier.children if c.like_num), modifier]
    if goods_senses.model(modifier.text):
        return [modifier]
    if modifier.like_num or modifier.pos_ in {"NUM", "DET", "PRON", "SYM"}:
        return []
    if is_name(analysis, modifier) and not _branded_pair(modifier):
        return []
    if {modifier.lower_, _written(modifier)} & lists.dropped or (
        singular(modifier.lower_) in lists.measures | lists.carriers and not _hyphenated(modifier)
    ):
        return []
    if modifier.tag_ in {"JJR", "JJS"} or (
        modifier.tag_ in {"VBN", "VBG"} and any(relation(c) == "obl" for c in modifier.children)
    ):
        return []
    if _alone(modifier):
        return [t for c in children(modifier, "conj") for t in _kept(analysis, c)]
    inner = [t for c in modifier.children if relation(c) in {*_BEFORE, "advmod", "conj"} for t in _kept(analysis, c)]
    return [*inner, modifier]


def _dash(token: Token) -> bool:
    """Whether a token parts a word from the list that it announces: a dash, or a hyphen between blanks."""
    spaced = token.text == "-" and token.i > 0 and bool(token.nbor(-1).whitespace_)
    return spaced or token.text in {"–", "—", "--"}


def _written(modifier: Token) -> str:
    """A modifier with what hyphens join before it: `life-saving`."""
    start = modifier.i
    while start > 1 and _hyphenated(modifier.doc[start]):
        start -= 2
    return "".join(t.lower_ for t in modifier.doc[start : modifier.i + 1])


def _hyphenated(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).text == "-" and not _dash(token.nbor(-1))


def _branded_pair(modifier: Token) -> bool:
    """A brand before its kind ("Storm Shadow missiles") is part of the name although it is capitalised."""
    return normal(modifier.text + " " + modifier.head.text) in catalogue()


def _form(token: Token) -> str:
    return (
        token.text
        if token.pos_ == "PROPN" or token.text.isupper() or any(c.isdigit() for c in token.text)
        else token.lower_
    )


def _plain(name: list[str]) -> str:
    text = re.sub(r"\s*-\s*", "-", " ".join(name))
    return re.sub(r"(\d) mm\b", r"\1mm", re.sub(r"\s+", " ", text)).strip()


def _tail(analysis: Analysis, head: Token) -> str:
    """What an open name is for or of: "parts for jets", "weapons of mass destruction", "access to ports"."""
    cases = {"for", "of", "to"} if singular(head.lower_) in words().vague else {"for", "of"}
    # The parse often hangs what follows at once on the verb.
    hung = [c for c in children(head.head, "obl") if c.left_edge.i == head.i + 1 and preposition(c) == "for"]
    for child in [*children(head, "nmod"), *(hung if relation(head) == "obj" else [])]:
        case = preposition(child)
        if child.i > head.i and case in cases and not is_name(analysis, child) and child.pos_ == "NOUN":
            return f"{case} {' '.join(_words_of(analysis, child))}"
    return ""
