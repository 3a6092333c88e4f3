"""Measures of a node's place in a network, through networkx and, where it pays, quid's compiled backend of it.

`w` is the weight of an edge (`claims` or `articles`), `n` the number of nodes, `m` the number of edges.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.errors import QuidError

if TYPE_CHECKING:
    import networkx as nx

    DiGraph = nx.DiGraph[str]

_WEIGHTS = ("claims", "articles")


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: what it says, its unit, its cost and where it is defined.

    Attributes:
        name: as `rank` and the command take it.
        says: what a high value means on the exchange network.
        unit: of the score.
        cost: of one computation, `n` nodes and `m` edges.
        reference: where it is defined.
    """

    name: str
    says: str
    unit: str
    cost: str
    reference: str


def measure(network: DiGraph, name: str = "pagerank", *, weight: str = "claims") -> dict[str, float]:
    """The score of every node.

    | measure | formula | edges taken as |
    |---|---|---|
    | `degree` | number of distinct partners, given to or received from | undirected |
    | `in_degree`, `out_degree` | number of suppliers, of recipients | directed |
    | `weighted_degree` | sum of `w` over edges in and out | directed |
    | `weighted_in_degree`, `weighted_out_degree` | sum of `w` over edges in, out | directed |
    | `pagerank` | `p = 0.15/n + 0.85 (p W + dangling/n)`, `W` the rows of `w` made to sum to 1 | directed, weighted |
    | `betweenness` | share of shortest paths between two others that pass, over `(n-1)(n-2)` pairs | directed |
    | `closeness` | `(r-1)/(n-1) * (r-1)/sum of distances`, `r` nodes reached (Wasserman and Faust) | undirected |
    | `eigenvector` | leading eigenvector of `w(a,b)+w(b,a)`, length 1 | undirected, weighted |
    | `hub`, `authority` | leading singular vectors of `w`, summing to 1: gives to who gets from many, and back | directed, weighted |
    | `core` | the largest k such that the node lies in a subgraph of degrees of at least k | undirected |

    In a network that falls apart, `eigenvector`, `hub` and `authority` are 0 outside its heaviest part.

    Args:
        network: a projection, as `exchange_network` makes it.
        name: one of `MEASURES`.
        weight: `claims` or `articles`.

    Raises:
        QuidError: no such measure or weight; an eigenvector that two parts of the network share nearly evenly.

    Example:
        >>> from graph.analysis import example, exchange_network
        >>> measure(exchange_network(example()), "weighted_out_degree")["actor:iran"]
        4.0
    """
    if name not in MEASURES:
        raise QuidError(f"measure: {name!r} is not known; choose from {', '.join(MEASURES)}")
    if weight not in _WEIGHTS:
        raise QuidError(f"weight: {weight!r} is not known; choose from {', '.join(_WEIGHTS)}")
    if not network:
        return {}
    import networkx as nx

    try:
        # Without networkx's cache: whoever sets a weight by hand between two calls means it.
        with nx.config(cache_converted_graphs=False):
            found: Mapping[Any, float] = _COMPUTE[name](network, weight)
    except nx.PowerIterationFailedConvergence:
        raise QuidError(
            f"{name} does not settle on this network, as parts of it weigh the same; try pagerank"
        ) from None
    return {node: float(found[node]) for node in sorted(network)}


def undirected(network: DiGraph, weight: str = "claims") -> nx.Graph[str]:
    """The network without directions, loops left out: `w(a,b) + w(b,a)`."""
    import networkx as nx

    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(network))
    for source, target, data in sorted(network.edges(data=True), key=lambda edge: edge[:2]):
        if source != target:
            both = plain.get_edge_data(source, target, {weight: 0})[weight] + data[weight]
            plain.add_edge(source, target, **{weight: both})
    return plain


def _backend(network: nx.Graph[str]) -> str:
    """What counts the steps: networkx itself, or for large networks quid's backend of it."""
    from graph.backend.interface import WORTH_IT

    return "quid" if len(network) + network.number_of_edges() >= WORTH_IT else "networkx"


def _partners(network: DiGraph, _: str) -> dict[str, float]:
    return {node: len({*network.predecessors(node), *network.successors(node)} - {node}) for node in network}


def _degree(view: str, *, weighted: bool) -> Callable[[DiGraph, str], Mapping[Any, float]]:
    def compute(network: DiGraph, weight: str) -> Mapping[Any, float]:
        return dict(getattr(network, view)(weight=weight if weighted else None))

    return compute


