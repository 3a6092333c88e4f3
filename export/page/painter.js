/** Draws a scene on a canvas, or on a `Drawing`: close by with shapes and names, from afar as dots and lines. */

import { edgeLook, pointOn, trim } from "./lines.js";
import { FONT, Names } from "./names.js";
import { shapeOf, trace, traceStage } from "./shapes.js";

const MOST_SHAPES = 1300;
const MOST_EDGES = 4000;
const MOST_LINES = 15_000;
const CROWDED = 500;
const DIM = 0.13;
const DIM_AFAR = 0.04;
// A folded community fills most of the disc in which its members stand (see export/layout.py).
const GROUP_DISC = 36;

/** Colours of light or dark, by index 0 or 1, with the ground that everything stands on. */
export const GROUNDS = [
  { paper: "#ffffff", text: "#1c2430", soft: "#4d5866", mark: "#c2410c", pin: "#a81e1e" },
  { paper: "#12161c", text: "#e8ecf2", soft: "#aeb8c5", mark: "#ffb454", pin: "#ff9a92" },
];

/** Radius of a node in pixels at zoom 1. */
export function baseRadius(graph, scene, state, node) {
  if (graph.isGroup(node)) {
    return GROUP_DISC * Math.sqrt(scene.members[node - graph.firstGroup]);
  }
  const type = graph.typeName(node);
  if (type === "Exchange") return scene.view.name === "facts" ? 6 : 8;
  if (type === "Claim") return 5;
  if (state.size === "equal") return 10;
  return 7 + 15 * Math.sqrt(graph.raw.measures[state.size][node] / 1000);
}

/** How much nodes shrink and grow with the zoom: less than distances do. */
export function sizeAt(scale) {
  return Math.min(1.8, Math.max(0.12, scale ** 0.55));
}

export class Painter {
  constructor(graph, theme) {
    this.graph = graph;
    this.theme = theme;
    this.names = new Names(this);
  }

  /**
   * Draw. `camera` is `{x, y, scale, width, height}`: a node at (a, b) stands at (a * scale + x, b * scale + y).
   * `frame`, where given, is the part of it that is seen. `marks` says what stands out: `selected`, `hovered`, `row` (an edge), `lit` (Set of nodes or null), `litRows`, `pins`.
   */
  paint(ctx, scene, state, camera, marks, dark) {
    this.ctx = ctx;
    this.scene = scene;
    this.state = state;
    this.camera = camera;
    this.marks = marks;
    this.tone = dark ? 1 : 0;
    this.ground = GROUNDS[this.tone];
    this.grow = sizeAt(camera.scale);
    this.project();
    const inSight = this.nodesInSight();
    const rows = this.rowsInSight();
    const afar = inSight.length > MOST_SHAPES;
    if (afar || rows.length > MOST_EDGES) this.linesAfar(rows);
    else this.linesClose(rows);
    if (afar) this.dots(inSight);
    else for (const node of inSight) this.shape(node);
    ctx.globalAlpha = 1;
    this.names.paint(inSight, afar, rows);
  }

  /** Where the nodes of the scene stand in pixels, all at once. */
  project() {
    const { x, y, scale } = this.camera;
    const { view, shown } = this.scene;
    this.sx ??= new Float32Array(this.graph.size);
    this.sy ??= new Float32Array(this.graph.size);
    for (let place = 0; place < shown.length; place += 1) {
      const node = shown[place];
      this.sx[node] = view.x[node] * scale + x;
      this.sy[node] = view.y[node] * scale + y;
    }
  }

  /** Make ready to ask where things are, without drawing. */
  aim(scene, camera) {
    this.scene = scene;
    this.camera = camera;
    this.grow = sizeAt(camera.scale);
    this.project();
  }

  radius(node) {
    if (node >= this.graph.firstGroup) return Math.min(90, Math.max(9, this.scene.radius[node] * this.camera.scale));
    return Math.max(1.3, this.scene.radius[node] * this.grow);
  }

  nodesInSight() {
    const { width, height } = this.camera;
    const margin = 60;
    const { sx, sy } = this;
    return this.scene.shown.filter((node) => sx[node] > -margin && sy[node] > -margin && sx[node] < width + margin && sy[node] < height + margin);
  }

  rowsInSight() {
    const { source, target } = this.scene;
    const { width, height } = this.camera;
    const { sx, sy } = this;
    const rows = [];
    for (let row = 0; row < source.length; row += 1) {
      const a = source[row];
      const b = target[row];
      if ((sx[a] < 0 && sx[b] < 0) || (sy[a] < 0 && sy[b] < 0) || (sx[a] > width && sx[b] > width) || (sy[a] > height && sy[b] > height)) continue;
      rows.push(row);
    }
    return rows;
  }

