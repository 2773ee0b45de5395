/** The days of a chart: those without work too, so that the bars stand where their days are. */
const DAY_MS = 86_400_000;

/**
 * @param points [{day: '2026-01-31', labeled}] in any order  @param most how many days at most, the last ones
 * @param today where the chart ends at least
 */
export function everyDay(points, most, today = new Date().toISOString().slice(0, 10)) {
  const known = new Map(points.filter((p) => /^\d{4}-\d\d-\d\d$/.test(p.day)).map((p) => [p.day, p.labeled]));
  if (!known.size) return [];
  const days = [...known.keys(), today].sort();
  const last = Date.parse(days.at(-1));
  const first = Math.max(Date.parse(days[0]), last - (most - 1) * DAY_MS);
  const out = [];
  for (let at = first; at <= last; at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    out.push({ day, labeled: known.get(day) ?? 0 });
  }
  return out;
}
