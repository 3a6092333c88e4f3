/** Names that do not overlap: each takes a free place around its node, the weightiest first, or none. */

const CELL = 48;

export class Labels {
  constructor() {
    this.cells = new Map();
  }

  /** Whether nothing stands in the box yet. */
  isFree(left, top, right, bottom) {
    return !this.cellsOf(left, top, right, bottom).some((key) => (this.cells.get(key) ?? []).some(
      (box) => box[0] < right && left < box[2] && box[1] < bottom && top < box[3],
    ));
  }

  take(left, top, right, bottom) {
    for (const key of this.cellsOf(left, top, right, bottom)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push([left, top, right, bottom]);
    }
  }

  /** A free box of this size around a node, `{left, top}`, or null: below, above, right, left. */
  around(x, y, r, width, height) {
    const places = [
      [x - width / 2, y + r + 2], [x - width / 2, y - r - height - 2], [x + r + 4, y - height / 2], [x - r - width - 4, y - height / 2],
    ];
    for (const [left, top] of places) {
      if (this.isFree(left, top, left + width, top + height)) {
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
