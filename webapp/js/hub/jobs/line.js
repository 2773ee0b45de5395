/** One job in a few words: how far it is, or what came of it. Used by its card, and in place by whatever began it. */
import { attr, h, text } from '../../dom.js';
import { duration, number, said, t } from '../../i18n.js';
import { format } from '../../router.js';
import { hubApi } from '../api.js';
import { attempt, errorLine, when } from '../parts.js';
import { canCancel, canRetry, idOf, Pace, seconds } from './progress.js';

const pace = new Pace();

/** "130 of 260 · 12 per second · 10 s left" */
export function progressWords(job, { rate, left }) {
  const facts = [];
  if (job.total > 0) facts.push(t('work.of', { done: job.done ?? 0, total: job.total }));
  else if (job.done > 0) facts.push(number(job.done));
  if (rate > 0) facts.push(t('work.rate', { n: number(rate, rate < 10 ? 1 : 0) }));
  if (left > 0) facts.push(t('work.left', { time: duration(left) }));
  return facts.join(' · ');
}

export class JobLine {
  /** @param log whether to link to its log */
  constructor({ log = false } = {}) {
    this.log = log;
    this.tag = h('span', { class: 'tag job-tag' });
    this.words = h('span', { class: 'job-words' });
    this.time = h('span', { class: 'muted small job-time' });
    this.bar = h('progress', { 'aria-label': t('jobs.progress') });
    this.link = log && h('a', { class: 'small' }, t('jobs.log'));
    this.error = errorLine();
    this.cancel = h('button', { type: 'button', class: 'small', on: { click: () => attempt(this.cancel, this.error, () => hubApi.cancelJob(idOf(this.job))) } }, t('jobs.cancel'));
    this.retry = h('button', { type: 'button', class: 'small', on: { click: () => attempt(this.retry, this.error, () => hubApi.retryJob(idOf(this.job))) } }, t('jobs.retry'));
    this.acts = h('span', { class: 'job-acts' }, this.link, this.cancel, this.retry);
    this.element = h('div', { class: 'job-line' }, h('p', { class: 'job-head' }, this.tag, this.words, this.time), this.bar, this.error, this.acts);
  }

  show(job) {
    this.job = job;
    const running = job.status === 'running';
    attr(this.element, 'data-status', job.status);
    text(this.tag, t(`jobs.${job.cancel_requested && running ? 'stopping' : job.status}`));
    const speed = pace.of(job);
    text(this.words, running ? [said(job.step), progressWords(job, speed)].filter(Boolean).join(' · ') : said(job.message));
    this.bar.hidden = !running;
    if (job.total > 0) { this.bar.max = job.total; this.bar.value = job.done ?? 0; } else this.bar.removeAttribute('value');
    this.time.replaceChildren(...this.times(job).flatMap((part, i) => (i ? [' · ', part] : [part])));
    this.cancel.hidden = !canCancel(job);
    this.retry.hidden = !canRetry(job);
    if (this.link) attr(this.link, 'href', format('jobs', { job: idOf(job) }));
  }

  times(job) {
    const took = seconds(job);
    if (job.status === 'queued') return [job.retry_at && new Date(job.retry_at) > new Date() ? h('span', {}, t('jobs.again', { n: job.attempt + 1 }), ' ', when(job.retry_at)) : h('span', {}, t('jobs.since'), ' ', when(job.created_at))];
    if (job.status === 'running') return [h('span', {}, t('jobs.since'), ' ', when(job.started_at ?? job.created_at))];
    return [when(job.finished_at ?? job.created_at), took !== null && job.status === 'success' && t('jobs.took', { time: duration(took) })].filter(Boolean);
  }
}
