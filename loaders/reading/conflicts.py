"""Wars that a text takes for granted, and the support that goods for somebody at war are.

`the war in Ukraine` says who fights whom without naming both; the known wars are data of `lexicon/relations.toml`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import permutations
from typing import TYPE_CHECKING

from graph.records import Exchange, Relation
from graph.vocabulary import vocabulary
from loaders.lexicon import tables
from loaders.reading.analysis import Analysis, Finding
from loaders.reading.relation_patterns import lexicon, says
from loaders.reading.structure import children, relation

if TYPE_CHECKING:
    from loaders.parsed import Token

#: How the names of bodies end that fight for a state.
_ARMED = frozenset({"Forces", "Force", "Army", "Guard", "Guards", "Navy", "Military"})
#: The rule of support that lies in an exchange.
_BY_EXCHANGE = "supports:exchange"
#: Kinds of instruments by which somebody is punished, not a whole people or trade regulated.
_PUNISHING = frozenset({"sanctions", "embargo", "designation", "export control"})
#: How far an exchange must have come to count as support.
_DONE = frozenset({"agreed", "delivered"})


@dataclass(frozen=True, slots=True)
class Conflict:
    """A known war: the two parties, what it is called after, first and last year, which party invaded, if one did, and
    the army that is named for the first party.
    """

    parties: tuple[str, str]
    places: frozenset[str]
    since: int
    until: int
    invader: str
    army: str


@cache
def conflicts() -> tuple[Conflict, ...]:
    """The known wars, in the order of the lexicon."""
    data = tables("relations")
    return tuple(
        Conflict(
            (row["parties"][0], row["parties"][1]),
            frozenset(row["places"]),
            row["since"],
            row.get("until", 9999),
            row.get("invader", ""),
            row.get("army", ""),
        )
        for row in data["conflict"]
    )


def find(analysis: Analysis) -> Iterator[Finding]:
    """Known wars that the article speaks of, both of whose parties it names."""
    named = _named(analysis)
    words = lexicon("relations").words["war_words"]
    current = _current(analysis, named)
    for token in analysis.doc.where(words) if current else ():
        if token.pos_ in {"NOUN", "PROPN"}:
            beside = _beside(analysis, token)
            for conflict in current:
                if beside & conflict.places:
                    first = conflict.army if conflict.army in named else conflict.parties[0]
                    one, other = sorted((named[first], named[conflict.parties[1]]))
                    yield Finding(Relation(one, "AT_WAR_WITH", other), token.i, "at_war_with:known", confidence=0.8)


def invader(analysis: Analysis, deed: Token) -> tuple[str, ...]:
    """Who invaded, where a text takes `the invasion` for granted and names both parties of one known war."""
    if not says(deed, lexicon("relations").words["invading"]):
        return ()
    named = _named(analysis)
    invaders = {conflict.invader for conflict in _current(analysis, named) if conflict.invader}
    return (named[invaders.pop()],) if len(invaders) == 1 else ()


def misread(analysis: Analysis, finding: Finding) -> bool:
    """Whether a body, or whoever a pronoun was taken for, is read as a party of a known war whose other party the sentence names.

    `The Council sanctioned Peru for its war against Chile`: whose war is meant is known, whatever `its` was taken for.
    """
    fact = finding.fact
    if not isinstance(fact, Relation) or fact.type != "AT_WAR_WITH":
        return False
    ends = [analysis.entities[key] for key in (str(fact.source), fact.target)]
    taken = any(c.lower_ == "its" for c in analysis.doc[finding.trigger].children)
    if not taken and not any(e.kind in {"organisation", "bloc"} and not is_armed(e.name) for e in ends):
        return False
    named = {entity.name for entity in ends}
    sentence = analysis.doc[finding.trigger].sent
    near = {analysis.entities[key].name for i in range(sentence.start, sentence.end) for key in analysis.keys_at(i)}
    wars = [{*c.parties} for c in _current(analysis, _named(analysis))]
    return any(len(war & named) == 1 and war <= near | named and not named <= war for war in wars)


def is_armed(body: str) -> bool:
    """Whether a body's name says that it fights: `Chadian Armed Forces`."""
    return body.split()[-1] in _ARMED


