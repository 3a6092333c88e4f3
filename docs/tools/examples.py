"""Examples in pages are run when the site is built, and what they print is shown under them.

A block is a fence of `sh` or `python`; a fence with `title="NAME"` in another language becomes the file NAME in the folder
in which the blocks of a page run, one after the other. Comments right before a block say more of it:

    <!-- shows: WORDS -->     what it prints must hold these words (several comments may)
    <!-- lines: 12 -->        show only so many lines
    <!-- fails -->            the command is meant to fail
    <!-- not run: REASON -->  what it needs is not here
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(
    r"(?P<notes>(?:^<!-- [^\n]* -->\n)*)^```(?P<language>\w+)(?P<options>[^\n]*)\n(?P<code>.*?)^```$\n?",
    re.DOTALL | re.MULTILINE,
)
_NOTE = re.compile(r"<!-- (shows|lines|fails|not run)(?:: (.*?))? -->")
_TITLE = re.compile(r'title="([^"]+)"')
_WIDTH = 100
# Python blocks change the folder and the output of the whole process, so one page at a time runs them.
_ALONE = Lock()
_TIMEOUT = 300


class ExampleError(Exception):
    """An example that does not do what its page says; the message names page and block."""


@dataclass(frozen=True)
class Block:
    """One fence of a page with the notes before it."""

    language: str
    options: str
    code: str
    notes: dict[str, list[str]] = field(default_factory=dict)

    @property
    def runs(self) -> bool:
        """Whether it is code that is to be run."""
        return self.language in {"sh", "python"} and "not run" not in self.notes

    @property
    def fence(self) -> str:
        """The block without its notes."""
        return f"```{self.language}{self.options}\n{self.code}```\n"


def blocks(markdown: str) -> Iterator[Block]:
    """The fences of a page, in order."""
    for match in _BLOCK.finditer(markdown):
        yield _block(match)


def run(markdown: str, folder: Path, page: str) -> str:
    """Run the blocks of a page in a folder.

    Returns:
        The page with the output of each block under it, without notes.

    Raises:
        ExampleError: a block fails, or does not print what its notes say.
    """
    names: dict[str, object] = {"__name__": "__main__"}

    def shown(match: re.Match[str]) -> str:
        block = _block(match)
        if title := _TITLE.search(block.options):
            (folder / title[1]).parent.mkdir(parents=True, exist_ok=True)
            (folder / title[1]).write_text(block.code, encoding="utf-8")
        if not block.runs:
            return block.fence
        failed, text = _shell(block.code, folder) if block.language == "sh" else _python(block.code, folder, names)
        for place in (folder.resolve(), folder, ROOT):
            text = text.replace(f"{place}/", "")
        text = "\n".join(line.rstrip() for line in text.replace("\ufeff", "").strip("\n").splitlines())
        _check(block, text, page, failed=failed)
        return block.fence + _output(text, block.notes.get("lines"))

    return _BLOCK.sub(shown, markdown)


def _block(match: re.Match[str]) -> Block:
    notes: dict[str, list[str]] = {}
    for name, value in _NOTE.findall(match["notes"]):
        notes.setdefault(name, []).append(value)
    return Block(match["language"], match["options"], match["code"], notes)


def _check(block: Block, text: str, page: str, *, failed: bool) -> None:
    where = f"{page}: `{block.code.strip().splitlines()[0]}`"
    if failed != ("fails" in block.notes):
        raise ExampleError(f"{where} {'fails' if failed else 'does not fail'}:\n{text}")
    flat = " ".join(text.split())
    for words in block.notes.get("shows", []):
        if words not in flat:
            raise ExampleError(f"{where} does not show {words!r}:\n{text}")


def _output(text: str, limit: list[str] | None) -> str:
    lines = text.splitlines()
    if limit and len(lines) > int(limit[0]):
        lines = [*lines[: int(limit[0])], "…"]
    if not lines:
        return ""
    # Sentences are wrapped, tables are not. A longer fence, as what is shown may hold one.
    wrap = "" if any(re.search(r"\S {2,}\S", line) for line in lines) else " .wrap"
    return f"\n````{{.text .output{wrap}}}\n" + "\n".join(lines) + "\n````\n"


def environment() -> dict[str, str]:
    """What shells and notebooks run in: the `quid` of this Python, no colours, no browser, no server."""
    variables = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "COLUMNS": str(_WIDTH),
        "NO_COLOR": "1",
        "TERM": "dumb",
        "BROWSER": "true",
    }
    return {name: value for name, value in variables.items() if name != "FORCE_COLOR" and not name.startswith("NEO4J_")}


def _shell(code: str, folder: Path) -> tuple[bool, str]:
    """Whether a block of shell failed, and what it wrote to both channels."""
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", code],
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=_TIMEOUT,
        check=False,
    )
    return done.returncode != 0, done.stdout


def _python(code: str, folder: Path, names: dict[str, object]) -> tuple[bool, str]:
    """Whether a block of Python failed, and what it printed; a last expression is shown as in a shell."""
    tree = ast.parse(code)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    stream = io.StringIO()
    with _ALONE, contextlib.chdir(folder), contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
        try:
            exec(compile(tree, "example", "exec"), names)  # noqa: S102 - the pages are ours
            if last is not None:
                exec(compile(ast.Interactive([last]), "example", "single"), names)  # noqa: S102
        except Exception as error:  # noqa: BLE001 - whatever an example raises is told with its page
            return True, f"{stream.getvalue()}{type(error).__name__}: {error}"
    return False, stream.getvalue()
