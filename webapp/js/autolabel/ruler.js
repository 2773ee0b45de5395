/**
 * The ruler beside the predictions: how many there are at each confidence, where one is, and which part is shown.
 * Drag chooses a part (event `fl-span`, detail {low, high}), a click goes there (event `fl-goto`, detail value).
 */
import { attr, h, svg } from '../dom.js';
import { number, percent, t } from '../i18n.js';
import { FlElement } from '../elements/base.js';

const BINS = 40;
const WIDTH = 72;

export class FlRuler extends FlElement {
  data = null;
  span = { low: 0.5, high: 1 };
  view = null;

  build() {
    this.chart = svg('svg', { class: 'ruler-chart', preserveAspectRatio: 'none', 'aria-hidden': 'true' });
    this.shade = h('div', { class: 'ruler-span' });
    this.here = h('div', { class: 'ruler-here' });
    this.tip = h('output', { class: 'ruler-tip', hidden: true });
    this.area = h('div', { class: 'ruler-area', title: t('auto.ruler.how') }, this.chart, this.shade, this.here, this.tip);
    this.top = h('span', { class: 'ruler-end' });
    this.bottom = h('span', { class: 'ruler-end' });
    this.append(this.top, this.area, this.bottom);
    this.listen(this.area, 'pointerdown', (e) => this.down(e));
    this.listen(this.area, 'pointermove', (e) => this.move(e));
    this.listen(this.area, 'pointerup', (e) => this.up(e));
    this.listen(this.area, 'pointerleave', () => { if (!this.from) this.tip.hidden = true; });
  }

  /** @param data of `histogram`  @param reversed true when the lowest value is at the top */
  show(data, span, reversed) {
    Object.assign(this, { data, span, reversed });
    this.changed();
  }

  /** Mark the part that is on screen, [value, value] or null; called for every frame of scrolling. */
  setView(view) {
    this.view = view;
    this.here.hidden = !view || !this.data;
    if (this.here.hidden) return;
    const [p, q] = view.map((v) => this.place(v)).sort((x, y) => x - y);
    this.here.style.cssText = `top:${p * 100}%;height:${(q - p) * 100}%`;
  }

  /** 0 at the top, 1 at the bottom. */
  place(value) {
    const share = (value - this.data.low) / (this.data.high - this.data.low);
    return this.reversed ? share : 1 - share;
  }

  valueAt(event) {
    const box = this.area.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientY - box.top) / box.height));
    return this.data.low + (this.reversed ? share : 1 - share) * (this.data.high - this.data.low);
  }

  update() {
    if (!this.data) return;
    const { positive, negative, low, high, many } = this.data;
    // The root keeps a rare confidence visible beside a frequent one.
    const most = Math.sqrt(Math.max(1, ...positive.map((p, i) => p + negative[i])));
    const bars = positive.map((p, i) => {
      const y = this.reversed ? i : BINS - 1 - i;
      const whole = p + negative[i];
      const width = (Math.sqrt(whole) / most) * WIDTH;
      const first = whole ? (width * p) / whole : 0;
      return [svg('rect', { class: 'bar-pos', x: 0, y: y + 0.1, width: first, height: 0.8 }),
        svg('rect', { class: 'bar-neg', x: first, y: y + 0.1, width: Math.max(0, width - first), height: 0.8 })];
    });
    attr(this, 'data-many', many);
    attr(this.chart, 'viewBox', `0 0 ${WIDTH} ${BINS}`);
    this.chart.replaceChildren(...bars.flat());
    this.top.textContent = percent(this.reversed ? low : high);
    this.bottom.textContent = percent(this.reversed ? high : low);
    const a = this.place(this.reversed ? this.span.low : this.span.high), b = this.place(this.reversed ? this.span.high : this.span.low);
    this.shade.style.cssText = `top:${a * 100}%;height:${Math.max(0, b - a) * 100}%`;
    attr(this.shade, 'data-whole', a <= 0.001 && b >= 0.999);
    this.setView(this.view);
  }

  down(event) {
    if (!this.data || event.button !== 0) return;
    event.preventDefault();
    this.area.setPointerCapture(event.pointerId);
    this.from = { y: event.clientY, value: this.valueAt(event) };
  }

  move(event) {
    if (!this.data) return;
    const value = this.valueAt(event);
    const bin = Math.min(BINS - 1, Math.floor(((value - this.data.low) / (this.data.high - this.data.low)) * BINS));
    this.tip.hidden = false;
    const { positive, negative, many } = this.data;
    this.tip.textContent = many ? `${percent(value)} · ${number(positive[bin])}` : `${percent(value)} · ${number(positive[bin])} ✓ ${number(negative[bin])} ✕`;
    this.tip.style.top = `${this.place(value) * 100}%`;
    if (!this.from || Math.abs(event.clientY - this.from.y) < 4) return;
    this.from.dragged = true;
    this.dispatchEvent(new CustomEvent('fl-span', { detail: { low: Math.min(value, this.from.value), high: Math.max(value, this.from.value) } }));
  }

  up(event) {
    if (!this.from) return;
    const { dragged } = this.from;
    this.from = null;
    if (!dragged) this.dispatchEvent(new CustomEvent('fl-goto', { detail: this.valueAt(event) }));
  }
}
