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
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from export import assets
from export.columns import Columns, columns
from export.packing import evidence, packed

if TYPE_CHECKING:
    import networkx as nx

    from export.measures import Measures

    MultiDiGraph = nx.MultiDiGraph[str]

# What vis-network is told: places come from Python, drawing and hit testing from the page.
OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"shape": "dot", "size": 8, "physics": False},
    "interaction": {
        "hover": False,
        "multiselect": False,
        "selectConnectedEdges": False,
        "keyboard": {"enabled": False},
    },
}
# Above so many nodes places are rounded to so many pixels, and all views share those of the facts.
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
    from export.measures import measures
    from export.views import actor_pairs, fact_pairs, speech_pairs

    facts = fact_pairs(table)
    things = list(range(len(table.ids)))
    weights = measures(len(things), facts)
    layouts: dict[str, dict[str, Any] | None] = {
        "facts": _layout(table, things, facts, name_exchanges=False),
        "actors": _layout(table, *actor_pairs(table), name_exchanges=False),
        "says": _layout(table, *speech_pairs(table), name_exchanges=True),
    }
    layouts["facts"] = layouts["facts"] or _large_layout(facts, weights)
    return packed(table) | {"measures": vars(weights), "layouts": layouts}


def _layout(
    table: Columns, nodes: list[int], pairs: list[tuple[int, int]], *, name_exchanges: bool
) -> dict[str, Any] | None:
    """Places as the page reads them; None for a large view, which takes those of the facts."""
    from export.layout import positions
    from export.views import name_widths

    if len(nodes) > MANY:
        return None
    points = positions(name_widths(table, nodes, name_exchanges=name_exchanges), pairs)
    return {"node": nodes, "step": 1, "x": [x for x, _ in points], "y": [y for _, y in points]}


def _large_layout(pairs: list[tuple[int, int]], weights: Measures) -> dict[str, Any]:
    """Places of very many nodes, by community, in steps of several pixels."""
    from export.layout import clustered

    points = clustered(pairs, weights.community, weights.loose)
    places = {"x": [round(x / _COARSE) for x, _ in points], "y": [round(y / _COARSE) for _, y in points]}
    return {"node": list(range(len(points))), "step": _COARSE, **places}


def _blob(data: object) -> str:
    """Data as compressed base64, which no HTML can hide in."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    # mtime=0: the same graph gives the same bytes.
    return base64.b64encode(gzip.compress(text.encode("ascii"), 9, mtime=0)).decode("ascii")


def _render(title: str, data: str, quotes: str) -> str:
    """Fill the template through pyvis, which hands it the options of vis-network."""
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader
    from pyvis.network import Network

    # Half a character or a control character would break the file or the title.
    title = "".join(letter if letter.isprintable() else " " for letter in title)
    network = Network(directed=True, cdn_resources="in_line")
    network.set_options(json.dumps(OPTIONS))
    loaders = [FileSystemLoader(assets.folder()), FileSystemLoader(assets.pyvis_templates())]
    network.templateEnv = Environment(loader=ChoiceLoader(loaders), autoescape=True, keep_trailing_newline=True)
    scripts = (assets.vis_network(), assets.script())
    policy = _POLICY.format(script=" ".join(map(assets.source_hash, scripts)), style=assets.source_hash(assets.style()))
    network.templateEnv.globals |= {
        "title": title,
        "policy": policy,
        "style": assets.style(),
        "vis": scripts[0],
        "script": scripts[1],
        "theme": _inert(json.dumps(assets.theme())),
        "data": data,
        "quotes": quotes,
        "inert": _inert,
    }
    network.path = "page.html"
    rendered: str = network.generate_html()
    return rendered


def _inert(json_text: str) -> str:
    """JSON that cannot end the script element which holds it."""
    return json_text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
