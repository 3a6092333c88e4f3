"""The explorer: one HTML file that needs no network and shows the graph with its evidence.

pyvis gives the frame (`Network`, its options, its vis-network); template, data, drawing and everything around the canvas
are ours, as the template of pyvis asks two servers for Bootstrap and runs scripts in titles. Text from the graph reaches
the page only as compressed data, never as markup.
"""

from __future__ import annotations

import base64
import gzip
import html as markup
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from export import assets
from export.columns import Columns, columns
from export.packing import evidence, packed

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]

# What vis-network is told: places come from Python, drawing and hit testing from the page.
OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"shape": "dot", "size": 8, "physics": False},
    "interaction": {"hover": False, "multiselect": False, "selectConnectedEdges": False, "keyboard": {"enabled": False}},
}
# Above so many nodes places are rounded to so many pixels, and claims stand where the page puts them.
MANY = 5_000
_COARSE = 12
_POLICY = "default-src 'none'; script-src {script}; style-src {style}; img-src data: blob:; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True)
class Page:
    """A finished page. In a notebook it shows itself inline."""

    html: str

    def _repr_html_(self) -> str:
        """The page in a frame of its own, so that neither touches the other's scripts and styles."""
        return (
            '<iframe sandbox="allow-scripts allow-downloads allow-popups allow-modals" '
            'style="width:100%;height:720px;border:1px solid #8888" title="quid explorer" '
            f'srcdoc="{markup.escape(self.html, quote=True)}"></iframe>'
        )


def page(graph: MultiDiGraph, title: str = "quid") -> Page:
    """The graph as a page.

    Args:
        graph: as `graph.build.build` or `graph.files.load` give it.
        title: what the browser shows as the page's title.

    Raises:
        QuidError: the installed pyvis ships another vis-network than the page is made for.
    """
    table = columns(graph)
    return Page(_render(title, _blob(page_data(table)), _blob(evidence(table))))


def write(graph: MultiDiGraph, path: str | Path, title: str = "quid") -> None:
    """Write the graph's page; the file appears whole or not at all.

    Raises:
        QuidError: the folder is missing or not writable.
    """
    from graph.files import write_text

    write_text(path, page(graph, title).html)


def page_data(table: Columns) -> dict[str, Any]:
    """Everything that the page draws from, quotes apart."""
    from export.layout import positions
    from export.measures import measures
    from export.views import actor_pairs, fact_pairs, name_widths, speech_pairs

    things = list(range(len(table.ids)))
    facts = fact_pairs(table)
    weights = measures(len(things), facts)
    actors, between = actor_pairs(table)
    speech, spoken = speech_pairs(table, limit=MANY)
    return packed(table) | {
        "measures": vars(weights),
        "layouts": {
            "facts": _layout(things, positions(name_widths(table, things, name_exchanges=False), facts)),
            "actors": _layout(actors, positions(name_widths(table, actors, name_exchanges=False), between)),
            "says": _layout(speech, positions(name_widths(table, speech, name_exchanges=True), spoken)),
        },
    }


def _layout(nodes: list[int], points: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """Places as the page reads them: in whole steps of pixels, coarser where there are many nodes."""
    step = 1 if len(nodes) <= MANY else _COARSE
    return {"node": nodes, "step": step, "x": [round(x / step) for x, _ in points], "y": [round(y / step) for _, y in points]}


def _blob(data: object) -> str:
    """Data as compressed base64, which no HTML can hide in."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    # mtime=0: the same graph gives the same bytes.
    return base64.b64encode(gzip.compress(text.encode("ascii"), 9, mtime=0)).decode("ascii")


def _render(title: str, data: str, quotes: str) -> str:
    """Fill the template through pyvis, which hands it the options of vis-network."""
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.set_options(json.dumps(OPTIONS))
    loaders = [FileSystemLoader(assets.folder()), FileSystemLoader(assets.pyvis_templates())]
    network.templateEnv = Environment(loader=ChoiceLoader(loaders), autoescape=True, keep_trailing_newline=True)
    scripts = (assets.vis_network(), assets.script())
    policy = _POLICY.format(
        script=" ".join(map(assets.source_hash, scripts)), style=assets.source_hash(assets.style())
    )
    network.templateEnv.globals |= {
        "title": title, "policy": policy, "style": assets.style(), "vis": scripts[0], "script": scripts[1],
        "theme": _inert(json.dumps(assets.theme())), "data": data, "quotes": quotes, "inert": _inert,
    }
    network.path = "page.html"
    rendered: str = network.generate_html()
    return rendered


def _inert(json_text: str) -> str:
    """JSON that cannot end the script element which holds it."""
    return json_text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
