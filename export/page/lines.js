/** How an edge looks and where it runs. */

const NO_ARROW = new Set(["SUPPLIES", "OF", "MEETS", "NEGOTIATES_WITH", "ALLIED_WITH", "AT_WAR_WITH"]);
const THIN = new Set(["OF", "ABOUT"]);

/** Colour, width, dash, arrow and strike of an edge of the scene; dashes say how certain, a strike that it is disputed. */
export function edgeLook(painter, row) {
  const { graph, theme, scene, tone } = painter;
  const edge = scene.edge[row];
  if (edge < 0) {
    return { colour: theme.families.standing.colour[tone], width: 0.5 + 5.5 * (scene.weight[row] / scene.heaviest), alpha: 0.45, dash: [], arrow: false, struck: false };
  }
  const { edges } = scene.view;
  const type = graph.relationNames[edges.type[edge]];
  const family = theme.families[theme.relations[type]?.family] ?? theme.families.standing;
  const certainty = graph.claims.certainties[edges.certainty[edge]];
  return {
    colour: family.colour[tone],
    alpha: 1,
    width: THIN.has(type) ? 0.9 : Math.min(4, 1.3 + 0.5 * Math.log2(Math.max(1, edges.claims[edge].length))),
    dash: theme.certainties[certainty]?.dash ?? [],
    arrow: !NO_ARROW.has(type),
    struck: edges.disputed[edge] === 1 && !THIN.has(type) && type !== "SUPPLIES" && type !== "SAYS",
  };
}

/** The visible part of an edge between the borders of its nodes, with the control point of its curve; null if none is left. */
export function trim(painter, row) {
  const { scene } = painter;
  const [source, target] = [scene.source[row], scene.target[row]];
  const [ax, ay, bx, by] = [painter.sx[source], painter.sy[source], painter.sx[target], painter.sy[target]];
  const [dx, dy] = [bx - ax, by - ay];
  const length = Math.hypot(dx, dy);
  const [from, to] = [painter.radius(source) + 1, painter.radius(target) + 2];
  if (length <= from + to + 2) return null;
  const bend = scene.bend[row] * Math.min(18, length / 7);
  const [mx, my] = [(ax + bx) / 2 - (dy / length) * bend, (ay + by) / 2 + (dx / length) * bend];
  return { ...towards(ax, ay, mx, my, from, "a"), ...towards(bx, by, mx, my, to, "b"), cx: mx, cy: my };
}

function towards(x, y, mx, my, step, name) {
  const length = Math.hypot(mx - x, my - y) || 1;
  return { [`${name}x`]: x + ((mx - x) / length) * step, [`${name}y`]: y + ((my - y) / length) * step };
}

/** The point at a part `t` of the way along an edge. */
export function pointOn({ ax, ay, cx, cy, bx, by }, t) {
  const [start, middle, end] = [(1 - t) ** 2, 2 * t * (1 - t), t * t];
  return [start * ax + middle * cx + end * bx, start * ay + middle * cy + end * by];
}

/** The distance in pixels of a point from an edge. */
export function distanceTo(line, x, y) {
  let least = Infinity;
  let [px, py] = [line.ax, line.ay];
  for (let step = 1; step <= 8; step += 1) {
    const [qx, qy] = pointOn(line, step / 8);
    least = Math.min(least, toSegment(x, y, px, py, qx, qy));
    [px, py] = [qx, qy];
  }
  return least;
}

export function toSegment(x, y, ax, ay, bx, by) {
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const t = square ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / square)) : 0;
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
