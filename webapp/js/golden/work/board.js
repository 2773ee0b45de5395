/** The pictures of a group, as large as fit: marked by key, click or finger, compared, enlarged. */
import { attr, h, touchOnly } from '../../dom.js';
import { openZoom } from '../../elements/zoom.js';
import { t } from '../../i18n.js';
import { moveIn } from '../../keys.js';
import { store } from '../../store.js';
import { fit } from './grid-fit.js';
import { holdOn } from './hold.js';
import { Picture } from './picture.js';
import { isRunning } from './watch.js';

const FOOT = 34, GAP = 10;

export class Board {
  /** @param session the WorkSession */
  constructor(session) {
    this.session = session;
    this.pictures = [];
    this.at = 0;
    /** The indexes laid side by side, or null for all. */
    this.compared = null;
    this.grid = h('div', { class: 'shots', role: 'group', 'aria-label': t('bench.pictures') });
    this.element = h('div', { class: 'shots-place', 'data-scroller': true }, this.grid);
    this.resizes = new ResizeObserver(() => this.arrange());
    this.resizes.observe(this.element);
    holdOn(this.grid, '.shot-face', (face) => this.zoom(this.pictures.find((p) => p.face === face)?.index));
  }

  stop() { this.resizes.disconnect(); }

  get images() { return this.session.batch?.images ?? []; }

  update() {
    const { batch, marks } = this.session;
    if (!batch) return;
    const count = Math.max(batch.total ?? 0, this.images.length);
    if (this.shown !== batch.batch_id || this.pictures.length !== count) {
      const had = this.grid.contains(document.activeElement) || document.activeElement === document.body;
      this.shown = batch.batch_id;
      this.at = 0;
      this.compared = null;
      this.pictures = Array.from({ length: count }, (_, i) => new Picture(i, (action, picture) => this.act(action, picture.index)));
      this.grid.replaceChildren(...this.pictures.map((p) => p.element));
      if (had) this.focus();
    }
    const running = isRunning(batch);
    this.pictures.forEach((picture, i) => {
      const image = this.images[i] ?? null;
      picture.show(image, image && marks.get(String(image.seed)), running);
      picture.element.hidden = Boolean(this.compared && !this.compared.includes(i));
      picture.face.tabIndex = i === this.at ? 0 : -1;
    });
    attr(this.grid, 'data-compare', Boolean(this.compared));
    this.arrange();
  }

  arrange() {
    const { clientWidth, clientHeight } = this.element;
    if (!clientWidth) return;
    const style = getComputedStyle(this.element);
    const width = clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const height = clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
    const shape = this.images[0]?.params ?? this.session.state?.session?.params ?? {};
    const ratio = shape.width > 0 && shape.height > 0 ? shape.width / shape.height : 1;
    const { columns, side } = fit({ count: this.compared?.length ?? this.pictures.length, width, height, ratio, foot: FOOT, gap: GAP, least: Math.min(160, width / 2 - GAP) });
    this.columns = columns;
    const set = (name, value) => { if (this.grid.style.getPropertyValue(name) !== value) this.grid.style.setProperty(name, value); };
    set('--columns', String(columns));
    set('--side', `${side}px`);
    set('--ratio', String(ratio));
  }

  act(action, index) {
    const image = this.images[index];
    if (action === 'focus') this.moveTo(index, false);
    else if (action === 'zoom') this.zoom(index);
    else if (image) this.session.mark(String(image.seed), action);
  }

  moveTo(index, focus = true) {
    if (index < 0 || index >= this.pictures.length) return;
    this.at = index;
    this.pictures.forEach((p, i) => { p.face.tabIndex = i === index ? 0 : -1; });
    if (focus) this.pictures[index].face.focus();
  }

  focus() { this.pictures[this.at]?.face.focus({ preventScroll: true }); }

  /** The pictures one can move among. */
  get open() { return this.compared ?? this.pictures.map((_, i) => i); }

  /** Golden ones side by side; without two of them, what is not bad. */
  compare() {
    if (this.compared) return this.leave();
    const having = (test) => this.images.flatMap((image, i) => (test(this.session.marks.get(String(image.seed))) ? [i] : []));
    const golden = having((mark) => mark === 'golden');
    const rest = having((mark) => mark !== 'bad');
    const chosen = golden.length > 1 ? golden : rest.length > 1 && rest.length < this.images.length ? rest : null;
    if (!chosen) {
      store.say(t('bench.compare.none'), 'info');
      return true;
    }
    this.compared = chosen;
    if (!chosen.includes(this.at)) this.at = chosen[0];
    store.say(t(touchOnly() ? 'bench.compare.on.touch' : 'bench.compare.on', { n: chosen.length, of: this.images.length }), 'info');
    this.update();
    this.focus();
    return true;
  }

  leave() {
    if (!this.compared) return false;
    this.compared = null;
    store.say(null);
    this.update();
    this.focus();
    return true;
  }

  zoom(index = this.at) {
    const what = this.zoomOf(index);
    if (what) openZoom(what);
    return Boolean(what);
  }

  zoomOf(index) {
    const image = this.images[index];
    if (!image) return null;
    const picture = this.pictures[index];
    const act = (action) => () => { this.act(action, index); this.moveTo(index); };
    return {
      src: image.image, filename: `#${image.seed}`, wide: true, alt: picture.name(this.session.marks.get(String(image.seed))), note: [...picture.longFacts()].join(' · '),
      step: (by) => { const at = this.open.indexOf(index) + by; this.moveTo(this.open[at] ?? index, false); return this.zoomOf(this.open[at]); },
      actions: [['bench.golden', 'golden', act('golden')], ['bench.bad', 'bad', act('bad')]],
    };
  }

  /** @return true when the key was used */
  onKey({ action, index }) {
    if (index !== undefined) {
      if (!this.images[index] || !this.open.includes(index)) return false;
      this.act(action, index);
      this.moveTo(index);
      return true;
    }
    if (action === 'toggle' || action === 'golden' || action === 'bad') this.act(action === 'toggle' ? 'golden' : action, this.at);
    else if (action === 'zoom') return this.zoom();
    else if (action === 'compare') return this.compare();
    else if (action === 'escape') return this.leave();
    else if (['left', 'right', 'up', 'down', 'home', 'end'].includes(action)) this.moveTo(this.open[moveIn(this.open.indexOf(this.at), action, this.columns, this.open.length)] ?? 0);
    else return false;
    return true;
  }
}
