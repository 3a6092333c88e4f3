"""How sure a statement is: from negation, modals, conditions and the predicates that govern it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from graph.vocabulary import weaker
from loaders.reading import certainty_lexicon
from loaders.reading.structure import children, coordination_head, preposition, relation, shares_negation

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.analysis import Analysis

#: Relations through which a statement lies in the scope of its head.
_SCOPE = frozenset(
    {
        "ccomp",
        "xcomp",
        "csubj",
        "nsubj",
        "obj",
        "iobj",
        "obl",
        "nmod",
        "compound",
        "amod",
        "conj",
        "appos",
        "acl",
        "advcl",
    }
)
_ARGUMENTS = ("nsubj", "obj", "iobj", "obl")
#: Prepositions with whose gerund a predicate is completed: `accused of arming`, `charged with selling`.
_COMPLETING = frozenset({"by", "of", "from", "about", "in", "with"})
#: How many tokens before a predicate a phrase may end that tells how sure it is, and how many it has at most.
_REACH, _PHRASE = 4, 3
#: Relations of what somebody binds himself to.
_BOUND = frozenset({"xcomp", "ccomp", "advcl"})
_STOPS = frozenset({".", "?", "!"})
_WH_WORDS = frozenset({"WRB", "WP", "WDT"})
#: Relations of a noun that is spoken of in passing, whatever is said or asked of it.
_IN_PASSING = frozenset({"obl", "nmod", "compound"})


def judge(analysis: Analysis, token: Token | int, *, refusals: bool = False) -> str:
    """How sure the statement is whose trigger is `token`: asserted, probable, possible, doubted or denied.

    Looks at the trigger and at every predicate whose scope holds it, up to the sentence's root. What a speaker's cue
    does to the content (`Voice.certainty`) comes on top; the weaker of the two holds. With `refusals` a negation that
    makes the statement a refusal (`will not sell`) is left out, as the statement is then that something is refused.
    """
    token = analysis.doc[token] if isinstance(token, int) else token
    return judge_token(token, refusals=refusals)


def judge_token(token: Token, *, refusals: bool = False, within: tuple[int, int] | None = None) -> str:
    """`judge` on a bare parse; with `within` only by the predicates that stand in that range of tokens."""
    certainty = weaker("possible" if _asked(token) else "asserted", _phrased(token))
    below: Token | None = None
    for node in scope(token):
        if below is not None and (_in_passing(node, below) or (within and not within[0] <= node.i < within[1])):
            break
        certainty = _combine(certainty, _own(node, below, refusals=refusals), node, below)
        below = node
    return weaker(certainty, _purposed(below)) if below is not None and not within else certainty


def _purposed(top: Token) -> str:
    """What the modal of a clause makes of what it would be for: `the money would go to firms to buy rice`."""
    aim = relation(top) == "advcl" and top.tag_ == "VB" and not children(top, "nsubj") and top.head.i < top.i
    cues = (_cue(c) for c in children(top.head, "aux")) if aim else ()
    return next((level for level in cues if level != "asserted"), "asserted")


def _phrased(token: Token) -> str:
    """What a phrase says that stands before a predicate, whatever the parser hangs it on: `Cuba in all likelihood sold`."""
    start = token.i
    while start > max(token.sent.start, token.i - _REACH) and token.doc[start - 1].pos_ not in {
        "VERB",
        "NOUN",
        "PROPN",
    }:
        start -= 1
    # The noun of a phrase ends the walk: `in all likelihood`.
    stretch = " ".join(t.lower_ for t in token.doc[max(token.sent.start, start - _PHRASE) : token.i] if not t.is_punct)
    return next(
        (level for phrase, level in certainty_lexicon.cues().phrases.items() if f" {phrase} " in f" {stretch} "),
        "asserted",
    )


def of_side(noun: Token, *, stopped: bool = False) -> str:
    """How sure a statement is by the phrase of a noun that takes part in it.

    `Lent to Peru, not to Chile` denies the loan to Chile, `whoever buys any oil` says of nobody that he does; where it is
    `stopped`, to any is to all.
    """
    before = [t.lower_ for t in noun.doc[max(noun.sent.start, noun.left_edge.i - 2) : noun.i]]
    corrected = any(pair in {("rather", "than"), ("instead", "of")} for pair in pairwise(before))
    apart = relation(noun) in {"conj", "appos", "obl", "nmod"}
    opened = any(c.lower_ == "not" and not _not_only(c) for c in noun.children if c.i < noun.i)
    if corrected or (apart and opened):
        return "denied"
    return "possible" if not stopped and any(c.lower_ == "any" for c in children(noun, "det")) else "asserted"


def is_denial(token: Token) -> bool:
    """Whether a predicate denies what it governs: `denies having sold`."""
    return certainty_lexicon.cues().governors.get(token.lower_) == "denied"


def refused(token: Token) -> bool:
    """Whether a negated future or permission tells a refusal: `will not sell`, `may no longer be sold`, `no firm may`."""
    cues = certainty_lexicon.cues()
    if any(c.lower_ in cues.not_any_more for c in children(token, "advmod")) or _is_forsworn(token):
        return True
    return any(c.lower_ in cues.refusing for c in children(token, "aux")) and is_denied_here(token)


def _is_forsworn(token: Token) -> bool:
    """Whether somebody binds himself not to do it: `agreed not to sell`, `vowed never to buy`."""
    cues = certainty_lexicon.cues()
    if token.tag_ not in {"VB", "VBG"} or token.head.lower_ not in cues.forswearing or relation(token) not in _BOUND:
        return False
    return any(t.lower_ in cues.negations for t in token.doc[max(token.head.i + 1, token.i - _REACH) : token.i])


def is_permission(node: Token) -> bool:
    """Whether a predicate lets happen what it governs, so that its refusal stops it: `will not allow the export`."""
    return node.lower_ in certainty_lexicon.cues().permitting


def leaves_open(node: Token) -> bool:
    """Whether a predicate's negation leaves open what it governs: `has not confirmed`, `did not rule out`."""
    return node.lower_ in certainty_lexicon.cues().left_open and is_denied_here(node)


