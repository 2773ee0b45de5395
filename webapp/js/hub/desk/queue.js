/** The open tasks of one person in one data set, hardest first, as the server orders them; read page by page, ahead of need. */
const LOW = 12;

export class Queue {
  tasks = [];
  /** Which one is on the screen: 0 is one's place, more is a look ahead. */
  at = 0;
  /** Where to read on; null at the end, undefined before the first page. */
  #next = undefined;
  /** Answered here: id → whether the server has confirmed it. A page that was read before must not bring them back. */
  #gone = new Map();
  #reading = null;

  /** @param load (after) => {tasks, next}  @param gone ids that wait in the outbox */
  constructor(load, gone = []) {
    this.load = load;
    for (const id of gone) this.#gone.set(id, false);
  }

  get current() { return this.tasks[this.at] ?? null; }

  get ended() { return this.#next === null; }

  get looking() { return this.at > 0; }

  /** The tasks that come after the one on the screen. */
  ahead(count) { return this.tasks.slice(this.at + 1, this.at + 1 + count); }

  /** Read on when few are left. @return true when tasks were added */
  async more() {
    if (this.ended || this.tasks.length - this.at > LOW) return false;
    // Two readers of one page would add its tasks twice.
    this.#reading ??= this.#read(this.#next).finally(() => { this.#reading = null; });
    return this.#reading;
  }

  async #read(after) {
    const { tasks, next } = await this.load(after);
    const known = new Set(this.tasks.map((t) => t.task_id));
    const fresh = tasks.filter((t) => !known.has(t.task_id) && !this.#gone.has(t.task_id));
    this.tasks.push(...fresh);
    this.#next = next ?? null;
    // A page of tasks that were all answered meanwhile is no end yet.
    return fresh.length > 0 || (this.#next !== null && this.#read(this.#next));
  }

  /** Read again from the start: new and harder tasks may have come. What is on the screen stays there. */
  async refresh() {
    await this.#reading;
    for (const [id, confirmed] of this.#gone) if (confirmed) this.#gone.delete(id);
    const { tasks, next } = await this.load(undefined);
    const { current } = this;
    this.tasks = tasks.filter((t) => t.task_id !== current?.task_id && !this.#gone.has(t.task_id));
    if (current && !this.#gone.has(current.task_id)) this.tasks.unshift(tasks.find((t) => t.task_id === current.task_id) ?? current);
    this.at = 0;
    this.#next = next ?? null;
    if (!this.tasks.length && this.#next !== null) await this.#read(this.#next);
  }

  /** It was answered or skipped; the next one takes its place. @return the task, or null when it is not here */
  take(id) {
    const index = this.tasks.findIndex((t) => t.task_id === id);
    if (index < 0) return null;
    const [task] = this.tasks.splice(index, 1);
    this.#gone.set(id, false);
    if (index < this.at) this.at--;
    // Behind the last one: back to one's place.
    if (this.at >= this.tasks.length && this.ended) this.at = 0;
    return task;
  }

  /** The server has the answer. */
  confirm(id) { if (this.#gone.has(id)) this.#gone.set(id, true); }

  /** An answer was taken back: its task is on the screen again. */
  putBack(task) {
    this.#gone.delete(task.task_id);
    this.tasks = this.tasks.filter((t) => t.task_id !== task.task_id);
    this.at = Math.min(this.at, this.tasks.length);
    this.tasks.splice(this.at, 0, task);
  }

  /** Look at the one before or after. @return true when there is one */
  look(by) {
    const to = this.at + by;
    if (to < 0 || to >= this.tasks.length) return false;
    this.at = to;
    return true;
  }

  home() {
    const moved = this.at !== 0;
    this.at = 0;
    return moved;
  }
}
