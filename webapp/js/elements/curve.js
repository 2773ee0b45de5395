/** The accuracy curve: a large one with axes and tooltips, and the sparkline of the status line. */
import { h, svg } from '../dom.js';
import { number, percent, t } from '../i18n.js';
import { FlElement } from './base.js';

const W = 420, H = 220, LEFT = 44, RIGHT = 14, TOP = 12, BOTTOM = 30;

/** A line of at most the last 24 points, scaled to their own range. */
export function sparkline(points) {
  const last = points.slice(-24);
  const values = last.map((p) => p.accuracy);
  const low = Math.min(...values) - 0.01, high = Math.max(...values) + 0.01;
  const x = (i) => 2 + (i * 52) / Math.max(1, last.length - 1);
  const y = (v) => 14 - ((v - low) / (high - low)) * 12;
  const line = last.length > 1 && svg('polyline', { class: 'spark-line', points: last.map((p, i) => `${x(i).toFixed(1)},${y(p.accuracy).toFixed(1)}`).join(' ') });
  const end = last.length && svg('circle', { class: 'spark-end', cx: x(last.length - 1), cy: y(values.at(-1)), r: 2 });
  return svg('svg', { class: 'spark', viewBox: '0 0 58 16', 'aria-hidden': 'true' }, line, end);
}

export class FlCurve extends FlElement {
  points = [];

  setPoints(points) {
    this.points = points;
    if (this.isConnected) this.connectedCallback();
  }

  build() {
    this.append(h('h2', {}, t('curve.title')));
    if (this.points.length === 0) {
      this.append(h('p', { class: 'muted' }, t('curve.empty')));
      return;
    }
    this.tip = h('p', { class: 'curve-tip', 'aria-live': 'polite' });
    this.chart = this.draw();
    this.append(this.chart, this.tip, h('p', { class: 'muted small' }, t('curve.how')),
      h('button', { type: 'button', class: 'quiet', on: { click: () => this.save() } }, t('curve.save')));
    this.point(this.points.at(-1));
  }

  draw() {
    const most = Math.max(...this.points.map((p) => p.labels));
    const floor = Math.max(0, Math.floor(Math.min(0.5, ...this.points.map((p) => p.low)) * 10) / 10);
    const x = (labels) => LEFT + (labels / most) * (W - LEFT - RIGHT);
    const y = (v) => TOP + (1 - (v - floor) / (1 - floor)) * (H - TOP - BOTTOM);
    const steps = [floor, (floor + 1) / 2, 1];
    const band = [...this.points.map((p) => `${x(p.labels)},${y(p.high)}`),
      ...[...this.points].reverse().map((p) => `${x(p.labels)},${y(p.low)}`)].join(' ');
    const chart = svg('svg', { class: 'curve', viewBox: `0 0 ${W} ${H}`, role: 'img', 'aria-label': t('curve.title') },
      steps.map((v) => [svg('line', { class: 'grid-line', x1: LEFT, x2: W - RIGHT, y1: y(v), y2: y(v) }),
        label(percent(v), { x: LEFT - 6, y: y(v) + 4, 'text-anchor': 'end' })]),
      label('0', { x: LEFT, y: H - 10, 'text-anchor': 'middle' }),
      label(`${number(most)} ${t('curve.x')}`, { x: W - RIGHT, y: H - 10, 'text-anchor': 'end' }),
      svg('polygon', { class: 'curve-band', points: band }),
      svg('polyline', { class: 'curve-line', points: this.points.map((p) => `${x(p.labels)},${y(p.accuracy)}`).join(' ') }),
      this.points.map((p) => svg('circle', { class: 'curve-dot', cx: x(p.labels), cy: y(p.accuracy), r: this.points.length > 40 ? 1.5 : 3 })));
    chart.addEventListener('pointermove', (e) => {
      const at = ((e.clientX - chart.getBoundingClientRect().left) / chart.clientWidth) * W;
      this.point(this.points.reduce((a, b) => (Math.abs(x(b.labels) - at) < Math.abs(x(a.labels) - at) ? b : a)));
    });
    return chart;
  }

  point(p) {
    this.tip.textContent = t('curve.point', { labels: p.labels, acc: percent(p.accuracy), low: Math.round(p.low * 100), high: Math.round(p.high * 100) });
  }

  /** The saved file has no style sheet: the colours are written into it. */
  save() {
    const copy = this.chart.cloneNode(true);
    const from = this.chart.querySelectorAll('*');
    copy.querySelectorAll('*').forEach((node, i) => {
      const style = getComputedStyle(from[i]);
      for (const name of ['fill', 'stroke', 'stroke-width', 'opacity', 'font-family', 'font-size']) node.setAttribute(name, style.getPropertyValue(name));
    });
    copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
    const url = URL.createObjectURL(new Blob([copy.outerHTML], { type: 'image/svg+xml' }));
    h('a', { href: url, download: 'accuracy.svg' }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }
}

function label(words, attrs) {
  const element = svg('text', { class: 'curve-text', ...attrs });
  element.textContent = words;
  return element;
}
