"""Who does what a verb tells where the clause itself does not name him: antecedents of relative pronouns, control, owners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading.exchange_gaps import RELATIVE, company, named_in
from loaders.reading.exchange_lexicon import triggers
from loaders.reading.exchange_punished import charged, hit, punished
from loaders.reading.quantities import is_date
from loaders.reading.structure import (
    ancestors,
    children,
    coordination_head,
    is_passive,
    preposition,
    relation,
    whole_list,
)

if TYPE_CHECKING:
    from loaders.parsed import Token
    from loaders.reading.exchange_arguments import Arguments

#: Prepositions of whom somebody calls on, appeals to or pleads with.
_ASKED = frozenset({"on", "upon", "to", "with"})
#: How far up the tree a missing subject is looked for.
_REACH = 6


def is_marked(verb: Token) -> bool:
    """Whether a conjunction opens the verb's clause."""
    return bool(children(verb, "mark"))


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; any other token is its own antecedent."""
    whole = next((c for c in children(token, "nmod") if c.tag_ in RELATIVE and preposition(c) == "of"), None)
    if whole is not None:
        # "Chad and Niger, both of whom have", "its neighbours Chad and Niger, both of whom have"
        noun = coordination_head(antecedent(whole))
        return next((c for c in children(noun, "appos") if noun.tag_ == "NNS" and c.pos_ == "PROPN"), noun)
    if token.tag_ not in RELATIVE:
        return token
    if token.lower_ == "what":
        return _identified(token)
    clause = token.head
    for _ in range(_REACH):
        if clause.dep_ == "acl:relcl" and (near := _just_named(token, clause.head)) is not None:
            return near
        if clause.dep_ == "acl:relcl":
            listed = relation(clause.head) == "conj" and clause.head.tag_ == "NNS" and _behind_comma(token)
            first = coordination_head(clause.head)
            if relation(token) == "nsubj" and listed and first.tag_ == "NNS":
                # "rifles and 20 machine guns, which were sent"
                return first
            agreeing = _several(token, clause)
            return agreeing or (named_by(whole_list(clause.head)) if relation(token) == "nsubj" else clause.head)
        if clause.head.i == clause.i:
            break
        clause = clause.head
    return _preceding(token)


def _several(pronoun: Token, clause: Token) -> Token | None:
    """The plural before the one name that a plural clause hangs on: `tanks held by the Salt Front, which were donated`."""
    plural = any(c.lower_ in {"were", "are", "have"} for c in children(clause, "aux", "cop"))
    if not plural or relation(pronoun) != "nsubj" or clause.head.tag_ not in {"NN", "NNP"}:
        return None
    if children(clause.head, "conj") or relation(clause.head) == "conj":
        return None
    above = (t for t in ancestors(clause.head) if t.i < clause.head.i)
    near = [o for t in above for o in (t, *children(t, "obj")) if o.i < clause.head.i and o.pos_ in {"NOUN", "PROPN"}]
    return next((t for t in near if t.tag_ in {"NNS", "NNPS"}), None)


def named_by(noun: Token) -> Token:
    """The name that a noun is said to be, else the noun: `the only country that has bought howitzers is Chad`."""
    head = noun.head
    said = relation(noun) == "nsubj" and head.pos_ == "PROPN" and noun.pos_ == "NOUN" and children(head, "cop")
    return head if said else noun


def critics(deed: Token) -> list[Token]:
    """Who only voices what he thinks of a deed: `condemned sales to Chad`, `concern in Oslo about sales`, `pressure from Oslo over sales`."""
    node = deed
    for _ in range(_REACH):
        if relation(node) in {"nsubj", "conj"} or node.head.i == node.i:
            return []
        beside = children(node.head, "obj", "obl") if preposition(node) in {"over", "about"} else []
        node = node.head
        if _barred(node):
            return subject_of(node.head)
        for word in (node, *(c for c in beside if c.i < deed.i)):
            if {word.lower_, word.lemma_.lower()} & triggers().critical:
                return _voices(word, deed)
    return []


def _voices(word: Token, deed: Token) -> list[Token]:
    """Who criticises by a verb or noun: its subject, possessor or source."""
    verb = word.head if word.pos_ == "NOUN" and relation(word) in {"obj", "obl"} else word
    around = [c for node in (word, verb) for c in children(node, "nmod", "obl") if c.i < deed.i]
    told = [c for c in around if preposition(c) in {"from", "by", "of", "in"} and c != word]
    return [*children(word, "nmod:poss"), *told, *(subject_of(verb) if verb.pos_ == "VERB" else [])]


def _just_named(pronoun: Token, noun: Token) -> Token | None:
    """The name right before `, which`, where the parse hangs the clause on the subject: `Malta sold oil to Chad, which pays`."""
    verb, before = noun.head, pronoun.doc[max(pronoun.i - 2, 0)]
    crossing = relation(noun) == "nsubj" and noun.i < verb.i < before.i and _behind_comma(pronoun)
    if not crossing or before.pos_ != "PROPN" or before.ent_type_ not in {"LOC", "GPE", "ORG"}:
        return None
    return before.head if relation(before) in {"flat", "compound"} else before


def _behind_comma(pronoun: Token) -> bool:
    return pronoun.i > 0 and pronoun.nbor(-1).text == ","


def _preceding(pronoun: Token) -> Token:
    """The noun right before a clause that the parse hangs elsewhere: `support for Chad, to which it has sent rice`."""
    if preposition(pronoun) is None or pronoun.i < pronoun.sent.start + 3 or pronoun.nbor(-1).tag_ not in {"IN", "TO"}:
        return pronoun
    before = pronoun.nbor(-2) if pronoun.nbor(-2).text != "," else pronoun.nbor(-3)
    return before if before.pos_ in {"NOUN", "PROPN"} else pronoun


def _identified(what: Token) -> Token:
    """The noun that a free relative is said to be: `What Chad needs is fuel`."""
    node = what.head if relation(what) != "nsubj" or not children(what, "acl") else what
    for _ in range(_REACH):
        if relation(node) in {"csubj", "nsubj"} and node.head.pos_ in {"NOUN", "PROPN"} and children(node.head, "cop"):
            return node.head
        if node.head.i == node.i:
            break
        node = node.head
    return what


def apposed(noun: Token) -> list[Token]:
    """Whom a noun between commas behind him names: `Chad, its main partner and the source of its rice, said`."""
    first = coordination_head(noun)
    if relation(first) == "appos":
        return [first.head]
    if relation(noun) == "nsubj" and noun.head.pos_ == "PROPN" and children(noun.head, "cop"):
        # "The main buyers of its rice are Chad and Mali"
        return [noun.head]
    if relation(noun) == "nsubj" and noun.head.lemma_.lower() == "include":
        return children(noun.head, "obj")
    whole = noun.head if relation(noun) == "conj" else noun
    if relation(whole) == "conj" and relation(noun) == "conj" and whole.head.pos_ == "PROPN" and whole.i > whole.head.i:
        # The parse took the apposition for a member of a list.
        return [whole.head]
    return []


def controller(verb: Token, depth: int = 0) -> list[Token]:
    """The logical subject of a verb that has none of its own: whom a measure hits for the deed, else who governs it."""
    request = request_for(verb)
    if request is not None and relation(verb) != "acl":
        return _owner(request, depth, wants=True)
    return punished(verb) or _embedded(verb) or _governing(verb, depth)


def _embedded(verb: Token) -> list[Token]:
    """Who does what somebody in between says of him: `two firms that Malta said were buying rice`."""
    subjects = children(verb.head, "nsubj") if relation(verb) == "ccomp" and not children(verb, "nsubj") else []
    relative = [t for t in subjects if t.tag_ in RELATIVE]
    return [antecedent(t) for t in relative] if len(subjects) > len(relative) else []


def _governing(verb: Token, depth: int) -> list[Token]:
    """The logical subject by a verb's governor, its coordination or the noun that it depends on."""
    head, how = verb.head, relation(verb)
    if depth > _REACH or head.i == verb.i:
        return []
    by = how == "acl" and relation(head) == "obl" and preposition(head) == "by" and is_marked(verb)
    if by and head.head.lemma_.lower() in triggers().object_control:
        # "Chad has been accused by experts of arming the rebels": the parse hangs the deed on the experts.
        return subject_of(head.head, depth + 1)
    charged = how == "acl" and relation(head) == "obj" and any(c.lower_ == "for" for c in children(verb, "mark"))
    if charged and head.head.lemma_.lower() in triggers().object_control:
        # "fined three firms for buying fuel": the deed hangs on whoever did it.
        return [head]
    if how == "acl" and head.pos_ in {"NOUN", "PROPN"}:
        # A headline's infinitive: "Telcel to sell its towers".
        return [head] if head.pos_ == "PROPN" and verb.tag_ == "VB" else _owner(head, depth, wants=takes(verb))
    if how in {"xcomp", "advcl", "conj", "ccomp", "csubj", "obl", "parataxis"}:
        # "accused Chad of having sold"
        bare = verb.tag_ in {"VB", "VBG"} or any(c.lower_ == "having" for c in children(verb, "aux"))
        if how in {"ccomp", "parataxis"} and not bare:
            return []
        # "warned Chad, committing to send": who warns commits.
        beside = how == "advcl" and verb.tag_ == "VBG" and not is_marked(verb)
        # "lent Chad money to buy rice"
        given = verb.tag_ == "VB" and bool(children(head, "iobj") and children(head, "obj"))
        # "gave Chad money to help it": they who give help
        given = given and not any(c.pos_ == "PRON" for c in children(verb, "obj"))
        governs = head.lemma_.lower()
        controlled = given or governs in triggers().object_control or governs in triggers().oblique_control
        if how != "conj" and bare and controlled and not beside:
            asked = [c for c in children(head, "obl") if preposition(c) in _ASKED and c.i < verb.i]
            passed = children(head, "iobj") or children(head, "obj") or children(head, "nsubj:pass")
            passed = passed or (asked if head.lemma_.lower() in triggers().oblique_control else [])
            passed = passed or _misread(head, verb)
            if passed:
                return [antecedent(t) for t in passed]
        return subject_of(head, depth + 1)
    if how in {"obj", "nsubj", "nmod"} and head.pos_ in {"VERB", "NOUN"}:
        return subject_of(head, depth + 1)
    return []


