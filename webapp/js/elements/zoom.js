/**
 * One card, large, with what can be done to it. Esc or a click beside it closes it. Not an `auto` popover: lifting the
 * finger of the long press that opened it would close it again.
 */
import { attr, h, icon, key, text } from '../dom.js';
import { imageUrl } from '../api.js';
import { className, classOf, paint } from '../classes.js';
import { percent, t } from '../i18n.js';
import { datasetId } from '../store.js';
import { stateWord } from './card.js';
import { FlElement } from './base.js';
import { SoundFace } from './sound-face.js';
import { TextFace } from './text-face.js';

const KEYS = { positive: 'P', negative: 'N', out: 'X', select: 'Space', similar: 'M', find: '/', golden: 'G', bad: 'B' };
let element = null;

/**
 * @param what {id, filename, face: what faceOf(item) says (a picture without it), note, predicted and p or guess,
 *   actions: [[words key, action name, function, class id instead of words]]}; a picture that is no item of the data set has
 *   `src` and `alt` instead of an id, may be `wide`, and `step(by)` says what the arrows show next, or null
 */
export const openZoom = (what) => element?.open(what);
export const zoomed = () => Boolean(element?.matches(':popover-open'));

export class FlZoom extends FlElement {
  build() {
    element = this;
    attr(this, 'popover', 'manual');
    attr(this, 'role', 'dialog');
    attr(this, 'aria-label', t('zoom.title'));
    this.img = h('img', { alt: '' });
    this.face = h('div', { class: 'zoom-face' }, this.img);
    this.sound = new SoundFace(this.face, true);
    this.words = new TextFace(this.face);
    this.name = h('p', { class: 'zoom-name' });
    this.note = h('p', { class: 'muted' });
    this.buttons = h('div', { class: 'zoom-actions' });
    this.append(h('div', { class: 'zoom-panel' }, this.face, h('div', { class: 'zoom-words' }, this.name, this.note), this.buttons,
      h('button', { type: 'button', class: 'icon-button zoom-close', 'aria-label': t('zoom.close'), on: { click: () => this.close() } }, icon('close'))));
    this.listen(this, 'click', (e) => { if (e.target === this && Date.now() - this.opened > 400) this.close(); });
    this.listen(this.img, 'click', (e) => this.sound.seekAt(e.clientX));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sound.disconnect();
  }

  open({ id, src, alt = '', wide = false, step, filename, face = { kind: 'image' }, predicted, p, guess, note, actions }) {
    if (!zoomed()) this.back = document.activeElement;
    Object.assign(this, { actions, step });
    attr(this, 'data-kind', face.kind);
    attr(this, 'data-wide', wide);
    this.img.hidden = face.kind === 'text';
    this.img.alt = alt;
    if (face.kind !== 'text') this.img.src = src ?? imageUrl(id, 1024, datasetId());
    this.sound.show({ src: face.sound ?? null, duration: face.duration, name: filename });
    this.words.show(face.kind === 'text' ? face : { text: '' });
    if (face.kind === 'text') this.words.showAll();
    text(this.name, filename);
    text(this.note, note ?? judged(predicted, p, guess));
    this.buttons.replaceChildren(...actions.map((row) => this.button(row)));
    this.opened = Date.now();
    if (!zoomed()) this.showPopover();
    (face.kind === 'audio' ? this.sound.button : this.buttons.querySelector('button') ?? this.querySelector('.zoom-close')).focus();
  }

  /** At once, so that what the action opens keeps the focus. */
  close() {
    this.hidePopover();
    this.sound.show({ src: null });
    this.back?.focus?.();
  }

  button([words, action, act, id]) {
    const known = id === undefined ? null : classOf(id);
    const symbol = known ? known.key : KEYS[action];
    const button = h('button', { type: 'button', class: known ? 'zoom-class' : action, on: { click: () => { this.close(); act(); } } },
      known && h('span', { class: 'swatch', 'aria-hidden': 'true' }), h('span', { class: 'ellipsis' }, known ? known.words : t(words)), symbol && key(symbol));
    if (known) paint(button, id);
    return button;
  }

  onKey({ action, index }) {
    if (action === 'zoom' || action === 'escape') {
      this.close();
      return true;
    }
    if (action === 'toggle' && this.sound.src) {
      this.sound.toggle();
      return true;
    }
    if (this.step && (action === 'left' || action === 'right')) {
      const next = this.step(action === 'left' ? -1 : 1);
      if (next) this.open(next);
      return true;
    }
    const wanted = action === 'class' ? `class-${index}` : action;
    const found = this.actions.find(([, name]) => name === wanted || (name === 'select' && action === 'toggle'));
    if (!found) return false;
    this.close();
    found[2]();
    return true;
  }
}

function judged(predicted, p, guess) {
  if (guess) return t('card.conf', { label: className(guess.id), conf: percent(guess.conf) });
  return predicted === 0 || predicted === 1 ? t('card.conf', { label: stateWord(predicted), conf: percent(predicted ? p : 1 - p) }) : '';
}
