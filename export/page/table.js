/** The same content as a table: nodes, or facts with who says so; tied to the canvas, and the way in without one. */

import { byId, el } from "./dom.js";
import { clip, count, listed } from "./text.js";
import { edgeWords, relationSays, standing, stageWords } from "./words.js";

const PAGE = 100;

export class Table {
  constructor(app) {
    this.app = app;
    this.page = 0;
    this.sort = { column: 2, down: true };
    byId("table").addEventListener("keydown", (event) => this.key(event));
  }

  /** Make the table anew, if it is to be seen. */
  show() {
    if (byId("table").hidden) return;
    const isFacts = this.app.state.rows === "facts";
    this.rows = sorted(isFacts ? factRows(this.app) : nodeRows(this.app), this.sort);
    this.page = Math.min(this.page, Math.max(0, Math.ceil(this.rows.length / PAGE) - 1));
    const part = this.rows.slice(this.page * PAGE, (this.page + 1) * PAGE);
    const heads = isFacts ? ["Fact", "Certainty", "Claims", "Who says so"] : ["Name", "What", "Links", "Claims"];
    byId("table").replaceChildren(this.bar(isFacts), el("table", {},
      el("caption", { text: `${count(this.rows.length, isFacts ? "fact" : "node")} shown. Arrow keys move, Enter opens the evidence.` }),
      el("thead", {}, el("tr", {}, ...heads.map((head, column) => this.head(head, column)))),
      el("tbody", {}, ...part.map((row) => this.row(row)))));
    this.mark();
  }

  bar(isFacts) {
    const choice = (rows, text) => el("button", { type: "button", text, "aria-pressed": String(isFacts === (rows === "facts")), onclick: () => { this.page = 0; this.app.set({ rows }, { quiet: true }); } });
    const pages = Math.max(1, Math.ceil(this.rows.length / PAGE));
    const turn = (text, step) => el("button", { type: "button", text, disabled: this.page + step < 0 || this.page + step >= pages, onclick: () => { this.page += step; this.show(); byId("table").querySelector("tbody tr")?.focus(); } });
    return el("div", { class: "tablebar" }, el("div", { class: "group", role: "group", "aria-label": "Rows" }, choice("nodes", "Nodes"), choice("facts", "Facts")),
      turn("Previous", -1), el("span", { text: `${this.page + 1} / ${pages}` }), turn("Next", 1));
  }

  head(text, column) {
    const now = this.sort.column === column;
    return el("th", { scope: "col", "aria-sort": now ? (this.sort.down ? "descending" : "ascending") : "none" },
      el("button", { type: "button", text: `${text}${now ? (this.sort.down ? " ↓" : " ↑") : ""}`, onclick: () => {
        this.sort = { column, down: now ? !this.sort.down : column >= 2 };
        this.show();
      } }));
  }

  row({ key, cells }) {
    return el("tr", { tabindex: "-1", dataset: { key }, onclick: () => this.choose(key), onfocus: (event) => this.focused(event.currentTarget) },
      ...cells.map((cell, column) => (column === 0 ? el("th", { scope: "row" }, el("bdi", { text: clip(cell, 200) })) : el("td", { class: typeof cell === "number" ? "number" : null, text: typeof cell === "number" ? cell.toLocaleString("en") : clip(cell, 200) }))));
  }

  focused(row) {
    for (const other of byId("table").querySelectorAll("tbody tr[tabindex='0']")) other.tabIndex = -1;
    row.tabIndex = 0;
    this.app.point(row.dataset.key);
  }

  choose(key, open = false) {
    this.app.set({ select: key, path: null });
    if (open) this.app.openPanel();
  }

  /** One row can be reached with the Tab key: the selected one, else the first. */
  mark() {
    const rows = [...byId("table").querySelectorAll("tbody tr")];
    for (const row of rows) {
      row.setAttribute("aria-selected", String(row.dataset.key === this.app.state.select));
      row.tabIndex = -1;
    }
    const now = rows.find((row) => row.dataset.key === this.app.state.select) ?? rows[0];
    if (now) now.tabIndex = 0;
  }

  key(event) {
    const row = event.target.closest("tbody tr");
    if (!row) return;
    const rows = [...row.parentElement.children];
    const at = rows.indexOf(row);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1, PageDown: Math.min(rows.length - 1, at + 10), PageUp: Math.max(0, at - 10) }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      rows[to]?.focus();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.choose(row.dataset.key, event.key === "Enter");
    }
  }
}

function sorted(rows, { column, down }) {
  const sign = down ? -1 : 1;
  const compare = (one, other) => (typeof one === "number" ? one - other : String(one).localeCompare(String(other)));
  return rows.sort((one, other) => sign * compare(one.cells[column], other.cells[column]) || compare(one.cells[0], other.cells[0]));
}

