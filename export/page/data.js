/** The graph as the page holds it: nodes by number, first things, then claims, then communities. */

import { clip, visible } from "./text.js";

/** Decompress one of the data blocks of the page. */
export async function unpack(id) {
  const coded = document.getElementById(id).textContent;
  const bytes = Uint8Array.from(atob(coded), (character) => character.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(plain).text());
}

/** Lists by key, flat: the items of `k` are `items[start[k]] … items[start[k + 1] - 1]`. */
export function grouped(keys, pairs) {
  const start = new Int32Array(keys + 1);
  pairs((key) => { start[key + 1] += 1; });
  for (let key = 0; key < keys; key += 1) start[key + 1] += start[key];
  const items = new Int32Array(start[keys]);
  const next = start.slice();
  pairs((key, item) => { items[next[key]] = item; next[key] += 1; });
  return { start, items, of: (key) => items.subarray(start[key], start[key + 1]) };
}

/** Claims of edges, counted from the first one not met so far, as plain numbers again (in place). */
export function absolute(lists) {
  let following = 0;
  for (const list of lists) {
    for (let place = 0; place < list.length; place += 1) {
      list[place] += following;
      following = Math.max(following, list[place] + 1);
    }
  }
}

function simpleId(typeName, name) {
  const space = typeName === "Commentator" ? "actor" : typeName.toLowerCase();
  return `${space}:${name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")}`;
}

export class Graph {
  constructor(raw, theme) {
    this.raw = raw;
    this.theme = theme;
    this.things = raw.nodes.id.length;
    this.claimCount = raw.claims.article.length;
    this.communities = 1 + raw.measures.community.reduce((top, one) => Math.max(top, one), -1);
    this.firstGroup = this.things + this.claimCount;
    this.size = this.firstGroup + this.communities;
    this.claims = raw.claims;
    this.articles = raw.articles;
    this.quotes = null;
    this.readNodes();
    this.readEdges();
    this.readIds();
    this.readClaims();
  }

  readNodes() {
    const { nodes, types, kinds, measures } = this.raw;
    this.typeNames = [...types, "Claim", "Group"];
    this.type = new Uint8Array(this.size).fill(types.length, this.things).fill(types.length + 1, this.firstGroup);
    this.type.set(nodes.type);
    this.kind = nodes.kind.map((kind) => kinds[kind]);
    this.community = new Int32Array(this.size);
    this.community.set(measures.community);
    this.groupSizes = new Int32Array(this.communities);
    this.groupHubs = new Int32Array(this.communities).fill(-1);
    for (let node = 0; node < this.things; node += 1) {
      const group = this.community[node];
      const hub = this.groupHubs[group];
      this.groupSizes[group] += 1;
      const better = hub < 0 || measures.degree[node] > measures.degree[hub];
      if (better && (hub < 0 || this.typeName(node) !== "Exchange")) this.groupHubs[group] = node;
      if (hub >= 0 && this.typeName(hub) === "Exchange" && this.typeName(node) !== "Exchange") this.groupHubs[group] = node;
    }
  }

  readEdges() {
    const { edges, relations } = this.raw;
    this.relationNames = [...relations];
    absolute(edges.claims);
    this.edges = { source: edges.source, target: edges.target, type: edges.type, claims: edges.claims };
    this.ends = new Map();
    for (let edge = 0; edge < edges.source.length; edge += 1) {
      const type = relations[edges.type[edge]];
      if (type === "SUPPLIES") this.endsOf(edges.target[edge]).suppliers.push(edges.source[edge]);
      else if (type === "DELIVERS_TO") this.endsOf(edges.source[edge]).recipients.push(edges.target[edge]);
      else if (type === "OF") this.endsOf(edges.source[edge]).goods.push(edges.target[edge]);
    }
  }

  /** Ids that were left out because they follow from the name, or from an exchange's ends. */
  readIds() {
    const { id, name } = this.raw.nodes;
    const isExchange = (node) => this.typeName(node) === "Exchange";
    for (let node = 0; node < this.things; node += 1) if (id[node] === 0 && !isExchange(node)) id[node] = simpleId(this.typeName(node), name[node]);
    const suffix = (nodes) => (nodes.length ? id[nodes[0]].slice(id[nodes[0]].indexOf(":") + 1) : "?");
    for (let node = 0; node < this.things; node += 1) {
      if (id[node] !== 0) continue;
      const { suppliers, goods, recipients } = this.endsOf(node);
      id[node] = `exchange:${suffix(suppliers)}>${suffix(goods)}>${suffix(recipients)}`;
    }
    this.numberOf = new Map(id.map((text, number) => [text, number]));
  }

