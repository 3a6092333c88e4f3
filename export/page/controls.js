/** Header, tools, tabs, search and dialog. */

import { byId, el } from "./dom.js";
import { save } from "./save.js";
import { SearchBox } from "./searchbox.js";
import { count } from "./text.js";
import { startState } from "./state.js";

const THEMES = ["auto", "light", "dark"];

export function makeControls(app) {
  makeViews(app);
  makeChoices(app);
  makeSave(app);
  new SearchBox(app).listen();
  makeTabs(app);
  makeTools(app);
  makeHelp();
  byId("back").addEventListener("click", () => history.back());
  byId("forward").addEventListener("click", () => history.forward());
  byId("reset").addEventListener("click", () => {
    const { off, from, to, undated, hide, focus, steps, also } = startState();
    app.set({ off, from, to, undated, hide, focus, steps, also });
  });
  for (const button of document.querySelectorAll("[data-close]")) button.addEventListener("click", () => byId(button.dataset.close).classList.remove("open"));
  for (const link of document.querySelectorAll("[data-skip]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      if (link.dataset.skip === "canvas") byId("canvas").focus();
      else toTable(app);
    });
  }
}

/** Show the table and go to the row that the Tab key would reach. */
export function toTable(app) {
  app.set({ tab: "table" }, { quiet: true });
  byId("side").classList.add("open");
  byId("table").querySelector("tbody tr[tabindex='0']")?.focus();
}

function makeViews(app) {
  for (const [view, label] of Object.entries(app.theme.views)) {
    byId("views").append(el("button", { type: "button", text: label, dataset: { view }, onclick: () => app.set({ view, select: null, path: null, focus: null, also: [], camera: null }) }));
  }
}

function makeChoices(app) {
  for (const key of ["size", "colour"]) byId(key).addEventListener("change", (event) => app.set({ [key]: event.target.value }));
  byId("theme").addEventListener("click", () => app.set({ theme: THEMES[(THEMES.indexOf(app.state.theme) + 1) % 3] }, { quiet: true }));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => app.changed(new Set(["theme"])));
}

function makeSave(app) {
  const button = byId("save");
  const menu = byId("save-menu");
  const items = [...menu.children];
  const open = (yes) => {
    menu.hidden = !yes;
    button.setAttribute("aria-expanded", String(yes));
    if (yes) items[0].focus();
  };
  button.addEventListener("click", () => open(menu.hidden));
  menu.addEventListener("click", (event) => {
    const what = event.target.closest("[data-save]")?.dataset.save;
    open(false);
    button.focus();
    if (what) save(app, what);
  });
  menu.addEventListener("keydown", (event) => {
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) items[to % items.length].focus();
    if (event.key === "Escape" || event.key === "Tab") {
      open(false);
      button.focus();
    }
    if (to !== undefined || event.key === "Escape") event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!menu.hidden && !menu.parentElement.contains(event.target)) open(false);
  });
}

function makeTabs(app) {
  const tabs = ["panel", "table"];
  for (const tab of tabs) {
    byId(`tab-${tab}`).addEventListener("click", () => app.set({ tab }, { quiet: true }));
    byId(`tab-${tab}`).addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      const other = tabs.find((one) => one !== tab);
      app.set({ tab: other }, { quiet: true });
      byId(`tab-${other}`).focus();
    });
  }
}

function makeTools(app) {
  const acts = {
    in: () => app.zoom(1.35), out: () => app.zoom(1 / 1.35), fit: () => app.zoom(null), fold: () => app.toggleFolds(),
    unhide: () => app.set({ hide: [] }), unfocus: () => app.set({ focus: null, steps: 1, also: [] }),
    legend: () => byId("legend").classList.toggle("open"), panel: () => byId("side").classList.toggle("open"),
  };
  byId("tools").addEventListener("click", (event) => acts[event.target.closest("[data-tool]")?.dataset.tool]?.());
}

/** Bring buttons and choices in line with the state. */
export function showControls(app) {
  const { state, scene, store } = app;
  for (const button of byId("views").children) button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
  byId("size").value = state.size;
  byId("colour").value = state.colour;
  byId("theme").textContent = `Theme: ${state.theme}`;
  byId("back").disabled = store.step === 0;
  byId("forward").disabled = store.step >= store.last;
  for (const tab of ["panel", "table"]) {
    const on = state.tab === tab;
    byId(`tab-${tab}`).setAttribute("aria-selected", String(on));
    byId(`tab-${tab}`).tabIndex = on ? 0 : -1;
    byId(tab).hidden = !on;
  }
  const tool = (name) => document.querySelector(`[data-tool="${name}"]`);
  tool("fold").hidden = !scene.folds && scene.view.members.length < 200;
  tool("fold").textContent = scene.folds?.some(Boolean) ? "Unfold all" : "Fold communities";
  tool("unhide").hidden = !state.hide.length;
  tool("unhide").textContent = `Unhide ${state.hide.length}`;
  tool("unfocus").hidden = state.focus === null;
  byId("canvas").setAttribute("aria-label", `Graph, ${count(scene.shown.length, "node")} and ${count(scene.source.length, "line")} shown`);
}

const HELP = [
  ["On the canvas", [["← ↑ → ↓", "to the next linked node that way"], ["Enter", "open the evidence"], ["F, 2", "focus on one or two steps"], ["E", "expand: add the neighbours to what is in focus"], ["H", "hide"], ["P", "pin where it stands"], ["S", "start a path here, then choose its other end"], ["+ − 0", "zoom, show everything"], ["Escape", "let go"]]],
  ["Everywhere", [["/", "search"], ["T", "to the table"], ["Alt + ←, →", "back and forward"], ["?", "this help"]]],
  ["Signs", [["solid, dashed, dotted", "asserted; probable or possible; doubted or denied"], ["two red bars", "somebody doubts or denies it"], ["discs", "an exchange: empty wanted, quarter offered, half negotiated, three quarters agreed, full delivered, crossed stopped"]]],
  ["Mouse and touch", [["drag", "move a node (it stays pinned) or the view"], ["wheel, pinch", "zoom"], ["double click", "focus on a node, unfold a community"]]],
];

function makeHelp() {
  const dialog = byId("help-dialog");
  dialog.append(el("h2", { id: "help-title", text: "Help" }), ...HELP.flatMap(([title, rows]) => [
    el("h3", { text: title }), el("dl", {}, ...rows.flatMap(([keys, does]) => [el("dt", {}, el("kbd", { text: keys })), el("dd", { text: does })])),
  ]), el("button", { type: "button", text: "Close", onclick: () => dialog.close() }));
  byId("help").addEventListener("click", () => dialog.showModal());
}
