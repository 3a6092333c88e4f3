/** Ties graph, state, canvas and panels together. */

import { announce, byId } from "./dom.js";
import { claimDays } from "./filters.js";
import { Graph } from "./data.js";
import { showPanel } from "./panel.js";
import { shortestPath } from "./paths.js";
import { foldedGroups, makeScene, rowsAt } from "./scene.js";
import { Stage } from "./stage.js";
import { Store } from "./state.js";
import { count } from "./text.js";
import { makeView, otherEnd } from "./views.js";
import { edgeWords, standing } from "./words.js";

/** What makes a new scene when it changes; everything else only redraws. */
const SCENE_KEYS = ["view", "focus", "steps", "also", "hide", "off", "from", "to", "undated", "unfolded", "size"];
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class App {
  constructor(raw, theme, options) {
    this.theme = theme;
    this.graph = new Graph(raw, theme);
    this.graph.days = claimDays(this.graph);
    this.views = {};
    this.store = new Store();
    this.pathFrom = -1;
    this.pathEdges = null;
    this.stage = new Stage(byId("canvas"), this.graph, theme, options);
    this.parts = [];
    this.store.listen((state, changed, arrived) => this.changed(changed, arrived));
  }

  get state() {
    return this.store.state;
  }

  set(patch, options) {
    this.store.set(patch, options);
  }

  view(name) {
    this.views[name] ??= makeView(this.graph, name);
    return this.views[name];
  }

  get dark() {
    const { theme } = this.state;
    return theme === "dark" || (theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  }

  // --- drawing anew ----------------------------------------------------------------------------------------------

  changed(changed, arrived = false) {
    if (changed.has("theme")) this.applyTheme();
    if (changed.has("pin") || changed.has("view")) this.applyPins();
    if (SCENE_KEYS.some((key) => changed.has(key))) this.rebuild();
    // Back and forward bring the camera back, too.
    if (arrived && this.state.camera) this.stage.moveTo(...this.state.camera);
    else if (this.fitted) this.store.note({ camera: null });
    this.fitted = false;
    this.mark();
    for (const part of this.parts) part(this.state, changed);
  }

  /** Make the scene from the state. */
  rebuild() {
    const before = this.scene;
    const view = this.view(this.state.view);
    this.scene = makeScene(this.graph, view, this.state);
    this.stage.show(this.scene, this.state);
    const { focus, steps } = this.state;
    this.fitted = before?.view !== view || focus !== this.lastFocus || steps !== this.lastSteps;
    if (this.fitted) this.stage.fit();
    [this.lastFocus, this.lastSteps] = [focus, steps];
  }

  /** What stands out: the selected node with its neighbours, an edge, or a path. */
  mark() {
    const { marks } = this.stage;
    const { select, path } = this.state;
    Object.assign(marks, { selected: -1, row: -1, lit: null, litRows: null, pins: new Set(Object.keys(this.state.pin).map((id) => this.graph.node(id))) });
    this.pathEdges = null;
    if (path) this.markPath(path);
    else if (select?.startsWith("edge ")) this.markEdge(this.edgeOf(select));
    else if (select !== null) this.markNode(this.graph.node(select));
    this.stage.dark = this.dark;
    this.stage.state = this.state;
    this.stage.redraw();
  }

  markNode(node) {
    const shown = node >= 0 ? this.standIn(node) : -1;
    if (shown < 0) return;
    const rows = rowsAt(this.scene, this.graph.size, shown);
    const lit = new Set([shown]);
    const litRows = new Set(rows);
    for (const row of rows) {
      const other = this.scene.source[row] === shown ? this.scene.target[row] : this.scene.source[row];
      lit.add(other);
      if (["Exchange", "Claim"].includes(this.graph.typeName(other))) {
        for (const further of rowsAt(this.scene, this.graph.size, other)) {
          litRows.add(further);
          lit.add(this.scene.source[further]).add(this.scene.target[further]);
        }
      }
    }
    // In its own focus a node outshines nothing: all that is there belongs to it.
    const alone = this.state.focus === this.graph.id(node);
    Object.assign(this.stage.marks, { selected: shown, lit: alone ? null : lit, litRows: alone ? null : litRows });
  }

  markEdge(found) {
    if (!found || found.view !== this.scene.view) return;
    const row = this.scene.edge.indexOf(found.edge);
    if (row < 0) return;
    Object.assign(this.stage.marks, { row, lit: new Set([this.scene.source[row], this.scene.target[row]]), litRows: new Set([row]) });
  }

  markPath([from, to]) {
    const { view, pass } = this.scene;
    const [start, end] = [this.graph.node(from), this.graph.node(to)];
    if (start < 0 || end < 0) return;
    this.pathEdges = shortestPath(this.graph, view, pass, start, end);
    const lit = new Set([start, end].map((node) => this.standIn(node)));
    const edges = new Set(this.pathEdges ?? []);
    const litRows = new Set();
    for (const edge of edges) for (const node of [view.edges.source[edge], view.edges.target[edge]]) lit.add(this.standIn(node));
    this.scene.edge.forEach((edge, row) => {
      const joined = edge < 0 && lit.has(this.scene.source[row]) && lit.has(this.scene.target[row]);
      if (edges.has(edge) || joined) litRows.add(row);
    });
    Object.assign(this.stage.marks, { lit, litRows });
  }

  /** The node itself where it is shown, else the community that stands for it, else -1. */
  standIn(node) {
    if (this.scene.mask[node]) return node;
    return this.scene.of[node] ?? -1;
  }

  // --- what a person does ----------------------------------------------------------------------------------------

  /** Choose a node; one that is folded away, hidden or filtered out is brought back where that can be done. */
  select(node) {
    const id = this.graph.id(node);
    if (this.pathFrom >= 0 && this.pathFrom !== node) {
      const path = [this.graph.id(this.pathFrom), id];
      this.pathFrom = -1;
      this.set({ path, select: null });
      this.say(this.pathEdges ? `Path of ${count(this.pathEdges.length, "step")}` : "No path");
      return;
    }
    const patch = { select: id, path: null, tab: "panel" };
    if (!this.scene.view.member[node] && !this.graph.isGroup(node)) patch.view = this.view("facts").member[node] ? "facts" : "says";
    const view = this.view(patch.view ?? this.state.view);
    const folds = foldedGroups(this.graph, view, this.state);
    const group = this.graph.community[node];
    if (folds?.[group] && !this.graph.isGroup(node)) patch.unfolded = [...this.openGroups(), group];
    if (this.state.hide.includes(id)) patch.hide = this.state.hide.filter((one) => one !== id);
    this.set(patch);
    if (this.scene.mask[node]) this.stage.reveal(node);
    this.say(`${this.graph.name(node)}, ${standing(this.graph, node)}, ${count(rowsAt(this.scene, this.graph.size, node).length, "link")}`);
  }

  selectRow(row) {
    const edge = this.scene.edge[row];
    if (edge < 0) return;
    this.set({ select: this.edgeKey(this.scene.view, edge), path: null, tab: "panel" });
    this.say(edgeWords(this.graph, this.scene.view, edge));
  }

  letGo() {
    this.pathFrom = -1;
    this.set({ select: null, path: null });
  }

  focus(node, steps) {
    const id = this.graph.id(node);
    const same = this.state.focus === id && this.state.steps === steps;
    this.set({ focus: same ? null : id, steps: same ? 1 : steps, also: [] });
    this.say(same ? "Focus left" : `${count(this.scene.shown.length, "node")} within ${count(steps, "step")}`);
  }

  /** Add the neighbours of a node to what is in focus; where nothing is, focus on it. */
  expand(node) {
    if (this.state.focus === null) this.focus(node, 1);
    else this.set({ also: [...this.state.also, this.graph.id(node)] });
    this.say(`${count(this.scene.shown.length, "node")} shown`);
  }

  hide(node) {
    this.set({ hide: [...this.state.hide, this.graph.id(node)], select: null, path: null });
    this.say(`${this.graph.name(node)} is hidden`);
  }

  pin(node) {
    const id = this.graph.id(node);
    const pin = { ...this.state.pin };
    if (pin[id]) delete pin[id];
    else pin[id] = [this.scene.view.x[node], this.scene.view.y[node]];
    this.set({ pin });
    showPanel(this);
  }

  startPath(node) {
    this.pathFrom = this.pathFrom === node ? -1 : node;
    showPanel(this);
    if (this.pathFrom >= 0) this.say("Choose the other end of the path, on the canvas, in the table or by search");
  }

  openGroups() {
    const folds = foldedGroups(this.graph, this.scene.view, this.state);
    return folds ? [...folds.keys()].filter((group) => !folds[group]) : [...Array(this.graph.communities).keys()];
  }

  unfoldGroup(group) {
    this.set({ unfolded: [...new Set([...this.openGroups(), group])], select: null });
    this.stage.fit(this.scene.shown.filter((node) => this.graph.community[node] === group));
  }

  foldGroup(group) {
    this.set({ unfolded: this.openGroups().filter((one) => one !== group), select: this.graph.id(this.graph.firstGroup + group) });
  }

  /** Fold everything, or nothing. */
  toggleFolds() {
    this.set({ unfolded: this.scene.folds?.some(Boolean) ? "all" : [], select: null });
    this.stage.fit();
  }

  /** From the table: mark a node or fact without choosing it. */
  point(key) {
    const found = key.startsWith("edge ") ? this.edgeOf(key) : null;
    const node = found ? found.view.edges.source[found.edge] : this.graph.node(key);
    if (node < 0 || !this.scene.mask[node]) return;
    this.stage.marks.hovered = node;
    this.stage.reveal(node);
    this.stage.redraw();
  }

  /** Move the selection to the nearest linked node in the direction of an arrow key; to any node if none is linked there. */
  step(key) {
    const [dx, dy] = WAYS[key];
    const from = this.stage.marks.selected;
    if (from < 0) {
      const first = [...this.scene.shown].sort((one, other) => this.scene.radius[other] - this.scene.radius[one])[0];
      if (first !== undefined) this.select(first);
      return;
    }
    const linked = rowsAt(this.scene, this.graph.size, from).map((row) => otherEnd(this.scene, row, from));
    const { x, y } = this.scene.view;
    const cost = (node) => {
      const [ax, ay] = [x[node] - x[from], y[node] - y[from]];
      const along = ax * dx + ay * dy;
      const across = Math.abs(ax * dy) + Math.abs(ay * dx);
      return along > across * 0.6 && along > 0 ? along + 2 * across : Infinity;
    };
    const best = (nodes) => nodes.reduce((least, node) => (node !== from && cost(node) < cost(least) ? node : least), from);
    let next = best(linked);
    if (next === from) next = best([...this.scene.shown]);
    if (next !== from) this.select(next);
  }

  // --- edges by name ---------------------------------------------------------------------------------------------

  edgeKey(view, edge) {
    const { source, target, type } = view.edges;
    return `edge ${JSON.stringify([view.name, this.graph.id(source[edge]), this.graph.relationNames[type[edge]], this.graph.id(target[edge])])}`;
  }

  /** The edge of such a key, `{view, edge}`, or null. */
  edgeOf(key) {
    let parts;
    try {
      parts = JSON.parse(key.slice(5));
    } catch {
      return null;
    }
    if (!Array.isArray(parts) || !["facts", "actors", "says"].includes(parts[0])) return null;
    const view = this.view(parts[0]);
    const [source, target] = [this.graph.node(parts[1]), this.graph.node(parts[3])];
    if (source < 0 || target < 0) return null;
    const edge = view.links.of(source).find((one) => view.edges.source[one] === source && view.edges.target[one] === target && this.graph.relationNames[view.edges.type[one]] === parts[2]);
    return edge === undefined ? null : { view, edge };
  }

  // --- state that is not in the scene ----------------------------------------------------------------------------

  applyTheme() {
    document.documentElement.dataset.theme = this.dark ? "dark" : "light";
  }

  applyPins() {
    const view = this.view(this.state.view);
    for (const [id, [x, y]] of Object.entries(this.state.pin)) {
      const node = this.graph.node(id);
      if (node < 0) continue;
      view.x[node] = x;
      view.y[node] = y;
      if (this.stage.scene?.view === view) this.stage.put(node, x, y);
    }
  }

  /** Zoom by a factor, or show everything for null. */
  zoom(factor) {
    if (factor === null) this.stage.fit();
    else this.stage.zoom(factor);
    this.store.note({ camera: factor === null ? null : this.stage.look() });
  }

  /** Claims, the newest first. */
  ordered(claims) {
    const day = (claim) => (Number.isNaN(this.graph.days[claim]) ? -1e9 : this.graph.days[claim]);
    return [...claims].sort((one, other) => day(other) - day(one) || one - other);
  }

  openPanel() {
    this.set({ tab: "panel" }, { quiet: true });
    byId("side").classList.add("open");
    byId("panel").focus();
  }

  say(text) {
    announce(text);
  }
}
