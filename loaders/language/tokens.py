"""spaCy's English tokeniser brought nearer to the treebanks' conventions.

Each rule was kept because it raised token F1 on the treebanks' training texts.
"""

from __future__ import annotations

import re
from typing import Any

from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

#: A word stays whole with these before its hyphen ("non-avian", "pro-Beijing").
BOUND_PREFIXES = (
    *("anti", "arch", "bi", "co", "counter", "cross", "de", "e", "ex", "extra", "hyper", "infra", "inter", "intra"),
    *("macro", "mega", "micro", "mid", "mini", "mono", "multi", "neo", "non", "over", "pan", "post", "pre", "pro"),
    *("proto", "pseudo", "psycho", "quasi", "re", "self-re", "semi", "socio", "sub", "super", "trans", "tri", "ultra"),
    *("un", "uni"),
)
#: Abbreviations that keep their full stop and that spaCy does not know.
ABBREVIATIONS = ("al.", "ca.", "Capt.", "Cmdr.", "Col.", "Maj.", "Brig.", "Sgt.", "Cpl.", "Pvt.", "Ft.", "Pres.")
#: spaCy's special cases that the treebanks split, or that are signs rather than faces in news.
UNWANTED = ("and/or", "):", "(:", "8)", "8D", "(8")
#: Units and multipliers written against their number, beyond spaCy's ("16bn" is "16 bn").
MULTIPLIERS = r"(?<=[0-9])(?:bn|tn|mn|mln|bln|trn|k|K)"
#: Runs of one sign are one token.
RUNS = r"[!?]{2,}|\*{2,}|={2,}|_{2,}|~{2,}|#{2,}|-{3,}"

_HYPHEN = "(?:-|–|—|--|---|——|~)"


def adapt(nlp: Language) -> None:
    """Give the pipeline's tokeniser the rules of this module."""
    defaults = nlp.Defaults
    infixes = [_guard(rule) for rule in defaults.infixes or ()]
    infixes += [r"(?<=[A-Z]\.)[-–](?=[A-Za-z])", r"(?<=[0-9])[–—](?=[0-9$£€])", r"(?<=[0-9])-(?=[$£€])"]
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.suffix_search = compile_suffix_regex([RUNS, MULTIPLIERS, *(defaults.suffixes or ())]).search
    tokenizer.prefix_search = compile_prefix_regex([RUNS, *(defaults.prefixes or ())]).search
    tokenizer.rules = {form: parts for form, parts in tokenizer.rules.items() if form not in UNWANTED}
    for form in ABBREVIATIONS:
        tokenizer.add_special_case(form, [{"ORTH": form}])
    tokenizer.add_special_case("wanna", [{"ORTH": "wan", "NORM": "want"}, {"ORTH": "na", "NORM": "to"}])


def _guard(rule: str | re.Pattern[str]) -> str | re.Pattern[str]:
    """Keep the rule that splits at hyphens from splitting after a bound prefix, which "UN" in capitals is not."""
    if isinstance(rule, re.Pattern) or _HYPHEN not in rule:
        return rule
    guards = "".join(rf"(?<!\b(?!UN)(?i:{prefix}))" for prefix in BOUND_PREFIXES)
    return rule.replace(_HYPHEN, f"{guards}{_HYPHEN}")
