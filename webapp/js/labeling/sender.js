/**
 * "Send as I go": each choice is sent a moment after it was made, so that a slip of the finger can still be mended, and
 * the server trains by itself every so many labels. What is on its way waits in the outbox as any submit does.
 */
import { relabel, submit } from '../actions.js';
import { Choices } from './choices.js';
import { t } from '../i18n.js';
import { prefs } from '../store.js';

const PAUSE_MS = 1200;

export class Sender {
  constructor(session) { this.session = session; }

  get on() { return prefs.get('sendasigo', false) === true; }

  set on(on) {
    prefs.set('sendasigo', on);
    this.wake();
    this.session.set({});
  }

  /** Something was chosen. */
  wake() {
    this.hold();
    if (this.on) this.timer = setTimeout(() => this.now(), PAUSE_MS);
  }

  /** Whatever waits is sent by somebody else. */
  hold() { clearTimeout(this.timer); }

  /** Whether this batch has been sent in part already. */
  sentAny(batch) { return batch instanceof Choices && batch.sentHere > 0; }

  async now() {
    this.hold();
    const { batch } = this.session;
    if (!this.on || !(batch instanceof Choices)) return;
    const open = batch.open();
    const isNew = (i) => !batch.sent.has(i);
    await this.send(batch, open.filter((i) => !isNew(i)), (changed, back) => relabel(changed, t('label.relabelled', { n: changed.length }), back));
    await this.send(batch, open.filter(isNew), (fresh, back) => submit(fresh, batch.id, { batch: back, train: 'auto' }));
  }

  async send(batch, indexes, how) {
    const { fresh, changed } = batch.edits(indexes);
    const labels = [...fresh, ...changed];
    if (!labels.length) return;
    const before = indexes.map((i) => [i, batch.sent.get(i)]);
    const restore = () => { for (const [i, label] of before) if (label === undefined) batch.sent.delete(i); else batch.sent.set(i, label); };
    // Known as sent from here on: the outbox keeps it whatever happens.
    batch.markSent(indexes);
    batch.sentHere = (batch.sentHere ?? 0) + indexes.length;
    this.session.set({});
    try {
      // Undo takes the choices away again, not the whole batch.
      await how(labels, { batch, takeBack: () => { restore(); for (const i of indexes) batch.marks.delete(i); } });
    } catch (error) {
      if (error.lost || error.status >= 500) return;
      restore();
      this.session.set({});
    }
  }
}
