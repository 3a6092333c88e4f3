"""Which entities the head of a speaker's phrase stands for: names, titles, pronouns, collectives, documents."""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from loaders.reading import attribution_groups as groups
from loaders.reading import attribution_owners as owners
from loaders.reading.attribution_lexicon import documents, is_role, roles
from loaders.reading.attribution_papers import is_paper, is_sent, of_speech, papers, writer
from loaders.reading.attribution_speakers import is_former, is_subject, phrase, stands_alone
from loaders.reading.structure import children, conjuncts, relation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loaders.parsed import Span, Token
    from loaders.reading.analysis import Analysis, Mention

_FIRST_PERSON = frozenset({"i", "we", "us", "me", "myself", "ourselves"})
_THIRD_PERSON = frozenset({"he", "she"})
_BODY_PRONOUNS = frozenset({"it", "they"})
#: How many sentences back a pronoun or "the expert" may reach for a speaker.
_MEMORY = 4

Keys = tuple[str, ...]
Range = tuple[int, int]


class Resolver:
    """Resolves speakers in the order of the text and remembers who spoke last."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.spoken: list[tuple[int, Keys]] = []
        #: Who wrote the report that the article tells of, so that `the report` is theirs later on.
        self.authors: Keys = ()
        #: Who issued the last paper of a kind, and for whom an unnamed official spoke, by the noun.
        self.issued: dict[str, Keys] = {}
        self.offices: dict[str, tuple[int, Keys]] = {}
        self._signed = [t for t in papers(analysis.doc) if writer(t) is not None or is_sent(t)]
        self._sentence = list(accumulate(int(bool(token.is_sent_start)) for token in analysis.doc))

    def keys(self, head: Token, content: tuple[Range, ...] = ()) -> Keys:
        """The entities that a speaker and those coordinated with it stand for; empty where none is known.

        Who says something does not name himself in it: "he" is nobody whom the `content` names.
        """
        self._note_authors(head.i)
        paper = self._paper(head) if head.lower_ == "it" else None
        listed = [t for t in conjuncts(paper or head) if t.i == (paper or head).i or not is_former(t)]
        found = dict.fromkeys(key for token in listed for key in self._single(token))
        found |= dict.fromkeys(self._listed(head))
        several = groups.titled(self.analysis, head) or groups.colleagues(self.analysis, head)
        found = dict.fromkeys(several) or found or dict.fromkeys(groups.counted(self.analysis, head))
        if head.lower_ in _THIRD_PERSON:
            here = [
                k for i, k in self.spoken if head.sent.start <= i < head.i and len(k) == 1 and self._is_person_key(k[0])
            ]
            if here:
                found = dict.fromkeys(here[-1])
            elif self._is_named(found, content):
                found = dict.fromkeys(self._last_person(head, named=content))
            elif before := self._subject_before(head) or self._official_before(head):
                found = dict.fromkeys(before)
        elif teller := self._told(head, found):
            found = dict.fromkeys(teller)
        elif head.lower_ in _BODY_PRONOUNS and self._is_named(found, content):
            found = dict.fromkeys(self._last_body(head, content))
        elif owner := self._owner_told_of(head, content):
            found = dict.fromkeys(owner)
        elif head.lower_ == "it" and not found:
            found = dict.fromkeys(self._last_body(head, content, reach=1))
        keys = tuple(key for key in found if self.analysis.entities[key].type in {"Actor", "Commentator"})
        self._note(head, keys)
        return keys

    def _note(self, head: Token, keys: Keys) -> None:
        """Remember whose the paper is in which somebody speaks, and for whom an official speaks who has no name."""
        paper = of_speech(head) if keys else None
        if paper is not None and not (self.authors and is_paper(paper)):
            self._issue(paper, keys)
        office = is_role(head, "officials") or is_role(head, "collectives")
        if keys and head.tag_ == "NN" and office and not any(self._is_person_key(key) for key in keys):
            self.offices[head.lower_] = (head.i, keys)

    def _issue(self, paper: Token, keys: Keys) -> None:
        self.issued[paper.lower_] = keys
        if is_paper(paper):
            self.authors = keys

    def _told(self, head: Token, found: Iterable[str]) -> Keys:
        """Who speaks, not who hears: `officials told the newspaper that they suspect Peru`."""
        outer = head.head.head
        heard = {k for t in children(outer, "obj", "iobj") if t.i < head.i for k in self.analysis.keys_at(t)}
        told = head.lower_ in _BODY_PRONOUNS and relation(head.head) == "ccomp" and heard and heard >= set(found)
        return next((keys for at, keys in self.spoken if at == outer.i), ()) if told else ()

    def _owner_told_of(self, head: Token, content: tuple[Range, ...]) -> Keys:
        """Whose the unnamed speaker is in `Peru has proof that Chad sold rifles, its minister said`: what is said is about Peru."""
        bare = any(c.lower_ == "its" for c in children(head, "nmod:poss")) and not self._person(head)
        if not bare or not content or content[-1][1] > head.i:
            return ()
        start, end = content[0]
        tops = [t for t in head.doc[start:end] if not start <= t.head.i < end or t.head.i == t.i]
        subjects = [s for top in tops for s in children(top, "nsubj", "nsubj:pass")]
        subjects = [t for t in tops if relation(t) == "nsubj"] or subjects
        keys = self._actors(subjects[0]) if subjects else ()
        return keys if len(keys) == 1 and self.analysis.entities[keys[0]].kind in {"state", "organisation"} else ()

    def _subject_before(self, head: Token) -> Keys:
        """The person who is the subject of the sentence before one that begins with `he` or `she`."""
        first = head.sent.start
        before = head.doc[first - 1].sent if first and head.i <= first + 1 else None
        if before is None or head.doc[first - 1].text in {'"', "”"}:
            return ()
        named = [k for i, k in self._subjects(head) if before.start <= i < before.end]
        return named[-1] if len(named) == 1 and self._persons_in(before) == set(named[-1]) else ()

    def _persons_in(self, span: Span) -> set[str]:
        """The persons who are named in a span."""
        inside = (m for m in self.analysis.mentions if span.start <= m.start < span.end and m.naming)
        return {key for mention in inside for key in mention.keys if self._is_person_key(key)}

    def _official_before(self, head: Token) -> Keys:
        """For whom the unnamed official speaks who is the subject of the sentence before: `Peru's envoy objected. He said`."""
        before = head.doc[head.sent.start - 1].sent if head.sent.start else None
        subjects = [] if before is None else children(before.root, "nsubj")
        if before is None or len(subjects) != 1 or not is_role(subjects[0], "officials") or self._persons_in(before):
            return ()
        return self._single(subjects[0])

    def _note_authors(self, before: int) -> None:
        """Remember who wrote the papers that are named with their authors before a token."""
        while self._signed and self._signed[0].i < before:
            self._represented(self._signed.pop(0))

    def _paper(self, head: Token, depth: int = 3) -> Token | None:
        """The document for which `it` stands as the subject of speech: that of the sentence before, if it is one's subject."""
        before = head.doc[head.sent.start - 1].sent if head.sent.start else None
        if before is None or not depth:
            return None
        subjects = children(before.root, "nsubj", "nsubj:pass")
        if subjects and subjects[0].lower_ == "it":
            return self._paper(subjects[0], depth - 1)
        if subjects and self.analysis.keys_at(subjects[0]):
            return None
        told = [*subjects, *(t for t in before if is_paper(t))]
        return next((t for t in told if t.lower_ in documents() and self._represented(t)), None)

    def _last_body(self, head: Token, named: tuple[Range, ...], reach: int = _MEMORY) -> Keys:
        """The state or body that spoke last before a token: `it` in `..., it added`."""
        kinds = {"state", "organisation", "bloc", "group"}
        spoken = [k for i, k in self.spoken if self._is_near(i, head, reach) and len(k) == 1]
        bodies = [k for k in spoken if self.analysis.entities[k[0]].kind in kinds and not self._is_named(k, named)]
        return bodies[-1] if bodies else ()

    def _is_named(self, keys: Iterable[str], ranges: tuple[Range, ...]) -> bool:
        named = {
            key
            for start, end in ranges
            for i in range(start, end)
            if (mention := self.analysis.mention_at(i)) is not None and mention.naming
            for key in mention.keys
        }
        return any(key in named for key in keys)

    def remember(self, index: int, keys: Keys) -> None:
        """Note that `keys` spoke at a token."""
        self.spoken.append((index, keys))

    def _single(self, head: Token) -> Keys:
        if is_first_person(head):
            return ()
        named = self._person(head)
        if named:
            return named
        mention = self.analysis.mention_at(head)
        if (
            mention is None
            and is_role(head, "writers")
            and stands_alone(head)
            and (who := self.authors or self._called(head))
        ):
            return who
        if mention is not None:
            whole = mention.naming and mention.end - mention.start > 1  # "UN experts" is a body's name.
            if is_role(head, "crowds") and not whole:
                return self._staff(head)
            # "Kenyan and Ugandan officials", of which the second adjective is part of the mention
            beside = [c for c in children(head, "amod", "compound") if children(c, "conj")]
            return tuple(dict.fromkeys((*(key for c in beside for key in self._actors(c)), *mention.keys)))
        if head.pos_ == "PRON":
            return self._last_person(head) if head.lower_ in _THIRD_PERSON else ()
        return (
            self._apposition(head)
            or self._definite(head)
            or groups.holder(self.analysis, head)
            or self._represented(head)
        )

    def _called(self, head: Token) -> Keys:
        """`the panel`: the body that spoke last of those whose name says that they are one."""
        spoken = (keys for _, keys in reversed(self.spoken) if len(keys) == 1)
        bodies = (keys for keys in spoken if self.analysis.entities[keys[0]].kind in {"organisation", "group"})
        return next((k for k in bodies if head.lower_ in self.analysis.entities[k[0]].name.lower().split()), ())

    def _apposition(self, head: Token) -> Keys:
        """The body that is named in apposition: `the newspaper X`, `one of these groups, X, ...`."""
        beside = children(head, "appos", "flat", "nmod:desc", "nmod:unmarked")
        beside += [head.head] if relation(head) == "appos" else []  # "Nordvind, a company that said ..."
        members = children(head, "nmod") if head.lower_ in {"one", "some", "members"} else []
        for token in (*beside, *(t for m in members for t in children(m, "appos"))):
            entity = self.analysis.entity_at(token)
            if entity is not None and entity.kind in {"organisation", "group", "bloc"}:
                return (entity.key,)
        return ()

    def _person(self, head: Token) -> Keys:
        """The person whom the phrase names: at its head, in its title, in apposition."""
        last = phrase(head)[1]
        beside = children(head, "appos", "flat", "compound", "nmod")
        appositions = [t for t in beside if t.dep_ != "nmod:poss" and not children(t, "case")]
        mention = self.analysis.mention_at(head)
        for token in (head, *appositions) if mention is None or mention.naming else appositions:
            keys = self.analysis.keys_at(token)
            if len(keys) == 1 and self.analysis.entities[keys[0]].kind in {"person", "expert", "journalist"}:
                return keys
        if head.dep_ in {"appos", "nmod:desc", "nmod:unmarked", "compound"} and self._is_person(head.head):
            return self.analysis.keys_at(head.head)
        apposed = self._apposed(head, last) if head.pos_ == "NOUN" else ()
        return apposed or (self.analysis.keys_at(head) if self._is_person(head) else ())

    def _listed(self, head: Token) -> Keys:
        """All who are named behind a number or plural: `two of them, Senator X and Representative Y, ...`."""
        if head.tag_ not in {"CD", "NNS"}:
            return ()
        named = [t for child in children(head, "appos") for t in conjuncts(child)]
        return tuple(key for token in named for key in self._person(token))

    def _apposed(self, head: Token, last: int) -> Keys:
        """`its foreign minister, X, ...`, `our director X`, where the parser did not see the apposition."""
        doc = head.doc
        beside = self.analysis.mention_at(last) if last == head.i + 1 < len(doc) else None
        if beside is not None and beside.start == last and beside.naming and self._is_person(doc[last]):
            return beside.keys
        for start in (last - 1, last, last + 1):
            mention = self.analysis.mention_at(start) if 0 <= start < len(doc) else None
            if mention is None or mention.start <= head.i or doc[mention.start - 1].text not in {",", "—", "–"}:
                continue
            closed = mention.end >= len(doc) or doc[mention.end].is_punct or doc[mention.end].tag_ in {"WP", "VBD"}
            if closed and self._is_person(doc[mention.start]):
                return mention.keys
        return ()

    def _is_person(self, token: Token) -> bool:
        entity = self.analysis.entity_at(token)
        return entity is not None and entity.kind == "person"

    def _represented(self, head: Token, depth: int = 2) -> Keys:
        """The state, body or author that a collective, an unnamed official or a document speaks for."""
        if is_role(head, "crowds"):
            return self._staff(head)
        beside = {c.lower_ for c in children(head, "compound", "amod")}
        if beside & roles("apart"):
            return ()
        if is_role(head, "outlets") and not beside & roles("of_state"):
            recent = [k for i, k in self.spoken if self._is_near(i, head)] if stands_alone(head) else []
            return self._staff(head) or groups.outlet(self.analysis, recent)
        if not (is_role(head, "collectives") or head.lower_ in documents()):
            return ()
        known = is_paper(head) and bool(self.authors) and stands_alone(head)
        candidates = owners.candidates(self.analysis, head, known=known)
        for token in candidates:
            # "a statement by X and Y"
            keys = tuple(dict.fromkeys(key for one in conjuncts(token) for key in self._owner(one, depth)))
            if keys:
                if head.lower_ in documents():
                    self._issue(head, keys)
                return keys
        definite = any(c.lower_ in {"the", "this", "that"} for c in children(head, "det"))
        told = self._told_of(head) if definite and owners.tell_nothing(candidates) else ()
        return told or next((keys for token in owners.viewers(head) if (keys := self._actors(token))), ())

    def _told_of(self, paper: Token) -> Keys:
        """Whose a paper is that was told of before: `the report`, `the statement`, `the paper` for a newspaper."""
        authors = self.authors if is_paper(paper) else self.issued.get(paper.lower_, ())
        if paper.lower_ == "paper" and not authors and stands_alone(paper):
            return groups.outlet(self.analysis, [k for i, k in self.spoken if self._is_near(i, paper)])
        return authors

    def _owner(self, token: Token, depth: int) -> Keys:
        named = self._person(token) or self._actors(token) or self._apposition(token)
        return named or (self._represented(token, depth - 1) if depth else ())

    def _staff(self, head: Token) -> Keys:
        """The organisation whose people speak: `UN experts`, `Amnesty researchers`; those of a state are nobody's."""
        for token in children(head, "compound", "amod", "nmod:poss", "nmod:unmarked", "flat"):
            entity = self.analysis.entity_at(token)
            if entity is not None and entity.kind in {"organisation", "bloc"}:
                return (entity.key,)
        return ()

    def _actors(self, token: Token) -> Keys:
        keys = self.analysis.keys_at(token)
        return keys if all(self.analysis.entities[key].type in {"Actor", "Commentator"} for key in keys) else ()

    def _definite(self, head: Token) -> Keys:
        """`the expert`, `the minister`: who spoke last, for a role without a name or owner."""
        others = [c for c in head.children if relation(c) in {"nmod", "compound", "amod", "appos"}]
        if (
            others
            or not any(c.lower_ in {"the", "this"} for c in children(head, "det"))
            or head.tag_ not in {"NN", "NNP"}
        ):
            return ()
        if unnamed := self._unnamed(head):
            return unnamed
        if children(head, "acl"):
            return ()
        if is_role(head, "experts") or is_role(head, "officials") or is_role(head, "journalists"):
            return self._last_person(head, head.lower_)
        return ()

    def _unnamed(self, head: Token) -> Keys:
        """For whom the official spoke who is meant again, where nobody of that office was named since."""
        at, keys = self.offices.get(head.lower_, (len(head.doc), ()))
        persons = (k[0] for i, k in self.spoken if len(k) == 1 and at < i and self._is_person_key(k[0]))
        near = at == head.i or self._is_near(at, head)
        return keys if near and not any(head.lower_ in self._role(k) for k in persons) else ()

    def _last_person(self, head: Token, role: str | None = None, named: tuple[Range, ...] = ()) -> Keys:
        """The person who spoke or acted last before a token, one of the role if any has it."""
        spoken = [(i, k) for i, k in self.spoken if len(k) == 1 and self._is_person_key(k[0])]
        recent = [k for i, k in sorted({*spoken, *self._subjects(head)}, reverse=True) if self._is_near(i, head)]
        recent = [k for k in recent if not self._is_named(k, named)]
        if role is not None:
            recent = [keys for keys in recent if role in self._role(keys[0])] or recent
        return recent[0] if recent else ()

    def _subjects(self, head: Token) -> list[tuple[int, Keys]]:
        """Persons who are named as a subject before the sentence of a token."""
        before = self._clause_start(head)
        return [(m.start, m.keys) for m in self._named_subjects if m.start < before]

    @cached_property
    def _named_subjects(self) -> list[Mention]:
        """Where one person is named as a subject."""
        named = [m for m in self.analysis.mentions if m.naming and len(m.keys) == 1 and self._is_person_key(m.keys[0])]
        return [m for m in named if any(is_subject(t) for t in self.analysis.doc[m.start : m.end])]

    def _clause_start(self, head: Token) -> int:
        """Where the sentence of a token starts, or what follows the last colon or semicolon before it."""
        stops = [t.i for t in head.doc[head.sent.start : head.i] if t.text in {":", ";"}]
        return stops[-1] if stops else head.sent.start

    def _is_near(self, index: int, head: Token, reach: int = _MEMORY) -> bool:
        return index < head.i and self._sentence[head.i] - self._sentence[index] <= reach

    def _role(self, key: str) -> str:
        return dict(self.analysis.entities[key].attributes).get("role", "")

    def _is_person_key(self, key: str) -> bool:
        return self.analysis.entities[key].kind in {"person", "expert", "journalist"}


def is_first_person(token: Token) -> bool:
    """Whether a speaker is whoever speaks: `I`, `we`; `the US` is a state."""
    return token.lower_ in _FIRST_PERSON and token.text != "US"
