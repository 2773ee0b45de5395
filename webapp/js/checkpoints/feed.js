/**
 * The list of checkpoints as the server tells it, shared by all that show a part of it: read each second while something runs
 * and the page is looked at, else when the page is looked at again or the status says that something changed.
 * Event `change`; `answer` is the last list or null, `error` why the last reading failed or null.
 */
import { api } from '../api.js';
import { lost } from '../live.js';
import { store } from '../store.js';
import { isRunning } from './facts.js';

const EVERY_MS = 1000;
const AFTER_ERROR_MS = 3000;

class Feed extends EventTarget {
  answer = null;
  error = null;
  #users = 0;
  #timer = 0;
  #asked = null;
  #mark = '';

  /** Keep it up to date until the signal ends. */
  follow(signal) {
    this.#users++;
    signal.addEventListener('abort', () => this.#leave(), { once: true });
    if (this.#users > 1) return;
    this.life = new AbortController();
    const listen = (target, type, listener) => target.addEventListener(type, listener, { signal: this.life.signal });
    listen(document, 'visibilitychange', () => this.#look());
    listen(window, 'focus', () => this.#look());
    listen(window, 'fl-back', () => this.read());
    listen(store, 'change', (e) => { if (e.detail.has('status')) this.#sync(); });
    this.read();
  }

  #leave() {
    if (--this.#users > 0) return;
    this.life.abort();
    this.#asked?.abort();
    clearTimeout(this.#timer);
  }

  #look() {
    if (document.visibilityState === 'visible') this.read();
    else clearTimeout(this.#timer);
  }

  /** What the status tells of a checkpoint that began, ended or changed. */
  #sync() {
    const { dataset, checkpoint, embedding } = store.status ?? {};
    const mark = JSON.stringify([dataset?.id, checkpoint?.id, checkpoint?.name, checkpoint?.ready, checkpoint?.switching?.id, checkpoint?.images_per_second, embedding?.state]);
    if (mark === this.#mark) return;
    this.#mark = mark;
    this.read();
  }

  async read() {
    clearTimeout(this.#timer);
    this.#asked?.abort();
    const asked = this.#asked = new AbortController();
    try {
      this.answer = await api.checkpoints({ signal: asked.signal });
      this.error = null;
    } catch (error) {
      if (asked.signal.aborted) return;
      if (error.lost) lost();
      this.error = error;
    }
    if (this.#users > 0) this.#later();
    this.dispatchEvent(new Event('change'));
  }

  #later() {
    clearTimeout(this.#timer);
    if (document.visibilityState !== 'visible') return;
    if (this.error) this.#timer = setTimeout(() => this.read(), AFTER_ERROR_MS);
    else if (isRunning(this.answer)) this.#timer = setTimeout(() => this.read(), EVERY_MS);
  }
}

export const feed = new Feed();
