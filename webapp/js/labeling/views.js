/**
 * What is on the table instead of the strategy's cards: those most similar to one item, those that fit a description best, or
 * those that a search found. All have a way back; the batch that was there before is kept and comes again.
 */
import { api } from '../api.js';

export class Views {
  /** null, {kind: 'similar', item}, {kind: 'described', q}, or {kind: 'search', q, offset, total} */
  current = null;
  back = null;

  constructor(session) { this.session = session; }

  open(view) {
    if (!this.current) this.back = this.session.batch;
    this.current = view;
    this.session.load();
  }

  similar(item) { this.open({ kind: 'similar', item }); }

  search(words) {
    const q = words.trim();
    if (q) this.open({ kind: 'search', q, offset: 0, total: 0 });
    else this.leave();
  }

  /** The description has been set: what fits it best. */
  described(q) { this.open({ kind: 'described', q }); }

  /** To the batch of before, or to a fresh one when that has been sent. */
  leave() {
    if (!this.current) return;
    const { back } = this;
    this.close();
    if (back && back.edits().fresh.length + (back.guesses?.().length ?? 1) > 0) this.session.show(back);
    else this.session.load();
  }

  close() {
    this.current = null;
    this.back = null;
  }

  /** Later cards of a search; anything else asks anew by itself. */
  next() { if (this.current?.kind === 'search') this.turn(1, true); }

  turn(step, wrap = false) {
    const { offset, total } = this.current;
    const to = offset + step * this.session.batchSize;
    if (to >= 0 && (to < total || !wrap)) this.current.offset = Math.min(to, Math.max(0, total - 1));
    else if (wrap) this.current.offset = 0;
    if (!wrap) this.session.load();
  }

  get hits() { return this.current?.kind === 'search' ? this.current.q : ''; }

  /** The question for this view's cards, or null for the strategy's. */
  ask(options) {
    const view = this.current;
    if (!view) return null;
    const { batchSize } = this.session;
    if (view.kind === 'similar') return api.nextBatch({ strategy: 'similar', to: view.item.id, batch_size: batchSize }, options);
    if (view.kind === 'described') return api.nextBatch({ strategy: 'easy_pos', batch_size: batchSize }, options);
    return api.search(view.q, view.offset, batchSize, options).then((answer) => {
      view.total = answer.total;
      return { ...answer, batch_type: 'search', unlabeled_count: 0 };
    });
  }
}
