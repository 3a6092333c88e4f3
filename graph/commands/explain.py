"""`quid explain`: what is read from one sentence, by which rule, drawn as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from graph.commands._common import model_option
from graph.commands._output import json_option
from graph.errors import QuidError

if TYPE_CHECKING:
    from graph.records import Claim, Exchange, Reading
    from loaders.parsed import Token
    from loaders.reading import Analysis


@click.command("explain", short_help="What is read from one sentence, and by which rule.")
@click.argument("sentence", nargs=-1, required=True)
@click.option("--tree", is_flag=True, help="Draw the sentence's dependency tree too.")
@model_option
@json_option
def command(*, sentence: tuple[str, ...], tree: bool, model: str | None, as_json: bool) -> None:
    """Read SENTENCE as an article would be read, and print names, voices and facts with the rules that found them.

    \b
    quid explain "Tehran denied selling drones to Sudan's army, an analyst said."
    quid explain --tree "Cuba buys Iranian oil."
    """
    from graph.files import dumps
    from loaders import from_text
    from loaders.gazetteer import Gazetteer
    from loaders.language import load
    from loaders.reading import analyse, conclude

    article = from_text(" ".join(sentence))
    if not article.text.strip():
        raise QuidError("nothing to read; give a sentence, as in: quid explain 'Cuba buys Iranian oil.'")
    analysis = analyse(article, load(model)(article.prose()), Gazetteer())
    reading = conclude(analysis)
    if as_json:
        from graph.build import build

        click.echo(dumps(build([reading])), nl=False)
        return
    lines = [*(_tree(analysis) if tree else ()), *_names(analysis), *_voices(analysis), *_facts(reading)]
    click.echo("\n".join(lines))


def _tree(analysis: Analysis) -> Iterator[str]:
    for sentence in analysis.doc.sents:
        yield from _branch(sentence.root, "", "")
        yield ""


def _branch(token: Token, lead: str, below: str) -> Iterator[str]:
    yield f"{lead}{token.text}  [{token.dep_} {token.pos_} {token.lemma_}]"
    kids = [child for child in token.children if not child.is_space]
    for number, child in enumerate(kids, 1):
        last = number == len(kids)
        yield from _branch(child, below + ("└─ " if last else "├─ "), below + ("   " if last else "│  "))


def _names(analysis: Analysis) -> Iterator[str]:
    yield "names"
    for mention in sorted(analysis.mentions, key=lambda m: m.start):
        who = " and ".join(f"{analysis.entities[k].name} ({analysis.entities[k].kind})" for k in mention.keys)
        yield f"  {analysis.doc[mention.start : mention.end].text!r} is {who}, by {mention.how}"


def _voices(analysis: Analysis) -> Iterator[str]:
    for statement in analysis.statements:
        who = ", ".join(analysis.entities[key].name for key in statement.speakers) or "somebody"
        words = " ".join(analysis.doc[statement.start : statement.end].text.split())
        yield f"voice\n  {who} {'denies' if statement.denies else 'says'} ({statement.certainty}): {words!r}, by {statement.rule}"


def _facts(reading: Reading) -> Iterator[str]:
    facts = [claim for claim in reading.claims if claim.fact is not None]
    yield "facts" if facts else "no facts"
    for claim in facts:
        yield f"  {_drawn(reading, claim)}"
        yield f"      {_details(reading, claim)}"


def _drawn(reading: Reading, claim: Claim) -> str:
    from graph.records import Exchange, Relation

    def name(key: str | None) -> str:
        return "?" if key is None else reading.entities[key].name

    def exchange(fact: Exchange) -> str:
        return f"{name(fact.supplier)} ──{name(fact.good)}──▶ {name(fact.recipient)}"

    if isinstance(claim.fact, Exchange):
        return exchange(claim.fact) + (f"  in return for  {exchange(claim.returns)}" if claim.returns else "")
    if isinstance(claim.fact, Relation):
        source = exchange(claim.fact.source) if isinstance(claim.fact.source, Exchange) else name(claim.fact.source)
        return f"{source} ──{claim.fact.type}──▶ {name(claim.fact.target)}"
    return ""


def _details(reading: Reading, claim: Claim) -> str:
    details: dict[str, Any] = {"stage": claim.stage, "quantity": claim.quantity, "date": claim.date}
    for word, keys in (("said by", claim.speakers), ("denied by", claim.deniers)):
        details[word] = ", ".join(reading.entities[key].name for key in keys)
    known = [f"{word} {value}" for word, value in details.items() if value]
    return "; ".join([claim.certainty, *known, f"rule {claim.rule}", f"confidence {claim.confidence:.2f}"])
