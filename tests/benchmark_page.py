"""How fast and how large the explorer page is: `python tests/benchmark_page.py [NODES…] [--stock]`.

Drives Chromium on made-up graphs of 1,000, 5,000 and 20,000 nodes with two edges a node, and prints for each: size of the
file (quotes apart), seconds until the page can be dragged, renderer milliseconds a frame while panning and zooming with
every node unfolded, and latencies of a filter, a focus, a path and a search keystroke. `--stock` measures pyvis as it
comes, with 1,000 nodes, in the same run. Without a GPU. Frames and latencies are in time of the
page's main thread, and of several starts and latencies the quickest counts: whatever else the machine does only adds.
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import networkx as nx

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from graph.ids import exchange_key, key  # noqa: E402
from graph.records import Exchange  # noqa: E402
from graph.vocabulary import vocabulary  # noqa: E402

CHROMIUM = os.environ.get("QUID_CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
LIMITS = {
    1_000: {"file_mb": 0.8, "usable_s": 1.0},
    5_000: {"usable_s": 1.5},
    20_000: {
        "file_mb": 1.5,
        "usable_s": 4.0,
        "pan_ms": 10,
        "zoom_ms": 10,
        "filter_ms": 100,
        "focus_ms": 100,
        "path_ms": 100,
        "key_ms": 30,
    },
}
SYLLABLES = [
    "ka",
    "lo",
    "mi",
    "ren",
    "tor",
    "va",
    "shu",
    "bel",
    "dan",
    "qui",
    "nor",
    "est",
    "ami",
    "gra",
    "pol",
    "zan",
    "heb",
    "und",
    "ico",
    "fer",
]


def synthetic(size: int, seed: int = 7) -> nx.MultiDiGraph:
    """A graph of the model's vocabulary with about `size` things and two edges for each, every fact with one claim."""
    chance = random.Random(seed)
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    for number in range(max(3, size // 200)):
        graph.add_node(
            f"article:{number:05}",
            type="Article",
            name=f"Article {number}",
            title=f"Article {number}",
            publisher=f"Paper {number % 40}",
            authors=[],
            date=f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}",
        )
    things = _things(graph, size, chance)
    _exchanges(graph, things, size, chance)
    _relations(graph, things, 2 * size, chance)
    return graph


def _things(graph: nx.MultiDiGraph, size: int, chance: random.Random) -> dict[str, list[str]]:
    kinds = vocabulary().kinds
    attribute = {"Actor": "kind", "Good": "category", "Resolution": "kind", "Commentator": "role"}
    things: dict[str, list[str]] = {}
    for node_type, share in (("Actor", 0.45), ("Good", 0.15), ("Resolution", 0.05), ("Commentator", 0.1)):
        for number in range(round(size * share)):
            name = f"{' '.join(''.join(chance.choices(SYLLABLES, k=3)).capitalize() for _ in range(2))} {number}"
            node = key(node_type, name)
            graph.add_node(node, type=node_type, name=name, aliases=[name.split()[0]] if chance.random() < 0.3 else [])
            graph.nodes[node][attribute[node_type]] = chance.choice(kinds[node_type])
            things.setdefault(node_type, []).append(node)
    return things


def _pick(nodes: list[str], chance: random.Random) -> str:
    """Some nodes are named much more often than others."""
    return nodes[int(len(nodes) * chance.random() ** 2.5)]


def _claim(
    graph: nx.MultiDiGraph, about: list[str], things: dict[str, list[str]], chance: random.Random, stage: str | None
) -> str:
    claim = f"claim:{graph.number_of_nodes()}"
    start = chance.randrange(6000)
    certainty = chance.choices(vocabulary().certainties, weights=[70, 8, 12, 5, 5])[0]
    quote = f"Sentence {start} says that {' and '.join(graph.nodes[node]['name'] for node in about)} belong together."
    graph.add_node(
        claim,
        type="Claim",
        name=quote[:80],
        quote=quote,
        start=start,
        end=start + len(quote),
        certainty=certainty,
        rule="made up",
        confidence=1.0,
    )
    if stage is not None:
        graph.nodes[claim]["stage"] = stage
    articles = max(3, len(things["Actor"]) * 100 // 45 // 200)
    graph.add_edge(claim, f"article:{chance.randrange(articles):05}", key="STATED_IN", type="STATED_IN")
    for node in about:
        graph.add_edge(claim, node, key="ABOUT", type="ABOUT")
    if chance.random() < 0.4:
        speaker = _pick(things[chance.choice(["Actor", "Commentator"])], chance)
        graph.add_edge(speaker, claim, key="SAYS", type="SAYS")
    return claim


def _exchanges(graph: nx.MultiDiGraph, things: dict[str, list[str]], size: int, chance: random.Random) -> None:
    for number in range(round(size * 0.25)):
        supplier, recipient = _pick(things["Actor"], chance), _pick(things["Actor"], chance)
        good, stage = _pick(things["Good"], chance), chance.choice(vocabulary().stages)
        node = exchange_key(Exchange(supplier, recipient, good))
        if node in graph or supplier == recipient:
            continue
        graph.add_node(node, type="Exchange", name=f"exchange {number}", stage=stage)
        claim = _claim(graph, [node], things, chance, stage)
        for source, target, edge_type in (
            (supplier, node, "SUPPLIES"),
            (node, recipient, "DELIVERS_TO"),
            (node, good, "OF"),
        ):
            graph.add_edge(source, target, key=edge_type, type=edge_type, claims=[claim], weight=1)


def _relations(graph: nx.MultiDiGraph, things: dict[str, list[str]], edges: int, chance: random.Random) -> None:
    types = [edge for edge in vocabulary().edges.values() if edge.fact and "Exchange" not in edge.source | edge.target]
    facts = sum("claims" in data for _, _, data in graph.edges(data=True))
    while facts < edges:
        edge = chance.choice(types)
        source = chance.choice(things[chance.choice(sorted(edge.source & things.keys()))])
        target = _pick(things[chance.choice(sorted(edge.target & things.keys()))], chance)
        if source != target and not graph.has_edge(source, target, edge.name):
            claim = _claim(graph, [source, target], things, chance, None)
            graph.add_edge(source, target, key=edge.name, type=edge.name, claims=[claim], weight=1)
            facts += 1


def measure(browser: Any, path: Path) -> dict[str, float]:
    """Open the page once for the start, once for everything else."""
    result: dict[str, float] = {}
    starts = []
    for _ in range(5):
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready]")
        starts.append(page.evaluate("performance.getEntriesByName('quid-usable')[0].startTime") / 1000)
        page.close()
    result["usable_s"] = min(starts)
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready=evidence]")
    page.evaluate("quid.set({unfolded: 'all'})")
    page.evaluate("quid.stage.fit()")
    page.wait_for_timeout(1500)
    result["shown"] = page.evaluate("quid.scene.shown.length")
    result |= _frames(page)
    result |= _latencies(page)
    page.close()
    return result


