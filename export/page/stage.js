/**
 * The canvas: vis-network keeps the camera, dragging, pinching and the canvas itself; what is drawn on it and what is
 * hit by a pointer is ours, as vis-network draws and tests every node and edge one by one.
 */

import { onceAFrame } from "./dom.js";
import { distanceTo, toSegment, trim } from "./lines.js";
import { Painter, baseRadius } from "./painter.js";

// A scene that takes longer than this to draw is moved as a picture while the camera moves.
const SLOW = 9;
const SETTLED = 140;
const MARGIN = 0.25;

export class Stage {
  constructor(container, graph, theme, options) {
    this.graph = graph;
    this.container = container;
    this.painter = new Painter(graph, theme);
    this.nodes = new vis.DataSet();
    this.network = new vis.Network(container, { nodes: this.nodes, edges: new vis.DataSet() }, options);
    this.marks = { selected: -1, hovered: -1, row: -1, lit: null, litRows: null, pins: new Set() };
    this.scene = null;
    this.dark = false;
    this.picture = null;
    this.lastCost = 0;
    this.network.renderer._redraw = () => this.frame();
    this.network.selectionHandler.getNodeAt = (pointer, whole = true) => this.visNodeAt(pointer, whole);
    this.network.selectionHandler.getEdgeAt = () => undefined;
    this.redraw = onceAFrame(() => this.frame(true));
  }

  /** Show another scene. vis-network is told which nodes there are, so that they can be dragged. */
  show(scene, state) {
    const before = this.scene;
    this.scene = scene;
    this.state = state;
    scene.radius = new Float32Array(this.graph.size);
    for (const node of scene.shown) scene.radius[node] = baseRadius(this.graph, scene, state, node);
    scene.largest = scene.shown.reduce((top, node) => Math.max(top, scene.radius[node]), 0);
    if (!before || before.view !== scene.view || String(before.folds) !== String(scene.folds)) this.tellVis();
    this.redraw();
  }

  tellVis() {
    const { view } = this.scene;
    const all = new Set(this.scene.shown);
    for (const node of view.members) if (!this.scene.folds?.[this.graph.community[node]]) all.add(node);
    this.nodes.clear();
    this.nodes.add([...all].map((id) => ({ id, x: view.x[id], y: view.y[id] })));
  }

  get camera() {
    const { scale, translation } = this.network.body.view;
    const { clientWidth, clientHeight } = this.network.canvas.frame.canvas;
    return { scale, x: translation.x, y: translation.y, width: clientWidth, height: clientHeight };
  }

  // --- drawing -------------------------------------------------------------------------------------------------

  /** One frame: a full drawing, or the last one moved along. */
  frame(full = false) {
    const { renderer, canvas, body } = this.network;
    body.emitter.emit("initRedraw");
    renderer.redrawRequested = false;
    if (!this.scene) return;
    if (canvas.frame.canvas.width === 0 || canvas.frame.canvas.height === 0) canvas.setSize();
    canvas.setTransform();
    const { camera } = this;
    if (!camera.width) return;
    const moved = this.picture && (this.picture.camera.scale !== camera.scale || this.picture.camera.x !== camera.x || this.picture.camera.y !== camera.y);
    const slow = this.lastCost > SLOW;
    if (slow && moved && !full) {
      this.movePicture(canvas.getContext(), camera);
      clearTimeout(this.settle);
      this.settle = setTimeout(() => this.frame(true), SETTLED);
    } else this.draw(canvas.getContext(), camera);
  }

  draw(ctx, camera) {
    clearTimeout(this.settle);
    const start = performance.now();
    if (this.lastCost > SLOW) this.drawPicture(ctx, camera);
    else {
      this.clear(ctx, camera.width, camera.height);
      this.painter.paint(ctx, this.scene, this.state, camera, this.marks, this.dark);
      this.picture = { camera, canvas: null };
    }
    this.lastCost = performance.now() - start;
    if (this.lastCost > SLOW && !this.picture.canvas) this.drawPicture(ctx, camera);
  }

  /** Draw on a larger canvas of its own, so that moving it shows what lies beside, too. */
  drawPicture(ctx, camera) {
    const [extraX, extraY] = [Math.round(camera.width * MARGIN), Math.round(camera.height * MARGIN)];
    const ratio = this.network.canvas.pixelRatio;
    const canvas = this.picture?.canvas ?? document.createElement("canvas");
    const wide = { ...camera, x: camera.x + extraX, y: camera.y + extraY, width: camera.width + 2 * extraX, height: camera.height + 2 * extraY };
    wide.frame = [extraX, extraY, extraX + camera.width, extraY + camera.height];
    if (canvas.width !== Math.round(wide.width * ratio) || canvas.height !== Math.round(wide.height * ratio)) {
      canvas.width = Math.round(wide.width * ratio);
      canvas.height = Math.round(wide.height * ratio);
    }
    const own = canvas.getContext("2d");
    own.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.clear(own, wide.width, wide.height);
    this.painter.paint(own, this.scene, this.state, wide, this.marks, this.dark);
    this.picture = { camera, canvas, extraX, extraY };
    this.movePicture(ctx, camera);
  }

