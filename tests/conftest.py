"""Fixtures of every test: the pipeline, the annotated articles, a graph made by hand."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language

    from loaders.gazetteer import Gazetteer

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
def shared() -> Path:
    """The folder with the original articles and their annotation, which is no part of the project."""
    folder = Path(os.environ.get("QUID_SHARED", ROOT.parent / "shared"))
    if not (folder / "articles").is_dir():
        message = f"the annotated articles are not at {folder}; set QUID_SHARED to the folder that holds articles/ and gold/"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return folder
