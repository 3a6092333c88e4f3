"""The page's own script and style, and vis-network as pyvis ships it, checked and ready to be put into a page.

The scripts in `page/` are ES modules, so that editors, linters and tests read them as they are. Packing takes away their
`import` lines, the word `export`, comments and indentation, and sets them one after the other, each after those that it
imports; there is no other step between the source and the page.
"""

from __future__ import annotations

import base64
import hashlib
import re
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from graph.errors import QuidError

# vis-network 9.1.2, Apache 2.0 or MIT, as in pyvis 0.3.2. The page replaces its drawing, which other versions name
# otherwise, so another version is refused.
VIS_FILE = "lib/vis-9.1.2/vis-network.min.js"
VIS_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
FIRST = "main.js"
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
# Comments on lines of their own, and indentation: a quarter of the script, of use only where it is read.
_ASIDE = re.compile(r"^[ ]*(?:/\*[\s\S]*?\*/|//.*)\n|^[ ]+", re.MULTILINE)


def folder() -> Path:
    """Where the page's sources lie."""
    return Path(str(files("export").joinpath("page")))


def pyvis_templates() -> Path:
    """Where pyvis keeps its templates and libraries."""
    return Path(str(files("pyvis").joinpath("templates")))


@cache
def theme() -> dict[str, Any]:
    """Shapes, colours and words (`page/theme.toml`)."""
    return tomllib.loads((folder() / "theme.toml").read_text(encoding="utf-8"))


@cache
def style() -> str:
    """The style sheets, in the order of their names."""
    return _ASIDE.sub("", "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder().glob("*.css"))))


@cache
def script() -> str:
    """The modules of the page as one script."""
    parts = [_ASIDE.sub("", _EXPORT.sub("", _IMPORT.sub("", source))) for source in _modules().values()]
    return _safe('(() => {\n"use strict";\n' + "\n".join(parts) + "})();\n", FIRST)


@cache
def vis_network() -> str:
    """vis-network, without the line that points a debugger to the network.

    Raises:
        QuidError: the installed pyvis ships another version.
    """
    data = (pyvis_templates() / VIS_FILE).read_bytes() if (pyvis_templates() / VIS_FILE).is_file() else b""
    if hashlib.sha256(data).hexdigest() != VIS_SHA256:
        raise QuidError(
            "pyvis ships another vis-network than the page is made for; install it with: pip install pyvis==0.3.2"
        )
    return _safe(re.sub(r"\r?\n//# sourceMappingURL=.*", "\n", data.decode("utf-8")), VIS_FILE)


def source_hash(text: str) -> str:
    """The expression that lets a Content-Security-Policy run exactly this inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _modules() -> dict[str, str]:
    """Sources by name, each after those it imports."""
    ordered: dict[str, str] = {}

    def add(name: str) -> None:
        source = (folder() / name).read_text(encoding="utf-8")
        for imported in _IMPORT.findall(source):
            if imported not in ordered:
                add(imported)
        ordered[name] = source

    add(FIRST)
    return ordered


def _safe(source: str, name: str) -> str:
    """The source, once it is certain that it cannot end or reopen its script element."""
    if re.search(r"</script|<!--", source, re.IGNORECASE):
        raise QuidError(f"{name} holds what would end its script element and cannot be put into a page")
    # A browser reads line ends as \n before it takes the hash that the policy names.
    return source.replace("\r\n", "\n")
