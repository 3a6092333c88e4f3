/** What is on the canvas: a view after filters, focus, hiding and folding. */

import { grouped } from "./data.js";
import { passing } from "./filters.js";
import { within } from "./paths.js";

/** Above so many nodes the page opens on communities. */
export const FOLD_ABOVE = 5000;

/** Communities that stand folded, by number; null for none. */
export function foldedGroups(graph, view, state) {
  const fold = state.unfolded === null ? view.members.length > FOLD_ABOVE : state.unfolded !== "all";
  if (!fold) return null;
  const open = new Set(state.unfolded ?? []);
  return Uint8Array.from({ length: graph.communities }, (_, group) => Number(!open.has(group) && view.groupSizes[group] > 1));
}

export function makeScene(graph, view, state) {
  const pass = passing(graph, view, state);
  if (state.focus !== null) narrow(graph, view, state, pass);
  const folds = foldedGroups(graph, view, state);
  const stand = standIns(graph, view, pass, folds);
  const scene = { view, pass, folds, ...stand, ...drawnEdges(graph, view, pass, stand.of) };
  scene.shown = Int32Array.from(stand.list);
  scene.bend = bends(scene);
  scene.heaviest = scene.weight.reduce((top, weight) => Math.max(top, weight), 1);
  scene.links = null;
  return scene;
}

/** Only the focus and what lies within its steps, and the neighbours of what was expanded. */
function narrow(graph, view, state, pass) {
  const centre = graph.node(state.focus);
  if (centre < 0 || !view.member[centre] || graph.isGroup(centre)) return;
  const near = within(graph, view, pass, centre, state.steps);
  for (const node of state.also.map((id) => graph.node(id))) {
    if (node < 0 || !view.member[node]) continue;
    within(graph, view, pass, node, 1).forEach((is, other) => { near[other] |= is; });
  }
  for (const node of view.members) if (!near[node]) pass.nodes[node] = 0;
  for (let edge = 0; edge < view.count; edge += 1) {
    if (!near[view.edges.source[edge]] || !near[view.edges.target[edge]]) pass.edges[edge] = 0;
  }
}

/** For each passing node what stands for it on the canvas: itself, or its folded community. */
function standIns(graph, view, pass, folds) {
  const of = new Int32Array(graph.size).fill(-1);
  const mask = new Uint8Array(graph.size);
  const list = [];
  const members = new Int32Array(graph.communities);
  for (const node of view.members) {
    if (!pass.nodes[node]) continue;
    const group = graph.community[node];
    const place = folds && folds[group] ? graph.firstGroup + group : node;
    of[node] = place;
    if (place !== node) members[group] += 1;
    if (!mask[place]) {
      mask[place] = 1;
      list.push(place);
    }
  }
  return { of, mask, list, members };
}

/** Edges between what is shown; those between folded communities are counted together. */
function drawnEdges(graph, view, pass, of) {
  const result = { source: [], target: [], edge: [], weight: [] };
  const joined = new Map();
  for (let edge = 0; edge < view.count; edge += 1) {
    if (!pass.edges[edge]) continue;
    const source = of[view.edges.source[edge]];
    const target = of[view.edges.target[edge]];
    if (source < 0 || target < 0) continue;
    if (!graph.isGroup(source) && !graph.isGroup(target)) {
      result.source.push(source);
      result.target.push(target);
      result.edge.push(edge);
      result.weight.push(1);
    } else if (source !== target) {
      const key = Math.min(source, target) * graph.size + Math.max(source, target);
      const row = joined.get(key);
      if (row === undefined) {
        joined.set(key, result.source.push(source) - 1);
        result.target.push(target);
        result.edge.push(-1);
        result.weight.push(1);
      } else result.weight[row] += 1;
    }
  }
  return { source: Int32Array.from(result.source), target: Int32Array.from(result.target), edge: Int32Array.from(result.edge), weight: Int32Array.from(result.weight) };
}

/** Edges between the same two nodes bend apart: 0 for a straight one, else how far and to which side. */
function bends(scene) {
  const bend = new Int8Array(scene.source.length);
  if (scene.source.length > 20_000) return bend;
  const pairs = new Map();
  for (let row = 0; row < scene.source.length; row += 1) {
    const low = Math.min(scene.source[row], scene.target[row]);
    const key = `${low} ${Math.max(scene.source[row], scene.target[row])}`;
    if (!pairs.has(key)) pairs.set(key, []);
    pairs.get(key).push(row);
  }
  for (const rows of pairs.values()) {
    rows.forEach((row, place) => {
      const side = 2 * place - (rows.length - 1);
      bend[row] = scene.source[row] <= scene.target[row] ? side : -side;
    });
  }
  return bend;
}

/** Rows of the scene's edges at a node. */
export function rowsAt(scene, size, node) {
  scene.links ??= grouped(size, (add) => {
    for (let row = 0; row < scene.source.length; row += 1) {
      add(scene.source[row], row);
      if (scene.source[row] !== scene.target[row]) add(scene.target[row], row);
    }
  });
  return [...scene.links.of(node)];
}
