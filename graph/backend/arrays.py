"""A networkx graph as the arrays of a sparse matrix."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array


@dataclass
class Arrays:
    """The adjacency of a graph, rows in the order of its nodes.

    Attributes:
        nodes: the nodes; row `i` belongs to `nodes[i]`.
        directed: rows are successors; without directions every edge stands in both rows.
        multigraph: whether the graph was one; parallel edges are joined here, their weights added.
        indptr: row `i` is `indices[indptr[i]:indptr[i + 1]]`.
        indices: neighbours as row numbers, in the order of networkx.
        weights: by edge attribute one number an entry of `indices`.
        multiple: how many parallel edges an entry stands for; None where always one.
    """

    nodes: list[Hashable]
    directed: bool
    multigraph: bool
    indptr: NDArray[np.int64]
    indices: NDArray[np.int32]
    weights: dict[str, NDArray[np.float64]]
    multiple: NDArray[np.float64] | None = None
    place: dict[Hashable, int] = field(default_factory=dict, repr=False)

    __networkx_backend__ = "quid"

    def __post_init__(self) -> None:
        self.__networkx_cache__: dict[str, Any] = {}

    def __len__(self) -> int:
        return len(self.nodes)

    def is_directed(self) -> bool:
        """As networkx has it."""
        return self.directed

    def is_multigraph(self) -> bool:
        """As networkx has it."""
        return self.multigraph

    def number_of_edges(self) -> int:
        """Edges, parallel ones joined; a loop of an undirected graph stands in its row once."""
        if self.directed:
            return len(self.indices)
        loops = int(np.count_nonzero(self.indices == self.rows))
        return (len(self.indices) - loops) // 2 + loops

    @cached_property
    def rows(self) -> NDArray[np.int32]:
        """The row of every entry."""
        return np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.indptr))

    @cached_property
    def pattern(self) -> csr_array:
        """The matrix with 1 for every edge, parallel ones joined."""
        return self._matrix(np.ones(len(self.indices)))

    @cached_property
    def transposed(self) -> csr_array:
        """The pattern with rows of predecessors; that of an undirected graph is its own."""
        return self.pattern.T.tocsr() if self.directed else self.pattern

    def matrix(self, weight: str | None) -> csr_array:
        """The matrix of one edge attribute; without one, of the number of parallel edges."""
        if weight is not None:
            return self._matrix(self.weights[weight])
        return self.pattern if self.multiple is None else self._matrix(self.multiple)

    def _matrix(self, data: NDArray[np.float64]) -> csr_array:
        from scipy.sparse import csr_array

        return csr_array((data, self.indices, self.indptr.astype(np.int32)), shape=(len(self), len(self)))

    def by_node(self, values: NDArray[Any]) -> dict[Hashable, Any]:
        """One value a row as networkx returns it."""
        return dict(zip(self.nodes, values.tolist(), strict=True))

    def to_networkx(self) -> Any:
        """The graph in networkx, with the weights that were converted; parallel edges are joined."""
        import networkx as nx

        graph: Any = nx.DiGraph() if self.directed else nx.Graph()
        graph.add_nodes_from(self.nodes)
        ends = [(self.nodes[i], self.nodes[j]) for i, j in zip(self.rows.tolist(), self.indices.tolist(), strict=True)]
        graph.add_edges_from(ends)
        for name, values in self.weights.items():
            nx.set_edge_attributes(graph, dict(zip(ends, values.tolist(), strict=True)), name)
        return graph


def arrays(graph: Any, attributes: Mapping[str, Any], *, every: bool = False) -> Arrays:
    """Convert a networkx graph.

    Args:
        graph: any networkx graph, or a view of one.
        attributes: edge attributes to keep, with the value of edges that lack them.
        every: keep all edge attributes that are numbers on all edges, 1 where they are missing.

    Cost: O(n + m) of Python, about 0.2 microseconds an edge end.

    Raises:
        NotImplementedError: an attribute is not a number on some edge, so that networkx takes the call back.
    """
    adjacency = graph._adj  # noqa: SLF001 - what every algorithm of networkx reads
    nodes = list(adjacency)
    place = dict(zip(nodes, range(len(nodes)), strict=True))
    degrees = np.fromiter(map(len, adjacency.values()), np.int64, len(nodes))
    indptr = np.concatenate(([0], np.cumsum(degrees)))
    count = int(indptr[-1])
    indices = np.fromiter(map(place.__getitem__, chain.from_iterable(adjacency.values())), np.int32, count)
    multiple = None
    if graph.is_multigraph():
        multiple = np.fromiter(map(len, _entries(adjacency)), np.float64, count)
    wanted = {name: attributes.get(name, 1) for name in _names(graph)} if every else dict(attributes)
    weights = {name: _weights(graph, adjacency, name, default, count) for name, default in wanted.items()}
    return Arrays(nodes, graph.is_directed(), graph.is_multigraph(), indptr, indices, weights, multiple, place)


def _entries(adjacency: Any) -> Iterator[Any]:
    return chain.from_iterable(neighbours.values() for neighbours in adjacency.values())


def _weights(graph: Any, adjacency: Any, name: str, default: Any, count: int) -> NDArray[np.float64]:
    missing = 1 if default is None else default
    entries = _entries(adjacency)
    try:
        if graph.is_multigraph():
            sums = (sum(edge.get(name, missing) for edge in parallel.values()) for parallel in entries)
            return np.fromiter(sums, np.float64, count)
        return np.fromiter((edge.get(name, missing) for edge in entries), np.float64, count)
    except (TypeError, ValueError) as error:
        raise NotImplementedError(f"the edge attribute {name!r} is not always a number") from error


def _names(graph: Any) -> list[str]:
    """The attributes that are a number wherever they are."""
    numbers: dict[str, bool] = {}
    for *_, data in graph.edges(data=True):
        for name, value in data.items():
            numbers[name] = numbers.get(name, True) and isinstance(value, (int, float))
    return sorted(name for name, is_number in numbers.items() if is_number)
