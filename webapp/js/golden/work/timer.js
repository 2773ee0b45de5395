/** How long a person looked at a group: only while the page is shown. */
export class Timer {
  #key = null;
  #since = 0;
  #sum = 0;

  /** @param now ms that only grow  @param shown whether the page can be seen */
  constructor(now = () => performance.now(), shown = () => globalThis.document?.visibilityState !== 'hidden') {
    Object.assign(this, { now, shown });
    globalThis.document?.addEventListener('visibilitychange', () => this.look());
  }

  /** A new group begins; the same one goes on. */
  start(key) {
    if (key === this.#key) return;
    this.#key = key;
    this.#sum = 0;
    this.#since = this.now();
  }

  /** Called when the page is hidden or shown again. */
  look() {
    if (this.shown()) this.#since = this.now();
    else this.#sum += this.now() - this.#since;
  }

  /** Seconds with one decimal. */
  seconds() { return Math.round((this.#sum + (this.shown() ? this.now() - this.#since : 0)) / 100) / 10; }
}
