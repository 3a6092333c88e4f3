"""Processor seconds of network measures: networkx, igraph, rustworkx, NetworKit, and quid's backend, in one run.

    python tests/benchmark_networks.py [--large] [--slow] [--only pagerank,leiden] [--nodes 10000 --edges 50000]

One thread each. A graph of preferential attachment with weights, 10,000 nodes and 50,000 edges, with `--large` 100,000 and
500,000. igraph, rustworkx and NetworKit work on their own graph; what making it from the networkx graph costs stands in the row
"conversion". `first` is the backend's first call on a networkx graph, its conversion included; `then` the next one, from
networkx's cache. `alone` is the library under the backend on arrays that are there: SciPy or graspologic-native, without
networkx around it. `--slow` adds what takes minutes. It needs `pip install rustworkx`; NetworKit takes part where it is
installed.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

for _threads in ("OMP_NUM_THREADS", "RAYON_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[_threads] = "1"

import igraph  # noqa: E402
import networkx as nx  # noqa: E402
import numpy as np  # noqa: E402
import rustworkx as rx  # noqa: E402

from graph.backend import Backend  # noqa: E402
from graph.backend.arrays import arrays  # noqa: E402

nx.config.warnings_to_ignore.add("cache")
PIVOTS = 500
LIBRARIES = ("networkx", "igraph", "rustworkx", "networkit", "alone", "first", "then")
# What takes longer than a minute or so, by row and size.
SLOW = {
    False: {("betweenness", "networkx"), ("closeness", "networkx"), ("betweenness", "networkit")},
    True: {
        ("betweenness_pivots", "networkx"),
        ("leiden", "networkx"),
        *(("closeness", library) for library in LIBRARIES),
        *(("betweenness", library) for library in LIBRARIES),
    },
}


def timed(action: Callable[[], Any]) -> tuple[float, Any]:
    """The best of three; of what takes a second or more, the first."""
    best, result = float("inf"), None
    for _ in range(3):
        started = time.process_time()
        result = action()
        best = min(best, time.process_time() - started)
        if best > 1:
            break
    return best, result


def example(nodes: int, edges: int) -> nx.Graph:
    graph = nx.barabasi_albert_graph(nodes, edges // nodes, seed=1)
    for number, (_, _, data) in enumerate(graph.edges(data=True)):
        data["weight"] = 1 + number % 3
    return graph


class Graphs:
    """The same graph as every library has it, and what making it costs."""

    def __init__(self, plain: nx.Graph) -> None:
        self.networkx = plain
        ends = list(plain.edges(data="weight"))
        self.seconds = {}
        self.seconds["igraph"], self.igraph = timed(lambda: igraph.Graph.TupleList(ends, weights=True))
        self.order = self.igraph.vs["name"]
        self.seconds["rustworkx"], self.rustworkx = timed(lambda: rx.networkx_converter(plain))
        self.directed = self.rustworkx.to_directed()
        self.networkit = None
        if find_spec("networkit"):
            import networkit

            networkit.setNumberOfThreads(1)
            make = lambda: networkit.nxadapter.nx2nk(plain, weightAttr="weight")  # noqa: E731
            self.seconds["networkit"], self.networkit = timed(make)
        self.seconds["alone"], self.arrays = timed(lambda: arrays(plain, {"weight": 1}))


def from_igraph(graphs: Graphs, values: list[float]) -> dict[Any, float]:
    return dict(zip(graphs.order, values, strict=True))


def tasks(graphs: Graphs) -> dict[str, dict[str, Callable[[], Any]]]:
    g, ig, r, d, nk = graphs.networkx, graphs.igraph, graphs.rustworkx, graphs.directed, graphs.networkit
    pivots = random.Random(1).sample(list(g), PIVOTS)
    places = {node: place for place, node in enumerate(graphs.order)}

    def weight(edge: dict[str, float]) -> float:
        return edge["weight"]

    rows = {
        "pagerank": {
            "networkx": lambda: nx.pagerank(g, backend="networkx"),
            "igraph": lambda: from_igraph(graphs, ig.pagerank(weights="weight")),
            "rustworkx": lambda: dict(rx.pagerank(d, weight_fn=weight)),
        },
        "eigenvector": {
            "networkx": lambda: nx.eigenvector_centrality(g, weight="weight", backend="networkx"),
            "igraph": lambda: ig.eigenvector_centrality(weights="weight"),
            "rustworkx": lambda: dict(rx.eigenvector_centrality(r, weight_fn=weight)),
        },
        "hits": {
            "networkx": lambda: nx.hits(g, backend="networkx"),
            "rustworkx": lambda: rx.hits(d, weight_fn=weight),
        },
        "betweenness_pivots": {
            "networkx": lambda: nx.betweenness_centrality(g, k=PIVOTS, seed=1, normalized=False, backend="networkx"),
            "igraph": lambda: ig.betweenness(sources=[places[node] for node in pivots]),
        },
        "betweenness": {
            "networkx": lambda: nx.betweenness_centrality(g, normalized=False, backend="networkx"),
            "igraph": lambda: from_igraph(graphs, ig.betweenness()),
            "rustworkx": lambda: dict(rx.betweenness_centrality(r, normalized=False)),
        },
        "closeness": {
            "networkx": lambda: nx.closeness_centrality(g, backend="networkx"),
            "igraph": lambda: from_igraph(graphs, ig.closeness()),
            "rustworkx": lambda: dict(rx.closeness_centrality(r)),
        },
        "leiden": {
            "networkx": lambda: nx.community.louvain_communities(g, seed=1, backend="networkx"),
            "igraph": lambda: list(
                ig.community_leiden(objective_function="modularity", weights="weight", n_iterations=2)
            ),
        },
        "components": {
            "networkx": lambda: list(nx.connected_components(g, backend="networkx")),
            "igraph": lambda: list(ig.connected_components()),
            "rustworkx": lambda: rx.connected_components(r),
        },
        "core": {
            "networkx": lambda: nx.core_number(g, backend="networkx"),
            "igraph": lambda: from_igraph(graphs, ig.coreness()),
            "rustworkx": lambda: dict(rx.core_number(r)),
        },
    }
    if nk is not None:
        import networkit
        from networkit import centrality as c

        variant = c.ClosenessVariant.GENERALIZED
        rows["pagerank"]["networkit"] = lambda: c.PageRank(nk, tol=1e-6).run().scores()
        rows["eigenvector"]["networkit"] = lambda: c.EigenvectorCentrality(nk, tol=1e-6).run().scores()
        rows["betweenness_pivots"]["networkit"] = lambda: c.EstimateBetweenness(nk, PIVOTS).run().scores()
        rows["betweenness"]["networkit"] = lambda: c.Betweenness(nk).run().scores()
        rows["closeness"]["networkit"] = lambda: c.Closeness(nk, True, variant).run().scores()
        rows["leiden"]["networkit"] = lambda: networkit.community.ParallelLeiden(nk).run().getPartition()
        rows["components"]["networkit"] = lambda: networkit.components.ConnectedComponents(nk).run().getComponents()
        rows["core"]["networkit"] = lambda: c.CoreDecomposition(nk).run().scores()
    return rows


BACKEND: dict[str, tuple[str, dict[str, Any]]] = {
    "pagerank": ("pagerank", {}),
    "eigenvector": ("eigenvector_centrality", {"weight": "weight"}),
    "hits": ("hits", {}),
    "betweenness_pivots": ("betweenness_centrality", {"k": PIVOTS, "seed": 1, "normalized": False}),
    "betweenness": ("betweenness_centrality", {"normalized": False}),
    "closeness": ("closeness_centrality", {}),
    "leiden": ("leiden_communities", {"seed": 1}),
    "components": ("connected_components", {}),
    "core": ("core_number", {}),
}


def backend(row: str, graphs: Graphs) -> dict[str, Callable[[], Any]]:
    name, options = BACKEND[row]
    function = getattr(nx, name, None) or getattr(nx.community, name)
    direct = {**options, "seed": random.Random(1)} if "seed" in options else options

    def call() -> Any:
        found = function(graphs.networkx, **options, backend="quid")
        return list(found) if row == "components" else found

    def first() -> Any:
        graphs.networkx.__networkx_cache__.clear()
        return call()

    def alone() -> Any:
        if row != "leiden":
            found = getattr(Backend, name)(graphs.arrays, **direct)
            return list(found) if row == "components" else found
        from graspologic_native import leiden_csr

        matrix = graphs.arrays.matrix("weight")
        indptr, indices = matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32)
        rounds = {"iterations": 2, "seed": 1}
        return leiden_csr(indptr, indices, matrix.data, len(graphs.arrays), **rounds)

    return {"alone": alone, "first": first, "then": call}


def difference(one: Any, other: Any) -> str:
    """The largest difference of two results by node, as a share of the largest value."""
    if isinstance(one, tuple):
        one, other = one[1], other[1]
    if not isinstance(one, dict) or not isinstance(other, dict):
        return ""
    top = max(abs(value) for value in one.values()) or 1
    return f"{max(abs(one[node] - other[node]) for node in one) / top:.0e}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--slow", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--nodes", type=int)
    parser.add_argument("--edges", type=int)
    options = parser.parse_args()
    nodes = options.nodes or (100_000 if options.large else 10_000)
    graphs = Graphs(example(nodes, options.edges or 5 * nodes))
    rows = tasks(graphs)
    wanted = options.only.split(",") if options.only else list(rows)
    print(f"{nodes} nodes, {graphs.networkx.number_of_edges()} edges, processor seconds, load {os.getloadavg()[0]:.1f}")
    print(f"{'':20s}" + "".join(f"{library:>11s}" for library in LIBRARIES) + "   from networkx / igraph")
    print(
        f"{'conversion':20s}"
        + "".join(f"{graphs.seconds[at]:11.3f}" if at in graphs.seconds else f"{'':11s}" for at in LIBRARIES)
    )
    for row in wanted:
        actions = {**rows[row], **backend(row, graphs)}
        seconds: dict[str, float] = {}
        found: dict[str, Any] = {}
        print(f"{row:20s}", end="", flush=True)
        for library in LIBRARIES:
            skipped = (row, library) in SLOW[options.large] and not options.slow
            if library in actions and not skipped:
                seconds[library], found[library] = timed(actions[library])
            cell = f"{seconds[library]:11.3f}" if library in seconds else f"{'(slow)' if skipped else '':>11s}"
            print(cell, end="", flush=True)
        reference = found.get("networkx", found.get("igraph"))
        print("   " + (difference(reference, found["then"]) if "then" in found else ""), flush=True)


if __name__ == "__main__":
    main()
