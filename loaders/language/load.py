"""Build the pipeline that ships with the program, or take another one by name or folder."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language

from graph.errors import QuidError
from loaders.language import component, tokens

#: Folder of the weights that ship with the program.
WEIGHTS = Path(__file__).parent / "weights"

#: Dependency labels that UD has and the older CLEAR labels (``dobj``, ``pobj`` …) lack.
UD_ONLY = frozenset({"obj", "obl", "case", "nmod"})


class LanguageError(QuidError):
    """The language model cannot be loaded, or its labels are not the ones the rules read."""


def load(model: str | None = None) -> Language:
    """Return a pipeline that fills ``Doc`` objects with UD syntax, lemmas and entities.

    Args:
        model: name of an installed spaCy package or path of a pipeline folder;
            ``None`` takes the encoder whose weights ship in ``weights/``.

    Raises:
        LanguageError: the model is not found, does not parse, or has no UD labels.
    """
    if model is None:
        return pipeline(WEIGHTS)
    try:
        nlp = spacy.load(model)
    except (OSError, ValueError) as error:
        raise LanguageError(f"cannot load the language model {model!r}: {error}") from error
    _require_ud(nlp, model)
    return nlp


def pipeline(weights: Path) -> Language:
    """Return the pipeline over the encoder whose files lie in ``weights``."""
    nlp = spacy.blank("en")
    tokens.adapt(nlp)
    nlp.add_pipe(component.FACTORY, config={"weights": str(weights)})
    return nlp


def _require_ud(nlp: Language, model: str) -> None:
    labels = {label for labels in nlp.pipe_labels.values() for label in labels}
    missing = UD_ONLY - labels
    if missing:
        raise LanguageError(
            f"the language model {model!r} has no Universal Dependencies labels: "
            f"its parser lacks {', '.join(sorted(missing))}"
        )