def _busy(session: Any) -> float:
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"])


def _frames(page: Any) -> dict[str, float]:
    """Milliseconds of the renderer's main thread for each frame of a drag and of a wheel zoom."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    box = page.locator("#canvas").bounding_box()
    x, y = box["x"] + box["width"] - 30, box["y"] + box["height"] - 30
    result = {}
    for name in ("pan_ms", "zoom_ms"):
        page.evaluate(
            "() => { window.frames_ = 0; window.count_ = () => { frames_ += 1; window.raf_ = requestAnimationFrame(count_); }; count_(); }"
        )
        before = _busy(session)
        page.mouse.move(x, y)
        if name == "pan_ms":
            page.mouse.down()
        for step in range(60):
            if name == "pan_ms":
                page.mouse.move(x - 4 * step, y - 2 * step)
            else:
                page.mouse.wheel(0, 60 if step % 12 < 6 else -60)
        frames = page.evaluate("() => { cancelAnimationFrame(raf_); return frames_; }")
        result[name] = 1000 * (_busy(session) - before) / max(1, frames)
        result[name.replace("ms", "frames")] = frames
        page.mouse.up()
        page.wait_for_timeout(700)
    return result


WORKS = {
    "filter_ms": "quid.set({off: {...quid.state.off, type: quid.state.off.type.length ? [] : ['Good']}})",
    "focus_ms": "quid.set({focus: quid.state.focus ? null : quid.graph.id(hub_), steps: 2})",
    "path_ms": "quid.set({path: quid.state.path ? null : [quid.graph.id(hub_), quid.graph.id(quid.scene.shown[77])]})",
}
STOCK_LIMIT_S = 200
KEYS = ("k", "ka", "kal", "kalo", "kalom", "kalomi", "klaomi", "klaomir")


def _latencies(page: Any) -> dict[str, float]:
    """Milliseconds of the main thread from the act to the finished picture, the quickest of five; the slowest key."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def timed(work: str) -> float:
        before = _busy(session)
        page.evaluate(work)
        return 1000 * (_busy(session) - before)

    page.evaluate("window.hub_ = [...quid.scene.shown].sort((a, b) => quid.scene.radius[b] - quid.scene.radius[a])[0]")
    result = {}
    for name, work in WORKS.items():
        times = []
        for _ in range(6):
            times.append(timed(f"() => {{ {work}; quid.stage.frame(true); }}"))
            page.wait_for_timeout(250)
        # Every second act undoes the one before; both must be quick.
        result[name] = max(min(times[0::2]), min(times[1::2]))
    typed = "() => {{ const input = document.getElementById('search'); input.value = '{}'; input.dispatchEvent(new Event('input')); }}"
    rounds = [[timed(typed.format(text)) for text in KEYS] for _ in range(3)]
    page.evaluate("document.getElementById('search').value = ''")
    return result | {"key_ms": max(min(times) for times in zip(*rounds[1:], strict=True))}


