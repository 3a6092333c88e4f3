/** The legend, which is the filter: each row shows a symbol, a name and how many are shown of how many. */

import { el, svg } from "./dom.js";
import { Drawing } from "./drawing.js";
import { articleKey, kindKey, OWN_VOICE, speakersOf } from "./filters.js";
import { shapeOf, trace, traceStage } from "./shapes.js";
import { clip, folded } from "./text.js";
import { articleTitle } from "./words.js";

const ROWS_AT_FIRST = 8;
const MOST_ROWS = 200;

/** Builds the facets once for a view; `refresh` rewrites counts and ticks. */
export class Legend {
  constructor(app, container) {
    this.app = app;
    this.container = container;
    this.open = new Set(["type", "stage", "certainty", "relation"]);
    this.searches = {};
    this.expanded = new Set();
  }

  build() {
    this.tally = tally(this.app);
    this.rows = [];
    this.container.replaceChildren(...[
      this.typeFacet(), this.facet("stage", "Stage of exchanges", this.stageValues()), this.facet("certainty", "Certainty", this.certaintyValues()),
      this.facet("relation", "Relations", this.relationValues()), this.facet("speaker", "Who says so", this.speakerValues()), this.facet("article", "Articles", this.articleValues()),
    ].filter(Boolean));
    this.refresh();
  }

  // --- values ----------------------------------------------------------------------------------------------------

  stageValues() {
    const { theme } = this.app;
    return this.values("stage").filter(([value]) => value).sort(byList(Object.keys(theme.stages)))
      .map(([value, total]) => ({ value, total, name: theme.stages[value]?.label ?? value, symbol: stageSymbol(this.app, value) }));
  }

  certaintyValues() {
    const { theme } = this.app;
    const list = this.values("certainty").sort(byList(Object.keys(theme.certainties)));
    return list.map(([value, total]) => ({ value, total, name: theme.certainties[value]?.label ?? value, symbol: dashSymbol(this.app, theme.certainties[value]?.dash ?? [], value === "denied") }));
  }

  relationValues() {
    const { theme } = this.app;
    return this.values("relation").sort((one, other) => other[1] - one[1])
      .map(([value, total]) => ({ value, total, name: theme.relations[value]?.label ?? value.toLowerCase(), symbol: lineSymbol(this.app, value) }));
  }

  speakerValues() {
    const { graph } = this.app;
    return this.values("speaker").sort((one, other) => other[1] - one[1])
      .map(([value, total]) => ({ value, total, name: value === OWN_VOICE ? OWN_VOICE : clip(graph.name(graph.node(value)), 60) }));
  }

  articleValues() {
    const byKey = new Map(this.app.graph.articles.map((article) => [article.id, article]));
    return this.values("article").sort((one, other) => other[1] - one[1]).map(([value, total]) => {
      const article = byKey.get(value);
      const date = article?.date ? `${article.date} · ` : "";
      return { value, total, name: clip(`${date}${articleTitle(article)}`, 80) };
    });
  }

  values(facet) {
    return [...this.tally.totals[facet]];
  }

  // --- building --------------------------------------------------------------------------------------------------

  typeFacet() {
    const { graph, theme } = this.app;
    const list = el("ul");
    for (const [type, total] of [...this.tally.totals.type].sort(byList(Object.keys(theme.nodes)))) {
      const style = theme.nodes[type];
      const kinds = [...this.tally.totals.kind].filter(([key]) => key.startsWith(`${type}/`) && key !== `${type}/`).sort((one, other) => other[1] - one[1]);
      const row = this.row("type", { value: type, total, name: style?.plural ?? type, symbol: nodeSymbol(this.app, type, "") });
      if (kinds.length) {
        row.append(el("ul", {}, ...kinds.map(([key, number]) => this.row("kind", {
          value: key, total: number, name: key.slice(type.length + 1), symbol: nodeSymbol(this.app, type, key.slice(type.length + 1)),
        }))));
      }
      list.append(row);
    }
    return graph.things ? this.details("type", "Nodes", list) : null;
  }

  facet(facet, title, values) {
    if (!values.length) return null;
    const list = el("ul");
    const body = el("div");
    const fill = () => {
      const wanted = folded(this.searches[facet] ?? "");
      const some = wanted ? values.filter((value) => folded(value.name).includes(wanted)) : values;
      const limit = this.expanded.has(facet) || wanted ? MOST_ROWS : ROWS_AT_FIRST;
      this.rows = this.rows.filter((row) => row.facet !== facet);
      list.replaceChildren(...some.slice(0, limit).map((value) => this.row(facet, value)));
      more.hidden = some.length <= limit || limit === MOST_ROWS;
      more.textContent = `all ${values.length}`;
      this.refresh();
    };
    const more = el("button", { type: "button", class: "more", onclick: () => { this.expanded.add(facet); fill(); } });
    if (values.length > ROWS_AT_FIRST && (facet === "speaker" || facet === "article")) {
      body.append(el("input", { type: "search", placeholder: `Find in ${values.length}`, "aria-label": `Find in ${title}`, value: this.searches[facet] ?? "", oninput: (event) => { this.searches[facet] = event.target.value; fill(); } }));
    }
    body.append(list, more);
    fill();
    return this.details(facet, title, body);
  }

  details(facet, title, body) {
    const block = el("details", { class: "facet", open: this.open.has(facet) }, el("summary", { text: title }), body);
    block.addEventListener("toggle", () => (block.open ? this.open.add(facet) : this.open.delete(facet)));
    return block;
  }

