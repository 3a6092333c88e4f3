"""What happens when the site is built: reference pages are made, examples and the notebook are run."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import errors
import examples
import figure
import notebook
import reference
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[2]
# Pages that lie elsewhere, as they belong to the code beside them.
_ELSEWHERE = {
    "quality.md": "QUALITY.md",
    "contributing.md": "CONTRIBUTING.md",
    "changelog.md": "CHANGELOG.md",
    "reference/cookbook.md": "export/cypher/cookbook.md",
}
_MERMAID = re.compile(r"```mermaid\n.*?```\n", re.DOTALL)


class _Build:
    """What one build of the site keeps."""

    notebook = notebook.Rendered()
    graph: bytes = b""


def on_files(files: Files, config: Any) -> Files:
    """Add the pages that are made here and those that lie elsewhere."""
    _Build.notebook = _notebook(Path(config.docs_dir) / "notebook.ipynb")
    pages = {
        "notebook.md": _Build.notebook.markdown,
        "reference/commands.md": reference.commands(),
        "reference/model.md": reference.model(),
        "reference/errors.md": errors.page(),
        **{f"reference/python/{page}.md": reference.python(page) for page in reference.PYTHON},
    }
    for place, source in _ELSEWHERE.items():
        pages[place] = _MERMAID.sub(f"{figure.model()}\n", (ROOT / source).read_text(encoding="utf-8"))
    for place, text in pages.items():
        files.append(File.generated(config, place, content=text))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Run the examples of the pages that are written by hand."""
    if page.file.generated_by is not None:
        return markdown
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if page.file.src_uri.startswith("howto/"):
            (folder / "graph.json").write_bytes(_graph())
        try:
            return examples.run(markdown, folder, page.file.src_uri)
        except examples.ExampleError as error:
            raise PluginError(str(error)) from error


def on_post_page(output: str, page: Any, **_: Any) -> str:
    """Put the outputs of the notebook into its page."""
    if page.file.src_uri == "notebook.md":
        for name, html in _Build.notebook.html.items():
            output = output.replace(f'<div id="{name}"></div>', html)
    return output


def _notebook(path: Path) -> notebook.Rendered:
    from nbclient.exceptions import CellExecutionError

    with tempfile.TemporaryDirectory() as folder:
        try:
            return notebook.render(notebook.execute(path, Path(folder)))
        except CellExecutionError as error:
            raise PluginError(f"{path.name}: {error}") from error


def _graph() -> bytes:
    """The graph of the sample articles, which the how-tos ask; read once."""
    if not _Build.graph:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "graph.json"
            command = [sys.executable, "-m", "graph", "build", "--seeds", "--quiet", "-o", str(path)]
            subprocess.run(command, check=True, cwd=ROOT)
            _Build.graph = path.read_bytes()
    return _Build.graph
