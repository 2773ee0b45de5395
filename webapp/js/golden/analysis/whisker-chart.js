/**
 * Shares or other figures with their intervals, one per line: a dot with whiskers, its number beside it.
 * data = {rows: [{name, value, low, high, note}], marks: [{name, value}] of others, max, unit: 'share' or 'number'}
 */
import { svg } from '../../dom.js';
import { decimal, percent, t } from '../../i18n.js';
import { FlChart, label } from '../../quality/chart.js';
import { linear, ticks } from '../../quality/scale.js';

const ROW = 34, TOP = 8, BOTTOM = 30;

export class FlWhiskerChart extends FlChart {
  say(value) { return this.data.unit === 'number' ? decimal(value) : percent(value); }

  draw(width) {
    const { rows, marks = [], max, unit } = this.data;
    if (!rows.length) return null;
    // On a narrow screen names and numbers stand above their line.
    const narrow = width < 520;
    const [left, right, row] = narrow ? [10, 10, 48] : [Math.min(190, width * 0.3), 128, ROW];
    const foot = TOP + rows.length * row;
    const floor = Math.min(0, ...rows.map((r) => r.low));
    const most = max ?? Math.max(...rows.map((r) => r.high), ...marks.map((m) => m.value)) * 1.05;
    const x = linear([floor, most], [left, width - right]);
    const y = (i) => TOP + i * row + (narrow ? row - 12 : row / 2);
    const words = (i) => (narrow ? y(i) - 14 : y(i) + 4);
    return svg('svg', { class: 'chart-svg', viewBox: `0 0 ${width} ${foot + BOTTOM + (marks.length ? 18 : 0)}` },
      ticks(floor, most, narrow ? 3 : 5).map((v) => [svg('line', { class: 'grid-line', x1: x(v), x2: x(v), y1: TOP, y2: foot }), label(this.say(v), { x: x(v), y: foot + 18, 'text-anchor': narrow && x(v) > width - 20 ? 'end' : 'middle' })]),
      marks.map((m) => [svg('line', { class: 'chart-ideal', x1: x(m.value), x2: x(m.value), y1: TOP, y2: foot }), label(m.name, { x: x(m.value), y: foot + 36, 'text-anchor': 'middle' })]),
      unit === 'number' && svg('line', { class: 'chart-hair', x1: x(1), x2: x(1), y1: TOP, y2: foot }),
      rows.map((r, i) => [
        label(r.name, { class: 'chart-text chart-name row-name', x: narrow ? left : left - 12, y: words(i), 'text-anchor': narrow ? 'start' : 'end' }),
        svg('line', { class: 'whisker-line', x1: x(Math.max(floor, r.low)), x2: x(Math.min(most, r.high)), y1: y(i), y2: y(i) }), svg('circle', { class: 'whisker-dot', cx: x(r.value), cy: y(i), r: 5 }),
        label(`${this.say(r.value)} ${t('whisker.range', { low: this.say(r.low), high: this.say(r.high) })}`, { class: 'chart-text row-number', x: narrow ? width - right : width - right + 10, y: words(i), 'text-anchor': narrow ? 'end' : 'start' })]));
  }

  entries() { return this.data?.rows ?? []; }

  /** Rows lie below each other: arrow keys go through them, the pointer finds them by height. */
  pointAt() {}

  words(row) { return `${row.name}: ${this.say(row.value)} ${t('whisker.range', { low: this.say(row.low), high: this.say(row.high) })}${row.note ? ` · ${row.note}` : ''}`; }

  summary() { return this.entries().map((row) => this.words(row)).join('. '); }
}
