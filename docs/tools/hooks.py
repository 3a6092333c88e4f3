"""What happens when the site is built: reference pages are made, examples and the notebook are run."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from time import monotonic
from typing import Any

import errors
import examples
import figure
import notebook
import reference
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[2]
_LOG = logging.getLogger("mkdocs.hooks.quid")
# Pages that lie elsewhere, as they belong to the code beside them.
_ELSEWHERE = {
    "quality.md": "QUALITY.md",
    "contributing.md": "CONTRIBUTING.md",
    "changelog.md": "CHANGELOG.md",
    "reference/cookbook.md": "export/cypher/cookbook.md",
}
_MERMAID = re.compile(r"```mermaid\n.*?```\n", re.DOTALL)


class _Build:
    """What one build of the site keeps.

    Attributes:
        notebook: the notebook, run.
        pages: the pages written by hand, with what their examples print.
    """

    notebook = notebook.Rendered()
    pages: dict[str, str] = {}  # noqa: RUF012 - one build at a time


def on_files(files: Files, config: Any) -> Files:
    """Run examples and notebook, add the pages that are made here and those that lie elsewhere."""
    book = Path(config.docs_dir) / "notebook.ipynb"
    if config.extra["run"]:
        _run(files, book)
    else:
        _Build.notebook = notebook.render(notebook.read(book))
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
    """The page with what its examples print."""
    return _Build.pages.get(page.file.src_uri, markdown)


def on_post_page(output: str, page: Any, **_: Any) -> str:
    """Put the outputs of the notebook into its page."""
    if page.file.src_uri == "notebook.md":
        for name, html in _Build.notebook.html.items():
            output = output.replace(f'<div id="{name}"></div>', html)
    return output


def _run(files: Files, book: Path) -> None:
    """Run everything that pages show, several pages at once.

    Raises:
        PluginError: examples or cells fail; it says which.
    """
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        graph = pool.submit(_graph)
        rendered = pool.submit(_notebook, book)
        pages = {file.src_uri: pool.submit(_page, file, graph) for file in files.documentation_pages()}
        jobs: list[Future[Any]] = [graph, rendered, *pages.values()]
        failures = [error for job in jobs if (error := job.exception()) is not None]
    if failures:
        raise PluginError("\n\n".join(str(error) for error in failures))
    _Build.pages = {place: page.result() for place, page in pages.items()}
    _Build.notebook = rendered.result()


def _page(file: File, graph: Future[bytes]) -> str:
    """A page with its examples run; those of the how-tos have the graph of the sample articles beside them."""
    started = monotonic()
    with tempfile.TemporaryDirectory() as folder:
        if file.src_uri.startswith("howto/"):
            Path(folder, "graph.json").write_bytes(graph.result())
        shown = examples.run(file.content_string, Path(folder), file.src_uri)
    _LOG.debug("examples of %s: %.1f s", file.src_uri, monotonic() - started)
    return shown


def _notebook(path: Path) -> notebook.Rendered:
    with tempfile.TemporaryDirectory() as folder:
        return notebook.render(notebook.execute(path, Path(folder)))


def _graph() -> bytes:
    """The graph of the sample articles."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.json"
        command = [sys.executable, "-m", "graph", "build", "--seeds", "--quiet", "-o", str(path)]
        subprocess.run(command, check=True, cwd=ROOT)
        return path.read_bytes()
