"""Who is the subject of a cue of speech: from the tree, with the positions that a parser often gets wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading.attribution_lexicon import documents, forms, is_role, noun_forms, verb_forms, words
from loaders.reading.structure import children, conjuncts, coordination_head, is_passive, relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.parsed import Token

#: How many words a title between commas has at most.
_TITLE = 14
#: How many tokens before a cue the comma may stand that opens a body's apposition.
_APPOSED = 7
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "NUM"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_SKIPPED = frozenset({"AUX", "ADV", "PART"})
_LEFTWARD = frozenset({"det", "amod", "compound", "nmod", "nummod", "flat"})
_NOTHING = frozenset({"nothing", "something", "anything", "this", "that", "so", "it", "what", "goodbye", "yes", "no"})
_ORDINALS = frozenset({"first", "last", "latest"})
_LENDING = frozenset({"xcomp", "advcl", "conj", "parataxis", "ccomp"})
_QUOTES = frozenset("“”\"«»„``''")


def speaker_of(cue: Token) -> Token | None:
    """The head of the nominal that speaks, thinks or denies; None in the passive without agent and where nobody does."""
    if _is_bare_participle(cue) and cue.i > cue.sent.start and cue.nbor(-1).text in _QUOTES:
        return _inverted(cue)
    if _is_passive(cue) or _is_bare_participle(cue):
        return next(iter(children(cue, "obl:agent")), None) or by_agent(cue) or _through(cue) or _hung(cue)
    if quoted_by(cue) is not None:
        marker = cue.i - 2
        if _is_passive(cue.head):  # "X was quoted by Y as saying"
            return next(iter((*children(cue.head, "nsubj:pass", "nsubj"), *children(cue, "nsubj"))), None)
        objects = children(cue.head, "obj", "iobj")
        return objects[0] if objects else _top(cue.doc[marker], cue) if cue.doc[marker].pos_ in _NOMINAL else None
    own = children(cue, "nsubj")
    inside = _inside(own[0], cue) if own and own[0].i < cue.i else None
    if inside is not None:
        return inside
    behind = None if own and _reaches(own[0], cue) else _inverted(cue)
    if own and not (behind is not None and own[0].i < cue.i):
        subject = own[0] if len(own) == 1 else _nearest(own, cue)
        return _closer(subject, cue) or _antecedent(subject, cue)
    return behind or _before(cue) or _lent(cue)


def quoted_by(cue: Token) -> Token | None:
    """The verb that hands on a cue's words: `quoted` in `quoted him as saying`."""
    verb = cue.head
    bare = cue.lower_ == "saying" and cue.i == verb.i + 1  # "is quoted saying"
    handed = cue.tag_ == "VBG" and relation(cue) in {"advcl", "xcomp", "ccomp", "obl", "acl"} and verb.i < cue.i
    return verb if handed and verb.lower_ in forms("quoting") and (bare or children(cue, "mark", "case")) else None


def head_ahead(token: Token) -> Token | None:
    """The head of the nominal that starts at a token; None where no nominal does."""
    while token.head.i > token.i and relation(token) in _LEFTWARD:
        token = token.head
    return token if token.pos_ in _NOMINAL else None


def possessor(noun: Token) -> Token | None:
    """Who stands behind a noun of speech: `X's claim`, `a claim by X`, `the claim of X`, `the X claim`."""
    for child in children(noun, "nmod:poss"):
        return child
    for child in children(noun, "nmod", "obl"):
        if any(c.dep_ == "case" and c.lower_ in {"by", "from", "of"} for c in child.children) and child.pos_ != "NUM":
            return child
    for child in children(noun, "acl"):
        if child.lower_ in words("seen", "participles"):
            continue  # Who has seen a paper did not write it.
        agent = None if children(child, "mark", "nsubj", "nsubj:pass") else by_agent(child)
        if agent is not None:
            return agent
    return None


def phrase(head: Token) -> tuple[int, int]:
    """First and one-past-last token of a speaker's phrase with title, apposition and prepositional modifiers."""
    start, end = head.i, head.i + 1
    for child in head.children:
        if relation(child) in {"acl", "advcl", "ccomp", "parataxis", "conj", "cc", "punct", "dep"}:
            continue
        if relation(child) in {"nmod", "obl"} and child.left_edge.i > head.i and _follows_comma(child):
            continue
        start, end = min(start, child.left_edge.i), max(end, child.right_edge.i + 1)
    return start, end


def _is_passive(cue: Token) -> bool:
    """Whether a cue is passive; a past tense with a passive subject and no auxiliary is a slip of the parser."""
    return is_passive(cue) and (cue.tag_ != "VBD" or bool(children(cue, "aux:pass")))


