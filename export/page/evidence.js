/** Claims as a person reads them: the quote, who says it, where it stands, how sure it is. */

import { el } from "./dom.js";
import { visible, webAddress } from "./text.js";
import { articleTitle, certaintyWords, sourceWords, stageWords } from "./words.js";

const AT_FIRST = 20;

/** A button with a node's name that opens the node. */
export function nameButton(app, node) {
  return el("button", { type: "button", class: "name", onclick: () => app.select(node) }, el("bdi", { text: app.graph.name(node) }));
}

/** Claims for and against a fact: side by side where there are both. */
export function claimList(app, claims) {
  const against = claims.filter((claim) => app.graph.isAgainst(claim) || app.graph.claims.deniers[claim].length);
  const held = claims.filter((claim) => !app.graph.isAgainst(claim));
  if (!claims.length) return el("p", { class: "what", text: "No claim is recorded for this." });
  if (!against.length || !held.length) return el("div", { class: "claims" }, ...some(app, claims));
  return el("div", { class: "claims sides" },
    el("div", { class: "held" }, el("h4", { text: "Held" }), ...some(app, held)),
    el("div", { class: "against" }, el("h4", { text: "Doubted or denied" }), ...some(app, against)));
}

/** The first claims, and a button for the rest. */
function some(app, claims, from = 0) {
  const shown = claims.slice(from, from + AT_FIRST).map((claim) => claimBlock(app, claim));
  if (claims.length > from + AT_FIRST) {
    const button = el("button", { type: "button", class: "more", text: `${claims.length - from - AT_FIRST} more`, onclick: () => button.replaceWith(...some(app, claims, from + AT_FIRST)) });
    shown.push(button);
  }
  return shown;
}

export function claimBlock(app, claim) {
  const { graph } = app;
  const deniers = graph.claims.deniers[claim];
  const block = el("div", { class: `claim${graph.isAgainst(claim) || deniers.length ? " against" : ""}` },
    el("p", { class: "who" }, certaintyWords(graph, claim), "."),
    el("blockquote", {}, el("bdi", { dataset: { quote: claim }, text: graph.quotes ? visible(graph.quotes[claim]) : "…" })));
  if (deniers.length) block.append(el("p", { class: "who" }, "Denied by ", ...deniers.flatMap((node, place) => [place ? ", " : "", nameButton(app, node)]), "."));
  block.append(badges(graph, claim), source(graph, claim));
  return block;
}

function badges(graph, claim) {
  const certainty = graph.certainty(claim);
  const stage = graph.stage(claim);
  const { quantity, date, cited } = graph.claims;
  return el("p", {},
    el("span", { class: `badge ${certainty}`, text: graph.theme.certainties[certainty]?.label ?? certainty }), " ",
    stage ? el("span", { class: `badge ${stage}`, text: stageWords(graph, stage) }) : null, " ",
    quantity[claim] ? el("bdi", { text: `${visible(quantity[claim])} ` }) : null,
    date[claim] ? el("bdi", { text: `${visible(date[claim])} ` }) : null,
    cited[claim].length ? el("bdi", { text: `citing ${cited[claim].map(visible).join(", ")}` }) : null);
}

function source(graph, claim) {
  const article = graph.articles[graph.claims.article[claim]];
  const parts = sourceWords(graph, claim).map((part) => el("bdi", { text: `${visible(part)} · ` }));
  return el("p", {}, ...parts, articleLink(article));
}

/** The article's title, as a link where it has a web address; the file's name shows when the pointer rests on it. */
export function articleLink(article) {
  const title = visible(articleTitle(article));
  const address = article?.url ? webAddress(article.url) : null;
  if (address) return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, el("bdi", { text: title }));
  return el("bdi", { text: title, title: article?.path ? visible(article.path) : null });
}

/** Fill quotes that were shown before the evidence was read. */
export function fillQuotes(app) {
  for (const place of document.querySelectorAll("[data-quote]")) place.textContent = visible(app.graph.quotes[Number(place.dataset.quote)]);
}
