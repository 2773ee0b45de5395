/**
 * One picture in a square. The page says what to show; the card reports nothing but the browser's own events, so
 * that one listener on the grid serves thousands of cards.
 */
import { attr, h, icon, text } from '../dom.js';
import { percent, t } from '../i18n.js';
import { forget, whenSeen } from './visibility.js';

const MARKS = { positive: '✓', negative: '✕', out: '–' };

export class FlCard extends HTMLElement {
  connectedCallback() {
    if (this.img) return;
    this.img = h('img', { alt: '', draggable: 'false', decoding: 'async' });
    this.img.addEventListener('load', () => { this.dataset.image = 'ready'; });
    this.img.addEventListener('error', () => this.fail());
    this.mark = h('span', { class: 'card-mark', 'aria-hidden': 'true' });
    this.flag = h('span', { class: 'card-flag', 'aria-hidden': 'true' }, '⇄');
    this.number = h('span', { class: 'card-number', 'aria-hidden': 'true' });
    this.bar = h('span', { class: 'card-bar', 'aria-hidden': 'true' });
    this.append(this.img, h('span', { class: 'card-broken', 'aria-hidden': 'true' }, icon('broken')),
      this.mark, this.flag, this.number, this.bar);
    if (this.shown) this.show(this.shown);
  }

  disconnectedCallback() { forget(this); }

  /**
   * @param card {src, lazy, state: 'positive'|'negative'|'out'|'none', proposed, predicted: 1|0|null, conf,
   *   name, title, flipped, selected, broken}
   */
  show(card) {
    this.shown = card;
    if (!this.img) return;
    attr(this, 'data-state', card.state);
    attr(this, 'data-proposed', card.proposed);
    attr(this, 'data-flipped', card.flipped);
    attr(this, 'data-selected', card.selected);
    attr(this, 'aria-label', card.name);
    attr(this, 'title', card.title);
    text(this.mark, MARKS[card.state] ?? '');
    const predicted = card.predicted === 0 || card.predicted === 1;
    attr(this, 'data-predicted', predicted ? card.predicted : null);
    text(this.number, predicted ? `${card.predicted ? '✓' : '✕'} ${percent(card.conf)}` : '');
    this.bar.style.setProperty('--conf', predicted ? card.conf : 0);
    if (card.broken) {
      this.source(null);
      this.dataset.image = 'broken';
    } else this.source(card.src, card.lazy);
  }

  source(src, lazy) {
    if (src === this.src) return;
    this.src = src;
    // Never show the picture of the record this card stood for a moment ago.
    this.img.removeAttribute('src');
    this.dataset.image = 'waiting';
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

/** The words for a card's state. */
export const stateWord = (label) => t(label === 1 ? 'card.positive' : label === 0 ? 'card.negative' : 'card.undecided');
