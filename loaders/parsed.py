"""A parsed text as plain Python objects: what the rules read.

spaCy makes a new object whenever a token is asked for, and a new list whenever its children are. Rules ask a few hundred
questions of every word, so the answers are laid out once. Names and meaning are those of spaCy's `Doc`, `Span` and
`Token`, so that a rule reads either.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

from loaders import attachments

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc

#: The columns that are read from spaCy: those that hold names, those that say yes (1) or no, and numbers.
_NAMES = ("ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE")
_FLAGS = ("SENT_START", "SPACY", "IS_SPACE", "IS_PUNCT", "IS_ALPHA", "LIKE_NUM")
_NUMBERS = ("ENT_IOB", "IDX")
_IOB = ("", "I", "O", "B")
_INFLECTED = frozenset({"VBD", "VBG", "VBN"})


class Token:
    """A word: its forms and labels, and its place in the tree.

    `lemmas`, which spaCy lacks, are all that a lexicon may have the word under, in lower case: lemma and form, and for
    inflected verbs the lemma with and without the final e that analysers confuse.
    """

    __slots__ = (
        "children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx", "is_alpha", "is_punct", "is_sent_start",
        "is_space", "left_edge", "lemma_", "lemmas", "like_num", "lower_", "pos_", "right_edge", "sent", "tag_", "text",
        "whitespace_",
    )  # fmt: skip

    doc: Doc
    sent: Span
    head: Token
    left_edge: Token
    right_edge: Token

    def __init__(
        self, doc: Doc, i: int, names: tuple[str, ...], flags: tuple[bool, ...], numbers: tuple[int, ...]
    ) -> None:
        self.doc = doc
        self.i = i
        self.text, self.lower_, self.lemma_, self.pos_, self.tag_, self.dep_, self.ent_type_ = names
        self.is_sent_start, blank, self.is_space, self.is_punct, self.is_alpha, self.like_num = flags
        iob, self.idx = numbers
        self.whitespace_ = " " if blank else ""
        self.ent_iob_ = _IOB[iob]
        lemma = self.lemma_.lower()
        inflected = self.tag_ in _INFLECTED
        self.lemmas = (lemma, f"{lemma}e", lemma.removesuffix("e"), self.lower_) if inflected else (lemma, self.lower_)
        self.head = self.left_edge = self.right_edge = self
        self.children: Sequence[Token] = ()

    def __repr__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return len(self.text)

    @property
    def ancestors(self) -> Iterator[Token]:
        """The heads above the token, nearest first."""
        node = self
        while node.head is not node:
            node = node.head
            yield node

    @property
    def subtree(self) -> Iterator[Token]:
        """The token and all that hangs on it, in the order of the text."""
        before = True
        for child in self.children:
            if before and child.i > self.i:
                before = False
                yield self
            yield from child.subtree
        if before:
            yield self

    def nbor(self, distance: int = 1) -> Token:
        """The token so many places on.

        Raises:
            IndexError: there is none.
        """
        if self.i + distance < 0:
            raise IndexError(self.i + distance)
        return self.doc[self.i + distance]

    def is_ancestor(self, other: Token) -> bool:
        """Whether the other token stands somewhere below this one."""
        return any(node is self for node in other.ancestors)


class Span:
    """Tokens `start` to `end` (half-open); an entity has a class as `label_`."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label_: str = "") -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label_

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Span: ...
    def __getitem__(self, place: int | slice) -> Token | Span:
        if isinstance(place, slice):
            start, end, _ = place.indices(len(self))
            return Span(self.doc, self.start + start, self.start + max(start, end))
        index = place + len(self) if place < 0 else place
        if not 0 <= index < len(self):
            raise IndexError(f"no token {place} in a span of {len(self)}")
        return self.doc.tokens[self.start + index]

    @property
    def text(self) -> str:
        """The characters without the blank behind."""
        tokens = self.doc.tokens[self.start : self.end]
        return self.doc.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1].text)] if tokens else ""

    @property
    def start_char(self) -> int:
        """Where the first token begins in the text."""
        tokens = self.doc.tokens
        return tokens[self.start].idx if self.start < len(tokens) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """Where the last token ends in the text."""
        if self.end <= self.start:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def root(self) -> Token:
        """The token nearest to its sentence's root, the first of equals; punctuation without children only at last."""
        tokens = self.doc.tokens[self.start : self.end]
        if len(tokens) == 1:
            return tokens[0]
        top = next((token for token in tokens if token.head is token), None)
        if top is not None:
            return top
        hung_outside = [token for token in tokens if not self.start <= token.head.i < self.end]
        return min(hung_outside, key=_height) if len(hung_outside) > 1 else hung_outside[0]


