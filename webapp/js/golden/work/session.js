/**
 * The session on the workbench, apart from any page: leaving the tab loses nothing. It holds the open prompt, its group, the marks,
 * and the next group with its pictures preloaded, so that Enter shows it at once while the judgement is on its way.
 */
import { explain, t } from '../../i18n.js';
import { lost } from '../../live.js';
import { prefs, store } from '../../store.js';
import { goldenApi, goldenOutbox } from '../api.js';
import { judgement } from '../actions.js';
import { feeds } from '../live.js';
import { golden } from '../store.js';
import { Marks, MarkStore } from './marks.js';
import { Timer } from './timer.js';
import { isRunning, watch } from './watch.js';

const AHEAD_MS = 1500;

class WorkSession extends EventTarget {
  /** 'loading', 'none' (no session), 'ready', 'waiting' (a judgement is kept until the server is back), 'finished' or 'failed' */
  phase = 'loading';
  id = null;
  state = null;
  prompt = null;
  batch = null;
  marks = new Marks();
  next = null;
  error = null;
  /** [{entry, prompt, error}]: somebody else judged these groups first */
  conflicts = [];
  sending = 0;
  /** The group that was confirmed when all its pictures were there, but not yet the server's word that it is done. */
  confirmed = null;
  timer = new Timer();
  kept = new MarkStore(globalThis.localStorage);

  set(patch) {
    Object.assign(this, patch);
    golden.set({ state: this.state, batch: this.batch });
    this.dispatchEvent(new Event('change'));
  }

  /** Come to the workbench. @param id session of the address, or nothing for the current one */
  async enter(id) {
    if (id && id !== this.id) this.leave();
    if (!this.prompt) this.set({ phase: 'loading' });
    try {
      const wanted = id ?? (await feeds.sessions.read())?.find((s) => s.current)?.session_id ?? null;
      if (!wanted && !golden.sessions) throw golden.errors.sessions ?? { lost: true };
      if (wanted !== this.id) this.leave();
      this.id = wanted;
      if (!wanted) this.set({ phase: 'none' });
      else await this.sync();
    } catch (error) {
      // The session of the address has been deleted: the current one is as good.
      if (id && error.status === 404) await this.enter();
      else this.fail(error);
    }
  }

  leave() {
    this.unwatch();
    clearTimeout(this.ahead);
    Object.assign(this, { id: null, state: null, prompt: null, batch: null, next: null, marks: new Marks() });
  }

  fail(error) {
    if (error.lost) lost();
    if (error.status === 404) this.leave();
    this.set({ error, phase: error.status === 404 ? 'none' : 'failed' });
  }

  /**
   * Counts, what is ahead, and the open prompt as the server has them.
   *
   * @param mayMove false to leave a group on the table, whatever another window has decided meanwhile
   */
  async sync(mayMove = true) {
    clearTimeout(this.ahead);
    const { id } = this;
    const state = await goldenApi.state(id);
    if (id !== this.id) return;
    this.takeNext(state.next);
    this.set({ state });
    // A judgement still on its way: what the server calls open may be judged here already.
    const settled = this.sending === 0 && !goldenOutbox.entries().length;
    if (settled && (mayMove || this.phase !== 'ready')) await this.show(state.prompt, state.batch);
    else if (!settled && this.sending === 0 && this.phase === 'loading') this.set({ phase: 'waiting' });
    if (state.ahead?.running || isRunning(this.batch)) this.ahead = setTimeout(() => this.sync(false).catch(() => {}), AHEAD_MS);
  }

  /** The group after this one: its pictures are fetched now. */
  takeNext(next) {
    if (!next?.batch || next.batch.state !== 'done' || next.batch.batch_id === this.next?.batch.batch_id) return;
    this.next = next;
    this.preloaded = next.batch.images.map(({ image }) => Object.assign(new Image(), { src: image }));
  }