function nodeRows(app) {
  const { graph, scene } = app;
  const links = new Int32Array(graph.size);
  for (let row = 0; row < scene.source.length; row += 1) {
    links[scene.source[row]] += 1;
    links[scene.target[row]] += 1;
  }
  return [...scene.shown].map((node) => ({
    key: graph.id(node),
    cells: [graph.name(node), standing(graph, node), links[node], node < graph.things ? graph.claimsAbout.of(node).length : graph.isClaim(node) ? 1 : 0],
  }));
}

/** A row for each exchange and each relation that is shown. */
export function factRows(app) {
  const { graph, scene } = app;
  const { view, pass } = scene;
  const rows = [];
  const add = (key, words, claims, stage) => {
    const passing = [...claims].filter((claim) => pass.claims[claim]);
    const best = passing.reduce((least, claim) => Math.min(least, graph.claims.certainty[claim]), 9);
    const disputed = passing.some((claim) => graph.isAgainst(claim) || graph.claims.deniers[claim].length);
    const sure = [stage ? stageWords(graph, stage) : "", graph.claims.certainties[best] ?? "", disputed && best < 3 ? "disputed" : ""].filter(Boolean).join(", ");
    const who = [...new Set(passing.flatMap((claim) => graph.claims.speakers[claim]))].map((node) => graph.name(node));
    rows.push({ key, cells: [words, sure, passing.length, listed(who, 4)] });
  };
  for (const node of view.members) {
    if (pass.nodes[node] && graph.typeName(node) === "Exchange") add(graph.id(node), graph.name(node), graph.claimsAbout.of(node), graph.stageOf(node));
  }
  for (let edge = 0; edge < view.count; edge += 1) {
    const type = graph.relationNames[view.edges.type[edge]];
    if (pass.edges[edge] && !["SUPPLIES", "DELIVERS_TO", "OF", "ABOUT"].includes(type)) add(app.edgeKey(view, edge), clip(edgeWords(graph, view, edge), 240), view.edges.claims[edge], "");
  }
  return rows;
}

/** The facts shown, one row for each claim, for the CSV file. */
export function evidenceRows(app) {
  const { graph, scene } = app;
  const { view, pass } = scene;
  const head = ["source", "relation", "target", "good", "stage", "certainty", "said by", "denied by", "quote", "quantity", "date", "article", "publisher", "article date", "address", "start", "end"];
  const rows = [head];
  const add = (source, relation, target, good, claims) => {
    for (const claim of [...claims].filter((one) => pass.claims[one])) rows.push([source, relation, target, good, ...claimCells(graph, claim)]);
  };
  const names = (nodes) => nodes.map((node) => graph.name(node)).join("; ");
  for (const node of view.members) {
    if (!pass.nodes[node] || graph.typeName(node) !== "Exchange") continue;
    const ends = graph.endsOf(node);
    add(names(ends.suppliers), "gives to", names(ends.recipients), names(ends.goods), graph.claimsAbout.of(node));
  }
  for (let edge = 0; edge < view.count; edge += 1) {
    const type = graph.relationNames[view.edges.type[edge]];
    if (!pass.edges[edge] || ["SUPPLIES", "DELIVERS_TO", "OF", "ABOUT"].includes(type)) continue;
    const goods = (view.edges.exchanges[edge] ?? []).flatMap((exchange) => graph.endsOf(exchange).goods);
    add(graph.name(view.edges.source[edge]), relationSays(graph, type), graph.name(view.edges.target[edge]), names([...new Set(goods)]), view.edges.claims[edge]);
  }
  return rows;
}

function claimCells(graph, claim) {
  const { claims, quotes } = graph;
  const article = graph.articles[claims.article[claim]] ?? {};
  // Offsets count characters, not the two halves that JavaScript makes of some.
  const place = quotes ? [claims.start[claim], claims.start[claim] + [...quotes[claim]].length] : ["", ""];
  const names = (nodes) => nodes.map((node) => graph.name(node)).join("; ");
  return [
    graph.stage(claim), graph.certainty(claim), names(claims.speakers[claim]), names(claims.deniers[claim]), quotes?.[claim] ?? "", claims.quantity[claim], claims.date[claim],
    article.title ?? article.name ?? "", article.publisher ?? "", article.date ?? "", article.url ?? article.path ?? "", ...place,
  ];
}

export function nodeCells(app) {
  const { graph, scene } = app;
  const rows = [["id", "name", "type", "kind", "aliases", "claims"]];
  for (const node of scene.view.members) {
    if (!scene.pass.nodes[node]) continue;
    rows.push([graph.id(node), graph.name(node), graph.typeName(node), graph.kindOf(node), graph.aliases(node).join("; "), node < graph.things ? graph.claimsAbout.of(node).length : ""]);
  }
  return rows;
}
