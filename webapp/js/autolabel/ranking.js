/**
 * All predictions in one order, without any DOM. Chunks come in any order and may repeat ids (a new version of the
 * model says something else about an item); every answer is merged, so the order is right at any moment.
 */

/** Orders, each total: ties go by id, so that the order never depends on what arrived first. */
export const ORDERS = {
  sure: (a, b) => b.conf - a.conf || a.id - b.id,
  positive: (a, b) => b.p - a.p || a.id - b.id,
  unsure: (a, b) => a.conf - b.conf || a.id - b.id,
};

/** One item of /api/data_view as the ranking holds it; label = the class predicted, p = probability of positive (of two classes). */
export function record(item) {
  const predicted = Number.isInteger(item.model_label);
  const conf = predicted ? item.model_conf ?? 0.5 : 0.5;
  const p = item.prob_pos ?? (item.model_label === 1 ? conf : 1 - conf);
  return {
    id: item.id, filename: item.filename, p, conf, predicted,
    label: predicted ? item.model_label : null,
    user: item.user_label ?? null, flipped: Boolean(item.flipped), unreadable: item.unreadable ?? null,
    entropy: item.entropy ?? null, text: item.text, duration_s: item.duration_s,
  };
}

/** Merge two arrays that are each sorted by `compare`. */
export function merge(a, b, compare) {
  const out = new Array(a.length + b.length);
  let i = 0, j = 0, k = 0;
  while (i < a.length && j < b.length) out[k++] = compare(a[i], b[j]) <= 0 ? a[i++] : b[j++];
  while (i < a.length) out[k++] = a[i++];
  while (j < b.length) out[k++] = b[j++];
  return out;
}

export class Ranking {
  constructor(order = 'sure') {
    this.order = order;
    this.sorted = [];
    this.byId = new Map();
  }

  get size() { return this.sorted.length; }

  clear() { this.sorted = []; this.byId.clear(); }

  setOrder(order) {
    if (order === this.order || !ORDERS[order]) return;
    this.order = order;
    this.sorted = [...this.sorted].sort(ORDERS[order]);
  }

  /** Merge one answer in. Known items are replaced; cost is linear in what is held, not n log n. */
  add(items) {
    const fresh = new Map(items.map((item) => [item.id, record(item)]));
    const replaced = items.some((item) => this.byId.has(item.id));
    const rest = replaced ? this.sorted.filter((r) => !fresh.has(r.id)) : this.sorted;
    for (const r of fresh.values()) this.byId.set(r.id, r);
    this.sorted = merge(rest, [...fresh.values()].sort(ORDERS[this.order]), ORDERS[this.order]);
  }

  /** A confirmed label shows at once; the order does not depend on it. */
  confirm(labels) {
    for (const { id, label } of labels) {
      const r = this.byId.get(id);
      if (r) r.user = label;
    }
  }

  filter(wanted) { return this.sorted.filter((r) => accepts(r, wanted)); }
}

/** @param wanted {label: class id or null, flipped: bool, open: bool, low, high, axis: 'conf'|'p'} */
export function accepts(r, wanted) {
  if (wanted.label !== null && wanted.label !== undefined && r.label !== wanted.label) return false;
  if (wanted.flipped && !r.flipped) return false;
  if (wanted.open && r.user !== null) return false;
  const value = wanted.axis === 'p' ? r.p : r.conf;
  return value >= (wanted.low ?? 0) && value <= (wanted.high ?? 1);
}

/**
 * The new order, but with what is on screen left where it is: records `shown[first..last)` keep their places.
 * Records that are gone from `next` lose theirs.
 */
export function keepInPlace(next, shown, first, last) {
  if (first >= last || shown.length === 0) return next;
  const present = new Map(next.map((r) => [r.id, r]));
  const pinned = shown.slice(first, last).map((r) => present.get(r.id)).filter(Boolean);
  const ids = new Set(pinned.map((r) => r.id));
  const others = next.filter((r) => !ids.has(r.id));
  return [...others.slice(0, first), ...pinned, ...others.slice(first)];
}

/** How many are predicted as each class: a Map by class id. */
export function predictedCounts(records) {
  const counts = new Map();
  for (const r of records) if (r.label !== null) counts.set(r.label, (counts.get(r.label) ?? 0) + 1);
  return counts;
}

/**
 * Counts of positive and negative predictions in `bins` equal parts of [low, high]; of many classes all of them count as `positive`.
 */
export function histogram(records, bins, axis, low = axis === 'p' ? 0 : 0.5, many = false, high = 1) {
  const positive = new Array(bins).fill(0), negative = new Array(bins).fill(0);
  for (const r of records) {
    const value = axis === 'p' ? r.p : r.conf;
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(((value - low) / (high - low)) * bins)));
    if (r.label === 1 || (many && r.label !== null)) positive[bin]++; else if (r.label === 0) negative[bin]++;
  }
  return { positive, negative, low, high, many };
}
