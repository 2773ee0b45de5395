/** How long a person had each task before the eyes: only while the page is shown. Coming back to a task goes on where it was. */
export class TaskTimer {
  #sums = new Map();
  #id = null;
  #since = null;

  /** @param now ms that only grow  @param shown whether the page can be seen */
  constructor(now = () => performance.now(), shown = () => globalThis.document?.visibilityState !== 'hidden') {
    Object.assign(this, { now, shown });
    globalThis.document?.addEventListener('visibilitychange', () => this.look());
  }

  /** This task is on the screen now; null for none. */
  show(id) {
    if (id === this.#id) return;
    this.#stop();
    this.#id = id;
    this.look();
  }

  /** Called when the page is hidden or shown again. */
  look() {
    if (!this.shown()) this.#stop();
    else if (this.#id !== null && this.#since === null) this.#since = this.now();
  }

  #stop() {
    if (this.#since !== null) this.#sums.set(this.#id, (this.#sums.get(this.#id) ?? 0) + this.now() - this.#since);
    this.#since = null;
  }

  /** Seconds with one decimal. */
  seconds(id) {
    const running = id === this.#id && this.#since !== null ? this.now() - this.#since : 0;
    return Math.round(((this.#sums.get(id) ?? 0) + running) / 100) / 10;
  }

  forget(id) {
    this.#sums.delete(id);
    if (id === this.#id) this.#since = this.shown() ? this.now() : null;
  }

  clear() {
    this.#sums.clear();
    this.#id = null;
    this.#since = null;
  }
}
