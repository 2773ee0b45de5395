/**
 * One item: a picture, a sound or a text, with its label as a frame and a mark. The page says what to show; the card
 * reports nothing but the browser's own events, so that one listener on the grid serves thousands of cards.
 */
import { className, classOf, paint } from '../classes.js';
import { attr, h, icon, text } from '../dom.js';
import { number, percent, t } from '../i18n.js';
import { SoundFace } from './sound-face.js';
import { TextFace } from './text-face.js';
import { forget, whenSeen } from './visibility.js';

const MARKS = { positive: '✓', negative: '✕', out: '–' };

export class FlCard extends HTMLElement {
  connectedCallback() {
    this.live = true;
    if (this.img) {
      this.sound?.connect();
      return;
    }
    this.img = h('img', { alt: '', draggable: 'false', decoding: 'async' });
    this.img.addEventListener('load', () => { this.dataset.image = 'ready'; });
    this.img.addEventListener('error', () => this.fail());
    this.mark = h('span', { class: 'card-mark', 'aria-hidden': 'true' });
    this.flag = h('span', { class: 'card-flag', 'aria-hidden': 'true' }, '⇄');
    this.number = h('span', { class: 'card-number', 'aria-hidden': 'true' });
    this.bar = h('span', { class: 'card-bar', 'aria-hidden': 'true' });
    this.face = h('div', { class: 'card-face' }, this.img, h('span', { class: 'card-broken', 'aria-hidden': 'true' }, icon('broken')),
      this.mark, this.flag, this.number, this.bar);
    this.append(this.face);
    if (this.shown) this.show(this.shown);
  }

  disconnectedCallback() {
    this.live = false;
    forget(this);
    this.sound?.disconnect();
  }

  /**
   * @param card {src, lazy, name, title, flipped, selected, broken, proposed,
   *   state: 'positive'|'negative'|'out'|'none', or 'class' with label: class id (a mark with its name, a frame in its colour),
   *   predicted: 1|0|null with conf, or guess: {id, conf, entropy} of many classes,
   *   kind: 'image' (the default)|'audio' with sound (its address) and duration (s)|'text' with text, length, hits (words),
   *   copies: how many items the card stands for}
   */
  show(card) {
    this.shown = card;
    if (!this.img) return;
    attr(this, 'data-kind', card.kind && card.kind !== 'image' ? card.kind : null);
    attr(this, 'data-state', card.state);
    attr(this, 'data-proposed', card.proposed);
    attr(this, 'data-flipped', card.flipped);
    attr(this, 'data-selected', card.selected);
    attr(this, 'aria-label', card.name);
    attr(this, 'title', card.guess?.entropy ? `${card.title}\n${t('card.entropy', { h: number(card.guess.entropy, 2) })}` : card.title);
    paint(this, card.state === 'class' ? card.label : null);
    text(this.mark, card.state === 'class' ? (card.plain ? '' : className(card.label)) : MARKS[card.state] ?? '');
    this.showGuess(card);
    this.showKind(card);
    if (card.broken) {
      this.source(null);
      this.dataset.image = 'broken';
    } else this.source(card.src, card.lazy);
  }

  showGuess(card) {
    const { guess } = card;
    const predicted = card.predicted === 0 || card.predicted === 1;
    attr(this, 'data-predicted', guess ? 'class' : predicted ? card.predicted : null);
    if (guess) {
      this.bar.style.setProperty('--guess', classOf(guess.id)?.color ?? 'var(--muted)');
      const entropy = typeof guess.entropy === 'number' ? ` · H ${number(guess.entropy, 2)}` : '';
      text(this.number, `${className(guess.id)} ${percent(guess.conf)}${entropy}`);
    } else text(this.number, predicted ? `${card.predicted ? '✓' : '✕'} ${percent(card.conf)}` : '');
    this.bar.style.setProperty('--conf', guess ? guess.conf : predicted ? card.conf : 0);
  }

  showKind(card) {
    if (card.kind === 'audio') {
      this.sound ??= new SoundFace(this.face, this.live);
      this.sound.show({ src: card.broken ? null : card.sound, duration: card.duration, name: card.name });
    } else if (this.sound) this.sound.show({ src: null });
    if (card.kind === 'text') {
      this.words ??= new TextFace(this.face);
      this.words.show(card);
    } else if (this.words) this.words.show({ text: '' });
  }

  source(src, lazy) {
    if (src === this.src) return;
    this.src = src;
    // Never show the picture of the record this card stood for a moment ago.
    this.img.removeAttribute('src');
    this.dataset.image = src || this.shown.kind !== 'text' ? 'waiting' : 'ready';
    if (!src) return;
    if (!lazy) this.img.src = src;
    else whenSeen(this, () => { forget(this); if (this.src === src) this.img.src = src; });
  }

  fail() {
    if (!this.img.hasAttribute('src')) return;
    this.dataset.image = 'broken';
    this.dispatchEvent(new CustomEvent('fl-card-broken', { bubbles: true }));
  }
}

/** The words for a label in binary mode: the class's name, or "undecided". */
export const stateWord = (label) => className(label === 0 || label === 1 ? label : null);
