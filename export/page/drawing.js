/** A stand-in for a canvas context that writes SVG, so that one painter makes both. */

import { svg } from "./dom.js";

const round = (value) => Math.round(value * 100) / 100;

export class Drawing {
  /** `measure` is a real canvas context; it knows how wide text is. */
  constructor(width, height, measure) {
    this.root = svg("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}` });
    this.measure = measure;
    this.fillStyle = "#000";
    this.strokeStyle = "#000";
    this.lineWidth = 1;
    this.globalAlpha = 1;
    this.font = "12px sans-serif";
    this.textAlign = "left";
    this.lineJoin = "miter";
    this.dash = [];
    this.path = [];
  }

  beginPath() {
    this.path = [];
  }

  moveTo(x, y) {
    this.path.push(`M${round(x)} ${round(y)}`);
  }

  lineTo(x, y) {
    this.path.push(`L${round(x)} ${round(y)}`);
  }

  quadraticCurveTo(cx, cy, x, y) {
    this.path.push(`Q${round(cx)} ${round(cy)} ${round(x)} ${round(y)}`);
  }

  bezierCurveTo(ax, ay, bx, by, x, y) {
    this.path.push(`C${round(ax)} ${round(ay)} ${round(bx)} ${round(by)} ${round(x)} ${round(y)}`);
  }

  arc(x, y, r, from, to) {
    const steps = to - from > Math.PI ? 2 : 1;
    this.path.push(`${this.path.length ? "L" : "M"}${round(x + r * Math.cos(from))} ${round(y + r * Math.sin(from))}`);
    for (let step = 1; step <= steps; step += 1) {
      const angle = from + ((to - from) * step) / steps;
      this.path.push(`A${round(r)} ${round(r)} 0 0 1 ${round(x + r * Math.cos(angle))} ${round(y + r * Math.sin(angle))}`);
    }
  }

  closePath() {
    this.path.push("Z");
  }

  setLineDash(dash) {
    this.dash = dash;
  }

  stroke() {
    const look = { fill: "none", stroke: this.strokeStyle, "stroke-width": round(this.lineWidth) };
    if (this.dash.length) look["stroke-dasharray"] = this.dash.join(" ");
    this.put("path", { d: this.path.join(""), ...look });
  }

  fill() {
    this.put("path", { d: this.path.join(""), fill: this.fillStyle });
  }

  fillRect(x, y, width, height) {
    this.put("rect", { x: round(x), y: round(y), width: round(width), height: round(height), fill: this.fillStyle });
  }

  clearRect() {}

  strokeText(text, x, y) {
    this.text(text, x, y, { fill: "none", stroke: this.strokeStyle, "stroke-width": round(this.lineWidth), "stroke-linejoin": "round" });
  }

  fillText(text, x, y) {
    this.text(text, x, y, { fill: this.fillStyle });
  }

  text(text, x, y, look) {
    const anchor = { left: "start", center: "middle", right: "end" }[this.textAlign];
    this.put("text", { x: round(x), y: round(y), "text-anchor": anchor, style: `font:${this.font}`, ...look }).textContent = text;
  }

  measureText(text) {
    this.measure.font = this.font;
    return this.measure.measureText(text);
  }

  put(tag, attributes) {
    const { style, ...plain } = attributes;
    const node = svg(tag, plain);
    if (style) {
      const size = /(\d+)px\s+(.+)$/.exec(this.font);
      node.setAttribute("font-size", size[1]);
      node.setAttribute("font-family", size[2].replaceAll('"', "'"));
      if (this.font.startsWith("600")) node.setAttribute("font-weight", "600");
    }
    if (this.globalAlpha < 1) node.setAttribute("opacity", round(this.globalAlpha));
    this.root.append(node);
    return node;
  }

  toString() {
    return new XMLSerializer().serializeToString(this.root);
  }
}
