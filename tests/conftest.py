"""Fixtures of every test: the pipeline, the annotated articles, a graph made by hand."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import networkx as nx
    from followthemoney.model import Model
    from playwright.sync_api import Browser
    from spacy.language import Language

    from export.cypher.server import Target
    from loaders.gazetteer import Gazetteer
    from loaders.reading import Analysis, Finding

    MultiDiGraph = nx.MultiDiGraph[str]

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The language pipeline that ships with the project."""
    from loaders.language import load

    return load()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The names that ship with the project."""
    from loaders.gazetteer import Gazetteer

    return Gazetteer()


@pytest.fixture(scope="session")
def read_exchanges(nlp: Language, gazetteer: Gazetteer) -> Callable[[str], tuple[Analysis, list[Finding]]]:
    """Reads the exchanges of a text: its findings, and the analysis that names their keys."""
    from graph.records import Article
    from loaders.reading import analyse, exchanges

    def reading(text: str) -> tuple[Analysis, list[Finding]]:
        analysis = analyse(Article(text, hashlib.sha256(text.encode()).hexdigest()), nlp(text), gazetteer)
        return analysis, list(exchanges.find(analysis))

    return reading


@pytest.fixture(scope="session")
def read_voices(nlp: Language, gazetteer: Gazetteer) -> Callable[[str], Analysis]:
    """Reads a text up to its voices."""
    from graph.records import Article
    from loaders.reading import analyse

    def reading(text: str) -> Analysis:
        article = Article(text, "0" * 64)
        return analyse(article, nlp(article.prose()), gazetteer)

    return reading


@pytest.fixture(scope="session")
def told(
    read_exchanges: Callable[[str], tuple[Analysis, list[Finding]]],
) -> Callable[[str], set[tuple[str | None, str | None, str]]]:
    """Reads the exchanges of a text by name: supplier, recipient, good."""
    from graph.records import Exchange

    def reading(text: str) -> set[tuple[str | None, str | None, str]]:
        analysis, findings = read_exchanges(text)
        names = {key: entity.name for key, entity in analysis.entities.items()}
        facts = [f.fact for f in findings if isinstance(f.fact, Exchange)]
        return {(names.get(f.supplier), names.get(f.recipient), names[f.good]) for f in facts}

    return reading


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the original articles and their annotation, which is no part of the project."""
    folder = Path(os.environ.get("QUID_SHARED", ROOT.parent / "shared"))
    if not (folder / "articles").is_dir():
        message = (
            f"the annotated articles are not at {folder}; set QUID_SHARED to the folder that holds articles/ and gold/"
        )
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return folder


@pytest.fixture(scope="session")
def seeds_graph(nlp: Language, gazetteer: Gazetteer) -> MultiDiGraph:
    """The graph of the sample articles."""
    from graph.build import build
    from graph.records import Article
    from loaders import load
    from loaders.reading import read

    articles = [item for item in load([str(ROOT / "seeds")]) if isinstance(item, Article)]
    return build(read(articles, nlp, gazetteer))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A browser for the explorer page; `$QUID_CHROMIUM` says where it is."""
    from playwright.sync_api import sync_playwright

    path = os.environ.get("QUID_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    if not Path(path).exists():
        message = "no Chromium; install the package chromium, or set QUID_CHROMIUM to a Chromium or Chrome"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def neo4j() -> Target:
    """The Neo4j of NEO4J_URI, whose database the tests empty."""
    from export.cypher.server import Target

    uri = os.environ.get("NEO4J_URI")
    if uri:
        user = os.environ.get("NEO4J_USERNAME", "neo4j")
        return Target(uri, user, os.environ.get("NEO4J_PASSWORD"), os.environ.get("NEO4J_DATABASE"))
    message = "no Neo4j: set NEO4J_URI and NEO4J_PASSWORD, or run: python tests/neo4j/neo4j_server.py pytest"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def seeds_file(seeds_graph: MultiDiGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the seeds as a file."""
    from graph.files import save

    path = tmp_path_factory.mktemp("seeds") / "graph.json"
    save(seeds_graph, path)
    return path


@pytest.fixture(scope="session")
def npm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the packages of tests/package.json."""
    if shutil.which("npm") is None:
        message = "no npm; install the packages nodejs and npm"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    folder = tmp_path_factory.mktemp("npm")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / "tests" / name, folder)
    command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=240)
    return folder / "node_modules"


@pytest.fixture(scope="session")
def ftm_model() -> Model:
    """The model of FollowTheMoney, of an extra of its own since it builds a package that needs a compiler and ICU."""
    try:
        from followthemoney import model
    except ImportError:
        message = "no followthemoney: apt install g++ pkg-config libicu-dev, then pip install '.[test-ftm]'"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return model