  row(facet, { value, total, name, symbol: picture }) {
    const box = el("input", { type: "checkbox", onchange: () => this.toggle(facet, value, box.checked) });
    const number = el("span", { class: "count" });
    const only = el("button", { type: "button", class: "only", text: "only", "aria-label": `Only ${name}`, onclick: () => this.only(facet, value) });
    this.rows.push({ facet, value, total, box, number });
    return el("li", {}, el("div", {}, el("label", {}, box, picture ?? null, el("span", { text: name, title: name.length > 24 ? name : null }), number), only));
  }

  // --- changing --------------------------------------------------------------------------------------------------

  toggle(facet, value, on) {
    const off = this.app.state.off[facet].filter((one) => one !== value);
    this.set(facet, on ? off : [...off, value]);
  }

  only(facet, value) {
    const siblings = this.values(facet).map(([one]) => one).filter((one) => facet !== "kind" || one.split("/")[0] === value.split("/")[0]);
    const others = this.app.state.off[facet].filter((one) => !siblings.includes(one));
    const off = siblings.filter((one) => one !== value && one !== "");
    const same = off.length && off.every((one) => this.app.state.off[facet].includes(one)) && !this.app.state.off[facet].includes(value);
    this.set(facet, same ? others : [...others, ...off]);
  }

  set(facet, values) {
    this.app.set({ off: { ...this.app.state.off, [facet]: values } });
  }

  refresh() {
    if (!this.tally) return;
    const shown = this.shownCounts ?? {};
    for (const { facet, value, total, box, number } of this.rows) {
      box.checked = !this.app.state.off[facet].includes(value);
      const now = shown[facet]?.get(value) ?? 0;
      const text = now === total ? total.toLocaleString("en") : `${now.toLocaleString("en")}/${total.toLocaleString("en")}`;
      if (number.textContent !== text) number.textContent = text;
    }
  }

  /** Count again what passes the filters. */
  recount(pass) {
    this.shownCounts = tally(this.app, pass).totals;
    this.refresh();
  }
}

/** How many nodes, edges and claims there are of each value; of those that pass, where `pass` is given. */
export function tally(app, pass = null) {
  const { graph } = app;
  const view = app.scene?.view ?? app.view(app.state.view);
  const totals = { type: new Map(), kind: new Map(), relation: new Map(), certainty: new Map(), stage: new Map(), article: new Map(), speaker: new Map() };
  const add = (facet, value) => totals[facet].set(value, (totals[facet].get(value) ?? 0) + 1);
  for (const node of view.members) {
    if (pass && !pass.nodes[node]) continue;
    add("type", graph.typeName(node));
    if (node < graph.things && graph.typeName(node) !== "Exchange") add("kind", kindKey(graph, node));
  }
  for (let edge = 0; edge < view.count; edge += 1) if (!pass || pass.edges[edge]) add("relation", graph.relationNames[view.edges.type[edge]]);
  for (let claim = 0; claim < graph.claimCount; claim += 1) {
    if (pass && !pass.claims[claim]) continue;
    add("certainty", graph.certainty(claim));
    add("stage", graph.stage(claim));
    add("article", articleKey(graph, claim));
    for (const speaker of speakersOf(graph, claim)) add("speaker", speaker);
  }
  return { totals };
}

// --- symbols -----------------------------------------------------------------------------------------------------

function byList(list) {
  return ([one], [other]) => (list.indexOf(one) + 1 || 99) - (list.indexOf(other) + 1 || 99);
}

/** A small drawing of 22 x 16 pixels, made with the shapes of the canvas. */
function symbol(draw) {
  const drawing = new Drawing(22, 16, null);
  draw(drawing);
  drawing.root.setAttribute("aria-hidden", "true");
  return drawing.root;
}

function nodeSymbol(app, type, kind) {
  const shape = shapeOf(app.theme, type, kind);
  const colour = app.theme.nodes[type]?.colour[app.dark ? 1 : 0] ?? "#888";
  return symbol((pen) => {
    pen.beginPath();
    trace(pen, shape, 11, 8, 6.5);
    const hollow = shape === "stage" || shape === "ring";
    pen.fillStyle = colour;
    pen.strokeStyle = colour;
    pen.lineWidth = 1.6;
    if (hollow) pen.stroke();
    else pen.fill();
  });
}

function stageSymbol(app, stage) {
  const colour = app.theme.nodes.Exchange.colour[app.dark ? 1 : 0];
  return symbol((pen) => {
    pen.strokeStyle = colour;
    pen.fillStyle = colour;
    pen.lineWidth = 1.6;
    pen.beginPath();
    trace(pen, "circle", 11, 8, 6);
    pen.stroke();
    const fill = app.theme.stages[stage]?.fill ?? 0;
    pen.beginPath();
    traceStage(pen, fill, 11, 8, 6);
    if (fill < 0) pen.stroke();
    else if (fill > 0) pen.fill();
  });
}

function lineSymbol(app, relation) {
  const family = app.theme.families[app.theme.relations[relation]?.family] ?? app.theme.families.standing;
  return dashSymbol(app, [], false, family.colour[app.dark ? 1 : 0]);
}

function dashSymbol(app, dash, struck, colour = app.theme.families.exchange.colour[app.dark ? 1 : 0]) {
  const line = svg("line", { x1: 1, y1: 8, x2: 21, y2: 8, stroke: colour, "stroke-width": 2, "stroke-dasharray": dash.join(" ") });
  const bars = struck ? [9, 13].map((x) => svg("line", { x1: x + 2, y1: 3, x2: x - 2, y2: 13, stroke: app.theme.families.hostile.colour[app.dark ? 1 : 0], "stroke-width": 1.6 })) : [];
  return svg("svg", { width: 22, height: 16, "aria-hidden": "true" }, line, ...bars);
}
