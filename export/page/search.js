/** Search by name or alias: exact, prefix, word, part of a word, and with slips of the keyboard. */

import { folded } from "./text.js";

const MANY = 20;

/** All names, folded once. Names longer than 200 characters are searched by their beginning. */
export function makeIndex(graph) {
  const names = [];
  const nodes = [];
  const words = new Map();
  for (let node = 0; node < graph.things; node += 1) {
    if (graph.typeName(node) === "Exchange") continue;
    for (const name of [graph.raw.nodes.name[node], ...graph.raw.nodes.aliases[node]]) {
      const text = folded(name.slice(0, 200));
      if (!text) continue;
      for (const word of text.split(" ")) {
        if (!words.has(word)) words.set(word, []);
        words.get(word).push(names.length);
      }
      names.push(text);
      nodes.push(node);
    }
  }
  return { names, nodes, words, weight: graph.raw.measures.degree };
}

/** Node numbers, the best first. */
export function search(index, query, limit = MANY) {
  const text = folded(query);
  if (!text) return [];
  const best = new Map();
  const found = (row, score) => {
    const node = index.nodes[row];
    const total = score + index.weight[node] / 1000;
    if (!(best.get(node) >= total)) best.set(node, total);
  };
  for (let row = 0; row < index.names.length; row += 1) {
    const score = closeness(index.names[row], text);
    if (score > 0) found(row, score);
  }
  if (best.size < limit && text.length > 3) fuzzy(index, text, found);
  return [...best].sort((one, other) => other[1] - one[1] || one[0] - other[0]).slice(0, limit).map(([node]) => node);
}

function closeness(name, text) {
  const at = name.indexOf(text);
  if (at < 0) return 0;
  if (name.length === text.length) return 100;
  if (at === 0) return 80 - Math.min(20, name.length - text.length);
  return name[at - 1] === " " ? 50 : 30;
}

/** Names that have, for each word of the query, a word with few slips in it. */
function fuzzy(index, text, found) {
  const rows = new Map();
  const asked = text.split(" ");
  for (const word of asked) {
    const slips = word.length > 7 ? 2 : 1;
    const hits = new Set();
    for (const [known, names] of index.words) {
      if (word.length < 4 ? known.startsWith(word) : near(word, known, slips)) names.forEach((row) => hits.add(row));
    }
    hits.forEach((row) => rows.set(row, (rows.get(row) ?? 0) + 1));
  }
  for (const [row, hits] of rows) if (hits === asked.length) found(row, 10);
}

/** Whether `asked` is `known`, or a beginning of it, with at most so many slips (swapped neighbours count once). */
function near(asked, known, slips) {
  if (known.length < asked.length - slips) return false;
  if (asked[0] !== known[0] && asked[1] !== known[1] && asked[0] !== known[1] && asked[1] !== known[0]) return false;
  const target = known.slice(0, asked.length + slips);
  let before = [];
  let last = Array.from({ length: target.length + 1 }, (_, column) => column);
  for (let row = 1; row <= asked.length; row += 1) {
    const line = [row];
    let least = row;
    for (let column = 1; column <= target.length; column += 1) {
      const same = asked[row - 1] === target[column - 1];
      let cost = Math.min(last[column] + 1, line[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && asked[row - 1] === target[column - 2] && asked[row - 2] === target[column - 1];
      if (swapped) cost = Math.min(cost, before[column - 2] + 1);
      line.push(cost);
      least = Math.min(least, cost);
    }
    if (least > slips) return false;
    before = last;
    last = line;
  }
  return Math.min(...last.slice(Math.max(0, asked.length - slips))) <= slips;
}