  movePicture(ctx, camera) {
    const { camera: then, canvas, extraX, extraY } = this.picture;
    const zoom = camera.scale / then.scale;
    const ratio = this.network.canvas.pixelRatio;
    this.clear(ctx, camera.width, camera.height);
    if (!canvas) return;
    ctx.imageSmoothingEnabled = zoom !== 1;
    ctx.drawImage(
      canvas, camera.x - (then.x + extraX) * zoom, camera.y - (then.y + extraY) * zoom, (canvas.width / ratio) * zoom, (canvas.height / ratio) * zoom,
    );
  }

  clear(ctx, width, height) {
    ctx.clearRect(0, 0, width, height);
    ctx.globalAlpha = 1;
  }

  // --- what is where -------------------------------------------------------------------------------------------

  /** The node at a point of the canvas in pixels, or -1; the nearest wins. */
  nodeAt(x, y, slack = 4) {
    if (!this.scene) return -1;
    const { painter } = this;
    painter.aim(this.scene, this.camera);
    let best = -1;
    let least = Infinity;
    for (const node of this.scene.shown) {
      const distance = Math.hypot(painter.sx[node] - x, painter.sy[node] - y) - painter.radius(node);
      if (distance < slack && distance < least) [best, least] = [node, distance];
    }
    return best;
  }

  /** The edge (row of the scene) near a point, or -1. */
  rowAt(x, y, slack = 6) {
    const { painter, scene } = this;
    if (!scene) return -1;
    painter.aim(scene, this.camera);
    const { sx, sy } = painter;
    let best = -1;
    let least = slack;
    for (let row = 0; row < scene.source.length; row += 1) {
      const [ax, ay, bx, by] = [sx[scene.source[row]], sy[scene.source[row]], sx[scene.target[row]], sy[scene.target[row]]];
      const reach = 40 + slack;
      if (Math.min(ax, bx) > x + reach || Math.max(ax, bx) < x - reach || Math.min(ay, by) > y + reach || Math.max(ay, by) < y - reach) continue;
      const line = scene.bend[row] ? trim(painter, row) : null;
      const distance = line ? distanceTo(line, x, y) : toSegment(x, y, ax, ay, bx, by);
      if (distance < least) [best, least] = [row, distance];
    }
    return best;
  }

  visNodeAt(pointer, whole) {
    const node = this.nodeAt(pointer.x, pointer.y);
    const found = node < 0 ? undefined : this.network.body.nodes[node];
    return found && !whole ? found.id : found;
  }

  /** After a drag: take over where vis-network put a node. */
  takePlace(node) {
    const { x, y } = this.network.body.nodes[node];
    this.scene.view.x[node] = x;
    this.scene.view.y[node] = y;
  }

  put(node, x, y) {
    this.scene.view.x[node] = x;
    this.scene.view.y[node] = y;
    const known = this.network.body.nodes[node];
    if (known) Object.assign(known, { x, y });
  }

  // --- camera --------------------------------------------------------------------------------------------------

  moveTo(x, y, scale) {
    const { width, height } = this.camera;
    Object.assign(this.network.body.view, { scale, translation: { x: width / 2 - x * scale, y: height / 2 - y * scale } });
    this.network.body.emitter.emit("_requestRedraw");
  }

  /** Where the camera looks: `[x, y, scale]` of the middle. */
  look() {
    const { x, y, scale, width, height } = this.camera;
    return [(width / 2 - x) / scale, (height / 2 - y) / scale, scale];
  }

  zoom(factor) {
    const [x, y, scale] = this.look();
    this.moveTo(x, y, Math.min(10, Math.max(0.004, scale * factor)));
  }

  /** Bring these nodes, or everything, into sight. */
  fit(nodes = this.scene.shown) {
    if (!nodes.length) return;
    const { view } = this.scene;
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const node of nodes) {
      const r = this.graph.isGroup(node) ? this.scene.radius[node] : 0;
      left = Math.min(left, view.x[node] - r);
      right = Math.max(right, view.x[node] + r);
      top = Math.min(top, view.y[node] - r);
      bottom = Math.max(bottom, view.y[node] + r);
    }
    const { width, height } = this.camera;
    const scale = Math.min((width - 130) / Math.max(60, right - left), (height - 110) / Math.max(60, bottom - top), 1.6);
    this.moveTo((left + right) / 2, (top + bottom) / 2 - 8 / Math.max(scale, 0.004), Math.max(scale, 0.004));
  }

  /** Move the camera only if the node cannot be seen well. */
  reveal(node) {
    const { x, y, scale, width, height } = this.camera;
    const [sx, sy] = [this.scene.view.x[node] * scale + x, this.scene.view.y[node] * scale + y];
    const seen = sx > 60 && sy > 50 && sx < width - 60 && sy < height - 50;
    if (!seen) this.moveTo(this.scene.view.x[node], this.scene.view.y[node], this.graph.isGroup(node) ? scale : Math.max(scale, 0.7));
  }
}
