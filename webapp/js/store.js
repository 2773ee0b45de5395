/** What all pages share: the server's last status, the connection, the notice. Small on purpose: predictions and
 *  batches live with their pages. Changes are announced with a `change` event that names what changed. */
class Store extends EventTarget {
  status = null;
  /** 'connecting', 'online' or 'lost' */
  connection = 'connecting';
  unsent = 0;
  /** A submit of this page is on its way. */
  busy = false;
  /** A training that an answer told of is not done yet. */
  triggered = false;
  /** {kind: 'info'|'ok'|'error', text} or null */
  notice = null;
  curve = [];

  set(patch) {
    const changed = Object.keys(patch).filter((key) => this[key] !== patch[key]);
    if (!changed.length) return;
    Object.assign(this, patch);
    this.dispatchEvent(new CustomEvent('change', { detail: new Set(changed) }));
  }

  say(text, kind = 'info') { this.set({ notice: text ? { text, kind } : null }); }
}

export const store = new Store();

/** The id of the data set that is open, or null before the first status. */
export const datasetId = () => store.status?.dataset?.id ?? null;

const memory = new Map();

/** A preference kept in this browser. Storage may be refused; then it lasts as long as the page. */
export const prefs = {
  get(key, fallback) {
    try {
      const text = localStorage.getItem(`fastlabel.${key}`);
      return text === null ? memory.get(key) ?? fallback : JSON.parse(text);
    } catch {
      return memory.get(key) ?? fallback;
    }
  },
  set(key, value) {
    memory.set(key, value);
    try { localStorage.setItem(`fastlabel.${key}`, JSON.stringify(value)); } catch { /* kept in memory */ }
  },
};