def _misread(verb: Token, deed: Token) -> list[Token]:
    """The objects that the parse takes for more of what the verb tells: `sanctioned Blue Harbour and its director for buying`."""
    nouns = [c for c in children(verb, "conj") if c.pos_ in {"NOUN", "PROPN"} and verb.i < c.i < deed.i]
    return [t for n in nouns for t in (*(c for c in children(n, "nmod", "compound") if c.pos_ == "PROPN"), n)]


def subject_of(verb: Token, depth: int = 0) -> list[Token]:
    """The subject of a verb, passive ones included ("was forced to sell"), else of its controller."""
    own = [antecedent(t) for t in children(verb, "nsubj", "nsubj:pass") if t.dep_ != "nsubj:outer"]
    if own:
        return own
    if verb.dep_ == "acl:relcl" and not children(verb, "nsubj"):
        return [whole_list(verb.head)]
    behind = relation(verb) == "acl" or (relation(verb) == "amod" and verb.i > verb.head.i)
    if behind and verb.tag_ in {"VBG", "VBN"} and not is_marked(verb):
        return [whole_list(verb.head)]
    return controller(verb, depth)


def _owner(noun: Token, depth: int, *, wants: bool) -> list[Token]:
    """Whose plan, offer, decision it is: the possessor, an adjective or name before it, the verb's subject.

    Whoever requests to buy will do so himself (`wants`).
    """
    if noun.lower_ in triggers().asking and not wants and (told := asked(noun)) is not None:
        return told
    if noun.lower_ in triggers().permission and (allowed := _permitted(noun, depth)):
        return allowed
    return hit(noun) or charged(noun) or _owning(noun, depth)


