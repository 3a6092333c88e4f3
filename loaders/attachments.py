"""What a dependency tree of English may not say, mended: a parser decides word by word and knows no such rules.

The relations are those of Universal Dependencies 2, whose guidelines are the source of every rule here: a verb has one
subject, the complement of a raising verb has none of its own, a relative clause modifies a noun and holds its pronoun, a
noun has one preposition, and a clause with `that` behind a verb is that verb's. A mended tree is a tree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loaders.parsed import Token

_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "SYM"})
_WITHIN_NAMES = frozenset({"flat", "compound", "nummod"})
_RELATIVE = frozenset({"WDT", "WP"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "expl"})
_OBJECTS = frozenset({"obj", "iobj"})
_CASES = frozenset({"case"})
#: Verbs that have an object as passives, too: `Chad given three ferries`.
_GIVING = frozenset(
    {
        "given",
        "awarded",
        "granted",
        "offered",
        "sent",
        "paid",
        "handed",
        "denied",
        "promised",
        "told",
        "asked",
        "shown",
        "lent",
    }
)
#: How many tokens behind a preposition its noun stands at most, where the parser looks for it in front.
_PHRASE = 5
#: Prepositions between a sum or number and what it consists of: `$5 million in aid`.
_CONSISTING = frozenset({"in", "of"})


@dataclass(frozen=True, slots=True)
class _Tree:
    """The tokens of a text and the dependents of each, by its index, as they were before the rule at work."""

    tokens: Sequence[Token]
    below: Mapping[int, list[Token]]


def mend(tokens: Sequence[Token]) -> None:
    """Correct `head` and `dep_` of the tokens of a text in place; `children` and edges are not read and not written."""
    tree = _tree(tokens)
    heads = [token.head for token in tokens]
    for relations, rule in _RULES:
        for token in tokens:
            if token.dep_ in relations and token.head is not token:
                rule(token, tree)
        hung = [token.head for token in tokens]
        if hung != heads:
            tree, heads = _tree(tokens), hung


def _tree(tokens: Sequence[Token]) -> _Tree:
    below: dict[int, list[Token]] = defaultdict(list)
    for token in tokens:
        if token.head is not token:
            below[token.head.i].append(token)
    return _Tree(tokens, below)


def _hang(token: Token, head: Token, relation: str) -> None:
    """Tie a token to another head, unless that stands below it."""
    if head is not token and not _under(head, token):
        token.head, token.dep_ = head, relation


def _labelled(tokens: Iterable[Token], labels: frozenset[str]) -> list[Token]:
    return [t for t in tokens if t.dep_ in labels]


def _object_called_subject(token: Token, tree: _Tree) -> None:
    """`Chad` in `was providing Chad with rice`, where the verb has its subject already."""
    verb = token.head
    if verb.pos_ != "VERB" or token.i < verb.i:
        return
    around = tree.below[verb.i]
    told = next((t for t in around if t.dep_ == "ccomp" and t.i > token.i), None)
    if told is not None and _opens(token, told, tree):
        # "announced Tuesday it would sell rice"
        _hang(token, told, "nsubj")
        return
    ahead = [t for t in around if t.dep_ == "nsubj" and t.i < verb.i]
    blocked = any(t.dep_ in {"aux:pass", "cop"} for t in around) or any(
        t.is_punct and t.text != "-" for t in tree.tokens[verb.i : token.i]
    )
    if ahead and not blocked:
        token.dep_ = "iobj" if any(t.dep_ == "obj" and t.i > token.i for t in around) else "obj"


def _opens(token: Token, clause: Token, tree: _Tree) -> bool:
    """Whether a word stands where the subject of a clause that has none does: straight before its verbs."""
    between = tree.tokens[token.i + 1 : clause.i]
    verbs = {t.i for t in tree.below[clause.i] if t.dep_.startswith(("aux", "cop")) or t.pos_ == "ADV"}
    finite = bool(between) and between[0].tag_ in {"MD", *_FINITE}
    return finite and all(t.i in verbs for t in between) and not _labelled(tree.below[clause.i], _SUBJECTS)


def _sayer_in_quotation(token: Token, tree: _Tree) -> None:
    """`“They owe us,” the minister, Ama Mensah, said`: who stands behind the quotation is the subject of `said`."""
    quoted = token.head
    behind = quoted.i < token.i and any(t.is_punct for t in tree.tokens[quoted.i : token.i])
    if not behind or token.i + 2 >= len(tree.tokens) or tree.tokens[token.i + 1].text != ",":
        return
    name, saying = tree.tokens[token.i + 2], quoted.head
    if name.dep_ == "nsubj" and name.head.i > name.i:
        _hang(token, name.head, "nsubj")
        _hang(name, token, "appos")
    elif name.head is token and saying.i > name.i and not _labelled(tree.below[saying.i], _SUBJECTS):
        _hang(token, saying, "nsubj")


def _subject_of_complement(token: Token, tree: _Tree) -> None:
    """`Chad` in `helped Chad recover`, `asked Chad to sell`: the object of the first verb."""
    verb, above = token.head, token.head.head
    raised = verb.dep_ == "xcomp" and verb.pos_ == "VERB" == above.pos_
    if raised and above.i < token.i < verb.i and not _labelled(tree.below[above.i], _OBJECTS):
        _hang(token, above, "obj")


def _strayed_preposition(token: Token, tree: _Tree) -> None:
    """`of` in `a diplomat of Chad bought rifles`, given to a noun beyond the verb, or to the one before it."""
    if token.tag_ not in {"IN", "TO"} or token.head.i == token.i + 1:
        return
    if not any(t.pos_ == "VERB" for t in tree.tokens[token.i : token.head.i]) and token.head.i > token.i:
        return
    for noun in tree.tokens[token.i + 1 : max(token.head.i, token.i + _PHRASE)]:
        if noun.pos_ in {"VERB", "AUX", "ADP", "PUNCT"}:
            return
        bare = noun.pos_ in _NOMINAL and noun.dep_ in {"nmod", "obl"} and noun is not token.head
        if bare and noun.head is not token.head and not _labelled(tree.below[noun.i], _CASES):
            _hang(token, noun, "case")
            return


def _case_of_next(token: Token, tree: _Tree) -> None:
    """`according to` before `the data firm Calado, a little less than in May`, given to a noun behind the comma."""
    if token.lower_ != "according" or token.head.i < token.i:
        return
    between = tree.tokens[token.i + 2 : token.head.i]
    comma = next((t.i for t in between if t.text == ","), None)
    nouns = [t for t in between if comma is not None and t.i < comma and t.pos_ in _NOMINAL and t.head.i < token.i]
    if len(nouns) == 1 and not _labelled(tree.below[nouns[0].i], _CASES):
        _hang(token, nouns[0], "case")


def _case_of_pronoun(token: Token, tree: _Tree) -> None:
    """`for` in `paid for them in gold`, given to the noun of the next preposition."""
    pronoun = tree.tokens[min(token.i + 1, len(tree.tokens) - 1)]
    beyond = token.head.i > pronoun.i and pronoun.head is token.head.head
    if beyond and pronoun.tag_ == "PRP" and pronoun.dep_ in {"obl", "obj"}:
        _hang(token, pronoun, "case")


def _case_of_name(token: Token, tree: _Tree) -> None:
    """`for` in `a warrant for rebel leader Joseph Banda`, given to the name, which only explains the noun before it."""
    name, noun = token.head, token.head.head
    explains = name.dep_ in {"appos", "flat"} and token.i < noun.i < name.i
    if explains and not _labelled(tree.below[noun.i], _CASES):
        _hang(token, noun, "case")


def _listed_participle(token: Token, tree: _Tree) -> None:
    """`given` in `has condemned the war, given Chad aid and joined`: one of the coordinated verbs."""
    verb = token.head
    if token.tag_ != "VBN" or verb.tag_ not in {"VBN", "VBD"} or token.i < verb.i:
        return
    later = [t for t in tree.below[verb.i] if t.dep_ == "conj" and t.i > token.i and t.tag_ in {"VBN", "VBD"}]
    own = [t for t in tree.below[token.i] if t.dep_ in {"obj", "iobj"}]
    if later and own and not any(t.dep_ in {"mark", "case", "advmod"} for t in tree.below[token.i]):
        token.dep_ = "conj"


def _split_name(token: Token, tree: _Tree) -> None:
    """`UN` in `a UN report said`, where both words are called the subject."""
    following = tree.tokens[token.i + 1] if token.i + 1 < len(tree.tokens) else token
    both = following.dep_ == "nsubj" and token.head is following.head and token.i < token.head.i
    if both and token.pos_ == "PROPN" and following.pos_ in {"NOUN", "PROPN"}:
        _hang(token, following, "compound")


def _finite(verb: Token) -> bool:
    """Whether a verb has a tense, or would have one but for its tag: the root of a sentence."""
    return verb.tag_ in _FINITE or (verb.tag_ == "VBN" and verb.head is verb)


def _second_subject(token: Token, tree: _Tree) -> None:
    """`Mali` in `states, among them Mali, sent rice`: what stands behind the subject and a comma describes it."""
    if token.pos_ not in {"NOUN", "PROPN"} or token.i > token.head.i:
        return
    ahead = [t for t in tree.below[token.head.i] if t.dep_ == "nsubj" and t.i < token.i and t.pos_ in {"NOUN", "PROPN"}]
    start = next((i for i in range(token.i, 0, -1) if tree.tokens[i - 1].text == ","), 0)
    if ahead and ahead[0].i < start and all(_under(t, token) for t in tree.tokens[start : token.i]):
        _hang(token, ahead[0], "appos")


def _under(token: Token, head: Token) -> bool:
    """Whether a token stands below another."""
    while token.head is not token:
        token = token.head
        if token is head:
            return True
    return False


def _bare_subject(token: Token, tree: _Tree) -> None:
    """`Chad` in `For years Chad armed`, where the verb has no subject and the name no preposition."""
    verb = next((t for t in tree.tokens[token.i + 1 : token.i + 3] if t.pos_ != "ADV"), token)
    named = token.pos_ == "PROPN" or (token.pos_ == "NOUN" and token.text.istitle() and not tree.below[token.i])
    if not named or not _finite(verb):
        return
    own = verb.pos_ == "VERB" and verb in (token.head, token.head.head)
    if own and not _labelled(tree.below[verb.i], _SUBJECTS) and not any(t.dep_ == "case" for t in tree.below[token.i]):
        _hang(token, verb, "nsubj")


def _active_subject(token: Token, tree: _Tree) -> None:
    """`Chad` in `Chad suspended 30 licences`, taken for a passive's subject: a passive has no object, but of giving."""
    verb = token.head
    below = tree.below[verb.i]
    bare = verb.tag_ == "VBN" and verb.head is verb and not any(t.dep_.startswith("aux") for t in below)
    if bare and verb.lower_ not in _GIVING and any(t.dep_ == "obj" and t.i > verb.i for t in below):
        _hang(token, verb, "nsubj")


