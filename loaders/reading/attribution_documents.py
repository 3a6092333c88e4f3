"""Texts that are one voice from end to end: briefings with the speaker's name before each turn, statements, speeches."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from loaders.reading.attribution_lexicon import documents, forms, is_role, roles
from loaders.reading.attribution_quotes import find as quotes
from loaders.reading.attribution_quotes import paragraphs
from loaders.reading.structure import children, conjuncts

if TYPE_CHECKING:
    from loaders.parsed import Doc, Token
    from loaders.reading.analysis import Analysis

#: The parts of a line of a text's head: between bars, or between commas.
_BARS, _COMMAS = re.compile(r"[^|\s](?:[^|]*[^|\s])?"), re.compile(r"[^|,\s](?:[^|,]*[^|,\s])?")
_TURN = re.compile(r"\s*((?:[A-Z][A-Z.’'\-]*\.?\s+){0,3}[A-Z][A-Z.’'\-]*)\s*:\s")

#: A question in the transcript of a briefing, whose other turns have names: `Q    Are you sending troops?`
_QUESTION = re.compile(r"\s*Q[.:]?\s+(?=[\"“(A-Z–—-])")

#: Words in a title that introduce what a statement is about.
_TOPIC = frozenset({"on", "regarding", "about", "at", "following", "after", "in"})

#: How many words a signature has at most; what it signs is longer.
_SIGNATURE = 30
#: How many lines or parts of lines a text's head has at most.
_HEAD = 12
_WE, _I = frozenset({"we", "our", "us"}), frozenset({"i", "my"})
#: In how many sentences at least a state's own text says `we`, and how often what the state does; once is enough where
#: `we` or `I` do something for it.
_OWN = 2
#: Words of a report, which is not a state's own text where it says `we` only once.
_SAID = frozenset({"said", "says", "told", "according"})

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Block:
    """Token ranges that one party speaks."""

    speakers: tuple[str, ...]
    ranges: tuple[Range, ...]
    rule: str


def find(analysis: Analysis) -> list[Block]:
    """Return who speaks a text by its head ("Statement by X on ...", "Press release") and the names before turns ("MR. X:")."""
    turns = _turns(analysis)
    blocks = [_around(block, turns) for block in _titled(analysis) or _headed(analysis)]
    named = [*blocks, *turns, *_signed(analysis)]
    return named or _official(analysis)


def _around(block: Block, turns: list[Block]) -> Block:
    """A text's block without the turns in it that have their own speakers."""
    ranges = list(block.ranges)
    for cut in (cut for turn in turns for cut in turn.ranges):
        ranges = [part for a, b in ranges for part in ((a, min(b, cut[0])), (max(a, cut[1]), b)) if part[0] < part[1]]
    return replace(block, ranges=tuple(ranges))


def states_of(analysis: Analysis, keys: tuple[str, ...], *, leaders: bool = False) -> tuple[str, ...]:
    """The states for which spokespersons and ministers among the speakers say "we", where the gazetteer knows them.

    With `leaders` also those of heads of state and government, whose administrations the title of a release names.
    """
    found: list[str] = []
    for key in keys:
        entry = analysis.gazetteer.lookup(analysis.entities[key].name)
        role = (entry.attribute("role") or "") if entry is not None else ""
        leads = role.startswith(("prime minister", "president", "chancellor"))
        if entry is not None and (leaders if leads else any(word in role for word in roles("mouthpieces"))):
            behind = analysis.gazetteer.lookup(entry.attribute("of") or "")
            if behind is not None and behind.kind in {"state", "bloc"}:
                found.append(analysis.add("Actor", behind.kind, behind.name).key)
    return tuple(dict.fromkeys(found))


