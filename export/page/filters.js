/** What passes the filters: claims first, then the edges that they carry, then the nodes. */

import { dayOf } from "./dates.js";

/** Filters by name; the value of each is the list of what is switched off. */
export const FACETS = ["type", "kind", "relation", "certainty", "stage", "article", "speaker"];
/** The speaker of a claim that nobody but the article makes. */
export const OWN_VOICE = "(the article itself)";

export function kindKey(graph, node) {
  return `${graph.typeName(node)}/${graph.kindOf(node)}`;
}

export function speakersOf(graph, claim) {
  const names = [...graph.claims.speakers[claim], ...graph.claims.deniers[claim]].map((node) => graph.id(node));
  return names.length ? names : [OWN_VOICE];
}

export function articleKey(graph, claim) {
  return graph.articles[graph.claims.article[claim]]?.id ?? "";
}

/** Days of the claims; NaN where neither claim nor article has a date. */
export function claimDays(graph) {
  const ofArticles = graph.articles.map((article) => dayOf(article.date));
  return Float64Array.from(graph.claims.date, (date, claim) => {
    const day = dayOf(date);
    return Number.isNaN(day) ? ofArticles[graph.claims.article[claim]] ?? NaN : day;
  });
}

/** Whether a filter looks at claims at all. */
export function claimsFiltered(state) {
  const { off } = state;
  return Boolean(off.certainty.length || off.article.length || off.speaker.length || state.from !== null || state.to !== null || !state.undated);
}

/** 1 for each claim that passes. */
export function passingClaims(graph, state) {
  const pass = new Uint8Array(graph.claimCount).fill(1);
  const { claims } = graph;
  const off = (facet, values) => values.map((value) => state.off[facet].includes(value));
  const certaintyOff = off("certainty", claims.certainties);
  const stageOff = off("stage", claims.stages);
  const articleOff = off("article", graph.articles.map((article) => article.id));
  const speakerOff = new Set(state.off.speaker);
  const dated = state.from !== null || state.to !== null || !state.undated;
  for (let claim = 0; claim < graph.claimCount; claim += 1) {
    if (certaintyOff[claims.certainty[claim]] || stageOff[claims.stage[claim]] || articleOff[claims.article[claim]]) pass[claim] = 0;
    else if (speakerOff.size && speakersOf(graph, claim).every((name) => speakerOff.has(name))) pass[claim] = 0;
    else if (dated && !inTime(graph.days[claim], state)) pass[claim] = 0;
  }
  return pass;
}

function inTime(day, state) {
  if (Number.isNaN(day)) return state.undated;
  return (state.from === null || day >= state.from) && (state.to === null || day <= state.to);
}

/** Which edges and nodes of a view pass: `{claims, edges, nodes}`, 1 for yes. */
export function passing(graph, view, state) {
  const claims = passingClaims(graph, state);
  const strict = claimsFiltered(state);
  const staged = state.off.stage.length > 0;
  const nodes = passingNodes(graph, view, state, claims);
  const edges = new Uint8Array(view.count);
  const relationOff = graph.relationNames.map((name) => state.off.relation.includes(name));
  const touched = new Uint8Array(graph.size);
  for (let edge = 0; edge < view.count; edge += 1) {
    const source = view.edges.source[edge];
    const target = view.edges.target[edge];
    if (relationOff[view.edges.type[edge]] || !nodes[source] || !nodes[target]) continue;
    const own = view.edges.claims[edge];
    if (own.length ? !own.some((claim) => claims[claim]) : strict) continue;
    edges[edge] = 1;
    touched[source] = 1;
    touched[target] = 1;
  }
  const anyFilter = strict || staged || state.off.relation.length > 0;
  dropLoose(graph, view, { nodes, touched, claims, strict: anyFilter });
  return { claims, edges, nodes };
}

function passingNodes(graph, view, state, claims) {
  const nodes = new Uint8Array(graph.size);
  const typeOff = graph.typeNames.map((name) => state.off.type.includes(name));
  const kindOff = new Set(state.off.kind);
  const hidden = new Set(state.hide.map((id) => graph.node(id)));
  const stageOff = new Set(state.off.stage);
  for (const node of view.members) {
    if (typeOff[graph.type[node]] || hidden.has(node)) continue;
    if (kindOff.size && node < graph.things && kindOff.has(kindKey(graph, node))) continue;
    if (graph.isClaim(node) && !claims[node - graph.things]) continue;
    if (stageOff.size && graph.typeName(node) === "Exchange" && stageOff.has(graph.stageOf(node)) && !graph.claimsAbout.of(node).length) continue;
    nodes[node] = 1;
  }
  if (kindOff.size || typeOff.some(Boolean) || hidden.size) dropGoodless(graph, view, nodes);
  return nodes;
}

/** An exchange goes with its good. */
function dropGoodless(graph, view, nodes) {
  for (const [exchange, ends] of graph.ends) {
    if (nodes[exchange] && ends.goods.length && graph.typeNames.includes("Good") && view.name === "facts") {
      const kept = ends.goods.some((good) => nodes[good]);
      if (!kept && ends.goods.every((good) => view.member[good])) nodes[exchange] = 0;
    }
  }
}

/** Nodes that nothing shown touches: exchanges and claims always go, others when claims or relations are filtered. */
function dropLoose(graph, view, { nodes, touched, claims, strict }) {
  for (const node of view.members) {
    if (!nodes[node] || touched[node]) continue;
    const type = graph.typeName(node);
    if (type === "Exchange" || type === "Claim") nodes[node] = 0;
    else if (strict && !graph.claimsAbout.of(node).some((claim) => claims[claim])) nodes[node] = 0;
  }
}
