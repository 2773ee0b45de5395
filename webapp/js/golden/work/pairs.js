/** Two pictures of a group: which one is better? At the end the order that follows, with its uncertainty. */
import { attr, h, key, text } from '../../dom.js';
import { openZoom } from '../../elements/zoom.js';
import { number, t } from '../../i18n.js';
import { Ranking } from './ranking.js';

export class Pairs {
  constructor(session) {
    this.session = session;
    this.faces = Object.fromEntries(['left', 'right'].map((side) => [side, this.face(side)]));
    this.tie = h('button', { type: 'button', class: 'pair-tie', on: { click: () => session.choose('tie') } }, t('pairs.tie'), key('↓'));
    this.count = h('p', { class: 'muted small pair-count', role: 'status' });
    this.two = h('div', { class: 'pair-two', role: 'group', 'aria-label': t('pairs.title') }, this.faces.left.button, this.faces.right.button);
    this.contest = h('div', { class: 'pair-contest' }, this.two, h('div', { class: 'pair-foot' }, this.tie, this.count));
    this.ranking = new Ranking((image) => this.zoom(image));
    this.element = h('div', { class: 'pair-place', 'data-scroller': true }, this.contest, this.ranking.element);
  }

  stop() {}

  face(side) {
    const img = h('img', { alt: '', decoding: 'async' });
    const seed = h('span', { class: 'small muted pair-seed' });
    const button = h('button', { type: 'button', class: 'pair-face', on: { click: () => this.session.choose(side) } }, img, h('span', { class: 'pair-name' }, key(side === 'left' ? '←' : '→'), seed));
    return { img, seed, button };
  }

  imageOf(seed) { return this.session.batch?.images?.find((i) => String(i.seed) === String(seed)) ?? null; }

  update() {
    const { batch, choosing } = this.session;
    if (!batch) return;
    const { pair, ranking, params } = batch;
    const shape = params ?? batch.images?.[0]?.params;
    if (shape?.width > 0) this.element.style.setProperty('--ratio', String(shape.width / shape.height));
    this.contest.hidden = !pair && Boolean(ranking);
    this.contest.style.visibility = pair ? '' : 'hidden';
    this.ranking.element.hidden = Boolean(pair) || !ranking;
    if (!pair) {
      this.ranking.show(ranking ?? [], (seed) => this.imageOf(seed));
      return;
    }
    for (const [side, { img, seed, button }] of Object.entries(this.faces)) {
      const image = this.imageOf(pair[side]);
      if (image && img.getAttribute('src') !== image.image) img.src = image.image;
      text(seed, `#${pair[side]}`);
      attr(button, 'aria-label', t(`pairs.${side}`, { seed: pair[side] }));
      attr(button, 'data-chosen', choosing === side);
    }
    // What may come next is at hand already.
    text(this.count, t('pairs.count', { n: number(pair.n), of: number(pair.of) }));
  }

  zoom(image) {
    const { pair } = this.session.batch ?? {};
    const shown = image ?? this.imageOf(pair?.left);
    if (!shown) return false;
    openZoom({ src: shown.image, filename: `#${shown.seed}`, wide: true, note: '', actions: [], step: () => (pair ? this.otherZoom(shown) : null) });
    return true;
  }

  otherZoom(shown) {
    const { pair } = this.session.batch;
    const other = this.imageOf(String(shown.seed) === String(pair.left) ? pair.right : pair.left);
    return other && { src: other.image, filename: `#${other.seed}`, wide: true, note: '', actions: [], step: () => this.otherZoom(other) };
  }

  focus() { if (this.session.batch?.pair) this.two.focus?.(); }

  /** @return true when the key was used */
  onKey({ action }) {
    if (!this.session.batch?.pair) return false;
    if (action === 'left' || action === 'right') this.session.choose(action);
    else if (action === 'down') this.session.choose('tie');
    else if (action === 'zoom') return this.zoom();
    else return false;
    return true;
  }
}
