/** The lines a job wrote, read on as it goes. */
import { h, text } from '../../dom.js';
import { explain, moment, said, t, timeOfDay } from '../../i18n.js';
import { hubApi } from '../api.js';
import { isOver } from './progress.js';

const AGAIN_MS = 1500;

export class Log {
  constructor(id, job) {
    Object.assign(this, { id, job, last: 0 });
    this.list = h('ol', { class: 'job-log', tabindex: '0', 'aria-label': t('jobs.log') });
    this.state = h('p', { class: 'muted small', role: 'status' }, t('jobs.log.reading'));
    this.element = h('div', { class: 'job-log-place' }, this.list, this.state);
  }

  /** @param job () => the job as it is now */
  async read() {
    clearTimeout(this.timer);
    try {
      let page;
      do {
        page = await hubApi.jobLog(this.id, this.last || undefined);
        const end = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 40;
        this.list.append(...page.lines.map(({ at, text: words }) => h('li', {}, h('time', { class: 'muted', datetime: at, title: moment(at) }, timeOfDay(at)), ' ', said(words))));
        this.last = page.lines.at(-1)?.n ?? this.last;
        if (end) this.list.scrollTop = this.list.scrollHeight;
      } while (page.next && page.lines.length);
      text(this.state, this.list.firstChild ? '' : t('jobs.log.none'));
    } catch (error) {
      text(this.state, explain(error));
    }
    if (this.element.isConnected && !isOver(this.job())) this.timer = setTimeout(() => this.read(), AGAIN_MS);
  }

  stop() { clearTimeout(this.timer); }
}
