/** Facts, claims and standings in words. */

import { count, listed } from "./text.js";

export function relationSays(graph, type) {
  return graph.theme.relations[type]?.says ?? type.toLowerCase().replaceAll("_", " ");
}

/** An edge of a view in words. */
export function edgeWords(graph, view, edge) {
  const { source, target, type, exchanges } = view.edges;
  const name = graph.relationNames[type[edge]];
  const ends = [graph.name(source[edge]), graph.name(target[edge])];
  if (exchanges[edge]) return `${ends[0]} gives to ${ends[1]}: ${listed(exchanges[edge].map((one) => graph.endsOf(one).goods.map((good) => graph.name(good)).join(", ")), 5)}`;
  return `${ends[0]} ${relationSays(graph, name)} ${ends[1]}`;
}

/** What a node is: `Actor, state · also DPRK`. */
export function standing(graph, node) {
  const type = graph.typeName(node);
  if (graph.isGroup(node)) return count(graph.groupSizes[node - graph.firstGroup], "member");
  const kind = graph.kindOf(node);
  const label = graph.theme.nodes[type]?.label ?? type;
  return kind ? `${label}, ${kind}` : label;
}

/** How sure a claim is and who makes it: `Yoon Hee thinks it possible`. */
export function certaintyWords(graph, claim) {
  const certainty = graph.certainty(claim);
  const words = graph.theme.certainties[certainty] ?? { own: `The article: ${certainty}`, said: certainty };
  const speakers = graph.claims.speakers[claim];
  if (!speakers.length) return words.own;
  const several = speakers.length > 1;
  const said = several ? words.said.replace(/^says/, "say").replace(/^thinks/, "think").replace(/^doubts/, "doubt").replace(/^denies/, "deny") : words.said;
  return `${listed(speakers.map((node) => graph.name(node)))} ${said}`;
}

export function stageWords(graph, stage) {
  return graph.theme.stages[stage]?.says ?? stage;
}

/** Title, publisher and date of the article of a claim. */
export function sourceWords(graph, claim) {
  const article = graph.articles[graph.claims.article[claim]];
  if (!article) return [];
  return [article.publisher, article.date].filter(Boolean);
}

export function articleTitle(article) {
  return article?.title || article?.name || article?.id || "unknown article";
}
