/** Accuracy by number of labels: on the labels held out, and in cross-validation, each with its band. */
import { svg } from '../dom.js';
import { number, percent, t } from '../i18n.js';
import { FlChart, label } from './chart.js';
import { apart, band, floorOf, linear, ticks } from './scale.js';

const HEIGHT = 260, LEFT = 46, TOP = 12, BOTTOM = 34;

export class FlLearningChart extends FlChart {
  /** data = {holdout: points, cross: points} */
  get series() {
    return [['holdout', this.data.holdout], ['cross', this.data.cross]].filter(([, line]) => line.length > 0);
  }

  draw(width) {
    const { series } = this;
    // One point is no curve.
    if (series.every(([, line]) => line.length < 2)) return null;
    const right = width < 480 ? 96 : 124;
    const all = series.flatMap(([, line]) => line);
    const most = Math.max(...all.map((p) => p.labels));
    const least = Math.min(...all.map((p) => p.labels));
    const floor = floorOf(all);
    const x = this.x = linear([least === most ? 0 : least, most], [LEFT, width - right]);
    const y = linear([floor, 1], [HEIGHT - BOTTOM, TOP]);
    this.hair = svg('line', { class: 'chart-hair', y1: TOP, y2: HEIGHT - BOTTOM });
    const ends = apart(series.map(([, line]) => y(line.at(-1).accuracy) + 4), 30, TOP + 8, HEIGHT - BOTTOM - 14);
    return svg('svg', { class: 'chart-svg', viewBox: `0 0 ${width} ${HEIGHT}` },
      ticks(floor, 1, 4).map((v) => [svg('line', { class: 'grid-line', x1: LEFT, x2: width - right, y1: y(v), y2: y(v) }), label(percent(v), { x: LEFT - 8, y: y(v) + 4, 'text-anchor': 'end' })]),
      ticks(least === most ? 0 : least, most, width < 480 ? 3 : 5).map((n) => label(number(n), { x: x(n), y: HEIGHT - BOTTOM + 18, 'text-anchor': 'middle' })),
      label(t('chart.labels'), { x: width - right + 10, y: HEIGHT - BOTTOM + 18 }), this.hair,
      series.map(([name, line]) => line.length > 1 && svg('polygon', { class: `chart-band ${name}`, points: band(line, x, y) })),
      series.map(([name, line]) => svg('polyline', { class: `chart-line ${name}`, points: line.map((p) => `${x(p.labels).toFixed(1)},${y(p.accuracy).toFixed(1)}`).join(' ') })),
      series.map(([name, line]) => (line.length > 40 ? line.slice(-1) : line).map((p) => svg('circle', { class: `chart-dot ${name}`, cx: x(p.labels), cy: y(p.accuracy), r: 3 }))),
      series.map(([name, line], i) => [label(t(`chart.${name}`), { class: `chart-text chart-name ${name}`, x: width - right + 8, y: ends[i] }),
        label(percent(line.at(-1).accuracy), { class: `chart-text ${name}`, x: width - right + 8, y: ends[i] + 14 })]));
  }

  entries() {
    const labels = new Set(this.series.flatMap(([, line]) => line.map((p) => p.labels)));
    return [...labels].sort((a, b) => a - b);
  }

  placeOf(labels) { return this.x(labels); }

  words(labels) {
    const parts = this.series.map(([name, line]) => [name, line.find((p) => p.labels === labels)]).filter(([, p]) => p)
      .map(([name, p]) => t('chart.point', { name: t(`chart.${name}`), acc: percent(p.accuracy), low: Math.round(p.low * 100), high: Math.round(p.high * 100) }));
    return t('chart.at', { n: labels, what: parts.join(' · ') });
  }

  summary() { return this.words(this.entries().at(-1)); }
}
