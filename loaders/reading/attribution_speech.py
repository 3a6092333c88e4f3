"""Reports of speech and thought in the sentences of a text: who, by which cue, which tokens.

Content is found in the tree where the cue governs it ("said that ...", "accused X of ..."), and by position where the
cue stands in or behind it ("..., said X", "the crates, X insisted, were empty"), since a parser's attachment is least
sure there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from loaders.reading.attribution_lexicon import Cue, adjectives, blocked, documents, is_role, noun_forms, particles, verb_forms, words
from loaders.reading.attribution_speakers import phrase, possessor, quoted_by, speaker_of
from loaders.reading.structure import children, is_negated, preposition, relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc, Token

_CLOSERS = frozenset({",", "”", '"', "»", "''", "—", "–", "-", "?", "!", "’", ")", "...", "…", "‘", "“", "'", ":"})
_OPENERS = frozenset({":", "“", '"', "„", "«", "``", "‘", "’", "'"})
_MARKS = frozenset({"that", "whether", "if", "only"})
_QUOTED = frozenset({"”", '"', "»", "''", "’"})
_BOUNDS = frozenset({";", ":"})
_RELATIVE = frozenset({"WDT", "WP", "WP$", "VBG"})
#: Dependents of a cue that belong to the report's own clause, not to its content.
_OWN = frozenset({"nsubj", "aux", "advmod", "iobj", "obl", "obj", "expl", "compound", "cop", "det", "discourse"})
#: How many tokens back from "and" the pronoun of a coordinated relative clause may stand.
_COORDINATION = 8
#: How many tokens behind a cue its "that" may stand.
_MARK_REACH = 12
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
#: Tags of verb forms that cannot stand beside their content.
_UNFINISHED = frozenset({"VBG", "VB"})
#: Classes of cues that count without content of their own: a quotation or an earlier statement may be theirs.
_BARE = frozenset({"say", "deny", "dismiss"})
_AUXILIARY = frozenset({"aux", "cop", "case", "mark", "fixed"})

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Report:
    """One report of speech or thought.

    Attributes:
        cue: the token of the cue.
        effect: what the cue does.
        speaker: head of the nominal that speaks; None where nobody is named.
        content: token ranges of what is said, in the order of the text; may be empty ("denied it").
        object: head of a nominal content, by which a denial points back.
        negated: whether the cue itself is negated ("did not say").
        rule: how the content was found.
    """

    cue: int
    effect: Cue
    speaker: int | None
    content: tuple[Range, ...]
    object: int | None = None
    negated: bool = False
    rule: str = "clause"


def find(doc: Doc) -> list[Report]:
    """Return the reports of a parsed text in the order of their cues."""
    found: list[Report] = []
    for token in doc:
        report = _quoting(token) or _verbal(token) or _prepositional(token) or _framed(token) or _nominal(token) or _adjectival(token)
        if report is not None:
            found.append(report)
    return found


# --- verbs ------------------------------------------------------------------------------------------------------------


def _verbal(token: Token) -> Report | None:
    cues = verb_forms().get(token.lower_, ()) if _is_verb(token) else ()
    if not cues:
        return None
    speaker = speaker_of(token)
    if speaker is None or speaker.i == token.i:
        return None
    negated = _is_withheld(token)
    for cue in cues:
        if _lacks_particle(token, cue):
            continue
        content, nominal, rule = _content(token, cue, speaker)
        if content:
            return Report(token.i, _refuted(token, cue, content), speaker.i, content, nominal, negated, rule)
    strong = next((cue for cue in cues if cue.name in _BARE), None)
    if strong is None or token.tag_ in _UNFINISHED:
        return None
    return Report(token.i, strong, speaker.i, (), None, negated, "bare")


def _quoting(token: Token) -> Report | None:
    """Both voices of `X quoted Y as saying`: the report of X at the verb, that of Y at the participle."""
    handed = quoted_by(token)
    participle = token if handed is not None else next((c for c in token.children if quoted_by(c) is not None), None)
    if participle is None:
        return None
    verb, owner = participle.head, speaker_of(participle.head)
    speaker = speaker_of(token)
    if owner is None or speaker is None:
        return None
    clause = next((c for c in children(participle, "ccomp", "parataxis") if c.i > participle.i), None)
    content = (_span([clause]),) if clause is not None else _beside(verb, owner, last=participle.i + 1)
    cue = Cue(token.lower_, "say", "asserted", frozenset())
    return Report(token.i, cue, speaker.i, content, None, _is_withheld(token), "quoting") if content else None


def _refuted(token: Token, cue: Cue, content: tuple[Range, ...]) -> Cue:
    """The cue as a denial where it describes its object as false: `called the report a fabrication`."""
    said = {t.lower_ for start, end in content for t in token.doc[start:end]}
    if "small" not in cue.takes and "as" not in cue.takes or not said & words("refuting", "words"):
        return cue
    return replace(cue, certainty="denied", denies=True)


def _lacks_particle(token: Token, cue: Cue) -> bool:
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    if following in blocked().get(cue.lemma, ()):
        return True
    needed = particles().get(cue.lemma) if "clause" in cue.takes else None
    return needed is not None and following not in needed


def _is_verb(token: Token) -> bool:
    if relation(token) in _AUXILIARY or token.lower_ not in verb_forms():
        return False
    if token.pos_ in {"VERB", "AUX"}:
        return True
    if token.pos_ not in {"NOUN", "ADJ", "PROPN"} or children(token, "cop", "det", "amod", "nmod:poss"):
        return False
    lemmas = {cue.lemma for cue in verb_forms()[token.lower_]}
    return bool(children(token, "nsubj")) or (not lemmas & words("nouns_too", "lemmas") and token.lower_ not in lemmas)


def _is_withheld(token: Token) -> bool:
    if is_negated(token):
        return True
    governor = token.head
    return relation(token) in {"xcomp", "advcl", "ccomp"} and governor.lemma_.lower() in words("withheld", "lemmas")


def _content(token: Token, cue: Cue, speaker: Token) -> tuple[tuple[Range, ...], int | None, str]:
    """Ranges, nominal head and rule of what a cue governs or stands beside; empty ranges where it has no content."""
    parts = _objects(token, cue, speaker)
    clause = _clause(token, cue, speaker) or _marked(token, cue)
    if clause and not (parts and "object" in cue.takes and parts[0].i < clause[0]):
        return (*_ahead(token, speaker, clause), clause), None, "clause"
    relative = _relative(token, cue, speaker)
    if relative is not None:
        return (relative[0],), relative[1], "relative"
    behind = "clause" in cue.takes and (cue.beside or _is_source(speaker, cue)) and token.tag_ not in _UNFINISHED
    beside = _beside(token, speaker) if (behind and not parts) or _in_as_clause(token) else ()
    if beside:
        return beside, None, "parenthetical"
    if parts:
        nominal = next((p.i for p in parts if relation(p) in {"obj", "obl"}), None)
        return (_span(parts),), nominal, "object"
    return (_remainder(token) if behind and not cue.weak else ()), None, "remainder"


def _is_source(speaker: Token, cue: Cue) -> bool:
    """Whether a document or a body speaks, of whom `..., the panel found` may be said."""
    return cue.documents and (speaker.lower_ in documents() or is_role(speaker, "collectives"))


def _ahead(token: Token, speaker: Token, clause: Range) -> tuple[Range, ...]:
    """What stands before `..., X told reporters: "..."`, whose clause begins with a colon."""
    if not any(t.text == ":" for t in token.doc[token.i + 1 : clause[0] + 1]):
        return ()
    start = _own_extent(token, speaker)[0]
    first = _bounds(token, start)[0]
    if start <= first or token.doc[start - 1].text not in _CLOSERS:
        return ()
    left = _trim(token.doc, first, start)
    return left if _is_finite(token.doc, left) else ()


def _clause(token: Token, cue: Cue, speaker: Token) -> Range | None:
    """The complement clause to the right of a cue, or what follows its colon."""
    if "clause" not in cue.takes and "gerund" not in cue.takes:
        return None
    hearer = cue.lemma in words("hearers", "lemmas")
    for child in children(token, "ccomp", "parataxis", "xcomp"):
        if child.i < token.i or child.i == speaker.i:
            continue
        start = max(child.left_edge.i, token.i + 1)
        kind = relation(child)
        between = {t.text for t in token.doc[token.i + 1 : start + 1]}
        if kind == "xcomp" and not ({"infinitive", "gerund"} & cue.takes or cue.name == "say"):
            continue
        if ";" in between or (kind == "parataxis" and not between & _OPENERS):
            continue
        if _interrupts(token, speaker) or (hearer and _is_hearers_own(token, child, speaker)):
            return None
        return start, child.right_edge.i + 1
    return None


def _marked(token: Token, cue: Cue) -> Range | None:
    """`wrote on social media that ...`: from a `that` which no verb parts from the cue, whatever it is attached to."""
    if "clause" not in cue.takes:
        return None
    for i in range(token.i + 1, min(token.i + _MARK_REACH, token.sent.end)):
        word = token.doc[i]
        if word.lower_ == "that" and word.tag_ == "IN":
            return (i, token.sent.end - 1) if token.sent.end - 1 > i + 1 else None
        if word.pos_ in {"VERB", "AUX"} or (word.is_punct and word.text != ","):
            return None
    return None


def _interrupts(token: Token, speaker: Token) -> bool:
    """`With them, he said, the troops ...`: commas on both sides, whatever the parser makes the cue's complement."""
    first = min(phrase(speaker)[0], token.i)
    last = token.nbor() if token.i + 1 < len(token.doc) else token
    quoted = last.i + 1 < len(token.doc) and last.nbor().text in _OPENERS
    before = token.doc[first - 1].text if first > token.sent.start else ""
    return last.text == "," and before in _CLOSERS and (not quoted or before in _QUOTED)