  async show(prompt, batch = null) {
    if (prompt?.finished || !prompt) {
      this.unwatch();
      this.set({ prompt, batch: null, phase: 'finished' });
      return;
    }
    const same = this.prompt?.prompt_id === prompt.prompt_id && this.batch && this.phase === 'ready' && !this.batch.judged;
    if (same) {
      this.set({ prompt });
      return;
    }
    // Without its group yet, the last one must not stay under the hands: marks would be made in it.
    this.set(batch ? { prompt } : { prompt, batch: null, phase: 'loading' });
    this.table(batch ?? await goldenApi.generate({ prompt_id: prompt.prompt_id }));
  }

  /** Puts a group on the table, with what was marked in it before. */
  table(batch) {
    this.unwatch();
    const kept = this.kept.read(batch.batch_id);
    this.timer.start(batch.batch_id);
    this.set({ batch, phase: 'ready', error: null, marks: kept ? new Marks(kept) : Marks.of(batch.images) });
    if (isRunning(batch)) this.unwatch = watch(batch.batch_id, (news) => this.told(news));
  }

  /** News of a group that is being made. */
  told(news) {
    if (this.batch?.batch_id !== news.batch_id) return;
    this.set({ batch: news });
    if (news.state === 'done' && this.confirmed === news.batch_id) this.submit();
  }

  unwatch = () => {};

  mark(seed, mark) {
    if (!this.batch || this.batch.pair || this.phase !== 'ready') return;
    this.marks.toggle(seed, mark);
    this.confirmed = null;
    this.kept.write(this.batch.batch_id, this.marks);
    // What was said of the last group is history.
    if (store.notice?.kind !== 'error') store.say(null);
    this.set({});
  }

  /** Send the marks and go on at once. */
  submit() {
    const { batch, prompt, marks } = this;
    if (this.phase !== 'ready' || !batch) return;
    if (isRunning(batch)) {
      // Whoever sees all pictures has decided: it is sent as soon as the server says that the group is done.
      if (batch.done >= batch.total) this.confirmed = batch.batch_id;
      else store.say(t('bench.running', { done: batch.done, total: batch.total }), 'info');
      return;
    }
    this.confirmed = null;
    if (batch.state !== 'done') return;
    this.kept.write(batch.batch_id, marks);
    const entry = judgement('selection', { batch_id: batch.batch_id, ...marks.toJSON(), seconds: this.timer.seconds(), judge: prefs.get('golden.judge') || undefined });
    const { next } = this;
    // What was ahead when it was asked for may lie behind by the time of the answer.
    if (next && next.prompt.index > prompt.index) {
      this.next = null;
      this.set({ prompt: next.prompt });
      this.table(next.batch);
    } else this.set({ phase: 'loading' });
    this.send(entry, prompt);
  }

  async send(entry, prompt) {
    this.sending++;
    try {
      const answer = await goldenOutbox.submit(entry);
      store.say(t('bench.saved', { golden: answer.golden, bad: answer.bad, neither: answer.neither }), 'ok');
    } catch (error) {
      this.refused(error, entry, prompt);
    } finally {
      this.sending--;
    }
    feeds.sessions.read();
    await this.resync();
  }

  refused(error, entry, prompt) {
    if (error.lost) lost();
    if (error.lost || error.status >= 500) {
      store.say(`${explain(error)} ${t('bench.kept')}`, 'error');
      if (this.phase === 'loading') this.set({ phase: 'waiting' });
    } else if (error.code === 'already-judged') this.conflict({ entry, error, prompt });
    else if (error.code === 'already-compared') this.reread(entry.body.batch_id, error);
    else store.say(explain(error), 'error');
  }

  /** Another window decided this pair: go on from there. */
  async reread(id, error) {
    await this.attempt(async () => {
      const batch = await goldenApi.batch(id);
      if (this.batch?.batch_id === id) this.table(batch);
    });
    store.say(explain(error), 'info');
  }

  conflict(one) { this.set({ conflicts: [...this.conflicts.filter((c) => c.entry.body.batch_id !== one.entry.body.batch_id), one] }); }

  /** @param replace true to let one's own decision hold instead */
  async settle({ entry, prompt }, replace) {
    this.set({ conflicts: this.conflicts.filter((c) => c.entry !== entry) });
    if (replace) await this.send(judgement('selection', { ...entry.body, replace: true }), prompt);
  }