def _pagerank(network: DiGraph, weight: str) -> Mapping[Any, float]:
    import networkx as nx

    # A tighter tolerance than networkx's own, so that ranks do not hang on where the iteration stopped.
    return nx.pagerank(network, alpha=0.85, weight=weight, tol=1e-12, max_iter=1000, backend="quid")


def _betweenness(network: DiGraph, _: str) -> Mapping[Any, float]:
    import networkx as nx

    return nx.betweenness_centrality(network, backend=_backend(network))


def _closeness(network: DiGraph, weight: str) -> Mapping[Any, float]:
    import networkx as nx

    plain = undirected(network, weight)
    return nx.closeness_centrality(plain, backend=_backend(plain))


def _eigenvector(network: DiGraph, weight: str) -> Mapping[Any, float]:
    import networkx as nx

    plain = undirected(network, weight)
    if not plain.number_of_edges():
        return dict.fromkeys(plain, 0.0)
    return nx.eigenvector_centrality(plain, max_iter=10_000, tol=1e-10, weight=weight, backend="quid")


def _core(network: DiGraph, weight: str) -> Mapping[Any, float]:
    import networkx as nx

    plain = undirected(network, weight)
    return nx.core_number(plain, backend=_backend(plain))


def _hits(part: int) -> Callable[[DiGraph, str], Mapping[Any, float]]:
    def compute(network: DiGraph, weight: str) -> Mapping[Any, float]:
        import networkx as nx

        # networkx takes the edge attribute "weight", and starts at random; quid's backend always gives the same.
        weighted: DiGraph = nx.DiGraph()
        weighted.add_nodes_from(sorted(network))
        weighted.add_weighted_edges_from(sorted((a, b, data[weight]) for a, b, data in network.edges(data=True)))
        both: tuple[Mapping[Any, float], Mapping[Any, float]] = nx.hits(weighted, tol=1e-12, backend="quid")
        return both[part]

    return compute


_COMPUTE: dict[str, Callable[[Any, str], Mapping[Any, float]]] = {
    "degree": _partners,
    "in_degree": _degree("in_degree", weighted=False),
    "out_degree": _degree("out_degree", weighted=False),
    "weighted_degree": _degree("degree", weighted=True),
    "weighted_in_degree": _degree("in_degree", weighted=True),
    "weighted_out_degree": _degree("out_degree", weighted=True),
    "pagerank": _pagerank,
    "betweenness": _betweenness,
    "closeness": _closeness,
    "eigenvector": _eigenvector,
    "hub": _hits(0),
    "authority": _hits(1),
    "core": _core,
}
_FREEMAN = "Freeman, Centrality in social networks, Social Networks 1, 1979"
_BARRAT = "Barrat et al., The architecture of complex weighted networks, PNAS 101, 2004"
_KLEINBERG = "Kleinberg, Authoritative sources in a hyperlinked environment, J. ACM 46, 1999"
_PAGE = "Page et al., The PageRank citation ranking, 1999"
_BRANDES = "Brandes, A faster algorithm for betweenness centrality, J. Math. Sociol. 25, 2001"
_BONACICH = "Bonacich, Factoring and weighting approaches to clique identification, J. Math. Sociol. 2, 1972"
_SEIDMAN = "Seidman, Network structure and minimum degree, Social Networks 5, 1983"
_TABLE = (
    ("degree", "has many partners", "partners", "O(m)", _FREEMAN),
    ("in_degree", "gets from many", "suppliers", "O(m)", _FREEMAN),
    ("out_degree", "gives to many", "recipients", "O(m)", _FREEMAN),
    ("weighted_degree", "is much reported to give or get", "w", "O(m)", _BARRAT),
    ("weighted_in_degree", "is much reported to get", "w", "O(m)", _BARRAT),
    ("weighted_out_degree", "is much reported to give", "w", "O(m)", _BARRAT),
    ("pagerank", "what is given ends up there", "share of 1", "O(m) a step", _PAGE),
    ("betweenness", "lies between others", "share of pairs", "O(nm)", _BRANDES),
    ("closeness", "is few steps from all", "0 to 1", "O(nm)", _FREEMAN),
    ("eigenvector", "deals with those who deal much", "0 to 1", "O(m) a step", _BONACICH),
    ("hub", "gives to those who get much", "share of 1", "O(m) a step", _KLEINBERG),
    ("authority", "gets from those who give much", "share of 1", "O(m) a step", _KLEINBERG),
    ("core", "belongs to a dense middle", "k", "O(m)", _SEIDMAN),
)
MEASURES: dict[str, Measure] = {row[0]: Measure(*row) for row in _TABLE}
"""All measures by name, in the order in which they are told."""
