"""The documentation: complete, every link alive, every example run, nothing fetched from anywhere."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urldefrag, urlsplit

import click
import pytest

from graph.cli import cli
from graph.errors import QuidError
from graph.vocabulary import vocabulary

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
WRITTEN = sorted(DOCS.rglob("*.md"))
#: What loads something, and where it says what.
LOADS = {
    "script": "src",
    "img": "src",
    "link": "href",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "object": "data",
}


class Page(HTMLParser):
    """What a page of the site holds: anchors, links, what it loads, its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._texts: list[str] = []
        self.feed(html)
        self.text = " ".join(" ".join(self._texts).split())

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append((tag, attributes))
        self.ids |= {attributes[name] for name in ("id", "name") if name in attributes}
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
        where = LOADS.get(tag)
        if where in attributes and attributes.get("rel") not in {"canonical", "next", "prev"}:
            self.loads.append(attributes[where])

    def handle_data(self, data):
        self._texts.append(data)


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """The whole site: examples and notebook are run, a warning is an error. `$QUID_SITE` names one that is built."""
    if built := os.environ.get("QUID_SITE"):
        return Path(built)
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="session")
def pages(site) -> dict[str, Page]:
    """The pages by their path in the site, without the one that a server gives for what is not there."""
    paths = sorted(set(site.rglob("*.html")) - {site / "404.html"})
    return {path.relative_to(site).as_posix(): Page(path.read_text(encoding="utf-8")) for path in paths}


@pytest.fixture
def tool(monkeypatch):
    """The modules that build the site."""
    monkeypatch.syspath_prepend(str(DOCS / "tools"))
    return import_module


# --- the reference is complete ------------------------------------------------------------------------------------


def commands() -> dict[str, click.Command]:
    context = click.Context(cli)
    return {name: cli.get_command(context, name) for name in cli.list_commands(context)}


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_and_option_is_told(pages, name):
    page = pages["reference/commands.html"]
    assert f"quid-{name}" in page.ids
    section = re.split(rf"quid {name} ¶ ", page.text)[1]
    section = re.split(r" quid [a-z-]+ ¶ ", section)[0]
    for parameter in commands()[name].params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            assert parameter.help, f"quid {name} {parameter.opts[-1]} has no help"
            assert parameter.opts[-1] in section, f"quid {name} {parameter.opts[-1]} is not told"


def test_every_type_kind_relation_and_attribute_is_told(pages):
    words = vocabulary()
    page = pages["reference/model.html"]
    told = [
        *words.edges,
        *words.stages,
        *words.certainties,
        *(kind for kinds in words.kinds.values() for kind in kinds),
    ]
    assert not [word for word in told if word not in page.text]
    assert not [name for name in words.kinds if name.lower() not in page.ids]
    assert all(words.means.values())
    assert all(edge.means for edge in words.edges.values())


def test_every_attribute_of_a_real_graph_has_its_meaning(seeds_graph):
    words = vocabulary()
    strange = {
        (data["type"], name) for _, data in seeds_graph.nodes(data=True) for name in data.keys() - {"type", "name"}
    } - {(node_type, name) for node_type, names in words.adds.items() for name in names}
    assert not strange, f"not in vocabulary.toml: {sorted(strange)}"
    assert not [name for names in words.adds.values() for name in names if name not in words.attributes]


def test_every_kind_of_error_has_its_words(tool, pages):
    errors = tool("errors")
    kinds = errors.kinds()
    assert QuidError in kinds
    assert len(kinds) > 1
    for kind in kinds:
        assert kind.__dict__.get("__doc__"), f"{kind.__name__} says nothing of itself"
        assert kind.__name__ in pages["reference/errors.html"].text


