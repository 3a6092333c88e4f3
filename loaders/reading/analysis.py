"""One article while it is being read: its sentences with structure, and what the stages have found so far."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.ids import key as entity_key
from graph.records import Article, Entity, Exchange, Relation
from loaders.parsed import Doc

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc

    from loaders.gazetteer import Entry, Gazetteer
    from loaders.parsed import Span, Token
    from loaders.reading.goods import Good

#: What an actor's node keeps of an entry's attributes.
KEPT = ("iso", "of", "role", "wikidata")
#: Files of the gazetteer with organisations that act for no state.
_PRIVATE = frozenset({"companies", "media", "parties", "universities", "institutes", "groups"})


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `start` to `end` (half-open) that stand for the entities `keys`.

    Several keys mean a group ("the two countries"). `how` names what found it: `gazetteer`, `entity` (the pipeline's
    named entity), `pattern`, `alias` (surname, acronym), `pronoun`, `nominal` ("the country"), `adjective`
    ("Kenyan" for the state, where it is not the mention of a longer name). `naming` mentions count as MENTIONS.
    """

    start: int
    end: int
    keys: tuple[str, ...]
    how: str

    @property
    def naming(self) -> bool:
        """Whether the mention names its entity, rather than pointing back to it."""
        return self.how not in {"pronoun", "nominal"}


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says what a token is part of: from the stage of attribution.

    `speakers` and `deniers` are entity keys; both empty for the article's own voice. `certainty` is what the cue does
    to the content (`suspects` -> probable, `denies` -> denied), `asserted` where it does nothing. `tellers` hand on what
    the speakers say: the minister in `the minister said that Peru had told him that ...`.
    """

    speakers: tuple[str, ...] = ()
    deniers: tuple[str, ...] = ()
    certainty: str = "asserted"
    start: int = -1
    end: int = -1
    tellers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution: `speakers` (entity keys) say, or with `denies` deny, the tokens `start` to `end`.

    A statement becomes a claim about the entities that it names even where no fact is read from it.
    """

    speakers: tuple[str, ...]
    start: int
    end: int
    rule: str
    certainty: str = "asserted"
    denies: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact read from the tokens around `trigger` (an index into the Doc), before it becomes a claim.

    `start` and `end` are tokens of the evidence (by default the sentence of the trigger).
    """

    fact: Exchange | Relation
    trigger: int
    rule: str
    certainty: str = "asserted"
    stage: str | None = None
    quantity: str | None = None
    date: str | None = None
    returns: Exchange | None = None
    start: int | None = None
    end: int | None = None
    confidence: float = 1.0


class Analysis:
    """What the stages share. Stages add entities, mentions and voices; they never remove another's."""

    def __init__(self, article: Article, doc: SpacyDoc, gazetteer: Gazetteer) -> None:
        self.article = article
        self.doc = Doc(doc)
        self.gazetteer = gazetteer
        self.entities: dict[str, Entity] = {}
        self.mentions: list[Mention] = []
        self.voices: list[Voice | None] = [None] * len(doc)
        self.statements: list[Statement] = []
        #: What `goods.describe` found, as long as no mention is added.
        self.described: dict[int, Good | None] = {}
        #: The heads of the things that pronouns stand for, by the index of the pronoun.
        self.things: dict[int, int] = {}
        #: The nouns of what is said to change hands, also where neither side is told, and how certain that is.
        self.traded: dict[int, str] = {}
        #: The keys of the goods that the article names as traded, by the index of the noun.
        self.goods_at: dict[int, str] = {}
        #: The heads of the phrases of those who say a token, named or not, by its index.
        self.sayers: dict[int, int] = {}
        self._owner: list[Mention | None] = [None] * len(doc)

    # --- entities -------------------------------------------------------------------------------------------------

    def add(self, node_type: str, kind: str, name: str, aliases: tuple[str, ...] = (), **attributes: str) -> Entity:
        """Return the entity of this type and name, made or enriched by the aliases and attributes given."""
        identity = entity_key(node_type, name)
        known = self.entities.get(identity)
        if known is not None and name == known.name and not attributes and set(aliases) <= {*known.aliases, known.name}:
            return known
        if known is None:
            known = Entity(identity, node_type, kind, name)
        merged = tuple(sorted({*known.aliases, *aliases, name} - {known.name}))
        extra = tuple(sorted({**attributes, **dict(known.attributes)}.items()))
        if (merged, extra) != (known.aliases, known.attributes):
            known = replace(known, aliases=merged, attributes=extra)
        self.entities[identity] = known
        return known

    def enter(self, entry: Entry) -> Entity:
        """Add whom or what an entry of the gazetteer stands for, with what a node of its type has of what is known."""
        told = dict(entry.attributes)
        kept = told if entry.type == "Resolution" else {k: told[k] for k in KEPT if k in told}
        return self.add(entry.type, entry.kind, entry.name, entry.aliases, **kept)

    def revise(self, identity: str, **changes: str) -> None:
        """Change an entity's `type`, `kind` or `name` (a person who turns out to be a commentator keeps its key)."""
        self.entities[identity] = replace(self.entities[identity], **changes)  # type: ignore[arg-type]

    def is_organ(self, key: str) -> bool:
        """Whether an organisation acts for a state or union that it belongs to, as no company, paper, party or school does."""
        entity = self.entities[key]
        if entity.kind != "organisation" or "of" not in dict(entity.attributes):
            return False
        entry = self.gazetteer.lookup(entity.name)
        return entry is None or entry.source not in _PRIVATE

    # --- mentions -------------------------------------------------------------------------------------------------

    def mention(self, start: int, end: int, keys: tuple[str, ...], how: str) -> bool:
        """Record a mention unless a longer or earlier one holds one of its tokens; return whether it was recorded."""
        if any(self._owner[i] is not None for i in range(start, end)):
            return False
        recorded = Mention(start, end, keys, how)
        self.mentions.append(recorded)
        self.described.clear()
        for i in range(start, end):
            self._owner[i] = recorded
        return True

    def reorder(self) -> None:
        """Bring the mentions into the order of the text."""
        self.mentions.sort(key=lambda mention: mention.start)

    def mention_at(self, token: Token | int) -> Mention | None:
        """The mention that holds this token."""
        return self._owner[token if isinstance(token, int) else token.i]

    def keys_at(self, token: Token | int) -> tuple[str, ...]:
        """The entities that the mention at this token stands for; empty where there is none."""
        mention = self._owner[token if isinstance(token, int) else token.i]
        return () if mention is None else mention.keys

    def entity_at(self, token: Token | int) -> Entity | None:
        """The single entity that the mention at this token stands for."""
        keys = self.keys_at(token)
        return self.entities[keys[0]] if len(keys) == 1 else None

    def counts(self) -> Counter[str]:
        """Naming mentions of every entity."""
        return Counter(key for mention in self.mentions if mention.naming for key in mention.keys)

    # --- text -----------------------------------------------------------------------------------------------------

    def sentence(self, token: Token | int) -> Span:
        """The sentence of a token."""
        return self.doc[token if isinstance(token, int) else token.i].sent

    def voice(self, token: Token | int) -> Voice:
        """Who says this token: the article itself where attribution found nobody."""
        return self.voices[token if isinstance(token, int) else token.i] or Voice()

    def paragraph(self, token: Token | int) -> int:
        """The number of the paragraph that holds a token, counted from 0 by line breaks."""
        index = self.doc[token if isinstance(token, int) else token.i].idx
        return bisect_right(self._breaks(), index)

    def _breaks(self) -> list[int]:
        cached = self.doc.user_data.get("line_breaks")
        if cached is None:
            cached = [i for i, c in enumerate(self.doc.text) if c == "\n"]
            self.doc.user_data["line_breaks"] = cached
        return cached
