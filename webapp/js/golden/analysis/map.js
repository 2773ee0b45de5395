/**
 * A map of pictures: wheel and pinch zoom, dragging moves, the pointer shows the picture, a lasso selects.
 * Event `fl-selected`, detail = indexes.
 */
import { attr, h } from '../../dom.js';
import { FlElement } from '../../elements/base.js';
import { t } from '../../i18n.js';
import { download } from '../../quality/save-chart.js';
import { asSvg, colors, draw } from './map-draw.js';
import { View } from './map-view.js';

export class FlGoldenMap extends FlElement {
  points = [];
  view = new View();
  chosen = new Set();
  hovered = -1;
  lassoing = false;

  build() {
    this.className = 'map';
    this.canvas = h('canvas', { tabindex: 0, role: 'img', 'aria-label': t('map.label') });
    this.picture = h('img', { alt: '' });
    this.words = h('p', { class: 'small' });
    this.tip = h('div', { class: 'map-tip', hidden: true }, this.picture, this.words);
    this.append(this.canvas, this.tip);
    this.listen(this.canvas, 'pointerdown', (e) => this.down(e));
    this.listen(this.canvas, 'pointermove', (e) => this.move(e));
    for (const type of ['pointerup', 'pointercancel']) this.listen(this.canvas, type, (e) => this.up(e));
    this.listen(this.canvas, 'pointerleave', () => this.hover(-1));
    this.listen(this.canvas, 'wheel', (e) => { e.preventDefault(); this.zoom(Math.exp(-e.deltaY / 400), e.offsetX, e.offsetY); }, { passive: false });
    this.listen(this.canvas, 'keydown', (e) => this.key(e));
    this.pointers = new Map();
    this.resizes = new ResizeObserver(() => this.resize());
    this.resizes.observe(this);
    this.listen(matchMedia('(prefers-color-scheme: dark)'), 'change', () => this.changed());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.resizes?.disconnect();
  }

  show(points, title) {
    Object.assign(this, { points, title, hovered: -1, lasso: null });
    this.choose([]);
    this.view.fit(points, this.clientWidth, this.canvas.clientHeight);
    this.hover(-1);
    this.changed();
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (!width || (width === this.view.width && height === this.view.height)) return;
    this.view.fit(this.points, width, height);
    this.changed();
  }

  all() {
    this.view.fit(this.points, this.view.width, this.view.height);
    this.changed();
  }

  zoom(factor, x = this.view.width / 2, y = this.view.height / 2) {
    this.view.zoom(x, y, factor);
    this.changed();
  }

  choose(indexes) {
    this.chosen = new Set(indexes);
    this.dispatchEvent(new CustomEvent('fl-selected', { detail: [...indexes] }));
    this.changed();
  }

  chooseInView() { this.choose(this.view.inView(this.points)); }

  update() {
    const ratio = devicePixelRatio || 1;
    const { width, height } = this.view;
    if (!width) return;
    if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(height * ratio)) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
    }
    const context = this.canvas.getContext('2d');
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(context, this.view, this.points, this, colors());
  }

  down(event) {
    this.canvas.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, [event.offsetX, event.offsetY]);
    this.lasso = this.lassoing && this.pointers.size === 1 ? [[event.offsetX, event.offsetY]] : null;
    this.hover(-1);
  }

  move(event) {
    const now = [event.offsetX, event.offsetY];
    const before = this.pointers.get(event.pointerId);
    if (!before) {
      this.hover(this.view.nearest(this.points, ...now), ...now);
      return;
    }
    if (this.lasso) this.lasso.push(now);
    else if (this.pointers.size === 2) this.pinch(event.pointerId, before, now);
    else this.view.pan(now[0] - before[0], now[1] - before[1]);
    this.pointers.set(event.pointerId, now);
    this.changed();
  }

  pinch(id, before, now) {
    const other = [...this.pointers].find(([key]) => key !== id)[1];
    const far = (p) => Math.hypot(p[0] - other[0], p[1] - other[1]) || 1;
    this.view.zoom((now[0] + other[0]) / 2, (now[1] + other[1]) / 2, far(now) / far(before));
  }

  up(event) {
    this.pointers.delete(event.pointerId);
    if (!this.lasso) return;
    const polygon = this.lasso;
    this.lasso = null;
    if (polygon.length > 2) this.choose(this.view.within(this.points, polygon));
    else this.hover(this.view.nearest(this.points, ...polygon[0], 24), ...polygon[0]);
    this.changed();
  }

  key(event) {
    const pan = { ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40] }[event.key];
    if (pan) this.view.pan(...pan);
    else if (event.key === '+' || event.key === '=') this.view.zoom(this.view.width / 2, this.view.height / 2, 1.3);
    else if (event.key === '-') this.view.zoom(this.view.width / 2, this.view.height / 2, 1 / 1.3);
    else if (event.key === '0') this.all();
    else return;
    event.preventDefault();
    event.stopPropagation();
    this.changed();
  }

  hover(index, x = 0, y = 0) {
    if (index === this.hovered && index < 0) return;
    this.hovered = index;
    const point = this.points[index];
    this.tip.hidden = !point;
    if (point) {
      if (this.picture.getAttribute('src') !== point.image) this.picture.src = point.image;
      this.words.textContent = `${t(`verdict.${point.verdict ?? 'none'}`)} · ${point.prompt ?? ''}`;
      attr(this.tip, 'data-left', x > this.view.width / 2);
      attr(this.tip, 'data-up', y > this.view.height / 2);
      this.tip.style.left = `${x}px`;
      this.tip.style.top = `${y}px`;
    }
    this.changed();
  }

  savePng(name) { this.canvas.toBlob((blob) => download(blob, `${name}.png`), 'image/png'); }

  saveSvg(name) { download(new Blob([asSvg(this.view, this.points, this.title, colors()).outerHTML], { type: 'image/svg+xml' }), `${name}.svg`); }
}