def page_of(size: int, folder: Path) -> tuple[Path, dict[str, float]]:
    """Write the page of a made-up graph; its size counts without the quotes."""
    from export.columns import columns
    from export.packing import evidence
    from export.page import _blob, write

    graph = synthetic(size)
    path = folder / f"{size}.html"
    start = time.perf_counter()
    write(graph, path)
    seconds = time.perf_counter() - start
    table = columns(graph)
    return path, {
        "nodes": len(table.ids),
        "edges": len(table.edges),
        "export_s": seconds,
        "file_mb": (path.stat().st_size - len(_blob(evidence(table)["quote"]))) / 1e6,
    }


def stock(browser: Any, folder: Path) -> dict[str, float]:
    """pyvis as it comes, 1,000 nodes: seconds until it has settled, at most `STOCK_LIMIT_S`, and the file's size."""
    from playwright.sync_api import TimeoutError  # noqa: A004
    from pyvis.network import Network

    graph = synthetic(1_000)
    network = Network(directed=True, cdn_resources="in_line")
    things = [node for node, data in graph.nodes(data=True) if data["type"] not in {"Claim", "Article"}]
    network.add_nodes(things)
    for source, target, data in graph.edges(data=True):
        if "claims" in data:
            network.add_edge(source, target)
    path = folder / "stock.html"
    path.write_text(network.generate_html(), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    page = context.new_page()
    start = time.perf_counter()
    try:
        page.goto(path.as_uri(), wait_until="commit", timeout=STOCK_LIMIT_S * 1000)
        page.wait_for_function(
            "typeof network !== 'undefined' && network.physics.stabilized", timeout=STOCK_LIMIT_S * 1000
        )
    except TimeoutError:
        # Not usable by then: the figure says at least so much.
        pass
    result = {"usable_s": time.perf_counter() - start, "file_mb": path.stat().st_size / 1e6}
    context.close()
    return result


def main(arguments: list[str]) -> int:
    """Print one JSON line a size, and what misses its limit; exit code 1 if anything does."""
    from playwright.sync_api import sync_playwright

    sizes = [int(argument) for argument in arguments if argument.isdigit()] or list(LIMITS)
    missed = []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for size in sizes:
            path, row = page_of(size, Path(name))
            row |= measure(browser, path)
            print(json.dumps({key: round(value, 2) for key, value in row.items()}))
            missed += [
                f"{size}: {key} {row[key]:.2f} > {limit}"
                for key, limit in LIMITS.get(size, {}).items()
                if row[key] > limit
            ]
        if "--stock" in arguments:
            print(
                json.dumps({"stock pyvis": {key: round(value, 2) for key, value in stock(browser, Path(name)).items()}})
            )
        browser.close()
    print("\n".join(["missed:", *missed]) if missed else "every limit is kept")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
