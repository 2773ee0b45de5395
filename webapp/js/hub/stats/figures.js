/** What the statistics of a data set mean. Without any DOM. */
import { everyDay } from '../desk/every-day.js';

const Z = 1.959964;
const DAY_MS = 86_400_000;

/** Wilson's 95 % interval of a share. */
export function interval(right, of) {
  if (!(of > 0)) return { low: 0, high: 1 };
  const p = right / of, z2 = Z * Z;
  const middle = (p + z2 / (2 * of)) / (1 + z2 / of);
  const half = (Z * Math.sqrt((p * (1 - p)) / of + z2 / (4 * of * of))) / (1 + z2 / of);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** A share with its interval as a row of a chart, or null of nothing. */
export const shareRow = (name, { right, of } = {}, note = null) => (of > 0 ? { name, value: right / of, ...interval(right, of), note } : null);

/** Accuracy of each day and of the `window` days that end with it. @param byDay [{day, right, of}] */
export function running(byDay, window = 7) {
  const known = [...byDay].filter((d) => d.of > 0).sort((a, b) => (a.day < b.day ? -1 : 1));
  return known.map(({ day, right, of }) => {
    const from = Date.parse(day) - (window - 1) * DAY_MS;
    const sum = known.filter((d) => d.day <= day && Date.parse(d.day) >= from).reduce((s, d) => ({ right: s.right + d.right, of: s.of + d.of }), { right: 0, of: 0 });
    return { day, right, of, share: right / of, mean: sum.right / sum.of, n: sum.of, ...interval(sum.right, sum.of) };
  });
}

/** How far an alpha or a kappa can be relied on, after Krippendorff: 'good', 'fair' or 'low'; null without one. */
export const agreementOf = (value) => (typeof value !== 'number' ? null : value >= 0.8 ? 'good' : value >= 0.667 ? 'fair' : 'low');

/** Whether people follow what they are shown: 'more' when they agree with it more often than those who do not see it, by more than chance. */
export function anchoringOf({ shown, hidden } = {}) {
  if (!(shown?.of >= 10) || !(hidden?.of >= 10)) return 'few';
  const a = interval(shown.right, shown.of), b = interval(hidden.right, hidden.of);
  return a.low > b.high ? 'more' : a.high < b.low ? 'less' : 'same';
}

/** Labels of the last `days` days, and the mean of a day on which something was done. */
export function pace(throughput, days = 7, today = new Date().toISOString().slice(0, 10)) {
  const last = everyDay(throughput, days, today);
  const sum = last.reduce((n, d) => n + d.labeled, 0);
  const worked = last.filter((d) => d.labeled > 0).length;
  return { sum, perDay: worked ? sum / worked : 0 };
}

/** Days until the rest is done at this pace; null when that cannot be said. */
export const daysLeft = (unlabeled, perDay) => (unlabeled > 0 && perDay > 0 ? Math.ceil(unlabeled / perDay) : null);