  async resync() {
    try {
      await this.sync();
    } catch (error) {
      if (error.lost) lost();
      if (this.phase === 'loading') this.set(goldenOutbox.count() ? { phase: 'waiting' } : { phase: 'failed', error });
    }
  }

  async skip() {
    const { prompt } = this;
    if (!prompt || this.phase === 'loading') return;
    this.set({ phase: 'loading' });
    await this.attempt(async () => {
      await goldenApi.skip(prompt.prompt_id);
      store.say(t('bench.skipped'), 'ok');
      feeds.sessions.read();
      await this.sync();
    });
  }

  /** Another group of the same prompt. @param seeds which, or nothing for new ones */
  async more(seeds) {
    const { prompt } = this;
    if (!prompt || this.phase !== 'ready') return;
    await this.attempt(async () => this.table(await goldenApi.generate({ prompt_id: prompt.prompt_id, seeds, more: seeds ? undefined : true })));
  }

  /** The seeds that the selector holds for the most promising of this prompt. */
  async recommended() {
    const { prompt } = this;
    if (!prompt || this.phase !== 'ready') return;
    await this.attempt(async () => {
      const { ready, seeds = [] } = await goldenApi.recommend(prompt.prompt, this.batch?.total || 8, 256);
      if (!ready) store.say(t('bench.recommended.none'), 'info');
      else await this.more(seeds.map((s) => String(s.seed)));
    });
  }

  /** After an undo: the step that was taken back is on the table again, with its marks. */
  async undone({ batch_id: id }) {
    await this.attempt(async () => {
      this.next = null;
      feeds.sessions.read();
      const state = await goldenApi.state(this.id);
      this.set({ state, prompt: state.prompt });
      this.table(id && state.batch?.batch_id !== id ? await goldenApi.batch(id) : state.batch ?? await goldenApi.generate({ prompt_id: state.prompt.prompt_id }));
      await this.resync();
    });
  }

  async attempt(act) {
    try {
      await act();
    } catch (error) {
      if (error.lost) lost();
      store.say(explain(error), 'error');
      if (this.phase === 'loading') this.set(this.batch ? { phase: 'ready' } : { phase: 'failed', error });
    }
  }

  cancelBatch() { return this.attempt(async () => this.table(await goldenApi.cancelBatch(this.batch.batch_id))); }

  retryBatch() { return this.attempt(async () => this.table(await goldenApi.retryBatch(this.batch.batch_id))); }

  /** One pair decided; the server says which comes next. @param choice 'left', 'right' or 'tie' */
  async choose(choice) {
    const { batch, prompt } = this;
    if (!batch?.pair || batch.state !== 'done' || this.choosing) return;
    this.choosing = choice;
    if (store.notice?.kind !== 'error') store.say(null);
    this.set({});
    const { left, right } = batch.pair;
    const entry = judgement('pair', { batch_id: batch.batch_id, left, right, choice, seconds: this.timer.seconds(), judge: prefs.get('golden.judge') || undefined });
    try {
      const { pair, ranking } = await goldenOutbox.submit(entry);
      this.timer.start(`${batch.batch_id} ${pair?.n}`);
      if (this.batch === batch || this.batch?.batch_id === batch.batch_id) this.set({ batch: { ...this.batch, pair, ranking, judged: !pair }, state: this.state && { ...this.state, undo: (this.state.undo ?? 0) + 1 } });
      if (!pair) feeds.sessions.read();
    } catch (error) {
      this.refused(error, entry, prompt);
    } finally {
      this.choosing = null;
      this.set({});
    }
  }

  /** From the ranking at the end of a group on to the next prompt. */
  async goOn() {
    this.set({ phase: 'loading' });
    await this.resync();
  }
}

export const work = new WorkSession();
addEventListener('fl-golden-undone', (e) => { if (work.id) work.undone(e.detail); });
addEventListener('fl-golden-conflict', (e) => work.conflict(e.detail));
addEventListener('fl-golden-sent', () => { if (work.id) work.resync(); });
addEventListener('fl-back', () => { if (['failed', 'waiting'].includes(work.phase) && (work.id || work.error)) work.enter(work.id ?? undefined); });
