"""What a pronoun may point back to: actors and, so that they can win, the things and unnamed people of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.reading import coreference_words, namewords, structure

if TYPE_CHECKING:
    from graph.records import Entity
    from loaders.parsed import Span, Token
    from loaders.reading.analysis import Analysis, Mention

_SUBJECTS = frozenset({"nsubj", "csubj"})
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "its", "their", "his", "her", "these", "those"})


# No two candidates are the same one, so none needs to be compared field by field.
@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A phrase that may be an antecedent.

    Attributes:
        keys: entities it stands for; empty for a thing or an unnamed person.
        token: index of its head.
        role: relation to its governor, coordination resolved: `subject`, `object`, `owner`, `agent`, `oblique`,
            `predicate` (`the buyer is Peru`), `modifier`.
        kind: the entity's kind, for what has no name `human`, `body` (`the ministry`) or `thing`.
        plural: whether a plural pronoun may take it up.
        singular: whether a singular one may.
        gender: `male`, `female` or None.
        weak: an adjective or modifier of another noun.
        chain: for a pronoun that stands for a thing, the index of the thing's head.
        together: whether the text names several in one coordination.
        first: of two that the text names apart, the index of the head of the one named first.
    """

    keys: tuple[str, ...]
    token: int
    role: str
    kind: str
    plural: bool
    singular: bool
    gender: str | None = None
    weak: bool = False
    chain: int = -1
    together: bool = False
    first: int = -1

    @property
    def identity(self) -> tuple[str, ...] | int:
        """What is the same for all that stands for the same: the entities, or the first token of a thing's chain."""
        return self.keys or (self.token if self.chain < 0 else self.chain)


def of_mention(analysis: Analysis, mention: Mention) -> Candidate:
    """The candidate that a mention of named actors is."""
    root = analysis.doc[mention.start : mention.end].root
    entities = [analysis.entities[key] for key in mention.keys]
    several = len(entities) > 1
    kind = entities[0].kind
    people = kind == "state" and _is_people(analysis, root)
    people = people or (kind == "state" and analysis.gazetteer.demonym(root.text) is not None and root.tag_ == "NNPS")
    plural_noun = root.tag_ in {"NNS", "NNPS"} and kind != "state"  # "the Philippines" is one.
    plural_form = people or plural_noun or root.lower_ in {"they", "them", "their"}
    collective = kind in {"organisation", "group"} or plural_form
    return Candidate(
        keys=mention.keys,
        token=root.i,
        role=role(root),
        kind=kind,
        plural=several or collective,
        singular=not several and not (plural_form and mention.how == "gazetteer" and kind == "state"),
        gender=gender(analysis, entities[0], mention) if kind == "person" else None,
        weak=(mention.how == "adjective" and not people)
        or (root.dep_ in {"compound", "amod", "nmod:poss"} and kind != "person"),
    )


def _is_people(analysis: Analysis, root: Token) -> bool:
    """Whether an adjective of a state stands for its people: `the Chinese`, also where the parser gives it to a far noun."""
    if analysis.gazetteer.demonym(root.text) is None:
        return False
    article = root.i > 0 and root.nbor(-1).lower_ == "the" and root.dep_ == "amod" and root.head.i > root.i + 1
    return definite(root) or (article and root.nbor().pos_ not in {"NOUN", "PROPN", "ADJ"})


def states_of_bodies(analysis: Analysis) -> Iterator[Candidate]:
    """The states, named in the text, whose bodies are named: Kenya in `the Kenyan army`."""
    states = {entity.name: key for key, entity in analysis.entities.items() if entity.kind == "state"}
    for mention in analysis.mentions:
        entity = analysis.entities[mention.keys[0]]
        state = states.get(dict(entity.attributes).get("of", "")) if entity.kind == "organisation" else None
        if state is not None and len(mention.keys) == 1 and mention.end > mention.start + 1:
            yield Candidate((state,), mention.start, "modifier", "state", plural=False, singular=True, weak=True)


