"""What networkx asks of a backend: conversion, whether a call can be served and is worth it, and the functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.backend.arrays import Arrays

# Below so many nodes and edges the conversion costs more than it gives.
WORTH_IT = 2_000
# Module of each function, and the arguments that it takes at their default only.
_FUNCTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "pagerank": ("spectral", {}),
    "eigenvector_centrality": ("spectral", {}),
    "hits": ("spectral", {"nstart": None}),
    "betweenness_centrality": ("betweenness", {"weight": None, "endpoints": False}),
    "closeness_centrality": ("distances", {"u": None, "distance": None}),
    "harmonic_centrality": ("distances", {"nbunch": None, "distance": None, "sources": None}),
    "single_source_shortest_path_length": ("distances", {"cutoff": None}),
    "single_source_dijkstra_path_length": ("distances", {"cutoff": None}),
    "connected_components": ("structure", {}),
    "weakly_connected_components": ("structure", {}),
    "strongly_connected_components": ("structure", {}),
    "core_number": ("structure", {}),
    "leiden_communities": ("structure", {"max_level": None}),
}
# For which kinds of graph networkx itself raises; it does so then.
_UNDIRECTED = frozenset({"connected_components", "leiden_communities"})
_DIRECTED = frozenset({"weakly_connected_components", "strongly_connected_components"})
_SIMPLE = frozenset({"eigenvector_centrality", "core_number", "single_source_dijkstra_path_length"})


class Backend:
    """The object behind the entry point; every name of `functions` is one of its attributes."""

    functions = tuple(sorted(_FUNCTIONS))

    @staticmethod
    def convert_from_nx(
        graph: Any, *, edge_attrs: Mapping[str, Any] | None = None, preserve_edge_attrs: bool = False, **_: Any
    ) -> Arrays:
        """The graph as arrays, with the numbers of the edge attributes that a call needs."""
        from graph.backend.arrays import arrays

        return arrays(graph, edge_attrs or {}, every=preserve_edge_attrs)

    @staticmethod
    def convert_to_nx(result: Any, **_: Any) -> Any:
        """Results are plain already; a converted graph becomes a networkx graph."""
        return result.to_networkx() if hasattr(result, "to_networkx") else result

    @staticmethod
    def can_run(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bool | str:
        """Whether a call can be served, or why not."""
        if name not in _FUNCTIONS:
            return f"{name} is not there"
        graph, given = _arguments(name, args, kwargs)
        for argument, default in _FUNCTIONS[name][1].items():
            if given.get(argument, default) != default:
                return f"{argument} other than {default} is left to networkx"
        if callable(given.get("weight")):
            return "weights by a function are left to networkx"
        directed, multiple = graph.is_directed(), graph.is_multigraph()
        unfit = directed if name in _UNDIRECTED else not directed if name in _DIRECTED else False
        return "not for such a graph" if unfit or (multiple and name in _SIMPLE) else True

    @staticmethod
    def should_run(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bool | str:
        """Whether it is worth the conversion."""
        graph, _ = _arguments(name, args, kwargs)
        size = len(graph) + graph.number_of_edges()
        return True if size >= WORTH_IT else f"{size} nodes and edges are fewer than {WORTH_IT}"


def _arguments(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> tuple[Any, dict[str, Any]]:
    """The graph of a call and its other arguments by name."""
    from inspect import signature

    bound = signature(_function(name)).bind_partial(*args, **kwargs).arguments
    return bound.pop("G"), bound


def _function(name: str) -> Callable[..., Any]:
    function: Callable[..., Any] = getattr(import_module(f"graph.backend.{_FUNCTIONS[name][0]}"), name)
    return function


def _late(name: str) -> Callable[..., Any]:
    """A function that is imported when it is first called, so that networkx starts without SciPy."""

    def call(*args: Any, **kwargs: Any) -> Any:
        return _function(name)(*args, **kwargs)

    call.__name__ = name
    return call


for _name in _FUNCTIONS:
    setattr(Backend, _name, staticmethod(_late(_name)))
