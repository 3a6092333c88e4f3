"""Reference pages made from the program itself: its commands, its vocabulary, its modules. None of them is stored."""

from __future__ import annotations

import inspect
import json
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

import click
import figure

from graph.cli import cli
from graph.vocabulary import vocabulary

# What the pages on Python describe: modules, and with `.*` those right below a package.
PYTHON = {
    "graph": ("graph", "graph.*"),
    "analysis": ("graph.analysis", "graph.analysis.*", "graph.backend"),
    "loaders": (
        *("loaders", "loaders.base", "loaders.sources", "loaders.articles", "loaders.formats", "loaders.reading"),
        *(
            "loaders.gazetteer",
            "loaders.gazetteer.entry",
            "loaders.gazetteer.gazetteer",
            "loaders.language.load",
            "loaders.reading.analysis",
        ),
    ),
    "export": (
        *("export", "export.page", "export.base", "export.formats", "export.formats.*", "export.figures.*"),
        *("export.cypher", "export.cypher.embedded", "export.cypher.mapping", "export.cypher.open"),
        *("export.cypher.pull", "export.cypher.push", "export.cypher.results", "export.cypher.server"),
    ),
}
# The command line has a page of its own.
_NOT_PYTHON = ("graph.cli", "graph.commands", "graph.__main__")


def commands() -> str:
    """Every command with its arguments and options, from click."""
    context = click.Context(cli, info_name="quid", help_option_names=cli.context_settings["help_option_names"])
    parts = [
        "# Commands\n",
        "`quid COMMAND --help` prints the same. A command that fails says in one line what is wrong, where, and what to do,",
        "and exits with 1; a wrong option exits with 2, Ctrl-C with 130. [Errors](errors.md) lists the lines.\n",
        *_command(cli, context, 2),
    ]
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        if command is None:
            raise LookupError(f"{name}: listed, yet not there")
        parts += _command(command, click.Context(command, info_name=name, parent=context), 2)
    return "\n".join(parts) + "\n"


def _command(command: click.Command, context: click.Context, level: int) -> list[str]:
    usage = f"{context.command_path} {' '.join(command.collect_usage_pieces(context))}"
    lines = [f"{'#' * level} {context.command_path}\n", *_help(command.help or ""), f"```text\n{usage}\n```\n"]
    rows = [row for parameter in command.get_params(context) if (row := _option(parameter, context))]
    if rows:
        lines += ["| option | means |", "|---|---|", *rows, ""]
    return [*lines, f"{_plain(inspect.cleandoc(command.epilog))}\n"] if command.epilog else lines


def _help(text: str) -> Iterator[str]:
    """Paragraphs; those after \\b, which click leaves as they are, are examples."""
    for paragraph in re.split(r"\n\s*\n", inspect.cleandoc(text)):
        if paragraph.startswith("\b"):
            yield f"```text\n{paragraph[1:].strip(chr(10))}\n```\n"
        else:
            yield f"{_plain(' '.join(paragraph.split()))}\n"


def _option(parameter: click.Parameter, context: click.Context) -> str:
    """One row of the table; arguments are told in the usage and the text."""
    if not isinstance(parameter, click.Option) or parameter.hidden:
        return ""
    record = parameter.get_help_record(context)
    if record is None:
        return ""
    names, text = record
    # A bar between backticks parts no cells.
    return f"| `{names}` | {_cell(_plain(text.replace('  [', ' [')))} |"


def _plain(text: str) -> str:
    """Words of a help text that Markdown would take for its own signs."""
    return re.sub(r"([<>*_\\])", r"\\\1", text) if "`" not in text else text


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def model() -> str:
    """Node types, relations, attributes, stages and certainties, from the vocabulary."""
    words = vocabulary()
    parts = [
        "# The graph model\n",
        "One vocabulary for every face of the program: attributes in NetworkX and in the file, labels and relationship",
        "types in [Cypher](cookbook.md), words on the page. `graph/data/vocabulary.toml` holds it.\n",
        f"{figure.model()}\n",
        "## Nodes\n",
        "Every node has an `id`, which is the same in every run, a `type` and a `name`, the usual English one.\n",
    ]
    for name, kinds in words.kinds.items():
        parts += [f"### {name}\n", f"{words.means[name]}\n"]
        parts += [f"Kinds: {', '.join(f'`{kind}`' for kind in kinds)}.\n"] if kinds else []
        parts += ["| attribute | holds |", "|---|---|"]
        parts += [f"| `{attribute}` | {words.attributes[attribute]} |" for attribute in words.adds[name]] + [""]
    parts += [*_relations(), *_scales()]
    return "\n".join(parts) + "\n"


def _relations() -> Iterator[str]:
    yield "## Relations\n"
    yield "A relation that states a fact has `claims`, the ids of the claims behind it, and `weight`, their number. Where"
    yield "a date or certainty is wanted, it is on the claims. The key of an edge is its type.\n"
    yield "| relation | from | to | means | |"
    yield "|---|---|---|---|---|"
    for edge in vocabulary().edges.values():
        kind = ", ".join(word for word, holds in (("fact", edge.fact), ("symmetric", edge.symmetric)) if holds)
        ends = (", ".join(sorted(end)) for end in (edge.source, edge.target))
        yield f"| `{edge.name}` | {' | '.join(ends)} | {edge.means} | {kind} |"


def _scales() -> Iterator[str]:
    words = vocabulary()
    yield "\n## Stages\n"
    yield f"How far an exchange has come: {', '.join(f'`{stage}`' for stage in words.stages)}.\n"
    yield "## Certainties\n"
    yield f"How a claim stands to its fact: {', '.join(f'`{one}`' for one in words.certainties)}. A claim is as sure as the"
    yield "weakest thing that is said of it.\n"
    yield "## The file\n"
    yield 'NetworkX node-link JSON of a `MultiDiGraph`, edges under `edges`: `{"directed": true, "multigraph": true, "graph":'
    yield '{…}, "nodes": [{"id": …, "type": …, "name": …}], "edges": [{"source": …, "target": …, "key": …, "type": …}]}`. The same'
    yield "articles give the same bytes. `graph.decisions` lists every join of two names, with its reason."


def modules(page: str) -> list[str]:
    """The names of the modules that a page on Python describes, sorted."""
    found: set[str] = set()
    for name in PYTHON[page]:
        package, star, _ = name.partition(".*")
        if not star:
            found |= {package} if _exists(package) else set()
        elif _exists(package):
            below = pkgutil.iter_modules(import_module(package).__path__, f"{package}.")
            found |= {one.name for one in below if not one.ispkg and not one.name.rpartition(".")[2].startswith("_")}
    return sorted(found - set(_NOT_PYTHON))


def python(page: str) -> str:
    """A page on Python: what its modules say of themselves."""
    return f"# {PYTHON[page][0]}\n\n" + "\n".join(_module(name) for name in modules(page))


def _module(name: str) -> str:
    """A package lists only what is written in it: what it takes from its modules stands with them."""
    module = import_module(name)
    if not hasattr(module, "__path__"):
        return f"::: {name}\n"
    own = [key for key, value in vars(module).items() if getattr(value, "__module__", "") == name and key[0] != "_"]
    return f"::: {name}\n    options:\n      members: {json.dumps(own)}\n"


def _exists(name: str) -> bool:
    from importlib.util import find_spec

    return find_spec(name) is not None
