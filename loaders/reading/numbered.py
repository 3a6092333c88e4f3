"""Instruments that a text names by number or title: resolutions, executive orders, EU acts, acts and treaties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from loaders.reading.instruments import rules
from loaders.reading.namewords import is_title_case
from loaders.reading.relation_patterns import says
from loaders.reading.structure import children, preposition, relation

if TYPE_CHECKING:
    from loaders.parsed import Span, Token
    from loaders.reading.analysis import Analysis

_UN = r"(?:United Nations|U\.N\.|UN)"
_COUNCIL = rf"(?:{_UN}\s+)?Security\s+Council(?:\s+\([^)]{{2,8}}\))?|UNSC"
_RESOLUTION = re.compile(
    # Blanks belong to the body: a long run of them, where furniture stood, is not to be tried from each of its places.
    rf"(?:(?P<body>{_COUNCIL}|{_UN}\s+General\s+Assembly|General\s+Assembly|UNGA|{_UN}|[Gg]overnment|[Hh]ouse|[Ss]enate)\s*)?"
    r"(?:[Rr]esolutions?|UNSCRs?)\s+(?:(?:No\.?|nos\.?|numbers?)\s*)?"
    r"(?P<numbers>(?:ES-)?\d{1,4}(?:/\d{1,4})?(?:\s*\(\d{4}\))?(?:(?:,\s*|,?\s+and\s+)\d{3,4}(?:\s*\(\d{4}\))?)*)"
)
_NUMBER = re.compile(r"(?:ES-)?\d{1,4}(?:/\d{1,4})?")
_YEAR = re.compile(r"\(\d{4}\)")
_ORDER = re.compile(r"(?:Executive\s+Orders?(?:\s+\((?:E\.O\.|EO)\))?|E\.O\.|EOs?)\s+(?P<number>1[1-9]\d{3})")
_ACT = re.compile(
    r"(?:Council\s+)?(?:Implementing\s+|Delegated\s+)?(?:Regulation|Decision|Directive)\s+"
    r"(?:\((?:EU|EC|CFSP|Euratom)\)\s+)?(?:No\.?\s+)?\d{2,4}/\d{2,4}(?:/[A-Z]{2,5})?"
)
_WORD = r"(?:(?:[A-Z]\.){2,}[-–])?[A-Z][\w’'&-]+"
_TITLED = re.compile(
    rf"(?<![\w’'])(?:{_WORD}\s+(?:\([A-Z]{{2,6}}\)\s+)?(?:(?:and|of|for|on|to|in|the|Through|through)\s+)*){{1,8}}"
    r"(?:Act|Treaty|Convention|Accords?|Protocol|Pact|Bill|Agreements?|Framework|Compact|Arrangement|Deal|Declaration|"
    r"Memorandum(?:\s+of\s+(?:Understanding|Cooperation|Co-operation|Agreement))?)\b(?!\s+of\s+Congress)"
)
#: What is called by where it was signed: "the 2022 Pretoria agreement".
_PLACED = re.compile(
    rf"(?<=[Tt]he\s)(?:\d{{4}}\s+)?(?P<place>{_WORD}(?:\s+{_WORD})?)\s+(?P<what>agreements?|accords?|memorandum)\b"
)
#: Parts of words one of which stands in whatever a pattern finds: most texts have none and need no search.
_PARTS = {
    _RESOLUTION: ("esolution", "UNSCR"),
    _ORDER: ("Executive", "E.O.", "EO"),
    _ACT: ("Regulation", "Decision", "Directive"),
    _TITLED: (
        *("Act", "Treaty", "Convention", "Accord", "Protocol", "Pact", "Bill", "Agreement", "Memorandum"),
        *("Framework", "Compact", "Arrangement", "Deal", "Declaration"),
    ),
    _PLACED: ("agreement", "accord", "memorandum"),
}
#: A year before `treaty`; words by which any treaty is called.
_DATED = re.compile(r"(?:18|19|20)\d\d")
_TREATIES = frozenset({"treaty", "pact", "accord"})
#: Words that with `the` begin a phrase of its own behind a name.
_LEADING = frozenset({"through", "in", "and"})
_NEAR = 10
#: Last words of titles that are treaties only where they are signed.
_SIGNED = frozenset({"Framework", "Compact", "Arrangement", "Deal", "Declaration"})
_OPENING = frozenset(
    {"The", "A", "An", "This", "That", "Under", "In", "By", "But", "And", "Its", "Their", "Our", "Today", "When"}
)


@dataclass(frozen=True, slots=True)
class Named:
    """An instrument named at characters `start` to `end`: what it is, and what its name says of it.

    `placed` is one that is only called by a place.
    """

    start: int
    end: int
    kind: str
    name: str
    number: str = ""
    body: str = ""
    placed: bool = False


def named(text: str) -> Iterator[Named]:
    """Everything in a text that names one instrument by number or title; may overlap."""
    for match in _matches(_RESOLUTION, text):
        yield from _resolutions(match)
    for match in _matches(_ORDER, text):
        number = match["number"]
        yield Named(match.start(), match.end(), "sanctions", f"Executive Order {number}", number, "United States")
    for match in _matches(_ACT, text):
        name = " ".join(match[0].split())
        yield Named(match.start(), match.end(), "sanctions", name, name.split()[-1], "European Union")
    for match in _matches(_TITLED, text):
        written = list(re.finditer(r"\S+", match[0]))
        words = _own_words([word[0] for word in written])
        while words and words[0].capitalize() in _OPENING:
            words.pop(0)
        if len(words) > 1:
            start = match.start() + written[-len(words)].start()
            # Without an acronym within, as in "Coastal Fisheries (CF) Treaty".
            yield Named(start, match.end(), "treaty", " ".join(w for w in words if not w.startswith("(")))
    for match in _matches(_PLACED, text):
        yield Named(match.start("place"), match.end(), "treaty", f"{match['place']} {match['what']}", placed=True)


def _own_words(words: list[str]) -> list[str]:
    """The words of a title without what it stands behind: `[sanctions on Chad] through the Special Economic Measures Act`."""
    start = max((i + 2 for i in range(len(words) - 2) if words[i] in _LEADING and words[i + 1] == "the"), default=0)
    return words[start:]


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    return pattern.finditer(text) if any(part in text for part in _PARTS[pattern]) else iter(())


def _resolutions(match: re.Match[str]) -> Iterator[Named]:
    body, plain = _body(match["body"] or ""), _YEAR.sub(lambda m: " " * len(m[0]), match["numbers"])
    found = list(_NUMBER.finditer(plain))
    for i, number in enumerate(found):
        start = match.start() if i == 0 else match.start("numbers") + number.start()
        start += len(match[0]) - len(match[0].lstrip()) if i == 0 else 0
        end = match.start("numbers") + number.end()
        yield Named(start, end, "resolution", f"{body} Resolution {number[0]}".strip(), number[0], body)


def _body(words: str) -> str:
    if re.search("Council|UNSC", words):
        return "UN Security Council"
    if re.search("Assembly|UNGA", words):
        return "UN General Assembly"
    return "" if re.fullmatch(_UN, words) else words.capitalize()


def spans(analysis: Analysis) -> Iterator[tuple[Span, Named]]:
    """The instruments that the article names by number or title, as whole tokens, longest first where they overlap."""
    taken: set[int] = set()
    for item in sorted(named(analysis.doc.text), key=lambda n: (n.start - n.end, n.start)):
        span = analysis.doc.around(item.start, item.end)
        if item.kind == "treaty" and is_title_case(span.root) and not _is_told(span.root.sent):
            continue  # "Chad and Mali Sign Health Memorandum" as a headline
        if item.kind == "treaty" and item.name.split()[-1] in _SIGNED and not _is_signed(span.root):
            continue
        if item.placed and any(t.ent_type_ != "LOC" or analysis.gazetteer.demonym(t.text) for t in span[:-1]):
            continue
        if taken.isdisjoint(range(span.start, span.end)):
            taken.update(range(span.start, span.end))
            yield span, item


def _is_told(sentence: Span) -> bool:
    """Whether a line in capitals is a sentence with a verb of its own, not a headline."""
    return any(t.pos_ == "VERB" and t.text.islower() for t in sentence)


def _is_signed(head: Token) -> bool:
    """Whether a document is told to be signed or to stand between some: what else is called a framework may be a plan."""
    above = [*children(head, "acl"), *([head.head] if relation(head) in {"obj", "nsubj"} else [])]
    between = any(preposition(c) == "between" for c in children(head, "nmod"))
    # "the Framework Kenya and Peru signed", of which the parser makes a list
    above += head.doc[head.i + 1 : min(head.i + _NEAR, head.sent.end)]
    return between or any(says(verb, rules()["sides"]["signing"]) for verb in above)


def name(analysis: Analysis) -> None:
    """Add the instruments that the article names by number or title, and their short names, with what is known of them."""
    for span, item in spans(analysis):
        if all(analysis.mention_at(i) is None or _is_actor(analysis, i) for i in range(span.start, span.end)):
            start, end = _free(analysis, span.start, span.end)
            if start < end:
                analysis.mention(start, end, (_numbered(analysis, item),), "pattern")
    _short(analysis)
    _complete(analysis)


def _short(analysis: Analysis) -> None:
    """`the treaty`, `this act`, `the 1987 pact`: the one instrument named before whose name ends so, or the one treaty."""
    named = [m for m in analysis.mentions if analysis.entities[m.keys[0]].type == "Resolution"]
    called = {key: analysis.entities[key] for mention in named for key in mention.keys}
    last = {key: {name.casefold().split()[-1] for name in (e.name, *e.aliases)} for key, e in called.items()}
    for token in analysis.doc.where(rules()["sides"]["titles"]) if named else ():
        dated = token.i > 1 and _DATED.fullmatch(token.doc[token.i - 1].text) is not None
        first = token.i - dated
        before = token.doc[first - 1].lower_ if first else ""
        bare = relation(token) != "compound" and not any(c.dep_ in {"amod", "compound", "nmod"} for c in token.children)
        if before not in {"the", "this"} or not bare or analysis.mention_at(token) is not None:
            continue
        earlier = {key for m in named if m.start < token.i for key in m.keys}
        fitting = {key for key in earlier if token.lower_ in last[key]}
        if not fitting and token.lower_ in _TREATIES:
            fitting = {key for key in earlier if called[key].kind == "treaty" and _TREATIES & last[key]}
        if len(fitting) == 1:
            analysis.mention(first, token.i + 1, tuple(fitting), "alias")


def _complete(analysis: Analysis) -> None:
    """Give instruments that the gazetteer knows their numbers, dates, bodies and targets."""
    for entity in [e for e in analysis.entities.values() if e.type == "Resolution"]:
        entry = analysis.gazetteer.lookup(entity.name)
        if entry is not None and entry.type == "Resolution":
            analysis.enter(entry)


def _is_actor(analysis: Analysis, index: int) -> bool:
    return all(analysis.entities[key].type == "Actor" for key in analysis.keys_at(index))


def _free(analysis: Analysis, start: int, end: int) -> tuple[int, int]:
    """The tokens behind the last mention in a span (`[Security Council] Resolution 1701`)."""
    for i in range(start, end):
        if analysis.mention_at(i) is not None:
            start = i + 1
    return start, end


def _numbered(analysis: Analysis, item: Named) -> str:
    entry = analysis.gazetteer.lookup(item.name)
    if (
        entry is None
        and item.kind == "resolution"
        and item.number.isdigit()
        and item.body in {"", "UN Security Council"}
    ):
        entry = analysis.gazetteer.lookup(f"UN Security Council Resolution {item.number}")
    if entry is not None and entry.type == "Resolution":
        return analysis.enter(entry).key
    if (
        item.kind == "resolution"
        and not item.body
        and item.number.isdigit()
        and "Security Council" in analysis.doc.text
    ):
        item = replace(item, name=f"UN Security Council Resolution {item.number}", body="UN Security Council")
    extra = {key: value for key, value in (("number", item.number), ("body", item.body)) if value}
    return analysis.add("Resolution", item.kind, item.name, (), **extra).key
