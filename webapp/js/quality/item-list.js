/**
 * A short list of items with their label, what the model says, and a way to give another label on the spot. A click enlarges,
 * chips or digits relabel, U takes it back. Used wherever labels and judgements are laid side by side.
 */
import { relabel } from '../actions.js';
import { className, dataType, guessOf, liveClasses } from '../classes.js';
import { attr, h, text } from '../dom.js';
import { faceOf } from '../elements/faces.js';
import { openZoom } from '../elements/zoom.js';
import { t } from '../i18n.js';
import { ChipRow } from '../labeling/chip-row.js';

export class ItemList {
  /**
   * @param finder opens the search for a class: (anchor, done(id))
   * @param note (item, label now) => words under the card  @param tools (entry) => elements beside the chips, or []
   */
  constructor({ finder, note, tools = () => [], name }) {
    Object.assign(this, { finder, note, tools });
    this.element = h('ul', { class: 'item-list', 'aria-label': name });
    this.element.addEventListener('keydown', (e) => this.onKey(e));
    this.entries = [];
  }

  /**
   * Show these items of data_view. Those that are shown already keep their place, and what was corrected here stays, even when
   * it is no longer among the items: nothing moves under the hand that works through the list.
   */
  show(items) {
    const fresh = new Map(items.map((item) => [item.id, item]));
    const kept = this.entries.filter((entry) => fresh.has(entry.item.id) || entry.changed);
    const known = new Set(kept.map((entry) => entry.item.id));
    for (const entry of kept) {
      const item = fresh.get(entry.item.id);
      if (item && item !== entry.item && !entry.busy) Object.assign(entry, { item, label: item.user_label ?? null });
    }
    this.entries = [...kept, ...items.filter((item) => !known.has(item.id)).map((item) => this.make(item))];
    const now = this.entries.map((entry) => entry.element);
    if (now.length !== this.element.children.length || now.some((e, i) => e !== this.element.children[i])) this.element.replaceChildren(...now);
    attr(this.element, 'data-kind', dataType());
    this.update();
  }

  /** Other items: nothing stays. */
  clear() {
    this.entries = [];
    this.element.replaceChildren();
  }

  /** An undo: what was corrected here stays only where it belongs. */
  forget() { for (const entry of this.entries) entry.changed = false; }

  make(item) {
    const card = h('fl-card', { role: 'button', tabindex: 0, 'data-foot': true });
    const entry = { item, label: item.user_label ?? null, card, chips: new ChipRow(), words: h('p', { class: 'item-note small' }) };
    entry.element = h('li', { class: 'item' }, card, h('div', { class: 'item-side' }, entry.words, h('div', { class: 'item-tools' }, this.tools(entry)), entry.chips.element));
    entry.chips.element.addEventListener('click', (e) => this.chip(e, entry));
    card.addEventListener('click', () => this.zoom(entry));
    card.addEventListener('keydown', (e) => { if (e.key === 'Enter' || e.key === 'z') { e.preventDefault(); e.stopPropagation(); this.zoom(entry); } });
    return entry;
  }

  update() { for (const entry of this.entries) this.draw(entry); }

  draw(entry) {
    const { item, label } = entry;
    const guess = guessOf(item);
    entry.card.show({
      ...faceOf(item), lazy: true, broken: Boolean(item.unreadable), state: label === null ? 'none' : 'class', label, plain: true, guess: null,
      name: t('card.name', { file: item.filename, state: className(label) }), title: item.filename,
    });
    entry.chips.show({ label, guess, item, disabled: Boolean(entry.busy) });
    for (const chip of entry.chips.element.children) attr(chip, 'tabindex', 0);
    const note = this.note(item, label);
    if (typeof note === 'string') text(entry.words, note);
    else entry.words.replaceChildren(...note);
    attr(entry.element, 'data-changed', label !== (item.user_label ?? null));
  }

  chip(event, entry) {
    const chip = event.target.closest('.chip-class');
    if (!chip || chip.disabled) return;
    if (chip.classList.contains('chip-find')) this.finder(chip, (id) => { if (id !== null) this.give(entry, id); });
    else this.give(entry, chip.classId);
  }

  async give(entry, label) {
    if (entry.busy || label === entry.label) return;
    const before = entry.label;
    entry.label = label;
    entry.busy = true;
    // From now on: the list may be read anew before the answer is there.
    entry.changed = true;
    this.draw(entry);
    try {
      await relabel([{ id: entry.item.id, label }], t('review.flipped', { file: entry.item.filename, label: className(label) }));
    } catch {
      entry.label = before;
      entry.changed = false;
    } finally {
      entry.busy = false;
      this.draw(entry);
    }
  }

  zoom(entry) {
    const { item } = entry;
    const classes = liveClasses();
    openZoom({
      id: item.id, filename: item.filename, face: faceOf(item), note: this.element.getAttribute('aria-label') && t('quality.is', { label: className(entry.label) }),
      actions: classes.length <= 12 ? classes.map((c, i) => [null, `class-${i}`, () => this.give(entry, c.id), c.id])
        : [['choice.find', 'find', () => this.finder(entry.card, (id) => { if (id !== null) this.give(entry, id); })]],
    });
  }

  /** Digits give the class of the entry in focus; the arrows go from card to card. */
  onKey(event) {
    const at = this.entries.findIndex((entry) => entry.element.contains(event.target));
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const found = /^[0-9]$/.test(event.key) && liveClasses()[Number(event.key)];
    if (step) this.entries[Math.max(0, Math.min(this.entries.length - 1, at + step))].card.focus();
    else if (found) this.give(this.entries[at], found.id);
    else if (event.key === ' ' && event.target === this.entries[at].card && this.entries[at].card.sound?.src) this.entries[at].card.sound.toggle();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