  isDim(node) {
    return this.marks.lit !== null && !this.marks.lit.has(node);
  }

  isDimRow(row) {
    return this.marks.litRows !== null && !this.marks.litRows.has(row);
  }

  colour(node) {
    const { graph, theme } = this;
    if (this.state.colour === "community" && !graph.isClaim(node)) {
      const palette = this.tone ? theme.communities.dark : theme.communities.light;
      return palette[Math.min(palette.length - 1, graph.community[node])];
    }
    return (theme.nodes[graph.typeName(node)] ?? theme.nodes.Exchange).colour[this.tone];
  }

  // --- edges ---------------------------------------------------------------------------------------------------

  /** One path for each relation, lit and dim apart. Of very many lines only every so manieth is drawn, the stronger. */
  linesAfar(rows) {
    const { scene } = this;
    const types = scene.view.edges.type;
    const paths = new Map();
    const stride = Math.ceil(rows.length / MOST_LINES);
    const some = stride > 1 ? rows.filter((row) => row % stride === 0 || this.marks.litRows?.has(row)) : rows;
    for (const row of some) {
      const edge = scene.edge[row];
      const key = (edge < 0 ? 0 : types[edge] + 1) * 2 + (this.isDimRow(row) ? 0 : 1);
      const path = paths.get(key);
      if (path) path.push(row);
      else paths.set(key, [row]);
    }
    this.strokeAll(paths, Math.min(0.5, 0.28 * Math.sqrt(stride)));
  }

  strokeAll(paths, alpha) {
    const { ctx, scene } = this;
    ctx.setLineDash([]);
    for (const [key, some] of [...paths].sort(([one], [other]) => (one % 2) - (other % 2) || one - other)) {
      const dim = key % 2 === 0;
      ctx.strokeStyle = edgeLook(this, some[0]).colour;
      ctx.lineWidth = dim || this.marks.litRows === null ? 0.7 : 1.6;
      ctx.globalAlpha = dim ? 0.06 : this.marks.litRows === null ? alpha : 0.9;
      ctx.beginPath();
      for (const row of some) {
        ctx.moveTo(this.sx[scene.source[row]], this.sy[scene.source[row]]);
        ctx.lineTo(this.sx[scene.target[row]], this.sy[scene.target[row]]);
      }
      ctx.stroke();
    }
  }

  linesClose(rows) {
    const dim = rows.filter((row) => this.isDimRow(row));
    // Many lines are drawn fainter and, from afar, thinner, so that they do not hide each other.
    this.ink = rows.length - dim.length > CROWDED ? 0.55 : 1;
    this.thin = Math.min(1, Math.max(0.45, this.grow * 1.3));
    for (const row of [...dim, ...rows.filter((one) => !this.isDimRow(one))]) this.line(row);
    this.ctx.setLineDash([]);
  }

  line(row) {
    const { ctx } = this;
    const look = edgeLook(this, row);
    const line = trim(this, row);
    if (!line) return;
    ctx.globalAlpha = this.isDimRow(row) ? DIM : look.alpha * this.ink;
    ctx.strokeStyle = look.colour;
    ctx.fillStyle = look.colour;
    ctx.lineWidth = look.width * this.thin * (this.marks.row === row ? 2.2 : 1);
    ctx.setLineDash(look.dash);
    ctx.beginPath();
    ctx.moveTo(line.ax, line.ay);
    ctx.quadraticCurveTo(line.cx, line.cy, line.bx, line.by);
    ctx.stroke();
    ctx.setLineDash([]);
    if (look.arrow) this.arrow(line, look.width);
    if (look.struck) this.strike(line);
  }

  arrow({ cx, cy, bx, by }, width) {
    const { ctx } = this;
    const length = (6 + 1.5 * width) * Math.min(1.2, Math.max(0.6, this.grow));
    const angle = Math.atan2(by - cy, bx - cx);
    ctx.beginPath();
    ctx.moveTo(bx, by);
    ctx.lineTo(bx - length * Math.cos(angle - 0.42), by - length * Math.sin(angle - 0.42));
    ctx.lineTo(bx - length * Math.cos(angle + 0.42), by - length * Math.sin(angle + 0.42));
    ctx.closePath();
    ctx.fill();
  }