def test_every_line_of_an_error_is_found(tool, pages):
    errors = tool("errors")
    found = errors.messages(frozenset(kind.__name__ for kind in errors.kinds()))
    told = pages["reference/errors.html"].text
    missing = [message.text for message in found if " ".join(message.text.split()) not in told]
    assert len(found) > 50
    assert not missing


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "Oman", "-g", "missing.json"],
        ["explore", "-g", "missing.json", "-o", "nowhere/at/all.html", "--no-open"],
        ["build"],
        ["query", "RETURN 1", "-p", "one"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_what_a_command_prints_is_among_the_lines(tool, tmp_path, monkeypatch, arguments):
    from click.testing import CliRunner

    monkeypatch.chdir(tmp_path)
    errors = tool("errors")
    error = CliRunner().invoke(cli, arguments).exception
    assert isinstance(error, QuidError)
    lines = [message.text for message in errors.messages(frozenset({"QuidError"}))]
    fit = [line for line in lines if re.fullmatch(re.sub(r"‹[^›]*›", ".*", re.escape(line)), str(error), re.DOTALL)]
    assert fit, str(error)


@pytest.mark.parametrize("package", ["graph", "graph.analysis", "loaders", "loaders.reading", "loaders.gazetteer"])
def test_every_public_name_is_on_a_page(pages, package):
    ids = set().union(*(page.ids for path, page in pages.items() if path.startswith("reference/python/")))
    module = import_module(package)
    for name in module.__all__:
        home = getattr(getattr(module, name), "__module__", package)
        assert {f"{package}.{name}", f"{home}.{name}"} & ids or any(
            one.startswith(f"{package}.") and one.endswith(f".{name}") for one in ids
        ), f"{package}.{name}"


def test_the_cookbook_is_the_one_that_the_command_prints(pages):
    cookbook = (ROOT / "export" / "cypher" / "cookbook.md").read_text(encoding="utf-8")
    page = pages["reference/cookbook.html"].text
    titles = re.findall(r"^## (.+)$", cookbook, re.MULTILINE)
    assert len(titles) > 20
    assert not [title for title in titles if title not in page]
    assert "graph LR" not in page


# --- links and what is loaded -------------------------------------------------------------------------------------


def test_every_link_leads_somewhere(site, pages):
    dead = []
    for path, page in pages.items():
        for link in [*page.links, *page.loads]:
            target, anchor = urldefrag(unquote(link))
            if urlsplit(target).scheme:
                continue
            there = (site / path).parent / target if target else site / path
            if not there.exists():
                dead.append(f"{path}: {link}")
            elif anchor and there.suffix == ".html" and not anchor.startswith("__"):
                other = pages[there.resolve().relative_to(site.resolve()).as_posix()]
                dead += [] if anchor in other.ids else [f"{path}: {link}"]
    assert not dead


def test_no_page_loads_anything_from_elsewhere(pages):
    outside = [
        f"{path}: {load}"
        for path, page in pages.items()
        for load in page.loads
        if urlsplit(load).scheme in {"http", "https"}
    ]
    assert not outside
    assert all(page.loads for page in pages.values())


def test_pages_open_without_a_network(site, chromium):
    context = chromium.new_context(offline=True)
    asked: list[str] = []
    problems: list[str] = []
    tab = context.new_page()
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("pageerror", lambda error: problems.append(str(error)))
    for name in ("index.html", "tutorial.html", "notebook.html", "reference/model.html"):
        tab.goto((site / name).as_uri())
        assert tab.locator("h1").first.inner_text()
    explorer = tab.context.new_page()
    explorer.goto((site / "notebook.html").as_uri())
    frame = explorer.frame_locator("iframe[title='quid explorer']")
    frame.locator("#facets").get_by_text("Actors").first.wait_for(state="attached")
    context.close()
    assert not problems
    assert not [url for url in asked if not url.startswith(("file:", "data:", "blob:", "about:"))]


def test_the_search_finds_a_page(site, chromium):
    handler = partial(SimpleHTTPRequestHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        tab = chromium.new_page()
        # What is typed before the page listens is lost.
        tab.goto(f"http://127.0.0.1:{server.server_port}/index.html", wait_until="networkidle")
        box = tab.get_by_role("textbox", name="Search")
        box.click()
        box.press_sequentially("quid pro quo", delay=50)
        found = tab.locator(".md-search-result__link").first
        found.wait_for(state="attached", timeout=120_000)
        assert found.get_attribute("href")
        tab.close()
        server.shutdown()


def test_the_readme_links_to_pages_that_exist():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)", readme)
    assert any(link.startswith("docs/") for link in links)
    assert not [link for link in links if not (ROOT / link).exists()]


# --- examples -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_a_block_that_is_not_run_says_why(tool, path):
    for block in tool("examples").blocks(path.read_text(encoding="utf-8")):
        assert block.language not in {"bash", "shell", "console", "py", "pycon"}, (
            "call it sh or python, so that it runs"
        )
        assert block.runs or block.language not in {"sh", "python"} or all(block.notes["not run"])


def test_the_tutorial_runs_whole_and_shows_what_it_prints(tool, pages):
    blocks = list(tool("examples").blocks((DOCS / "tutorial.md").read_text(encoding="utf-8")))
    code = [block for block in blocks if block.language in {"sh", "python"}]
    outputs = [
        tag for tag, attributes in pages["tutorial.html"].tags if "output" in attributes.get("class", "").split()
    ]
    assert len(code) >= 8
    assert all(block.runs for block in code)
    assert len(outputs) == len(code)


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("```sh\nfalse\n```\n", "fails"),
        ("<!-- fails -->\n```sh\ntrue\n```\n", "does not fail"),
        ("<!-- shows: salt -->\n```sh\necho sugar\n```\n", "does not show 'salt'"),
        ("```python\n1 / 0\n```\n", "ZeroDivisionError"),
    ],
)
def test_an_example_that_does_otherwise_stops_the_build(tool, tmp_path, page, message):
    examples = tool("examples")
    with pytest.raises(examples.ExampleError, match=message):
        examples.run(page, tmp_path, "a page")


def test_examples_of_a_page_share_a_folder_and_names(tool, tmp_path):
    page = (
        '```text title="in/words.txt"\nfirst\nsecond\nthird\n```\n'
        "<!-- lines: 2 -->\n<!-- shows: third -->\n```sh\ncat in/words.txt\n```\n"
        "```python\nfrom pathlib import Path\ntext = Path('in/words.txt').read_text()\n```\n"
        "```python\ntext.split()\n```\n"
        "<!-- not run: needs a server -->\n```sh\nfalse\n```\n"
    )
    shown = tool("examples").run(page, tmp_path, "a page")
    assert "first\nsecond\n…\n" in shown
    assert "\n['first', 'second', 'third']\n" in shown
    assert "<!--" not in shown


# --- the notebook -------------------------------------------------------------------------------------------------


def test_the_notebook_is_stored_without_outputs():
    cells = json.loads((DOCS / "notebook.ipynb").read_text(encoding="utf-8"))["cells"]
    assert not [cell["id"] for cell in cells if cell.get("outputs") or cell.get("execution_count")]


def test_the_notebook_shows_page_tables_and_figures(pages):
    tags = pages["notebook.html"].tags
    frames = [attributes for tag, attributes in tags if tag == "iframe"]
    figures = [attributes for tag, attributes in tags if tag == "img" and attributes.get("class") == "output"]
    assert [frame["title"] for frame in frames] == ["quid explorer"]
    assert "quid-data" in frames[0]["srcdoc"]
    assert len(figures) >= 3
    assert all(figure["src"].startswith("data:image/") for figure in figures)
    assert sum(tag == "table" for tag, _ in tags) >= 5
