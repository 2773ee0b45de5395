/** What the Quality tab shows, read anew when labels or model changed, and again while it is being measured. */
import { api } from '../api.js';
import { store } from '../store.js';

const AGAIN_MS = 1500;

export class QualityData extends EventTarget {
  quality = null;
  suspects = null;
  duplicates = null;
  error = null;
  mark = null;

  /** @param signal ends everything */
  constructor(signal) {
    super();
    this.signal = signal;
    signal.addEventListener('abort', () => clearTimeout(this.timer));
  }

  emit() { this.dispatchEvent(new Event('change')); }

  /** Called with each status: reads when something is new. */
  sync() {
    const { status } = store;
    if (!status) return;
    // The measurement comes after the training, without a version of its own.
    const mark = `${status.dataset?.id} ${status.version} ${Boolean(status.training)} ${status.accuracy?.labels} ${status.accuracy?.accuracy}`;
    if (mark === this.mark) return;
    if (status.dataset?.id !== this.dataset) Object.assign(this, { dataset: status.dataset?.id, quality: null, suspects: null, duplicates: null });
    this.mark = mark;
    this.read();
  }

  async read() {
    clearTimeout(this.timer);
    this.asked?.abort();
    const asked = this.asked = new AbortController();
    const signal = AbortSignal.any([asked.signal, this.signal]);
    try {
      this.quality = await api.quality({ signal });
      this.error = null;
      this.emit();
      const [suspects, duplicates] = await Promise.all([api.suspects(100, { signal }), api.duplicates({ signal })]);
      Object.assign(this, { suspects, duplicates });
    } catch (error) {
      if (signal.aborted) return;
      this.error = error;
    }
    this.emit();
    if (this.quality?.computing || this.duplicates?.state === 'computing' || this.error) this.timer = setTimeout(() => this.read(), this.error ? 4 * AGAIN_MS : AGAIN_MS);
  }
}