def _named(analysis: Analysis) -> dict[str, str]:
    return {entity.name: key for key, entity in analysis.entities.items() if entity.type == "Actor"}


def _current(analysis: Analysis, named: dict[str, str]) -> list[Conflict]:
    """The known wars of the article's time both of whose parties it names."""
    return [
        c
        for c in conflicts()
        if c.parties[1] in named and {c.parties[0], c.army} & named.keys() and _of_its_time(analysis, c)
    ]


def _of_its_time(analysis: Analysis, conflict: Conflict) -> bool:
    year = (analysis.article.date or "")[:4]
    return not year.isdigit() or conflict.since <= int(year) <= conflict.until


def _beside(analysis: Analysis, word: Token) -> set[str]:
    """Names in the phrase of a word of war, and those before `war effort`."""
    tokens = [*children(word, "nmod", "amod", "compound", "obl")]
    if relation(word) == "compound":
        tokens += children(word.head, "nmod", "amod", "compound")
    tokens = [token for token in tokens if token.pos_ != "PRON"]  # "Peru helps Chile wage its war"
    names = {analysis.entities[key].name for token in tokens for key in analysis.keys_at(token)}
    return names | {token.text for token in tokens}


def backing(analysis: Analysis, exchanges: Iterable[Finding], relations: Iterable[Finding]) -> Iterator[Finding]:
    """Support that lies in giving arms, aid or money to somebody whom the article says to be at war."""
    wars = [r.fact for r in relations if isinstance(r.fact, Relation) and r.fact.type == "AT_WAR_WITH"
            and r.certainty != "denied"]  # fmt: skip
    fighting = {str(end) for war in wars for end in (war.source, war.target)}
    goods = lexicon("relations").words["backing"]
    for finding in exchanges:
        exchange = finding.fact
        if not isinstance(exchange, Exchange) or exchange.supplier is None or exchange.recipient not in fighting:
            continue
        enemy = any({exchange.supplier, exchange.recipient} == {war.source, war.target} for war in wars)
        if (
            enemy
            or finding.certainty == "denied"
            or finding.stage not in _DONE
            or analysis.entities[exchange.good].kind not in goods
        ):
            continue
        if analysis.entities[exchange.supplier].type in vocabulary().edges["SUPPORTS"].source:
            fact = Relation(exchange.supplier, "SUPPORTS", exchange.recipient)
            yield replace(
                finding, fact=fact, rule=_BY_EXCHANGE, stage=None, quantity=None, returns=None, confidence=0.7
            )


def without_foes(analysis: Analysis, findings: list[Finding]) -> Iterator[Finding]:
    """The findings without support for an enemy in war, or for somebody on whom the same side has sanctions of its own:
    where a text tells of both, and of the support in its own words not twice, the support was misread.
    """
    facts = [f.fact for f in findings if isinstance(f.fact, Relation) and f.certainty != "denied"]
    foes = {
        (str(one), two) for f in facts if f.type == "AT_WAR_WITH" for one, two in permutations((f.source, f.target))
    }
    by_name = {entity.name: key for key, entity in analysis.entities.items() if entity.type == "Actor"}
    for fact in facts:
        law = analysis.entities.get(str(fact.source))
        if fact.type == "TARGETS" and law is not None and law.kind in _PUNISHING:
            foes.add((by_name.get(dict(law.attributes).get("body", ""), ""), fact.target))
    said = Counter(f.fact for f in findings if f.rule != _BY_EXCHANGE)
    for finding in findings:
        told = finding.fact
        backs = isinstance(told, Relation) and told.type == "SUPPORTS" and _sides(analysis, told, by_name) in foes
        if not backs or said[told] > 1:
            yield finding


def _sides(analysis: Analysis, fact: Relation, by_name: Mapping[str, str]) -> tuple[str, str]:
    """The two sides of a relation, a person or organ as the state that he or it acts for where the article names it."""
    source = analysis.entities[str(fact.source)]
    return by_name.get(dict(source.attributes).get("of", source.name), source.key), fact.target
