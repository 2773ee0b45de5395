/** A data set in the list: how far it is, and what to do with it. */
import { attr, h, text } from '../../dom.js';
import { percent, t } from '../../i18n.js';
import { format } from '../../router.js';
import { JobLine } from '../jobs/line.js';
import { itemsWords, statusBar, statusLegend, when } from '../parts.js';

export class DatasetCard {
  constructor() {
    this.name = h('a', { class: 'set-name', dir: 'auto' });
    this.facts = h('p', { class: 'muted small set-facts' });
    this.figure = h('span', { class: 'set-share' });
    this.bar = h('div', {});
    this.legend = h('div', {});
    this.job = new JobLine();
    this.jobPlace = h('div', { class: 'set-job', hidden: true }, this.job.element);
    this.tasks = h('a', { class: 'button' }, t('data.tasks'));
    this.stats = h('a', { class: 'button' }, t('data.stats'));
    this.element = h('li', { class: 'panel set' }, h('div', { class: 'set-head' }, h('h2', {}, this.name), this.figure), this.facts, this.bar, this.legend, this.jobPlace, h('div', { class: 'row' }, this.tasks, this.stats));
  }

  show(d, job) {
    const mark = JSON.stringify([d, job]);
    if (mark === this.mark) return;
    this.mark = mark;
    text(this.name, d.name);
    attr(this.name, 'title', d.name);
    attr(this.name, 'href', format('data', { dataset: d.id }));
    attr(this.tasks, 'href', format('tasks', { dataset: d.id }));
    attr(this.stats, 'href', format('stats', { dataset: d.id }));
    attr(this.tasks, 'aria-label', t('data.tasks.of', { name: d.name }));
    attr(this.stats, 'aria-label', t('data.stats.of', { name: d.name }));
    text(this.figure, d.count ? percent((d.by_status?.labeled ?? 0) / d.count) : '');
    this.facts.replaceChildren(`${itemsWords(d)} · ${d.labels.slice(0, 6).join(' / ')}${d.labels.length > 6 ? ' …' : ''} · ${t('data.assigned', { n: d.assigned ?? 0 })}${d.ls_project_id ? ` · ${t('data.project', { id: String(d.ls_project_id) })}` : ''} · `, when(d.created_at) ?? '');
    this.bar.replaceChildren(statusBar(d.by_status, d.count));
    this.legend.replaceChildren(statusLegend(d.by_status));
    this.jobPlace.hidden = !job;
    if (job) this.job.show(job);
  }
}
