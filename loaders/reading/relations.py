"""Stage `relations`: how actors stand to each other, read from verbs, nouns, adjectives, titles and appositions.

The rules are data: `lexicon/relations.toml` names for every relation the words that state it and where its two sides
stand (see `slots`). Standing (who leads or speaks for whom) is read by `standing`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations
from typing import TYPE_CHECKING

from graph.records import Relation
from graph.vocabulary import vocabulary, weaker
from loaders.reading import adherents, conflicts, parties, slots, standing
from loaders.reading.analysis import Analysis, Finding
from loaders.reading.bearers import is_person
from loaders.reading.certainty import judge
from loaders.reading.exchange_states import named_after
from loaders.reading.nations import nation_at
from loaders.reading.offices import office
from loaders.reading.relation_patterns import Lexicon, Pattern, lemmas, lexicon, says
from loaders.reading.slots_clauses import carrier, complements, infinitive
from loaders.reading.structure import children, is_presupposed, noun_phrase, preposition, relation

if TYPE_CHECKING:
    from graph.records import Entity, Exchange
    from loaders.parsed import Token


#: Of how many at most a text says what each does with each: a list of guests is no such statement.
_MOST = 5


def find(analysis: Analysis) -> Iterator[Finding]:
    """Every relation between actors that the article states, one finding per statement."""
    placed = list(standing.find(analysis))
    yield from placed
    yield from adherents.find(analysis)
    yield from conflicts.find(analysis)
    homes = {(str(f.fact.source), f.fact.target) for f in placed if isinstance(f.fact, Relation)}
    for finding in match(analysis, lexicon("relations")):
        elsewhere = not _at_home(analysis, finding.fact, homes)
        if elsewhere and not conflicts.misread(analysis, finding) and not _voted_on(analysis, finding):
            yield finding


def _at_home(analysis: Analysis, fact: Exchange | Relation, homes: set[tuple[str, str]]) -> bool:
    """Whether somebody is said to visit where he lives, as far as the article or the gazetteer tells."""
    if not isinstance(fact, Relation) or fact.type != "VISITS":
        return False
    home = dict(analysis.entities[str(fact.source)].attributes).get("of")
    return (str(fact.source), fact.target) in homes or home == analysis.entities[fact.target].name


def _voted_on(analysis: Analysis, finding: Finding) -> bool:
    """Whether it is what a pronoun behind `voted` stands for: a text, whoever the pronoun was taken for."""
    verb, fact = analysis.doc[finding.trigger], finding.fact
    objects = children(verb, "obl") if isinstance(fact, Relation) and says(verb, {"vote"}) else []
    on_it = any(c.pos_ == "PRON" and preposition(c) in {"for", "against"} for c in objects)
    return on_it and isinstance(fact, Relation) and analysis.entities[fact.target].type != "Resolution"


def match(analysis: Analysis, rules: Lexicon) -> Iterator[Finding]:
    """What the patterns of a lexicon find, in the order of the text."""
    for token in analysis.doc.where(rules.patterns):
        known = next(lemma for lemma in lemmas(token) if lemma in rules.patterns)
        for pattern in rules.patterns[known]:
            if _is_tagged(token, pattern) and _applies(token, pattern) and not _otherwise(token, pattern, rules):
                yield from _facts(analysis, token, pattern, rules)


def _is_tagged(token: Token, pattern: Pattern) -> bool:
    """Whether a word has the part of speech that a pattern asks; the parser may take `back` in `Kenya backs him` for no verb."""
    if token.pos_ in pattern.pos:
        return True
    mistaken = token.pos_ in {"ADV", "NOUN"} and "VERB" in pattern.pos
    return mistaken and bool(children(token, "nsubj") and children(token, "obj"))


def _is_told(trigger: Token, pattern: Pattern) -> bool:
    """Whether a trigger stands as its pattern asks: with a subject of its own, without a clause behind it."""
    if trigger.pos_ == "NOUN" and any(c.lower_ == "any" for c in children(trigger, "det")):
        return False  # "Any attack by Kenya is unacceptable" tells of none.
    if pattern.finite and not children(trigger, "nsubj"):
        return False
    return not (pattern.bare and any(infinitive(c) for c in complements(trigger)))


def _applies(trigger: Token, pattern: Pattern) -> bool:
    if not _is_told(trigger, pattern):
        return False
    objects = slots.fill(trigger, "object") if pattern.with_object or pattern.without_object else []
    if pattern.with_object and not any(says(c, pattern.with_object) for c in objects):
        return False
    if pattern.with_subject and not any(says(c, pattern.with_subject) for c in slots.fill(trigger, "subject")):
        return False
    if any(says(c, pattern.without_object) for c in objects):
        return False
    if pattern.doing and not _is_done(trigger, pattern):
        return False
    if pattern.before and not any(says(c, pattern.before) for c in slots.fill(trigger, "adj")):
        return False
    if pattern.without and any(slots.prepositional(trigger, word) for word in pattern.without):
        return False
    verb = carrier(trigger) if pattern.ended_by else None
    if verb is not None and says(verb, pattern.ended_by):
        return False
    return not pattern.carried_by or says(trigger.head, pattern.carried_by)


def _is_done(trigger: Token, pattern: Pattern) -> bool:
    """Whether the trigger's clause says what its pattern asks: `called on it to stop`, `branded it a terrorist state`."""
    clauses = complements(trigger)
    if says(trigger, lexicon("relations").words["telling"]):
        clauses = [c for c in clauses if infinitive(c)]
    # "urged Kenya to step up its aid", not "to step down"
    clauses = [c for c in clauses if not any(d.dep_ == "compound:prt" and d.lower_ == "up" for d in c.children)]
    return any(says(d, pattern.doing) for c in clauses for d in (c, *children(c, "amod")))