  readClaims() {
    const { claims } = this;
    for (const column of ["speakers", "deniers", "cited"]) claims[column] = claims[column].map((list) => list || []);
    this.fillAbout();
    const lists = (column) => grouped(this.things, (add) => {
      column.forEach((nodes, claim) => nodes.forEach((node) => add(node, claim)));
    });
    this.claimsAbout = lists(claims.about);
    this.claimsSaid = lists(claims.speakers);
    this.claimsDenied = lists(claims.deniers);
    const [article, node, times] = this.raw.mentions;
    this.mentions = grouped(this.things, (add) => node.forEach((thing, row) => add(thing, row)));
    this.mentionOf = (row) => ({ article: article[row], times: times[row] });
    for (let claim = 0; claim < this.claimCount; claim += 1) {
      const first = claims.about[claim][0] ?? claims.speakers[claim][0] ?? 0;
      this.community[this.things + claim] = this.things ? this.community[first] : 0;
    }
    for (let group = 0; group < this.communities; group += 1) this.community[this.firstGroup + group] = group;
  }

  /** A claim is about the exchange that it states, or both ends of the relation, unless it was told otherwise. */
  fillAbout() {
    const { about } = this.claims;
    const stated = new Map();
    this.edges.claims.forEach((claims, edge) => {
      const ends = [this.edges.source[edge], this.edges.target[edge]];
      const exchanges = ends.filter((end) => this.typeName(end) === "Exchange");
      for (const claim of claims) {
        if (about[claim] !== 0) continue;
        if (!stated.has(claim)) stated.set(claim, new Set());
        for (const end of exchanges.length ? exchanges : ends) stated.get(claim).add(end);
      }
    });
    for (const [claim, nodes] of stated) about[claim] = [...nodes].sort((one, other) => one - other);
    about.forEach((nodes, claim) => { if (nodes === 0) about[claim] = []; });
  }

  /** The quotes with their places, once they are read. */
  takeEvidence({ quote, start }) {
    this.quotes = quote;
    this.claims.start = start;
  }

  /** Suppliers, recipients and goods of an exchange. */
  endsOf(exchange) {
    let ends = this.ends.get(exchange);
    if (!ends) this.ends.set(exchange, (ends = { suppliers: [], recipients: [], goods: [] }));
    return ends;
  }

  typeName(node) {
    return this.typeNames[this.type[node]];
  }

  isClaim(node) {
    return node >= this.things && node < this.firstGroup;
  }

  isGroup(node) {
    return node >= this.firstGroup;
  }

  kindOf(node) {
    return node < this.things ? this.kind[node] : "";
  }

  /** The stable id, as the address of the page holds it. */
  id(node) {
    if (node < this.things) return this.raw.nodes.id[node];
    if (this.isGroup(node)) return `group:${node - this.firstGroup}`;
    return `claim:${node - this.things}`;
  }

  node(id) {
    const text = String(id);
    if (this.numberOf.has(text)) return this.numberOf.get(text);
    const last = Number(text.slice(text.lastIndexOf(":") + 1));
    if (/^group:\d+$/.test(text) && last < this.communities) return this.firstGroup + last;
    if (/^claim:\d+$/.test(text) && last < this.claimCount) return this.things + last;
    return -1;
  }

  /** The whole visible name. */
  name(node) {
    if (this.typeName(node) === "Exchange") return this.exchangeName(node);
    if (node < this.things) return visible(this.raw.nodes.name[node]) || "(no name)";
    if (this.isClaim(node)) return this.quotes ? `“${visible(this.quotes[node - this.things])}”` : "claim";
    const others = this.groupSizes[node - this.firstGroup] - 1;
    const more = others > 0 && node - this.firstGroup !== this.raw.measures.loose;
    return `${this.groupName(node)}${more ? ` and ${others.toLocaleString("en")} more` : ""}`;
  }

  /** A community is called by the member with the most links. */
  groupName(node) {
    const group = node - this.firstGroup;
    if (group === this.raw.measures.loose) return "without links";
    const hub = this.groupHubs[group];
    return hub < 0 ? "empty" : clip(this.raw.nodes.name[hub], 40);
  }

  /** `Iran → drones → Russia`, with a question mark for a side that is not known. */
  exchangeName(exchange) {
    const { suppliers, recipients, goods } = this.endsOf(exchange);
    const names = (nodes) => (nodes.length ? nodes.map((node) => this.name(node)).join(", ") : "?");
    return `${names(suppliers)} → ${names(goods)} → ${names(recipients)}`;
  }

  aliases(node) {
    return node < this.things ? this.raw.nodes.aliases[node].map(visible) : [];
  }

  more(node) {
    return (node < this.things && this.raw.nodes.more[node]) || {};
  }

  certainty(claim) {
    return this.claims.certainties[this.claims.certainty[claim]];
  }

  stage(claim) {
    return this.claims.stages[this.claims.stage[claim]];
  }

  /** How far an exchange has come: what its node says. */
  stageOf(exchange) {
    return this.more(exchange).stage ?? "";
  }

  /** Whether the claim speaks against its fact. */
  isAgainst(claim) {
    const certainty = this.certainty(claim);
    return certainty === "denied" || certainty === "doubted";
  }
}