def _is_bare_participle(cue: Token) -> bool:
    """`Asked whether ...`, `reached by telephone`: a participle without auxiliary and subject is a passive."""
    return (
        cue.tag_ == "VBN"
        and relation(cue) in {"amod", "acl", "advcl"}
        and not any(relation(c) in {"aux", "nsubj"} for c in cue.children)
    )


def _nearest(subjects: list[Token], cue: Token) -> Token:
    """The subject next to a cue; a day or month that the parser takes for one comes last."""
    nobody = words("nobody", "words")
    return min(subjects, key=lambda token: (token.lower_ in nobody, abs(token.i - cue.i)))


def _closer(subject: Token, cue: Token) -> Token | None:
    """A name straight before the cue that is not the subject which the parser found further away.

    Either it is no part of that subject and another verb stands between, or it follows it behind a comma that no
    second comma closes, as an apposition's would: `... with X, spokesman Y told reporters`.
    """
    near = _before(cue) if subject.i < cue.i else None
    if near is None or near.pos_ not in {"PROPN", "PRON"} or near.i == subject.i:
        return None
    if near in conjuncts(subject):
        return None
    if near in subject.subtree:
        return near if near.ent_type_ == "PERSON" == subject.ent_type_ and _is_unclosed(subject, cue) else None
    return near if any(t.tag_ in {"VBD", "VBZ", "VBP"} for t in cue.doc[subject.i : near.i]) else None


def _antecedent(subject: Token, cue: Token) -> Token:
    """What a relative pronoun stands for; the name straight before it rather than a common noun further away."""
    if subject.lower_ not in _RELATIVE or subject.pos_ not in {"PRON", "DET", "SCONJ"}:
        return subject
    clause = coordination_head(cue)
    if relation(clause) not in {"acl", "advcl", "ccomp"} or clause.head.i > subject.i:
        return subject
    near = subject.nbor(-2) if subject.i - 2 >= subject.sent.start and subject.nbor(-1).text == "," else None
    someone = near is not None and subject.lower_ == "who" and near.ent_type_ == "PERSON" != clause.head.ent_type_
    if near is not None and near.pos_ == "PROPN" and (someone or clause.head.pos_ != "PROPN"):
        return _name(near) if subject.lower_ == "which" else _top(near, subject)
    return clause.head


def by_agent(cue: Token) -> Token | None:
    """Who stands behind a verb with `by`, if it is no day."""
    for child in children(cue, "obl", "nmod"):
        if any(c.dep_ == "case" and c.lower_ == "by" for c in child.children) and child.ent_type_ != "DATE":
            return child
    return None


def _inside(subject: Token, cue: Token) -> Token | None:
    """Who says what the parser gave the subject of: `Chad, said X on Monday, will sell`, `images show it, X said`.

    The cue then has the subject of what is said, and the clause of what is said has none.
    """
    said = [c for c in children(cue, "ccomp") if c.i > subject.i and not children(c, "nsubj", "mark")]
    if not any(c.tag_ != "VBG" for c in said) or cue.lower_ not in forms("inverting"):
        return None
    behind = head_ahead(cue.nbor()) if cue.nbor(-1).text == "," else None
    beside = [c for c in children(subject, "appos") if c.right_edge.i + 1 == cue.i]
    named = (
        t
        for t in (behind, *beside)
        if t is not None and (t.ent_type_ or t.lower_ in documents() or is_role(t, "collectives"))
    )
    return next((t for t in named if not t.ent_type_ == subject.ent_type_ == "PERSON"), None)


def _through(cue: Token) -> Token | None:
    """Who stands behind the text in which something is said: `was condemned in a statement by X`."""
    papers = [c for c in children(cue, "obl") if c.lower_ in documents() and c.i > cue.i]
    return next((who for paper in papers if (who := possessor(paper)) is not None), None)


def _hung(cue: Token) -> Token | None:
    """The agent of `this was said at a press conference by X`, which the parser hangs on the noun before it."""
    if not any(c.lower_ == "this" for c in children(cue, "nsubj", "nsubj:pass")):
        return None
    behind = (t for t in cue.subtree if t.i > cue.i and t.lower_ == "by")
    return next((head_ahead(t.nbor()) for t in behind if t.i + 1 < cue.sent.end), None)


def _reaches(subject: Token, cue: Token) -> bool:
    """Whether a subject's phrase ends in front of its cue, but for a comma: it is no chance neighbour's."""
    return subject.i < cue.i <= subject.right_edge.i + 2