def _otherwise(trigger: Token, pattern: Pattern, rules: Lexicon) -> bool:
    """Whether a word beside a noun trigger shows that it is meant otherwise: `trade war`, `war of words`."""
    words = rules.otherwise.get(pattern.type, frozenset())
    beside = children(trigger, "amod", "compound", "nmod") if words and trigger.pos_ in {"NOUN", "PROPN"} else []
    return any(says(c, words) for c in beside)


def _facts(analysis: Analysis, trigger: Token, pattern: Pattern, rules: Lexicon) -> Iterator[Finding]:
    pairs = [
        (source, edge, target)
        for source, target in sorted(_of_states(analysis, trigger, _pairs(analysis, trigger, pattern), pattern))
        if admissible(analysis, source, edge := _as(analysis, source, pattern.type), target, rules)
    ]
    if not pairs:
        return
    # "Kenya will not invoke its pact with Chad": what one has is there, whatever he does with it.
    owned = pattern.type == "ALLIED_WITH" and bool(children(trigger, "nmod:poss"))
    taken = owned or ("bearer" in {*pattern.source, *pattern.target} and is_presupposed(trigger))
    certainty = weaker(pattern.certainty, "asserted" if taken else judge(analysis, trigger))
    certainty = weaker(certainty, _supposed(trigger, pattern))
    for source, edge, target in pairs:
        yield Finding(related(source, edge, target), trigger.i, pattern.rule, certainty=certainty)


def _supposed(trigger: Token, pattern: Pattern) -> str:
    """How sure a statement is by the word above its trigger, which may allege, wish or refuse what it says."""
    words, above = lexicon("relations").words, trigger.head
    accusing = above.head if above.dep_ == "obl:agent" else above
    if refused(trigger):
        return "denied"
    alleged = relation(trigger) in {"advcl", "obl", "acl"} and says(accusing, words["alleging"])
    forward = above.lemma_ == "look" and any(c.lower_ == "forward" for c in children(above, "advmod"))
    wished = relation(trigger) in {"xcomp", "acl", "advcl", "obl"} and (forward or says(above, words["wishing"]))
    unreal = infinitive(trigger) or trigger.tag_ == "VBG"
    return "possible" if alleged or (wished and pattern.type in words["wished"] and unreal) else "asserted"


def refused(trigger: Token) -> bool:
    """Whether the verb above a trigger says that nobody does it: `failed to adopt`, `abstained from backing`, `kept Kenya from
    joining`.
    """
    above = trigger.head
    from_it = relation(trigger) in {"advcl", "obl", "xcomp"} and any(
        c.lower_ == "from" for c in children(trigger, "mark", "case")
    )
    words = lexicon("relations").words
    return (relation(trigger) == "xcomp" and says(above, words["refusing"])) or (
        from_it and says(above, {*words["abstaining"], *words["preventing"]})
    )


def _as(analysis: Analysis, source: str, edge: str) -> str:
    """The relation of a source of this type: a commentator's body is what he speaks for, led or not."""
    return "AFFILIATED_WITH" if edge == "LEADS" and analysis.entities[source].type == "Commentator" else edge


def _of_kind(analysis: Analysis, keys: list[str], kinds: frozenset[str]) -> list[str]:
    """The entities of some kinds, or of a type that is named like a kind."""
    return [k for k in keys if not kinds or kinds & {analysis.entities[k].kind, analysis.entities[k].type}]


