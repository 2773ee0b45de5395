/**
 * What a person works on, apart from any page: leaving the tab loses nothing. It holds the data sets of this person, the queue of
 * the chosen one, and how far it is; an answer shows the next task at once while it is on its way.
 */
import { randomId } from '../../api.js';
import { explain, sentences, t } from '../../i18n.js';
import { Queue } from './queue.js';
import { isKept, Sender } from './sender.js';
import { suggestionOf } from './labels.js';
import { TaskTimer } from './timer.js';

export class Desk extends EventTarget {
  /** 'loading', 'none' (no data set has tasks for this person), 'ready', 'done' (nothing open here) or 'failed' */
  phase = 'loading';
  /** Whose work this is. */
  owner = null;
  datasets = [];
  dataset = null;
  queue = null;
  error = null;
  watched = true;
  #entering = null;
  /** The tasks behind the answers that are on their way: not in the browser's storage, texts may be long. */
  #given = new Map();

  /**
   * @param api deskApi  @param who () => the name of who is logged in, or null  @param storage as localStorage
   * @param say (words, kind): one quiet line  @param needLogin (error)  @param lost (): the server does not answer
   * @param saved (): the server has one more answer
   */
  constructor({ api, who, storage, say, needLogin = () => {}, lost = () => {}, saved = () => {}, timer = new TaskTimer(), later }) {
    super();
    Object.assign(this, { api, who, say, needLogin, lost, saved, timer });
    this.sender = new Sender({ storage, who, send: (entry) => api.send(entry), later, on: {
      answered: (entry, answer) => this.answered(entry, answer), refused: (entry, error) => this.refused(entry, error),
      kept: (error) => this.kept(error), changed: () => this.told(),
    } });
  }

  told() { this.dispatchEvent(new Event('change')); }

  set(patch) {
    Object.assign(this, patch);
    this.time();
    this.told();
  }

  /** Time runs for the task that somebody looks at. */
  time() { this.timer.show(this.watched ? this.task?.task_id ?? null : null); }

  /** @param on whether the page that shows it is there */
  watch(on) {
    this.watched = on;
    this.time();
  }

  loginNeeded(error) {
    this.timer.show(null);
    this.needLogin(error);
  }

  get task() { return this.phase === 'ready' ? this.queue?.current ?? null : null; }

  get suggestion() { return this.dataset ? suggestionOf(this.task, this.dataset.labels, this.dataset.hide_prelabel) : null; }

  /** How many answers of this person wait to be sent. */
  get unsent() { return this.sender.waiting().length; }

  /** Come to the desk. Another person than last time finds nothing of the former. @param id data set of the address */
  async enter(id) {
    const person = this.who();
    if (!person) return;
    if (person !== this.owner) this.clear(person);
    this.flush();
    try {
      const { datasets } = await this.api.datasets();
      if (this.owner !== person) return;
      this.datasets = datasets;
      await this.choose(id);
    } catch (error) {
      this.failed(error);
    }
  }

  /** Send what waits for who is logged in. */
  async flush() {
    const person = this.who();
    const waited = this.sender.waiting(person).length;
    if (!waited || this.flushing) return;
    this.flushing = true;
    try {
      await this.sender.run();
      const sent = waited - this.sender.waiting(person).length;
      if (sent > 0 && this.who() === person) this.say(t('desk.sent', { n: sent }), 'ok');
    } finally {
      this.flushing = false;
    }
  }

  clear(person) {
    this.timer.clear();
    this.#given.clear();
    this.set({ owner: person, phase: 'loading', datasets: [], dataset: null, queue: null, error: null });
  }

