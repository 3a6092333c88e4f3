(() => {
"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const FILTERS = ["layer", "outcome", "kind", "reader", "article"];
const ERRORS = "errors";
const STEP = 200;
const all = data.articles.flatMap((article) => article.findings.map((finding) => ({ ...finding, article: article.name, of: article })));
const at = (id) => document.getElementById(id);
let shown = STEP;
let chosen = null;

function make(tag, text = "", name = "") {
  const node = document.createElement(tag);
  node.textContent = text;
  if (name) node.className = name;
  return node;
}

function passes(item, but) {
  return FILTERS.every((filter) => {
    const wanted = at(filter).value;
    if (filter === but || !wanted) return true;
    return filter === "outcome" && wanted === ERRORS ? item.outcome !== "right" : item[filter] === wanted;
  });
}

function options(filter) {
  const select = at(filter);
  const kept = select.value;
  const counts = new Map();
  for (const item of all) if (item[filter] && passes(item, filter)) counts.set(item[filter], (counts.get(item[filter]) || 0) + 1);
  if (kept && kept !== ERRORS && !counts.has(kept)) counts.set(kept, 0);
  const names = [...counts.keys()].sort((a, b) => (filter === "article" ? a.localeCompare(b) : counts.get(b) - counts.get(a)));
  select.replaceChildren(new Option("all", ""));
  if (filter === "outcome") select.append(new Option("errors", ERRORS));
  for (const name of names) select.append(new Option(`${name} (${counts.get(name)})`, name));
  select.value = kept;
}

function kinds() {
  const counts = new Map();
  for (const item of all.filter((one) => one.outcome !== "right" && (!at("article").value || one.article === at("article").value))) {
    const key = [item.layer, item.outcome, item.kind].join("\t");
    counts.set(key, (counts.get(key) || 0) + 1);
  }
  const rows = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([key, number]) => {
    const parts = key.split("\t");
    const row = make("tr");
    row.tabIndex = 0;
    row.append(...parts.map((part) => make("td", part)), make("td", number, "number"));
    const same = () => ["layer", "outcome", "kind"].every((filter, i) => at(filter).value === parts[i]);
    if (same()) row.className = "chosen";
    const choose = () => {
      const was = same();
      ["layer", "outcome", "kind"].forEach((filter, i) => set(filter, was ? (filter === "outcome" ? ERRORS : "") : parts[i]));
      draw();
    };
    row.addEventListener("click", choose);
    row.addEventListener("keydown", (event) => { if (event.key === "Enter") choose(); });
    return row;
  });
  at("kinds").tBodies[0].replaceChildren(...rows);
}

function set(filter, value) {
  if (value && ![...at(filter).options].some((option) => option.value === value)) at(filter).append(new Option(value, value));
  at(filter).value = value;
}

/** The text with its names set off: text nodes and <b>, never markup from the data. */
function named(node, text, names) {
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).sort((a, b) => b.length - a.length);
  if (!escaped.length) return node.append(text);
  let from = 0;
  for (const found of text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join("|")})(?![\\p{L}\\p{N}])`, "giu"))) {
    node.append(text.slice(from, found.index), make("b", found[0]));
    from = found.index + found[0].length;
  }
  node.append(text.slice(from));
}

function card(item) {
  const li = make("li", "", item.outcome);
  const button = make("button");
  button.type = "button";
  const about = [item.outcome, item.layer, item.kind === item.outcome ? "" : item.kind, item.reader, item.rules.join(", "), item.certainty.join(", "), item.article];
  button.append(make("strong", item.text), make("small", about.filter(Boolean).join(" · ")));
  for (const [start, end] of item.places.slice(0, 2)) {
    const quote = make("q");
    named(quote, item.of.text.slice(start, end), item.names);
    button.append(quote);
  }
  if (item === chosen) button.setAttribute("aria-current", "true");
  button.addEventListener("click", () => { chosen = item; mark(); text(); });
  button.item = item;
  li.append(button);
  return li;
}

function mark() {
  for (const button of at("items").querySelectorAll("button")) {
    if (button.item === chosen) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

/** The article of the chosen item; what the filters let through is marked in it. */
function text() {
  if (!chosen) return;
  at("title").textContent = chosen.article;
  const rank = { right: 0, missed: 1, surplus: 2 };
  const source = chosen.of.text;
  const paint = new Map();
  const items = all.filter((item) => item.of === chosen.of && passes(item, "article"));
  const cuts = new Set([0, source.length]);
  for (const item of [...items, chosen]) for (const [start, end] of item.places) { cuts.add(start); cuts.add(end); }
  const edges = [...cuts].sort((a, b) => a - b);
  for (const item of items) for (const [start, end] of item.places) for (const edge of edges) {
    if (edge >= start && edge < end && (rank[item.outcome] >= (rank[paint.get(edge)] ?? -1))) paint.set(edge, item.outcome);
  }
  const here = (edge) => chosen.places.some(([start, end]) => edge >= start && edge < end);
  const nodes = edges.slice(0, -1).map((edge, i) => {
    const piece = source.slice(edge, edges[i + 1]);
    if (!paint.has(edge) && !here(edge)) return document.createTextNode(piece);
    const node = make("mark", "", [here(edge) ? chosen.outcome : paint.get(edge), here(edge) ? "here" : ""].join(" ").trim());
    named(node, piece, here(edge) ? chosen.names : []);
    return node;
  });
  at("text").replaceChildren(...nodes);
  const first = at("text").querySelector(".here");
  if (first) first.scrollIntoView({ block: "center" });
}

function draw() {
  FILTERS.forEach(options);
  kinds();
  const found = all.filter((item) => passes(item));
  at("count").textContent = `${found.length} of ${all.length} items`;
  at("items").replaceChildren(...found.slice(0, shown).map(card));
  at("more").hidden = found.length <= shown;
  text();
}

for (const row of data.figures) {
  const line = make("tr");
  line.append(make("td", row.layer), ...["precision", "recall", "f1"].map((key) => make("td", row[key].toFixed(2), "number")));
  at("figures").tBodies[0].append(line);
}
at("filters").addEventListener("change", () => { shown = STEP; draw(); });
at("filters").addEventListener("reset", () => setTimeout(() => { FILTERS.forEach((filter) => set(filter, filter === "outcome" ? ERRORS : "")); shown = STEP; draw(); }));
at("more").addEventListener("click", () => { shown += STEP; draw(); });
FILTERS.forEach(options);
set("outcome", ERRORS);
draw();
})();