def _pairs(analysis: Analysis, trigger: Token, pattern: Pattern) -> set[tuple[str, str]]:
    ones, others = pattern.kinds
    sources = _of_kind(analysis, _side(analysis, trigger, pattern.source, pattern), ones)
    if not pattern.target and trigger.pos_ == "NOUN" and _with_another(analysis, trigger):
        return set()
    if not sources or not pattern.target or _mutual(trigger):
        couples = combinations if vocabulary().edges[pattern.type].symmetric else permutations
        named = not any(c.pos_ == "PRON" for c in children(trigger, "nsubj"))
        # "They discussed the war": three and more of whom the text spoke before do it with somebody, not each with each.
        several = len(sources) <= (_MOST if named else 2) or _mutual(trigger)
        return {pair for pair in couples(sources, 2) if several and not _colleagues(analysis, *pair)}
    targets = _of_kind(analysis, _side(analysis, trigger, pattern.target, pattern, frozenset(sources)), others)
    return {(source, target) for source in sources for target in targets}


def _with_another(analysis: Analysis, trigger: Token) -> bool:
    """Whether what several do they do with another, not with each other: `Lund and Oduya held talks with Costa`."""
    return any(parties.keys(analysis, other) for other in slots.prepositional(trigger, "with"))


def _colleagues(analysis: Analysis, one: str, other: str) -> bool:
    """Whether two persons are known to serve one state: what they do together is no meeting of theirs."""
    homes = [dict(analysis.entities[key].attributes).get("of") for key in (one, other)]
    return homes[0] is not None and homes[0] == homes[1] and is_person(analysis, (one, other))


def _state(analysis: Analysis, place: Token, visitors: frozenset[str]) -> tuple[str, ...]:
    """The state that a place is the capital of, or that is named behind it (`Lucerne, Switzerland`).

    A state that the article names by its capital only is made an actor here, unless it is the visitors' own.
    """
    start, end = noun_phrase(place)
    entry = analysis.gazetteer.lookup(place.doc[start:end].text)
    if entry is not None and entry.kind == "state":
        homes = {dict(analysis.entities[key].attributes).get("of") for key in visitors}
        if entry.name in homes:
            return ()
        return (analysis.enter(entry).key,)
    behind = [c for c in children(place, "appos", "nmod") if c.i > place.i and preposition(c) is None]
    return tuple(key for token in behind for key in analysis.keys_at(token) if analysis.entities[key].kind == "state")


def _mutual(trigger: Token) -> bool:
    """`fought each other`, `talked to one another`."""
    return any(
        c.lower_ in {"each", "one"} and any(d.lower_ in {"other", "another"} for d in c.children)
        for c in children(trigger, "obj", "obl")
    )


def _side(
    analysis: Analysis, trigger: Token, names: tuple[str, ...], pattern: Pattern, taken: frozenset[str] = frozenset()
) -> list[str]:
    """The keys in the first slot that names anybody not taken by the other side."""
    otherwise = lexicon("relations").otherwise.get(pattern.type, frozenset())
    # "Chad's neighbours condemned": who is only named behind the subject takes no side.
    deep = pattern.deep and (names is pattern.target or pattern.type not in lexicon("relations").words["sides"])
    for name in names:
        if name == "holder" and not _holds(trigger, pattern):
            continue
        found: dict[str, None] = {}
        for token in slots.fill(trigger, name):
            if says(token, otherwise) or _of_both(token, pattern):
                continue
            if name in {"adj", "poss"} and _within(analysis, token, trigger):
                found.update(dict.fromkeys(_owning(analysis, token)))
                continue
            # "Kenya's resolve in supporting Chad"
            carried = pattern.deep and token.i == trigger.head.i and bool(children(trigger, "mark"))
            keys = parties.keys(analysis, token, deep=deep or carried) or (
                _state(analysis, token, taken) if pattern.places else ()
            )
            found.update(dict.fromkeys((*keys, *_others(analysis, token, keys))))
        left = [key for key in found if key not in taken]
        if left:
            return left
    return []


def _of_states(
    analysis: Analysis, trigger: Token, pairs: set[tuple[str, str]], pattern: Pattern
) -> set[tuple[str, str]]:
    """The pairs, where it is states that do so with the states of their leaders, and nobody else: `a president's invasion`."""
    if pattern.type not in lexicon("relations").words["of_states"]:
        return pairs
    ends = [
        (_led_by(analysis, source), _led_by(analysis, target))
        for source, target in pairs
        if not _in_words(analysis, trigger, source, target)
    ]
    return {(source, target) for source, target in ends if source is not None and target is not None}


def _in_words(analysis: Analysis, trigger: Token, source: str, target: str) -> bool:
    """Whether what sounds like war is only said: `Lund clashed with Oduya`, `the Tories attacked Lund`."""
    people = [is_person(analysis, (key,)) for key in (source, target)]
    if any(people) and says(trigger, lexicon("relations").words["worded"]):
        return trigger.pos_ == "VERB" or all(people)
    return people == [False, True] and not _fights(analysis, source)


