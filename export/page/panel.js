/** The panel of the selected node, edge or path. */

import { el } from "./dom.js";
import { articleLink, claimBlock, claimList, nameButton } from "./evidence.js";
import { clip, count, visible, webAddress } from "./text.js";
import { otherEnd } from "./views.js";
import { relationSays, standing, stageWords } from "./words.js";

const FACTS_AT_FIRST = 25;
const OPEN_AT_FIRST = 3;

/** Redraw the panel from the state. */
export function showPanel(app) {
  const panel = document.getElementById("panel");
  panel.replaceChildren(...contents(app));
  panel.scrollTop = 0;
}

function contents(app) {
  const { state, graph } = app;
  if (state.path) return pathPanel(app);
  if (state.select === null) return [welcome(app)];
  if (state.select.startsWith("edge ")) return edgePanel(app, app.edgeOf(state.select));
  const node = graph.node(state.select);
  if (node < 0) return [welcome(app)];
  if (graph.isGroup(node)) return groupPanel(app, node);
  return graph.isClaim(node) ? claimPanel(app, node) : thingPanel(app, node);
}

function welcome(app) {
  const { graph } = app;
  app.hubs ??= [...Array(graph.things).keys()].filter((node) => graph.typeName(node) !== "Exchange")
    .sort((one, other) => graph.raw.measures.degree[other] - graph.raw.measures.degree[one]).slice(0, 8);
  return el("div", {},
    el("h2", { text: "What the articles say" }),
    el("p", { class: "what", text: `${count(graph.articles.length, "article")}, ${count(graph.claimCount, "claim")}, ${count(graph.things, "node")}.` }),
    el("p", { class: "what", text: "Choose a node or a line to see the sentences behind it. Much is said of:" }),
    el("ul", { class: "plain" }, ...app.hubs.map((node) => el("li", {}, nameButton(app, node)))),
    el("h3", { text: "Articles" }),
    el("ul", { class: "plain" }, ...graph.articles.slice(0, 200).map((article) => el("li", {}, articleLink(article), [article.publisher, article.date].filter(Boolean).map((part) => ` · ${visible(part)}`).join("")))));
}

// --- a thing ---------------------------------------------------------------------------------------------------

function thingPanel(app, node) {
  const { graph } = app;
  return [
    el("h2", {}, el("bdi", { text: clip(graph.name(node), 300) })),
    el("p", { class: "what", text: standing(graph, node) }),
    ...attributes(app, node), tools(app, node), ...factGroups(app, node), ...speechGroups(app, node), mentioned(app, node),
  ].filter(Boolean);
}

function attributes(app, node) {
  const { graph } = app;
  const rows = [];
  const aliases = graph.aliases(node);
  if (aliases.length) rows.push(el("p", { class: "what" }, el("b", { text: "also " }), el("bdi", { text: clip(aliases.join(", "), 400) })));
  const more = Object.entries(graph.more(node)).filter(([name, value]) => name !== "wikidata" && value !== graph.kindOf(node));
  for (const [name, value] of more) {
    const words = name === "stage" ? stageWords(graph, value) : clip(value, 300);
    rows.push(el("p", { class: "what" }, el("b", { text: `${visible(name)} ` }), el("bdi", { text: words })));
  }
  const item = graph.more(node).wikidata;
  if (/^Q\d+$/.test(item ?? "")) rows.push(el("p", { class: "what" }, el("a", { href: webAddress(`https://www.wikidata.org/wiki/${item}`), target: "_blank", rel: "noopener noreferrer", text: `Wikidata ${item}` })));
  return rows;
}

function tools(app, node) {
  const { graph, state } = app;
  const id = graph.id(node);
  const button = (text, onclick, pressed = null) => el("button", { type: "button", text, onclick, "aria-pressed": pressed });
  const focused = state.focus === id;
  return el("div", { class: "facttools" },
    button("Focus: 1 step", () => app.focus(node, 1), String(focused && state.steps === 1)),
    button("2 steps", () => app.focus(node, 2), String(focused && state.steps === 2)),
    state.focus !== null && !focused ? button("Expand", () => app.expand(node)) : null,
    button("Hide", () => app.hide(node)),
    button(state.pin[id] ? "Unpin" : "Pin", () => app.pin(node)),
    button(app.pathFrom === node ? "… choose the other end" : "Path from here", () => app.startPath(node)),
    app.scene.folds === null && app.graph.size > 5000 ? button("Fold its community", () => app.foldGroup(graph.community[node])) : null);
}

