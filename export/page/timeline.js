/** A range of dates over a small histogram of claims. */

import { byId, el } from "./dom.js";
import { dayText } from "./dates.js";
import { count } from "./text.js";

const BARS = 60;

export class Timeline {
  constructor(app) {
    this.app = app;
    const days = [...app.graph.days].filter((day) => !Number.isNaN(day));
    this.first = days.reduce((least, day) => Math.min(least, day), Infinity);
    this.last = days.reduce((most, day) => Math.max(most, day), -Infinity);
    this.undated = app.graph.days.length - days.length;
    this.days = days;
    this.moving = false;
    byId("time").hidden = !days.length || this.first === this.last;
    if (!byId("time").hidden) this.build();
  }

  build() {
    const [from, to] = [byId("from"), byId("to")];
    for (const slider of [from, to]) {
      slider.min = this.first;
      slider.max = this.last;
    }
    for (const slider of [from, to]) {
      slider.addEventListener("input", () => this.moved());
      slider.addEventListener("change", () => { this.moving = false; });
    }
    byId("undated").addEventListener("change", (event) => this.app.set({ undated: event.target.checked }));
    byId("undated").parentElement.hidden = !this.undated;
    byId("undated-text").textContent = `${count(this.undated, "claim")} without date`;
    byId("time").addEventListener("submit", (event) => event.preventDefault());
    this.width = (this.last - this.first + 1) / BARS;
    const heights = new Array(BARS).fill(0);
    for (const day of this.days) heights[Math.min(BARS - 1, Math.floor((day - this.first) / this.width))] += 1;
    const top = Math.max(...heights);
    this.bars = heights.map((number) => {
      const bar = el("i");
      bar.style.height = number ? `${Math.max(8, (100 * number) / top)}%` : "0";
      return bar;
    });
    byId("histogram").replaceChildren(...this.bars);
    this.refresh();
  }

  moved() {
    const low = Math.min(Number(byId("from").value), Number(byId("to").value));
    const high = Math.max(Number(byId("from").value), Number(byId("to").value));
    // One drag is one step back, however many days it passes.
    this.app.set({ from: low <= this.first ? null : low, to: high >= this.last ? null : high }, { quiet: this.moving });
    this.moving = true;
  }

  refresh() {
    if (byId("time").hidden) return;
    const { state } = this.app;
    const from = state.from ?? this.first;
    const to = state.to ?? this.last;
    byId("from").value = from;
    byId("to").value = to;
    byId("from").setAttribute("aria-valuetext", dayText(from));
    byId("to").setAttribute("aria-valuetext", dayText(to));
    byId("span").textContent = `${dayText(from)} – ${dayText(to)}`;
    byId("undated").checked = state.undated;
    this.bars.forEach((bar, place) => {
      const start = this.first + place * this.width;
      bar.className = start + this.width > from && start <= to ? "in" : "";
    });
  }
}
