/** Start: read the data, draw, then read the quotes. */

import { App } from "./app.js";
import { makeControls, showControls } from "./controls.js";
import { unpack } from "./data.js";
import { byId, el } from "./dom.js";
import { fillQuotes } from "./evidence.js";
import { Legend } from "./legend.js";
import { showPanel } from "./panel.js";
import { makePointer } from "./pointer.js";
import { Table } from "./table.js";
import { Timeline } from "./timeline.js";

const PANEL_KEYS = ["select", "path", "view", "pin", "focus", "steps", "also"];

async function start() {
  const json = (id) => JSON.parse(byId(id).textContent);
  const theme = json("quid-theme");
  const app = new App(await unpack("quid-data"), theme, json("quid-options"));
  app.applyTheme();
  app.applyPins();
  app.rebuild();
  if (app.state.camera) app.stage.moveTo(...app.state.camera);
  makeControls(app);
  makePointer(app);
  listen(app);
  byId("loading").remove();
  performance.mark("quid-usable");
  document.documentElement.dataset.ready = "graph";
  // For tests, and for those who open the console.
  window.quid = app;
  app.graph.takeEvidence(await unpack("quid-quotes"));
  fillQuotes(app);
  document.documentElement.dataset.ready = "evidence";
}

/** Let every part follow the state. */
function listen(app) {
  const legend = new Legend(app, byId("facets"));
  const timeline = new Timeline(app);
  const table = new Table(app);
  let pass = null;
  let view = null;
  let after = 0;
  app.parts.push((state, changed) => {
    showControls(app);
    if (PANEL_KEYS.some((key) => changed.has(key))) showPanel(app);
    if (app.scene.view !== view || changed.has("theme")) {
      view = app.scene.view;
      legend.build();
    }
    timeline.refresh();
    const again = app.scene.pass !== pass || changed.has("tab") || changed.has("rows") || changed.has("view");
    pass = app.scene.pass;
    // Counts and table follow after the picture, so that the picture never waits for them.
    clearTimeout(after);
    if (changed.has("tab") || changed.has("rows")) table.show();
    else if (again) {
      after = setTimeout(() => {
        legend.recount(app.scene.pass);
        table.show();
      }, 0);
    }
    legend.refresh();
    if (changed.has("select")) table.mark();
  });
  app.mark();
  for (const part of app.parts) part(app.state, new Set([...PANEL_KEYS, "tab"]));
  legend.recount(app.scene.pass);
}

start().catch((error) => {
  byId("loading")?.remove();
  byId("stage").prepend(el("p", { class: "problem", role: "alert", text: `The graph cannot be shown: ${error.message}` }));
  throw error;
});
