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
_LONGEST = 300
_DPI = 200
_POINTS = 72
# The font that comes with matplotlib.
_FONT = "DejaVu Sans"
# Text is drawn as outlines, so that a figure looks the same where the font is missing; `$` in a name is no formula.
_SETTINGS: dict[Any, Any] = {
    "svg.hashsalt": "quid",
    "svg.fonttype": "path",
    "font.family": [_FONT],
    "text.parse_math": False,
}


@cache
def style() -> dict[str, Any]:
    """The colours and marks of `style.toml`."""
    return tomllib.loads(files("export.figures").joinpath("style.toml").read_text(encoding="utf-8"))


def short(text: str, width: float, size: float = 9) -> str:
    """A label of one line without control characters, cut where it is wider than so many inches at a size in points."""
    flat = " ".join(clean(unicodedata.normalize("NFC", text)).split())[:_LONGEST]
    if _width(flat, size) <= width:
        return flat
    kept = len(flat) - 1
    while kept and _width(f"{flat[:kept]}…", size) > width:
        kept -= 1
    return f"{flat[:kept].rstrip()}…"


def _width(text: str, size: float) -> float:
    """How wide a text is, in inches."""
    from matplotlib.font_manager import findfont, get_font

    font = get_font(findfont(_FONT))
    font.set_size(size, _POINTS)
    with _quiet():
        font.set_text(text)
    return float(font.get_width_height()[0]) / 64 / _POINTS


@contextmanager
def _quiet() -> Iterator[None]:
    """Say nothing of signs that the font lacks: they are drawn as boxes, and the rows have the name."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield


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
        room = width - 2 * MARGIN
        # Bold is wider than what is measured.
        self.title = short(title, room, 13 * 1.2)
        self.figure = Figure(figsize=(width, whole), facecolor="white")
        self.axes: Axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set(xlim=(0, width), ylim=(0, whole))
        self.axes.axis("off")
        dim = style()["ink"]["dim"]
        self.text(MARGIN, whole - MARGIN, self.title, size=13, weight="bold", va="top")
        self.text(MARGIN, whole - MARGIN - 0.3, short(note, room, 8.5), size=8.5, colour=dim, va="top")
        self.text(MARGIN, MARGIN, short(source, room, 7), size=7, colour=dim, va="bottom")

    def text(self, x: float, y: float, words: str, *, size: float = 9, colour: str | None = None, **how: Any) -> None:
        """Write words at a place; `size` in points."""
        ink = colour or style()["ink"]["text"]
        self.axes.text(x, y, words, fontsize=size, color=ink, **{"va": "center_baseline", **how})

    def save(self, path: str) -> None:
        """Write SVG or PNG, by the ending; without dates, so that the same figure has the same bytes.

        Raises:
            QuidError: the folder is missing or not writable.
        """
        vector = Path(path).suffix.lower() == ".svg"
        about = {"Date": None, "Creator": None, "Title": self.title} if vector else {"Software": None}
        drawing = BytesIO()
        with _quiet():
            self.figure.savefig(drawing, format="svg" if vector else "png", dpi=_DPI, metadata=about)
        write_files({Path(path): [drawing.getvalue()]})
