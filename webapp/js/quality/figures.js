/** What the figures of GET /quality mean, without any DOM. */

/** Below so many labels the figures of one class say little. */
export const THIN = 10;

/** A share as points of a hundred, with one decimal: 0.0042 → 0.4; never -0. */
export const points = (share) => Math.round(share * 1000) / 10 || 0;

/** Which words tell the advice: to stop, or what going on is worth. @return {key, gain, low, high} in points, or null */
export function adviceOf(advice) {
  if (!advice) return null;
  return { key: advice.stop ? 'quality.advice.stop' : 'quality.advice.go', gain: points(advice.gain), low: points(advice.low), high: points(advice.high) };
}

/** Per class, in the order asked for; classes without a figure come last. @param by 'order', 'labels', 'precision', 'recall' or 'f1' */
export function sortClasses(rows, by, order) {
  const place = new Map(order.map((id, i) => [id, i]));
  const known = (row) => typeof row[by] === 'number';
  const fixed = (a, b) => (place.get(a.id) ?? 1e9) - (place.get(b.id) ?? 1e9);
  if (by === 'order') return [...rows].sort(fixed);
  return [...rows].sort((a, b) => (known(b) - known(a)) || (known(a) ? a[by] - b[by] : 0) || fixed(a, b));
}

/**
 * The part of a confusion matrix that can be looked at: all of a small one; of a large one the classes that are mixed up most.
 * @return {classes: ids, counts, left: classes left out}
 */
export function focus({ classes, counts }, most = 16) {
  if (classes.length <= most) return { classes, counts, left: 0 };
  const wrong = classes.map((_, i) => counts[i].reduce((sum, n, j) => sum + (i === j ? 0 : n + counts[j][i]), 0));
  const kept = classes.map((_, i) => i).sort((a, b) => wrong[b] - wrong[a] || a - b).slice(0, most).sort((a, b) => a - b);
  return { classes: kept.map((i) => classes[i]), counts: kept.map((i) => kept.map((j) => counts[i][j])), left: classes.length - most };
}

/** How dark a field is: its share of its row, lifted so that a single mix-up shows. */
export function shade(count, row) {
  const whole = row.reduce((a, b) => a + b, 0);
  return count === 0 || whole === 0 ? 0 : 0.12 + 0.88 * (count / whole);
}

/** The pairs that are mixed up most: [{truth, predicted, count}], falling. */
export function mixUps({ classes, counts }, most = 8) {
  const pairs = [];
  counts.forEach((row, i) => row.forEach((count, j) => { if (i !== j && count > 0) pairs.push({ truth: classes[i], predicted: classes[j], count }); }));
  return pairs.sort((a, b) => b.count - a.count).slice(0, most);
}

/** Suspects that the reader has not looked at yet. @param kept {id: label that was kept} */
export const open = (items, kept) => items.filter((item) => kept[item.id] !== item.user_label);
