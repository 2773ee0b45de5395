/** How far golden noise differs from the other, one point per channel or band: filled where the difference is more than chance. data = [{name, effect, q}] */
import { svg } from '../../dom.js';
import { decimal, t } from '../../i18n.js';
import { FlChart, label } from '../../quality/chart.js';
import { linear, ticks } from '../../quality/scale.js';
import { SURE } from './figures.js';

const HEIGHT = 200, LEFT = 46, RIGHT = 12, TOP = 12, BOTTOM = 34;

export class FlEffectChart extends FlChart {
  draw(width) {
    const rows = this.data;
    if (!rows.length) return null;
    const most = Math.max(0.2, ...rows.map((r) => Math.abs(r.effect))) * 1.1;
    const x = this.x = linear([0, Math.max(1, rows.length - 1)], [LEFT + 16, width - RIGHT - 16]);
    const y = linear([-most, most], [HEIGHT - BOTTOM, TOP]);
    const each = Math.ceil(rows.length / (width < 480 ? 8 : 16));
    this.hair = svg('line', { class: 'chart-hair', y1: TOP, y2: HEIGHT - BOTTOM });
    return svg('svg', { class: 'chart-svg', viewBox: `0 0 ${width} ${HEIGHT}` },
      ticks(-most, most, 4).map((v) => [svg('line', { class: 'grid-line', x1: LEFT, x2: width - RIGHT, y1: y(v), y2: y(v) }), label(decimal(v, 1), { x: LEFT - 8, y: y(v) + 4, 'text-anchor': 'end' })]),
      this.hair, rows.map((r, i) => [svg('line', { class: 'chart-gap', x1: x(i), x2: x(i), y1: y(0), y2: y(r.effect) }), svg('circle', { class: r.q < SURE ? 'whisker-dot' : 'effect-dot', cx: x(i), cy: y(r.effect), r: r.q < SURE ? 5.5 : 4 }),
        (i % each === 0 || r.q < SURE) && label(r.name, { x: x(i), y: HEIGHT - BOTTOM + 18, 'text-anchor': 'middle', class: r.q < SURE ? 'chart-text chart-name' : 'chart-text' })]));
  }

  entries() { return this.data ?? []; }

  placeOf(row) { return this.x(this.data.indexOf(row)); }

  words(row) { return t('noise.point', { name: row.name, effect: decimal(row.effect), q: decimal(row.q, 3) }); }

  summary() { return this.entries().filter((r) => r.q < SURE).map((r) => this.words(r)).join('. ') || t('noise.nothing'); }
}