  /** Two short bars across the middle: somebody denies or doubts it. */
  strike({ ax, ay, cx, cy, bx, by }) {
    const { ctx } = this;
    const [mx, my] = pointOn({ ax, ay, cx, cy, bx, by }, 0.5);
    const angle = Math.atan2(by - ay, bx - ax);
    const [alongX, alongY] = [Math.cos(angle), Math.sin(angle)];
    const across = angle + Math.PI / 2 - 0.4;
    ctx.strokeStyle = this.theme.families.hostile.colour[this.tone];
    ctx.lineWidth = 2 * this.thin;
    ctx.beginPath();
    for (const step of [-2.5 * this.thin, 2.5 * this.thin]) {
      const [x, y] = [mx + step * alongX, my + step * alongY];
      ctx.moveTo(x - 6 * this.thin * Math.cos(across), y - 6 * this.thin * Math.sin(across));
      ctx.lineTo(x + 6 * this.thin * Math.cos(across), y + 6 * this.thin * Math.sin(across));
    }
    ctx.stroke();
  }

  // --- nodes ---------------------------------------------------------------------------------------------------

  dots(nodes) {
    const paths = new Map();
    for (const node of nodes) {
      const dim = this.isDim(node);
      const key = `${dim ? 0 : 1}${this.colour(node)}`;
      if (!paths.has(key)) paths.set(key, { dim, colour: this.colour(node), nodes: [] });
      paths.get(key).nodes.push(node);
    }
    for (const { dim, colour, nodes: some } of [...paths.values()].sort((one, other) => other.dim - one.dim)) {
      this.ctx.globalAlpha = dim ? DIM_AFAR : 1;
      this.ctx.fillStyle = colour;
      for (const node of some) this.dot(node);
    }
    for (const node of [this.marks.selected, this.marks.hovered]) if (node >= 0 && this.scene.mask[node]) this.halo(node);
  }

  dot(node) {
    const [x, y] = [this.sx[node], this.sy[node]];
    const r = this.radius(node);
    if (r < 2.5) this.ctx.fillRect(x - r, y - r, 2 * r, 2 * r);
    else {
      this.ctx.beginPath();
      trace(this.ctx, "circle", x, y, r);
      this.ctx.fill();
    }
  }

  shape(node) {
    const { ctx, graph } = this;
    const [x, y] = [this.sx[node], this.sy[node]];
    const r = this.radius(node);
    const shape = shapeOf(this.theme, graph.typeName(node), graph.kindOf(node));
    ctx.globalAlpha = this.isDim(node) ? DIM : 1;
    if (node === this.marks.selected || node === this.marks.hovered) this.halo(node);
    ctx.beginPath();
    trace(ctx, shape, x, y, r);
    const hollow = shape === "stage" || shape === "ring";
    ctx.fillStyle = hollow ? this.ground.paper : this.colour(node);
    ctx.fill();
    ctx.lineWidth = shape === "ring" ? 3 : hollow ? 1.6 : 1.2;
    ctx.strokeStyle = hollow ? this.colour(node) : this.ground.paper;
    ctx.stroke();
    if (shape === "stage") this.stageDisc(node, x, y, r);
    if (this.marks.pins.has(node)) this.pin(x, y, r);
    if (graph.isGroup(node) && r > 15) this.number(this.scene.members[node - graph.firstGroup], x, y);
  }

  number(value, x, y) {
    this.ctx.font = `600 12px ${FONT}`;
    this.ctx.textAlign = "center";
    this.ctx.fillStyle = this.ground.soft;
    this.ctx.fillText(value.toLocaleString("en"), x, y + 4);
  }

  stageDisc(node, x, y, r) {
    const { ctx } = this;
    const fill = this.theme.stages[this.graph.stageOf(node)]?.fill ?? 0;
    ctx.beginPath();
    traceStage(ctx, fill, x, y, r);
    ctx.fillStyle = this.colour(node);
    ctx.strokeStyle = this.colour(node);
    if (fill < 0) ctx.stroke();
    else ctx.fill();
  }

  halo(node) {
    const { ctx } = this;
    const [x, y] = [this.sx[node], this.sy[node]];
    ctx.beginPath();
    trace(ctx, "circle", x, y, this.radius(node) + 5);
    ctx.strokeStyle = this.ground.mark;
    ctx.lineWidth = node === this.marks.selected ? 3 : 1.5;
    ctx.stroke();
  }

  pin(x, y, r) {
    this.ctx.fillStyle = this.ground.pin;
    this.ctx.beginPath();
    trace(this.ctx, "circle", x + r * 0.8, y - r * 0.8, 3);
    this.ctx.fill();
  }
}
