"""Every line that `quid` may print when it fails, found in the code: the messages of `QuidError` and its kinds."""

from __future__ import annotations

import ast
import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from graph.errors import QuidError

ROOT = Path(__file__).parents[2]
_PACKAGES = ("graph", "loaders", "export")
# Where a message comes from, as a person sees it; the first that fits.
_AREAS = (
    ("graph/commands", "On the command line"),
    ("loaders/formats", "Reading files"),
    ("loaders/gazetteer", "Names"),
    ("loaders/language", "The language pipeline"),
    ("loaders/roles", "The language pipeline"),
    ("loaders", "Reading files"),
    ("export/cypher", "Cypher and Neo4j"),
    ("export", "Pages and files"),
    ("graph/analysis", "Measuring the graph"),
    ("graph", "The graph and its file"),
)


@dataclass(frozen=True, order=True)
class Message:
    """One line with ‹names› in the place of what differs, the kind of error, and where in the code it is raised."""

    area: str
    text: str
    kind: str
    path: str


def kinds() -> list[type[QuidError]]:
    """QuidError and all its kinds in the three packages, by name."""
    for package in _PACKAGES:
        for module in pkgutil.walk_packages(import_module(package).__path__, f"{package}."):
            if not module.name.startswith(("loaders.training", "graph.__main__")):
                import_module(module.name)
    return sorted(_below(QuidError), key=lambda kind: (kind is not QuidError, kind.__name__))


def _below(kind: type[QuidError]) -> Iterator[type[QuidError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _below(child)


def messages(names: frozenset[str]) -> list[Message]:
    """The messages of all errors of these names that the code makes, sorted; those put together elsewhere left out."""
    found = set()
    for package in _PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            place = path.relative_to(ROOT).as_posix()
            if place.startswith("loaders/training"):
                continue
            for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(call, ast.Call) and _name(call.func) in names and call.args:
                    text = _template(call.args[0])
                    if text.replace("‹…›", "").strip():
                        found.add(Message(_area(place), text, _name(call.func), place))
    return sorted(found)


def page() -> str:
    """The page on errors."""
    all_kinds = kinds()
    parts = [
        "# Errors\n",
        "What a person can cause or mend is one line: what is wrong, where, and what to do. The command prints it after",
        "`quid:` and exits with 1; Python code catches `graph.errors.QuidError`. ‹Angle quotes› stand for what differs.\n",
        "## Kinds\n",
        "| kind | is raised for |",
        "|---|---|",
    ]
    parts += [
        f"| `{kind.__module__}.{kind.__name__}` | {' '.join((inspect.getdoc(kind) or '').split())} |"
        for kind in all_kinds
    ]
    area = ""
    for message in messages(frozenset(kind.__name__ for kind in all_kinds)):
        if message.area != area:
            area = message.area
            parts += ["", f"## {area}\n", "| line | from |", "|---|---|"]
        parts.append(f"| {_cell(message.text)} | `{message.path}` |")
    return "\n".join(parts) + "\n"


def _area(place: str) -> str:
    return next(title for prefix, title in _AREAS if place.startswith(prefix))


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _template(node: ast.expr) -> str:
    """A message with ‹names› for its parts; ‹…› where it is no text that stands here."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_template(part) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return f"‹{_word(node.value)}›"
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _template(node.left) + _template(node.right)
    return "‹…›"


def _word(node: ast.expr) -> str:
    """A word for a value: the name of the variable, attribute or function that gives it."""
    if isinstance(node, ast.Name):
        return node.id.replace("_", " ").strip()
    if isinstance(node, ast.Attribute):
        return node.attr.replace("_", " ").strip() if node.attr != "name" else _word(node.value)
    if isinstance(node, ast.Subscript | ast.Await | ast.Starred):
        return _word(node.value)
    if isinstance(node, ast.Call):
        return _word(node.args[0]) if node.args else _word(node.func)
    return "…"


def _cell(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ")
    return "".join(f"\\{c}" if c in "*_<>`[]" else c for c in escaped)
