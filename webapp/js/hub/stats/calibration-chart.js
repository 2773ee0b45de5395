/** Whether "80 % sure" is right in 80 of 100 cases, as the model says it and after calibration. data = {raw: bins, calibrated: bins or null} */
import { svg } from '../../dom.js';
import { percent, t } from '../../i18n.js';
import { FlChart, label } from '../../quality/chart.js';
import { linear } from '../../quality/scale.js';

const HEIGHT = 280, LEFT = 46, RIGHT = 16, TOP = 12, BOTTOM = 46;
const MARKS = [0, 0.2, 0.4, 0.6, 0.8, 1];

export class FlHubCalibration extends FlChart {
  get lines() { return [['raw', this.data?.raw], ['calibrated', this.data?.calibrated]].map(([name, bins]) => [name, (bins ?? []).filter((b) => b.n > 0)]).filter(([, bins]) => bins.length); }

  draw(given) {
    const { lines } = this;
    if (!lines.length) return null;
    const width = Math.min(given, 480);
    const x = this.x = linear([0, 1], [LEFT, width - RIGHT]);
    const y = linear([0, 1], [HEIGHT - BOTTOM, TOP]);
    const most = Math.max(...lines.flatMap(([, bins]) => bins.map((b) => b.n)));
    const style = { raw: 'cross', calibrated: 'holdout' };
    this.hair = svg('line', { class: 'chart-hair', y1: TOP, y2: HEIGHT - BOTTOM });
    return svg('svg', { class: 'chart-svg', viewBox: `0 0 ${width} ${HEIGHT}` },
      [0, 0.5, 1].map((v) => [svg('line', { class: 'grid-line', x1: LEFT, x2: width - RIGHT, y1: y(v), y2: y(v) }), label(percent(v), { x: LEFT - 8, y: y(v) + 4, 'text-anchor': 'end' })]),
      MARKS.map((v) => label(percent(v), { x: x(v), y: HEIGHT - BOTTOM + 18, 'text-anchor': v === 1 ? 'end' : 'middle' })),
      label(t('chart.confidence'), { x: (LEFT + width - RIGHT) / 2, y: HEIGHT - 8, 'text-anchor': 'middle' }),
      svg('line', { class: 'chart-ideal', x1: x(0), y1: y(0), x2: x(1), y2: y(1) }), this.hair,
      lines.map(([name, bins]) => [svg('polyline', { class: `chart-line ${style[name]}`, points: bins.map((b) => `${x(b.confidence).toFixed(1)},${y(b.accuracy).toFixed(1)}`).join(' ') }),
        bins.map((b) => svg('circle', { class: `chart-dot ${style[name]}`, cx: x(b.confidence), cy: y(b.accuracy), r: 3 + 5 * Math.sqrt(b.n / most) }))]),
      [['ideal', null], ...lines].map(([name], i) => [name === 'ideal' ? svg('line', { class: 'chart-ideal', x1: LEFT + 10, x2: LEFT + 30, y1: TOP + 12 + i * 18, y2: TOP + 12 + i * 18 }) : svg('circle', { class: `chart-dot ${style[name]}`, cx: LEFT + 20, cy: TOP + 12 + i * 18, r: 4 }),
        label(t(`stats.calibration.${name}`), { class: `chart-text ${style[name] ?? ''}`, x: LEFT + 36, y: TOP + 16 + i * 18 })]));
  }

  entries() { return this.lines.flatMap(([name, bins]) => bins.map((b) => ({ name, ...b }))).sort((a, b) => a.confidence - b.confidence); }

  placeOf(bin) { return this.x(bin.confidence); }

  words(bin) { return `${t(`stats.calibration.${bin.name}`)}: ${t('stats.calibration.bin', { conf: percent(bin.confidence), acc: percent(bin.accuracy), n: bin.n })}`; }

  summary() { return this.entries().map((bin) => this.words(bin)).join(' '); }
}
