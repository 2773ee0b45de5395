/** What the result of an analysis means, without any DOM. */

/** Below this q-value a difference is called more than chance. */
export const SURE = 0.05;

/** The three parts of the variance of being chosen, as rows of a chart. @param name (key) => words */
export const gateRows = (gate, name) => ['seed', 'prompt', 'interaction'].filter((key) => gate[key]).map((key) => ({ name: name(key), value: gate[key].share, low: gate[key].low ?? gate[key].share, high: gate[key].high ?? gate[key].share, p: gate[key].p }));

/** Whether training a selector can be expected to help: 'yes', 'little', 'no', or 'more' records are needed. */
export const adviceOf = (gate) => ({ clear: 'yes', weak: 'little', none: 'no', 'too-few': 'more' })[gate?.verdict] ?? 'more';

/** The statistics of one kind as points, in the order of the channels. */
export const channelRows = (noise, statistic) => (noise?.channels ?? []).filter((c) => c.statistic === statistic && Number.isFinite(c.effect)).map((c) => ({ name: String(c.channel), effect: c.effect, q: c.q ?? 1, p: c.p, golden: c.golden, other: c.other }));

export const statisticsOf = (noise) => [...new Set((noise?.channels ?? []).map((c) => c.statistic))];

/** Bands of frequency as points, as the mean over the channels; `from` and `to` in cycles per place. */
export const bandRows = (noise, name) => (noise?.frequencies ?? []).filter((f) => Number.isFinite(f.effect) && (f.channel ?? null) === null).map((f) => ({ name: name(f), effect: f.effect, q: f.q ?? 1, p: f.p, golden: f.golden, other: f.other }));

/** A p- or q-value as people read it. @param say (number, digits) => text */
export const chance = (p, say) => (typeof p !== 'number' ? '–' : p < 0.001 ? `< ${say(0.001, 3)}` : say(p, 3));

/** Arms of the report as rows, in the order from what costs nothing to what is learnt. */
const ARMS = ['random', 'clip', 'selector', 'early', 'refined'];
export const armRows = (report, name) => [...(report?.arms ?? [])].sort((a, b) => ARMS.indexOf(a.arm) - ARMS.indexOf(b.arm)).map((a) => ({ name: name(a.arm), value: a.share, low: a.low, high: a.high, n: a.n, judged_by: a.judged_by }));

/** Arms by who judged their pictures: shares judged in different ways cannot be compared. @return [[judge, arms]] */
export function byJudge(report) {
  const groups = new Map();
  for (const arm of report?.arms ?? []) groups.set(arm.judged_by, [...(groups.get(arm.judged_by) ?? []), arm]);
  return [...groups];
}

export const liftRows = (report, name) => (report?.lift ?? []).map((l) => ({ name: name(l.arm), value: l.ratio, low: l.low, high: l.high }));

/** Bins as the reliability chart takes them. */
export const reliability = (calibration) => (calibration ?? []).map((bin, i, all) => ({ from: i ? (all[i - 1].predicted + bin.predicted) / 2 : 0, confidence: bin.predicted, accuracy: bin.observed, count: bin.n }));
