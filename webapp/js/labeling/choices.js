/**
 * What a batch of cards means when each card gets a class of its own: many classes, sounds and texts. Without any DOM.
 *
 * Nothing is assumed: a card counts once somebody chose its class, or accepted what is predicted. What the server already
 * has (sent as one goes, or found by a search) is known as *sent*; a different choice for it is a correction.
 */
import { guessOf } from '../classes.js';
import { expand, settled } from './duplicates.js';

/** Nothing is chosen. */
export const NONE = null;

export class Choices {
  /** @param answer as /api/next_batch answers, or {items, batch_type: 'search'} of a search */
  constructor(answer) {
    this.answer = answer;
    this.id = answer.batch_id ?? null;
    this.scorer = answer.scorer ?? 'none';
    this.message = answer.message ?? null;
    this.items = settled(answer.items ?? []);
    this.type = answer.batch_type ?? 'neutral';
    this.rest = 'out';
    this.marks = new Map();
    this.broken = new Set();
    this.alone = new Set();
    this.unsend();
    this.hasPredictions = this.items.some((item) => guessOf(item));
  }

  /** Back to what the server said: nothing of this batch has been sent. */
  unsend() {
    /** index → class id or null, as the server has it */
    this.sent = new Map();
    this.items.forEach((item, i) => {
      if (item.user_label !== null && item.user_label !== undefined) this.sent.set(i, item.user_label);
    });
  }

  get size() { return this.items.length; }

  guess(index) { return this.broken.has(index) ? null : guessOf(this.items[index]); }

  touched(index) { return this.marks.has(index); }

  isSent(index) { return this.sent.has(index) && this.sent.get(index) === this.label(index); }

  /** The class the card has now, or NONE. A card that cannot be read has none. */
  label(index) {
    if (this.broken.has(index)) return NONE;
    const id = this.marks.has(index) ? this.marks.get(index) : this.sent.get(index) ?? NONE;
    return this.live && !this.live.has(id) ? NONE : id;
  }

  mark(index, id) {
    if (index < 0 || index >= this.size) return;
    if (id === NONE && !this.sent.has(index)) this.marks.delete(index);
    else this.marks.set(index, id);
  }

  /** Give a class, or take it away when the card has it already. @return what the card has now */
  toggle(index, id) {
    this.mark(index, this.label(index) === id ? NONE : id);
    return this.label(index);
  }

  markBroken(index) { this.broken.add(index); }

  clear() { this.marks.clear(); }

  /** Cards without a class that have a prediction. */
  guesses() {
    const open = [];
    this.items.forEach((item, i) => { if (this.label(i) === NONE && !this.sent.has(i) && this.guess(i)) open.push(i); });
    return open;
  }

  /** Take every prediction that is shown on a card without a class. @return how many */
  acceptAll() {
    const open = this.guesses();
    for (const i of open) this.mark(i, this.guess(i).id);
    return open.length;
  }

  /** A class became another one (merge), or is gone (into null). */
  replaceClass(id, into) {
    for (const [i, label] of this.marks) {
      if (label !== id) continue;
      if (into === null) this.marks.delete(i);
      else this.marks.set(i, into);
    }
    for (const [i, label] of this.sent) if (label === id && into !== null) this.sent.set(i, into);
  }

  /** The classes there are. What was chosen of another one counts as no choice, until that class comes back. */
  keepOnly(ids) { this.live = ids; }

  /** Cards whose choice the server does not have yet, in order. */
  open() {
    const open = [];
    for (const [i, chosen] of this.marks) {
      const label = this.label(i);
      const gone = label !== chosen;
      if (!gone && !this.broken.has(i) && (this.sent.get(i) ?? NONE) !== label) open.push(i);
    }
    return open.sort((a, b) => a - b);
  }

  /** What there is to send: `fresh` labels for the first time, `changed` ones that the server has otherwise. */
  edits(indexes = this.open()) {
    const fresh = [];
    const changed = [];
    for (const i of indexes) {
      const label = this.label(i);
      const target = this.sent.has(i) ? changed : label === NONE ? null : fresh;
      target?.push(...expand(this.items[i], label, this.alone.has(i)));
    }
    return { fresh, changed };
  }

  labels() { return this.edits().fresh; }

  /** The server has these now. */
  markSent(indexes) {
    for (const i of indexes) this.sent.set(i, this.label(i));
  }

  /** {total: cards to send, byClass: how many of them by class id, out: cards without a class} */
  counts() {
    const byClass = new Map();
    const open = this.open();
    for (const i of open) {
      const label = this.label(i);
      if (label !== NONE) byClass.set(label, (byClass.get(label) ?? 0) + 1);
    }
    const out = this.items.filter((item, i) => this.label(i) === NONE).length;
    return { total: open.length, byClass, out };
  }
}
