"""What instruments forbid: the object of a ban, the kind of an embargo, what a resolution is said to prohibit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph.records import Relation
from loaders.reading import aims, goods, listings, slots
from loaders.reading.analysis import Analysis, Finding
from loaders.reading.certainty import judge
from loaders.reading.instruments import rules
from loaders.reading.relation_patterns import says
from loaders.reading.structure import children, conjuncts, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.regimes import Regime

#: Families of instruments whose object or kind is what they forbid.
_FORBIDDING = frozenset({"ban", "embargo", "controls", "restrictions", "cap"})


def of_regime(analysis: Analysis, key: str, regime: Regime) -> Iterator[Finding]:
    """What the phrases of a regime name as forbidden."""
    on_goods = regime.family.name == "sanctions"
    if regime.family.name not in _FORBIDDING and not on_goods:
        return
    for head in (analysis.doc[phrase.end - 1] for phrase in regime.phrases):
        if on_goods and head.pos_ == "VERB":
            continue
        # "sanctions on Kenyan oil", "on oil exports"; not those "on fuel" that somebody only thinks of
        behind = [
            c
            for c in children(head, "nmod", "obl", "acl")
            if c.i > head.i and (_owned(analysis, c) if on_goods else preposition(c) in {"on", "of", "for", None})
        ]
        # "the curbs that it has slapped on coal"
        imposed = [c for c in children(head, "acl") if says(c, rules()["sides"]["imposing"])]
        behind += [c for clause in imposed for c in children(clause, "obl") if preposition(c) == "on"]
        before = [c for c in head.children if c.i < head.i and relation(c) == "compound"]
        before = before or ([head.nbor(-1)] if head.i > head.sent.start and head.nbor(-1).pos_ == "NOUN" else [])
        things = _objects(head) if head.pos_ == "VERB" else [*behind, *before, *_hung_on_verb(head)]
        for thing in things:
            for good in _goods(analysis, thing):
                yield Finding(Relation(key, "PROHIBITS", good), head.i, f"prohibits:{regime.family.name}")


def _owned(analysis: Analysis, thing: Token) -> bool:
    """Whether what sanctions are on is a dealing or somebody's good."""
    dealt = says(thing, rules()["sides"]["acts"])
    return preposition(thing) == "on" and (dealt or any(analysis.keys_at(c) for c in children(thing, "amod", "nmod")))


def _objects(verb: Token) -> list[Token]:
    """What a verb forbids: its object, or that for which it demands a licence."""
    objects = aims.told(verb) or slots.fill(verb, "object")
    licensed = [c for t in objects if says(t, rules()["sides"]["licences"]) for c in children(t, "nmod")]
    # "arms export licences"
    named = [c for t in objects if says(t, rules()["sides"]["licences"]) for c in children(t, "compound")]
    return [c for c in licensed if preposition(c) == "for"] or named or objects


def stated(analysis: Analysis) -> Iterator[Finding]:
    """`Resolution 1701 forbids the sale of arms to militias`: verbs whose subject is an instrument."""
    verbs = rules()["sides"]["forbidding"]
    for token in analysis.doc.where(verbs):
        if token.pos_ == "VERB":
            subjects = slots.fill(token, "subject")
            found = [k for t in subjects for k in analysis.keys_at(t) if analysis.entities[k].type == "Resolution"]
            found = found or [k for t in subjects for k in _pointed(analysis, t)]
            told = [t for t in subjects if says(t, rules()["sides"]["pointing"]) and not analysis.keys_at(t)]
            spoken = listings.last_spoken_of(analysis, told[0].i, near=True) if told and not found else None
            for source in [spoken] if spoken else found:
                yield from _forbidden(analysis, token, source)


def _pointed(analysis: Analysis, pronoun: Token) -> tuple[str, ...]:
    """The instrument named last in the sentence before a pronoun that begins one: `They bar it from trading`.

    Several for `they`; where `it` is an actor it is none.
    """
    several = pronoun.lower_ == "they"
    if (
        not (several or (pronoun.lower_ == "it" and not analysis.keys_at(pronoun)))
        or pronoun.i > pronoun.sent.start + 1
    ):
        return ()
    before = analysis.sentence(max(pronoun.sent.start - 1, 0))
    heads = [i for i in range(before.start, before.end) if (analysis.doc[i].tag_ in {"NNS", "NNPS"}) == several]
    mentions = [analysis.keys_at(i) for i in heads if i < pronoun.i]
    legal = [keys for keys in mentions if keys and analysis.entities[keys[0]].type == "Resolution"]
    return legal[-1] if legal else ()


