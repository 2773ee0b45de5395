/** Arithmetic of the maps: what of them is in view, what is under the pointer, what a lasso holds. Without any DOM. */

/** From the coordinates of the points to px and back; both axes have the same scale, y grows upwards in the data. */
export class View {
  scale = 1;
  x = 0;
  y = 0;

  /** All points in view, with a margin. */
  fit(points, width, height, margin = 24) {
    Object.assign(this, { width, height });
    if (!points.length) return this;
    const [x0, x1] = range(points, 'x');
    const [y0, y1] = range(points, 'y');
    const room = (size) => Math.max(1, size - 2 * margin);
    this.scale = this.least = Math.min(room(width) / (x1 - x0 || 1), room(height) / (y1 - y0 || 1));
    this.x = width / 2 - this.scale * (x0 + x1) / 2;
    this.y = height / 2 + this.scale * (y0 + y1) / 2;
    return this;
  }

  at(point) { return [this.x + this.scale * point.x, this.y - this.scale * point.y]; }

  /** Larger or smaller around a place in px; never much smaller than all of it, never without end. */
  zoom(px, py, factor) {
    const to = Math.max(this.least * 0.5, Math.min(this.least * 60, this.scale * factor));
    const by = to / this.scale;
    this.x = px - (px - this.x) * by;
    this.y = py - (py - this.y) * by;
    this.scale = to;
  }

  pan(dx, dy) {
    this.x += dx;
    this.y += dy;
  }

  /** The index of the point nearest to a place, at most `reach` px away; -1 for none. */
  nearest(points, px, py, reach = 14) {
    let best = -1, least = reach * reach;
    points.forEach((point, i) => {
      const [x, y] = this.at(point);
      const far = (x - px) ** 2 + (y - py) ** 2;
      if (far <= least) [best, least] = [i, far];
    });
    return best;
  }

  /** Indexes of the points whose places are inside a polygon of [x, y] in px. */
  within(points, polygon) { return points.flatMap((point, i) => (inside(polygon, ...this.at(point)) ? [i] : [])); }

  inView(points) {
    return points.flatMap((point, i) => {
      const [x, y] = this.at(point);
      return x >= 0 && y >= 0 && x <= this.width && y <= this.height ? [i] : [];
    });
  }
}

function range(points, name) {
  let low = Infinity, high = -Infinity;
  for (const point of points) {
    low = Math.min(low, point[name]);
    high = Math.max(high, point[name]);
  }
  return [low, high];
}

/** Even-odd rule. */
export function inside(polygon, x, y) {
  let is = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [xi, yi] = polygon[i], [xj, yj] = polygon[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) is = !is;
  }
  return is;
}

/** What a selection holds: how many, how many golden and bad, and its seeds, each once. */
export function summary(points) {
  const having = (verdict) => points.filter((p) => p.verdict === verdict).length;
  return { n: points.length, golden: having('golden'), bad: having('bad'), seeds: [...new Set(points.map((p) => String(p.seed)))] };
}
