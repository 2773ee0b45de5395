/**
 * A grid of any number of cards that keeps only those near the screen in the document and recycles them.
 * It lives inside a scrolling parent (`scroller`); several grids may share one.
 *
 * Properties in: `records` (array), `draw` (record, index) => what FlCard.show takes, `size` px (width of a card), `ratio`
 * (its width by its height), `gap`, `minColumns`.
 * Events out: `fl-range` after the visible part changed, `fl-end` when the end comes near, `fl-active` on key moves.
 * The focus stays on the grid itself and the current card is named by aria-activedescendant, because a card may
 * be recycled while it is the current one.
 */
import { attr, h } from '../dom.js';
import { moveIn } from '../keys.js';
import { FlElement } from './base.js';
import { heightOf, layout, visibleRange } from './layout.js';
import { whenSeen } from './visibility.js';

let serial = 0;

export class FlVirtualGrid extends FlElement {
  records = [];
  draw = () => ({});
  size = 112;
  gap = 8;
  ratio = 1;
  minColumns = 3;
  active = -1;
  first = 0;
  last = 0;
  cardRole = 'option';
  /** How much of the scroller's top is covered, in px: by a heading that stays in view. */
  covered = () => 0;

  build() {
    this.height = -1;
    this.serial ??= ++serial;
    this.tabIndex = 0;
    this.cards = new Map();
    this.spare = [];
    this.space = h('div', { class: 'grid-space' });
    this.end = h('div', { class: 'grid-end', 'aria-hidden': 'true' });
    this.append(this.space, this.end);
    this.scroller ??= this.closest('[data-scroller]') ?? document.scrollingElement;
    this.listen(this.scroller, 'scroll', () => this.frame(), { passive: true });
    this.resizes = new ResizeObserver(() => this.frame());
    this.resizes.observe(this);
    this.resizes.observe(this.scroller);
    whenSeen(this.end, () => this.dispatchEvent(new CustomEvent('fl-end', { bubbles: true })));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.resizes?.disconnect();
    cancelAnimationFrame(this.asked);
    this.asked = 0;
    clearTimeout(this.settle);
  }

  /** Show these records; the scroll position stays. */
  setRecords(records) {
    this.records = records;
    if (this.active >= records.length) this.active = records.length - 1;
    this.changed();
    // The sentinel may still be in view, which no observer reports again by itself.
    if (this.end) whenSeen(this.end, () => this.dispatchEvent(new CustomEvent('fl-end', { bubbles: true })));
  }

  frame() {
    if (this.asked) return;
    this.asked = requestAnimationFrame(() => { this.asked = 0; if (this.isConnected) this.place(); });
  }

  update() { this.place(true); }

  /** @param all draw every card anew; while scrolling only those that came into the range are drawn */
  place(all = false) {
    const width = this.clientWidth;
    if (!width) return;
    const { columns, card, height: tall } = this.grid ?? {};
    this.grid = layout(width, this.size, this.gap, this.minColumns, this.ratio);
    const moved = all || columns !== this.grid.columns || card !== this.grid.card || tall !== this.grid.height;
    const height = heightOf(this.records.length, this.grid);
    const box = this.getBoundingClientRect();
    const view = this.scroller.getBoundingClientRect();
    const top = view.top - box.top;
    // While the thumb flies past thousands of rows, pictures are not asked for.
    const fast = Math.abs(top - (this.lastTop ?? top)) > view.height * 1.5;
    this.lastTop = top;
    // A slow step after a fast one must not take away the pictures' turn.
    if (fast || all) clearTimeout(this.settle);
    if (fast) this.settle = setTimeout(() => { if (this.isConnected) this.update(); }, 90);
    // Everything is measured before anything is written, so that the browser lays out once per frame.
    const seen = [Math.max(0, top), Math.min(height, top + view.height), this.records.length, this.grid];
    this.screen = visibleRange(...seen, 0);
    const [first, last] = visibleRange(...seen);
    if (height !== this.height) this.space.style.height = `${height}px`;
    this.height = height;
    this.recycle(first, last, fast, moved);
    this.first = first;
    this.last = last;
    this.dispatchEvent(new CustomEvent('fl-range'));
  }

  /** Records really on screen, without the rows kept ready above and below: [first, last). */
  onScreen() { return this.screen ?? [0, 0]; }

  recycle(first, last, fast, all) {
    for (const [index, card] of this.cards) {
      if (index < first || index >= last) {
        this.cards.delete(index);
        this.spare.push(card);
      }
    }
    const { columns, card: side, height, rowHeight, gap } = this.grid;
    for (let index = first; index < last; index++) {
      let card = this.cards.get(index);
      if (card && !all) continue;
      if (!card) {
        card = this.spare.pop() ?? this.make();
        this.cards.set(index, card);
      }
      card.index = index;
      card.hidden = false;
      attr(card, 'id', `g${this.serial}-${index}`);
      attr(card, 'aria-posinset', index + 1);
      attr(card, 'aria-setsize', this.records.length);
      attr(card, 'data-active', index === this.active);
      const style = `width:${side}px;height:${height}px;transform:translate(${(index % columns) * (side + gap)}px,${Math.floor(index / columns) * rowHeight}px)`;
      if (card.placed !== style) {
        card.style.cssText = style;
        card.placed = style;
      }
      const shown = this.draw(this.records[index], index, side);
      card.show(fast && shown.src !== card.src ? { ...shown, src: null } : shown);
      for (const name of ['aria-checked', 'aria-selected']) attr(card, name, shown[name]);
    }
    for (const card of this.spare) if (!card.hidden) card.hidden = true;
    attr(this, 'aria-activedescendant', this.cards.has(this.active) ? `g${this.serial}-${this.active}` : null);
  }

  make() {
    const card = h('fl-card', { role: this.cardRole });
    this.space.append(card);
    return card;
  }

  /** Move the current card. @return its index */
  move(action) {
    const rows = Math.max(1, Math.floor(this.scroller.clientHeight / this.grid.rowHeight));
    const from = this.active < 0 ? this.onScreen()[0] - 1 : this.active;
    this.activate(this.active < 0 ? Math.max(0, from + 1) : moveIn(this.active, action, this.grid.columns, this.records.length, rows));
    return this.active;
  }

  activate(index, reveal = true) {
    this.active = Math.min(index, this.records.length - 1);
    if (reveal && this.active >= 0) this.reveal(this.active);
    this.update();
    this.dispatchEvent(new CustomEvent('fl-active'));
  }

  /** Scroll so that the card is in view. */
  reveal(index, where = 'nearest') {
    const { columns, height, rowHeight } = this.grid;
    const offset = this.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top + this.scroller.scrollTop;
    const top = offset + Math.floor(index / columns) * rowHeight;
    const { scrollTop, clientHeight } = this.scroller;
    const free = top - this.covered();
    if (where === 'start') this.scroller.scrollTop = free;
    else if (free < scrollTop) this.scroller.scrollTop = free - 8;
    else if (top + height > scrollTop + clientHeight) this.scroller.scrollTop = top + height - clientHeight + 8;
  }

  /** The index of the card an event came from, or -1. */
  indexOf(event) { return event.target.closest?.('fl-card')?.index ?? -1; }
}
