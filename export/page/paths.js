/** Neighbourhoods and shortest paths over the edges that pass the filters. */

import { otherEnd } from "./views.js";

/** 1 for each node within so many steps of the centre. An exchange counts as no step, as it stands between two actors. */
export function within(graph, view, pass, centre, steps) {
  const near = new Uint8Array(graph.size);
  const left = new Int32Array(graph.size).fill(-1);
  near[centre] = 1;
  left[centre] = steps;
  let ring = [centre];
  while (ring.length) {
    const next = [];
    for (const node of ring) {
      for (const edge of view.links.of(node)) {
        const other = otherEnd(view.edges, edge, node);
        if (!pass.edges[edge] || !pass.nodes[other]) continue;
        const rest = left[node] - (isBetween(graph, node) ? 0 : 1);
        if (rest < 0 || rest <= left[other]) continue;
        left[other] = rest;
        near[other] = 1;
        next.push(other);
      }
    }
    ring = next;
  }
  return near;
}

function isBetween(graph, node) {
  const type = graph.typeName(node);
  return type === "Exchange" || type === "Claim";
}

/** The edges of a shortest path, in order, or null where there is none. */
export function shortestPath(graph, view, pass, from, to) {
  if (from === to || !pass.nodes[from] || !pass.nodes[to]) return null;
  const cameBy = new Int32Array(graph.size).fill(-1);
  const seen = new Uint8Array(graph.size);
  seen[from] = 1;
  let ring = [from];
  while (ring.length && !seen[to]) {
    const next = [];
    for (const node of ring) {
      for (const edge of view.links.of(node)) {
        const other = otherEnd(view.edges, edge, node);
        if (seen[other] || !pass.edges[edge] || !pass.nodes[other]) continue;
        seen[other] = 1;
        cameBy[other] = edge;
        next.push(other);
      }
    }
    ring = next;
  }
  return seen[to] ? traced(view, cameBy, from, to) : null;
}

function traced(view, cameBy, from, to) {
  const edges = [];
  for (let node = to; node !== from;) {
    const edge = cameBy[node];
    edges.unshift(edge);
    node = otherEnd(view.edges, edge, node);
  }
  return edges;
}