def lets_go_on(node: Token) -> bool:
    """Whether a predicate says of a stop that there was none: `has not stopped buying`."""
    cues = certainty_lexicon.cues()
    if node.pos_ == "NOUN" and node.lower_ in cues.stops:
        return any(c.lower_ in cues.determiners for c in children(node, "det"))  # "there is no ban on exports"
    if node.lower_ not in cues.ceasing or node.pos_ not in {"VERB", "AUX"}:
        return False
    return is_denied_here(node) or (relation(node) == "conj" and is_denied_here(coordination_head(node)))


def _in_passing(node: Token, below: Token) -> bool:
    """Whether what is said of a noun is not that it happened: `sales never rose`, `the sale is no secret`."""
    cues = certainty_lexicon.cues()
    if relation(below) != "nsubj" or below.pos_ != "NOUN" or any(c.lower_ in cues.main_modals for c in node.children):
        return False
    if node.pos_ == "VERB":
        return not _passive(node) and node.lower_ not in cues.occurrences
    return bool(children(node, "cop")) and _governs(node, below) == "asserted"


def _asked(token: Token) -> bool:
    """Whether a question leaves the statement open; `why` and `how` presuppose it, and so does a noun in passing."""
    sentence = token.sent
    end = next((t for t in token.doc[token.i : sentence.end] if t.text in _STOPS), None)
    if end is None or end.text != "?":
        return False
    start = next((t.i for t in reversed(token.doc[sentence.start : token.i]) if t.text in _STOPS), sentence.start - 1)
    opening = next((t for t in token.doc[start + 1 : token.i + 1] if not t.is_punct and not t.is_space), token)
    definite = any(c.lower_ in {"the", "these", "those", "this"} for c in children(token, "det"))
    passing = token.pos_ == "NOUN" and (
        relation(token) in _IN_PASSING or definite or bool(children(token, "nmod:poss"))
    )
    *_, top = scope(token)
    return opening.tag_ != "WRB" and not passing and relation(top) != "acl"


def scope(token: Token) -> Iterator[Token]:
    """The token and the predicates in whose scope it stands, nearest first."""
    while True:
        yield token
        head, how = token.head, relation(token)
        if head.i == token.i or how not in _SCOPE or not _in_scope(token, head):
            return
        token = head


def _in_scope(token: Token, head: Token) -> bool:
    how = token.dep_
    if how == "acl:relcl":
        return False
    if relation(token) == "advcl":
        completing = token.tag_ == "VBG" and any(c.lower_ in _COMPLETING for c in children(token, "mark", "case"))
        particle = [c.i for c in children(head, "compound") if c.i == head.i + 1 and c.tag_ == "RP"]
        # "ruled out selling", which parsers call adverbial.
        behind = token.tag_ == "VBG" and token.left_edge.i == max([head.i, *particle]) + 1
        return completing or behind or _complement(token) or falls_short(head, token)
    if how == "acl":
        cues = certainty_lexicon.cues()
        return head.lemma_.lower() in cues.content_nouns or head.lower_ in cues.nobody
    if how == "appos":
        # "Chad, a buyer of tanks, has no money" does not deny that it buys.
        return head.pos_ != "PROPN"
    if how == "conj":
        # A clause with its own subject stands on its own, and so does `did not list them but named three`.
        anew = token.tag_ in {"VBD", "VBZ", "VBP"} and head.tag_ == "VB"
        return not anew and not children(token, "nsubj", "csubj")
    return True