def _titled(analysis: Analysis) -> list[Block]:
    title = analysis.article.title or ""
    start = analysis.article.text.find(title) if title else -1
    tokens = [t for t in analysis.doc if start <= t.idx < start + len(title)] if start >= 0 else []
    if not tokens:
        return []
    folded = title.casefold()
    topicless = folded.partition(": ")[2]  # "Iran: Statement by the High Representative"
    if any(text.startswith(kind) for text in (folded, topicless) for kind in roles("documents_title")):
        authors = _authors(tokens)
        bodies = frozenset({"bloc", "organisation", "state"})
        # "Joint Statement of the G7 Foreign Ministers": of a body's people the body is named.
        keys = _keys(analysis, authors, frozenset({"person"})) or _keys(analysis, authors, bodies)
    elif any(folded.startswith(kind) for kind in roles("releases")):
        subject = _subject(tokens)
        keys = _keys(analysis, subject, frozenset({"state", "organisation", "bloc"})) or states_of(
            analysis, _keys(analysis, subject, frozenset({"person"})), leaders=True
        )
    else:
        return []
    body = tokens[-1].i + 1
    return [Block(keys, ((body, len(analysis.doc)),), "title")] if keys and body < len(analysis.doc) else []


def _headed(analysis: Analysis) -> list[Block]:
    """A text whose head says that it is a press release, or a briefing by somebody: `Council of X | Press release | 3 May`."""
    parts = _head(analysis.article.text)
    labels = roles("releases") | roles("documents_head")
    released = any(text.casefold() in labels for _, _, text in parts)
    for start, end, text in parts:
        opening = re.match(r"(?:an?|the)?\s*(?:joint )?(\w+) (?:by|from) (?:the )?", text, re.IGNORECASE)
        authored = opening is not None and opening.group(1).casefold() in documents()
        first = start + (opening.end() if opening is not None and authored else 0)
        tokens = [t for t in analysis.doc if first <= t.idx < end and not t.is_space and t.lower_ != "the"]
        mention = analysis.mention_at(tokens[0]) if tokens and (released or authored) else None
        if mention is None or mention.end <= tokens[-1].i:
            continue
        keys = _keys(analysis, tokens, frozenset({"state", "organisation", "bloc", "group"}))
        body = next((t.i for t in analysis.doc if t.idx >= parts[-1][1] and not t.is_space), len(analysis.doc))
        if keys and body < len(analysis.doc):
            return [Block(keys, ((body, len(analysis.doc)),), "head")]
    return []


def _head(text: str) -> list[tuple[int, int, str]]:
    """Start, end and words of what stands in the lines above the first sentence, cut at `|`, in characters of the text."""
    parts: list[tuple[int, int, str]] = []
    for line in re.finditer(r"[^\n]+", text):
        if line.group().rstrip().endswith((".", "”", '"', ":")) or len(parts) >= _HEAD:
            break
        cut = _COMMAS if _labelled(line.group()) else _BARS
        found = cut.finditer(line.group())
        parts += [(line.start() + part.start(), line.start() + part.end(), part.group()) for part in found]
    return parts


def _labelled(line: str) -> bool:
    """Whether a line's first part says what the text is: `Briefing, Novi Institute, 3 May`."""
    return line.partition(",")[0].strip().casefold() in roles("documents_head")


def _authors(tokens: list[Token]) -> list[Token]:
    """What stands behind the last "by", "from" or "of" of a title, up to the subject that "on" introduces."""
    for wanted in ("by", "from", "of", "with"):
        opened = next((n for n, t in enumerate(tokens) if t.lower_ == wanted), None)
        if opened is not None:
            rest = tokens[opened + 1 :]
            # "by the High Representative on behalf of the EU on Mali"
            topics = (
                n
                for n, t in enumerate(rest)
                if t.lower_ in _TOPIC and (t.i + 1 == len(t.doc) or t.nbor().lower_ != "behalf")
            )
            stop = next(topics, len(rest))
            return rest[:stop]
    return []


def _subject(tokens: list[Token]) -> list[Token]:
    """What stands before the first finite verb of a title, behind its label's colon."""
    opened = next((n for n, t in enumerate(tokens) if t.text == ":"), -1)
    rest = tokens[opened + 1 :]
    stop = next((n for n, t in enumerate(rest) if t.pos_ in {"VERB", "AUX"}), 0)
    return rest[:stop]


def _keys(analysis: Analysis, tokens: list[Token], kinds: frozenset[str]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(key for t in tokens for key in analysis.keys_at(t) if analysis.entities[key].kind in kinds)
    )


