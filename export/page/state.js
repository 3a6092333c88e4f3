/** The state of the page, and how the address holds it: `#view=actors&focus=…`. What is as at the start is left out. */

import { FACETS } from "./filters.js";

export function startState() {
  return {
    view: "facts", select: null, focus: null, steps: 1, also: [], hide: [], pin: {}, path: null,
    off: Object.fromEntries(FACETS.map((facet) => [facet, []])),
    from: null, to: null, undated: true, size: "degree", colour: "type", unfolded: null, tab: "panel", rows: "nodes",
    theme: "auto", camera: null,
  };
}

const PLAIN = ["view", "select", "focus", "size", "colour", "tab", "rows", "theme"];
const CHOICES = {
  view: ["facts", "actors", "says"], size: ["degree", "pagerank", "betweenness", "equal"], colour: ["type", "community"],
  tab: ["panel", "table"], rows: ["nodes", "facts"], theme: ["auto", "light", "dark"],
};

/** The state as text for the address. */
export function toHash(state) {
  const start = startState();
  const text = new URLSearchParams();
  for (const key of PLAIN) if (state[key] !== start[key]) text.set(key, state[key]);
  if (state.steps !== 1) text.set("steps", state.steps);
  for (const key of ["hide", "also"]) for (const id of state[key]) text.append(key, id);
  for (const [id, place] of Object.entries(state.pin)) text.append("pin", `${place.map(Math.round).join(",")},${id}`);
  if (state.path) state.path.forEach((id) => text.append("path", id));
  for (const facet of FACETS) for (const value of state.off[facet]) text.append(`no-${facet}`, value);
  for (const key of ["from", "to"]) if (state[key] !== null) text.set(key, state[key]);
  if (!state.undated) text.set("undated", "no");
  if (state.unfolded !== null) text.set("unfolded", state.unfolded === "all" ? "all" : state.unfolded.join(","));
  if (state.camera) text.set("camera", state.camera.map((value) => Number(value.toPrecision(5))).join(","));
  return text.toString();
}

/** The state that an address holds; whatever in it makes no sense is passed over. */
export function fromHash(hash) {
  const text = new URLSearchParams(hash.replace(/^#/, ""));
  const state = startState();
  for (const key of PLAIN) {
    const value = text.get(key);
    if (value !== null && (!CHOICES[key] || CHOICES[key].includes(value))) state[key] = value;
  }
  if (text.get("steps") === "2") state.steps = 2;
  for (const key of ["hide", "also"]) state[key] = text.getAll(key);
  state.pin = pinsOf(text.getAll("pin"));
  const path = text.getAll("path");
  if (path.length === 2) state.path = path;
  for (const facet of FACETS) state.off[facet] = text.getAll(`no-${facet}`);
  for (const key of ["from", "to"]) state[key] = number(text.get(key));
  state.undated = text.get("undated") !== "no";
  state.unfolded = unfoldedOf(text.get("unfolded"));
  const camera = (text.get("camera") ?? "").split(",").map(Number);
  if (camera.length === 3 && camera.every(Number.isFinite) && camera[2] > 0) state.camera = camera;
  return state;
}

/** `x,y,id`, as often as there are pins; an id may hold commas. */
function pinsOf(texts) {
  const pins = {};
  for (const pin of texts) {
    const [x, y, ...id] = pin.split(",");
    if (number(x) !== null && number(y) !== null && id.length) pins[id.join(",")] = [Number(x), Number(y)];
  }
  return pins;
}

function unfoldedOf(text) {
  if (text === null || text === "all") return text;
  return text.split(",").filter(Boolean).map(Number).filter(Number.isInteger);
}

function number(text) {
  return text && Number.isFinite(Number(text)) ? Number(text) : null;
}

/**
 * Keeps the state, tells those who listen, and writes the address. A change that a person would want to undo becomes
 * a step of the browser's history; the rest (camera, tab) only rewrites the last one.
 */
export class Store {
  constructor() {
    this.state = fromHash(location.hash);
    this.listeners = [];
    this.step = history.state?.step ?? 0;
    this.last = this.step;
    this.write("replaceState");
    addEventListener("popstate", (event) => this.arrive(event));
  }

  /** Call `listener(state, changed, arrived)` after each change: a Set of keys, and whether it came from the address. */
  listen(listener) {
    this.listeners.push(listener);
  }

  set(patch, { quiet = false } = {}) {
    const changed = new Set(Object.keys(patch).filter((key) => JSON.stringify(this.state[key]) !== JSON.stringify(patch[key])));
    if (!changed.size) return;
    this.state = { ...this.state, ...patch };
    if (quiet) this.write("replaceState");
    else {
      this.step += 1;
      this.last = this.step;
      this.write("pushState");
    }
    this.tell(changed);
  }

  /** Change what needs no drawing, as the place of the camera: the address is rewritten, nobody is told. */
  note(patch) {
    this.state = { ...this.state, ...patch };
    this.write("replaceState");
  }

  arrive(event) {
    this.step = event.state?.step ?? 0;
    this.last = Math.max(this.last, this.step);
    const before = this.state;
    this.state = fromHash(location.hash);
    const changed = new Set(Object.keys(this.state).filter((key) => JSON.stringify(this.state[key]) !== JSON.stringify(before[key])));
    this.tell(changed, true);
  }

  tell(changed, arrived = false) {
    for (const listener of this.listeners) listener(this.state, changed, arrived);
  }

  write(method) {
    const hash = toHash(this.state);
    try {
      history[method]({ step: this.step }, "", hash ? `#${hash}` : location.pathname + location.search);
    } catch {
      // Inside a frame without an address (a notebook) there is no history to write.
    }
  }
}