def _inverted(cue: Token) -> Token | None:
    """`..., said Novak`: a nominal straight behind the cue, which stands behind a comma or a quotation mark."""
    doc, before = cue.doc, cue.i - 1
    while before > cue.sent.start and doc[before].pos_ in {"ADV", "AUX"}:
        before -= 1
    if (
        before < cue.sent.start
        or cue.i + 1 >= cue.sent.end
        or cue.lower_ not in forms("inverting")
        or cue.tag_ == "VBG"
    ):
        return None
    if not (doc[before].is_punct or doc[before].text in _QUOTES) or doc[before].text in {":", ";"}:
        return None
    head = head_ahead(doc[cue.i + 1])
    if head is None or head.left_edge.i <= cue.i or head.lower_ in _NOTHING:
        return None
    governed = relation(head) == "nsubj" and head.head.i != cue.i
    return None if governed or relation(head) == "nsubj:pass" else head


def _lent(cue: Token) -> Token | None:
    """The subject that a higher verb lends: `He left, saying ...`, `vowed to tell`, `said ... and added ...`."""
    if cue.tag_ == "VB" and cue.head.lower_ in _ORDINALS and cue.head.i < cue.i:
        return next(iter(children(cue.head, "nsubj")), None)  # "X was the first to report that ..."
    if (outer := _said_before(cue)) is not None:
        return speaker_of(outer)
    token = cue
    while relation(token) in _LENDING and token.head.i != token.i:
        controlled = (
            next(iter(children(token.head, "obj", "iobj")), None) if relation(token) in {"xcomp", "ccomp"} else None
        )
        if controlled is not None and token.head.i < controlled.i < token.i:
            return controlled
        # "was quick to deny"
        eager = token.tag_ == "VB" and token.head.pos_ == "ADJ" and token.head.i < token.i
        lends = eager or relation(token) == "xcomp" or token.tag_ == "VBG" or relation(token) in {"conj", "parataxis"}
        if children(token, "mark") and token.tag_ not in {"VBG", "VB"}:
            return None
        token = token.head
        if not lends or token.pos_ not in {"VERB", "AUX", "ADJ", "NOUN"}:
            return None
        subjects = children(token, "nsubj")
        if subjects:
            return _antecedent(_nearest(subjects, token), token)
        agent = children(token, "obl:agent")
        if agent:
            return agent[0]
    if relation(token) == "acl" and token.tag_ == "VBG" and token.head.pos_ in _NOMINAL:
        idle = cue.lower_ in forms("conveying") and _is_thing(token.head)
        return _of_main_clause(token) if idle or _follows_comma(token) else token.head
    return None


def _said_before(cue: Token) -> Token | None:
    """The verb above `X said that Peru was neutral, adding that ...`: who adds something has said something."""
    inner = coordination_head(cue.head)
    if cue.tag_ != "VBG" or cue.i <= inner.i or cue.nbor(-1).text != ",":
        return None
    above = [inner.head] if relation(inner) == "ccomp" and inner.head.lower_ in verb_forms() else []
    told = [*above, *(c for c in children(inner, "parataxis") if c.lower_ in verb_forms())]
    between = [verb for verb in told if inner.i < verb.i < cue.i]
    if between:
        return between[-1]  # "Peru has stopped the sale, Novak confirmed, saying that ..."
    speaks = cue.head.lower_ in verb_forms() and bool(children(cue.head, "ccomp"))
    return above[0] if above and cue.lower_ in forms("sequel") and not speaks else None


def _is_thing(noun: Token) -> bool:
    """Whether a noun names what nobody speaks through: `defended the shipment saying that it was legal`."""
    if noun.pos_ != "NOUN" or noun.ent_type_ or relation(noun) not in {"obj", "obl"}:
        return False
    speaking = ("officials", "collectives", "crowds", "experts", "journalists", "outlets", "writers")
    said = noun.lower_ in documents() or noun.lower_ in noun_forms()
    return not said and not any(is_role(noun, field) for field in speaking)


def _follows_comma(token: Token) -> bool:
    return token.left_edge.i > token.sent.start and token.left_edge.nbor(-1).text in {",", "—", "–"}


def _of_main_clause(participle: Token) -> Token:
    """The subject of the clause that `, arguing ...` follows, which parsers hang on the last noun before it."""
    climb = participle.head
    while climb.pos_ not in {"VERB", "AUX"} and climb.head.i != climb.i:
        climb = climb.head
    if is_passive(climb):
        return participle.head
    own = children(climb, "nsubj")
    return _antecedent(own[0], climb) if own and own[0].i < participle.i else participle.head


