/** Writes the names of nodes and edges into a picture, as many as find room. */

import { edgeLook, pointOn, trim } from "./lines.js";
import { Labels } from "./labels.js";
import { clip } from "./text.js";

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const MOST_NAMES = 260;
const HUBS = 60;

export class Names {
  /** `painter` holds what is being drawn: scene, camera, marks, context. */
  constructor(painter) {
    this.painter = painter;
    this.widths = new Map();
  }

  paint(inSight, afar, rows) {
    const labels = new Labels(this.painter.camera.frame ?? [0, 0, this.painter.camera.width, this.painter.camera.height]);
    const order = this.byWeight(inSight, afar);
    if (!afar) for (const node of inSight) if (!this.painter.isDim(node)) this.block(labels, node);
    let left = afar ? HUBS : MOST_NAMES;
    for (const node of order) {
      if (left <= 0) break;
      if (this.nameNode(labels, node)) left -= 1;
    }
    if (!afar && rows.length < 400) this.nameEdges(labels, rows);
    this.painter.ctx.globalAlpha = 1;
  }

  /** The nodes that may be named, those first that matter most; from afar only hubs. */
  byWeight(nodes, afar) {
    const { selected, hovered, lit } = this.painter.marks;
    const { radius } = this.painter.scene;
    const rank = (node) => (node === selected ? 4000 : node === hovered ? 3000 : 0) + (lit?.has(node) ? 1000 : 0) + radius[node];
    const some = afar ? nodes.filter((node) => radius[node] > 9 || node === selected || node === hovered || lit?.has(node)) : nodes;
    return [...some].filter((node) => this.isNamed(node)).sort((one, other) => rank(other) - rank(one) || one - other);
  }

  isNamed(node) {
    const type = this.painter.graph.typeName(node);
    if (this.painter.isDim(node)) return false;
    if (node === this.painter.marks.selected || node === this.painter.marks.hovered) return true;
    if (type === "Claim") return false;
    return type !== "Exchange" || this.painter.scene.view.name === "says" || this.painter.camera.scale > 1.6;
  }

  block(labels, node) {
    const [x, y] = [this.painter.sx[node], this.painter.sy[node]];
    const r = this.painter.radius(node) * 0.8;
    labels.take(x - r, y - r, x + r, y + r, true);
  }

  /** Write a node's name if there is room; the selected node and hubs may cover the symbols of others. */
  nameNode(labels, node) {
    const { painter } = this;
    const { graph, marks, ground } = painter;
    const isGroup = graph.isGroup(node);
    const isSelected = node === marks.selected;
    const strong = isSelected || isGroup;
    const size = Math.round(Math.min(strong ? 13 : 15, 11 + Math.max(0, painter.scene.radius[node] - 10) / 4));
    const text = clip(isGroup ? graph.groupName(node) : graph.name(node), isSelected ? 60 : 30);
    painter.ctx.font = `${strong ? "600 " : ""}${size}px ${FONT}`;
    const important = isSelected || (!isGroup && painter.scene.radius[node] > 13) || (marks.lit?.size ?? 99) < 12;
    const place = labels.around(painter.sx[node], painter.sy[node], painter.radius(node), this.width(text), size + 2, important);
    if (place) this.write(text, place.left, place.top + size - 1, ground.text);
    return place !== null;
  }

  nameEdges(labels, rows) {
    for (const row of rows) {
      const text = this.edgeText(row);
      const line = text && !this.painter.isDimRow(row) && trim(this.painter, row);
      if (!line) continue;
      this.painter.ctx.font = `11px ${FONT}`;
      this.nameEdge(labels, line, text, { struck: edgeLook(this.painter, row).struck, chosen: row === this.painter.marks.row });
    }
  }

  /** Write on the edge where there is room: in the middle, or a third from either end; not over its strike. */
  nameEdge(labels, line, text, { struck, chosen }) {
    const half = this.width(text) / 2;
    const free = ([x, y]) => labels.isFree(x - half, y - 7, x + half, y + 7);
    const places = (struck ? [0.3, 0.7] : [0.5, 0.36, 0.64]).map((t) => pointOn(line, t));
    // The chosen edge says what it is, whatever lies below.
    const place = places.find(free) ?? (chosen ? places[0] : null);
    if (!place) return;
    const [x, y] = place;
    labels.take(x - half, y - 7, x + half, y + 7);
    this.write(text, x - half, y + 4, chosen ? this.painter.ground.text : this.painter.ground.soft);
  }

  /** What is written on an edge: what goes from actor to actor; the relation where it is lit or close by. */
  edgeText(row) {
    const { edges } = this.painter.scene.view;
    const edge = this.painter.scene.edge[row];
    if (edge < 0) return this.painter.scene.weight[row] > 1 ? String(this.painter.scene.weight[row]) : "";
    const goods = edges.exchanges[edge];
    if (goods) return this.goodsOf(goods, this.painter.marks.litRows?.has(row) ? 3 : 1);
    const near = this.painter.marks.row === row || this.painter.marks.litRows?.has(row) || this.painter.camera.scale > 1.25;
    const type = this.painter.graph.relationNames[edges.type[edge]];
    const told = type === "SUPPLIES" || type === "DELIVERS_TO" || type === "OF" || type === "ABOUT";
    return near && !told ? this.painter.theme.relations[type]?.label ?? type.toLowerCase() : "";
  }

  /** The goods of exchanges, those of most claims first, and how many more there are. */
  goodsOf(exchanges, limit) {
    const claims = (exchange) => this.painter.graph.claimsAbout.of(exchange).length;
    const order = [...exchanges].sort((one, other) => claims(other) - claims(one) || one - other);
    const names = [...new Set(order.flatMap((exchange) => this.painter.graph.endsOf(exchange).goods))].map((good) => clip(this.painter.graph.name(good), 24));
    return `${names.slice(0, limit).join(", ")}${names.length > limit ? ` +${names.length - limit}` : ""}`;
  }

  width(text) {
    const key = this.painter.ctx.font + text;
    if (!this.widths.has(key)) this.widths.set(key, this.painter.ctx.measureText(text).width);
    return this.widths.get(key);
  }

  write(text, x, y, colour) {
    const { ctx } = this.painter;
    ctx.globalAlpha = 1;
    ctx.textAlign = "left";
    ctx.lineJoin = "round";
    ctx.lineWidth = 3.5;
    ctx.strokeStyle = this.painter.ground.paper;
    ctx.strokeText(text, x, y);
    ctx.fillStyle = colour;
    ctx.fillText(text, x, y);
  }
}