def _fights(analysis: Analysis, key: str) -> bool:
    """Whether somebody is a state, an armed group or an army."""
    entity = analysis.entities[key]
    return entity.kind in {"state", "group"} or conflicts.is_armed(entity.name)


def _led_by(analysis: Analysis, key: str) -> str | None:
    """The state that a person is known to lead, none where he leads none; anybody else as he is."""
    entity = analysis.entities[key]
    if entity.kind != "person":
        return key
    told = dict(entity.attributes)
    state = analysis.gazetteer.lookup(told["of"]) if office(told.get("role", "")) == "LEADS" and "of" in told else None
    return analysis.enter(state).key if state is not None and state.kind == "state" else None


def _of_both(token: Token, pattern: Pattern) -> bool:
    """Whether something goes on between two, with neither of whom somebody sides (`supports talks between A and B`)."""
    one_sided = pattern.deep and pattern.type in lexicon("relations").words["one_sided"]
    phrases = children(token, "nmod") if one_sided else []
    # "support for steps in the relationship between A and B"
    return any(preposition(d) == "between" for c in phrases for d in (c, *children(c, "nmod")))


def _others(analysis: Analysis, token: Token, keys: tuple[str, ...]) -> list[str]:
    """Further persons whom the parser took for descriptions of the one named: `A, Minister B and Minister C met`."""
    if not is_person(analysis, keys):
        return []
    inside = [t for c in children(token, "appos") if c.i > token.i for t in (c, *c.children) if t.pos_ == "PROPN"]
    inside = [t for t in inside if preposition(t) is None]
    named = [t for t in inside if (mention := analysis.mention_at(t)) is not None and mention.naming]
    persons = [analysis.keys_at(t) for t in named if is_person(analysis, analysis.keys_at(t))]
    return [key for found in persons for key in found if key not in keys]


def _within(analysis: Analysis, token: Token, trigger: Token) -> bool:
    """Whether a word and the trigger are parts of one name (`Arab countries`)."""
    mention = analysis.mention_at(trigger)
    return mention is not None and mention is analysis.mention_at(token)


def _owning(analysis: Analysis, word: Token) -> tuple[str, ...]:
    """The state in the name of a group that is called after it: `five of Chad's allies, among them Peru`."""
    nation = nation_at(analysis, word.i)
    return (analysis.enter(nation.entry).key,) if nation is not None and nation.entry.kind == "state" else ()


def _holds(trigger: Token, pattern: Pattern) -> bool:
    """Whether the verb above a noun is one whose subject has or does what the noun names."""
    verb = carrier(trigger)
    if verb is None or (preposition(trigger) == "with" and pattern.type == "SUPPORTS"):
        return False  # "Kenya, with the support of Peru, won": who wins has it from another.
    return says(verb, pattern.holding) if pattern.holding else not says(verb, lexicon("relations").words["not_holding"])


def _serves(analysis: Analysis, one: str, other: str) -> bool:
    """Whether one of the two is an organ named after the other, or a person who is known to hold an office of it."""
    ends = [analysis.entities[key] for key in (one, other)]
    return (
        named_after(analysis, one, other)
        or named_after(analysis, other, one)
        or any(a.kind == "person" and dict(a.attributes).get("of") == b.name for a, b in (ends, ends[::-1]))
    )


def _national(analysis: Analysis, body: Entity) -> bool:
    """Whether a body is one state's own, of which no state is a member: `another ally of the Chadian army`."""
    home = dict(body.attributes).get("of")
    known = analysis.gazetteer.lookup(home) if home else None
    return known is not None and known.kind == "state"


def related(source: str, edge: str, target: str) -> Relation:
    """The relation record, its ends in order where the relation has no direction."""
    if vocabulary().edges[edge].symmetric and target < source:
        source, target = target, source
    return Relation(source, edge, target)


def admissible(analysis: Analysis, source: str, edge: str, target: str, rules: Lexicon) -> bool:
    """Whether the relation may join these two: by node type (vocabulary) and by kind (lexicon)."""
    one, other = analysis.entities[source], analysis.entities[target]
    ends = vocabulary().edges[edge]
    sources, targets = rules.kinds.get(edge, (frozenset(), frozenset()))
    return (
        source != target
        and not (edge in rules.words.get("between_others", ()) and _serves(analysis, source, target))
        and not (edge == "MEMBER_OF" and one.kind == "state" and _national(analysis, other))
        and one.type in ends.source
        and other.type in ends.target
        and (not sources or one.kind in sources or one.type != "Actor")
        and (not targets or other.kind in targets or other.type != "Actor")
    )


__all__ = ["admissible", "find", "match", "refused", "related"]
