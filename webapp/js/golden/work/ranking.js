/** The order of a group after Bradley and Terry: the strength of each picture and its 95 % interval, as dots with whiskers. */
import { h, svg } from '../../dom.js';
import { decimal, t } from '../../i18n.js';
import { linear } from '../../quality/scale.js';

/** Strongest first, on one common scale. @return {rows: [{seed, strength, low, high}], from, to} */
export function ordered(ranking) {
  const rows = [...ranking].sort((a, b) => b.strength - a.strength);
  const known = (v, other) => (typeof v === 'number' ? v : other);
  const from = Math.min(0, ...rows.map((r) => known(r.low, r.strength)));
  const to = Math.max(0, ...rows.map((r) => known(r.high, r.strength)));
  return { rows, from, to: to === from ? from + 1 : to };
}

export class Ranking {
  /** @param open (image) */
  constructor(open) {
    this.open = open;
    this.list = h('ol', { class: 'ranking-list' });
    this.element = h('section', { class: 'ranking', 'aria-label': t('ranking.title') }, h('h2', {}, t('ranking.title')), h('p', { class: 'muted small' }, t('ranking.how')), this.list);
  }

  /** @param imageOf (seed) => image of the group */
  show(ranking, imageOf) {
    const mark = JSON.stringify(ranking);
    if (mark === this.mark) return;
    this.mark = mark;
    const { rows, from, to } = ordered(ranking);
    const x = linear([from, to], [4, 196]);
    this.list.replaceChildren(...rows.map((row, i) => {
      const image = imageOf(row.seed);
      const words = t('ranking.row', { n: i + 1, seed: row.seed, strength: decimal(row.strength), low: decimal(row.low ?? row.strength), high: decimal(row.high ?? row.strength) });
      return h('li', { class: 'ranking-row' }, h('span', { class: 'ranking-n' }, String(i + 1)),
        h('button', { type: 'button', class: 'ranking-thumb', 'aria-label': words, on: { click: () => this.open(image) } }, image && h('img', { src: image.image, alt: '' })),
        svg('svg', { class: 'whisker', viewBox: '0 0 200 24', role: 'img', 'aria-label': words, preserveAspectRatio: 'none' },
          svg('line', { class: 'whisker-zero', x1: x(0), x2: x(0), y1: 0, y2: 24 }), svg('line', { class: 'whisker-line', x1: x(row.low ?? row.strength), x2: x(row.high ?? row.strength), y1: 12, y2: 12 }),
          svg('line', { class: 'whisker-point', x1: x(row.strength), x2: x(row.strength) + 0.01, y1: 12, y2: 12 })),
        h('span', { class: 'ranking-number small' }, `${decimal(row.strength)} `, h('span', { class: 'muted' }, t('ranking.range', { low: decimal(row.low ?? row.strength), high: decimal(row.high ?? row.strength) }))));
    }));
  }
}