def things(analysis: Analysis) -> Iterator[Candidate]:
    """Common nouns that head a phrase: things, and people without a name."""
    lists = coreference_words.load()
    humans, bodies = namewords.load().roles | lists.humans, lists.bodies
    for token in analysis.doc:
        if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in {"compound", "flat", "fixed", "amod"}:
            continue
        if analysis.mention_at(token) is not None or _named_in_apposition(analysis, token):
            continue
        plural = token.tag_ in {"NNS", "NNPS"} or (token.text.endswith("s") and token.text[:-1].isupper())
        singular_form = token.lemma_.casefold()
        human = singular_form in humans
        body = not human and bool({singular_form, token.lower_} & bodies)
        yield Candidate(
            keys=(),
            token=token.i,
            role=role(token),
            kind="human" if human else "body" if body else "thing",
            plural=plural or body,
            singular=not plural,
            gender=_gender_of_word(singular_form),
        )


def _named_in_apposition(analysis: Analysis, token: Token) -> bool:
    """Whether a named actor says the same thing beside the noun: `its head of research, Rupert Ainsley`."""
    beside = [c for c in token.children if structure.relation(c) in {"appos", "flat"}]
    if structure.relation(token) == "appos":
        beside.append(token.head)
    return any(analysis.mention_at(other) is not None for other in beside)


def groups(analysis: Analysis) -> Iterator[Candidate]:
    """Coordinated actors as one: `Chad and Niger`."""
    doc = analysis.doc
    for mention in analysis.mentions:
        root = doc[mention.start : mention.end].root
        if structure.relation(root) == "conj" or len(mention.keys) != 1 or mention.how == "adjective":
            continue
        members = [analysis.mention_at(t) for t in _listed(doc[mention.start : mention.end], root)]
        keys = tuple(dict.fromkeys(k for m in members if m is not None for k in m.keys))
        if len(keys) > 1 and all(m is not None and m.how != "adjective" for m in members):
            kind = analysis.entities[keys[0]].kind
            last = max(m.end for m in members if m is not None) - 1
            yield Candidate(keys, last, role(root), kind, plural=True, singular=False, together=True)


def _listed(name: Span, root: Token) -> list[Token]:
    """A name and what is coordinated with it; the parser may hang that on the first word: `Blue Harbour and Aegean Wind`."""
    inner = [t for t in name if t.i != root.i and structure.relation(t) == "compound"]
    hung = [c for t in inner for c in structure.children(t, "conj") if c.i >= name.end]
    return [*structure.conjuncts(root), *(c for first in hung for c in structure.conjuncts(first))]


def role(token: Token) -> str:
    """The part that a noun plays, a coordinated one that of the first."""
    token = structure.coordination_head(token)
    while structure.relation(token) in {"appos", "flat"} and token.head.i != token.i:
        token = structure.coordination_head(token.head)
    relation = structure.relation(token)
    if token.dep_ == "obl:agent":
        return "agent"
    if relation in _SUBJECTS:
        return "subject"
    if relation in {"obj", "iobj"}:
        return "object"
    if token.dep_ == "nmod:poss":
        return "owner"
    if relation in {"root", "ROOT"}:
        return "predicate"
    return "oblique" if relation == "obl" else "modifier"


def gender(analysis: Analysis, entity: Entity, mention: Mention) -> str | None:
    """What titles, roles and the given name tell of a person's gender, at this mention or in the attributes."""
    words = coreference_words.load()
    before = analysis.doc[mention.start - 1].lower_.rstrip(".") if mention.start else ""
    told = [before, *dict(entity.attributes).get("role", "").split()]
    for word in told:
        found = _gender_of_word(word)
        if found is not None:
            return found
    given = entity.name.split()[0].casefold()
    if given in words.female | words.given_female:
        return "female"
    return "male" if given in words.given_male else None


def _gender_of_word(word: str) -> str | None:
    words = coreference_words.load()
    if word in words.female or word == "woman":
        return "female"
    return "male" if word in words.male or word == "man" else None


def definite(token: Token) -> bool:
    """Whether a noun has a determiner that points back: `the`, `this`, `its`."""
    return any(
        c.i < token.i and (c.lower_ in _DETERMINERS - {"a", "an"}) and structure.relation(c) in {"det", "nmod"}
        for c in token.children
    )


def clause(token: Token) -> Token:
    """The predicate that governs a token."""
    current = structure.coordination_head(token)
    for ancestor in structure.ancestors(current):
        if current.dep_.startswith(
            ("nsubj", "obj", "iobj", "obl", "advmod", "csubj", "ccomp", "xcomp", "advcl", "expl")
        ):
            return ancestor
        current = ancestor
    return current