def _is_hearers_own(token: Token, clause: Token, speaker: Token) -> bool:
    """`..., X told officials gathered there`: what looks like a clause is the hearer with a participle."""
    first = min(phrase(speaker)[0], token.i)
    bare = clause.left_edge.i == token.i + 1 and not children(clause, "mark", "aux") and clause.tag_ in {"VBD", "VBN", "VBG"}
    return bare and first > token.sent.start and token.doc[first - 1].text in _CLOSERS


def _remainder(token: Token) -> tuple[Range, ...]:
    """What follows a cue that a parser gave no complement, to the end of its sentence or the next semicolon."""
    last = next((t.i for t in token.doc[token.i + 1 : token.sent.end] if t.text == ";"), token.sent.end)
    rest = _trim(token.doc, token.i + 1, last)
    if not rest or token.nbor().tag_ in {",", "CC"}:
        return ()
    opener = token.doc[rest[0][0]]
    return rest if _is_finite(token.doc, rest) and (opener.tag_ != "IN" or opener.lower_ in _MARKS) else ()


def _relative(token: Token, cue: Cue, speaker: Token) -> tuple[Range, int] | None:
    """Range and head of the antecedent of `which Washington alleges and Tehran denies`."""
    if not {"object", "clause"} & cue.takes or cue.weak or speaker.i > token.i:
        return None
    if relation(token) == "acl" and speaker.i == token.head.i:
        return None
    doc, i = token.doc, phrase(speaker)[0] - 1
    if i > token.sent.start and doc[i].tag_ == "CC":
        i = next((k for k in range(i, max(token.sent.start, i - _COORDINATION), -1) if doc[k].tag_ == "WDT"), i)
    if i <= token.sent.start or doc[i].tag_ != "WDT":
        return None
    top = doc[i - 1].nbor(-1) if doc[i - 1].is_punct and i - 1 > token.sent.start else doc[i - 1]
    while top.head.pos_ in _NOMINAL and token.sent.start <= top.head.i < i and top.head.i != top.i:
        top = top.head
    return ((top.left_edge.i, i), top.i) if top.pos_ in _NOMINAL and top.left_edge.i < i else None


