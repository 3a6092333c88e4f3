"""Whom an instrument is aimed at: behind its preposition, put under it or on its list, along with others, named or not."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from loaders.lexicon import tables
from loaders.reading import parties, slots
from loaders.reading.relation_patterns import says
from loaders.reading.structure import children, conjuncts, coordination_head, is_passive, preposition, relation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis
    from loaders.reading.instruments import Family

#: Kinds of instruments of which not only the first preposition but also `of` stands before the target.
_OF_TARGET = frozenset({"designation", "warrant", "embargo"})
#: What is frozen, of whom it is.
OWNED = frozenset({"asset", "fund", "account"})
#: Words for how many there are of what is forbidden, which are no part of its name.
_SOME = frozenset({"such", "these", "those", "several", "some", "many", "certain", "various", "numerous"})
_QUOTES = frozenset({'"', "“", "”", "‘", "’", "'", "„"})
#: Prepositions behind a good before its recipient or source.
_INNER = frozenset({"to", "from", "in", "by", "for", "of", "with", "against"})


class Aim(NamedTuple):
    """What stands where the target does: the actors named there, the words of a thing that is none, all its heads."""

    keys: tuple[str, ...]
    about: str
    heads: tuple[Token, ...]


def sides() -> dict[str, Any]:
    """The word lists `sides` of `lexicon/resolutions.toml`."""
    table: dict[str, Any] = tables("resolutions")["sides"]
    return table


def aim(analysis: Analysis, head: Token, family: Family) -> Aim:
    """Whom the phrase of an instrument with this head says that it is aimed at, and what it forbids."""
    behind = _behind(head, family)
    if family.name in {"sanctions", "package", "embargo"}:
        # "sanctions for its help to Peru" tell the reason
        behind = [c for c in behind if preposition(c) != "for" or countable(c) or _is_state(analysis, c)]
    near = [*behind, *put(head), *struck(head)]
    if not near and family.name in {"embargo", "sanctions"}:
        # "the arms embargo in Mali"
        beside = [c for c in children(head.head, "obl") if c.left_edge.i == head.i + 1]
        inside = [c for c in (*children(head, "nmod"), *beside) if preposition(c) == "in" and c.i > head.i]
        near = [c for c in inside if any(analysis.entities[key].kind == "state" for key in analysis.keys_at(c))]
    if family.name == "freeze":
        near = [owner for token in near for owner in (_owners(token) if says(token, OWNED) else [token])]
    hit = [t for first in reached(head) for t in conjuncts(first)]
    heads = with_others(head, [*(t for first in near for t in conjuncts(first)), *hit])
    about = ""
    for token in [t for t in heads if t not in hit]:
        named = analysis.keys_at(token) or says(token, sides()["anybody"])
        if family.named_by == "object" and not named and not about and token.pos_ == "NOUN":
            about = plain_phrase(token)
    # Who suffers what an instrument is against is not its target: "the listings target the looting of Peru's tombs".
    meant = [t for t in heads if t not in hit or not says(t, sides()["wrongs"])]
    return Aim(tuple(targets(analysis, meant)), about, tuple(heads))


def _owners(assets: Token) -> list[Token]:
    """Whose assets they are, where it is told by more than the place where they lie: `a freeze on the assets of two banks`."""
    return [c for c in children(assets, "nmod") if preposition(c) == "of"] or slots.possessor(assets)


def targets(analysis: Analysis, heads: list[Token], *, deep: bool = True) -> list[str]:
    """The actors that nominals in the place of the target name, each once."""
    listed = [t for token in heads for t in (token, *_described_as(analysis, token))]
    return list(dict.fromkeys(key for token in listed for key in _named(analysis, token, deep=deep)))


def _described_as(analysis: Analysis, token: Token) -> list[Token]:
    """Persons of a list whom the parser took for what the first of them is: `President A, the First Lady B and two judges`."""
    if not children(token, "conj") or not analysis.keys_at(token):
        return []
    inside = [t for beside in children(token, "appos") for t in beside.subtree if t.pos_ == "PROPN"]
    named = [t for t in inside if relation(t) in {"appos", "flat", "nmod"} and preposition(t) is None]
    persons = {t.i: t for t in named if any(analysis.entities[k].kind == "person" for k in analysis.keys_at(t))}
    return [t for t in persons.values() if analysis.keys_at(t) != analysis.keys_at(token)]


def _behind(head: Token, family: Family) -> list[Token]:
    """What stands behind a preposition of aiming that belongs to the instrument or to the verb that imposes it."""
    words = [*sides()["target"], *(["of"] if family.kind in _OF_TARGET and family.name != "list" else [])]
    words += ["from"] if brings(head, family) else []
    near = [c for c in children(head, "nmod", "obl") if preposition(c) in words and c.i > head.i]
    near += [c for c in children(head.head, "nmod") if measured(head) and preposition(c) in words and c.i > head.i]
    verb = verb_above(head)
    near += _aimed_beside(head, verb)
    near += [
        c
        for c in (children(verb, "obl") if verb is not None else [])
        if preposition(c) in words and c.left_edge.i == head.i + 1
    ]
    for clause in (*children(head, "acl"), *([verb] if verb is not None else [])):
        if says(clause, {*sides()["imposing"], "target", "aim"}):
            near += [c for c in children(clause, "obl", "nmod") if preposition(c) in words and c.i > head.i]
            near += children(clause, "obj") if says(clause, {"target"}) else []
            fronted = [c for c in children(clause, "obl", "obj") if c.lower_ in {"which", "whom"}]
            # As in "Peru, on which they imposed an embargo".
            near += [clause.head for c in fronted if preposition(c) in words and clause.dep_ == "acl:relcl"]
    return list({t.i: t for t in near}.values())


def brings(head: Token, family: Family) -> bool:
    """Whether `from` behind an instrument tells whence goods come, not who made it: `tariffs on steel from Mexico`."""
    behind = [c for host in (head, head.head) for c in children(host, "nmod", "obl") if c.i > head.i]
    return family.name == "tariff" and any(preposition(c) == "on" for c in behind)


def _aimed_beside(head: Token, verb: Token | None) -> list[Token]:
    """Whom a clause behind the verb that imposes it says that it targets: `announced sanctions, targeting nine judges`."""
    if verb is None or not says(verb, sides()["imposing"]):
        return []
    clauses = [c for c in children(verb, "advcl") if c.tag_ == "VBG" and says(c, {"target"}) and c.i > head.i]
    return [thing for clause in clauses for thing in children(clause, "obj")]


def measured(head: Token) -> bool:
    """Whether a noun stands behind one that measures it: `Kenya's latest round of sanctions`."""
    return relation(head) == "nmod" and preposition(head) == "of" and says(head.head, sides()["rounds"])


def struck(head: Token) -> list[Token]:
    """Whom a verb hits with it: `hit two banks with sanctions`, `two banks were slapped with sanctions`."""
    verb = head.head
    if relation(head) != "obl" or preposition(head) != "with" or not says(verb, sides()["striking"]):
        return []
    return children(verb, "nsubj", "nsubj:pass") if is_passive(verb) else children(verb, "obj")


def reached(head: Token) -> list[Token]:
    """Whom the instrument, as the subject of its clause, is said to hit: `the sanctions target three shipowners`."""
    # "the first round of sanctions targets three shipowners"
    first = head.head if measured(head) else head
    verb = first.head
    hits = relation(first) == "nsubj" and says(verb, sides()["reaching"])
    if hits and is_passive(verb):
        return [c for c in children(verb, "obl") if preposition(c) == "at" and says(verb, {"aim", "target", "direct"})]
    return children(verb, "obj") if hits else []


def put(head: Token) -> list[Token]:
    """Whom a verb puts under an instrument or on its list: `put two banks under sanctions`, `added them to its blacklist`."""
    verb = head.head
    if relation(head) != "obl" or preposition(head) not in sides()["onto"] or not says(verb, sides()["putting"]):
        return []
    return slots.fill(verb, "object")


def with_others(head: Token, heads: list[Token]) -> list[Token]:
    """The heads and what is named along with them: `put A under sanctions, along with B and two of its owners`."""
    hosts = {t.i: t for t in (head, head.head, *heads, *(t.head for t in heads))}.values() if heads else ()
    beside = [c for host in hosts for c in _deeper(host) if _joined(c) and c.i > heads[0].i]
    found = {t.i: t for t in map(_counted, (*heads, *(t for first in beside for t in conjuncts(first))))}
    return list(found.values())


def _counted(token: Token) -> Token:
    """What a noun of number or measure counts: `a string of shipping firms`."""
    if not says(token, sides()["measures"]):
        return token
    return next((c for c in children(token, "nmod") if preposition(c) == "of" and c.tag_ == "NNS"), token)


def _deeper(host: Token) -> list[Token]:
    return [
        c for token in (host, *children(host, "advmod", "obl")) for c in children(token, "nmod", "obl", "conj", "appos")
    ]


def _joined(token: Token) -> bool:
    """Whether a nominal is said to be one more: `along with`, `together with`, `including`, `among them`."""
    before = [c for c in token.children if c.i < token.i]
    cases = {c.lower_ for c in before if c.dep_ in {"case", "cc"}}
    cases |= {token.doc[c.i - 1].lower_ for c in before if c.lower_ == "with" and c.i}
    listed = any(c.lower_ == "them" and preposition(c) == "among" for c in before)
    return listed or bool(cases & set(sides()["joining"]))


def _named(analysis: Analysis, token: Token, *, deep: bool) -> list[str]:
    """The actors that a nominal in the place of the target names; if `deep`, or those behind what it is."""
    if token.lower_ in {"him", "her"} and not analysis.keys_at(token):
        return _last_person(analysis, token)
    if _of_two(token) and not analysis.keys_at(token):
        return _last_two(analysis, token)
    owner = next((c for c in children(token, "nmod") if preposition(c) == "of"), token) if deep else token
    if not analysis.keys_at(token) and (known := _by_parts(analysis, token, titled=deep and owner is not token)):
        return known
    keys = analysis.keys_at(owner)
    if keys and _one(owner) and all(analysis.entities[key].kind == "state" for key in keys):
        return []
    if keys and owner is token and is_some_of(analysis, token):
        return []
    if countable(token) and not analysis.keys_at(token):
        named = [c for c in children(token, "appos") if c.pos_ == "PROPN"]
        return actors(analysis, named, persons=True)
    found = actors(analysis, [token], deep=deep, persons=True)
    if deep and not analysis.keys_at(token):
        inner = [d for c in children(token, "nmod") for d in conjuncts(c) if preposition(c) in _INNER]
        # As in "imports of Kenyan coffee".
        goods = [t for t in inner if not (countable(t) or _one(t))]
        origins = [c for t in goods for c in t.children if c.i < t.i and relation(c) in {"amod", "compound"}]
        found += [k for t in (*inner, *origins) for k in analysis.keys_at(t) if analysis.entities[k].type == "Actor"]
    return found


def _by_parts(analysis: Analysis, token: Token, *, titled: bool) -> list[str]:
    """Whom words name of which the last is none of his: `the head of its security service, Peter Lund`, where that tells an
    office (`titled`); `Delta Bank Middle East`, of which only the beginning is a known name.
    """
    named = parties.keys(analysis, token) if titled else ()
    persons = [key for key in named if analysis.entities[key].kind == "person"]
    beginning = [k for c in children(token, "compound") for k in analysis.keys_at(c)] if token.pos_ == "PROPN" else []
    bodies = all(analysis.entities[key].kind == "organisation" for key in beginning)
    return persons or (list(dict.fromkeys(beginning)) if bodies else [])


def _is_state(analysis: Analysis, token: Token) -> bool:
    return any(analysis.entities[key].kind == "state" for key in analysis.keys_at(token))


def countable(token: Token) -> bool:
    """Whether a noun names some people, firms or ships that instruments are aimed at without naming them."""
    return (token.tag_ == "NNS" and says(token, sides()["described"])) or (
        token.tag_ == "NN" and says(token, sides()["collective"])
    )


def is_some_of(analysis: Analysis, token: Token) -> bool:
    """Whether some people of a state are told by their number, who are not the state: `nine Kenyan officials`."""
    keys = analysis.keys_at(token)
    counted = any(c.dep_ == "nummod" for c in token.children)
    return counted and countable(token) and all(analysis.entities[key].kind == "state" for key in keys)


def _one(token: Token) -> bool:
    """Whether a noun names somebody, a firm or a ship as one of many: `a Kenyan general`, who is not Kenya."""
    articles = {"a", "an", "one", "another"}
    return (
        token.tag_ == "NN" and says(token, sides()["described"]) and any(c.lower_ in articles for c in token.children)
    )


def described(analysis: Analysis, heads: Iterable[Token], *, counted: bool = False) -> list[str]:
    """Groups for the described among the targets: `three port operators in Basra`, `nine judges`.

    Only those that are told apart by a word, a number or a place; the article's name for them is the group's. Anybody of
    whom only the number is told (`nine individuals`) is a group where the article tells no more of them (`counted`).
    """
    found = []
    for head in heads:
        if not is_some_of(analysis, head) and analysis.keys_at(head):
            continue
        named = any(c.pos_ == "PROPN" for c in children(head, "appos"))
        if named or not countable(head) or preposition(head) == "for":
            continue
        before = [c for c in head.children if c.i < head.i and relation(c) in {"amod", "compound", "nummod"}]
        numbers = [c for c in before if c.pos_ == "NUM" or c.like_num]
        words = [c for c in before if c not in numbers and not says(c, sides()["vague"])]
        place = next(
            (c for c in children(head, "nmod") if preposition(c) in {"in", "from"} and c.pos_ == "PROPN"), None
        )
        if words or place or (numbers and (counted or not says(head, sides()["anybody"]))):
            found.append(_group(analysis, head, words or numbers, place))
    return found


def _group(analysis: Analysis, head: Token, before: list[Token], place: Token | None) -> str:
    """The group that a noun names with some of the words before it; with its place as its alias."""
    kept = sorted({t.i: t for c in before for t in c.subtree if t.i < head.i}.values(), key=lambda t: t.i)
    whole = head.doc[head.left_edge.i : (place or head).i + 1].text.split()
    name = _written((*kept, head)) if kept or place is None else " ".join(head.doc[head.i : place.i + 1].text.split())
    key = analysis.add("Actor", "group", name, (" ".join(whole),)).key
    start = head.i
    while kept and start > kept[0].i and analysis.mention_at(start - 1) is None:
        start -= 1
    analysis.mention(start, head.i + 1, (key,), "pattern")
    return key


def _written(tokens: tuple[Token, ...]) -> str:
    """Words as they are written, without what stands between them and without quotation marks: `China-based network`."""
    plain = [t for t in tokens if t.text not in _QUOTES]
    blanks = ["" if b.i == a.i + 1 and not a.whitespace_ else " " for a, b in pairwise(plain)]
    return "".join(t.text + blank for t, blank in zip(plain, [*blanks, ""], strict=True))


def _last_person(analysis: Analysis, pronoun: Token) -> list[str]:
    """The person named last before a pronoun, in its sentence or the one before."""
    for index in range(pronoun.i - 1, max(pronoun.sent.start - 40, -1), -1):
        persons = [key for key in analysis.keys_at(index) if analysis.entities[key].kind == "person"]
        if persons:
            return persons
    return []


def _of_two(token: Token) -> bool:
    """Whether a nominal stands for the two named last: `both firms`, `the two men`, `both`."""
    words = {c.lower_ for c in token.children if c.i < token.i}
    return token.lower_ == "both" or (countable(token) and ("both" in words or {"the", "two"} <= words))


def _last_two(analysis: Analysis, token: Token) -> list[str]:
    """The two organisations or persons named last before a nominal, in its paragraph."""
    place = analysis.paragraph(token.i)
    found: dict[str, None] = {}
    for mention in sorted((m for m in analysis.mentions if m.start < token.i), key=lambda m: -m.start):
        if analysis.paragraph(mention.start) != place:
            break
        single = mention.keys[0] if len(mention.keys) == 1 else ""
        if single and analysis.entities[single].kind in {"organisation", "person"}:
            found.setdefault(single)
    kinds = {analysis.entities[key].kind for key in list(found)[:2]}
    return list(found)[:2] if len(found) > 1 and len(kinds) == 1 else []


def verb_above(head: Token) -> Token | None:
    """The verb that has the phrase as object, subject of a passive, or behind a measuring noun (`a round of sanctions`)."""
    token = head
    for _ in range(3):
        if relation(token) in {"obj", "obl"} or token.dep_ == "nsubj:pass":
            return token.head if token.head.pos_ in {"VERB", "AUX"} else None
        if relation(token) not in {"nmod", "conj", "compound"} or (relation(token) == "nmod" and _is_topic(token)):
            return None
        token = token.head
    return None


def _is_topic(token: Token) -> bool:
    """Whether a nominal is what the noun above it is about: who issues a statement on sanctions imposes none."""
    return preposition(token) in {"on", "about", "regarding", "concerning", "over"}


def actors(analysis: Analysis, tokens: list[Token], *, deep: bool = False, persons: bool = False) -> list[str]:
    """The actors that phrases with these heads stand for; persons only where they may be meant."""
    keys = [k for t in tokens for k in parties.keys(analysis, t, deep=deep)]
    found = [k for k in keys if analysis.entities[k].type == "Actor"]
    return list(dict.fromkeys(k for k in found if persons or analysis.entities[k].kind != "person"))


def proposed(verb: Token) -> bool:
    """Whether a verb tells what somebody is to do: `Kenya should impose sanctions`."""
    return any(c.lower_ in {"should", "must", "ought"} for c in children(verb, "aux"))


def told(verb: Token) -> list[Token]:
    """What is forbidden to those whom the verb has as its object: `forbids banks to sell Kenya machines`."""
    clauses = [c for c in children(verb, "xcomp") if c.pos_ == "VERB" and children(verb, "obj")]
    return [thing for clause in clauses for thing in (*children(clause, "obj"), *children(clause, "iobj"))]


def plain_phrase(head: Token, *, short: bool = False) -> str:
    """A noun with the nouns and adjectives before it and what it is of, as written: `sale of targeting cameras`.

    If `short`, with the last of the words before it only (`rare earths`).
    """
    before = [c for c in head.children if relation(c) in {"compound", "amod"} and c.i < head.i]
    start = min([c.left_edge.i for c in before], default=head.i)
    commas = [t.i for t in head.doc[start : head.i] if t.text == ","]
    start = max([start, *(i + 1 for i in commas)]) if not short else max([c.i for c in before], default=head.i)
    end = head.i + 1
    for child in children(head, "nmod"):
        if preposition(child) == "of" and child.i - head.i <= 5 and not short:
            end = child.i + 1
    for child in children(head, "acl"):
        things = children(child, "obj") if any(c.lower_ == "of" for c in children(child, "mark")) else []
        end = max([end, *(thing.i + 1 for thing in things if thing.i - head.i <= 5)])
    for child in children(head, "nmod"):
        if preposition(child) == "from" and child.pos_ == "PROPN" and child.left_edge.i == end and not short:
            end = child.i + 1
    words = [t.text for t in head.doc[start:end] if not t.is_space and t.lower_ not in _SOME]
    first = head.doc[start]
    text = " ".join(words).replace(" - ", "-").replace(" 's", "'s").replace(" ’s", "’s")
    return text[0].lower() + text[1:] if first.is_sent_start and first.pos_ != "PROPN" else text


def is_part(head: Token) -> bool:
    """Whether an instrument is only a part of another: `the sanctions include a travel ban`, `sanctions: a travel ban`."""
    first = coordination_head(head)
    above = first.head
    if relation(first) == "obj" and says(above, {"include", "comprise", "contain"}):
        return any(says(t, sides()["parted"]) for t in slots.fill(above, "subject"))
    beside = preposition(first) in {"including", "such as"} and relation(first) in {"nmod", "obl"}
    return (relation(first) in {"appos", "parataxis"} or beside) and says(above, sides()["parted"])
