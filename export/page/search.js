/** Search by name or alias: exact, prefix, word, part of a word, and with slips of the keyboard. */

import { folded } from "./text.js";

const MANY = 20;
// With fewer names than this found, slips of the keyboard are forgiven.
const ENOUGH = 5;
const LINKS = 20;
const LONGEST = 64;
let before = new Uint8Array(LONGEST + 1);
let last = new Uint8Array(LONGEST + 1);
let line = new Uint8Array(LONGEST + 1);

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
  const byLetter = new Map();
  for (const word of words.keys()) {
    if (!byLetter.has(word[0])) byLetter.set(word[0], []);
    byLetter.get(word[0]).push(word);
  }
  return { names, nodes, words, byLetter, weight: graph.raw.measures.degree, best: new Float32Array(graph.things) };
}

/** Node numbers, the best first. */
export function search(index, query, limit = MANY) {
  const text = folded(query);
  if (!text) return [];
  const { best } = index;
  best.fill(0);
  let hits = 0;
  const found = (row, score) => {
    const node = index.nodes[row];
    // Of names that fit alike, that of the node with more links comes first.
    const total = score + (LINKS * index.weight[node]) / 1000;
    if (best[node] === 0) hits += 1;
    if (total > best[node]) best[node] = total;
  };
  for (let row = 0; row < index.names.length; row += 1) {
    const score = closeness(index.names[row], text);
    if (score > 0) found(row, score);
  }
  if (hits < ENOUGH && text.length > 3) fuzzy(index, text, found);
  return top(best, limit);
}

/** The numbers with the highest scores above 0, without sorting them all. */
function top(scores, limit) {
  const chosen = [];
  for (let node = 0; node < scores.length; node += 1) {
    if (scores[node] === 0 || (chosen.length === limit && scores[node] <= scores[chosen[limit - 1]])) continue;
    let place = chosen.length;
    while (place > 0 && scores[chosen[place - 1]] < scores[node]) place -= 1;
    chosen.splice(place, 0, node);
    if (chosen.length > limit) chosen.pop();
  }
  return chosen;
}

/** How well a name holds the text: whole, as words of their own, at a beginning of the name or of a word, anywhere. */
function closeness(name, text) {
  const at = name.indexOf(text);
  if (at < 0) return 0;
  if (name.length === text.length) return 100;
  if (` ${name} `.includes(` ${text} `)) return 60;
  if (at === 0) return 55;
  return name[at - 1] === " " ? 50 : 30;
}

/** Names that have, for each word of the query, a word with few slips in it. */
function fuzzy(index, text, found) {
  const rows = new Map();
  const asked = text.split(" ");
  for (const word of asked) {
    const hits = new Set();
    for (const known of similar(index, word.slice(0, LONGEST))) for (const row of index.words.get(known)) hits.add(row);
    hits.forEach((row) => rows.set(row, (rows.get(row) ?? 0) + 1));
  }
  for (const [row, hits] of rows) if (hits === asked.length) found(row, 10);
}

/** Known words that begin like this one, or with its second letter, and have few slips. */
function similar(index, word) {
  const slips = word.length > 7 ? 2 : 1;
  const letters = word.length < 4 ? [word[0]] : [...new Set([word[0], word[1]])];
  const known = letters.flatMap((letter) => index.byLetter.get(letter) ?? []);
  return known.filter((one) => (word.length < 4 ? one.startsWith(word) : near(word, one, slips)));
}

/** Whether `asked` is `known`, or a beginning of it, with at most so many slips (swapped neighbours count once). */
function near(asked, known, slips) {
  if (known.length < asked.length - slips) return false;
  const width = Math.min(known.length, asked.length + slips, LONGEST);
  for (let column = 0; column <= width; column += 1) last[column] = column;
  for (let row = 1; row <= asked.length; row += 1) {
    line[0] = row;
    let least = row;
    for (let column = 1; column <= width; column += 1) {
      const same = asked[row - 1] === known[column - 1];
      let cost = Math.min(last[column] + 1, line[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && asked[row - 1] === known[column - 2] && asked[row - 2] === known[column - 1];
      if (swapped) cost = Math.min(cost, before[column - 2] + 1);
      line[column] = cost;
      if (cost < least) least = cost;
    }
    if (least > slips) return false;
    [before, last, line] = [last, line, before];
  }
  for (let column = Math.max(0, asked.length - slips); column <= width; column += 1) if (last[column] <= slips) return true;
  return false;
}