def _before(cue: Token) -> Token | None:
    """A nominal straight before a finite cue that the parser made something else than its subject."""
    if cue.tag_ not in {"VBD", "VBZ", "VBP", "NNS", "VBN"}:
        return None
    astray = _astray(cue) or _enclosed(cue)
    if astray is not None:
        return astray
    for token in _leftwards(cue):
        if token.pos_ in _SKIPPED:
            continue
        if token.pos_ in _NOMINAL and relation(token) not in {"case", "mark", "det"}:
            top = _top(token, cue)
            # "the mines, President X has said, will close": no comma closes an apposition.
            unclosed = token.ent_type_ == "PERSON" != top.ent_type_ and _is_unclosed(top, cue)
            return _top(token, cue, through=("flat", "compound")) if unclosed else top
        return None
    return None


def _astray(cue: Token) -> Token | None:
    """A subject with an apposition that ends in front of the cue, hung on another verb: `X, the minister, said ...`."""
    end = cue.i - 1
    while end > cue.sent.start and (cue.doc[end].is_punct or cue.doc[end].pos_ in _SKIPPED):
        end -= 1
    subjects = [
        t for t in _leftwards(cue) if relation(t) == "nsubj" and t.head.i != cue.i and end <= t.right_edge.i < cue.i
    ]
    if not subjects or subjects[-1].pos_ not in _NOMINAL:
        return None
    if _is_unclosed(subjects[-1], cue) and cue.doc[end].ent_type_ == "PERSON":
        return _top(cue.doc[end], cue, through=("flat", "compound"))
    return subjects[-1]


def _is_unclosed(subject: Token, cue: Token) -> bool:
    """Whether one comma parts a subject from a cue, and none stands before the cue: no apposition then."""
    return sum(t.text == "," for t in cue.doc[subject.i : cue.i]) == 1 and cue.nbor(-1).text != ","


def _enclosed(cue: Token) -> Token | None:
    """The name of `its secretary, X, noted ...` or `X, its secretary, noted ...`, whatever the parser made of it."""
    doc, first = cue.doc, cue.sent.start
    if cue.i - 2 < first or doc[cue.i - 1].text != ",":
        return None
    comma = next((i for i in range(cue.i - 2, max(first, cue.i - _TITLE), -1) if doc[i].text == ","), None)
    ends = [cue.i - 2]
    if comma is not None and not any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in doc[comma : cue.i]):
        ends.append(comma - 1)
    near = next((doc[i] for i in ends if i >= first and doc[i].ent_type_ == "PERSON"), None)
    onwards = doc[cue.i + 1].lower_ if cue.i + 1 < len(doc) else ""
    body = doc[cue.i - 2].ent_type_ == "ORG" and onwards != "to"
    if near is None and body and comma is not None and comma >= cue.i - _APPOSED:
        near = doc[cue.i - 2]  # "the intelligence agency, the SVR, said"
    return _top(near, cue, through=("flat", "compound")) if near is not None else None


def _top(token: Token, cue: Token, through: tuple[str, ...] = ("flat", "compound", "appos")) -> Token:
    """The head of the nominal that ends at a token."""
    while token.head.i != token.i and token.head.i < cue.i and (relation(token) in through or _is_modifier(token)):
        if relation(token) == "compound" and token.head.i < token.i:
            break  # "the mines, President X has said, ...": no word before a comma is what a name modifies.
        token = token.head
    return token


def _name(token: Token) -> Token:
    """The head of the name that a token ends."""
    while token.head.i < token.i and relation(token) in {"flat", "compound"}:
        token = token.head
    return token


def _is_modifier(token: Token) -> bool:
    """Whether a nominal modifies one before it without a comma between: `an official in Lagos`."""
    between = token.doc[token.head.i : token.i]
    return relation(token) == "nmod" and token.head.i < token.i and not any(t.is_punct for t in between)


def _leftwards(cue: Token) -> Iterator[Token]:
    for i in range(cue.i - 1, cue.sent.start - 1, -1):
        yield cue.doc[i]


def is_former(noun: Token) -> bool:
    """Whether a noun goes on with what a person was: `said X, a scholar and a former State Department official`."""
    return any(c.lower_ == "former" for c in children(noun, "amod"))


def stands_alone(noun: Token) -> bool:
    """Whether a noun has an article and says no more: `the experts`, `the panel`."""
    others = [c for c in noun.children if relation(c) in {"nmod", "compound", "amod", "acl", "appos", "nmod:poss"}]
    return not others and any(c.lower_ in {"the", "these", "those"} for c in children(noun, "det"))


def is_subject(token: Token) -> bool:
    """Whether a token is a subject's head, or its apposition."""
    return relation(token) == "nsubj" or (relation(token) == "appos" and relation(token.head) == "nsubj")