def _objects(token: Token, cue: Cue, speaker: Token) -> list[Token]:
    """The dependents to the right of a cue that make up its content, by what the lexicon says that it takes."""
    if cue.documents and speaker.lower_ not in documents():
        return []
    hearer = cue.lemma in words("hearers", "lemmas")
    parts = []
    for child in token.children:
        kind = relation(child)
        if child.i < token.i or child.i == speaker.i:
            continue
        if kind == "obj":
            wanted = bool({"object", "of", "as", "at", "small"} & cue.takes) and not hearer and cue.name != "speak"
        elif kind in {"obl", "advcl", "ccomp"}:
            mark = preposition(child) or next((c.lower_ for c in child.children if relation(c) == "mark"), "")
            wanted = mark in cue.takes
        else:
            wanted = kind == "xcomp" and bool({"small", "infinitive", "gerund"} & cue.takes)
        if wanted:
            parts.append(child)
    needed = {"of", "for", "on", "as", "at"} & cue.takes and "object" not in cue.takes
    return [] if needed and all(relation(p) == "obj" for p in parts) and "small" not in cue.takes else parts


def _span(heads: Iterable[Token]) -> Range:
    tokens = list(heads)
    return min(t.left_edge.i for t in tokens), max(t.right_edge.i for t in tokens) + 1


