/** Taking the view away: PNG, SVG, CSV, print, the address. */

import { Drawing } from "./drawing.js";
import { announce } from "./dom.js";
import { GROUNDS, Painter } from "./painter.js";
import { evidenceRows, nodeCells } from "./table.js";
import { visible } from "./text.js";

const SHARPNESS = 2;

export function save(app, what) {
  const name = document.title.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 40) || "quid";
  if (what === "png") savePng(app, `${name}.png`);
  else if (what === "svg") hand(new Blob([drawSvg(app)], { type: "image/svg+xml" }), `${name}.svg`);
  else if (what === "facts") hand(csvBlob(evidenceRows(app)), `${name}-facts.csv`);
  else if (what === "nodes") hand(csvBlob(nodeCells(app)), `${name}-nodes.csv`);
  else if (what === "link") copyLink();
  else if (what === "print") window.print();
}

/** The picture as PNG, twice as sharp as on the screen, on its ground. */
function savePng(app, name) {
  const { camera } = app.stage;
  const canvas = document.createElement("canvas");
  canvas.width = camera.width * SHARPNESS;
  canvas.height = camera.height * SHARPNESS;
  const ctx = canvas.getContext("2d");
  ctx.scale(SHARPNESS, SHARPNESS);
  paintOn(app, ctx, camera);
  canvas.toBlob((blob) => hand(blob, name), "image/png");
}

export function drawSvg(app) {
  const { camera } = app.stage;
  const drawing = new Drawing(camera.width, camera.height, document.createElement("canvas").getContext("2d"));
  paintOn(app, drawing, camera);
  return drawing.toString();
}

function paintOn(app, ctx, camera) {
  ctx.fillStyle = GROUNDS[app.dark ? 1 : 0].paper;
  ctx.fillRect(0, 0, camera.width, camera.height);
  new Painter(app.graph, app.theme).paint(ctx, app.scene, app.state, camera, app.stage.marks, app.dark);
}

/** Rows as CSV with a byte order mark, so that spreadsheets read UTF-8. */
export function csvBlob(rows) {
  return new Blob(["\ufeff", rows.map((row) => row.map(csvCell).join(",")).join("\r\n"), "\r\n"], { type: "text/csv;charset=utf-8" });
}

/** Where a spreadsheet could begin a formula: in a cell, and behind what other settings take for its end (as in `graph/text.py`). */
const FORMULA = /(^|[;\t\r\n])(?=(?:['"]|[^\S\t\r\n])*[=+\-@＝＋－＠])|^(?='*[\t\r\n])/g;

/** A cell that no spreadsheet takes for a formula. */
export function csvCell(value) {
  if (typeof value === "number") return String(value);
  const safe = visible(value ?? "").replace(FORMULA, (_, before) => `${before ?? ""}'`);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function hand(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  announce(`Saved ${name}`);
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    announce("The link is copied");
  } catch {
    // Some browsers give files no clipboard.
    window.prompt("The address of this view:", location.href);
  }
}
