/** A job as a card: what, for what, how far, since when, by whom, where; its log, cancel, retry. */
import { attr, h, text } from '../../dom.js';
import { t } from '../../i18n.js';
import { format } from '../../router.js';
import { datasetOf } from '../store.js';
import { JobLine } from './line.js';
import { Log } from './log.js';
import { idOf } from './progress.js';
import { jobWords } from './words-of.js';

export class JobCard {
  constructor(job) {
    this.line = new JobLine();
    this.set = h('a', { class: 'job-set', dir: 'auto' });
    this.facts = h('p', { class: 'muted small job-facts' });
    this.more = h('button', { type: 'button', class: 'small', 'aria-expanded': 'false', on: { click: () => this.toggle(!this.log) } }, t('jobs.log'));
    this.place = h('div', { class: 'job-log-slot' });
    this.title = h('h2', { tabindex: '-1' });
    this.line.acts.prepend(this.more);
    this.element = h('li', { class: 'panel job', id: `job-${idOf(job)}` }, h('div', { class: 'job-title' }, this.title, this.set, h('span', { class: 'muted small job-number' }, `#${idOf(job)}`)), this.line.element, this.facts, this.place);
    this.show(job);
  }

  show(job) {
    const changed = this.job?.status !== job.status;
    this.job = job;
    text(this.title, t(jobWords(job.kind)));
    const set = datasetOf(job.dataset_id);
    this.set.hidden = !job.dataset_id;
    attr(this.set, 'title', set?.name);
    text(this.set, set?.name ?? t('jobs.set.gone', { id: String(job.dataset_id) }));
    attr(this.set, 'href', set ? format('data', { dataset: job.dataset_id }) : null);
    this.line.show(job);
    const facts = [t('jobs.by', { name: job.created_by ?? '–' }), job.worker && t('jobs.where', { name: job.worker }), job.attempt > 1 && t('jobs.attempt', { n: job.attempt, of: job.max_attempts })];
    text(this.facts, facts.filter(Boolean).join(' · '));
    if (changed && this.log) this.log.read();
  }

  toggle(open) {
    attr(this.more, 'aria-expanded', String(open));
    this.log?.stop();
    this.log = open ? new Log(idOf(this.job), () => this.job) : null;
    this.place.replaceChildren(...(open ? [this.log.element] : []));
    this.log?.read();
  }
}
