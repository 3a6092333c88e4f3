"""How each word of a sentence hangs on a trigger in the dependency tree, as one of a few hundred signatures.

A signature is the way from the trigger to the word: `<acl` climbs from the trigger by its own relation, `>obl:to` goes
down to a dependent with its preposition. Words inside a noun phrase share the signature of its head.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loaders.roles.labels import Span

#: Steps up, steps down, and both together beyond which a word counts as far.
MAX_UP, MAX_DOWN, MAX_STEPS = 3, 3, 4
FAR = "far"
TRIGGER = "trigger"
#: Ids: 0 for words outside the sentence, 1 for the trigger; then two for each signature (head, inner word).
OUTSIDE_ID, TRIGGER_ID, FIRST_ID = 0, 1, 2

_INNER = frozenset({"amod", "compound", "flat", "nummod", "det", "fixed", "goeswith", "case", "punct"})
_BARE = frozenset({"obl", "nmod"})
_PREPOSITIONS = frozenset(
    {"to", "from", "by", "for", "with", "of", "in", "between", "against", "on", "into", "at", "through", "via", "under"}
    | {"among", "toward", "towards", "without", "after", "as", "than", "’s", "'s", "per", "over"}
)


@dataclass(frozen=True, slots=True)
class Tree:
    """Heads (the root is its own head), relations and lower-case forms of a text's words."""

    heads: Sequence[int]
    deps: Sequence[str]
    forms: Sequence[str]


def signatures(tree: Tree, sentence: Span, trigger: Span) -> dict[int, tuple[str, bool]]:
    """Word -> signature, and whether it is an inner word of a phrase, for the words of the trigger's sentence."""
    children = _children(tree, sentence)
    top = _top(tree, trigger)
    found: dict[int, str] = dict.fromkeys(range(*trigger), TRIGGER)
    node, above, seen = top, "", {top}
    for up in range(MAX_UP + 1):
        _descend(tree, children, node, above, seen, found, min(MAX_DOWN, MAX_STEPS - up))
        parent = tree.heads[node]
        if parent == node or not sentence[0] <= parent < sentence[1] or up == MAX_UP:
            break
        above += "<" + tree.deps[node]
        found.setdefault(parent, above)
        seen.add(parent)
        node = parent
    out: dict[int, tuple[str, bool]] = {k: (signature, False) for k, signature in found.items()}
    for k in range(*sentence):
        if k not in out:
            host, inner = _host(tree, sentence, k)
            out[k] = (found.get(host, FAR), inner)
    return out


def ids(tree: Tree, sentence: Span, trigger: Span, known: Mapping[str, int]) -> dict[int, int]:
    """Word -> id of its signature; `known` numbers the signatures from 0."""
    far = known[FAR]
    found = {}
    for k, (signature, inner) in signatures(tree, sentence, trigger).items():
        found[k] = FIRST_ID + 2 * known.get(signature, far) + inner
    for k in range(*trigger):
        found[k] = TRIGGER_ID
    return found


def _children(tree: Tree, sentence: Span) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for k in range(*sentence):
        if tree.heads[k] != k:
            found[tree.heads[k]].append(k)
    return found


def _top(tree: Tree, trigger: Span) -> int:
    inside = range(*trigger)
    return next((k for k in inside if tree.heads[k] not in inside or tree.heads[k] == k), trigger[0])


def _descend(
    tree: Tree,
    children: Mapping[int, list[int]],
    node: int,
    above: str,
    seen: set[int],
    found: dict[int, str],
    depth: int,
) -> None:
    if not depth:
        return
    for child in children.get(node, ()):
        relation = tree.deps[child].partition(":")[0]
        if child in seen or relation in _INNER:
            continue
        below = f"{above}>{_label(tree, children, child)}"
        found.setdefault(child, below)
        _descend(tree, children, child, below, seen, found, depth - 1)


def _label(tree: Tree, children: Mapping[int, list[int]], k: int) -> str:
    relation = tree.deps[k]
    if relation.partition(":")[0] not in _BARE:
        return relation
    case = next((tree.forms[c] for c in children.get(k, ()) if tree.deps[c] == "case"), "")
    return f"{relation.partition(':')[0]}:{case if case in _PREPOSITIONS else ''}"


def _host(tree: Tree, sentence: Span, k: int) -> tuple[int, bool]:
    """The head of the noun phrase that a word is an inner part of."""
    inner = False
    while tree.deps[k].partition(":")[0] in _INNER and tree.heads[k] != k:
        k, inner = tree.heads[k], True
        if not sentence[0] <= k < sentence[1]:
            break
    return k, inner
