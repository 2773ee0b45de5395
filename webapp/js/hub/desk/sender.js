/**
 * Answers on their way to the server. They are kept in the browser first, under the name of the person who gave them, and sent
 * one after the other in the order they were given, so that undo takes back the last one. Only while that person is logged in.
 */
import { mayBeUnseen } from '../../api.js';
import { Outbox } from '../../outbox.js';

const FIRST_MS = 1500, LONGEST_MS = 20_000;

/** The login has run out or is another person's, or the server may not have seen it: it stays, and is sent later. */
export const isKept = (error) => mayBeUnseen(error) || [401, 429].includes(error.status) || error.code === 'other-person';

/** A server that fails at one answer may take the others. */
const isOnlyThis = (error) => error.status === 500 && !error.lost;

const boxOf = (person) => `hub:${person}`;

/** Local storage that may be refused; then what is kept lasts as long as the page. */
export function careful(storage) {
  const memory = new Map();
  return {
    getItem(key) {
      try { return memory.get(key) ?? storage.getItem(key); } catch { return memory.get(key) ?? null; }
    },
    setItem(key, value) {
      try {
        storage.setItem(key, value);
        memory.delete(key);
      } catch { memory.set(key, value); }
    },
  };
}

export class Sender {
  #chain = Promise.resolve();
  /** Submit ids given here that never left the browser. */
  #unseen = new Set();
  #timer = 0;
  #wait = FIRST_MS;

  /**
   * @param send (entry) => Promise of the answer  @param who () => the name of who is logged in, or null
   * @param on {answered(entry, answer), refused(entry, error), kept(error), changed()}
   */
  constructor({ storage, send, who, on, later = setTimeout }) {
    Object.assign(this, { who, on, later });
    this.outbox = new Outbox(careful(storage), (entry) => {
      this.#unseen.delete(entry.submit_id);
      return send(entry);
    }, isKept, { key: 'fastlabel.hub.outbox', size: () => 1 });
    this.outbox.onChange = () => on.changed();
  }

  /** What waits for this person, oldest first. */
  waiting(person = this.who()) { return person ? this.outbox.entries().filter((e) => e.dataset === boxOf(person)) : []; }

  /** Who else's answers wait in this browser: [{person, n}] */
  others() {
    const counts = new Map();
    for (const { owner } of this.outbox.entries()) if (owner !== this.who()) counts.set(owner, (counts.get(owner) ?? 0) + 1);
    return [...counts].map(([person, n]) => ({ person, n }));
  }

  /** @param entry {submit_id, kind: 'answer' or 'skip', dataset_id, task_id, body} */
  give(entry) {
    const owner = this.who();
    this.#unseen.add(entry.submit_id);
    this.outbox.put({ ...entry, owner, dataset: boxOf(owner) });
    return this.run();
  }

  /** Send what waits; returns when nothing more can be sent now. */
  run() { return this.#queue(() => this.#drain()); }

  #queue(act) {
    const done = this.#chain.then(act);
    this.#chain = done.catch(() => {});
    return done;
  }

  async #drain() {
    clearTimeout(this.#timer);
    const failing = new Set();
    for (let entry; (entry = this.waiting().find((e) => !failing.has(e.submit_id)));) {
      try {
        this.on.answered(entry, await this.outbox.deliver(entry));
        this.#wait = FIRST_MS;
      } catch (error) {
        if (!isKept(error)) this.on.refused(entry, error);
        else {
          this.on.kept(error);
          if (error.status !== 401 && error.code !== 'other-person') this.#again();
          if (!isOnlyThis(error)) return;
          failing.add(entry.submit_id);
        }
      }
    }
  }

  #again() {
    clearTimeout(this.#timer);
    this.#timer = this.later(() => this.run(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_MS);
  }

  /**
   * The last answer of this data set that never left the browser is taken out of it.
   * @return that entry; null when the server has them all, so that it is to be asked  @throws {code: 'undo-waits'}
   */
  async takeBack(datasetId) {
    const last = () => this.waiting().filter((e) => e.dataset_id === datasetId).at(-1) ?? null;
    const entry = last();
    if (entry && this.#unseen.delete(entry.submit_id)) {
      this.outbox.drop(entry.submit_id);
      return entry;
    }
    await this.run();
    // It may have reached the server: only the server can say, and it does not answer.
    if (last()) throw Object.assign(new Error('undo-waits'), { code: 'undo-waits' });
    return null;
  }

  /** Do something after all that was given so far. */
  after(act) { return this.#queue(act); }
}
