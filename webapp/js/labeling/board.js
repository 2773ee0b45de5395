/** The cards of one batch: clicks, drag painting, Shift, long press, arrows. */
import { dataType, liveClasses } from '../classes.js';
import { attr, h } from '../dom.js';
import { stateWord } from '../elements/card.js';
import { percent, t } from '../i18n.js';
import { moveIn } from '../keys.js';
import { imageUrl } from '../api.js';
import { faceOf } from '../elements/faces.js';
import { openZoom } from '../elements/zoom.js';
import { datasetId, store } from '../store.js';
import { CardTools } from './card-tools.js';
import { NEGATIVE, OUT, POSITIVE } from './batch.js';
import { LongPress } from '../elements/long-press.js';
import { extend, Painter } from './painter.js';

const MARK = { positive: POSITIVE, negative: NEGATIVE, out: OUT };

/** Base64 of the server as an address of a picture; the first letters say which kind it is. */
function dataUrl(image) {
  if (!image || image.startsWith('data:')) return image;
  const kinds = { '/9j/': 'jpeg', R0lG: 'gif', UklG: 'webp' };
  return `data:image/${kinds[image.slice(0, 4)] ?? 'png'};base64,${image}`;
}

export class CardBoard {
  constructor(session, changed) {
    this.session = session;
    this.changed = changed;
    this.current = 0;
    this.last = null;
    this.life = new AbortController();
    this.painter = new Painter((i) => this.press(i), (i, label) => this.mark(i, label));
    this.tools = new CardTools(this);
    this.element = h('div', { class: 'board', role: 'group', 'aria-label': t('label.cards') });
    this.hold = new LongPress(this.element, (card) => this.zoom(card.index), this.life.signal);
    const on = (target, type, listener) => target.addEventListener(type, listener, { signal: this.life.signal });
    on(this.element, 'click', (e) => this.click(e));
    on(this.element, 'pointerdown', (e) => this.down(e));
    on(this.element, 'pointermove', (e) => { this.pointing = e.pointerType !== 'touch'; this.move(e); });
    on(window, 'pointerup', () => this.up());
    on(window, 'pointercancel', () => this.up());
    on(this.element, 'focusin', (e) => this.focused(e.target.closest('fl-card')?.index));
    on(this.element, 'fl-card-broken', (e) => { this.batch?.markBroken(e.target.index); this.changed(); });
  }

  get batch() { return this.session.batch; }

  stop() {
    this.life.abort();
    this.tools.close();
  }

  /** A click on a card, or the beginning of painting. @return the label that it got */
  press(index) { return this.batch.click(index); }

  mark(index, label) { this.batch.mark(index, label); }

  update() {
    const { batch, serial, phase } = this.session;
    attr(this.element, 'aria-busy', phase === 'ready' ? null : 'true');
    attr(this.element, 'data-leaving', phase === 'training' && Boolean(batch));
    if (!batch) {
      if (!this.element.querySelector('.skeleton') || this.serial !== null) this.skeleton();
      return;
    }
    if (serial !== this.serial) this.deal(batch, serial);
    // Measured once, before anything is written; and only what changed is drawn.
    const width = this.cards[0]?.clientWidth ?? 0;
    const classes = liveClasses();
    batch.items.forEach((item, i) => {
      const card = this.cards[i];
      const stamp = `${this.stamp(i)} ${i === this.current} ${batch.broken.has(i)}`;
      if (card.stamp !== stamp || card.classes !== classes) this.draw(item, i);
      Object.assign(card, { stamp, classes });
      this.sharpen(card, item, width);
    });
  }

  /** What a card's looks depend on. */
  stamp(i) { return `${this.batch.label(i)} ${this.batch.touched(i)} ${this.batch.rest}`; }

  skeleton() {
    this.serial = null;
    this.element.replaceChildren(...Array.from({ length: Math.min(48, this.session.batchSize) }, () => h('div', { class: 'skeleton' })));
  }

  deal(batch, serial) {
    const hadFocus = this.element.contains(document.activeElement);
    this.serial = serial;
    this.current = 0;
    this.last = null;
    this.cards = batch.items.map((item, i) => {
      const card = h('fl-card', { role: this.cardRole, tabindex: i === 0 ? 0 : -1, 'data-id': item.id });
      card.index = i;
      return card;
    });
    this.tools.close();
    this.element.replaceChildren(...this.cards);
    this.dealt();
    for (const place of [this.element.parentElement, this.element.closest('.page')]) place.scrollTop = 0;
    this.element.classList.remove('dealt');
    requestAnimationFrame(() => this.element.classList.add('dealt'));
    if (hadFocus || this.focusNext) this.cards[0]?.focus({ preventScroll: true });
    this.focusNext = false;
  }

  /** The cards are in the document. */
  dealt() { this.cards.forEach((card, i) => this.tools.dress(card, this.batch.items[i])); }

  get cardRole() { return 'checkbox'; }

  draw(item, i) {
    const { batch } = this;
    const card = this.cards[i];
    const label = batch.label(i);
    const touched = batch.touched(i);
    const broken = batch.broken.has(i) || Boolean(item.unreadable);
    const state = label === POSITIVE ? 'positive' : label === NEGATIVE ? 'negative' : touched ? 'out' : 'none';
    const word = broken ? t('card.unreadable') : state === 'out' ? t('card.out') : stateWord(label);
    const conf = item.prediction === 0 ? 1 - item.prob_pos : item.prob_pos;
    card.show({
      ...this.faceOf(item), state, proposed: !touched, predicted: item.prediction ?? null, conf, broken,
      name: t('card.name', { file: item.filename, state: touched || broken ? word : t('card.proposed', { state: word }) }),
      title: item.filename + (item.prediction === 0 || item.prediction === 1 ? `\n${stateWord(item.prediction)} ${percent(conf)}` : ''),
    });
    attr(card, 'aria-checked', label === POSITIVE ? 'true' : label === NEGATIVE ? 'false' : 'mixed');
    attr(card, 'tabindex', i === this.current ? 0 : -1);
  }

