/** A chart that is drawn for its own width, with a line of words under it that says what is pointed at, and can be saved. */
import { attr, h, icon, svg, text } from '../dom.js';
import { FlElement } from '../elements/base.js';
import { t } from '../i18n.js';
import { savePng, saveSvg } from './save-chart.js';

export class FlChart extends FlElement {
  data = null;

  /** File name without ending, title in words, and what to say when there is nothing to draw. */
  setup({ name, title, how, empty }) {
    Object.assign(this, { name, title, how, empty });
    return this;
  }

  show(data) {
    const mark = JSON.stringify(data);
    if (mark === this.mark) return;
    this.mark = mark;
    this.data = data;
    this.changed();
  }

  build() {
    this.className = 'chart';
    this.place = h('div', { class: 'chart-place' });
    this.tip = h('p', { class: 'chart-tip', 'aria-live': 'polite' });
    const save = (words, act) => h('button', { type: 'button', class: 'quiet small', 'aria-label': t('chart.save', { title: this.title, format: words }), on: { click: () => act(this.place.querySelector('svg'), this.name) } }, icon('download'), words);
    this.saves = h('span', { class: 'chart-saves' }, save('PNG', savePng), save('SVG', saveSvg));
    this.append(h('header', { class: 'chart-head' }, h('h2', {}, this.title), this.saves), h('p', { class: 'muted small' }, this.how), this.place, this.tip);
    this.drawnWidth = 0;
    this.resizes = new ResizeObserver(() => { if (this.place.clientWidth !== this.drawnWidth) this.changed(); });
    this.resizes.observe(this.place);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.resizes?.disconnect();
  }

  update() {
    const width = this.place.clientWidth;
    if (!width) return;
    this.drawnWidth = width;
    const drawn = this.data && this.draw(Math.min(width, 720));
    this.saves.hidden = !drawn;
    if (!drawn) {
      this.place.replaceChildren(h('p', { class: 'muted chart-empty' }, this.empty));
      text(this.tip, '');
      return;
    }
    attr(drawn, 'role', 'img');
    attr(drawn, 'tabindex', 0);
    attr(drawn, 'aria-label', `${this.title}. ${this.summary()}`);
    this.place.replaceChildren(drawn);
    this.point(this.entries().length - 1);
    drawn.addEventListener('pointermove', (e) => this.pointAt(e.clientX - drawn.getBoundingClientRect().left));
    drawn.addEventListener('keydown', (e) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[e.key];
      if (!step) return;
      e.preventDefault();
      e.stopPropagation();
      this.point(Math.max(0, Math.min(this.entries().length - 1, this.at + step)));
    });
  }

  /** What can be pointed at, in order. */
  entries() { return []; }

  /** Where an entry is, in px from the left. */
  placeOf() { return 0; }

  words() { return ''; }

  summary() { return ''; }

  pointAt(x) {
    const all = this.entries();
    let best = 0;
    all.forEach((entry, i) => { if (Math.abs(this.placeOf(entry) - x) < Math.abs(this.placeOf(all[best]) - x)) best = i; });
    this.point(best);
  }

  point(index) {
    const entry = this.entries()[index];
    this.at = index;
    text(this.tip, entry ? this.words(entry) : '');
    if (this.hair && entry) {
      attr(this.hair, 'x1', this.placeOf(entry));
      attr(this.hair, 'x2', this.placeOf(entry));
    }
  }
}

/** A piece of text in a chart. */
export function label(words, attrs) {
  const element = svg('text', { class: 'chart-text', ...attrs });
  element.textContent = words;
  return element;
}
