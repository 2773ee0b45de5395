/** Starting, following and stopping long work: one button, a bar, and what came of it. */
import { attr, h, text } from '../../dom.js';
import { explain, said, t } from '../../i18n.js';
import { lost } from '../../live.js';

export class Runner {
  /** @param words {name, start, again: keys, step: (name) => words}  @param start, cancel () => promise  @param feed read after each */
  constructor({ words, start, cancel, feed }) {
    Object.assign(this, { keys: words, feed });
    this.start = h('button', { type: 'button', class: 'primary', on: { click: () => this.act(start) } });
    this.stop = h('button', { type: 'button', on: { click: () => this.act(cancel) } }, t('work.cancel'));
    this.bar = h('progress', { 'aria-label': t(words.name) });
    this.words = h('p', { class: 'muted small', role: 'status' });
    this.error = h('p', { class: 'error', role: 'alert' });
    this.element = h('div', { class: 'runner' }, h('div', { class: 'row' }, this.start, this.stop, this.words), this.bar, this.error);
  }

  async act(call) {
    if (this.busy) return;
    this.busy = true;
    text(this.error, '');
    try {
      await call();
    } catch (error) {
      if (error.lost) lost();
      text(this.error, explain(error));
    } finally {
      this.busy = false;
      this.feed.read();
    }
  }

  /** @param task the answer of the endpoint, or null  @param again there is a result already */
  show(task, again) {
    const running = task?.state === 'running';
    this.start.hidden = running;
    this.stop.hidden = !running;
    this.bar.hidden = !running;
    text(this.start, t(again ? this.keys.again : this.keys.start));
    if (running && task.total > 0) Object.assign(this.bar, { max: task.total, value: task.done });
    else if (running) attr(this.bar, 'value', null);
    text(this.words, running ? [task.step && this.keys.step(task.step), task.total > 0 && t('work.of', { done: task.done, total: task.total })].filter(Boolean).join(' · ') : task?.state === 'cancelled' ? t('work.cancelled') : '');
    if (task?.state === 'failed' && task.error) text(this.error, typeof task.error === 'string' ? said(task.error) : explain(task.error));
  }
}