  /** @param id a data set; else the one at hand, else the first with something to do */
  async choose(id) {
    const found = (wanted) => this.datasets.find((d) => String(d.id) === String(wanted));
    const dataset = found(id) ?? found(this.dataset?.id) ?? this.datasets.find((d) => d.open > 0) ?? this.datasets[0] ?? null;
    if (!dataset) {
      this.set({ phase: 'none', dataset: null, queue: null });
      return;
    }
    const same = this.queue && this.dataset?.id === dataset.id;
    // What was said belongs to the other one.
    if (this.dataset && this.dataset.id !== dataset.id) this.say(null);
    const mark = this.#entering = {};
    const queue = same ? this.queue : new Queue((after) => this.api.open(dataset.id, after), this.sender.waiting().map((e) => e.task_id));
    this.set({ dataset, ...(same ? {} : { queue, phase: 'loading' }) });
    try {
      await (same ? queue.refresh() : queue.more());
      // Somebody chose another one meanwhile.
      if (this.#entering === mark) this.settle();
    } catch (error) {
      if (this.#entering === mark) this.failed(error);
    }
  }

  /** After a change of the queue: a task on the screen, or an end. */
  settle() {
    const { queue } = this;
    const phase = queue.current ? 'ready' : queue.ended ? 'done' : 'loading';
    this.set({ phase, error: null });
    if (!queue.ended) this.readOn(queue);
  }

  async readOn(queue) {
    try {
      const added = await queue.more();
      if (queue === this.queue && (added || this.phase === 'loading')) this.set({ phase: queue.current ? 'ready' : queue.ended ? 'done' : 'loading' });
    } catch (error) {
      if (queue === this.queue && this.phase === 'loading') this.failed(error);
    }
  }

  failed(error) {
    if (error.lost) this.lost();
    if (error.status === 401) this.loginNeeded(error);
    else if (!this.task) this.set({ phase: 'failed', error });
  }

  /** Look whether something new was assigned; quiet when not. */
  async refresh() {
    if (!this.who() || this.who() !== this.owner || !['none', 'done', 'failed'].includes(this.phase)) return;
    await this.enter(this.dataset?.id);
  }

  /** @param label one of the data set's */
  answer(label) {
    const { task, suggestion } = this;
    if (!task || !this.dataset.labels.includes(label)) return false;
    this.give('answer', { label, seconds: this.timer.seconds(task.task_id), prelabel_shown: suggestion !== null });
    return true;
  }

  skip(reason) {
    const words = reason.trim();
    if (!this.task || !words) return false;
    this.give('skip', { reason: words });
    return true;
  }

  give(kind, body) {
    const { task, dataset, queue } = this;
    // In another tab somebody else has logged in: these are not that person's tasks.
    if (this.who() !== this.owner) {
      this.loginNeeded({ code: 'other-person' });
      return;
    }
    queue.take(task.task_id);
    this.timer.forget(task.task_id);
    this.count(dataset.id, kind, 1);
    this.say(kind === 'skip' ? t('desk.skipped') : t('desk.answered', { label: body.label }), 'ok');
    this.settle();
    const id = randomId();
    this.#given.set(id, task);
    this.sender.give({ submit_id: id, kind, dataset_id: dataset.id, task_id: task.task_id, body });
  }

  /** Counted here at once; the server's number holds when nothing is on its way. */
  count(id, kind, by) {
    const key = kind === 'skip' ? 'skipped' : 'labeled';
    this.datasets = this.datasets.map((d) => (d.id === id ? { ...d, open: Math.max(0, d.open - by), [key]: Math.max(0, d[key] + by) } : d));
    this.dataset = this.datasets.find((d) => d.id === this.dataset?.id) ?? null;
  }

  answered(entry, answer) {
    this.#given.delete(entry.submit_id);
    this.saved();
    if (entry.owner !== this.owner) return;
    this.queue?.confirm(entry.task_id);
    if (typeof answer.remaining !== 'number' || this.unsent) return;
    this.datasets = this.datasets.map((d) => (d.id === entry.dataset_id ? { ...d, open: answer.remaining } : d));
    this.dataset = this.datasets.find((d) => d.id === this.dataset?.id) ?? null;
    this.told();
  }

  kept(error) {
    if (error.lost) this.lost();
    if (error.status === 401 || error.code === 'other-person') this.loginNeeded(error);
    else this.say(explain(error), 'error');
  }

  /** The server did not take it: the task has gone to somebody else, or the answer is wrong for it. */
  refused(entry, error) {
    if (entry.owner !== this.owner) return;
    this.count(entry.dataset_id, entry.kind, -1);
    const gone = error.code === 'assignment-returned' || error.status === 404;
    if (gone) {
      this.queue?.confirm(entry.task_id);
      // It is not open here any more either.
      this.datasets = this.datasets.map((d) => (d.id === entry.dataset_id ? { ...d, open: Math.max(0, d.open - 1) } : d));
      this.dataset = this.datasets.find((d) => d.id === this.dataset?.id) ?? null;
      this.say(t(error.status === 404 ? 'desk.gone' : 'desk.returned', { what: entry.body.label ?? t('desk.skip') }), 'error');
      if (this.queue) this.settle();
      return;
    }
    this.say(explain(error), 'error');
    const task = this.#given.get(entry.submit_id);
    if (entry.dataset_id !== this.dataset?.id || !task) return;
    this.queue.putBack(task);
    this.settle();
  }

  /** Take the last answer back: the task is on the screen again. */
  async undo() {
    const { dataset, owner, queue } = this;
    if (!dataset || !owner) return;
    try {
      const entry = await this.sender.takeBack(dataset.id);
      const task = entry ? this.#given.get(entry.submit_id) : (await this.sender.after(() => this.api.undo(dataset.id, owner))).undone;
      if (owner !== this.owner || queue !== this.queue) return;
      if (!task) {
        this.say(t('desk.undo.none'), 'info');
        return;
      }
      queue.putBack(task);
      this.say(t('desk.undone'), 'ok');
      if (entry) this.count(dataset.id, entry.kind, -1);
      else await this.recount();
      this.settle();
    } catch (error) {
      if (error.lost) this.lost();
      if (error.status === 401) this.loginNeeded(error);
      else this.say(isKept(error) ? sentences([explain(error), t('desk.undo.waits')]) : error.code === 'undo-waits' ? t('desk.undo.waits') : explain(error), 'error');
    }
  }

  /** The server knows what kind of answer was taken back. */
  async recount() {
    try {
      const { datasets } = await this.api.datasets();
      this.datasets = datasets;
      this.dataset = datasets.find((d) => d.id === this.dataset?.id) ?? this.dataset;
    } catch { /* the next answer brings the number */ }
  }

  look(by) {
    const moved = by === 0 ? this.queue?.home() : this.queue?.look(by);
    if (moved) this.settle();
    return Boolean(moved);
  }
}
