/**
 * The predictions of the whole data set: read in chunks, merged into one ranking as they arrive, and read again
 * quietly when the model has learned. Outlives the page, so that switching tabs loses nothing.
 */
import { api } from '../api.js';
import { store } from '../store.js';
import { Ranking } from './ranking.js';

const CHUNK = 1000;
/** So many are read without being asked; beyond that the reader's scrolling asks for more. */
const AHEAD = 50_000;

class Stream extends EventTarget {
  ranking = new Ranking('sure');
  offset = 0;
  total = 0;
  scorer = 'none';
  version = null;
  dataset = null;
  running = false;
  /** The reader stopped it. */
  stopped = false;
  refreshing = false;
  error = null;

  emit() { this.dispatchEvent(new Event('change')); }

  get complete() { return this.total > 0 && this.offset >= this.total; }

  /** Called by the page: start, or start again where the state has changed. */
  sync() {
    const { status } = store;
    if (!status) return;
    const other = status.dataset?.id !== this.dataset;
    if (other) {
      this.ranking.clear();
      Object.assign(this, { dataset: status.dataset?.id, offset: 0, total: 0, scorer: status.scorer, version: null, stopped: false });
    }
    if (status.scorer === 'none') {
      // Nothing to predict with: nothing is asked for.
      this.asked?.abort();
      clearTimeout(this.later);
      this.ranking.clear();
      Object.assign(this, { offset: 0, total: 0, scorer: 'none', version: null, running: false });
      this.emit();
    } else if (other || this.version === null || status.version > this.version) this.begin(status.version);
  }

  /** The server was away: it may count its versions anew. */
  forget() {
    this.version = null;
    this.newer = undefined;
  }

  begin(version) {
    this.asked?.abort();
    clearTimeout(this.later);
    this.refreshing = this.ranking.size > 0;
    Object.assign(this, { version, offset: 0, limit: AHEAD, error: null });
    // Several changes in a row (quick submits) are read once.
    this.later = setTimeout(() => this.pull(), this.refreshing ? 400 : 0);
    this.emit();
  }

  stop() {
    this.asked?.abort();
    Object.assign(this, { running: false, stopped: true });
    this.emit();
  }

  /** The reader came to the end of what is loaded, or pressed Continue. */
  more() {
    if (this.running || this.complete) return;
    this.stopped = false;
    this.limit = Math.max(this.limit ?? 0, this.offset + AHEAD);
    this.pull();
  }

  async pull() {
    if (this.stopped && this.refreshing) this.stopped = false;
    this.asked?.abort();
    const asked = this.asked = new AbortController();
    this.running = true;
    this.error = null;
    try {
      do {
        const answer = await api.dataView('model', this.offset, CHUNK, false, { signal: asked.signal });
        if (asked.signal.aborted) return;
        Object.assign(this, { total: answer.total, scorer: answer.scorer ?? store.status?.scorer ?? 'none' });
        this.ranking.add(answer.items);
        this.offset += answer.items.length;
        // Chunks of two versions in one pass: take the rest, then read once more.
        if (answer.version !== undefined && answer.version > this.version) this.newer = answer.version;
        this.emit();
        if (answer.items.length === 0) this.offset = this.total;
      } while (!this.complete && this.offset < this.limit);
    } catch (error) {
      if (asked.signal.aborted) return;
      this.error = error;
    }
    this.running = false;
    this.refreshing = false;
    this.emit();
    if (this.newer > this.version) this.begin(this.newer);
  }
}

export const stream = new Stream();
addEventListener('fl-back', () => stream.forget());