def _forbidden(analysis: Analysis, verb: Token, source: str) -> Iterator[Finding]:
    """What the verb says to be forbidden, and to whom it may not go."""
    deeper = [clause for first in children(verb, "xcomp", "advcl", "obl") for clause in conjuncts(first)]
    things = [*slots.fill(verb, "object"), *[obj for inner in deeper for obj in children(inner, "obj")]]
    # What is frozen is its owner's, not what nobody may have.
    frozen = says(verb, rules()["sides"]["freezing"])
    things = [t for t in things if t.pos_ != "PRON" and not (frozen and says(t, aims.OWNED))]
    certainty = judge(analysis, verb)
    for thing in things:
        for good in _goods(analysis, thing):
            yield Finding(Relation(source, "PROHIBITS", good), verb.i, f"prohibits:{verb.lower_}", certainty=certainty)
        coming = says(thing, rules()["sides"]["coming"]) or not says(thing, rules()["sides"]["acts"])
        words = ("to", "for", "with", "from") if coming else ("to", "for", "with")
        for token in [t for word in words for t in slots.prepositional(thing, word)]:
            for key in analysis.keys_at(token):
                if analysis.entities[key].type == "Actor":
                    yield Finding(
                        Relation(source, "TARGETS", key), verb.i, f"targets:{verb.lower_}", certainty=certainty
                    )


def known(analysis: Analysis) -> Iterator[Finding]:
    """Goods of the article that a named instrument is known to forbid."""
    named = {name: key for key, e in analysis.entities.items() if e.type == "Good" for name in (e.name, *e.aliases)}
    done: set[str] = set()
    for mention in sorted(analysis.mentions, key=lambda m: m.start):
        for key in mention.keys:
            if analysis.entities[key].type != "Resolution" or key in done:
                continue
            done.add(key)
            forbidden = dict(analysis.entities[key].attributes).get("prohibits", "").split("|")
            for good in sorted({named[name] for name in forbidden if name in named}):
                yield Finding(Relation(key, "PROHIBITS", good), mention.start, "prohibits:known", confidence=0.8)


def _hung_on_verb(head: Token) -> list[Token]:
    """What the parser hung on the verb although it follows the noun at once: `lift [the ban on coal]`."""
    if relation(head) not in {"obj", "nsubj"}:
        return []
    return [c for c in children(head.head, "obl") if preposition(c) == "on" and c.left_edge.i == head.i + 1]


def _goods(analysis: Analysis, thing: Token) -> list[str]:
    """The goods that a phrase names; behind nouns of dealing (`the sale of coal`) what is dealt in."""
    found = []
    for token in conjuncts(thing):
        dealing = says(token, rules()["sides"]["acts"])
        inner = _dealt_in(token) if dealing else []
        inner = inner or ([c for c in token.children if relation(c) == "compound"] if dealing else [])
        for noun in [t for c in inner for t in conjuncts(c)] or [token]:
            types = {analysis.entities[key].type for key in analysis.keys_at(noun)}
            bare = goods.singular(noun.lower_) in goods.words().flows and _qualifies(noun)
            if dealing and not inner and _unsaid(noun):
                continue
            described = None if bare or types - {"Resolution"} else _kind(noun) or goods.describe(analysis, noun)
            if described is not None and described.known:
                found.append(goods.register(analysis, described))
            found += [key for key in analysis.keys_at(noun) if analysis.entities[key].type == "Good"]
    return found


def _unsaid(dealing: Token) -> bool:
    """Whether a word for dealing tells nothing of what is dealt in: `the ban on exports`; trade itself may be forbidden."""
    told = any(relation(c) in {"amod", "compound"} for c in dealing.children)
    return not told and not says(dealing, {"trade", "business", "use", "transport"})


def _dealt_in(dealing: Token) -> list[Token]:
    """What a noun of dealing is of, through words of measure: `sale of targeting cameras`, `export of two types of radio`."""
    found = [c for c in children(dealing, "nmod") if preposition(c) == "of"]
    clauses = [c for c in children(dealing, "acl") if any(m.lower_ == "of" for m in children(c, "mark"))]
    found += [thing for clause in clauses for thing in children(clause, "obj")]
    related = [c for thing in found for c in children(thing, "acl", "amod") if says(c, {"relate", "link"})]
    told = [c for clause in related for c in children(clause, "obl") if preposition(c) == "to"]
    if told:
        return [t for first in told for t in conjuncts(first)]
    counted = [
        c
        for thing in found
        if says(thing, rules()["sides"]["sorts"])
        for c in children(thing, "nmod")
        if preposition(c) == "of"
    ]
    return counted or found


def _kind(noun: Token) -> goods.Good | None:
    """The good that a word before its noun names: `arms embargo`."""
    return goods.catalogue().get(goods.normal(noun.text)) if _qualifies(noun) else None


def _qualifies(noun: Token) -> bool:
    following = noun.nbor() if noun.i + 1 < noun.sent.end else noun
    return relation(noun) == "compound" or (following.pos_ == "NOUN" and following.i != noun.i)
