"""The typed records that pass from stage to stage: article, entities, claims on facts, one reading.

A *reading* is everything that one article says; `graph.build` joins readings into the graph. Entities are named by
their key, which is also their node's id, so records stay small and hashable.
"""

from __future__ import annotations

from dataclasses import dataclass, field

# What stands between paragraphs leaves line breaks; what stands inside a sentence leaves spaces.
_BLANKS = {"furniture": "\n", "comment": "\n", "citation": " ", "markup": " "}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of an article's text that is not running prose.

    Attributes:
        start: first character, in the text as read.
        end: one past the last character.
        kind: `title`, `heading`, `furniture` (menus, credits, captions, related stories), `citation` (a parenthesised
            source), `comment` (what a reader wrote below the article), `markup` (signs of a markup language, hard line
            wraps and editors' notes within a sentence). A title or heading may hold citations and markup; otherwise
            segments do not overlap.
        voice: who speaks in it: the reader's name of a `comment`, the publication of a `citation`.
    """

    start: int
    end: int
    kind: str
    voice: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A source document as read.

    `text` is never changed after loading: every offset in the graph counts characters of it. `date` is ISO 8601 and
    may be reduced (`2023`, `2023-09`). `sha256` is of the UTF-8 text.
    """

    text: str
    sha256: str
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    path: str | None = None
    url: str | None = None
    segments: tuple[Segment, ...] = ()

    @property
    def id(self) -> str:
        """The article's node id, from its content."""
        return f"article:{self.sha256[:16]}"

    def prose(self) -> str:
        """The text with all that is not running prose blanked out by as many blanks, so that offsets hold."""
        parts: list[str] = []
        at = 0
        for segment in self.segments:
            blank = _BLANKS.get(segment.kind)
            if blank is not None and segment.start >= at:
                parts += [self.text[at : segment.start], blank * (segment.end - segment.start)]
                at = segment.end
        return "".join([*parts, self.text[at:]])


@dataclass(frozen=True, slots=True)
class Entity:
    """Whoever or whatever a fact is about.

    Attributes:
        key: stable node id, `<type>:<slug of the name>`.
        type: `Actor`, `Commentator`, `Good` or `Resolution`.
        kind: an actor's or resolution's kind, a good's category, a commentator's role.
        name: the usual English name.
        aliases: other names seen or known, sorted, without `name`.
        attributes: what the type adds where known (`iso`, `wikidata`, `role`, `number`, `date`, `body`, `status`), sorted.
    """

    key: str
    type: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """One kind of good going from one actor to another; a side may be unknown. All three are entity keys."""

    supplier: str | None
    recipient: str | None
    good: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A binary fact: `source` and `target` are entity keys (or an exchange's, for VIOLATES), `type` an edge type."""

    source: str | Exchange
    type: str
    target: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement in one article that some fact holds, or about some entities.

    Attributes:
        fact: the exchange or relation; None where the statement is only about entities (`about`).
        start: first character of the quote in the article's text.
        end: one past its last character.
        certainty: `asserted`, `probable`, `possible`, `doubted`, `denied`.
        rule: the rule (or head) that read it.
        stage: how far an exchange has come; None for other facts.
        speakers: keys of those who say it; empty for the article's own voice.
        deniers: keys of those who deny it.
        about: keys of the entities that it is about, beside the fact's own.
        quantity: amount with unit, as written.
        date: when the fact held, ISO 8601 or as written.
        returns: the exchange for which this one is given.
        cited: publications that the sentence cites in parentheses.
        confidence: how sure the reading is, 0 to 1.
    """

    fact: Exchange | Relation | None
    start: int
    end: int
    certainty: str
    rule: str
    stage: str | None = None
    speakers: tuple[str, ...] = ()
    deniers: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    quantity: str | None = None
    date: str | None = None
    returns: Exchange | None = None
    cited: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article says.

    Attributes:
        article: the source.
        entities: every entity that it names, by key.
        mentions: for every key the number of naming mentions.
        claims: what it states, in the order of the text.
    """

    article: Article
    entities: dict[str, Entity] = field(default_factory=dict)
    mentions: dict[str, int] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
