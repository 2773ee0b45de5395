/** The outline of a sound, without any DOM. */

/** The loudest sample of each of `count` slices, 0 to 1 of the loudest of all. */
export function peaksOf(samples, count) {
  const peaks = new Array(count).fill(0);
  const size = samples.length / count;
  // A slice of a long sound is looked at in steps: its outline needs no more.
  const step = Math.max(1, Math.floor(size / 400));
  for (let k = 0; k < count; k++) {
    const end = Math.min(samples.length, Math.floor((k + 1) * size));
    for (let i = Math.floor(k * size); i < end; i += step) peaks[k] = Math.max(peaks[k], Math.abs(samples[i]));
  }
  const loudest = Math.max(...peaks);
  return loudest > 0 ? peaks.map((p) => p / loudest) : peaks;
}

/** As the points of a closed shape around the middle of a box of `count` by 2: never thinner than can be seen. */
export function outline(peaks, least = 0.02) {
  const at = (i, y) => `${i},${y.toFixed(3)}`;
  const high = peaks.map((p) => Math.max(least, p));
  return [...high.map((p, i) => at(i, 1 - p)), ...high.map((p, i) => at(high.length - 1 - i, 1 + high[high.length - 1 - i]))].join(' ');
}