def _owning(noun: Token, depth: int) -> list[Token]:
    """Whose a plan or the like is by what stands around it."""
    own = [
        c
        for c in noun.children
        if c.dep_ == "nmod:poss" or (relation(c) in {"compound", "amod", "nmod"} and c.i < noun.i)
    ]
    named = [c for c in own if c.text[0].isupper() or (c.dep_ == "nmod:poss" and not is_date(c))]
    if named := _said_of(noun) or named:
        return [*named, *company([noun])]
    by = [c for c in children(noun, "nmod") if preposition(c) in {"by", "from", "against"}]
    if by:
        return by
    head = noun.head
    if head.i == noun.i:
        return children(noun, "nsubj")
    if noun.lower_ in triggers().awarded and head.lemma_.lower() in triggers().awarding and relation(noun) == "nsubj":
        # "The contract to supply rice went to a Maltese firm"
        return [c for c in children(head, "obl") if preposition(c) == "to"] or subject_of(head, depth + 1)
    if relation(noun) == "obj" and children(head, "iobj"):
        # "gives Malta a reason to send rice"
        return [antecedent(t) for t in children(head, "iobj")]
    if relation(noun) in {"obj", "obl", "xcomp", "nsubj", "nsubj:pass", "conj", "nmod"} and not _barred(noun):
        if head.lemma_.lower() in triggers().object_control and relation(noun) == "obl":
            return [antecedent(t) for t in children(head, "obj", "iobj", "nsubj:pass")] or subject_of(head, depth + 1)
        return subject_of(head, depth + 1)
    return []


