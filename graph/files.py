"""The graph's file: NetworkX node-link JSON of a `MultiDiGraph`, edges under `edges`; same graph, same bytes."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import QuidError

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]


def dumps(graph: MultiDiGraph) -> str:
    """The graph as JSON text: nodes by id, edges by source, target and key, attributes by name."""
    nodes = [{"id": node, **_sorted(graph.nodes[node])} for node in sorted(graph)]
    edges = [
        {"source": source, "target": target, "key": key, **_sorted(data)}
        for source, target, key, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3])
    ]
    whole = {"directed": True, "multigraph": True, "graph": _sorted(graph.graph), "nodes": nodes, "edges": edges}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def save(graph: MultiDiGraph, path: str | Path) -> None:
    """Write the graph; the file appears whole or not at all.

    Raises:
        QuidError: the folder is missing or not writable.
    """
    write_text(path, dumps(graph))


def load(path: str | Path) -> MultiDiGraph:
    """Read a graph that `save` wrote, as a `networkx.MultiDiGraph` with the attributes of the graph model.

    Nodes: all have `type` and `name`; what a type adds is `vocabulary().adds[type]` and what that means is
    `vocabulary().attributes`, both in `graph.vocabulary`. An attribute that is not known is absent, never None.

    Edges: all have `type`, which is also their key. Those that state a fact have `claims` (ids of claims, sorted, at
    least one) and `weight` (their number), `MENTIONS` has `count`. Dates are ISO 8601, perhaps reduced (`2023`,
    `2023-09`), or as written. `graph.graph["decisions"]` lists every join of two names, `[id, same as, reason]`.

    Raises:
        QuidError: the file is missing, unreadable or no graph of this kind.

    Example:
        >>> from graph import load, save
        >>> from graph.analysis import example
        >>> save(example(), "graph.json")
        >>> g = load("graph.json")
        >>> g.nodes["actor:iran"]["name"], g.edges["actor:iran", "exchange:iran>drones>sudan", "SUPPLIES"]["weight"]
        ('Iran', 2)
    """
    import networkx as nx

    try:
        data: dict[str, Any] = json.loads(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise QuidError(f"{path}: no such graph; make one with: quid build PATH… -o {path}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise QuidError(f"{path}: cannot be read: {error}") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise QuidError(f"{path}: is not JSON: {error}; make it again with: quid build PATH… -o {path}") from error
    try:
        graph: MultiDiGraph = nx.MultiDiGraph(nx.node_link_graph(data, directed=True, multigraph=True, edges="edges"))
    except (KeyError, TypeError, AttributeError, nx.NetworkXError) as error:
        raise QuidError(f"{path}: is no node-link graph (missing {error}); make it again with: quid build") from error
    if not all("type" in attributes for _, attributes in graph.nodes(data=True)):
        raise QuidError(f"{path}: has nodes without a type; quid reads graphs that quid build wrote")
    return graph


def write_text(path: str | Path, text: str) -> None:
    """Write a text file under a temporary name and rename it, so that nobody ever reads half of it.

    Raises:
        QuidError: the folder is missing or not writable, or the disk is full.
    """
    write_files({Path(path): [text]})


def write_files(files: Mapping[Path, Iterable[str | bytes]]) -> None:
    """Write files that belong together, each in pieces; none is in its place before all are whole.

    Raises:
        QuidError: a folder is missing or not writable, or the disk is full.
    """
    ready: dict[Path, Path] = {}
    # mkstemp makes files for the owner alone; a result is as readable as any other file.
    mask = os.umask(0)
    os.umask(mask)
    target = next(iter(files), Path())
    try:
        for target, pieces in files.items():
            handle, temporary = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
            ready[target] = Path(temporary)
            with os.fdopen(handle, "wb") as stream:
                stream.writelines(piece.encode("utf-8") if isinstance(piece, str) else piece for piece in pieces)
                stream.flush()
                os.fsync(stream.fileno())
            Path(temporary).chmod(0o666 & ~mask)
        for target, whole in ready.items():
            whole.replace(target)
    except OSError as error:
        raise QuidError(f"{target}: cannot be written: {error.strerror}; choose another place with -o") from error
    finally:
        for whole in ready.values():
            whole.unlink(missing_ok=True)


def _sorted(attributes: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(attributes.items()))