def _complement(clause: Token) -> bool:
    """An infinitive that completes an adjective (`unlikely to sell`), whatever its relation is called."""
    return clause.head.pos_ == "ADJ" and clause.tag_ == "VB" and bool(children(clause, "mark"))


def _combine(certainty: str, own: str, node: Token, below: Token | None) -> str:
    """A denied denial or doubt is not a denial; otherwise the weaker holds."""
    if (
        own == "denied"
        and below is not None
        and certainty in {"denied", "doubted"}
        and relation(below) != "conj"  # "has neither bought nor sold"
        and _governs(node, below) == "asserted"
    ):
        return "possible" if certainty == "denied" else "probable"
    return weaker(certainty, own)


def _own(node: Token, below: Token | None, *, refusals: bool = False) -> str:
    """What a node itself does to what it governs (`below`), or to itself."""
    cues = certainty_lexicon.cues()
    refusal = refusals and (below is None or is_permission(node)) and refused(node)
    # "had nothing to do with the sale"
    found = "denied" if below is not None and node.lower_ in cues.nobody and relation(below) == "acl" else "asserted"
    for child in node.children:
        found = weaker(found, _cue(child, modals=not refusal))
    if not refusal and is_denied_here(node, below) and not (below is not None and _withstands(node, below)):
        found = weaker(found, "denied")
    if _conditional(node, below):
        found = weaker(found, "possible")
    governed = "asserted" if below is None else _governs(node, below)
    if governed == "probable" and any(c.lower_ == "few" and not children(c, "det") for c in children(node, "nsubj")):
        return "doubted"  # "few believe that ..."
    unproven = below is not None and relation(below) == "obj" and below.lemma_.lower() in cues.evidence
    if found == "denied" and below is not None and (leaves_open(node) or unproven):
        return "possible"
    if found == "denied" and governed in {"denied", "doubted"}:
        return "possible" if governed == "denied" else "asserted"
    if found == "denied" and governed == "asserted" and node.lemma_.lower() in cues.evidence:
        return "doubted"
    if found == "denied" and governed in {"possible", "probable"}:
        return "doubted"
    return weaker(found, governed)


def falls_short(node: Token, below: Token) -> bool:
    """Whether a predicate tells that it did not come to what it governs: `stopped short of selling`, `came close to buying`."""
    pairs = certainty_lexicon.cues().short_of.get(node.lower_, frozenset())
    return below.tag_ == "VBG" and any(c.lower_ in pairs and node.i < c.i < below.i for c in children(node, "advmod"))


def _withstands(node: Token, below: Token) -> bool:
    """Whether what a negated predicate governs holds all the same: `did not say where it sold`, `has not stopped selling`."""
    from_it = relation(below) == "advcl" and any(c.lower_ == "from" for c in children(below, "mark", "case"))
    ceased = lets_go_on(node) and (relation(below) in {"xcomp", "obj", "ccomp", "nmod", "acl"} or from_it)
    embedded = relation(below) in {"ccomp", "advcl", "xcomp"} and any(
        c.tag_ in _WH_WORDS and c.i < below.i and c.lower_ != "that" for c in below.children
    )
    # "was not happy to sell" grants nothing.
    factive = node.lower_ in certainty_lexicon.cues().factive and below.tag_ != "VB"
    granted = factive and relation(below) in {"ccomp", "xcomp", "obj", "advcl", "obl"}
    return embedded or ceased or granted


def _cue(child: Token, *, modals: bool = True) -> str:
    cues, how = certainty_lexicon.cues(), relation(child)
    if how == "aux":
        main = relation(child.head) in {"root", "ROOT", "parataxis", "advcl", "conj"}
        modal = cues.modals.get(child.lower_) or (main and cues.main_modals.get(child.lower_)) or "asserted"
        return modal if modals else "asserted"
    if how == "amod" and child.head.pos_ == "NOUN":
        return cues.adjectives.get(child.lower_, "asserted")
    if how in {"advmod", "discourse", "obl"}:
        phrase = cues.phrases.get(" ".join(t.lower_ for t in child.subtree if not t.is_punct))
        level = phrase or (cues.adverbs.get(child.lower_, "asserted") if how != "obl" else "asserted")
        return "asserted" if level == "denied" else level
    return "asserted"


