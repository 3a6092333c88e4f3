/** Names that do not overlap: each takes a free place around its node, the weightiest first, or none. */

const CELL = 48;

export class Labels {
  /** Names of nodes in the frame, `[left, top, right, bottom]`, stay in it. */
  constructor(frame) {
    this.frame = frame;
    this.cells = new Map();
  }

  /** Whether nothing stands in the box yet; with `overNodes`, whether no name does. */
  isFree(left, top, right, bottom, overNodes = false) {
    return !this.cellsOf(left, top, right, bottom).some((key) => (this.cells.get(key) ?? []).some(
      (box) => box[0] < right && left < box[2] && box[1] < bottom && top < box[3] && !(overNodes && box[4]),
    ));
  }

  /** Keep others out of a box, of a name or of a node. */
  take(left, top, right, bottom, isNode = false) {
    for (const key of this.cellsOf(left, top, right, bottom)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push([left, top, right, bottom, isNode]);
    }
  }

  /** A free box of this size around a node, `{left, top}`, or null: below, above, right, left; over nodes if need be. */
  around(x, y, r, width, height, important) {
    return this.place(x, y, r, width, height, false) ?? (important ? this.place(x, y, r, width, height, true) : null);
  }

  place(x, y, r, width, height, overNodes) {
    const places = [
      [x - width / 2, y + r + 2], [x - width / 2, y - r - height - 2], [x + r + 4, y - height / 2], [x - r - width - 4, y - height / 2],
    ];
    const [west, north, east, south] = this.frame;
    const inside = x > west && x < east && y > north && y < south;
    for (const [left, top] of places) {
      if (inside && (left < west + 2 || top < north || left + width > east - 2 || top + height > south)) continue;
      if (this.isFree(left, top, left + width, top + height, overNodes)) {
        this.take(left, top, left + width, top + height);
        return { left, top };
      }
    }
    return null;
  }

  cellsOf(left, top, right, bottom) {
    const keys = [];
    for (let column = Math.floor(left / CELL); column <= Math.floor(right / CELL); column += 1) {
      for (let row = Math.floor(top / CELL); row <= Math.floor(bottom / CELL); row += 1) keys.push(column * 100_003 + row);
    }
    return keys;
  }
}
