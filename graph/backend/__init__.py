"""A backend of networkx on SciPy and graspologic-native: the same functions and results, compiled.

networkx finds it through the entry point group `networkx.backends`, so that nothing but a word changes:

    nx.pagerank(g, backend="quid")                  # this call
    nx.config.backend_priority.algos = ["quid"]     # every call that it can serve, of graphs large enough

A graph is converted once and kept in networkx's own cache (`G.__networkx_cache__`), which networkx clears when the
graph is changed through its methods.

| function | equal to networkx | what is refused |
|---|---|---|
| `pagerank` | the same iteration, 1e-12 | |
| `eigenvector_centrality` | the same iteration, 1e-9 | multigraphs |
| `hits` | 1e-6; where the leading singular value is not simple, always the same of its vectors | `nstart` |
| `betweenness_centrality` | the same pivots under the same seed, 1e-9 relative | `weight`, `endpoints` |
| `closeness_centrality`, `harmonic_centrality` | 1e-12 | `u`, `distance`, `nbunch`, `sources` |
| `connected_components`, `weakly_…`, `strongly_…` | exact | |
| `core_number` | exact | multigraphs, loops |
| `single_source_shortest_path_length` | exact, in the same order | `cutoff` |
| `single_source_dijkstra_path_length` | 1e-12 relative | `cutoff`, negative weights |
| `leiden_communities` | networkx has none of its own; the same under the same seed | `max_level`, negative weights |

What is refused, networkx does itself. A graph with longer shortest paths than 256 steps goes back to networkx for
betweenness, closeness and harmonic centrality, as the blocks in which they are computed pay only in shallow graphs.
"""

from __future__ import annotations

from typing import Any

from graph.backend.interface import Backend

__all__ = ["Backend", "info"]


def info() -> dict[str, Any]:
    """What networkx shows in its documentation: which functions, and how they differ."""
    return {
        "backend_name": "quid",
        "project": "quid",
        "package": "graph.backend",
        "short_summary": "Compiled measures on SciPy, Leiden by graspologic-native",
        "functions": {name: {} for name in Backend.functions},
    }