def is_denied_here(node: Token, below: Token | None = None) -> bool:
    """Whether a predicate or noun is negated by a particle, a negative determiner or a negative argument.

    The argument `below` is left out: its own negation counts where it stands ("there is no evidence that").
    """
    cues = certainty_lexicon.cues()
    if shares_negation(node):
        return True
    predicate = bool(children(node, "cop"))
    for child in node.children:
        how = relation(child)
        if how in {"advmod", "cc", "det", "neg"} and child.lower_ in cues.negations | cues.determiners:
            if not _not_only(child):
                return True
        elif (how == "advmod" and cues.adverbs.get(child.lower_) == "denied") or (
            how in _ARGUMENTS and (node.pos_ != "NOUN" or predicate) and child != below and _nobody(child)
        ):
            return True
    return False


def _not_only(negation: Token) -> bool:
    after = negation.nbor() if negation.i + 1 < len(negation.doc) else negation
    return after.lower_ in {"only", "just", "merely", "least"}


def _nobody(argument: Token) -> bool:
    cues = certainty_lexicon.cues()
    case = preposition(argument)
    if (argument.lower_ == "nothing" and case == "for") or (relation(argument) == "obl" and case == "with"):
        # "sold it for nothing" tells the price, "with no details" only adds something.
        return False
    if relation(argument) == "obl" and case is None:
        # "no matter where they live", "no doubt" say nothing of the deed.
        return argument.lower_ in cues.nobody
    return argument.lower_ in cues.nobody or any(
        c.lower_ in cues.determiners or (c.lower_ == "not" and c.i == argument.left_edge.i)
        for c in argument.children
        if relation(c) in {"det", "advmod", "cc"}
    )


def _conditional(node: Token, below: Token | None) -> bool:
    """Whether a predicate opens with `if`, or depends on a clause that does; what has happened depends on none."""
    cues = certainty_lexicon.cues()
    if any(c.lower_ in cues.marks and c.lower_ != "until" for c in children(node, "mark")):
        return True
    if below is None and relation(node) == "advcl" and node.tag_ == "VBN" and _condition(node):
        return True  # "Had Peru sold the tanks, ..."
    if below is None and _awaited(node):
        return True
    modal = bool([c for c in children(node, "aux") if c.tag_ == "MD"])
    if not modal and (below is not None or node.tag_ in {"VBD", "VBN"}):
        return False
    return any(_condition(clause) for clause in children(node, "advcl"))


def _awaited(verb: Token) -> bool:
    """Whether something else waits for what a verb tells: `it will stop when Chile sells`, `would end on the day Chile sold`."""
    cues, above = certainty_lexicon.cues(), verb.head
    if verb.dep_ == "acl:relcl" and above.lower_ in cues.times:
        above = above.head
    elif relation(verb) != "advcl" or not any(
        c.lower_ in cues.awaiting for c in children(verb, "advmod", "mark", "obl") if c.i < verb.i
    ):
        return False
    return any(c.lower_ in cues.modals_ahead for c in children(above, "aux"))


def _condition(clause: Token) -> bool:
    cues = certainty_lexicon.cues()
    if any(c.lower_ in cues.main_marks for c in children(clause, "mark")):
        return True
    subjects = children(clause, "nsubj", "nsubj:pass")
    return bool(subjects) and any(
        c.lower_ in cues.inversions and c.i < subjects[0].i for c in children(clause, "aux", "cop")
    )


def _governs(node: Token, below: Token) -> str:
    """What a predicate does to its complement: `doubt` makes it doubted."""
    cues = certainty_lexicon.cues()
    how = relation(below)
    lemma = node.lower_ if node.lower_ in cues.governors or node.lower_ in cues.denying else node.lemma_.lower()
    if falls_short(node, below):
        return "denied"
    apart = how in {"conj", "appos"} or (how == "advcl" and below.tag_ != "VBG")
    if apart or (how == "nsubj" and node.pos_ in {"VERB", "AUX"} and not _passive(node)):
        return "asserted"
    if below.lemma_.lower() in cues.content_nouns and lemma in cues.denying and how == "obj":
        return "denied"
    if lemma in cues.passive_probable and how in {"xcomp", "ccomp", "csubj"} and _passive(node):
        return "probable"
    if (
        lemma in {"have", "be"}
        and how in {"xcomp", "ccomp"}
        and any(c.lower_ == "yet" and node.i < c.i < below.i for c in (*node.children, *below.children))
    ):
        # "has yet to pay": it has not; "has yet to say whether it paid": who knows.
        return "possible" if below.lower_ in cues.left_open else "denied"
    level = cues.governors.get(lemma, "asserted")
    if how in {"obl", "nmod"} and node.pos_ == "VERB":
        return "asserted"  # "denied it during a sale", "the blame lies with the sale"
    return level


def _passive(node: Token) -> bool:
    return bool(children(node, "nsubj:pass", "aux:pass", "csubj:pass"))