# --- cues beside their content ----------------------------------------------------------------------------------------


def _beside(token: Token, speaker: Token, last: int = 0) -> tuple[Range, ...]:
    """What stands before, around or after `X said` (up to `last`) where the cue governs no clause."""
    if relation(token) == "acl" and speaker.i == token.head.i:
        return ()
    start, end = _own_extent(token, speaker)
    end = max(end, last)
    doc, sentence = token.doc, _bounds(token, start)
    before = doc[start - 1] if start > sentence[0] else None
    as_clause = _in_as_clause(token)
    if before is not None and (before.text in _CLOSERS or as_clause):
        return _around(doc, sentence, start - (1 if as_clause else 0), end)
    after = doc[end] if end < sentence[1] else None
    quoted = after is not None and after.text == "," and end + 1 < sentence[1] and doc[end + 1].text in _OPENERS
    if after is not None and (after.text in _OPENERS or quoted):
        return _trim(doc, end, sentence[1])
    return ()


def _in_as_clause(token: Token) -> bool:
    return token.lemma_.lower() in words("as_clause", "lemmas") and any(
        c.lower_ == "as" and relation(c) in {"mark", "advmod", "case"} for c in token.children
    )


def _own_extent(token: Token, speaker: Token) -> Range:
    """The stretch of the cue with its subject, auxiliaries, adverbs and hearers, without gaps."""
    ranges = [phrase(speaker)]
    for child in token.children:
        if relation(child) in _OWN and child.i != speaker.i:
            ranges.append((child.left_edge.i, child.right_edge.i + 1))
    start, end = token.i, token.i + 1
    for first, last in sorted(ranges, key=lambda r: min(abs(r[0] - token.i), abs(r[1] - 1 - token.i))):
        if last == start and first < start:
            start = first
        elif first == end and last > end:
            end = last
    if speaker.i < token.i:
        start = min(start, phrase(speaker)[0])
    return start, end


def _bounds(token: Token, start: int) -> Range:
    """The stretch in which content is looked for: the sentence, less what a semicolon or a relative clause cuts off."""
    first, last = token.sent.start, token.sent.end
    climb = token
    while climb.head.i != climb.i:
        if climb.dep_ == "acl:relcl" and climb.left_edge.i < start - 1 and climb.i != token.i:
            first, last = climb.left_edge.i, climb.right_edge.i + 1
            break
        climb = climb.head
    for i in range(start - 2, first, -1):
        if token.doc[i].text in _BOUNDS:
            first = i + 1
            break
    for i in range(token.i + 1, last):
        if token.doc[i].text == ";":
            last = i
            break
    return first, last


def _around(
    doc: Doc, sentence: Range, start: int, end: int, anew: frozenset[str] = frozenset({"but", "yet", "while"})
) -> tuple[Range, ...]:
    """What stands before a report and, where it only interrupts it, behind it; a new clause after `anew` is not."""
    left = _trim(doc, sentence[0], start)
    if end + 1 >= sentence[1] or doc[end].text != ",":
        return left
    opener = doc[end + 1]
    complete = left and _is_finite(doc, left)
    if opener.tag_ in _RELATIVE or (complete and opener.lower_ in anew and _starts_anew(doc, end + 1, start)):
        return left
    if doc[start - 1].text in _QUOTED and opener.text not in _OPENERS:
        return left
    return (*left, *_trim(doc, end + 1, sentence[1]))


def _starts_anew(doc: Doc, opener: int, start: int) -> bool:
    """Whether what follows a report is a clause of its own, coordinated with or subordinate to the one before it."""
    if doc[opener].tag_ != "CC":
        return False
    for token in doc[opener : doc[opener].sent.end]:
        if relation(token) == "conj" and token.head.i < start:
            return bool(children(token, "nsubj"))
    return True


def _is_finite(doc: Doc, ranges: tuple[Range, ...]) -> bool:
    return any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for a, b in ranges for t in doc[a:b])


