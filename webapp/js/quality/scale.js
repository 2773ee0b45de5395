/** Arithmetic of the charts, without any DOM. */

/** A straight scale from a domain to a range of pixels. */
export const linear = ([a, b], [c, d]) => (value) => (b === a ? (c + d) / 2 : c + ((value - a) / (b - a)) * (d - c));

/** Round numbers from low to high, about `count` of them, both ends inside. */
export function ticks(low, high, count = 4) {
  if (!(high > low)) return [low];
  const raw = (high - low) / Math.max(1, count);
  const size = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((m) => m * size).find((s) => s >= raw - 1e-12);
  const out = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9; i++) out.push(Number((i * step).toPrecision(12)));
  return out;
}

/** The outline of a band as the points of a polygon: along the upper edge, and back along the lower one. */
export function band(points, x, y) {
  const at = (p, v) => `${x(p.labels).toFixed(1)},${y(v).toFixed(1)}`;
  return [...points.map((p) => at(p, p.high)), ...[...points].reverse().map((p) => at(p, p.low))].join(' ');
}

/** The entry whose place is nearest; null of none. */
export const nearest = (list, place, at) => list.reduce((best, one) => (best === null || Math.abs(place(one) - at) < Math.abs(place(best) - at) ? one : best), null);

/** Labels at these heights, moved apart so that none covers another: at least `gap` px between them, inside [top, bottom]. */
export function apart(heights, gap, top, bottom) {
  const order = heights.map((y, i) => ({ y, i })).sort((a, b) => a.y - b.y);
  for (let k = 0; k < order.length; k++) order[k].y = Math.max(order[k].y, k === 0 ? top : order[k - 1].y + gap);
  for (let k = order.length - 1; k >= 0; k--) order[k].y = Math.min(order[k].y, k === order.length - 1 ? bottom : order[k + 1].y - gap);
  const out = new Array(heights.length);
  for (const { y, i } of order) out[i] = y;
  return out;
}

/** The lowest share an axis must show for these lines, in whole tenths; at most a half. */
export const floorOf = (...lines) => Math.max(0, Math.floor(Math.min(0.5, ...lines.flat().map((p) => p.low)) * 10) / 10);
