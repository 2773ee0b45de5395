/** Labels per day as bars. */
import { svg } from '../../dom.js';
import { language, number, t } from '../../i18n.js';
import { FlChart, label } from '../../quality/chart.js';
import { linear, ticks } from '../../quality/scale.js';
import { everyDay } from './every-day.js';

const HEIGHT = 200, LEFT = 40, TOP = 18, BOTTOM = 26, DAYS = 30;

const dayWords = (day, style) => new Intl.DateTimeFormat(language() === 'zh' ? 'zh-CN' : 'en', { ...style, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

/** data = [{day: '2026-01-31', labeled}] */
export class FlHubDays extends FlChart {
  draw(width) {
    this.days = everyDay(this.data, DAYS);
    if (!this.days.length) return null;
    const most = Math.max(1, ...this.days.map((d) => d.labeled));
    const y = linear([0, most], [HEIGHT - BOTTOM, TOP]);
    const step = (width - LEFT) / this.days.length;
    this.middle = (i) => LEFT + (i + 0.5) * step;
    const bar = Math.min(38, Math.max(2, step * 0.7));
    const every = Math.max(1, Math.ceil((this.days.length * 62) / (width - LEFT)));
    this.hair = svg('line', { class: 'chart-hair', y1: TOP, y2: HEIGHT - BOTTOM });
    return svg('svg', { class: 'chart-svg', viewBox: `0 0 ${width} ${HEIGHT}` },
      ticks(0, most, 3).filter(Number.isInteger).map((n) => [svg('line', { class: 'grid-line', x1: LEFT, x2: width, y1: y(n), y2: y(n) }), label(number(n), { x: LEFT - 8, y: y(n) + 4, 'text-anchor': 'end' })]),
      this.hair,
      this.days.map((d, i) => d.labeled > 0 && svg('rect', { class: 'days-bar', x: (this.middle(i) - bar / 2).toFixed(1), width: bar.toFixed(1), y: y(d.labeled).toFixed(1), height: (y(0) - y(d.labeled)).toFixed(1), rx: Math.min(3, bar / 3) })),
      this.days.map((d, i) => (this.days.length - 1 - i) % every === 0 && label(dayWords(d.day, { month: 'short', day: 'numeric' }), { x: this.middle(i), y: HEIGHT - 8, 'text-anchor': 'middle' })));
  }

  entries() { return this.days; }

  placeOf(entry) { return this.middle(this.days.indexOf(entry)); }

  words({ day, labeled }) { return t('mine.day', { day: dayWords(day, { weekday: 'short', month: 'short', day: 'numeric' }), n: labeled }); }

  summary() { return t('mine.days.sum', { n: this.days.reduce((n, d) => n + d.labeled, 0), days: this.days.filter((d) => d.labeled > 0).length }); }
}
