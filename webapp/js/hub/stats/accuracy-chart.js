/** How often pre-labels were right, by day: a dot for each day, and the seven days that end with it as a line with its interval. data = running(…) */
import { svg } from '../../dom.js';
import { language, number, percent, t } from '../../i18n.js';
import { FlChart, label } from '../../quality/chart.js';
import { linear, ticks } from '../../quality/scale.js';

const HEIGHT = 240, LEFT = 46, RIGHT = 14, TOP = 12, BOTTOM = 30;

const dayWords = (day) => new Intl.DateTimeFormat(language() === 'zh' ? 'zh-CN' : 'en', { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

export class FlHubAccuracy extends FlChart {
  draw(width) {
    const days = this.data;
    if (days.length < 2) return null;
    const at = (d) => Date.parse(d.day);
    const floor = Math.max(0, Math.floor(Math.min(0.5, ...days.map((d) => d.low)) * 10) / 10);
    const x = this.x = linear([at(days[0]), at(days.at(-1))], [LEFT + 8, width - RIGHT - 8]);
    const y = linear([floor, 1], [HEIGHT - BOTTOM, TOP]);
    const most = Math.max(...days.map((d) => d.of));
    const every = Math.max(1, Math.ceil((days.length * 88) / (width - LEFT)));
    this.hair = svg('line', { class: 'chart-hair', y1: TOP, y2: HEIGHT - BOTTOM });
    const point = (d, v) => `${x(at(d)).toFixed(1)},${y(v).toFixed(1)}`;
    return svg('svg', { class: 'chart-svg', viewBox: `0 0 ${width} ${HEIGHT}` },
      ticks(floor, 1, 4).map((v) => [svg('line', { class: 'grid-line', x1: LEFT, x2: width - RIGHT, y1: y(v), y2: y(v) }), label(percent(v), { x: LEFT - 8, y: y(v) + 4, 'text-anchor': 'end' })]),
      days.map((d, i) => (days.length - 1 - i) % every === 0 && label(dayWords(d.day), { x: x(at(d)), y: HEIGHT - 8, 'text-anchor': i === days.length - 1 ? 'end' : i === 0 ? 'start' : 'middle' })), this.hair,
      svg('polygon', { class: 'chart-band', points: [...days.map((d) => point(d, d.high)), ...[...days].reverse().map((d) => point(d, d.low))].join(' ') }),
      svg('polyline', { class: 'chart-line', points: days.map((d) => point(d, d.mean)).join(' ') }),
      days.map((d) => svg('circle', { class: 'chart-dot cross', cx: x(at(d)), cy: y(Math.max(floor, d.share)), r: 2 + 3 * Math.sqrt(d.of / most) })));
  }

  entries() { return this.data ?? []; }

  placeOf(d) { return this.x(Date.parse(d.day)); }

  words(d) { return t('stats.accuracy.point', { day: dayWords(d.day), right: d.right, of: number(d.of), mean: percent(d.mean), low: percent(d.low), high: percent(d.high) }); }

  summary() { return this.data?.length ? this.words(this.data.at(-1)) : ''; }
}