def _turns(analysis: Analysis) -> list[Block]:
    """One block for every run of paragraphs from one speaker's name to the next."""
    doc = analysis.doc
    starts = [(first, _label(doc, first, last)) for first, last in paragraphs(doc)]
    if any(label for _, label in starts):
        starts = [(first, label or _question(doc, first)) for first, label in starts]
    marked = [(first, label) for first, label in starts if label]
    blocks = []
    for position, (first, label) in enumerate(marked):
        end = marked[position + 1][0] if position + 1 < len(marked) else len(doc)
        keys = _named(analysis, label)
        if keys or _is_questioner(label):
            blocks.append(Block(keys, ((first, end),), "turn"))
    return blocks


def _signed(analysis: Analysis) -> list[Block]:
    """Paragraphs below which their author's name and office stand alone, as in the press releases of governments."""
    doc = analysis.doc
    blocks = []
    for (first, last), (line, end) in pairwise(paragraphs(doc)):
        words = [t for t in doc[line:end] if not t.is_space]
        mention = analysis.mention_at(words[0]) if words else None
        if mention is None or analysis.entities[mention.keys[0]].kind != "person" or len(words) > _SIGNATURE:
            continue
        office = any(is_role(t, "officials") for t in doc[mention.end : end])
        finite = any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in words)
        if office and not finite and doc[mention.end].text == "," and last - first > _SIGNATURE:
            blocks.append(Block(mention.keys, ((first, last),), "signed"))
    return blocks


def _official(analysis: Analysis) -> list[Block]:
    """A text without heading that a state speaks as `we`: `The United States will stand by Peru. We have sent tents`.

    One sentence is enough where it tells what `we` or `I` do for the state (`Today I am announcing`) and nobody else speaks.
    """
    doc = analysis.doc
    quoted = {i for quotation in quotes(doc) for i in range(quotation.start, quotation.end)}
    acting: Counter[str] = Counter()
    authored = False
    states = {entity.name: entity.key for entity in analysis.entities.values() if entity.kind == "state"}
    for verb in doc.where(forms("official")):
        if verb.i in quoted:
            continue
        # Anybody delivers arms; who stands by somebody or condemns speaks for himself.
        weight = _OWN if verb.lower_ in forms("official", "stances") else 1
        for subject in children(verb, "nsubj"):
            acting.update(dict.fromkeys(_acting(analysis, states, subject), weight))
            authored = authored or subject.lower_ in _WE | _I
    state, times = acting.most_common(1)[0] if acting else ("", 0)
    authored = authored and not doc.where(_SAID)
    own = {t.sent.start for t in doc.where(_WE) if t.lower_ in _WE and t.text != "US" and t.i not in quoted}
    # Of several that act together "we" is all.
    single = 2 * times > acting.total() and analysis.entities[state].kind == "state"
    if not single or (not authored and min(len(own), times) < _OWN):
        return []
    return [Block((state,), ((0, len(doc)),), "we")]


def _acting(analysis: Analysis, states: dict[str, str], subject: Token) -> list[str]:
    """The states, blocs and bodies of a subject, of the bodies of one of the `states` (keys by name) the state."""
    keys = _keys(analysis, conjuncts(subject), frozenset({"state", "bloc", "organisation"}))
    homes = [(key, dict(analysis.entities[key].attributes).get("of")) for key in keys]
    return [states.get(home or "", key) for key, home in homes]


def _label(doc: Doc, first: int, last: int) -> str:
    found = _TURN.match(doc[first:last].text[:60])
    return found.group(1) if found else ""


def _question(doc: Doc, first: int) -> str:
    return "Q" if doc[first].text.startswith("Q") and _QUESTION.match(doc[first : first + 3].text) else ""


def _is_questioner(label: str) -> bool:
    return label.split()[-1].casefold().rstrip(".") in roles("questioners")


def _named(analysis: Analysis, label: str) -> tuple[str, ...]:
    """The person whose surname a turn's label ends in; nobody for `Q`."""
    surname = label.split()[-1].casefold()
    if _is_questioner(label):
        return ()
    for entity in sorted(analysis.entities.values(), key=lambda e: e.key):
        if entity.kind == "person" and entity.name.split()[-1].casefold() == surname:
            return (entity.key,)
    return ()
