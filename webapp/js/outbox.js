/**
 * Confirmed labels, or judgements, that the server has not answered for yet. They are written to durable storage before they are
 * sent and removed after the answer, so a closed page or a stopped server loses nothing; the submit id makes the
 * server take a repeated one only once.
 */
const KEY = 'fastlabel.outbox';

export class Outbox {
  /**
   * @param storage getItem/setItem as in localStorage
   * @param send (entry) => Promise of the answer
   * @param isLost (error) => true when the server may not have seen the request, so that it is to be sent again
   * @param key where in the storage  @param size (entry) => how much of what is counted it holds
   */
  constructor(storage, send, isLost, { key = KEY, size = (entry) => entry.labels.length } = {}) {
    Object.assign(this, { key, size });
    this.storage = storage;
    this.send = send;
    this.isLost = isLost;
    this.onChange = () => {};
    /** Submit ids that are on their way, with the promise of their answer. */
    this.sending = new Map();
  }

  entries() {
    try {
      const list = JSON.parse(this.storage.getItem(this.key) ?? '[]');
      return Array.isArray(list) ? list : [];
    } catch {
      return [];
    }
  }

  /** How much waits, in data set `dataset` or in all. What is under way right now does not wait. */
  count(dataset) {
    return this.entries().filter((e) => !this.sending.has(e.submit_id) && (dataset === undefined || e.dataset === dataset))
      .reduce((n, e) => n + this.size(e), 0);
  }

  write(entries) {
    this.storage.setItem(this.key, JSON.stringify(entries));
    this.onChange();
  }

  put(entry) { this.write([...this.entries().filter((e) => e.submit_id !== entry.submit_id), entry]); }

  drop(submitId) { this.write(this.entries().filter((e) => e.submit_id !== submitId)); }

  /** Keep, send, and forget once answered. Rejects with the server's refusal, or with the lost connection. */
  async submit(entry) {
    this.sending.set(entry.submit_id, null);
    this.put(entry);
    return this.deliver(entry);
  }

  deliver(entry) {
    this.sending.set(entry.submit_id, null);
    const answer = this.#deliver(entry);
    if (this.sending.has(entry.submit_id)) this.sending.set(entry.submit_id, answer);
    return answer;
  }

  /** When what is on its way now has been answered, or is lost: what is done after that is done to what it made. */
  settled() { return Promise.allSettled(this.sending.values()); }

  async #deliver(entry) {
    try {
      const answer = await this.send(entry);
      this.drop(entry.submit_id);
      return answer;
    } catch (error) {
      if (!this.isLost(error)) this.drop(entry.submit_id);
      throw error;
    } finally {
      this.sending.delete(entry.submit_id);
      this.onChange();
    }
  }

  /**
   * Send, in order, what waits for this data set. Stops at the first lost connection.
   * @return {sent: how much was accepted, refused: [errors, each with its entry]}
   */
  async flush(dataset) {
    const result = { sent: 0, refused: [], last: null };
    for (const entry of this.entries().filter((e) => e.dataset === dataset && !this.sending.has(e.submit_id))) {
      try {
        result.last = await this.deliver(entry);
        result.sent += this.size(entry);
      } catch (error) {
        if (this.isLost(error)) break;
        result.refused.push(Object.assign(error, { entry }));
      }
    }
    return result;
  }
}
