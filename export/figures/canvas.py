"""A sheet of paper measured in inches, and how it is written to a file: the same drawing gives the same bytes."""

from __future__ import annotations

import tomllib
import unicodedata
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.files import write_files
from graph.text import clean

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MARGIN = 0.35
#: Height of one line of small text, in inches.
LINE = 0.19
_HEADING = 0.72
_FOOTER = 0.42
_LONGEST = 34
_DPI = 200
# Text is drawn as outlines, so that a figure looks the same where the font is missing.
_SETTINGS: dict[Any, Any] = {"svg.hashsalt": "quid", "svg.fonttype": "path", "font.family": ["DejaVu Sans"]}


@cache
def style() -> dict[str, Any]:
    """The colours and marks of `style.toml`."""
    return tomllib.loads(files("export.figures").joinpath("style.toml").read_text(encoding="utf-8"))


def short(text: str, longest: int = _LONGEST) -> str:
    """A label of one line: no control characters, cut where it is long."""
    flat = " ".join(clean(unicodedata.normalize("NFC", text)).split())
    return flat if len(flat) <= longest else flat[: longest - 1].rstrip() + "…"


@contextmanager
def settings() -> Iterator[None]:
    """Draw with matplotlib's own settings and ours, whatever those of the user are; also as a decorator."""
    import matplotlib as mpl

    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        yield


class Sheet:
    """A figure with a title above and its source below; positions are inches from the lower left corner.

    Attributes:
        axes: where things are drawn; one unit is one inch.
        width: of the whole sheet.
        bottom: the lowest line of the drawing.
        top: its highest line.
    """

    def __init__(self, width: float, height: float, *, title: str, note: str, source: str) -> None:
        """Make a sheet with room of `height` for the drawing."""
        from matplotlib.figure import Figure

        whole = height + _HEADING + _FOOTER + 2 * MARGIN
        self.width, self.bottom, self.top = width, MARGIN + _FOOTER, MARGIN + _FOOTER + height
        self.title = short(title, 90)
        self.figure = Figure(figsize=(width, whole), facecolor="white")
        self.axes: Axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set(xlim=(0, width), ylim=(0, whole))
        self.axes.axis("off")
        dim = style()["ink"]["dim"]
        self.text(MARGIN, whole - MARGIN, self.title, size=13, weight="bold", va="top")
        self.text(MARGIN, whole - MARGIN - 0.3, note, size=8.5, colour=dim, va="top")
        self.text(MARGIN, MARGIN, source, size=7, colour=dim, va="bottom")

    def text(self, x: float, y: float, words: str, *, size: float = 9, colour: str | None = None, **how: Any) -> None:
        """Write words at a place; `$` in a name is no formula."""
        ink = colour or style()["ink"]["text"]
        self.axes.text(x, y, words, fontsize=size, color=ink, **{"va": "center_baseline", "parse_math": False, **how})

    def save(self, path: str) -> None:
        """Write SVG or PNG, by the ending; without dates, so that the same figure has the same bytes.

        Raises:
            QuidError: the folder is missing or not writable.
        """
        vector = Path(path).suffix.lower() == ".svg"
        about = {"Date": None, "Creator": None, "Title": self.title} if vector else {"Software": None}
        drawing = BytesIO()
        with warnings.catch_warnings():
            # A script that the font lacks is drawn as boxes; the rows have the name.
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")
            self.figure.savefig(drawing, format="svg" if vector else "png", dpi=_DPI, metadata=about)
        write_files({Path(path): [drawing.getvalue()]})