def _clause_behind_verb(token: Token, tree: _Tree) -> None:
    """`believe that Chad won`: the clause is the verb's before `that`."""
    clause = token.head
    if token.lower_ != "that" or clause.dep_ not in {"ccomp", "advcl", "parataxis"}:
        return
    verb = tree.tokens[token.i - 1]
    if verb.pos_ == "VERB" and verb is not clause.head and clause.i > token.i:
        _hang(clause, verb, "ccomp")


def _clause_on_pronoun(token: Token, tree: _Tree) -> None:
    """`a treaty for which Chad voted`: the pronoun is the clause's, the clause the noun's."""
    pronoun = token.head
    if pronoun.tag_ not in _RELATIVE or pronoun.lower_ == "what" or pronoun.i > token.i:
        return
    index = pronoun.i - 1
    while index > 0 and (tree.tokens[index].dep_ == "case" or tree.tokens[index].is_punct):
        index -= 1
    noun = tree.tokens[index]
    while noun.dep_ in _WITHIN_NAMES and noun.head.i < pronoun.i:
        noun = noun.head
    if noun.pos_ in _NOMINAL:
        _hang(token, noun, "acl:relcl")
        if token.head is noun:
            _hang(pronoun, token, pronoun.dep_)


def _sum_of_something(case: Token, tree: _Tree) -> None:
    """`$5 million in aid`: the sum stands where the parser puts the aid, and the aid is part of it."""
    token = case.head
    if case.lower_ not in _CONSISTING or token.pos_ != "NOUN" or token.head is token:
        return
    beside = [*tree.below[token.i], *tree.below[token.head.i], token.head]
    sums = [t for t in beside if t.tag_ == "$" and t.i < case.i and t is not token]
    if not sums or sums[-1].i < case.i - 4:
        return
    money, relation = sums[-1], token.dep_
    if money.dep_ == "compound" and money.i < money.head.i < case.i:
        # "a $10 million fleet of ships"
        return
    if money.head is token:
        _hang(money, token.head, relation)
    if money.head is not token:
        for ahead in [t for t in tree.below[token.i] if t.i < money.i]:
            _hang(ahead, money, ahead.dep_)
        _hang(token, money, "nmod")


#: The rules in their order, each with the relations of the tokens that it is about.
_RULES: tuple[tuple[frozenset[str], Callable[[Token, _Tree], None]], ...] = (
    (frozenset({"nsubj"}), _sayer_in_quotation),
    (frozenset({"nsubj"}), _object_called_subject),
    (frozenset({"nsubj", "iobj"}), _subject_of_complement),
    (frozenset({"case"}), _strayed_preposition),
    (frozenset({"case"}), _case_of_next),
    (frozenset({"case"}), _case_of_name),
    (frozenset({"advcl"}), _listed_participle),
    (frozenset({"nsubj"}), _split_name),
    (frozenset({"nsubj"}), _second_subject),
    (frozenset({"obl:unmarked", "compound"}), _bare_subject),
    (frozenset({"nsubj:pass"}), _active_subject),
    (frozenset({"mark"}), _clause_behind_verb),
    (frozenset({"acl:relcl"}), _clause_on_pronoun),
    (frozenset({"case"}), _sum_of_something),
    (frozenset({"case"}), _case_of_pronoun),
)
