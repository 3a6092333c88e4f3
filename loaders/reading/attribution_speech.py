"""Reports of speech and thought in the sentences of a text: who, by which cue, which tokens."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from loaders.reading import attribution_phrases as phrases
from loaders.reading.attribution_beside import CLOSERS, beside, trim
from loaders.reading.attribution_content import UNFINISHED, content_of, span_of
from loaders.reading.attribution_lexicon import Cue, blocked, documents, forms, particles, singular, verb_forms, words
from loaders.reading.attribution_report import Report
from loaders.reading.attribution_speakers import by_agent, quoted_by, speaker_of
from loaders.reading.attribution_verdicts import is_verdict, refutes
from loaders.reading.structure import children, is_negated, relation, shares_negation

if TYPE_CHECKING:
    from loaders.parsed import Doc, Token
    from loaders.reading.attribution_report import Range

#: Classes of cues that count without content of their own: a quotation or an earlier statement may be theirs.
_BARE = frozenset({"say", "deny", "dismiss", "avow"})
#: How many words at most call a claim false.
_VERDICT = 10
_AUXILIARY = frozenset({"aux", "cop", "case", "mark", "fixed"})


def find(doc: Doc) -> list[Report]:
    """Return the reports of a parsed text in the order of their cues."""
    found: list[Report] = []
    for token in _cues(doc):
        report = _quoting(token) or _verbal(token) or _closing(token) or _phrase(token)
        if report is not None:
            found.append(report)
    return found


def _phrase(token: Token) -> Report | None:
    """A report without a verb of speech; who repeats his contention that the claims are false denies them."""
    report = phrases.find(token)
    if report is None or not is_verdict(token.doc, report.content):
        return report
    return replace(report, effect=replace(report.effect, certainty="denied", denies=True))


def _cues(doc: Doc) -> list[Token]:
    """The tokens that may be cues: words of the lexicon, and what hangs on verbs that hand words on."""
    handed = [child for verb in doc.where(forms("quoting")) for child in verb.children]
    return sorted({*doc.where(_words()), *handed}, key=lambda token: token.i)


@cache
def _words() -> frozenset[str]:
    return forms("quoting") | verb_forms().keys() | phrases.cues()


def _verbal(token: Token) -> Report | None:
    cues = verb_forms().get(token.lower_, ()) if _is_verb(token) else ()
    if not cues or _only_has(token):
        return None
    speaker = speaker_of(token)
    if speaker is None or speaker.i == token.i:
        return None
    negated = _is_withheld(token) or _is_nobody(speaker)
    for cue in cues:
        if _lacks_particle(token, cue):
            continue
        content, nominal, rule = content_of(token, cue, speaker)
        if content:
            return Report(token.i, _refuted(token, cue, content), speaker.i, content, nominal, negated, rule)
    strong = next((cue for cue in cues if cue.name in _BARE), None)
    if strong is None or token.tag_ in UNFINISHED:
        return None
    return Report(token.i, strong, speaker.i, (), None, negated, "bare")


def _quoting(token: Token) -> Report | None:
    """Both voices of `X quoted Y as saying`: the report of X at the verb, that of Y at the participle."""
    handed = quoted_by(token)
    participle = token if handed is not None else next((c for c in token.children if quoted_by(c) is not None), None)
    if participle is None:
        return None
    verb, owner = participle.head, speaker_of(participle.head) or by_agent(participle)
    speaker = owner if token.i == verb.i else speaker_of(token)
    owner = owner or speaker
    if owner is None or speaker is None:
        return None
    clause = next((c for c in children(participle, "ccomp", "parataxis") if c.i > participle.i), None)
    content = (span_of([clause]),) if clause is not None else beside(verb, owner, last=participle.i + 1)
    cue = Cue.saying(token)
    return Report(token.i, cue, speaker.i, content, None, _is_withheld(token), "quoting") if content else None


def _closing(token: Token) -> Report | None:
    """`..., figures compiled by X show.`: a verb that closes its sentence and that the parser makes part of the phrase before it."""
    doc, end = token.doc, token.sent.end
    last = token.i + 1 < end and doc[token.i + 1].text == "."
    if not last or token.lower_ not in words("closing", "lemmas"):
        return None
    comma = next((i for i in range(token.i, token.sent.start, -1) if doc[i].text == ","), token.i)
    paper = next((t for t in doc[comma + 1 : token.i] if t.lower_ in documents()), None)
    cue = next((c for c in verb_forms()[token.lower_] if "clause" in c.takes), None)
    content = trim(doc, token.sent.start, comma)
    if paper is None or cue is None or not content:
        return None
    speaker = doc[token.i - 1] if doc[token.i - 1].pos_ == "PROPN" else paper
    return Report(token.i, cue, speaker.i, content, None, rule="parenthetical")


def _refuted(token: Token, cue: Cue, content: tuple[Range, ...]) -> Cue:
    """The cue as a denial where its content is called false: `called the report a fabrication`, `said it was a lie`."""
    if _is_free_relative(token):
        return cue
    if is_verdict(token.doc, content):
        return replace(cue, certainty="denied", denies=True)
    said = [t.lower_ for start, end in content for t in token.doc[start:end]]
    # "said no such offer had been made"; who knows of no such offer denies none.
    if any(
        pair == ("no", "such") and before != "of" for before, pair in zip(["", *said], pairwise(said), strict=False)
    ):
        return replace(cue, certainty="denied", denies=True)
    called = _predicated(said) or said
    # "condemned the malicious raid" denies nothing, "condemned it as a lie" does.
    if called is said and "small" not in cue.takes:
        called = said[said.index("as") :] if "as" in cue.takes and "as" in said else []
    if not refutes(said) or not refutes([*called, "it"]):
        return cue
    return replace(cue, certainty="denied", denies=True)


def _is_free_relative(cue: Token) -> bool:
    """Whether a cue only names something: `condemned what it called a provocation`."""
    return relation(cue) == "acl" and cue.head.lower_ == "what"


def _predicated(said: list[str]) -> list[str]:
    """What is said of a claim: `a lie` of `reports that it had sold rifles were a lie`; nothing where none is spoken of."""
    of_claim = next(
        (singular(word) in words("back", "nouns") for word in said if word not in {"that", "the", "all"}), False
    )
    last = max((i for i, word in enumerate(said) if word in {"is", "are", "was", "were"}), default=0)
    rest = said[last + 1 :]
    return rest if of_claim and last and len(rest) <= _VERDICT and not {"not", "that"} & set(rest) else []


def _lacks_particle(token: Token, cue: Cue) -> bool:
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    near = {following, *(c.lower_ for c in children(token, "compound") if c.tag_ == "RP")}
    if near & blocked().get(cue.lemma, frozenset()):
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
    if token.i > token.sent.start and token.nbor(-1).text in CLOSERS and _names_speaker(token):
        return True
    return bool(children(token, "nsubj")) or (not lemmas & words("nouns_too", "lemmas") and token.lower_ not in lemmas)


def _only_has(participle: Token) -> bool:
    """Whether a participle tells who has a paper at hand: `said in a report seen by Reuters that ...`."""
    behind = participle.tag_ == "VBN" and relation(participle) == "acl" and participle.head.lower_ in documents()
    return behind and participle.lower_ in words("seen", "participles")


def _names_speaker(token: Token) -> bool:
    """Whether a person's name follows a word that can stand behind a quotation: `"...," remarks X`."""
    following = token.nbor() if token.i + 1 < len(token.doc) else token
    return token.lower_ in forms("inverting") and following.ent_type_ == "PERSON"


def _is_withheld(token: Token) -> bool:
    if is_negated(token) or shares_negation(token):
        return True
    governor = token.head
    if token.tag_ == "VBG" and relation(token) == "advcl" and governor.i < token.i and token.nbor(-1).text == ",":
        return False  # "declined to comment, saying that ..."
    # "has yet to say", whichever verb the parser hangs the adverb on.
    yet = any(c.lower_ == "yet" and c.i < token.i for c in (*governor.children, *token.children))
    return relation(token) in {"xcomp", "advcl", "ccomp"} and (yet or governor.lower_ in forms("withheld"))


def _is_nobody(speaker: Token) -> bool:
    """`Nobody said`, `neither X nor Y has said`."""
    nobody = words("nobody", "words")
    return speaker.lower_ in nobody or any(
        c.lower_ in nobody and relation(c) in {"det", "cc", "advmod"} for c in speaker.children
    )