/** The facts at a node, grouped by relation and side. */
function factGroups(app, node) {
  const { graph } = app;
  const view = app.view("facts");
  const groups = new Map();
  const add = (title, fact) => groups.set(title, [...(groups.get(title) ?? []), fact]);
  for (const edge of view.links.of(node)) {
    const type = graph.relationNames[view.edges.type[edge]];
    const words = graph.theme.relations[type] ?? { of: type, into: type };
    const outward = view.edges.source[edge] === node;
    const other = otherEnd(view.edges, edge, node);
    const isExchange = graph.typeName(other) === "Exchange" && graph.typeName(node) !== "Exchange";
    const says = outward ? `${relationSays(graph, type)} ` : "";
    add(outward ? words.of : words.into, {
      claims: isExchange ? [...graph.claimsAbout.of(other)] : view.edges.claims[edge], other, exchange: isExchange, says,
    });
  }
  if (graph.typeName(node) === "Exchange") return exchangeEvidence(app, node, groups);
  return [...groups].map(([title, facts]) => factGroup(app, title, facts)).flat();
}

function exchangeEvidence(app, node, groups) {
  const returns = [...groups].filter(([title]) => title === "In return for" || title === "Returned by");
  const ends = app.graph.endsOf(node);
  return [
    el("p", { class: "what" }, ...[...ends.suppliers, ...ends.goods, ...ends.recipients].flatMap((end, place) => [place ? " · " : "", nameButton(app, end)])),
    el("h3", { text: "Evidence" }), claimList(app, app.ordered(app.graph.claimsAbout.of(node))),
    ...returns.flatMap(([title, facts]) => factGroup(app, title, facts.map((fact) => ({ ...fact, exchange: true })))),
  ];
}

function factGroup(app, title, facts) {
  const sorted = [...facts].sort((one, other) => other.claims.length - one.claims.length || one.other - other.other);
  const more = el("button", { type: "button", class: "more", text: `${sorted.length - FACTS_AT_FIRST} more`, onclick: () => more.replaceWith(...sorted.slice(FACTS_AT_FIRST).map((fact) => factBlock(app, fact, false))) });
  return [
    el("h3", {}, `${title} `, el("small", { text: String(facts.length) })),
    ...sorted.slice(0, FACTS_AT_FIRST).map((fact, place) => factBlock(app, fact, place < OPEN_AT_FIRST && facts.length <= 6)),
    ...(sorted.length > FACTS_AT_FIRST ? [more] : []),
  ];
}

/** One fact; its claims are made when it is opened. */
function factBlock(app, fact, open) {
  const { graph } = app;
  const stage = fact.exchange ? graph.stageOf(fact.other) : "";
  const disputed = fact.claims.some((claim) => graph.isAgainst(claim) || graph.claims.deniers[claim].length);
  const name = graph.name(fact.other);
  const block = el("details", { class: "fact", open },
    el("summary", {}, el("bdi", { text: clip(name, 160) }), " ",
      stage ? el("span", { class: `badge ${stage}`, text: stageWords(graph, stage) }) : null, " ",
      disputed ? el("span", { class: "badge disputed", text: "disputed" }) : null,
      el("small", { text: ` ${count(fact.claims.length, "claim")}` })));
  const fill = () => {
    if (!block.open || block.children.length > 1) return;
    block.append(el("div", { class: "facttools claims" }, el("button", { type: "button", text: fact.exchange ? "Open this exchange" : "Open this node", onclick: () => app.select(fact.other) })), claimList(app, app.ordered(fact.claims)));
  };
  block.addEventListener("toggle", fill);
  fill();
  return block;
}

/** What a person or state says and denies. */
function speechGroups(app, node) {
  const { graph } = app;
  const group = (title, claims) => (claims.length ? [el("h3", {}, `${title} `, el("small", { text: String(claims.length) })), lazyClaims(app, title, claims)] : []);
  return [...group("Says", [...graph.claimsSaid.of(node)]), ...group("Denies", [...graph.claimsDenied.of(node)])];
}

