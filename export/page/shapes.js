/** Outlines of the nodes, drawn with any pen that has the path methods of a canvas. */

const TURN = 2 * Math.PI;

function polygon(corners, turn) {
  return (pen, x, y, r) => {
    for (let corner = 0; corner < corners; corner += 1) {
      const angle = turn + (TURN * corner) / corners;
      const to = [x + r * Math.cos(angle), y + r * Math.sin(angle)];
      if (corner) pen.lineTo(...to);
      else pen.moveTo(...to);
    }
    pen.closePath();
  };
}

function circle(pen, x, y, r) {
  pen.moveTo(x + r, y);
  pen.arc(x, y, r, 0, TURN);
  pen.closePath();
}

function square(pen, x, y, r) {
  const half = r * 0.88;
  pen.moveTo(x - half, y - half);
  pen.lineTo(x + half, y - half);
  pen.lineTo(x + half, y + half);
  pen.lineTo(x - half, y + half);
  pen.closePath();
}

function person(pen, x, y, r) {
  pen.moveTo(x + r * 0.5, y - r * 0.5);
  pen.arc(x, y - r * 0.5, r * 0.5, 0, TURN);
  pen.closePath();
  pen.moveTo(x - r * 0.95, y + r);
  pen.bezierCurveTo(x - r * 0.95, y - r * 0.2, x + r * 0.95, y - r * 0.2, x + r * 0.95, y + r);
  pen.closePath();
}

function bubble(pen, x, y, r) {
  pen.moveTo(x - r, y - r * 0.75);
  pen.lineTo(x + r, y - r * 0.75);
  pen.lineTo(x + r, y + r * 0.4);
  pen.lineTo(x, y + r * 0.4);
  pen.lineTo(x - r * 0.5, y + r);
  pen.lineTo(x - r * 0.5, y + r * 0.4);
  pen.lineTo(x - r, y + r * 0.4);
  pen.closePath();
}

function sheet(pen, x, y, r) {
  pen.moveTo(x - r * 0.75, y - r);
  pen.lineTo(x + r * 0.25, y - r);
  pen.lineTo(x + r * 0.75, y - r * 0.5);
  pen.lineTo(x + r * 0.75, y + r);
  pen.lineTo(x - r * 0.75, y + r);
  pen.closePath();
}

const OUTLINES = {
  circle, square, person, bubble, sheet, stage: circle, ring: circle,
  diamond: polygon(4, 0), hexagon: polygon(6, 0), pentagon: polygon(5, -Math.PI / 2),
};

/** The shape of a node of the graph, by type and kind. */
export function shapeOf(theme, typeName, kind) {
  const style = theme.nodes[typeName];
  return style?.kinds?.[kind] ?? style?.shape ?? "circle";
}

/** Trace the outline; fill and stroke are the caller's. */
export function trace(pen, shape, x, y, r) {
  (OUTLINES[shape] ?? circle)(pen, x, y, r);
}

/** The full part of a stage's disc: an empty disc is wanted, a full one delivered, a crossed one stopped. */
export function traceStage(pen, fill, x, y, r) {
  if (fill < 0) {
    const arm = r * 0.6;
    pen.moveTo(x - arm, y - arm);
    pen.lineTo(x + arm, y + arm);
    pen.moveTo(x + arm, y - arm);
    pen.lineTo(x - arm, y + arm);
  } else if (fill > 0) {
    pen.moveTo(x, y);
    pen.arc(x, y, r, -Math.PI / 2, -Math.PI / 2 + TURN * fill);
    pen.closePath();
  }
}
