/** The search field with its list of names. */

import { byId, el } from "./dom.js";
import { makeIndex, search } from "./search.js";
import { clip, count } from "./text.js";
import { standing } from "./words.js";

export class SearchBox {
  constructor(app) {
    this.app = app;
    this.input = byId("search");
    this.list = byId("found");
    this.index = null;
    this.at = -1;
  }

  listen() {
    this.input.addEventListener("input", () => this.find());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
  }

  find() {
    const { app, list, input } = this;
    this.index ??= makeIndex(app.graph);
    const found = search(this.index, input.value);
    list.replaceChildren(...found.map((node, place) => this.row(node, place)));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    this.point(found.length ? 0 : -1);
    if (input.value) app.say(count(found.length, "name"));
  }

  row(node, place) {
    return el("li", { id: `found-${place}`, role: "option", dataset: { node }, onclick: () => this.choose(node) },
      el("bdi", { text: clip(this.app.graph.name(node), 70) }), el("small", { text: standing(this.app.graph, node) }));
  }

  /** Make one name the one that Enter chooses. */
  point(to) {
    this.at = to;
    [...this.list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === to)));
    const item = this.list.children[to];
    if (item) this.input.setAttribute("aria-activedescendant", item.id);
    else this.input.removeAttribute("aria-activedescendant");
    item?.scrollIntoView({ block: "nearest" });
  }

  choose(node) {
    this.close();
    this.input.value = "";
    this.app.select(node);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const size = this.list.children.length;
    if (event.key === "ArrowDown" && size) this.point((this.at + 1) % size);
    else if (event.key === "ArrowUp" && size) this.point((this.at - 1 + size) % size);
    else if (event.key === "Enter" && this.at >= 0 && !this.list.hidden) this.choose(Number(this.list.children[this.at].dataset.node));
    else if (event.key === "Escape") {
      this.close();
      this.input.value = "";
      byId("canvas").focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
