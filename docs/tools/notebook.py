"""The notebook is run when the site is built; its outputs appear in the page, and only there."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from examples import environment

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_PICTURES = ("image/svg+xml", "image/png")


@dataclass
class Rendered:
    """A notebook as a page.

    Attributes:
        markdown: the page, with a mark in the place of every output that is HTML.
        html: what belongs in the place of each mark. It is put in after the page is made, as it is large.
    """

    markdown: str = ""
    html: dict[str, str] = field(default_factory=dict)


def read(path: Path) -> Any:
    """A notebook as it is stored."""
    import nbformat

    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def execute(path: Path, folder: Path) -> Any:
    """Run a notebook in a folder.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell fails.
    """
    from nbclient import NotebookClient

    notebook = read(path)
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}})
    client.execute(env=environment())
    return notebook


def render(notebook: Any) -> Rendered:
    """Turn an executed notebook into a page."""
    page = Rendered()
    parts = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            parts.append(cell.source)
        elif cell.cell_type == "code":
            parts.append(f"```python\n{cell.source}\n```")
            parts += [_output(output, page) for output in cell.outputs]
    page.markdown = "\n\n".join(parts) + "\n"
    return page


def _output(output: Any, page: Rendered) -> str:
    if output.output_type == "stream":
        return _text(output.text)
    data = output.get("data", {})
    if html := data.get("text/html"):
        return _mark(f'<div class="output">{html}</div>', page)
    for kind in _PICTURES:
        if kind in data:
            raw = data[kind].encode() if kind == "image/svg+xml" else base64.b64decode(data[kind])
            source = f"data:{kind};base64,{base64.b64encode(raw).decode()}"
            return _mark(f'<img class="output" alt="Figure of the cell above" src="{source}">', page)
    return _text(data.get("text/plain", ""))


def _text(text: str) -> str:
    plain = _COLOURS.sub("", text).rstrip("\n")
    return f"````{{.text .output}}\n{plain}\n````" if plain.strip() else ""


def _mark(html: str, page: Rendered) -> str:
    name = f"output-of-cell-{len(page.html)}-here"
    page.html[name] = html
    return f'<div id="{name}"></div>'