def _trim(doc: Doc, start: int, end: int) -> tuple[Range, ...]:
    """The range without punctuation and blanks at its ends, if anything is left."""
    while start < end and (doc[start].is_punct or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return ((start, end),) if end > start else ()


# --- phrases, nouns, adjectives ---------------------------------------------------------------------------------------


def _prepositional(token: Token) -> Report | None:
    """`according to X`."""
    if token.lower_ not in words("frames", "according") or token.i + 2 >= len(token.doc):
        return None
    following = token.nbor()
    if following.lower_ != "to":
        return None
    speaker = token.head if token.head.i > token.i else None
    if speaker is None:
        speaker = next((t for t in token.subtree if t.i > following.i and t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
    if speaker is None:
        return None
    content = _phrase_content(token.i, speaker)
    return Report(token.i, Cue(token.lower_, "say", "asserted", frozenset()), speaker.i, content, None, False, "according")


def _framed(token: Token) -> Report | None:
    """`in X's view`, `in the words of X`, `by its own account`."""
    if token.lower_ not in words("frames", "nouns") or preposition(token) not in words("frames", "prepositions"):
        return None
    if not children(token, "nmod:poss", "det"):
        return None
    owner = possessor(token)
    if owner is None or owner.pos_ == "NUM":
        return None
    content = _phrase_content(token.left_edge.i, token)
    return Report(token.i, Cue(token.lower_, "say", "asserted", frozenset()), owner.i, content, None, False, "frame")


def _phrase_content(start: int, head: Token) -> tuple[Range, ...]:
    """The clause that a phrase like `according to X` makes X's: after it at the start of a sentence, else around it."""
    doc, end = head.doc, phrase(head)[1]
    first, last = _bounds(head, start)
    while end < last and end <= head.right_edge.i and not doc[end].is_punct:
        end += 1
    left = _trim(doc, first, start)
    if not left:
        return _trim(doc, end, last)
    if head.head.i < start and _is_finite(doc, left) and end + 1 < last and doc[end + 1].tag_ != "CC":
        return left
    return _around(doc, (first, last), start, end, frozenset({"but", "yet", "while", "and", "or"}))


def _nominal(token: Token) -> Report | None:
    """`X's claim that ...`, `a warning by X that ...`, `X made the accusation that ...`, `X's complaint is that ...`."""
    cue = noun_forms().get(token.lower_) if token.pos_ == "NOUN" else None
    if cue is None:
        return None
    owner = possessor(token) or _light_subject(token)
    parts = [c for c in children(token, "acl", "ccomp") if c.i > token.i and children(c, "mark")]
    parts = parts or [
        c for c in children(token, "nmod") if preposition(c) in {"of", "about", "over"} and c != owner and c.pos_ != "NUM"
    ]
    if owner is None:
        return None
    content = (_span(parts),) if parts else _predicated(token)
    if not content and not cue.denies:
        return None
    return Report(token.i, cue, owner.i, content, None, is_negated(token), "noun")


def _predicated(noun: Token) -> tuple[Range, ...]:
    """What follows the copula of `X's complaint is ...`."""
    head = noun.head
    copula = next((c.i for c in head.children if relation(c) == "cop"), head.i if head.lemma_ == "be" else None)
    if relation(noun) != "nsubj" or copula is None or copula < noun.i:
        return ()
    return _trim(noun.doc, copula + 1, head.right_edge.i + 1)


def _light_subject(token: Token) -> Token | None:
    verb = token.head
    if relation(token) == "obj" and verb.lemma_.lower() in words("light", "lemmas"):
        return speaker_of(verb)
    return None


def _adjectival(token: Token) -> Report | None:
    """`X is certain that ...`, `X made clear that ...`."""
    cue = adjectives().get(token.lower_)
    if cue is None:
        return None
    clause = next((c for c in (*children(token, "ccomp"), *_made(token)) if c.i > token.i), None)
    subject = next(iter(children(token, "nsubj")), None)
    if relation(token) == "xcomp" and token.head.lemma_.lower() == "make":
        subject = speaker_of(token.head)
    if clause is None or subject is None:
        return None
    content = ((clause.left_edge.i, clause.right_edge.i + 1),)
    return Report(token.i, cue, subject.i, content, None, is_negated(token), "adjective")


def _made(token: Token) -> Iterator[Token]:
    if relation(token) == "xcomp" and token.head.lemma_.lower() == "make":
        yield from children(token.head, "ccomp")
