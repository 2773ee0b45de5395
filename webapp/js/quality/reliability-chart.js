/** Whether "80 % sure" is right in 80 of 100 cases: accuracy by stated confidence. data = {name: 'holdout' or 'cross', bins} */
import { svg } from '../dom.js';
import { percent, t } from '../i18n.js';
import { FlChart, label } from './chart.js';
import { linear } from './scale.js';

const HEIGHT = 260, LEFT = 46, RIGHT = 16, TOP = 12, BOTTOM = 46;

export class FlReliabilityChart extends FlChart {
  entries() { return this.data.bins.filter((bin) => bin.count > 0); }

  draw(given) {
    const bins = this.entries();
    if (!bins.length) return null;
    const width = Math.min(given, 460);
    const floor = Math.floor(Math.min(...this.data.bins.map((bin) => bin.from)) * 20) / 20;
    const x = this.x = linear([floor, 1], [LEFT, width - RIGHT]);
    const y = linear([0, 1], [HEIGHT - BOTTOM, TOP]);
    const most = Math.max(...bins.map((bin) => bin.count));
    this.hair = svg('line', { class: 'chart-hair', y1: TOP, y2: HEIGHT - BOTTOM });
    const marks = floor >= 0.4 ? [0.5, 0.6, 0.7, 0.8, 0.9, 1] : [0, 0.2, 0.4, 0.6, 0.8, 1];
    return svg('svg', { class: 'chart-svg', viewBox: `0 0 ${width} ${HEIGHT}` },
      [0, 0.5, 1].map((v) => [svg('line', { class: 'grid-line', x1: LEFT, x2: width - RIGHT, y1: y(v), y2: y(v) }), label(percent(v), { x: LEFT - 8, y: y(v) + 4, 'text-anchor': 'end' })]),
      marks.filter((v) => v >= floor - 1e-9).map((v) => label(percent(v), { x: x(v), y: HEIGHT - BOTTOM + 18, 'text-anchor': v === 1 ? 'end' : 'middle' })),
      label(t('chart.confidence'), { x: (LEFT + width - RIGHT) / 2, y: HEIGHT - 8, 'text-anchor': 'middle' }),
      svg('line', { class: 'chart-ideal', x1: x(floor), y1: y(floor), x2: x(1), y2: y(1) }),
      svg('line', { class: 'chart-ideal', x1: width - RIGHT - 22, x2: width - RIGHT, y1: y(0) - 26, y2: y(0) - 26 }), label(t('chart.ideal'), { x: width - RIGHT - 28, y: y(0) - 22, 'text-anchor': 'end' }),
      svg('circle', { class: 'chart-dot holdout', cx: width - RIGHT - 11, cy: y(0) - 10, r: 4 }), label(t(`chart.${this.data.name}`), { class: 'chart-text chart-name holdout', x: width - RIGHT - 28, y: y(0) - 6, 'text-anchor': 'end' }), this.hair,
      bins.map((bin) => svg('line', { class: 'chart-gap', x1: x(bin.confidence), x2: x(bin.confidence), y1: y(bin.confidence), y2: y(bin.accuracy) })),
      svg('polyline', { class: 'chart-line holdout', points: bins.map((bin) => `${x(bin.confidence).toFixed(1)},${y(bin.accuracy).toFixed(1)}`).join(' ') }),
      bins.map((bin) => svg('circle', { class: 'chart-dot holdout', cx: x(bin.confidence), cy: y(bin.accuracy), r: 3 + 6 * Math.sqrt(bin.count / most) })));
  }

  placeOf(bin) { return this.x(bin.confidence); }

  words(bin) { return t('chart.bin', { conf: percent(bin.confidence), acc: percent(bin.accuracy), n: bin.count }); }

  summary() { return this.entries().map((bin) => this.words(bin)).join(' '); }
}