  faceOf(item) {
    const face = faceOf(item, { hits: this.session.views.hits });
    return item.image ? { ...face, src: dataUrl(item.image) } : face;
  }

  /** Thumbnails of large photos get a sharper picture when the cards are large. */
  sharpen(card, item, width) {
    if (dataType() !== 'image' || ['sample', 'sprite', 'cifar10'].includes(store.status?.dataset?.type)) return;
    const need = width * devicePixelRatio;
    if (!card.sharp && card.img.naturalWidth > 0 && need > card.img.naturalWidth * 1.4) {
      card.sharp = true;
      const better = new Image();
      better.onload = () => { card.img.src = better.src; };
      better.src = imageUrl(item.id, 512, datasetId());
    }
  }

  get ready() { return this.session.phase === 'ready' && this.batch; }

  click(event) {
    const index = event.target.closest('fl-card')?.index;
    if (index === undefined || !this.ready || this.suppress || this.hold.fired) {
      this.suppress = false;
      return;
    }
    if (this.tools.click(event, index) || this.clicked(event, index)) return;
    if (event.shiftKey && this.last) {
      extend(this.last.index, index, this.last.label, (i, label) => this.mark(i, label));
      this.last = { index, label: this.last.label };
    } else this.last = { index, label: this.press(index) };
    this.changed();
  }

  /** @return true when the click meant something else than the card as a whole */
  clicked() { return false; }

  down(event) {
    this.suppress = false;
    const index = event.target.closest('fl-card')?.index;
    // The focus belongs to the card: then Enter confirms, and digits and arrows go on from here.
    if (index !== undefined && event.target.closest('button')) {
      event.preventDefault();
      this.cards[index].focus({ preventScroll: true });
      return;
    }
    // A finger scrolls; painting is for mouse and pen.
    if (index === undefined || event.button !== 0 || event.pointerType === 'touch' || event.shiftKey || !this.ready) return;
    this.painter.press(index);
  }

  move(event) {
    if (this.painter.start < 0 || !this.ready) return;
    const points = event.getCoalescedEvents?.() ?? [];
    let painted = false;
    for (const point of points.length ? points : [event]) {
      const card = document.elementFromPoint(point.clientX, point.clientY)?.closest('fl-card');
      if (card && this.element.contains(card)) painted = this.painter.over(card.index) || painted;
    }
    if (painted) {
      this.last = { index: this.painter.last, label: this.painter.label };
      this.changed();
    }
  }

  up() {
    if (this.painter.start < 0) return;
    this.suppress = this.painter.release();
    // The click of a drag comes right after, if it comes at all.
    if (this.suppress) setTimeout(() => { this.suppress = false; }, 0);
  }

  focused(index) {
    if (index === undefined || index === this.current) return;
    this.cards[this.current]?.setAttribute('tabindex', '-1');
    this.current = index;
    this.cards[index]?.setAttribute('tabindex', '0');
  }

  focus() { this.cards?.[this.current]?.focus(); }

  get columns() { return getComputedStyle(this.element).gridTemplateColumns.split(' ').length; }

  get hasFocus() { return this.element.contains(document.activeElement); }

  go(action) {
    const to = this.hasFocus ? moveIn(this.current, action, this.columns, this.cards.length) : this.current;
    this.cards[to]?.focus();
    return to;
  }

  onKey(action, shift) {
    if (!this.ready || !this.cards) return false;
    if (['left', 'right', 'up', 'down', 'home', 'end', 'pageup', 'pagedown'].includes(action)) {
      this.pointing = false;
      const from = this.current;
      const to = this.go(action);
      if (shift) extend(from, to, this.batch.label(from), (i, label) => this.mark(i, label));
    } else if (action === 'similar') this.session.views.similar(this.batch.items[this.target()]);
    else if (action === 'zoom') this.zoom(this.target());
    else if (!this.keyed(action)) return false;
    this.changed();
    return true;
  }

  /** The card that a key is meant for: the one under the pointer when that moved last, or else the one in focus. */
  target() { return (this.pointing ? this.element.querySelector('fl-card:hover')?.index : undefined) ?? this.current; }

  /** Keys of this kind of board. @return true when the key was used */
  keyed(action) {
    if (action === 'toggle') {
      if (this.hasFocus) this.last = { index: this.current, label: this.batch.click(this.current) };
      else this.focus();
    } else if (action in MARK) {
      if (this.hasFocus) {
        this.batch.mark(this.current, MARK[action]);
        this.last = { index: this.current, label: MARK[action] };
        if (this.current < this.cards.length - 1) this.cards[this.current + 1].focus();
      } else this.focus();
    } else return false;
    return true;
  }

  zoom(index) {
    const item = this.batch?.items[index];
    if (!item) return;
    this.cards[index].focus();
    const set = (label) => { this.batch.mark(index, label); this.changed(); };
    openZoom({
      id: item.id, filename: item.filename, face: this.faceOf(item), predicted: item.prediction, p: item.prob_pos,
      actions: [['zoom.positive', 'positive', () => set(POSITIVE)], ['zoom.negative', 'negative', () => set(NEGATIVE)], ['zoom.out', 'out', () => set(OUT)],
        ['zoom.similar', 'similar', () => this.session.views.similar(item)]],
    });
  }
}