def _barred(deal: Token) -> bool:
    """Whether somebody else keeps a deal from being done: `blocked a deal to buy planes`."""
    return relation(deal) == "obj" and deal.lower_ in triggers().awarded and deal.head.lower_ in triggers().barring


def _permitted(permission: Token, depth: int) -> list[Token]:
    """Who may do what a permission is for: `asked for permission to sell`, `denied Chad permission to`, `won permission to`."""
    verb = permission.head
    if preposition(permission) == "for" or (relation(permission) == "obj" and _receives(verb)):
        return subject_of(verb, depth + 1)
    if relation(permission) != "obj":
        return []
    given = [t for t in children(verb, "iobj", "obj") if t.i < permission.i]
    return given or [c for c in children(verb, "obl") if preposition(c) == "to"]


def _receives(verb: Token) -> bool:
    return takes(verb) or verb.lemma_.lower() in triggers().winning


def _said_of(noun: Token) -> list[Token]:
    """Whom a noun is said of: `Chad is among the first African countries to buy`."""
    told = noun.pos_ == "NOUN" and bool(children(noun, "cop"))
    return [c for c in children(noun, "nsubj") if c.pos_ in {"NOUN", "PROPN"}] if told else []


def takes(verb: Token) -> bool:
    """Whether a verb's subject gets: `receive`, `want`, `ask`."""
    evoked = triggers().words.get(("VERB", verb.lemma_.lower()), ())
    mutual = verb.lemma_.lower() in triggers().mutual
    return bool(evoked) and not mutual and evoked[0].frame.name in {"buy", "get", "want", "ask", "rely"}


def request_for(verb: Token) -> Token | None:
    """The request to take what a verb tells, also where the parse hangs the verb on the answer: `cleared a request to buy`."""
    if not takes(verb):
        return None
    answered = relation(verb) in {"advcl", "xcomp"} and verb.tag_ == "VB" and answers(verb.head)
    near = [verb.head] if relation(verb) == "acl" else children(verb.head, "obj") if answered else []
    return next((t for t in near if t.lower_ in triggers().asking and t.i < verb.i), None)


def asked(noun: Token) -> list[Token] | None:
    """Whom a request asks to do what its infinitive says; None where the text does not tell."""
    to = [c for c in children(noun, "nmod") if preposition(c) in {"to", "on"}]
    if to:
        return to
    answered = relation(noun) == "obj" and answers(noun.head)
    return subject_of(noun.head) if answered else None


def answers(verb: Token) -> bool:
    """Whether a verb's subject is asked for what its object names: `reject`, `turn down`."""
    particles = [c.lower_ for c in children(verb, "compound:prt")]
    return " ".join([verb.lemma_.lower(), *particles]) in triggers().answering


def logical_subject(verb: Token) -> list[Token]:
    """Who does what a verb tells, with those who act with him; of a passive whom `by` names."""
    if is_passive(verb):
        return [antecedent(c) for c in children(verb, "obl") if c.dep_ == "obl:agent" or preposition(c) == "by"]
    subjects = subject_of(verb)
    return [*subjects, *company(subjects)]


def named_as(noun: Token) -> list[Token]:
    """Whom a verb of naming says to be what the noun tells: `Mali and Niger are identified as Chad's main suppliers of rice`."""
    verb = noun.head
    if preposition(noun) != "as" or verb.lemma_.lower() not in triggers().naming:
        return []
    return subject_of(verb) if is_passive(verb) else children(verb, "obj")


def name_the_agent(noun: Token, places: Arguments, *, gives: bool) -> None:
    """`A is B's supplier`: the subject of the copula is the one the noun names, the possessor the other side."""
    named = places.phrases.get("predicated", []) or children(noun, "appos") or apposed(noun)
    if not named:
        # "Chinese chip suppliers": those whom the noun names are Chinese.
        return
    others = [t for t in places.subject if t not in named]
    if not others:
        # "the source of most of its arms"
        others = [c for t in named_in(places.object) for c in children(t, "nmod:poss")]
    places.subject = named
    if gives:
        places.indirect.extend(others)
    else:
        places.add("from", others)
