/**
 * The labelling session of this page: the batch on screen and what happens to it. It outlives the page element, so
 * that switching tabs or the language loses nothing.
 */
import { flush, relabel, submit, trainNow } from '../actions.js';
import { api, outbox } from '../api.js';
import { className, isBinary, isChoice, liveClasses } from '../classes.js';
import { explain, said, t } from '../i18n.js';
import { lost } from '../live.js';
import { prefs, store } from '../store.js';
import { Batch } from './batch.js';
import { Choices } from './choices.js';
import { Sender } from './sender.js';
import { fitting } from './strategies.js';
import { Views } from './views.js';

export const BATCH_SIZES = [12, 24, 36, 48, 96, 200];

/** So long an answer may take until it is said that it takes long. */
const SLOW_MS = 4000;

const strategyKey = () => (isChoice() ? 'strategy.choice' : 'strategy');

/** How cards are labelled depends on the status: the first one is waited for, but not for long. */
const known = () => new Promise((resolve) => {
  const look = () => { if (store.status || store.connection === 'lost') resolve(); };
  store.addEventListener('change', look);
  setTimeout(resolve, 1500);
  look();
});

class Session extends EventTarget {
  batch = null;
  /** 'loading', 'ready', 'training' (submit under way), 'waiting' (no server), 'empty', 'failed' */
  phase = 'loading';
  error = null;
  /** Counts batches, so that the page knows when to slide a new one in. */
  serial = 0;
  dataset = null;
  rests = new Map();
  /** The class that painting gives. */
  brush = null;
  /** Class ids, used last first. */
  recent = [];

  constructor() {
    super();
    this.batchSize = BATCH_SIZES.includes(prefs.get('batch')) ? prefs.get('batch') : 24;
    this.verify = { class: null, order: 'high' };
    this.views = new Views(this);
    this.sender = new Sender(this);
  }

  start() {
    if (this.started) return;
    this.started = true;
    store.addEventListener('change', (e) => { if (e.detail.has('status')) this.onStatus(); });
    // A correction taken back elsewhere leaves the batch on the table alone.
    addEventListener('fl-undone', (e) => { if (e.detail) this.bringBack(e.detail); else if (this.phase !== 'ready') this.load(); });
    addEventListener('fl-class-gone', (e) => { this.batch?.replaceClass?.(e.detail.id, e.detail.into); this.set({}); });
    addEventListener('fl-sent', () => { if (this.phase === 'waiting') this.load(); });
    addEventListener('fl-online', async () => {
      await flush();
      if (this.phase === 'waiting' && outbox.count(this.dataset) === 0) this.load();
      if (this.phase === 'failed') this.load();
    });
    if (store.status) this.onStatus();
    known().then(() => this.load());
  }

  /** Pictures of two classes and everything else remember their own. */
  get strategy() { return fitting(prefs.get(strategyKey(), null), { binary: isBinary(), choice: isChoice() }); }

  onStatus() {
    const id = store.status.dataset?.id ?? null;
    const other = this.dataset !== null && id !== this.dataset;
    this.dataset = id;
    this.checkClasses();
    if (other) {
      this.views.close();
      this.batch = null;
      this.load();
    } else if (this.phase === 'failed' && this.error?.status === 503) this.retry();
    else if (this.phase === 'empty' && store.status.version !== this.version) this.load();
  }