function lazyClaims(app, title, claims) {
  const block = el("details", { class: "fact" }, el("summary", { text: `${title} in ${count(claims.length, "sentence")}` }));
  block.addEventListener("toggle", () => {
    if (block.open && block.children.length === 1) {
      block.append(el("div", { class: "claims" }, ...app.ordered(claims).slice(0, 100).map((claim) => el("div", {}, el("p", { class: "what" }, "On ", ...app.graph.claims.about[claim].flatMap((thing, place) => [place ? ", " : "", nameButton(app, thing)])), claimBlock(app, claim)))));
    }
  });
  return block;
}

function mentioned(app, node) {
  const { graph } = app;
  const rows = [...graph.mentions.of(node)].map((row) => graph.mentionOf(row));
  if (!rows.length) return null;
  return el("div", {}, el("h3", {}, "Named in ", el("small", { text: count(rows.length, "article") })),
    el("ul", { class: "plain" }, ...rows.slice(0, 100).map(({ article, times }) => el("li", {}, articleLink(graph.articles[article]), ` · ${count(times, "time")}`))));
}

// --- edges, claims, communities, paths -------------------------------------------------------------------------

export function edgePanel(app, found) {
  if (!found) return [welcome(app)];
  const { graph } = app;
  const { view, edge } = found;
  const { source, target, type, claims, exchanges } = view.edges;
  const name = graph.relationNames[type[edge]];
  const between = graph.typeName(source[edge]) === "Exchange" ? source[edge] : graph.typeName(target[edge]) === "Exchange" ? target[edge] : -1;
  if (between >= 0 && view.name === "facts" && ["SUPPLIES", "DELIVERS_TO", "OF"].includes(name)) return thingPanel(app, between);
  const head = el("h2", {}, nameButton(app, source[edge]), ` ${relationSays(graph, name)} `, nameButton(app, target[edge]));
  if (exchanges[edge]) return [head, ...factGroup(app, "Exchanges", exchanges[edge].map((other) => ({ other, exchange: true, says: "", claims: [...graph.claimsAbout.of(other)] })))];
  return [head, el("p", { class: "what", text: `Relation, ${count(claims[edge].length, "claim")}` }), claimList(app, app.ordered(claims[edge]))];
}

function claimPanel(app, node) {
  const claim = node - app.graph.things;
  return [
    el("h2", { text: "A claim" }),
    el("p", { class: "what" }, "About ", ...app.graph.claims.about[claim].flatMap((thing, place) => [place ? ", " : "", nameButton(app, thing)])),
    claimBlock(app, claim),
  ];
}

function groupPanel(app, node) {
  const { graph } = app;
  const group = node - graph.firstGroup;
  const members = [...app.scene.view.members].filter((one) => graph.community[one] === group && !graph.isClaim(one))
    .sort((one, other) => graph.raw.measures.degree[other] - graph.raw.measures.degree[one]);
  return [
    el("h2", {}, el("bdi", { text: graph.name(node) })), el("p", { class: "what", text: `Community of ${count(members.length, "node")}` }),
    el("div", { class: "facttools" }, el("button", { type: "button", text: "Unfold", onclick: () => app.unfoldGroup(group) })),
    el("ul", { class: "plain" }, ...members.filter((one) => graph.typeName(one) !== "Exchange").slice(0, 50).map((one) => el("li", {}, nameButton(app, one)))),
  ];
}

function pathPanel(app) {
  const { graph, state } = app;
  const [from, to] = state.path.map((id) => graph.node(id));
  const close = el("div", { class: "facttools" }, el("button", { type: "button", text: "Close path", onclick: () => app.set({ path: null }) }));
  const names = (node) => (node < 0 ? "?" : clip(graph.name(node), 60));
  const head = el("h2", {}, el("bdi", { text: `${names(from)} to ${names(to)}` }));
  if (!app.pathEdges) return [head, close, el("p", { class: "what", text: "No path joins them in what is shown." })];
  const { view } = app.scene;
  let at = from;
  const steps = app.pathEdges.map((edge) => {
    const next = otherEnd(view.edges, edge, at);
    const type = graph.relationNames[view.edges.type[edge]];
    const outward = view.edges.source[edge] === at;
    const words = outward ? relationSays(graph, type) : `← ${relationSays(graph, type)} ←`;
    const item = el("li", {}, nameButton(app, at), ` ${words} `, nameButton(app, next), claimList(app, app.ordered(view.edges.claims[edge]).slice(0, 3)));
    at = next;
    return item;
  });
  return [head, close, el("p", { class: "what", text: `Shortest path, ${count(steps.length, "step")}` }), el("ol", { class: "path" }, ...steps)];
}
