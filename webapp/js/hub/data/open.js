/** One data set: how far it is, its steps, its settings. */
import { attr, h, icon, text } from '../../dom.js';
import { percent, t } from '../../i18n.js';
import { format } from '../../router.js';
import { hubApi } from '../api.js';
import { updated } from '../jobs/progress.js';
import { keepDataset } from '../picker.js';
import { itemsWords, statusBar, statusLegend, when } from '../parts.js';
import { Addresses } from './addresses.js';
import { Prompt } from './prompt.js';
import { Remove } from './remove.js';
import { outsideReport, uploadReport } from './report.js';
import { Settings } from './settings.js';
import { Steps } from './steps-view.js';

/** Kinds of jobs that bring answers back. */
const BACK = ['export_from_ls', 'sync_from_ls'];

export class OpenDataset {
  constructor() {
    this.name = h('h2', { class: 'set-title', tabindex: '-1', dir: 'auto' });
    this.facts = h('p', { class: 'muted small' });
    this.bar = h('div', {});
    this.legend = h('div', {});
    this.report = h('div', { class: 'set-report' });
    this.outside = h('div', { class: 'set-report' });
    this.steps = new Steps();
    this.settings = new Settings();
    this.prompt = new Prompt();
    this.addresses = new Addresses();
    this.remove = new Remove();
    this.element = h('div', { class: 'set-open' }, h('div', { class: 'set-top' }, h('a', { class: 'button quiet small set-back', href: format('data') }, icon('back'), t('data.back')), h('div', { class: 'set-head' }, this.name, this.share = h('span', { class: 'set-share' })), this.facts, this.bar, this.legend, this.report, this.outside),
      h('div', { class: 'panels set-panels' }, h('div', { class: 'panel-column' }, this.steps.element), h('div', { class: 'panel-column' }, this.settings.element, this.prompt.element, this.addresses.element, this.remove.element)));
    this.clear();
  }

  clear() { this.read = { connections: null, prelabelers: null, head: null, jobs: [], report: null }; }

  show(d) {
    const other = this.dataset?.id !== d.id;
    this.dataset = d;
    if (other) {
      keepDataset(d.id);
      this.clear();
      this.refresh();
    }
    text(this.name, d.name);
    text(this.share, d.count ? percent((d.by_status?.labeled ?? 0) / d.count) : '');
    this.facts.replaceChildren(`${itemsWords(d)} · ${t('data.assigned', { n: d.assigned ?? 0 })}${d.created_by ? ` · ${t('data.by', { name: d.created_by })} ` : ' · '}`, when(d.created_at) ?? '');
    this.bar.replaceChildren(statusBar(d.by_status, d.count));
    this.legend.replaceChildren(statusLegend(d.by_status));
    this.settings.show(d);
    this.prompt.show(d);
    this.addresses.show(d);
    this.remove.show(d);
    if (other) this.report.replaceChildren(uploadReport(d.id) ?? '');
    this.update();
  }

  update() {
    this.steps.show(this.dataset, this.read);
    this.outside.replaceChildren(this.read.report?.at ? outsideReport(this.read.report) : '');
    attr(this.outside, 'hidden', !this.read.report?.at);
  }

  /** What the steps need to know beside the data set itself. What cannot be read leaves its place empty. */
  async refresh() {
    const { id } = this.dataset;
    const asked = this.asked = {};
    const take = async (name, call, pick = (a) => a) => {
      try {
        const answer = pick(await call());
        if (asked !== this.asked) return;
        this.read = { ...this.read, [name]: answer };
        this.update();
      } catch { /* the step says what is missing when it is begun */ }
    };
    await Promise.all([
      take('jobs', () => hubApi.jobs({ dataset_id: id, limit: 50 }), (a) => a.jobs), take('connections', () => hubApi.connections()),
      take('prelabelers', () => hubApi.prelabelers(id), (a) => a.prelabelers), take('head', () => hubApi.head(id)),
    ]);
    // There is a report once something was brought back.
    if (this.read.jobs.some((job) => job.status === 'success' && BACK.includes(job.kind))) await take('report', () => hubApi.report(id));
  }

  /** A job of this data set changed. */
  accept(job) {
    if (job.dataset_id !== this.dataset?.id) return;
    this.read = { ...this.read, jobs: updated(this.read.jobs, job) };
    this.update();
    if (job.status === 'success') this.refresh();
  }
}
