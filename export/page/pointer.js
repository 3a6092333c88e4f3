/** Mouse, touch and keys on the canvas and on the page. */

import { toTable } from "./controls.js";
import { byId, onceAFrame } from "./dom.js";
import { clip, count } from "./text.js";
import { edgeWords, standing, stageWords } from "./words.js";

// A zoom at which the names around a node can be read.
const CLOSE_ENOUGH = 0.4;

export function makePointer(app) {
  const { network } = app.stage;
  network.on("click", ({ pointer }) => click(app, pointer.DOM));
  network.on("doubleClick", ({ pointer }) => doubleClick(app, pointer.DOM));
  network.on("dragging", ({ nodes }) => nodes.forEach((node) => dragged(app, node)));
  network.on("dragEnd", ({ nodes }) => nodes.forEach((node) => dropped(app, node)));
  const remember = () => app.store.note({ camera: app.stage.look() });
  let later = 0;
  const soon = () => {
    clearTimeout(later);
    later = setTimeout(remember, 400);
  };
  network.on("zoom", soon);
  network.on("dragEnd", soon);
  // vis-network sets its camera after it has told of the new size.
  network.on("resize", onceAFrame(() => keepInSight(app)));
  makeHint(app);
  byId("canvas").addEventListener("keydown", (event) => canvasKey(app, event));
  document.addEventListener("keydown", (event) => pageKey(app, event));
}

/** On a narrow screen an open drawer leaves little room: the selected node comes to its middle. */
function keepInSight(app) {
  const node = app.stage.marks.selected;
  if (node < 0 || !matchMedia("(max-width: 820px)").matches) return;
  const { x, y } = app.scene.view;
  app.stage.moveTo(x[node], y[node], Math.max(app.stage.camera.scale, CLOSE_ENOUGH));
}

function click(app, { x, y }) {
  const node = app.stage.nodeAt(x, y);
  if (node >= 0) app.select(node);
  else {
    const row = app.stage.rowAt(x, y);
    if (row >= 0) app.selectRow(row);
    else app.letGo();
  }
  if (app.state.select) byId("side").classList.add("open");
}

function doubleClick(app, { x, y }) {
  const node = app.stage.nodeAt(x, y);
  if (node < 0) return;
  if (app.graph.isGroup(node)) app.unfoldGroup(node - app.graph.firstGroup);
  else app.focus(node, 1);
}

function dragged(app, node) {
  app.stage.takePlace(node);
  app.stage.redraw();
}

function dropped(app, node) {
  app.stage.takePlace(node);
  const { x, y } = app.scene.view;
  app.set({ pin: { ...app.state.pin, [app.graph.id(node)]: [x[node], y[node]] } });
}

// --- what is under the pointer -----------------------------------------------------------------------------------

function makeHint(app) {
  const canvas = byId("canvas");
  const hint = byId("hint");
  let at = null;
  const show = onceAFrame(() => {
    if (!at || !app.scene) return;
    const node = app.stage.nodeAt(at.x, at.y);
    const row = node < 0 && app.scene.source.length < 20_000 ? app.stage.rowAt(at.x, at.y) : -1;
    if (node !== app.stage.marks.hovered) {
      app.stage.marks.hovered = node;
      app.stage.redraw();
    }
    const text = node >= 0 ? nodeHint(app, node) : row >= 0 ? rowHint(app, row) : "";
    hint.hidden = !text;
    hint.textContent = text;
    canvas.style.cursor = text ? "pointer" : "";
    if (text) {
      const { width } = app.stage.camera;
      hint.style.left = `${Math.min(at.x + 14, Math.max(0, width - 290))}px`;
      hint.style.top = `${at.y + 16}px`;
    }
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.buttons || event.pointerType === "touch") {
      hint.hidden = true;
      return;
    }
    const box = canvas.getBoundingClientRect();
    at = { x: event.clientX - box.left, y: event.clientY - box.top };
    show();
  });
  canvas.addEventListener("pointerleave", () => {
    at = null;
    hint.hidden = true;
  });
}

function nodeHint(app, node) {
  const { graph } = app;
  if (graph.typeName(node) === "Exchange") {
    const stage = graph.stageOf(node);
    return clip(`${graph.name(node)}${stage ? ` · ${stageWords(graph, stage)}` : ""}`, 160);
  }
  const claims = node < graph.things ? ` · ${count(graph.claimsAbout.of(node).length, "claim")}` : "";
  return `${clip(graph.name(node), 160)} · ${standing(graph, node)}${claims}`;
}

function rowHint(app, row) {
  const edge = app.scene.edge[row];
  if (edge < 0) return count(app.scene.weight[row], "link");
  const { edges } = app.scene.view;
  const certainty = app.graph.claims.certainties[edges.certainty[edge]];
  return clip(`${edgeWords(app.graph, app.scene.view, edge)} · ${certainty}${edges.disputed[edge] ? ", disputed" : ""} · ${count(edges.claims[edge].length, "claim")}`, 200);
}

// --- keys --------------------------------------------------------------------------------------------------------

function canvasKey(app, event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const { selected } = app.stage.marks;
  const on = (act) => () => (selected >= 0 && !app.graph.isGroup(selected) ? act(selected) : undefined);
  const acts = {
    Enter: () => (selected >= 0 && app.graph.isGroup(selected) ? app.unfoldGroup(selected - app.graph.firstGroup) : app.openPanel()),
    f: on((node) => app.focus(node, 1)), e: on((node) => app.expand(node)), 2: on((node) => app.focus(node, 2)), h: on((node) => app.hide(node)), p: on((node) => app.pin(node)), s: on((node) => app.startPath(node)),
    "+": () => app.zoom(1.35), "=": () => app.zoom(1.35), "-": () => app.zoom(1 / 1.35), 0: () => app.zoom(null),
    Escape: () => (app.state.select || app.state.path ? app.letGo() : app.set({ focus: null, steps: 1, also: [] })),
  };
  const act = event.key.startsWith("Arrow") ? () => app.step(event.key) : acts[event.key] ?? acts[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
}

function pageKey(app, event) {
  const typing = event.target.closest("input, select, textarea, dialog");
  if (event.altKey || event.ctrlKey || event.metaKey || typing) return;
  if (event.key === "/") byId("search").focus();
  else if (event.key === "?") byId("help-dialog").showModal();
  else if (event.key === "t") toTable(app);
  else return;
  event.preventDefault();
}