class Doc:
    """A parsed text: its tokens, sentences and entities."""

    def __init__(self, doc: SpacyDoc) -> None:
        #: What the parser's encoder makes of each word (`loaders.language.encoder.Scores`), where it was ours.
        self.tensor: Any = doc.tensor
        #: What stages keep with the text.
        self.user_data: dict[str, Any] = {}
        self.tokens = self._tokens(doc)
        self.text = "".join([token.text + token.whitespace_ for token in self.tokens])
        self._hang(doc)
        self.sents = [Span(self, sentence.start, sentence.end) for sentence in doc.sents]
        self.ents = [Span(self, entity.start, entity.end, entity.label_) for entity in doc.ents]
        for sentence in self.sents:
            for token in sentence:
                token.sent = sentence

    def _tokens(self, doc: SpacyDoc) -> list[Token]:
        strings = doc.vocab.strings
        hashes: list[list[int]] = doc.to_array(list(_NAMES)).T.tolist()
        flags: list[list[bool]] = (doc.to_array(list(_FLAGS)) == 1).T.tolist()
        numbers: list[list[int]] = doc.to_array(list(_NUMBERS)).T.tolist()
        known = {name: strings[name] for column in hashes for name in set(column)}
        names = [[known[name] for name in column] for column in hashes]
        rows = zip(*(zip(*columns, strict=True) for columns in (names, flags, numbers)), strict=True)
        return [Token(self, i, *row) for i, row in enumerate(rows)]

    def _hang(self, doc: SpacyDoc) -> None:
        """Tie the tokens to their heads, and find where their phrases begin and end."""
        tokens = self.tokens
        children: dict[int, list[Token]] = defaultdict(list)
        for token, offset in zip(tokens, doc.to_array("HEAD").astype("int64").tolist(), strict=True):
            if offset:
                token.head = tokens[token.i + offset]
        attachments.mend(tokens)
        for token in tokens:
            if token.head is not token:
                children[token.head.i].append(token)
        for i, found in children.items():
            tokens[i].children = found
        # Two passes, as spaCy does: they reach every edge but a few of crossing branches.
        for token in (*tokens, *reversed(tokens)):
            head = token.head
            if token.left_edge.i < head.left_edge.i:
                head.left_edge = token.left_edge
            if token.right_edge.i > head.right_edge.i:
                head.right_edge = token.right_edge

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Span: ...
    def __getitem__(self, place: int | slice) -> Token | Span:
        if isinstance(place, int):
            return self.tokens[place]
        start, end, _ = place.indices(len(self.tokens))
        return Span(self, start, max(start, end))

    def where(self, words: Collection[str]) -> list[Token]:
        """The tokens of which a lexicon with these words may speak, by their `lemmas`, in the order of the text."""
        fewer, more = sorted((words, self._places), key=len)
        found = {i for word in fewer if word in more for i in self._places[word]}
        return [self.tokens[i] for i in sorted(found)]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for token in self.tokens:
            for lemma in token.lemmas:
                places[lemma].append(token.i)
        return places

    def around(self, first: int, last: int) -> Span:
        """The tokens that hold at least one of the characters `first` to `last` (half-open)."""
        start = bisect_right(self._starts, first) - 1
        if first == self.tokens[start].idx + len(self.tokens[start].text):
            start += 1
        return Span(self, start, bisect_right(self._starts, last - 1))

    @cached_property
    def _starts(self) -> list[int]:
        return [token.idx for token in self.tokens]


def _height(token: Token) -> int:
    """Steps to the root; as many as there can be for blanks and punctuation without children."""
    if (token.is_space or token.is_punct) and not token.children:
        return len(token.doc) - 1
    return sum(1 for _ in token.ancestors)
