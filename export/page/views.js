/** The three pictures of the graph: the facts, actor to actor, who says what. */

import { grouped } from "./data.js";

const NOT_SURE = 9;
const GOLDEN_ANGLE = 2.399963;
const ASIDE = 30;

/** Lists of a view's edges, filled one by one. */
class Edges {
  constructor(graph) {
    this.graph = graph;
    this.source = [];
    this.target = [];
    this.type = [];
    this.claims = [];
    this.exchanges = [];
  }

  add(source, target, typeName, claims, exchanges = null) {
    let type = this.graph.relationNames.indexOf(typeName);
    if (type < 0) type = this.graph.relationNames.push(typeName) - 1;
    this.source.push(source);
    this.target.push(target);
    this.type.push(type);
    this.claims.push(claims);
    this.exchanges.push(exchanges);
  }
}

/** A view with its places, edges and neighbours; made when it is first asked for. */
export function makeView(graph, name) {
  const own = graph.raw.layouts[name];
  const { node, step, x, y } = own ?? graph.raw.layouts.facts;
  const view = { name, x: new Float32Array(graph.size), y: new Float32Array(graph.size), member: new Uint8Array(graph.size) };
  node.forEach((number, row) => {
    view.x[number] = x[row] * step;
    view.y[number] = y[row] * step;
    if (own) view.member[number] = 1;
  });
  view.edges = { facts: factEdges, actors: actorEdges, says: speechEdges }[name](graph);
  view.count = view.edges.source.length;
  weigh(graph, view.edges);
  const { source, target } = view.edges;
  view.links = grouped(graph.size, (add) => {
    for (let edge = 0; edge < view.count; edge += 1) {
      add(source[edge], edge);
      if (source[edge] !== target[edge]) add(target[edge], edge);
    }
  });
  if (!own) for (const end of [...source, ...target]) if (end < graph.things) view.member[end] = 1;
  placeClaims(graph, view);
  view.members = Int32Array.from(view.member.keys()).filter((number) => view.member[number]);
  placeGroups(graph, view);
  return view;
}

/** Claims that were given no place stand in the midst of what they join, each a little aside. */
function placeClaims(graph, view) {
  for (let node = graph.things; node < graph.firstGroup; node += 1) {
    const edges = view.links.of(node);
    if (view.member[node] || !edges.length) continue;
    let [x, y] = [0, 0];
    for (const edge of edges) {
      const other = otherEnd(view.edges, edge, node);
      x += view.x[other] / edges.length;
      y += view.y[other] / edges.length;
    }
    const turn = node * GOLDEN_ANGLE;
    view.x[node] = x + ASIDE * Math.cos(turn);
    view.y[node] = y + ASIDE * Math.sin(turn);
    view.member[node] = 1;
  }
}

/** The end of an edge that is not `node`. */
export function otherEnd(edges, edge, node) {
  return edges.source[edge] === node ? edges.target[edge] : edges.source[edge];
}

function factEdges(graph) {
  return { ...graph.edges, exchanges: [] };
}

function actorEdges(graph) {
  const edges = new Edges(graph);
  const isActor = (node) => graph.typeName(node) === "Actor";
  graph.edges.source.forEach((source, edge) => {
    const target = graph.edges.target[edge];
    if (isActor(source) && isActor(target)) {
      edges.add(source, target, graph.relationNames[graph.edges.type[edge]], graph.edges.claims[edge]);
    }
  });
  const pairs = new Map();
  for (const [exchange, ends] of graph.ends) {
    for (const supplier of ends.suppliers) {
      for (const recipient of ends.recipients) {
        const key = supplier * graph.size + recipient;
        if (!pairs.has(key)) pairs.set(key, { supplier, recipient, exchanges: [] });
        pairs.get(key).exchanges.push(exchange);
      }
    }
  }
  for (const { supplier, recipient, exchanges } of pairs.values()) {
    const claims = [...new Set(exchanges.flatMap((exchange) => [...graph.claimsAbout.of(exchange)]))];
    edges.add(supplier, recipient, "EXCHANGES", claims, exchanges);
  }
  return edges;
}

function speechEdges(graph) {
  const edges = new Edges(graph);
  const { speakers, deniers, about } = graph.claims;
  for (let claim = 0; claim < graph.claimCount; claim += 1) {
    if (!speakers[claim].length && !deniers[claim].length) continue;
    const node = graph.things + claim;
    for (const speaker of speakers[claim]) edges.add(speaker, node, "SAYS", [claim]);
    for (const denier of deniers[claim]) edges.add(denier, node, "DENIES", [claim]);
    for (const thing of about[claim]) edges.add(node, thing, "ABOUT", [claim]);
  }
  return edges;
}

/** For each edge the surest certainty of its claims, and whether anybody doubts or denies it. */
function weigh(graph, edges) {
  const { certainty, deniers } = graph.claims;
  const doubted = graph.claims.certainties.indexOf("doubted");
  edges.certainty = Uint8Array.from(edges.claims, (claims) => claims.reduce((best, claim) => Math.min(best, certainty[claim]), NOT_SURE));
  edges.disputed = Uint8Array.from(edges.claims, (claims) => Number(claims.some((claim) => certainty[claim] >= doubted || deniers[claim].length)));
  for (let edge = 0; edge < edges.certainty.length; edge += 1) {
    if (edges.certainty[edge] === NOT_SURE) edges.certainty[edge] = 0;
  }
}

/** A community stands in the middle of its members. */
function placeGroups(graph, view) {
  const members = new Int32Array(graph.communities);
  for (const node of view.members) {
    const group = graph.firstGroup + graph.community[node];
    members[graph.community[node]] += 1;
    view.x[group] += view.x[node];
    view.y[group] += view.y[node];
  }
  members.forEach((number, group) => {
    if (!number) return;
    view.member[graph.firstGroup + group] = 1;
    view.x[graph.firstGroup + group] /= number;
    view.y[graph.firstGroup + group] /= number;
  });
  view.groupSizes = members;
}
