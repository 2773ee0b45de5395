/**
 * The labelling session of this page: the batch on screen and what happens to it. It outlives the page element, so
 * that switching tabs or the language loses nothing.
 */
import { flush, submit } from '../actions.js';
import { api, outbox } from '../api.js';
import { explain, t } from '../i18n.js';
import { STRATEGIES } from '../keys.js';
import { lost } from '../live.js';
import { prefs, store } from '../store.js';
import { Batch } from './batch.js';

export const BATCH_SIZES = [12, 24, 36, 48, 96, 200];

class Session extends EventTarget {
  batch = null;
  /** 'loading', 'ready', 'training' (submit under way), 'waiting' (no server), 'empty', 'failed' */
  phase = 'loading';
  error = null;
  /** Counts batches, so that the page knows when to slide a new one in. */
  serial = 0;
  dataset = null;
  rests = new Map();

  constructor() {
    super();
    this.strategy = STRATEGIES.includes(prefs.get('strategy')) ? prefs.get('strategy') : 'random';
    this.batchSize = BATCH_SIZES.includes(prefs.get('batch')) ? prefs.get('batch') : 24;
  }

  start() {
    if (this.started) return;
    this.started = true;
    store.addEventListener('change', (e) => { if (e.detail.has('status')) this.onStatus(); });
    // A correction taken back elsewhere leaves the batch on the table alone.
    addEventListener('fl-undone', (e) => { if (e.detail) this.show(e.detail); else if (this.phase !== 'ready') this.load(); });
    addEventListener('fl-sent', () => { if (this.phase === 'waiting') this.load(); });
    addEventListener('fl-online', async () => {
      await flush();
      if (this.phase === 'waiting' && outbox.count(this.dataset) === 0) this.load();
      if (this.phase === 'failed') this.load();
    });
    this.load();
  }

  onStatus() {
    const id = store.status.dataset?.id ?? null;
    const other = this.dataset !== null && id !== this.dataset;
    this.dataset = id;
    if (other) {
      this.batch = null;
      this.load();
    } else if (this.phase === 'failed' && this.error?.status === 503) this.retry();
    else if (this.phase === 'empty' && store.status.version !== this.version) this.load();
  }

  /** The server is there but still starting: ask again soon. */
  retry() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => { if (this.phase === 'failed') this.load(); }, 1500);
  }

  set(patch) {
    Object.assign(this, patch);
    this.dispatchEvent(new Event('change'));
  }

  get kind() { return this.batch.type === 'neutral' && this.batch.hasPredictions ? 'predicted' : this.batch.type; }

  show(batch) {
    this.asked?.abort();
    this.set({ batch, phase: 'ready', error: null, serial: this.serial + 1 });
  }

  async load() {
    this.asked?.abort();
    const asked = this.asked = new AbortController();
    this.set({ phase: this.phase === 'training' ? 'training' : 'loading' });
    try {
      const answer = await api.nextBatch(this.strategy, this.batchSize, { signal: asked.signal });
      if (asked.signal.aborted) return;
      this.version = store.status?.version;
      if (!answer.items?.length) {
        this.set({ batch: null, phase: 'empty', unlabelled: answer.unlabeled_count, message: answer.message });
        return;
      }
      this.batch = new Batch(answer);
      const rest = this.rests.get(this.kind);
      if (rest) this.batch.setRest(rest);
      this.show(this.batch);
    } catch (error) {
      if (asked.signal.aborted) return;
      if (error.lost) lost();
      this.set({ batch: null, phase: error.lost && outbox.count() ? 'waiting' : 'failed', error });
      if (error.status === 503) this.retry();
    }
  }

  /** Send what the cards say and get the next ones. */
  async confirm() {
    if (this.phase !== 'ready' || !this.batch) return;
    const batch = this.batch;
    const labels = batch.labels();
    if (labels.length === 0) {
      store.say(t('label.none'));
      return;
    }
    this.set({ phase: 'training' });
    try {
      await submit(labels, batch.id, batch);
      if (this.phase === 'training') await this.load();
    } catch (error) {
      if (error.lost || error.status >= 500) this.set({ batch: null, phase: 'waiting', error });
      else if (error.code === 'already-labeled') {
        await this.load();
        store.say(t('label.stale'), 'info');
      } else this.set({ phase: 'ready' });
    }
  }

  skip() { if (this.phase !== 'training') this.load(); }

  setStrategy(strategy) {
    if (!STRATEGIES.includes(strategy)) return;
    prefs.set('strategy', strategy);
    this.strategy = strategy;
    this.skip();
  }

  setBatchSize(size) {
    prefs.set('batch', size);
    this.batchSize = size;
    this.skip();
  }

  setRest(rest) {
    this.batch?.setRest(rest);
    if (this.batch) this.rests.set(this.kind, this.batch.rest);
    this.set({});
  }

  async setQuery(words) {
    try {
      const answer = await api.setQuery(words.trim());
      store.say(words.trim() ? t('label.query.set', { query: answer.query ?? words, how: answer.calibration ?? '' })
        : t('label.query.cleared'), 'ok');
      if (this.phase !== 'training') await this.load();
      return true;
    } catch (error) {
      if (error.lost) lost();
      store.say(explain(error), 'error');
      return false;
    }
  }
}

export const session = new Session();
