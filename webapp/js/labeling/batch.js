/**
 * What a batch of cards means, without any DOM.
 *
 * A card nobody touched counts as whatever the *rest* rule says; a card somebody touched counts as its own mark.
 * So the page can always say exactly what Confirm would send.
 */

import { expand, settled } from './duplicates.js';

export const POSITIVE = 1;
export const NEGATIVE = 0;
/** Left out: nothing is submitted for the card. */
export const OUT = null;

/** The rest rules, in the order they are offered. `predicted` needs a model or a query. */
export const REST = ['predicted', 'positive', 'negative', 'out'];

/** Which rule a fresh batch starts with: what costs the fewest clicks for that kind of batch. */
export function defaultRest(batchType, hasPredictions) {
  if (batchType === 'positive') return 'positive';
  if (batchType === 'negative') return 'negative';
  return hasPredictions ? 'predicted' : 'negative';
}

export class Batch {
  /** @param answer the answer of /api/next_batch  @param rest a value of REST, or undefined for the default */
  constructor(answer, rest) {
    this.answer = answer;
    this.id = answer.batch_id ?? null;
    this.scorer = answer.scorer ?? 'none';
    this.message = answer.message ?? null;
    this.items = settled(answer.items ?? []);
    this.marks = new Map();
    this.broken = new Set();
    /** Cards whose copies are left alone. */
    this.alone = new Set();
    this.hasPredictions = this.items.some((item) => item.prediction === 0 || item.prediction === 1);
    // Without predictions nothing was chosen for being positive or negative, whatever was asked for.
    this.type = this.hasPredictions ? answer.batch_type ?? 'neutral' : 'neutral';
    this.rest = this.accepts(rest) ? rest : defaultRest(this.type, this.hasPredictions);
  }

  get size() { return this.items.length; }

  accepts(rest) { return REST.includes(rest) && (rest !== 'predicted' || this.hasPredictions); }

  setRest(rest) { if (this.accepts(rest)) this.rest = rest; }

  /** What an untouched card counts as. */
  proposal(index) {
    const item = this.items[index];
    if (this.rest === 'positive') return POSITIVE;
    if (this.rest === 'negative') return NEGATIVE;
    if (this.rest === 'predicted') return item.prediction === 0 || item.prediction === 1 ? item.prediction : OUT;
    return OUT;
  }

  touched(index) { return this.marks.has(index); }

  /** What the card counts as now: POSITIVE, NEGATIVE or OUT. A picture that cannot be read never counts. */
  label(index) {
    if (this.broken.has(index)) return OUT;
    return this.marks.has(index) ? this.marks.get(index) : this.proposal(index);
  }

  mark(index, label) { if (index >= 0 && index < this.size) this.marks.set(index, label); }

  markBroken(index) { this.broken.add(index); }

  /**
   * One click. The first says "the other way", the second takes that back, the third leaves the card out.
   * @return the new label
   */
  click(index) {
    const order = this.proposal(index) === POSITIVE ? [NEGATIVE, POSITIVE, OUT] : [POSITIVE, NEGATIVE, OUT];
    const next = this.marks.has(index) ? order[(order.indexOf(this.marks.get(index)) + 1) % 3] : order[0];
    this.mark(index, next);
    return next;
  }

  /** Forget every touch. */
  clear() { this.marks.clear(); }

  counts() {
    const counts = { positive: 0, negative: 0, out: 0, total: 0 };
    for (let i = 0; i < this.size; i++) {
      const label = this.label(i);
      if (label === POSITIVE) counts.positive++;
      else if (label === NEGATIVE) counts.negative++;
      else counts.out++;
    }
    counts.total = counts.positive + counts.negative;
    return counts;
  }

  /** What Confirm sends: [{id, label}], cards left out are not in it. */
  labels() {
    const labels = [];
    this.items.forEach((item, i) => {
      const label = this.label(i);
      if (label !== OUT) labels.push(...expand(item, label, this.alone.has(i)));
    });
    return labels;
  }

  /** As Choices has it; in a batch nothing has been sent before. */
  edits() { return { fresh: this.labels(), changed: [] }; }
}