  /** A class may have come or gone, and with it the way of labelling. */
  checkClasses() {
    const ids = new Set(liveClasses().map((c) => c.id));
    if (!ids.has(this.brush)) this.brush = liveClasses().at(isBinary() ? 1 : 0)?.id ?? null;
    if (!ids.has(this.verify.class)) this.verify.class = this.brush;
    this.recent = this.recent.filter((c) => ids.has(c));
    const { batch } = this;
    if (!batch) return;
    batch.keepOnly?.(ids);
    if (batch instanceof Choices === isChoice()) return;
    this.batch = this.made(batch.answer);
    for (const [i, label] of batch.marks) if (label === null || ids.has(label)) this.batch.mark(i, label);
    this.set({ serial: this.serial + 1 });
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

  made(answer) {
    if (!isChoice()) return new Batch(answer);
    const batch = new Choices(answer);
    batch.keepOnly(new Set(liveClasses().map((c) => c.id)));
    return batch;
  }

  show(batch) {
    this.asked?.abort();
    this.set({ batch, phase: 'ready', error: null, serial: this.serial + 1 });
  }

  /** After an undo the server has none of the batch's labels any more, or not those that were sent last. */
  bringBack(undone) {
    if (undone.takeBack) undone.takeBack();
    else undone.unsend?.();
    const batch = undone.batch ?? undone;
    if (batch === this.batch) this.set({});
    else this.show(batch);
  }

  ask(options) {
    const { strategy, batchSize, verify } = this;
    return this.views.ask(options) ?? api.nextBatch({ strategy, batch_size: batchSize, ...(strategy === 'verify' ? verify : {}) }, options);
  }

  async load() {
    this.asked?.abort();
    const asked = this.asked = new AbortController();
    this.set({ phase: this.phase === 'training' ? 'training' : 'loading' });
    try {
      const answer = await this.ask({ signal: asked.signal });
      if (asked.signal.aborted) return;
      this.version = store.status?.version;
      if (!answer.items?.length) {
        this.set({ batch: null, phase: 'empty', unlabelled: answer.unlabeled_count, message: answer.message });
        return;
      }
      this.batch = this.made(answer);
      const rest = this.rests.get(this.kind);
      if (rest) this.batch.setRest?.(rest);
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
    const { batch } = this;
    const { fresh, changed } = batch.edits();
    if (fresh.length + changed.length === 0 && !this.sender.sentAny(batch)) {
      store.say(t('label.none'));
      return;
    }
    this.sender.hold();
    this.set({ phase: 'training' });
    const slow = setTimeout(() => store.say(t('label.slow'), 'info'), SLOW_MS);
    try {
      if (changed.length) await relabel(changed, t('label.relabelled', { n: changed.length }));
      if (fresh.length) await submit(fresh, batch.id, { batch });
      else if (!changed.length) await trainNow();
      this.views.next();
      if (this.phase === 'training') await this.load();
    } catch (error) {
      if (error.lost || error.status >= 500) this.set({ batch: null, phase: 'waiting', error });
      else if (error.code === 'already-labeled') {
        await this.load();
        store.say(t('label.stale'), 'info');
      } else this.set({ phase: 'ready' });
    } finally {
      clearTimeout(slow);
    }
  }

  /** A label was given or taken on these cards of a Choices batch. */
  chosen(...indexes) {
    for (const i of indexes) {
      const label = this.batch.label(i);
      if (label !== null) this.recent = [label, ...this.recent.filter((c) => c !== label)].slice(0, 12);
    }
    this.sender.wake();
    this.set({});
  }

  acceptAll() {
    const n = this.batch?.acceptAll?.() ?? 0;
    if (n) this.sender.wake();
    store.say(t(n ? 'label.accepted' : 'label.accepted.none', { n }), n ? 'ok' : 'info');
    this.set({});
  }

  setBrush(id) { this.set({ brush: id }); }

  skip() { if (this.phase !== 'training') { this.sender.now(); this.views.next(); this.load(); } }

  setStrategy(strategy, verify = {}) {
    if (fitting(strategy, { binary: isBinary(), choice: isChoice() }) !== strategy) return;
    prefs.set(strategyKey(), strategy);
    Object.assign(this.verify, verify);
    if (strategy === 'verify' && verify.class === undefined && this.brush !== null) this.verify.class = this.brush;
    this.views.close();
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

  /** @param how {class} to describe one class, {by_names: true} to guess from the names of all */
  async setQuery(words, how = {}) {
    try {
      const answer = await api.setQuery(words.trim(), how);
      const known = { query: answer.query ?? words, how: isBinary() ? said(answer.calibration) : '', name: className(how.class) };
      store.say(how.by_names ? t('label.query.names') : !words.trim() ? t('label.query.cleared')
        : t(how.class === undefined ? 'label.query.set' : 'label.query.class.set', known), 'ok');
      if (this.phase === 'training') return true;
      // Pictures of two classes show it in their strategies; elsewhere what fits best comes first.
      if (isChoice() && words.trim() && how.class === undefined) this.views.described(words.trim());
      else if (this.views.current?.kind === 'described') this.views.leave();
      else await this.load();
      return true;
    } catch (error) {
      if (error.lost) lost();
      store.say(explain(error), 'error');
      return false;
    }
  }
}

export const session = new Session();
